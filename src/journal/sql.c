#include "journal/sql.h"

#include <errno.h>
#include <limits.h>
#include <string.h>
#include <unistd.h>

/* ---- what went wrong, for people ---- */

static const char *sentence_of(int code)
{
    static const struct {
        int code;
        const char *sentence;
    } known[] = {
        {SQLITE_NOTADB, "is not a fitgap journal"},
        {SQLITE_CORRUPT, "the journal is damaged; put a backup in its place (`fitgap journal "
                         "backup` makes one), or try `sqlite3 FILE .recover`"},
        {SQLITE_READONLY, "can't be written: the file or its disk is read-only"},
        {SQLITE_PERM, "can't be written: permission denied"},
        {SQLITE_AUTH, "can't be written: permission denied"},
        {SQLITE_FULL, "the disk is full; nothing was changed"},
        {SQLITE_BUSY, "another program is writing to it and did not stop in time; nothing was "
                      "changed, try again"},
        {SQLITE_LOCKED, "another program is writing to it and did not stop in time; nothing "
                        "was changed, try again"},
        {SQLITE_CANTOPEN, "can't be opened"},
        {SQLITE_IOERR, "the disk failed to read or write; nothing was changed"},
        {SQLITE_CONSTRAINT, "what came in refers to a contact or an application that is nowhere; "
                            "nothing was changed"},
        {SQLITE_TOOBIG, "a text is too long to be kept"},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (known[i].code == (code & 0xff))
            return known[i].sentence;
    return NULL;
}

enum fg_status fg_sql_fail(struct fg_journal *j, int code, struct fg_error *err)
{
    const char *sentence = sentence_of(code);
    j->failed = code;
    if ((code & 0xff) == SQLITE_NOMEM)
        return fg_fail_memory(err);
    /* WAL needs more than to read the file: say what is in the way */
    if ((code & 0xff) == SQLITE_CANTOPEN && access(j->path, W_OK) != 0)
        return fg_fail_at(err, FG_EJOURNAL, j->path, 0, 0, "can't be used: %s", strerror(errno));
    if (sentence)
        return fg_fail_at(err, FG_EJOURNAL, j->path, 0, 0, "%s", sentence);
    return fg_fail_at(err, FG_EJOURNAL, j->path, 0, 0, "%s (SQLite: %s)",
                      "the journal can't be read or written",
                      j->db ? sqlite3_errmsg(j->db) : sqlite3_errstr(code));
}

/* ---- statements ---- */

static sqlite3_stmt *cached(struct fg_journal *j, const char *sql)
{
    for (size_t i = 0; i < FG_SQL_CACHE && j->cache[i]; i++)
        if (!sqlite3_stmt_busy(j->cache[i]) && strcmp(sqlite3_sql(j->cache[i]), sql) == 0)
            return j->cache[i];
    return NULL;
}

/* Keeps a statement in place of one that is not running; false where all are. */
static bool keep(struct fg_journal *j, sqlite3_stmt *s)
{
    for (size_t tried = 0; tried < FG_SQL_CACHE; tried++) {
        sqlite3_stmt **slot = &j->cache[j->next_out];
        j->next_out = (j->next_out + 1) % FG_SQL_CACHE;
        if (*slot && sqlite3_stmt_busy(*slot))
            continue;
        sqlite3_finalize(*slot);
        *slot = s;
        return true;
    }
    return false;
}

static int compile(struct fg_journal *j, const char *sql, sqlite3_stmt **out)
{
    *out = cached(j, sql);
    if (*out)
        return SQLITE_OK;
    const int code = sqlite3_prepare_v3(j->db, sql, -1, SQLITE_PREPARE_PERSISTENT, out, NULL);
    if (code == SQLITE_OK && !keep(j, *out)) {
        sqlite3_finalize(*out);
        *out = NULL;
        return SQLITE_NOMEM;
    }
    return code;
}

void fg_sql_forget(struct fg_journal *j)
{
    for (size_t i = 0; i < FG_SQL_CACHE; i++)
        sqlite3_finalize(j->cache[i]);
    memset(j->cache, 0, sizeof j->cache);
}

static enum fg_status check_text(struct fg_sv s, struct fg_error *err)
{
    if (s.n && memchr(s.p, '\0', s.n))
        return fg_fail(err, FG_EUSAGE, "a text holds a NUL byte, which a journal can't keep");
    if (fg_utf8_valid(s) < s.n)
        return fg_fail(err, FG_EUSAGE, "a text is not UTF-8");
    return FG_OK;
}

/* The caller's text outlives the statement's run, so it is not copied. */
static enum fg_status bind_one(struct fg_rows *r, int at, const struct fg_bind *b)
{
    int code = SQLITE_OK;
    switch (b->kind) {
    case FG_BIND_NULL: code = sqlite3_bind_null(r->statement, at); break;
    case FG_BIND_INT: code = sqlite3_bind_int64(r->statement, at, b->i); break;
    case FG_BIND_REAL: code = sqlite3_bind_double(r->statement, at, b->r); break;
    case FG_BIND_TEXT:
        if (check_text(b->s, r->err) != FG_OK)
            return FG_EUSAGE;
        code = b->s.n > INT_MAX ? SQLITE_TOOBIG
                                : sqlite3_bind_text(r->statement, at, b->s.p ? b->s.p : "",
                                                    (int)b->s.n, SQLITE_STATIC);
    }
    return code == SQLITE_OK ? FG_OK : fg_sql_fail(r->journal, code, r->err);
}

struct fg_rows fg_sql_open(struct fg_journal *j, struct fg_error *err, const char *sql,
                           const struct fg_bind *binds, size_t n)
{
    struct fg_rows r = {.journal = j, .err = err};
    const int code = compile(j, sql, &r.statement);
    if (code != SQLITE_OK)
        r.status = fg_sql_fail(j, code, err);
    const size_t takes = r.statement ? (size_t)sqlite3_bind_parameter_count(r.statement) : 0;
    for (size_t i = 0; i < n && i < takes && r.status == FG_OK; i++)
        r.status = bind_one(&r, (int)i + 1, &binds[i]);
    return r;
}

bool fg_sql_next(struct fg_rows *r)
{
    if (r->status != FG_OK)
        return false;
    const int code = sqlite3_step(r->statement);
    if (code == SQLITE_ROW)
        return true;
    if (code != SQLITE_DONE)
        r->status = fg_sql_fail(r->journal, code, r->err);
    return false;
}

enum fg_status fg_sql_close(struct fg_rows *r)
{
    if (r->statement) {
        sqlite3_reset(r->statement);
        sqlite3_clear_bindings(r->statement);
    }
    return r->status;
}

struct fg_sv fg_sql_text(struct fg_rows *r, int c)
{
    const unsigned char *p = sqlite3_column_text(r->statement, c);
    const struct fg_sv s = {p ? (const char *)p : "",
                            p ? (size_t)sqlite3_column_bytes(r->statement, c) : 0};
    if (fg_utf8_valid(s) == s.n)
        return s;
    if (r->status == FG_OK)
        r->status = fg_sql_fail(r->journal, SQLITE_CORRUPT, r->err);
    return (struct fg_sv){"", 0};
}

int64_t fg_sql_int(struct fg_rows *r, int c)
{
    return sqlite3_column_int64(r->statement, c);
}

double fg_sql_real(struct fg_rows *r, int c)
{
    return sqlite3_column_type(r->statement, c) == SQLITE_NULL
               ? -1
               : sqlite3_column_double(r->statement, c);
}

struct fg_sv fg_sql_keep(struct fg_rows *r, int c)
{
    const struct fg_sv kept = fg_arena_sv(r->journal->arena, fg_sql_text(r, c));
    if (!kept.p && r->status == FG_OK)
        r->status = fg_fail_memory(r->err);
    return kept.p ? kept : (struct fg_sv){"", 0};
}

enum fg_status fg_sql_run(struct fg_journal *j, struct fg_error *err, const char *sql,
                          const struct fg_bind *binds, size_t n)
{
    struct fg_rows r = fg_sql_open(j, err, sql, binds, n);
    while (fg_sql_next(&r)) {
    }
    return fg_sql_close(&r);
}

enum fg_status fg_sql_one(struct fg_journal *j, struct fg_error *err, const char *sql,
                          const struct fg_bind *binds, size_t n, int64_t *out)
{
    struct fg_rows r = fg_sql_open(j, err, sql, binds, n);
    if (fg_sql_next(&r))
        *out = fg_sql_int(&r, 0);
    return fg_sql_close(&r);
}
