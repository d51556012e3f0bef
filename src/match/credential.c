/* Names of certificates and licences, as they are asked for and as people write them. */
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
static bool is_of_one_person(struct fg_sv s)
{
    size_t digits = 0;
    for (size_t i = 0; i < s.n; i++)
        digits += fg_is_digit(s.p[i]);
    if (digits < s.n)
        return digits >= MIXED_DIGITS;
    return digits >= ID_DIGITS ||
           (digits == YEAR_DIGITS && (fg_sv_starts(s, FG_SV("19")) || fg_sv_starts(s, FG_SV("20"))));
}

static double weight_of(const struct fg_judge *j, const struct fg_paper_name *n, size_t i)
{
    const struct fg_judge_word *w = &n->t.words[i];
    const struct fg_sv s = fg_paper_word(n, i);
    if ((w->grade || w->rank) && s.n)
        return 1; /* "level 3", "class A", "foundation" */
    if (w->paper || is_of_one_person(s))
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
        sum += n->weight[i];
    return sum;
}

/* ---- names in other words ---- */

/* "L3" and "III" for level 3. */
static bool is_same_grade(struct fg_sv a, struct fg_sv b)
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
    if (is_member_of(b, a) || (asked->t.words[i].grade && is_same_grade(a, b)) ||
        (held->t.words[k].grade && is_same_grade(b, a)))
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
    if (best < 1 && fg_is_capitals(fg_paper_word(x, i), LEAST_INITIALS) && is_spelled(y, fg_paper_word(x, i)))
        return 1;
    return best < 1 && is_among_initials(x, i, y) ? 1 : best;
}

/* Share of the words [from, to) of a name that another has. */
static double share_in(const struct fg_judge *j, const struct fg_paper_name *x, size_t from,
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

/* ---- level, class, place, time ---- */

/* Whether a name has a word of another, a level in other signs too. */
static bool has_word(const struct fg_paper_name *n, const struct fg_paper_name *of, size_t i)
{
    const struct fg_judge_word *w = &of->t.words[i];
    for (size_t k = 0; k < n->t.n; k++)
        if (n->t.words[k].stem == w->stem ||
            (w->grade && is_same_grade(fg_paper_word(of, i), fg_paper_word(n, k))) ||
            (n->t.words[k].grade && is_same_grade(fg_paper_word(n, k), fg_paper_word(of, i))))
            return true;
    return false;
}

enum { RANK_BEFORE = 2, RANK_BEHIND = 3 };

/* Words that say of what rank the paper asked for is: its own, or those beside the name
 * that the lexicon knows it by. */
static struct fg_span rank_words(const struct fg_paper_name *asked, const struct fg_paper_asked *ask)
{
    size_t from = ask->from, to = ask->to;
    if (ask->skill == FG_NO_SKILL)
        return (struct fg_span){(uint32_t)from, (uint32_t)to};
    for (size_t n = 0; n < RANK_BEFORE && from > 0 && !asked->t.words[from - 1].joins; n++)
        from--;
    for (size_t n = 0; n < RANK_BEHIND && to < asked->t.n && !asked->t.words[to].joins; n++)
        to++;
    return (struct fg_span){(uint32_t)from, (uint32_t)to};
}

/* "Foundation" where "Practitioner" is asked for, level 2 for level 3. What only one of
 * them says is no contradiction, but for a level that no lexicon vouches for. */
static bool is_of_other_rank(const struct fg_paper_name *asked, const struct fg_paper_asked *ask,
                             const struct fg_paper_name *held)
{
    const struct fg_span at = rank_words(asked, ask);
    bool rank = false, grade = false, own_rank = false, own_grade = ask->skill == FG_NO_SKILL;
    for (size_t i = at.at; i < at.n && i < asked->t.n; i++) {
        const struct fg_judge_word *w = &asked->t.words[i];
        const bool known = ask->skill != FG_NO_SKILL && i >= ask->from && i < ask->to;
        if (known || has_word(held, asked, i))
            continue;
        rank |= w->rank;
        grade |= w->grade && asked->weight[i] > 0;
    }
    for (size_t i = 0; i < held->t.n; i++) {
        const struct fg_judge_word *w = &held->t.words[i];
        own_rank |= w->rank && !has_word(asked, held, i);
        own_grade |= w->grade && held->weight[i] > 0 && !has_word(asked, held, i);
    }
    return (rank && own_rank) || (grade && own_grade);
}

static bool share_region(struct fg_judge *j, const uint32_t *a, size_t n, const uint32_t *b,
                         size_t m)
{
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < m; k++)
            if (fg_region_within(j->book, a[i], b[k]) || fg_region_within(j->book, b[k], a[i]))
                return true;
    return false;
}

/* A licence of a state is asked for by name ("in the State of Ohio"), or where the job
 * is: another state's is not yet that. */
static bool is_of_elsewhere(struct fg_judge *j, const struct fg_paper_name *asked,
                            const struct fg_paper_asked *ask, const struct fg_paper_name *held)
{
    uint32_t there[FG_NAME_REGIONS];
    if (fg_text_has_cue(&held->t, FG_CUE_MULTISTATE))
        return false;
    if (asked->n_regions && held->n_regions)
        return !share_region(j, asked->regions, asked->n_regions, held->regions,
                             held->n_regions);
    if (asked->n_regions)
        return fg_judge_lives_elsewhere(j, asked->text);
    if (!held->n_regions || ask->driving || !fg_text_has_cue(&asked->t, FG_CUE_LICENCE))
        return false;
    const size_t n = fg_wordbook_regions(j->book, j->posting->location, &j->scratch->more, there,
                                         FG_NAME_REGIONS);
    return n && !share_region(j, held->regions, held->n_regions, there, n);
}

