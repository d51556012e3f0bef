/* Skills and experience: by the lexicon where a requirement names skills, by its
 * words where it is prose, by both where it is both. */
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
        for (size_t k = 0; k < r->n_skills && skills->credits; k++) {
            const struct fg_span at = r->skills[k].at;
            const bool inside = t->words[i].at >= at.at && t->words[i].at < at.at + at.n;
            if (inside && skills->credits[k] >= j->scoring->credit_met)
                given[i] = 1;
            else if (inside && !fg_skill_has_like_words(j, r->skills[k].skill))
                given[i] = 0; /* its worth is counted with the skills */
        }
    }
    return given;
}

/* Years short of what is asked are never met, however little is missing. */
static struct fg_judgement with_years(struct fg_judge *j, const struct fg_requirement *r,
                                      double credit, double have)
{
    const double factor = r->years_min > 0 ? fg_years_credit(j, have, r->years_min) : 1;
    if (r->years_min > 0 && have >= 0)
        fg_judge_step(j, "years: %.1f of %g: %.2f", have, r->years_min, factor);
    if (credit <= 0 || factor >= 1)
        return fg_judge_by_credit(j, credit);
    const struct fg_judgement out = fg_judge_short(j, credit < factor ? credit : factor);
    if (have < 0)
        return fg_judge_say(j, out.state, out.credit,
                            "%g years asked; the skills file says no years", r->years_min);
    return fg_judge_say(j, out.state, out.credit, "%g years asked, %.1f found", r->years_min, have);
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

/* A role in charge of others is shown by nothing less: what tells of it, or counts
 * people ("11 agents"). The one of most years, NULL where there is none. */
static const struct fg_witness *leader(const struct fg_judge *j)
{
    const struct fg_witness *best = NULL;
    for (size_t i = 0; i < j->witnesses.n; i++) {
        const struct fg_witness *w = &j->witnesses.at[i];
        const bool led = fg_text_has_cue(&w->words, FG_CUE_SUPERVISE) ||
                         fg_text_has_cue(&w->words, FG_CUE_LEADS) || w->words.people;
        if (led && (!best || w->years > best->years))
            best = w;
    }
    return best;
}

static bool asks_for_leading(const struct fg_requirement *r, const struct fg_judge_text *t)
{
    return (r->kind == FG_EXPERIENCE || r->kind == FG_OTHER) &&
           fg_text_has_cue(t, FG_CUE_SUPERVISE) && !fg_text_has_cue(t, FG_CUE_SUPERVISED);
}

/* Nothing but leading is asked for: who has led has done it. */
static struct fg_judgement by_leading(struct fg_judge *j, const struct fg_requirement *r,
                                      const struct fg_judge_text *t, const struct fg_witness *w)
{
    const uint32_t led = w->words.people;
    fg_judge_add_evidence(j, w->text, w->years, w->line, (struct fg_sv){0}, 1);
    if (led && r->years_min <= 0 && led < t->largest)
        return fg_judge_say(j, FG_PARTIAL, j->scoring->credit_partial_min, "%u led, %u asked for",
                            led, t->largest);
    return with_years(j, r, 1, w->years);
}

/* Leading is asked for and not shown: what else the requirement says may be. */
static struct fg_judgement without_leading(struct fg_judge *j, const struct fg_judge_text *t,
                                           struct fg_found_words found)
{
    const double words = fg_words_weigh(t, NULL);
    if (words <= j->scoring->long_words ||
        fg_prose_credit(j, found, words) < j->scoring->credit_met)
        return fg_judge_say(j, FG_GAP, 0, "no statement tells of leading others");
    return fg_judge_say(j, FG_PARTIAL, j->scoring->credit_partial_min,
                        "all but leading others is shown");
}

/* What was done for the most years speaks for years in general. */
static void show_longest(struct fg_judge *j)
{
    const struct fg_witness *longest = NULL;
    for (size_t i = 0; i < j->witnesses.n; i++)
        if (j->witnesses.at[i].years > (longest ? longest->years : 0))
            longest = &j->witnesses.at[i];
    if (longest)
        fg_judge_add_evidence(j, longest->text, longest->years, longest->line,
                              (struct fg_sv){0}, 1);
}

/* Experience asked for in so many words is not shown by character. */
static bool is_of_traits(const struct fg_judge *j, const struct fg_requirement *r,
                         const struct fg_judge_text *t)
{
    const double most = r->kind == FG_EXPERIENCE ? j->scoring->trait_words_of_experience
                                                 : j->scoring->trait_words;
    return r->years_min <= 0 && fg_text_is_of_traits(t, most);
}

/* How much of a text of the posting the person has done. */
static double share_done(struct fg_judge *j, struct fg_sv text)
{
    const struct fg_judge_text t = fg_judge_read(j, text);
    return fg_judge_prose(j, &t, NULL, 2, NULL).share;
}

/* Whether nothing the person did has more than `least` of the posting's title, and little
 * of its duties: years of experience in general are then of another trade. */
static bool of_another_trade(struct fg_judge *j, double least)
{
    const struct fg_posting *p = j->posting;
    struct fg_trace *trace = j->trace;
    double duties = 0;
    if (!p->title.n || j->foreign)
        return false;
    j->trace = NULL; /* these words are none of the requirement's */
    const double title = share_done(j, p->title);
    for (size_t i = 0; title <= least && i < p->n_duties; i++)
        duties += share_done(j, p->duties[i].text) / (double)p->n_duties;
    j->trace = trace;
    return title <= least && duties < j->scoring->statement_partial;
}

/* Experience that is named loosely ("relevant experience"), or for so many years that work
 * of the posting's own trade may well have been it. */
static bool may_be_near(const struct fg_judge *j, const struct fg_requirement *r,
                        const struct fg_judge_text *t, double words)
{
    if (r->kind != FG_EXPERIENCE)
        return false;
    return (words < j->scoring->alone_words && fg_text_has_cue(t, FG_CUE_RELATED)) ||
           (r->years_min > 0 && j->total_years >= r->years_min);
}

static struct fg_judgement by_prose(struct fg_judge *j, const struct fg_requirement *r,
                                    const struct fg_judge_text *t, struct fg_found_words found,
                                    double years)
{
    const double words = fg_words_weigh(t, NULL);
    if (r->years_min > 0 && words < j->scoring->least_words) { /* "3 years in the field" */
        show_longest(j);
        if (of_another_trade(j, 0))
            return fg_judge_say(j, FG_PARTIAL, j->scoring->credit_partial_min,
                                "%.1f years, of other work than \"%.*s\"", j->total_years,
                                FG_SV_ARG(j->posting->title));
        return with_years(j, r, 1, j->total_years);
    }
    if (words < j->scoring->least_words)
        return t->asks ? fg_judge_trait(j, r, t)
                       : fg_judge_say(j, FG_UNKNOWN, 0, "too general to be judged");
    const struct fg_judgement out = with_years(j, r, fg_prose_credit(j, found, words), years);
    if (out.state == FG_GAP && may_be_near(j, r, t, words) &&
        !of_another_trade(j, j->scoring->statement_partial))
        return fg_judge_say(j, FG_PARTIAL, j->scoring->credit_partial_min,
                            "not told in these words; some work is near the posting's title");
    if (out.state == FG_GAP && j->foreign && !t->asks && r->years_min <= 0)
        return fg_judge_say(j, FG_UNKNOWN, 0, "asked for in another language than the file's");
    if (out.state == FG_MET || !t->asks || (out.state == FG_PARTIAL && !is_of_traits(j, r, t)))
        return out;
    const struct fg_judgement trait = fg_judge_trait(j, r, t);
    if (is_of_traits(j, r, t))
        return trait;
    if (trait.state != FG_MET && trait.state != FG_PARTIAL)
        return out;
    return fg_judge_say(j, FG_PARTIAL, j->scoring->credit_partial_min,
                        "shown in part by what the skills file tells");
}

/* Whether all are asked for and one is not there that no words make up for: the name
 * of a thing, or one of several, whose company would speak for it. */
static bool lacks_one(const struct fg_judge *j, const struct fg_requirement *r,
                      const struct fg_asked_skills *skills)
{
    for (size_t i = 0; skills->credits && i < r->n_skills; i++)
        if (skills->credits[i] < j->scoring->credit_met && !skills->option[i] &&
            (skills->n > 1 || !fg_skill_has_like_words(j, r->skills[i].skill)) &&
            !skills->spare[i])
            return true;
    return false;
}

/* The same, of things' names: whether one of few of them is not there. */
static bool lacks_thing(const struct fg_judge *j, const struct fg_requirement *r,
                        const struct fg_asked_skills *skills)
{
    enum { FEW = 3 };
    size_t things = 0, missing = 0;
    for (size_t i = 0; skills->credits && i < r->n_skills; i++) {
        if (skills->option[i] || skills->spare[i] || fg_skill_has_like_words(j, r->skills[i].skill))
            continue;
        things++;
        missing += skills->credits[i] <= j->scoring->credit_adjacent;
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

/* Whether enough of the skills' names is found anywhere, for a name of a thing or of
 * a method in other words. */
static bool names_found(const struct fg_judge *j, const struct fg_requirement *r,
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
    return found > 0 && found >= all * j->scoring->name_found;
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

static struct fg_judgement by_skills(struct fg_judge *j, const struct fg_requirement *r,
                                     const struct fg_judge_text *t,
                                     const struct fg_asked_skills *skills, double years)
{
    const double *given = given_by_skills(j, r, t, skills);
    const struct fg_found_words found = fg_judge_prose(j, t, given, 2, NULL);
    double prose = fg_prose_credit(j, found, fg_words_weigh(t, NULL));
    if (skills->best <= 0 && speaks_of_skills(j, r, t, skills, prose) && !names_found(j, r, t) &&
        !only_examples(j, r, t))
        prose = 0; /* "lean laboratory": what stands beside the name is not it */
    double credit = mixed(j, skills, prose, fg_words_weigh(t, r));
    if (prose > credit && (skills->best > 0 || !names_a_thing(j, r) || only_examples(j, r, t)))
        credit = prose; /* words don't make up for things of which none is known */
    tell_skills(j, r, skills);
    fg_judge_step(j, "skills and words together: %.2f", credit);
    credit = less_missing(j, r, skills, found.share, credit);
    if (skills->adjacent && skills->best > 0 && credit < j->scoring->credit_met)
        return credit < j->scoring->credit_gap
                   ? (struct fg_judgement){FG_GAP, 0, {0}}
                   : fg_judge_say(j, FG_ADJACENT, j->scoring->credit_adjacent,
                                  "a neighbour of it is known, not itself");
    return with_years(j, r, credit, skills->years >= 0 ? skills->years : years);
}

/* Whether every skill it names is a word that asks for a trait: "passion for equity". */
static bool skills_are_traits(const struct fg_requirement *r, const struct fg_judge_text *t)
{
    for (size_t k = 0; k < r->n_skills; k++) {
        const struct fg_span at = r->skills[k].at;
        bool asks = false;
        for (size_t i = 0; i < t->n; i++)
            asks |= t->words[i].asks && t->words[i].at >= at.at && t->words[i].at < at.at + at.n;
        if (!asks)
            return false;
    }
    return true;
}

/* "Experience as a buyer": whether that is somebody else's role in all the person tells. */
static bool asks_for_other_role(const struct fg_judge *j, const struct fg_judge_text *t)
{
    if (!fg_text_has_cue(t, FG_CUE_AS) || !t->n_roles)
        return false;
    for (size_t i = 0; i < j->witnesses.n; i++)
        for (size_t k = 0; k < j->witnesses.at[i].words.n_roles; k++)
            for (size_t n = 0; n < t->n_roles; n++)
                if (j->witnesses.at[i].words.roles[k] == t->roles[n])
                    return false;
    return true;
}

static struct fg_judgement judge_ability(struct fg_judge *j, const struct fg_requirement *r,
                                         const struct fg_judge_text *t)
{
    const struct fg_asked_skills skills = fg_judge_skills(j, r, t);
    double years;
    struct fg_trace *trace = j->trace;
    j->trace = r->n_skills ? NULL : trace; /* with skills, words are told of with these */
    const struct fg_found_words found =
        fg_judge_prose(j, t, NULL, j->scoring->statement_partial, &years);
    j->trace = trace;
    const struct fg_witness *led = asks_for_leading(r, t) ? leader(j) : NULL;
    if (asks_for_leading(r, t) && !led)
        return without_leading(j, t, found);
    if (led && fg_words_weigh(t, NULL) <= j->scoring->leading_words)
        return by_leading(j, r, t, led);
    if (!r->n_skills)
        return by_prose(j, r, t, found, years);
    struct fg_judgement out = by_skills(j, r, t, &skills, years);
    if (out.state == FG_GAP && r->kind != FG_EXPERIENCE && skills_are_traits(r, t) &&
        is_of_traits(j, r, t))
        return fg_judge_trait(j, r, t); /* "passion for equity": the skill is none here */
    if (skills.missing && !r->any_of && !out.reason.n)
        out.reason =
            fg_judge_say(j, out.state, 0, "not found: %.*s%s", FG_SV_ARG(skills.first_missing),
                         skills.missing > 1 ? " and others" : "").reason;
    return out;
}

/* "Public health permitting, some travel": whether travel is asked for beside the skills. */
static bool travels_beside(struct fg_judge *j, const struct fg_requirement *r,
                           const struct fg_judge_text *t)
{
    if (r->kind != FG_SKILL || !fg_text_has_cue(t, FG_CUE_TRAVEL))
        return false;
    for (size_t i = 0; i < r->n_skills; i++) {
        const struct fg_judge_text name = fg_judge_read(j, r->skills[i].surface);
        if (fg_text_has_cue(&name, FG_CUE_TRAVEL))
            return false;
    }
    return true;
}

struct fg_judgement fg_judge_ability(struct fg_judge *j, const struct fg_requirement *r,
                                     const struct fg_judge_text *t)
{
    const struct fg_profile *p = j->profile;
    if (p->skills.n == 0 && p->statements.n == 0) /* a missing key says nothing */
        return fg_judge_say(j, FG_UNKNOWN, 0, "the skills file says nothing of skills");
    struct fg_judgement out = judge_ability(j, r, t);
    if (out.state == FG_GAP && travels_beside(j, r, t)) {
        j->evidence.n = 0;
        return fg_judge_travel(j, r, t);
    }
    if (out.state == FG_MET && asks_for_other_role(j, t))
        out = fg_judge_say(j, FG_PARTIAL, j->scoring->credit_partial_min,
                           "near it; the role itself was not held");
    /* an attitude ("willingness to coach") that no deed shows is not known to be missing */
    if ((out.state == FG_GAP || (out.state == FG_PARTIAL && !r->n_skills)) && r->years_min <= 0 &&
        t->first_cues >> FG_CUE_ATTITUDE & 1)
        out = fg_judge_say(j, FG_UNKNOWN, 0, "an attitude that nothing in the skills file shows");
    if (out.state == FG_GAP || out.state == FG_UNKNOWN)
        j->evidence.n = 0; /* what was weighed and found too light speaks for nothing */
    return out;
}
