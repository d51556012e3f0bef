/* Judgements, one principle a test: what is met, what is a gap, what stays open. */
#include "match/room.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

enum { MOST = 8 };

static const char person[] =
    "skills:\n"
    "  - PostgreSQL: 4 years\n"
    "  - Docker\n"
    "  - Java: {years: 1, last_used: 2015, level: basic}\n"
    "  - MS Office\n"
    "experience:\n"
    "  - {text: Coordinated 12 trade shows a year with outside vendors, years: 3}\n"
    "  - Fixed the till whenever it broke; customers stayed friendly\n"
    "education: [{degree: bachelor, field: Biology, year: 2018}]\n"
    "certificates: []\n"
    "licences: [driving licence B]\n"
    "clearances: []\n"
    "languages: {English: native, German: B1}\n"
    "authorization: [EU]\n"
    "willing: {travel: 10%, relocate: false, shifts: false}\n"
    "location: Berlin\n"
    "traits: [patient, accurate]\n";

/* One posting at a time, judged for one person. */
struct bench {
    fg_profile *profile;
    fg_rules *rules;
    fg_scratch *scratch;
    fg_arena *arena;
    struct fg_requirement asked[MOST];
    struct fg_question questions[MOST];
    struct fg_mention mentions[MOST];
    struct fg_language_ask languages[MOST];
    size_t n_mentions, n_languages;
    struct fg_posting posting;
    struct fg_fit fit;
};

static struct bench b;

static void load_profile(const char *text)
{
    char path[] = "/tmp/fg_match_XXXXXX";
    struct fg_error err = {0};
    const int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, strlen(text)), (ssize_t)strlen(text));
    close(fd);
    if (fg_profile_load(path, &b.profile, &err) != FG_OK)
        fail_msg("%s", err.message);
    unlink(path);
}

static void open_bench(const char *text)
{
    struct fg_rules_options options = {0};
    struct fg_error err = {0};
    char dir[4096];
    memset(&b, 0, sizeof b);
    load_profile(text);
    snprintf(dir, sizeof dir, "%s/rules", getenv("FG_SOURCE") ? getenv("FG_SOURCE") : ".");
    options.dir = dir;
    options.words = fg_profile_words(b.profile, &options.n_words);
    if (fg_rules_open(&options, &b.rules, &err) != FG_OK ||
        fg_profile_bind(b.profile, b.rules, &err) != FG_OK)
        fail_msg("%s:%u: %s", err.place, err.line, err.message);
    b.scratch = fg_scratch_new(b.rules);
    b.arena = fg_arena_new(0);
    b.posting.requirements = b.asked;
    b.posting.questions = b.questions;
    memcpy(b.posting.language, "en", 3);
}

static void close_bench(void)
{
    fg_arena_free(b.arena);
    fg_scratch_free(b.scratch);
    fg_rules_free(b.rules);
    fg_profile_free(b.profile);
}

static int set_up(void **state)
{
    (void)state;
    open_bench(person);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    close_bench();
    return 0;
}

static struct fg_requirement *ask(enum fg_kind kind, const char *text)
{
    struct fg_requirement *r = &b.asked[b.posting.n_requirements++];
    *r = (struct fg_requirement){.id = (unsigned)b.posting.n_requirements,
                                 .text = fg_sv_of(text),
                                 .kind = kind,
                                 .years_min = -1,
                                 .years_max = -1,
                                 .travel = -1};
    return r;
}

static void name_skill(struct fg_requirement *r, const char *surface)
{
    struct fg_tokens tokens = {0};
    struct fg_mention *m = &b.mentions[b.n_mentions++];
    m->surface = fg_sv_of(surface);
    m->skill = fg_lexicon_lookup(fg_rules_lexicon(b.rules), m->surface, &tokens);
    assert_true(m->skill != FG_NO_SKILL);
    m->name = fg_rules_lexicon(b.rules)->skills.at[m->skill].name;
    m->at.at = (uint32_t)fg_sv_find(r->text, m->surface);
    m->at.n = (uint32_t)m->surface.n;
    fg_tokens_free(&tokens);
    if (!r->n_skills)
        r->skills = m;
    r->n_skills++;
}

static void name_language(struct fg_requirement *r, const char *name, enum fg_level level)
{
    struct fg_language_ask *l = &b.languages[b.n_languages++];
    *l = (struct fg_language_ask){fg_sv_of(name), level};
    if (!r->n_languages)
        r->languages = l;
    r->n_languages++;
}

static const struct fg_verdict *judge(void)
{
    struct fg_error err = {0};
    fg_arena_reset(b.arena);
    assert_int_equal(
        fg_match(b.rules, b.scratch, &b.posting, b.profile, b.arena, &b.fit, &err), FG_OK);
    return &b.fit.verdicts[b.fit.n_verdicts ? b.fit.n_verdicts - 1 : 0];
}

static void assert_line(const struct fg_verdict *v, unsigned line)
{
    assert_true(v->n_evidence > 0);
    assert_int_equal(v->evidence[0].line, line);
}

/* ---- skills ---- */

static void test_a_skill_by_alias(void **state)
{
    (void)state;
    name_skill(ask(FG_SKILL, "Postgres"), "Postgres");
    const struct fg_verdict *v = judge();
    assert_int_equal(v->state, FG_MET);
    assert_line(v, 2);
    assert_float_equal(b.fit.score, 100, 1e-9);
}

static void test_a_skill_by_implication(void **state)
{
    (void)state;
    name_skill(ask(FG_SKILL, "Solid SQL"), "SQL");
    const struct fg_verdict *v = judge();
    assert_int_equal(v->state, FG_MET);
    assert_true(fg_sv_eq(v->evidence[0].via, FG_SV("SQL")));
}

