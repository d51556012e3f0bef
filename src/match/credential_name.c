/* Names of certificates and licences: read, and compared word by word. */
#include "match/credential.h"

#include <string.h>

enum { YEAR_DIGITS = 4, ID_DIGITS = 6, MIXED_DIGITS = 4, LEAST_INITIALS = 3, LEAST_LETTERS = 4,
       SHORT_WORD = 3 };

/* ---- words ---- */

static bool is_of_word(char c)
{
    return fg_is_alnum(c) || (unsigned char)c >= 0x80;
}

/* A word as it is written. */
struct fg_sv fg_paper_word(const struct fg_paper_name *n, size_t i)
{
    const size_t at = n->t.words[i].at;
    size_t end = at;
    while (end < n->text.n && is_of_word(n->text.p[end]))
        end++;
    return fg_sv_sub(n->text, at, end - at);
}

bool fg_is_capitals(struct fg_sv s, size_t least)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] < 'A' || s.p[i] > 'Z')
            return false;
    return s.n >= least;
}

/* A year, or the number of somebody's licence: they name no paper. */
bool fg_is_of_one_person(struct fg_sv s)
{
    size_t digits = 0;
    for (size_t i = 0; i < s.n; i++)
        digits += fg_is_digit(s.p[i]);
    if (digits < s.n)
        return digits >= MIXED_DIGITS;
    const bool century = fg_sv_starts(s, FG_SV("19")) || fg_sv_starts(s, FG_SV("20"));
    return digits >= ID_DIGITS || (digits == YEAR_DIGITS && century);
}

static double weight_of(const struct fg_judge *j, const struct fg_paper_name *n, size_t i)
{
    const struct fg_judge_word *w = &n->t.words[i];
    const struct fg_sv s = fg_paper_word(n, i);
    if ((w->grade || w->rank) && s.n)
        return 1; /* "level 3", "class A", "foundation" */
    if (w->paper || fg_is_of_one_person(s))
        return 0;
    if (s.n == 1)
        return fg_is_digit(*s.p) || (i > 0 && fg_is_capitals(s, 1));
    if (s.n && fg_is_digit(*s.p))
        return 1;
    if (w->weight > 0)
        return w->weight;
    return s.n > SHORT_WORD ? j->scoring->common_word : 0;
}

static void find_regions(struct fg_judge *j, struct fg_paper_name *n)
{
    struct fg_tokens *tokens = &j->scratch->more;
    if (!fg_tokenize(n->text, tokens) || tokens->n != n->t.n)
        return;
    for (size_t i = 0; i < tokens->n && n->n_regions < FG_NAME_REGIONS;) {
        uint32_t region;
        const size_t words = fg_wordbook_region_at(j->book, n->text, tokens, i, &region);
        if (words)
            n->regions[n->n_regions++] = region;
        for (size_t k = 0; k < words; k++)
            n->weight[i + k] = 0;
        i += words ? words : 1;
    }
}

struct fg_paper_name fg_paper_read(struct fg_judge *j, struct fg_sv text,
                                   const struct fg_entry *entry)
{
    struct fg_paper_name n = {.text = text, .t = fg_judge_read(j, text), .entry = entry};
    n.weight = fg_arena_calloc(j->arena, n.t.n + 1, sizeof *n.weight);
    if (!n.weight)
        return (struct fg_paper_name){0};
    for (size_t i = 0; i < n.t.n; i++)
        n.weight[i] = weight_of(j, &n, i);
    find_regions(j, &n);
    return n;
}

double fg_paper_names(const struct fg_paper_name *n, size_t from, size_t to)
{
    double sum = 0;
    for (size_t i = from; i < to && i < n->t.n; i++)
        sum += n->t.words[i].rank ? 0 : n->weight[i]; /* "a professional certificate": which? */
    return sum;
}

/* ---- names in other words ---- */

/* "L3" and "III" for level 3. */
bool fg_is_same_grade(struct fg_sv a, struct fg_sv b)
{
    static const char *const romans[] = {"I", "II", "III", "IV", "V", "VI", "VII"};
    uint32_t value;
    if (b.n == 2 && b.p[0] == 'L')
        return fg_sv_eq(a, fg_sv_sub(b, 1, 1));
    if (!fg_sv_to_u32(a, &value) || value < 1 || value > sizeof romans / sizeof *romans)
        return false;
    return fg_sv_eq(b, fg_sv_of(romans[value - 1]));
}

