/* Tables of text: a row a posting, its first row naming the columns. Source: RFC 4180;
 * semicolons, tabs and bars as spreadsheets and databases write them. */
#include "document/container_records.h"
#include "document/json_value.h"
#include "document/posting_names.h"
#include "document/room.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_COLUMNS = 256 };

/* ---- the header ---- */

/* The separator that stands most often in a header, outside of quotes; 0: none. */
static char separator_of(struct fg_sv header)
{
    static const char marks[] = ",;\t|";
    char best = 0;
    size_t most = 0;
    for (const char *m = marks; *m; m++) {
        size_t n = 0;
        bool quoted = false;
        for (size_t i = 0; i < header.n; i++) {
            quoted ^= header.p[i] == '"';
            n += !quoted && header.p[i] == *m;
        }
        if (n > most) {
            most = n;
            best = *m;
        }
    }
    return best;
}

/* Excel on a Mac may still end lines by a return alone ("CSV (Macintosh)"). */
static char line_end_of(struct fg_sv head)
{
    const bool mac = head.n && !memchr(head.p, '\n', head.n) && memchr(head.p, '\r', head.n);
    return mac ? '\r' : '\n';
}

/* Bytes before the header: a byte order mark, and the line "sep=;" that Excel asks for. */
static size_t bytes_before(struct fg_sv head, char *separator)
{
    const size_t mark = fg_sv_starts(head, FG_SV("\xef\xbb\xbf")) ? 3 : 0;
    struct fg_sv rest = fg_sv_sub(head, mark, SIZE_MAX), line;
    *separator = 0;
    if (!fg_sv_starts_nocase(rest, FG_SV("sep=")) || !fg_sv_next(&rest, line_end_of(head), &line))
        return mark;
    *separator = line.n > 4 ? line.p[4] : 0;
    return rest.p ? (size_t)(rest.p - head.p) : mark;
}

/* Empty where the first line is none of a table: of markup, of JSON, or all there is. */
static struct fg_sv header_of(struct fg_sv head, char *separator)
{
    struct fg_sv rest = fg_sv_sub(head, bytes_before(head, separator), SIZE_MAX), line = {0};
    if (rest.n)
        fg_sv_next(&rest, line_end_of(head), &line);
    line = rest.p ? fg_sv_trim(line) : (struct fg_sv){0};
    if (!line.n || line.p[0] == '{' || line.p[0] == '[' || memchr(line.p, '<', line.n))
        return (struct fg_sv){0};
    *separator = *separator ? *separator : separator_of(line);
    return line;
}

/* Takes a column's name off the front. Quotes may stand around it, and a separator in it. */
static bool next_name(struct fg_sv *rest, char separator, struct fg_sv *name)
{
    const struct fg_sv s = fg_sv_trim(*rest);
    const size_t end = s.n && s.p[0] == '"' ? fg_sv_find(fg_sv_sub(s, 1, SIZE_MAX), FG_SV("\""))
                                            : SIZE_MAX;
    if (end == SIZE_MAX)
        return fg_sv_next(rest, separator, name);
    struct fg_sv behind = fg_sv_sub(s, end + 2, SIZE_MAX), nothing;
    *name = fg_sv_sub(s, 1, end);
    fg_sv_next(&behind, separator, &nothing);
    *rest = behind;
    return true;
}

static bool is_named(struct fg_sv column, const char *fields)
{
    struct fg_sv rest = fg_sv_of(fields), field;
    while (fg_sv_next(&rest, ',', &field))
        if (fg_sv_eq_nocase(fg_sv_trim(field), column))
            return true;
    return false;
}

static bool holds_text(struct fg_sv column, const struct fg_container_options *options)
{
    char given[FG_JSON_KEY], plain[FG_JSON_KEY];
    if (options && options->fields && is_named(column, options->fields))
        return true;
    snprintf(given, sizeof given, "%.*s", FG_SV_ARG(column));
    fg_json_plain_key(given, plain);
    const struct fg_posting_name *name = fg_posting_name(plain);
    return name && (name->role == FG_ROLE_DESCRIPTION || name->role == FG_ROLE_QUALIFICATIONS);
}

/* A header of short names, one of them that of a text. */
bool fg_told_csv(struct fg_sv head, const struct fg_container_options *options)
{
    enum { LONGEST_NAME = 40 };
    char separator;
    const struct fg_sv header = header_of(head, &separator);
    struct fg_sv rest = header, column;
    bool any = false;
    if (!header.n || !separator)
        return false;
    while (next_name(&rest, separator, &column)) {
        column = fg_sv_trim(column);
        if (column.n > LONGEST_NAME)
            return false;
        any |= holds_text(column, options);
    }
    return any;
}

/* ---- rows ---- */

struct csv {
    struct fg_stream *in;
    fg_arena *arena;             /* of one cell */
    char separator;
    struct fg_buf cells[MOST_COLUMNS];
    size_t n;
};

/* A quoted cell from behind its quote: a quote is doubled in it, lines may end in it.
 * Returns what stands behind its end. */
