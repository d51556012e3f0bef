/* The skills file in every form, JSON Resume, and what is said of a bad one. */
#include "profile/room.h"
#include "profile/terms.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

static enum fg_status load(const char *text, fg_profile **out, struct fg_error *err)
{
    char path[] = "/tmp/fg_profile_XXXXXX";
    const int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, strlen(text)), (ssize_t)strlen(text));
    close(fd);
    const enum fg_status status = fg_profile_load(path, out, err);
    unlink(path);
    return status;
}

static fg_profile *loaded(const char *text)
{
    struct fg_error err = {0};
    fg_profile *p = NULL;
    if (load(text, &p, &err) != FG_OK)
        fail_msg("%u:%u: %s", err.line, err.column, err.message);
    return p;
}

static void assert_text(struct fg_sv s, const char *expected)
{
    assert_int_equal(s.n, strlen(expected));
    assert_memory_equal(s.p, expected, s.n);
}

static void test_skills_in_every_form(void **state)
{
    (void)state;
    fg_profile *p = loaded("skills:\n"
                           "  - Docker\n"
                           "  - Python: 6 years\n"
                           "  - PostgreSQL: {years: 4, last_used: 2025, level: advanced}\n"
                           "  - Go: basic\n"
                           "  - Perl: 18 months\n"
                           "  - Rust:\n");
    assert_int_equal(p->skills.n, 6);
    assert_text(p->skills.at[0].name, "Docker");
    assert_true(p->skills.at[0].years < 0);
    assert_int_equal(p->skills.at[1].line, 3);
    assert_float_equal(p->skills.at[1].years, 6, 1e-9);
    assert_float_equal(p->skills.at[2].years, 4, 1e-9);
    assert_int_equal(p->skills.at[2].last_used, 2025);
    assert_int_equal(p->skills.at[2].rank, 3);
    assert_int_equal(p->skills.at[3].rank, 1);
    assert_float_equal(p->skills.at[4].years, 1.5, 1e-9);
    assert_true(p->skills.at[5].years < 0);
    assert_int_equal(p->as_of, 2025);
    fg_profile_free(p);
}

static void test_skills_as_one_mapping(void **state)
{
    (void)state;
    fg_profile *p = loaded("skills: {Excel: 3 years, Word: }\n");
    assert_int_equal(p->skills.n, 2);
    assert_float_equal(p->skills.at[0].years, 3, 1e-9);
    fg_profile_free(p);
}

static void test_the_rest_of_the_file(void **state)
{
    (void)state;
    fg_profile *p = loaded("name: Dana\n"
                           "experience:\n"
                           "  - {text: Ran trade shows, years: 3, skills: [event management]}\n"
                           "  - Wrote copy\n"
                           "education: [{degree: bachelor, field: Marketing, year: 2014}, PhD Physics]\n"
                           "certificates: [PMP]\n"
                           "licenses: [driving licence B]\n"
                           "clearances: []\n"
                           "languages: {English: native, German: B2, French: }\n"
                           "authorization: EU\n"
                           "willing: {travel: 25%, relocate: false, shifts: true}\n"
                           "location: Boston, MA\n"
                           "traits:\n");
    assert_int_equal(p->statements.n, 2);
    assert_float_equal(p->statements.at[0].years, 3, 1e-9);
    assert_int_equal(p->statements.at[0].line, 3);
    assert_text(p->statements.at[0].skills[0], "event management");
    assert_int_equal(p->education.at[0].degree, FG_BACHELOR);
    assert_int_equal(p->education.at[1].degree, FG_DOCTORATE);
    assert_int_equal(p->licences.n, 1);
    assert_true(p->has_clearances.said);
    assert_int_equal(p->clearances.n, 0);
    assert_false(p->has_traits.said); /* a key without a value says nothing */
    assert_int_equal(p->languages.at[0].level, FG_NATIVE);
    assert_int_equal(p->languages.at[1].level, FG_B2);
    assert_int_equal(p->languages.at[2].level, FG_LEVEL_NONE);
    assert_int_equal(p->authorization.n, 1);
    assert_float_equal(p->travel, 0.25, 1e-9);
    assert_int_equal(p->relocate, 0);
    assert_int_equal(p->shifts, 1);
    assert_int_equal(p->on_site, -1);
    fg_profile_free(p);
}

