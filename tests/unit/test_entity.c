/* Character references, as pages and texts write them. */
#include "document/entity.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static const struct entity_case {
    const char *why, *text, *want;
} cases[] = {
    {"names", "R&amp;D &eacute;t&eacute; &Rcaron;&lstrok;&comma;", "R&D \u00e9t\u00e9 \u0158\u0142,"},
    {"a name in another case is another one", "&Eacute;&EACUTE;", "\u00c9&EACUTE;"},
    {"numbers", "&#8364;&#x2013;&#X41;&#0065;", "\u20ac\u2013AA"},
    {"once", "&amp;lt;", "&lt;"},
    {"what is none", "&nope; &; &# &#x; &#xg; AT&T & co &", "&nope; &; &# &#x; &#xg; AT&T & co &"},
    {"numbers without an end", "it&#8217s 5&#37 &#65", "it\u2019s 5% A"},
    {"the few names without one", "a&nbsp b&amp c &lt&gt d&quot", "a\u00a0 b& c <> d\""},
    {"but not inside a word or an address", "&ampere &lt=5 a?b&ltd &copy 1", "&ampere &lt=5 a?b&ltd &copy 1"},
    {"numbers of Windows", "&#146;&#x96;&#133;&#129;", "\u2019\u2013\u2026 "},
    {"controls are blanks", "a&#27;b&#0;&#x202e;c&#10;&#9;", "a b  c\n\t"},
    {"no character", "&#xd800;&#x110000;&#99999999;", "&#xd800;&#x110000;&#99999999;"},
};

static void decodes(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct fg_buf out = {0};
        fg_entities_decode(fg_sv_of(cases[i].text), &out);
        if (!fg_sv_eq(fg_buf_sv(&out), fg_sv_of(cases[i].want)))
            fail_msg("%s: got \"%s\"", cases[i].why, out.p);
        fg_buf_free(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(decodes)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
