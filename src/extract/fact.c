#include "extract/internal.h"
#include "extract/skill.h"

#include <string.h>

/* The facts in a requirement: years, degree, languages, travel, kind. */

/* ---- years ---- */

struct figure {
    double min, max;  /* years; max < 0: open */
    struct fg_span at;
};

static double number_of(struct extraction *x, struct fg_sv s)
{
    if (s.n == 0)
        return -1;
    double v = 0, part = 1;
    bool point = false;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '.' || s.p[i] == ',') {
            point = true;
        } else if (fg_is_digit(s.p[i])) {
            part = point ? part / 10 : part;
            v = point ? v + (s.p[i] - '0') * part : v * 10 + (s.p[i] - '0');
        } else {
            struct fg_tokens *t = &x->scratch->more;
            const struct fg_rule *r =
                extract_tokens(x, s, t) ? fg_group_first(&x->language->groups[FG_GROUP_NUMBER], t)
                                  : NULL;
            return r ? r->weight : -1;
        }
    }
    return v;
}

/* "2 years old", "a two-year degree": years that are no experience. */
static bool is_no_experience(struct extraction *x, struct fg_sv text, struct fg_span at)
{
    struct fg_tokens *t = &x->scratch->more;
    const struct fg_rule_group *g = &x->language->groups[FG_GROUP_YEARS];
    struct fg_rule_hit hit;
    if (!extract_tokens(x, text, t))
        return false;
    for (size_t i = 0; fg_group_next(g, t, i, &hit); i = hit.first + hit.count) {
        const struct fg_span s = fg_tokens_span(t, hit.first, hit.count);
        if (s.at < at.at + at.n && at.at <= s.at + s.n + 1) /* it may end before the figure */
            return true;
    }
    return false;
}

static bool overlaps(const struct figure *figures, size_t n, struct fg_span at)
{
    for (size_t i = 0; i < n; i++)
        if (at.at < figures[i].at.at + figures[i].at.n && figures[i].at.at < at.at + at.n)
            return true;
    return false;
}

enum { MOST_FIGURES = 6, MOST_YEARS = 30 };

static double first_number(struct extraction *x, const struct fg_rule *r,
                           const struct fg_match_groups *m, struct fg_sv text,
                           const char *digits, const char *word)
{
    const double v = number_of(x, fg_pattern_named(r->pattern, m, text, digits));
    return v >= 0 ? v : number_of(x, fg_pattern_named(r->pattern, m, text, word));
}

static size_t find_figures(struct extraction *x, struct fg_sv text, struct figure *out)
{
    const struct fg_rule_group *g = &x->language->groups[FG_GROUP_YEARS];
    size_t n = 0;
    for (size_t i = 0; i < g->patterns.n; i++) {
        const struct fg_rule *r = g->patterns.at[i];
        struct fg_match_groups m;
        for (size_t from = 0; n < MOST_FIGURES &&
                              fg_pattern_find(r->pattern, x->scratch, text, from, &m);
             from = m.group[0].at + (m.group[0].n ? m.group[0].n : 1)) {
            const double scale = r->means == 1 ? 1.0 / 12 : 1; /* months */
            const double min = first_number(x, r, &m, text, "min", "word");
            const double max = first_number(x, r, &m, text, "max", "maxword");
            if (min < 0 || min * scale > MOST_YEARS || max * scale > MOST_YEARS ||
                overlaps(out, n, m.group[0]) ||
                is_no_experience(x, text, m.group[0]))
                continue;
            out[n++] = (struct figure){min * scale, max < 0 ? max : max * scale, m.group[0]};
        }
    }
    return n;
}

/* "5 years, or 2 with a Master's": 2 is enough. "5 years, of which 2 in X": 5. */
static bool is_alternative(struct extraction *x, struct fg_sv text, size_t from, size_t to)
{
    enum { REACH = 3 }; /* words between "or" and its figure */
    struct fg_tokens *t = &x->scratch->more;
    struct fg_rule_hit hit;
    const struct fg_rule_group *g = &x->language->groups[FG_GROUP_ANY_OF];
    if (from >= to || !extract_tokens(x, fg_sv_sub(text, from, to - from), t))
        return false;
    for (size_t i = t->n > REACH ? t->n - REACH : 0; fg_group_next(g, t, i, &hit);
         i = hit.first + hit.count)
        if (hit.rule->means == FG_ANY_BETWEEN) /* "or similar, including two years": no */
            return true;
    return false;
}

