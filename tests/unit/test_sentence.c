/* Prose into sentences. */
#include "extract/internal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static const struct {
    const char *text, *want; /* sentences, divided by | */
} cases[] = {
    {"One. Two! Three? Four", "One.|Two!|Three?|Four"},
    {"Tools, e.g. Excel, i.e. sheets. Next.", "Tools, e.g. Excel, i.e. sheets.|Next."},
    {"A Ph.D. in physics is needed. Dr. Who asks.", "A Ph.D. in physics is needed.|Dr. Who asks."},
    {"At least 2.5 years. Then more.", "At least 2.5 years.|Then more."},
    {"We use Node.js and ASP.NET daily.", "We use Node.js and ASP.NET daily."},
    {"Good skills.Must have a car.", "Good skills.|Must have a car."},
    {"n8n (nivel avanzado).Conocimientos de SQL", "n8n (nivel avanzado).|Conocimientos de SQL"},
    {"Buen ambiente.\xc3\x9anete a nosotros", "Buen ambiente.|\xc3\x9anete a nosotros"},
    {"See 8 C.F.R. \xc2\xa7 214 and Sec. 31.", "See 8 C.F.R. \xc2\xa7 214 and Sec. 31."},
    {"Use ASP.NET.Core", "Use ASP.NET.|Core"},
    {"v2.Next and U.S. law", "v2.Next and U.S. law"},
    {"She said (quietly.) Then left.", "She said (quietly.)|Then left."},
    {"Wait... what? Yes.", "Wait... what?|Yes."},
    {"  ", ""},
    {"", ""},
    {"...", "..."},
    {"No end", "No end"},
};

static void splits(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct fg_sv rest = fg_sv_of(cases[i].text), sentence;
        struct fg_buf got = {0};
        while (extract_next_sentence(&rest, &sentence)) {
            assert_true(sentence.n > 0);
            if (got.n)
                fg_buf_addc(&got, '|');
            fg_buf_add(&got, sentence);
        }
        if (!fg_sv_eq(fg_buf_sv(&got), fg_sv_of(cases[i].want)))
            fail_msg("\"%s\": got \"%s\"", cases[i].text, got.p ? got.p : "");
        fg_buf_free(&got);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(splits)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
