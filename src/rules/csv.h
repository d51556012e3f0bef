/* csv.h - comma-separated values with quotes and line breaks inside them.
 * Source: RFC 4180; LF alone ends a line as well. */
#ifndef FG_RULES_CSV_H
#define FG_RULES_CSV_H

#include "base/room.h"

enum { FG_CSV_COLUMNS = 32 };

struct fg_csv {
    struct fg_sv rest;   /* what is not read yet: valid UTF-8, at first the whole file */
    const char *path;    /* for complaints */
    unsigned line;       /* 1-based, of `rest`; set to 1 before the first row */
    fg_arena *arena;     /* of fields that had quotes inside */
};

struct fg_csv_row {
    struct fg_sv field[FG_CSV_COLUMNS]; /* without quotes; more columns are dropped */
    size_t n;
    unsigned line;
};

/** The next row, empty lines skipped; *end where there is none. FG_EDATA: a quote
 *  that is not closed, or text behind a closing one. FG_ENOMEM. */
enum fg_status fg_csv_next(struct fg_csv *csv, struct fg_csv_row *row, bool *end,
                           struct fg_error *err);

#endif
