/* An exported journal comes back. */
#include "journal/table.h"

#include <string.h>

enum { MOST_COLUMNS = 16 };

struct importing {
    fg_journal *journal;
    const struct fg_letter_rules *rules;
    struct fg_added *counts;
    const struct fg_table *table; /* whose rows are at hand */
    size_t values;
    bool has_schema;
};

/* The row that another belongs to. */
struct parent {
    int64_t id;  /* 0: none */
    bool is_new; /* so that whatever belongs to it is new too, even what it says twice */
};

/* The values of one row, as they are bound: columns in their order, the parent's id
 * last. */
struct row {
    struct fg_bind binds[MOST_COLUMNS + 1];
    size_t n;
    struct fg_buf packed; /* JSON that stays JSON */
};

static enum fg_status wrong(const struct fg_table *t, const char *column, struct fg_error *err)
{
    return fg_fail(err, FG_EDATA, "%s: \"%s\" is missing or of the wrong type", t->member, column);
}

/* Kept as it is written: numbers and escapes stay what they are. */
static enum fg_status bind_json(struct fg_jv v, struct row *row, struct fg_bind *b,
                                struct fg_error *err)
{
    fg_jv_pack(v, NULL, &row->packed);
    *b = FG_TEXT(fg_buf_sv(&row->packed));
    return row->packed.failed ? fg_fail_memory(err) : FG_OK;
}

static bool is_number(struct fg_jv v)
{
    return fg_jv_kind(v) == '-' || fg_is_digit(fg_jv_kind(v));
}

static bool read_int(struct fg_jv v, int64_t *out)
{
    const struct fg_sv raw = fg_jv_raw(v);
    enum { DIGITS = 18 };
    *out = 0;
    for (size_t i = 0; i < raw.n; i++)
        *out = *out * 10 + raw.p[i] - '0';
    return is_number(v) && raw.n <= DIGITS && strspn(raw.p, "0123456789") >= raw.n;
}

static enum fg_status bind_column(fg_journal *j, const struct fg_table *t,
                                  const struct fg_column *c, struct fg_jv object, struct row *row,
                                  struct fg_error *err)
{
    const struct fg_jv v = fg_jv_get(object, c->name);
    struct fg_bind *b = &row->binds[row->n++];
    const char kind = fg_jv_kind(v);
    bool good = true;
    *b = (struct fg_bind){0};
    switch (c->kind) {
    case FG_COLUMN_JSON: return kind == '{' ? bind_json(v, row, b, err) : wrong(t, c->name, err);
    case FG_COLUMN_NAME:
        if (kind == 'n' || !kind)
            break;
        /* fall through */
    case FG_COLUMN_TEXT:
        *b = FG_TEXT(fg_jv_text(v, j->arena));
        good = kind == '"';
        break;
    case FG_COLUMN_INT:
        b->kind = FG_BIND_INT;
        good = read_int(v, &b->i);
        break;
    case FG_COLUMN_SHARE:
        if (is_number(v))
            *b = FG_SHARE(fg_jv_number(v, -1));
        break;
    }
    return good ? FG_OK : wrong(t, c->name, err);
}

static enum fg_status bind_row(fg_journal *j, const struct fg_table *t, struct fg_jv object,
                               struct parent parent, struct row *row, struct fg_error *err)
{
    enum fg_status status = FG_OK;
    if (fg_jv_kind(object) != '{')
        return fg_fail(err, FG_EDATA, "%s: an object is expected", t->member);
    for (const struct fg_column *c = t->columns; c->name && status == FG_OK; c++)
        status = bind_column(j, t, c, object, row, err);
    if (t->parent)
        row->binds[row->n++] = FG_INT(parent.id);
    return status;
}

static enum fg_status run_on(fg_journal *j, enum fg_table_statement which, const struct fg_table *t,
                             const struct row *row, int64_t *id, struct fg_error *err)
{
    const char *sql = fg_table_sql(j, t, which);
    return sql ? fg_sql_one(j, err, sql, row->binds, row->n, id) : fg_fail_memory(err);
}

/* ---- rows ---- */

