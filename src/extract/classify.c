#include "extract/unit.h"

#include <string.h>

/* What a unit is: its features weighed by rules/model.tsv, then smoothed over the
 * list it stands in, since the items of one list are mostly of one kind. */

static const char *const sayings[] = {"none", "req", "duty", "other"};
static const char *const shapes[] = {"item", "parallel", "sentence"};

static const char *bucket(double v)
{
    return v <= 0 ? "0" : v < 4 ? "1" : v < 7 ? "2" : v < 13 ? "3" : "4";
}

static const char *words_bucket(size_t n)
{
    return n <= 2 ? "2" : n <= 5 ? "5" : n <= 12 ? "12" : n <= 25 ? "25" : n <= 45 ? "45" : "more";
}

static const char *section_word(const struct section *s)
{
    if (s->unknown)
        return "unknown";
    return s->rule || s->stated ? fg_means_name(FG_GROUP_SECTION, (int)s->means) : "start";
}

static bool has_years(struct extraction *x, struct fg_sv text)
{
    const struct fg_rule_group *g = &x->language->groups[FG_GROUP_YEARS];
    struct fg_match_groups m;
    for (size_t i = 0; i < g->patterns.n; i++)
        if (fg_pattern_find(g->patterns.at[i]->pattern, x->scratch, text, 0, &m))
            return true;
    return false;
}

static bool has_group(struct extraction *x, enum fg_group group)
{
    return fg_group_first(&x->language->groups[group], &x->scratch->tokens) != NULL;
}

static bool has_degree(struct extraction *x)
{
    const struct fg_rule_group *g = &x->language->groups[FG_GROUP_DEGREE];
    struct fg_rule_hit hit;
    for (size_t i = 0; fg_group_next(g, &x->scratch->tokens, i, &hit); i = hit.first + hit.count)
        if (hit.rule->means != FG_DEGREE_NONE) /* "degree of autonomy" is none */
            return true;
    return false;
}

static bool names_language(struct extraction *x, struct fg_sv text)
{
    struct fg_sv name;
    const struct fg_tokens *t = &x->scratch->tokens;
    for (size_t i = 0; (i = fg_rules_human_language_from(x->rules, t, i)) < t->n; i++)
        if (fg_rules_human_language_at(x->rules, text, t, i, &name))
            return true;
    return false;
}

/* "$20 - $25 an hour", "60.000 €": a currency's sign beside a figure. */
static bool has_money(struct fg_sv s)
{
    static const char *const signs[] = {"$", "€", "£", "Kč", "zł", "EUR", "USD", "GBP", "CHF", "PLN"};
    enum { REACH = 4 };
    for (size_t k = 0; k < sizeof signs / sizeof *signs; k++) {
        const struct fg_sv sign = fg_sv_of(signs[k]);
        const size_t at = fg_sv_find(s, sign);
        if (at == SIZE_MAX)
            continue;
        const size_t from = at > REACH ? at - REACH : 0, to = at + sign.n + REACH;
        for (size_t i = from; i < to && i < s.n; i++)
            if (fg_is_digit(s.p[i]))
                return true;
    }
    return false;
}

static size_t count_skills(struct extraction *x, struct fg_sv text)
{
    const struct fg_lexicon *l = fg_rules_lexicon(x->rules);
    const struct fg_tokens *t = &x->scratch->tokens;
    size_t found = 0;
    for (size_t i = 0; found < 3 && (i = fg_phrases_may_begin(&l->phrases, t, i)) < t->n;) {
        const struct fg_surface *s;
        const size_t n = fg_lexicon_at(l, text, t, i, &s);
        found += n && s->skill != FG_NO_SKILL && !(s->flags & FG_SURFACE_CONTEXT);
        i += n ? n : 1;
    }
    return found;
}

