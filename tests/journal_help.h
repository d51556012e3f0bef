/* What the journal's unit tests share: a folder of their own, a journal in it. */
#ifndef JOURNAL_HELP_H
#define JOURNAL_HELP_H

#include "journal/internal.h"
#include "journal/schema.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static char test_folder[64], test_path[96], test_rules_dir[4096];
static struct fg_letter_rules test_rules;

static inline int make_folder(void **state)
{
    const char *source = getenv("FG_SOURCE");
    (void)state;
    strcpy(test_folder, "/tmp/fitgap-journal-XXXXXX");
    if (!mkdtemp(test_folder))
        return -1;
    snprintf(test_path, sizeof test_path, "%s/journal.db", test_folder);
    snprintf(test_rules_dir, sizeof test_rules_dir, "%s/rules", source ? source : ".");
    test_rules = (struct fg_letter_rules){test_rules_dir, NULL};
    return 0;
}

static inline int remove_folder(void **state)
{
    char command[128];
    (void)state;
    snprintf(command, sizeof command, "rm -rf %s", test_folder);
    return system(command);
}

static inline enum fg_status try_open(const char *path, bool write, const char *vfs,
                                      fg_journal **j, struct fg_error *err)
{
    const struct fg_journal_options o = {path, write, "2026-11-22T10:00:00Z", vfs};
    *err = (struct fg_error){0};
    return fg_journal_open(&o, j, err);
}

static inline fg_journal *open_journal(bool write)
{
    fg_journal *j;
    struct fg_error err;
    if (try_open(test_path, write, NULL, &j, &err) != FG_OK)
        fail_msg("%s: %s", err.place, err.message);
    return j;
}

static inline void commit(fg_journal *j)
{
    struct fg_error err = {0};
    if (fg_journal_commit(j, &err) != FG_OK)
        fail_msg("%s", err.message);
    fg_journal_close(j);
}

/* What a query's first column says, all rows joined by "|"; the caller's to free. */
static inline char *asked(fg_journal *j, const char *sql)
{
    struct fg_buf b = {0};
    struct fg_error err = {0};
    struct fg_rows r = fg_sql_open(j, &err, sql, FG_NO_BINDS);
    for (bool first = true; fg_sql_next(&r); first = false) {
        fg_buf_addz(&b, first ? "" : "|");
        fg_buf_add(&b, fg_sql_text(&r, 0));
    }
    if (fg_sql_close(&r) != FG_OK)
        fail_msg("%s: %s", sql, err.message);
    return b.p ? b.p : strdup("");
}

#define assert_asked(j, sql, want)                                                         \
    do {                                                                                   \
        char *got_ = asked(j, sql);                                                        \
        assert_string_equal(got_, want);                                                   \
        free(got_);                                                                        \
    } while (0)

#define assert_ok(call)                                                                    \
    do {                                                                                   \
        if ((call) != FG_OK)                                                               \
            fail_msg("%s: %s", err.place, err.message);                                    \
    } while (0)

static inline void add_json(fg_journal *j, const char *json, const struct fg_happening *event)
{
    struct fg_added added;
    struct fg_buf report = {0};
    struct fg_error err = {0};
    assert_ok(fg_journal_add(j, fg_sv_of(json), event, &test_rules, &added, &report, &err));
    fg_buf_free(&report);
}

static inline void note(fg_journal *j, int64_t id, const char *status, const char *date)
{
    struct fg_happening e = {.note = {"", 0}};
    struct fg_error err = {0};
    size_t planned;
    e.outcome = fg_outcome_find(fg_sv_of(status), &e.round);
    assert_non_null(e.outcome);
    assert_true(fg_day_read(fg_sv_of(date), &e.day));
    assert_ok(fg_journal_outcome(j, id, &e, &test_rules, &planned, &err));
}

/* A fit with one requirement met, one gap and a duty. */
static const char one_fit[] =
    "{\"schema\": \"fitgap/1\", \"source\": {\"url\": \"https://Jobs.Example.com/1?utm_source=x\"},"
    " \"title\": \"Data Engineer\", \"company\": \"Acme\", \"location\": \"Berlin\","
    " \"score\": 63.5, \"band\": \"stretch\", \"text\": \"The whole text.\\nLine two.\","
    " \"requirements\": ["
    "{\"id\": \"r1\", \"text\": \"Python\", \"state\": \"met\", \"gain\": 0, \"weight\": 3,"
    " \"skills\": [{\"name\": \"Python\"}], \"evidence\": [{\"skill\": \"Python\"}]},"
    "{\"id\": \"r2\", \"text\": \"5 years of SQL\", \"state\": \"gap\", \"gain\": 12.5,"
    " \"skills\": [{\"name\": \"SQL\"}], \"reason\": \"2 of 5 years\"}],"
    " \"duties\": [{\"text\": \"Build the platform\"}]}";

#endif