static struct fg_sv quoted_cell(struct csv *c, struct fg_sv rest, struct fg_buf *cell)
{
    for (;;) {
        const size_t quote = fg_sv_find(rest, FG_SV("\""));
        fg_buf_add(cell, fg_sv_sub(rest, 0, quote));
        if (quote == SIZE_MAX) {
            fg_buf_addc(cell, '\n');
            if (cell->n > FG_MEMBER_MOST || !fg_stream_line(c->in, &rest))
                return (struct fg_sv){0};
            continue;
        }
        rest = fg_sv_sub(rest, quote + 1, SIZE_MAX);
        if (!rest.n || rest.p[0] != '"')
            return rest;
        fg_buf_addc(cell, '"');
        rest = fg_sv_sub(rest, 1, SIZE_MAX);
    }
}

/* Some write a blank behind each separator, before the quote too. */
static struct fg_sv before_quote(struct fg_sv rest)
{
    size_t n = 0;
    while (n < rest.n && rest.p[n] == ' ')
        n++;
    return n < rest.n && rest.p[n] == '"' ? fg_sv_sub(rest, n, SIZE_MAX) : rest;
}

/* One row. Cells past MOST_COLUMNS are dropped. False at the end. */
static bool read_row(struct csv *c)
{
    struct fg_sv rest;
    c->n = 0;
    if (!fg_stream_line(c->in, &rest))
        return false;
    while (c->n < MOST_COLUMNS) {
        struct fg_buf *cell = &c->cells[c->n++];
        fg_buf_clear(cell);
        rest = before_quote(rest);
        if (rest.n && rest.p[0] == '"')
            rest = quoted_cell(c, fg_sv_sub(rest, 1, SIZE_MAX), cell);
        const char *end = rest.n ? memchr(rest.p, c->separator, rest.n) : NULL;
        const size_t n = end ? (size_t)(end - rest.p) : rest.n;
        fg_buf_add(cell, fg_sv_sub(rest, 0, n));
        if (!end)
            return true;
        rest = fg_sv_sub(rest, n + 1, SIZE_MAX);
    }
    return true;
}

/* Spreadsheets save tables in a code page, and say nowhere in which. */
static json_t *text_value(const struct fg_buf *cell, fg_arena *arena)
{
    struct fg_sv text = fg_buf_sv(cell);
    fg_arena_reset(arena);
    if (fg_utf8_valid(text) < text.n &&
        fg_decode(text, (struct fg_sv){0}, arena, &text, NULL) != FG_OK)
        return NULL;
    return json_stringn(text.p ? text.p : "", text.n);
}

static json_t *record_of(const struct csv *c, json_t *names)
{
    json_t *record = json_object();
    for (size_t i = 0; i < c->n && i < json_array_size(names); i++)
        if (c->cells[i].n)
            json_object_set_new(record, json_string_value(json_array_get(names, i)),
                                text_value(&c->cells[i], c->arena));
    return record;
}

static bool has_text(json_t *record)
{
    const char *key;
    json_t *value;
    char plain[FG_JSON_KEY];
    json_object_foreach(record, key, value) {
        fg_json_plain_key(key, plain);
        const struct fg_posting_name *name = fg_posting_name(plain);
        if (name && (name->role == FG_ROLE_DESCRIPTION || name->role == FG_ROLE_QUALIFICATIONS))
            return true;
    }
    return false;
}

/* A row is a posting where it has a text, whatever its other columns are called. */
static void pass_row(const struct fg_walk *w, json_t *record, size_t row)
{
    struct fg_error err = {0};
    char name[4096];
    if (w->options && w->options->fields)
        fg_record_join_fields(record, w->options->fields);
    if (has_text(record)) {
        fg_record_pass_on(w, record, row);
        return;
    }
    snprintf(name, sizeof name, "%s:%zu", w->name, row);
    fg_fail(&err, FG_EREAD, "is a row without a description");
    fg_walk_problem(w, name, &err);
}

enum fg_status fg_walk_csv(const struct fg_walk *w)
{
    struct csv *c = calloc(1, sizeof *c);
    json_t *names = json_array();
    if (!c || !names || !(c->arena = fg_arena_new(0))) {
        free(c);
        json_decref(names);
        return fg_fail_memory(w->err);
    }
    c->in = w->in;
    const struct fg_sv head = fg_stream_see(w->in, 1);
    if (line_end_of(head) == '\r')
        fg_stream_read_mac_lines(w->in);
    header_of(head, &c->separator);
    fg_stream_skip(w->in, bytes_before(head, &(char){0}));
    read_row(c);
    for (size_t i = 0; i < c->n; i++)
        json_array_append_new(names, text_value(&c->cells[i], c->arena));
    for (size_t row = 2; *w->on && read_row(c); row++) {
        json_t *record = record_of(c, names);
        if (json_object_size(record))
            pass_row(w, record, row);
        json_decref(record);
    }
    for (size_t i = 0; i < MOST_COLUMNS; i++)
        fg_buf_free(&c->cells[i]);
    fg_arena_free(c->arena);
    free(c);
    json_decref(names);
    return w->in->status;
}
