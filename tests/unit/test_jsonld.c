/* JSON-LD and boards' answers to documents. */
#include "document_text.h"
#include "document/posting_names.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static const struct posting_case {
    const char *why, *json, *want; /* want: facts and blocks, documents parted by "--" */
} posting_cases[] = {
    {"a posting with all its facts",
     "{\"@context\": \"https://schema.org\", \"@type\": \"JobPosting\", \"title\": \"Baker &amp; Cook\","
     " \"hiringOrganization\": {\"@type\": \"Organization\", \"name\": \"Crumb Ltd\"},"
     " \"jobLocation\": {\"@type\": \"Place\", \"address\": {\"addressLocality\": \"Leeds\","
     " \"addressRegion\": \"-\", \"addressCountry\": {\"name\": \"UK\"}}},"
     " \"employmentType\": [\"FULL_TIME\", \"CONTRACTOR\"], \"jobLocationType\": \"TELECOMMUTE\","
     " \"datePosted\": \"2026-11-01T08:00:00Z\", \"validThrough\": \"2026-12-24\","
     " \"inLanguage\": \"en-GB\", \"url\": \"https://crumb.example/1\","
     " \"baseSalary\": {\"currency\": \"GBP\", \"value\": {\"minValue\": \"25,000\","
     " \"maxValue\": 30000, \"unitText\": \"YEAR\"}}, \"description\": \"<p>Bake.</p>\"}",
     "title: Baker & Cook\ncompany: Crumb Ltd\nlocation: Leeds, UK\nlanguage: en\n"
     "employment: full-time, contract\nremote: remote\nposted: 2026-11-01\nuntil: 2026-12-24\n"
     "url: https://crumb.example/1\npay: 25000 to 30000 GBP a year\nP Bake.\n"},
    {"in a graph, the type among others and with a prefix",
     "{\"@context\": \"x\", \"@graph\": [{\"@type\": \"WebPage\", \"name\": \"Jobs\"},"
     " {\"@type\": [\"Thing\", \"schema:JobPosting\"], \"title\": \"Cook\", \"description\": \"Cook.\"}]}",
     "title: Cook\nP Cook.\n"},
    {"nested in the page it is the main thing of",
     "{\"@type\": \"WebPage\", \"mainEntity\": {\"@type\": \"http://schema.org/JobPosting\","
     " \"title\": \"Cook\", \"hiringOrganization\": \"Crumb\", \"description\": \"Cook.\"}}",
     "title: Cook\ncompany: Crumb\nP Cook.\n"},
    {"several in an array, a copy left out",
     "[{\"@type\": \"JobPosting\", \"title\": \"A\", \"description\": \"Do a.\"},"
     " {\"@type\": \"JobPosting\", \"title\": \"B\", \"description\": \"Do b.\"},"
     " {\"@type\": \"JobPosting\", \"title\": \"A\", \"description\": \"Do a.\"}]",
     "title: A\nP Do a.\n--\ntitle: B\nP Do b.\n"},
    {"two places, dates nobody knows",
     "{\"@type\": \"JobPosting\", \"title\": \"A\", \"validThrough\": \"1970-01-01T00:00:00Z\","
     " \"jobLocation\": [{\"address\": {\"addressLocality\": \"Brno\", \"addressCountry\": \"CZ\"}},"
     " {\"address\": \"Praha, CZ\"}]}",
     "title: A\nlocation: Brno, CZ; Praha, CZ\n"},
    {"a description escaped once",
     "{\"@type\": \"JobPosting\", \"title\": \"A\", \"description\":"
     " \"&lt;ul&gt;&lt;li&gt;R&amp;amp;D&lt;/li&gt;&lt;/ul&gt;\"}",
     "title: A\nI1 R&D\n"},
    {"a description escaped three times",
     "{\"@type\": \"JobPosting\", \"title\": \"A\", \"description\":"
     " \"&amp;amp;lt;ul&amp;amp;gt;&amp;amp;lt;li&amp;amp;gt;Bake&amp;amp;lt;/li&amp;amp;gt;\"}",
     "title: A\nI1 Bake\n"},
    {"a description that begins with an end tag",
     "{\"@type\": \"JobPosting\", \"title\": \"A\", \"description\":"
     " \"&lt;/div&gt;&lt;div&gt;Bake.&lt;/div&gt;\"}",
     "title: A\nP Bake.\n"},
    {"raw line ends, a bad escape, a trailing comma",
     "{\"@type\": \"JobPosting\", \"title\": \"A\", \"description\": \"<p>One\n two \\_ three</p>\",}",
     "title: A\nP One two \\_ three\n"},
    {"properties that are requirement lists",
     "{\"@type\": \"JobPosting\", \"title\": \"A\", \"description\": \"\","
     " \"responsibilities\": \"Bake bread\", \"qualifications\": [\"A diploma\", \"A calm hand\"],"
     " \"skills\": \"ovens, dough\","
     " \"experienceRequirements\": {\"@type\": \"OccupationalExperienceRequirements\","
     " \"monthsOfExperience\": \"24\"},"
     " \"educationRequirements\": {\"credentialCategory\": \"bachelor degree\"},"
     " \"securityClearanceRequirement\": \"Secret\", \"physicalRequirement\": \"Lift 25 kg\","
     " \"eligibilityToWorkRequirement\": \"Right to work in the UK\","
     " \"jobBenefits\": \"Free bread\"}",
     "title: A\nH3 Responsibilities\nI1 Bake bread\nH3 Qualifications\nI1! A diploma\n"
     "I1! A calm hand\nH3 Experience requirements\nI1! 2 years of experience\n"
     "H3 Education requirements\nI1! bachelor degree\nH3 Required skills\nI1! ovens, dough\n"
     "H3 Security clearance\nI1! Secret\nH3 Physical requirements\nI1! Lift 25 kg\n"
     "H3 Eligibility to work\nI1! Right to work in the UK\nH3 Benefits\nP Free bread\n"},
    {"months that are no whole years",
     "{\"@type\": \"JobPosting\", \"title\": \"A\", \"experienceRequirements\":"
     " {\"monthsOfExperience\": 18}}",
     "title: A\nH3 Experience requirements\nI1! 18 months of experience\n"},
    {"what the description says already",
     "{\"@type\": \"JobPosting\", \"title\": \"A\","
     " \"description\": \"<p>You need:</p><ul><li>A&nbsp;diploma</li></ul>\","
     " \"qualifications\": [\"A diploma.\", \"Patience\"], \"experienceRequirements\": \"a diploma\"}",
     "title: A\nP You need:\nI1 A diploma\nH3 Qualifications\nI1! Patience\n"},
    {"a page's data without a posting",
     "{\"@context\": \"x\", \"@type\": \"Organization\", \"name\": \"Crumb\", \"title\": \"T\","
     " \"description\": \"We bake.\", \"employmentType\": \"x\"}",
     ""},
    {"a board's list of jobs with the employer around it",
     "{\"name\": \"Crumb\", \"description\": \"We bake.\", \"jobs\": [{\"title\": \"Cook\","
     " \"city\": \"Leeds\", \"country\": \"UK\", \"telecommuting\": true, \"description\": \"<p>Cook.</p>\"}]}",
     "title: Cook\ncompany: Crumb\nlocation: Leeds, UK\nremote: remote\nP Cook.\n"},
    {"a board that calls the title text, and has lists beside the description",
     "[{\"text\": \"Cook\", \"hostedUrl\": \"https://b.example/1\", \"createdAt\": 1782753306506,"
     " \"categories\": {\"commitment\": \"Part time\", \"location\": \"Leeds\"},"
     " \"description\": \"<div>We bake.</div>\", \"descriptionPlain\": \"We bake.\","
     " \"lists\": [{\"text\": \"You have\", \"content\": \"<li>Patience</li>\"}],"
     " \"additional\": \"<div>Free bread</div>\","
     " \"salaryRange\": {\"min\": 10, \"max\": 12, \"currency\": \"GBP\", \"interval\": \"per-hour-wage\"}}]",
     "title: Cook\nlocation: Leeds\nemployment: part-time\nposted: 2026-06-29\n"
     "url: https://b.example/1\npay: 10 to 12 GBP a hour\nP We bake.\nH3 You have\nI1 Patience\n"
     "P Free bread\n"},
    {"a board with titled sections",
     "{\"name\": \"Cook\", \"company\": {\"name\": \"Crumb\"},"
     " \"location\": {\"city\": \"Leeds\", \"fullLocation\": \"Leeds, UK\"},"
     " \"jobAd\": {\"sections\": {\"a\": {\"title\": \"Job\", \"text\": \"<p>Cook.</p>\"},"
     " \"b\": {\"title\": \"Qualifications\", \"text\": \"<ul><li>Patience</li></ul>\"}}}}",
     "title: Cook\ncompany: Crumb\nlocation: Leeds, UK\nH3 Job\nP Cook.\nH3 Qualifications\n"
     "I1 Patience\n"},
    {"facts around the posting",
     "{\"jobPostingInfo\": {\"title\": \"Cook\", \"jobDescription\": \"<p>Cook.</p>\","
     " \"timeType\": \"Full Time\"}, \"hiringOrganization\": {\"name\": \"Crumb\"}}",
     "title: Cook\ncompany: Crumb\nemployment: full-time\nP Cook.\n"},
    {"a list that names jobs and does not describe them",
     "{\"jobs\": [{\"title\": \"Cook\", \"location\": \"Leeds\", \"department\": \"Kitchen\"}]}", ""},
    {"a name and a description are not enough",
     "{\"products\": [{\"name\": \"Oven\", \"description\": \"It is hot.\"}]}", ""},
};

