#include "extract/skill.h"

#include "extract/internal.h"

/* Names of skills in a text, each with the noun phrase it stands in: "public cloud
 * platforms", "Java 11", "Natural Language Processing (NLP)". */

enum { FEW_NAMES = 2 }; /* more in a text without commas are a list that lost them */

bool extract_same_capital(const struct found *f, struct fg_sv text, const struct fg_tokens *t)
{
    return !fg_utf8_upper_at(f->surface->text, 0) || fg_utf8_upper_at(text, t->at[f->first].at);
}

/* A method, a field of knowledge or a standard: what a noun phrase can be about. */
static bool is_matter(const struct fg_lexicon *l, const struct found *f)
{
    const enum fg_skill_kind kind = l->skills.at[f->surface->skill].kind;
    return kind == FG_SKILL_METHOD || kind == FG_SKILL_FIELD || kind == FG_SKILL_STANDARD;
}

/* The number of a version right behind the name of a tool or a standard, a digit or more with
 * or without dots: "Java 11", "PHP 7.4", "Angular 2+", "WCAG 2.1". A number that counts
 * something ("SQL 5 years") has a word behind it. Its tokens. */
static size_t version_length(struct fg_sv text, const struct fg_tokens *t, size_t end)
{
    enum { MOST_DIGITS = 4, MOST_PARTS = 3 };
    size_t n = 0, at = t->at[end - 1].at + t->at[end - 1].n;
    while (n < MOST_PARTS && end + n < t->n && t->at[end + n].at == at + 1 &&
           text.p[at] == (n ? '.' : ' ')) {
        const struct fg_token *k = &t->at[end + n];
        for (at = k->at; at < k->at + k->n; at++)
            if ((!fg_is_digit(text.p[at]) && text.p[at] != '+') || k->n > MOST_DIGITS)
                return 0;
        n++;
    }
    const bool last = end + n >= t->n || !fg_tokens_side_by_side(text, &t->at[end + n - 1],
                                                                &t->at[end + n]);
    return n > 1 || (last && (at >= text.n || text.p[at] != '%')) ? n : 0;
}

/* The whole noun phrase that a skill's name stands in: "public cloud platforms". Where
 * a longer name begins behind it, the name ends: "SQL" in "SQL server tuning". */
static void widen(const struct fg_lexicon *l, unsigned without, struct fg_sv text,
                  const struct fg_tokens *t, size_t least, struct found *f)
{
    const unsigned kind = l->skills.at[f->surface->skill].kind;
    const struct fg_surface *next;
    const size_t end = f->first + f->count;
    const size_t before = fg_heads_before(&l->heads, text, t, f->first, least, kind);
    size_t after = fg_heads_after(&l->heads, text, t, end, kind);
    for (size_t i = 0; i < after; i++)
        if (fg_lexicon_at_without(l, without, text, t, end + i, &next) > 1)
            after = i;
    if (after == 0 && (kind == FG_SKILL_TOOL || kind == FG_SKILL_STANDARD))
        after = version_length(text, t, end);
    const bool named = after > 0 && extract_same_capital(f, text, t);
    f->first -= before;
    f->count += before + after;
    f->role = fg_heads_role(&l->heads, text, t, f->first + f->count, kind);
    f->sure = (f->sure || named) && !f->role;
}

/* Whether the name before another one only tells which ("cloud" in "cloud data
 * warehouses"): nothing but a blank or a hyphen stands between the two, and neither
 * is a thing of its own ("Java" in "Java web development"), nor are both written like
 * names. */
static bool is_modifier(const struct fg_lexicon *l, struct fg_sv text, const struct fg_tokens *t,
                        const struct found *f, const struct found *next)
{
    const size_t end = f->first + f->count;
    const bool names = fg_utf8_upper_at(text, t->at[f->first].at) &&
                       fg_utf8_upper_at(text, t->at[next->first].at);
    return end == next->first && !f->role && !names && is_matter(l, f) && is_matter(l, next) &&
           fg_tokens_side_by_side(text, &t->at[end - 1], &t->at[end]);
}

static bool implies(const struct fg_lexicon *l, uint32_t skill, uint32_t other)
{
    const struct fg_skill *s = &l->skills.at[skill];
    for (uint32_t i = 0; i < s->n_implies; i++)
        if (s->implies[i] == other)
            return true;
    return false;
}