static enum fg_status take_row(struct importing *im, const struct fg_table *t,
                               struct fg_jv object, struct parent parent, int64_t *id,
                               bool *is_new, struct fg_error *err);

/* What the course of an application is worked out from must be readable. */
static enum fg_status check_event(fg_journal *j, struct fg_jv object, struct fg_error *err)
{
    int day;
    const struct fg_sv status = fg_jv_text(fg_jv_get(object, "status"), j->arena);
    const struct fg_sv at = fg_jv_text(fg_jv_get(object, "at"), j->arena);
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

static enum fg_status take_child(struct importing *im, const struct fg_table *t,
                                 struct fg_jv object, struct parent parent, struct fg_error *err)
{
    int64_t id = 0;
    bool is_new = false;
    enum fg_status status = is_table(t, "event") ? check_event(im->journal, object, err) : FG_OK;
    if (status == FG_OK)
        status = take_row(im, t, object, parent, &id, &is_new, err);
    if (status != FG_OK || !is_new || !is_table(t, "debrief"))
        return status;
    return fg_themes_note(im->journal, im->rules, id,
                          fg_jv_text(fg_jv_get(object, "answer"), im->journal->arena), err);
}

static enum fg_status take_children(struct importing *im, const struct fg_table *t,
                                    struct fg_jv object, struct parent self, struct fg_error *err)
{
    enum fg_status status = FG_OK;
    for (size_t i = 0; t->children && t->children[i] && status == FG_OK; i++) {
        struct fg_jv child = fg_jv_first(fg_jv_get(object, t->children[i]->member));
        for (; child.doc && status == FG_OK; child = fg_jv_next(child))
            status = take_child(im, t->children[i], child, self, err);
    }
    return status;
}

static enum fg_status take_row(struct importing *im, const struct fg_table *t,
                               struct fg_jv object, struct parent parent, int64_t *id,
                               bool *is_new, struct fg_error *err)
{
    struct row row = {.n = 0};
    enum fg_status status = bind_row(im->journal, t, object, parent, &row, err);
    *id = 0;
    if (status == FG_OK && (t->identity || !parent.is_new))
        status = run_on(im->journal, FG_TABLE_FIND, t, &row, id, err);
    *is_new = *id == 0;
    if (status == FG_OK && *is_new) {
        status = run_on(im->journal, FG_TABLE_INSERT, t, &row, id, err);
        *id = sqlite3_last_insert_rowid(im->journal->db);
    } else if (status == FG_OK && t->identity) {
        status = run_on(im->journal, FG_TABLE_UPDATE, t, &row, &(int64_t){0}, err);
    }
    fg_buf_free(&row.packed);
    return status == FG_OK ? take_children(im, t, object, (struct parent){*id, *is_new}, err)
                           : status;
}

/* Gaps and the course of events are worked out again from what came in. */
static enum fg_status finish_application(struct importing *im, struct fg_jv object, int64_t id,
                                         struct fg_error *err)
{
    const struct fg_jv fit = fg_jv_get(fg_jv_first(fg_jv_get(object, "posting")), "fit");
    const enum fg_status status = fit.doc ? fg_fit_gaps(im->journal, id, fit, err) : FG_OK;
    return status == FG_OK ? fg_application_settle(im->journal, id, err) : status;
}

static enum fg_status take_item(void *into, struct fg_jv object, struct fg_error *err)
{
    struct importing *im = into;
    int64_t id;
    bool is_new;
    enum fg_status status =
        take_row(im, im->table, object, (struct parent){0, false}, &id, &is_new, err);
    if (status == FG_OK && im->table == &fg_table_application) {
        *(is_new ? &im->counts->added : &im->counts->updated) += 1;
        status = finish_application(im, object, id, err);
    }
    fg_arena_reset(im->journal->arena); /* a row's worth */
    return status;
}

/* ---- values ---- */

static const struct fg_table *table_of(struct fg_sv key)
{
    static const struct fg_table *const tables[] = {&fg_table_contact, &fg_table_application,
                                                    &fg_table_follow_up};
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        if (fg_sv_eq(key, fg_sv_of(tables[i]->member)))
            return tables[i];
    return NULL;
}

static enum fg_status check_schema(const struct importing *im, struct fg_sv schema,
                                   struct fg_error *err)
{
    if (fg_sv_eq(schema, FG_SV(FG_SCHEMA)))
        return fg_fail(err, FG_EDATA, "value %zu is a fit: `fitgap journal add` takes it in",
                       im->values);
    if (!fg_sv_eq(schema, FG_SV("fitgap-journal/1")))
        return fg_fail(err, FG_EDATA, "value %zu is no exported journal: it has no \"schema\": "
                                      "\"fitgap-journal/1\"", im->values);
    return FG_OK;
}

static enum fg_status take_member(struct importing *im, struct fg_json_input *in,
                                  struct fg_error *err)
{
    const char expected[] = "a key in quotes and ':' are expected";
    enum fg_status status = fg_json_input_next(in, err);
    if (status != FG_OK)
        return status;
    const struct fg_jv key = fg_jv_root(&in->doc);
    const bool is_schema = fg_sv_eq(fg_jv_raw(key), FG_SV("\"schema\""));
    im->table = table_of(fg_jv_text(key, im->journal->arena));
    if (fg_jv_kind(key) != '"' || fg_json_input_peek(in) != ':')
        return fg_json_input_refuse(in, expected, err);
    in->at++;
    if (im->table && fg_json_input_peek(in) == '[')
        return fg_json_input_list(in, take_item, im, err);
    status = fg_json_input_next(in, err);
    if (status == FG_OK && is_schema) {
        im->has_schema = true;
        status = check_schema(im, fg_jv_text(fg_jv_root(&in->doc), im->journal->arena), err);
    }
    return status;
}

/* Read member by member and row by row: an exported journal is one value of any size. */
static enum fg_status take_value(struct importing *im, struct fg_json_input *in,
                                 struct fg_error *err)
{
    enum fg_status status = FG_OK;
    im->values++;
    im->has_schema = false;
    if (fg_json_input_peek(in) != '{') {
        status = fg_json_input_next(in, err);
        return status == FG_OK ? check_schema(im, (struct fg_sv){"", 0}, err) : status;
    }
    in->at++;
    for (bool first = true; status == FG_OK && fg_json_input_peek(in) != '}'; first = false) {
        if (!first && fg_json_input_peek(in) != ',')
            return fg_json_input_refuse(in, "',' or '}' is expected", err);
        in->at += !first;
        status = take_member(im, in, err);
    }
    in->at++;
    return status == FG_OK && !im->has_schema ? check_schema(im, (struct fg_sv){"", 0}, err)
                                              : status;
}

/* Values in an array are values: `jq -s` makes one of JSON Lines. */
static enum fg_status take_values(struct importing *im, struct fg_json_input *in,
                                  struct fg_error *err)
{
    enum fg_status status = FG_OK;
    if (fg_json_input_peek(in) != '[')
        return take_value(im, in, err);
    in->at++;
    for (bool first = true; status == FG_OK && fg_json_input_peek(in) != ']'; first = false) {
        if (!first && fg_json_input_peek(in) != ',')
            return fg_json_input_refuse(in, "',' or ']' is expected", err);
        in->at += !first;
        status = take_value(im, in, err);
    }
    in->at++;
    return status;
}

enum fg_status fg_journal_import(fg_journal *j, struct fg_sv json,
                                 const struct fg_letter_rules *rules, struct fg_added *out,
                                 struct fg_error *err)
{
    struct importing im = {.journal = j, .rules = rules, .counts = out};
    struct fg_json_input in;
    *out = (struct fg_added){0};
    enum fg_status status = fg_json_input_open(&in, json, "an exported journal", err);
    if (status == FG_OK) /* rows may come before those that they name */
        status = fg_sql_run(j, err, "PRAGMA defer_foreign_keys = ON", FG_NO_BINDS);
    while (status == FG_OK && fg_json_input_peek(&in))
        status = take_values(&im, &in, err);
    fg_json_doc_free(&in.doc);
    return status;
}