static void test_what_is_refused(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        unsigned line, column;
        const char *message;
    } cases[] = {
        {"skils:\n  - Go\n", 1, 1, "unknown key 'skils': did you mean 'skills'?"},
        {"skills:\n  - Go: {yeers: 3}\n", 2, 10, "unknown key 'yeers': did you mean 'years'?"},
        {"skills:\n  - Go: {years: some}\n", 2, 17,
         "'some' is no number of years (\"6 years\", \"18 months\")"},
        {"skills:\n  - Go: often\n", 2, 9,
         "'often' is neither years (\"6 years\") nor a level (basic, intermediate, advanced, "
         "expert)"},
        {"experience:\n  - {years: 3}\n", 2, 6, "a statement needs its 'text'"},
        {"willing: {travel: 300%}\n", 1, 19, "a share of time is expected here (25%)"},
        {"willing: {shifts: perhaps}\n", 1, 19, "true or false is expected here"},
        {"education:\n  - {degree: master, year: soon}\n", 2, 28, "'soon' is no year (2014)"},
        {"", 1, 1, "the skills file is empty: 'fitgap skills init' writes a template"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct fg_error err = {0};
        fg_profile *p = NULL;
        assert_int_equal(load(cases[i].text, &p, &err), FG_EDATA);
        assert_null(p);
        assert_string_equal(err.message, cases[i].message);
        assert_int_equal(err.line, cases[i].line);
        assert_int_equal(err.column, cases[i].column);
    }
}

static void test_a_file_that_is_not_there(void **state)
{
    (void)state;
    struct fg_error err = {0};
    fg_profile *p = NULL;
    assert_int_equal(fg_profile_load("/nonexistent/skills.yaml", &p, &err), FG_EIO);
    assert_null(p);
    assert_string_equal(err.place, "/nonexistent/skills.yaml");
}

static void test_json_resume(void **state)
{
    (void)state;
    fg_profile *p = loaded(
        "{\"basics\": {\"name\": \"Dana\", \"label\": \"Data analyst\",\n"
        "  \"location\": {\"city\": \"Berlin\", \"countryCode\": \"DE\"}},\n"
        " \"work\": [{\"position\": \"Analyst\", \"name\": \"Acme\", \"startDate\": \"2018-01\",\n"
        "   \"endDate\": \"2020-07\", \"highlights\": [\"Built a warehouse\"]},\n"
        "  {\"position\": \"Lead\", \"startDate\": \"2021-01-01\"}],\n"
        " \"skills\": [{\"name\": \"Web\", \"level\": \"Advanced\", \"keywords\": [\"CSS\", \"HTML\"]}],\n"
        " \"education\": [{\"studyType\": \"Master\", \"area\": \"Economics\", \"endDate\": \"2017\"}],\n"
        " \"languages\": [{\"language\": \"German\", \"fluency\": \"Native speaker\"}],\n"
        " \"meta\": {\"lastModified\": \"2023-01-01T10:00:00\"}, \"unheardOf\": 1}\n");
    assert_text(p->location, "Berlin, DE");
    assert_int_equal(p->statements.n, 4);
    assert_text(p->statements.at[0].text, "Data analyst");
    assert_text(p->statements.at[1].text, "Analyst. Acme");
    assert_float_equal(p->statements.at[1].years, 2.5, 1e-9);
    assert_text(p->statements.at[2].text, "Built a warehouse");
    assert_int_equal(p->statements.at[2].line, 4);
    assert_float_equal(p->statements.at[3].years, 2, 1e-9); /* until it was last changed */
    assert_int_equal(p->skills.n, 3);
    assert_text(p->skills.at[2].name, "HTML");
    assert_int_equal(p->skills.at[2].rank, 3); /* the group's level */
    assert_int_equal(p->education.at[0].degree, FG_MASTER);
    assert_int_equal(p->languages.at[0].level, FG_NATIVE);
    assert_false(p->has_certificates.said);
    assert_float_equal(p->total_years, 4.5, 1e-9);
    fg_profile_free(p);
}

