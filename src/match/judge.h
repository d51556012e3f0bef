/* judge.h - inside the match room: what all judges share. */
#ifndef FG_MATCH_JUDGE_H
#define FG_MATCH_JUDGE_H

#include "match/room.h"

enum { FG_WORD_RINGS = 8, FG_TEXT_ROLES = 4, FG_TEXT_DEEDS = 6 };

/** A word of a text, as it is compared. */
struct fg_judge_word {
    uint32_t stem;                 /* hash of the stem                              */
    uint32_t family;               /* ... and without its ending: teacher, teaching */
    uint32_t at;                   /* byte in the text                              */
    uint64_t keys;                 /* a bit each of stem, family, rings, role: words
                                      without one in common are not alike           */
    uint32_t rings[FG_WORD_RINGS]; /* rings of alike words it is in                 */
    uint32_t n_rings;
    double weight;                 /* 0 to 1; rare words weigh most                 */
    uint32_t role;                 /* 1 + the role whose title it is part of; 0     */
    float worth;                   /* 1 said; less: follows from a role             */
    bool asks;                     /* asks for a trait                              */
    bool joins;                    /* "and"                                         */
    bool chooses;                  /* "or"                                          */
    bool sets;                     /* "environment": what is asked for is done in it */
    bool paper;                    /* says only that it is a paper: "certificate"   */
    bool grade;                    /* behind "level", "class"                       */
    bool rank;                     /* "foundation", "associate" of a certificate    */
};

/** A text as words, and what they ask for, show and are about. */
struct fg_judge_text {
    struct fg_judge_word *words;
    size_t n;
    uint64_t keys;                 /* of all its words: without one in common with a
                                      word, none of them is alike it                */
    uint64_t asks, shows;          /* sets of traits                                */
    uint64_t cues;                 /* set of enum fg_book_cue                       */
    uint32_t studies;              /* set of families of study                      */
    uint32_t needs, bears;         /* sets of demands                               */
    uint64_t first_cues;           /* of the cues, those in its first words         */
    uint32_t examples;             /* byte where a list of examples is introduced; 0 */
    uint32_t examples_end;         /* ... and where it ends; 0: with the text       */
    uint32_t narrower;             /* word behind "at least two of them"; 0: none   */
    uint32_t wish;                 /* byte of "preferred", "a plus"; 0: none         */
    bool or_first;                 /* an "or" stands before that                    */
    uint32_t roles[FG_TEXT_ROLES]; /* of the wordbook, that the text names as held  */
    size_t n_roles;
    uint32_t deeds[FG_TEXT_DEEDS]; /* the same, what it tells was done              */
    size_t n_deeds;
    uint32_t people;               /* how many it says are under someone: "12 agents" */
    uint32_t largest;              /* number in it */
    unsigned strength;             /* words of bodily strength                      */
};

/** Something of the skills file that can speak for a requirement by its words. */
struct fg_witness {
    struct fg_sv text;
    struct fg_judge_text words;
    double years;                  /* < 0: not said                                 */
    unsigned line;
    const uint32_t *skills;        /* of the lexicon                                */
    size_t n_skills;
    const struct fg_known_skill *known; /* NULL: a statement, a field of study      */
    bool learned;                  /* a field of study, a certificate: not done     */
};

/** What is noted where somebody asks why. */
struct fg_trace {
    FG_VEC(struct fg_candidate) candidates;
    FG_VEC(struct fg_sv) steps;
};

struct fg_paper_name; /* credential.h */

