#include "document/layout_row.h"

#include <math.h>
#include <stdlib.h>

static const double same_row = 0.5; /* heights between the middles of a row's words */

static int compare(double a, double b)
{
    return (a > b) - (a < b);
}

static int by_middle(const void *a, const void *b)
{
    return compare(fg_word_middle(a), fg_word_middle(b));
}

static int by_left(const void *a, const void *b)
{
    return compare(((const struct fg_word *)a)->x0, ((const struct fg_word *)b)->x0);
}

void fg_rows_make(struct fg_word *words, size_t n, fg_arena *arena, fg_row_list *rows)
{
    if (n)
        qsort(words, n, sizeof *words, by_middle);
    for (size_t from = 0, to; from < n; from = to) {
        double sum = fg_word_middle(&words[from]);
        for (to = from + 1; to < n; to++) {
            const double mean = sum / (double)(to - from);
            const double height = fmin(fg_word_height(&words[from]), fg_word_height(&words[to]));
            if (fg_word_middle(&words[to]) - mean > same_row * height)
                break;
            sum += fg_word_middle(&words[to]);
        }
        qsort(words + from, to - from, sizeof *words, by_left);
        struct fg_row *row = fg_vec_add(arena, rows);
        if (!row)
            return;
        *row = (struct fg_row){words + from, to - from};
    }
}

/* ---- measures ---- */

static int by_number(const void *a, const void *b)
{
    return compare(*(const double *)a, *(const double *)b);
}

double fg_quantile(double *v, size_t n, double share, double otherwise)
{
    if (n == 0)
        return otherwise;
    qsort(v, n, sizeof *v, by_number);
    return v[(size_t)((double)(n - 1) * share)];
}

/* ---- spaced letters ---- */

static bool is_one_character(struct fg_sv s)
{
    size_t at = 0;
    return s.n && !fg_is_digit(s.p[0]) && fg_utf8_next(s, &at) && at == s.n;
}

/* Length of the run of single characters at `from`. */
static size_t spaced_run(struct fg_row row, size_t from)
{
    size_t to = from;
    while (to < row.n && is_one_character(row.words[to].text))
        to++;
    return to - from;
}

static double gap_before(const struct fg_word *w)
{
    return w->x0 - w[-1].x1;
}

/* Joins a run of characters to words, behind `*kept` in the row: between words the
 * space is wider. */
static void close_up_run(struct fg_row *row, size_t from, size_t n, size_t *kept, fg_arena *arena)
{
    const double wider = 1.6;
    double *gaps = fg_arena_calloc(arena, n, sizeof *gaps);
    for (size_t i = 1; gaps && i < n; i++)
        gaps[i - 1] = gap_before(&row->words[from + i]);
    const double usual = gaps ? fg_quantile(gaps, n - 1, 0.5, 0) : 0;
    for (size_t i = from, to; i < from + n; i = to) {
        struct fg_buf text = {0};
        struct fg_word word = row->words[i];
        for (to = i; to < from + n; to++) {
            if (to > i && gap_before(&row->words[to]) > usual * wider)
                break;
            fg_buf_add(&text, row->words[to].text);
            word.x1 = row->words[to].x1;
        }
        word.text = fg_arena_sv(arena, fg_buf_sv(&text));
        fg_buf_free(&text);
        row->words[(*kept)++] = word;
    }
}

void fg_row_close_up(struct fg_row *row, fg_arena *arena)
{
    enum { LEAST_RUN = 5 };
    size_t kept = 0;
    for (size_t i = 0; i < row->n;) {
        const size_t run = spaced_run(*row, i);
        if (run >= LEAST_RUN) {
            close_up_run(row, i, run, &kept, arena);
            i += run;
        } else {
            row->words[kept++] = row->words[i++];
        }
    }
    row->n = kept;
}