static void test_a_neighbour_is_worth_half(void **state)
{
    (void)state;
    name_skill(ask(FG_SKILL, "MySQL"), "MySQL");
    const struct fg_verdict *v = judge();
    assert_int_equal(v->state, FG_ADJACENT);
    assert_float_equal(v->credit, 0.5, 1e-9);
    assert_float_equal(v->gain, 50, 1e-9);
}

static void test_a_skill_that_is_not_there(void **state)
{
    (void)state;
    name_skill(ask(FG_SKILL, "Salesforce"), "Salesforce");
    const struct fg_verdict *v = judge();
    assert_int_equal(v->state, FG_GAP);
    assert_int_equal(v->n_evidence, 0);
    assert_float_equal(v->gain, 100, 1e-9);
}

static void test_the_name_of_a_thing_is_not_found_in_like_words(void **state)
{
    (void)state;
    name_skill(ask(FG_SKILL, "Power BI"), "Power BI");
    assert_int_equal(judge()->state, FG_GAP);
}

static void test_a_method_is_found_in_like_words(void **state)
{
    (void)state;
    name_skill(ask(FG_SKILL, "A pragmatic approach to troubleshooting"), "troubleshooting");
    const struct fg_verdict *v = judge();
    assert_int_equal(v->state, FG_PARTIAL); /* "Fixed the till": one word that is alike */
    assert_line(v, 8);
}

static void test_any_of_takes_the_best_all_of_the_mean(void **state)
{
    (void)state;
    struct fg_requirement *r = ask(FG_SKILL, "Docker, Salesforce");
    name_skill(r, "Docker");
    name_skill(r, "Salesforce");
    assert_int_equal(judge()->state, FG_PARTIAL);
    r->any_of = true;
    assert_int_equal(judge()->state, FG_MET);
}

static void test_what_stands_before_examples_is_asked_for_by_itself(void **state)
{
    (void)state;
    struct fg_requirement *r = ask(FG_SKILL, "Salesforce, and databases such as MySQL or PostgreSQL");
    name_skill(r, "Salesforce");
    name_skill(r, "databases");
    name_skill(r, "MySQL");
    name_skill(r, "PostgreSQL");
    r->any_of = true;
    assert_int_equal(judge()->state, FG_PARTIAL);
    r->skills++, r->n_skills--;
    r->text = FG_SV("            databases such as MySQL or PostgreSQL");
    assert_int_equal(judge()->state, FG_MET);
}

static void test_a_bracket_that_names_all(void **state)
{
    (void)state;
    struct fg_requirement *r = ask(FG_SKILL, "Tools (Docker, Salesforce, Kubernetes)");
    name_skill(r, "Docker");
    name_skill(r, "Salesforce");
    name_skill(r, "Kubernetes");
    assert_int_equal(judge()->state, FG_MET); /* examples */
    r->text = FG_SV("Tools (Docker, Salesforce and Kubernetes)");
    b.mentions[2].at.at += 4;
    assert_int_equal(judge()->state, FG_PARTIAL);
}

static void test_basic_and_long_ago_is_not_met(void **state)
{
    (void)state;
    b.posting.posted = FG_SV("2026-01-01");
    name_skill(ask(FG_EXPERIENCE, "Proven experience with Java"), "Java");
    assert_int_equal(judge()->state, FG_PARTIAL);
}

/* ---- what a statement, a role and a certificate are worth ---- */

static const char worker[] =
    "skills:\n"
    "  - Terraform: {level: basic}\n"
    "  - Microsoft Excel: 5 years\n"
    "  - Cisco switches\n"
    "experience:\n"
    "  - {text: Backend engineer at a parcel firm, years: 4}\n"
    "  - {text: Software developer at a travel agency, years: 3}\n"
    "  - Weekly call with the accountant\n"
    "  - Show two apprentices how it is done\n"
    "certificates: [TWIC, BLS]\n"
    "licences: [CDL Class A]\n";

static void use(const char *text)
{
    close_bench();
    open_bench(text);
}

static void test_a_role_implies_its_skills(void **state)
{
    (void)state;
    use(worker);
    name_skill(ask(FG_EXPERIENCE, "Software development experience"), "Software development");
    const struct fg_verdict *v = judge();
    assert_int_equal(v->state, FG_MET);
    name_skill(ask(FG_EXPERIENCE, "Accounting experience"), "Accounting");
    assert_int_not_equal(judge()->state, FG_MET); /* "with the accountant": another's role */
}

static void test_what_most_of_a_role_know_is_in_part(void **state)
{
    (void)state;
    use(worker);
    name_skill(ask(FG_SKILL, "Scrum"), "Scrum");
    const struct fg_verdict *v = judge();
    assert_int_equal(v->state, FG_PARTIAL); /* ?Scrum, of a developer */
    assert_int_equal(v->evidence[0].line, 6);
}

static void test_a_deed_shows_skills(void **state)
{
    (void)state;
    use("experience:\n"
        "  - Nightly loads into facts and dimensions for the sales people\n"
        "  - Clean the pool and the machines of a health club\n");
    name_skill(ask(FG_SKILL, "Dimensional modeling"), "Dimensional modeling");
    assert_int_equal(judge()->state, FG_MET);
    name_skill(ask(FG_SKILL, "Machine learning in health care"), "Machine learning");
    assert_int_not_equal(judge()->state, FG_MET); /* its words, in another sense */
}

static void test_one_word_is_no_proof_of_several(void **state)
{
    (void)state;
    use("experience:\n  - Cleaned the machines of a health club\n");
    ask(FG_OTHER, "Plant engineering and maintenance of machines");
    assert_int_not_equal(judge()->state, FG_MET);
}

static void test_another_number_is_another_standard(void **state)
{
    (void)state;
    use("certificates: [ISO 9001 internal auditor]\nskills: [Excel]\n");
    name_skill(ask(FG_SKILL, "ISO 27001 lead auditor"), "ISO 27001 lead auditor");
    assert_int_not_equal(judge()->state, FG_MET);
}

