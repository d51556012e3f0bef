/* tsv.h - tables with thousands of rows: tab-separated, `#` comments. */
#ifndef FG_RULES_TSV_H
#define FG_RULES_TSV_H

#include "base/room.h"

enum { FG_TSV_COLUMNS = 8 };

struct fg_tsv_row {
    struct fg_sv column[FG_TSV_COLUMNS]; /* empty where left out */
    size_t n;
    const char *path;
    unsigned line;                       /* 1-based */
    const char *start;                   /* of the line, for columns of complaints */
};

/** Calls `each` for every row of `bytes` until it returns other than FG_OK.
 *  FG_EDATA for a row of more columns than `most`, or ill-formed UTF-8. */
enum fg_status fg_tsv_read(struct fg_sv bytes, const char *path, size_t most,
                           enum fg_status (*each)(void *into, const struct fg_tsv_row *row,
                                                  struct fg_error *err),
                           void *into, struct fg_error *err);
/** FG_EDATA at a view inside the row. */
enum fg_status fg_tsv_fail(const struct fg_tsv_row *row, struct fg_sv at, struct fg_error *err,
                           const char *format, ...) __attribute__((format(printf, 4, 5)));

#endif
