/* The journal's file: where it is, how it is opened, how a command ends. */
#include "journal/internal.h"
#include "journal/schema.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { BUSY_MS = 10000 };

bool fg_journal_default_path(char *out, size_t size)
{
    char dir[4096];
    const char *set = getenv("FITGAP_JOURNAL");
    if (set && set[0]) {
        const int n = snprintf(out, size, "%s", set);
        return n >= 0 && (size_t)n < size;
    }
    return fg_xdg_dir(dir, sizeof dir, "DATA") && fg_path_join(out, size, dir, "journal.db");
}

/* ---- the file ---- */

static enum fg_status make_folder(const char *path, struct fg_error *err)
{
    const char *slash = strrchr(path, '/');
    char dir[4096];
    if (!slash || slash == path)
        return FG_OK;
    snprintf(dir, sizeof dir, "%.*s", (int)(slash - path), path);
    struct stat st;
    if (stat(dir, &st) == 0)
        return FG_OK;
    const enum fg_status status = fg_make_dirs(dir, err);
    if (status != FG_OK && err)
        err->status = FG_EJOURNAL;
    return status == FG_OK ? FG_OK : FG_EJOURNAL;
}

/* SQLite would create it with the umask's mode; its -wal and -shm take the mode of
 * the file itself. */
static enum fg_status make_file(const char *path, struct fg_error *err)
{
    const enum fg_status status = make_folder(path, err);
    if (status != FG_OK)
        return status;
    const int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (fd < 0)
        return fg_fail_at(err, FG_EJOURNAL, path, 0, 0, "can't be created: %s", strerror(errno));
    close(fd);
    return FG_OK;
}

/* A command that only reads leaves no file behind: where there is none, it reads
 * an empty one in memory. */
static enum fg_status settle_path(const struct fg_journal_options *o, struct fg_journal *j,
                                  struct fg_error *err)
{
    if (strlen(o->path) >= sizeof j->path)
        return fg_fail_at(err, FG_EJOURNAL, o->path, 0, 0, "the name is too long");
    strcpy(j->path, o->path);
    struct stat st;
    if (stat(o->path, &st) == 0 && !S_ISREG(st.st_mode))
        return fg_fail_at(err, FG_EJOURNAL, o->path, 0, 0, "is not a file");
    if (access(o->path, F_OK) == 0 || strcmp(o->path, ":memory:") == 0)
        return FG_OK;
    if (o->write)
        return make_file(o->path, err);
    strcpy(j->path, ":memory:");
    return FG_OK;
}

/* ---- opening ---- */

/* While another process turns WAL on or takes the log up after a crash, SQLite may
 * say BUSY without asking its busy handler; a few milliseconds later it is over. */
static int exec_patiently(struct fg_journal *j, const char *sql)
{
    enum { STEP_MS = 5 };
    int code = SQLITE_BUSY;
    for (int waited = 0; waited < BUSY_MS; waited += STEP_MS) {
        code = sqlite3_exec(j->db, sql, NULL, NULL, NULL);
        if ((code & 0xff) != SQLITE_BUSY)
            return code;
        nanosleep(&(struct timespec){.tv_nsec = STEP_MS * 1000000L}, NULL);
    }
    return code;
}

/* synchronous=FULL: what was reported as written outlives the loss of power. */
static enum fg_status configure(struct fg_journal *j, struct fg_error *err)
{
    static const char *const settings[] = {
        "PRAGMA journal_mode = WAL",
        "PRAGMA synchronous = FULL",
        "PRAGMA foreign_keys = ON",
        "PRAGMA trusted_schema = OFF",
        "PRAGMA cell_size_check = ON",
        "PRAGMA temp_store = MEMORY",
        "PRAGMA cache_size = -16384", /* KiB: figures read the same table again and again */
    };
    for (size_t i = 0; i < sizeof settings / sizeof *settings; i++) {
        const int code = exec_patiently(j, settings[i]);
        if (code != SQLITE_OK)
            return fg_sql_fail(j, code, err);
    }
    return FG_OK;
}

