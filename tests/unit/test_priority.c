/* Whether an item is a must or a nice, by its section and its words. */
#include "extract/internal.h"
#include "with_rules.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static const struct {
    const char *item;
    enum fg_priority want;
} items[] = {
    {"3 years of experience with Python", FG_MUST},
    {"Python is a plus", FG_NICE},
    {"Preferred: experience with Kafka", FG_NICE},
    {"Nice to have: Rust", FG_NICE},
    {"Ideally a degree in chemistry", FG_NICE},
    {"A driving licence would be an advantage", FG_NICE},
    {"Experience with Java, ideally in finance", FG_MUST},
    {"Python (Django is a plus)", FG_MUST},
    {"Python is required. Django is a plus.", FG_MUST},
    {"A degree is required", FG_MUST},
    {"Surplus stock handling", FG_MUST},
};

static void reads_the_words(void **state)
{
    fg_rules *rules = *state;
    fg_arena *arena = fg_arena_new(0);
    struct extraction x = {.rules = rules, .scratch = fg_scratch_new(rules), .arena = arena};
    x.language = x.english = fg_rules_language(rules, "en", NULL);
    assert_non_null(x.language);
    for (size_t i = 0; i < sizeof items / sizeof *items; i++) {
        const struct fg_sv item = fg_sv_of(items[i].item);
        if (extract_priority(&x, item, FG_SECTION_REQUIRED, true) != items[i].want)
            fail_msg("\"%s\" under required", items[i].item);
        if (extract_priority(&x, item, FG_SECTION_PREFERRED, true) != FG_NICE)
            fail_msg("\"%s\" under preferred", items[i].item);
    }
    fg_scratch_free(x.scratch);
    fg_arena_free(arena);
}

static int set_up(void **state)
{
    *state = fg_test_rules();
    return 0;
}

static int tear_down(void **state)
{
    fg_rules_free(*state);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(reads_the_words)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
