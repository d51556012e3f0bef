#include "journal/date.h"

#include <stdio.h>
#include <time.h>

/* Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms",
 * days_from_civil and civil_from_days. */
static int days_of(int year, int month, int day)
{
    const int y = year - (month <= 2);
    const int era = (y >= 0 ? y : y - 399) / 400;
    const int of_era = y - era * 400;
    const int of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

struct civil {
    int year, month, day;
};

static struct civil civil_of(int days)
{
    const int z = days + 719468, era = (z >= 0 ? z : z - 146096) / 146097;
    const int of_era = z - era * 146097;
    const int y = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    const int of_year = of_era - (365 * y + y / 4 - y / 100), m = (5 * of_year + 2) / 153;
    const int month = m + (m < 10 ? 3 : -9);
    return (struct civil){y + era * 400 + (month <= 2), month, of_year - (153 * m + 2) / 5 + 1};
}

static int month_days(int year, int month)
{
    return month == 12 ? 31 : days_of(year, month + 1, 1) - days_of(year, month, 1);
}

static bool number_at(struct fg_sv text, size_t at, size_t n, int *out)
{
    uint32_t v;
    if (at + n > text.n || !fg_sv_to_u32(fg_sv_sub(text, at, n), &v))
        return false;
    *out = (int)v;
    return true;
}

bool fg_day_read(struct fg_sv text, int *day)
{
    struct civil c;
    const bool shaped = text.n >= 10 && text.p[4] == '-' && text.p[7] == '-' &&
                        (text.n == 10 || text.p[10] == 'T' || text.p[10] == ' ') &&
                        number_at(text, 0, 4, &c.year) && number_at(text, 5, 2, &c.month) &&
                        number_at(text, 8, 2, &c.day);
    if (!shaped || c.month < 1 || c.month > 12 || c.day < 1 ||
        c.day > month_days(c.year, c.month))
        return false;
    *day = days_of(c.year, c.month, c.day);
    return true;
}

bool fg_period_read(struct fg_sv text, struct fg_period *out)
{
    enum { LONGEST = 36500 };
    static const struct {
        char unit;
        struct fg_period one;
    } units[] = {{'d', {1, 0}}, {'w', {7, 0}}, {'m', {0, 1}}, {'y', {0, 12}}};
    uint32_t n;
    if (text.n < 2 || !fg_sv_to_u32(fg_sv_sub(text, 0, text.n - 1), &n) || n > LONGEST)
        return false;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (units[i].unit == text.p[text.n - 1]) {
            *out = (struct fg_period){(int)n * units[i].one.days, (int)n * units[i].one.months};
            return true;
        }
    return false;
}

int fg_day_plus(int day, struct fg_period period)
{
    const struct civil c = civil_of(day);
    const int months = c.year * 12 + c.month - 1 + period.months;
    const int year = months / 12, month = months % 12 + 1, most = month_days(year, month);
    return days_of(year, month, c.day < most ? c.day : most) + period.days;
}

bool fg_day_said(struct fg_sv text, int today, int *day)
{
    static const struct {
        const char *word;
        int offset;
    } words[] = {{"today", 0}, {"yesterday", -1}, {"tomorrow", 1}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (fg_sv_eq_nocase(text, fg_sv_of(words[i].word))) {
            *day = today + words[i].offset;
            return true;
        }
    struct fg_period p;
    const bool back = text.n && text.p[0] == '-';
    if (fg_period_read(fg_sv_sub(text, back, text.n), &p)) {
        *day = fg_day_plus(today, back ? (struct fg_period){-p.days, -p.months} : p);
        return true;
    }
    return fg_day_read(text, day);
}

void fg_day_write(int day, char out[FG_DAY_TEXT])
{
    const struct civil c = civil_of(day);
    snprintf(out, FG_DAY_TEXT, "%04u-%02u-%02u", (unsigned)c.year % 10000u,
             (unsigned)c.month % 100u, (unsigned)c.day % 100u);
}

void fg_day_write_compact(int day, char out[FG_DAY_TEXT])
{
    const struct civil c = civil_of(day);
    snprintf(out, FG_DAY_TEXT, "%04u%02u%02u", (unsigned)c.year % 10000u,
             (unsigned)c.month % 100u, (unsigned)c.day % 100u);
}

const char *fg_day_weekday(int day)
{
    static const char *const names[] = {"Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"};
    return names[((day % 7) + 7) % 7];
}

static bool clock_read(struct fg_now *out)
{
    const time_t t = time(NULL);
    struct tm utc, local;
    if (!gmtime_r(&t, &utc) || !localtime_r(&t, &local))
        return false;
    out->today = days_of(local.tm_year + 1900, local.tm_mon + 1, local.tm_mday);
    return strftime(out->instant, sizeof out->instant, "%Y-%m-%dT%H:%M:%SZ", &utc) > 0;
}

static bool is_time(struct fg_sv s) /* "T10:00:00Z" */
{
    static const char shape[] = "T00:00:00Z";
    for (size_t i = 0; i < s.n; i++)
        if (shape[i] == '0' ? !fg_is_digit(s.p[i]) : s.p[i] != shape[i])
            return false;
    return true;
}

bool fg_now_read(const char *set, struct fg_now *out)
{
    if (!set || !set[0])
        return clock_read(out);
    const struct fg_sv text = fg_sv_of(set);
    const bool whole = text.n == 20 && is_time(fg_sv_sub(text, 10, 10));
    if (!fg_day_read(text, &out->today) || (text.n != 10 && !whole))
        return false;
    snprintf(out->instant, sizeof out->instant, "%s%s", set, whole ? "" : "T12:00:00Z");
    return true;
}
