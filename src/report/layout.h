/* layout.h - text laid out in columns of a terminal.
 *
 * libsmartcols breaks cells anywhere and measures by the process's locale, which
 * a library may not set; cells that wrap between words are laid out here. */
#ifndef FG_REPORT_LAYOUT_H
#define FG_REPORT_LAYOUT_H

#include "base/room.h"

enum { FG_LAYOUT_COLUMNS = 6 };

/** Columns a code point takes: 0 (combining), 1 or 2 (East Asian wide). */
int fg_cp_width(uint32_t cp);
/** Columns a text takes. */
size_t fg_text_width(struct fg_sv s);
/** The longest part of `s`, from its start, of at most `width` columns, ended
 *  between words where it can be; the rest, without the blank, in `*rest`. */
struct fg_sv fg_wrap(struct fg_sv s, size_t width, struct fg_sv *rest);

struct fg_layout_cell {
    struct fg_sv text;
    const char *color; /* SGR parameters ("1;32"), or NULL */
    bool right;        /* aligned to the right */
};

/** Appends one row, as many lines as its longest cell needs. A width of 0 ends the
 *  row: the last column has no padding. Text is made safe for a terminal. */
void fg_layout_row(struct fg_buf *out, const struct fg_layout_cell *cells, const size_t *widths,
                   size_t n, bool color);
/** Appends text wrapped to `width`, later lines indented by `indent` columns. */
void fg_layout_text(struct fg_buf *out, struct fg_sv text, size_t width, size_t indent);

#endif
