/* Reports: JSON to the byte, text that is safe for a terminal, entries that stay
 * entries whatever a posting's text is. */
#include "report/escape.h"
#include "report/layout.h"
#include "report/room.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static struct fg_requirement requirements[3];
static struct fg_verdict verdicts[3];
static struct fg_evidence evidence;
static struct fg_mention mention;
static struct fg_posting posting;
static struct fg_fit fit;
static struct fg_buf out;

static int set_up(void **state)
{
    (void)state;
    mention = (struct fg_mention){7, FG_SV("Python"), FG_SV("Python"), {14, 6}};
    for (unsigned i = 0; i < 3; i++)
        requirements[i] = (struct fg_requirement){
            .id = i + 1, .kind = FG_SKILL, .years_min = -1, .years_max = -1, .travel = -1};
    requirements[0].text = FG_SV("5+ years with Python");
    requirements[0].years_min = 5;
    requirements[0].skills = &mention;
    requirements[0].n_skills = 1;
    requirements[0].section = FG_SV("What you bring");
    requirements[0].at = (struct fg_span){2310, 20};
    requirements[0].rule = "required-heading";
    requirements[1].text = FG_SV("A \"truck\" licence");
    requirements[1].kind = FG_CERTIFICATION;
    requirements[2].text = FG_SV("Lifting");
    requirements[2].priority = FG_NICE;
    posting = (struct fg_posting){.title = FG_SV("Senior *Data* Engineer"),
                                  .company = FG_SV("A&B"),
                                  .language = "en",
                                  .salary = {-1, -1, {0}, {0}},
                                  .requirements = requirements,
                                  .n_requirements = 3,
                                  .source.url = FG_SV("https://x.example/a b")};
    evidence = (struct fg_evidence){FG_SV("Python"), 4, 3, {0}, 0.8};
    verdicts[0] = (struct fg_verdict){.requirement = &requirements[0], .state = FG_PARTIAL,
                                      .credit = 0.8, .weight = 3, .gain = 10,
                                      .evidence = &evidence, .n_evidence = 1};
    verdicts[1] = (struct fg_verdict){.requirement = &requirements[1], .state = FG_GAP, .weight = 3,
                                      .gain = 50, .reason = FG_SV("not among the licences")};
    verdicts[2] = (struct fg_verdict){.requirement = &requirements[2], .state = FG_UNKNOWN,
                                      .weight = 1, .reason = FG_SV("silent")};
    fit = (struct fg_fit){.posting = &posting, .score = 40, .uncapped = 40, .band = FG_NOT_YET,
                          .confidence = 0.857142, .must = 0.4, .nice = -1, .duties = -1,
                          .counts = {0, 1, 0, 1, 1}, .verdicts = verdicts, .n_verdicts = 3,
                          .rules_digest = "r", .profile_digest = "s"};
    out = (struct fg_buf){0};
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    fg_buf_free(&out);
    return 0;
}

static void assert_has(const char *part)
{
    if (!out.p || !strstr(out.p, part))
        fail_msg("'%s' is not in:\n%s", part, out.p ? out.p : "");
}

static void assert_has_not(const char *part)
{
    if (out.p && strstr(out.p, part))
        fail_msg("'%s' is in:\n%s", part, out.p);
}