/* Every part of the schema that tells what somebody can do. */
static void test_json_resume_whole(void **state)
{
    (void)state;
    fg_profile *p = loaded(
        "{\"basics\": {\"name\": \"Dana\"},\n"
        " \"work\": [{\"position\": \"Clerk\", \"startDate\": \"2020-01\",\n"
        "   \"endDate\": \"Present\"}],\n"
        " \"volunteer\": [{\"organization\": \"Food bank\", \"position\": \"Driver\",\n"
        "   \"startDate\": \"2018-01-01\", \"endDate\": \"2019-01-01\",\n"
        "   \"summary\": \"Two rounds a week\", \"highlights\": [\"Planned the rounds\"]}],\n"
        " \"education\": [{\"institution\": \"A college\", \"area\": \"BSc Biology\",\n"
        "   \"courses\": [\"BI101 - Genetics\", \"Statistics\"]}],\n"
        " \"awards\": [{\"title\": \"Best thesis\", \"summary\": \"On eels\"}],\n"
        " \"publications\": [{\"name\": \"Eels of the Elbe\", \"publisher\": \"x\"}],\n"
        " \"certificates\": [{\"name\": \"PMP\", \"date\": \"2021-11-07\"}],\n"
        " \"projects\": [{\"name\": \"Eel map\", \"description\": \"A map\",\n"
        "   \"roles\": [\"Team lead\"], \"keywords\": [\"QGIS\"]}],\n"
        " \"languages\": [{\"language\": \"German\", \"fluency\": \"CEFR level B2\"}]}\n");
    assert_int_equal(p->statements.n, 6);
    assert_float_equal(p->statements.at[0].years, 6, 1e-9); /* at least until this was written */
    assert_text(p->statements.at[1].text, "Driver. Food bank. Two rounds a week");
    assert_text(p->statements.at[2].text, "Planned the rounds");
    assert_text(p->statements.at[3].text, "Team lead. Eel map. A map");
    assert_text(p->statements.at[4].text, "Best thesis. On eels");
    assert_text(p->statements.at[5].text, "Eels of the Elbe");
    assert_text(p->skills.at[0].name, "QGIS");
    assert_int_equal(p->education.at[0].degree, FG_BACHELOR);
    assert_text(p->education.at[0].courses, "BI101 - Genetics, Statistics");
    assert_text(p->certificates.at[0].text, "PMP");
    assert_int_equal(p->languages.at[0].level, FG_B2);
    fg_profile_free(p);
}

static void test_words_for_the_lexicon(void **state)
{
    (void)state;
    fg_profile *p = loaded("skills: [\"Excel (pivot tables, some Power Query)\", HTML/CSS, R,\n"
                           "  ten key by touch, a long sentence of words that is no name]\n");
    size_t n;
    const struct fg_sv *words = fg_profile_words(p, &n);
    assert_int_equal(n, 4);
    assert_text(words[0], "Excel");
    assert_text(words[1], "HTML");
    assert_text(words[2], "CSS");
    assert_text(words[3], "ten key by touch");
    fg_profile_free(p);
}

