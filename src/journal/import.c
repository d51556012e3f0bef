/* An exported journal comes back. */
#include "journal/table.h"

#include <stdlib.h>

enum { MOST_COLUMNS = 16 };

struct importing {
    fg_journal *journal;
    const struct fg_letter_rules *rules;
    struct fg_added *counts;
    size_t values;
};

/* The values of one row, as they are bound: columns in their order, the parent's id
 * last. `text` holds what json_dumps() made. */
struct row {
    struct fg_bind binds[MOST_COLUMNS + 1];
    size_t n;
    char *text;
};

static enum fg_status wrong(const struct fg_table *t, const char *column, struct fg_error *err)
{
    return fg_fail(err, FG_EDATA, "%s: \"%s\" is missing or of the wrong type", t->member, column);
}

static enum fg_status bind_json(const json_t *v, struct row *row, struct fg_bind *b,
                                struct fg_error *err)
{
    enum { DIGITS = 15 };
    row->text = json_dumps(v, JSON_COMPACT | JSON_REAL_PRECISION(DIGITS));
    if (!row->text)
        return fg_fail_memory(err);
    *b = FG_TEXT(fg_sv_of(row->text));
    return FG_OK;
}

static enum fg_status bind_column(const struct fg_table *t, const struct fg_column *c,
                                  const json_t *object, struct row *row, struct fg_error *err)
{
    const json_t *v = json_object_get(object, c->name);
    struct fg_bind *b = &row->binds[row->n++];
    const bool text = c->kind == FG_COLUMN_TEXT || (c->kind == FG_COLUMN_NAME && !json_is_null(v));
    *b = (struct fg_bind){0};
    if (c->kind == FG_COLUMN_JSON)
        return json_is_object(v) ? bind_json(v, row, b, err) : wrong(t, c->name, err);
    if (text) {
        *b = FG_TEXT(fg_json_get(object, c->name));
        return json_is_string(v) ? FG_OK : wrong(t, c->name, err);
    }
    if (c->kind == FG_COLUMN_INT) {
        *b = FG_INT(json_integer_value(v));
        return json_is_integer(v) && b->i >= 0 ? FG_OK : wrong(t, c->name, err);
    }
    if (c->kind == FG_COLUMN_SHARE && json_is_number(v))
        *b = FG_SHARE(json_number_value(v));
    return FG_OK;
}

static enum fg_status bind_row(const struct fg_table *t, const json_t *object, int64_t parent,
                               struct row *row, struct fg_error *err)
{
    enum fg_status status = FG_OK;
    if (!json_is_object(object))
        return fg_fail(err, FG_EDATA, "%s: an object is expected", t->member);
    for (const struct fg_column *c = t->columns; c->name && status == FG_OK; c++)
        status = bind_column(t, c, object, row, err);
    if (t->parent)
        row->binds[row->n++] = FG_INT(parent);
    return status;
}

/* ---- the three statements of a table ---- */

static size_t column_index(const struct fg_table *t, const char *name)
{
    size_t i = 0;
    while (t->columns[i].name && !fg_sv_eq(fg_sv_of(t->columns[i].name), fg_sv_of(name)))
        i++;
    return i + 1; /* the parent's id is bound behind the columns */
}

/* The row that is this one: by its identity, or by all that it says. */
static void find_sql(const struct fg_table *t, struct fg_buf *sql)
{
    fg_buf_addf(sql, "SELECT %s FROM %s WHERE ", t->id, t->name);
    if (t->identity) {
        fg_buf_addf(sql, "%s = ?%zu", t->identity, column_index(t, t->identity));
        return;
    }
    size_t n = 0;
    for (; t->columns[n].name; n++)
        fg_buf_addf(sql, "%s%s IS ?%zu", n ? " AND " : "", t->columns[n].name, n + 1);
    fg_buf_addf(sql, " AND %s = ?%zu", t->parent, n + 1);
}

/* An id that is taken gives way to a new one. */
static void insert_sql(const struct fg_table *t, struct fg_buf *sql)
{
    struct fg_buf values = {0};
    fg_buf_addf(sql, "INSERT INTO %s (", t->name);
    for (size_t i = 0; t->columns[i].name; i++) {
        const char *name = t->columns[i].name, *comma = i ? ", " : "";
        fg_buf_addf(sql, "%s%s", comma, name);
        if (fg_sv_eq(fg_sv_of(name), FG_SV("id")))
            fg_buf_addf(&values, "%sCASE WHEN EXISTS (SELECT 1 FROM %s WHERE id = ?%zu) THEN NULL"
                                 " ELSE ?%zu END", comma, t->name, i + 1, i + 1);
        else
            fg_buf_addf(&values, "%s?%zu", comma, i + 1);
    }
    if (t->parent) {
        fg_buf_addf(sql, ", %s", t->parent);
        fg_buf_addf(&values, ", ?%zu", column_index(t, t->parent));
    }
    fg_buf_addf(sql, ") VALUES (%s)", values.p ? values.p : "");
    fg_buf_free(&values);
}

/* An identity that is there already takes what is imported, but for its number. */
static void update_sql(const struct fg_table *t, struct fg_buf *sql)
{
    fg_buf_addf(sql, "UPDATE %s SET %s = %s", t->name, t->id, t->id);
    for (size_t i = 0; t->columns[i].name; i++)
        if (!fg_sv_eq(fg_sv_of(t->columns[i].name), FG_SV("id")))
            fg_buf_addf(sql, ", %s = ?%zu", t->columns[i].name, i + 1);
    fg_buf_addf(sql, " WHERE %s = ?%zu", t->identity, column_index(t, t->identity));
}

