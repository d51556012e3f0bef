#include "document/entity.h"

#include <libxml/HTMLparser.h>
#include <string.h>

enum { LONGEST_NAME = 10, LONGEST_NUMBER = 7 };

/* "39" or "x27"; 0 where it is no character a text may have. */
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
    return cp < ' ' || cp > 0x10ffff || (cp >= 0xd800 && cp <= 0xdfff) ? 0 : cp;
}

static uint32_t named(struct fg_sv name)
{
    char terminated[LONGEST_NAME + 1] = "";
    if (!name.n || name.n > LONGEST_NAME)
        return 0;
    memcpy(terminated, name.p, name.n);
    if (strcmp(terminated, "apos") == 0) /* of XML and HTML 5 */
        return '\'';
    const htmlEntityDesc *entity = htmlEntityLookup((const xmlChar *)terminated);
    return entity ? entity->value : 0;
}

/* Bytes of the reference at the start of `s`, 0 where none is; it always ends in ";". */
static size_t reference_at(struct fg_sv s, uint32_t *cp)
{
    const struct fg_sv near = fg_sv_sub(s, 1, LONGEST_NAME + 1);
    const size_t end = fg_sv_find(near, FG_SV(";"));
    if (end == SIZE_MAX)
        return 0;
    const struct fg_sv inner = fg_sv_sub(near, 0, end);
    *cp = inner.n && inner.p[0] == '#' ? numbered(fg_sv_sub(inner, 1, inner.n)) : named(inner);
    return *cp ? 1 + end + 1 : 0;
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
