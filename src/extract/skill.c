#include "extract/skill.h"

#include "extract/internal.h"

#include <string.h>

/* Skills named in a text. A form that is an everyday word as well (Word, Excel,
 * Spring) counts only where its neighbourhood speaks of skills. */

enum {
    CUE_REACH = 4,     /* words between "experience with" and a context-bound skill */
    LIST_REACH = 3,    /* words between two skills of one list                      */
    SHORT_TEXT = 3,    /* a text of so few words is a list entry by itself          */
    LONG_TEXT = 12     /* one of more words is a sentence, not an entry             */
};

const struct fg_rule *extract_cue_before(const struct fg_language *language,
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
    const struct fg_rule *cue = extract_cue_before(language, t, first);
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

void extract_cue_sums(const struct fg_language *language, const struct fg_tokens *t,
                      double sums[FG_CUE_OTHER + 1])
{
    const struct fg_rule_group *g = &language->groups[FG_GROUP_CUE];
    struct fg_rule_hit hit;
    sums[FG_CUE_REQUIREMENT] = sums[FG_CUE_DUTY] = sums[FG_CUE_OTHER] = 0;
    for (size_t i = 0; fg_group_next(g, t, i, &hit); i = hit.first + hit.count)
        sums[hit.rule->means] += hit.weight;
}

/* A line that asks for nothing speaks of the employer, the benefits or the application,
 * or at some length of anything else. A field of knowledge named there ("a leader in
 * digital payments") is no one's skill. */
static bool asks(const struct fg_language *language, const struct fg_tokens *t)
{
    double sums[FG_CUE_OTHER + 1];
    extract_cue_sums(language, t, sums);
    return sums[FG_CUE_OTHER] <= sums[FG_CUE_REQUIREMENT] &&
           (sums[FG_CUE_REQUIREMENT] > 0 || t->n <= LONG_TEXT);
}

static bool is_field_or_method(const struct fg_lexicon *l, const struct found *f)
{
    const enum fg_skill_kind kind = l->skills.at[f->surface->skill].kind;
    return kind == FG_SKILL_FIELD || kind == FG_SKILL_METHOD;
}

/* Fields and methods count less surely in a line that asks for nothing (`asked`: of a
 * requirement it is known), and behind "our", "the department of". */
static void doubt_fields(const struct fg_lexicon *l, const struct fg_language *language,
                         const struct fg_tokens *t, bool asked, found_list *all)
{
    asked = asked || asks(language, t);
    for (size_t i = 0; i < all->n; i++) {
        struct found *f = &all->at[i];
        if (!is_field_or_method(l, f))
            continue;
        const struct fg_rule *cue = extract_cue_before(language, t, f->first);
        f->theirs = cue && cue->means == FG_SKILL_CUE_THEIRS;
        f->sure = f->sure && asked && !f->theirs;
    }
}

static void settle_context(const struct fg_lexicon *l, const struct fg_language *language,
                           struct fg_sv text, const struct fg_tokens *t, found_list *all)
{
    for (int round = 0; round < 2; round++) /* one that is sure helps the next */
        for (size_t i = 0; i < all->n; i++) {
            struct found *f = &all->at[i];
            const bool tool = l->skills.at[f->surface->skill].kind == FG_SKILL_TOOL;
            if (f->sure || f->theirs || (f->role && !tool) || !extract_same_capital(f, text, t))
                continue;
            f->sure = t->n <= SHORT_TEXT || beside_sure(all, i) ||
                      fg_heads_asks(&l->heads, text, t, f->first + f->count,
                                    l->skills.at[f->surface->skill].kind) ||
                      (language && after_cue(language, t, f->first));
        }
}

void extract_drop_unsure(found_list *all)
{
    size_t n = 0;
    for (size_t i = 0; i < all->n; i++)
        if (all->at[i].sure)
            all->at[n++] = all->at[i];
    all->n = n;
}

/* What closes the one bracket in a span right behind it, in bytes: ")" or " )". */
static size_t bracket_behind(struct fg_sv text, struct fg_span at)
{
    if (!memchr(text.p + at.at, '(', at.n) || memchr(text.p + at.at, ')', at.n))
        return 0;
    const size_t end = at.at + at.n, blank = end < text.n && text.p[end] == ' ';
    return end + blank < text.n && text.p[end + blank] == ')' ? blank + 1 : 0;
}

void extract_mention(const struct fg_lexicon *l, struct fg_sv text, const struct fg_tokens *t,
                     const struct found *f, fg_arena *arena, mention_list *out)
{
    struct fg_span at = fg_tokens_span(t, f->first, f->count);
    at.n += (uint32_t)bracket_behind(text, at);
    const struct fg_sv surface = fg_sv_sub(text, at.at, at.n);
    struct fg_mention *m = fg_vec_add(arena, out);
    if (!m)
        return;
    *m = (struct fg_mention){.skill = FG_NO_SKILL, .name = f->name.n ? f->name : surface,
                             .surface = surface, .at = at};
    if (f->surface) {
        m->skill = f->surface->skill;
        m->name = l->skills.at[m->skill].name;
    }
}

void extract_gather(const fg_rules *rules, const struct fg_tokens *t,
                    const struct fg_language *language, bool asked, fg_arena *arena,
                    found_list *all)
{
    const struct fg_lexicon *l = fg_rules_lexicon(rules);
    extract_nouns(l, language, t->text, t, arena, all);
    if (language)
        doubt_fields(l, language, t, asked, all);
    settle_context(l, language, t->text, t, all);
}

/* "Proficiency in Java: you have written Java": the same words again ask for nothing more. */
static bool is_said_before(struct fg_sv text, const struct fg_tokens *t, const found_list *all,
                           size_t i)
{
    enum { BACK = 16 };
    const struct found *f = &all->at[i];
    const struct fg_span at = fg_tokens_span(t, f->first, f->count);
    for (size_t k = i > BACK ? i - BACK : 0; k < i; k++) {
        const struct fg_span other = fg_tokens_span(t, all->at[k].first, all->at[k].count);
        if (fg_sv_eq_nocase(fg_sv_sub(text, at.at, at.n), fg_sv_sub(text, other.at, other.n)))
            return true;
    }
    return false;
}

const struct fg_mention *extract_skills_of(const fg_rules *rules, const struct fg_tokens *t,
                                           const struct fg_language *language, fg_arena *arena,
                                           size_t *n)
{
    found_list all = {0};
    mention_list out = {0};
    extract_gather(rules, t, language, true, arena, &all);
    extract_drop_unsure(&all);
    if (language)
        extract_members(rules, language, t->text, t, arena, &all);
    for (size_t i = 0; i < all.n; i++)
        if (!is_said_before(t->text, t, &all, i))
            extract_mention(fg_rules_lexicon(rules), t->text, t, &all.at[i], arena, &out);
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
