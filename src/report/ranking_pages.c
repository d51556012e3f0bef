/* A ranking as CSV, Markdown, Org and HTML: one set of cells, a few marks a format. */
#include "report/escape.h"
#include "report/ranking_cells.h"

static void cell_score(struct fg_buf *out, const struct fg_ranking *r, const struct fg_row *row)
{
    (void)r;
    fg_cell_score(out, row->score);
}
static void cell_band(struct fg_buf *out, const struct fg_ranking *r, const struct fg_row *row)
{
    (void)r;
    fg_buf_addz(out, fg_cell_band(row));
}
static void cell_must(struct fg_buf *out, const struct fg_ranking *r, const struct fg_row *row)
{
    (void)r;
    fg_cell_share(out, row->must);
}
static void cell_nice(struct fg_buf *out, const struct fg_ranking *r, const struct fg_row *row)
{
    (void)r;
    fg_cell_share(out, row->nice);
}
static void cell_company(struct fg_buf *out, const struct fg_ranking *r, const struct fg_row *row)
{
    fg_buf_add(out, fg_ranking_name(r, row->company));
}
static void cell_title(struct fg_buf *out, const struct fg_ranking *r, const struct fg_row *row)
{
    (void)r;
    fg_buf_addz(out, fg_row_text(row, FG_ROW_TITLE));
}
static void cell_location(struct fg_buf *out, const struct fg_ranking *r,
                          const struct fg_row *row)
{
    fg_buf_add(out, fg_ranking_name(r, row->location));
}
static void cell_posted(struct fg_buf *out, const struct fg_ranking *r, const struct fg_row *row)
{
    fg_buf_add(out, fg_ranking_name(r, row->posted));
}
static void cell_posting(struct fg_buf *out, const struct fg_ranking *r, const struct fg_row *row)
{
    (void)r;
    const char *key = fg_row_text(row, FG_ROW_KEY);
    fg_buf_addz(out, key[0] ? key : fg_row_text(row, FG_ROW_PLACE));
}

static const struct {
    const char *name;
    void (*fill)(struct fg_buf *out, const struct fg_ranking *r, const struct fg_row *row);
} columns[] = {
    {"score", cell_score},     {"band", cell_band},         {"must", cell_must},
    {"nice", cell_nice},       {"company", cell_company},   {"title", cell_title},
    {"gaps", fg_cell_gaps},    {"notes", fg_cell_notes},    {"location", cell_location},
    {"posted", cell_posted},   {"posting", cell_posting},
};
enum { COLUMNS = sizeof columns / sizeof *columns };

/* What stands around the parts. */
struct marks {
    const char *page, *head, *head_row, *row, *cell, *cell_end, *between, *row_end, *table_end,
        *heading, *heading_end, *line, *line_end, *lines_end, *page_end;
    void (*escape)(struct fg_buf *out, struct fg_sv text);
};

static const struct marks markdown = {
    .row = "| ", .between = " | ", .row_end = " |\n", .table_end = "\n", .heading = "## ",
    .heading_end = "\n\n", .line = "- ", .line_end = "\n", .lines_end = "\n",
    .head_row = "|--:|---|--:|--:|---|---|---|---|---|---|---|\n", .escape = fg_escape_markdown};
static const struct marks org = {
    .row = "| ", .between = " | ", .row_end = " |\n", .table_end = "\n", .heading = "* ",
    .heading_end = "\n", .line = "- ", .line_end = "\n", .head_row = "|-\n",
    .escape = fg_escape_org};
static const struct marks csv = {.between = ",", .row_end = "\r\n", .escape = fg_escape_csv};
static const struct marks html = {
    .page = "<!DOCTYPE html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n"
            "<title>fitgap scan</title>\n<table>\n",
    .row = "<tr>", .cell = "<td>", .cell_end = "</td>", .row_end = "</tr>\n",
    .table_end = "</table>\n", .heading = "<h2>", .heading_end = "</h2>\n<ul>\n", .line = "<li>",
    .line_end = "</li>\n", .lines_end = "</ul>\n", .page_end = "</html>\n",
    .escape = fg_escape_html};

static void mark(struct fg_buf *out, const char *text)
{
    if (text)
        fg_buf_addz(out, text);
}

static void put_head(struct fg_buf *out, const struct marks *m)
{
    mark(out, m->row);
    for (size_t i = 0; i < COLUMNS; i++) {
        mark(out, i ? m->between : NULL);
        mark(out, m->cell);
        fg_buf_addz(out, columns[i].name);
        mark(out, m->cell_end);
    }
    mark(out, m->row_end);
    mark(out, m->head_row);
}

static void put_row(const struct fg_ranking_page *p, const struct marks *m,
                    const struct fg_row *row)
{
    struct fg_buf cell = {0};
    mark(p->out, m->row);
    for (size_t i = 0; i < COLUMNS; i++) {
        mark(p->out, i ? m->between : NULL);
        mark(p->out, m->cell);
        fg_buf_clear(&cell);
        columns[i].fill(&cell, p->r, row);
        m->escape(p->out, fg_buf_sv(&cell));
        mark(p->out, m->cell_end);
    }
    mark(p->out, m->row_end);
    fg_buf_free(&cell);
    fg_ranking_flush(p);
}

struct figures {
    const struct fg_ranking_page *p;
    const struct marks *m;
    bool open; /* a heading's lines are under way */
};

static void put_figure(void *into, struct fg_sv heading, struct fg_sv line)
{
    struct figures *f = into;
    struct fg_buf *out = f->p->out;
    if (heading.n) {
        mark(out, f->open ? f->m->lines_end : NULL);
        mark(out, f->m->heading);
        f->m->escape(out, heading);
        mark(out, f->m->heading_end);
        f->open = true;
        return;
    }
    mark(out, f->m->line);
    f->m->escape(out, fg_sv_trim(line));
    mark(out, f->m->line_end);
}

/* CSV is rows and nothing else. */
static void put_page(const struct fg_ranking_page *p, const struct marks *m)
{
    struct figures f = {p, m, false};
    mark(p->out, m->page);
    put_head(p->out, m);
    for (size_t i = 0; i < p->n; i++)
        put_row(p, m, p->rows[i]);
    mark(p->out, m->table_end);
    if (m->heading)
        fg_ranking_each_figure(p->r, put_figure, &f);
    mark(p->out, f.open ? m->lines_end : NULL);
    mark(p->out, m->page_end);
}

void fg_ranking_csv(const struct fg_ranking_page *p) { put_page(p, &csv); }
void fg_ranking_markdown(const struct fg_ranking_page *p) { put_page(p, &markdown); }
void fg_ranking_org(const struct fg_ranking_page *p) { put_page(p, &org); }
void fg_ranking_html(const struct fg_ranking_page *p) { put_page(p, &html); }