static void test_json_to_the_byte(void **state)
{
    (void)state;
    posting.n_requirements = 1;
    fit.n_verdicts = 1;
    fg_report_json(&posting, &fit, true, &out);
    assert_string_equal(
        out.p,
        "{\"schema\": \"fitgap/1\", \"source\": {\"given\": null, \"url\": "
        "\"https://x.example/a b\", \"file\": null, \"sha256\": null, \"fetched_at\": null, "
        "\"site\": null}, \"title\": \"Senior *Data* Engineer\", \"company\": \"A&B\", "
        "\"location\": null, \"language\": \"en\", \"employment_type\": null, \"remote\": null, "
        "\"salary\": null, \"posted\": null, \"valid_through\": null, \"closed\": false, "
        "\"score\": 40, \"band\": \"not-yet\", \"confidence\": 0.86, \"coverage\": {\"must\": 0.4, "
        "\"nice\": null, \"duties\": null}, \"counts\": {\"met\": 0, \"partial\": 1, "
        "\"adjacent\": 0, \"gap\": 1, \"unknown\": 1}, \"caps\": [], \"requirements\": [{\"id\": "
        "\"r1\", \"text\": \"5+ years with Python\", \"priority\": \"must\", \"kind\": \"skill\", "
        "\"years_min\": 5, \"years_max\": null, \"degree\": null, \"or_equivalent\": false, "
        "\"any_of\": false, \"skills\": [{\"name\": \"Python\", \"surface\": \"Python\", \"at\": "
        "[14, 6]}], \"section\": \"What you bring\", \"at\": [2310, 20], \"state\": \"partial\", "
        "\"credit\": 0.8, \"weight\": 3, \"gain\": 10, \"evidence\": [{\"skill\": \"Python\", "
        "\"years\": 4, \"line\": 3, \"via\": null}]}], "
        "\"duties\": [], \"questions\": [], \"rules\": \"r\", \"skills\": \"s\"}\n");
}

static void test_json_without_a_fit(void **state)
{
    (void)state;
    fg_report_json(&posting, NULL, false, &out);
    assert_has("\"requirements\"");
    assert_has_not("\"score\"");
    assert_has_not("\"state\"");
}

static void test_text(void **state)
{
    (void)state;
    const struct fg_report_style style = {.width = 100, .verbose = 1};
    fg_report_fit_text(&fit, &style, &out);
    assert_has("Score 40.0   not-yet   must 40 %   confidence 86 %\n1 partial, 1 gap, 1 unknown\n");
    assert_has("Python, 4 years (line 3)");
    assert_has("  +50.0 r2 A \"truck\" licence - not among the licences\n  +10.0 r1");
    assert_has("Not judged: the skills file is silent on it\n  r3 Lifting - silent\n");
    assert_has("  r1    3.00 x 0.80 =  2.40\n");
    assert_has("  r3    1.00, left out: unknown\n");
    assert_has("  sum   100 x 2.40 / 6.00 = 40.0\n");
    assert_has_not("\033");
}

static void test_text_without_a_score(void **state)
{
    (void)state;
    fit.score = -1;
    fg_report_fit_text(&fit, &(struct fg_report_style){0}, &out);
    assert_has("No score: nothing in it could be judged by the skills file.\n");
}

static void test_lines_keep_to_the_width(void **state)
{
    (void)state;
    requirements[1].text = FG_SV("A very long requirement, of many words, that has to be broken in "
                                 "several places, and aSingleWordThatIsFarTooLongForAnyColumnToHold"
                                 "AndSoMustBeBrokenInside");
    fg_report_fit_text(&fit, &(struct fg_report_style){.width = 60}, &out);
    struct fg_sv rest = fg_buf_sv(&out), line;
    while (rest.n && fg_sv_next(&rest, '\n', &line))
        assert_true(fg_text_width(line) <= 60);
}

static void test_nothing_of_a_posting_reaches_the_terminal_raw(void **state)
{
    (void)state;
    posting.title = FG_SV("Evil\033]0;x\a title\xe2\x80\xae");
    requirements[1].text = FG_SV("red\033[31m \xc2\x9b line\nbreak");
    fg_report_fit_text(&fit, &(struct fg_report_style){.width = 80, .color = false}, &out);
    assert_has_not("\033");
    assert_has_not("\a");
    assert_has_not("\xc2\x9b");
    assert_has_not("\xe2\x80\xae");
    assert_has("red\xef\xbf\xbd[31m");
}

