/* What to learn first, and the other figures of a ranking. */
#include "report/ranking_rows.h"

#include <stdlib.h>

/* ---- per skill ---- */

/* Whether points can lift a posting over the line: a lower cap holds it down, until what it
 * asks for is learned (`uncapped`). */
static bool can_be_lifted(const struct fg_row *row, int line, bool uncapped)
{
    const int cap = uncapped ? row->next_cap : row->cap;
    return row->score >= 0 && row->score < line && (cap < 0 || cap >= line);
}

static void add_skill(struct fg_ranking *r, const struct fg_row *row, struct fg_row_skill skill)
{
    struct fg_learn *learn = &r->figures.learn[fg_row_skill_name(skill)];
    struct fg_asked *asked = &r->figures.asked[fg_row_skill_name(skill)];
    const int gain = fg_row_skill_gain(skill);
    asked->skill = learn->skill = fg_row_skill_name(skill);
    asked->postings++;
    if (gain < 0)
        return;
    asked->missing++;
    learn->postings++;
    learn->points += gain;
    learn->lifted += can_be_lifted(row, r->apply_line, fg_row_skill_uncaps(skill)) &&
                     row->score + gain >= r->apply_line;
}

static int compare_names(const struct fg_ranking *r, fg_term a, fg_term b)
{
    return fg_sv_cmp(fg_ranking_name(r, a), fg_ranking_name(r, b));
}

static int more_first(int64_t a, int64_t b)
{
    return a > b ? -1 : a < b;
}

static int by_use(const void *a, const void *b, void *ranking)
{
    const struct fg_learn *x = a, *y = b;
    int c = more_first(x->lifted, y->lifted);
    c = c ? c : more_first(x->points, y->points);
    c = c ? c : more_first(x->postings, y->postings);
    return c ? c : compare_names(ranking, x->skill, y->skill);
}

static int by_postings(const void *a, const void *b, void *ranking)
{
    const struct fg_asked *x = a, *y = b;
    const int c = more_first(x->postings, y->postings);
    return c ? c : compare_names(ranking, x->skill, y->skill);
}

static void drop_unused(struct fg_figures *f, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (f->asked[i].postings) {
            f->n_rare += f->asked[i].postings == 1;
            f->asked[f->n_asked++] = f->asked[i];
        }
        if (f->learn[i].postings)
            f->learn[f->n_learn++] = f->learn[i];
    }
}

static bool figure_skills(struct fg_ranking *r)
{
    struct fg_figures *f = &r->figures;
    const size_t n = r->names.n + 1;
    f->learn = fg_arena_calloc(r->arena, n, sizeof *f->learn);
    f->asked = fg_arena_calloc(r->arena, n, sizeof *f->asked);
    if (!f->learn || !f->asked)
        return false;
    for (size_t i = 0; i < r->n; i++)
        for (size_t k = 0; !r->rows[i]->same && k < r->rows[i]->n_skills; k++)
            add_skill(r, r->rows[i], fg_row_skills(r->rows[i])[k]);
    drop_unused(f, n);
    qsort_r(f->learn, f->n_learn, sizeof *f->learn, by_use, r);
    qsort_r(f->asked, f->n_asked, sizeof *f->asked, by_postings, r);
    return true;
}

/* ---- the smallest set that lifts the most, greedily ---- */

struct try {
    uint32_t lifted;
    int64_t nearer; /* tenths towards the line, none counted beyond it */
};

struct greedy {
    const struct fg_ranking *r;
    int16_t *score;   /* by row: with what has been learned */
    struct try *tries; /* by term */
    bool *learned;    /* by term */
    bool *uncapped;   /* by row: its lowest cap is gone */
};

static void try_row(struct greedy *g, size_t i)
{
    const struct fg_row *row = g->r->rows[i];
    const int need = g->r->apply_line - g->score[i];
    if (row->same || need <= 0)
        return;
    for (size_t k = 0; k < row->n_skills; k++) {
        const struct fg_row_skill skill = fg_row_skills(row)[k];
        const fg_term name = fg_row_skill_name(skill);
        const int gain = fg_row_skill_gain(skill);
        if (gain <= 0 || g->learned[name] ||
            !can_be_lifted(row, g->r->apply_line, g->uncapped[i] || fg_row_skill_uncaps(skill)))
            continue;
        g->tries[name].lifted += gain >= need;
        g->tries[name].nearer += gain < need ? gain : need;
    }
}

