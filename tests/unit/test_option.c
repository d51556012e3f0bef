/* Command-line options by table. */
#include "cli/option.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

struct values {
    bool quiet;
    int verbose, jobs, format;
    double least;
    const char *output;
    struct option_list files;
};

static const char *const formats[] = {"text", "json", NULL};

#define AT(member) offsetof(struct values, member)
static const struct option_spec specs[] = {
    {"quiet", 'q', OPTION_FLAG, AT(quiet), NULL, "say less", NULL},
    {"verbose", 'v', OPTION_COUNT, AT(verbose), NULL, "say more", NULL},
    {"jobs", 'j', OPTION_INTEGER, AT(jobs), "N", "at once", NULL},
    {"least", 0, OPTION_NUMBER, AT(least), "N", "the least", NULL},
    {"output", 'o', OPTION_TEXT, AT(output), "FILE", "where to", NULL},
    {"format", 'f', OPTION_CHOICE, AT(format), "FORMAT", "how", formats},
    {"file", 0, OPTION_LIST, AT(files), "FILE", "another", NULL},
    {0}};
#undef AT

struct run {
    fg_arena *arena;
    struct values v;
    const char **words;
    size_t n;
    struct fg_error err;
    enum fg_status status;
};

#define PARSE(...) parse((const char *[]){__VA_ARGS__, NULL})

static struct run parse(const char **argv)
{
    struct run r = {.arena = fg_arena_new(0)};
    const struct option_table table = {specs, &r.v};
    char *words[16] = {0};
    for (size_t i = 0; argv[i]; i++)
        words[i] = (char *)argv[i];
    r.status = option_parse(&table, 1, words, r.arena, &r.words, &r.n, &r.err);
    return r;
}

static void end(struct run *r)
{
    fg_arena_free(r->arena);
}

static void takes_options_anywhere(void **state)
{
    (void)state;
    struct run r = PARSE("a", "-q", "b", "--jobs", "4", "c", "--least=2.5", "-oout");
    assert_int_equal(r.status, FG_OK);
    assert_true(r.v.quiet);
    assert_int_equal(r.v.jobs, 4);
    assert_true(r.v.least > 2.4 && r.v.least < 2.6);
    assert_string_equal(r.v.output, "out");
    assert_int_equal(r.n, 3);
    assert_string_equal(r.words[0], "a");
    assert_string_equal(r.words[2], "c");
    assert_null(r.words[3]);
    end(&r);
}

static void bundles_letters(void **state)
{
    (void)state;
    struct run r = PARSE("-vqvo", "x", "-vv");
    assert_int_equal(r.status, FG_OK);
    assert_int_equal(r.v.verbose, 4);
    assert_true(r.v.quiet);
    assert_string_equal(r.v.output, "x");
    assert_int_equal(r.n, 0);
    end(&r);
}

static void stops_at_two_dashes(void **state)
{
    (void)state;
    struct run r = PARSE("-q", "--", "-v", "--jobs", "-");
    assert_int_equal(r.status, FG_OK);
    assert_int_equal(r.v.verbose, 0);
    assert_int_equal(r.n, 3);
    assert_string_equal(r.words[0], "-v");
    end(&r);
}

static void a_dash_is_a_word(void **state)
{
    (void)state;
    struct run r = PARSE("-", "--output", "-");
    assert_int_equal(r.status, FG_OK);
    assert_int_equal(r.n, 1);
    assert_string_equal(r.words[0], "-");
    assert_string_equal(r.v.output, "-");
    end(&r);
}

static void gathers_lists(void **state)
{
    (void)state;
    struct run r = PARSE("--file", "a", "--file=b", "--file", "c", "--file", "d", "--file=e");
    assert_int_equal(r.status, FG_OK);
    assert_int_equal(r.v.files.n, 5);
    assert_string_equal(r.v.files.at[4], "e");
    assert_null(r.v.files.at[5]);
    end(&r);
}

static void chooses(void **state)
{
    (void)state;
    struct run r = PARSE("-f", "json");
    assert_int_equal(r.status, FG_OK);
    assert_int_equal(r.v.format, 1);
    end(&r);
}

static void refuses(void **state)
{
    static const struct {
        const char *argv[3], *message;
    } table[] = {
        {{"--jbos=3", NULL}, "unknown option '--jbos': did you mean '--jobs'?"},
        {{"--zebra", NULL}, "unknown option '--zebra'"},
        {{"-qx", NULL}, "unknown option '-x'"},
        {{"--quiet=yes", NULL}, "--quiet takes no value"},
        {{"--jobs", NULL}, "--jobs needs a value: N"},
        {{"-j", NULL}, "-j needs a value: N"},
        {{"--jobs", "1.5", NULL}, "--jobs takes a whole number, not '1.5'"},
        {{"--jobs=-1", NULL}, "--jobs takes a whole number, not '-1'"},
        {{"-j", "many", NULL}, "--jobs takes a whole number, not 'many'"},
        {{"--least=", NULL}, "--least takes a number, not ''"},
        {{"--least", "nan", NULL}, "--least takes a number, not 'nan'"},
        {{"--least", "1e999", NULL}, "--least takes a number, not '1e999'"},
        {{"--format=xml", NULL}, "--format is one of text, json, not 'xml'"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct run r = parse((const char **)table[i].argv);
        assert_int_equal(r.status, FG_EUSAGE);
        assert_int_equal(r.err.status, FG_EUSAGE);
        assert_string_equal(r.err.message, table[i].message);
        end(&r);
    }
}

static void helps(void **state)
{
    (void)state;
    struct fg_buf b = {0};
    option_help(specs, &b);
    assert_non_null(strstr(b.p, "  -q, --quiet               say less\n"));
    assert_non_null(strstr(b.p, "      --least N             the least\n"));
    for (const struct option_spec *s = specs; s->name; s++)
        assert_non_null(strstr(b.p, s->name));
    fg_buf_free(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(takes_options_anywhere),
        cmocka_unit_test(bundles_letters),
        cmocka_unit_test(stops_at_two_dashes),
        cmocka_unit_test(a_dash_is_a_word),
        cmocka_unit_test(gathers_lists),
        cmocka_unit_test(chooses),
        cmocka_unit_test(refuses),
        cmocka_unit_test(helps),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
