#include "document/child.h"
#include "document/layout.h"
#include "document/ligature.h"
#include "document/lines.h"
#include "document/room.h"

#include <string.h>

/* pdftotext tells where each word stands; reading order is made from that, since
 * its own parts bullets from their items and mixes columns of labels into text. */

static const char no_text[] = "has no text layer, only pictures (a scan?): run it through a text "
                              "recognition such as ocrmypdf first";

enum {
    MOST_TEXT = 64 * 1024 * 1024,
    MOST_MEMORY = 1024 * 1024 * 1024,
    MOST_CPU_SECONDS = 10,
    MOST_SECONDS = 20
};

/* What pdftotext's exit statuses mean. Source: pdftotext(1), EXIT CODES. */
static const struct {
    int status;
    const char *message;
} endings[] = {
    {1, "is a broken or an encrypted PDF"},
    {3, "is a PDF whose permissions forbid reading its text"},
    {FG_CHILD_MISSING, "is a PDF, and pdftotext, which reads it, is not installed: "
                       "apt-get install poppler-utils"},
};

static enum fg_status ending_fails(int status, struct fg_error *err)
{
    if (status == 0)
        return FG_OK;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (endings[i].status == status)
            return fg_fail(err, FG_EREAD, "%s", endings[i].message);
    if (status >= FG_CHILD_KILLED)
        return fg_fail(err, FG_ELIMIT, "is a PDF that takes too much time or memory to read");
    return fg_fail(err, FG_EREAD, "is a PDF that pdftotext can't read (status %d)", status);
}

/* ---- pdftotext's boxes ---- */

/* A decimal number at `name`="..." in a tag. */
static double attribute(struct fg_sv tag, struct fg_sv name)
{
    const size_t at = fg_sv_find(tag, name);
    if (at == SIZE_MAX)
        return 0;
    struct fg_sv s = fg_sv_sub(tag, at + name.n, 24);
    double v = 0, place = 0;
    const bool minus = s.n && s.p[0] == '-';
    for (size_t i = minus; i < s.n && (fg_is_digit(s.p[i]) || s.p[i] == '.'); i++) {
        if (s.p[i] == '.')
            place = 1;
        else if (place > 0)
            v += (s.p[i] - '0') * (place /= 10);
        else
            v = v * 10 + (s.p[i] - '0');
    }
    return minus ? -v : v;
}

/* Entities undone, ligatures spelled out. */
static struct fg_sv clean_text(struct fg_sv s, fg_arena *arena)
{
    static const struct {
        struct fg_sv from, to;
    } table[] = {
        {{"&amp;", 5}, {"&", 1}},   {{"&lt;", 4}, {"<", 1}},    {{"&gt;", 4}, {">", 1}},
        {{"&quot;", 6}, {"\"", 1}}, {{"&#39;", 5}, {"'", 1}},   {{"&apos;", 6}, {"'", 1}},
        {{"\xef\xac\x80", 3}, {"ff", 2}},  {{"\xef\xac\x81", 3}, {"fi", 2}},
        {{"\xef\xac\x82", 3}, {"fl", 2}},  {{"\xef\xac\x83", 3}, {"ffi", 3}},
        {{"\xef\xac\x84", 3}, {"ffl", 3}},
    };
    struct fg_buf b = {0};
    for (size_t i = 0, k; i < s.n;) {
        for (k = 0; k < sizeof table / sizeof *table; k++)
            if (fg_sv_starts(fg_sv_sub(s, i, 6), table[k].from))
                break;
        const bool known = k < sizeof table / sizeof *table;
        fg_buf_add(&b, known ? table[k].to : fg_sv_sub(s, i, 1));
        i += known ? table[k].from.n : 1;
    }
    const struct fg_sv out = fg_arena_sv(arena, fg_buf_sv(&b));
    fg_buf_free(&b);
    return out;
}

