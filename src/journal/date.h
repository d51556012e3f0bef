/* date.h - days and periods.
 *
 * A day is a count of days since 1970-01-01 in the proleptic Gregorian calendar;
 * as text it is "YYYY-MM-DD". An instant is text, "YYYY-MM-DDTHH:MM:SSZ" in UTC. */
#ifndef FG_JOURNAL_DATE_H
#define FG_JOURNAL_DATE_H

#include "base/room.h"

enum { FG_DAY_TEXT = 16, FG_INSTANT_TEXT = 32 };

/** What "now" is for one command. */
struct fg_now {
    char instant[FG_INSTANT_TEXT]; /* UTC */
    int today;                     /* the person's day: local time */
};

/** Days or months, never both: a month has no fixed length. */
struct fg_period {
    int days, months;
};

/** The clock, or, where `set` is not NULL, that instant or day ("2026-11-22",
 *  "2026-11-22T10:00:00Z"): FITGAP_NOW, for tests. False where `set` is neither. */
bool fg_now_read(const char *set, struct fg_now *out);

/** "YYYY-MM-DD", alone or followed by "T...". False where it is no day that exists. */
bool fg_day_read(struct fg_sv text, int *day);
/** The same, and what people say: today, yesterday, tomorrow, 3d, 2w, 1m, 1y (from
 *  today on), -3d (before today). */
bool fg_day_said(struct fg_sv text, int today, int *day);
void fg_day_write(int day, char out[FG_DAY_TEXT]);
/** "20261122", as calendars have it. */
void fg_day_write_compact(int day, char out[FG_DAY_TEXT]);
/** English name of the weekday, three letters. */
const char *fg_day_weekday(int day);

/** "14d", "2w", "3m", "1y". */
bool fg_period_read(struct fg_sv text, struct fg_period *out);
/** A day later by a period; the 31st of a shorter month becomes its last day. */
int fg_day_plus(int day, struct fg_period period);

#endif
