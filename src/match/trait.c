/* Character and soft skills: listed, or shown by what was done; else unknown. */
#include "match/judge.h"

static int count(uint64_t set)
{
    int n = 0;
    for (; set; set &= set - 1)
        n++;
    return n;
}

bool fg_text_is_of_traits(const struct fg_judge_text *t, double most)
{
    double asking = 0, other = 0;
    for (size_t i = 0; i < t->n; i++) {
        asking += t->words[i].asks;
        other += t->words[i].asks ? 0 : t->words[i].weight;
    }
    return asking > 0 && other <= most * asking;
}

/* Traits the person lists: asked-for words count there too. */
static uint64_t listed(struct fg_judge *j, uint64_t asked)
{
    uint64_t found = 0;
    for (size_t i = 0; i < j->profile->traits.n; i++) {
        const struct fg_entry *e = &j->profile->traits.at[i];
        const struct fg_judge_text t = fg_judge_read(j, e->text);
        const uint64_t here = (t.asks | t.shows) & asked;
        fg_judge_weigh_entry(j, e->text, e->line, here != 0,
                             here ? "listed" : "another trait than is asked for");
        if (here)
            fg_judge_add_evidence(j, e->text, -1, e->line, (struct fg_sv){0}, 1);
        found |= here;
    }
    return found;
}

/* Traits that statements show; the first that adds one is evidence. */
static uint64_t shown(struct fg_judge *j, uint64_t asked, uint64_t found)
{
    for (size_t i = 0; i < j->witnesses.n; i++) {
        const struct fg_witness *w = &j->witnesses.at[i];
        uint64_t all = (w->words.shows | w->words.asks) & asked;
        if (w->known || w->learned)
            all &= j->book->by_skills; /* "Cisco switches" shows no flexibility */
        const uint64_t here = all & ~found;
        if (all)
            fg_judge_weigh(j, w, (struct fg_sv){0}, here != 0,
                           here ? "shows it" : "shows what another one shows already");
        if (here)
            fg_judge_add_evidence(j, w->text, w->years, w->line, (struct fg_sv){0}, 1);
        found |= here;
    }
    return found;
}

struct fg_judgement fg_judge_trait(struct fg_judge *j, const struct fg_requirement *r,
                                   const struct fg_judge_text *t)
{
    (void)r;
    if (!t->asks)
        return fg_judge_say(j, FG_UNKNOWN, 0, "not something a skills file shows");
    const uint64_t found = shown(j, t->asks, listed(j, t->asks));
    const double share = (double)count(found) / (double)count(t->asks);
    if (found == 0 || (t->asks & ~found & j->book->unspoken && share < j->scoring->trait_most))
        return fg_judge_say(j, FG_UNKNOWN, 0, "neither listed nor shown");
    const bool any = fg_text_has_cue(t, FG_CUE_OR) && !fg_text_has_cue(t, FG_CUE_AND);
    if (share >= j->scoring->trait_met || any) /* "independently or in a team" */
        return (struct fg_judgement){FG_MET, 1, {0}};
    return fg_judge_say(j, FG_PARTIAL, j->scoring->credit_partial_min, "shown in part");
}