/* "AApppplliiccaattiioonn": a shadow under each letter that came out as text. */
static struct fg_sv without_shadow(struct fg_sv s)
{
    if (s.n < 6 || s.n % 2)
        return s;
    for (size_t i = 0; i < s.n; i += 2)
        if (s.p[i] != s.p[i + 1] || !fg_is_alpha(s.p[i]))
            return s;
    char *p = (char *)(uintptr_t)s.p; /* the arena's copy */
    for (size_t i = 0; i < s.n; i += 2)
        p[i / 2] = s.p[i];
    return (struct fg_sv){p, s.n / 2};
}

typedef FG_VEC(struct fg_page_words) page_list;
typedef FG_VEC(struct fg_word) word_list;

static void end_page(page_list *pages, word_list *words)
{
    if (pages->n) {
        pages->at[pages->n - 1].words = words->at;
        pages->at[pages->n - 1].n = words->n;
    }
    *words = (word_list){0};
}

static void add_word(word_list *words, struct fg_sv line, fg_arena *arena)
{
    const size_t start = fg_sv_find(line, FG_SV(">"));
    const size_t end = fg_sv_find(line, FG_SV("</word>"));
    if (start == SIZE_MAX || end == SIZE_MAX || end <= start)
        return;
    const struct fg_sv tag = fg_sv_sub(line, 0, start);
    const struct fg_word word = {
        attribute(tag, FG_SV("xMin=\"")), attribute(tag, FG_SV("yMin=\"")),
        attribute(tag, FG_SV("xMax=\"")), attribute(tag, FG_SV("yMax=\"")),
        without_shadow(
            clean_text(fg_sv_trim(fg_sv_sub(line, start + 1, end - start - 1)), arena))};
    struct fg_word *slot = word.text.n ? fg_vec_add(arena, words) : NULL;
    if (slot)
        *slot = word;
}

/* Not with an XML parser: text of broken fonts has characters no XML may have, and
 * each word stands on a line of its own. */
static void read_boxes(struct fg_sv text, fg_arena *arena, page_list *pages)
{
    word_list words = {0};
    struct fg_sv line;
    while (text.n && fg_sv_next(&text, '\n', &line)) {
        line = fg_sv_trim(line);
        if (fg_sv_starts(line, FG_SV("<word "))) {
            add_word(&words, line, arena);
        } else if (fg_sv_starts(line, FG_SV("<page "))) {
            end_page(pages, &words);
            struct fg_page_words *page = fg_vec_add(arena, pages);
            if (page)
                *page = (struct fg_page_words){.width = attribute(line, FG_SV("width=\"")),
                                               .height = attribute(line, FG_SV("height=\""))};
        }
    }
    end_page(pages, &words);
}

/* The title the file states, unless it is only the name of a file or a form. */
static struct fg_sv stated_title(struct fg_sv text, fg_arena *arena)
{
    static const struct fg_sv endings_of_files[] = {
        {".doc", 4}, {".docx", 5}, {".pdf", 4}, {".odt", 4}, {".rtf", 4}};
    const size_t start = fg_sv_find(text, FG_SV("<title>"));
    const size_t end = fg_sv_find(text, FG_SV("</title>"));
    if (start == SIZE_MAX || end == SIZE_MAX || end < start)
        return (struct fg_sv){0};
    const struct fg_sv title =
        fg_sv_trim(clean_text(fg_sv_sub(text, start + 7, end - start - 7), arena));
    bool is_file = fg_sv_find(title, FG_SV(" ")) == SIZE_MAX ||
                   fg_sv_starts_nocase(title, FG_SV("Microsoft Word"));
    for (size_t i = 0; i < sizeof endings_of_files / sizeof *endings_of_files; i++)
        is_file = is_file || fg_sv_ends(title, endings_of_files[i]);
    return is_file ? (struct fg_sv){0} : title;
}

static const char *const boxes_argv[] = {"pdftotext", "-bbox-layout", "-enc", "UTF-8",
                                         "-l",        "60",           "-",    "-", NULL};
static const char *const layout_argv[] = {"pdftotext", "-layout", "-enc", "UTF-8", "-l",
                                          "60",        "-",       "-",    NULL};

