/* due.h - follow-ups handed to other programs. Private to the room. */
#ifndef FG_JOURNAL_DUE_H
#define FG_JOURNAL_DUE_H

#include "journal/internal.h"

/** One open follow-up. */
struct fg_due {
    int64_t id, application;          /* application 0: of none          */
    struct fg_sv uid, what, why, letter, company, title, contact;
    int day;
};

struct fg_dues {
    FG_VEC(struct fg_due) all;
};

/** What a follow-up is about, in one line: "#12 Data Engineer - Acme, Jo Field". */
struct fg_sv fg_due_about(fg_journal *j, const struct fg_due *d);

/** Source: RFC 5545; an all-day event with an alarm at nine in the morning. */
enum fg_status fg_due_icalendar(fg_journal *j, const struct fg_dues *dues, struct fg_buf *out,
                                struct fg_error *err);
/** For `task import`. Source: Taskwarrior JSON Format (task.json RFC). */
void fg_due_taskwarrior(fg_journal *j, const struct fg_dues *dues, struct fg_buf *out);
/** Source: remind(1). */
void fg_due_remind(fg_journal *j, const struct fg_dues *dues, struct fg_buf *out);
/** Source: Org Syntax, 2024 (headlines, planning lines, property drawers). */
void fg_due_org(fg_journal *j, const struct fg_dues *dues, struct fg_buf *out);

#endif
