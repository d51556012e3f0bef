#include "report/layout.h"

#include "report/room.h"

#include <string.h>

struct range {
    uint32_t first, last;
};

static bool in_ranges(const struct range *ranges, size_t n, uint32_t cp)
{
    for (size_t i = 0; i < n; i++)
        if (cp >= ranges[i].first && cp <= ranges[i].last)
            return true;
    return false;
}

int fg_cp_width(uint32_t cp)
{
    /* Source: Unicode 15 EastAsianWidth.txt (W, F) and general category Mn, by block. */
    static const struct range none[] = {
        {0x300, 0x36f}, {0x483, 0x489}, {0x591, 0x5bd}, {0x610, 0x61a}, {0x64b, 0x65f},
        {0x200b, 0x200d}, {0x20d0, 0x20ff}, {0xfe00, 0xfe0f}, {0xfe20, 0xfe2f}, {0xfeff, 0xfeff}};
    static const struct range wide[] = {
        {0x1100, 0x115f}, {0x2e80, 0x303e}, {0x3041, 0x33ff}, {0x3400, 0x4dbf}, {0x4e00, 0x9fff},
        {0xa000, 0xa4cf}, {0xac00, 0xd7a3}, {0xf900, 0xfaff}, {0xfe30, 0xfe6f}, {0xff00, 0xff60},
        {0xffe0, 0xffe6}, {0x1f300, 0x1f64f}, {0x1f900, 0x1f9ff}, {0x20000, 0x3fffd}};
    if (cp < 0x300)
        return 1;
    if (in_ranges(none, sizeof none / sizeof *none, cp))
        return 0;
    return in_ranges(wide, sizeof wide / sizeof *wide, cp) ? 2 : 1;
}

size_t fg_text_width(struct fg_sv s)
{
    size_t width = 0;
    for (size_t i = 0; i < s.n;)
        width += (size_t)fg_cp_width(fg_utf8_next(s, &i));
    return width;
}

struct fg_sv fg_wrap(struct fg_sv s, size_t width, struct fg_sv *rest)
{
    size_t i = 0, used = 0, blank = 0;
    while (i < s.n) {
        size_t next = i;
        const uint32_t cp = fg_utf8_next(s, &next);
        const size_t w = (size_t)fg_cp_width(cp);
        if (used + w > width && cp != ' ')
            break;
        if (cp == ' ')
            blank = i;
        if (used + w > width)
            break;
        used += w;
        i = next;
    }
    size_t end = i < s.n && blank ? blank : i;
    if (end == 0 && s.n)
        fg_utf8_next(s, &end); /* a character wider than the column: it must go somewhere */
    *rest = fg_sv_trim(fg_sv_sub(s, end, s.n));
    return fg_sv_trim(fg_sv_sub(s, 0, end));
}

static bool breaks_line(uint32_t cp)
{
    return cp < 0x20 || cp == 0x85 || cp == 0x2028 || cp == 0x2029;
}

void fg_report_add_safe(struct fg_buf *out, struct fg_sv text)
{
    size_t from = 0;
    for (size_t i = 0; i < text.n;) {
        const size_t at = i;
        const uint32_t cp = fg_utf8_next(text, &i);
        if (cp >= ' ' && cp < 0x7f)
            continue; /* nearly all of it */
        const bool control = fg_cp_is_control(cp);
        if (!control && !breaks_line(cp))
            continue;
        fg_buf_add(out, fg_sv_sub(text, from, at - from));
        fg_buf_add_cp(out, control ? 0xfffd : ' ');
        from = i;
    }
    fg_buf_add(out, fg_sv_sub(text, from, text.n));
}

static void pad(struct fg_buf *out, size_t n)
{
    char *to = fg_buf_reserve(out, n);
    if (!to)
        return;
    memset(to, ' ', n);
    out->n += n;
    out->p[out->n] = '\0';
}

static void put_cell(struct fg_buf *out, struct fg_sv part, const struct fg_layout_cell *cell,
                     size_t width, bool color)
{
    const size_t used = fg_text_width(part);
    const size_t blanks = width > used ? width - used : 0;
    if (cell->right)
        pad(out, blanks);
    if (color && cell->color && part.n)
        fg_buf_addf(out, "\033[%sm", cell->color);
    fg_buf_add(out, part);
    if (color && cell->color && part.n)
        fg_buf_addz(out, "\033[0m");
    if (!cell->right)
        pad(out, blanks);
}

static void trim_line(struct fg_buf *out)
{
    while (out->n && out->p[out->n - 1] == ' ')
        out->p[--out->n] = '\0';
    fg_buf_addc(out, '\n');
}

void fg_layout_row(struct fg_buf *out, const struct fg_layout_cell *cells, const size_t *widths,
                   size_t n, bool color)
{
    struct fg_buf safe[FG_LAYOUT_COLUMNS] = {0};
    struct fg_sv rest[FG_LAYOUT_COLUMNS];
    for (size_t i = 0; i < n; i++) {
        fg_report_add_safe(&safe[i], cells[i].text);
        rest[i] = fg_buf_sv(&safe[i]);
    }
    bool more = true;
    while (more) {
        more = false;
        for (size_t i = 0; i < n; i++) {
            const struct fg_sv part = fg_wrap(rest[i], widths[i], &rest[i]);
            put_cell(out, part, &cells[i], widths[i], color);
            more |= rest[i].n > 0;
            if (i + 1 < n)
                fg_buf_addz(out, "  ");
        }
        trim_line(out);
    }
    for (size_t i = 0; i < n; i++)
        fg_buf_free(&safe[i]);
}

void fg_layout_text(struct fg_buf *out, struct fg_sv text, size_t width, size_t indent)
{
    struct fg_buf safe = {0};
    fg_report_add_safe(&safe, text);
    struct fg_sv rest = fg_buf_sv(&safe);
    size_t room = width;
    do {
        fg_buf_add(out, fg_wrap(rest, room, &rest));
        fg_buf_addc(out, '\n');
        if (rest.n)
            pad(out, indent);
        room = width > indent ? width - indent : 1;
    } while (rest.n);
    fg_buf_free(&safe);
}
