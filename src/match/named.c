/* Requirements that name skills: by the lexicon, and by the words beside the names. */
#include "match/ability.h"

#include <math.h>

/* The skills' credits laid over their words; a method that was not found as a skill
 * may still be found by its words. */
static double *given_by_skills(struct fg_judge *j, const struct fg_requirement *r,
                               const struct fg_judge_text *t, const struct fg_asked_skills *skills)
{
    double *given = fg_arena_alloc(j->arena, (t->n + 1) * sizeof *given);
    for (size_t i = 0; given && i < t->n; i++) {
        given[i] = NAN;
        for (size_t k = 0; k < r->n_skills && skills->of; k++) {
            const struct fg_span at = r->skills[k].at;
            const bool inside = t->words[i].at >= at.at && t->words[i].at < at.at + at.n;
            if (inside && skills->of[k].setting)
                given[i] = 0; /* what it is done in is not what is done */
            else if (inside && skills->of[k].credit >= j->scoring->credit_met)
                given[i] = 1;
            else if (inside && !fg_skill_has_like_words(j, r->skills[k].skill))
                given[i] = 0; /* its worth is counted with the skills */
        }
    }
    return given;
}

/* Skills and prose in one credit: a skill weighs as much as some words. Prose that
 * is not found takes from the skills only where it is most of the requirement. */
static double mixed(const struct fg_judge *j, const struct fg_asked_skills *skills, double prose,
                    double words)
{
    const double named = (double)skills->n * j->scoring->skill_weight;
    const bool met = skills->credit >= j->scoring->skills_met;
    if (met && words <= j->scoring->much_prose * named)
        return 1;
    const double spoken = met || words < named ? words : named;
    return (skills->credit * named + prose * spoken) / (named + spoken);
}

/* Whether all are asked for and one is not there that no words make up for: the name
 * of a thing, or one of several, whose company would speak for it. */
static bool lacks_one(const struct fg_judge *j, const struct fg_requirement *r,
                      const struct fg_asked_skills *skills)
{
    for (size_t i = 0; skills->of && i < r->n_skills; i++)
        if (skills->of[i].credit < j->scoring->credit_met && !skills->of[i].option &&
            (skills->n > 1 || !fg_skill_has_like_words(j, r->skills[i].skill)) &&
            !skills->of[i].spare)
            return true;
    return false;
}

/* The same, of things' names: whether one of few of them is not there. */
static bool lacks_thing(const struct fg_judge *j, const struct fg_requirement *r,
                        const struct fg_asked_skills *skills)
{
    enum { FEW = 3 };
    size_t things = 0, missing = 0;
    for (size_t i = 0; skills->of && i < r->n_skills; i++) {
        if (skills->of[i].option || skills->of[i].spare || fg_skill_has_like_words(j, r->skills[i].skill))
            continue;
        things++;
        missing += skills->of[i].credit <= j->scoring->credit_adjacent;
    }
    return missing * FEW > things;
}

static bool names_a_thing(const struct fg_judge *j, const struct fg_requirement *r)
{
    for (size_t i = 0; i < r->n_skills; i++)
        if (!fg_skill_has_like_words(j, r->skills[i].skill))
            return true;
    return false;
}

/* How much of the skills' names is found anywhere, for a name of a thing or of a method in
 * other words. */
static double names_found(const struct fg_judge *j, const struct fg_requirement *r,
                          const struct fg_judge_text *t)
{
    double found = 0, all = 0;
    for (size_t i = 0; i < t->n; i++)
        for (size_t k = 0; k < r->n_skills; k++) {
            const struct fg_span at = r->skills[k].at;
            if (t->words[i].at < at.at || t->words[i].at >= at.at + at.n)
                continue;
            all += t->words[i].weight;
            found += t->words[i].weight * fg_word_found(j, &t->words[i]);
        }
    return all > 0 ? found / all : 0;
}

/* Whether the things it names are examples of what it asks for: "platforms like Stripe",
 * "planning tools (Anaplan preferred)". */
static bool only_examples(const struct fg_judge *j, const struct fg_requirement *r,
                          const struct fg_judge_text *t)
{
    bool bracketed = names_a_thing(j, r);
    for (size_t i = 0; i < r->n_skills; i++)
        bracketed &= fg_skill_has_like_words(j, r->skills[i].skill) || fg_skill_in_bracket(r, i);
    return bracketed || fg_text_has_cue(t, FG_CUE_EXAMPLES);
}

/* Whether the skills it names are what a requirement is about: the name of a thing, or no
 * aside in much prose. */
