/* Where one lives and would go: place, time zone, travel. The skills file's silence is
 * not a no. */
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

size_t fg_regions_asked(struct fg_judge *j, struct fg_sv text, uint32_t *out, size_t most)
{
    return fg_wordbook_regions(j->book, where_asked(j, text), &j->scratch->more, out, most);
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

/* ---- the time of day where one lives ---- */

struct hours {
    double from, to;
    bool known;
};

static void add_hours(struct hours *h, double from, double to)
{
    h->from = h->known && h->from < from ? h->from : from;
    h->to = h->known && h->to > to ? h->to : to;
    h->known = true;
}

/* What stands behind "UTC" or "CET": "-1", "+3", " ± 2". */
static double hours_behind(struct fg_sv text, size_t at, bool *both_ways)
{
    double value = 0, sign = 0;
    if (at > 0 && text.p[at - 1] == '+')
        at--; /* a word of letters may end with it: "C++", "UTC+3" */
    while (at < text.n && text.p[at] == ' ')
        at++;
    const struct fg_sv rest = fg_sv_sub(text, at, text.n);
    *both_ways = fg_sv_starts(rest, FG_SV("\u00b1")) || fg_sv_starts(rest, FG_SV("+/-"));
    if (*both_ways || fg_sv_starts(rest, FG_SV("+")))
        sign = 1;
    else if (fg_sv_starts(rest, FG_SV("-")) || fg_sv_starts(rest, FG_SV("\u2212")))
        sign = -1;
    for (size_t i = 0; sign != 0 && i < rest.n && (i < 5 || fg_is_digit(rest.p[i])); i++)
        if (fg_is_digit(rest.p[i]))
            value = value * 10 + (rest.p[i] - '0');
        else if (value > 0)
            break;
    return sign * (value <= 14 ? value : 0);
}

/* The hours from UTC that a text asks for: from the least to the most that it names;
 * "within two hours of CET" adds these on both sides. */
static struct hours hours_asked(struct fg_judge *j, struct fg_sv text,
                                const struct fg_judge_text *t)
{
    struct hours h = {0};
    struct fg_tokens *tokens = &j->scratch->more;
    bool both = false, offsets = false;
    for (size_t i = 0; fg_tokenize(text, tokens) && i < tokens->n;) {
        uint32_t region;
        double from, to;
        const size_t n = fg_wordbook_region_at(j->book, text, tokens, i, &region);
        if (n && fg_region_hours(j->book, region, &from, &to)) {
            const struct fg_span span = fg_tokens_span(tokens, i, n);
            const double more = hours_behind(text, (size_t)span.at + span.n, &both);
            offsets |= more != 0;
            add_hours(&h, from + (both ? -more : more), to + more);
        }
        i += n ? n : 1;
    }
    if (h.known && !offsets && t->largest <= 12) {
        h.from -= t->largest;
        h.to += t->largest;
    }
    return h;
}

static struct fg_judgement time_zone(struct fg_judge *j, const struct fg_requirement *r,
                                     const struct fg_judge_text *t)
{
    const struct fg_profile *p = j->profile;
    const struct hours asked = hours_asked(j, r->text, t);
    uint32_t own[MOST_REGIONS];
    double from = 0, to = 0;
    const size_t n = fg_wordbook_regions(j->book, p->location, &j->scratch->more, own,
                                         MOST_REGIONS);
    if (!asked.known || !n || !fg_region_hours(j->book, own[0], &from, &to))
        return fg_judge_say(j, FG_UNKNOWN, 0, "whether the time zone fits, the file can't tell");
    if (from >= asked.from && to <= asked.to) {
        fg_judge_add_evidence(j, p->location, -1, p->location_line, (struct fg_sv){0}, 1);
        return (struct fg_judgement){FG_MET, 1, {0}};
    }
    if (to >= asked.from && from <= asked.to)
        return fg_judge_say(j, FG_UNKNOWN, 0, "a place of several time zones");
    if (p->relocate != 0)
        return fg_judge_say(j, FG_UNKNOWN, 0, "another time zone; of moving nothing is said");
    return fg_judge_say(j, FG_GAP, 0, "another time zone, and no relocation");
}

static struct fg_judgement place(struct fg_judge *j, const struct fg_requirement *r)
{
    const struct fg_profile *p = j->profile;
    uint32_t asked[MOST_REGIONS];
    const size_t n = fg_regions_asked(j, r->text, asked, MOST_REGIONS);
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

/* ---- travel ---- */

struct fg_judgement fg_judge_travel(struct fg_judge *j, const struct fg_requirement *r,
                                    const struct fg_judge_text *t)
{
    const struct fg_profile *p = j->profile;
    if (fg_text_has_cue(t, FG_CUE_ZONE)) /* "between UTC-1 and UTC+3" */
        return time_zone(j, r, t);
    const bool lives = fg_text_has_cue(t, FG_CUE_RESIDE);
    const bool first = fg_text_opens_with(t, FG_CUE_RESIDE); /* "Live within 45 minutes' travel" */
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
