/* The lexicon: what is found in a text, what a table may not say, public lists. */
#include "extract/room.h"
#include "rules/public_lexicon.h"
#include "rules/room.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static fg_rules *rules;
static fg_scratch *scratch;
static fg_arena *arena;
static char folder[] = "/tmp/fitgap-lexicon-XXXXXX";

static int open_rules(void **state)
{
    static char dir[4096];
    static const struct fg_sv own[] = {{"Flurbotron", 10}, {"Python", 6}};
    const char *source = getenv("FG_SOURCE");
    struct fg_error err = {0};
    (void)state;
    snprintf(dir, sizeof dir, "%s/rules", source ? source : ".");
    const struct fg_rules_options options = {.dir = dir, .words = own, .n_words = 2};
    arena = fg_arena_new(0);
    if (!mkdtemp(folder) || fg_rules_open(&options, &rules, &err) != FG_OK ||
        !(scratch = fg_scratch_new(rules))) {
        print_error("%s:%u:%u: %s\n", err.place, err.line, err.column, err.message);
        return -1;
    }
    return 0;
}

static int close_rules(void **state)
{
    (void)state;
    rmdir(folder);
    fg_scratch_free(scratch);
    fg_rules_free(rules);
    fg_arena_free(arena);
    return 0;
}

/* Names found in a text, divided by '|'. */
static const char *found(const char *text)
{
    static char out[1024];
    struct fg_error err = {0};
    size_t n, at = 0;
    const struct fg_mention *m =
        fg_extract_skills(rules, scratch, fg_rules_language(rules, "en", &err), fg_sv_of(text),
                          arena, &n);
    out[0] = '\0';
    for (size_t i = 0; i < n; i++)
        at += (size_t)snprintf(out + at, sizeof out - at, "%s%.*s", i ? "|" : "",
                               FG_SV_ARG(m[i].name));
    return out;
}

/* The text found first. */
static const char *surface(const char *text)
{
    static char out[256];
    struct fg_error err = {0};
    size_t n;
    const struct fg_mention *m =
        fg_extract_skills(rules, scratch, fg_rules_language(rules, "en", &err), fg_sv_of(text),
                          arena, &n);
    snprintf(out, sizeof out, "%.*s", n ? (int)m[0].surface.n : 0, n ? m[0].surface.p : "");
    return out;
}

static void test_borders(void **state)
{
    (void)state;
    assert_string_equal(found("JavaScript"), "JavaScript");
    assert_string_equal(found("Java"), "Java");
    assert_string_equal(found("Experience with C, C++ and C#"), "C|C++|C#");
    assert_string_equal(found("Experience with C++"), "C++");
    assert_string_equal(found("Experience with .NET, Node.js and F#"), ".NET|Node.js|F#");
    assert_string_equal(found("a net income"), "");
    assert_string_equal(found("Experience with HTML, CSS"), "HTML|CSS");
    assert_string_equal(found("A/B testing"), "A/B testing");
}

static void test_words_of_everyday_language(void **state)
{
    (void)state;
    assert_string_equal(found("Experience with Go and Kubernetes"), "Go|Kubernetes");
    assert_string_equal(found("Experience with go to market strategy"), "go-to-market strategy");
    assert_string_equal(found("Java developers who are ready to go"), "");
    assert_string_equal(found("Proficient in R and Python"), "R|Python");
    assert_null(strstr(found("Our R&D department is growing"), "R|"));
    assert_string_not_equal(found("Our R&D department is growing"), "R");
    assert_string_equal(found("Proficient in Excel"), "Microsoft Excel");
    assert_string_equal(found("You excel in a fast environment"), "");
    assert_string_equal(found("We meet in spring"), "");
    assert_string_equal(found("Experience with Java and Spring"), "Java|Spring");
    assert_string_equal(found("Remove rust from metal parts by hand every day"), "");
    assert_string_equal(found("a swift answer"), "");
    assert_string_equal(found("lean against the wall"), "");
}

static void test_whole_noun_phrases(void **state)
{
    (void)state;
    assert_string_equal(surface("Experience with SQL databases"), "SQL databases");
    assert_string_equal(surface("Knowledge of public cloud platforms"), "public cloud platforms");
    assert_string_equal(surface("Knowledge of cloud, platforms"), "cloud");
    assert_string_equal(surface("Terraform modules"), "Terraform");
}

