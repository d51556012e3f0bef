/* Records, a posting each, and JSON Lines, a record a line. */
#include "document/container_records.h"

#include "document/json_value.h"
#include "document/posting_names.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

bool fg_record_join_fields(json_t *record, const char *fields)
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
void fg_record_pass_on(const struct fg_walk *w, json_t *record, size_t number)
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

/* ---- JSON Lines. Source: https://jsonlines.org; RFC 7464 puts a sign before each ---- */

static struct fg_sv without_sign(struct fg_sv line)
{
    line = fg_sv_trim(line);
    return line.n && line.p[0] == '\x1e' ? fg_sv_trim(fg_sv_sub(line, 1, SIZE_MAX)) : line;
}

static bool is_object(struct fg_sv line)
{
    return line.n > 1 && line.p[0] == '{' && line.p[line.n - 1] == '}';
}

/* Two objects a line each, or one and nothing behind it but more than a file's end:
 * a pretty-printed object's first line is not an object by itself. */
bool fg_told_json_lines(struct fg_sv head)
{
    struct fg_sv rest = head, line;
    while (fg_sv_next(&rest, '\n', &line))
        if ((line = without_sign(line)).n)
            break;
    if (!is_object(line) || !rest.p)
        return false;
    rest = without_sign(rest);
    return rest.n > 1 && rest.p[0] == '{' && (rest.p[1] == '"' || rest.p[1] == ' ');
}

static void pass_line(const struct fg_walk *w, struct fg_sv line, size_t number)
{
    struct fg_buf bytes = {0};
    char name[4096];
    if (w->options && w->options->fields) {
        json_t *record = json_loadb(line.p, line.n, 0, NULL);
        const bool joined =
            json_is_object(record) && fg_record_join_fields(record, w->options->fields);
        if (joined)
            fg_record_pass_on(w, record, number);
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
        if ((line = without_sign(line)).n)
            pass_line(w, line, number);
    return w->in->status;
}
