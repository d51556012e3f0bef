/* The journal as JSON, JSON Lines and CSV, and as pages. */
#include "journal/table.h"

#define JOURNAL_SCHEMA "fitgap-journal/1"

enum { SPILL_AT = 1 << 20 };

static enum fg_status spill(const struct fg_spill *to, struct fg_buf *out, struct fg_error *err)
{
    return to && out->n >= SPILL_AT ? to->take(to->into, out, err) : FG_OK;
}

/* ---- rows as JSON ---- */

static void put_column(struct fg_rows *r, int at, const struct fg_column *c, struct fg_json *json)
{
    enum { DIGITS = 6 };
    fg_json_key(json, c->name);
    switch (c->kind) {
    case FG_COLUMN_TEXT: fg_json_string(json, fg_sql_text(r, at)); break;
    case FG_COLUMN_INT: fg_json_uint(json, (uint64_t)fg_sql_int(r, at)); break;
    case FG_COLUMN_SHARE: fg_json_number_or_null(json, fg_sql_real(r, at), DIGITS); break;
    case FG_COLUMN_NAME: fg_json_string_or_null(json, fg_sql_text(r, at)); break;
    case FG_COLUMN_JSON: fg_json_raw(json, fg_sql_text(r, at)); break;
    }
}

static enum fg_status put_rows(fg_journal *j, const struct fg_table *t, int64_t parent,
                               struct fg_json *json, struct fg_error *err);

static enum fg_status put_row(fg_journal *j, const struct fg_table *t, struct fg_rows *r,
                              struct fg_json *json, struct fg_error *err)
{
    const int64_t id = fg_sql_int(r, 0);
    enum fg_status status = FG_OK;
    fg_json_open(json, '{');
    for (int i = 0; t->columns[i].name; i++)
        put_column(r, i + 1, &t->columns[i], json);
    for (size_t i = 0; t->children && t->children[i] && status == FG_OK; i++)
        status = put_rows(j, t->children[i], id, json, err);
    fg_json_close(json, '}');
    return status;
}

static enum fg_status put_rows(fg_journal *j, const struct fg_table *t, int64_t parent,
                               struct fg_json *json, struct fg_error *err)
{
    enum fg_status status = FG_OK;
    const char *sql = fg_table_sql(j, t, FG_TABLE_CHILDREN);
    if (!sql)
        return fg_fail_memory(err);
    struct fg_rows r = fg_sql_open(j, err, sql, FG_BINDS(FG_INT(parent)));
    fg_json_key(json, t->member);
    fg_json_open(json, '[');
    while (status == FG_OK && fg_sql_next(&r))
        status = put_row(j, t, &r, json, err);
    fg_json_close(json, ']');
    const enum fg_status ended = fg_sql_close(&r);
    return status == FG_OK ? ended : status;
}

/* ---- whole tables ---- */

struct listing {
    fg_journal *journal;
    struct fg_json *json;
    const struct fg_spill *spill;
    bool lines; /* JSON Lines: each row an object of its own, with its type */
};

static enum fg_status put_table(const struct listing *l, const struct fg_table *t,
                                const char *condition, int64_t id, struct fg_error *err)
{
    struct fg_buf sql = {0};
    enum fg_status status = FG_OK;
    fg_table_select(t, &sql);
    fg_buf_addf(&sql, " WHERE %s ORDER BY %s", condition, t->id);
    struct fg_rows r = fg_sql_open(l->journal, err, sql.p ? sql.p : "", FG_BINDS(FG_INT(id)));
    while (status == FG_OK && fg_sql_next(&r)) {
        if (l->lines) {
            struct fg_json line = {.out = l->json->out};
            fg_json_open(&line, '{');
            fg_json_member_text(&line, "schema", FG_SV(JOURNAL_SCHEMA));
            fg_json_key(&line, t->member);
            fg_json_open(&line, '[');
            status = put_row(l->journal, t, &r, &line, err);
            fg_json_close(&line, ']');
            fg_json_close(&line, '}');
            fg_buf_addc(line.out, '\n');
        } else {
            status = put_row(l->journal, t, &r, l->json, err);
        }
        if (status == FG_OK)
            status = spill(l->spill, l->json->out, err);
    }
    const enum fg_status ended = fg_sql_close(&r);
    fg_buf_free(&sql);
    return status == FG_OK ? ended : status;
}

