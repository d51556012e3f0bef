/* The letters' language, and every letter there is, with data and without. */
#include "journal_help.h"
#include "journal/template.h"

#include <dirent.h>

/* ---- the language ---- */

static fg_arena *arena;

static void add_value(struct fg_values *values, const char *name, const char *text)
{
    struct fg_value *v = fg_vec_add(arena, &values->all);
    assert_non_null(v);
    *v = (struct fg_value){fg_sv_of(name), fg_sv_of(text)};
}

static void make_data(struct fg_template_data *data)
{
    static const char *const items[] = {"one", "two", "three"};
    *data = (struct fg_template_data){0};
    add_value(&data->values, "name", "Jo");
    add_value(&data->values, "none", "");
    struct fg_value_list *full = fg_vec_add(arena, &data->lists);
    *full = (struct fg_value_list){.name = FG_SV("items")};
    for (size_t i = 0; i < 3; i++) {
        struct fg_values *row = fg_vec_add(arena, &full->rows);
        *row = (struct fg_values){0};
        add_value(row, "text", items[i]);
    }
    struct fg_value_list *empty = fg_vec_add(arena, &data->lists);
    *empty = (struct fg_value_list){.name = FG_SV("nothing")};
}

static enum fg_status render(const char *text, struct fg_buf *out, size_t *blanks,
                             struct fg_error *err)
{
    struct fg_template_data data;
    make_data(&data);
    fg_buf_clear(out);
    return fg_template_render(fg_sv_of(text), "letter.md", 3, &data, out, blanks, err);
}

static void the_language_does_what_it_says(void **state)
{
    static const struct {
        const char *text, *want;
        size_t blanks;
    } cases[] = {
        {"plain { } text", "plain { } text", 0},
        {"Dear {{name}},", "Dear Jo,", 0},
        {"{{ name | who }}", "Jo", 0},
        {"{{none}}.", ".", 0},
        {"{{none|who is it?}}", "[TO FILL IN: who is it?]", 1},
        {"{{?a | b}}", "[TO FILL IN: a | b]", 1},
        {"{{#if name}}yes{{else}}no{{/if}}", "yes", 0},
        {"{{#if none}}yes{{?x}}{{else}}no{{/if}}", "no", 0},
        {"{{#if items}}some{{/if}}{{#if nothing}}none{{/if}}", "some", 0},
        {"{{#each items}}<{{text}} {{name}}>{{/each}}", "<one Jo><two Jo><three Jo>", 0},
        {"{{#each items 2}}{{text}} {{/each}}", "one two ", 0},
        {"{{#each items 9}}{{text}} {{/each}}", "one two three ", 0},
        {"{{#each nothing}}{{text}}{{/each}}.", ".", 0},
        {"a\n{{#each items 2}}\n- {{text}}\n{{/each}}\nb\n", "a\n- one\n- two\nb\n", 0},
        {"a\n  {{#if none}}\n- x\n  {{/if}}\nb\n", "a\nb\n", 0},
        {"{{#each items 1}}{{#if text}}{{#each items}}{{text}}{{/each}}{{/if}}{{/each}}",
         "onetwothree", 0},
        {"{{#if none}}{{#each items}}{{#if x}}{{/if}}{{/each}}{{else}}n{{/if}}", "n", 0},
    };
    struct fg_buf out = {0};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct fg_error err = {0};
        size_t blanks;
        assert_ok(render(cases[i].text, &out, &blanks, &err));
        assert_string_equal(out.p, cases[i].want);
        assert_int_equal(blanks, cases[i].blanks);
    }
    fg_buf_free(&out);
}

