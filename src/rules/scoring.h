/* scoring.h - every number of the formula (DESIGN.md section 6), from
 * rules/scoring.yaml. */
#ifndef FG_RULES_SCORING_H
#define FG_RULES_SCORING_H

#include "rules/yaml.h"

/** What each number does stands beside it in rules/scoring.yaml. */
struct fg_scoring {
    double weight_must, weight_nice, weight_trait; /* trait: factor */
    /* credits, and where they are cut */
    double credit_partial_min, credit_partial_max, credit_adjacent, credit_remote, credit_example;
    double credit_met, credit_gap;
    double skills_met;        /* mean credit of the skills named that makes them met    */
    double family_most;       /* skills of a family of neighbours                       */
    /* years and freshness */
    double years_short;       /* years short up to which credit is at least partial_min */
    double years_unsaid;      /* where the skills file says the skill without years     */
    double stale_after;       /* years since last used after which credit shrinks       */
    double stale_credit;      /* the factor then                                        */
    double basic_credit;      /* the factor of a basic level where more is asked        */
    /* words */
    double statement_met, statement_partial; /* share of words a statement has         */
    double several_words;     /* weight from which one word of a statement is no proof */
    double trade_word;        /* ... unless it weighs so much and the trade is the same */
    double statement_most;    /* credit just below statement_met                        */
    double least_covered, least_words;       /* weight of words: covered, in all        */
    double other_statement, label_word, foreign_word, common_word; /* factors, weights  */
    double skill_weight, much_prose;         /* skills against the words beside them    */
    double ring_word, family_word, role_worth, role_likely, role_word, leading_words;
    double part_years, same_job, learned_worth, alone_words, long_words, long_found, others_worth;
    double name_in_words, name_like, member_word, certificate_words; /* of certificates     */
    double credit_loose, loose_least; /* from which what is of no kind is met           */
    double heavy_load;        /* pounds                                              */
    double credit_far;        /* a neighbour that counts less is none                   */
    double name_found, well_found, well_named, like_word, like_words, like_share, like_least;
    /* the judges of one kind */
    double trait_met, trait_most, language_words, trait_words, trait_words_of_experience;
    double field_related, field_other, years_per_degree;
    double language_step, language_steps;
    double written, leaves_school; /* years */
    /* caps and bands */
    double cap_authorization, cap_licence, cap_education, cap_language, cap_travel;
    double band_apply, band_apply_anyway, band_stretch;
};

/** Reads scoring.yaml. FG_EDATA where a number is missing or out of range. */
enum fg_status fg_scoring_read(struct fg_scoring *s, struct fg_sv bytes, const char *path,
                               fg_arena *arena, struct fg_error *err);

#endif