static enum fg_status connect(struct fg_journal *j, const char *vfs, struct fg_error *err)
{
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
    const int code = sqlite3_open_v2(j->path, &j->db, flags, vfs);
    if (code != SQLITE_OK)
        return fg_sql_fail(j, code, err);
    sqlite3_extended_result_codes(j->db, 1);
    sqlite3_busy_timeout(j->db, BUSY_MS);
    /* a damaged or hostile file must not make SQLite do more than read its rows */
    sqlite3_db_config(j->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    return FG_OK;
}

static enum fg_status prepare(struct fg_journal *j, const struct fg_journal_options *o,
                              struct fg_error *err)
{
    int version = 0;
    enum fg_status status = settle_path(o, j, err);
    if (status == FG_OK)
        status = connect(j, o->vfs, err);
    if (status == FG_OK) /* before WAL is turned on: it may be another program's file */
        status = fg_schema_check(j, &version, err);
    if (status == FG_OK)
        status = configure(j, err);
    if (status == FG_OK && version < fg_schema_version())
        status = fg_schema_migrate(j, fg_schema_version(), err);
    if (status != FG_OK)
        return status;
    const int code = exec_patiently(j, o->write ? "BEGIN IMMEDIATE" : "BEGIN");
    return code == SQLITE_OK ? FG_OK : fg_sql_fail(j, code, err);
}

static void disconnect(struct fg_journal *j)
{
    fg_sql_forget(j);
    if (j->db && !sqlite3_get_autocommit(j->db))
        sqlite3_exec(j->db, "ROLLBACK", NULL, NULL, NULL);
    sqlite3_close(j->db);
    j->db = NULL;
}

static long milliseconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000L + t.tv_nsec / 1000000L;
}

/* Where several begin with a journal at the same time, any statement of the opening may
 * be told BUSY (see exec_patiently): it is begun anew. */
static enum fg_status prepare_patiently(struct fg_journal *j, const struct fg_journal_options *o,
                                        struct fg_error *err)
{
    const long until = milliseconds() + BUSY_MS;
    for (;;) {
        const enum fg_status status = prepare(j, o, err);
        if (status == FG_OK || (j->failed & 0xff) != SQLITE_BUSY || milliseconds() >= until)
            return status;
        j->failed = 0;
        disconnect(j);
        nanosleep(&(struct timespec){.tv_nsec = 5000000L}, NULL);
    }
}

enum fg_status fg_journal_open(const struct fg_journal_options *options, fg_journal **out,
                               struct fg_error *err)
{
    *out = NULL;
    if (fg_sqlite_load(err) != FG_OK)
        return FG_EJOURNAL;
    struct fg_journal *j = calloc(1, sizeof *j);
    if (!j || !(j->arena = fg_arena_new(0)) || !(j->rules_arena = fg_arena_new(0))) {
        fg_journal_close(j);
        return fg_fail_memory(err);
    }
    enum fg_status status = FG_OK;
    if (!fg_now_read(options->now, &j->now))
        status = fg_fail(err, FG_EUSAGE, "FITGAP_NOW: \"%s\" is no date", options->now);
    if (status == FG_OK)
        status = prepare_patiently(j, options, err);
    if (status == FG_OK)
        *out = j;
    else
        fg_journal_close(j);
    return status;
}

enum fg_status fg_journal_commit(fg_journal *j, struct fg_error *err)
{
    const int code = sqlite3_exec(j->db, "COMMIT", NULL, NULL, NULL);
    return code == SQLITE_OK ? FG_OK : fg_sql_fail(j, code, err);
}

void fg_journal_close(fg_journal *j)
{
    if (!j)
        return;
    disconnect(j);
    fg_arena_free(j->arena);
    fg_arena_free(j->rules_arena);
    free(j);
}

const struct fg_now *fg_journal_now(const fg_journal *j)
{
    return &j->now;
}

/* ---- memory ---- */

struct fg_sv fg_keep(fg_journal *j, struct fg_sv s)
{
    const struct fg_sv kept = fg_arena_sv(j->arena, s);
    return kept.p ? kept : (struct fg_sv){"", 0};
}

enum fg_status fg_memory(const fg_journal *j, struct fg_error *err)
{
    return fg_arena_failed(j->arena) || fg_arena_failed(j->rules_arena) ? fg_fail_memory(err)
                                                                        : FG_OK;
}

/* ---- backup ---- */