static void what_is_wrong_is_told_with_its_place(void **state)
{
    static const struct {
        const char *text;
        unsigned line, column;
    } cases[] = {
        {"a {{name", 3, 3},           {"a\nb {{unknown}}", 4, 3},
        {"{{#if name}}x", 3, 1},      {"x\n\n{{/if}}", 5, 1},
        {"{{#each list}}{{/each}}", 3, 1}, {"{{#each items x}}{{/each}}", 3, 1},
        {"{{#each items}}x{{/if}}", 3, 1}, {"{{#if what}}x{{/if}}", 3, 1},
        {"{{else}}", 3, 1},           {"{{#each items}}{{title}}{{/each}}", 3, 16},
    };
    struct fg_buf out = {0};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct fg_error err = {0};
        size_t blanks;
        assert_int_equal(render(cases[i].text, &out, &blanks, &err), FG_EDATA);
        assert_string_equal(err.place, "letter.md");
        assert_int_equal(err.line, cases[i].line);
        assert_int_equal(err.column, cases[i].column);
    }
    fg_buf_free(&out);
}

static void nesting_has_an_end(void **state)
{
    struct fg_buf text = {0}, out = {0};
    struct fg_error err = {0};
    size_t blanks;
    (void)state;
    for (int i = 0; i < 100; i++)
        fg_buf_addz(&text, "{{#if name}}");
    assert_int_equal(render(text.p, &out, &blanks, &err), FG_EDATA);
    assert_non_null(strstr(err.message, "too deep"));
    fg_buf_free(&text);
    fg_buf_free(&out);
}

/* ---- the letters ---- */

static void each_letter(fg_journal *j, int64_t id,
                        void (*check)(const char *kind, struct fg_sv letter, size_t blanks))
{
    char dir[4200];
    struct dirent *e;
    int n = 0;
    snprintf(dir, sizeof dir, "%s/letters", test_rules_dir);
    DIR *d = opendir(dir);
    assert_non_null(d);
    while ((e = readdir(d))) {
        const struct fg_sv name = fg_sv_of(e->d_name);
        struct fg_buf out = {0};
        struct fg_error err = {0};
        size_t blanks = 0;
        if (!fg_sv_ends(name, FG_SV(".md")) || fg_sv_eq(name, FG_SV("README.md")))
            continue;
        assert_ok(fg_letter_write(j, id, 0, fg_sv_sub(name, 0, name.n - 3), FG_SV("Dana"),
                                  &test_rules, &out, &blanks, &err));
        check(e->d_name, fg_buf_sv(&out), blanks);
        fg_buf_free(&out);
        n++;
    }
    closedir(d);
    assert_int_equal(n, 8);
}

static void check_letter(const char *kind, struct fg_sv letter, size_t blanks)
{
    size_t seen = 0;
    for (struct fg_sv rest = letter; (rest = fg_sv_sub(rest, fg_sv_find(rest, FG_SV("[TO FILL IN:")),
                                                       rest.n)).n; rest = fg_sv_sub(rest, 1, rest.n))
        seen++;
    if (seen != blanks)
        fail_msg("%s: %zu blanks, %zu seen", kind, blanks, seen);
    if (!fg_sv_starts(letter, FG_SV("Subject: ")) || fg_sv_find(letter, FG_SV("{{")) != SIZE_MAX ||
        fg_sv_find(letter, FG_SV("\n\n\n")) != SIZE_MAX ||
        !fg_sv_ends(letter, FG_SV("Kind regards,\nDana\n")))
        if (!fg_sv_ends(letter, FG_SV("With thanks,\nDana\n")))
            fail_msg("%s: %.*s", kind, FG_SV_ARG(letter));
}

static void every_letter_reads_well_without_data(void **state)
{
    fg_journal *j = open_journal(true);
    (void)state;
    add_json(j, "{\"schema\":\"fitgap/1\",\"title\":\"Clerk\"}", NULL);
    each_letter(j, 1, check_letter);
    fg_journal_close(j);
}

