#include "base/library.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

double cos(double x);
double no_such_function(double x);

static void test_functions_are_there_once_it_is_loaded(void **state)
{
    (void)state;
    static struct { FG_LIBRARY_MEMBER(cos) } functions;
    static const char *const names[] = {FG_LIBRARY_NAME(cos)};
    static struct fg_library library = FG_LIBRARY("libm.so.6", names, functions);
    struct fg_error err;
    assert_null(functions.cos);
    for (int i = 0; i < 2; i++)
        assert_int_equal(fg_library_load(&library, FG_EREAD, &err), FG_OK);
    assert_true(functions.cos(0) > 0.999);
}

static void test_a_library_that_is_not_there(void **state)
{
    (void)state;
    static struct { FG_LIBRARY_MEMBER(cos) } functions;
    static const char *const names[] = {FG_LIBRARY_NAME(cos)};
    static struct fg_library library = FG_LIBRARY("libno-such.so.7", names, functions);
    struct fg_error err;
    assert_int_equal(fg_library_load(&library, FG_EFETCH, &err), FG_EFETCH);
    assert_int_equal(err.status, FG_EFETCH);
    assert_non_null(strstr(err.message, "libno-such.so.7"));
}

static void test_a_function_it_lacks(void **state)
{
    (void)state;
    static struct { FG_LIBRARY_MEMBER(cos) FG_LIBRARY_MEMBER(no_such_function) } functions;
    static const char *const names[] = {FG_LIBRARY_NAME(cos) FG_LIBRARY_NAME(no_such_function)};
    static struct fg_library library = FG_LIBRARY("libm.so.6", names, functions);
    struct fg_error err;
    assert_int_equal(fg_library_load(&library, FG_EREAD, &err), FG_EREAD);
    assert_string_equal(err.message, "libm.so.6 is too old: it has no no_such_function");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_functions_are_there_once_it_is_loaded),
        cmocka_unit_test(test_a_library_that_is_not_there),
        cmocka_unit_test(test_a_function_it_lacks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
