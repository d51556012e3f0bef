#include "document/layout.h"

#include "document/room.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* All lengths are in points unless they are said to be in heights of a line. */
static const double same_row = 0.5;       /* heights between the middles of a row's words */
static const double gutter_width = 9;     /* white space between columns                  */
static const double edge_zone = 0.11;     /* share of a page that headers may stand in    */
enum {
    LEAST_COLUMN_ROWS = 5,   /* rows with text that make a column              */
    PROSE_WORDS = 3,         /* words a row, on average, of running text       */
    MOST_DEPTH = 8           /* of columns in columns                          */
};

struct row {
    struct fg_word *words;
    size_t n;
};
typedef FG_VEC(struct row) row_list;
typedef FG_VEC(struct fg_layout_line) line_list;

struct layouter {
    fg_arena *arena;
    line_list lines;
    unsigned page, region;
};

/* ---- rows ---- */

static double middle(const struct fg_word *w)
{
    return (w->y0 + w->y1) / 2;
}

static double word_height(const struct fg_word *w)
{
    return w->y1 - w->y0;
}

static int compare(double a, double b)
{
    return (a > b) - (a < b);
}

static int by_middle(const void *a, const void *b)
{
    return compare(middle(a), middle(b));
}

static int by_left(const void *a, const void *b)
{
    return compare(((const struct fg_word *)a)->x0, ((const struct fg_word *)b)->x0);
}

/* Sorts the words into rows from top to bottom, each from left to right. */
static void make_rows(struct fg_word *words, size_t n, fg_arena *arena, row_list *rows)
{
    if (n)
        qsort(words, n, sizeof *words, by_middle);
    for (size_t from = 0, to; from < n; from = to) {
        double sum = 0;
        for (to = from; to < n; to++) {
            const double mean = to > from ? sum / (double)(to - from) : middle(&words[to]);
            const double height = fmin(word_height(&words[from]), word_height(&words[to]));
            if (middle(&words[to]) - mean > same_row * height)
                break;
            sum += middle(&words[to]);
        }
        qsort(words + from, to - from, sizeof *words, by_left);
        struct row *row = fg_vec_add(arena, rows);
        if (!row)
            return;
        *row = (struct row){words + from, to - from};
    }
}

/* ---- spaced letters ---- */

static int by_number(const void *a, const void *b)
{
    return compare(*(const double *)a, *(const double *)b);
}

/* Value below which `share` of the `n` values lie; sorts them. */
static double quantile(double *v, size_t n, double share, double otherwise)
{
    if (n == 0)
        return otherwise;
    qsort(v, n, sizeof *v, by_number);
    return v[(size_t)((double)(n - 1) * share)];
}

static bool is_one_character(struct fg_sv s)
{
    size_t at = 0;
    return s.n && !fg_is_digit(s.p[0]) && fg_utf8_next(s, &at) && at == s.n;
}

/* Length of the run of single characters at `from`. */
static size_t spaced_run(struct row row, size_t from)
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
static void close_up_run(struct row *row, size_t from, size_t n, size_t *kept, fg_arena *arena)
{
    const double wider = 1.6;
    double *gaps = fg_arena_calloc(arena, n, sizeof *gaps);
    for (size_t i = 1; gaps && i < n; i++)
        gaps[i - 1] = gap_before(&row->words[from + i]);
    const double usual = gaps ? quantile(gaps, n - 1, 0.5, 0) : 0;
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

/* Puts "s e t  l i k e  t h i s" right. */
static void close_up(struct row *row, fg_arena *arena)
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

/* ---- lines ---- */

/* Height of the type most of a row is set in: an icon or a bullet may be larger, and
 * gives its own to the word it is glued to ("!"Develops"). */
static double type_height(struct row row)
{
    const struct fg_sv first = row.words[0].text;
    const bool glued = row.n > 2 && first.n && !fg_is_alnum(first.p[0]) && !(first.p[0] & 0x80);
    const struct fg_word *longest = &row.words[glued];
    for (size_t i = glued + 1U; i < row.n; i++)
        if (row.words[i].text.n > longest->text.n)
            longest = &row.words[i];
    return word_height(longest);
}

static void add_line(struct layouter *l, struct row row, bool is_label)
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
        sum += middle(&row.words[i]);
    }
    line->y = sum / (double)row.n;
}

