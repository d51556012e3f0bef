/* The tables, as steps from one version of the file to the next. A step, once
 * released, is never changed: a new one is added below it. */
#include "journal/schema.h"

#include <stdio.h>

static const char *const steps[] = {
    /* 1: applications and what became of them.
     * What `event` says once more in `application` (status, answered_at, ...) is
     * worked out again after each change of events: lists and figures read one
     * narrow table. The posting's bulk stands in a table of its own, out of
     * their way. */
    "CREATE TABLE application ("
    " id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, title TEXT NOT NULL,"
    " company TEXT NOT NULL, location TEXT NOT NULL, url TEXT NOT NULL, site TEXT NOT NULL,"
    " language TEXT NOT NULL, added_at TEXT NOT NULL, score REAL, band TEXT NOT NULL,"
    " applied_score REAL, applied_band TEXT NOT NULL DEFAULT '',"
    " status TEXT NOT NULL DEFAULT 'saved', round INTEGER NOT NULL DEFAULT 0,"
    " status_at TEXT NOT NULL DEFAULT '', applied_at TEXT NOT NULL DEFAULT '',"
    " answered_at TEXT NOT NULL DEFAULT '', invited INTEGER NOT NULL DEFAULT 0,"
    " offered INTEGER NOT NULL DEFAULT 0, lost INTEGER NOT NULL DEFAULT 0) STRICT;"
    "CREATE INDEX application_status ON application(status_at DESC, id DESC);"
    /* holds all that figures ask for: they read it in place of the table */
    "CREATE INDEX application_figures ON application(applied_at, applied_band, site,"
    " answered_at, invited, offered, lost, applied_score);"
    "CREATE TABLE posting ("
    " application INTEGER PRIMARY KEY REFERENCES application(id) ON DELETE CASCADE,"
    " fit TEXT NOT NULL, text TEXT NOT NULL) STRICT;"
    "CREATE TABLE gap ("
    " application INTEGER NOT NULL REFERENCES application(id) ON DELETE CASCADE,"
    " name TEXT NOT NULL, PRIMARY KEY (application, name)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE event ("
    " id INTEGER PRIMARY KEY,"
    " application INTEGER NOT NULL REFERENCES application(id) ON DELETE CASCADE,"
    " status TEXT NOT NULL, round INTEGER NOT NULL, at TEXT NOT NULL, note TEXT NOT NULL,"
    " made_at TEXT NOT NULL) STRICT;"
    "CREATE INDEX event_application ON event(application, at, id);",

    /* 2: what is learned from an end. */
    "CREATE TABLE debrief ("
    " id INTEGER PRIMARY KEY,"
    " application INTEGER NOT NULL REFERENCES application(id) ON DELETE CASCADE,"
    " question TEXT NOT NULL, answer TEXT NOT NULL, at TEXT NOT NULL) STRICT;"
    "CREATE INDEX debrief_application ON debrief(application, id);"
    "CREATE TABLE debrief_link ("
    " id INTEGER PRIMARY KEY,"
    " debrief INTEGER NOT NULL REFERENCES debrief(id) ON DELETE CASCADE,"
    " requirement TEXT NOT NULL, role TEXT NOT NULL, text TEXT NOT NULL) STRICT;"
    "CREATE INDEX debrief_link_debrief ON debrief_link(debrief, id);"
    "CREATE TABLE debrief_theme ("
    " debrief INTEGER NOT NULL REFERENCES debrief(id) ON DELETE CASCADE,"
    " theme TEXT NOT NULL, question TEXT NOT NULL, application INTEGER NOT NULL,"
    " PRIMARY KEY (debrief, theme)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE feedback ("
    " id INTEGER PRIMARY KEY,"
    " application INTEGER NOT NULL REFERENCES application(id) ON DELETE CASCADE,"
    " words TEXT NOT NULL, said_by TEXT NOT NULL, at TEXT NOT NULL,"
    " changeable TEXT NOT NULL, remedy TEXT NOT NULL) STRICT;"
    "CREATE INDEX feedback_application ON feedback(application, id);",

    /* 3: people, and what is to be done next. */
    "CREATE TABLE contact ("
    " id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, name TEXT NOT NULL,"
    " role TEXT NOT NULL, firm TEXT NOT NULL, mail TEXT NOT NULL, phone TEXT NOT NULL,"
    " agreed TEXT NOT NULL, reference TEXT NOT NULL, knows TEXT NOT NULL,"
    " note TEXT NOT NULL, added_at TEXT NOT NULL) STRICT;"
    "CREATE TABLE met ("
    " id INTEGER PRIMARY KEY,"
    " application INTEGER NOT NULL REFERENCES application(id) ON DELETE CASCADE,"
    " contact TEXT NOT NULL REFERENCES contact(uid) ON DELETE CASCADE,"
    " UNIQUE (application, contact)) STRICT;"
    "CREATE INDEX met_contact ON met(contact);"
    "CREATE TABLE follow_up ("
    " id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE,"
    " application INTEGER REFERENCES application(id) ON DELETE CASCADE,"
    " contact TEXT REFERENCES contact(uid) ON DELETE CASCADE,"
    " rule TEXT NOT NULL, what TEXT NOT NULL, why TEXT NOT NULL, letter TEXT NOT NULL,"
    " due TEXT NOT NULL, every TEXT NOT NULL, state TEXT NOT NULL, closed_at TEXT NOT NULL)"
    " STRICT;"
    "CREATE INDEX follow_up_application ON follow_up(application);"
    "CREATE INDEX follow_up_contact ON follow_up(contact);"
    "CREATE INDEX follow_up_due ON follow_up(state, due, id);",
};