static void test_options_are_those_of_one_list(void **state)
{
    (void)state;
    use("skills:\n  - Linux: 5 years\n  - Python: 3 years\n");
    struct fg_requirement *r = ask(FG_SKILL, "Kafka and Rust on Linux or Unix");
    name_skill(r, "Kafka");
    name_skill(r, "Rust");
    name_skill(r, "Linux");
    name_skill(r, "Unix");
    r->any_of = true;
    assert_int_not_equal(judge()->state, FG_MET); /* the "or" is of the systems alone */
    r = ask(FG_SKILL, "Rust or Python");
    name_skill(r, "Rust");
    name_skill(r, "Python");
    r->any_of = true;
    assert_int_equal(judge()->state, FG_MET);
}

static void test_what_it_is_done_in_is_not_what_is_done(void **state)
{
    (void)state;
    use("skills:\n  - accounting: 5 years\n");
    struct fg_requirement *r = ask(FG_SKILL, "Kubernetes in accounting environments");
    name_skill(r, "Kubernetes");
    name_skill(r, "accounting");
    assert_int_equal(judge()->state, FG_GAP);
}

static void test_a_name_stands_in_a_row(void **state)
{
    (void)state;
    use("experience:\n  - Replaced 300 reports by 11 Power BI apps\n  - Wages in Sage 50 Payroll\n");
    name_skill(ask(FG_SKILL, "Power Apps"), "Power Apps");
    assert_int_not_equal(judge()->state, FG_MET);
    name_skill(ask(FG_SKILL, "Sage Payroll"), "Sage Payroll");
    assert_int_equal(judge()->state, FG_MET);
}

static void test_a_little_is_basic(void **state)
{
    (void)state;
    use("skills: [a bit of JavaScript, \"Python, a bit of Rust\"]\n");
    name_skill(ask(FG_SKILL, "Advanced JavaScript"), "JavaScript");
    assert_int_equal(judge()->state, FG_PARTIAL);
    name_skill(ask(FG_SKILL, "Basic JavaScript"), "JavaScript");
    assert_int_equal(judge()->state, FG_MET);
    name_skill(ask(FG_SKILL, "Advanced Python"), "Python");
    assert_int_equal(judge()->state, FG_MET); /* said of the other one */
}

static void test_what_is_forbidden_stays_open(void **state)
{
    (void)state;
    use("experience:\n  - Clerk at a board of elections, for candidates of all parties\n");
    ask(FG_OTHER, "May not be a candidate for a public office");
    assert_int_equal(judge()->state, FG_UNKNOWN);
}

static void test_a_wish_beside_a_must_is_not_missed(void **state)
{
    (void)state;
    use("skills: [NetSuite]\nlanguages: {English: native}\n");
    struct fg_requirement *r = ask(FG_LANGUAGE, "NetSuite at work. Portuguese preferred.");
    name_skill(r, "NetSuite");
    name_language(r, "Portuguese", FG_B2);
    assert_int_equal(judge()->state, FG_MET);
    r = ask(FG_SKILL, "SAP (NetSuite preferred)");
    name_skill(r, "SAP");
    name_skill(r, "NetSuite");
    assert_int_not_equal(judge()->state, FG_MET); /* nor does it make up for the must */
    use("education: [{degree: bachelor, field: Music, year: 2015}]\n");
    ask(FG_EDUCATION, "Bachelor's degree (master's preferred) in computer science")->degree =
        FG_BACHELOR;
    assert_int_not_equal(judge()->state, FG_MET); /* nor does the must end there */
    use("skills: [NetSuite]\nlanguages: {English: native}\n");
    r = ask(FG_LANGUAGE, "Portuguese; NetSuite is a plus");
    name_language(r, "Portuguese", FG_B2);
    name_skill(r, "NetSuite");
    assert_int_equal(judge()->state, FG_GAP);
}

static void test_knowledge_is_no_paper(void **state)
{
    (void)state;
    use("experience:\n  - Senior clerk at the county board of elections, voter registration\n");
    name_skill(ask(FG_CERTIFICATION, "Knowledge of voter registration"), "voter registration");
    assert_int_equal(judge()->state, FG_MET);
}

static void test_what_is_asked_loosely_is_told_loosely(void **state)
{
    (void)state;
    use("experience:\n  - I pay the bills and chase the invoices that are owed to us\n");
    ask(FG_OTHER, "Preparing invoices and monitoring incoming payments");
    assert_int_equal(judge()->state, FG_MET);
    ask(FG_OTHER, "Exotic animals and their teeth");
    assert_int_equal(judge()->state, FG_UNKNOWN);
}

static void test_a_graduate_is_no_student(void **state)
{
    (void)state;
    use("education: [{degree: master, field: Mechanical Engineering, year: 2014}]\n");
    ask(FG_EDUCATION, "Student of mechanical engineering")->degree = FG_BACHELOR;
    assert_int_equal(judge()->state, FG_GAP);
    ask(FG_EDUCATION, "Student or graduate of mechanical engineering")->degree = FG_BACHELOR;
    assert_int_equal(judge()->state, FG_MET);
    use("education: [{degree: bachelor, field: Mechanical Engineering, year: 2050}]\n");
    ask(FG_EDUCATION, "Student of mechanical engineering")->degree = FG_BACHELOR;
    assert_int_equal(judge()->state, FG_MET);
    use("education: [{degree: bachelor, field: Mechanical Engineering}]\n");
    ask(FG_EDUCATION, "Student of mechanical engineering")->degree = FG_BACHELOR;
    assert_int_equal(judge()->state, FG_UNKNOWN);
}

