#include "journal/figure.h"

#include "report/layout.h"

/* ---- terminal ---- */

static void pad_to(struct fg_buf *out, struct fg_sv text, size_t width)
{
    struct fg_buf safe = {0};
    struct fg_sv rest;
    fg_report_add_safe(&safe, text);
    const struct fg_sv cut = fg_wrap(fg_buf_sv(&safe), width, &rest);
    fg_buf_add(out, cut);
    for (size_t n = fg_text_width(cut); n < width; n++)
        fg_buf_addc(out, ' ');
    fg_buf_free(&safe);
}

/* Eighths of a cell: U+2588 is a full one, U+258F an eighth. */
static void bar(struct fg_buf *out, double share, size_t width)
{
    enum { FULL = 0x2588, PARTS = 8 };
    const double held = share < 0 ? 0 : share > 1 ? 1 : share;
    const size_t eighths = (size_t)(held * (double)width * PARTS + 0.5);
    size_t used = eighths / PARTS;
    for (size_t i = 0; i < used; i++)
        fg_buf_add_cp(out, FULL);
    if (eighths % PARTS)
        fg_buf_add_cp(out, FULL + PARTS - (uint32_t)(eighths % PARTS)), used++;
    while (used++ < width)
        fg_buf_addc(out, ' ');
}

void fg_figure_text(const struct fg_figure *f, const struct fg_report_style *style,
                    struct fg_buf *out)
{
    enum { NAME = 22, BAR = 10 };
    fg_buf_addf(out, style->color ? "\033[1m%s\033[0m\n" : "%s\n", f->title);
    fg_buf_addz(out, "  ");
    pad_to(out, (struct fg_sv){"", 0}, NAME);
    fg_buf_addc(out, ' ');
    pad_to(out, fg_sv_of(f->bar), BAR);
    for (size_t c = 0; f->columns[c]; c++)
        fg_buf_addf(out, " %10s", f->columns[c]);
    fg_buf_addc(out, '\n');
    for (size_t i = 0; i < f->rows.n; i++) {
        const struct fg_figure_row *r = &f->rows.at[i];
        fg_buf_addz(out, "  ");
        pad_to(out, r->name, NAME);
        fg_buf_addc(out, ' ');
        bar(out, r->share, BAR);
        for (size_t c = 0; f->columns[c]; c++)
            fg_buf_addf(out, " %10lld", (long long)r->count[c]);
        fg_buf_addc(out, '\n');
    }
}

/* ---- Markdown ---- */

static void markdown_cell(struct fg_buf *out, struct fg_sv text)
{
    struct fg_buf safe = {0};
    fg_report_add_safe(&safe, text);
    for (size_t i = 0; i < safe.n; i++) {
        if (safe.p[i] == '|' || safe.p[i] == '\\' || safe.p[i] == '<' || safe.p[i] == '[' ||
            safe.p[i] == '*' || safe.p[i] == '_' || safe.p[i] == '`')
            fg_buf_addc(out, '\\');
        fg_buf_addc(out, safe.p[i]);
    }
    fg_buf_free(&safe);
}

void fg_figure_markdown(const struct fg_figure *f, struct fg_buf *out)
{
    fg_buf_addf(out, "## %s\n\n| | %s |", f->title, f->bar);
    for (size_t c = 0; f->columns[c]; c++)
        fg_buf_addf(out, " %s |", f->columns[c]);
    fg_buf_addz(out, "\n|---|--:|");
    for (size_t c = 0; f->columns[c]; c++)
        fg_buf_addz(out, "--:|");
    for (size_t i = 0; i < f->rows.n; i++) {
        const struct fg_figure_row *r = &f->rows.at[i];
        fg_buf_addz(out, "\n| ");
        markdown_cell(out, r->name);
        fg_buf_addf(out, " | %.0f %% |", 100 * r->share);
        for (size_t c = 0; f->columns[c]; c++)
            fg_buf_addf(out, " %lld |", (long long)r->count[c]);
    }
    fg_buf_addz(out, "\n\n");
}

/* ---- HTML ---- */

static void html_text(struct fg_buf *out, struct fg_sv text)
{
    static const struct {
        char c;
        const char *entity;
    } entities[] = {{'&', "&amp;"}, {'<', "&lt;"}, {'>', "&gt;"}, {'"', "&quot;"}};
    struct fg_buf safe = {0};
    fg_report_add_safe(&safe, text);
    for (size_t i = 0; i < safe.n; i++) {
        size_t k = 0;
        while (k < 4 && entities[k].c != safe.p[i])
            k++;
        if (k < 4)
            fg_buf_addz(out, entities[k].entity);
        else
            fg_buf_addc(out, safe.p[i]);
    }
    fg_buf_free(&safe);
}

static void html_bar(struct fg_buf *out, double share)
{
    enum { WIDTH = 160, HEIGHT = 12 };
    fg_buf_addf(out, "<svg width=\"%d\" height=\"%d\" role=\"img\" aria-label=\"%.0f %%\">"
                     "<rect width=\"%d\" height=\"%d\" fill=\"#ddd\"/>"
                     "<rect width=\"%.1f\" height=\"%d\" fill=\"#36c\"/></svg>",
                WIDTH, HEIGHT, 100 * share, WIDTH, HEIGHT, WIDTH * share, HEIGHT);
}

void fg_figure_html(const struct fg_figure *f, struct fg_buf *out)
{
    fg_buf_addf(out, "<h2>%s</h2>\n<table>\n<tr><th></th><th>%s</th>", f->title, f->bar);
    for (size_t c = 0; f->columns[c]; c++)
        fg_buf_addf(out, "<th>%s</th>", f->columns[c]);
    fg_buf_addz(out, "</tr>\n");
    for (size_t i = 0; i < f->rows.n; i++) {
        const struct fg_figure_row *r = &f->rows.at[i];
        fg_buf_addz(out, "<tr><td>");
        html_text(out, r->name);
        fg_buf_addz(out, "</td><td>");
        html_bar(out, r->share < 0 ? 0 : r->share > 1 ? 1 : r->share);
        fg_buf_addz(out, "</td>");
        for (size_t c = 0; f->columns[c]; c++)
            fg_buf_addf(out, "<td>%lld</td>", (long long)r->count[c]);
        fg_buf_addz(out, "</tr>\n");
    }
    fg_buf_addz(out, "</table>\n");
}

/* ---- JSON ---- */

void fg_figure_json(const struct fg_figure *f, struct fg_json *json)
{
    fg_json_key(json, f->id);
    fg_json_open(json, '[');
    for (size_t i = 0; i < f->rows.n; i++) {
        const struct fg_figure_row *r = &f->rows.at[i];
        fg_json_open(json, '{');
        fg_json_member_text(json, "name", r->name);
        for (size_t c = 0; f->columns[c]; c++) {
            fg_json_key(json, f->columns[c]);
            fg_json_uint(json, (uint64_t)r->count[c]);
        }
        fg_json_key(json, "share");
        fg_json_number(json, r->share, 4);
        fg_json_close(json, '}');
    }
    fg_json_close(json, ']');
}