static void test_wrap(void **state)
{
    (void)state;
    struct fg_sv rest;
    struct fg_sv part = fg_wrap(FG_SV("one two three"), 8, &rest);
    assert_true(fg_sv_eq(part, FG_SV("one two")));
    assert_true(fg_sv_eq(rest, FG_SV("three")));
    part = fg_wrap(FG_SV("onetwothree"), 4, &rest);
    assert_true(fg_sv_eq(part, FG_SV("onet")));
    assert_true(fg_sv_eq(rest, FG_SV("wothree")));
    part = fg_wrap(FG_SV("\xe4\xbd\xa0\xe5\xa5\xbd"), 2, &rest); /* two wide characters */
    assert_int_equal(part.n, 3);
    assert_int_equal(fg_text_width(FG_SV("e\xcc\x81")), 1);
}

static void entry(enum fg_format format)
{
    fg_buf_clear(&out);
    fg_report_entry(&fit, format, FG_SV("2026-11-22"), &out);
    assert_true(out.n > 0 && out.p[out.n - 1] == '\n');
}

static void test_markdown(void **state)
{
    (void)state;
    entry(FG_FORMAT_MARKDOWN);
    assert_string_equal(out.p,
                        "## 2026-11-22 Senior \\*Data\\* Engineer - A\\&B\n\n"
                        "- Score: **40.0 not-yet** (must 40 %, confidence 86 %)\n"
                        "- Posting: <https://x.example/a%20b>\n\n"
                        "Gaps, by the points that closing one would add:\n\n"
                        "- [ ] **+50.0** A \"truck\" licence (must, gap: not among the licences)\n"
                        "- [ ] **+10.0** 5+ years with Python (must, partial)\n\n");
}

static void test_org(void **state)
{
    (void)state;
    posting.title = FG_SV("*Data* [[x]] Engineer\n* second");
    entry(FG_FORMAT_ORG);
    assert_has("* \xe2\x80\x8b*Data* [\xe2\x80\x8b[x]] Engineer \xe2\x80\x8b* second - A&B  "
               ":fitgap:\n:PROPERTIES:\n:SCORE: 40.0 not-yet\n");
    assert_has("\n[2026-11-22]\n");
    assert_has_not("\n* second");
}

static void test_jrnl(void **state)
{
    (void)state;
    posting.title = FG_SV("Engineer @home");
    entry(FG_FORMAT_JRNL);
    assert_has("[2026-11-22 09:00] Engineer (at)home - A&B: 40.0 not-yet\n");
    assert_has_not("\n[");
}

static void test_html(void **state)
{
    (void)state;
    posting.title = FG_SV("<script>alert(1)</script>");
    entry(FG_FORMAT_HTML);
    assert_has("<h2>&lt;script&gt;alert(1)&lt;/script&gt; - A&amp;B</h2>");
    assert_has("A &quot;truck&quot; licence");
    assert_has_not("<script>");
}

static void test_csv(void **state)
{
    (void)state;
    posting.title = FG_SV("=1+1, \"x\"");
    entry(FG_FORMAT_CSV);
    assert_has("\"2026-11-22\",\"'=1+1, \"\"x\"\"\",\"A&B\",\"\",40.0,not-yet,0.400,,0.857,0,1,0,1,1,"
               "\"50.0 A \"\"truck\"\" licence; 10.0 5+ years with Python\","
               "\"https://x.example/a%20b\"\r\n");
    fg_buf_clear(&out);
    fg_report_begin(FG_FORMAT_CSV, &out);
    assert_has("date,title,company,location,score,band,must,nice,confidence,met,partial,adjacent,"
               "gap,unknown,gaps,posting\r\n");
}

static void test_entries_of_other_formats_are_json_lines(void **state)
{
    (void)state;
    entry(FG_FORMAT_JSONL);
    assert_int_equal(strchr(out.p, '\n') - out.p, (long)out.n - 1);
}