/* The last year that a name has. */
static int last_year(const struct fg_paper_name *n)
{
    uint32_t year = 0, value;
    for (size_t i = 0; i < n->t.n; i++) {
        const struct fg_sv s = fg_paper_word(n, i);
        if (s.n == YEAR_DIGITS && is_of_one_person(s) && fg_sv_to_u32(s, &value) && value > year)
            year = value;
    }
    return (int)year;
}

static bool has_lapsed(const struct fg_judge *j, const struct fg_paper_name *held)
{
    const int year = last_year(held);
    if (fg_text_has_cue(&held->t, FG_CUE_LAPSED))
        return true;
    return fg_text_has_cue(&held->t, FG_CUE_EXPIRES) && year && j->year && year < j->year;
}

/* ---- licences to drive ---- */

/* Each class with those that it covers. */
static const struct driving_class {
    const char *name;
    uint32_t covers; /* bits of this table */
} classes[] = {
    {"AM", 1u << 0},
    {"B", 1u << 1 | 1u << 0},
    {"BE", 1u << 2 | 1u << 1 | 1u << 0},
    {"C1", 1u << 3 | 1u << 1 | 1u << 0},
    {"C1E", 1u << 4 | 1u << 3 | 1u << 2 | 1u << 1 | 1u << 0},
    {"C", 1u << 5 | 1u << 3 | 1u << 1 | 1u << 0},
    {"CE", 1u << 6 | 1u << 5 | 1u << 4 | 1u << 3 | 1u << 2 | 1u << 1 | 1u << 0},
    {"D1", 1u << 7 | 1u << 1 | 1u << 0},
    {"D", 1u << 8 | 1u << 7 | 1u << 1 | 1u << 0},
    {"DE", 1u << 9 | 1u << 8 | 1u << 7 | 1u << 2 | 1u << 1 | 1u << 0},
};

uint32_t fg_driving_classes(const struct fg_paper_name *n, bool with_lower)
{
    uint32_t set = 0;
    for (size_t i = 1; i < n->t.n; i++) /* the first word is none: "B driving ..." is rare */
        for (size_t k = 0; k < sizeof classes / sizeof *classes; k++)
            if (fg_sv_eq(fg_paper_word(n, i), fg_sv_of(classes[k].name)))
                set |= with_lower ? classes[k].covers : 1u << k;
    return set;
}

/* One of the classes asked for will do ("B, BE is a plus"). */
static bool may_drive(const struct fg_paper_name *asked, const struct fg_paper_name *held)
{
    const uint32_t classes_asked = fg_driving_classes(asked, false);
    const uint32_t own = fg_driving_classes(held, true);
    return fg_text_has_cue(&held->t, FG_CUE_DRIVING) &&
           (!classes_asked || (own ? own : classes[1].covers) & classes_asked);
}

/* ---- the whole ---- */

static bool names_skill(const struct fg_judge *j, const struct fg_entry *e, uint32_t skill)
{
    for (size_t i = 0; i < e->n_found && skill != FG_NO_SKILL; i++)
        if (e->found[i] == skill || (fg_judge_is_certificate(j, e->found[i]) &&
                                     fg_lexicon_implies(j->lexicon, e->found[i], skill)))
            return true;
    return false;
}

static enum fg_paper_fit by_name(struct fg_judge *j, const struct fg_paper_name *asked,
                                 const struct fg_paper_asked *ask,
                                 const struct fg_paper_name *held)
{
    if (ask->driving)
        return may_drive(asked, held) ? FG_PAPER_HELD : FG_PAPER_OTHER;
    if (names_skill(j, held->entry, ask->skill))
        return FG_PAPER_HELD;
    const double of_asked = share_in(j, asked, ask->from, ask->to, held, true);
    const double of_held = share_in(j, held, 0, held->t.n, asked, false);
    const bool whole = ask->from == 0 && ask->to == asked->t.n && !ask->strict;
    const double share = of_held > of_asked && whole ? of_held : of_asked;
    fg_judge_weigh_entry(j, held->text, held->entry->line, 0,
                         "%.2f of the name asked for, %.2f of its own", of_asked, of_held);
    if (share >= j->scoring->name_in_words)
        return FG_PAPER_HELD;
    return of_asked > j->scoring->name_like ? FG_PAPER_LIKE : FG_PAPER_OTHER;
}

enum fg_paper_fit fg_paper_compare(struct fg_judge *j, const struct fg_paper_name *asked,
                                   const struct fg_paper_asked *ask,
                                   const struct fg_paper_name *held)
{
    const enum fg_paper_fit fit = by_name(j, asked, ask, held);
    if (fit != FG_PAPER_HELD)
        return fit;
    if (fg_text_has_cue(&held->t, FG_CUE_UNFINISHED))
        return FG_PAPER_UNFINISHED;
    if (has_lapsed(j, held))
        return FG_PAPER_LAPSED;
    if (!ask->driving && is_of_other_rank(asked, ask, held))
        return FG_PAPER_LIKE;
    return is_of_elsewhere(j, asked, ask, held) ? FG_PAPER_ELSEWHERE : FG_PAPER_HELD;
}
