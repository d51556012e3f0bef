/* ability.h - what the judge of abilities is made of: skills and prose. */
#ifndef FG_MATCH_ABILITY_H
#define FG_MATCH_ABILITY_H

#include "match/judge.h"

/** What one skill asked for is worth, and by what. */
struct fg_proof {
    double credit;          /* 0: none                                  */
    double years;           /* < 0: not said                            */
    double jobs;            /* years of all statements that prove it    */
    const struct fg_witness *witness;
    uint32_t known;         /* the skill that counts for the asked one  */
    bool by_role;           /* which only follows from a role           */
};

/** Proves a skill; the proof goes to the evidence. `even_basic`: a basic level is
 *  enough; `examples`: it is named as an example only. */
struct fg_proof fg_prove_skill(struct fg_judge *j, const struct fg_mention *m, bool even_basic,
                               bool examples);
/** Years with the skill; several jobs, one after another, make them together. */
double fg_proof_years(const struct fg_judge *j, const struct fg_proof *p, uint32_t asked);
/** Whether it is known by name for years, or well: its parts go without saying. */
bool fg_proof_is_firm(const struct fg_judge *j, const struct fg_proof *p);

/** One of them. Those that nothing but a list's words part are one list: "C and C++ on Linux
 *  or Unix" has two. */
struct fg_asked_skill {
    double credit;
    size_t list;            /* its first skill                         */
    bool chooses, sets;     /* of a list's first: an "or" is in it; it is what the rest is done
                               in ("in finance or trading environments") */
    bool firm;              /* known for years                         */
    bool option;            /* one of several that would do            */
    bool setting;           /* of a list that only sets where          */
    bool spare;             /* an example or a part, not missed        */
};

/** What the skills that a requirement names come to, together. */
struct fg_asked_skills {
    double credit;          /* any-of: the best; all-of: the mean */
    double best;
    double years;           /* of the best proof; < 0: not said   */
    bool adjacent;          /* only by neighbours                 */
    bool by_role;           /* the best only follows from a role  */
    size_t n, missing;
    size_t n_options;       /* of these, that would do for each other */
    struct fg_sv first_missing;
    struct fg_asked_skill *of; /* each, in their order; NULL: memory */
};

/** Judges the skills a requirement names; evidence goes to the judge. */
struct fg_asked_skills fg_judge_skills(struct fg_judge *j, const struct fg_requirement *r,
                                       const struct fg_judge_text *t);
/** A requirement that names skills, by these and by its words; `years` of the words. */
struct fg_judgement fg_judge_named(struct fg_judge *j, const struct fg_requirement *r,
                                   const struct fg_judge_text *t,
                                   const struct fg_asked_skills *skills, double years);
/** A credit with the years asked for: short of these it is never met. */
struct fg_judgement fg_judge_with_years(struct fg_judge *j, const struct fg_requirement *r,
                                        double credit, double have);
/** Whether a skill can be said in other words: a method, a field; not a thing. */
bool fg_skill_has_like_words(const struct fg_judge *j, uint32_t skill);
/** The skill whose name byte `at` of the requirement is in; SIZE_MAX: none. */
size_t fg_skill_over(const struct fg_requirement *r, size_t at);
/** Whether a skill is named inside a bracket. */
bool fg_skill_in_bracket(const struct fg_requirement *r, size_t i);
/** Weight of a text's words; where `r` is given, of those in none of its skills. */
double fg_words_weigh(const struct fg_judge_text *t, const struct fg_requirement *r);
/** Weight of a text's words that one witness covers. `given` (may be NULL) has what is known of
 *  them before they are looked for: NAN nothing; the word of a skill has its credit. */
double fg_weight_covered(const struct fg_judge *j, const struct fg_judge_text *t,
                         const double *given, const struct fg_witness *w);
/** How well any witness has a word, 0 to 1. */
double fg_word_found(const struct fg_judge *j, const struct fg_judge_word *word);
/** A share of words, which weigh `words` in all, as a credit. */
double fg_prose_credit(const struct fg_judge *j, struct fg_found_words found, double words);

#endif