static enum fg_status read_text(const char *const *argv, struct fg_sv bytes, struct fg_buf *text,
                                struct fg_error *err)
{
    const struct fg_child child = {.argv = argv, .input = bytes, .memory = MOST_MEMORY,
                                   .cpu_seconds = MOST_CPU_SECONDS, .wall_seconds = MOST_SECONDS};
    int exit_status = 0;
    const enum fg_status status = fg_child_run(&child, text, &exit_status, err);
    return status == FG_OK ? ending_fails(exit_status, err) : status;
}

/* The line that the page's title names is its first heading, however it is set: of
 * the lines near the top that are in the title, the longest. */
static void raise_title(struct fg_block_builder *b, struct fg_sv title)
{
    enum { NEAR_TOP = 60, SHORTEST = 8 };
    struct fg_block *best = NULL;
    for (size_t i = 0; i < b->blocks.n && i < NEAR_TOP; i++) {
        struct fg_block *block = &b->blocks.at[i];
        const struct fg_sv text = {b->text.p + block->at, block->text.n};
        if (text.n >= SHORTEST && (!best || text.n > best->text.n) &&
            fg_sv_find_nocase(title, text) != SIZE_MAX)
            best = block;
    }
    for (size_t i = 0; best && i < b->blocks.n; i++)
        if (b->blocks.at[i].kind == FG_BLOCK_HEADING && b->blocks.at[i].level == 1)
            b->blocks.at[i].level = 2;
    if (best) {
        best->kind = FG_BLOCK_HEADING;
        best->level = 1;
    }
}

static enum fg_status build(struct fg_sv text, fg_arena *arena, struct fg_document *out,
                            struct fg_error *err)
{
    page_list pages = {0};
    struct fg_layout layout;
    struct fg_block_builder b;
    struct fg_sv printed;
    read_boxes(text, arena, &pages);
    fg_layout_clean(pages.at, pages.n, arena, &printed);
    out->page_title = stated_title(text, arena);
    if (!out->page_title.n)
        out->page_title = printed;
    fg_ligatures_mend(pages.at, pages.n, arena);
    if (!fg_layout_read(pages.at, pages.n, arena, &layout))
        return fg_fail_memory(err);
    if (layout.n == 0)
        return fg_fail(err, FG_EREAD, no_text);
    fg_blocks_begin(&b, arena);
    fg_lines_to_blocks(&layout, &b);
    raise_title(&b, out->page_title);
    return fg_blocks_end(&b, out) ? FG_OK : fg_fail_memory(err);
}

enum fg_status fg_pdf_read(struct fg_sv bytes, fg_arena *arena, struct fg_document *out,
                           struct fg_error *err)
{
    struct fg_buf text = {.ceiling = MOST_TEXT};
    struct fg_sv utf8;
    *out = (struct fg_document){.origin = FG_FROM_PAGE};
    enum fg_status status = read_text(boxes_argv, bytes, &text, err);
    if (status == FG_OK)
        status = fg_decode(fg_buf_sv(&text), FG_SV("text/html; charset=utf-8"), arena, &utf8, err);
    if (status == FG_OK)
        status = build(utf8, arena, out, err);
    out->visible_bytes = out->text.n;
    fg_buf_free(&text);
    return status;
}

enum fg_status fg_pdf_laid_out(struct fg_sv bytes, fg_arena *arena, struct fg_sv *out,
                               struct fg_error *err)
{
    struct fg_buf text = {.ceiling = MOST_TEXT};
    enum fg_status status = read_text(layout_argv, bytes, &text, err);
    *out = (struct fg_sv){0};
    if (status == FG_OK)
        status = fg_decode(fg_buf_sv(&text), FG_SV("text/plain; charset=utf-8"), arena, out, err);
    if (status == FG_OK && fg_sv_trim(*out).n == 0)
        status = fg_fail(err, FG_EREAD, no_text);
    *out = fg_arena_sv(arena, *out);
    fg_buf_free(&text);
    return status == FG_OK && fg_arena_failed(arena) ? fg_fail_memory(err) : status;
}
