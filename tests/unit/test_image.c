/* Structures kept in a file and mapped again: pointers lead where they led, wherever the
 * file comes to lie; what can't be kept is refused. */
#include "rules/image.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

enum { N = 1000 };

struct item {
    struct item *next, *first;
    const char *name, *end; /* one behind the name */
    uint64_t number;
};

static enum fg_status build_list(void *from, fg_arena *arena, struct fg_error *err)
{
    struct item *first = NULL, **last = &first;
    (void)from;
    (void)err;
    for (uint64_t i = 0; i < N; i++) {
        char name[32];
        struct item *item = fg_arena_calloc(arena, 1, sizeof *item);
        first = first ? first : item;
        snprintf(name, sizeof name, "item %u", (unsigned)i);
        const struct fg_sv kept = fg_arena_sv(arena, fg_sv_of(name));
        *item = (struct item){.first = first, .name = kept.p, .end = kept.p + kept.n, .number = i};
        *last = item;
        last = &item->next;
    }
    return FG_OK;
}

static enum fg_status build_heap(void *from, fg_arena *arena, struct fg_error *err)
{
    void **kept = from;
    void **slot = fg_arena_calloc(arena, 1, sizeof *slot);
    (void)err;
    *slot = *kept = realloc(*kept, *kept ? 1 << 20 : 16); /* elsewhere the second time */
    return FG_OK;
}

static enum fg_status build_growing(void *from, fg_arena *arena, struct fg_error *err)
{
    size_t *n = from;
    (void)err;
    return fg_arena_calloc(arena, *n *= 2, 1) ? FG_OK : FG_ENOMEM;
}

static enum fg_status build_nothing(void *from, fg_arena *arena, struct fg_error *err)
{
    (void)from;
    (void)arena;
    return fg_fail(err, FG_EDATA, "broken");
}

static const struct fg_rules_source sources[] = {{.name = "a.tsv", .n = 7}};
static const struct fg_rules_sources all = {.at = sources, .n = 1};

static void begin(struct fg_image_writer *w, struct fg_buf *out)
{
    struct fg_error err;
    *w = (struct fg_image_writer){.out = out, .sources = &all};
    fg_sha256_begin(&w->digest);
    assert_int_equal(fg_image_begin(w, &err), FG_OK);
}

static char path[] = "/tmp/fitgap-image-XXXXXX";

static int write_list(void **state)
{
    struct fg_buf out = {0};
    struct fg_image_writer w;
    struct fg_error err;
    (void)state;
    begin(&w, &out);
    const bool good = fg_image_add(&w, "list", build_list, NULL, &err) == FG_OK &&
                      fg_image_add(&w, "again", build_list, NULL, &err) == FG_OK &&
                      fg_image_end(&w, &err) == FG_OK && close(mkstemp(path)) == 0 &&
                      fg_write_file(path, fg_buf_sv(&out), &err) == FG_OK;
    fg_buf_free(&out);
    return good ? 0 : -1;
}

static int remove_list(void **state)
{
    (void)state;
    return unlink(path);
}

static void assert_list(const struct item *item)
{
    const struct item *first = item;
    size_t n = 0;
    for (; item; item = item->next, n++) {
        char name[32];
        snprintf(name, sizeof name, "item %zu", n);
        assert_string_equal(item->name, name);
        assert_ptr_equal(item->end, item->name + strlen(name));
        assert_ptr_equal(item->first, first);
        assert_int_equal(item->number, n);
    }
    assert_int_equal(n, N);
}

/* The second one can't lie where the first does. */
static void leads_to_the_same_wherever_it_lies(void **state)
{
    fg_image *image[2];
    (void)state;
    for (size_t i = 0; i < 2; i++)
        assert_int_equal(fg_image_open(path, &image[i]), FG_IMAGE_GOOD);
    for (size_t i = 0; i < 2; i++) {
        struct item *item = fg_image_part(image[i], "list");
        assert_list(item);
        assert_ptr_equal(fg_image_part(image[i], "list"), item); /* not shifted twice */
        assert_list(item);
        assert_list(fg_image_part(image[i], "again"));
        assert_int_equal(fg_image_sources(image[i])->n, 1);
        assert_string_equal(fg_image_sources(image[i])->at[0].name, "a.tsv");
    }
    assert_ptr_not_equal(fg_image_part(image[0], "list"), fg_image_part(image[1], "list"));
    assert_null(fg_image_part(image[0], "none"));
    for (size_t i = 0; i < 2; i++)
        fg_image_close(image[i]);
}

static void what_is_written_to_stays_here(void **state)
{
    fg_image *image;
    (void)state;
    for (int i = 0; i < 2; i++) {
        assert_int_equal(fg_image_open(path, &image), FG_IMAGE_GOOD);
        struct item *item = fg_image_part(image, "list");
        assert_int_equal(item->number, 0);
        item->number = 99;
        fg_image_close(image);
    }
}

static void refuses_what_can_not_be_kept(void **state)
{
    struct fg_buf out = {0};
    struct fg_image_writer w;
    struct fg_error err;
    void *heap = NULL;
    size_t n = 16;
    (void)state;
    begin(&w, &out);
    assert_int_equal(fg_image_add(&w, "heap", build_heap, &heap, &err), FG_ELIMIT);
    assert_string_equal(err.message, "'heap' can't be put into an image: built twice, it is not "
                                     "the same twice");
    assert_int_equal(fg_image_add(&w, "grows", build_growing, &n, &err), FG_ELIMIT);
    assert_int_equal(fg_image_add(&w, "fails", build_nothing, NULL, &err), FG_EDATA);
    assert_string_equal(err.message, "broken");
    free(heap);
    fg_buf_free(&out);
}

static void fingerprints_tell_bytes_apart(void **state)
{
    char bytes[200];
    (void)state;
    for (size_t n = 0; n < sizeof bytes; n++) {
        memset(bytes, 'x', sizeof bytes);
        const struct fg_fingerprint f = fg_fingerprint((struct fg_sv){bytes, n});
        assert_true(fg_fingerprint_eq(f, fg_fingerprint((struct fg_sv){bytes, n})));
        assert_false(fg_fingerprint_eq(f, fg_fingerprint((struct fg_sv){bytes, n + 1})));
        for (size_t i = 0; i < n; i++) {
            bytes[i] ^= 1;
            assert_false(fg_fingerprint_eq(f, fg_fingerprint((struct fg_sv){bytes, n})));
            bytes[i] ^= 1;
        }
    }
    memset(bytes, 0, sizeof bytes); /* zeros count as well */
    assert_false(fg_fingerprint_eq(fg_fingerprint((struct fg_sv){bytes, 32}),
                                   fg_fingerprint((struct fg_sv){bytes, 64})));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(leads_to_the_same_wherever_it_lies),
        cmocka_unit_test(what_is_written_to_stays_here),
        cmocka_unit_test(refuses_what_can_not_be_kept),
        cmocka_unit_test(fingerprints_tell_bytes_apart),
    };
    return cmocka_run_group_tests(tests, write_list, remove_list);
}