static void put_documents(struct fg_buf *out, const struct fg_document *d, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        fg_buf_addz(out, i ? "--\n" : "");
        fg_test_put_facts(out, &d[i].fields);
        fg_test_put_blocks(out, &d[i]);
    }
}

static void reads_postings(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof posting_cases / sizeof *posting_cases; i++) {
        const struct posting_case *c = &posting_cases[i];
        fg_arena *arena = fg_arena_new(0);
        struct fg_document *d;
        struct fg_error err = {0};
        struct fg_buf got = {0};
        size_t n;
        assert_int_equal(fg_jsonld_read(fg_sv_of(c->json), arena, &d, &n, &err), FG_OK);
        put_documents(&got, d, n);
        if (!fg_sv_eq(fg_buf_sv(&got), fg_sv_of(c->want)))
            fail_msg("%s: got\n%.*s", c->why, FG_SV_ARG(fg_buf_sv(&got)));
        fg_buf_free(&got);
        fg_arena_free(arena);
    }
}

static void tells_where_it_is_from(void **state)
{
    (void)state;
    static const struct {
        const char *json;
        enum fg_document_origin origin;
    } cases[] = {
        {"{\"@type\": \"JobPosting\", \"title\": \"A\"}", FG_FROM_JSON_LD},
        {"{\"jobTitle\": \"A\", \"jobDescription\": \"Do a.\"}", FG_FROM_API},
    };
    for (size_t i = 0; i < 2; i++) {
        fg_arena *arena = fg_arena_new(0);
        struct fg_document *d;
        size_t n;
        assert_int_equal(fg_jsonld_read(fg_sv_of(cases[i].json), arena, &d, &n, NULL), FG_OK);
        assert_int_equal(n, 1);
        assert_int_equal(d->origin, cases[i].origin);
        fg_arena_free(arena);
    }
}

