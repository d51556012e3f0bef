/* YAML, with the place of every complaint. */
#include "rules/yaml.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

struct thing {
    struct fg_sv name;
    double size;
    size_t parts;
};

static enum fg_status read_name(void *into, const struct fg_yaml *y, struct fy_node *v,
                                struct fg_error *err)
{
    ((struct thing *)into)->name = fg_yaml_text(y, v);
    return fg_yaml_is_text(v) ? FG_OK : fg_yaml_fail(y, v, err, "no text");
}

static enum fg_status read_size(void *into, const struct fg_yaml *y, struct fy_node *v,
                                struct fg_error *err)
{
    return fg_yaml_number(v, &((struct thing *)into)->size) ? FG_OK
                                                            : fg_yaml_fail(y, v, err, "no number");
}

static enum fg_status read_part(void *into, const struct fg_yaml *y, struct fy_node *v,
                                struct fg_error *err)
{
    (void)y, (void)v, (void)err;
    ((struct thing *)into)->parts++;
    return FG_OK;
}

static enum fg_status read_parts(void *into, const struct fg_yaml *y, struct fy_node *v,
                                 struct fg_error *err)
{
    return fg_yaml_each(y, v, read_part, into, err);
}

static const struct fg_yaml_field fields[] = {
    {"name", read_name, 0}, {"size", read_size, 0}, {"parts", read_parts, 0}, {0}};

static enum fg_status read_thing(const char *text, struct thing *out, struct fg_error *err)
{
    static fg_arena *arena;
    struct fg_yaml y;
    fg_arena_free(arena);
    arena = fg_arena_new(0);
    *out = (struct thing){0};
    *err = (struct fg_error){0};
    enum fg_status status = fg_yaml_open(&y, fg_sv_of(text), "t.yaml", arena, err);
    if (status == FG_OK)
        status = fg_yaml_read(&y, fg_yaml_root(&y), fields, out, err);
    fg_yaml_close(&y);
    return status;
}

static void reads_a_mapping(void **state)
{
    (void)state;
    struct thing t;
    struct fg_error err;
    assert_int_equal(read_thing("# c\nname: \"Gr\\u00fc\\u00df\"\nsize: 1.5\nparts: [a, b, c]\n", &t,
                                &err),
                     FG_OK);
    assert_true(fg_sv_eq(t.name, FG_SV("Gr\xc3\xbc\xc3\x9f")));
    assert_true(t.size > 1.49 && t.size < 1.51);
    assert_int_equal(t.parts, 3);
    assert_int_equal(read_thing("parts: one\n", &t, &err), FG_OK);
    assert_int_equal(t.parts, 1);
}

static const struct {
    const char *why, *text;
    unsigned line, column;
    const char *message;
} refused[] = {
    {"an unknown key", "name: a\n  \nsiez: 3\n", 3, 1, "unknown key 'siez': did you mean 'size'?"},
    {"a key near to none", "colour: red\n", 1, 1, "unknown key 'colour'"},
    {"a bad value", "name: a\nsize: big\n", 2, 7, "no number"},
    {"a nested bad value", "name:\n  - a\n", 2, 5, "no text"},
    {"a list where a mapping belongs", "- a\n", 1, 3, "a mapping (key: value) is expected here"},
    {"a mapping where a list belongs", "parts:\n  a: b\n", 2, 3, "a list is expected here"},
    {"infinity", "size: .inf\n", 1, 7, "no number"},
    {"a number too long", "size: 1111111111111111111111111111111111111111111111111111111111111111111\n",
     1, 7, "no number"},
    {"not UTF-8", "name: a\nsize: \xff\n", 2, 7, "is not UTF-8 from here on"},
};

static void names_the_place(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        struct thing t;
        struct fg_error err;
        assert_int_equal(read_thing(refused[i].text, &t, &err), FG_EDATA);
        if (err.line != refused[i].line || err.column != refused[i].column ||
            strcmp(err.message, refused[i].message) != 0)
            fail_msg("%s: %s:%u:%u: %s", refused[i].why, err.place, err.line, err.column,
                     err.message);
        assert_string_equal(err.place, "t.yaml");
        assert_int_equal(err.status, FG_EDATA);
    }
}

static void names_the_place_of_bad_yaml(void **state)
{
    static const char *const bad[] = {"name: [a, b\n", "name: a\n b: c\n", "name: \"a\n",
                                      "a: b\n\tc: d\n", "name: *nowhere\n", "name: a\nname: b\n"};
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct thing t;
        struct fg_error err;
        if (read_thing(bad[i], &t, &err) != FG_EDATA || !err.line || !err.message[0])
            fail_msg("accepted, or without a line: %s (%u: %s)", bad[i], err.line, err.message);
    }
}

static void an_empty_file_has_no_root(void **state)
{
    static const char *const empty[] = {"", "\n\n", "# only a comment\n"};
    (void)state;
    for (size_t i = 0; i < 3; i++) {
        fg_arena *arena = fg_arena_new(0);
        struct fg_yaml y;
        struct fg_error err = {0};
        assert_int_equal(fg_yaml_open(&y, fg_sv_of(empty[i]), "t", arena, &err), FG_OK);
        assert_null(fg_yaml_root(&y));
        fg_yaml_close(&y);
        fg_arena_free(arena);
    }
}

/* "A billion laughs": aliases of aliases must not eat the memory. */
static void bounds_alias_expansion(void **state)
{
    (void)state;
    struct fg_buf b = {0};
    struct thing t;
    struct fg_error err;
    fg_buf_addz(&b, "a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 12; i++) {
        fg_buf_addf(&b, "a%d: &a%d [", i, i);
        for (int k = 0; k < 9; k++)
            fg_buf_addf(&b, "%s*a%d", k ? ", " : "", i - 1);
        fg_buf_addz(&b, "]\n");
    }
    assert_int_equal(read_thing(b.p, &t, &err), FG_EDATA);
    fg_buf_free(&b);
}

static void knows_what_was_meant(void **state)
{
    static const char *const names[] = {"skills", "experience", "education"};
    (void)state;
    assert_string_equal(fg_did_you_mean(FG_SV("skils"), names, 3), "skills");
    assert_string_equal(fg_did_you_mean(FG_SV("Experiance"), names, 3), "experience");
    assert_null(fg_did_you_mean(FG_SV("colour"), names, 3));
    assert_null(fg_did_you_mean(FG_SV("skills"), names, 0));
    char many[200];
    memset(many, 'x', sizeof many);
    assert_null(fg_did_you_mean((struct fg_sv){many, sizeof many}, names, 3));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_a_mapping),
        cmocka_unit_test(names_the_place),
        cmocka_unit_test(names_the_place_of_bad_yaml),
        cmocka_unit_test(an_empty_file_has_no_root),
        cmocka_unit_test(bounds_alias_expansion),
        cmocka_unit_test(knows_what_was_meant),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
