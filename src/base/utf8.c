#include "base/utf8.h"

#include <string.h>

static bool is_tail(unsigned char c)
{
    return (c & 0xc0) == 0x80;
}

/* Length of the well-formed sequence at p (n > 0 bytes there), or 0. */
static size_t sequence(const unsigned char *p, size_t n)
{
    const unsigned char c = p[0];
    if (c < 0x80)
        return 1;
    if (c < 0xc2 || c > 0xf4)
        return 0;
    const size_t want = c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
    if (n < want || !is_tail(p[1]))
        return 0;
    if ((c == 0xe0 && p[1] < 0xa0) || (c == 0xed && p[1] > 0x9f) || (c == 0xf0 && p[1] < 0x90) ||
        (c == 0xf4 && p[1] > 0x8f))
        return 0;
    for (size_t i = 2; i < want; i++)
        if (!is_tail(p[i]))
            return 0;
    return want;
}

enum { ASCII_RUN = 32 };

static bool is_ascii_run(const char *p)
{
    uint64_t w[ASCII_RUN / 8];
    memcpy(w, p, sizeof w);
    return ((w[0] | w[1] | w[2] | w[3]) & UINT64_C(0x8080808080808080)) == 0;
}

size_t fg_utf8_valid(struct fg_sv s)
{
    size_t i = 0;
    while (i < s.n) {
        while (s.n - i >= ASCII_RUN && is_ascii_run(s.p + i))
            i += ASCII_RUN;
        /* what is not, up to where the next run may begin */
        for (const size_t stop = s.n - i > ASCII_RUN ? i + ASCII_RUN : s.n; i < stop;) {
            const size_t n = sequence((const unsigned char *)s.p + i, s.n - i);
            if (n == 0)
                return i;
            i += n;
        }
    }
    return s.n;
}

void fg_utf8_repair(struct fg_sv s, struct fg_buf *out)
{
    while (s.n) {
        const size_t good = fg_utf8_valid(s);
        fg_buf_add(out, (struct fg_sv){s.p, good});
        s = fg_sv_sub(s, good, s.n);
        if (s.n) {
            fg_buf_add_cp(out, 0xfffd);
            s = fg_sv_sub(s, 1, s.n);
        }
    }
}

uint32_t fg_utf8_next_long(struct fg_sv s, size_t *at)
{
    const unsigned char *p = (const unsigned char *)s.p + *at;
    if (p[0] < 0xe0) {
        *at += 2;
        return (uint32_t)(p[0] & 0x1f) << 6 | (p[1] & 0x3f);
    }
    if (p[0] < 0xf0) {
        *at += 3;
        return (uint32_t)(p[0] & 0x0f) << 12 | (uint32_t)(p[1] & 0x3f) << 6 | (p[2] & 0x3f);
    }
    *at += 4;
    return (uint32_t)(p[0] & 0x07) << 18 | (uint32_t)(p[1] & 0x3f) << 12 |
           (uint32_t)(p[2] & 0x3f) << 6 | (p[3] & 0x3f);
}

size_t fg_utf8_encode(uint32_t cp, char out[4])
{
    if (cp > 0x10ffff || (cp >= 0xd800 && cp <= 0xdfff))
        cp = 0xfffd;
    if (cp < 0x80) {
        out[0] = (char)cp;
        return 1;
    }
    if (cp < 0x800) {
        out[0] = (char)(0xc0 | cp >> 6);
        out[1] = (char)(0x80 | (cp & 0x3f));
        return 2;
    }
    if (cp < 0x10000) {
        out[0] = (char)(0xe0 | cp >> 12);
        out[1] = (char)(0x80 | (cp >> 6 & 0x3f));
        out[2] = (char)(0x80 | (cp & 0x3f));
        return 3;
    }
    out[0] = (char)(0xf0 | cp >> 18);
    out[1] = (char)(0x80 | (cp >> 12 & 0x3f));
    out[2] = (char)(0x80 | (cp >> 6 & 0x3f));
    out[3] = (char)(0x80 | (cp & 0x3f));
    return 4;
}

struct fg_sv fg_utf8_cut(struct fg_sv s, size_t n)
{
    if (n >= s.n)
        return s;
    while (n > 0 && is_tail((unsigned char)s.p[n]))
        n--;
    return (struct fg_sv){s.p, n};
}