static void test_of_a_long_list_one_is_a_part(void **state)
{
    (void)state;
    use("skills: [Trello]\n");
    struct fg_requirement *r = ask(FG_SKILL, "Gmail, Slack, Jira, Asana and Trello");
    name_skill(r, "Gmail");
    name_skill(r, "Slack");
    name_skill(r, "Jira");
    name_skill(r, "Asana");
    name_skill(r, "Trello");
    assert_int_equal(judge()->state, FG_PARTIAL);
}

static void test_a_tool_is_no_part_of_what_it_implies(void **state)
{
    (void)state;
    use("skills:\n  - SQL: {years: 8, level: expert}\n");
    struct fg_requirement *r = ask(FG_SKILL, "SQL and dbt");
    name_skill(r, "SQL");
    name_skill(r, "dbt");
    assert_int_equal(judge()->state, FG_PARTIAL);
}

static void test_any_work_shows_what_is_elementary(void **state)
{
    (void)state;
    use("experience:\n  - {text: Stocked shelves at night, years: 2}\n");
    ask(FG_SKILL, "Ability to apply basic mathematical concepts such as adding");
    assert_int_equal(judge()->state, FG_MET);
    use("skills: [Excel]\n");
    ask(FG_SKILL, "Ability to apply basic mathematical concepts such as adding");
    assert_int_not_equal(judge()->state, FG_MET);
}

static void test_loads_beyond_the_usual_stay_open(void **state)
{
    (void)state;
    use("experience:\n  - {text: Loading and unloading trucks all night, years: 2}\n");
    ask(FG_PHYSICAL, "Lift up to 50 pounds");
    assert_int_equal(judge()->state, FG_MET);
    ask(FG_PHYSICAL, "Lift up to 200 pounds");
    assert_int_equal(judge()->state, FG_UNKNOWN);
}

static void test_a_language_by_its_own_name(void **state)
{
    (void)state;
    use("languages: {Swedish: native}\nexperience: [{text: Ran a kiosk, years: 1}]\n");
    struct fg_requirement *r = ask(FG_LANGUAGE, "Du l\xc3\xa4ser och skriver svenska flytande");
    name_language(r, "Swedish", FG_C1);
    assert_int_equal(judge()->state, FG_MET);
}

static void test_of_traits_with_an_or_one_will_do(void **state)
{
    (void)state;
    use("traits: [independent]\nexperience: [{text: Ran a kiosk, years: 1}]\n");
    ask(FG_TRAIT, "Ability to work independently or in a team environment");
    assert_int_equal(judge()->state, FG_MET);
}

static void test_jobs_of_one_sort_add_up(void **state)
{
    (void)state;
    use(worker);
    struct fg_requirement *r = ask(FG_EXPERIENCE, "6 years of software development");
    name_skill(r, "software development");
    r->years_min = 6;
    assert_int_equal(judge()->state, FG_MET);
    r->years_min = 8;
    assert_int_equal(judge()->state, FG_PARTIAL); /* 4 and 3 years */
}

static void test_a_certificate_is_evidence_for_a_skill_of_its_name(void **state)
{
    (void)state;
    use(worker);
    name_skill(ask(FG_SKILL, "TWIC card"), "TWIC");
    assert_int_equal(judge()->state, FG_MET);
    name_skill(ask(FG_SKILL, "CCNA"), "CCNA"); /* who knows switches holds none */
    assert_int_equal(judge()->state, FG_GAP);
}

static void test_of_two_certificates_one_is_part(void **state)
{
    (void)state;
    use(worker);
    struct fg_requirement *r = ask(FG_CERTIFICATION, "BLS and ACLS certification");
    name_skill(r, "BLS");
    name_skill(r, "ACLS");
    assert_int_equal(judge()->state, FG_PARTIAL);
}

static void test_leading_is_shown_by_the_led(void **state)
{
    (void)state;
    use(worker);
    ask(FG_EXPERIENCE, "Experience supervising apprentices");
    const struct fg_verdict *v = judge();
    assert_int_equal(v->state, FG_MET);
    assert_line(v, 9);
    ask(FG_EXPERIENCE, "Experience leading a team of at least 20");
    assert_int_equal(judge()->state, FG_PARTIAL);
    use(person);
    ask(FG_EXPERIENCE, "Experience leading a team of at least 20");
    assert_int_equal(judge()->state, FG_GAP);
}

static void test_a_basic_level_is_enough_where_basics_are_asked(void **state)
{
    (void)state;
    use(worker);
    name_skill(ask(FG_SKILL, "Some exposure to Terraform"), "Terraform");
    assert_int_equal(judge()->state, FG_MET);
    name_skill(ask(FG_SKILL, "Terraform in production"), "Terraform");
    assert_int_equal(judge()->state, FG_PARTIAL);
}

static void test_parts_of_what_is_known_for_years(void **state)
{
    (void)state;
    use(worker);
    struct fg_requirement *r = ask(FG_SKILL, "Microsoft Excel including pivot tables");
    name_skill(r, "Microsoft Excel");
    name_skill(r, "pivot tables");
    assert_int_equal(judge()->state, FG_MET);
}

static void test_an_attitude_that_nothing_shows_is_not_known(void **state)
{
    (void)state;
    ask(FG_EXPERIENCE, "Willingness to coach a sports club");
    assert_int_equal(judge()->state, FG_UNKNOWN);
}

static void test_what_stands_beside_an_unknown_name_is_not_it(void **state)
{
    (void)state;
    name_skill(ask(FG_EXPERIENCE, "Salesforce for vendors of trade shows"), "Salesforce");
    assert_int_equal(judge()->state, FG_GAP);
}

/* ---- why ---- */