/* "Azure Event Hubs": the name of whom it is from, right before a thing's. */
static bool is_maker(const struct fg_lexicon *l, struct fg_sv text, const struct fg_tokens *t,
                     const struct found *f, const struct found *next)
{
    const size_t end = f->first + f->count;
    const uint32_t maker = f->surface->skill, skill = next->surface->skill;
    return end == next->first && l->skills.at[maker].kind == FG_SKILL_TOOL &&
           l->skills.at[skill].kind == FG_SKILL_TOOL && implies(l, skill, maker) &&
           fg_utf8_upper_at(text, t->at[f->first].at) &&
           fg_utf8_upper_at(text, t->at[next->first].at) &&
           fg_tokens_side_by_side(text, &t->at[end - 1], &t->at[end]);
}

/* "Git version control", "Linux operating systems": what a thing is, right behind its name. */
static bool says_what(const struct fg_lexicon *l, struct fg_sv text, const struct fg_tokens *t,
                      const struct found *f, const struct found *next)
{
    const size_t end = f->first + f->count;
    return end == next->first && l->skills.at[f->surface->skill].kind == FG_SKILL_TOOL &&
           is_matter(l, next) && fg_tokens_side_by_side(text, &t->at[end - 1], &t->at[end]) &&
           implies(l, f->surface->skill, next->surface->skill);
}

static void join_what(const struct fg_lexicon *l, struct fg_sv text, const struct fg_tokens *t,
                      found_list *all)
{
    size_t n = 0;
    for (size_t i = 0; i < all->n; i++) {
        const struct found f = all->at[i];
        struct found *before = n ? &all->at[n - 1] : NULL;
        if (before && says_what(l, text, t, before, &f)) {
            before->count += f.count;
            before->role = f.role;
            before->sure = before->sure && !f.role;
        } else {
            all->at[n++] = f;
        }
    }
    all->n = n;
}

/* Names that stand side by side are one noun phrase, and it is about the last. */
static void join_modifiers(const struct fg_lexicon *l, struct fg_sv text,
                           const struct fg_tokens *t, found_list *all)
{
    size_t n = 0;
    if (all->n > FEW_NAMES && fg_sv_find(text, FG_SV(",")) == SIZE_MAX &&
        fg_sv_find(text, FG_SV("(")) == SIZE_MAX)
        return;
    for (size_t i = 0; i < all->n; i++) {
        struct found f = all->at[i];
        if (n && (is_modifier(l, text, t, &all->at[n - 1], &f) ||
                  is_maker(l, text, t, &all->at[n - 1], &f))) {
            const struct found *before = &all->at[--n];
            f.count += before->count;
            f.first = before->first;
            f.sure = f.sure || (before->sure && !f.role);
        }
        all->at[n++] = f;
    }
    all->n = n;
}

/* "Natural Language Processing (NLP)": the same skill again in a bracket of its own. */
static bool is_repeated(struct fg_sv text, const struct fg_tokens *t, const struct found *f,
                        const struct found *again)
{
    const struct fg_token *last = &t->at[f->first + f->count - 1];
    const struct fg_token *next = &t->at[again->first];
    const struct fg_token *end = &t->at[again->first + again->count - 1];
    const struct fg_sv between = fg_sv_sub(text, last->at + last->n,
                                           next->at - last->at - last->n);
    const struct fg_sv behind = fg_sv_sub(text, end->at + end->n, text.n - end->at - end->n);
    return f->surface->skill == again->surface->skill && f->first + f->count == again->first &&
           fg_sv_eq(fg_sv_trim(between), FG_SV("(")) &&
           fg_sv_starts(fg_sv_trim(behind), FG_SV(")"));
}

static void join_repeated(struct fg_sv text, const struct fg_tokens *t, found_list *all)
{
    size_t n = 0;
    for (size_t i = 0; i < all->n; i++) {
        const struct found f = all->at[i];
        struct found *before = n ? &all->at[n - 1] : NULL;
        if (before && is_repeated(text, t, before, &f)) {
            before->count += f.count;
            before->sure = before->sure || f.sure;
        } else {
            all->at[n++] = f;
        }
    }
    all->n = n;
}

static bool is_english(const struct fg_language *language)
{
    return language && language->code[0] == 'e' && language->code[1] == 'n';
}

