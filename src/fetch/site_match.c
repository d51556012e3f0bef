#include "fetch/site_match.h"

#include <string.h>

/* ---- unfolding ---- */

static bool unfold(struct fg_sv pattern, fg_arena *arena, struct fg_sv *variants, size_t *n);

static bool unfold_one(struct fg_sv pattern, size_t open, size_t close, struct fg_sv middle,
                       fg_arena *arena, struct fg_sv *variants, size_t *n)
{
    struct fg_buf b = {0};
    fg_buf_add(&b, fg_sv_sub(pattern, 0, open));
    fg_buf_add(&b, middle);
    fg_buf_add(&b, fg_sv_sub(pattern, close + 1, SIZE_MAX));
    const struct fg_sv whole = fg_arena_sv(arena, fg_buf_sv(&b));
    fg_buf_free(&b);
    return whole.p && unfold(whole, arena, variants, n);
}

static bool unfold(struct fg_sv pattern, fg_arena *arena, struct fg_sv *variants, size_t *n)
{
    size_t open = 0;
    while (open < pattern.n && pattern.p[open] != '[' && pattern.p[open] != '(')
        open++;
    if (open == pattern.n) {
        if (*n == FG_MOST_VARIANTS)
            return false;
        variants[(*n)++] = pattern;
        return true;
    }
    const bool optional = pattern.p[open] == '[';
    const size_t width = fg_sv_find(fg_sv_sub(pattern, open, SIZE_MAX),
                                    optional ? FG_SV("]") : FG_SV(")"));
    if (width == SIZE_MAX)
        return false;
    const size_t close = open + width;
    struct fg_sv inside = fg_sv_sub(pattern, open + 1, close - open - 1), one;
    if (memchr(inside.p, '[', inside.n) || memchr(inside.p, '(', inside.n))
        return false;
    while (fg_sv_next(&inside, '|', &one))
        if (!unfold_one(pattern, open, close, one, arena, variants, n))
            return false;
    return !optional || unfold_one(pattern, open, close, FG_SV(""), arena, variants, n);
}

size_t fg_site_unfold(struct fg_sv pattern, fg_arena *arena,
                      struct fg_sv variants[FG_MOST_VARIANTS])
{
    size_t n = 0;
    const struct fg_sv copy = fg_arena_sv(arena, pattern);
    return copy.p && unfold(copy, arena, variants, &n) ? n : 0;
}

/* ---- classes of captured parts ---- */

static bool is_safe(char c)
{
    return fg_is_alnum(c) || c == '.' || c == '_' || c == '-';
}

static bool is_word(char c)
{
    return fg_is_alnum(c) || c == '_' || c == '-';
}

static bool is_hex_or_dash(char c)
{
    return fg_is_digit(c) || (fg_lower(c) >= 'a' && fg_lower(c) <= 'f') || c == '-';
}

static bool is_safe_or_slash(char c)
{
    return is_safe(c) || c == '/';
}

static bool is_any(char c)
{
    (void)c;
    return true;
}

static bool is_no_slash(char c)
{
    return c != '/';
}

/* A segment of dots alone would climb out of its folder. */
static bool climbs(struct fg_sv s)
{
    struct fg_sv part;
    while (fg_sv_next(&s, '/', &part))
        if (fg_sv_eq(part, FG_SV(".")) || fg_sv_eq(part, FG_SV("..")))
            return true;
    return false;
}

static bool always(struct fg_sv s)
{
    (void)s;
    return true;
}

static bool is_segment(struct fg_sv s)
{
    return s.n > 0 && !climbs(s);
}

static bool is_uuid(struct fg_sv s)
{
    return s.n == 36 && s.p[8] == '-' && s.p[13] == '-' && s.p[18] == '-' && s.p[23] == '-';
}

static bool is_locale(struct fg_sv s)
{
    const bool two = s.n >= 2 && fg_is_alpha(s.p[0]) && fg_is_alpha(s.p[1]);
    return two && (s.n == 2 || ((s.p[2] == '-' || s.p[2] == '_') && s.n >= 5 && s.n <= 7));
}