/* ?1 is the application, 0 for all of them; with one go the contacts it names. */
static enum fg_status put_all(const struct listing *l, int64_t id, struct fg_error *err)
{
    static const struct {
        const struct fg_table *table;
        const char *condition;
    } parts[] = {
        {&fg_table_contact,
         "?1 = 0 OR uid IN (SELECT contact FROM met WHERE application = ?1)"
         " OR uid IN (SELECT contact FROM follow_up WHERE application = ?1)"},
        {&fg_table_application, "?1 = 0 OR id = ?1"},
        {&fg_table_follow_up, "?1 = 0 AND application IS NULL"},
    };
    enum fg_status status = FG_OK;
    for (size_t i = 0; i < sizeof parts / sizeof *parts && status == FG_OK; i++) {
        if (!l->lines) {
            fg_json_key(l->json, parts[i].table->member);
            fg_json_open(l->json, '[');
        }
        status = put_table(l, parts[i].table, parts[i].condition, id, err);
        if (!l->lines)
            fg_json_close(l->json, ']');
    }
    return status;
}

static enum fg_status export_json(fg_journal *j, int64_t id, struct fg_buf *out,
                                  const struct fg_spill *to, struct fg_error *err)
{
    struct fg_json json = {.out = out, .indent = 1};
    const struct listing l = {j, &json, to, false};
    fg_json_open(&json, '{');
    fg_json_member_text(&json, "schema", FG_SV(JOURNAL_SCHEMA));
    const enum fg_status status = put_all(&l, id, err);
    fg_json_close(&json, '}');
    fg_buf_addc(out, '\n');
    return status;
}

static enum fg_status export_lines(fg_journal *j, int64_t id, struct fg_buf *out,
                                   const struct fg_spill *to, struct fg_error *err)
{
    struct fg_json json = {.out = out};
    const struct listing l = {j, &json, to, true};
    return put_all(&l, id, err);
}

/* ---- pages ---- */

static enum fg_status export_pages(fg_journal *j, int64_t id, enum fg_format format,
                                   struct fg_buf *out, const struct fg_spill *to,
                                   struct fg_error *err)
{
    struct fg_rows r = fg_sql_open(j, err,
                                   "SELECT id FROM application WHERE ?1 = 0 OR id = ?1 ORDER BY id",
                                   FG_BINDS(FG_INT(id)));
    enum fg_status status = FG_OK;
    for (bool first = true; status == FG_OK && fg_sql_next(&r); first = false) {
        if (!first)
            fg_buf_addc(out, '\n');
        status = fg_journal_page(j, fg_sql_int(&r, 0), format, true, out, err);
        if (status == FG_OK)
            status = spill(to, out, err);
        fg_arena_reset(j->arena); /* a page's worth */
    }
    const enum fg_status ended = fg_sql_close(&r);
    return status == FG_OK ? ended : status;
}

enum fg_status fg_journal_export(fg_journal *j, int64_t id, enum fg_format format,
                                 struct fg_buf *out, const struct fg_spill *to,
                                 struct fg_error *err)
{
    switch (format) {
    case FG_FORMAT_JSON: return export_json(j, id, out, to, err);
    case FG_FORMAT_JSONL: return export_lines(j, id, out, to, err);
    case FG_FORMAT_CSV:
        return fg_journal_list(j, &(struct fg_journal_filter){0}, format,
                               &(struct fg_report_style){0}, out, err);
    case FG_FORMAT_TEXT: case FG_FORMAT_MARKDOWN: case FG_FORMAT_ORG: case FG_FORMAT_JRNL:
        return export_pages(j, id, format, out, to, err);
    case FG_FORMAT_HTML: break;
    }
    return fg_fail(err, FG_EUSAGE, "a journal is exported as json, jsonl, markdown, org, csv, "
                                   "jrnl or text");
}
