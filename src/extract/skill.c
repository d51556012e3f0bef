#include "extract/internal.h"

/* Skills named in a text. A form that is an everyday word as well (Word, Excel,
 * Spring) counts only where its neighbourhood speaks of skills. */

enum {
    CUE_REACH = 4,     /* words between "experience with" and a context-bound skill */
    LIST_REACH = 3,    /* words between two skills of one list                      */
    SHORT_TEXT = 3,    /* a text of so few words is a list entry by itself          */
    LONG_TEXT = 12     /* one of more words is a sentence, not an entry             */
};

struct found {
    const struct fg_surface *surface;
    size_t first, count;
    bool sure;
    bool role; /* "Java developer": counts where a tool is asked for, no more */
};

typedef FG_VEC(struct found) found_list;

/* An everyday word is written like the skill: "Word", not "word". */
static bool same_capital(const struct found *f, struct fg_sv text, const struct fg_tokens *t)
{
    size_t a = 0, b = t->at[f->first].at;
    const bool upper = fg_cp_is_upper(fg_utf8_next(f->surface->text, &a));
    return !upper || fg_cp_is_upper(fg_utf8_next(text, &b));
}

/* The whole noun phrase that a skill's name stands in: "public cloud platforms". Where
 * a longer name begins behind it, the name ends: "SQL" in "SQL server tuning". */
static void widen(const struct fg_lexicon *l, struct fg_sv text, const struct fg_tokens *t,
                  size_t least, struct found *f)
{
    const unsigned kind = l->skills.at[f->surface->skill].kind;
    const struct fg_surface *next;
    const size_t end = f->first + f->count;
    const size_t before = fg_heads_before(&l->heads, text, t, f->first, least, kind);
    size_t after = fg_heads_after(&l->heads, text, t, end, kind);
    for (size_t i = 0; i < after; i++)
        if (fg_lexicon_at(l, text, t, end + i, &next) > 1)
            after = i;
    const bool named = after > 0 && kind == FG_SKILL_TOOL && same_capital(f, text, t);
    f->first -= before;
    f->count += before + after;
    f->role = fg_heads_role(&l->heads, text, t, f->first + f->count, kind);
    f->sure = (f->sure || named) && !f->role;
}

static void find_all(const struct fg_lexicon *l, struct fg_sv text, const struct fg_tokens *t,
                     fg_arena *arena, found_list *out)
{
    for (size_t i = 0, least = 0; i < t->n;) {
        const struct fg_surface *s;
        const size_t n = fg_lexicon_at(l, text, t, i, &s);
        struct found *f = n && s->skill != FG_NO_SKILL ? fg_vec_add(arena, out) : NULL;
        if (f) {
            *f = (struct found){s, i, n, !(s->flags & FG_SURFACE_CONTEXT), false};
            widen(l, text, t, least, f);
            i = least = f->first + f->count;
        } else {
            i += n ? n : 1;
        }
    }
}

static bool after_cue(const struct fg_language *language, const struct fg_tokens *t, size_t first)
{
    const struct fg_rule_group *g = &language->groups[FG_GROUP_SKILL_CUE];
    struct fg_rule_hit hit;
    for (size_t i = first > CUE_REACH + 3 ? first - CUE_REACH - 3 : 0;
         i < first && fg_group_next(g, t, i, &hit) && hit.first < first;
         i = hit.first + hit.count)
        if (hit.first + hit.count <= first && first - hit.first - hit.count <= CUE_REACH)
            return true;
    return false;
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

/* Whether a line asks for nothing: it speaks of the employer, the benefits or the
 * application, or at some length of anything else. A field of knowledge named there
 * ("a leader in digital payments") is no one's skill. */
static bool asks_nothing(const struct fg_language *language, const struct fg_tokens *t)
{
    double sums[] = {[FG_CUE_REQUIREMENT] = 0, [FG_CUE_DUTY] = 0, [FG_CUE_OTHER] = 0};
    const struct fg_rule_group *g = &language->groups[FG_GROUP_CUE];
    struct fg_rule_hit hit;
    for (size_t i = 0; fg_group_next(g, t, i, &hit); i = hit.first + hit.count)
        sums[hit.rule->means] += hit.weight;
    return sums[FG_CUE_OTHER] > sums[FG_CUE_REQUIREMENT] ||
           (sums[FG_CUE_REQUIREMENT] == 0 && t->n > LONG_TEXT);
}

static void doubt_fields(const struct fg_lexicon *l, found_list *all)
{
    for (size_t i = 0; i < all->n; i++) {
        const enum fg_skill_kind kind = l->skills.at[all->at[i].surface->skill].kind;
        if (kind == FG_SKILL_FIELD || kind == FG_SKILL_METHOD)
            all->at[i].sure = false;
    }
}

static void settle_context(const struct fg_lexicon *l, const struct fg_language *language,
                           struct fg_sv text, const struct fg_tokens *t, found_list *all)
{
    for (int round = 0; round < 2; round++) /* one that is sure helps the next */
        for (size_t i = 0; i < all->n; i++) {
            struct found *f = &all->at[i];
            const bool tool = l->skills.at[f->surface->skill].kind == FG_SKILL_TOOL;
            if (f->sure || (f->role && !tool) || !same_capital(f, text, t))
                continue;
            f->sure = t->n <= SHORT_TEXT || beside_sure(all, i) ||
                      (language && after_cue(language, t, f->first));
        }
}

const struct fg_mention *fg_extract_skills(const fg_rules *rules, fg_scratch *scratch,
                                           const struct fg_language *language,
                                           struct fg_sv text, fg_arena *arena, size_t *n)
{
    const struct fg_lexicon *l = fg_rules_lexicon(rules);
    const struct fg_tokens *t = &scratch->tokens;
    found_list all = {0};
    FG_VEC(struct fg_mention) out = {0};
    *n = 0;
    if (!fg_tokenize(text, &scratch->tokens))
        return NULL;
    find_all(l, text, t, arena, &all);
    if (language && asks_nothing(language, t))
        doubt_fields(l, &all);
    settle_context(l, language, text, t, &all);
    for (size_t i = 0; i < all.n; i++) {
        const struct found *f = &all.at[i];
        struct fg_mention *m = f->sure ? fg_vec_add(arena, &out) : NULL;
        if (!m)
            continue;
        const struct fg_span at = fg_tokens_span(t, f->first, f->count);
        *m = (struct fg_mention){.skill = f->surface->skill,
                                 .name = l->skills.at[f->surface->skill].name,
                                 .surface = fg_sv_sub(text, at.at, at.n),
                                 .at = at};
    }
    *n = out.n;
    return out.at;
}
