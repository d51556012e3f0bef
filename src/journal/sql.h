/* sql.h - statements on the journal's SQLite file. Private to the room.
 *
 * Every value goes in bound, never as SQL. Text is checked where it goes in (well-
 * formed UTF-8 without NUL) and where it comes out, since the file may have been
 * changed by other hands.
 *
 *     struct fg_rows r = fg_sql_open(j, err, "SELECT title FROM application WHERE id = ?1",
 *                                    FG_BINDS(FG_INT(id)));
 *     while (fg_sql_next(&r))
 *         use(fg_sql_text(&r, 0));
 *     return fg_sql_close(&r);
 */
#ifndef FG_JOURNAL_SQL_H
#define FG_JOURNAL_SQL_H

#include "journal/date.h"
#include "journal/sqlite.h"

enum { FG_SQL_CACHE = 64 };

struct fg_written_sql {
    const struct fg_table *table;
    unsigned which; /* enum fg_table_statement */
    const char *sql;
};

struct fg_journal {
    sqlite3 *db;
    int failed;            /* the code of the last failure, 0 for none */
    char path[4096];       /* for messages; ":memory:" where there is no file yet */
    struct fg_now now;
    fg_arena *arena;       /* what is handed out; lives as long as the journal */
    fg_arena *rules_arena; /* what is read of rules/letters, and of SQL, once a command */
    struct fg_plan *plan;  /* NULL: not read yet */
    struct fg_themes *themes;
    FG_VEC(struct fg_written_sql) statements; /* written for a table: fg_table_sql() */
    sqlite3_stmt *cache[FG_SQL_CACHE]; /* compiled statements, used again */
    size_t next_out;       /* of the cache: the one to give way next */
};

enum fg_bind_kind { FG_BIND_NULL, FG_BIND_INT, FG_BIND_REAL, FG_BIND_TEXT };

struct fg_bind {
    enum fg_bind_kind kind;
    int64_t i;
    double r;
    struct fg_sv s;
};

#define FG_INT(v) ((struct fg_bind){.kind = FG_BIND_INT, .i = (v)})
#define FG_TEXT(v) ((struct fg_bind){.kind = FG_BIND_TEXT, .s = (v)})
/** NULL where negative: scores and shares that are not there. */
#define FG_SHARE(v) ((struct fg_bind){.kind = (v) < 0 ? FG_BIND_NULL : FG_BIND_REAL, .r = (v)})
#define FG_BINDS(...)                                                                      \
    (const struct fg_bind[]){__VA_ARGS__},                                                 \
        sizeof((const struct fg_bind[]){__VA_ARGS__}) / sizeof(struct fg_bind)
#define FG_NO_BINDS NULL, 0

struct fg_rows {
    struct fg_journal *journal;
    sqlite3_stmt *statement;
    struct fg_error *err;
    enum fg_status status;
};

/** Starts a statement with ?1, ?2 ... bound; it need not use the last of them. A
 *  failure shows in fg_sql_close(). */
struct fg_rows fg_sql_open(struct fg_journal *j, struct fg_error *err, const char *sql,
                           const struct fg_bind *binds, size_t n);
/** The next row; false at the end or on failure. */
bool fg_sql_next(struct fg_rows *r);
/** Ends it: FG_OK, or what went wrong since fg_sql_open(). */
enum fg_status fg_sql_close(struct fg_rows *r);

/** Column `c` of the row, valid until the next one. NULL reads as empty text, 0
 *  and, for fg_sql_real(), as -1. */
struct fg_sv fg_sql_text(struct fg_rows *r, int c);
int64_t fg_sql_int(struct fg_rows *r, int c);
double fg_sql_real(struct fg_rows *r, int c);
/** A copy in the journal's arena. */
struct fg_sv fg_sql_keep(struct fg_rows *r, int c);

/** A statement without rows. FG_EJOURNAL, FG_EUSAGE for text that can't be kept. */
enum fg_status fg_sql_run(struct fg_journal *j, struct fg_error *err, const char *sql,
                          const struct fg_bind *binds, size_t n);
/** The first column of the first row; `*out` unchanged where there is none. */
enum fg_status fg_sql_one(struct fg_journal *j, struct fg_error *err, const char *sql,
                          const struct fg_bind *binds, size_t n, int64_t *out);

/** FG_EJOURNAL in one sentence a person can act on, for what SQLite said last. */
enum fg_status fg_sql_fail(struct fg_journal *j, int code, struct fg_error *err);
/** Finalizes what is cached. */
void fg_sql_forget(struct fg_journal *j);

#endif
