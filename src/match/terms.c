/* What one is allowed and willing to do: right to work, clearance, travel, place,
 * shifts. The skills file's silence is not a no. */
#include "match/judge.h"

enum { MOST_REGIONS = 8 };

/* The text that says which place is meant: the requirement's own, or the posting's
 * place where it names none. */
static struct fg_sv where_asked(struct fg_judge *j, struct fg_sv text)
{
    uint32_t named[1];
    return fg_wordbook_regions(j->book, text, &j->scratch->more, named, 1) ? text
                                                                           : j->posting->location;
}

static size_t regions_asked(struct fg_judge *j, struct fg_sv text, uint32_t *out)
{
    return fg_wordbook_regions(j->book, where_asked(j, text), &j->scratch->more, out, MOST_REGIONS);
}

/* Whether a region of `have` covers one of `asked`. */
static bool covers(struct fg_judge *j, struct fg_sv have, const uint32_t *asked, size_t n)
{
    uint32_t own[MOST_REGIONS];
    const size_t m = fg_wordbook_regions(j->book, have, &j->scratch->more, own, MOST_REGIONS);
    for (size_t i = 0; i < m; i++)
        for (size_t k = 0; k < n; k++)
            if (fg_region_within(j->book, asked[k], own[i]))
                return true;
    return false;
}

