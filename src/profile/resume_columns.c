/* Columns of a resume that stand side by side, one after the other. */
#include "profile/resume_words.h"
#include "profile/room.h"

enum { LEAST_GAP = 2, LEFTMOST = 12 }; /* characters: between columns, of the left one */

/* A piece of a line: what stands between wide gaps. */
struct piece {
    struct fg_sv text;
    size_t column; /* in characters */
};

static bool next_place(struct fg_sv line, size_t *at, size_t *column)
{
    if (*at >= line.n)
        return false;
    fg_utf8_next(line, at);
    ++*column;
    return true;
}

/* The piece at or behind byte `*at`, which stands in column `*column`. */
static bool next_piece(struct fg_sv line, size_t *at, size_t *column, struct piece *out)
{
    size_t gap = 0, start, end;
    while (*at < line.n && fg_is_space(line.p[*at]))
        next_place(line, at, column);
    start = end = *at;
    out->column = *column;
    while (*at < line.n && gap < LEAST_GAP) {
        gap = fg_is_space(line.p[*at]) ? gap + 1 : 0;
        next_place(line, at, column);
        end = gap ? end : *at;
    }
    out->text = fg_sv_sub(line, start, end - start);
    return end > start;
}

static bool is_heading(const struct fg_resume_words *w, struct fg_sv text)
{
    for (int i = 0; i < FG_RESUME_PARTS; i++)
        if (fg_resume_is(w, (enum fg_resume_word)i, text, NULL))
            return true;
    return false;
}

/* The column in which a heading stands beside others or right of the page's edge; 0:
 * none. */
static size_t column_of(const struct fg_resume_words *w, struct fg_sv page)
{
    struct fg_sv line;
    while (page.n && fg_sv_next(&page, '\n', &line)) {
        struct piece p;
        size_t at = 0, column = 0;
        while (next_piece(line, &at, &column, &p))
            if (p.column >= LEFTMOST && is_heading(w, p.text))
                return p.column;
    }
    return 0;
}

/* Byte at which a line is cut in two: 0 where all of it stands right of the column,
 * its length where nothing does or a word crosses. */
static size_t cut_at(struct fg_sv line, size_t column)
{
    size_t at = 0, here = 0;
    struct piece p;
    while (next_piece(line, &at, &here, &p))
        if (p.column + LEAST_GAP > column)
            return (size_t)(p.text.p - line.p);
    return line.n;
}

static void add_side(struct fg_buf *out, struct fg_sv page, size_t column, bool right)
{
    struct fg_sv line;
    while (page.n && fg_sv_next(&page, '\n', &line)) {
        const size_t cut = cut_at(line, column);
        fg_buf_add(out, right ? fg_sv_sub(line, cut, line.n) : fg_sv_sub(line, 0, cut));
        fg_buf_addc(out, '\n');
    }
}

static void add_page(const struct fg_resume_words *w, struct fg_sv page, struct fg_buf *out)
{
    const size_t column = column_of(w, page);
    if (!column) {
        fg_buf_add(out, page);
        fg_buf_addc(out, '\n');
        return;
    }
    add_side(out, page, column, false);
    fg_buf_addc(out, '\n');
    add_side(out, page, column, true);
}

enum fg_status fg_resume_unroll(const fg_rules *rules, struct fg_sv page_text, fg_arena *arena,
                                struct fg_sv *out, struct fg_error *err)
{
    struct fg_resume_words words;
    struct fg_buf all = {0};
    struct fg_sv page;
    const enum fg_status status = fg_resume_words_read(&words, rules, arena, err);
    while (status == FG_OK && page_text.n && fg_sv_next(&page_text, '\f', &page))
        add_page(&words, page, &all);
    *out = fg_arena_sv(arena, fg_buf_sv(&all));
    const bool failed = all.failed || fg_arena_failed(arena);
    fg_buf_free(&all);
    return status == FG_OK && failed ? fg_fail_memory(err) : status;
}
