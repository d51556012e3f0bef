/* All skills that a requirement names: which are examples, options or parts of each other,
 * and what they come to together. */
#include "match/ability.h"

#include <string.h>

static bool named_before(const struct fg_requirement *r, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (r->skills[k].skill == r->skills[i].skill &&
            (r->skills[i].skill != FG_NO_SKILL ||
             fg_sv_eq_nocase(r->skills[k].name, r->skills[i].name)))
            return true;
    return false;
}

/* The bracket a byte of the text stands in ("warehouses (Snowflake, BigQuery)"): the
 * offset of its opening, or SIZE_MAX. */
static size_t bracket_at(const struct fg_requirement *r, size_t at)
{
    while (at-- > 0) {
        if (r->text.p[at] == ')')
            return SIZE_MAX;
        if (r->text.p[at] == '(')
            return at;
    }
    return SIZE_MAX;
}

static size_t bracket_of(const struct fg_requirement *r, size_t i)
{
    return bracket_at(r, r->skills[i].at.at);
}

bool fg_skill_in_bracket(const struct fg_requirement *r, size_t i)
{
    return bracket_of(r, i) != SIZE_MAX;
}

/* Whether a bracket names all that is meant: "(study skin, skeleton and fluid)". */
static bool names_all(const struct fg_requirement *r, const struct fg_judge_text *t, size_t bracket)
{
    for (size_t i = 0; i < t->n; i++) {
        if (t->words[i].at < bracket)
            continue;
        if (memchr(r->text.p + bracket, ')', t->words[i].at - bracket))
            return false;
        if (t->words[i].joins)
            return true;
    }
    return false;
}

/* Skills in one bracket are examples of what stands before it: where one of them is
 * met, the others are not missed. */
static bool is_example(const struct fg_judge *j, const struct fg_requirement *r,
                       const struct fg_judge_text *t, const struct fg_asked_skills *s, size_t i)
{
    const size_t bracket = bracket_of(r, i);
    if (bracket == SIZE_MAX || (!r->any_of && names_all(r, t, bracket)))
        return false;
    for (size_t k = 0; k < r->n_skills; k++)
        if (s->of[k].credit >= j->scoring->credit_met && bracket_of(r, k) == bracket)
            return true;
    return false;
}

/* A part ("Excel including pivot tables") of a whole that is asked for beside it and
 * known for years. */
static bool is_part_of_known(const struct fg_judge *j, const struct fg_requirement *r,
                             const struct fg_asked_skills *s, size_t i)
{
    if (r->skills[i].skill == FG_NO_SKILL ||
        (!fg_skill_has_like_words(j, r->skills[i].skill) && !fg_skill_in_bracket(r, i)))
        return false; /* who knows SQL does not know dbt, though it implies it */
    for (size_t k = 0; k < r->n_skills; k++)
        if (k != i && s->of[k].firm && r->skills[k].skill != r->skills[i].skill &&
            fg_lexicon_implies(j->lexicon, r->skills[i].skill, r->skills[k].skill))
            return true;
    return false;
}

static bool is_spare(const struct fg_judge *j, const struct fg_requirement *r,
                     const struct fg_judge_text *t, const struct fg_asked_skills *s, size_t i)
{
    return s->of[i].credit < j->scoring->credit_met &&
           (is_example(j, r, t, s, i) || is_part_of_known(j, r, s, i));
}

/* Where a field and things are named together ("payment platforms like Stripe"), the
 * things are the options and the field is what they are options of: each counts half. */
static double best_of(const struct fg_judge *j, const struct fg_requirement *r,
                      const struct fg_asked_skills *s)
{
    double best[2] = {-1, -1};
    for (size_t i = 0; i < r->n_skills; i++) {
        const int thing = !fg_skill_has_like_words(j, r->skills[i].skill);
        if (!s->of[i].setting && s->of[i].credit > best[thing])
            best[thing] = s->of[i].credit;
    }
    if (best[0] < 0 && best[1] < 0)
        return 0;
    if (best[0] < 0 || best[1] < 0)
        return best[0] > best[1] ? best[0] : best[1];
    return (best[0] + best[1]) / 2;
}

/* Whether a skill is one of the examples that a "such as" introduces. */
static bool is_introduced(const struct fg_requirement *r, const struct fg_judge_text *t, size_t i)
{
    const size_t bracket = bracket_at(r, t->examples);
    const size_t at = r->skills[i].at.at;
    return at > t->examples && (!t->examples_end || at < t->examples_end) &&
           !memchr(r->text.p + t->examples, ';', at - t->examples) &&
           (bracket == SIZE_MAX || bracket == bracket_of(r, i));
}

/* ---- lists ---- */

/* Words between the `i`-th skill and the one before it. */
struct gap {
    bool chooses, parts;         /* an "or"; another word than those of a list */
};

static struct gap gap_before(const struct fg_requirement *r, const struct fg_judge_text *t,
                             size_t i)
{
    const size_t from = r->skills[i - 1].at.at + r->skills[i - 1].at.n;
    struct gap gap = {0};
    for (size_t k = 0; k < t->n; k++) {
        const struct fg_judge_word *word = &t->words[k];
        if (word->at < from || word->at >= r->skills[i].at.at)
            continue;
        gap.chooses |= word->chooses;
        gap.parts |= !word->joins;
    }
    gap.parts &= !gap.chooses;
    return gap;
}

size_t fg_skill_over(const struct fg_requirement *r, size_t at)
{
    for (size_t i = r->n_skills; i-- > 0;)
        if (at - r->skills[i].at.at < r->skills[i].at.n)
            return i;
    return SIZE_MAX;
}

