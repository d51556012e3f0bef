/* The journal as a library: what goes in comes out, once. */
#include "journal_help.h"

#include <libical/ical.h>

/* ---- adding ---- */

static void the_same_posting_is_one_application(void **state)
{
    fg_journal *j = open_journal(true);
    (void)state;
    add_json(j, one_fit, NULL);
    add_json(j, one_fit, NULL);
    commit(j);
    j = open_journal(false);
    assert_asked(j, "SELECT count(*) || key FROM application",
                 "1https://jobs.example.com/1");
    assert_asked(j, "SELECT text FROM posting", "The whole text.\nLine two.");
    assert_asked(j, "SELECT name FROM gap", "SQL");
    assert_asked(j, "SELECT count(*) FROM event", "1");
    fg_journal_close(j);
}

static void a_posting_read_again_without_text_keeps_it(void **state)
{
    fg_journal *j = open_journal(true);
    (void)state;
    add_json(j, one_fit, NULL);
    add_json(j, "{\"schema\": \"fitgap/1\", \"source\": {\"url\": \"https://jobs.example.com/1\"},"
                " \"title\": \"New title\", \"score\": 90}", NULL);
    assert_asked(j, "SELECT text FROM posting", "The whole text.\nLine two.");
    assert_asked(j, "SELECT title || score FROM application", "New title90.0");
    fg_journal_close(j);
}

static void the_key_is_the_boards_then_the_address_then_the_content(void **state)
{
    fg_journal *j = open_journal(true);
    (void)state;
    add_json(j,
             "{\"schema\":\"fitgap/1\",\"title\":\"a\",\"source\":{\"key\":\"lever:acme:9\",\"url\":"
             "\"https://x.example/1\"}}"
             "{\"schema\":\"fitgap/1\",\"title\":\"a\",\"source\":{\"url\":\"http://X.example/1/#top\"}}"
             "{\"schema\":\"fitgap/1\",\"title\":\"a\",\"text\":\" one\\n two\",\"source\":{\"file\":\"b\"}}"
             "{\"schema\":\"fitgap/1\",\"title\":\"a\",\"text\":\"one\\ntwo \",\"source\":{\"file\":\"c\"}}",
             NULL);
    assert_asked(j, "SELECT key FROM application WHERE key NOT LIKE 'sha256:%' ORDER BY id",
                 "lever:acme:9|https://x.example/1");
    assert_asked(j, "SELECT count(*) FROM application", "3");
    fg_journal_close(j);
}

static enum fg_status add_fails(fg_journal *j, const char *json, struct fg_error *err)
{
    struct fg_added added;
    struct fg_buf report = {0};
    const enum fg_status status = fg_journal_add(j, fg_sv_of(json), NULL, &test_rules, &added,
                                                 &report, err);
    fg_buf_free(&report);
    return status;
}

