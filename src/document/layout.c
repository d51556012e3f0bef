#include "document/layout.h"

#include "document/layout_gutter.h"

#include <math.h>
#include <string.h>

enum {
    MOST_DEPTH = 8,      /* of columns in columns                                      */
    MOST_WORDS = 20000   /* on a page that is searched for columns; a full one has 2000 */
};

typedef FG_VEC(struct fg_layout_line) line_list;

struct layouter {
    fg_arena *arena;
    line_list lines;
    unsigned page, region;
};

/* ---- lines ---- */

/* Height of the type most of a row is set in: an icon or a bullet may be larger, and
 * gives its own to the word it is glued to ("!"Develops"). */
static double type_height(struct fg_row row)
{
    const struct fg_sv first = row.words[0].text;
    const bool glued = row.n > 2 && first.n && !fg_is_alnum(first.p[0]) && !(first.p[0] & 0x80);
    const struct fg_word *longest = &row.words[glued];
    for (size_t i = glued + 1U; i < row.n; i++)
        if (row.words[i].text.n > longest->text.n)
            longest = &row.words[i];
    return fg_word_height(longest);
}

static void add_line(struct layouter *l, struct fg_row row, bool is_label)
{
    if (row.n == 0)
        return;
    struct fg_layout_line *line = fg_vec_add(l->arena, &l->lines);
    if (!line)
        return;
    *line = (struct fg_layout_line){.words = row.words, .n = row.n, .x0 = row.words[0].x0,
                                    .page = l->page, .region = l->region, .is_label = is_label,
                                    .height = type_height(row)};
    double sum = 0;
    for (size_t i = 0; i < row.n; i++) {
        line->x1 = fmax(line->x1, row.words[i].x1);
        sum += fg_word_middle(&row.words[i]);
    }
    line->y = sum / (double)row.n;
}

/* ---- reading order ---- */

static void place_rows(struct layouter *l, const fg_row_list *rows, size_t from, size_t to)
{
    l->region++;
    for (size_t i = from; i < to; i++)
        add_line(l, rows->at[i], false);
}

static void place(struct layouter *l, struct fg_word *words, size_t n, double width,
                  unsigned depth);

/* The words of one side of the gutter, copied together. */
static struct fg_row side_words(struct layouter *l, const fg_row_list *rows,
                                const struct fg_gutter *g, bool right)
{
    struct fg_row side = {0};
    size_t n = 0;
    for (size_t i = g->from; i < g->to; i++)
        n += rows->at[i].n;
    side.words = fg_arena_calloc(l->arena, n ? n : 1, sizeof *side.words);
    for (size_t i = g->from; side.words && i < g->to; i++) {
        const struct fg_row r = rows->at[i];
        const size_t left = fg_row_words_left_of(r, g->x);
        const size_t from = right ? left : 0, count = right ? r.n - left : left;
        memcpy(side.words + side.n, r.words + from, count * sizeof *side.words);
        side.n += count;
    }
    return side;
}

static bool starts_chunk(const fg_row_list *rows, size_t i)
{
    const double wide = 1.7;
    return i == 0 || fg_row_y(rows->at[i]) - fg_row_y(rows->at[i - 1]) >
                         wide * fg_word_height(&rows->at[i].words[0]);
}

/* The rows of a label that is set at their middle: they begin at `first` and end
 * as far below the label as they begin above it. Returns the row behind them. */
static size_t end_of_label_rows(const fg_row_list *rows, size_t first, double label_y)
{
    if (first >= rows->n || label_y <= fg_row_y(rows->at[first]))
        return first;
    const double end = 2 * label_y - fg_row_y(rows->at[first]);
    size_t best = rows->n;
    double nearest = INFINITY;
    for (size_t i = first + 1; i <= rows->n; i++) {
        if (i < rows->n && !starts_chunk(rows, i))
            continue;
        const double off = fabs(fg_row_y(rows->at[i - 1]) - end);
        if (off < nearest) {
            nearest = off;
            best = i;
        }
    }
    return best;
}

/* Rows of labels that are one label set on several lines. */
static size_t label_rows(const fg_row_list *labels, size_t from)
{
    size_t to = from + 1;
    while (to < labels->n && !starts_chunk(labels, to) &&
           !fg_sv_ends(labels->at[to - 1].words[labels->at[to - 1].n - 1].text, FG_SV(":")))
        to++;
    return to;
}

