/* JSON Lines and CSV: a record a posting, handed on as JSON, whose reader knows what
 * boards call their members. */
#include "document/container_stream.h"
#include "document/json_value.h"
#include "document/posting_names.h"
#include "document/room.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_COLUMNS = 256 };

/* ---- a record ---- */

/* Members named by the user become the description, the first to be found first. */
static void take_field(json_t *record, struct fg_sv name, struct fg_buf *text)
{
    const char *key;
    json_t *value;
    char plain[FG_JSON_KEY], wanted[FG_JSON_KEY], given[FG_JSON_KEY];
    snprintf(given, sizeof given, "%.*s", FG_SV_ARG(name));
    fg_json_plain_key(given, wanted);
    json_object_foreach(record, key, value) {
        fg_json_plain_key(key, plain);
        if (strcmp(plain, wanted) != 0 || !json_is_string(value))
            continue;
        fg_buf_add(text, fg_json_bytes(value));
        fg_buf_addz(text, "\n\n");
        json_object_del(record, key);
        return;
    }
}

static void drop_descriptions(json_t *record)
{
    void *next;
    const char *key;
    json_t *value;
    char plain[FG_JSON_KEY];
    json_object_foreach_safe(record, next, key, value) {
        fg_json_plain_key(key, plain);
        const struct fg_posting_name *name = fg_posting_name(plain);
        if (name && (name->role == FG_ROLE_DESCRIPTION || name->role >= FG_ROLE_LISTS))
            json_object_del(record, key);
    }
}

/* False where it has none of them. */
static bool join_fields(json_t *record, const char *fields)
{
    struct fg_buf text = {0};
    struct fg_sv rest = fg_sv_of(fields), field;
    while (fg_sv_next(&rest, ',', &field))
        take_field(record, fg_sv_trim(field), &text);
    if (text.n) {
        drop_descriptions(record);
        json_object_set_new(record, "description", json_stringn(text.p, text.n));
    }
    fg_buf_free(&text);
    return json_object_get(record, "description") != NULL;
}

/* Typed, so that its reader asks no further what it is. */
static void pass_on(const struct fg_walk *w, json_t *record, size_t number)
{
    struct fg_buf bytes = {0};
    char name[4096];
    json_object_set_new(record, "@type", json_string("JobPosting"));
    snprintf(name, sizeof name, "%s:%zu", w->name, number);
    char *json = json_dumps(record, JSON_COMPACT);
    fg_buf_addz(&bytes, json ? json : "");
    free(json);
    fg_walk_member(w, name, &bytes, (struct fg_sv){0}, (struct fg_sv){0});
    fg_buf_free(&bytes);
}

/* ---- JSON Lines. Source: https://jsonlines.org ---- */

static bool is_object(struct fg_sv line)
{
    line = fg_sv_trim(line);
    return line.n > 1 && line.p[0] == '{' && line.p[line.n - 1] == '}';
}

/* Two objects a line each, or one and nothing behind it but more than a file's end:
 * a pretty-printed object's first line is not an object by itself. */
bool fg_told_json_lines(struct fg_sv head)
{
    struct fg_sv rest = head, line;
    while (fg_sv_next(&rest, '\n', &line))
        if (fg_sv_trim(line).n)
            break;
    if (!is_object(line) || !rest.p)
        return false;
    rest = fg_sv_trim(rest);
    return rest.n > 1 && rest.p[0] == '{' && (rest.p[1] == '"' || rest.p[1] == ' ');
}

static void pass_line(const struct fg_walk *w, struct fg_sv line, size_t number)
{
    struct fg_buf bytes = {0};
    char name[4096];
    if (w->options && w->options->fields) {
        json_t *record = json_loadb(line.p, line.n, 0, NULL);
        const bool joined = json_is_object(record) && join_fields(record, w->options->fields);
        if (joined)
            pass_on(w, record, number);
        json_decref(record);
        if (joined)
            return;
    }
    snprintf(name, sizeof name, "%s:%zu", w->name, number);
    fg_buf_add(&bytes, line);
    fg_walk_member(w, name, &bytes, (struct fg_sv){0}, (struct fg_sv){0});
    fg_buf_free(&bytes);
}

enum fg_status fg_walk_json_lines(const struct fg_walk *w)
{
    struct fg_sv line;
    for (size_t number = 1; *w->on && fg_stream_line(w->in, &line); number++)
        if (fg_sv_trim(line).n)
            pass_line(w, line, number);
    return w->in->status;
}

/* ---- CSV. Source: RFC 4180; semicolons and tabs as spreadsheets write them ---- */

/* The separator that stands most often in a header; 0: none. */
static char separator_of(struct fg_sv header)
{
    static const char marks[] = ",;\t";
    char best = 0;
    size_t most = 0;
    for (const char *m = marks; *m; m++) {
        size_t n = 0;
        for (size_t i = 0; i < header.n; i++)
            n += header.p[i] == *m;
        if (n > most) {
            most = n;
            best = *m;
        }
    }
    return best;
}

static struct fg_sv header_of(struct fg_sv head)
{
    struct fg_sv rest = head, line = {0};
    if (fg_sv_starts(rest, FG_SV("\xef\xbb\xbf")))
        rest = fg_sv_sub(rest, 3, SIZE_MAX);
    fg_sv_next(&rest, '\n', &line);
    return rest.p ? fg_sv_trim(line) : (struct fg_sv){0};
}

static struct fg_sv unquoted(struct fg_sv s)
{
    s = fg_sv_trim(s);
    return s.n > 1 && s.p[0] == '"' ? fg_sv_sub(s, 1, s.n - 2) : s;
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
    const struct fg_sv header = header_of(head);
    const char separator = separator_of(header);
    struct fg_sv rest = header, column;
    bool any = false;
    if (!separator || fg_sv_find(header, FG_SV("<")) != SIZE_MAX || header.p[0] == '{' ||
        header.p[0] == '[')
        return false;
    while (fg_sv_next(&rest, separator, &column)) {
        column = unquoted(column);
        if (column.n > LONGEST_NAME)
            return false;
        any |= holds_text(column, options);
    }
    return any;
}

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
        join_fields(record, w->options->fields);
    if (has_text(record)) {
        pass_on(w, record, row);
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
    if (fg_sv_starts(fg_stream_see(w->in, 3), FG_SV("\xef\xbb\xbf")))
        fg_stream_skip(w->in, 3);
    c->separator = separator_of(header_of(fg_stream_see(w->in, 1)));
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