/* ---- columns ---- */

/* Words of a row left of `x`: how many, all ending before it. SIZE_MAX: one of
 * them crosses. */
static size_t words_left_of(struct row row, double x)
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

/* What stands on one side of a gutter. */
struct side {
    size_t rows, words;
};

static double words_a_row(struct side s)
{
    return s.rows ? (double)s.words / (double)s.rows : 0;
}

struct gutter {
    double x;
    size_t from, to;     /* rows */
    struct side left, right;
    size_t aligned;      /* rows with text on both sides, on one base line */
};

/* Whether both parts of a row stand on one line: they do in a table, and in two
 * columns now and then by chance. */
static bool is_aligned(struct row row, size_t left)
{
    const struct fg_word *a = &row.words[left - 1], *b = &row.words[left];
    const double near = 0.1 * fmin(word_height(a), word_height(b));
    return fmin(fabs(middle(a) - middle(b)), fabs(a->y1 - b->y1)) < near;
}

static void count_row(struct gutter *g, struct row row, size_t left)
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
static struct gutter gutter_at(const row_list *rows, size_t from, double x)
{
    struct gutter g = {.x = x, .from = from, .to = from};
    for (size_t left; g.to < rows->n; g.to++) {
        left = words_left_of(rows->at[g.to], x);
        if (left == SIZE_MAX)
            break;
        count_row(&g, rows->at[g.to], left);
    }
    return g;
}

static bool is_prose(struct side s)
{
    return s.rows >= LEAST_COLUMN_ROWS && words_a_row(s) >= PROSE_WORDS;
}

/* A table's rows are read across; columns of text one after the other. */
enum arrangement { ACROSS, COLUMNS, LABELS };

static enum arrangement arrangement_of(const struct gutter *g)
{
    const bool left_prose = is_prose(g->left), right_prose = is_prose(g->right);
    if (left_prose && right_prose)
        return COLUMNS;
    if (right_prose && g->left.rows > 0 && g->left.rows * 2 <= g->right.rows)
        return LABELS;
    if (left_prose && g->right.rows >= 3 && g->aligned * 2 < g->right.rows)
        return COLUMNS;
    return ACROSS;
}

static bool find_gutter(const row_list *rows, double width, struct gutter *best)
{
    const double step = 3;
    best->left.words = best->right.words = 0;
    for (double x = width * 0.12; x < width * 0.8; x += step) {
        for (size_t from = 0; from < rows->n;) {
            const struct gutter g = gutter_at(rows, from, x);
            if (arrangement_of(&g) != ACROSS && fmin((double)g.left.words, (double)g.right.words) >
                                                    fmin((double)best->left.words,
                                                         (double)best->right.words))
                *best = g;
            from = g.to + 1;
        }
    }
    return best->left.words > 0;
}

static void place_rows(struct layouter *l, const row_list *rows, size_t from, size_t to)
{
    l->region++;
    for (size_t i = from; i < to; i++)
        add_line(l, rows->at[i], false);
}

static void place(struct layouter *l, struct fg_word *words, size_t n, double width,
                  unsigned depth);

/* The words of one side of the gutter, copied together. */
static struct row side_words(struct layouter *l, const row_list *rows, const struct gutter *g,
                             bool right)
{
    struct row side = {0};
    size_t n = 0;
    for (size_t i = g->from; i < g->to; i++)
        n += rows->at[i].n;
    side.words = fg_arena_calloc(l->arena, n ? n : 1, sizeof *side.words);
    for (size_t i = g->from; side.words && i < g->to; i++) {
        const struct row r = rows->at[i];
        const size_t left = words_left_of(r, g->x);
        const size_t from = right ? left : 0, count = right ? r.n - left : left;
        memcpy(side.words + side.n, r.words + from, count * sizeof *side.words);
        side.n += count;
    }
    return side;
}