/* U+00C0 to U+017F as lower-case ASCII; "" is no letter. */
static const char latin_fold[0x180 - 0xc0][3] = {
    "a", "a", "a", "a", "a", "a", "ae", "c", "e", "e", "e", "e", "i", "i", "i", "i",
    "d", "n", "o", "o", "o", "o", "o", "", "o", "u", "u", "u", "u", "y", "th", "ss",
    "a", "a", "a", "a", "a", "a", "ae", "c", "e", "e", "e", "e", "i", "i", "i", "i",
    "d", "n", "o", "o", "o", "o", "o", "", "o", "u", "u", "u", "u", "y", "th", "y",
    "a", "a", "a", "a", "a", "a", "c", "c", "c", "c", "c", "c", "c", "c", "d", "d",
    "d", "d", "e", "e", "e", "e", "e", "e", "e", "e", "e", "e", "g", "g", "g", "g",
    "g", "g", "g", "g", "h", "h", "h", "h", "i", "i", "i", "i", "i", "i", "i", "i",
    "i", "i", "ij", "ij", "j", "j", "k", "k", "k", "l", "l", "l", "l", "l", "l", "l",
    "l", "l", "l", "n", "n", "n", "n", "n", "n", "n", "n", "n", "o", "o", "o", "o",
    "o", "o", "oe", "oe", "r", "r", "r", "r", "r", "r", "s", "s", "s", "s", "s", "s",
    "s", "s", "t", "t", "t", "t", "t", "t", "u", "u", "u", "u", "u", "u", "u", "u",
    "u", "u", "u", "u", "w", "w", "y", "y", "y", "z", "z", "z", "z", "z", "z", "s",
};

struct range {
    uint32_t first, last;
};

static bool in_ranges(uint32_t cp, const struct range *r, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (cp >= r[i].first && cp <= r[i].last)
            return true;
    return false;
}

bool fg_cp_is_letter_long(uint32_t cp)
{
    static const struct range letters[] = {
        {0x180, 0x2af},   {0x300, 0x36f},   {0x370, 0x373},   {0x376, 0x37d},   {0x37f, 0x3ff},
        {0x400, 0x481},   {0x48a, 0x52f},   {0x531, 0x587},   {0x5d0, 0x5f4},   {0x620, 0x669},
        {0x66e, 0x6d3},   {0x900, 0x963},   {0x966, 0xdff},   {0xe01, 0xe4e},   {0x10a0, 0x10ff},
        {0x1100, 0x11ff}, {0x1e00, 0x1fff}, {0x3041, 0x30ff}, {0x3400, 0x4dbf}, {0x4e00, 0x9fff},
        {0xac00, 0xd7a3}, {0xf900, 0xfaff}, {0xff21, 0xff3a}, {0xff41, 0xff5a}, {0x20000, 0x3ffff},
    };
    if (cp < 0xc0)
        return cp == 0xaa || cp == 0xb5 || cp == 0xba;
    if (cp < 0x180)
        return latin_fold[cp - 0xc0][0] != '\0';
    return in_ranges(cp, letters, sizeof letters / sizeof *letters);
}

bool fg_cp_is_upper_long(uint32_t cp)
{
    if (cp >= 0xc0 && cp <= 0xde)
        return cp != 0xd7;
    if (cp >= 0x100 && cp < 0x138)
        return cp % 2 == 0;
    if (cp >= 0x139 && cp < 0x149)
        return cp % 2 == 1;
    if (cp >= 0x14a && cp < 0x178)
        return cp % 2 == 0;
    if (cp >= 0x178 && cp < 0x17f)
        return cp == 0x178 || cp % 2 == 1;
    return (cp >= 0x391 && cp <= 0x3a9) || (cp >= 0x400 && cp <= 0x42f);
}

bool fg_cp_is_space_long(uint32_t cp)
{
    return cp == 0x85 || cp == 0xa0 || cp == 0x1680 ||
           (cp >= 0x2000 && cp <= 0x200b) || cp == 0x2028 || cp == 0x2029 || cp == 0x202f ||
           cp == 0x205f || cp == 0x2060 || cp == 0x3000 || cp == 0xfeff;
}

size_t fg_cp_fold(uint32_t cp, char out[4])
{
    if (cp < 0x80) {
        out[0] = fg_lower((char)cp);
        return 1;
    }
    if (cp >= 0xc0 && cp < 0x180 && latin_fold[cp - 0xc0][0]) {
        const char *to = latin_fold[cp - 0xc0];
        const size_t n = to[1] ? 2 : 1;
        memcpy(out, to, n);
        return n;
    }
    if ((cp >= 0x391 && cp <= 0x3a9) || (cp >= 0x410 && cp <= 0x42f))
        cp += 0x20;
    else if (cp >= 0x400 && cp <= 0x40f)
        cp += 0x50;
    return fg_utf8_encode(cp, out);
}

bool fg_cp_is_control_long(uint32_t cp)
{
    return (cp >= 0x7f && cp < 0xa0 && cp != 0x85) ||
           (cp >= 0x202a && cp <= 0x202e) || (cp >= 0x2066 && cp <= 0x2069) || cp == 0x200e ||
           cp == 0x200f || cp == 0x061c;
}

bool fg_utf8_upper_at(struct fg_sv s, size_t at)
{
    return at < s.n && fg_cp_is_upper(fg_utf8_next(s, &at));
}

bool fg_utf8_lower_at(struct fg_sv s, size_t at)
{
    const uint32_t cp = at < s.n ? fg_utf8_next(s, &at) : 0;
    return fg_cp_is_letter(cp) && !fg_cp_is_upper(cp);
}
