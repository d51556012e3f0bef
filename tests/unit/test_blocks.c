/* Folding, bullets and offsets of blocks. */
#include "document_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static struct fg_document build(fg_arena *arena, const struct fg_block *proto, const char *text)
{
    struct fg_block_builder b;
    struct fg_document d = {0};
    fg_blocks_begin(&b, arena);
    fg_blocks_add(&b, proto, fg_sv_of(text));
    assert_true(fg_blocks_end(&b, &d));
    return d;
}

static const struct {
    const char *text, *want; /* as document_text.h prints it */
} paragraphs[] = {
    {"  a \n\t b  ", "P a b\n"},
    {"a\xc2\xa0\xe2\x80\x8b" "b", "P a b\n"},
    {"admin\xc2\xadis\xc2\xadtrator", "P administrator\n"},
    {"a\x1b[31mb\xc2\x9b", "P a[31mb\n"},
    {"\xe2\x80\xae" "abc", "P abc\n"},
    {"\xe2\x80\xa2 item", "I1 item\n"},
    {"- item", "I1 item\n"},
    {"-item", "I1 item\n"},
    {"\xe2\x80\x93 item", "I1 item\n"},
    {"* - \xc2\xb7 item", "I1 item\n"},
    {"-5 degrees", "P -5 degrees\n"},
    {"*required", "P *required\n"},
    {"- ", ""},
    {"", ""},
    {" \n\t ", ""},
    {"\xe2\x80\xa2", ""},
};

static void folds_and_drops_bullets(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof paragraphs / sizeof *paragraphs; i++) {
        fg_arena *arena = fg_arena_new(0);
        const struct fg_block proto = {.kind = FG_BLOCK_PARAGRAPH};
        const struct fg_document d = build(arena, &proto, paragraphs[i].text);
        struct fg_buf got = {0};
        fg_test_put_blocks(&got, &d);
        if (!fg_sv_eq(fg_buf_sv(&got), fg_sv_of(paragraphs[i].want)))
            fail_msg("\"%s\": got \"%s\"", paragraphs[i].text, got.p ? got.p : "");
        fg_buf_free(&got);
        fg_arena_free(arena);
    }
}

static void lead_follows_the_folded_text(void **state)
{
    (void)state;
    fg_arena *arena = fg_arena_new(0);
    const char *text = " -  Must   have: a licence";
    const struct fg_block proto = {.kind = FG_BLOCK_PARAGRAPH, .lead = 16};
    const struct fg_document d = build(arena, &proto, text);
    assert_true(fg_sv_eq(d.blocks[0].text, FG_SV("Must have: a licence")));
    assert_true(fg_sv_eq(fg_sv_sub(d.blocks[0].text, 0, d.blocks[0].lead), FG_SV("Must have:")));
    const struct fg_block all = {.kind = FG_BLOCK_PARAGRAPH, .lead = 100};
    assert_int_equal(build(arena, &all, "all bold").blocks[0].lead, 0);
    fg_arena_free(arena);
}

static void offsets_point_into_the_text(void **state)
{
    (void)state;
    fg_arena *arena = fg_arena_new(0);
    struct fg_block_builder b;
    struct fg_document d;
    const struct fg_block p = {.kind = FG_BLOCK_PARAGRAPH}, rule = {.kind = FG_BLOCK_RULE};
    fg_blocks_begin(&b, arena);
    fg_blocks_add(&b, &p, FG_SV(" one  two "));
    fg_blocks_add(&b, &rule, (struct fg_sv){0});
    fg_blocks_add(&b, &p, FG_SV("  "));
    fg_blocks_add(&b, &p, FG_SV("\xe2\x80\xa2 dr\xc3\xa9i"));
    assert_true(fg_blocks_end(&b, &d));
    assert_int_equal(d.n_blocks, 3);
    for (size_t i = 0; i < d.n_blocks; i++)
        assert_true(fg_sv_eq(fg_sv_sub(d.text, d.blocks[i].at, d.blocks[i].text.n),
                             d.blocks[i].text));
    assert_true(fg_sv_eq(d.text, FG_SV("one two\n\ndr\xc3\xa9i\n")));
    fg_arena_free(arena);
}

static void tells_when_memory_failed(void **state)
{
    (void)state;
    fg_arena *arena = fg_arena_new(0);
    struct fg_block_builder b;
    struct fg_document d;
    const struct fg_block p = {.kind = FG_BLOCK_PARAGRAPH};
    fg_arena_fail_after(arena, 1);
    fg_blocks_begin(&b, arena);
    fg_blocks_add(&b, &p, FG_SV("one"));
    assert_false(fg_blocks_end(&b, &d));
    fg_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(folds_and_drops_bullets),
        cmocka_unit_test(lead_follows_the_folded_text),
        cmocka_unit_test(offsets_point_into_the_text),
        cmocka_unit_test(tells_when_memory_failed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
