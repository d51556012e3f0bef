/* What one is allowed to do: right to work, citizenship, clearance, age. The skills
 * file's silence is not a no. */
#include "match/judge.h"

enum { MOST_REGIONS = 8 };

/* Whether a region of `have` covers one of `asked`; a citizen's, wherever citizens of it
 * may work. */
static bool covers(struct fg_judge *j, struct fg_sv have, const uint32_t *asked, size_t n,
                   bool as_citizen)
{
    uint32_t own[MOST_REGIONS];
    const size_t m = fg_wordbook_regions(j->book, have, &j->scratch->more, own, MOST_REGIONS);
    for (size_t i = 0; i < m; i++) {
        const uint32_t all = as_citizen ? fg_region_of_citizens(j->book, own[i]) : own[i];
        for (size_t k = 0; k < n; k++)
            if (fg_region_within(j->book, asked[k], all))
                return true;
    }
    return false;
}

static struct fg_judgement right_to_work(struct fg_judge *j, const struct fg_requirement *r)
{
    const struct fg_profile *p = j->profile;
    uint32_t asked[MOST_REGIONS];
    const size_t n = fg_regions_asked(j, r->text, asked, MOST_REGIONS);
    for (size_t i = 0; i < p->authorization.n; i++) {
        const struct fg_entry *e = &p->authorization.at[i];
        const struct fg_judge_text t = fg_judge_read(j, e->text);
        if (!covers(j, e->text, asked, n, fg_text_has_cue(&t, FG_CUE_CITIZEN)))
            continue;
        fg_judge_add_evidence(j, e->text, -1, e->line, (struct fg_sv){0}, 1);
        return (struct fg_judgement){FG_MET, 1, {0}};
    }
    if (!p->has_authorization.said)
        return fg_judge_say(j, FG_UNKNOWN, 0, "the skills file says nothing of the right to work");
    if (!n)
        return fg_judge_say(j, FG_UNKNOWN, 0, "which country is not said");
    const struct fg_sv where = j->book->regions.at[asked[0]].name;
    fg_judge_add_cap(j, r, j->scoring->cap_authorization,
                     "right to work asked for: %.*s; the skills file has it for other places only",
                     FG_SV_ARG(where));
    return fg_judge_say(j, FG_GAP, 0, "no right to work in %.*s listed", FG_SV_ARG(where));
}

static struct fg_judgement clearance(struct fg_judge *j, const struct fg_requirement *r,
                                     const struct fg_judge_text *t)
{
    const struct fg_profile *p = j->profile;
    for (size_t i = 0; i < p->clearances.n; i++) {
        const struct fg_entry *e = &p->clearances.at[i];
        fg_judge_add_evidence(j, e->text, -1, e->line, (struct fg_sv){0}, 1);
        return (struct fg_judgement){FG_MET, 1, {0}};
    }
    if (!p->has_clearances.said || fg_text_has_cue(t, FG_CUE_OBTAIN))
        return fg_judge_say(j, FG_UNKNOWN, 0, "the skills file says nothing of clearances");
    fg_judge_add_cap(j, r, j->scoring->cap_licence,
                     "a clearance is asked for; the skills file says none");
    return fg_judge_say(j, FG_GAP, 0, "the skills file says there is none");
}

/* Who may work somewhere is not always a citizen: only where the file says so. */
static bool is_citizen(struct fg_judge *j, const struct fg_requirement *r)
{
    uint32_t asked[MOST_REGIONS];
    const size_t n = fg_regions_asked(j, r->text, asked, MOST_REGIONS);
    for (size_t i = 0; i < j->profile->authorization.n; i++) {
        const struct fg_entry *e = &j->profile->authorization.at[i];
        const struct fg_judge_text t = fg_judge_read(j, e->text);
        if (!fg_text_has_cue(&t, FG_CUE_CITIZEN) || !covers(j, e->text, asked, n, false))
            continue;
        fg_judge_add_evidence(j, e->text, -1, e->line, (struct fg_sv){0}, 1);
        return true;
    }
    return false;
}

/* ---- age ---- */

/* How old somebody is at least with whom a degree was finished. */
static double age_at(const struct fg_judge *j, enum fg_degree degree)
{
    static const double more[] = {
        [FG_VOCATIONAL] = 1, [FG_ASSOCIATE] = 3, [FG_BACHELOR] = 4,
        [FG_MASTER] = 5,     [FG_DOCTORATE] = 8, [FG_PROFESSIONAL] = 6,
    };
    const size_t i = (size_t)degree;
    return j->scoring->leaves_school + (i < sizeof more / sizeof *more ? more[i] : 0);
}

/* Nobody tells an age; school and work say what it is at least. */
static struct fg_judgement age(struct fg_judge *j, const struct fg_judge_text *t)
{
    enum { YOUNGEST = 14, OF_AGE = 18, OLDEST = 30 };
    const double asked = t->largest >= YOUNGEST && t->largest <= OLDEST ? t->largest : OF_AGE;
    for (size_t i = 0; i < j->profile->education.n; i++) {
        const struct fg_schooling *s = &j->profile->education.at[i];
        const double least = s->year ? j->now - s->year + age_at(j, s->degree) : 0;
        if (least < asked)
            continue;
        fg_judge_add_evidence(j, s->field.n ? s->field : s->degree_text, -1, s->line,
                              (struct fg_sv){0}, 1);
        return fg_judge_say(j, FG_MET, 1, "as the year of a degree shows");
    }
    if (j->total_years > 0 && j->scoring->leaves_school - 1 + j->total_years >= asked)
        return fg_judge_say(j, FG_MET, 1, "as years of experience show");
    return fg_judge_say(j, FG_UNKNOWN, 0, "the skills file tells no age");
}

struct fg_judgement fg_judge_authorization(struct fg_judge *j, const struct fg_requirement *r,
                                           const struct fg_judge_text *t)
{
    if (fg_text_has_cue(t, FG_CUE_CLEARANCE) && !fg_text_has_cue(t, FG_CUE_CHECK))
        return clearance(j, r, t);
    if ((fg_text_has_cue(t, FG_CUE_WORK) || fg_text_has_cue(t, FG_CUE_SPONSOR)) &&
        !fg_text_has_cue(t, FG_CUE_CHECK))
        return right_to_work(j, r);
    if (fg_text_has_cue(t, FG_CUE_CITIZEN) && is_citizen(j, r))
        return (struct fg_judgement){FG_MET, 1, {0}};
    if (fg_text_has_cue(t, FG_CUE_AGE))
        return age(j, t);
    return fg_judge_say(j, FG_UNKNOWN, 0, "not something a skills file can tell");
}
