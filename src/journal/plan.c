/* The plan of follow-ups: read from the rules, laid over an application. */
#include "journal/plan.h"

#include "rules/files.h"
#include "rules/yaml.h"

#include <stddef.h>
#include <unistd.h>

/* ---- rules/letters ---- */

static bool is_there(const char *dir, const char *name)
{
    char path[4096], below[4096];
    return dir && fg_path_join(below, sizeof below, dir, "letters") &&
           fg_path_join(path, sizeof path, below, name) && access(path, R_OK) == 0;
}

enum fg_status fg_letter_file(fg_journal *j, const struct fg_letter_rules *rules,
                              const char *name, struct fg_sv *bytes, const char **path,
                              struct fg_error *err)
{
    const char *dir = is_there(rules->overlay, name) ? rules->overlay : rules->dir;
    const enum fg_status status =
        fg_files_read(dir, "letters", name, j->rules_arena, bytes, path, err);
    if (status != FG_OK && fg_memory(j, err) != FG_OK)
        return FG_ENOMEM;
    if (status == FG_OK && fg_utf8_valid(*bytes) < bytes->n)
        return fg_fail_at(err, FG_EDATA, *path, 0, 0, "is not UTF-8");
    return status;
}

/* ---- reading the plan ---- */

static enum fg_status read_text(void *into, const struct fg_yaml *y, struct fy_node *value,
                                struct fg_error *err)
{
    struct fg_sv *to = into;
    *to = fg_sv_trim(fg_yaml_text(y, value));
    return to->n ? FG_OK : fg_yaml_fail(y, value, err, "a text is expected");
}

static enum fg_status add_outcome(void *into, const struct fg_yaml *y, struct fy_node *value,
                                  struct fg_error *err)
{
    struct fg_outcomes *list = into;
    const struct fg_sv word = fg_yaml_peek(value);
    const struct fg_outcome *o = fg_outcome_find(word, NULL), **slot;
    if (!o)
        return fg_yaml_fail(y, value, err, "\"%.*s\" is no status", FG_SV_ARG(word));
    if (!(slot = fg_vec_add(y->arena, list)))
        return fg_fail_memory(err);
    *slot = o;
    return FG_OK;
}

static enum fg_status read_outcomes(void *into, const struct fg_yaml *y, struct fy_node *value,
                                    struct fg_error *err)
{
    return fg_yaml_each(y, value, add_outcome, into, err);
}

static enum fg_status read_after(void *into, const struct fg_yaml *y, struct fy_node *value,
                                 struct fg_error *err)
{
    if (!fg_period_read(fg_yaml_peek(value), into))
        return fg_yaml_fail(y, value, err, "a period is expected: 1d, 2w, 3m");
    return FG_OK;
}

static enum fg_status read_every(void *into, const struct fg_yaml *y, struct fy_node *value,
                                 struct fg_error *err)
{
    struct fg_period unused;
    const enum fg_status status = read_after(&unused, y, value, err);
    *(struct fg_sv *)into = fg_yaml_text(y, value);
    return status;
}

static enum fg_status read_flag(void *into, const struct fg_yaml *y, struct fy_node *value,
                                struct fg_error *err)
{
    if (!fg_yaml_bool(value, into))
        return fg_yaml_fail(y, value, err, "true or false is expected");
    return FG_OK;
}

static const struct fg_yaml_field item_fields[] = {
#define ITEM(member) offsetof(struct fg_plan_item, member)
    {"id", read_text, ITEM(id)},
    {"on", read_outcomes, ITEM(on)},
    {"moot_on", read_outcomes, ITEM(moot_on)},
    {"after", read_after, ITEM(after)},
    {"every", read_every, ITEM(every)},
    {"what", read_text, ITEM(what)},
    {"why", read_text, ITEM(why)},
    {"letter", read_text, ITEM(letter)},
    {"each_contact", read_flag, ITEM(each_contact)},
    {0}
#undef ITEM
};