static void test_reasoning_is_told(void **state)
{
    (void)state;
    struct fg_reasoning why;
    struct fg_error err = {0};
    use(worker);
    struct fg_requirement *r = ask(FG_EXPERIENCE, "8 years of software development");
    name_skill(r, "software development");
    r->years_min = 8;
    assert_int_equal(judge()->state, FG_PARTIAL);
    assert_int_equal(fg_match_explain(b.rules, b.scratch, &b.posting, b.profile, 1, b.arena, &why,
                                      &err),
                     FG_OK);
    assert_true(why.n_patterns > 0 && why.n_steps > 0 && why.n_candidates > 1);
    assert_true(why.candidates[0].taken);
    assert_int_equal(why.candidates[0].line, 6);
    assert_int_equal(fg_match_explain(b.rules, b.scratch, &b.posting, b.profile, 9, b.arena, &why,
                                      &err),
                     FG_EUSAGE);
}

/* ---- years ---- */

static void test_years(void **state)
{
    (void)state;
    static const struct {
        double asked;
        enum fg_state state;
        double credit;
    } cases[] = {{4, FG_MET, 1},
                 {5, FG_PARTIAL, 0.8},
                 {6, FG_PARTIAL, 4.0 / 6},
                 {8, FG_PARTIAL, 0.5},
                 {20, FG_GAP, 0}};
    struct fg_requirement *r = ask(FG_EXPERIENCE, "Years with PostgreSQL");
    name_skill(r, "PostgreSQL");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        r->years_min = cases[i].asked;
        const struct fg_verdict *v = judge();
        assert_int_equal(v->state, cases[i].state);
        assert_float_equal((float)v->credit, (float)cases[i].credit, 1e-6);
    }
}

static void test_years_the_file_does_not_say(void **state)
{
    (void)state;
    struct fg_requirement *r = ask(FG_EXPERIENCE, "3 years with Docker");
    name_skill(r, "Docker");
    r->years_min = 3;
    const struct fg_verdict *v = judge();
    assert_int_equal(v->state, FG_PARTIAL);
    assert_true(fg_sv_find(v->reason, FG_SV("says no years")) != SIZE_MAX);
}

/* ---- prose ---- */

static void test_the_same_in_other_words(void **state)
{
    (void)state;
    ask(FG_EXPERIENCE, "Experience organizing trade shows with external suppliers");
    const struct fg_verdict *v = judge();
    assert_int_equal(v->state, FG_MET);
    assert_line(v, 7);
}

static void test_a_shared_common_word_is_not_enough(void **state)
{
    (void)state;
    ask(FG_EXPERIENCE, "Experience with clinical trials a year in oncology");
    assert_int_equal(judge()->state, FG_GAP);
}

static void test_nothing_to_judge_by(void **state)
{
    (void)state;
    ask(FG_OTHER, "Whatever it takes");
    const struct fg_verdict *v = judge();
    assert_int_equal(v->state, FG_UNKNOWN);
    assert_true(b.fit.score < 0); /* never 0 or 100 because nothing was judged */
    assert_float_equal(b.fit.confidence, 0, 1e-9);
    assert_float_equal(v->gain, 0, 1e-9);
}

static void test_leading_is_shown_by_nothing_less(void **state)
{
    (void)state;
    struct fg_requirement *r = ask(FG_EXPERIENCE, "3 years in a supervisory role");
    r->years_min = 3;
    const struct fg_verdict *v = judge();
    assert_int_equal(v->state, FG_GAP);
    assert_int_equal(v->n_evidence, 0);
}

/* ---- education ---- */

static void test_degrees(void **state)
{
    (void)state;
    struct fg_requirement *r = ask(FG_EDUCATION, "Associate degree");
    r->degree = FG_ASSOCIATE;
    assert_int_equal(judge()->state, FG_MET);
    r->text = FG_SV("Master's degree");
    r->degree = FG_MASTER;
    assert_int_equal(judge()->state, FG_GAP);
    assert_int_equal(b.fit.n_caps, 1);
    assert_float_equal(b.fit.caps[0].limit, 65, 1e-9);
    r->text = FG_SV("Master's degree or equivalent experience");
    r->or_equivalent = true;
    assert_int_equal(judge()->state, FG_PARTIAL);
    assert_int_equal(b.fit.n_caps, 0);
}

static void test_fields_of_study(void **state)
{
    (void)state;
    struct fg_requirement *r = ask(FG_EDUCATION, "Bachelor's degree in Chemistry");
    r->degree = FG_BACHELOR;
    assert_int_equal(judge()->state, FG_PARTIAL);
    r->text = FG_SV("Bachelor's degree in Chemistry or a related field");
    assert_int_equal(judge()->state, FG_MET);
    r->text = FG_SV("Bachelor's degree in Law");
    assert_int_equal(judge()->state, FG_GAP);
}

/* ---- the rest ---- */

static void test_certificates(void **state)
{
    (void)state;
    struct fg_requirement *r = ask(FG_CERTIFICATION, "Valid driver's license");
    assert_int_equal(judge()->state, FG_MET);
    r->text = FG_SV("Valid driver's license of the State of Ohio");
    assert_int_equal(judge()->state, FG_PARTIAL);
    r->text = FG_SV("CPA certification");
    assert_int_equal(judge()->state, FG_GAP); /* certificates: [] */
    r->text = FG_SV("Ability to obtain CPA certification within one year");
    assert_int_equal(judge()->state, FG_UNKNOWN);
}

/* ---- papers, as people write them ---- */

static enum fg_state said_of(struct fg_requirement *r, const char *text)
{
    r->text = fg_sv_of(text);
    return judge()->state;
}

