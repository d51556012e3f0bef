#include "document/layout.h"
#include "document/layout_row.h"

#include <string.h>

static const double edge_zone = 0.11; /* share of a page that headers may stand in */

/* A line's letters, digits as 0, so that "1 of 5" and "2 of 5" are the same. */
static struct fg_sv masked(const struct fg_row *row, fg_arena *arena)
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
    fg_row_list rows = {0};
    fg_rows_make(page->words, page->n, arena, &rows);
    for (size_t i = 0; i < rows.n; i++) {
        if (!in_edge(page, fg_row_y(rows.at[i])))
            continue;
        uint32_t *count = count_of(seen, arena, masked(&rows.at[i], arena));
        if (count)
            ++*count;
    }
}

static void drop_edges(struct fg_page_words *page, size_t n_pages, fg_arena *arena,
                       const struct fg_map *seen)
{
    fg_row_list rows = {0};
    fg_rows_make(page->words, page->n, arena, &rows);
    struct fg_word *kept = page->words;
    size_t n = 0;
    for (size_t i = 0; i < rows.n; i++) {
        struct fg_row r = rows.at[i];
        const struct fg_sv mask =
            in_edge(page, fg_row_y(r)) ? masked(&r, arena) : (struct fg_sv){0};
        const uint32_t count = mask.n ? fg_map_get(seen, mask) : 0;
        const bool repeats = n_pages > 1 && count >= 2 && count * 2 >= n_pages;
        if (mask.n && (is_page_number(mask) || is_browser_edge(mask) || repeats))
            continue;
        fg_row_close_up(&r, arena);
        memmove(kept + n, r.words, r.n * sizeof *kept);
        n += r.n;
    }
    page->n = n;
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
    fg_row_list rows = {0};
    fg_rows_make(page->words, page->n, arena, &rows);
    const struct fg_row first = rows.n ? rows.at[0] : (struct fg_row){0};
    const struct fg_sv mask = first.n ? masked(&first, arena) : (struct fg_sv){0};
    const bool dated = fg_sv_starts(mask, FG_SV("0/0/0")) || fg_sv_starts(mask, FG_SV("0.0.0"));
    size_t from = 0;
    while (from < first.n && is_of_date(first.words[from].text))
        from++;
    if (!dated || !in_edge(page, fg_row_y(first)))
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