static void what_is_no_fit_is_refused_with_its_place(void **state)
{
    static const struct {
        const char *json;
        enum fg_status status;
        unsigned line;
        const char *says;
    } cases[] = {
        {"", FG_EUSAGE, 0, "empty"},
        {"{\"schema\":\"fitgap/1\",\"title\":\"x\"}\n{\"a\":", FG_EDATA, 2, "is not JSON"},
        {"{\"schema\":\"fitgap/1\",\"title\":\"x\"}{\"a\":1}", FG_EDATA, 0, "value 2"},
        {"[1]", FG_EDATA, 0, "not an object"},
        {"{\"schema\":\"fitgap/1\"}", FG_EDATA, 0, "no title"},
        {"{\"schema\":\"fitgap/1\",\"title\":\"a\\u0000b\"}", FG_EDATA, 1, "NUL"},
        {"{\"schema\":\"fitgap-journal/1\"}", FG_EDATA, 0, "import"},
        {"{\"schema\":\"fitgap/1\",\"title\":\"\xff\"}", FG_EDATA, 1, "is not JSON"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        fg_journal *j = open_journal(true);
        struct fg_error err = {0};
        assert_int_equal(add_fails(j, cases[i].json, &err), cases[i].status);
        assert_int_equal(err.line, cases[i].line);
        if (!strstr(err.message, cases[i].says))
            fail_msg("%s", err.message);
        fg_journal_close(j);
    }
    fg_journal *j = open_journal(false);
    assert_asked(j, "SELECT count(*) FROM application", "0");
    fg_journal_close(j);
}

/* ---- text ---- */

static const char *const hostile[] = {
    "'; DROP TABLE application; --", "quote \" and ' and `", "line\none\ttwo\r\nthree",
    "\xf0\x9f\x98\x80 emoji \xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x92\xbb",
    "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d \xe2\x80\x8f" "right to left", "%s %n {{title}} [r1",
    "\\u0041 \\ backslash", "=cmd|' /C calc'!A0",
};
enum { HOSTILE = sizeof hostile / sizeof *hostile };

static void texts_come_back_as_they_went_in(void **state)
{
    fg_journal *j = open_journal(true);
    struct fg_error err = {0};
    (void)state;
    add_json(j, one_fit, NULL);
    for (size_t i = 0; i < HOSTILE; i++) {
        const struct fg_feedback f = {.words = fg_sv_of(hostile[i]), .by = fg_sv_of(hostile[i]),
                                      .changeable = {"", 0}, .remedy = {"", 0}};
        assert_ok(fg_journal_feedback(j, 1, &f, &err));
    }
    commit(j);
    j = open_journal(false);
    struct fg_rows r = fg_sql_open(j, &err, "SELECT words FROM feedback ORDER BY id", FG_NO_BINDS);
    for (size_t i = 0; fg_sql_next(&r); i++)
        assert_true(fg_sv_eq(fg_sql_text(&r, 0), fg_sv_of(hostile[i])));
    assert_ok(fg_sql_close(&r));
    fg_journal_close(j);
}

static void nul_and_broken_utf8_are_refused(void **state)
{
    fg_journal *j = open_journal(true);
    struct fg_error err = {0};
    (void)state;
    add_json(j, one_fit, NULL);
    struct fg_feedback f = {.words = {"a\0b", 3}, .by = {"", 0}, .changeable = {"", 0},
                            .remedy = {"", 0}};
    assert_int_equal(fg_journal_feedback(j, 1, &f, &err), FG_EUSAGE);
    assert_non_null(strstr(err.message, "NUL"));
    f.words = FG_SV("a\xff");
    assert_int_equal(fg_journal_feedback(j, 1, &f, &err), FG_EUSAGE);
    assert_non_null(strstr(err.message, "UTF-8"));
    fg_journal_close(j);
}

/* ---- finding ---- */

static void an_application_is_found_by_what_a_person_knows(void **state)
{
    static const struct {
        const char *word;
        enum fg_status status;
    } cases[] = {{"1", FG_OK}, {"#1", FG_OK}, {"acme", FG_OK}, {"data eng", FG_OK},
                 {"https://jobs.example.com/1", FG_OK}, {"http://jobs.example.com/1#x", FG_OK},
                 {"2", FG_EUSAGE}, {"", FG_EUSAGE}, {"nobody", FG_EUSAGE}, {"' OR 1=1 --", FG_EUSAGE}};
    fg_journal *j = open_journal(true);
    (void)state;
    add_json(j, one_fit, NULL);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct fg_error err = {0};
        int64_t id = 0;
        assert_int_equal(fg_journal_find(j, fg_sv_of(cases[i].word), &id, &err), cases[i].status);
        assert_int_equal(id, cases[i].status == FG_OK);
    }
    add_json(j, "{\"schema\":\"fitgap/1\",\"title\":\"Data Engineer II\",\"company\":\"Acme\"}", NULL);
    struct fg_error err = {0};
    int64_t id;
    assert_int_equal(fg_journal_find(j, FG_SV("acme"), &id, &err), FG_EUSAGE);
    assert_non_null(strstr(err.message, "#1 Data Engineer - Acme, #2 Data Engineer II - Acme"));
    fg_journal_close(j);
}

