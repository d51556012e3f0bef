/* plan.h - rules/letters/follow_ups.yaml: what is to be done after an outcome.
 * Private to the room. */
#ifndef FG_JOURNAL_PLAN_H
#define FG_JOURNAL_PLAN_H

#include "journal/internal.h"

struct fg_outcomes {
    const struct fg_outcome **at;
    size_t n, cap;
};

struct fg_plan_item {
    struct fg_sv id;
    struct fg_outcomes on, moot_on;
    struct fg_period after;
    struct fg_sv every;     /* a period as written, or empty */
    struct fg_sv what, why, letter;
    bool each_contact;      /* one for each person met */
};

struct fg_plan {
    FG_VEC(struct fg_plan_item) items;
};

/** Read once a journal, which owns it. FG_EDATA with the place. */
enum fg_status fg_plan_load(fg_journal *j, const struct fg_letter_rules *rules,
                            const struct fg_plan **out, struct fg_error *err);

#endif
