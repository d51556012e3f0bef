/* ability.h - what the judge of abilities is made of: skills and prose. */
#ifndef FG_MATCH_ABILITY_H
#define FG_MATCH_ABILITY_H

#include "match/judge.h"

/** What the skills that a requirement names come to, together. */
struct fg_asked_skills {
    double credit;          /* any-of: the best; all-of: the mean */
    double best;
    double years;           /* of the best proof; < 0: not said   */
    bool adjacent;          /* only by neighbours                 */
    size_t n, missing;
    struct fg_sv first_missing;
    double *credits;        /* of each                            */
    bool *firm;             /* ... whether it is known for years  */
    bool *spare;            /* ... an example or a part, not missed */
    bool *option;           /* ... one of several that would do     */
};

/** Judges the skills a requirement names; evidence goes to the judge. */
struct fg_asked_skills fg_judge_skills(struct fg_judge *j, const struct fg_requirement *r,
                                       const struct fg_judge_text *t);
/** Whether a skill can be said in other words: a method, a field; not a thing. */
bool fg_skill_has_like_words(const struct fg_judge *j, uint32_t skill);
/** Whether a skill is named inside a bracket. */
bool fg_skill_in_bracket(const struct fg_requirement *r, size_t i);
/** Weight of a text's words; where `r` is given, of those in none of its skills. */
double fg_words_weigh(const struct fg_judge_text *t, const struct fg_requirement *r);
/** Whether any witness has a word, or one like it. */
bool fg_word_is_found(const struct fg_judge *j, const struct fg_judge_word *word);
/** A share of words, which weigh `words` in all, as a credit. */
double fg_prose_credit(const struct fg_judge *j, struct fg_found_words found, double words);

#endif