static bool is_better(const struct greedy *g, fg_term a, fg_term b)
{
    int c = more_first(g->tries[a].lifted, g->tries[b].lifted);
    c = c ? c : more_first(g->tries[a].nearer, g->tries[b].nearer);
    return (c ? c : compare_names(g->r, a, b)) < 0;
}

static fg_term best_skill(struct greedy *g)
{
    const size_t n = g->r->names.n;
    fg_term best = 0;
    for (size_t t = 0; t <= n; t++)
        g->tries[t] = (struct try){0};
    for (size_t i = 0; i < g->r->n; i++)
        try_row(g, i);
    for (fg_term t = 1; t <= n; t++)
        if (g->tries[t].nearer > 0 && (!best || is_better(g, t, best)))
            best = t;
    return best;
}

static void learn(struct greedy *g, fg_term skill)
{
    g->learned[skill] = true;
    for (size_t i = 0; i < g->r->n; i++)
        for (size_t k = 0; k < g->r->rows[i]->n_skills; k++) {
            const struct fg_row_skill s = fg_row_skills(g->r->rows[i])[k];
            if (fg_row_skill_name(s) != skill || fg_row_skill_gain(s) <= 0)
                continue;
            g->score[i] = (int16_t)(g->score[i] + fg_row_skill_gain(s));
            g->uncapped[i] |= fg_row_skill_uncaps(s);
        }
}

/* Several steps may be needed for one posting: those before it lift none. Steps at
 * the end that lift none are of no use. */
static void take_steps(struct greedy *g, struct fg_figures *f)
{
    while (f->n_steps < FG_MOST_STEPS) {
        const fg_term skill = best_skill(g);
        if (!skill)
            break;
        f->steps[f->n_steps++] = (struct fg_learn_step){skill, g->tries[skill].lifted};
        learn(g, skill);
    }
    while (f->n_steps && f->steps[f->n_steps - 1].lifted == 0)
        f->n_steps--;
}

static bool figure_steps(struct fg_ranking *r)
{
    struct greedy g = {r, calloc(r->n + 1, sizeof *g.score),
                       calloc(r->names.n + 1, sizeof *g.tries),
                       calloc(r->names.n + 1, sizeof *g.learned),
                       calloc(r->n + 1, sizeof *g.uncapped)};
    const bool good = g.score && g.tries && g.learned && g.uncapped;
    for (size_t i = 0; good && i < r->n; i++)
        g.score[i] = r->rows[i]->score;
    if (good)
        take_steps(&g, &r->figures);
    free(g.score);
    free(g.tries);
    free(g.learned);
    free(g.uncapped);
    return good;
}

/* ---- histograms ---- */

static const struct {
    int least;
    const char *name;
} years_bars[FG_YEARS_BARS] = {{-1, "none"}, {0, "0-1"}, {2, "2-3"},
                               {4, "4-5"},   {6, "6-9"}, {10, "10+"}};

const char *fg_years_bar_name(size_t bar)
{
    return years_bars[bar].name;
}

static size_t years_bar(int years)
{
    size_t bar = FG_YEARS_BARS - 1;
    while (bar > 0 && years < years_bars[bar].least)
        bar--;
    return bar;
}

static void count_row(struct fg_ranking *r, const struct fg_row *row)
{
    struct fg_figures *f = &r->figures;
    f->n_postings += 1;
    f->n_duplicates += row->same != NULL;
    if (row->same)
        return;
    f->n_closed += row->closed;
    f->unscored += row->score < 0;
    f->over_line += row->score >= r->apply_line;
    f->years[years_bar(row->years)]++;
    f->degrees[row->degree]++;
    if (row->score >= 0)
        f->bands[row->band]++;
}

bool fg_ranking_figure(struct fg_ranking *r)
{
    for (size_t i = 0; i < r->n; i++)
        count_row(r, r->rows[i]);
    return figure_skills(r) && figure_steps(r);
}
