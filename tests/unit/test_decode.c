/* Bytes in any charset, labelled rightly, wrongly or not at all. */
#include "document/room.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#define BYTES(literal) {"" literal, sizeof(literal) - 1}

static const struct charset_case {
    const char *why;
    struct fg_sv bytes, content_type, want;
} charset_cases[] = {
    {"plain ASCII", BYTES("abc"), BYTES(""), BYTES("abc")},
    {"UTF-8 without a label", BYTES("gr\xc3\xbc\xc3\x9f"), BYTES(""), BYTES("gr\xc3\xbc\xc3\x9f")},
    {"a mark is dropped", BYTES("\xef\xbb\xbf" "a\xc3\xa9"), BYTES(""), BYTES("a\xc3\xa9")},
    {"UTF-16LE with a mark", BYTES("\xff\xfe" "a\0\xe9\0"), BYTES(""), BYTES("a\xc3\xa9")},
    {"UTF-16BE with a mark", BYTES("\xfe\xff" "\0a\0\xe9"), BYTES(""), BYTES("a\xc3\xa9")},
    {"UTF-16LE without one", BYTES("<\0h\0t\0m\0l\0>\0\xe9\0"), BYTES(""), BYTES("<html>\xc3\xa9")},
    {"the server's label", BYTES("caf\xe9"), BYTES("text/html; charset=ISO-8859-1"),
     BYTES("caf\xc3\xa9")},
    {"Latin 1 means windows-1252", BYTES("\x93" "a\x94 \x80"), BYTES("text/html; charset=\"latin1\""),
     BYTES("\xe2\x80\x9c" "a\xe2\x80\x9d \xe2\x82\xac")},
    {"no label, not UTF-8: windows-1252", BYTES("\x95 item"), BYTES(""), BYTES("\xe2\x80\xa2 item")},
    {"a label that lies", BYTES("gr\xc3\xbc\xc3\x9f"), BYTES("text/html; charset=iso-8859-1"),
     BYTES("gr\xc3\xbc\xc3\x9f")},
    {"UTF-8 said, Latin 1 meant", BYTES("caf\xe9"), BYTES("text/html; charset=utf-8"),
     BYTES("caf\xc3\xa9")},
    {"meta charset", BYTES("<meta charset=windows-1250>\xe8"), BYTES("text/html"),
     BYTES("<meta charset=windows-1250>\xc4\x8d")},
    {"meta http-equiv",
     BYTES("<META http-equiv='Content-Type' content='text/html; charset = Shift_JIS'>\x83\x65"),
     BYTES(""),
     BYTES("<META http-equiv='Content-Type' content='text/html; charset = Shift_JIS'>\xe3\x83\x86")},
    {"a script's charset is not the page's", BYTES("<script charset=koi8-r></script>\xe9"), BYTES(""),
     BYTES("<script charset=koi8-r></script>\xc3\xa9")},
    {"XML declaration", BYTES("<?xml version='1.0' encoding='iso-8859-2'?>\xb1"), BYTES(""),
     BYTES("<?xml version='1.0' encoding='iso-8859-2'?>\xc4\x85")},
    {"a label nobody knows", BYTES("\xe9"), BYTES("text/plain; charset=klingon-8"),
     BYTES("\xc3\xa9")},
    {"escapes that are ASCII by their bytes", BYTES("\x1b$B$F\x1b(B"),
     BYTES("text/html; charset=iso-2022-jp"), BYTES("\xe3\x81\xa6")},
    {"UTF-8 with a stray byte stays that", BYTES("\xc3\xa4\xc3\xb6\xc3\xbc\xff."), BYTES(""),
     BYTES("\xc3\xa4\xc3\xb6\xc3\xbc\xef\xbf\xbd.")},
    {"UTF-8 cut in a character", BYTES("\xc3\xa4\xc3\xb6\xc3\xbc\xe2\x82"), BYTES(""),
     BYTES("\xc3\xa4\xc3\xb6\xc3\xbc\xef\xbf\xbd\xef\xbf\xbd")},
    {"NUL bytes go", BYTES("a\0b"), BYTES(""), BYTES("ab")},
    {"what the charset has not", BYTES("a\x81z"), BYTES(""), BYTES("a\xef\xbf\xbdz")},
    {"nothing", BYTES(""), BYTES(""), BYTES("")},
    {"a saved header", BYTES("HTTP/1.1 200 OK\r\nServer: x\r\n\r\n<html>"), BYTES(""),
     BYTES("<html>")},
    {"a saved header names the charset",
     BYTES("HTTP/2 200\ncontent-type: text/html; charset=windows-1251\n\n\xe9"), BYTES(""),
     BYTES("\xd0\xb9")},
    {"two saved headers",
     BYTES("HTTP/1.1 301 Moved\r\nLocation: /b\r\n\r\nHTTP/1.1 200 OK\r\n\r\nHTTP"), BYTES(""),
     BYTES("HTTP")},
    {"a text about HTTP", BYTES("HTTP/1.1 is a protocol"), BYTES(""),
     BYTES("HTTP/1.1 is a protocol")},
};

static void reads_every_charset(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof charset_cases / sizeof *charset_cases; i++) {
        const struct charset_case *c = &charset_cases[i];
        fg_arena *arena = fg_arena_new(0);
        struct fg_sv got = {0};
        struct fg_error err = {0};
        const enum fg_status status =
            fg_decode(c->bytes, c->content_type, arena, &got, &err);
        if (status != FG_OK || !fg_sv_eq(got, c->want))
            fail_msg("%s: status %d, got \"%.*s\"", c->why, status, FG_SV_ARG(got));
        fg_arena_free(arena);
    }
}

static void fails_when_memory_does(void **state)
{
    (void)state;
    fg_arena *arena = fg_arena_new(0);
    struct fg_sv got;
    struct fg_error err = {0};
    fg_arena_fail_after(arena, 1);
    assert_int_equal(fg_decode(FG_SV("\xe9"), (struct fg_sv){0}, arena, &got, &err), FG_ENOMEM);
    assert_int_equal(err.status, FG_ENOMEM);
    fg_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_every_charset),
        cmocka_unit_test(fails_when_memory_does),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
