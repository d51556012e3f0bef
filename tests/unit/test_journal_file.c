/* The file: its mode, its versions, what is no journal, writes that fail. */
#include "journal_help.h"
#include "journal_fault.h"

#include <fcntl.h>

static void assert_refused(const char *says)
{
    for (int write = 0; write < 2; write++) {
        fg_journal *j;
        struct fg_error err;
        assert_int_equal(try_open(test_path, write, NULL, &j, &err), FG_EJOURNAL);
        assert_null(j);
        assert_string_equal(err.place, test_path);
        if (!strstr(err.message, says))
            fail_msg("\"%s\" says nothing of \"%s\"", err.message, says);
    }
}

static void raw_sql(const char *sql)
{
    sqlite3 *db;
    assert_int_equal(sqlite3_open(test_path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
}

static void patch(off_t at, const char *bytes, size_t n)
{
    const int fd = open(test_path, O_RDWR);
    assert_true(fd >= 0 && pwrite(fd, bytes, n, at) == (ssize_t)n);
    close(fd);
}

/* ---- modes, places ---- */

static void the_file_is_the_owners_alone(void **state)
{
    struct stat st;
    char dir[80];
    (void)state;
    snprintf(dir, sizeof dir, "%s/a/b", test_folder);
    snprintf(test_path, sizeof test_path, "%s/j.db", dir);
    const mode_t was = umask(0);
    commit(open_journal(true));
    umask(was);
    assert_true(stat(test_path, &st) == 0 && (st.st_mode & 0777) == 0600);
    assert_true(stat(dir, &st) == 0 && (st.st_mode & 0777) == 0700);
}

static void reading_leaves_no_file_behind(void **state)
{
    struct stat st;
    (void)state;
    fg_journal *j = open_journal(false);
    assert_asked(j, "SELECT count(*) FROM application", "0");
    fg_journal_close(j);
    assert_int_equal(stat(test_path, &st), -1);
}

static void what_is_not_committed_never_was(void **state)
{
    (void)state;
    commit(open_journal(true));
    fg_journal *j = open_journal(true);
    add_json(j, one_fit, NULL);
    fg_journal_close(j);
    j = open_journal(false);
    assert_asked(j, "SELECT count(*) FROM application", "0");
    fg_journal_close(j);
}

static void a_new_journal_appears_whole_and_once(void **state)
{
    struct fg_error err;
    struct stat st;
    bool first = false;
    (void)state;
    fg_journal *j = open_journal(false), *other = open_journal(false);
    add_json(j, one_fit, NULL);
    assert_ok(fg_journal_commit(j, &err));
    assert_int_equal(stat(test_path, &st), -1);
    assert_ok(fg_journal_found(j, test_path, &first, &err));
    assert_true(first && stat(test_path, &st) == 0 && (st.st_mode & 0777) == 0600 && st.st_nlink == 1);
    assert_ok(fg_journal_commit(other, &err));
    assert_ok(fg_journal_found(other, test_path, &first, &err));
    assert_false(first); /* and what is there stays */
    fg_journal_close(other);
    fg_journal_close(j);
    j = open_journal(true);
    assert_asked(j, "SELECT count(*) FROM application", "1");
    assert_asked(j, "PRAGMA journal_mode", "wal");
    fg_journal_close(j);
}

/* ---- what is no journal ---- */

static void other_files_are_told_apart(void **state)
{
    struct fg_error err;
    (void)state;
    assert_ok(fg_write_file(test_path, FG_SV("This is a text and no database, by far.\n"), &err));
    assert_refused("is not a fitgap journal");
    unlink(test_path);
    raw_sql("CREATE TABLE other (a)");
    assert_refused("another program");
    unlink(test_path);
    raw_sql("PRAGMA application_id = 7");
    raw_sql("CREATE TABLE other (a)");
    assert_refused("another program");
    unlink(test_path);
    assert_int_equal(mkdir(test_path, 0700), 0);
    assert_refused("is not a file");
}

static void a_newer_version_is_left_alone(void **state)
{
    (void)state;
    commit(open_journal(true));
    raw_sql("PRAGMA user_version = 99");
    assert_refused("newer fitgap (journal version 99");
}

static void a_damaged_file_is_told(void **state)
{
    (void)state;
    commit(open_journal(true));
    fg_journal *j = open_journal(true);
    add_json(j, one_fit, NULL);
    commit(j);
    patch(100, "\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff", 10);
    assert_refused("damaged");
}

static void damage_further_in_never_crashes(void **state)
{
    struct stat st;
    (void)state;
    fg_journal *j = open_journal(true);
    add_json(j, one_fit, NULL);
    note(j, 1, "rejected", "2026-11-01");
    commit(j);
    assert_int_equal(stat(test_path, &st), 0);
    char *whole = malloc((size_t)st.st_size);
    const int fd = open(test_path, O_RDONLY);
    assert_true(whole && read(fd, whole, (size_t)st.st_size) == (ssize_t)st.st_size);
    close(fd);
    srand(7);
    for (int i = 0; i < 400; i++) {
        struct fg_error err;
        struct fg_buf out = {0};
        char garbage[16];
        for (size_t k = 0; k < sizeof garbage; k++)
            garbage[k] = (char)rand();
        patch(0, whole, (size_t)st.st_size);
        patch((off_t)(rand() % (st.st_size - 16)), garbage, sizeof garbage);
        if (try_open(test_path, true, NULL, &j, &err) == FG_OK) {
            (void)fg_journal_page(j, 1, FG_FORMAT_TEXT, true, &out, &err);
            (void)fg_journal_export(j, 0, FG_FORMAT_JSON, &out, NULL, &err);
            (void)fg_journal_stats(j, FG_FORMAT_JSON, &(struct fg_report_style){0}, &out, &err);
            fg_journal_close(j);
        } else {
            assert_int_equal(err.status, FG_EJOURNAL);
        }
        fg_buf_free(&out);
    }
    free(whole);
}

/* ---- versions ---- */

/* A journal as version `v` had it, with a row where that version had the table. */
static void make_version(int v)
{
    struct fg_journal old = {0};
    struct fg_error err = {0};
    unlink(test_path);
    strcpy(old.path, test_path);
    assert_int_equal(sqlite3_open(test_path, &old.db), SQLITE_OK);
    if (v > 0) {
        assert_ok(fg_schema_migrate(&old, v, &err));
        assert_int_equal(sqlite3_exec(old.db,
                                      "INSERT INTO application (key, title, company, location, url,"
                                      " site, language, added_at, band) VALUES"
                                      " ('k', 'kept', '', '', '', '', '', '', '')",
                                      NULL, NULL, NULL), SQLITE_OK);
    }
    fg_sql_forget(&old);
    sqlite3_close(old.db);
}

static void every_earlier_version_is_brought_up(void **state)
{
    char *want;
    (void)state;
    make_version(fg_schema_version());
    fg_journal *j = open_journal(false);
    want = asked(j, "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name");
    fg_journal_close(j);
    for (int v = 0; v < fg_schema_version(); v++) {
        make_version(v);
        j = open_journal(true);
        assert_asked(j, "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name", want);
        assert_asked(j, "SELECT title FROM application", v ? "kept" : "");
        assert_asked(j, "PRAGMA user_version", "3");
        assert_asked(j, "PRAGMA foreign_key_check", "");
        assert_asked(j, "PRAGMA integrity_check", "ok");
        fg_journal_close(j);
    }
    free(want);
}

/* ---- backup ---- */

static void a_backup_is_whole_and_replaces(void **state)
{
    char copy[128];
    struct fg_error err;
    struct stat st;
    (void)state;
    snprintf(copy, sizeof copy, "%s/copy.db", test_folder);
    fg_journal *j = open_journal(true);
    add_json(j, one_fit, NULL);
    commit(j);
    for (int i = 0; i < 2; i++) {
        j = open_journal(false);
        assert_ok(fg_journal_backup(j, copy, &err));
        fg_journal_close(j);
    }
    assert_true(stat(copy, &st) == 0 && (st.st_mode & 0777) == 0600);
    assert_ok(try_open(copy, false, NULL, &j, &err));
    assert_asked(j, "SELECT title FROM application", "Data Engineer");
    assert_int_equal(fg_journal_backup(j, "/nonexistent/x.db", &err), FG_EJOURNAL);
    assert_int_equal(fg_journal_backup(j, copy, &err), FG_EUSAGE); /* onto itself */
    fg_journal_close(j);
}

/* ---- writes that fail ---- */

static enum fg_status change(const char *vfs, struct fg_error *err)
{
    fg_journal *j;
    const struct fg_happening e = {.outcome = fg_outcome_find(FG_SV("rejected"), NULL),
                                   .day = 20000, .note = FG_SV("fault")};
    size_t planned;
    enum fg_status status = try_open(test_path, true, vfs, &j, err);
    if (status == FG_OK)
        status = fg_journal_outcome(j, 1, &e, &test_rules, &planned, err);
    if (status == FG_OK)
        status = fg_journal_commit(j, err);
    fg_journal_close(j);
    return status;
}

/* The n-th write, sync or truncation fails, alone or with all after it. What was
 * reported as written is there, what was not is not, and the file is sound. */
static void fail_each(int code, bool for_good)
{
    unsigned n = 1;
    for (bool reached = true; reached; n++) {
        struct fg_error err;
        unlink(test_path);
        fg_journal *j = open_journal(true);
        add_json(j, one_fit, NULL);
        commit(j);
        fault_arm(n, code, for_good);
        const enum fg_status status = change("fault", &err);
        reached = fault_disarm();
        if (status != FG_OK) {
            assert_int_equal(status, FG_EJOURNAL);
            assert_true(err.message[0]);
        }
        j = open_journal(false);
        assert_asked(j, "PRAGMA integrity_check", "ok");
        assert_asked(j, "PRAGMA foreign_key_check", "");
        char *events = asked(j, "SELECT count(*) FROM event WHERE note = 'fault'");
        char *planned = asked(j, "SELECT count(*) > 0 FROM follow_up");
        assert_string_equal(events, planned); /* all of the command or nothing */
        if (status == FG_OK)
            assert_string_equal(events, "1");
        free(events);
        free(planned);
        fg_journal_close(j);
    }
    assert_true(n > 5);
}

static void no_failing_write_breaks_the_journal(void **state)
{
    (void)state;
    assert_int_equal(fault_register(), SQLITE_OK);
    fail_each(SQLITE_IOERR_WRITE, false);
    fail_each(SQLITE_IOERR_WRITE, true);
    fail_each(SQLITE_FULL, false);
    fail_each(SQLITE_FULL, true);
}

static void a_full_disk_is_told(void **state)
{
    struct fg_error err;
    (void)state;
    assert_int_equal(fault_register(), SQLITE_OK);
    fg_journal *j = open_journal(true);
    add_json(j, one_fit, NULL);
    commit(j);
    fault_arm(1, SQLITE_FULL, true);
    assert_int_equal(change("fault", &err), FG_EJOURNAL);
    fault_disarm();
    assert_non_null(strstr(err.message, "disk is full"));
    fault_arm(1, SQLITE_READONLY, true);
    assert_int_equal(change("fault", &err), FG_EJOURNAL);
    fault_disarm();
    assert_non_null(strstr(err.message, "read-only"));
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, make_folder, remove_folder)
    if (fg_sqlite_load(NULL) != FG_OK) /* some tests go past the journal */
        return 1;
    const struct CMUnitTest tests[] = {
        TEST(the_file_is_the_owners_alone),
        TEST(reading_leaves_no_file_behind),
        TEST(what_is_not_committed_never_was),
        TEST(a_new_journal_appears_whole_and_once),
        TEST(other_files_are_told_apart),
        TEST(a_newer_version_is_left_alone),
        TEST(a_damaged_file_is_told),
        TEST(damage_further_in_never_crashes),
        TEST(every_earlier_version_is_brought_up),
        TEST(a_backup_is_whole_and_replaces),
        TEST(no_failing_write_breaks_the_journal),
        TEST(a_full_disk_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
