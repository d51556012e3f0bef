/* What the work asks of a body and of one's hours: shown by what was done, or left open.
 * The skills file's silence is not a no. */
#include "match/judge.h"

/* Demands that statements show; the first that adds one is evidence. */
static uint32_t borne(struct fg_judge *j, uint32_t asked)
{
    uint32_t found = 0;
    for (size_t i = 0; i < j->witnesses.n; i++) {
        const struct fg_witness *w = &j->witnesses.at[i];
        const uint32_t here = w->learned ? 0 : (w->words.needs | w->words.bears) & asked;
        if (!(here & ~found))
            continue;
        found |= here;
        fg_judge_weigh(j, w, (struct fg_sv){0}, 1, "shows it");
        fg_judge_add_evidence(j, w->text, w->years, w->line, (struct fg_sv){0}, 1);
    }
    return found;
}

/* Hours the person said yes or no to. */
static struct fg_judgement hours(struct fg_judge *j, const struct fg_requirement *r)
{
    const struct fg_profile *p = j->profile;
    fg_judge_add_evidence(j, p->shifts ? FG_SV("willing to work shifts") : FG_SV("no shifts"), -1,
                          p->shifts_line, (struct fg_sv){0}, p->shifts);
    if (p->shifts)
        return (struct fg_judgement){FG_MET, 1, {0}};
    fg_judge_add_cap(j, r, j->scoring->cap_travel, "shifts are asked for; the skills file says no");
    return fg_judge_say(j, FG_GAP, 0, "the skills file says no to shifts");
}

/* What was done before can be done again; of what no one did the file can't tell. */
struct fg_judgement fg_judge_physical(struct fg_judge *j, const struct fg_requirement *r,
                                      const struct fg_judge_text *t)
{
    const uint32_t of_body = t->needs & ~j->book->hours;
    const bool of_hours = fg_text_has_cue(t, FG_CUE_SHIFTS) || t->needs & j->book->hours;
    const bool strength = of_body || fg_text_has_cue(t, FG_CUE_STRENGTH);
    if (of_hours && !strength && j->profile->shifts >= 0)
        return hours(j, r);
    const uint32_t asked = of_body | (j->profile->shifts == 1 ? 0 : t->needs);
    const bool heavy = strength && t->largest > j->scoring->heavy_load;
    const uint32_t found = asked && !heavy ? borne(j, asked) : 0;
    if (asked && found == asked)
        return (struct fg_judgement){FG_MET, 1, {0}};
    if (found)
        return fg_judge_say(j, FG_UNKNOWN, 0, "shown in part");
    return of_hours && !strength
               ? fg_judge_say(j, FG_UNKNOWN, 0, "the skills file says nothing of shifts")
               : fg_judge_say(j, FG_UNKNOWN, 0, "not something a skills file can tell");
}
