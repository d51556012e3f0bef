/* Days, periods, and what people say for them. */
#include "journal/date.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static int day(const char *text)
{
    int d = -999999;
    assert_true(fg_day_read(fg_sv_of(text), &d));
    return d;
}

static void days_count_from_1970(void **state)
{
    (void)state;
    assert_int_equal(day("1970-01-01"), 0);
    assert_int_equal(day("2000-03-01"), 11017);
    assert_int_equal(day("1969-12-31"), -1);
    assert_string_equal(fg_day_weekday(day("2026-11-22")), "Sun");
    assert_string_equal(fg_day_weekday(day("1969-12-31")), "Wed");
}

static void every_day_of_eight_centuries_comes_back(void **state)
{
    (void)state;
    char text[FG_DAY_TEXT];
    for (int d = day("1600-01-01"); d < day("2400-01-01"); d++) {
        fg_day_write(d, text);
        assert_int_equal(day(text), d);
    }
}

static void what_is_no_day_is_refused(void **state)
{
    static const char *const no[] = {"2026-02-29", "2026-13-01", "2026-00-10", "2026-1-01",
                                     "20261122", "", "2026-11-22x", "2100-02-29", "-026-11-22"};
    int d;
    (void)state;
    for (size_t i = 0; i < sizeof no / sizeof *no; i++)
        assert_false(fg_day_read(fg_sv_of(no[i]), &d));
    assert_true(fg_day_read(FG_SV("2000-02-29"), &d));
    assert_true(fg_day_read(FG_SV("2026-11-22T10:00:00Z"), &d));
}

static void months_end_where_they_end(void **state)
{
    (void)state;
    const struct fg_period month = {0, 1}, back = {0, -1}, year = {0, 12}, five = {0, 5};
    assert_int_equal(fg_day_plus(day("2026-01-31"), month), day("2026-02-28"));
    assert_int_equal(fg_day_plus(day("2026-03-31"), back), day("2026-02-28"));
    assert_int_equal(fg_day_plus(day("2024-02-29"), year), day("2025-02-28"));
    assert_int_equal(fg_day_plus(day("2026-11-22"), five), day("2027-04-22"));
    assert_int_equal(fg_day_plus(day("2026-01-01"), back), day("2025-12-01"));
}

static void people_say_days(void **state)
{
    static const struct {
        const char *said, *is;
    } cases[] = {{"today", "2026-11-22"}, {"Yesterday", "2026-11-21"}, {"tomorrow", "2026-11-23"},
                 {"3d", "2026-11-25"},    {"-2w", "2026-11-08"},       {"1m", "2026-12-22"},
                 {"2026-01-02", "2026-01-02"}};
    int d;
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_true(fg_day_said(fg_sv_of(cases[i].said), day("2026-11-22"), &d));
        assert_int_equal(d, day(cases[i].is));
    }
    assert_false(fg_day_said(FG_SV("soon"), 0, &d));
    assert_false(fg_day_said(FG_SV("99999999d"), 0, &d));
}

static void now_may_be_set(void **state)
{
    struct fg_now now;
    (void)state;
    assert_true(fg_now_read("2026-11-22", &now));
    assert_string_equal(now.instant, "2026-11-22T12:00:00Z");
    assert_int_equal(now.today, day("2026-11-22"));
    assert_true(fg_now_read("2026-11-22T08:09:10Z", &now));
    assert_string_equal(now.instant, "2026-11-22T08:09:10Z");
    assert_false(fg_now_read("2026-11-22T08:09", &now));
    assert_false(fg_now_read("soon", &now));
    assert_true(fg_now_read(NULL, &now));
    assert_int_equal(strlen(now.instant), 20);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_count_from_1970),
        cmocka_unit_test(every_day_of_eight_centuries_comes_back),
        cmocka_unit_test(what_is_no_day_is_refused),
        cmocka_unit_test(months_end_where_they_end),
        cmocka_unit_test(people_say_days),
        cmocka_unit_test(now_may_be_set),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