static double row_y(struct row r)
{
    return middle(&r.words[0]);
}

static bool starts_chunk(const row_list *rows, size_t i)
{
    const double wide = 1.7;
    return i == 0 || row_y(rows->at[i]) - row_y(rows->at[i - 1]) >
                         wide * word_height(&rows->at[i].words[0]);
}

/* The rows of a label that is set at their middle: they begin at `first` and end
 * as far below the label as they begin above it. Returns the row behind them. */
static size_t end_of_label_rows(const row_list *rows, size_t first, double label_y)
{
    if (first >= rows->n || label_y <= row_y(rows->at[first]))
        return first;
    const double end = 2 * label_y - row_y(rows->at[first]);
    size_t best = rows->n;
    double nearest = INFINITY;
    for (size_t i = first + 1; i <= rows->n; i++) {
        if (i < rows->n && !starts_chunk(rows, i))
            continue;
        const double off = fabs(row_y(rows->at[i - 1]) - end);
        if (off < nearest) {
            nearest = off;
            best = i;
        }
    }
    return best;
}

/* Rows of labels that are one label set on several lines. */
static size_t label_rows(const row_list *labels, size_t from)
{
    size_t to = from + 1;
    while (to < labels->n && !starts_chunk(labels, to) &&
           !fg_sv_ends(labels->at[to - 1].words[labels->at[to - 1].n - 1].text, FG_SV(":")))
        to++;
    return to;
}

static bool same_height(struct row a, struct row b)
{
    const double off = fmin(fabs(row_y(a) - row_y(b)), fabs(a.words[0].y1 - b.words[0].y1));
    return off < 0.15 * word_height(&a.words[0]);
}

/* The row a label is set at the top of, or `rows->n`. */
static size_t row_beside(const row_list *rows, size_t from, struct row label)
{
    while (from < rows->n && !same_height(label, rows->at[from]))
        from++;
    return from;
}

/* The row a label set at its top belongs to: beside it, else the first one below, since a
 * list begins somewhat lower than a paragraph. */
static size_t row_of_label(const row_list *rows, size_t from, struct row label)
{
    const size_t beside = row_beside(rows, from, label);
    if (beside < rows->n)
        return beside;
    while (from < rows->n && row_y(rows->at[from]) < row_y(label) - word_height(&label.words[0]) / 2)
        from++;
    return from;
}

/* Whether a label begins the rows it belongs to (1), stands amid them (-1), or can't tell
 * (0): beside a single row, top and middle are one. */
static int place_of_label(const row_list *texts, struct row label)
{
    const size_t beside = row_beside(texts, 0, label);
    size_t below = 0;
    if (beside < texts->n && !starts_chunk(texts, beside))
        return -1;
    if (beside < texts->n)
        return beside + 1 < texts->n && !starts_chunk(texts, beside + 1);
    while (below < texts->n && row_y(texts->at[below]) < row_y(label))
        below++;
    return below < texts->n && starts_chunk(texts, below) ? 1 : -1;
}

/* Whether labels are set at the top of what they stand beside, not at its middle,
 * where one may meet a row by chance, but not most of several. */
static bool are_at_top(const row_list *labels, const row_list *texts)
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

static void place_labels(struct layouter *l, const row_list *rows, const struct gutter *g)
{
    row_list labels = {0}, texts = {0};
    const struct row left = side_words(l, rows, g, false), right = side_words(l, rows, g, true);
    make_rows(left.words, left.n, l->arena, &labels);
    make_rows(right.words, right.n, l->arena, &texts);
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
        const double y = (row_y(labels.at[i]) + row_y(labels.at[to - 1])) / 2;
        const size_t end = top ? next : end_of_label_rows(&texts, next, y);
        place_rows(l, &texts, next, end);
        next = end;
    }
    place_rows(l, &texts, next, texts.n);
}

