#include "rules/csv.h"

#include <string.h>

/* Bytes of a line break at p, 0 for none. */
static size_t line_break(struct fg_sv s, size_t i)
{
    if (i < s.n && s.p[i] == '\n')
        return 1;
    return i + 1 < s.n && s.p[i] == '\r' && s.p[i + 1] == '\n' ? 2 : 0;
}

static struct fg_sv without_doubles(fg_arena *arena, struct fg_sv s)
{
    char *p = fg_arena_alloc(arena, s.n + 1);
    size_t n = 0;
    for (size_t i = 0; p && i < s.n; i++) {
        p[n++] = s.p[i];
        if (s.p[i] == '"')
            i++;
    }
    return (struct fg_sv){p, p ? n : 0};
}

/* Reads the quoted field that begins at *at. */
static enum fg_status read_quoted(struct fg_csv *csv, size_t *at, struct fg_sv *field,
                                  struct fg_error *err)
{
    const struct fg_sv s = csv->rest;
    const unsigned line = csv->line;
    size_t i = *at + 1;
    bool doubled = false;
    for (; i < s.n && (s.p[i] != '"' || (i + 1 < s.n && s.p[i + 1] == '"')); i++) {
        csv->line += s.p[i] == '\n';
        if (s.p[i] == '"')
            doubled = true, i++;
    }
    if (i >= s.n)
        return fg_fail_at(err, FG_EDATA, csv->path, line, 0, "a quote is not closed");
    *field = fg_sv_sub(s, *at + 1, i - *at - 1);
    if (doubled)
        *field = without_doubles(csv->arena, *field);
    *at = ++i;
    if (i < s.n && s.p[i] != ',' && !line_break(s, i))
        return fg_fail_at(err, FG_EDATA, csv->path, csv->line, 0, "text behind a closing quote");
    return field->p ? FG_OK : fg_fail_memory(err);
}

static void read_plain(const struct fg_csv *csv, size_t *at, struct fg_sv *field)
{
    const size_t start = *at;
    while (*at < csv->rest.n && csv->rest.p[*at] != ',' && !line_break(csv->rest, *at))
        (*at)++;
    *field = fg_sv_sub(csv->rest, start, *at - start);
}

static void skip_empty_lines(struct fg_csv *csv)
{
    size_t n;
    while ((n = line_break(csv->rest, 0))) {
        csv->rest = fg_sv_sub(csv->rest, n, csv->rest.n);
        csv->line++;
    }
}

enum fg_status fg_csv_next(struct fg_csv *csv, struct fg_csv_row *row, bool *end,
                           struct fg_error *err)
{
    skip_empty_lines(csv);
    *end = csv->rest.n == 0;
    row->n = 0;
    row->line = csv->line;
    size_t i = 0;
    for (bool more = !*end; more; more = i < csv->rest.n && csv->rest.p[i] == ',' && ++i) {
        struct fg_sv field;
        enum fg_status status = FG_OK;
        if (i < csv->rest.n && csv->rest.p[i] == '"')
            status = read_quoted(csv, &i, &field, err);
        else
            read_plain(csv, &i, &field);
        if (status != FG_OK)
            return status;
        if (row->n < FG_CSV_COLUMNS)
            row->field[row->n++] = field;
    }
    csv->line += line_break(csv->rest, i) > 0;
    csv->rest = fg_sv_sub(csv->rest, i + line_break(csv->rest, i), csv->rest.n);
    return FG_OK;
}