static bool speaks_of_skills(const struct fg_judge *j, const struct fg_requirement *r,
                             const struct fg_judge_text *t, const struct fg_asked_skills *skills,
                             double prose)
{
    const double named = (double)skills->n * j->scoring->skill_weight;
    return names_a_thing(j, r) ||
           (prose < 1 && fg_words_weigh(t, r) <= j->scoring->much_prose * named);
}

static void tell_skills(struct fg_judge *j, const struct fg_requirement *r,
                        const struct fg_asked_skills *skills)
{
    const char *const left = skills->n < r->n_skills ? ", examples and parts left out" : "";
    if (skills->n == skills->n_options)
        fg_judge_step(j, "skills: %.2f, best of %zu%s", skills->credit, skills->n, left);
    else if (!skills->n_options)
        fg_judge_step(j, "skills: %.2f, mean of %zu%s", skills->credit, skills->n, left);
    else
        fg_judge_step(j, "skills: %.2f, mean of %zu and the best of %zu%s", skills->credit,
                      skills->n - skills->n_options, skills->n_options, left);
}

/* At most so much where something that is named is missing. An option that only follows
 * from a role does not make up for those not there. */
static double less_missing(struct fg_judge *j, const struct fg_requirement *r,
                           const struct fg_asked_skills *skills, double found, double credit)
{
    const bool weak = r->any_of && skills->n > 1 && skills->by_role &&
                      found < j->scoring->well_found;
    double most = fmax(skills->credit, j->scoring->statement_most);
    if (weak || lacks_thing(j, r, skills))
        most = j->scoring->statement_most;
    else if (!lacks_one(j, r, skills))
        return credit;
    if (credit <= most)
        return credit;
    fg_judge_step(j, weak ? "it only follows from a role: at most %.2f"
                          : "one that is named is missing: at most %.2f", most);
    return most;
}

/* At most so much where no name speaks for it, only words like it: "kept the website up to
 * date" shares words with "excitement for software and our mission". Where a role speaks for
 * it too, the person is of the trade or nearly all of it is there, it is meant. */
static double less_unnamed(struct fg_judge *j, const struct fg_requirement *r,
                           const struct fg_judge_text *t, const struct fg_asked_skills *skills,
                           struct fg_found_words found, double credit)
{
    const struct fg_scoring *s = j->scoring;
    if (skills->best >= s->credit_met || credit <= s->statement_most || skills->by_role ||
        j->own_trade || (found.share >= s->well_found && names_found(j, r, t) >= s->well_named))
        return credit;
    fg_judge_step(j, "nothing that is known speaks for what is named, only words: at most %.2f",
                  s->statement_most);
    return s->statement_most;
}

enum { MANY = 4 }; /* skills that make a long list */

struct fg_judgement fg_judge_named(struct fg_judge *j, const struct fg_requirement *r,
                                   const struct fg_judge_text *t,
                                   const struct fg_asked_skills *skills, double years)
{
    const double *given = given_by_skills(j, r, t, skills);
    const struct fg_found_words found = fg_judge_prose(j, t, given, 2, NULL);
    double prose = fg_prose_credit(j, found, fg_words_weigh(t, NULL));
    if (skills->best <= 0 && speaks_of_skills(j, r, t, skills, prose) &&
        names_found(j, r, t) < j->scoring->name_found && !only_examples(j, r, t))
        prose = 0; /* "lean laboratory": what stands beside the name is not it */
    double credit = mixed(j, skills, prose, fg_words_weigh(t, r));
    if (prose > credit && (skills->best > 0 || !names_a_thing(j, r) || only_examples(j, r, t)))
        credit = prose; /* words don't make up for things of which none is known */
    if (skills->n >= MANY && skills->best >= j->scoring->credit_met)
        credit = fmax(credit, j->scoring->credit_gap); /* of a long list one is a part */
    tell_skills(j, r, skills);
    fg_judge_step(j, "skills and words together: %.2f", credit);
    credit = less_missing(j, r, skills, found.share, credit);
    credit = less_unnamed(j, r, t, skills, found, credit);
    if (skills->adjacent && skills->best > 0 && credit < j->scoring->credit_met)
        return (credit < j->scoring->credit_gap && skills->credit < j->scoring->credit_gap) ||
                       skills->best < j->scoring->credit_far
                   ? (struct fg_judgement){FG_GAP, 0, {0}}
                   : fg_judge_say(j, FG_ADJACENT, j->scoring->credit_adjacent,
                                  "a neighbour of it is known, not itself");
    return fg_judge_with_years(j, r, credit, skills->years >= 0 ? skills->years : years);
}
