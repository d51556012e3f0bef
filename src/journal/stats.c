/* What the journal tells: a table of figures, each one query. */
#include "journal/figure.h"

#define COUNTS                                                                             \
    " count(*), sum(answered_at <> ''), sum(invited), sum(offered),"                      \
    " 1.0 * sum(invited) / count(*) FROM application WHERE applied_at <> ''"

/* columns: name, the counts, the bar's share */
static const struct {
    const char *id, *title, *bar;
    const char *columns[FG_FIGURE_COLUMNS + 1];
    const char *sql;
} figures[] = {
    {"all", "Applications", "invited", {"applied", "answered", "invited", "offered"},
     "SELECT 'all'," COUNTS " HAVING count(*) > 0"},
    {"bands", "By score band", "invited", {"applied", "answered", "invited", "offered"},
     "SELECT CASE applied_band WHEN '' THEN 'no score' ELSE applied_band END," COUNTS
     " GROUP BY applied_band ORDER BY coalesce(avg(applied_score), -1) DESC"},
    {"months", "By month", "invited", {"applied", "answered", "invited", "offered"},
     "SELECT substr(applied_at, 1, 7)," COUNTS " GROUP BY 1 ORDER BY 1"},
    {"boards", "By board", "invited", {"applied", "answered", "invited", "offered"},
     "SELECT CASE site WHEN '' THEN 'elsewhere' ELSE site END," COUNTS
     " GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 15"},
    /* the share of lost applications that lacked it, against that of those still in the
     * running after an invitation: what recurs only among the lost stands first */
    {"gaps", "Gaps that recur where it ended in a no", "share",
     {"lost", "of lost", "invited", "of invited"},
     "WITH n AS MATERIALIZED (SELECT 1.0 * sum(lost) AS lost,"
     "  1.0 * sum(invited AND NOT lost) AS won FROM application),"
     " a AS MATERIALIZED (SELECT id, lost, invited AND NOT lost AS won FROM application"
     "  WHERE lost OR invited),"
     " g AS (SELECT gap.name, sum(a.lost) AS lost, sum(a.won) AS won FROM gap"
     "  JOIN a ON a.id = gap.application GROUP BY gap.name)"
     " SELECT name, g.lost, n.lost, g.won, n.won, g.lost / n.lost FROM g, n WHERE g.lost >= 2"
     " ORDER BY g.lost / n.lost - g.won / max(1, n.won) DESC, g.lost DESC, name LIMIT 12"},
    {"themes", "Themes of debriefs", "share", {"wrong", "improve", "right"},
     "SELECT theme, sum(question = 'wrong'), sum(question = 'improve'), sum(question = 'right'),"
     " 1.0 * count(DISTINCT application) / (SELECT count(DISTINCT application) FROM debrief)"
     " FROM debrief_theme GROUP BY theme"
     " ORDER BY count(DISTINCT application) DESC, theme LIMIT 12"},
    {"waits", "Days until an answer", "of longest", {"days", "answers"},
     "WITH d AS (SELECT CAST(julianday(answered_at) - julianday(applied_at) AS INTEGER) AS days"
     "  FROM application WHERE applied_at <> '' AND answered_at >= applied_at),"
     " o AS MATERIALIZED (SELECT days, row_number() OVER (ORDER BY days) AS k,"
     "  count(*) OVER () AS n, max(days) OVER () AS most FROM d)"
     " SELECT column1, days, k, 1.0 * days / max(1, most)"
     " FROM (VALUES ('a quarter within', 25), ('half within', 50),"
     " ('three quarters within', 75), ('all within', 100)) JOIN o ON k = (n * column2 + 99) / 100"
     " ORDER BY column2"},
};

static enum fg_status read_figure(fg_journal *j, size_t i, struct fg_figure *f,
                                  struct fg_error *err)
{
    int n = 0;
    *f = (struct fg_figure){figures[i].id, figures[i].title, figures[i].bar, {0}, {0}};
    for (; figures[i].columns[n]; n++)
        f->columns[n] = figures[i].columns[n];
    struct fg_rows r = fg_sql_open(j, err, figures[i].sql, FG_NO_BINDS);
    while (fg_sql_next(&r)) {
        struct fg_figure_row *row = fg_vec_add(j->arena, &f->rows);
        if (!row)
            break;
        *row = (struct fg_figure_row){.name = fg_sql_keep(&r, 0), .share = fg_sql_real(&r, n + 1)};
        for (int c = 0; c < n; c++)
            row->count[c] = fg_sql_int(&r, c + 1);
    }
    const enum fg_status status = fg_sql_close(&r);
    return status == FG_OK ? fg_memory(j, err) : status;
}

/* ---- writers ---- */

struct writer {
    struct fg_buf *out;
    const struct fg_report_style *style;
    struct fg_json json;
};

static void text_figure(struct writer *w, const struct fg_figure *f)
{
    if (!f->rows.n)
        return;
    if (w->out->n)
        fg_buf_addc(w->out, '\n');
    fg_figure_text(f, w->style, w->out);
}

static void markdown_figure(struct writer *w, const struct fg_figure *f)
{
    if (f->rows.n)
        fg_figure_markdown(f, w->out);
}

static void html_figure(struct writer *w, const struct fg_figure *f)
{
    if (f->rows.n)
        fg_figure_html(f, w->out);
}

static void json_figure(struct writer *w, const struct fg_figure *f)
{
    fg_figure_json(f, &w->json);
}

static const struct {
    void (*figure)(struct writer *, const struct fg_figure *);
    const char *before, *after;
} writers[] = {
    [FG_FORMAT_TEXT] = {text_figure, "", ""},
    [FG_FORMAT_MARKDOWN] = {markdown_figure, "# Applications in figures\n\n", ""},
    [FG_FORMAT_HTML] = {html_figure,
                        "<!DOCTYPE html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n"
                        "<title>Applications in figures</title>\n"
                        "<style>body{font-family:sans-serif}td,th{padding:.1em .6em;"
                        "text-align:right}td:first-child{text-align:left}</style>\n",
                        "</html>\n"},
    [FG_FORMAT_JSON] = {json_figure, "", "\n"},
};

enum fg_status fg_journal_stats(fg_journal *j, enum fg_format format,
                                const struct fg_report_style *style, struct fg_buf *out,
                                struct fg_error *err)
{
    struct writer w = {out, style, {.out = out, .indent = 1}};
    enum fg_status status = FG_OK;
    if ((size_t)format >= sizeof writers / sizeof *writers || !writers[format].figure)
        return fg_fail(err, FG_EUSAGE, "figures are written as text, json, markdown or html");
    fg_buf_addz(out, writers[format].before);
    if (format == FG_FORMAT_JSON)
        fg_json_open(&w.json, '{');
    for (size_t i = 0; i < sizeof figures / sizeof *figures && status == FG_OK; i++) {
        struct fg_figure f;
        status = read_figure(j, i, &f, err);
        if (status == FG_OK)
            writers[format].figure(&w, &f);
    }
    if (format == FG_FORMAT_JSON)
        fg_json_close(&w.json, '}');
    fg_buf_addz(out, writers[format].after);
    if (status == FG_OK && format == FG_FORMAT_TEXT && !out->n)
        fg_buf_addz(out, "No application was sent yet: nothing to count.\n");
    return status;
}