static void test_papers_by_other_names(void **state)
{
    (void)state;
    use("certificates: [Certified Meeting Professional, MCIPP, \"Rigging card no. 4471234, 2024\",\n"
        "  Zorb Level 3]\n");
    struct fg_requirement *r = ask(FG_CERTIFICATION, "");
    assert_int_equal(said_of(r, "CMP certification"), FG_MET);   /* initials          */
    assert_int_equal(said_of(r, "CIPP qualified"), FG_MET);      /* a member's letters */
    assert_int_equal(said_of(r, "A rigging card"), FG_MET);      /* year and number    */
    assert_int_equal(said_of(r, "Zorb level III certificate"), FG_MET);
    assert_int_equal(said_of(r, "Zorb level 4 certificate"), FG_PARTIAL);
    assert_int_equal(said_of(r, "Blasting card"), FG_GAP);
    assert_int_equal(said_of(r, "A professional certificate"), FG_UNKNOWN); /* which? */
}

static void test_papers_that_fall_short(void **state)
{
    (void)state;
    use("licences: [Ohio zorbing license, multistate quoiting license (Ohio)]\n"
        "certificates: [\"Foo card, expired 2020\", \"Bar card (in progress)\",\n"
        "  \"Baz card, valid until 2020\"]\n"
        "location: \"Columbus, Ohio\"\n");
    struct fg_requirement *r = ask(FG_CERTIFICATION, "");
    assert_int_equal(said_of(r, "Zorbing license of the State of Ohio"), FG_MET);
    assert_int_equal(said_of(r, "Zorbing license of the State of Texas"), FG_PARTIAL);
    assert_int_equal(said_of(r, "Quoiting license of the State of Texas"), FG_MET);
    assert_int_equal(said_of(r, "Foo card"), FG_PARTIAL);
    assert_int_equal(said_of(r, "Bar card"), FG_PARTIAL);
    assert_int_equal(said_of(r, "Bar card, or working towards it"), FG_MET);
    b.posting.posted = FG_SV("2026-01-01");
    assert_int_equal(said_of(r, "Baz card"), FG_PARTIAL);
    assert_int_equal(b.fit.n_caps, 0); /* what is there in part caps nothing */
}

static void test_classes_of_a_driving_licence(void **state)
{
    (void)state;
    struct fg_requirement *r = ask(FG_CERTIFICATION, "");
    assert_int_equal(said_of(r, "Driving licence class B"), FG_MET);
    assert_int_equal(said_of(r, "Driving licence class C1"), FG_GAP);
    use("licences: [driving licence CE]\n");
    r = ask(FG_CERTIFICATION, "");
    assert_int_equal(said_of(r, "Driving licence class C1"), FG_MET);
}

/* ---- body, hours, age, place ---- */

static void test_demands(void **state)
{
    (void)state;
    use("experience: [Up the masts with harness and rope, On the pager every fifth week]\n");
    struct fg_requirement *r = ask(FG_PHYSICAL, "");
    assert_int_equal(said_of(r, "Comfortable working at heights"), FG_MET);
    assert_int_equal(said_of(r, "On call one week in six"), FG_MET);
    assert_int_equal(said_of(r, "Able to lift 25 kg"), FG_UNKNOWN);
    assert_int_equal(said_of(r, "Able to lift 25 kg, at heights too"), FG_UNKNOWN);
    assert_int_equal(said_of(r, "Weekend work"), FG_UNKNOWN);
    r->kind = FG_SKILL;
    assert_int_equal(said_of(r, "Able to lift up to 25 kg and to stand for long periods"), FG_UNKNOWN);
}

static void test_age_by_school_and_work(void **state)
{
    (void)state;
    struct fg_requirement *r = ask(FG_AUTHORIZATION, "");
    assert_int_equal(said_of(r, "Aged 21 or over"), FG_MET); /* a bachelor of 2018 */
    use("education: [{degree: high-school, year: 2025}]\n");
    r = ask(FG_AUTHORIZATION, "");
    assert_int_equal(said_of(r, "Aged 21 or over"), FG_UNKNOWN);
}

static void test_town_and_time_zone(void **state)
{
    (void)state;
    use("location: \"Little Zorbing, Germany\"\nwilling: {relocate: false}\n");
    struct fg_requirement *r = ask(FG_TRAVEL, "");
    assert_int_equal(said_of(r, "Live within an hour of Little Zorbing"), FG_MET);
    assert_int_equal(said_of(r, "Live in a time zone between UTC-1 and UTC+3"), FG_MET);
    assert_int_equal(said_of(r, "Within two hours of CET"), FG_MET);
    assert_int_equal(said_of(r, "In the Pacific time zone"), FG_GAP);
}

static void test_citizens(void **state)
{
    (void)state;
    use("authorization: [French citizen]\n");
    struct fg_requirement *r = ask(FG_AUTHORIZATION, "");
    assert_int_equal(said_of(r, "Right to work in Germany"), FG_MET);
    assert_int_equal(said_of(r, "Must be a French citizen"), FG_MET);
    assert_int_equal(said_of(r, "Must be a German citizen"), FG_UNKNOWN);
    assert_int_equal(said_of(r, "Right to work in the United Kingdom"), FG_GAP);
}

static void test_the_narrower_half(void **state)
{
    (void)state;
    struct fg_requirement *r =
        ask(FG_EXPERIENCE, "Three years of trade shows, at least one of them in aviation");
    r->years_min = 3;
    assert_int_equal(judge()->state, FG_PARTIAL);
    r->text = FG_SV("Three years of trade shows, at least one of them with outside vendors");
    assert_int_equal(judge()->state, FG_MET);
}

static void test_bilingual(void **state)
{
    (void)state;
    use("languages: {English: native, Castilian: C1}\n");
    struct fg_requirement *r = ask(FG_LANGUAGE, "Bilingual English/Spanish");
    name_language(r, "English", FG_NATIVE);
    name_language(r, "Spanish", FG_NATIVE);
    assert_int_equal(judge()->state, FG_MET);
    use("languages: {English: native}\n");
    r = ask(FG_LANGUAGE, "Bilingual English/Spanish");
    name_language(r, "English", FG_NATIVE);
    name_language(r, "Spanish", FG_NATIVE);
    assert_int_equal(judge()->state, FG_GAP);
}

