/* Errors and their places. */
#include "base/error.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static void tells_the_place(void **state)
{
    static const struct {
        const char *place;
        unsigned line, column;
        const char *want;
    } table[] = {
        {"f.yaml", 3, 7, "f.yaml:3:7: bad"}, {"f.yaml", 3, 0, "f.yaml:3: bad"},
        {"f.yaml", 0, 0, "f.yaml: bad"},     {"", 3, 7, "3:7: bad"},
        {NULL, 0, 0, "bad"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct fg_error err;
        char text[64];
        assert_int_equal(fg_fail_at(&err, FG_EDATA, table[i].place, table[i].line,
                                    table[i].column, "%s", "bad"),
                         FG_EDATA);
        assert_int_equal(err.status, FG_EDATA);
        fg_error_format(&err, text, sizeof text);
        assert_string_equal(text, table[i].want);
    }
}

static void overwrites_what_was_there(void **state)
{
    (void)state;
    struct fg_error err;
    fg_fail_at(&err, FG_EDATA, "old", 3, 7, "old");
    assert_int_equal(fg_fail(&err, FG_EUSAGE, "new %d", 1), FG_EUSAGE);
    assert_int_equal(err.line, 0);
    assert_int_equal(err.column, 0);
    assert_string_equal(err.place, "");
    assert_string_equal(err.message, "new 1");
}

static void needs_no_struct(void **state)
{
    (void)state;
    assert_int_equal(fg_fail(NULL, FG_EREAD, "x"), FG_EREAD);
    assert_int_equal(fg_fail_at(NULL, FG_EIO, "p", 1, 1, "x"), FG_EIO);
    assert_int_equal(fg_fail_memory(NULL), FG_ENOMEM);
}

static void cuts_long_texts_at_a_border(void **state)
{
    (void)state;
    struct fg_error err;
    char text[2001], small[12];
    for (size_t i = 0; i + 1 < sizeof text; i += 2)
        memcpy(text + i, "\xc3\xa9", 2);
    text[2000] = '\0';
    fg_fail_at(&err, FG_EIO, text, 1, 2, "%s", text);
    assert_int_equal(strlen(err.message), sizeof err.message - 2);
    assert_int_equal(strlen(err.place), sizeof err.place - 2);
    fg_error_format(&err, small, sizeof small);
    assert_int_equal(strlen(small), sizeof small - 1);
}

static void a_place_may_be_its_own_message(void **state)
{
    (void)state;
    struct fg_error err;
    fg_fail(&err, FG_EIO, "first");
    fg_fail_at(&err, FG_EIO, "f", 0, 0, "again: %s", err.message);
    assert_string_equal(err.message, "again: first");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tells_the_place),
        cmocka_unit_test(overwrites_what_was_there),
        cmocka_unit_test(needs_no_struct),
        cmocka_unit_test(cuts_long_texts_at_a_border),
        cmocka_unit_test(a_place_may_be_its_own_message),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