static void find_years(struct extraction *x, struct fg_requirement *r)
{
    struct figure f[MOST_FIGURES];
    r->years_min = r->years_max = -1;
    const size_t n = find_figures(x, r->text, f);
    size_t first = 0;
    for (size_t i = 1; i < n; i++)
        if (f[i].at.at < f[first].at.at)
            first = i;
    for (size_t i = 0; i < n; i++) {
        const bool chosen = i == first;
        const bool better = f[i].min < f[first].min &&
                            is_alternative(x, r->text, f[first].at.at + f[first].at.n, f[i].at.at);
        if (chosen || better) {
            if (r->years_min < 0 || f[i].min < r->years_min) {
                r->years_min = f[i].min;
                r->years_max = f[i].max;
            }
        }
    }
}

/* ---- degree ---- */

static void lower_degree(struct fg_requirement *r, enum fg_degree d)
{
    if (d != FG_DEGREE_NONE && (r->degree == FG_DEGREE_NONE || d < r->degree))
        r->degree = d;
}

/* "A university degree (Master's or PhD)": a word for any degree, which weighs less
 * than 1, says nothing where brackets name the one that is meant. */
static bool names_in_brackets(const struct fg_rule_group *g, const struct fg_tokens *t,
                              struct fg_sv text)
{
    struct fg_rule_hit hit;
    for (size_t i = 0; fg_group_next(g, t, i, &hit); i = hit.first + hit.count) {
        const uint32_t at = t->at[hit.first].at;
        if (hit.rule->means != FG_DEGREE_NONE && hit.weight >= 1 && at > 0 &&
            text.p[at - 1] == '(')
            return true;
    }
    return false;
}

/* "Student of engineering": a word that weighs more than 1 says that none is held. */
static bool holds_none_yet(const struct fg_rule_group *g, const struct fg_tokens *t)
{
    struct fg_rule_hit hit;
    for (size_t i = 0; fg_group_next(g, t, i, &hit); i = hit.first + hit.count)
        if (hit.rule->means == FG_DEGREE_NONE && hit.weight > 1)
            return true;
    return false;
}

static void find_degree(struct extraction *x, struct fg_requirement *r)
{
    const struct fg_rule_group *g = &x->language->groups[FG_GROUP_DEGREE];
    const struct fg_tokens *t = &x->scratch->tokens;
    struct fg_rule_hit hit;
    const bool named = names_in_brackets(g, t, r->text), none = holds_none_yet(g, t);
    size_t named_end = SIZE_MAX; /* "PhD degree": the word behind a degree's name adds nothing */
    for (size_t i = 0; !none && fg_group_next(g, t, i, &hit); i = hit.first + hit.count) {
        if (hit.weight >= 1 || (!named && hit.first != named_end))
            lower_degree(r, (enum fg_degree)hit.rule->means);
        if (hit.weight >= 1 && hit.rule->means != FG_DEGREE_NONE)
            named_end = hit.first + hit.count;
    }
    struct fg_match_groups m;
    for (size_t i = 0; !none && i < g->patterns.n; i++)
        if ((g->patterns.at[i]->weight >= 1 || !named) &&
            fg_pattern_find(g->patterns.at[i]->pattern, x->scratch, r->text, 0, &m))
            lower_degree(r, (enum fg_degree)g->patterns.at[i]->means);
    r->or_equivalent = fg_group_first(&x->language->groups[FG_GROUP_EQUIVALENT], t) != NULL;
}

/* ---- human languages ---- */

static enum fg_level lowest_level(struct extraction *x, const struct fg_tokens *t)
{
    const struct fg_rule_group *g = &x->language->groups[FG_GROUP_LEVEL];
    enum fg_level level = FG_LEVEL_NONE;
    struct fg_rule_hit hit;
    for (size_t i = 0; fg_group_next(g, t, i, &hit); i = hit.first + hit.count) {
        const enum fg_level l = (enum fg_level)hit.rule->means;
        if (level == FG_LEVEL_NONE || l < level)
            level = l;
    }
    return level;
}

