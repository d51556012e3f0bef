/* fg_match_explain: one requirement judged with every candidate and step noted. */
#include "match/judge.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct fg_sv told(struct fg_judge *j, const char *format, va_list args)
{
    char text[600];
    const int n = vsnprintf(text, sizeof text, format, args);
    const size_t used = n < 0 ? 0 : (size_t)n < sizeof text ? (size_t)n : sizeof text - 1;
    return fg_arena_sv(j->arena, fg_utf8_cut((struct fg_sv){text, used}, used));
}

static void weigh(struct fg_judge *j, struct fg_candidate c, const char *format, va_list args)
{
    struct fg_candidate *slot = fg_vec_add(j->arena, &j->trace->candidates);
    if (!slot)
        return;
    *slot = c;
    slot->why = told(j, format, args);
}

void fg_judge_weigh(struct fg_judge *j, const struct fg_witness *w, struct fg_sv asked,
                    double credit, const char *format, ...)
{
    va_list args;
    if (!j->trace)
        return;
    va_start(args, format);
    weigh(j, (struct fg_candidate){w->text, asked, {0}, w->line, credit, false}, format, args);
    va_end(args);
}

void fg_judge_weigh_entry(struct fg_judge *j, struct fg_sv text, unsigned line, double credit,
                          const char *format, ...)
{
    va_list args;
    if (!j->trace)
        return;
    va_start(args, format);
    weigh(j, (struct fg_candidate){text, {0}, {0}, line, credit, false}, format, args);
    va_end(args);
}

void fg_judge_step(struct fg_judge *j, const char *format, ...)
{
    va_list args;
    struct fg_sv *slot = j->trace ? fg_vec_add(j->arena, &j->trace->steps) : NULL;
    if (!slot)
        return;
    va_start(args, format);
    *slot = told(j, format, args);
    va_end(args);
}

/* ---- what of the text fired which rule ---- */

typedef FG_VEC(struct fg_sv) sv_list;

static void add_pattern(struct fg_judge *j, sv_list *out, const char *group,
                        const struct fg_rule *rule, struct fg_sv text, struct fg_span at)
{
    struct fg_buf b = {0};
    const struct fg_sv hit = fg_sv_sub(text, at.at, at.n);
    fg_buf_addf(&b, "%s: \"%.*s\" (rule %s)", group, FG_SV_ARG(hit), rule->id);
    struct fg_sv *slot = fg_vec_add(j->arena, out);
    if (slot)
        *slot = fg_arena_sv(j->arena, fg_buf_sv(&b));
    fg_buf_free(&b);
}

static void phrases_of(struct fg_judge *j, const struct fg_rule_group *g, const char *group,
                       struct fg_sv text, sv_list *out)
{
    const struct fg_tokens *t = &j->scratch->tokens;
    struct fg_rule_hit hit;
    for (size_t i = 0; fg_group_next(g, t, i, &hit); i = hit.first + hit.count)
        add_pattern(j, out, group, hit.rule, text, fg_tokens_span(t, hit.first, hit.count));
}

static void regular_expressions_of(struct fg_judge *j, const struct fg_rule_group *g,
                                   const char *group, struct fg_sv text, sv_list *out)
{
    struct fg_match_groups m;
    for (size_t i = 0; i < g->patterns.n; i++)
        if (fg_pattern_find(g->patterns.at[i]->pattern, j->scratch, text, 0, &m))
            add_pattern(j, out, group, g->patterns.at[i], text, m.group[0]);
}

static sv_list patterns_of(struct fg_judge *j, const struct fg_requirement *r)
{
    static const enum fg_group groups[] = {FG_GROUP_CUE,   FG_GROUP_PRIORITY, FG_GROUP_YEARS,
                                           FG_GROUP_DEGREE, FG_GROUP_EQUIVALENT, FG_GROUP_KIND,
                                           FG_GROUP_LEVEL, FG_GROUP_ANY_OF};
    sv_list out = {0};
    const char *code = j->posting->language[0] ? j->posting->language : "en";
    const struct fg_language *language = fg_rules_language(j->rules, code, NULL);
    if (!language)
        return out;
    if (fg_tokenize(r->section, &j->scratch->tokens))
        phrases_of(j, &language->groups[FG_GROUP_SECTION], "heading", r->section, &out);
    if (!fg_tokenize(r->text, &j->scratch->tokens))
        return out;
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++) {
        const struct fg_rule_group *g = &language->groups[groups[i]];
        phrases_of(j, g, fg_group_name(groups[i]), r->text, &out);
        regular_expressions_of(j, g, fg_group_name(groups[i]), r->text, &out);
    }
    return out;
}

/* ---- the whole ---- */

static int best_first(const void *a, const void *b)
{
    const struct fg_candidate *x = a, *y = b;
    if (x->taken != y->taken)
        return x->taken ? -1 : 1;
    if (x->credit != y->credit)
        return x->credit > y->credit ? -1 : 1;
    return x->line < y->line ? -1 : x->line > y->line;
}

/* Of a witness that speaks for a skill and for words, each is told by itself. */
static bool is_taken(const struct fg_judge *j, const struct fg_candidate *c)
{
    for (size_t i = 0; i < j->evidence.n; i++)
        if (j->evidence.at[i].line == c->line && c->credit > 0 &&
            fg_sv_eq(j->evidence.at[i].skill, c->text))
            return true;
    return false;
}

static void tell(struct fg_judge *j, const struct fg_requirement *r, struct fg_reasoning *out)
{
    struct fg_trace trace = {0};
    const sv_list patterns = patterns_of(j, r);
    j->trace = &trace;
    fg_judge_requirement(j, r);
    for (size_t i = 0; i < trace.candidates.n; i++)
        trace.candidates.at[i].taken = is_taken(j, &trace.candidates.at[i]);
    if (trace.candidates.n)
        qsort(trace.candidates.at, trace.candidates.n, sizeof *trace.candidates.at, best_first);
    *out = (struct fg_reasoning){patterns.at,           patterns.n,    trace.candidates.at,
                                 trace.candidates.n, trace.steps.at, trace.steps.n};
}

enum fg_status fg_match_explain(const fg_rules *rules, fg_scratch *scratch,
                                const struct fg_posting *posting, const fg_profile *profile,
                                unsigned id, fg_arena *arena, struct fg_reasoning *out,
                                struct fg_error *err)
{
    struct fg_judge j;
    const struct fg_requirement *r = NULL;
    *out = (struct fg_reasoning){0};
    for (size_t i = 0; i < posting->n_requirements; i++)
        if (posting->requirements[i].id == id)
            r = &posting->requirements[i];
    if (!r)
        return fg_fail(err, FG_EUSAGE, "there is no requirement r%u in it: r1 to r%zu", id,
                       posting->n_requirements);
    const enum fg_status status =
        fg_judge_open(&j, rules, scratch, posting, profile, arena, err);
    if (status != FG_OK)
        return status;
    tell(&j, r, out);
    return fg_arena_failed(arena) ? fg_fail_memory(err) : FG_OK;
}