static void test_languages(void **state)
{
    (void)state;
    struct fg_requirement *r = ask(FG_LANGUAGE, "German");
    name_language(r, "German", FG_B1);
    assert_int_equal(judge()->state, FG_MET);
    b.languages[0].level = FG_B2;
    assert_int_equal(judge()->state, FG_PARTIAL);
    b.languages[0] = (struct fg_language_ask){FG_SV("Danish"), FG_LEVEL_NONE};
    assert_int_equal(judge()->state, FG_GAP);
    assert_float_equal(b.fit.caps[0].limit, 70, 1e-9);
    r->priority = FG_NICE;
    judge();
    assert_int_equal(b.fit.n_caps, 0); /* only a must can cap */
}

static void test_languages_that_are_not_named(void **state)
{
    (void)state;
    ask(FG_LANGUAGE, "Bilingual");
    assert_int_equal(judge()->state, FG_PARTIAL); /* German: B1 */
    use("languages: {Danish: native, English: C1}\n");
    ask(FG_OTHER, "Further languages are an advantage");
    assert_int_equal(judge()->state, FG_MET);
}

static void test_right_to_work(void **state)
{
    (void)state;
    struct fg_requirement *r = ask(FG_AUTHORIZATION, "Right to work in Germany");
    assert_int_equal(judge()->state, FG_MET); /* the EU covers it */
    r->text = FG_SV("Authorized to work in the United States");
    assert_int_equal(judge()->state, FG_GAP);
    assert_float_equal(b.fit.caps[0].limit, 50, 1e-9);
    r->text = FG_SV("Must pass a background check");
    assert_int_equal(judge()->state, FG_UNKNOWN);
    r->text = FG_SV("Active security clearance");
    assert_int_equal(judge()->state, FG_GAP); /* clearances: [] */
}

static void test_travel_and_shifts(void **state)
{
    (void)state;
    struct fg_requirement *r = ask(FG_TRAVEL, "Occasional travel");
    assert_int_equal(judge()->state, FG_MET);
    r->travel = 0.5;
    assert_int_equal(judge()->state, FG_GAP);
    assert_float_equal(b.fit.caps[0].limit, 75, 1e-9);
    r->kind = FG_PHYSICAL;
    r->text = FG_SV("Able to work night shifts");
    assert_int_equal(judge()->state, FG_GAP);
    r->text = FG_SV("Able to lift 40 pounds");
    assert_int_equal(judge()->state, FG_UNKNOWN);
}

static void test_place(void **state)
{
    (void)state;
    struct fg_requirement *r = ask(FG_TRAVEL, "Must reside in Germany");
    assert_int_equal(judge()->state, FG_MET);
    r->text = FG_SV("Must reside in Texas");
    assert_int_equal(judge()->state, FG_GAP);
}

static void test_traits(void **state)
{
    (void)state;
    struct fg_requirement *r = ask(FG_TRAIT, "Attention to detail");
    assert_int_equal(judge()->state, FG_MET); /* listed: accurate */
    r->text = FG_SV("Customer-oriented");
    assert_int_equal(judge()->state, FG_MET); /* shown by a statement */
    r->text = FG_SV("Committed to diversity and inclusion");
    assert_int_equal(judge()->state, FG_UNKNOWN);
}

static void test_silence_is_unknown(void **state)
{
    (void)state;
    close_bench();
    open_bench("skills: [Docker]\n");
    static const struct {
        enum fg_kind kind;
        const char *text;
    } cases[] = {{FG_AUTHORIZATION, "Right to work in Germany"},
                 {FG_AUTHORIZATION, "Active security clearance"},
                 {FG_CERTIFICATION, "Valid driver's license"},
                 {FG_EDUCATION, "Bachelor's degree"},
                 {FG_TRAVEL, "Travel 20 % of the time"},
                 {FG_PHYSICAL, "Night shifts"},
                 {FG_TRAIT, "Patience"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct fg_requirement *r = ask(cases[i].kind, cases[i].text);
        r->degree = cases[i].kind == FG_EDUCATION ? FG_BACHELOR : FG_DEGREE_NONE;
        const enum fg_state said = judge()->state;
        if (said != FG_UNKNOWN)
            fail_msg("%s: %d", cases[i].text, said);
        assert_int_equal(b.fit.n_caps, 0);
    }
}

/* ---- the formula ---- */

static void test_the_arithmetic(void **state)
{
    (void)state;
    name_skill(ask(FG_SKILL, "Docker"), "Docker");          /* must, met: 3 x 1    */
    name_skill(ask(FG_SKILL, "Salesforce"), "Salesforce");  /* must, gap: 3 x 0    */
    ask(FG_TRAIT, "Accuracy")->priority = FG_NICE;          /* nice trait, met: 1/3 */
    ask(FG_PHYSICAL, "Lift 40 pounds");                     /* unknown: left out   */
    judge();
    assert_float_equal(b.fit.verdicts[2].weight, 1.0 / 3, 1e-6);
    assert_float_equal(b.fit.score, 52.6, 1e-9); /* 100 x 3.333 / 6.333 */
    assert_int_equal(b.fit.band, FG_STRETCH);
    assert_float_equal(b.fit.verdicts[1].gain, 47.4, 1e-9);
    assert_float_equal(b.fit.confidence, 0.678571F, 1e-6);
    assert_float_equal(b.fit.must, 0.5, 1e-9);
    assert_float_equal(b.fit.nice, 1, 1e-9);
    assert_int_equal(b.fit.counts[FG_MET], 2);
    assert_int_equal(b.fit.counts[FG_UNKNOWN], 1);
    assert_float_equal(b.fit.duties, -1, 1e-9);
}

static void test_closing_a_gap_lifts_its_cap(void **state)
{
    (void)state;
    name_skill(ask(FG_SKILL, "Docker"), "Docker");
    name_skill(ask(FG_SKILL, "PostgreSQL"), "PostgreSQL");
    ask(FG_AUTHORIZATION, "Authorized to work in the United States");
    judge();
    assert_float_equal(b.fit.uncapped, 66.7, 1e-9);
    assert_float_equal(b.fit.score, 50, 1e-9);
    assert_float_equal(b.fit.verdicts[2].gain, 50, 1e-9);
}

static void test_questions(void **state)
{
    (void)state;
    static const char *const texts[] = {"Do you have the right to work in Germany?",
                                        "Will you require visa sponsorship to work in Canada?",
                                        "How many years of PostgreSQL do you have?",
                                        "Why do you want to join us?"};
    static const enum fg_state states[] = {FG_MET, FG_GAP, FG_MET, FG_UNKNOWN};
    for (size_t i = 0; i < 4; i++)
        b.questions[b.posting.n_questions++].text = fg_sv_of(texts[i]);
    judge();
    assert_int_equal(b.fit.n_answers, 4);
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(b.fit.answers[i].state, states[i]);
        assert_true(b.fit.answers[i].reason.n > 0);
        assert_ptr_equal(b.fit.answers[i].question, &b.questions[i]);
    }
}

