#include "extract/unit.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What a judgement came from: each feature and word of a unit with its weights, the
 * strongest first. Only made when someone asks. */

enum { STRONGEST = 8 };

struct gathering {
    fg_arena *arena;
    const struct fg_model *model;
    FG_VEC(struct fg_reason) reasons;
};

static void gather(struct gathering *g, const char *kind, struct fg_sv name,
                   const struct fg_model_weights *w)
{
    char text[128];
    const size_t before = strlen(kind);
    if (!w || before + name.n > sizeof text)
        return;
    memcpy(text, kind, before);
    memcpy(text + before, name.p, name.n);
    struct fg_reason *r = fg_vec_add(g->arena, &g->reasons);
    if (r)
        *r = (struct fg_reason){fg_arena_sv(g->arena, (struct fg_sv){text, before + name.n}),
                                w->of[0], w->of[1]};
}

static void gather_feature(void *into, const struct feature *f)
{
    struct gathering *g = into;
    char text[FEATURE_NAME];
    const struct fg_sv name = extract_feature_name(f, text);
    gather(g, "", name, fg_model_named(g->model, name));
}

static double strength(const struct fg_reason *r)
{
    return fmax(fabs(r->requirement), fabs(r->duty));
}

static int stronger(const void *a, const void *b)
{
    const struct fg_reason *x = a, *y = b;
    const double d = strength(y) - strength(x);
    return d > 0 ? 1 : d < 0 ? -1 : fg_sv_cmp(x->feature, y->feature);
}

struct fg_judged extract_judged(struct extraction *x, const section_list *sections,
                                const struct unit *u)
{
    struct fg_judged judged = {.requirement = u->sums.of[0], .duty = u->sums.of[1],
                               .list_requirement = u->sums.of[0] - u->alone.of[0],
                               .list_duty = u->sums.of[1] - u->alone.of[1]};
    struct gathering g = {x->arena, fg_rules_model(x->rules), {0}};
    if (!x->scratch->reasons)
        return judged;
    extract_features(x, sections, u, gather_feature, &g);
    const struct fg_tokens *t = &x->scratch->tokens; /* the features' own */
    for (size_t i = 0; i < t->n; i++) {
        const struct fg_sv word = fg_sv_sub(u->text, t->at[i].at, t->at[i].n);
        gather(&g, "word ", word, fg_model_word(g.model, t, i));
        if (i == 0)
            gather(&g, "first word ", word, fg_model_first(g.model, t));
    }
    if (g.reasons.n)
        qsort(g.reasons.at, g.reasons.n, sizeof *g.reasons.at, stronger);
    judged.reasons = g.reasons.at;
    judged.n_reasons = g.reasons.n < STRONGEST ? g.reasons.n : STRONGEST;
    return judged;
}