static void case_is_folded_in_every_script(void **state)
{
    fg_journal *j = open_journal(true);
    struct fg_error err = {0};
    struct fg_buf out = {0};
    int64_t id = 0;
    const struct fg_report_style style = {0};
    const struct fg_journal_filter filter = {.word = FG_SV("МОСКВА")};
    const struct fg_contact jo = {.field = {[FG_CONTACT_NAME] = FG_SV("Zoë Ångström")}};
    (void)state;
    add_json(j, "{\"schema\":\"fitgap/1\",\"title\":\"Bäcker\",\"company\":\"Müller\"}", NULL);
    add_json(j, "{\"schema\":\"fitgap/1\",\"title\":\"Инженер\",\"location\":\"Москва\"}", NULL);
    assert_ok(fg_journal_find(j, FG_SV("MÜLLER"), &id, &err));
    assert_int_equal(id, 1);
    assert_ok(fg_journal_find(j, FG_SV("инженер"), &id, &err));
    assert_int_equal(id, 2);
    assert_ok(fg_journal_list(j, &filter, FG_FORMAT_CSV, &style, &out, &err));
    assert_non_null(strstr(out.p, "Инженер"));
    assert_null(strstr(out.p, "Bäcker"));
    fg_buf_free(&out);
    id = 0;
    assert_ok(fg_contact_put(j, &id, &jo, 0, &err));
    assert_ok(fg_contact_find(j, FG_SV("ZOË å"), &id, &err));
    assert_int_equal(fg_contact_find(j, FG_SV("zoe"), &id, &err), FG_EUSAGE);
    fg_journal_close(j);
}

/* ---- outcomes and follow-ups ---- */

static void the_course_of_events_is_told(void **state)
{
    fg_journal *j = open_journal(true);
    (void)state;
    add_json(j, one_fit, NULL);
    note(j, 1, "applied", "2026-10-01");
    note(j, 1, "phone screen", "2026-10-10");
    note(j, 1, "interview", "2026-10-15");
    note(j, 1, "interview", "2026-10-20");
    assert_asked(j, "SELECT status || round || status_at || applied_at || answered_at || invited"
                    " || applied_score FROM application",
                 "interview22026-10-202026-10-012026-10-10163.5");
    note(j, 1, "rejected", "2026-11-01");
    assert_asked(j, "SELECT status || round || lost || invited FROM application", "rejected011");
    /* the score it was sent with stays, whatever the skills file becomes */
    add_json(j, "{\"schema\": \"fitgap/1\", \"source\": {\"url\": \"https://jobs.example.com/1\"},"
                " \"title\": \"x\", \"score\": 99}", NULL);
    note(j, 1, "offer", "2026-11-02");
    assert_asked(j, "SELECT applied_score || ' ' || score FROM application", "63.5 99.0");
    fg_journal_close(j);
}

static void a_plan_follows_an_outcome_once(void **state)
{
    fg_journal *j = open_journal(true);
    (void)state;
    add_json(j, one_fit, NULL);
    note(j, 1, "applied", "2026-10-01");
    assert_asked(j, "SELECT rule || ' ' || due FROM follow_up WHERE state = 'open' ORDER BY due",
                 "ask-for-news 2026-10-15|let-it-go 2026-11-15");
    note(j, 1, "applied", "2026-10-01");
    assert_asked(j, "SELECT count(*) FROM follow_up", "2");
    note(j, 1, "rejected", "2026-11-01");
    assert_asked(j, "SELECT count(*) FROM follow_up WHERE state = 'dropped'", "2");
    assert_asked(j, "SELECT due FROM follow_up WHERE rule = 'check-in'", "2027-04-01");
    assert_asked(j, "SELECT what FROM follow_up WHERE rule = 'appraisal'",
                 "Ask Acme for an honest appraisal");
    fg_journal_close(j);
}

