/* Addresses: taken apart, shown without credentials, compared; and which peers are
 * private. */
#include "fetch/address.h"
#include "fetch/peer.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define COUNT(table) (sizeof(table) / sizeof *(table))

static struct fg_address parse(fg_arena *arena, const char *text)
{
    struct fg_address a;
    struct fg_error err = {0};
    if (fg_address_parse(fg_sv_of(text), arena, &a, &err) != FG_OK)
        fail_msg("%s: %s", text, err.message);
    return a;
}

static void an_address_is_taken_apart(void **state)
{
    fg_arena *arena = fg_arena_new(0);
    (void)state;
    const struct fg_address a =
        parse(arena, "  HTTPS://dana:p%40ss@Jobs.Example.COM:8443/a/b?x=1&y=#frag \n");
    assert_string_equal(a.url.p, "https://jobs.example.com:8443/a/b?x=1&y=");
    assert_string_equal(a.host.p, "jobs.example.com");
    assert_string_equal(a.path.p, "/a/b");
    assert_string_equal(a.query.p, "x=1&y=");
    assert_string_equal(a.fragment.p, "frag");
    assert_string_equal(a.origin.p, "https://jobs.example.com:8443");
    assert_string_equal(a.user.p, "dana");
    assert_string_equal(a.password.p, "p@ss");
    assert_true(fg_sv_eq(fg_address_parameter(&a, FG_SV("x")), FG_SV("1")));
    assert_non_null(fg_address_parameter(&a, FG_SV("y")).p);
    assert_null(fg_address_parameter(&a, FG_SV("z")).p);
    fg_arena_free(arena);
}

static void a_host_name_of_any_script_becomes_ascii(void **state)
{
    fg_arena *arena = fg_arena_new(0);
    (void)state;
    assert_non_null(setlocale(LC_CTYPE, "C.UTF-8"));
    assert_string_equal(parse(arena, "https://bücher.example/x").host.p, "xn--bcher-kva.example");
    fg_arena_free(arena);
}

static void what_is_no_web_address_is_refused_without_its_credentials(void **state)
{
    static const char *const bad[] = {"ftp://dana:s3cret@x/", "file:///etc/passwd", "javascript:x",
                                      "http://", "https://dana:s3cret@/", "http://a:b:c/",
                                      "http://x:99999/"};
    fg_arena *arena = fg_arena_new(0);
    (void)state;
    for (size_t i = 0; i < COUNT(bad); i++) {
        struct fg_address a;
        struct fg_error err = {0};
        if (fg_address_parse(fg_sv_of(bad[i]), arena, &a, &err) != FG_EFETCH)
            fail_msg("%s is taken", bad[i]);
        assert_null(strstr(err.place, "s3cret"));
        assert_null(strstr(err.message, "s3cret"));
    }
    fg_arena_free(arena);
}

static void addresses_of_one_posting_compare_equal(void **state)
{
    static const struct {
        const char *address, *canonical;
    } cases[] = {
        {"http://Example.com/jobs/1/?utm_source=x&gh_src=y&b=2&a=1#top",
         "https://example.com/jobs/1?a=1&b=2"},
        {"https://example.com/jobs/1?fbclid=1&UTM_Medium=2", "https://example.com/jobs/1"},
        {"https://example.com/?gh_jid=7&source=x&ref=y", "https://example.com?gh_jid=7&ref=y&source=x"},
        {"https://example.com:443/x", "https://example.com/x"},
        {"https://example.com:8443/x", "https://example.com:8443/x"},
        {"https://example.com/a?&&", "https://example.com/a"},
    };
    fg_arena *arena = fg_arena_new(0);
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        const struct fg_address a = parse(arena, cases[i].address);
        assert_string_equal(fg_address_canonical(&a, arena).p, cases[i].canonical);
    }
    fg_arena_free(arena);
}

