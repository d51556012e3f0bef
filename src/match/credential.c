/* Whether a paper that is held is the one asked for: of its place, its rank, its time. */
#include "match/credential.h"

enum { YEAR_DIGITS = 4 };

/* Whether a name has a word of another, a level in other signs too. */
static bool has_word(const struct fg_paper_name *n, const struct fg_paper_name *of, size_t i)
{
    const struct fg_judge_word *w = &of->t.words[i];
    for (size_t k = 0; k < n->t.n; k++)
        if (n->t.words[k].stem == w->stem ||
            (w->grade && fg_is_same_grade(fg_paper_word(of, i), fg_paper_word(n, k))) ||
            (n->t.words[k].grade && fg_is_same_grade(fg_paper_word(n, k), fg_paper_word(of, i))))
            return true;
    return false;
}

enum { RANK_BEFORE = 2, RANK_BEHIND = 3 };

/* Words that say of what rank the paper asked for is: its own, or those beside the name
 * that the lexicon knows it by. */
static struct fg_span rank_words(const struct fg_paper_name *asked,
                                 const struct fg_paper_asked *ask)
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
        if (s.n == YEAR_DIGITS && fg_is_of_one_person(s) && fg_sv_to_u32(s, &value) && value > year)
            year = value;
    }
    return (int)year;
}

static bool has_lapsed(const struct fg_judge *j, const struct fg_paper_name *held)
{
    const int year = last_year(held);
    if (fg_text_has_cue(&held->t, FG_CUE_LAPSED))
        return true;
    return fg_text_has_cue(&held->t, FG_CUE_EXPIRES) && year && year < j->now;
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
    for (size_t i = n->t.n > 1; i < n->t.n; i++) /* the first of several words is none */
        for (size_t k = 0; k < sizeof classes / sizeof *classes; k++)
            if (fg_sv_eq(fg_paper_word(n, i), fg_sv_of(classes[k].name)))
                set |= with_lower ? classes[k].covers : 1u << k;
    return set;
}

/* Whether a name is of a licence to drive; a class alone too, since "[driving licence B,
 * CE]" are two entries. */
static bool is_of_driving(const struct fg_paper_name *n)
{
    return fg_text_has_cue(&n->t, FG_CUE_DRIVING) ||
           (n->t.n == 1 && n->entry && fg_driving_classes(n, false));
}

/* One of the classes asked for will do ("B, BE is a plus"). */
static bool may_drive(const struct fg_paper_name *asked, const struct fg_paper_name *held)
{
    const uint32_t needed = fg_driving_classes(asked, false);
    const uint32_t own = fg_driving_classes(held, true);
    return is_of_driving(held) && (!needed || (own ? own : classes[1].covers) & needed);
}

/* Both name classes, which no lexicon has all apart. */
static bool both_have_classes(const struct fg_paper_name *asked, const struct fg_paper_name *held)
{
    return is_of_driving(asked) && is_of_driving(held) && fg_driving_classes(asked, false) &&
           fg_driving_classes(held, false);
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

/* Where the lexicon knows both, it knows that they are two. */
static bool is_known(const struct fg_judge *j, const struct fg_entry *e)
{
    for (size_t i = 0; i < e->n_found; i++)
        if (fg_judge_is_certificate(j, e->found[i]))
            return true;
    return false;
}

static enum fg_paper_fit by_name(struct fg_judge *j, const struct fg_paper_name *asked,
                                 const struct fg_paper_asked *ask,
                                 const struct fg_paper_name *held)
{
    if (ask->driving || both_have_classes(asked, held))
        return may_drive(asked, held) ? FG_PAPER_HELD : FG_PAPER_OTHER;
    if (names_skill(j, held->entry, ask->skill))
        return FG_PAPER_HELD;
    if (fg_paper_names(asked, ask->from, ask->to) < j->scoring->least_words)
        return FG_PAPER_OTHER;
    const double of_asked = fg_paper_share(j, asked, ask->from, ask->to, held, true);
    const double of_held = fg_paper_share(j, held, 0, held->t.n, asked, false);
    const bool whole = ask->from == 0 && ask->to == asked->t.n && !ask->strict &&
                       !(fg_judge_is_certificate(j, ask->skill) && is_known(j, held->entry));
    const double share = of_held > of_asked && whole ? of_held : of_asked;
    fg_judge_weigh_entry(j, held->text, held->entry->line, 0,
                         "%.2f of the name asked for, %.2f of its own", of_asked, of_held);
    if (share >= j->scoring->name_in_words)
        return FG_PAPER_HELD;
    if (fg_text_has_cue(&held->t, FG_CUE_DRIVING))
        return FG_PAPER_OTHER; /* a car's licence is nothing like a lorry's */
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
