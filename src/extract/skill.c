#include "extract/skill.h"

#include "extract/internal.h"

/* Skills named in a text. A form that is an everyday word as well (Word, Excel,
 * Spring) counts only where its neighbourhood speaks of skills. */

enum {
    CUE_REACH = 4,     /* words between "experience with" and a context-bound skill */
    LIST_REACH = 3,    /* words between two skills of one list                      */
    SHORT_TEXT = 3,    /* a text of so few words is a list entry by itself          */
    FEW_NAMES = 2,     /* more in a text without commas are a list that lost them     */
    LONG_TEXT = 12     /* one of more words is a sentence, not an entry             */
};

typedef FG_VEC(struct fg_mention) mention_list;

/* An everyday word is written like the skill: "Word", not "word". */
static bool same_capital(const struct found *f, struct fg_sv text, const struct fg_tokens *t)
{
    return !fg_utf8_upper_at(f->surface->text, 0) || fg_utf8_upper_at(text, t->at[f->first].at);
}

/* A method, a field of knowledge or a standard: what a noun phrase can be about. */
static bool is_matter(const struct fg_lexicon *l, const struct found *f)
{
    const enum fg_skill_kind kind = l->skills.at[f->surface->skill].kind;
    return kind == FG_SKILL_METHOD || kind == FG_SKILL_FIELD || kind == FG_SKILL_STANDARD;
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
    const bool named = after > 0 && kind == FG_SKILL_TOOL && same_capital(f, text, t);
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

/* Names that stand side by side are one noun phrase, and it is about the last. */
static void join_modifiers(const struct fg_lexicon *l, struct fg_sv text,
                           const struct fg_tokens *t, found_list *all)
{
    size_t n = 0;
    if (all->n > FEW_NAMES && fg_sv_find(text, FG_SV(",")) == SIZE_MAX)
        return;
    for (size_t i = 0; i < all->n; i++) {
        struct found f = all->at[i];
        if (n && is_modifier(l, text, t, &all->at[n - 1], &f)) {
            const struct found *before = &all->at[--n];
            f.count += before->count;
            f.first = before->first;
            f.sure = f.sure || (before->sure && !f.role);
        }
        all->at[n++] = f;
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

/* The last cue that ends at most CUE_REACH words before token `first`, or NULL. */
static const struct fg_rule *cue_before(const struct fg_language *language,
                                        const struct fg_tokens *t, size_t first)
{
    const struct fg_rule_group *g = &language->groups[FG_GROUP_SKILL_CUE];
    const struct fg_rule *last = NULL;
    struct fg_rule_hit hit;
    for (size_t i = first > CUE_REACH + 3 ? first - CUE_REACH - 3 : 0;
         i < first && fg_group_next(g, t, i, &hit) && hit.first < first;
         i = hit.first + hit.count)
        if (hit.first + hit.count <= first && first - hit.first - hit.count <= CUE_REACH)
            last = hit.rule;
    return last;
}

static bool after_cue(const struct fg_language *language, const struct fg_tokens *t, size_t first)
{
    const struct fg_rule *cue = cue_before(language, t, first);
    return cue && cue->means == FG_SKILL_CUE_ASKS;
}

static bool beside_sure(const found_list *all, size_t i)
{
    const struct found *f = &all->at[i];
    if (i > 0 && all->at[i - 1].sure &&
        f->first - all->at[i - 1].first - all->at[i - 1].count <= LIST_REACH)
        return true;
    return i + 1 < all->n && all->at[i + 1].sure &&
           all->at[i + 1].first - f->first - f->count <= LIST_REACH;
}

/* A line that asks for nothing speaks of the employer, the benefits or the application,
 * or at some length of anything else. A field of knowledge named there ("a leader in
 * digital payments") is no one's skill. */
bool fg_extract_asks(const struct fg_language *language, const struct fg_tokens *t)
{
    double sums[] = {[FG_CUE_REQUIREMENT] = 0, [FG_CUE_DUTY] = 0, [FG_CUE_OTHER] = 0};
    const struct fg_rule_group *g = &language->groups[FG_GROUP_CUE];
    struct fg_rule_hit hit;
    for (size_t i = 0; fg_group_next(g, t, i, &hit); i = hit.first + hit.count)
        sums[hit.rule->means] += hit.weight;
    return sums[FG_CUE_OTHER] <= sums[FG_CUE_REQUIREMENT] &&
           (sums[FG_CUE_REQUIREMENT] > 0 || t->n <= LONG_TEXT);
}

static bool is_field_or_method(const struct fg_lexicon *l, const struct found *f)
{
    const enum fg_skill_kind kind = l->skills.at[f->surface->skill].kind;
    return kind == FG_SKILL_FIELD || kind == FG_SKILL_METHOD;
}

/* Fields and methods count less surely in a line that asks for nothing, and behind
 * "our", "the department of". */
static void doubt_fields(const struct fg_lexicon *l, const struct fg_language *language,
                         const struct fg_tokens *t, found_list *all)
{
    const bool asks = fg_extract_asks(language, t);
    for (size_t i = 0; i < all->n; i++) {
        struct found *f = &all->at[i];
        if (!is_field_or_method(l, f))
            continue;
        const struct fg_rule *cue = cue_before(language, t, f->first);
        f->theirs = cue && cue->means == FG_SKILL_CUE_THEIRS;
        f->sure = f->sure && asks && !f->theirs;
    }
}

static void settle_context(const struct fg_lexicon *l, const struct fg_language *language,
                           struct fg_sv text, const struct fg_tokens *t, found_list *all)
{
    for (int round = 0; round < 2; round++) /* one that is sure helps the next */
        for (size_t i = 0; i < all->n; i++) {
            struct found *f = &all->at[i];
            const bool tool = l->skills.at[f->surface->skill].kind == FG_SKILL_TOOL;
            if (f->sure || f->theirs || (f->role && !tool) || !same_capital(f, text, t))
                continue;
            f->sure = t->n <= SHORT_TEXT || beside_sure(all, i) ||
                      (language && after_cue(language, t, f->first));
        }
}

static void drop_unsure(found_list *all)
{
    size_t n = 0;
    for (size_t i = 0; i < all->n; i++)
        if (all->at[i].sure)
            all->at[n++] = all->at[i];
    all->n = n;
}

static void add_mention(const struct fg_lexicon *l, struct fg_sv text, const struct fg_tokens *t,
                        const struct found *f, fg_arena *arena, mention_list *out)
{
    const struct fg_span at = fg_tokens_span(t, f->first, f->count);
    const struct fg_sv surface = fg_sv_sub(text, at.at, at.n);
    struct fg_mention *m = fg_vec_add(arena, out);
    if (!m)
        return;
    *m = (struct fg_mention){.skill = FG_NO_SKILL, .name = surface, .surface = surface, .at = at};
    if (f->surface) {
        m->skill = f->surface->skill;
        m->name = l->skills.at[m->skill].name;
    }
}

const struct fg_mention *extract_skills_of(const fg_rules *rules, const struct fg_tokens *t,
                                           const struct fg_language *language, fg_arena *arena,
                                           size_t *n)
{
    const struct fg_lexicon *l = fg_rules_lexicon(rules);
    const struct fg_sv text = t->text;
    found_list all = {0};
    mention_list out = {0};
    find_all(l, is_english(language) ? FG_SURFACE_FOREIGN : 0, text, t, arena, &all);
    join_modifiers(l, text, t, &all);
    pass_role_on(text, t, &all);
    if (language && is_english(language))
        take_in_names(l, language, text, t, &all);
    if (language)
        doubt_fields(l, language, t, &all);
    settle_context(l, language, text, t, &all);
    drop_unsure(&all);
    if (language)
        extract_members(rules, language, text, t, arena, &all);
    for (size_t i = 0; i < all.n; i++)
        add_mention(l, text, t, &all.at[i], arena, &out);
    *n = out.n;
    return out.at;
}

const struct fg_mention *fg_extract_skills(const fg_rules *rules, fg_scratch *scratch,
                                           const struct fg_language *language,
                                           struct fg_sv text, fg_arena *arena, size_t *n)
{
    *n = 0;
    return fg_tokenize(text, &scratch->tokens)
               ? extract_skills_of(rules, &scratch->tokens, language, arena, n)
               : NULL;
}