static enum fg_status copy_pages(struct fg_journal *j, sqlite3 *to, const char *path,
                                 struct fg_error *err)
{
    sqlite3_backup *b = sqlite3_backup_init(to, "main", j->db, "main");
    if (!b)
        return fg_fail_at(err, FG_EJOURNAL, path, 0, 0, "%s", sqlite3_errmsg(to));
    const int step = sqlite3_backup_step(b, -1), end = sqlite3_backup_finish(b);
    const int code = step == SQLITE_DONE ? end : step;
    if (code == SQLITE_OK)
        return FG_OK;
    fg_sql_fail(j, code, err);
    if (err)
        snprintf(err->place, sizeof err->place, "%s", path);
    return FG_EJOURNAL;
}

static bool is_same_file(const char *a, const char *b)
{
    struct stat one, other;
    return stat(a, &one) == 0 && stat(b, &other) == 0 && one.st_dev == other.st_dev &&
           one.st_ino == other.st_ino;
}

/* A whole copy in a file beside `path`, whose name `beside` receives. */
static enum fg_status copy_beside(fg_journal *j, const char *path, char *beside, size_t size,
                                  struct fg_error *err)
{
    sqlite3 *to = NULL;
    enum fg_status status = FG_OK;
    if ((size_t)snprintf(beside, size, "%s.XXXXXX", path) >= size)
        return fg_fail_at(err, FG_EJOURNAL, path, 0, 0, "the name is too long");
    const int fd = mkstemp(beside); /* mode 0600 */
    if (fd < 0)
        return fg_fail_at(err, FG_EJOURNAL, path, 0, 0, "can't be written: %s", strerror(errno));
    close(fd);
    if (sqlite3_open_v2(beside, &to, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK)
        status = fg_fail_at(err, FG_EJOURNAL, path, 0, 0, "%s", sqlite3_errmsg(to));
    if (status == FG_OK)
        status = copy_pages(j, to, path, err);
    /* of a journal in memory the copy is not in WAL mode yet: to turn that on takes the
     * file for oneself, which others may be after at once */
    if (status == FG_OK &&
        sqlite3_exec(to, "PRAGMA journal_mode = WAL", NULL, NULL, NULL) != SQLITE_OK)
        status = fg_fail_at(err, FG_EJOURNAL, path, 0, 0, "%s", sqlite3_errmsg(to));
    if (sqlite3_close(to) != SQLITE_OK && status == FG_OK)
        status = fg_fail_at(err, FG_EJOURNAL, path, 0, 0, "could not be written to its end");
    if (status != FG_OK)
        unlink(beside);
    return status;
}

/* An old backup stays whole until the new one is. */
enum fg_status fg_journal_backup(fg_journal *j, const char *path, struct fg_error *err)
{
    char beside[4096];
    if (fg_sv_eq(fg_sv_of(j->path), FG_SV(":memory:")))
        return fg_fail(err, FG_EUSAGE, "there is no journal yet: nothing to copy");
    if (is_same_file(j->path, path))
        return fg_fail_at(err, FG_EUSAGE, path, 0, 0, "is the journal itself");
    struct stat there;
    if (stat(path, &there) == 0 && !S_ISREG(there.st_mode))
        return fg_fail_at(err, FG_EUSAGE, path, 0, 0, "is no file: a backup takes its place");
    const enum fg_status status = copy_beside(j, path, beside, sizeof beside, err);
    if (status != FG_OK || rename(beside, path) == 0)
        return status;
    fg_fail_at(err, FG_EJOURNAL, path, 0, 0, "can't be written: %s", strerror(errno));
    unlink(beside);
    return FG_EJOURNAL;
}

/* ---- a new journal ---- */

/* The name itself must outlive the loss of power. */
static void sync_folder(const char *path)
{
    const char *slash = strrchr(path, '/');
    char dir[4096];
    snprintf(dir, sizeof dir, "%.*s", slash ? (int)(slash - path) + 1 : 1, slash ? path : ".");
    const int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return;
    fsync(fd);
    close(fd);
}

enum fg_status fg_journal_found(fg_journal *j, const char *path, bool *first, struct fg_error *err)
{
    char beside[4096];
    enum fg_status status = make_folder(path, err);
    *first = true;
    if (status == FG_OK)
        status = copy_beside(j, path, beside, sizeof beside, err);
    if (status != FG_OK)
        return status;
    if (link(beside, path) == 0)
        sync_folder(path);
    else if (errno == EEXIST || errno == EPERM || errno == EOPNOTSUPP)
        *first = false; /* there is one, or this disk has no links: the usual way does it */
    else
        status = fg_fail_at(err, FG_EJOURNAL, path, 0, 0, "can't be created: %s", strerror(errno));
    unlink(beside);
    return status;
}