static void private_peers_are_known(void **state)
{
    static const char *const private[] = {
        "127.0.0.1", "127.255.255.254", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1",
        "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "255.255.255.255", "198.18.0.1",
        "::1", "::", "fe80::1", "fe80::1%eth0", "[fe80::1]", "fc00::1", "fdff::1", "ff02::1",
        "::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::10.0.0.1", "2002:7f00:1::", "fec0::1",
        "2001:db8::1"};
    static const char *const public[] = {
        "1.1.1.1", "172.15.255.255", "172.32.0.1", "100.63.255.255", "100.128.0.1", "9.255.255.255",
        "11.0.0.0", "223.255.255.255", "2606:4700::1111", "::ffff:1.1.1.1", "64:ff9b::1.1.1.1",
        "2002:101:101::", "fb00::1", "not an address", "10.example.com", ""};
    (void)state;
    for (size_t i = 0; i < COUNT(private); i++)
        if (!fg_peer_text_is_private(fg_sv_of(private[i])))
            fail_msg("%s is private", private[i]);
    for (size_t i = 0; i < COUNT(public); i++)
        if (fg_peer_text_is_private(fg_sv_of(public[i])))
            fail_msg("%s is public", public[i]);
}

static void running_out_of_memory_is_said(void **state)
{
    (void)state;
    for (size_t n = 1; n < 60; n++) {
        fg_arena *arena = fg_arena_new(0);
        struct fg_address a;
        struct fg_error err = {0};
        fg_arena_fail_after(arena, n);
        const enum fg_status status =
            fg_address_parse(FG_SV("https://u:p@example.com/a?b=c#d"), arena, &a, &err);
        assert_int_equal(status, fg_arena_failed(arena) ? FG_ENOMEM : FG_OK);
        fg_arena_free(arena);
    }
}

/* What is read without libcurl is read as libcurl reads it, which a scheme in capitals is
 * left to. */
static void reads_plain_ones_as_libcurl_does(void **state)
{
    static const char *const behind[] = {
        "://acme.example", "://acme.example/", "://jobs.acme.example/a/b-c_d.html",
        "://acme.example/jobs/?gh_jid=12&lang=en", "://acme.example/kari%C3%A9ry/c%2B%2B?q=%20a",
        "://acme.example//a//b/", "://a-b.acme.example/1.2/x..y/", "://acme.example/a/../b",
        "://acme.example/a/%2E%2E/b", "://acme.example/%c3%a9", "://acme.example/?",
        "://acme.example?a=b", "://acme.example/a#b", "://10.0.0.1/", "://0x7f.1/", "://localhost/a",
        "://acme.example:8080/", "://acme.example./a", "://Acme.Example/A", "://a:b@acme.example/",
        "://acme.example/a b", "://acme..example/", "://-a.example/", "://acme.example/%zz",
        "://acme.example/a?b?c", "://acme.example/a;b", "://acme.example/~a", "://[::1]/", "://",
    };
    static const char *const schemes[][2] = {{"http", "HTTP"}, {"https", "HTTPS"}};
    (void)state;
    fg_arena *arena = fg_arena_new(0);
    for (size_t i = 0; i < 2 * sizeof behind / sizeof *behind; i++) {
        struct fg_address a[2];
        enum fg_status status[2];
        for (size_t k = 0; k < 2; k++) {
            char text[200];
            snprintf(text, sizeof text, "%s%s", schemes[i % 2][k], behind[i / 2]);
            status[k] = fg_address_parse(fg_sv_of(text), arena, &a[k], NULL);
        }
        assert_int_equal(status[0], status[1]);
        const struct fg_sv *one = (const void *)&a[0], *other = (const void *)&a[1];
        for (size_t k = 0; k < sizeof a[0] / sizeof *one; k++) {
            if (!fg_sv_eq(one[k], other[k]) || !one[k].p != !other[k].p)
                fail_msg("%s: '%.*s' and '%.*s'", behind[i / 2], FG_SV_ARG(one[k]),
                         FG_SV_ARG(other[k]));
        }
    }
    fg_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_address_is_taken_apart),
        cmocka_unit_test(a_host_name_of_any_script_becomes_ascii),
        cmocka_unit_test(what_is_no_web_address_is_refused_without_its_credentials),
        cmocka_unit_test(addresses_of_one_posting_compare_equal),
        cmocka_unit_test(private_peers_are_known),
        cmocka_unit_test(running_out_of_memory_is_said),
        cmocka_unit_test(reads_plain_ones_as_libcurl_does),
    };
    return cmocka_run_group_tests_name("address", tests, NULL, NULL);
}
