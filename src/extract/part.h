/* part.h - a text as the parts of a list of skills: what commas, brackets and joining words
 * divide, and behind which of them skills are asked for. */
#ifndef FG_EXTRACT_PART_H
#define FG_EXTRACT_PART_H

#include "extract/skill.h"

enum { MOST_PARTS = 64 }; /* of one text; what stands behind them is not looked at */

/* Where several stand between two parts the strongest counts, which is the last here. */
enum border { BORDER_START, BORDER_CLOSE, BORDER_COMMA, BORDER_JOIN, BORDER_SLASH, BORDER_OPEN,
              BORDER_SENTENCE };

/* What stands between two dividers. */
struct part {
    size_t first, end;      /* tokens                                               */
    size_t from;            /* behind the last cue in it                            */
    enum border before;
    bool asked;             /* a cue stands before it, or before the list           */
    bool matters;           /* ... behind which any noun phrase is meant            */
    bool names;             /* ... behind which a capital makes a name              */
    bool bracket;
    bool known;             /* holds a skill                                        */
    bool thing;             /* ... a tool, a standard, a machine                    */
    bool ends;              /* has words behind what it names                       */
    size_t last;            /* behind the words that can be a name                  */
};

struct members {
    const struct fg_lexicon *lexicon;
    const struct fg_rules *rules;
    const struct fg_rule_group *group;
    struct fg_sv text;
    const struct fg_tokens *t;
    const found_list *known;
    struct part parts[MOST_PARTS];
    size_t n;
    bool capitals;          /* a capital makes a name: not in German, nor in a title */
};

/** Cuts the text of `m`, whose fields above `parts` are set, into parts, each without the
 *  words that do not belong to a name. What `m->known` names must not move while `m` lives. */
void extract_parts_cut(struct members *m);
/** The rule of the group at token `i`, and how many tokens it covers; or NULL. */
const struct fg_rule *extract_list_rule(const struct members *m, size_t i, size_t *n);
bool extract_list_is(const struct members *m, size_t i, enum fg_skill_list means);
/** Whether nothing but blanks, hyphens and slashes stands between tokens [first, end). */
bool extract_side_by_side(const struct members *m, size_t first, size_t end);
bool extract_is_capital(const struct members *m, size_t i);
bool extract_is_lower(const struct members *m, size_t i);

/* whole.c */
/** Makes each name of `all` the whole noun phrase of its part. */
void extract_whole_phrases(struct members *m, found_list *all);

#endif
