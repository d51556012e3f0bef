#include "document/entity.h"

#include "document/entity_names.h"

#include <string.h>

enum { LONGEST_NUMBER = 7 };

/* What pages of Windows mean by a control character's number. Source: WHATWG HTML,
 * 13.2.5.84. */
static uint32_t windows_character(uint32_t number)
{
    static const uint16_t characters[32] = {
        0x20ac, 0, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
        0x2039, 0x0152, 0, 0x017d, 0, 0, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013,
        0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0, 0x017e, 0x0178};
    const uint32_t cp = number >= 0x80 && number < 0xa0 ? characters[number - 0x80] : 0;
    return cp ? cp : ' ';
}

/* "39" or "x27"; 0 where it is no character a text may have, a blank for one that only
 * controls. */
static uint32_t numbered(struct fg_sv digits)
{
    const bool hex = digits.n && (digits.p[0] | 0x20) == 'x';
    uint32_t cp = 0;
    if (digits.n == (size_t)hex || digits.n > LONGEST_NUMBER)
        return 0;
    for (size_t i = hex; i < digits.n; i++) {
        const char c = (char)(digits.p[i] | 0x20);
        if (fg_is_digit(c))
            cp = cp * (hex ? 16 : 10) + (uint32_t)(c - '0');
        else if (hex && c >= 'a' && c <= 'f')
            cp = cp * 16 + 10 + (uint32_t)(c - 'a');
        else
            return 0;
    }
    if (cp == '\n' || cp == '\t')
        return cp;
    if (fg_cp_is_control(cp) || cp == 0x85)
        return windows_character(cp);
    return cp > 0x10ffff || (cp >= 0xd800 && cp <= 0xdfff) ? 0 : cp;
}

/* Bytes of the digits behind "&#", with the sign of hexadecimal ones. */
static size_t digits_of(struct fg_sv s)
{
    size_t n = 0;
    const bool hex = s.n && (s.p[0] | 0x20) == 'x';
    for (n = hex; n < s.n && n <= LONGEST_NUMBER; n++)
        if (!fg_is_digit(s.p[n]) && !(hex && (s.p[n] | 0x20) >= 'a' && (s.p[n] | 0x20) <= 'f'))
            break;
    return n;
}

/* The few names that pages write without ";" too. */
static bool may_lack_end(struct fg_sv name, char next)
{
    static const struct fg_sv names[] = {
        {"amp", 3}, {"lt", 2}, {"gt", 2}, {"quot", 4}, {"nbsp", 4}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (fg_sv_eq(name, names[i]))
            return next != '=';
    return false;
}

/* Bytes of the reference at the start of `s`, 0 where none is. */
static size_t reference_at(struct fg_sv s, uint32_t *cp)
{
    const struct fg_sv inner = fg_sv_sub(s, 1, FG_ENTITY_LONGEST + 1);
    const bool number = inner.n && inner.p[0] == '#';
    size_t n = number ? 1 + digits_of(fg_sv_sub(inner, 1, inner.n)) : 0;
    while (!number && n < inner.n && fg_is_alnum(inner.p[n]))
        n++;
    const struct fg_sv name = fg_sv_sub(inner, number, n - number);
    const bool ended = n < inner.n && inner.p[n] == ';';
    if (!number && !ended && !may_lack_end(name, n < inner.n ? inner.p[n] : '\0'))
        return 0;
    *cp = number ? numbered(name) : fg_entity_named(name);
    return *cp ? 1 + n + ended : 0;
}

void fg_entities_decode(struct fg_sv s, struct fg_buf *out)
{
    while (s.n) {
        const char *mark = memchr(s.p, '&', s.n);
        const size_t before = mark ? (size_t)(mark - s.p) : s.n;
        uint32_t cp = 0;
        fg_buf_add(out, fg_sv_sub(s, 0, before));
        s = fg_sv_sub(s, before, s.n);
        const size_t n = s.n ? reference_at(s, &cp) : 0;
        if (n)
            fg_buf_add_cp(out, cp);
        else if (s.n)
            fg_buf_addc(out, '&');
        s = fg_sv_sub(s, n ? n : 1, s.n);
    }
}

struct fg_sv fg_entities_decoded(struct fg_sv s, fg_arena *arena)
{
    if (!memchr(s.p ? s.p : "", '&', s.n))
        return s;
    struct fg_buf out = {.ceiling = s.n + 1};
    fg_entities_decode(s, &out);
    const struct fg_sv decoded = out.failed ? (struct fg_sv){0}
                                            : fg_arena_sv(arena, fg_buf_sv(&out));
    fg_buf_free(&out);
    return decoded;
}