static void one_that_repeats_is_planned_anew(void **state)
{
    fg_journal *j = open_journal(true);
    struct fg_error err = {0};
    int64_t id = 0;
    (void)state;
    add_json(j, one_fit, NULL);
    note(j, 1, "rejected", "2026-11-01");
    assert_ok(fg_sql_one(j, &err, "SELECT id FROM follow_up WHERE rule = 'keep-contact'",
                         FG_NO_BINDS, &id));
    assert_ok(fg_follow_up_close(j, id, "done", &err));
    assert_asked(j, "SELECT due || state FROM follow_up WHERE rule = 'keep-contact' ORDER BY id",
                 "2027-02-01done|2027-02-22open");
    assert_int_equal(fg_follow_up_close(j, id, "done", &err), FG_EUSAGE);
    assert_int_equal(fg_follow_up_close(j, 999, "done", &err), FG_EUSAGE);
    fg_journal_close(j);
}

/* ---- debrief ---- */

static void a_form_is_read_back(void **state)
{
    static const char filled[] =
        "# a remark\n== What went wrong? ==\n\n- Rambled [r2 cost] #nerves\n- Second one\nof two "
        "lines\n\n== What went right? ==\n\n== improve ==\nPractice SQL.[r2  cost]\n";
    fg_journal *j = open_journal(true);
    struct fg_buf form = {0};
    struct fg_error err = {0};
    size_t n;
    (void)state;
    add_json(j, one_fit, NULL);
    assert_ok(fg_debrief_form(j, 1, &form, &err));
    assert_non_null(strstr(form.p, "r2   gap      5 years of SQL"));
    assert_ok(fg_debrief_take_form(j, 1, fg_buf_sv(&form), &test_rules, &n, &err));
    assert_int_equal(n, 0); /* an empty form is no answer */
    assert_ok(fg_debrief_take_form(j, 1, fg_sv_of(filled), &test_rules, &n, &err));
    assert_int_equal(n, 3);
    assert_asked(j, "SELECT question || ': ' || answer FROM debrief",
                 "wrong: Rambled #nerves|wrong: Second one\nof two lines|improve: Practice SQL.");
    assert_asked(j, "SELECT requirement || role || text FROM debrief_link",
                 "r2cost5 years of SQL|r2cost5 years of SQL");
    assert_asked(j, "SELECT theme FROM debrief_theme ORDER BY debrief, theme",
                 "communication|nerves|preparation");
    assert_int_equal(fg_debrief_take_form(j, 1, FG_SV("no heading"), &test_rules, &n, &err),
                     FG_EUSAGE);
    assert_int_equal(fg_debrief_add(j, 1, FG_WENT_WRONG, FG_SV("x [r9 cost]"), &test_rules, &err),
                     FG_EUSAGE);
    assert_int_equal(fg_debrief_add(j, 1, FG_WENT_WRONG, FG_SV("x [r2 hurt]"), &test_rules, &err),
                     FG_EUSAGE);
    fg_buf_free(&form);
    fg_journal_close(j);
}

/* ---- export and import ---- */

static void fill(fg_journal *j)
{
    struct fg_error err = {0};
    struct fg_contact c = {0};
    int64_t id = 0, follow_up;
    add_json(j, one_fit, NULL);
    add_json(j, "{\"schema\":\"fitgap/1\",\"title\":\"\xf0\x9f\x98\x80\",\"score\":81.25,"
                "\"band\":\"apply\",\"odd\":{\"kept\":[1.5,null,true]}}", NULL);
    c.field[FG_CONTACT_NAME] = FG_SV("Jo; \"Field\",\nJr");
    c.field[FG_CONTACT_NOTE] = fg_sv_of(hostile[4]);
    assert_ok(fg_contact_put(j, &id, &c, 1, &err));
    note(j, 1, "applied", "2026-10-01");
    note(j, 1, "interview", "2026-10-10");
    note(j, 1, "rejected", "2026-11-01");
    note(j, 2, "ghosted", "2026-11-01");
    assert_ok(fg_follow_up_add(j, 0, 20000, FG_SV("of no application"), &follow_up, &err));
    for (size_t i = 0; i < HOSTILE; i++) {
        const struct fg_feedback f = {.words = fg_sv_of(hostile[i]), .by = FG_SV("Jo"),
                                      .changeable = FG_SV("yes"), .remedy = FG_SV("practice")};
        assert_ok(fg_journal_feedback(j, 1, &f, &err));
    }
    assert_ok(fg_debrief_add(j, 1, FG_CAN_IMPROVE, FG_SV("Took a course [r2 cost]"), &test_rules,
                             &err));
}