static void test_named_twice_asked_once(void **state)
{
    (void)state;
    assert_string_equal(found("Experience with Git, and how git works"), "Git");
    assert_string_equal(found("Knowledge of accounting, then of Accounting"), "accounting");
    assert_string_equal(found("Experience with securities"), "securities markets");
}

static void test_own_words(void **state)
{
    struct fg_tokens t = {0};
    const struct fg_lexicon *l = fg_rules_lexicon(rules);
    (void)state;
    assert_string_equal(found("Experience with Flurbotron"), "Flurbotron");
    const uint32_t python = fg_lexicon_lookup(l, FG_SV("python"), &t);
    assert_int_not_equal(python, FG_NO_SKILL);
    assert_non_null(l->skills.at[python].path); /* the shipped one, not a word of one's own */
    const uint32_t own = fg_lexicon_lookup(l, FG_SV("flurbotron"), &t);
    assert_int_equal(l->skills.at[own].kind, FG_SKILL_OWN);
    assert_null(l->skills.at[own].path);
    fg_tokens_free(&t);
}

static uint32_t skill(const struct fg_lexicon *l, const char *name)
{
    struct fg_tokens t = {0};
    const uint32_t index = fg_lexicon_lookup(l, fg_sv_of(name), &t);
    fg_tokens_free(&t);
    assert_int_not_equal(index, FG_NO_SKILL);
    return index;
}

static void test_implication_and_adjacency(void **state)
{
    const struct fg_lexicon *l = fg_rules_lexicon(rules);
    (void)state;
    const uint32_t postgres = skill(l, "PostgreSQL"), mysql = skill(l, "MySQL");
    const uint32_t sql = skill(l, "SQL"), java = skill(l, "Java");
    assert_true(fg_lexicon_implies(l, postgres, sql));
    assert_false(fg_lexicon_implies(l, sql, postgres));
    assert_true(fg_lexicon_implies(l, java, java));
    assert_false(fg_lexicon_implies(l, FG_NO_SKILL, java));
    assert_true(fg_lexicon_related(l, postgres, mysql));
    assert_true(fg_lexicon_related(l, mysql, postgres));
    assert_false(fg_lexicon_related(l, java, mysql));
}

/* ---- tables ---- */

static enum fg_status read_table(struct fg_lexicon *l, enum fg_lexicon_layer layer,
                                 const char *text, struct fg_error *err)
{
    struct fg_lexicon_build b = {.lexicon = l, .arena = arena, .layer = layer};
    enum fg_status status = fg_lexicon_read(&b, fg_sv_of(text), "some.tsv", err);
    if (status == FG_OK)
        status = fg_lexicon_finish(&b, err);
    fg_lexicon_build_clear(&b);
    return status;
}

static void refused(const char *text, unsigned line, unsigned column, const char *says)
{
    struct fg_lexicon l = {0};
    struct fg_error err = {0};
    assert_int_equal(read_table(&l, FG_LAYER_SHIPPED, text, &err), FG_EDATA);
    assert_string_equal(err.place, "some.tsv");
    assert_int_equal(err.line, line);
    assert_int_equal(err.column, column);
    assert_non_null(strstr(err.message, says));
}

static void test_what_is_refused(void **state)
{
    (void)state;
    refused("A1\t\ttool\n# c\na1\t\ttool\n", 3, 1, "is defined already (some.tsv:1)");
    refused("A1\tB1\ttool\nC1\tx|b1\ttool\n", 2, 6, "belongs to 'A1' already (some.tsv:1)");
    refused("A1\t\tthing\n", 1, 5, "kind 'thing'");
    refused("A1\tB||C\ttool\n", 1, 6, "an empty form");
    refused("\tB\ttool\n", 1, 1, "the name is missing");
    refused("A1\t\ttool\tB1\n", 1, 10, "implies 'B1'");
    refused("=A1\t\ttool\t\t=A1|B1\n", 1, 16, "related to 'B1'");
    refused("A1\t\ttool\t\t\t\tx\n", 1, 13, "more than 6 columns");
    refused("# \xff\nA1\t\ttool\n", 1, 3, "is not UTF-8");
    refused("A1\t\ttool\nB1\t\xe9t\ttool\n", 2, 4, "is not UTF-8");
}