static void find_lists(const struct fg_requirement *r, const struct fg_judge_text *t,
                       struct fg_asked_skill *of)
{
    for (size_t i = 1; i < r->n_skills; i++) {
        const struct gap gap = gap_before(r, t, i);
        of[i].list = gap.parts ? i : of[i - 1].list;
        of[of[i].list].chooses |= gap.chooses;
    }
    for (size_t k = 0; k < t->n; k++) { /* "environments" is in the name of one, or right behind */
        size_t i = t->words[k].sets ? fg_skill_over(r, t->words[k].at) : SIZE_MAX;
        if (i == SIZE_MAX && t->words[k].sets && k > 0)
            i = fg_skill_over(r, t->words[k - 1].at);
        if (i != SIZE_MAX && of[i].list > 0)
            of[of[i].list].sets = true;
    }
}

/* Whether the "or" of a requirement stands in another of its lists. */
static bool chooses_elsewhere(const struct fg_requirement *r, const struct fg_asked_skill *of,
                              size_t i)
{
    bool any = false;
    for (size_t k = 0; k < r->n_skills; k++)
        any |= of[k].chooses;
    return any && !of[of[i].list].chooses;
}

/* ---- options ---- */

/* Whether a skill is one of several that would do: of an "or", or of such examples; what
 * stands before these is asked for by itself ("TDD and testing frameworks such as Jest"). */
static bool is_option(const struct fg_requirement *r, const struct fg_judge_text *t,
                      const struct fg_asked_skill *of, size_t i)
{
    const bool introduced = t->examples && is_introduced(r, t, i);
    if (!r->any_of || (t->examples && !t->or_first && !introduced))
        return false;
    return introduced || !chooses_elsewhere(r, of, i);
}

/* Whether a skill is what the options are examples of: the last before them. */
static bool is_kind_of_options(const struct fg_requirement *r, const struct fg_asked_skills *s,
                               size_t i)
{
    return !s->of[i].option && i + 1 < r->n_skills && s->of[i + 1].option;
}

static double best_option(const struct fg_requirement *r, const struct fg_asked_skills *s)
{
    double best = -1;
    for (size_t i = 0; i < r->n_skills; i++)
        if (s->of[i].option && s->of[i].credit > best)
            best = s->of[i].credit;
    return best;
}

/* The best option, beside the mean of what is asked for by itself. */
static double with_options(const struct fg_judge *j, const struct fg_requirement *r,
                           const struct fg_asked_skills *s, double sum, size_t asked)
{
    const double best = best_option(r, s);
    if (!asked)
        return best_of(j, r, s);
    return best < 0 ? sum / (double)asked : (sum + best) / (double)(asked + 1);
}

/* Which skills would do for each other, and which are not missed where they are not there. */
static void sort_out(const struct fg_judge *j, const struct fg_requirement *r,
                     const struct fg_judge_text *t, struct fg_asked_skills *out)
{
    find_lists(r, t, out->of);
    for (size_t i = 0; i < r->n_skills; i++) {
        out->of[i].setting = out->of[out->of[i].list].sets;
        out->of[i].option = !out->of[i].setting && is_option(r, t, out->of, i);
    }
    const bool enough = best_option(r, out) >= j->scoring->credit_met;
    for (size_t i = 0; i < r->n_skills; i++)
        out->of[i].spare = is_spare(j, r, t, out, i) || (enough && is_kind_of_options(r, out, i)) ||
                        (out->of[i].credit >= j->scoring->credit_met && out->of[i].setting);
}

static void sum_up(const struct fg_judge *j, const struct fg_requirement *r,
                   const struct fg_judge_text *t, struct fg_asked_skills *out)
{
    double sum = 0;
    size_t asked = 0;
    sort_out(j, r, t, out);
    for (size_t i = 0; i < r->n_skills; i++) {
        const double credit = out->of[i].credit;
        if (named_before(r, i) || out->of[i].spare)
            continue;
        out->n++;
        asked += !out->of[i].option;
        out->n_options += out->of[i].option;
        sum += out->of[i].option ? 0 : credit;
        out->adjacent &= credit <= j->scoring->credit_adjacent;
        if (credit <= 0 && !out->missing++)
            out->first_missing = r->skills[i].name;
    }
    if (r->any_of && r->n_skills)
        out->credit = with_options(j, r, out, sum, asked);
    else
        out->credit = asked ? sum / (double)asked : 0;
}

struct fg_asked_skills fg_judge_skills(struct fg_judge *j, const struct fg_requirement *r,
                                       const struct fg_judge_text *t)
{
    const bool even_basic = fg_text_has_cue(t, FG_CUE_EVEN_BASIC);
    const bool examples = fg_text_has_cue(t, FG_CUE_EXAMPLES) ||
                          (r->any_of && fg_text_has_cue(t, FG_CUE_RELATED));
    struct fg_asked_skills out = {.years = -1, .adjacent = true};
    out.of = fg_arena_calloc(j->arena, r->n_skills + 1, sizeof *out.of);
    if (!out.of)
        return (struct fg_asked_skills){.years = -1};
    double most_years = -1;
    for (size_t i = 0; i < r->n_skills; i++) {
        const struct fg_proof p = fg_prove_skill(j, &r->skills[i], even_basic, examples);
        out.of[i].credit = p.credit;
        out.of[i].firm = fg_proof_is_firm(j, &p);
        const double years = fg_proof_years(j, &p, r->skills[i].skill);
        if (p.credit > j->scoring->credit_adjacent && years > most_years)
            most_years = years;
        if (p.credit < out.best || (p.credit == out.best && years <= out.years))
            continue;
        out.best = p.credit;
        out.years = years;
        out.by_role = p.by_role;
    }
    if (r->any_of) /* the option that was done for long will do as well as the best known */
        out.years = most_years;
    sum_up(j, r, t, &out);
    return out;
}
