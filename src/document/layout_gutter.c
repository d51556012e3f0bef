#include "document/layout_gutter.h"

#include "document/room.h"

#include <math.h>

static const double gutter_width = 9;  /* points */
enum {
    LEAST_COLUMN_ROWS = 5,             /* rows with text that make a column   */
    MOST_STEPS = 400                   /* places a page is tried at           */
};

size_t fg_row_words_left_of(struct fg_row row, double x)
{
    size_t n = 0;
    while (n < row.n && row.words[n].x1 <= x)
        n++;
    return n == row.n || row.words[n].x0 >= x + gutter_width ? n : SIZE_MAX;
}

static bool is_mark_word(struct fg_sv s)
{
    return fg_bullet_length(s) == s.n || s.n <= 3; /* a bullet or a number, not a column */
}

static double words_a_row(struct fg_gutter_side s)
{
    return s.rows ? (double)s.words / (double)s.rows : 0;
}

/* Whether both parts of a row stand on one line: they do in a table, and in two
 * columns now and then by chance. */
static bool is_aligned(struct fg_row row, size_t left)
{
    const struct fg_word *a = &row.words[left - 1], *b = &row.words[left];
    const double near = 0.1 * fmin(fg_word_height(a), fg_word_height(b));
    return fmin(fabs(fg_word_middle(a) - fg_word_middle(b)), fabs(a->y1 - b->y1)) < near;
}

static void count_row(struct fg_gutter *g, struct fg_row row, size_t left)
{
    const size_t right = row.n - left;
    const bool only_mark = left == 1 && is_mark_word(row.words[0].text);
    if (left && !only_mark) {
        g->left.rows++;
        g->left.words += left;
        g->aligned += right > 0 && is_aligned(row, left);
    }
    if (right) {
        g->right.rows++;
        g->right.words += right;
    }
}

/* Rows on from `from` that leave `x` free, counted. */
static struct fg_gutter gutter_at(const fg_row_list *rows, size_t from, double x)
{
    struct fg_gutter g = {.x = x, .from = from, .to = from};
    for (size_t left; g.to < rows->n; g.to++) {
        left = fg_row_words_left_of(rows->at[g.to], x);
        if (left == SIZE_MAX)
            break;
        count_row(&g, rows->at[g.to], left);
    }
    return g;
}

static bool is_prose(struct fg_gutter_side s)
{
    return s.rows >= LEAST_COLUMN_ROWS && words_a_row(s) >= FG_PROSE_WORDS;
}

enum fg_arrangement fg_gutter_arrangement(const struct fg_gutter *g)
{
    const bool left_prose = is_prose(g->left), right_prose = is_prose(g->right);
    if (left_prose && right_prose)
        return FG_READ_COLUMNS;
    if (right_prose && g->left.rows > 0 && g->left.rows * 2 <= g->right.rows)
        return FG_READ_LABELS;
    if (left_prose && g->right.rows >= 3 && g->aligned * 2 < g->right.rows)
        return FG_READ_COLUMNS;
    return FG_READ_ACROSS;
}

/* Words of the side that has fewer. */
static size_t words_parted(const struct fg_gutter *g)
{
    return g->left.words < g->right.words ? g->left.words : g->right.words;
}

bool fg_gutter_find(const fg_row_list *rows, double width, struct fg_gutter *best)
{
    /* points; a page may say that it is as wide as a country */
    const double step = fmax(3, width / MOST_STEPS);
    *best = (struct fg_gutter){0};
    for (double x = width * 0.12; x < width * 0.8; x += step) {
        for (size_t from = 0; from < rows->n;) {
            const struct fg_gutter g = gutter_at(rows, from, x);
            if (fg_gutter_arrangement(&g) != FG_READ_ACROSS &&
                words_parted(&g) > words_parted(best))
                *best = g;
            from = g.to + 1;
        }
    }
    return best->left.words > 0;
}