enum { VERSION = sizeof steps / sizeof *steps };

static int64_t pragma(struct fg_journal *j, const char *sql)
{
    int64_t v = -1;
    return fg_sql_one(j, NULL, sql, FG_NO_BINDS, &v) == FG_OK ? v : -1;
}

static enum fg_status run_script(struct fg_journal *j, const char *sql, struct fg_error *err)
{
    const int code = sqlite3_exec(j->db, sql, NULL, NULL, NULL);
    return code == SQLITE_OK ? FG_OK : fg_sql_fail(j, code, err);
}

/* A pragma takes no bound value; these are numbers of our own. */
static enum fg_status set_pragma(struct fg_journal *j, const char *name, int value,
                                 struct fg_error *err)
{
    char sql[64];
    snprintf(sql, sizeof sql, "PRAGMA %s = %d", name, value);
    return run_script(j, sql, err);
}

int fg_schema_version(void)
{
    return VERSION;
}

enum fg_status fg_schema_check(struct fg_journal *j, int *version, struct fg_error *err)
{
    int64_t id = 0, v = 0, tables = 0;
    enum fg_status status = fg_sql_one(j, err, "PRAGMA application_id", FG_NO_BINDS, &id);
    if (status == FG_OK)
        status = fg_sql_one(j, err, "PRAGMA user_version", FG_NO_BINDS, &v);
    if (status == FG_OK)
        status = fg_sql_one(j, err, "SELECT count(*) FROM sqlite_schema", FG_NO_BINDS, &tables);
    if (status != FG_OK)
        return status;
    if (id != FG_APPLICATION_ID && (id != 0 || v != 0 || tables != 0))
        return fg_fail_at(err, FG_EJOURNAL, j->path, 0, 0,
                          "is the database of another program, not a fitgap journal");
    if (v > VERSION)
        return fg_fail_at(err, FG_EJOURNAL, j->path, 0, 0,
                          "was written by a newer fitgap (journal version %d, this one knows "
                          "up to %d): update fitgap",
                          (int)v, VERSION);
    *version = (int)v;
    return FG_OK;
}

/* Another process may have done it while this one waited for its turn. */
static enum fg_status migrate(struct fg_journal *j, int to, struct fg_error *err)
{
    const int64_t from = pragma(j, "PRAGMA user_version");
    if (from >= to)
        return FG_OK;
    enum fg_status status = FG_OK;
    for (int64_t v = from < 0 ? 0 : from; v < to && status == FG_OK; v++)
        status = run_script(j, steps[v], err);
    if (status == FG_OK)
        status = set_pragma(j, "application_id", FG_APPLICATION_ID, err);
    return status == FG_OK ? set_pragma(j, "user_version", to, err) : status;
}

enum fg_status fg_schema_migrate(struct fg_journal *j, int to, struct fg_error *err)
{
    enum fg_status status = run_script(j, "BEGIN IMMEDIATE", err);
    if (status != FG_OK)
        return status;
    status = migrate(j, to, err);
    if (status == FG_OK)
        status = run_script(j, "COMMIT", err);
    if (status != FG_OK)
        sqlite3_exec(j->db, "ROLLBACK", NULL, NULL, NULL);
    return status;
}
