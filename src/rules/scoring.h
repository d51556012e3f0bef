/* scoring.h - every number of the formula (DESIGN.md section 6), from
 * rules/scoring.yaml. */
#ifndef FG_RULES_SCORING_H
#define FG_RULES_SCORING_H

#include "rules/yaml.h"

struct fg_scoring {
    double weight_must, weight_nice, weight_trait; /* trait: factor */
    double credit_partial_min, credit_partial_max, credit_adjacent;
    double years_short;       /* years short up to which credit is at least partial_min */
    double stale_after;       /* years since last used after which credit shrinks       */
    double stale_credit;      /* the factor then                                        */
    double statement_met, statement_partial; /* word overlap with a statement           */
    double credit_met, credit_gap; /* from here on met; below that a gap                */
    double years_unsaid;      /* for years asked where the skills file says none        */
    double basic_credit;      /* factor of a basic level where more is asked            */
    double skill_weight;      /* of a skill named, against words of weight 1            */
    double name_in_words;     /* share of a name's words that makes it named            */
    double other_statement;   /* factor of a word that only another statement has       */
    double trait_met;         /* share of the traits asked that is enough               */
    double field_related, field_other; /* degree in a field near to, far from the asked */
    double years_per_degree;  /* of experience for a step of the degree ladder          */
    double language_step, language_steps; /* one level short, more than one             */
    double like_words;        /* of a skill's name that a statement has in like words */
    double credit_example;    /* a neighbour of what is only named as an example */
    double least_words;       /* weight of words below which prose says nothing */
    double foreign_word;      /* factor of a word of another language */
    double common_word;       /* weight in a name of a word that has none elsewhere */
    double like_least;        /* weight a name needs for like words to count */
    double much_prose;        /* times the weight of the skills: prose that counts beside met skills */
    double skills_met;        /* mean credit of the skills named from which on they are met */
    double label_word;        /* factor of the words of a label before a colon */
    double like_word;         /* the same of a name of one word */
    double like_share;        /* share of a name that like words must cover */
    double statement_most;    /* credit of prose that is almost met */
    double cap_authorization, cap_licence, cap_education, cap_language, cap_travel;
    double band_apply, band_apply_anyway, band_stretch;
};

/** Reads scoring.yaml. FG_EDATA where a number is missing or out of range. */
enum fg_status fg_scoring_read(struct fg_scoring *s, struct fg_sv bytes, const char *path,
                               fg_arena *arena, struct fg_error *err);

#endif