static void exported(fg_journal *j, enum fg_format format, struct fg_buf *out)
{
    struct fg_error err = {0};
    assert_ok(fg_journal_export(j, 0, format, out, NULL, &err));
}

static void round_trip(enum fg_format format)
{
    struct fg_buf first = {0}, again = {0}, whole = {0};
    struct fg_added added;
    struct fg_error err = {0};
    fg_journal *j = open_journal(true), *other;
    fill(j);
    exported(j, format, &first);
    exported(j, FG_FORMAT_JSON, &whole);
    fg_journal_close(j);
    assert_ok(try_open(":memory:", true, NULL, &other, &err));
    for (int i = 0; i < 2; i++) { /* taken in twice it is still there once */
        assert_ok(fg_journal_import(other, fg_buf_sv(&first), &test_rules, &added, &err));
        assert_int_equal(i ? added.updated : added.added, 2);
        fg_buf_clear(&again);
        exported(other, FG_FORMAT_JSON, &again);
        assert_true(fg_sv_eq(fg_buf_sv(&again), fg_buf_sv(&whole)));
    }
    assert_asked(other, "SELECT status || lost || invited || applied_score FROM application"
                        " WHERE id = 1", "rejected1163.5");
    assert_asked(other, "SELECT name FROM gap", "SQL");
    fg_journal_close(other);
    fg_buf_free(&first);
    fg_buf_free(&again);
    fg_buf_free(&whole);
}

static void nothing_is_lost_between_export_and_import(void **state)
{
    (void)state;
    round_trip(FG_FORMAT_JSON);
    round_trip(FG_FORMAT_JSONL);
}

static void an_import_joins_what_is_there(void **state)
{
    struct fg_buf out = {0};
    struct fg_added added;
    struct fg_error err = {0};
    fg_journal *j = open_journal(true), *other;
    (void)state;
    fill(j);
    exported(j, FG_FORMAT_JSON, &out);
    fg_journal_close(j);
    assert_ok(try_open(":memory:", true, NULL, &other, &err));
    add_json(other, "{\"schema\":\"fitgap/1\",\"title\":\"Another\"}", NULL); /* takes id 1 */
    assert_ok(fg_journal_import(other, fg_buf_sv(&out), &test_rules, &added, &err));
    assert_asked(other, "SELECT id || ' ' || title FROM application ORDER BY id",
                 "1 Another|2 Data Engineer|3 \xf0\x9f\x98\x80");
    assert_asked(other, "SELECT count(*) FROM event WHERE application = 2", "4");
    fg_journal_close(other);
    fg_buf_free(&out);
}

static void a_broken_import_is_refused(void **state)
{
    static const char *const cases[] = {
        "{\"schema\":\"fitgap/1\",\"title\":\"x\"}",
        "{\"schema\":\"fitgap-journal/1\",\"applications\":[1]}",
        "{\"schema\":\"fitgap-journal/1\",\"applications\":[{\"id\":\"x\"}]}",
        "{\"schema\":\"fitgap-journal/1\",\"contacts\":[{\"id\":-1,\"uid\":\"u\"}]}",
        "{\"schema\":\"fitgap-journal/2\"}", "[[1]]",
    };
    fg_journal *j = open_journal(true);
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct fg_added added;
        struct fg_error err = {0};
        assert_int_equal(fg_journal_import(j, fg_sv_of(cases[i]), &test_rules, &added, &err),
                         FG_EDATA);
        assert_true(err.message[0]);
    }
    fg_journal_close(j);
}

