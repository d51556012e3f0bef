#include "journal/table.h"

static const struct fg_column event_columns[] = {
    {"status", FG_COLUMN_TEXT}, {"round", FG_COLUMN_INT},    {"at", FG_COLUMN_TEXT},
    {"note", FG_COLUMN_TEXT},   {"made_at", FG_COLUMN_TEXT}, {NULL, FG_COLUMN_TEXT}};
static const struct fg_table event = {
    "event", "events", "application", NULL, "id", event_columns, NULL};

static const struct fg_column link_columns[] = {{"requirement", FG_COLUMN_TEXT},
                                                {"role", FG_COLUMN_TEXT},
                                                {"text", FG_COLUMN_TEXT},
                                                {NULL, FG_COLUMN_TEXT}};
static const struct fg_table debrief_link = {
    "debrief_link", "links", "debrief", NULL, "id", link_columns, NULL};

static const struct fg_column debrief_columns[] = {{"question", FG_COLUMN_TEXT},
                                                   {"answer", FG_COLUMN_TEXT},
                                                   {"at", FG_COLUMN_TEXT},
                                                   {NULL, FG_COLUMN_TEXT}};
static const struct fg_table *const debrief_children[] = {&debrief_link, NULL};
static const struct fg_table debrief = {
    "debrief", "debriefs", "application", NULL, "id", debrief_columns, debrief_children};

static const struct fg_column feedback_columns[] = {
    {"words", FG_COLUMN_TEXT}, {"said_by", FG_COLUMN_TEXT},    {"at", FG_COLUMN_TEXT},
    {"changeable", FG_COLUMN_TEXT}, {"remedy", FG_COLUMN_TEXT}, {NULL, FG_COLUMN_TEXT}};
static const struct fg_table feedback = {
    "feedback", "feedback", "application", NULL, "id", feedback_columns, NULL};

static const struct fg_column met_columns[] = {{"contact", FG_COLUMN_TEXT},
                                               {NULL, FG_COLUMN_TEXT}};
static const struct fg_table met = {"met", "met", "application", NULL, "id", met_columns, NULL};

static const struct fg_column posting_columns[] = {
    {"fit", FG_COLUMN_JSON}, {"text", FG_COLUMN_TEXT}, {NULL, FG_COLUMN_TEXT}};
static const struct fg_table posting = {
    "posting", "posting", "application", "application", "application", posting_columns, NULL};

#define FOLLOW_UP_COLUMNS                                                                  \
    {"uid", FG_COLUMN_TEXT}, {"contact", FG_COLUMN_NAME}, {"rule", FG_COLUMN_TEXT},       \
        {"what", FG_COLUMN_TEXT}, {"why", FG_COLUMN_TEXT}, {"letter", FG_COLUMN_TEXT},    \
        {"due", FG_COLUMN_TEXT}, {"every", FG_COLUMN_TEXT}, {"state", FG_COLUMN_TEXT},    \
        {"closed_at", FG_COLUMN_TEXT},                                                     \
    {                                                                                      \
        NULL, FG_COLUMN_TEXT                                                               \
    }
static const struct fg_column follow_up_columns[] = {FOLLOW_UP_COLUMNS};
static const struct fg_table follow_up = {
    "follow_up", "follow_ups", "application", "uid", "id", follow_up_columns, NULL};
/* those that belong to no application */
const struct fg_table fg_table_follow_up = {
    "follow_up", "follow_ups", NULL, "uid", "id", follow_up_columns, NULL};

static const struct fg_column contact_columns[] = {
    {"id", FG_COLUMN_INT},     {"uid", FG_COLUMN_TEXT},    {"name", FG_COLUMN_TEXT},
    {"role", FG_COLUMN_TEXT},  {"firm", FG_COLUMN_TEXT},   {"mail", FG_COLUMN_TEXT},
    {"phone", FG_COLUMN_TEXT}, {"agreed", FG_COLUMN_TEXT}, {"reference", FG_COLUMN_TEXT},
    {"knows", FG_COLUMN_TEXT}, {"note", FG_COLUMN_TEXT},   {"added_at", FG_COLUMN_TEXT},
    {NULL, FG_COLUMN_TEXT}};
