/* Prose into sentences. */
#include "extract/internal.h"
#include "with_rules.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static const struct {
    const char *text, *want; /* sentences, divided by | */
    const char *code;        /* of the language */
} cases[] = {
    {"One. Two! Three? Four", "One.|Two!|Three?|Four", "en"},
    {"Tools, e.g. Excel, i.e. sheets. Next.", "Tools, e.g. Excel, i.e. sheets.|Next.", "en"},
    {"A Ph.D. in physics is needed. Dr. Who asks.",
     "A Ph.D. in physics is needed.|Dr. Who asks.", "en"},
    {"At least 2.5 years. Then more.", "At least 2.5 years.|Then more.", "en"},
    {"We use Node.js and ASP.NET daily.", "We use Node.js and ASP.NET daily.", "en"},
    {"Good skills.Must have a car.", "Good skills.|Must have a car.", "en"},
    {"n8n (nivel avanzado).Conocimientos de SQL",
     "n8n (nivel avanzado).|Conocimientos de SQL", "en"},
    {"Buen ambiente.\xc3\x9anete a nosotros", "Buen ambiente.|\xc3\x9anete a nosotros", "en"},
    {"See 8 C.F.R. \xc2\xa7 214 and Sec. 31.", "See 8 C.F.R. \xc2\xa7 214 and Sec. 31.", "en"},
    {"Use ASP.NET.Core", "Use ASP.NET.|Core", "en"},
    {"v2.Next and U.S. law", "v2.Next and U.S. law", "en"},
    {"She said (quietly.) Then left.", "She said (quietly.)|Then left.", "en"},
    {"Wait... what? Yes.", "Wait... what?|Yes.", "en"},
    {"Excel, Word, etc. Strong skills.", "Excel, Word, etc.|Strong skills.", "en"},
    {"ca. 500 Betten. Ab 1. Oktober 2026. Danach mehr.",
     "ca. 500 Betten.|Ab 1. Oktober 2026.|Danach mehr.", "de"},
    {"Klasse 3. Wir bieten mehr. Inkl. Approx. Werten.",
     "Klasse 3.|Wir bieten mehr.|Inkl. Approx. Werten.", "de"},
    {"Czytanie, np. Excel i in. Koniec.", "Czytanie, np. Excel i in.|Koniec.", "pl"},
    {"ca. Five. No. 5.", "ca. Five.|No. 5.", "fr"},
    {"  ", "", "en"},
    {"", "", "en"},
    {"...", "...", "en"},
    {"No end", "No end", "en"},
};

static void splits(void **state)
{
    fg_rules *rules = *state;
    struct extraction x = {.rules = rules, .scratch = fg_scratch_new(rules)};
    x.english = fg_rules_language(rules, "en", NULL);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        x.language = fg_rules_language(rules, cases[i].code, NULL);
        struct fg_sv rest = fg_sv_of(cases[i].text), sentence;
        struct fg_buf got = {0};
        while (extract_next_sentence(&x, &rest, &sentence)) {
            assert_true(sentence.n > 0);
            if (got.n)
                fg_buf_addc(&got, '|');
            fg_buf_add(&got, sentence);
        }
        if (!fg_sv_eq(fg_buf_sv(&got), fg_sv_of(cases[i].want)))
            fail_msg("\"%s\": got \"%s\"", cases[i].text, got.p ? got.p : "");
        fg_buf_free(&got);
    }
    fg_scratch_free(x.scratch);
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
    const struct CMUnitTest tests[] = {cmocka_unit_test(splits)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