/* Where a unit stands, and how it looks. */
static void say_place(const struct section *s, const struct unit *u, size_t n_words,
                      each_feature *each, void *into)
{
    const char *section = section_word(s), *shape = shapes[u->shape];
    const char *means = fg_means_name(FG_GROUP_SECTION, (int)s->means);
    SAY("bias");
    SAY("s=", section);
    SAY("s=", section, " k=", shape);
    SAY("m=", means, " k=", shape);
    if (s->unknown)
        SAY("parent=", fg_means_name(FG_GROUP_SECTION, (int)s->parent));
    SAY("p=", u->position < 3 ? "0" : u->position < 12 ? "3" : "12", " s=", section);
    if (u->after_list)
        SAY("after s=", section);
    SAY("n=", words_bucket(n_words), " k=", shape);
    if (u->flags & FG_BLOCK_LINK)
        SAY("link");
    if (u->flags & FG_BLOCK_BOLD)
        SAY("bold");
    const char last = u->text.n ? u->text.p[u->text.n - 1] : '\0';
    if (last == '?' || last == '!' || last == ':')
        SAY(last == '?' ? "ends?" : last == '!' ? "ends!" : "ends:");
}

/* What its own cues say, and those of its neighbours. */
static void say_cues(const struct section *s, const struct unit *u, each_feature *each, void *into)
{
    const char *shape = shapes[u->shape];
    const char *means = fg_means_name(FG_GROUP_SECTION, (int)s->means);
    SAY("req=", bucket(u->cues.requirement));
    SAY("req=", bucket(u->cues.requirement), " s=", means);
    SAY("req=", bucket(u->cues.requirement), " k=", shape);
    SAY("duty=", bucket(u->cues.duty));
    SAY("duty=", bucket(u->cues.duty), " s=", means);
    SAY("duty=", bucket(u->cues.duty), " k=", shape);
    SAY("other=", bucket(u->cues.other));
    SAY("other=", bucket(u->cues.other), " s=", means);
    SAY("opens=", sayings[u->cues.opens]);
    SAY("opens=", sayings[u->cues.opens], " k=", shape);
    if (u->before != SAYS_NOTHING)
        SAY("before=", sayings[u->before], " k=", shape);
    if (u->behind != SAYS_NOTHING)
        SAY("behind=", sayings[u->behind], " k=", shape);
}

/* What facts it names. */
static void say_facts(struct extraction *x, const struct unit *u, each_feature *each, void *into)
{
    static const char *const counts[] = {"0", "1", "2", "3"};
    const bool digit = fg_sv_has_digit(u->text); /* most have none, and so no years, no pay */
    SAY("skills=", counts[count_skills(x, u->text)]);
    if (digit && has_years(x, u->text))
        SAY("years");
    if (has_degree(x))
        SAY("degree");
    if (has_group(x, FG_GROUP_LEVEL))
        SAY("level");
    if (names_language(x, u->text))
        SAY("language");
    if (digit && has_money(u->text))
        SAY("money");
}

void extract_features(struct extraction *x, const section_list *sections, const struct unit *u,
                      each_feature *each, void *into)
{
    const struct section *s = &sections->at[u->section];
    const char *means = fg_means_name(FG_GROUP_SECTION, (int)s->means);
    if (!extract_tokens(x, u->text, &x->scratch->tokens))
        return;
    fg_phrases_prefetch(&fg_rules_lexicon(x->rules)->phrases, &x->scratch->tokens);
    say_place(s, u, x->scratch->tokens.n, each, into);
    say_cues(s, u, each, into);
    say_facts(x, u, each, into);
    if (x->language != x->english) { /* fewer words of it are known: its place says more */
        SAY("foreign");
        SAY("foreign m=", means, " k=", shapes[u->shape]);
        SAY("foreign duty=", bucket(u->cues.duty), " m=", means);
    }
}

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

void extract_trace_unit(struct extraction *x, const section_list *sections, const struct unit *u,
                        struct fg_buf *out)
{
    static const char *const classes[] = {"other", "requirement", "duty"};
    fg_buf_addf(out, "%s\t%.2f\t%.2f\t%s\t%.*s\t%.*s", classes[u->class], u->sums.of[0],
                u->sums.of[1], shapes[u->shape], FG_SV_ARG(sections->at[u->section].heading),
                FG_SV_ARG(u->text));
    extract_features(x, sections, u, extract_trace_feature, out);
    fg_buf_addc(out, '\n');
}