/* ---- pages ---- */

static void page(fg_journal *j, enum fg_format format, struct fg_buf *out)
{
    struct fg_error err = {0};
    fg_buf_clear(out);
    assert_ok(fg_journal_page(j, 1, format, true, out, &err));
}

static void no_text_starts_markup(void **state)
{
    fg_journal *j = open_journal(true);
    struct fg_buf out = {0};
    struct fg_error err = {0};
    (void)state;
    add_json(j, "{\"schema\":\"fitgap/1\",\"title\":\"<b>* [x](y) `z`\",\"text\":"
                "\"# heading\\n* starred\\n[2026-01-01 10:00] entry\\n\\u001b[31mred\"}", NULL);
    const struct fg_feedback f = {.words = FG_SV("one\n# two\n* three\n[2020-01-01] four"),
                                  .by = {"", 0}, .changeable = {"", 0}, .remedy = {"", 0}};
    assert_ok(fg_journal_feedback(j, 1, &f, &err));
    page(j, FG_FORMAT_MARKDOWN, &out);
    assert_non_null(strstr(out.p, "# \\<b\\>\\* \\[x\\](y) \\`z\\`"));
    assert_null(strstr(out.p, "\n# heading"));
    assert_null(strstr(out.p, "\n# two"));
    assert_null(strchr(out.p, 0x1b));
    page(j, FG_FORMAT_ORG, &out);
    assert_null(strstr(out.p, "\n* starred"));
    assert_null(strstr(out.p, "\n* three"));
    page(j, FG_FORMAT_JRNL, &out);
    assert_null(strstr(out.p, "\n[20"));
    assert_int_equal(out.p[0], '[');
    fg_buf_free(&out);
    fg_journal_close(j);
}

/* ---- vCard, calendar ---- */

static void contacts_leave_as_vcard(void **state)
{
    fg_journal *j = open_journal(true);
    struct fg_contact c = {0};
    struct fg_buf out = {0};
    struct fg_error err = {0};
    int64_t id = 0;
    char longer[300];
    (void)state;
    memset(longer, 'x', sizeof longer - 1);
    longer[sizeof longer - 1] = '\0';
    memcpy(longer + 60, "\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9", 18);
    c.field[FG_CONTACT_NAME] = FG_SV("Field; Jo, Jr");
    c.field[FG_CONTACT_NOTE] = fg_sv_of(longer);
    c.field[FG_CONTACT_AGREED] = FG_SV("call\nback");
    assert_ok(fg_contact_put(j, &id, &c, 0, &err));
    assert_ok(fg_contact_vcard(j, 0, 0, &out, &err));
    assert_non_null(strstr(out.p, "FN:Field\\; Jo\\, Jr\r\n"));
    struct fg_sv rest = fg_buf_sv(&out), line;
    while (fg_sv_next(&rest, '\n', &line)) {
        assert_true(line.n <= 76); /* 75 and the carriage return */
        assert_int_equal(fg_utf8_valid(line), line.n);
    }
    fg_buf_free(&out);
    fg_journal_close(j);
}