/* "National Pool Lifeguard Qualification" asks for no Polish. */
static bool is_in_certificate(const struct extraction *x, const struct fg_requirement *r,
                              uint32_t at)
{
    const struct fg_lexicon *l = fg_rules_lexicon(x->rules);
    for (size_t i = 0; i < r->n_skills; i++) {
        const struct fg_mention *m = &r->skills[i];
        if (m->skill != FG_NO_SKILL && l->skills.at[m->skill].kind == FG_SKILL_CERTIFICATE &&
            at >= m->at.at && at < m->at.at + m->at.n)
            return true;
    }
    return false;
}

static void find_languages(struct extraction *x, struct fg_requirement *r)
{
    const struct fg_tokens *t = &x->scratch->tokens;
    FG_VEC(struct fg_language_ask) asks = {0};
    for (size_t i = 0; (i = fg_rules_human_language_from(x->rules, t, i)) < t->n; i++) {
        struct fg_sv name;
        if (!fg_rules_human_language_at(x->rules, r->text, t, i, &name) ||
            is_in_certificate(x, r, t->at[i].at))
            continue;
        bool known = false;
        for (size_t k = 0; k < asks.n; k++)
            known = known || fg_sv_eq(asks.at[k].name, name);
        struct fg_language_ask *ask = known ? NULL : fg_vec_add(x->arena, &asks);
        if (ask)
            *ask = (struct fg_language_ask){name, lowest_level(x, t)};
    }
    r->languages = asks.at;
    r->n_languages = asks.n;
}

/* ---- kind ---- */

/* "A high degree of accuracy": what only looks like a degree is no education either. */
static bool is_no_degree(struct extraction *x, const struct fg_rule_hit *at)
{
    const struct fg_rule_group *g = &x->language->groups[FG_GROUP_DEGREE];
    const struct fg_tokens *t = &x->scratch->tokens;
    struct fg_rule_hit hit;
    for (size_t i = 0; fg_group_next(g, t, i, &hit); i = hit.first + hit.count)
        if (hit.rule->means == FG_DEGREE_NONE && hit.weight <= 1 && hit.first <= at->first &&
            at->first < hit.first + hit.count)
            return true;
    return false;
}

static void find_kind(struct extraction *x, struct fg_requirement *r)
{
    const struct fg_rule_group *g = &x->language->groups[FG_GROUP_KIND];
    const struct fg_tokens *t = &x->scratch->tokens;
    enum fg_kind kind = FG_OTHER;
    struct fg_rule_hit hit;
    for (size_t i = 0; fg_group_next(g, t, i, &hit); i = hit.first + hit.count)
        if ((enum fg_kind)hit.rule->means < kind &&
            (hit.rule->means != FG_EDUCATION || !is_no_degree(x, &hit)))
            kind = (enum fg_kind)hit.rule->means;
    const enum fg_kind words = kind;
    if (r->years_min >= 0 && kind > FG_EXPERIENCE)
        kind = FG_EXPERIENCE;
    if (r->n_skills && kind > FG_SKILL)
        kind = FG_SKILL;
    if (r->n_languages && kind > FG_LANGUAGE && (words == FG_LANGUAGE || words >= FG_SKILL))
        kind = FG_LANGUAGE;
    if (r->degree != FG_DEGREE_NONE)
        kind = FG_EDUCATION;
    r->kind = kind;
}

/* ---- travel ---- */

static double first_percent(struct fg_sv s)
{
    for (size_t i = 0; i < s.n; i++) {
        if (!fg_is_digit(s.p[i]))
            continue;
        double v = 0;
        for (; i < s.n && fg_is_digit(s.p[i]); i++)
            v = v * 10 + (s.p[i] - '0');
        while (i < s.n && s.p[i] == ' ')
            i++;
        if (i < s.n && s.p[i] == '%' && v <= 100)
            return v / 100;
    }
    return -1;
}

