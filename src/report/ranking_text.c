/* A ranking for a terminal. */
#include "report/layout.h"
#include "report/ranking_cells.h"

enum { COLUMNS = 6, LEAST_WIDTH = 60, WIDEST = 200 };

static const size_t fixed_widths[] = {5, 12, 5, 5};

static void set_widths(const struct fg_report_style *style, size_t widths[COLUMNS])
{
    size_t width = style->width > 0 ? (size_t)style->width : 80;
    width = width < LEAST_WIDTH ? LEAST_WIDTH : width > WIDEST ? WIDEST : width;
    size_t left = width - 2 * (COLUMNS - 1);
    for (size_t i = 0; i < COLUMNS - 2; i++)
        left -= widths[i] = fixed_widths[i];
    widths[COLUMNS - 2] = left / 2;
    widths[COLUMNS - 1] = left - left / 2;
}

static const char *color_of(const struct fg_row *row)
{
    static const char *const colors[] = {"1;32", "32", "33", "31"};
    return row->score < 0 ? "2" : colors[row->band];
}

/* Gaps and notes share the last column. */
static void add_last(struct fg_buf *out, const struct fg_ranking *r, const struct fg_row *row)
{
    struct fg_buf notes = {0};
    fg_cell_gaps(out, r, row);
    fg_cell_notes(&notes, r, row);
    if (notes.n)
        fg_buf_addf(out, "%s[%s]", out->n ? " " : "", notes.p);
    fg_buf_free(&notes);
}

static void put_row(const struct fg_ranking_page *p, const size_t *widths,
                    const struct fg_row *row)
{
    struct fg_buf b[COLUMNS] = {0};
    fg_cell_score(&b[0], row->score);
    fg_buf_addz(&b[1], fg_cell_band(row));
    fg_cell_share(&b[2], row->must);
    fg_cell_share(&b[3], row->nice);
    fg_cell_title(&b[4], p->r, row);
    add_last(&b[5], p->r, row);
    struct fg_layout_cell cells[COLUMNS] = {{.right = true, .color = color_of(row)},
                                            {.color = color_of(row)},
                                            {.right = true},
                                            {.right = true}};
    for (size_t i = 0; i < COLUMNS; i++)
        cells[i].text = fg_buf_sv(&b[i]);
    fg_layout_row(p->out, cells, widths, COLUMNS, p->style->color);
    for (size_t i = 0; i < COLUMNS; i++)
        fg_buf_free(&b[i]);
    fg_ranking_flush(p);
}

static void put_head(const struct fg_ranking_page *p, const size_t *widths)
{
    const struct fg_layout_cell cells[COLUMNS] = {
        {FG_SV("score"), "1", true}, {FG_SV("band"), "1", false},
        {FG_SV("must"), "1", true},  {FG_SV("nice"), "1", true},
        {FG_SV("posting"), "1", false}, {FG_SV("biggest gaps"), "1", false}};
    fg_layout_row(p->out, cells, widths, COLUMNS, p->style->color);
}

static void put_figure(void *into, struct fg_sv heading, struct fg_sv line)
{
    const struct fg_ranking_page *p = into;
    const bool color = p->style->color && heading.n;
    const size_t width = p->style->width > LEAST_WIDTH ? (size_t)p->style->width : 80;
    if (heading.n)
        fg_buf_addf(p->out, "\n%s%.*s%s\n", color ? "\033[1m" : "", FG_SV_ARG(heading),
                    color ? "\033[0m" : "");
    if (line.n) {
        fg_buf_addz(p->out, "  ");
        fg_layout_text(p->out, line, width - 2, 4);
    }
}

void fg_ranking_text(const struct fg_ranking_page *p)
{
    size_t widths[COLUMNS];
    struct fg_ranking_page copy = *p;
    set_widths(p->style, widths);
    if (p->n)
        put_head(p, widths);
    for (size_t i = 0; i < p->n; i++)
        put_row(p, widths, p->rows[i]);
    fg_ranking_each_figure(p->r, put_figure, &copy);
}
