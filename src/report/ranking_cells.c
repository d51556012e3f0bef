#include "report/ranking_cells.h"

void fg_cell_score(struct fg_buf *out, int tenths)
{
    if (tenths < 0)
        fg_buf_addc(out, '-');
    else
        fg_buf_addf(out, "%d.%d", tenths / 10, tenths % 10);
}

void fg_cell_share(struct fg_buf *out, int thousandths)
{
    if (thousandths >= 0)
        fg_buf_addf(out, "%d %%", (thousandths + 5) / 10);
}

const char *fg_cell_band(const struct fg_row *row)
{
    return row->score < 0 ? "" : fg_band_name((enum fg_band)row->band);
}

void fg_cell_title(struct fg_buf *out, const struct fg_ranking *r, const struct fg_row *row)
{
    const char *title = fg_row_text(row, FG_ROW_TITLE);
    fg_buf_addz(out, title[0] ? title : "(no title)");
    if (row->company)
        fg_buf_addf(out, " - %.*s", FG_SV_ARG(fg_ranking_name(r, row->company)));
}

void fg_cell_gaps(struct fg_buf *out, const struct fg_ranking *r, const struct fg_row *row)
{
    (void)r;
    for (unsigned i = 0; i < FG_RANKED_GAPS; i++) {
        const char *gap = fg_row_text(row, FG_ROW_GAP + i);
        fg_buf_addf(out, "%s%s", i && gap[0] ? "; " : "", gap);
    }
}

enum { HALF = 500 }; /* thousandths */

static void add_dates(struct fg_buf *out, const struct fg_ranking *r, const struct fg_row *row)
{
    if (!row->first_posted)
        return;
    fg_buf_addf(out, ", %.*s", FG_SV_ARG(fg_ranking_name(r, row->first_posted)));
    if (row->last_posted != row->first_posted)
        fg_buf_addf(out, " to %.*s", FG_SV_ARG(fg_ranking_name(r, row->last_posted)));
}

void fg_cell_notes(struct fg_buf *out, const struct fg_ranking *r, const struct fg_row *row)
{
    const char *const before[] = {"", "; "};
    const size_t start = out->n;
    if (row->closed)
        fg_buf_addz(out, "closed");
    if (row->score >= 0 && row->confidence < HALF)
        fg_buf_addf(out, "%sless than half could be judged", before[out->n > start]);
    if (row->cap >= 0)
        fg_buf_addf(out, "%scapped at %d: %.*s", before[out->n > start], row->cap / 10,
                    FG_SV_ARG(fg_ranking_name(r, row->cap_reason)));
    if (row->count > 1) {
        fg_buf_addf(out, "%s%u times", before[out->n > start], (unsigned)row->count);
        add_dates(out, r, row);
    }
}

/* ---- figures ---- */

enum { MOST_LEARN = 10, MOST_COMMON = 10, MOST_RARE = 10, BAR = 30 };

struct figures {
    const struct fg_ranking *r;
    void (*put)(void *into, struct fg_sv heading, struct fg_sv line);
    void *into;
    struct fg_buf line;
};

static void put_heading(struct figures *f, const char *text)
{
    f->put(f->into, fg_sv_of(text), (struct fg_sv){0});
}

static void put_line(struct figures *f)
{
    f->put(f->into, (struct fg_sv){0}, fg_buf_sv(&f->line));
    fg_buf_clear(&f->line);
}

static void put_steps(struct figures *f)
{
    const struct fg_figures *g = &f->r->figures;
    for (size_t i = 0; i < g->n_steps; i++)
        fg_buf_addf(&f->line, "%s%.*s: %u%s posting%s", i ? "; then " : "learn ",
                    FG_SV_ARG(fg_ranking_name(f->r, g->steps[i].skill)),
                    (unsigned)g->steps[i].lifted, i ? "" : " more",
                    g->steps[i].lifted == 1 ? "" : "s");
    if (g->n_steps)
        put_line(f);
}

static void put_learn(struct figures *f)
{
    const struct fg_figures *g = &f->r->figures;
    if (!g->n_learn)
        return;
    put_heading(f, "What to learn first");
    put_steps(f);
    for (size_t i = 0; i < g->n_learn && i < MOST_LEARN; i++) {
        const struct fg_learn *l = &g->learn[i];
        fg_buf_addf(&f->line, "%.*s: asked by %u, +%lld.%lld points in all, lifts %u over %g",
                    FG_SV_ARG(fg_ranking_name(f->r, l->skill)), (unsigned)l->postings,
                    (long long)(l->points / 10), (long long)(l->points % 10), (unsigned)l->lifted,
                    f->r->apply_line / 10.0);
        put_line(f);
    }
}

static void put_common(struct figures *f)
{
    const struct fg_figures *g = &f->r->figures;
    if (g->n_asked > g->n_rare)
        put_heading(f, "Common requirements");
    for (size_t i = 0; i < g->n_asked && i < MOST_COMMON && g->asked[i].postings > 1; i++) {
        const struct fg_asked *a = &g->asked[i];
        fg_buf_addf(&f->line, "%.*s: %u%s", FG_SV_ARG(fg_ranking_name(f->r, a->skill)),
                    (unsigned)a->postings, a->missing ? "" : ", which you have");
        put_line(f);
    }
}

static void put_rare(struct figures *f)
{
    const struct fg_figures *g = &f->r->figures;
    const size_t first = g->n_asked - g->n_rare;
    if (!g->n_rare)
        return;
    put_heading(f, "Rare requirements");
    fg_buf_addf(&f->line, "%zu asked once: ", g->n_rare);
    for (size_t i = first; i < g->n_asked && i < first + MOST_RARE; i++)
        fg_buf_addf(&f->line, "%s%.*s", i > first ? ", " : "",
                    FG_SV_ARG(fg_ranking_name(f->r, g->asked[i].skill)));
    if (g->n_rare > MOST_RARE)
        fg_buf_addz(&f->line, ", ...");
    put_line(f);
}

static void put_bar(struct figures *f, const char *name, size_t n, size_t most)
{
    fg_buf_addf(&f->line, "%-12s %6zu ", name, n);
    for (size_t i = 0; i < (n * BAR + most - 1) / most; i++)
        fg_buf_addc(&f->line, '#');
    put_line(f);
}

static void put_bars(struct figures *f, const char *heading, const char *(*name)(size_t),
                     const size_t *bars, size_t n)
{
    size_t most = 0;
    for (size_t i = 0; i < n; i++)
        most = bars[i] > most ? bars[i] : most;
    if (most)
        put_heading(f, heading);
    for (size_t i = 0; most && i < n; i++)
        if (bars[i])
            put_bar(f, name(i), bars[i], most);
}

static const char *degree_bar_name(size_t bar)
{
    return bar ? fg_degree_name((enum fg_degree)bar) : "none";
}

void fg_ranking_each_figure(const struct fg_ranking *r,
                            void (*put)(void *into, struct fg_sv heading, struct fg_sv line),
                            void *into)
{
    struct figures f = {.r = r, .put = put, .into = into};
    put_learn(&f);
    put_common(&f);
    put_rare(&f);
    put_bars(&f, "Years asked for", fg_years_bar_name, r->figures.years, FG_YEARS_BARS);
    put_bars(&f, "Degrees asked for", degree_bar_name, r->figures.degrees, FG_DEGREE_BARS);
    fg_buf_free(&f.line);
}