static struct fg_judgement right_to_work(struct fg_judge *j, const struct fg_requirement *r)
{
    const struct fg_profile *p = j->profile;
    uint32_t asked[MOST_REGIONS];
    const size_t n = regions_asked(j, r->text, asked);
    for (size_t i = 0; i < p->authorization.n; i++) {
        const struct fg_entry *e = &p->authorization.at[i];
        if (!covers(j, e->text, asked, n))
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
    const size_t n = regions_asked(j, r->text, asked);
    for (size_t i = 0; i < j->profile->authorization.n; i++) {
        const struct fg_entry *e = &j->profile->authorization.at[i];
        const struct fg_judge_text t = fg_judge_read(j, e->text);
        if (!fg_text_has_cue(&t, FG_CUE_CITIZEN) || !covers(j, e->text, asked, n))
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
    const double now = j->year > j->scoring->written ? j->year : j->scoring->written;
    for (size_t i = 0; i < j->profile->education.n; i++) {
        const struct fg_schooling *s = &j->profile->education.at[i];
        const double least = s->year ? now - s->year + age_at(j, s->degree) : 0;
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

/* ---- place ---- */

enum whereabouts { NOWHERE_NAMED, LIVES_THERE, LIVES_ELSEWHERE };

/* Where the person lives, against the regions a text names. */
static enum whereabouts whereabouts(struct fg_judge *j, struct fg_sv text)
{
    uint32_t asked[MOST_REGIONS], own[MOST_REGIONS];
    const size_t n = fg_wordbook_regions(j->book, text, &j->scratch->more, asked, MOST_REGIONS);
    const size_t m = fg_wordbook_regions(j->book, j->profile->location, &j->scratch->more, own,
                                         MOST_REGIONS);
    if (!n || !m)
        return NOWHERE_NAMED;
    for (size_t i = 0; i < m; i++)
        for (size_t k = 0; k < n; k++)
            if (fg_region_within(j->book, own[i], asked[k]))
                return LIVES_THERE;
    return LIVES_ELSEWHERE;
}

bool fg_judge_lives_elsewhere(struct fg_judge *j, struct fg_sv text)
{
    return whereabouts(j, text) == LIVES_ELSEWHERE;
}

/* The town the person lives in: what stands first in the place. */
static struct fg_sv home_town(const struct fg_profile *p)
{
    struct fg_sv rest = p->location, town = {0};
    return fg_sv_next(&rest, ',', &town) ? fg_sv_trim(town) : town;
}

/* Whether a text names a town, as a word of its own. */
static bool names_town(struct fg_sv text, struct fg_sv town)
{
    enum { SHORTEST_TOWN = 3 };
    const size_t at = town.n < SHORTEST_TOWN ? SIZE_MAX : fg_sv_find_nocase(text, town);
    return at != SIZE_MAX && (at == 0 || !fg_is_alnum(text.p[at - 1])) &&
           (at + town.n == text.n || !fg_is_alnum(text.p[at + town.n]));
}

/* "Within 45 minutes of Eastmoor": no table has every town. */
static bool lives_in_town(struct fg_judge *j, struct fg_sv text)
{
    const struct fg_sv town = home_town(j->profile);
    uint32_t named[1];
    if (names_town(text, town))
        return !fg_judge_lives_elsewhere(j, text);
    return !fg_wordbook_regions(j->book, text, &j->scratch->more, named, 1) &&
           names_town(j->posting->location, town) &&
           !fg_judge_lives_elsewhere(j, j->posting->location);
}

static struct fg_judgement place(struct fg_judge *j, const struct fg_requirement *r)
{
    const struct fg_profile *p = j->profile;
    uint32_t asked[MOST_REGIONS];
    const size_t n = regions_asked(j, r->text, asked);
    if (whereabouts(j, where_asked(j, r->text)) == LIVES_THERE || lives_in_town(j, r->text)) {
        fg_judge_add_evidence(j, p->location, -1, p->location_line, (struct fg_sv){0}, 1);
        return (struct fg_judgement){FG_MET, 1, {0}};
    }
    if (p->relocate == 1) {
        fg_judge_add_evidence(j, FG_SV("willing to relocate"), -1, p->relocate_line,
                              (struct fg_sv){0}, 1);
        return (struct fg_judgement){FG_MET, 1, {0}};
    }
    if (p->relocate < 0 || !n || !p->location.n)
        return fg_judge_say(j, FG_UNKNOWN, 0, "whether the place fits, the skills file can't tell");
    fg_judge_add_cap(j, r, j->scoring->cap_travel,
                     "a place is asked for; the skills file names another and no relocation");
    return fg_judge_say(j, FG_GAP, 0, "another place, and no relocation");
}

/* ---- travel, shifts, strength ---- */

struct fg_judgement fg_judge_travel(struct fg_judge *j, const struct fg_requirement *r,
                                    const struct fg_judge_text *t)
{
    const struct fg_profile *p = j->profile;
    const bool lives = fg_text_has_cue(t, FG_CUE_RESIDE);
    const bool first = t->first_cues >> FG_CUE_RESIDE & 1; /* "Live within 45 minutes' travel" */
    if (r->travel < 0 && lives && (first || !fg_text_has_cue(t, FG_CUE_TRAVEL)))
        return place(j, r);
    if (p->travel < 0)
        return fg_judge_say(j, FG_UNKNOWN, 0, "the skills file says nothing of travel");
    const double asked = r->travel > 0 ? r->travel : p->travel > 0 ? p->travel : 1;
    const double share = p->travel / asked;
    const struct fg_sv said = p->travel > 0 ? FG_SV("willing to travel") : FG_SV("no travel");
    fg_judge_add_evidence(j, said, -1, p->travel_line, (struct fg_sv){0}, share > 1 ? 1 : share);
    if (share >= 1)
        return (struct fg_judgement){FG_MET, 1, {0}};
    if (share >= j->scoring->credit_partial_min)
        return fg_judge_say(j, FG_PARTIAL, share, "%.0f %% of the time asked, %.0f %% offered",
                            100 * asked, 100 * p->travel);
    fg_judge_add_cap(j, r, j->scoring->cap_travel,
                     "more travel is asked for than the skills file offers");
    return fg_judge_say(j, FG_GAP, 0, "%.0f %% of the time asked, %.0f %% offered", 100 * asked,
                        100 * p->travel);
}

/* Demands that statements show; the first that adds one is evidence. */
static uint32_t borne(struct fg_judge *j, uint32_t asked)
{
    uint32_t found = 0;
    for (size_t i = 0; i < j->witnesses.n; i++) {
        const struct fg_witness *w = &j->witnesses.at[i];
        const uint32_t here = w->learned ? 0 : (w->words.needs | w->words.bears) & asked;
        if (!(here & ~found))
            continue;
        found |= here;
        fg_judge_weigh(j, w, (struct fg_sv){0}, 1, "shows it");
        fg_judge_add_evidence(j, w->text, w->years, w->line, (struct fg_sv){0}, 1);
    }
    return found;
}

/* Hours the person said yes or no to. */
static struct fg_judgement hours(struct fg_judge *j, const struct fg_requirement *r)
{
    const struct fg_profile *p = j->profile;
    fg_judge_add_evidence(j, p->shifts ? FG_SV("willing to work shifts") : FG_SV("no shifts"), -1,
                          p->shifts_line, (struct fg_sv){0}, p->shifts);
    if (p->shifts)
        return (struct fg_judgement){FG_MET, 1, {0}};
    fg_judge_add_cap(j, r, j->scoring->cap_travel, "shifts are asked for; the skills file says no");
    return fg_judge_say(j, FG_GAP, 0, "the skills file says no to shifts");
}

/* What was done before can be done again; of what no one did the file can't tell. */
struct fg_judgement fg_judge_physical(struct fg_judge *j, const struct fg_requirement *r,
                                      const struct fg_judge_text *t)
{
    const uint32_t of_body = t->needs & ~j->book->hours;
    const bool of_hours = fg_text_has_cue(t, FG_CUE_SHIFTS) || t->needs & j->book->hours;
    const bool strength = of_body || fg_text_has_cue(t, FG_CUE_STRENGTH);
    if (of_hours && !strength && j->profile->shifts >= 0)
        return hours(j, r);
    const uint32_t asked = of_body | (j->profile->shifts == 1 ? 0 : t->needs);
    const uint32_t found = asked ? borne(j, asked) : 0;
    if (asked && found == asked)
        return (struct fg_judgement){FG_MET, 1, {0}};
    if (found)
        return fg_judge_say(j, FG_UNKNOWN, 0, "shown in part");
    return of_hours && !strength
               ? fg_judge_say(j, FG_UNKNOWN, 0, "the skills file says nothing of shifts")
               : fg_judge_say(j, FG_UNKNOWN, 0, "not something a skills file can tell");
}