const struct fg_table fg_table_contact = {
    "contact", "contacts", NULL, "uid", "id", contact_columns, NULL};

static const struct fg_column application_columns[] = {
    {"id", FG_COLUMN_INT},         {"key", FG_COLUMN_TEXT},
    {"title", FG_COLUMN_TEXT},     {"company", FG_COLUMN_TEXT},
    {"location", FG_COLUMN_TEXT},  {"url", FG_COLUMN_TEXT},
    {"site", FG_COLUMN_TEXT},      {"language", FG_COLUMN_TEXT},
    {"added_at", FG_COLUMN_TEXT},  {"score", FG_COLUMN_SHARE},
    {"band", FG_COLUMN_TEXT},      {"applied_score", FG_COLUMN_SHARE},
    {"applied_band", FG_COLUMN_TEXT}, {NULL, FG_COLUMN_TEXT}};
static const struct fg_table *const application_children[] = {
    &event, &debrief, &feedback, &met, &follow_up, &posting, NULL};
const struct fg_table fg_table_application = {
    "application", "applications", NULL, "key", "id", application_columns, application_children};

/* ---- statements ---- */

void fg_table_select(const struct fg_table *t, struct fg_buf *sql)
{
    fg_buf_addf(sql, "SELECT %s", t->id);
    for (const struct fg_column *c = t->columns; c->name; c++)
        fg_buf_addf(sql, ", %s", c->name);
    fg_buf_addf(sql, " FROM %s", t->name);
}

static void children_sql(const struct fg_table *t, struct fg_buf *sql)
{
    fg_table_select(t, sql);
    fg_buf_addf(sql, " WHERE %s = ?1 ORDER BY %s", t->parent, t->id);
}

static size_t column_index(const struct fg_table *t, const char *name)
{
    size_t i = 0;
    while (t->columns[i].name && !fg_sv_eq(fg_sv_of(t->columns[i].name), fg_sv_of(name)))
        i++;
    return i + 1; /* the parent's id is bound behind the columns */
}

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

static void update_sql(const struct fg_table *t, struct fg_buf *sql)
{
    fg_buf_addf(sql, "UPDATE %s SET %s = %s", t->name, t->id, t->id);
    for (size_t i = 0; t->columns[i].name; i++)
        if (!fg_sv_eq(fg_sv_of(t->columns[i].name), FG_SV("id")))
            fg_buf_addf(sql, ", %s = ?%zu", t->columns[i].name, i + 1);
    fg_buf_addf(sql, " WHERE %s = ?%zu", t->identity, column_index(t, t->identity));
}

const char *fg_table_sql(fg_journal *j, const struct fg_table *t, enum fg_table_statement which)
{
    static void (*const builders[FG_TABLE_STATEMENTS])(const struct fg_table *, struct fg_buf *) = {
        [FG_TABLE_CHILDREN] = children_sql, [FG_TABLE_FIND] = find_sql,
        [FG_TABLE_INSERT] = insert_sql, [FG_TABLE_UPDATE] = update_sql};
    for (size_t i = 0; i < j->statements.n; i++)
        if (j->statements.at[i].table == t && j->statements.at[i].which == which)
            return j->statements.at[i].sql;
    struct fg_buf sql = {0};
    builders[which](t, &sql);
    struct fg_written_sql *made = fg_vec_add(j->rules_arena, &j->statements);
    const struct fg_sv kept = fg_arena_sv(j->rules_arena, fg_buf_sv(&sql));
    if (made)
        *made = (struct fg_written_sql){t, which, sql.failed ? NULL : kept.p};
    fg_buf_free(&sql);
    return made ? made->sql : NULL;
}
