#include "base/sv.h"

#include <string.h>

static bool same_nocase(const char *a, const char *b, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (fg_lower(a[i]) != fg_lower(b[i]))
            return false;
    return true;
}

bool fg_sv_eq_nocase(struct fg_sv a, struct fg_sv b)
{
    return a.n == b.n && same_nocase(a.p, b.p, a.n);
}

int fg_sv_cmp(struct fg_sv a, struct fg_sv b)
{
    const size_t n = a.n < b.n ? a.n : b.n;
    const int order = n ? memcmp(a.p, b.p, n) : 0;
    return order ? order : (a.n > b.n) - (a.n < b.n);
}

bool fg_sv_starts_nocase(struct fg_sv s, struct fg_sv prefix)
{
    return s.n >= prefix.n && same_nocase(s.p, prefix.p, prefix.n);
}

bool fg_sv_ends(struct fg_sv s, struct fg_sv suffix)
{
    return s.n >= suffix.n &&
           fg_sv_eq((struct fg_sv){s.p + (s.n - suffix.n), suffix.n}, suffix);
}

size_t fg_sv_find(struct fg_sv s, struct fg_sv needle)
{
    if (needle.n == 0)
        return 0;
    if (s.n < needle.n)
        return SIZE_MAX;
    const char *p = memmem(s.p, s.n, needle.p, needle.n);
    return p ? (size_t)(p - s.p) : SIZE_MAX;
}

size_t fg_sv_find_nocase(struct fg_sv s, struct fg_sv needle)
{
    for (size_t i = 0; i + needle.n <= s.n; i++)
        if (same_nocase(s.p + i, needle.p, needle.n))
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