static void refuses_what_is_no_json(void **state)
{
    (void)state;
    fg_arena *arena = fg_arena_new(0);
    struct fg_document *d;
    struct fg_error err = {0};
    size_t n = 1;
    assert_int_equal(fg_jsonld_read(FG_SV("no brackets"), arena, &d, &n, &err), FG_EREAD);
    assert_int_equal(n, 0);
    assert_non_null(strstr(err.message, "not JSON"));
    fg_arena_free(arena);
}

static void survives_failing_memory(void **state)
{
    (void)state;
    const struct fg_sv json = fg_sv_of(posting_cases[9].json);
    for (size_t nth = 1; nth < 60; nth++) {
        fg_arena *arena = fg_arena_new(0);
        struct fg_document *d;
        struct fg_error err = {0};
        size_t n;
        fg_arena_fail_after(arena, nth);
        const enum fg_status status = fg_jsonld_read(json, arena, &d, &n, &err);
        assert_true(fg_arena_failed(arena) ? status == FG_ENOMEM : status == FG_OK);
        assert_int_equal(err.status, status);
        fg_arena_free(arena);
    }
}

static void names_are_sorted(void **state)
{
    (void)state;
    size_t n;
    const struct fg_posting_name *names = fg_posting_names(&n);
    assert_true(n > 200);
    for (size_t i = 1; i < n; i++)
        if (strcmp(names[i - 1].key, names[i].key) >= 0)
            fail_msg("%s stands before %s", names[i - 1].key, names[i].key);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_postings),
        cmocka_unit_test(tells_where_it_is_from),
        cmocka_unit_test(refuses_what_is_no_json),
        cmocka_unit_test(survives_failing_memory),
        cmocka_unit_test(names_are_sorted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