static void follow_ups_leave_as_a_calendar(void **state)
{
    fg_journal *j = open_journal(true);
    struct fg_buf out = {0};
    struct fg_error err = {0};
    const struct fg_report_style style = {0};
    int day = 0;
    (void)state;
    add_json(j, one_fit, NULL);
    for (size_t i = 0; i < HOSTILE; i++) {
        int64_t id;
        assert_true(fg_day_read(FG_SV("2026-12-24"), &day));
        assert_ok(fg_follow_up_add(j, 1, day, fg_sv_of(hostile[i]), &id, &err));
    }
    assert_ok(fg_journal_due(j, day, FG_DUE_ICALENDAR, &style, &out, &err));
    icalcomponent *c = icalparser_parse_string(out.p);
    assert_non_null(c);
    assert_int_equal(icalcomponent_count_errors(c), 0);
    assert_int_equal(icalcomponent_count_components(c, ICAL_VEVENT_COMPONENT), HOSTILE);
    icalcomponent *e = icalcomponent_get_first_component(c, ICAL_VEVENT_COMPONENT);
    for (size_t i = 0; e; i++, e = icalcomponent_get_next_component(c, ICAL_VEVENT_COMPONENT)) {
        const struct icaltimetype start = icalcomponent_get_dtstart(e);
        assert_true(start.is_date && start.year == 2026 && start.month == 12 && start.day == 24);
        assert_int_equal(icalcomponent_count_components(e, ICAL_VALARM_COMPONENT), 1);
        assert_int_equal(strncmp(icalcomponent_get_summary(e), hostile[i], 4), 0);
    }
    icalcomponent_free(c);
    assert_ok(fg_journal_due(j, day - 1, FG_DUE_REMIND, &style, &out, &err));
    fg_buf_clear(&out);
    assert_ok(fg_journal_due(j, day, FG_DUE_REMIND, &style, &out, &err));
    struct fg_sv rest = fg_buf_sv(&out), line;
    size_t lines = 0;
    while (fg_sv_next(&rest, '\n', &line) && line.n) {
        assert_true(fg_sv_starts(line, FG_SV("REM 2026-12-24 ")));
        lines++;
    }
    assert_int_equal(lines, HOSTILE);
    fg_buf_free(&out);
    fg_journal_close(j);
}

/* ---- figures ---- */

static void wilson_is_wilson(void **state)
{
    /* Source: Newcombe, Statistics in Medicine 17 (1998), table I, method 3 */
    static const struct {
        unsigned k, n;
        double low, high;
    } cases[] = {{81, 263, 0.2553, 0.3662}, {15, 148, 0.0624, 0.1605}, {0, 20, 0, 0.1611},
                 {1, 29, 0.0061, 0.1718}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        double low, high;
        fg_wilson(cases[i].k, cases[i].n, &low, &high);
        assert_true(low > cases[i].low - 0.00006 && low < cases[i].low + 0.00006);
        assert_true(high > cases[i].high - 0.00006 && high < cases[i].high + 0.00006);
    }
}

static void history(fg_journal *j, int n, double score, const char *band, const char *end)
{
    char json[256];
    static int number;
    for (int i = 0; i < n; i++) {
        int64_t id = 0;
        struct fg_error err = {0};
        snprintf(json, sizeof json, "{\"schema\":\"fitgap/1\",\"title\":\"t%d\",\"score\":%.1f,"
                                    "\"band\":\"%s\"}", ++number, score, band);
        add_json(j, json, NULL);
        assert_ok(fg_sql_one(j, &err, "SELECT max(id) FROM application", FG_NO_BINDS, &id));
        note(j, id, "applied", "2026-01-01");
        if (end)
            note(j, id, end, "2026-01-20");
    }
}

/* Of rules/scoring.yaml, as far as calibration asks. */
static struct fg_scoring scoring = {
    .band_apply = 80, .band_apply_anyway = 75, .band_stretch = 50};

static void calibration(fg_journal *j, const char *want)
{
    struct fg_buf out = {0};
    struct fg_error err = {0};
    assert_ok(fg_journal_calibrate(j, FG_FORMAT_TEXT, &scoring, &out, &err));
    if (!strstr(out.p, want))
        fail_msg("%s", out.p);
    fg_buf_free(&out);
}

static void calibration_says_no_more_than_it_can(void **state)
{
    fg_journal *j = open_journal(true);
    (void)state;
    calibration(j, "0 applications: too few to tell");
    history(j, 12, 85, "apply", "interview");
    calibration(j, "12 applications: too few to tell");
    history(j, 12, 60, "stretch", "interview");
    calibration(j, "No apply line shows");
    history(j, 40, 60, "stretch", "rejected");
    calibration(j, "supports an apply line at 75"); /* 75 and 80 part alike: the lower one */
    scoring.band_apply_anyway = 70; /* the rules say where the bands begin */
    calibration(j, "supports an apply line at 70");
    scoring.band_apply_anyway = 75;
    fg_journal_close(j);
    j = open_journal(true);
    history(j, 15, 90, "apply", "rejected");
    history(j, 15, 55, "stretch", "interview");
    calibration(j, "does not predict");
    fg_journal_close(j);
}

