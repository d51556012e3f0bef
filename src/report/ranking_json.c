/* A ranking as one JSON object. */
#include "report/ranking_rows.h"

static void put(struct fg_json *j, const char *key, struct fg_sv value)
{
    fg_json_key(j, key);
    fg_json_string_or_null(j, value);
}

static void put_count(struct fg_json *j, const char *key, size_t n)
{
    fg_json_key(j, key);
    fg_json_uint(j, n);
}

static void put_part(struct fg_json *j, const char *key, int value, double unit, int digits)
{
    fg_json_key(j, key);
    fg_json_number_or_null(j, value < 0 ? -1 : value / unit, digits);
}

static void put_cap(struct fg_json *j, const struct fg_ranking *r, const struct fg_row *row)
{
    fg_json_key(j, "cap");
    if (row->cap < 0) {
        fg_json_null(j);
        return;
    }
    fg_json_open(j, '{');
    put_part(j, "limit", row->cap, 10, 1);
    put(j, "reason", fg_ranking_name(r, row->cap_reason));
    fg_json_close(j, '}');
}

static void put_gaps(struct fg_json *j, const struct fg_row *row)
{
    fg_json_key(j, "gaps");
    fg_json_open(j, '[');
    for (unsigned i = 0; i < FG_RANKED_GAPS; i++) {
        const struct fg_sv gap = fg_sv_of(fg_row_text(row, FG_ROW_GAP + i));
        if (gap.n)
            fg_json_string(j, gap);
    }
    fg_json_close(j, ']');
}

static void put_row(struct fg_json *j, const struct fg_ranking *r, const struct fg_row *row)
{
    fg_json_open(j, '{');
    put_part(j, "score", row->score, 10, 1);
    put(j, "band", row->score < 0 ? (struct fg_sv){0}
                                  : fg_sv_of(fg_band_name((enum fg_band)row->band)));
    put_part(j, "must", row->must, 1000, 3);
    put_part(j, "nice", row->nice, 1000, 3);
    put_part(j, "confidence", row->confidence, 1000, 2);
    put(j, "title", fg_sv_of(fg_row_text(row, FG_ROW_TITLE)));
    put(j, "company", fg_ranking_name(r, row->company));
    put(j, "location", fg_ranking_name(r, row->location));
    put_gaps(j, row);
    put_cap(j, r, row);
    fg_json_key(j, "closed");
    fg_json_bool(j, row->closed);
    put_count(j, "count", row->count);
    put(j, "first_posted", fg_ranking_name(r, row->first_posted));
    put(j, "last_posted", fg_ranking_name(r, row->last_posted));
    put(j, "url", fg_sv_of(fg_row_text(row, FG_ROW_KEY)));
    put(j, "place", fg_sv_of(fg_row_text(row, FG_ROW_PLACE)));
    fg_json_close(j, '}');
}

static void put_rows(struct fg_json *j, const struct fg_ranking_page *p)
{
    fg_json_key(j, "postings");
    fg_json_open(j, '[');
    for (size_t i = 0; i < p->n; i++) {
        put_row(j, p->r, p->rows[i]);
        fg_ranking_flush(p);
    }
    fg_json_close(j, ']');
}

static void put_learn(struct fg_json *j, const struct fg_ranking *r)
{
    const struct fg_figures *f = &r->figures;
    fg_json_key(j, "learn");
    fg_json_open(j, '[');
    for (size_t i = 0; i < f->n_learn; i++) {
        fg_json_open(j, '{');
        put(j, "skill", fg_ranking_name(r, f->learn[i].skill));
        put_count(j, "postings", f->learn[i].postings);
        fg_json_key(j, "points");
        fg_json_number(j, (double)f->learn[i].points / 10, 1);
        put_count(j, "lifted", f->learn[i].lifted);
        fg_json_close(j, '}');
    }
    fg_json_close(j, ']');
}

static void put_steps(struct fg_json *j, const struct fg_ranking *r)
{
    const struct fg_figures *f = &r->figures;
    fg_json_key(j, "learn_first");
    fg_json_open(j, '[');
    for (size_t i = 0; i < f->n_steps; i++) {
        fg_json_open(j, '{');
        put(j, "skill", fg_ranking_name(r, f->steps[i].skill));
        put_count(j, "lifted", f->steps[i].lifted);
        fg_json_close(j, '}');
    }
    fg_json_close(j, ']');
}

static void put_asked(struct fg_json *j, const struct fg_ranking *r)
{
    const struct fg_figures *f = &r->figures;
    fg_json_key(j, "asked");
    fg_json_open(j, '[');
    for (size_t i = 0; i < f->n_asked; i++) {
        fg_json_open(j, '{');
        put(j, "skill", fg_ranking_name(r, f->asked[i].skill));
        put_count(j, "postings", f->asked[i].postings);
        put_count(j, "missing", f->asked[i].missing);
        fg_json_close(j, '}');
    }
    fg_json_close(j, ']');
}

static void put_bars(struct fg_json *j, const struct fg_figures *f)
{
    fg_json_key(j, "years");
    fg_json_open(j, '{');
    for (size_t i = 0; i < FG_YEARS_BARS; i++)
        put_count(j, fg_years_bar_name(i), f->years[i]);
    fg_json_close(j, '}');
    fg_json_key(j, "degrees");
    fg_json_open(j, '{');
    for (size_t i = 0; i < FG_DEGREE_BARS; i++)
        put_count(j, i ? fg_degree_name((enum fg_degree)i) : "none", f->degrees[i]);
    fg_json_close(j, '}');
    fg_json_key(j, "bands");
    fg_json_open(j, '{');
    for (size_t i = 0; i <= FG_NOT_YET; i++)
        put_count(j, fg_band_name((enum fg_band)i), f->bands[i]);
    fg_json_close(j, '}');
}

void fg_ranking_json(const struct fg_ranking_page *p)
{
    const struct fg_figures *f = &p->r->figures;
    struct fg_json j = {.out = p->out, .indent = 1};
    fg_json_open(&j, '{');
    put(&j, "schema", FG_SV(FG_SCHEMA));
    put_count(&j, "read", f->n_postings);
    put_count(&j, "duplicates", f->n_duplicates);
    put_count(&j, "closed", f->n_closed);
    put_count(&j, "at_the_line", f->over_line);
    put_rows(&j, p);
    put_steps(&j, p->r);
    put_learn(&j, p->r);
    put_asked(&j, p->r);
    put_bars(&j, f);
    fg_json_close(&j, '}');
    fg_buf_addc(p->out, '\n');
}