static void test_terms(void **state)
{
    (void)state;
    double v;
    assert_true(fg_term_years(FG_SV("3+ yrs"), &v));
    assert_float_equal(v, 3, 1e-9);
    assert_false(fg_term_years(FG_SV("3 weeks"), &v));
    assert_false(fg_term_years(FG_SV("1000 years"), &v));
    assert_true(fg_term_share(FG_SV("25"), &v));
    assert_float_equal(v, 0.25, 1e-9);
    assert_true(fg_term_share(FG_SV("no"), &v));
    assert_float_equal(v, 0, 1e-9);
    assert_int_equal(fg_term_language_level(FG_SV("C1 (IELTS 8)")), FG_C1);
    assert_int_equal(fg_term_language_level(FG_SV("Basically none")), FG_LEVEL_NONE);
    assert_int_equal(fg_term_degree(FG_SV("M.Sc. Biology")), FG_MASTER);
    assert_int_equal(fg_term_degree(FG_SV("Associate of Arts")), FG_ASSOCIATE);
    assert_int_equal(fg_term_degree(FG_SV("swimming")), FG_DEGREE_NONE);
    assert_string_equal(fg_term_degree_hint(FG_SV("bachlor")), "bachelor");
    assert_int_equal(fg_term_year(FG_SV("2021-05"), NULL), 2021);
    assert_int_equal(fg_term_year(FG_SV("20211"), NULL), 0);
}

/* ---- with rules ---- */

static fg_rules *rules_for(fg_profile *p)
{
    struct fg_rules_options options = {0};
    struct fg_error err = {0};
    char dir[4096];
    fg_rules *rules = NULL;
    snprintf(dir, sizeof dir, "%s/rules", getenv("FG_SOURCE") ? getenv("FG_SOURCE") : ".");
    options.dir = dir;
    options.words = fg_profile_words(p, &options.n_words);
    if (fg_rules_open(&options, &rules, &err) != FG_OK ||
        fg_profile_bind(p, rules, &err) != FG_OK)
        fail_msg("%s:%u: %s", err.place, err.line, err.message);
    return rules;
}

static bool knows(const fg_rules *rules, const uint32_t *skills, size_t n, const char *name)
{
    for (size_t i = 0; i < n; i++)
        if (fg_sv_eq(fg_rules_lexicon(rules)->skills.at[skills[i]].name, fg_sv_of(name)))
            return true;
    return false;
}

static void test_names_are_resolved(void **state)
{
    (void)state;
    fg_profile *p = loaded("skills: [Postgres, \"Excel (pivot tables)\", beekeeping of the north]\n"
                           "experience: [\"Moved scripts to Airflow. Teams of all sorts excel.\"]\n");
    fg_rules *rules = rules_for(p);
    assert_true(knows(rules, p->skills.at[0].skills, p->skills.at[0].n_skills, "PostgreSQL"));
    assert_true(knows(rules, p->skills.at[1].skills, p->skills.at[1].n_skills, "Microsoft Excel"));
    assert_true(p->skills.at[2].n_skills >= 1);
    const struct fg_statement *s = &p->statements.at[0];
    assert_true(knows(rules, s->found, s->n_found, "Apache Airflow"));
    assert_false(knows(rules, s->found, s->n_found, "Microsoft Excel"));
    assert_false(knows(rules, s->found, s->n_found, "Microsoft Teams"));
    fg_rules_free(rules);
    fg_profile_free(p);
}

static void test_check_names_what_may_be_wrong(void **state)
{
    (void)state;
    fg_profile *p = loaded("skills:\n  - PostgreSQL\n  - Postgres\n  - Docker: {level: expert}\n"
                           "education: [{degree: bachlor, field: Art}]\n"
                           "languages: {German: \"\"}\n");
    fg_rules *rules = rules_for(p);
    fg_arena *arena = fg_arena_new(0);
    const struct fg_finding *found;
    size_t n;
    assert_int_equal(fg_profile_check(p, arena, &found, &n, NULL), FG_OK);
    assert_int_equal(n, 3);
    assert_int_equal(found[0].line, 3);
    assert_text(found[0].text, "'Postgres' is the same as 'PostgreSQL' on line 2 (PostgreSQL)");
    assert_text(found[1].text, "degree 'bachlor' is not known: did you mean 'bachelor'?");
    assert_int_equal(found[2].line, 6);
    fg_arena_free(arena);
    fg_rules_free(rules);
    fg_profile_free(p);
}