static void place_columns(struct layouter *l, const row_list *rows, const struct gutter *g,
                          double width, unsigned depth)
{
    for (int right = 0; right < 2; right++) {
        const struct row side = side_words(l, rows, g, right);
        place(l, side.words, side.n, width, depth + 1);
    }
}

/* Reading order of a part of a page: what is above columns, they, what is below. */
static void place(struct layouter *l, struct fg_word *words, size_t n, double width,
                  unsigned depth)
{
    row_list rows = {0};
    struct gutter g = {0};
    make_rows(words, n, l->arena, &rows);
    if (depth >= MOST_DEPTH || !find_gutter(&rows, width, &g)) {
        place_rows(l, &rows, 0, rows.n);
        return;
    }
    place_rows(l, &rows, 0, g.from);
    if (arrangement_of(&g) == LABELS)
        place_labels(l, &rows, &g);
    else
        place_columns(l, &rows, &g, width, depth);
    if (g.to < rows.n) {
        struct fg_word *rest = rows.at[g.to].words;
        place(l, rest, (size_t)(words + n - rest), width, depth + 1);
    }
}

/* ---- headers, footers, page numbers ---- */

/* A line's letters, digits as 0, so that "1 of 5" and "2 of 5" are the same. */
static struct fg_sv masked(const struct row *row, fg_arena *arena)
{
    struct fg_buf b = {0};
    for (size_t i = 0; i < row->n; i++)
        for (size_t k = 0; k < row->words[i].text.n; k++) {
            const char c = row->words[i].text.p[k];
            if (!fg_is_digit(c))
                fg_buf_addc(&b, c);
            else if (!b.n || b.p[b.n - 1] != '0')
                fg_buf_addc(&b, '0');
        }
    const struct fg_sv out = fg_arena_sv(arena, fg_buf_sv(&b));
    fg_buf_free(&b);
    return out;
}

/* What stands at a page's edge and is never the posting's, on any page. */
static bool is_page_number(struct fg_sv mask)
{
    static const char *const masks[] = {
        "0", "-0-", "0of0", "0/0", "Page0", "Page0of0", "page0of0", "Page|0", "P.0", "Seite0",
        "Seite0von0", "Page0/0", "page0", "Page0sur0", "[0]",
    };
    for (size_t i = 0; i < sizeof masks / sizeof *masks; i++)
        if (fg_sv_eq(mask, fg_sv_of(masks[i])))
            return true;
    return false;
}

/* What a browser prints around a page: date and time above, the address below. */
static bool is_browser_edge(struct fg_sv mask)
{
    return fg_sv_starts(mask, FG_SV("0/0/0,0:0")) || fg_sv_starts(mask, FG_SV("0.0.0,0:0")) ||
           fg_sv_starts(mask, FG_SV("https://")) || fg_sv_starts(mask, FG_SV("http://"));
}

static bool in_edge(const struct fg_page_words *page, double y)
{
    return y < page->height * edge_zone || y > page->height * (1 - edge_zone);
}

static uint32_t *count_of(struct fg_map *seen, fg_arena *arena, struct fg_sv mask)
{
    uint32_t *count = fg_map_put(seen, arena, mask);
    if (count && *count == FG_MAP_NONE)
        *count = 0;
    return count;
}

static void count_edges(const struct fg_page_words *page, fg_arena *arena, struct fg_map *seen)
{
    row_list rows = {0};
    make_rows(page->words, page->n, arena, &rows);
    for (size_t i = 0; i < rows.n; i++) {
        if (!in_edge(page, row_y(rows.at[i])))
            continue;
        uint32_t *count = count_of(seen, arena, masked(&rows.at[i], arena));
        if (count)
            ++*count;
    }
}

