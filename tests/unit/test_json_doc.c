/* JSON laid out in one pass: the same is taken and refused as jansson takes and refuses. */
#include "journal/json_doc.h"

#include <jansson.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static bool reads(struct fg_json_doc *d, const char *text, size_t n)
{
    size_t at = 0;
    if (!fg_json_doc_read(d, (struct fg_sv){text, n}, &at))
        return false;
    while (at < n && strchr(" \t\r\n", text[at]))
        at++;
    return at == n;
}

static void assert_packed(const char *text, const char *without, const char *want)
{
    struct fg_json_doc d = {0};
    struct fg_buf out = {0};
    assert_true(reads(&d, text, strlen(text)));
    fg_jv_pack(fg_jv_root(&d), without, &out);
    assert_string_equal(out.p, want);
    fg_buf_free(&out);
    fg_json_doc_free(&d);
}

static void packs(void **state)
{
    (void)state;
    assert_packed(" { } ", NULL, "{}");
    assert_packed("[ ]", NULL, "[]");
    assert_packed("{\"a\": 1.50, \"b\" : [true, null ,\"x y\" ], \"c\":{}}", NULL,
                  "{\"a\":1.50,\"b\":[true,null,\"x y\"],\"c\":{}}");
    assert_packed("{\"a\": {\"text\": 1}, \"text\": \"long\", \"z\": [[], [ 1 , 2]]}", "text",
                  "{\"a\":{\"text\":1},\"z\":[[],[1,2]]}");
    assert_packed("{\"text\": 1}", "text", "{}");
}

static void walks(void **state)
{
    static const char text[] = "{\"a\": [1, [2, 3], {\"b\": 4}], \"s\": \"x\\u00e9\\n\\ud83d\\ude00\\\"\","
                               " \"n\": -2.5e1, \"s2\": \"plain\", \"a2\": [], \"n\": 7}";
    struct fg_json_doc d = {0};
    fg_arena *arena = fg_arena_new(0);
    size_t items = 0;
    (void)state;
    assert_true(reads(&d, text, strlen(text)));
    const struct fg_jv root = fg_jv_root(&d);
    for (struct fg_jv v = fg_jv_first(fg_jv_get(root, "a")); v.doc; v = fg_jv_next(v))
        items++;
    assert_int_equal(items, 3);
    assert_null(fg_jv_first(fg_jv_get(root, "a2")).doc);
    assert_null(fg_jv_get(root, "b").doc);
    assert_null(fg_jv_get(fg_jv_get(root, "a"), "b").doc);
    assert_true(fg_sv_eq(fg_jv_text(fg_jv_get(root, "s"), arena), FG_SV("xé\n😀\"")));
    assert_true(fg_sv_eq(fg_jv_text(fg_jv_get(root, "s2"), arena), FG_SV("plain")));
    assert_int_equal(fg_jv_text(fg_jv_get(root, "n"), arena).n, 0);
    assert_true(fg_jv_number(fg_jv_get(root, "n"), -1) == 7); /* the last of them */
    assert_true(fg_jv_number(fg_jv_get(root, "s"), -1) == -1);
    assert_int_equal(fg_jv_raw(fg_jv_get(root, "none")).n, 0);
    assert_int_equal(fg_jv_kind(fg_jv_get(root, "none")), 0);
    fg_arena_free(arena);
    fg_json_doc_free(&d);
}

static void says_where(void **state)
{
    static const struct {
        const char *text;
        size_t at;
        const char *why;
    } cases[] = {
        {"{\"a\": }", 6, "a value is expected"},
        {"{\"a\" 1}", 5, "':' is expected"},
        {"[1 2]", 3, "',' or ']' is expected"},
        {"[1,]", 3, "a value is expected"},
        {"{\"a\":1,}", 7, "a key in quotes is expected"},
        {"\"abc", 4, "a string has no end"},
        {"\"a\nb\"", 2, "a control character is not escaped"},
        {"\"\\x\"", 2, "no such escape"},
        {"\"\\u12g4\"", 3, "four hexadecimal digits are expected after \\u"},
        {"\"\\u0000\"", 3, "a text holds a NUL character, which a journal can't keep"},
        {"\"\\ud800x\"", 7, "half of a surrogate pair is no character"},
        {"-", 1, "a digit is expected"},
        {"1.e3", 2, "a digit is expected"},
        {"", 0, "a value is expected"},
    };
    struct fg_json_doc d = {0};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t at = 0;
        assert_false(fg_json_doc_read(&d, fg_sv_of(cases[i].text), &at));
        assert_string_equal(d.why, cases[i].why);
        assert_int_equal(d.wrong_at, cases[i].at);
    }
    fg_json_doc_free(&d);
}

static void depth_is_bounded(void **state)
{
    char text[2 * FG_JSON_DEPTH + 4];
    struct fg_json_doc d = {0};
    (void)state;
    for (int over = 0; over < 2; over++) {
        const size_t n = FG_JSON_DEPTH + (size_t)over;
        memset(text, '[', n);
        memset(text + n, ']', n);
        assert_int_equal(reads(&d, text, 2 * n), !over);
    }
    fg_json_doc_free(&d);
}

/* Texts changed at random places: jansson is asked what they are. */
static void agrees_with_jansson(void **state)
{
    static const char *const seeds[] = {
        "{\"schema\": \"fitgap/1\", \"n\": [0, -1, 2.5, 1e3, 0.1E-2], \"t\": true, \"f\": false}",
        "[{\"a\": \"\\u00e9\\ud83d\\ude00\\n\\\"\\\\ é 😀\"}, null, [], {}, [[1]], \"\"]",
        "{\"requirements\": [{\"id\": \"r1\", \"text\": \"Python\", \"state\": \"met\"}]}",
    };
    static const char bytes[] = "{}[]\",:\\u0dd8e+-.1 ntf\n\t\x01\xc3\xa9";
    struct fg_json_doc d = {0};
    uint32_t random = 12345;
    size_t taken = 0;
    (void)state;
    for (int round = 0; round < 60000; round++) {
        char text[256];
        const char *seed = seeds[round % 3];
        size_t n = strlen(seed);
        memcpy(text, seed, n + 1);
        for (int k = round % 4; k > 0; k--) {
            random = random * 1664525 + 1013904223;
            const size_t at = (random >> 8) % n;
            if (random >> 31)
                text[at] = bytes[(random >> 3) % (sizeof bytes - 1)];
            else
                memmove(text + at, text + at + 1, n-- - at);
        }
        json_t *value = json_loadb(text, n, JSON_DECODE_ANY, NULL);
        const bool ours = fg_utf8_valid((struct fg_sv){text, n}) == n && reads(&d, text, n);
        if (ours != (value != NULL))
            fail_msg("%s: jansson %s it", text, value ? "takes" : "refuses");
        taken += ours;
        json_decref(value);
    }
    assert_in_range(taken, 10000, 50000);
    fg_json_doc_free(&d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(packs),
        cmocka_unit_test(walks),
        cmocka_unit_test(says_where),
        cmocka_unit_test(depth_is_bounded),
        cmocka_unit_test(agrees_with_jansson),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