static void test_a_draft_is_a_skills_file(void **state)
{
    (void)state;
    static const char resume[] = "Dana Example\n555-0101 \xe2\x80\xa2 Cleveland, OH \xe2\x80\xa2 "
                                 "dana@example.org\n\nSKILLS\n"
                                 "Databases: PostgreSQL, MySQL (5.7, 8)\n\nWORK EXPERIENCE\n"
                                 "Analyst, Acme, 2016 - 2019\n"
                                 "\xe2\x80\xa2 Built a \"warehouse\" for billing data\n"
                                 "Education\nBachelor of Arts, Marketing, 2014\n"
                                 "Languages\nGerman (native), English C1\n"
                                 "Certifications\nPMP\n";
    fg_profile *empty = loaded("name: x\n");
    fg_rules *rules = rules_for(empty);
    struct fg_buf out = {0};
    fg_arena *arena = fg_arena_new(0);
    struct fg_document document;
    assert_int_equal(fg_text_read(fg_sv_of(resume), arena, &document, NULL), FG_OK);
    assert_int_equal(fg_profile_draft(rules, &document, 2026 * 12, &out, NULL), FG_OK);
    assert_non_null(strstr(out.p, "# from: Databases: PostgreSQL, MySQL (5.7, 8)"));
    fg_profile *p = loaded(out.p);
    assert_text(p->name, "Dana Example");
    assert_text(p->location, "Cleveland, OH");
    assert_int_equal(p->skills.n, 2);
    assert_text(p->skills.at[1].name, "MySQL (5.7, 8)");
    assert_int_equal(p->statements.n, 2);
    assert_text(p->statements.at[0].text, "Analyst, Acme");
    assert_float_equal(p->statements.at[0].years, 3, 1e-9);
    assert_text(p->statements.at[1].text, "Built a \"warehouse\" for billing data");
    assert_int_equal(p->education.at[0].degree, FG_BACHELOR);
    assert_text(p->education.at[0].field, "Marketing");
    assert_int_equal(p->education.at[0].year, 2014);
    assert_int_equal(p->languages.n, 2);
    assert_int_equal(p->languages.at[1].level, FG_C1);
    assert_int_equal(p->certificates.n, 1);
    fg_arena_free(arena);
    fg_buf_clear(&out);
    fg_profile_write(p, &out);
    fg_profile *again = loaded(out.p);
    assert_int_equal(again->skills.n, 2);
    fg_buf_clear(&out);
    fg_profile_show(empty, &out);
    fg_profile_free(again);
    fg_profile_free(p);
    fg_buf_free(&out);
    fg_rules_free(rules);
    fg_profile_free(empty);
}

static void test_the_template_is_valid(void **state)
{
    (void)state;
    fg_profile *p = loaded(fg_profile_template().p);
    assert_int_equal(p->skills.n, 1);
    assert_int_equal(p->education.at[0].degree, FG_BACHELOR);
    fg_profile_free(p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_skills_in_every_form),
        cmocka_unit_test(test_skills_as_one_mapping),
        cmocka_unit_test(test_the_rest_of_the_file),
        cmocka_unit_test(test_what_is_refused),
        cmocka_unit_test(test_a_file_that_is_not_there),
        cmocka_unit_test(test_json_resume),
        cmocka_unit_test(test_json_resume_whole),
        cmocka_unit_test(test_words_for_the_lexicon),
        cmocka_unit_test(test_terms),
        cmocka_unit_test(test_names_are_resolved),
        cmocka_unit_test(test_check_names_what_may_be_wrong),
        cmocka_unit_test(test_a_draft_is_a_skills_file),
        cmocka_unit_test(test_the_template_is_valid),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