static const struct class {
    const char *name;
    bool (*may_hold)(char c);
    bool (*is)(struct fg_sv whole);
} classes[] = {
    {"", is_safe, is_segment},         {"digits", fg_is_digit, is_segment},
    {"uuid", is_hex_or_dash, is_uuid}, {"locale", is_word, is_locale},
    {"word", is_word, is_segment},     {"...", is_safe_or_slash, is_segment},
    {"*", is_no_slash, always},        {"**", is_any, always},
};

static const struct class *class_named(struct fg_sv name)
{
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
        if (fg_sv_eq(name, fg_sv_of(classes[i].name)))
            return &classes[i];
    return NULL;
}

/* ---- matching ---- */

/* One element of a pattern: a literal character, or a class with or without name. */
struct element {
    const struct class *class; /* NULL: the literal `c`, or a fault where c is 0 */
    struct fg_sv name;         /* empty: not captured */
    char c;
    size_t n;                  /* bytes of the pattern */
};

static struct element braces(struct fg_sv rest)
{
    const size_t close = fg_sv_find(rest, FG_SV("}"));
    if (close == SIZE_MAX)
        return (struct element){.n = 1};
    struct fg_sv class = fg_sv_sub(rest, 1, close - 1), name = class;
    if (fg_sv_ends(name, FG_SV("..."))) {
        name.n -= 3;
        class = FG_SV("...");
    } else {
        fg_sv_next(&class, ':', &name);
    }
    return (struct element){class_named(class.p ? class : FG_SV("")), name, 0, close + 1};
}

static struct element element_at(const char *pattern)
{
    const struct fg_sv rest = fg_sv_of(pattern);
    if (rest.p[0] == '{')
        return braces(rest);
    if (fg_sv_starts(rest, FG_SV("**")))
        return (struct element){class_named(FG_SV("**")), FG_SV(""), 0, 2};
    if (rest.p[0] == '*')
        return (struct element){class_named(FG_SV("*")), FG_SV(""), 0, 1};
    return (struct element){.c = rest.p[0], .n = 1};
}

struct matcher {
    struct fg_site_match *m;
    bool nocase;
    unsigned steps; /* bounds the search, whatever an address holds */
};

enum { MOST_STEPS = 20000 };

static bool match_from(struct matcher *x, const char *pattern, struct fg_sv text);

static bool capture(struct fg_site_match *m, struct fg_sv name, struct fg_sv value)
{
    if (name.n == 0)
        return true;
    if (m->n_captures == FG_MOST_CAPTURES)
        return false;
    m->captures[m->n_captures++] = (struct fg_site_capture){name, value};
    return true;
}

/* The longest part that lets the rest match. */
static bool match_class(struct matcher *x, const struct element *e, const char *behind,
                        struct fg_sv text)
{
    const size_t captures = x->m->n_captures;
    size_t most = 0;
    while (most < text.n && e->class->may_hold(text.p[most]))
        most++;
    for (size_t n = most + 1; n-- > 0;) {
        const struct fg_sv part = fg_sv_sub(text, 0, n);
        if (e->class->is(part) && capture(x->m, e->name, part) &&
            match_from(x, behind, fg_sv_sub(text, n, SIZE_MAX)))
            return true;
        x->m->n_captures = captures;
    }
    return false;
}

static bool match_from(struct matcher *x, const char *pattern, struct fg_sv text)
{
    for (;; pattern++) {
        if (++x->steps > MOST_STEPS)
            return false;
        if (*pattern == '\0')
            return text.n == 0;
        const struct element e = element_at(pattern);
        if (e.class)
            return match_class(x, &e, pattern + e.n, text);
        if (text.n == 0 ||
            (x->nocase ? fg_lower(text.p[0]) != fg_lower(e.c) : text.p[0] != e.c))
            return false;
        text = fg_sv_sub(text, 1, SIZE_MAX);
    }
}

bool fg_site_matches(const char *pattern, struct fg_sv text, bool nocase, struct fg_site_match *m)
{
    struct matcher x = {m, nocase, 0};
    const size_t captures = m->n_captures;
    if (match_from(&x, pattern, text))
        return true;
    m->n_captures = captures;
    return false;
}

const char *fg_site_pattern_fault(const char *pattern)
{
    while (*pattern) {
        const struct element e = element_at(pattern);
        if (*pattern == '{' && !e.class)
            return "{name}, {name:digits}, {name:uuid}, {name:locale}, {name:word} or {name...} is "
                   "expected";
        pattern += e.n;
    }
    return NULL;
}