static void test_keys(void **state)
{
    (void)state;
    char key[64];
    fg_report_key(&posting, key, sizeof key);
    assert_string_equal(key, "https://x.example/a b");
    posting.source.url = (struct fg_sv){0};
    memset(posting.source.sha256, 'a', 64);
    fg_report_key(&posting, key, sizeof key);
    assert_string_equal(key, "aaaaaaaaaaaaaaaa");
}

static void test_explain(void **state)
{
    (void)state;
    const struct fg_candidate candidates[] = {
        {FG_SV("Python"), FG_SV("Python"), FG_SV("named"), 3, 0.8, true},
        {FG_SV("Wrote Ruby"), FG_SV("Python"), FG_SV("of one family"), 5, 0.5, false},
    };
    const struct fg_sv pattern = FG_SV("years: \"5+ years\" (rule years-plain)"),
                       step = FG_SV("years: 4.0 of 5: 0.80");
    const struct fg_reasoning why = {&pattern, 1, candidates, 2, &step, 1};
    assert_false(fg_report_explain(&fit, 9, &why, &(struct fg_report_style){0}, &out));
    assert_true(fg_report_explain(&fit, 1, &why, &(struct fg_report_style){0}, &out));
    assert_has("  patterns  years: \"5+ years\" (rule years-plain)\n");
    assert_has("  sum       years: 4.0 of 5: 0.80\n");
    assert_has("  rule      required-heading\n");
    assert_has("  section   What you bring\n");
    assert_has("  skills    Python (\"Python\" at 14, 6 bytes)\n");
    assert_has("  evidence  0.80  Python (line 3), for Python: named\n");
    assert_has("  rejected  0.50  Wrote Ruby (line 5), for Python: of one family; a better one\n");
    assert_has("  verdict   partial: weight 3.00 x credit 0.80 = 2.40; met it would make 50.0 of "
               "40.0\n");
}

static void test_explain_judged(void **state)
{
    static const struct fg_reason reasons[] = {{{"word with", 9}, 2.5, -1}, {{"req=2", 5}, -0.5, 0}};
    struct fg_requirement r = posting.requirements[0];
    const struct fg_posting one = {.requirements = &r, .n_requirements = 1};
    (void)state;
    r.judged = (struct fg_judged){3, -2.25, 1, -0.25, reasons, 2};
    assert_false(fg_report_explain_posting(&one, 2, &(struct fg_report_style){0}, &out));
    assert_true(fg_report_explain_posting(&one, 1, &(struct fg_report_style){0}, &out));
    assert_has("  judged    requirement +3.00, duty -2.25; of these +1.00 and -0.25 from its list\n"
               "  by          +2.50   -1.00  word with\n"
               "              -0.50   +0.00  req=2\n"
               "  asked     ");
    fg_buf_clear(&out);
    assert_false(fg_report_explain_json(&one, NULL, 2, true, &out));
    assert_true(fg_report_explain_json(&one, NULL, 1, true, &out));
    assert_has("\"judged\": {\"requirement\": 3, \"duty\": -2.25, \"list_requirement\": 1, "
               "\"list_duty\": -0.25, \"by\": [{\"feature\": \"word with\", "
               "\"requirement\": 2.5, \"duty\": -1}");
}

static void test_posting_by_itself(void **state)
{
    (void)state;
    fg_report_posting_text(&posting, &(struct fg_report_style){.width = 80}, &out);
    assert_has("r2    must  certification  A \"truck\" licence\n");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_json_to_the_byte),
        TEST(test_json_without_a_fit),
        TEST(test_text),
        TEST(test_text_without_a_score),
        TEST(test_lines_keep_to_the_width),
        TEST(test_nothing_of_a_posting_reaches_the_terminal_raw),
        TEST(test_wrap),
        TEST(test_markdown),
        TEST(test_org),
        TEST(test_jrnl),
        TEST(test_html),
        TEST(test_csv),
        TEST(test_entries_of_other_formats_are_json_lines),
        TEST(test_keys),
        TEST(test_explain),
        TEST(test_explain_judged),
        TEST(test_posting_by_itself),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