static enum fg_status run_built(fg_journal *j, void (*build)(const struct fg_table *, struct fg_buf *),
                                const struct fg_table *t, const struct row *row, int64_t *id,
                                struct fg_error *err)
{
    struct fg_buf sql = {0};
    build(t, &sql);
    const enum fg_status status =
        sql.failed ? fg_fail_memory(err) : fg_sql_one(j, err, sql.p, row->binds, row->n, id);
    fg_buf_free(&sql);
    return status;
}

/* ---- rows ---- */

static enum fg_status take_row(struct importing *im, const struct fg_table *t, json_t *object,
                               int64_t parent, int64_t *id, bool *is_new, struct fg_error *err);

/* What the course of an application is worked out from must be readable. */
static enum fg_status check_event(const json_t *object, struct fg_error *err)
{
    int day;
    const struct fg_sv status = fg_json_get(object, "status"), at = fg_json_get(object, "at");
    if (!fg_outcome_find(status, NULL))
        return fg_fail(err, FG_EDATA, "events: \"%.*s\" is no status", FG_SV_ARG(status));
    if (!fg_day_read(at, &day))
        return fg_fail(err, FG_EDATA, "events: \"%.*s\" is no date", FG_SV_ARG(at));
    return FG_OK;
}

static bool is_table(const struct fg_table *t, const char *name)
{
    return fg_sv_eq(fg_sv_of(t->name), fg_sv_of(name));
}

static enum fg_status take_child(struct importing *im, const struct fg_table *t, json_t *object,
                                 int64_t parent, struct fg_error *err)
{
    int64_t id = 0;
    bool is_new = false;
    enum fg_status status = is_table(t, "event") ? check_event(object, err) : FG_OK;
    if (status == FG_OK)
        status = take_row(im, t, object, parent, &id, &is_new, err);
    if (status != FG_OK || !is_new || !is_table(t, "debrief"))
        return status;
    return fg_themes_note(im->journal, im->rules, id, fg_json_get(object, "answer"), err);
}

static enum fg_status take_children(struct importing *im, const struct fg_table *t,
                                    const json_t *object, int64_t id, struct fg_error *err)
{
    enum fg_status status = FG_OK;
    for (size_t i = 0; t->children && t->children[i] && status == FG_OK; i++) {
        const json_t *list = json_object_get(object, t->children[i]->member);
        for (size_t k = 0; k < json_array_size(list) && status == FG_OK; k++)
            status = take_child(im, t->children[i], json_array_get(list, k), id, err);
    }
    return status;
}

static enum fg_status take_row(struct importing *im, const struct fg_table *t, json_t *object,
                               int64_t parent, int64_t *id, bool *is_new, struct fg_error *err)
{
    struct row row = {0};
    enum fg_status status = bind_row(t, object, parent, &row, err);
    *id = 0;
    if (status == FG_OK)
        status = run_built(im->journal, find_sql, t, &row, id, err);
    *is_new = *id == 0;
    if (status == FG_OK && *is_new) {
        status = run_built(im->journal, insert_sql, t, &row, id, err);
        *id = sqlite3_last_insert_rowid(im->journal->db);
    } else if (status == FG_OK && t->identity) {
        status = run_built(im->journal, update_sql, t, &row, &(int64_t){0}, err);
    }
    free(row.text);
    return status == FG_OK ? take_children(im, t, object, *id, err) : status;
}

/* Gaps and the course of events are worked out again from what came in. */
static enum fg_status finish_application(struct importing *im, const json_t *object, int64_t id,
                                         struct fg_error *err)
{
    const json_t *posting = json_array_get(json_object_get(object, "posting"), 0);
    json_t *fit = json_object_get(posting, "fit");
    enum fg_status status = FG_OK;
    if (fit)
        status = fg_fit_keep(im->journal, id, fit, fg_json_get(posting, "text"), err);
    return status == FG_OK ? fg_application_settle(im->journal, id, err) : status;
}

static enum fg_status take_table(struct importing *im, const struct fg_table *t,
                                 const json_t *object, struct fg_error *err)
{
    const json_t *list = json_object_get(object, t->member);
    enum fg_status status = FG_OK;
    for (size_t i = 0; i < json_array_size(list) && status == FG_OK; i++) {
        json_t *row = json_array_get(list, i);
        int64_t id;
        bool is_new;
        status = take_row(im, t, row, 0, &id, &is_new, err);
        if (status != FG_OK || t != &fg_table_application)
            continue;
        status = finish_application(im, row, id, err);
        *(is_new ? &im->counts->added : &im->counts->updated) += 1;
    }
    return status;
}

static enum fg_status take_value(void *into, json_t *value, struct fg_error *err)
{
    static const struct fg_table *const tables[] = {&fg_table_contact, &fg_table_application,
                                                    &fg_table_follow_up};
    struct importing *im = into;
    const struct fg_sv schema = fg_json_get(value, "schema");
    enum fg_status status = FG_OK;
    im->values++;
    if (fg_sv_eq(schema, FG_SV(FG_SCHEMA)))
        return fg_fail(err, FG_EDATA, "value %zu is a fit: `fitgap journal add` takes it in",
                       im->values);
    if (!fg_sv_eq(schema, FG_SV("fitgap-journal/1")))
        return fg_fail(err, FG_EDATA, "value %zu is no exported journal: it has no \"schema\": "
                                      "\"fitgap-journal/1\"", im->values);
    for (size_t i = 0; i < sizeof tables / sizeof *tables && status == FG_OK; i++)
        status = take_table(im, tables[i], value, err);
    return status;
}

enum fg_status fg_journal_import(fg_journal *j, struct fg_sv json,
                                 const struct fg_letter_rules *rules, struct fg_added *out,
                                 struct fg_error *err)
{
    struct importing im = {j, rules, out, 0};
    *out = (struct fg_added){0};
    return fg_json_each(json, "an exported journal", take_value, &im, err);
}
