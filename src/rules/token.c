#include "rules/token.h"

#include <stdlib.h>
#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

enum { LONGEST_WORD = 64 }; /* folded bytes that count; the rest of a longer run is dropped */

struct word {
    char folded[LONGEST_WORD + 16];
    size_t n;
    bool letters;    /* no digit so far */
    bool upper_end, upper_before; /* the last character is a capital; the one before it */
};

static void word_add(struct word *w, uint32_t cp)
{
    if (w->n < LONGEST_WORD)
        w->n += fg_cp_fold(cp, w->folded + w->n);
    if (fg_cp_is_digit(cp))
        w->letters = false;
    w->upper_before = w->upper_end;
    w->upper_end = cp >= 'A' && cp <= 'Z';
}

static bool is_capital(char c)
{
    return c >= 'A' && c <= 'Z';
}

/* How many ASCII letters and digits `s` begins with, at most `most`: folded into `to`,
 * which has room for sixteen more. */
#ifdef __SSE2__
static __m128i between(__m128i bytes, char first, char last)
{
    const __m128i above = _mm_cmpgt_epi8(bytes, _mm_set1_epi8((char)(first - 1)));
    return _mm_andnot_si128(_mm_cmpgt_epi8(bytes, _mm_set1_epi8(last)), above);
}

/* Of sixteen bytes at once, as long as there are so many. Digits have the bit that
 * makes a letter small already. */
static size_t fold_block(const char *s, char *to, bool *digits)
{
    const __m128i bytes = _mm_loadu_si128((const void *)s);
    const __m128i small = _mm_or_si128(bytes, _mm_set1_epi8('a' - 'A'));
    const __m128i figures = between(bytes, '0', '9');
    const unsigned of_word =
        (unsigned)_mm_movemask_epi8(_mm_or_si128(between(small, 'a', 'z'), figures));
    const unsigned n = (unsigned)__builtin_ctz(~of_word); /* the upper half is never set */
    *digits = *digits || ((unsigned)_mm_movemask_epi8(figures) & ((1u << n) - 1));
    _mm_storeu_si128((void *)to, small);
    return n;
}
#endif

static size_t fold_ascii(struct fg_sv s, size_t most, char *to, bool *digits)
{
    size_t i = 0;
    most = most < s.n ? most : s.n;
#ifdef __SSE2__
    for (size_t n; i + sizeof(__m128i) <= s.n && i < most; i += n)
        if ((n = fold_block(s.p + i, to + i, digits)) < sizeof(__m128i))
            return i + n < most ? i + n : most;
#endif
    for (; i < most; i++) {
        const char c = s.p[i], lower = (char)(c | ('a' - 'A'));
        if (lower >= 'a' && lower <= 'z')
            to[i] = lower;
        else if (fg_is_digit(c))
            to[i] = c, *digits = true;
        else
            break;
    }
    return i < most ? i : most;
}

/* Most words are nothing but ASCII letters and digits: those from `i` on, without
 * a call a character. Returns where they end. */
static size_t word_add_ascii(struct word *w, struct fg_sv s, size_t i)
{
    bool digits = false;
    const size_t room = w->n < LONGEST_WORD ? LONGEST_WORD - w->n : 0; /* "ß" is two bytes */
    const size_t n = fold_ascii(fg_sv_sub(s, i, s.n), room, w->folded + w->n, &digits);
    if (n == 0)
        return i;
    w->n += n;
    w->letters = w->letters && !digits;
    w->upper_before = n > 1 ? is_capital(s.p[i + n - 2]) : w->upper_end;
    w->upper_end = is_capital(s.p[i + n - 1]);
    return i + n;
}

static bool word_ends(const struct word *w, const char *ending)
{
    const size_t n = strlen(ending);
    return w->n > n && memcmp(w->folded + w->n - n, ending, n) == 0;
}

/* "analysis" and "status" are no plurals, nor is a field of knowledge ("electronics")
 * or "SaaS"; "securities" are no security; "APIs" and "KPIs" are, however written. */
static bool is_singular(const struct word *w)
{
    static const char *const kept[] = {"ss", "us", "is", "ics", "aas", "curities"};
    static const char *const plural[] = {"apis", "kpis"};
    if (w->upper_before && !w->upper_end)
        return false;
    for (size_t i = 0; i < sizeof plural / sizeof *plural; i++)
        if (w->n == strlen(plural[i]) && memcmp(w->folded, plural[i], w->n) == 0)
            return false;
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        if (word_ends(w, kept[i]))
            return true;
    return false;
}

