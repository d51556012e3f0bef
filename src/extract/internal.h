/* internal.h - what the files of this room share. */
#ifndef FG_EXTRACT_INTERNAL_H
#define FG_EXTRACT_INTERNAL_H

#include "extract/room.h"

/** A label of the document: "Employer: Acme". */
struct extract_label {
    size_t block;
    struct fg_sv text;
    int fact;    /* enum fg_fact                                            */
    bool inside; /* the value stands in the same block, else in the next one */
};

/** One extraction under way. */
struct extraction {
    const fg_rules *rules;
    fg_scratch *scratch;
    const struct fg_language *language; /* of the posting; NULL: none known */
    const struct fg_language *english;  /* headings are often English; may be the same */
    const struct fg_language *posting;  /* `language` but for units in English        */
    const struct fg_document *document;
    const struct fg_tokens *whole;   /* the document's text */
    struct fg_sv text;                  /* of the view that is kept (field.c, name.c) */
    FG_VEC(struct extract_label) labels; /* of the document, once they were found     */
    bool labels_found;
    struct { uint32_t word; bool joins; } joints[64]; /* name.c: short words, judged */
    fg_arena *arena;
};

/** A block, or a part of one where a heading stood in its first words. */
struct line {
    struct fg_sv text;
    uint32_t at;            /* in the document's text                        */
    enum fg_block_kind kind;
    unsigned level, flags, list;
    enum line_role { LINE_CONTENT, LINE_HEADING, LINE_SUBHEADING } role;
    const struct fg_rule *rule;  /* of a heading whose meaning is known       */
    size_t section;         /* index, of content                             */
    bool flat;              /* cut out of text that lost its line breaks     */
    bool label;             /* of the next line, before a colon              */
};

struct section {
    enum fg_section means;
    struct fg_sv heading;
    const struct fg_rule *rule;  /* NULL: by vote or the start of the document */
    unsigned rank;          /* of its heading: 1 (h1) to 8 (plain line)       */
    bool unknown;           /* a heading no rule knows                        */
    bool stated;            /* the source's own field says what it is         */
    bool apart;             /* of the page around the posting                 */
    enum fg_section parent; /* what stood before an unknown one               */
    unsigned before, whole; /* which bodies stand before it, and in the posting: 1 what is
                               asked for, 2 what is to be done, by their headings        */
    size_t first, end;      /* lines                                          */
};

typedef FG_VEC(struct line) line_list;
typedef FG_VEC(struct section) section_list;

/* extract.c */
/** fg_tokenize(), which is quick for a view of the document's text. */
bool extract_tokens(struct extraction *x, struct fg_sv text, struct fg_tokens *out);
/** The words of the text of one of the posting's documents. */
const struct fg_tokens *extract_words(const struct extraction *x, struct fg_sv text);

/* line.c */
void extract_lines(struct extraction *x, line_list *out);
/** "... full of energy REQUIREMENTS": where the heading that a line ends with begins, and its
 *  rule; the line's end where it ends with none. */
size_t extract_tail_heading(struct extraction *x, struct fg_sv s, const struct fg_rule **rule);
/** "Nice to Have": every longer word is capitalised, and there are two at least. */
bool extract_is_title_case(struct fg_sv s);

/** The rule of the longest phrase at token i, NULL for none. */
const struct fg_rule *extract_phrase_at(const struct fg_rule_group *g, const struct fg_tokens *t,
                                        size_t i);

/* glued.c */
/** The next byte from i on at which a line may have ended right before; text.n: none. */
size_t extract_may_break(struct fg_sv text, size_t i);
/** Whether words were glued so often that the text must have lost its line breaks. */
bool extract_has_lost_breaks(struct extraction *x, struct fg_sv text);
/** Whether a line ended right before byte i, which follows no white space; `torn`: the
 *  text is known to have lost its breaks. */
bool extract_breaks_at(struct extraction *x, struct fg_sv text, size_t i, bool torn);

/* heading.c */
/** What a heading of these words announces; NULL: no rule knows. */
const struct fg_rule *extract_heading_rule(struct extraction *x, struct fg_sv text,
                                           double share);
/** The same for its words. */
const struct fg_rule *extract_heading_of(struct extraction *x, const struct fg_tokens *t,
                                         double share);
/** Whether what stands there is asked for, wished for or to be done. */
bool extract_is_posting_body(enum fg_section means);

/* outline.c */
void extract_outline(struct extraction *x, line_list *lines, section_list *out);

/* sentence.c */
enum saying { SAYS_NOTHING, SAYS_REQUIREMENT, SAYS_DUTY, SAYS_OTHER };
struct judgement {
    double requirement, duty, other; /* weights of the cues found            */
    enum saying opens;               /* by the cue at its first word         */
};
struct judgement extract_judge(struct extraction *x, struct fg_sv sentence);
/** Takes the first sentence off `*rest`; false when there is none left. */
bool extract_next_sentence(struct extraction *x, struct fg_sv *rest, struct fg_sv *sentence);

/* priority.c */
/** `listed`: an item of a list, for which the heading's word counts. */
enum fg_priority extract_priority(struct extraction *x, struct fg_sv item,
                                  enum fg_section section, bool listed);

/* fact.c */
void extract_facts(struct extraction *x, struct fg_requirement *r);

/* field.c */
void extract_fields(struct extraction *x, struct fg_posting *out);

/* page.c */
enum fg_page extract_page(struct extraction *x, const struct fg_posting *posting, bool *closed);

#endif
