#include "rules/tsv.h"

#include <stdarg.h>
#include <stdio.h>

enum fg_status fg_tsv_fail(const struct fg_tsv_row *row, struct fg_sv at, struct fg_error *err,
                           const char *format, ...)
{
    char message[sizeof err->message];
    va_list args;
    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    const unsigned column = at.p ? (unsigned)(at.p - row->start) + 1 : 1;
    return fg_fail_at(err, FG_EDATA, row->path, row->line, column, "%s", message);
}

enum fg_status fg_tsv_read(struct fg_sv bytes, const char *path, size_t most,
                           enum fg_status (*each)(void *into, const struct fg_tsv_row *row,
                                                  struct fg_error *err),
                           void *into, struct fg_error *err)
{
    const size_t bad = fg_utf8_valid(bytes);
    struct fg_sv rest = bytes, line;
    for (unsigned number = 1; rest.n && fg_sv_next(&rest, '\n', &line); number++) {
        if (line.n && line.p[line.n - 1] == '\r')
            line.n--;
        struct fg_tsv_row row = {.path = path, .line = number, .start = line.p};
        if (bad < (size_t)(line.p + line.n - bytes.p))
            return fg_tsv_fail(&row, fg_sv_sub(bytes, bad, 1), err, "is not UTF-8");
        if (line.n == 0 || line.p[0] == '#')
            continue;
        struct fg_sv part;
        while (fg_sv_next(&line, '\t', &part)) {
            if (row.n == most)
                return fg_tsv_fail(&row, part, err, "more than %zu columns", most);
            row.column[row.n++] = part;
        }
        const enum fg_status status = each(into, &row, err);
        if (status != FG_OK)
            return status;
    }
    return FG_OK;
}
