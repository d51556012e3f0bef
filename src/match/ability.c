/* Skills and experience: what a requirement asks for, and by what it is judged. */
#include "match/ability.h"

/* Years short of what is asked are never met, however little is missing. */
struct fg_judgement fg_judge_with_years(struct fg_judge *j, const struct fg_requirement *r,
                                        double credit, double have)
{
    if (have < 0 && j->own_trade)
        have = j->total_years; /* years in the trade are years with what belongs to it */
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
    return fg_judge_with_years(j, r, 1, w->years);
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

void fg_judge_show_longest(struct fg_judge *j)
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

/* "Preparing invoices": what is of no kind is asked for loosely, and met where it is told
 * loosely, by who is of the trade or in more than a common word. */
static bool is_told_loosely(const struct fg_judge *j, const struct fg_requirement *r,
                            struct fg_found_words found, double words, double credit)
{
    const struct fg_scoring *s = j->scoring;
    const bool well = found.firm && found.share * words >= s->loose_least;
    return r->kind == FG_OTHER && credit >= s->credit_loose && (j->own_trade || well);
}

static struct fg_judgement by_prose(struct fg_judge *j, const struct fg_requirement *r,
                                    const struct fg_judge_text *t, struct fg_found_words found,
                                    double years)
{
    const double words = fg_words_weigh(t, NULL);
    if (r->years_min > 0 && words < j->scoring->least_words) { /* "3 years in the field" */
        fg_judge_show_longest(j);
        if (of_another_trade(j, 0))
            return fg_judge_say(j, FG_PARTIAL, j->scoring->credit_partial_min,
                                "%.1f years, of other work than \"%.*s\"", j->total_years,
                                FG_SV_ARG(j->posting->title));
        return fg_judge_with_years(j, r, 1, j->total_years);
    }
    if (words < j->scoring->least_words)
        return t->asks ? fg_judge_trait(j, r, t)
                       : fg_judge_say(j, FG_UNKNOWN, 0, "too general to be judged");
    double credit = fg_prose_credit(j, found, words);
    if (is_told_loosely(j, r, found, words, credit))
        credit = 1;
    const struct fg_judgement out = fg_judge_with_years(j, r, credit, years);
    if (out.state == FG_GAP && may_be_near(j, r, t, words) &&
        !of_another_trade(j, j->scoring->statement_partial))
        return fg_judge_say(j, FG_PARTIAL, j->scoring->credit_partial_min,
                            "not told in these words; some work is near the posting's title");
    if (out.state == FG_GAP && j->foreign && !t->asks && r->years_min <= 0)
        return fg_judge_say(j, FG_UNKNOWN, 0, "asked for in another language than the file's");
    if (out.state == FG_MET || !t->asks || (out.state == FG_PARTIAL && !is_of_traits(j, r, t)))
        return out;
    const struct fg_judgement trait = fg_judge_trait(j, r, t);
    if (is_of_traits(j, r, t) || (r->kind == FG_OTHER && trait.state == FG_MET))
        return trait;
    if (trait.state != FG_MET && trait.state != FG_PARTIAL)
        return out;
    return fg_judge_say(j, FG_PARTIAL, j->scoring->credit_partial_min,
                        "shown in part by what the skills file tells");
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

/* "Interpersonal and project management skills": whether it asks for a trait in words that
 * belong to no skill. */
static bool asks_for_traits_beside(const struct fg_requirement *r, const struct fg_judge_text *t)
{
    if (r->kind != FG_SKILL || fg_text_opens_with(t, FG_CUE_ATTITUDE))
        return false;
    for (size_t i = 0; i < t->n; i++)
        if (t->words[i].asks && fg_skill_over(r, t->words[i].at) == SIZE_MAX)
            return true;
    return false;
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
    struct fg_judgement out = fg_judge_named(j, r, t, &skills, years);
    if (out.state == FG_GAP && r->kind != FG_EXPERIENCE && skills_are_traits(r, t) &&
        is_of_traits(j, r, t))
        return fg_judge_trait(j, r, t); /* "passion for equity": the skill is none here */
    if (out.state == FG_GAP && asks_for_traits_beside(r, t) &&
        fg_judge_trait(j, r, t).state == FG_MET)
        out = fg_judge_say(j, FG_PARTIAL, j->scoring->credit_partial_min,
                           "shown in part by what the skills file tells");
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
    if (out.state == FG_MET && asks_for_other_role(j, t) && !fg_text_has_cue(t, FG_CUE_RELATED))
        out = fg_judge_say(j, FG_PARTIAL, j->scoring->credit_partial_min,
                           "near it; the role itself was not held");
    /* an attitude ("willingness to coach") that no deed shows is not known to be missing */
    if ((out.state == FG_GAP || (out.state == FG_PARTIAL && !r->n_skills)) && r->years_min <= 0 &&
        fg_text_opens_with(t, FG_CUE_ATTITUDE))
        out = fg_judge_say(j, FG_UNKNOWN, 0, "an attitude that nothing in the skills file shows");
    if (out.state == FG_GAP || out.state == FG_UNKNOWN)
        j->evidence.n = 0; /* what was weighed and found too light speaks for nothing */
    return out;
}