struct fg_judge {
    const fg_rules *rules;
    const struct fg_lexicon *lexicon;
    const struct fg_scoring *scoring;
    const struct fg_profile *profile;
    const struct fg_wordbook *book;
    const struct fg_posting *posting;
    fg_arena *arena;
    fg_scratch *scratch;
    FG_VEC(struct fg_witness) witnesses;
    FG_VEC(struct fg_evidence) evidence; /* of the requirement at hand              */
    FG_VEC(struct fg_cap) caps;
    struct fg_trace *trace;        /* NULL: nobody asks why                         */
    struct fg_sv asked;            /* text of the requirement at hand               */
    bool foreign;                  /* the posting is in another language than the file */
    bool asks_doing;               /* the requirement at hand asks for experience   */
    bool own_trade;                /* the person held the role the posting names    */
    double total_years;            /* of all jobs; < 0: not said                    */
    const struct fg_paper_name *papers; /* that are held, once read (certificate.c) */
    size_t n_papers;
    int year;                      /* now, as far as posting and skills file tell; 0 */
    double now;                    /* ... and not before the rules were written      */
};

/** What a judge says. Evidence goes to judge->evidence. */
struct fg_judgement {
    enum fg_state state;
    double credit;
    struct fg_sv reason;
};

/* ---- texts (text.c) ---- */

/** Reads a text into words. Empty where memory failed. */
struct fg_judge_text fg_judge_read(struct fg_judge *j, struct fg_sv text);
bool fg_text_has_cue(const struct fg_judge_text *t, enum fg_book_cue cue);
/** The same of its first words. */
bool fg_text_opens_with(const struct fg_judge_text *t, enum fg_book_cue cue);
/** How alike two words are: 1 same stem, less of one family, of one ring, else 0. */
double fg_words_alike(const struct fg_judge *j, const struct fg_judge_word *a,
                      const struct fg_judge_word *b);
/** How well the best word of `t` covers `w`; the second leaves out what only follows
 *  from a role. */
double fg_text_covers(const struct fg_judge *j, const struct fg_judge_text *t,
                      const struct fg_judge_word *w);
double fg_text_says(const struct fg_judge *j, const struct fg_judge_text *t,
                    const struct fg_judge_word *w);
/** The word of `t` that covers `w` best; NULL. */
const struct fg_judge_word *fg_text_word_for(const struct fg_judge *j,
                                             const struct fg_judge_text *t,
                                             const struct fg_judge_word *w);

/* ---- judgements (judge.c) ---- */

/** State by credit, as rules/scoring.yaml cuts it. */
struct fg_judgement fg_judge_by_credit(const struct fg_judge *j, double credit);
/** Whether a skill, or FG_NO_SKILL, is a certificate. */
bool fg_judge_is_certificate(const struct fg_judge *j, uint32_t skill);
/** The same of something that falls short: partial at best. */
struct fg_judgement fg_judge_short(const struct fg_judge *j, double credit);
struct fg_judgement fg_judge_say(struct fg_judge *j, enum fg_state state, double credit,
                                 const char *format, ...) __attribute__((format(printf, 4, 5)));
void fg_judge_add_evidence(struct fg_judge *j, struct fg_sv name, double years, unsigned line,
                           struct fg_sv via, double credit);
/** A cap of the score: only where the requirement is a must. */
void fg_judge_add_cap(struct fg_judge *j, const struct fg_requirement *r, double limit,
                      const char *format, ...) __attribute__((format(printf, 4, 5)));

/* ---- opening a judge (match.c), and why (reason.c) ---- */

/** A judge for a posting and a person; one at a time with a scratch, which
 *  goes over to the posting's language. */
enum fg_status fg_judge_open(struct fg_judge *j, const fg_rules *rules, fg_scratch *scratch,
                             const struct fg_posting *posting, const fg_profile *profile,
                             fg_arena *arena, struct fg_error *err);
/** Notes that a witness was weighed; nothing where nobody asks why. */
void fg_judge_weigh(struct fg_judge *j, const struct fg_witness *w, struct fg_sv asked,
                    double credit, const char *format, ...) __attribute__((format(printf, 5, 6)));
/** The same of an entry of a list. */
void fg_judge_weigh_entry(struct fg_judge *j, struct fg_sv text, unsigned line, double credit,
                          const char *format, ...) __attribute__((format(printf, 5, 6)));