/* Regular English plurals, of words of four letters and more. What it does to
 * other words ("series", French ones) it does to rules and postings alike. The S
 * of a short acronym is no ending: SSRS is not several SSR. */
static void drop_plural(struct word *w)
{
    static const char *const es[] = {"sses", "xes", "ches", "shes"};
    if (w->n < 4 || w->folded[w->n - 1] != 's' || !w->letters || (w->upper_end && w->n == 4) ||
        is_singular(w))
        return;
    if (w->n > 4 && word_ends(w, "ies")) {
        w->n -= 2;
        w->folded[w->n - 1] = 'y';
        return;
    }
    for (size_t i = 0; i < sizeof es / sizeof *es; i++)
        if (word_ends(w, es[i]))
            w->n--;
    w->n--;
}

/* Eight bytes at a time; the last eight are filled up with zeros. */
static uint64_t word_hash(struct word *w)
{
    uint64_t h = (uint64_t)w->n * UINT64_C(0x9e3779b97f4a7c15);
    memset(w->folded + w->n, 0, sizeof h);
    for (size_t i = 0; i < w->n; i += sizeof h) {
        uint64_t part;
        memcpy(&part, w->folded + i, sizeof part);
        h = (h ^ part) * UINT64_C(0xbf58476d1ce4e5b9);
        h ^= h >> 32;
    }
    return h ? h : 1;
}

uint64_t fg_word_hash(const char *p, size_t n)
{
    struct word w = {.n = n < LONGEST_WORD ? n : LONGEST_WORD};
    memcpy(w.folded, p, w.n);
    return word_hash(&w);
}

static bool is_word_cp(uint32_t cp)
{
    return fg_cp_is_letter(cp) || fg_cp_is_digit(cp);
}

static bool is_apostrophe(uint32_t cp)
{
    return cp == '\'' || cp == 0x2019 || cp == 0x02bc;
}

/* Letters from `at` on, at most 3 of them counted. */
static int letters_from(struct fg_sv s, size_t at)
{
    int n = 0;
    while (n < 3 && at < s.n && fg_cp_is_letter(fg_utf8_next(s, &at)))
        n++;
    return n;
}

/* Whether the apostrophe that ends before `next` stands inside a word. */
static bool joins(const struct word *w, struct fg_sv s, size_t next)
{
    const int after = letters_from(s, next);
    return after > 0 && !(w->n <= 2 && after >= 3);
}

/* Letters and digits from `i` on. Returns where they end. */
static size_t read_letters(struct fg_sv s, size_t i, struct word *w)
{
    while ((i = word_add_ascii(w, s, i)) < s.n) {
        size_t next = i;
        const uint32_t cp = fg_utf8_next(s, &next);
        if (is_word_cp(cp))
            word_add(w, cp);
        else if (!(is_apostrophe(cp) && joins(w, s, next)))
            break;
        i = next;
    }
    return i;
}

size_t fg_word_fold(struct fg_sv word, char out[FG_WORD_BYTES])
{
    struct word w = {.letters = true};
    if (read_letters(word, 0, &w) != word.n)
        return 0;
    memcpy(out, w.folded, w.n);
    return w.n;
}

/* ---- spelling for all genders ---- */

/* What stands between a word and the ending: "Mitarbeiter:in", "Kolleg*innen",
 * "motivé(e)", "candidat·e". In bytes; 0 where nothing such stands there. */
static size_t gender_mark(struct fg_sv s, size_t i)
{
    const size_t left = s.n - i;
    const unsigned char *p = (const unsigned char *)s.p + i;
    if (left < 2)
        return 0;
    switch (p[0]) {
    case ':':
    case '*':
    case '_':
    case '.':
        return 1;
    case '/':
    case '(':
        return p[1] == '-' ? 2 : 1;
    case 0xc2: /* middle dot */
        return p[1] == 0xb7 ? 2 : 0;
    case 0xe2: /* bullet, hyphenation point */
        return left > 2 && p[1] == 0x80 && (p[2] == 0xa2 || p[2] == 0xa7) ? 3 : 0;
    default:
        return 0;
    }
}

