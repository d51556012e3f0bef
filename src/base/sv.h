/* sv.h - string views, by value. ASCII only where case or class is meant:
 * utf8.h knows the rest. */
#ifndef FG_BASE_SV_H
#define FG_BASE_SV_H

#include "fitgap.h"

#include <string.h>

#define FG_SV(literal) ((struct fg_sv){"" literal, sizeof(literal) - 1})
/** For printf: "%.*s", FG_SV_ARG(s). */
#define FG_SV_ARG(s) (int)(s).n, (s).p

/** NULL gives an empty view. */
static inline struct fg_sv fg_sv_of(const char *terminated)
{
    return (struct fg_sv){terminated, terminated ? strlen(terminated) : 0};
}
static inline bool fg_sv_eq(struct fg_sv a, struct fg_sv b)
{
    return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}
/** Whether n bytes are the same but for the case of ASCII letters. */
bool fg_same_nocase(const char *a, const char *b, size_t n);
static inline bool fg_sv_eq_nocase(struct fg_sv a, struct fg_sv b)
{
    return a.n == b.n && fg_same_nocase(a.p, b.p, a.n);
}
/** Bytewise order, a prefix before what it is a prefix of. */
int fg_sv_cmp(struct fg_sv a, struct fg_sv b);
static inline bool fg_sv_starts(struct fg_sv s, struct fg_sv prefix)
{
    return s.n >= prefix.n && (prefix.n == 0 || memcmp(s.p, prefix.p, prefix.n) == 0);
}
bool fg_sv_starts_nocase(struct fg_sv s, struct fg_sv prefix);
bool fg_sv_ends(struct fg_sv s, struct fg_sv suffix);
/** Bytes of the possessive that `s` ends in ("Bachelor's", with either apostrophe), 0
 *  where it ends in none. */
size_t fg_sv_possessive(struct fg_sv s);
/** Offset of the first `needle`, or SIZE_MAX. */
size_t fg_sv_find(struct fg_sv s, struct fg_sv needle);
size_t fg_sv_find_nocase(struct fg_sv s, struct fg_sv needle);
/** From `at`, at most `n` bytes; both are cut to what is there. */
static inline struct fg_sv fg_sv_sub(struct fg_sv s, size_t at, size_t n)
{
    if (at > s.n)
        at = s.n;
    if (n > s.n - at)
        n = s.n - at;
    return (struct fg_sv){s.p ? s.p + at : NULL, n};
}
struct fg_sv fg_sv_trim(struct fg_sv s); /**< ASCII white space off both ends */
/** Takes the part before the first `sep` off the front of `*rest` (all of it
 *  where there is none). False when `*rest` was used up: {NULL, 0}. */
bool fg_sv_next(struct fg_sv *rest, char sep, struct fg_sv *part);
bool fg_sv_has_digit(struct fg_sv s);
/** A decimal number without sign that is all of `s`. False otherwise or on overflow. */
bool fg_sv_to_u32(struct fg_sv s, uint32_t *out);

static inline bool fg_is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}
static inline bool fg_is_digit(char c)
{
    return c >= '0' && c <= '9';
}
static inline bool fg_is_alpha(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
static inline bool fg_is_alnum(char c)
{
    return fg_is_alpha(c) || fg_is_digit(c);
}
static inline char fg_lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

#endif