static void test_an_empty_posting(void **state)
{
    (void)state;
    judge();
    assert_true(b.fit.score < 0);
    assert_int_equal(b.fit.n_verdicts, 0);
}

static void test_memory_that_runs_out(void **state)
{
    (void)state;
    struct fg_error err = {0};
    name_skill(ask(FG_SKILL, "Docker and vendors"), "Docker");
    for (size_t n = 1; n < 40; n++) {
        fg_arena_reset(b.arena);
        fg_arena_fail_after(b.arena, n);
        const enum fg_status status =
            fg_match(b.rules, b.scratch, &b.posting, b.profile, b.arena, &b.fit, &err);
        fg_arena_fail_after(b.arena, 0);
        assert_true(status == FG_ENOMEM || status == FG_OK);
        if (n == 1)
            assert_int_equal(status, FG_ENOMEM);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_a_skill_by_alias),
        TEST(test_a_skill_by_implication),
        TEST(test_a_neighbour_is_worth_half),
        TEST(test_a_skill_that_is_not_there),
        TEST(test_the_name_of_a_thing_is_not_found_in_like_words),
        TEST(test_a_method_is_found_in_like_words),
        TEST(test_any_of_takes_the_best_all_of_the_mean),
        TEST(test_what_stands_before_examples_is_asked_for_by_itself),
        TEST(test_a_bracket_that_names_all),
        TEST(test_a_role_implies_its_skills),
        TEST(test_what_most_of_a_role_know_is_in_part),
        TEST(test_a_deed_shows_skills),
        TEST(test_one_word_is_no_proof_of_several),
        TEST(test_options_are_those_of_one_list),
        TEST(test_what_it_is_done_in_is_not_what_is_done),
        TEST(test_a_name_stands_in_a_row),
        TEST(test_a_little_is_basic),
        TEST(test_what_is_forbidden_stays_open),
        TEST(test_a_wish_beside_a_must_is_not_missed),
        TEST(test_knowledge_is_no_paper),
        TEST(test_what_is_asked_loosely_is_told_loosely),
        TEST(test_a_graduate_is_no_student),
        TEST(test_any_work_shows_what_is_elementary),
        TEST(test_loads_beyond_the_usual_stay_open),
        TEST(test_of_traits_with_an_or_one_will_do),
        TEST(test_a_language_by_its_own_name),
        TEST(test_of_a_long_list_one_is_a_part),
        TEST(test_a_tool_is_no_part_of_what_it_implies),
        TEST(test_another_number_is_another_standard),
        TEST(test_jobs_of_one_sort_add_up),
        TEST(test_a_certificate_is_evidence_for_a_skill_of_its_name),
        TEST(test_of_two_certificates_one_is_part),
        TEST(test_leading_is_shown_by_the_led),
        TEST(test_a_basic_level_is_enough_where_basics_are_asked),
        TEST(test_parts_of_what_is_known_for_years),
        TEST(test_an_attitude_that_nothing_shows_is_not_known),
        TEST(test_what_stands_beside_an_unknown_name_is_not_it),
        TEST(test_reasoning_is_told),
        TEST(test_basic_and_long_ago_is_not_met),
        TEST(test_years),
        TEST(test_years_the_file_does_not_say),
        TEST(test_the_same_in_other_words),
        TEST(test_a_shared_common_word_is_not_enough),
        TEST(test_nothing_to_judge_by),
        TEST(test_leading_is_shown_by_nothing_less),
        TEST(test_degrees),
        TEST(test_fields_of_study),
        TEST(test_certificates),
        TEST(test_papers_by_other_names),
        TEST(test_papers_that_fall_short),
        TEST(test_classes_of_a_driving_licence),
        TEST(test_demands),
        TEST(test_age_by_school_and_work),
        TEST(test_town_and_time_zone),
        TEST(test_citizens),
        TEST(test_the_narrower_half),
        TEST(test_bilingual),
        TEST(test_languages),
        TEST(test_languages_that_are_not_named),
        TEST(test_right_to_work),
        TEST(test_travel_and_shifts),
        TEST(test_place),
        TEST(test_traits),
        TEST(test_silence_is_unknown),
        TEST(test_the_arithmetic),
        TEST(test_closing_a_gap_lifts_its_cap),
        TEST(test_questions),
        TEST(test_an_empty_posting),
        TEST(test_memory_that_runs_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