/* "Brazilian indirect tax", "SQA release management": a name before a field or a method
 * tells which. Not at the start of a sentence, where every word has a capital, nor what
 * the rules say is outside of a list of skills; and where the field has one as well, the two
 * are a product. */
static void take_in_names(const struct fg_lexicon *l, const struct fg_language *language,
                          struct fg_sv text, const struct fg_tokens *t, found_list *all)
{
    const struct fg_rule *rule;
    const struct fg_rule_group *g = &language->groups[FG_GROUP_SKILL_LIST];
    for (size_t i = 0; i < all->n; i++) {
        struct found *f = &all->at[i];
        const size_t k = f->first - 1;
        const size_t before = i ? all->at[i - 1].first + all->at[i - 1].count : 0;
        if (f->first < 2 || k < before || !is_matter(l, f) || t->at[k].n < 2 ||
            !fg_utf8_upper_at(text, t->at[k].at) || fg_utf8_upper_at(text, t->at[k - 1].at) ||
            fg_utf8_upper_at(text, t->at[f->first].at) ||
            !fg_tokens_side_by_side(text, &t->at[k - 1], &t->at[k]) ||
            !fg_tokens_side_by_side(text, &t->at[k], &t->at[f->first]) ||
            fg_group_at(g, t, k, &rule))
            continue;
        f->first--;
        f->count++;
    }
}

/* "Senior BPMN Java Developer": all that stands before the word for a person is of the
 * role. */
static void pass_role_on(struct fg_sv text, const struct fg_tokens *t, found_list *all)
{
    for (size_t i = all->n; i-- > 1;) {
        struct found *f = &all->at[i - 1];
        const size_t end = f->first + f->count;
        if (all->at[i].role && end == all->at[i].first &&
            fg_tokens_side_by_side(text, &t->at[end - 1], &t->at[end])) {
            f->role = true;
            f->sure = false;
        }
    }
}

/* A phrase that is not one skill ("version control systems" are no control systems) may
 * hold the name of another, of several words. Moves `*i` there; else to the phrase's last
 * word, and returns 1. */
static size_t inside_not(const struct fg_lexicon *l, unsigned without, struct fg_sv text,
                         const struct fg_tokens *t, size_t *i, size_t n,
                         const struct fg_surface **s)
{
    const struct fg_surface *const not_one = *s;
    const size_t end = *i + n;
    struct fg_tokens window = *t;
    for (; *i + 1 < end; ++*i)
        for (window.n = end - (*i == end - n); window.n > *i + 1; window.n--) {
            const size_t found = fg_lexicon_at_without(l, without, text, &window, *i, s);
            if (found > 1 && (*s)->skill != FG_NO_SKILL && (*s)->skill != not_one->undoes)
                return found;
            if (found <= 1)
                break;
            window.n = *i + found;
        }
    *s = not_one;
    return 1;
}

static void find_all(const struct fg_lexicon *l, unsigned without, struct fg_sv text,
                     const struct fg_tokens *t, fg_arena *arena, found_list *out)
{
    for (size_t i = 0, least = 0; (i = fg_phrases_may_begin(&l->phrases, t, i)) < t->n;) {
        const struct fg_surface *s;
        size_t n = fg_lexicon_at_without(l, without, text, t, i, &s);
        if (n && s->skill == FG_NO_SKILL)
            n = inside_not(l, without, text, t, &i, n, &s);
        struct found *f = n && s->skill != FG_NO_SKILL ? fg_vec_add(arena, out) : NULL;
        if (f) {
            *f = (struct found){.surface = s, .first = i, .count = n,
                                    .sure = !(s->flags & FG_SURFACE_CONTEXT)};
            widen(l, without, text, t, least, f);
            i = least = f->first + f->count;
        } else {
            i += n ? n : 1;
        }
    }
}

void extract_nouns(const struct fg_lexicon *l, const struct fg_language *language,
                   struct fg_sv text, const struct fg_tokens *t, fg_arena *arena,
                   found_list *all)
{
    const bool english = is_english(language);
    find_all(l, english ? FG_SURFACE_FOREIGN : 0, text, t, arena, all);
    join_what(l, text, t, all);
    join_modifiers(l, text, t, all);
    join_repeated(text, t, all);
    pass_role_on(text, t, all);
    if (english)
        take_in_names(l, language, text, t, all);
}
