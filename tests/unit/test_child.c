/* A program run with limits. */
#include "document/child.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static const struct child_case {
    const char *why;
    const char *argv[4];
    const char *input;
    size_t ceiling;
    unsigned wall_seconds;
    enum fg_status status;
    int exit_status;
    const char *output; /* NULL: whatever it is */
} child_cases[] = {
    {"what goes in comes out", {"cat"}, "abc", 1000000, 60, FG_OK, 0, "abc"},
    {"it may seek in its input", {"tail", "-c", "2"}, "abc", 1000000, 60, FG_OK, 0, "bc"},
    {"its exit status is told", {"sh", "-c", "exit 3"}, "", 1000000, 60, FG_OK, 3, ""},
    {"its standard error is dropped", {"sh", "-c", "echo no >&2"}, "", 1000000, 60, FG_OK, 0, ""},
    {"it is missing", {"no-such-program-anywhere"}, "", 1000000, 60, FG_OK, FG_CHILD_MISSING, ""},
    {"it prints without end", {"yes"}, "", 200000, 60, FG_ELIMIT, FG_CHILD_KILLED + 9, NULL},
    {"it waits without end", {"sleep", "60"}, "", 1000000, 1, FG_ELIMIT, FG_CHILD_KILLED + 9, NULL},
    {"it counts without end", {"sh", "-c", "while :; do :; done"}, "", 1000000, 60, FG_OK,
     FG_CHILD_KILLED + 9, NULL},
};

static void runs(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof child_cases / sizeof *child_cases; i++) {
        const struct child_case *c = &child_cases[i];
        const struct fg_child child = {.argv = c->argv, .input = fg_sv_of(c->input),
                                       .memory = (rlim_t)1 << 30, .cpu_seconds = 1,
                                       .wall_seconds = c->wall_seconds};
        struct fg_buf out = {.ceiling = c->ceiling};
        struct fg_error err = {0};
        int exit_status = -1;
        const enum fg_status status = fg_child_run(&child, &out, &exit_status, &err);
        if (status != c->status || exit_status != c->exit_status)
            fail_msg("%s: status %d, exit status %d", c->why, status, exit_status);
        if (c->output && !fg_sv_eq(fg_buf_sv(&out), fg_sv_of(c->output)))
            fail_msg("%s: printed \"%.*s\"", c->why, FG_SV_ARG(fg_buf_sv(&out)));
        fg_buf_free(&out);
    }
}

static void bounds_memory(void **state)
{
    (void)state;
    static const char *const argv[] = {"cat", NULL};
    const struct fg_child child = {.argv = argv, .memory = 1 << 16, .cpu_seconds = 1,
                                   .wall_seconds = 3};
    struct fg_buf out = {.ceiling = 1000000};
    int exit_status = 0;
    assert_int_equal(fg_child_run(&child, &out, &exit_status, NULL), FG_OK);
    assert_int_not_equal(exit_status, 0);
    fg_buf_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(runs),
        cmocka_unit_test(bounds_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
