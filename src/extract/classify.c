#include "extract/unit.h"

#include <string.h>

/* What a unit is: its features weighed by rules/model.tsv, then smoothed over the
 * list it stands in, since the items of one list are mostly of one kind. */

/* Features come again in every unit, and the pieces of their names here are static: what a
 * few of them weigh is remembered by these. */
struct remembering {
    const struct fg_model *model;
    struct fg_model_weights *sums;
    struct known {
        struct feature feature;
        const struct fg_model_weights *weights; /* NULL: it weighs nothing */
    } known[128];
};

static struct known *place_of(struct remembering *w, const struct feature *f)
{
    uint64_t hash = 0;
    for (size_t i = 0; i < 4; i++)
        hash = (hash ^ (uintptr_t)f->piece[i]) * UINT64_C(0x9e3779b97f4a7c15);
    return &w->known[(hash >> 32) % (sizeof w->known / sizeof *w->known)];
}

static void weigh_remembered(void *into, const struct feature *f)
{
    struct remembering *w = into;
    struct known *k = place_of(w, f);
    if (memcmp(&k->feature, f, sizeof *f) != 0) {
        char name[FEATURE_NAME];
        *k = (struct known){*f, fg_model_named(w->model, extract_feature_name(f, name))};
    }
    for (size_t i = 0; k->weights && i < FG_MODEL_CLASSES; i++)
        w->sums->of[i] += k->weights->of[i];
}

static void weigh_unit(struct extraction *x, const section_list *sections, struct remembering *w,
                       struct unit *u)
{
    w->sums = &u->sums;
    extract_features(x, sections, u, weigh_remembered, w);
    fg_model_add_words(w->model, &x->scratch->tokens, &u->sums);
    u->alone = u->sums;
}

/* ---- what stands around a unit ---- */

static enum saying says(const struct judgement *j)
{
    if (j->other > 0 && j->other >= j->requirement && j->other >= j->duty)
        return SAYS_OTHER;
    if (j->requirement > j->duty)
        return SAYS_REQUIREMENT;
    return j->duty > 0 ? SAYS_DUTY : SAYS_NOTHING;
}

static void look_around(struct unit *units, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        units[i].before = i > 0 ? says(&units[i - 1].cues) : SAYS_NOTHING;
        units[i].behind = i + 1 < n ? says(&units[i + 1].cues) : SAYS_NOTHING;
    }
}

static void look_around_sections(unit_list *units)
{
    for (size_t i = 0; i < units->n;) {
        size_t n = 1;
        while (i + n < units->n && units->at[i + n].section == units->at[i].section)
            n++;
        look_around(&units->at[i], n);
        i += n;
    }
}

static double clamp(double v)
{
    const double most = 6;
    return v > most ? most : v < -most ? -most : v;
}

static struct fg_model_weights mean_of(const struct unit *units, size_t n)
{
    struct fg_model_weights mean = {{0}};
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < FG_MODEL_CLASSES; k++)
            mean.of[k] += clamp(units[i].alone.of[k]) / (double)n;
    return mean;
}

/* The mean of a list's sums pulls at each of its items. Where a list lost its borders
 * no one knows how far it goes: there the nearest ones pull. */
static void smooth_list(struct unit *first, size_t n)
{
    enum { NEAR = 2 };
    struct fg_model_weights mean = mean_of(first, n);
    for (size_t i = 0; n > 1 && i < n; i++) {
        if (first[i].flat) {
            const size_t from = i > NEAR ? i - NEAR : 0, to = i + NEAR < n ? i + NEAR + 1 : n;
            mean = mean_of(first + from, to - from);
        }
        for (size_t k = 0; k < FG_MODEL_CLASSES; k++)
            first[i].sums.of[k] = first[i].alone.of[k] + mean.of[k];
    }
}

static void smooth(unit_list *units)
{
    for (size_t i = 0; i < units->n;) {
        size_t n = 1;
        const struct unit *u = &units->at[i];
        while (u->shape != UNIT_SENTENCE && i + n < units->n &&
               units->at[i + n].shape == u->shape && units->at[i + n].list == u->list &&
               units->at[i + n].section == u->section)
            n++;
        smooth_list(&units->at[i], n);
        i += n;
    }
}

static enum unit_class class_of(const struct fg_model_weights *sums)
{
    const double nothing = 1e-9; /* weights have two places: what is less is rounding */
    if (sums->of[0] <= nothing && sums->of[1] <= nothing)
        return UNIT_OTHER;
    return sums->of[0] >= sums->of[1] ? UNIT_REQUIREMENT : UNIT_DUTY;
}

/* "2-5 years of experience" in a German posting: too short to tell its language by its
 * commonest words, but only English knows its cues. */
static void try_english(struct extraction *x, struct unit *u)
{
    if (x->language == x->english || says(&u->cues) != SAYS_NOTHING)
        return;
    x->language = x->english;
    u->cues = extract_judge(x, u->text);
    u->english = says(&u->cues) != SAYS_NOTHING;
}

void extract_classify(struct extraction *x, const section_list *sections, unit_list *units)
{
    for (size_t i = 0; i < units->n; i++) {
        extract_speak(x, &units->at[i]);
        units->at[i].cues = extract_judge(x, units->at[i].text);
        try_english(x, &units->at[i]);
    }
    look_around_sections(units);
    struct remembering w = {.model = fg_rules_model(x->rules)};
    for (size_t i = 0; i < units->n; i++) {
        extract_speak(x, &units->at[i]);
        weigh_unit(x, sections, &w, &units->at[i]);
    }
    x->language = x->posting;
    smooth(units);
    for (size_t i = 0; i < units->n; i++) {
        struct unit *u = &units->at[i];
        /* other jobs of the page may ask for a lot: none of it is this posting's */
        u->class = sections->at[u->section].apart ? UNIT_OTHER : class_of(&u->sums);
    }
}
