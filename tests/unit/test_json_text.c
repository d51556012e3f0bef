/* JSON as it is really served: each case is a deformity seen in the wild. */
#include "document/json_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const struct text_case {
    const char *why, *text, *want; /* want NULL: can't be mended */
} text_cases[] = {
    {"strict", "{\"a\": [1, true, null]}", "{\"a\":[1.0,true,null]}"},
    {"raw line end in a string", "{\"a\": \"x\ny\"}", "{\"a\":\"x\\ny\"}"},
    {"raw tab and control character", "{\"a\": \"x\ty\001z\"}", "{\"a\":\"x y z\"}"},
    {"escape JSON has not", "{\"a\": \"\\_(x)_/\"}", "{\"a\":\"\\\\_(x)_/\"}"},
    {"escaped apostrophe", "{\"a\": \"we\\'re\"}", "{\"a\":\"we're\"}"},
    {"broken \\u", "{\"a\": \"\\u12\"}", "{\"a\":\"\\\\u12\"}"},
    {"lone surrogate", "{\"a\": \"\\ud83dx\"}", "{\"a\":\"\xef\xbf\xbdx\"}"},
    {"escaped NUL", "{\"a\": \"x\\u0000y\"}", "{\"a\":\"xy\"}"},
    {"JavaScript's \\x", "{\"a\": \"\\x3cp\\x3e\n\"}", "{\"a\":\"<p>\\n\"}"},
    {"trailing commas", "{\"a\": [1, 2,],}", "{\"a\":[1.0,2.0]}"},
    {"doubled commas", "{\"a\": 1,, \"b\": 2}", "{\"a\":1.0,\"b\":2.0}"},
    {"a brace too many", "{\"a\": 1}}", "{\"a\":1.0}"},
    {"braces too few", "{\"a\": {\"b\": [1", "{\"a\":{\"b\":[1.0]}}"},
    {"a string without end", "{\"a\": \"text", "{\"a\":\"text\"}"},
    {"brackets crossed", "{\"a\": [1}, \"b\": 2", "{\"a\":[1.0]}"},
    {"quotes in a string", "{\"a\": \"a \"real\" one\", \"b\": \"x\"}",
     "{\"a\":\"a \\\"real\\\" one\",\"b\":\"x\"}"},
    {"quotes and a comma in a string", "{\"a\": \"say \"yes\", then\"}",
     "{\"a\":\"say \\\"yes\\\", then\"}"},
    {"HTML comment around", "<!-- {\"a\": 1} -->", "{\"a\":1.0}"},
    {"CDATA around", "<![CDATA[ {\"a\": 1,} ]]>", "{\"a\":1.0}"},
    {"CDATA behind a script comment", "//<![CDATA[\n{\"a\": 1,}\n//]]>", "{\"a\":1.0}"},
    {"CDATA in a block comment", "/* <![CDATA[ */ {\"a\": 1} /* ]]> */", "{\"a\":1.0}"},
    {"comments inside", "{ // one\n\"a\": 1, /* two */ \"b\": 2}", "{\"a\":1.0,\"b\":2.0}"},
    {"a byte order mark", "\xef\xbb\xbf{\"a\": 1}", "{\"a\":1.0}"},
    {"single quotes", "{'a': 'it says \"x\"'}", "{\"a\":\"it says \\\"x\\\"\"}"},
    {"bare keys", "{a: 1, $b_c: \"x\"}", "{\"a\":1.0,\"$b_c\":\"x\"}"},
    {"words JSON has not", "{\"a\": undefined, \"b\": NaN, \"c\": !0, \"d\": x.y}",
     "{\"a\":null,\"b\":null,\"c\":true,\"d\":null}"},
    {"a number JSON has not", "{\"a\": 007, \"b\": +1, \"c\": 1.}", "{\"a\":null,\"b\":null,\"c\":null}"},
    {"a key without a value", "{\"a\": }", "{\"a\":null}"},
    {"a number too large", "{\"a\": 123456789012345678901234}", "{\"a\":1.2345678901234569e23}"},
    {"words before", "var x = {\"a\": 1};", "{\"a\":1.0}"},
    {"no JSON", "nothing here", NULL},
    {"empty", "", NULL},
};

static void mends(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof text_cases / sizeof *text_cases; i++) {
        const struct text_case *c = &text_cases[i];
        struct fg_sv rest = fg_sv_of(c->text);
        json_t *value = fg_json_text_next(&rest);
        char *got = value ? json_dumps(value, JSON_COMPACT) : NULL;
        if ((got == NULL) != (c->want == NULL) || (got && strcmp(got, c->want) != 0))
            fail_msg("%s: got %s", c->why, got ? got : "nothing");
        free(got);
        json_decref(value);
    }
}

static void reads_one_after_the_other(void **state)
{
    (void)state;
    struct fg_sv rest = FG_SV("{\"a\": 1}\n{\"a\": 2,}\n[3]");
    static const char *const want[] = {"{\"a\":1.0}", "{\"a\":2.0}", "[3.0]"};
    for (size_t i = 0; i < 3; i++) {
        json_t *value = fg_json_text_next(&rest);
        char *got = json_dumps(value, JSON_COMPACT);
        assert_string_equal(got, want[i]);
        free(got);
        json_decref(value);
    }
    assert_null(fg_json_text_next(&rest));
}

static void bounds_depth(void **state)
{
    (void)state;
    enum { DEEP = 100000 };
    char *text = malloc(DEEP);
    assert_non_null(text);
    memset(text, '[', DEEP);
    struct fg_sv rest = {text, DEEP};
    assert_null(fg_json_text_next(&rest));
    assert_int_equal(rest.n, 0);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mends),
        cmocka_unit_test(reads_one_after_the_other),
        cmocka_unit_test(bounds_depth),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
