/* Words on pages to lines, on pages no printer made. */
#include "document/layout.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

enum { MOST_SECONDS = 20, MANY_ROWS = 240000 };

static const struct fg_sv word = {"word", 4}, other = {"other", 5};

/* `rows` rows of four words, ten points high, from `x` on. */
static struct fg_word *put_column(struct fg_word *w, size_t rows, double x, struct fg_sv text)
{
    for (size_t i = 0; i < rows * 4; i++) {
        const double left = x + (double)(i % 4) * 30, top = (double)(i / 4) * 12;
        *w++ = (struct fg_word){left, top, left + 25, top + 10, text};
    }
    return w;
}

static struct fg_layout laid_out(struct fg_word *words, size_t n, double width, fg_arena *arena)
{
    struct fg_page_words page = {.width = width, .height = 792, .words = words, .n = n};
    struct fg_layout layout;
    alarm(MOST_SECONDS); /* a page that never ends fails, it does not hang the tests */
    assert_true(fg_layout_read(&page, 1, arena, &layout));
    alarm(0);
    return layout;
}

static void reads_columns_one_after_the_other(void **state)
{
    fg_arena *arena = *state;
    struct fg_word words[80];
    put_column(put_column(words, 10, 50, word), 10, 300, other);
    const struct fg_layout l = laid_out(words, 80, 612, arena);
    assert_int_equal(l.n, 20);
    for (size_t i = 0; i < l.n; i++) {
        assert_int_equal(l.lines[i].n, 4);
        assert_int_equal(l.lines[i].words[0].text.n, i < 10 ? word.n : other.n);
    }
}

static void ends_on_a_page_of_any_width(void **state)
{
    fg_arena *arena = *state;
    static const double widths[] = {0, -612, 1e9, 1e18, 1e24};
    for (size_t i = 0; i < sizeof widths / sizeof *widths; i++) {
        struct fg_word words[40];
        put_column(words, 10, 50, word);
        assert_int_equal(laid_out(words, 40, widths[i], arena).n, 10);
    }
}

static void ends_on_words_upside_down(void **state)
{
    fg_arena *arena = *state;
    struct fg_word words[40];
    put_column(words, 10, 50, word);
    for (size_t i = 0; i < 40; i++)
        words[i].y1 = words[i].y0 - 10;
    const struct fg_layout l = laid_out(words, 40, 612, arena);
    size_t n = 0;
    for (size_t i = 0; i < l.n; i++)
        n += l.lines[i].n;
    assert_int_equal(n, 40);
}

static void ends_on_a_page_of_labels_without_end(void **state)
{
    fg_arena *arena = *state;
    const size_t n = MANY_ROWS * 4 + MANY_ROWS / 3;
    struct fg_word *words = calloc(n, sizeof *words), *beside = words;
    assert_non_null(words);
    struct fg_word *label = put_column(words, MANY_ROWS, 300, word);
    for (; label < words + n; beside += 12) /* between rows, one to three of them */
        *label++ = (struct fg_word){50, beside->y0 + 5, 90, beside->y0 + 15, other};
    assert_true(laid_out(words, n, 612, arena).n >= MANY_ROWS);
    free(words);
}

static int set_up(void **state)
{
    return !(*state = fg_arena_new(0));
}

static int tear_down(void **state)
{
    fg_arena_free(*state);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_columns_one_after_the_other),
        cmocka_unit_test(ends_on_a_page_of_any_width),
        cmocka_unit_test(ends_on_words_upside_down),
        cmocka_unit_test(ends_on_a_page_of_labels_without_end),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