static bool same_height(struct fg_row a, struct fg_row b)
{
    const double off = fmin(fabs(fg_row_y(a) - fg_row_y(b)), fabs(a.words[0].y1 - b.words[0].y1));
    return off < 0.15 * fg_word_height(&a.words[0]);
}

/* The row a label is set at the top of, or `rows->n`. */
static size_t row_beside(const fg_row_list *rows, size_t from, struct fg_row label)
{
    while (from < rows->n && !same_height(label, rows->at[from]))
        from++;
    return from;
}

/* The row a label set at its top belongs to: beside it, else the first one below, since a
 * list begins somewhat lower than a paragraph. */
static size_t row_of_label(const fg_row_list *rows, size_t from, struct fg_row label)
{
    const size_t beside = row_beside(rows, from, label);
    if (beside < rows->n)
        return beside;
    const double y = fg_row_y(label) - fg_word_height(&label.words[0]) / 2;
    while (from < rows->n && fg_row_y(rows->at[from]) < y)
        from++;
    return from;
}

/* Whether a label begins the rows it belongs to (1), stands amid them (-1), or can't tell
 * (0): beside a single row, top and middle are one. */
static int place_of_label(const fg_row_list *texts, struct fg_row label)
{
    const size_t beside = row_beside(texts, 0, label);
    size_t below = 0;
    if (beside < texts->n && !starts_chunk(texts, beside))
        return -1;
    if (beside < texts->n)
        return beside + 1 < texts->n && !starts_chunk(texts, beside + 1);
    while (below < texts->n && fg_row_y(texts->at[below]) < fg_row_y(label))
        below++;
    return below < texts->n && starts_chunk(texts, below) ? 1 : -1;
}

/* Whether labels are set at the top of what they stand beside, not at its middle,
 * where one may meet a row by chance, but not most of several. */
static bool are_at_top(const fg_row_list *labels, const fg_row_list *texts)
{
    enum { SEVERAL = 3, TIMES = 4 };
    if (labels->n == 0 || texts->n == 0 || same_height(labels->at[0], texts->at[0]))
        return true;
    size_t beside = 0, top = 0, middle = 0;
    for (size_t i = 0; i < labels->n; i++) {
        const int place = starts_chunk(labels, i) ? place_of_label(texts, labels->at[i]) : 0;
        beside += row_beside(texts, 0, labels->at[i]) < texts->n;
        top += place > 0;
        middle += place < 0;
    }
    return (beside >= SEVERAL && beside == labels->n) ||
           (top >= SEVERAL && top >= TIMES * middle);
}

static void place_labels(struct layouter *l, const fg_row_list *rows, const struct fg_gutter *g)
{
    fg_row_list labels = {0}, texts = {0};
    const struct fg_row left = side_words(l, rows, g, false), right = side_words(l, rows, g, true);
    fg_rows_make(left.words, left.n, l->arena, &labels);
    fg_rows_make(right.words, right.n, l->arena, &texts);
    const bool top = are_at_top(&labels, &texts);
    size_t next = 0;
    for (size_t i = 0, to; i < labels.n; i = to) {
        to = top ? i + 1 : label_rows(&labels, i);
        while (top && to < labels.n && !starts_chunk(&labels, to) &&
               row_beside(&texts, next, labels.at[to]) == texts.n)
            to++; /* the label's further lines stand beside nothing */
        const size_t start = top ? row_of_label(&texts, next, labels.at[i]) : next;
        if (start < texts.n) {
            place_rows(l, &texts, next, start);
            next = start;
        }
        l->region++;
        for (size_t k = i; k < to; k++)
            add_line(l, labels.at[k], true);
        const double y = (fg_row_y(labels.at[i]) + fg_row_y(labels.at[to - 1])) / 2;
        const size_t end = top ? next : end_of_label_rows(&texts, next, y);
        place_rows(l, &texts, next, end);
        next = end;
    }
    place_rows(l, &texts, next, texts.n);
}