/* The end of a gender's ending that begins at `i`, without the mark's own other half. */
static size_t gender_ending(struct fg_sv s, size_t i)
{
    static const char *const endings[] = {"in", "innen", "e", "es", "a", "as", "o", "os", "n", "r",
                                          "s", "se", "ses", "ne", "nes", "ère", "ères", "ière",
                                          "euse", "euses", "trice", "trices", "ice", "ve", "ora",
                                          "oras", "ra", "ka", "er"};
    enum { LONGEST = 8 };
    size_t end = i;
    while (end < s.n) {
        size_t next = end;
        if (end - i > LONGEST)
            return i;
        if (!is_word_cp(fg_utf8_next(s, &next)))
            break;
        end = next;
    }
    const struct fg_sv ending = fg_sv_sub(s, i, end - i);
    for (size_t k = 0; ending.n && k < sizeof endings / sizeof *endings; k++)
        if (fg_sv_eq(ending, fg_sv_of(endings[k])))
            return end;
    return i;
}

/* Where the word that ended before `i` ends with its endings for all genders. */
static size_t skip_genders(struct fg_sv s, size_t i)
{
    enum { MOST = 2 }; /* "motivé·e·s" */
    for (int k = 0; k < MOST; k++) {
        const size_t mark = gender_mark(s, i), from = i + mark;
        size_t end = mark ? gender_ending(s, from) : from;
        if (end == from)
            return i;
        if (s.p[i] == '(') {
            if (end >= s.n || s.p[end] != ')')
                return i;
            end++;
        }
        i = end;
    }
    return i;
}

static bool may_be_gender_mark(char c)
{
    return c == ':' || c == '*' || c == '/' || c == '(' || c == '_' || c == '.' ||
           (unsigned char)c == 0xc2 || (unsigned char)c == 0xe2;
}

/* Reads the word that begins at *at (a letter or digit stands there). */
static void read_word(struct fg_sv s, size_t *at, struct word *w)
{
    size_t i = read_letters(s, *at, w);
    if (w->letters && i < s.n && (s.p[i] == '+' || s.p[i] == '#')) {
        const size_t first = i;
        while (i < s.n && (s.p[i] == '+' || s.p[i] == '#') && i - first < 2)
            i++;
        if (i < s.n && fg_is_alpha(s.p[i]))
            i = first; /* "this+that" */
        for (size_t k = first; k < i; k++)
            word_add(w, (unsigned char)s.p[k]);
    } else {
        drop_plural(w);
    }
    *at = i;
}

static bool reserve(struct fg_tokens *t, size_t n)
{
    size_t cap = t->cap ? t->cap : 256;
    while (cap < n)
        cap *= 2;
    if (cap == t->cap)
        return true;
    struct fg_token *p = realloc(t->at, cap * sizeof *p);
    if (!p)
        return false;
    t->at = p;
    t->cap = cap;
    return true;
}

static bool add(struct fg_tokens *t, struct fg_token token)
{
    if (t->n == t->cap && !reserve(t, t->n + 1))
        return false;
    t->at[t->n++] = token;
    return true;
}

/* A dot belongs to the word behind it where no word stands before it: .NET */
static bool is_leading_dot(struct fg_sv s, size_t at, bool after_word)
{
    return s.p[at] == '.' && !after_word && at + 1 < s.n && fg_is_alpha(s.p[at + 1]);
}

/* "Skills & experience": the word it stands for, where it stands alone. */
static bool is_and(struct fg_sv s, size_t at)
{
    return s.p[at] == '&' && at > 0 && fg_is_space(s.p[at - 1]) && at + 1 < s.n &&
           fg_is_space(s.p[at + 1]);
}

static uint64_t and_hash(void)
{
    struct word w = {.letters = true};
    for (const char *p = "and"; *p; p++)
        word_add(&w, (unsigned char)*p);
    return word_hash(&w);
}

bool fg_tokenize(struct fg_sv text, struct fg_tokens *out)
{
    enum { LEAST_BEFORE_GENDER = 4 };
    out->n = out->n_places = 0;
    out->text = text;
    size_t i = 0;
    bool after_word = false;
    while (i < text.n) {
        if (fg_is_space(text.p[i])) {
            after_word = false;
            i++;
            continue;
        }
        size_t next = i;
        const uint32_t cp = fg_utf8_next(text, &next);
        const bool dot = is_leading_dot(text, i, after_word);
        if (!dot && !is_word_cp(cp)) {
            if (is_and(text, i) && !add(out, (struct fg_token){and_hash(), (uint32_t)i, 1}))
                return false;
            after_word = false;
            i = next;
            continue;
        }
        struct word w; /* its letters need no clearing */
        w.n = 0;
        w.letters = true;
        w.upper_end = w.upper_before = false;
        const size_t start = i;
        if (dot) {
            word_add(&w, '.');
            i = next;
        }
        read_word(text, &i, &w);
        if (!add(out, (struct fg_token){word_hash(&w), (uint32_t)start, (uint32_t)(i - start)}))
            return false;
        if (i < text.n && i - start >= LEAST_BEFORE_GENDER && may_be_gender_mark(text.p[i]))
            i = skip_genders(text, i);
        after_word = true;
    }
    return true;
}