/** Notes a step of the arithmetic. */
void fg_judge_step(struct fg_judge *j, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* ---- the judges: one a kind of requirement ---- */

struct fg_judgement fg_judge_ability(struct fg_judge *j, const struct fg_requirement *r,
                                     const struct fg_judge_text *t);
struct fg_judgement fg_judge_education(struct fg_judge *j, const struct fg_requirement *r,
                                       const struct fg_judge_text *t);
/** "Student of ...": whether somebody who still studies is asked for, and is one. */
bool fg_judge_asks_for_student(const struct fg_judge_text *t);
struct fg_judgement fg_judge_student(struct fg_judge *j, const struct fg_requirement *r,
                                     const struct fg_judge_text *t);
struct fg_judgement fg_judge_certificate(struct fg_judge *j, const struct fg_requirement *r,
                                         const struct fg_judge_text *t);
struct fg_judgement fg_judge_language(struct fg_judge *j, const struct fg_requirement *r,
                                      const struct fg_judge_text *t);
struct fg_judgement fg_judge_authorization(struct fg_judge *j, const struct fg_requirement *r,
                                           const struct fg_judge_text *t);
struct fg_judgement fg_judge_travel(struct fg_judge *j, const struct fg_requirement *r,
                                    const struct fg_judge_text *t);
struct fg_judgement fg_judge_physical(struct fg_judge *j, const struct fg_requirement *r,
                                      const struct fg_judge_text *t);
struct fg_judgement fg_judge_trait(struct fg_judge *j, const struct fg_requirement *r,
                                   const struct fg_judge_text *t);

/** An ability, if it is one: silence is no gap. */
struct fg_judgement fg_judge_loosely(struct fg_judge *j, const struct fg_requirement *r,
                                     const struct fg_judge_text *t);

/** Whether a requirement of no kind, or a skill, is about certificates alone. */
bool fg_judge_asks_for_papers(struct fg_judge *j, const struct fg_requirement *r,
                              const struct fg_judge_text *t);
/** Whether the person holds one of the certificates a requirement names; those held go to
 *  the evidence. */
bool fg_judge_holds_papers(struct fg_judge *j, const struct fg_requirement *r);
/** Whether somebody holds what a requirement that does not speak of papers asks for. */
bool fg_judge_is_paper_held(struct fg_judge *j, const struct fg_requirement *r,
                            const struct fg_judge_text *t);
/** Regions that a requirement names, or where it names none, the posting's place: up to
 *  `most` into `out`; returns how many. */
size_t fg_regions_asked(struct fg_judge *j, struct fg_sv text, uint32_t *out, size_t most);
/** Whether a text names regions and the person lives in none of them. */
bool fg_judge_lives_elsewhere(struct fg_judge *j, struct fg_sv text);
/** Years the person has where `needed` are asked: 1 enough, else what they are
 *  worth. `have` < 0: the skills file does not say. */
double fg_years_credit(const struct fg_judge *j, double have, double needed);
/** What was done for the most years speaks for work in general: goes to the evidence. */
void fg_judge_show_longest(struct fg_judge *j);
/** The judge of a kind. */
struct fg_judgement fg_judge_requirement(struct fg_judge *j, const struct fg_requirement *r);
/** Whether a text is about character: its other words weigh at most `most` for each
 *  word that asks for a trait. */
bool fg_text_is_of_traits(const struct fg_judge_text *t, double most);
/** An answer a question of the posting's application form. */
const struct fg_answer *fg_judge_questions(struct fg_judge *j);
/** What of a text's words is found: a share of their weight; `firm`: by more than one
 *  word that is only alike, or that alone speaks for several. */
struct fg_found_words {
    double share;
    bool firm;
};

/** Share of a text's words that the skills file covers, 0 to 1; adds the best
 *  witness to the evidence where the share is at least `least`. `given` (may be
 *  NULL) has for each word how well it is covered, NAN where that is to be found
 *  out; `years` (may be NULL) receives the best witness's. */
struct fg_found_words fg_judge_prose(struct fg_judge *j, const struct fg_judge_text *t,
                                     const double *given, double least, double *years);

#endif
