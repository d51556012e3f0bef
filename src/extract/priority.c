#include "extract/internal.h"

#include <string.h>

/* Whether "a plus", "preferred", "ideally" speak of the whole item. They do at its
 * start, or at the end of each of its sentences; in brackets, or behind a comma in
 * the middle, they speak of a part. */

struct clause_words {
    bool nice, must, demands; /* demands: "required", not only "at least" */
};

/* What stands before a place in a clause; a clause is walked through once, however many
 * cues it has. */
struct before {
    size_t at;            /* bytes walked through */
    int brackets;         /* open there */
    size_t commas, comma; /* how many, and where the last one stands */
};

static void walk_to(struct before *b, struct fg_sv s, size_t at)
{
    for (; b->at < at && b->at < s.n; b->at++) {
        const char c = s.p[b->at];
        b->brackets += (c == '(') - (c == ')' && b->brackets > 0);
        if (c == ',') {
            b->commas++;
            b->comma = b->at;
        }
    }
}

/* "Python and SQL, Scala is a plus": behind the last comma the cue has a short
 * subject of its own, and what stands before it is asked for. */
static bool has_own_subject(const struct before *b, const struct fg_tokens *t,
                            const struct fg_rule_hit *hit)
{
    enum { SHORT_SUBJECT = 4, LEAST_BEFORE = 2 };
    if (b->commas != 1)
        return false;
    const size_t subject = fg_tokens_from(t, (uint32_t)b->comma);
    return subject >= LEAST_BEFORE && hit->first - subject <= SHORT_SUBJECT &&
           hit->first > subject;
}

/* At the start a cue speaks of all that follows; with its verb or at the end, of
 * what stands before it. Between the two it speaks of a part. */
static bool speaks_of_clause(struct fg_sv s, const struct before *b, const struct fg_tokens *t,
                             const struct fg_rule_hit *hit)
{
    enum { AT_END = 2, WITH_VERB = 2 };
    const size_t behind = t->n - hit->first - hit->count;
    const uint32_t at = t->at[hit->first].at;
    if (hit->first == 0)
        return true;
    if (behind && hit->count < WITH_VERB && at >= 2 && s.p[at - 2] == ',')
        return false; /* "sales, ideally abroad": of what follows */
    return (behind <= AT_END || hit->count >= WITH_VERB) && !has_own_subject(b, t, hit);
}

/* "BI certification (highly regarded)": a cue alone in brackets at the end of a
 * short item is a remark on all of it. */
static bool is_remark(struct fg_sv s, const struct fg_tokens *t, const struct fg_rule_hit *hit)
{
    enum { SHORT_ITEM = 8 };
    const uint32_t at = t->at[hit->first].at;
    return t->n <= SHORT_ITEM && hit->first + hit->count == t->n && at > 0 && s.p[at - 1] == '(';
}

static struct clause_words look_at(struct extraction *x, struct fg_sv clause)
{
    struct clause_words w = {0};
    struct fg_tokens *t = &x->scratch->tokens;
    const struct fg_rule_group *g = &x->language->groups[FG_GROUP_PRIORITY];
    struct fg_rule_hit hit;
    struct before before = {0};
    if (!extract_tokens(x, clause, t))
        return w;
    for (size_t i = 0; fg_group_next(g, t, i, &hit); i = hit.first + hit.count) {
        walk_to(&before, clause, t->at[hit.first].at);
        if (before.brackets > 0) {
            w.nice = w.nice || (hit.rule->means == FG_NICE && is_remark(clause, t, &hit));
            continue;
        }
        if (hit.rule->means == FG_MUST) {
            w.must = true;
            w.demands = w.demands || hit.weight >= 1;
        } else {
            w.nice = w.nice || speaks_of_clause(clause, &before, t, &hit);
        }
    }
    return w;
}

/* Bytes of what divides two clauses at `at`; 0: nothing does. */
static size_t divider_at(struct fg_sv s, size_t at)
{
    static const char *const dividers[] = {"; ", " – ", " — "};
    for (size_t i = 0; i < sizeof dividers / sizeof *dividers; i++)
        if (fg_sv_starts(fg_sv_sub(s, at, s.n), fg_sv_of(dividers[i])))
            return strlen(dividers[i]);
    return 0;
}

/* The next clause of a sentence, and where that is used up, of the next sentence. */
static bool next_clause(struct extraction *x, struct fg_sv *rest, struct fg_sv *sentence,
                        struct fg_sv *clause)
{
    *sentence = fg_sv_trim(*sentence);
    if (!sentence->n && !extract_next_sentence(x, rest, sentence))
        return false;
    size_t cut = 0, skip = 0;
    while (cut < sentence->n && !(skip = divider_at(*sentence, cut)))
        cut++;
    *clause = fg_sv_sub(*sentence, 0, cut);
    *sentence = fg_sv_sub(*sentence, cut + skip, sentence->n);
    return true;
}

enum fg_priority extract_priority(struct extraction *x, struct fg_sv item,
                                  enum fg_section section, bool listed)
{
    size_t clauses = 0, nice = 0;
    bool must = false, demands = false;
    struct fg_sv rest = item, sentence = {0}, clause;
    while (x->language && next_clause(x, &rest, &sentence, &clause)) {
        const struct clause_words w = look_at(x, clause);
        clauses++;
        nice += w.nice;
        must = must || w.must;
        demands = demands || w.demands;
    }
    if (section == FG_SECTION_PREFERRED)
        return demands && !listed && nice == 0 ? FG_MUST : FG_NICE;
    return clauses && nice == clauses && !must ? FG_NICE : FG_MUST;
}