static void every_letter_reads_well_with_data(void **state)
{
    fg_journal *j = open_journal(true);
    struct fg_error err = {0};
    struct fg_contact c = {0};
    struct fg_buf out = {0};
    int64_t id = 0;
    size_t blanks;
    (void)state;
    add_json(j, one_fit, NULL);
    note(j, 1, "interview", "2026-11-01");
    c.field[FG_CONTACT_NAME] = FG_SV("Jo Field");
    c.field[FG_CONTACT_AGREED] = FG_SV("a call");
    assert_ok(fg_contact_put(j, &id, &c, 1, &err));
    for (int q = 0; q < FG_DEBRIEF_QUESTIONS; q++)
        assert_ok(fg_debrief_add(j, 1, (enum fg_debrief_question)q, FG_SV("An answer #mark [r2 cost]"),
                                 &test_rules, &err));
    each_letter(j, 1, check_letter);
    assert_ok(fg_letter_write(j, 1, 0, FG_SV("check-in"), FG_SV("Dana"), &test_rules, &out, &blanks,
                              &err));
    assert_non_null(strstr(out.p, "Dear Jo Field"));
    assert_non_null(strstr(out.p, "- 5 years of SQL: An answer\n"));
    fg_buf_free(&out);
    fg_journal_close(j);
}

static void no_kind_leads_out_of_the_folder(void **state)
{
    static const char *const kinds[] = {"../scoring", "", "nothing", "a/b", "README.md", "thank-you.md"};
    fg_journal *j = open_journal(true);
    (void)state;
    add_json(j, one_fit, NULL);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        struct fg_buf out = {0};
        struct fg_error err = {0};
        size_t blanks;
        assert_int_equal(fg_letter_write(j, 1, 0, fg_sv_of(kinds[i]), FG_SV(""), &test_rules, &out,
                                         &blanks, &err), FG_EUSAGE);
        fg_buf_free(&out);
    }
    fg_journal_close(j);
}

static void a_persons_own_letter_comes_first(void **state)
{
    char dir[128], path[192];
    struct fg_buf out = {0};
    struct fg_error err = {0};
    size_t blanks;
    (void)state;
    snprintf(dir, sizeof dir, "%s/letters", test_folder);
    assert_int_equal(mkdir(dir, 0700), 0);
    snprintf(path, sizeof path, "%s/offer.md", dir);
    assert_ok(fg_write_file(path, FG_SV("purpose: mine\n---\nMy {{title}}\n"), &err));
    snprintf(path, sizeof path, "%s/another.md", dir);
    assert_ok(fg_write_file(path, FG_SV("purpose: a kind of my own\n---\n{{oops}}\n"), &err));
    const struct fg_letter_rules rules = {test_rules_dir, test_folder};
    fg_journal *j = open_journal(true);
    add_json(j, one_fit, NULL);
    assert_ok(fg_letter_write(j, 1, 0, FG_SV("offer"), FG_SV(""), &rules, &out, &blanks, &err));
    assert_string_equal(out.p, "My Data Engineer\n");
    assert_int_equal(fg_letter_write(j, 1, 0, FG_SV("another"), FG_SV(""), &rules, &out, &blanks,
                                     &err), FG_EDATA);
    assert_int_equal(err.line, 3);
    fg_buf_clear(&out);
    assert_ok(fg_letter_kinds(j, &rules, &out, &err));
    assert_non_null(strstr(out.p, "offer          mine\n"));
    assert_non_null(strstr(out.p, "another        a kind of my own\n"));
    fg_buf_free(&out);
    fg_journal_close(j);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, make_folder, remove_folder)
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_language_does_what_it_says),
        cmocka_unit_test(what_is_wrong_is_told_with_its_place),
        cmocka_unit_test(nesting_has_an_end),
        TEST(every_letter_reads_well_without_data),
        TEST(every_letter_reads_well_with_data),
        TEST(no_kind_leads_out_of_the_folder),
        TEST(a_persons_own_letter_comes_first),
    };
    arena = fg_arena_new(0);
    const int failed = cmocka_run_group_tests(tests, NULL, NULL);
    fg_arena_free(arena);
    return failed;
}