void fg_tokens_free(struct fg_tokens *t)
{
    free(t->at);
    free(t->places);
    *t = (struct fg_tokens){0};
}

enum { PLACE_BYTES = 64 };

bool fg_tokens_index(struct fg_tokens *t)
{
    const size_t n = t->text.n / PLACE_BYTES + 1;
    if (n > t->cap_places) {
        uint32_t *places = realloc(t->places, n * 2 * sizeof *places);
        if (!places)
            return false;
        t->places = places;
        t->cap_places = n * 2;
    }
    size_t place = 0;
    for (size_t i = 0; i < t->n; i++)
        while (place * PLACE_BYTES <= t->at[i].at)
            t->places[place++] = (uint32_t)i;
    while (place < n)
        t->places[place++] = (uint32_t)t->n;
    t->n_places = n;
    return true;
}

size_t fg_tokens_from(const struct fg_tokens *t, uint32_t at)
{
    if (at / PLACE_BYTES < t->n_places) {
        size_t i = t->places[at / PLACE_BYTES];
        while (i < t->n && t->at[i].at < at)
            i++;
        return i;
    }
    size_t low = 0, high = t->n;
    while (low < high) {
        const size_t mid = (low + high) / 2;
        if (t->at[mid].at < at)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

struct fg_span fg_tokens_span(const struct fg_tokens *t, size_t first, size_t count)
{
    const struct fg_token *a = &t->at[first], *b = &t->at[first + count - 1];
    return (struct fg_span){a->at, b->at + b->n - a->at};
}

bool fg_tokens_side_by_side(struct fg_sv text, const struct fg_token *a, const struct fg_token *b)
{
    for (size_t i = a->at + a->n; i < b->at; i++)
        if (!fg_is_space(text.p[i]) && text.p[i] != '-')
            return false;
    return true;
}

/* ---- tokens of a part ---- */

static bool ends_words(char c)
{
    return c == ',' || c == '.' || c == ';' || c == ':' || c == '!' || c == '?' || c == ')';
}

static bool joins_words(char c)
{
    return c == '&' || c == '+' || c == '#';
}

static bool is_space_at(struct fg_sv s, size_t at)
{
    return at >= s.n || fg_is_space(s.p[at]);
}

/* Whether no rule about words looks over the part's ends, `from` and `to`: white space
 * or the text's end stands there, or a mark with that behind it. What may be part of a
 * word or not by what stands beside it ("&", "+", a dot) stands at neither. */
static bool is_apart(struct fg_sv text, size_t from, size_t to)
{
    const bool starts = from == 0 || fg_is_space(text.p[from - 1]);
    const bool ends = is_space_at(text, to) ||
                      (ends_words(text.p[to]) && is_space_at(text, to + 1));
    return starts && ends && from < to && text.p[from] != '&' && !joins_words(text.p[to - 1]);
}

bool fg_tokenize_part(const struct fg_tokens *whole, struct fg_sv part, struct fg_tokens *out)
{
    const struct fg_sv text = whole->text;
    const uintptr_t at = (uintptr_t)part.p - (uintptr_t)text.p;
    if (!part.n || !text.n || at > text.n || part.n > text.n - at ||
        !is_apart(text, at, at + part.n))
        return fg_tokenize(part, out);
    const size_t first = fg_tokens_from(whole, (uint32_t)at), left = whole->n - first;
    if (!reserve(out, part.n < left ? part.n : left))
        return false;
    const struct fg_token *from = left ? whole->at + first : NULL; /* no word: no array */
    size_t n = 0;
    for (; n < left && from[n].at < at + part.n; n++)
        out->at[n] = (struct fg_token){from[n].word, from[n].at - (uint32_t)at, from[n].n};
    out->n = n;
    out->n_places = 0;
    out->text = part;
    return true;
}

bool fg_tokens_append(struct fg_tokens *to, const struct fg_tokens *from)
{
    if (!reserve(to, to->n + from->n))
        return false;
    if (from->n)
        memcpy(to->at + to->n, from->at, from->n * sizeof *from->at);
    to->n += from->n;
    to->n_places = 0;
    return true;
}