static enum fg_status add_item(void *into, const struct fg_yaml *y, struct fy_node *value,
                               struct fg_error *err)
{
    struct fg_plan *plan = into;
    struct fg_plan_item *item = fg_vec_add(y->arena, &plan->items);
    if (!item)
        return fg_fail_memory(err);
    *item = (struct fg_plan_item){0};
    const enum fg_status status = fg_yaml_read(y, value, item_fields, item, err);
    if (status == FG_OK && (!item->id.n || !item->what.n || !item->on.n))
        return fg_yaml_fail(y, value, err, "a follow-up needs id, on and what");
    return status;
}

static enum fg_status read_items(void *into, const struct fg_yaml *y, struct fy_node *value,
                                 struct fg_error *err)
{
    return fg_yaml_each(y, value, add_item, into, err);
}

static enum fg_status load(fg_journal *j, const struct fg_letter_rules *rules,
                           struct fg_plan *out, struct fg_error *err)
{
    static const struct fg_yaml_field fields[] = {{"follow_ups", read_items, 0}, {0}};
    struct fg_sv bytes;
    struct fg_yaml y;
    const char *path;
    enum fg_status status = fg_letter_file(j, rules, "follow_ups.yaml", &bytes, &path, err);
    if (status != FG_OK)
        return status;
    status = fg_yaml_open(&y, bytes, path, j->rules_arena, err);
    if (status != FG_OK)
        return status;
    if (fg_yaml_root(&y))
        status = fg_yaml_read(&y, fg_yaml_root(&y), fields, out, err);
    fg_yaml_close(&y);
    return fg_memory(j, err) == FG_OK ? status : FG_ENOMEM; /* else the file is blamed for it */
}

enum fg_status fg_plan_load(fg_journal *j, const struct fg_letter_rules *rules,
                            const struct fg_plan **out, struct fg_error *err)
{
    enum fg_status status = FG_OK;
    if (!j->plan) {
        struct fg_plan *plan = fg_arena_calloc(j->rules_arena, 1, sizeof *plan);
        status = plan ? load(j, rules, plan, err) : fg_fail_memory(err);
        j->plan = status == FG_OK ? plan : NULL;
    }
    *out = j->plan;
    return status;
}

/* ---- laying it over an application ---- */

struct applying {
    fg_journal *journal;
    int64_t id;
    struct fg_sv key, title, company;
    const struct fg_happening *event;
    char day[FG_DAY_TEXT];
    size_t planned;
};

static bool among(const struct fg_outcome *o, const struct fg_outcome *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (list[i] == o)
            return true;
    return false;
}

/* "{company}" and "{title}" in a text of the plan. */
static struct fg_sv worded(struct applying *a, struct fg_sv text)
{
    const struct {
        struct fg_sv mark, value;
    } marks[] = {{FG_SV("{company}"), a->company.n ? a->company : FG_SV("the firm")},
                 {FG_SV("{title}"), a->title.n ? a->title : FG_SV("the job")}};
    struct fg_buf b = {0};
    for (size_t i = 0; i < text.n;) {
        size_t k = 0;
        while (k < 2 && !fg_sv_starts(fg_sv_sub(text, i, text.n), marks[k].mark))
            k++;
        fg_buf_add(&b, k < 2 ? marks[k].value : fg_sv_sub(text, i, 1));
        i += k < 2 ? marks[k].mark.n : 1;
    }
    const struct fg_sv out = fg_keep(a->journal, fg_buf_sv(&b));
    fg_buf_free(&b);
    return out;
}