/* "MCIPP", "FCCA": letters of a member of what is called so without the first. */
static bool is_member_of(struct fg_sv member, struct fg_sv house)
{
    return fg_is_capitals(member, LEAST_LETTERS) && member.n == house.n + 1 &&
           memchr("MFA", member.p[0], 3) && fg_sv_eq(fg_sv_sub(member, 1, house.n), house);
}

/* How well one word of the name asked for is another of one that is held. */
static double word_is(const struct fg_judge *j, const struct fg_paper_name *asked, size_t i,
                      const struct fg_paper_name *held, size_t k)
{
    const struct fg_sv a = fg_paper_word(asked, i), b = fg_paper_word(held, k);
    if (asked->t.words[i].stem == held->t.words[k].stem)
        return a.n > 1 || fg_sv_eq(a, b); /* "A" is no "a" */
    if (is_member_of(b, a) || (asked->t.words[i].grade && fg_is_same_grade(a, b)) ||
        (held->t.words[k].grade && fg_is_same_grade(b, a)))
        return 1;
    return is_member_of(a, b) ? j->scoring->member_word : 0;
}

/* How many of some initials a word has: "Scrum" one, "ScrumMaster" two. */
static size_t initials_in(struct fg_sv word, struct fg_sv initials)
{
    size_t k = 0;
    for (size_t i = 0; i < word.n && word.n > 1 && k < initials.n; i++) {
        const bool begins = i == 0 || (word.p[i] >= 'A' && word.p[i] <= 'Z' &&
                                       word.p[i - 1] >= 'a' && word.p[i - 1] <= 'z');
        if (begins && (word.p[i] & ~0x20) != initials.p[k])
            return i == 0 ? 0 : k;
        k += begins;
    }
    return k;
}

/* Whether words from `i` on have these initials ("Certified Meeting Professional": CMP);
 * words of grammar may stand between them. How many words that takes, or 0. */
static size_t spells(const struct fg_paper_name *n, size_t i, struct fg_sv initials)
{
    const size_t from = i;
    size_t k = 0;
    for (; i < n->t.n && k < initials.n; i++) {
        const struct fg_sv left = fg_sv_sub(initials, k, initials.n);
        const size_t fits = initials_in(fg_paper_word(n, i), left);
        if (!fits && (k == 0 || n->t.words[i].weight > 0))
            return 0;
        k += fits;
    }
    return k == initials.n ? i - from : 0;
}

static bool is_spelled(const struct fg_paper_name *full, struct fg_sv initials)
{
    bool found = false;
    for (size_t i = 0; i < full->t.n && !found; i++)
        found = spells(full, i, initials) > 0;
    return found;
}

/* Whether word `i` is one of those whose initials the other name has. */
static bool is_among_initials(const struct fg_paper_name *full, size_t i,
                              const struct fg_paper_name *other)
{
    for (size_t k = 0; k < other->t.n; k++) {
        const struct fg_sv initials = fg_paper_word(other, k);
        for (size_t at = 0; fg_is_capitals(initials, LEAST_INITIALS) && at <= i; at++)
            if (i < at + spells(full, at, initials))
                return true;
    }
    return false;
}

static double word_found(const struct fg_judge *j, const struct fg_paper_name *x, size_t i,
                         const struct fg_paper_name *y, bool x_is_asked)
{
    double best = 0;
    for (size_t k = 0; k < y->t.n && best < 1; k++) {
        const double is = x_is_asked ? word_is(j, x, i, y, k) : word_is(j, y, k, x, i);
        best = is > best ? is : best;
    }
    const struct fg_sv word = fg_paper_word(x, i);
    if (best < 1 && fg_is_capitals(word, LEAST_INITIALS) && is_spelled(y, word))
        return 1;
    return best < 1 && is_among_initials(x, i, y) ? 1 : best;
}

/* Share of the words [from, to) of a name that another has. */
double fg_paper_share(const struct fg_judge *j, const struct fg_paper_name *x, size_t from,
                       size_t to, const struct fg_paper_name *y, bool x_is_asked)
{
    double sum = 0, all = 0;
    for (size_t i = from; i < to && i < x->t.n; i++) {
        all += x->weight[i];
        if (x->weight[i] > 0)
            sum += x->weight[i] * word_found(j, x, i, y, x_is_asked);
    }
    return all >= j->scoring->least_words ? sum / all : 0;
}
