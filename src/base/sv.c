#include "base/sv.h"

#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

bool fg_same_nocase(const char *a, const char *b, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (fg_lower(a[i]) != fg_lower(b[i]))
            return false;
    return true;
}

int fg_sv_cmp(struct fg_sv a, struct fg_sv b)
{
    const size_t n = a.n < b.n ? a.n : b.n;
    const int order = n ? memcmp(a.p, b.p, n) : 0;
    return order ? order : (a.n > b.n) - (a.n < b.n);
}

bool fg_sv_starts_nocase(struct fg_sv s, struct fg_sv prefix)
{
    return s.n >= prefix.n && fg_same_nocase(s.p, prefix.p, prefix.n);
}

bool fg_sv_ends(struct fg_sv s, struct fg_sv suffix)
{
    return s.n >= suffix.n &&
           fg_sv_eq((struct fg_sv){s.p + (s.n - suffix.n), suffix.n}, suffix);
}

static bool same(const char *a, const char *b, size_t n)
{
    return memcmp(a, b, n) == 0;
}

#ifdef __SSE2__
/* Sixteen places at a time: the needle is compared where its first and its last byte
 * stand as far apart as in it; `fold` is the bit that case is told by, or 0. Ends with
 * the first place that was not looked at in `*from`.
 * Source: Mula, "SIMD-friendly algorithms for substring searching". */
static const char *find_in_blocks(struct fg_sv s, struct fg_sv needle, char fold,
                                  bool (*equal)(const char *, const char *, size_t), size_t *from)
{
    const size_t last = needle.n - 1;
    const __m128i bit = _mm_set1_epi8(fold);
    const __m128i a = _mm_or_si128(_mm_set1_epi8(needle.p[0]), bit);
    const __m128i z = _mm_or_si128(_mm_set1_epi8(needle.p[last]), bit);
    size_t i = 0;
    for (; i + last + sizeof a <= s.n; i += sizeof a) {
        const __m128i front = _mm_or_si128(_mm_loadu_si128((const void *)(s.p + i)), bit);
        const __m128i back = _mm_or_si128(_mm_loadu_si128((const void *)(s.p + i + last)), bit);
        unsigned places = (unsigned)_mm_movemask_epi8(
            _mm_and_si128(_mm_cmpeq_epi8(front, a), _mm_cmpeq_epi8(back, z)));
        for (; places; places &= places - 1) {
            const char *p = s.p + i + __builtin_ctz(places);
            if (equal(p, needle.p, needle.n))
                return p;
        }
    }
    *from = i;
    return NULL;
}
#else
static const char *find_in_blocks(struct fg_sv s, struct fg_sv needle, char fold,
                                  bool (*equal)(const char *, const char *, size_t), size_t *from)
{
    (void)s, (void)needle, (void)fold, (void)equal;
    *from = 0;
    return NULL;
}
#endif

size_t fg_sv_possessive(struct fg_sv s)
{
    static const struct fg_sv endings[] = {{"'s", 2}, {"\xe2\x80\x99s", 4}};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (fg_sv_ends(s, endings[i]))
            return endings[i].n;
    return 0;
}

size_t fg_sv_find(struct fg_sv s, struct fg_sv needle)
{
    size_t i = 0;
    if (needle.n == 0)
        return 0;
    if (s.n < needle.n)
        return SIZE_MAX;
    const char *p = find_in_blocks(s, needle, 0, same, &i);
    if (!p)
        p = memmem(s.p + i, s.n - i, needle.p, needle.n);
    return p ? (size_t)(p - s.p) : SIZE_MAX;
}

size_t fg_sv_find_nocase(struct fg_sv s, struct fg_sv needle)
{
    enum { CASE_BIT = 'a' - 'A' };
    size_t i = 0;
    if (needle.n == 0)
        return 0;
    if (s.n < needle.n)
        return SIZE_MAX;
    const char *p = find_in_blocks(s, needle, CASE_BIT, fg_same_nocase, &i);
    if (p)
        return (size_t)(p - s.p);
    const char first = fg_lower(needle.p[0]);
    for (; i + needle.n <= s.n; i++)
        if (fg_lower(s.p[i]) == first && fg_same_nocase(s.p + i, needle.p, needle.n))
            return i;
    return SIZE_MAX;
}

struct fg_sv fg_sv_trim(struct fg_sv s)
{
    while (s.n && fg_is_space(s.p[0]))
        s.p++, s.n--;
    while (s.n && fg_is_space(s.p[s.n - 1]))
        s.n--;
    return s;
}

bool fg_sv_next(struct fg_sv *rest, char sep, struct fg_sv *part)
{
    if (!rest->p)
        return false;
    const char *end = rest->n ? memchr(rest->p, sep, rest->n) : NULL;
    if (!end) {
        *part = *rest;
        *rest = (struct fg_sv){0};
        return true;
    }
    const size_t n = (size_t)(end - rest->p);
    *part = (struct fg_sv){rest->p, n};
    *rest = (struct fg_sv){end + 1, rest->n - n - 1};
    return true;
}

bool fg_sv_has_digit(struct fg_sv s)
{
    for (size_t i = 0; i < s.n; i++)
        if (fg_is_digit(s.p[i]))
            return true;
    return false;
}

bool fg_sv_to_u32(struct fg_sv s, uint32_t *out)
{
    uint64_t v = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (!fg_is_digit(s.p[i]) || (v = v * 10 + (uint64_t)(s.p[i] - '0')) > UINT32_MAX)
            return false;
    }
    *out = (uint32_t)v;
    return s.n > 0;
}