static enum fg_status insert_item(struct applying *a, const struct fg_plan_item *item,
                                  struct fg_sv contact, struct fg_error *err)
{
    char uid[FG_UID], due[FG_DAY_TEXT];
    const struct fg_sv parts[] = {a->key, item->id, fg_sv_of(a->day), contact};
    fg_uid_of(parts, sizeof parts / sizeof *parts, uid);
    fg_day_write(fg_day_plus(a->event->day, item->after), due);
    const enum fg_status status = fg_sql_run(
        a->journal, err,
        "INSERT OR IGNORE INTO follow_up (uid, application, contact, rule, what, why, letter,"
        " due, every, state, closed_at)"
        " VALUES (?1, ?2, nullif(?3, ''), ?4, ?5, ?6, ?7, ?8, ?9, 'open', '')",
        FG_BINDS(FG_TEXT(fg_sv_of(uid)), FG_INT(a->id), FG_TEXT(contact), FG_TEXT(item->id),
                 FG_TEXT(worded(a, item->what)), FG_TEXT(worded(a, item->why)),
                 FG_TEXT(item->letter), FG_TEXT(fg_sv_of(due)), FG_TEXT(item->every)));
    a->planned += status == FG_OK ? (size_t)sqlite3_changes(a->journal->db) : 0;
    return status;
}

static enum fg_status insert_each_contact(struct applying *a, const struct fg_plan_item *item,
                                          struct fg_error *err)
{
    FG_VEC(struct fg_sv) people = {0};
    struct fg_rows r = fg_sql_open(a->journal, err,
                                   "SELECT contact FROM met WHERE application = ?1 ORDER BY id",
                                   FG_BINDS(FG_INT(a->id)));
    while (fg_sql_next(&r)) {
        struct fg_sv *slot = fg_vec_add(a->journal->arena, &people);
        if (slot)
            *slot = fg_sql_keep(&r, 0);
    }
    enum fg_status status = fg_sql_close(&r);
    for (size_t i = 0; i < people.n && status == FG_OK; i++)
        status = insert_item(a, item, people.at[i], err);
    if (status == FG_OK && !people.n)
        status = insert_item(a, item, (struct fg_sv){"", 0}, err);
    return status;
}

/* The event the item would have been planned for is over. */
static enum fg_status drop_item(struct applying *a, const struct fg_plan_item *item,
                                struct fg_error *err)
{
    return fg_sql_run(a->journal, err,
                      "UPDATE follow_up SET state = 'dropped', closed_at = ?3"
                      " WHERE application = ?1 AND rule = ?2 AND state = 'open'",
                      FG_BINDS(FG_INT(a->id), FG_TEXT(item->id),
                               FG_TEXT(fg_sv_of(a->journal->now.instant))));
}

static enum fg_status apply_item(struct applying *a, const struct fg_plan_item *item,
                                 struct fg_error *err)
{
    const struct fg_outcome *now = a->event->outcome;
    enum fg_status status = FG_OK;
    if (among(now, item->moot_on.at, item->moot_on.n))
        status = drop_item(a, item, err);
    if (status != FG_OK || !among(now, item->on.at, item->on.n))
        return status;
    return item->each_contact ? insert_each_contact(a, item, err)
                              : insert_item(a, item, (struct fg_sv){"", 0}, err);
}

static enum fg_status read_names(struct applying *a, struct fg_error *err)
{
    struct fg_rows r = fg_sql_open(a->journal, err,
                                   "SELECT key, title, company FROM application WHERE id = ?1",
                                   FG_BINDS(FG_INT(a->id)));
    if (fg_sql_next(&r)) {
        a->key = fg_sql_keep(&r, 0);
        a->title = fg_sql_keep(&r, 1);
        a->company = fg_sql_keep(&r, 2);
    }
    return fg_sql_close(&r);
}

enum fg_status fg_plan_apply(fg_journal *j, const struct fg_letter_rules *rules, int64_t id,
                             const struct fg_happening *event, size_t *planned,
                             struct fg_error *err)
{
    struct applying a = {.journal = j, .id = id, .event = event};
    const struct fg_plan *plan;
    if (event->outcome == &fg_outcomes[0])
        return FG_OK; /* saved: nothing follows, and no rules are read for a long stream */
    enum fg_status status = fg_plan_load(j, rules, &plan, err);
    if (status == FG_OK)
        status = read_names(&a, err);
    fg_day_write(event->day, a.day);
    for (size_t i = 0; status == FG_OK && i < plan->items.n; i++)
        status = apply_item(&a, &plan->items.at[i], err);
    *planned = a.planned;
    return status == FG_OK ? fg_memory(j, err) : status;
}