static void test_case_tells_forms_apart(void **state)
{
    struct fg_lexicon l = {0};
    struct fg_error err = {0};
    struct fg_tokens t = {0};
    (void)state;
    assert_int_equal(read_table(&l, FG_LAYER_SHIPPED,
                                "SAP ERP\t=SAP\ttool\ntree sap\t=Sap\tmethod\n=SSRS\t\ttool\n=SSR\t\tmethod\n",
                                &err),
                     FG_OK);
    assert_int_equal(fg_lexicon_lookup(&l, FG_SV("SAP"), &t), 0);
    assert_int_equal(fg_lexicon_lookup(&l, FG_SV("Sap"), &t), 1);
    assert_int_equal(fg_lexicon_lookup(&l, FG_SV("sap"), &t), FG_NO_SKILL);
    assert_int_equal(fg_lexicon_lookup(&l, FG_SV("SSRS"), &t), 2);
    assert_int_equal(fg_lexicon_lookup(&l, FG_SV("SSR"), &t), 3);
    fg_tokens_free(&t);
}

static void test_overlay(void **state)
{
    struct fg_lexicon l = {0};
    struct fg_error err = {0};
    struct fg_tokens t = {0};
    (void)state;
    assert_int_equal(
        read_table(&l, FG_LAYER_SHIPPED, "A1\tA2\ttool\nB1\t\ttool\tA1\n", &err), FG_OK);
    assert_int_equal(read_table(&l, FG_LAYER_OVER, "B1\ta2\tmethod\nC1\t\tfield\tnowhere\n", &err),
                     FG_OK);
    assert_int_equal(l.skills.n, 3);
    assert_int_equal(l.skills.at[1].kind, FG_SKILL_METHOD);
    assert_int_equal(fg_lexicon_lookup(&l, FG_SV("A2"), &t), 1); /* taken over */
    assert_int_equal(read_table(&l, FG_LAYER_UNDER, "D1\tA1\ttool\n", &err), FG_OK);
    assert_int_equal(fg_lexicon_lookup(&l, FG_SV("A1"), &t), 0); /* left alone */
    assert_int_equal(fg_lexicon_lookup(&l, FG_SV("d1"), &t), 3);
    fg_tokens_free(&t);
}

static void test_aliases_of_another_language(void **state)
{
    struct fg_lexicon l = {0};
    struct fg_error err = {0};
    struct fg_tokens t = {0};
    struct fg_lexicon_build b = {.lexicon = &l, .arena = arena};
    (void)state;
    assert_int_equal(fg_lexicon_read(&b, FG_SV("bookkeeping\t\tmethod\n"), "a.tsv", &err), FG_OK);
    assert_int_equal(
        fg_lexicon_read_aliases(&b, FG_SV("Bookkeeping\tBuchhaltung\n"), "de.tsv", &err), FG_OK);
    assert_int_equal(fg_lexicon_lookup(&l, FG_SV("Buchhaltung"), &t), 0);
    assert_int_equal(fg_lexicon_read_aliases(&b, FG_SV("x\ty\n"), "de.tsv", &err), FG_EDATA);
    assert_int_equal(err.line, 1);
    fg_lexicon_build_clear(&b);
    fg_tokens_free(&t);
}

/* ---- public lists ---- */

static enum fg_status read_public(struct fg_lexicon *l, const char *text, struct fg_error *err)
{
    char path[128];
    snprintf(path, sizeof path, "%s/list", folder);
    struct fg_lexicon_build b = {.lexicon = l, .arena = arena, .layer = FG_LAYER_UNDER};
    assert_int_equal(fg_write_file(path, fg_sv_of(text), err), FG_OK);
    enum fg_status status = fg_public_lexicon_read(&b, path, err);
    if (status == FG_OK)
        status = fg_lexicon_finish(&b, err);
    fg_lexicon_build_clear(&b);
    unlink(path);
    return status;
}

static void knows(const struct fg_lexicon *l, const char *form, const char *name,
                  enum fg_skill_kind kind)
{
    const struct fg_skill *s = &l->skills.at[skill(l, form)];
    assert_string_equal(fg_arena_sv(arena, s->name).p, name);
    assert_int_equal(s->kind, kind);
}

