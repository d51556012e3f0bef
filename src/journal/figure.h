/* figure.h - figures out of the journal, and how they are drawn. Private to the room. */
#ifndef FG_JOURNAL_FIGURE_H
#define FG_JOURNAL_FIGURE_H

#include "journal/internal.h"

enum { FG_FIGURE_COLUMNS = 4 };

struct fg_figure_row {
    struct fg_sv name;
    int64_t count[FG_FIGURE_COLUMNS];
    double share; /* 0 to 1: the bar's length */
};

struct fg_figure {
    const char *id, *title, *bar;                /* bar: what its length means */
    const char *columns[FG_FIGURE_COLUMNS + 1];  /* NULL-terminated */
    FG_VEC(struct fg_figure_row) rows;
};

/** Draws one; figures without rows are left out by the caller. */
void fg_figure_text(const struct fg_figure *f, const struct fg_report_style *style,
                    struct fg_buf *out);
void fg_figure_markdown(const struct fg_figure *f, struct fg_buf *out);
/** A heading, a table and an SVG of its bars. */
void fg_figure_html(const struct fg_figure *f, struct fg_buf *out);
/** A member of the object that is being written. */
void fg_figure_json(const struct fg_figure *f, struct fg_json *json);

#endif
