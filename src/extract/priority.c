#include "extract/internal.h"

#include <string.h>

/* Whether "a plus", "preferred", "ideally" speak of the whole item. They do at its
 * start, or at the end of each of its sentences; in brackets, or behind a comma in
 * the middle, they speak of a part. */

struct clause_words {
    bool nice, must;
};

static bool in_brackets(struct fg_sv s, size_t at)
{
    int depth = 0;
    for (size_t i = 0; i < at && i < s.n; i++)
        depth += (s.p[i] == '(') - (s.p[i] == ')' && depth > 0);
    return depth > 0;
}

/* A nice cue in the middle: what follows it is what it speaks of ("ideally in
 * finance"), unless it stands at the end or only little follows. */
static bool speaks_of_clause(const struct fg_tokens *t, const struct fg_rule_hit *hit)
{
    const size_t behind = t->n - hit->first - hit->count;
    return hit->first == 0 || behind <= 2;
}

static struct clause_words look_at(struct extraction *x, struct fg_sv clause)
{
    struct clause_words w = {0};
    struct fg_tokens *t = &x->scratch->tokens;
    const struct fg_rule_group *g = &x->language->groups[FG_GROUP_PRIORITY];
    struct fg_rule_hit hit;
    if (!fg_tokenize(clause, t))
        return w;
    for (size_t i = 0; fg_group_next(g, t, i, &hit); i = hit.first + hit.count) {
        if (in_brackets(clause, t->at[hit.first].at))
            continue;
        if (hit.rule->means == FG_MUST)
            w.must = true;
        else
            w.nice = w.nice || speaks_of_clause(t, &hit);
    }
    return w;
}

static bool next_clause(struct fg_sv *rest, struct fg_sv *clause)
{
    if (!extract_next_sentence(rest, clause))
        return false;
    const size_t semicolon = fg_sv_find(*clause, FG_SV("; "));
    if (semicolon != SIZE_MAX) {
        const char *end = rest->p ? rest->p + rest->n : clause->p + clause->n;
        const char *from = clause->p + semicolon + 1;
        *clause = fg_sv_sub(*clause, 0, semicolon);
        *rest = (struct fg_sv){from, (size_t)(end - from)};
    }
    return true;
}

enum fg_priority extract_priority(struct extraction *x, struct fg_sv item,
                                  enum fg_section section)
{
    size_t clauses = 0, nice = 0;
    bool must = false;
    struct fg_sv rest = item, clause;
    while (x->language && next_clause(&rest, &clause)) {
        const struct clause_words w = look_at(x, clause);
        clauses++;
        nice += w.nice;
        must = must || w.must;
    }
    if (section == FG_SECTION_PREFERRED)
        return FG_NICE;
    return clauses && nice == clauses && !must ? FG_NICE : FG_MUST;
}
