/* Follow-ups, one by one. */
#include "journal/internal.h"

#include <string.h>

static enum fg_status need_open(fg_journal *j, int64_t id, struct fg_error *err)
{
    int64_t open = -1;
    const enum fg_status status =
        fg_sql_one(j, err, "SELECT state = 'open' FROM follow_up WHERE id = ?1",
                   FG_BINDS(FG_INT(id)), &open);
    if (status != FG_OK || open == 1)
        return status;
    return fg_fail(err, FG_EUSAGE,
                   open < 0 ? "there is no follow-up %lld" : "follow-up %lld is closed",
                   (long long)id);
}

/* The next of one that repeats: counted from the day it was done, not from the day
 * it was due, so that a late note is not followed by another at once. */
static enum fg_status plan_next(fg_journal *j, int64_t id, struct fg_error *err)
{
    char uid[FG_UID], due[FG_DAY_TEXT];
    struct fg_period every;
    struct fg_rows r = fg_sql_open(j, err, "SELECT every FROM follow_up WHERE id = ?1",
                                   FG_BINDS(FG_INT(id)));
    const bool repeats = fg_sql_next(&r) && fg_period_read(fg_sql_text(&r, 0), &every);
    const enum fg_status status = fg_sql_close(&r);
    if (status != FG_OK || !repeats)
        return status;
    fg_uid_random(uid);
    fg_day_write(fg_day_plus(j->now.today, every), due);
    return fg_sql_run(j, err,
                      "INSERT INTO follow_up (uid, application, contact, rule, what, why, letter,"
                      " due, every, state, closed_at)"
                      " SELECT ?2, application, contact, rule, what, why, letter, ?3, every,"
                      " 'open', '' FROM follow_up WHERE id = ?1",
                      FG_BINDS(FG_INT(id), FG_TEXT(fg_sv_of(uid)), FG_TEXT(fg_sv_of(due))));
}

enum fg_status fg_follow_up_close(fg_journal *j, int64_t id, const char *state,
                                  struct fg_error *err)
{
    enum fg_status status = need_open(j, id, err);
    if (status == FG_OK)
        status = fg_sql_run(j, err,
                            "UPDATE follow_up SET state = ?2, closed_at = ?3 WHERE id = ?1",
                            FG_BINDS(FG_INT(id), FG_TEXT(fg_sv_of(state)),
                                     FG_TEXT(fg_sv_of(j->now.instant))));
    if (status == FG_OK && strcmp(state, "done") == 0)
        status = plan_next(j, id, err);
    return status;
}

enum fg_status fg_follow_up_edit(fg_journal *j, int64_t id, const int *day, struct fg_sv what,
                                 struct fg_error *err)
{
    char due[FG_DAY_TEXT] = "";
    if (day)
        fg_day_write(*day, due);
    const enum fg_status status = need_open(j, id, err);
    if (status != FG_OK)
        return status;
    return fg_sql_run(j, err,
                      "UPDATE follow_up SET due = CASE WHEN ?2 = '' THEN due ELSE ?2 END,"
                      " what = CASE WHEN ?3 = '' THEN what ELSE ?3 END WHERE id = ?1",
                      FG_BINDS(FG_INT(id), FG_TEXT(fg_sv_of(due)), FG_TEXT(what)));
}

enum fg_status fg_follow_up_add(fg_journal *j, int64_t application, int day, struct fg_sv what,
                                int64_t *id, struct fg_error *err)
{
    char uid[FG_UID], due[FG_DAY_TEXT];
    if (!fg_sv_trim(what).n)
        return fg_fail(err, FG_EUSAGE, "what is to be done?");
    fg_uid_random(uid);
    fg_day_write(day, due);
    const enum fg_status status = fg_sql_run(
        j, err,
        "INSERT INTO follow_up (uid, application, rule, what, why, letter, due, every, state,"
        " closed_at) VALUES (?1, nullif(?2, 0), '', ?3, '', '', ?4, '', 'open', '')",
        FG_BINDS(FG_TEXT(fg_sv_of(uid)), FG_INT(application), FG_TEXT(what),
                 FG_TEXT(fg_sv_of(due))));
    *id = sqlite3_last_insert_rowid(j->db);
    return status;
}