static void drop_edges(struct fg_page_words *page, size_t n_pages, fg_arena *arena,
                       const struct fg_map *seen)
{
    row_list rows = {0};
    make_rows(page->words, page->n, arena, &rows);
    struct fg_word *kept = page->words;
    size_t n = 0;
    for (size_t i = 0; i < rows.n; i++) {
        struct row r = rows.at[i];
        const struct fg_sv mask =
            in_edge(page, row_y(r)) ? masked(&r, arena) : (struct fg_sv){0};
        const uint32_t count = mask.n ? fg_map_get(seen, mask) : 0;
        const bool repeats = n_pages > 1 && count >= 2 && count * 2 >= n_pages;
        if (mask.n && (is_page_number(mask) || is_browser_edge(mask) || repeats))
            continue;
        close_up(&r, arena);
        memmove(kept + n, r.words, r.n * sizeof *kept);
        n += r.n;
    }
    page->n = n;
}

/* ---- measures ---- */

/* The height most words have, to half a point. */
static double usual_height(const line_list *lines)
{
    enum { STEPS = 400 };
    size_t counts[STEPS] = {0}, best = 0;
    for (size_t i = 0; i < lines->n; i++) {
        const size_t step = (size_t)fmin(lines->at[i].height * 2, STEPS - 1);
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
        if (a->region == b->region && a->n >= PROSE_WORDS * 2 && step > 0 && step < most)
            room[n++] = step;
    }
    return quantile(room, n, 0.3, 1.2);
}

static bool is_long(const struct fg_layout_line *line)
{
    return line->n >= PROSE_WORDS * 2;
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
    const double all = quantile(room, n, 0.97, 0);
    for (size_t from = 0, to; from < lines->n; from = to) {
        double widest = 0;
        n = 0;
        for (to = from; to < lines->n && lines->at[to].region == lines->at[from].region; to++) {
            widest = fmax(widest, lines->at[to].x1);
            if (is_long(&lines->at[to]))
                room[n++] = lines->at[to].x1;
        }
        const double edge = n >= FEW ? quantile(room, n, 0.95, widest) : fmax(all, widest);
        for (size_t i = from; i < to; i++)
            lines->at[i].right = edge;
    }
}

static bool is_of_date(struct fg_sv word)
{
    for (size_t i = 0; i < word.n; i++)
        if (!fg_is_digit(word.p[i]) && !strchr("/.:,", word.p[i]))
            return fg_sv_eq(word, FG_SV("AM")) || fg_sv_eq(word, FG_SV("PM"));
    return true;
}

/* "10/2/26, 18:12    Baker - Crumb Ltd": the words behind the date. */
static struct fg_sv printed_title(const struct fg_page_words *page, fg_arena *arena)
{
    row_list rows = {0};
    make_rows(page->words, page->n, arena, &rows);
    const struct row first = rows.n ? rows.at[0] : (struct row){0};
    const struct fg_sv mask = first.n ? masked(&first, arena) : (struct fg_sv){0};
    const bool dated = fg_sv_starts(mask, FG_SV("0/0/0")) || fg_sv_starts(mask, FG_SV("0.0.0"));
    size_t from = 0;
    while (from < first.n && is_of_date(first.words[from].text))
        from++;
    if (!dated || !in_edge(page, row_y(first)))
        return (struct fg_sv){0};
    struct fg_buf text = {0};
    for (size_t i = from; i < first.n; i++) {
        fg_buf_addz(&text, text.n ? " " : "");
        fg_buf_add(&text, first.words[i].text);
    }
    const struct fg_sv title = fg_arena_sv(arena, fg_buf_sv(&text));
    fg_buf_free(&text);
    return title;
}

void fg_layout_clean(struct fg_page_words *pages, size_t n, fg_arena *arena,
                     struct fg_sv *title)
{
    struct fg_map seen = {0};
    *title = n ? printed_title(&pages[0], arena) : (struct fg_sv){0};
    for (size_t i = 0; i < n; i++)
        count_edges(&pages[i], arena, &seen);
    for (size_t i = 0; i < n; i++)
        drop_edges(&pages[i], n, arena, &seen);
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