static void test_esco(void **state)
{
    struct fg_lexicon l = {0};
    struct fg_error err = {0};
    (void)state;
    assert_int_equal(
        read_public(&l,
                    "\xef\xbb\xbf" "conceptType,conceptUri,skillType,preferredLabel,altLabels,x\r\n"
                    "KnowledgeSkillCompetence,u:1,knowledge,\"seeds, bulbs and peat\",\"bulbs\n"
                    "peat \"\"trade\"\"\",y\r\n"
                    "\r\n"
                    "KnowledgeSkillCompetence,u:2,skill/competence,prune roses,,\n",
                    &err),
        FG_OK);
    assert_int_equal(l.skills.n, 2);
    knows(&l, "seeds, bulbs and peat", "seeds, bulbs and peat", FG_SKILL_FIELD);
    knows(&l, "bulbs", "seeds, bulbs and peat", FG_SKILL_FIELD);
    knows(&l, "peat trade", "seeds, bulbs and peat", FG_SKILL_FIELD);
    knows(&l, "prune roses", "prune roses", FG_SKILL_METHOD);
    struct fg_lexicon m = {0};
    assert_int_equal(read_public(&m, "concept_uri,preferred_label,alt_labels\nu,\"open\n", &err),
                     FG_EDATA);
    assert_int_equal(err.line, 2);
    assert_non_null(strstr(err.message, "quote"));
    assert_int_equal(read_public(&m, "concept_uri,preferred_label\n\nu,a\nu,\n", &err), FG_EDATA);
    assert_int_equal(err.line, 4);
    assert_int_equal(read_public(&m, "preferred_label,x\n\"a\"b,c\n", &err), FG_EDATA);
}

static void test_onet(void **state)
{
    struct fg_lexicon l = {0};
    struct fg_error err = {0};
    (void)state;
    assert_int_equal(read_public(&l,
                                 "O*NET-SOC Code\tExample\tCommodity Code\tCommodity Title\t"
                                 "Hot Technology\tIn Demand\n"
                                 "11-1.00\tGreat Ledger Suite\t1\tAccounting software\tY\tN\n"
                                 "11-2.00\tgreat ledger suite\t1\tAccounting software\tY\tN\n"
                                 "11-2.00\tSnip\t1\tGraphics software\tN\tN\n",
                                 &err),
                     FG_OK);
    assert_int_equal(l.skills.n, 2);
    knows(&l, "Great Ledger Suite", "Great Ledger Suite", FG_SKILL_TOOL);
    struct fg_tokens t = {0};
    assert_int_equal(fg_lexicon_lookup(&l, FG_SV("Snip"), &t), 1);
    assert_int_equal(fg_lexicon_lookup(&l, FG_SV("snip"), &t), FG_NO_SKILL);
    fg_tokens_free(&t);
}

static void test_linguist(void **state)
{
    struct fg_lexicon l = {0};
    struct fg_error err = {0};
    (void)state;
    assert_int_equal(read_public(&l,
                                 "# Languages.\n#\n---\nQuux Script:\n  type: programming\n"
                                 "  aliases:\n  - qscript\n  - qux2\n  extensions:\n"
                                 "  - \".quux\"\nPlain:\n  type: data\n",
                                 &err),
                     FG_OK);
    assert_int_equal(l.skills.n, 2);
    knows(&l, "qux2", "Quux Script", FG_SKILL_TOOL);
    knows(&l, "Plain", "Plain", FG_SKILL_TOOL);
    assert_int_equal(read_public(&l, "---\n- a\n", &err), FG_EDATA);
}

static void test_own_table_as_lexicon(void **state)
{
    struct fg_lexicon l = {0};
    struct fg_error err = {0};
    (void)state;
    assert_int_equal(read_public(&l, "# mine\nwidget tuning\twidget setup\tmethod\n", &err),
                     FG_OK);
    knows(&l, "widget setup", "widget tuning", FG_SKILL_METHOD);
    assert_int_equal(read_public(&l, "just one line of prose\n", &err), FG_EDATA);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_borders),
        cmocka_unit_test(test_words_of_everyday_language),
        cmocka_unit_test(test_whole_noun_phrases),
        cmocka_unit_test(test_named_twice_asked_once),
        cmocka_unit_test(test_own_words),
        cmocka_unit_test(test_implication_and_adjacency),
        cmocka_unit_test(test_what_is_refused),
        cmocka_unit_test(test_case_tells_forms_apart),
        cmocka_unit_test(test_overlay),
        cmocka_unit_test(test_aliases_of_another_language),
        cmocka_unit_test(test_esco),
        cmocka_unit_test(test_onet),
        cmocka_unit_test(test_linguist),
        cmocka_unit_test(test_own_table_as_lexicon),
    };
    return cmocka_run_group_tests_name("lexicon", tests, open_rules, close_rules);
}