static void place_columns(struct layouter *l, const fg_row_list *rows, const struct fg_gutter *g,
                          double width, unsigned depth)
{
    for (int right = 0; right < 2; right++) {
        const struct fg_row side = side_words(l, rows, g, right);
        place(l, side.words, side.n, width, depth + 1);
    }
}

/* Reading order of a part of a page: what is above columns, they, what is below. */
static void place(struct layouter *l, struct fg_word *words, size_t n, double width,
                  unsigned depth)
{
    fg_row_list rows = {0};
    struct fg_gutter g = {0};
    fg_rows_make(words, n, l->arena, &rows);
    if (n > MOST_WORDS || depth >= MOST_DEPTH || !fg_gutter_find(&rows, width, &g)) {
        place_rows(l, &rows, 0, rows.n);
        return;
    }
    place_rows(l, &rows, 0, g.from);
    if (fg_gutter_arrangement(&g) == FG_READ_LABELS)
        place_labels(l, &rows, &g);
    else
        place_columns(l, &rows, &g, width, depth);
    if (g.to < rows.n) {
        struct fg_word *rest = rows.at[g.to].words;
        place(l, rest, (size_t)(words + n - rest), width, depth + 1);
    }
}

/* ---- measures ---- */

/* The height most words have, to half a point. */
static double usual_height(const line_list *lines)
{
    enum { STEPS = 400 };
    size_t counts[STEPS] = {0}, best = 0;
    for (size_t i = 0; i < lines->n; i++) {
        /* fmax first: a page may say that a word stands on its head, or is no number high */
        const size_t step = (size_t)fmin(fmax(lines->at[i].height * 2, 0), STEPS - 1);
        counts[step] += lines->at[i].n;
        if (counts[step] > counts[best])
            best = step;
    }
    return (double)best / 2 + 0.25;
}

/* Distance of lines that follow each other in long lines: the paragraphs'. */
static double usual_leading(const line_list *lines, double *room)
{
    const double most = 2.5;
    size_t n = 0;
    for (size_t i = 1; i < lines->n; i++) {
        const struct fg_layout_line *a = &lines->at[i - 1], *b = &lines->at[i];
        const double step = (b->y - a->y) / fmax(a->height, 1);
        if (a->region == b->region && a->n >= FG_PROSE_WORDS * 2 && step > 0 && step < most)
            room[n++] = step;
    }
    return fg_quantile(room, n, 0.3, 1.2);
}

static bool is_long(const struct fg_layout_line *line)
{
    return line->n >= FG_PROSE_WORDS * 2;
}

/* The edge that a region's lines are wrapped at: of its long lines, or where it
 * has hardly any, of all pages' lines that begin where it does. */
static void set_right_edges(line_list *lines, double *room)
{
    enum { FEW = 4 };
    size_t n = 0;
    for (size_t i = 0; i < lines->n; i++)
        if (is_long(&lines->at[i]))
            room[n++] = lines->at[i].x1;
    const double all = fg_quantile(room, n, 0.97, 0);
    for (size_t from = 0, to; from < lines->n; from = to) {
        double widest = 0;
        n = 0;
        for (to = from; to < lines->n && lines->at[to].region == lines->at[from].region; to++) {
            widest = fmax(widest, lines->at[to].x1);
            if (is_long(&lines->at[to]))
                room[n++] = lines->at[to].x1;
        }
        const double edge = n >= FEW ? fg_quantile(room, n, 0.95, widest) : fmax(all, widest);
        for (size_t i = from; i < to; i++)
            lines->at[i].right = edge;
    }
}

bool fg_layout_read(struct fg_page_words *pages, size_t n, fg_arena *arena, struct fg_layout *out)
{
    struct layouter l = {.arena = arena};
    for (size_t i = 0; i < n; i++) {
        l.page = (unsigned)i;
        place(&l, pages[i].words, pages[i].n, pages[i].width, 0);
    }
    double *room = fg_arena_calloc(arena, l.lines.n + 1, sizeof *room);
    if (!room)
        return false;
    set_right_edges(&l.lines, room);
    *out = (struct fg_layout){.lines = l.lines.at, .n = l.lines.n,
                              .height = usual_height(&l.lines),
                              .leading = usual_leading(&l.lines, room)};
    return !fg_arena_failed(arena);
}