/* "Six weeks a year", where no share is named. */
static double share_of_time(struct extraction *x, struct fg_sv text)
{
    const struct fg_rule_group *g = &x->language->groups[FG_GROUP_TRAVEL];
    for (size_t i = 0; i < g->patterns.n; i++) {
        const struct fg_rule *r = g->patterns.at[i];
        struct fg_match_groups m;
        if (!fg_pattern_find(r->pattern, x->scratch, text, 0, &m))
            continue;
        const double share = r->weight * first_number(x, r, &m, text, "min", "word");
        if (share > 0)
            return share < 1 ? share : 1;
    }
    return -1;
}

static void find_travel(struct extraction *x, struct fg_requirement *r)
{
    if (r->kind != FG_TRAVEL && fg_sv_find_nocase(r->text, FG_SV("travel")) == SIZE_MAX)
        return;
    r->travel = first_percent(r->text);
    if (r->travel < 0)
        r->travel = share_of_time(x, r->text);
}

/* ---- any of ---- */

/* "Testing with Jest / Mocha / Jasmine": nothing but a slash between most neighbours. */
static bool is_slashed(const struct fg_requirement *r)
{
    size_t slashes = 0;
    for (size_t i = 1; i < r->n_skills; i++) {
        const struct fg_span a = r->skills[i - 1].at, b = r->skills[i].at;
        const struct fg_sv gap = fg_sv_sub(r->text, a.at + a.n, b.at - a.at - a.n);
        slashes += fg_sv_eq(fg_sv_trim(gap), FG_SV("/"));
    }
    return slashes * 3 >= (r->n_skills - 1) * 2;
}

/* Whether between two neighbouring skills an "and" stands with a word more: the second is
 * asked for beside the first, by words of its own. */
static bool is_asked_beside(const struct fg_rule_group *g, const struct fg_tokens *t,
                            const struct fg_requirement *r, size_t i)
{
    const struct fg_span a = r->skills[i - 1].at, b = r->skills[i].at;
    const size_t from = fg_tokens_from(t, (uint32_t)(a.at + a.n));
    const size_t end = fg_tokens_from(t, (uint32_t)b.at);
    struct fg_rule_hit hit;
    return end > from + 1 && fg_group_next(g, t, from, &hit) && hit.first < end &&
           hit.rule->means == FG_ANY_AND;
}

/* "SQL or Python, and three years of nursing": the "or" does not speak of all. */
static bool is_mixed(const struct fg_rule_group *g, const struct fg_tokens *t,
                     const struct fg_requirement *r)
{
    for (size_t i = 1; i < r->n_skills; i++)
        if (is_asked_beside(g, t, r, i))
            return true;
    return false;
}

/* "or" speaks of the skills where it stands between them, or right behind them with
 * one that has no name; "such as" before the last of them as well. */
static void find_any_of(struct extraction *x, struct fg_requirement *r)
{
    const struct fg_tokens *t = &x->scratch->tokens;
    const struct fg_rule_group *g = &x->language->groups[FG_GROUP_ANY_OF];
    struct fg_rule_hit hit;
    if (r->n_skills < 2)
        return;
    const struct fg_span first = r->skills[0].at, last = r->skills[r->n_skills - 1].at;
    const size_t from = fg_tokens_from(t, (uint32_t)(first.at + first.n));
    const size_t end = fg_tokens_from(t, (uint32_t)(last.at + last.n));
    r->any_of = is_slashed(r);
    for (size_t i = 0; !r->any_of && fg_group_next(g, t, i, &hit) && hit.first <= end;
         i = hit.first + hit.count) {
        if (hit.rule->means == FG_ALL_OF)
            return;
        r->any_of = hit.rule->means == FG_ANY_OF ||
                    (hit.rule->means == FG_ANY_BETWEEN && hit.first >= from && !is_mixed(g, t, r));
    }
}

void extract_facts(struct extraction *x, struct fg_requirement *r)
{
    r->years_min = r->years_max = r->travel = -1;
    if (!extract_tokens(x, r->text, &x->scratch->tokens))
        return;
    r->skills = extract_skills_of(x->rules, &x->scratch->tokens, x->language, x->arena,
                                  &r->n_skills);
    if (!x->language)
        return;
    find_degree(x, r); /* these read the same tokens */
    find_languages(x, r);
    find_years(x, r);
    find_kind(x, r);
    find_travel(x, r);
    find_any_of(x, r);
}
