#include "extract/unit.h"

#include <string.h>

/* What rules/model.tsv weighs of a unit, by name: rules/README.md lists the names. */

static const char *const sayings[] = {"none", "req", "duty", "other"};
static const char *const bodies[] = {"none", "asked", "done", "both"};
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
    static const char *const signs[] = {"$",   "€",   "£",   "Kč",  "zł",
                                        "EUR", "USD", "GBP", "CHF", "PLN"};
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
    SAY("has=", bodies[s->whole], " s=", section);
    SAY("stage=", bodies[s->before], " s=", section);
    SAY("stage=", bodies[s->before], " k=", shape);
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

/* "plans": an English word with the ending of the third person, which has no capital. */
static bool is_in_third_person(struct extraction *x, struct fg_sv text, size_t i)
{
    enum { LEAST = 4 };
    const struct fg_token *t = &x->scratch->tokens.at[i];
    const struct fg_sv word = fg_sv_sub(text, t->at, t->n);
    return x->language == x->english && word.n >= LEAST && word.p[word.n - 1] == 's' &&
           word.p[word.n - 2] != 's' && !memchr(word.p, '\'', word.n) &&
           (i == 0 || !fg_utf8_upper_at(word, 0));
}

/* Whether token i is a word that a duty opens with, or says what someone does. */
static bool is_deed(struct extraction *x, struct fg_sv text, size_t i)
{
    const struct fg_rule *r =
        extract_phrase_at(&x->language->groups[FG_GROUP_CUE], &x->scratch->tokens, i);
    return r && r->means != FG_CUE_OTHER ? r->means == FG_CUE_DUTY
                                         : is_in_third_person(x, text, i);
}

/* "To keep accurate counts": as duties are listed in Britain. */
static bool is_infinitive(struct extraction *x, struct fg_sv text)
{
    const struct fg_tokens *t = &x->scratch->tokens;
    return x->language == x->english && t->n > 2 &&
           fg_sv_eq_nocase(fg_sv_sub(text, t->at[0].at, t->at[0].n), FG_SV("to")) &&
           is_deed(x, text, 1);
}

/* Whether a deed stands behind token i, next to it or with one word between ("also") that
 * leads nowhere else ("in"). */
static bool does_behind(struct extraction *x, struct fg_sv text, size_t i)
{
    const struct fg_tokens *t = &x->scratch->tokens;
    const struct fg_rule_group *g = &x->language->groups[FG_GROUP_RUN_ON];
    if (i + 1 < t->n && is_deed(x, text, i + 1))
        return true;
    const struct fg_rule *r = i + 2 < t->n ? extract_phrase_at(g, t, i + 1) : NULL;
    return i + 2 < t->n && !(r && r->means == FG_RUN_ON_JOINS) && is_deed(x, text, i + 2);
}

/* "The night porter locks the doors", "The teacher will plan": behind an article a word for
 * a person at work near the start, and a deed behind that. */
static bool has_doer(struct extraction *x, struct fg_sv text)
{
    enum { REACH = 4, LONGEST_ARTICLE = 4 };
    const struct fg_rule_group *g = &x->language->groups[FG_GROUP_TITLE];
    const struct fg_tokens *t = &x->scratch->tokens;
    if (t->n < REACH || t->at[0].n > LONGEST_ARTICLE)
        return false;
    for (size_t i = 1; i <= REACH && i < t->n; i++) {
        const struct fg_rule *rule = extract_phrase_at(g, t, i);
        if (rule && rule->means == FG_TITLE_ROLE && does_behind(x, text, i))
            return true;
    }
    return false;
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
    if (u->cues.opens == SAYS_DUTY && is_in_third_person(x, u->text, 0))
        SAY("third k=", shapes[u->shape]);
    if (u->cues.opens == SAYS_NOTHING && is_infinitive(x, u->text))
        SAY("infinitive k=", shapes[u->shape]);
    if (has_doer(x, u->text))
        SAY("doer k=", shapes[u->shape]);
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
