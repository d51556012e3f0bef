/* Degrees: the ladder, the field, and years that may stand in for a degree. */
#include "match/judge.h"

/* A field of the person's that the requirement names, or one of its family. */
enum field_fit { FIELD_OTHER, FIELD_RELATED, FIELD_NAMED };

static enum field_fit fit_of_field(struct fg_judge *j, const struct fg_judge_text *asked,
                                   enum fg_degree degree, const struct fg_schooling *s)
{
    const struct fg_judge_text field = fg_judge_read(j, s->field);
    if (!asked->studies || degree == FG_HIGH_SCHOOL)
        return FIELD_NAMED; /* any field will do, or none that is known is named; school */
    for (size_t i = 0; i < field.n; i++)
        for (size_t k = 0; k < asked->n; k++)
            if (field.words[i].weight > 0 && field.words[i].stem == asked->words[k].stem)
                return FIELD_NAMED;
    return field.studies & asked->studies ? FIELD_RELATED : FIELD_OTHER;
}

static double credit_of_field(const struct fg_judge *j, const struct fg_judge_text *asked,
                              enum field_fit fit)
{
    const bool open = fg_text_has_cue(asked, FG_CUE_RELATED);
    if (fit == FIELD_NAMED || (fit == FIELD_RELATED && open))
        return 1;
    if (fit == FIELD_RELATED)
        return j->scoring->field_related;
    return open ? j->scoring->field_other : 0;
}

struct best_degree {
    const struct fg_schooling *schooling, *highest;
    double credit;
};

static struct best_degree best_degree(struct fg_judge *j, const struct fg_judge_text *t,
                                      enum fg_degree asked, enum fg_degree named)
{
    struct best_degree out = {0};
    for (size_t i = 0; i < j->profile->education.n; i++) {
        const struct fg_schooling *s = &j->profile->education.at[i];
        if (!out.highest || s->degree > out.highest->degree)
            out.highest = s;
        const double credit =
            s->degree >= asked ? credit_of_field(j, t, fit_of_field(j, t, named, s)) : 0;
        fg_judge_weigh_entry(j, s->field.n ? s->field : s->degree_text, s->line, credit,
                             s->degree < asked ? "a lower degree than asked for"
                             : credit < 1      ? "the degree, in another field"
                                               : "the degree, and a field that fits");
        if (s->degree >= asked && (!out.schooling || credit > out.credit)) {
            out.schooling = s;
            out.credit = credit;
        }
    }
    return out;
}

/* "or equivalent experience": years for each step of the ladder that is missing. */
static bool years_stand_in(const struct fg_judge *j, const struct fg_requirement *r,
                           const struct fg_judge_text *t, const struct fg_schooling *highest)
{
    if (!r->or_equivalent && !fg_text_has_cue(t, FG_CUE_EQUIVALENT))
        return false;
    const int from = highest ? (int)highest->degree : (int)FG_HIGH_SCHOOL;
    const int steps = (int)r->degree - from;
    const double needed = (r->years_min > 0 ? r->years_min : 0) +
                          j->scoring->years_per_degree * (steps > 0 ? steps : 0);
    return j->total_years >= needed;
}

static void show(struct fg_judge *j, const struct fg_schooling *s, double credit)
{
    fg_judge_add_evidence(j, s->field.n ? s->field : s->degree_text, -1, s->line,
                          (struct fg_sv){0}, credit);
}

static struct fg_judgement too_low(struct fg_judge *j, const struct fg_requirement *r,
                                   const struct fg_judge_text *t,
                                   const struct fg_schooling *highest)
{
    if (years_stand_in(j, r, t, highest))
        return fg_judge_say(j, FG_PARTIAL, j->scoring->credit_partial_max,
                            "%.1f years of experience stand in for the degree",
                            j->total_years);
    fg_judge_add_cap(j, r, j->scoring->cap_education,
                     "a degree is asked for; the skills file has a lower one");
    return fg_judge_say(j, FG_GAP, 0, "a higher degree is asked for");
}

/* Years that stand beside the degree in one item. */
static struct fg_judgement and_years(struct fg_judge *j, const struct fg_requirement *r,
                                     double credit)
{
    const double have = j->total_years;
    const double factor = r->years_min > 0 ? fg_years_credit(j, have, r->years_min) : 1;
    if (credit <= 0 || factor >= 1)
        return fg_judge_by_credit(j, credit);
    const struct fg_judgement out = fg_judge_short(j, (credit + factor) / 2);
    return fg_judge_say(j, out.state, out.credit, "%g years asked beside the degree, %.1f found",
                        r->years_min, have < 0 ? 0 : have);
}

bool fg_judge_asks_for_student(const struct fg_judge_text *t)
{
    return fg_text_opens_with(t, FG_CUE_ENROLLED) && !fg_text_has_cue(t, FG_CUE_GRADUATED);
}

/* Whoever will have a degree, or names no year of it, may still be studying for it. */
struct fg_judgement fg_judge_student(struct fg_judge *j, const struct fg_requirement *r,
                                     const struct fg_judge_text *t)
{
    int last = 0;
    for (size_t i = 0; i < j->profile->education.n; i++) {
        const struct fg_schooling *s = &j->profile->education.at[i];
        if (!s->year)
            return fg_judge_say(j, FG_UNKNOWN, 0, "whether a degree is finished is not said");
        last = s->year > last ? s->year : last;
        if (s->year < (int)j->now)
            continue;
        show(j, s, 1);
        return fg_judge_by_credit(j, credit_of_field(j, t, fit_of_field(j, t, r->degree, s)));
    }
    return last ? fg_judge_say(j, FG_GAP, 0, "the last degree is of %d: no student any more", last)
                : fg_judge_say(j, FG_UNKNOWN, 0, "the skills file says nothing of education");
}

struct fg_judgement fg_judge_education(struct fg_judge *j, const struct fg_requirement *r,
                                       const struct fg_judge_text *t)
{
    const enum fg_degree asked = r->degree ? r->degree : FG_HIGH_SCHOOL;
    const struct best_degree best = best_degree(j, t, asked, r->degree);
    if (!r->degree && (best.credit <= 0 || (!t->studies && !fg_text_has_cue(t, FG_CUE_STUDIED))))
        return fg_judge_loosely(j, r, t); /* "guides our volunteers' education" */
    if (best.credit < 1 && fg_judge_is_paper_held(j, r, t))
        return (struct fg_judgement){FG_MET, 1, {0}}; /* "Pflegefachkraft", a certificate */
    if (best.schooling) {
        show(j, best.schooling, best.credit);
        struct fg_judgement out = and_years(j, r, best.credit);
        if (best.credit < 1 && !out.reason.n)
            out.reason = FG_SV("the degree is in another field");
        return out;
    }
    if (fg_judge_holds_papers(j, r))
        return (struct fg_judgement){FG_MET, 1, {0}}; /* "NVQ 3", among the certificates */
    if (best.highest)
        show(j, best.highest, 0);
    if (!j->profile->has_education.said)
        return fg_judge_say(j, FG_UNKNOWN, 0, "the skills file says nothing of education");
    return too_low(j, r, t, best.highest);
}