/* ---- memory ---- */

static enum fg_status work(fg_journal *j, int what, struct fg_buf *out, struct fg_error *err)
{
    const struct fg_report_style style = {0};
    const struct fg_happening e = {.outcome = fg_outcome_find(FG_SV("rejected"), NULL), .day = 20000,
                                   .note = FG_SV("n")};
    struct fg_added added;
    size_t n;
    int64_t id;
    switch (what) {
    case 0: return fg_letter_write(j, 1, 0, FG_SV("second-chance"), FG_SV("Me"), &test_rules, out, &n, err);
    case 1: return fg_journal_due(j, 99999, FG_DUE_ICALENDAR, &style, out, err);
    case 2: return fg_journal_due(j, 99999, FG_DUE_TEXT, &style, out, err);
    case 3: return fg_journal_stats(j, FG_FORMAT_TEXT, &style, out, err);
    case 4: return fg_journal_outcome(j, 1, &e, &test_rules, &n, err);
    case 5: return fg_debrief_add(j, 1, FG_WENT_WRONG, FG_SV("x [r2 cost] #mark"), &test_rules, err);
    case 6: return fg_journal_add(j, fg_sv_of(one_fit), NULL, &test_rules, &added, out, err);
    case 7: return fg_letter_kinds(j, &test_rules, out, err);
    default: return fg_journal_find(j, FG_SV("https://jobs.example.com/1"), &id, err);
    }
}
enum { WORKS = 9 };

/* Each allocation fails in turn: what could not be done says so, and nothing else is
 * wrong. */
static void failing_memory_is_told(void **state)
{
    fg_journal *j = open_journal(true);
    (void)state;
    fill(j);
    commit(j);
    for (int what = 0; what < WORKS; what++)
        for (int rules = 0; rules < 2; rules++) {
            enum fg_status status = FG_ENOMEM;
            for (size_t n = 1; status != FG_OK && n < 2000; n++) {
                struct fg_buf out = {0};
                struct fg_error err = {0};
                j = open_journal(true);
                fg_arena_fail_after(rules ? j->rules_arena : j->arena, n);
                status = work(j, what, &out, &err);
                if (status != FG_OK && status != FG_ENOMEM)
                    fail_msg("%d, allocation %zu: %s", what, n, err.message);
                fg_journal_close(j);
                fg_buf_free(&out);
            }
            assert_int_equal(status, FG_OK);
        }
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, make_folder, remove_folder)
    const struct CMUnitTest tests[] = {
        TEST(the_same_posting_is_one_application),
        TEST(a_posting_read_again_without_text_keeps_it),
        TEST(the_key_is_the_boards_then_the_address_then_the_content),
        TEST(what_is_no_fit_is_refused_with_its_place),
        TEST(texts_come_back_as_they_went_in),
        TEST(nul_and_broken_utf8_are_refused),
        TEST(an_application_is_found_by_what_a_person_knows),
        TEST(case_is_folded_in_every_script),
        TEST(the_course_of_events_is_told),
        TEST(a_plan_follows_an_outcome_once),
        TEST(one_that_repeats_is_planned_anew),
        TEST(a_form_is_read_back),
        TEST(nothing_is_lost_between_export_and_import),
        TEST(an_import_joins_what_is_there),
        TEST(a_broken_import_is_refused),
        TEST(no_text_starts_markup),
        TEST(contacts_leave_as_vcard),
        TEST(follow_ups_leave_as_a_calendar),
        TEST(failing_memory_is_told),
        TEST(wilson_is_wilson),
        TEST(calibration_says_no_more_than_it_can),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
