/* The cache: what goes in comes out, broken entries are none, old ones go. */
#include "fetch/cache.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include <utime.h>

#include <cmocka.h>

static char dir[64];
static fg_arena *arena;

static int make_dir(void **state)
{
    (void)state;
    strcpy(dir, "/tmp/fg_cache_XXXXXX");
    arena = fg_arena_new(0);
    return mkdtemp(dir) ? 0 : -1;
}

static int remove_dir(void **state)
{
    char command[128];
    (void)state;
    fg_arena_free(arena);
    snprintf(command, sizeof command, "rm -r %s", dir);
    return system(command);
}

static const struct fg_cached entry = {
    .url = {"https://x.test/end", 18},
    .content_type = {"text/html", 9},
    .etag = {"\"v1\"", 4},
    .fetched_at = {"2026-11-22T10:00:00Z", 20},
    .bytes = {"a\0b\n\nc", 6},
};

static void what_goes_in_comes_out(void **state)
{
    fg_cache *c;
    struct fg_cached got;
    (void)state;
    assert_int_equal(fg_cache_open(dir, &c, NULL), FG_OK);
    assert_false(fg_cache_get(c, FG_SV("https://x.test/"), FG_SV(""), arena, &got));
    fg_cache_put(c, FG_SV("https://x.test/"), FG_SV(""), &entry);
    assert_true(fg_cache_get(c, FG_SV("https://x.test/"), FG_SV(""), arena, &got));
    assert_true(fg_sv_eq(got.url, entry.url));
    assert_true(fg_sv_eq(got.etag, entry.etag));
    assert_true(fg_sv_eq(got.bytes, entry.bytes));
    assert_int_equal(got.last_modified.n, 0);
    assert_in_range(got.age_seconds, 0, 5);
    assert_false(fg_cache_get(c, FG_SV("https://x.test/"), FG_SV("{}"), arena, &got));
    fg_cache_close(c);
}

static void a_header_can_not_forge_another(void **state)
{
    fg_cache *c;
    struct fg_cached got, evil = entry;
    (void)state;
    evil.etag = FG_SV("x\nurl: https://evil.test/");
    assert_int_equal(fg_cache_open(dir, &c, NULL), FG_OK);
    fg_cache_put(c, FG_SV("https://x.test/e"), FG_SV(""), &evil);
    assert_true(fg_cache_get(c, FG_SV("https://x.test/e"), FG_SV(""), arena, &got));
    assert_true(fg_sv_eq(got.url, entry.url));
    assert_int_equal(got.etag.n, 0);
    fg_cache_close(c);
}

static void the_file_of(const char *url, char *path, size_t size)
{
    char hex[65];
    fg_sha256 sha;
    fg_sha256_begin(&sha);
    fg_sha256_add(&sha, fg_sv_of(url));
    fg_sha256_add(&sha, FG_SV("\n"));
    fg_sha256_end(&sha, hex);
    assert_true(fg_path_join(path, size, dir, hex));
}

static void a_broken_entry_is_none(void **state)
{
    static const char *const broken[] = {"", "fitgap-cache 1", "fitgap-cache 2\n\n",
                                         "fitgap-cache 1\nurl: x\n\nbytes",
                                         "fitgap-cache 1\nasked: https://y/\nurl: x\ndate: d\n\n"};
    char path[256];
    fg_cache *c;
    struct fg_cached got;
    (void)state;
    assert_int_equal(fg_cache_open(dir, &c, NULL), FG_OK);
    the_file_of("https://x.test/broken", path, sizeof path);
    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
        assert_int_equal(fg_write_file(path, fg_sv_of(broken[i]), NULL), FG_OK);
        assert_false(fg_cache_get(c, FG_SV("https://x.test/broken"), FG_SV(""), arena, &got));
    }
    fg_cache_close(c);
}

static void old_entries_go_when_something_was_written(void **state)
{
    char old[256];
    fg_cache *c;
    struct fg_cached got;
    const time_t long_ago = time(NULL) - (time_t)61 * 24 * 3600;
    (void)state;
    assert_int_equal(fg_cache_open(dir, &c, NULL), FG_OK);
    fg_cache_put(c, FG_SV("https://x.test/old"), FG_SV(""), &entry);
    the_file_of("https://x.test/old", old, sizeof old);
    assert_int_equal(utime(old, &(struct utimbuf){long_ago, long_ago}), 0);
    fg_cache_close(c);
    assert_int_equal(fg_cache_open(dir, &c, NULL), FG_OK);
    assert_false(fg_cache_get(c, FG_SV("https://x.test/old"), FG_SV(""), arena, &got));
    fg_cache_close(c);
}

static void a_folder_that_can_not_be_made_is_named(void **state)
{
    fg_cache *c;
    struct fg_error err = {0};
    (void)state;
    assert_int_equal(fg_cache_open("/proc/nowhere/x", &c, &err), FG_EIO);
    assert_string_equal(err.place, "/proc/nowhere");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_goes_in_comes_out),
        cmocka_unit_test(a_header_can_not_forge_another),
        cmocka_unit_test(a_broken_entry_is_none),
        cmocka_unit_test(old_entries_go_when_something_was_written),
        cmocka_unit_test(a_folder_that_can_not_be_made_is_named),
    };
    return cmocka_run_group_tests_name("cache", tests, make_dir, remove_dir);
}
