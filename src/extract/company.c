#include "extract/company.h"

#include <math.h>
#include <string.h>

/* Which company is elected: forms of one name are joined, and what is said often, and is
 * no skill, weighs more. */

static const struct {
    double said, said_most, /* every doubling of how often the text names it */
        skill, sure,        /* times this where it names a skill, unless so  */
        house, part,        /* times this where it has a word for one        */
        displayed,          /* what a longer form of a name needs by itself  */
        with_form,          /* the same where only its legal form is more    */
        least,              /* what a company needs                          */
        spoken_of,          /* the same of one that is said again and again  */
        rival,              /* what of that another may have at most         */
        in_title,           /* times this where it may be the title's place  */
        against_stated;     /* what it needs where the source states another */
} worth = {.said = 0.5,
           .said_most = 2.5,
           .skill = 0.4,
           .sure = 4,
           .house = 1.4,
           .part = 0.5,
           .displayed = 2,
           .with_form = 2.5,
           .least = 2,
           .spoken_of = 1.45,
           .rival = 0.8,
           .in_title = 0.5,
           .against_stated = 4};

/* "Michigan" of "University of Michigan" */
static bool ends_with_words(struct fg_sv longer, struct fg_sv shorter)
{
    return longer.n > shorter.n && fg_sv_ends(longer, shorter) &&
           longer.p[longer.n - shorter.n - 1] == ' ';
}

/* "CDS" of "Canadian Digital Service", "USDC" of "U.S. Digital Corps" */
static bool are_initials(struct fg_sv letters, struct fg_sv name)
{
    enum { MOST = 8 };
    size_t k = 0;
    if (letters.n < 2 || letters.n > MOST || *letters.p != *name.p)
        return false;
    for (size_t i = 0; i < name.n; i++) {
        const bool first = i == 0 || name.p[i - 1] == ' ' || name.p[i - 1] == '.';
        if (first && name_is_capitalised(fg_sv_sub(name, i, name.n)) &&
            (k >= letters.n || letters.p[k++] != name.p[i]))
            return false;
    }
    return k == letters.n && k > 1;
}

/* Most names share neither the first letter nor the last one. */
static bool may_be_form(struct fg_sv longer, struct fg_sv shorter)
{
    return longer.n > shorter.n &&
           (fg_lower(*longer.p) == fg_lower(*shorter.p) ||
            longer.p[longer.n - 1] == shorter.p[shorter.n - 1]);
}

static void move_weight(struct name_vote *to, struct name_vote *from)
{
    to->weight += from->weight;
    from->weight = 0;
}

/* Whether the longer name is that of the house: "Yale University", which its own page
 * says, of "Yale", which the text says. */
static bool says_more(struct company_search *s, const struct name_vote *longer, struct fg_sv name)
{
    enum { MOST_WORDS = 3 };
    struct fg_sv rest = fg_sv_sub(longer->name, name.n, NAME_LONGEST), word;
    if (longer->weight < worth.displayed || !name_begins(longer->name, name))
        return false;
    if (company_words(s, rest) != COMPANY_OF_HOUSE)
        return longer->weight >= worth.with_form &&
               name_means(s->x, FG_GROUP_COMPANY, rest) == FG_COMPANY_FORM;
    size_t words = 0;
    while (fg_sv_next(&rest, ' ', &word))
        words += word.n > 0;
    return words <= MOST_WORDS;
}

/* "University of Ulm" of "Ulm": a place is hardly ever one. */
static bool is_house_of(struct company_search *s, const struct name_vote *longer,
                        struct fg_sv name)
{
    const struct fg_sv before = fg_sv_sub(longer->name, 0, longer->name.n - name.n);
    return ends_with_words(longer->name, name) &&
           (fg_sv_ends(before, FG_SV(" of ")) || fg_sv_ends(before, FG_SV(" OF "))) &&
           company_words(s, before) == COMPANY_OF_HOUSE;
}

/* Whether the longer name is at least every second of the shorter one's. */
static bool is_said_as_often(struct company_search *s, const struct name_vote *longer,
                             const struct name_vote *shorter)
{
    const size_t all = name_count(s->names, shorter->name);
    const size_t whole = name_count(s->names, longer->name) * 2;
    return whole > all || (whole == all && longer->weight >= shorter->weight);
}

/* "Acme" and "Acme Robotics GmbH" are one: what speaks for both goes to the
 * longer where the text has it often enough, and to the shorter else. */
static void join_forms(struct company_search *s)
{
    struct name_votes *v = &s->votes;
    for (size_t i = 0; i < v->n; i++) {
        struct name_vote *a = &v->at[i], *longer = NULL;
        for (size_t k = 0; k < v->n && a->weight > 0; k++) {
            struct name_vote *b = &v->at[k];
            if (b->weight > (longer ? longer->weight : 0) && may_be_form(b->name, a->name) &&
                (((name_begins(b->name, a->name) || ends_with_words(b->name, a->name)) &&
                  fg_sv_find(s->title, b->name) == SIZE_MAX) ||
                 are_initials(a->name, b->name)))
                longer = b;
        }
        if (!longer)
            continue;
        if (are_initials(a->name, longer->name) || longer->weight >= COMPANY_LABELLED ||
            says_more(s, longer, a->name) || is_house_of(s, longer, a->name) ||
            is_said_as_often(s, longer, a))
            move_weight(longer, a);
        else
            for (size_t k = 0; k < v->n; k++)
                if (name_begins(v->at[k].name, a->name))
                    move_weight(a, &v->at[k]);
    }
}

/* "DfE" of "DfE Digital": the first word alone, where it is said far more
 * often. */
static void add_first_words(struct company_search *s)
{
    enum { FAR_MORE = 2 };
    const size_t n = s->votes.n;
    for (size_t i = 0; i < n; i++) {
        const struct fg_sv name = s->votes.at[i].name;
        const struct fg_sv word = fg_sv_sub(name, 0, fg_sv_find(name, FG_SV(" ")));
        size_t capitals = 0;
        for (size_t k = 0; k < word.n;)
            capitals += fg_cp_is_upper(fg_utf8_next(word, &k));
        if (word.n < name.n && capitals > 1 && company_may_be(s, word) &&
            !name_is_skill(s->x, word) &&
            name_count(s->names, word) > FAR_MORE * name_count(s->names, name))
            company_vote(s, word, COMPANY_INSIDE, 0);
    }
}

/* "Nurse - Leeds": of what the title ends in the text tells nothing, where it tells of someone
 * else it is the place. */
static void weigh_place_of_title(struct company_search *s)
{
    bool someone = false;
    for (size_t i = 0; i < s->votes.n; i++)
        someone = someone || (s->votes.at[i].told && s->votes.at[i].weight >= worth.spoken_of &&
                              fg_sv_find(s->title, s->votes.at[i].name) == SIZE_MAX);
    for (size_t i = 0; someone && i < s->votes.n; i++)
        if (!s->votes.at[i].told && fg_sv_find(s->title, s->votes.at[i].name) != SIZE_MAX)
            s->votes.at[i].weight *= worth.in_title;
}

static void weigh_by_count(struct company_search *s)
{
    const double by_words[] = {1, worth.house, worth.part};
    for (size_t i = 0; i < s->votes.n; i++) {
        struct name_vote *v = &s->votes.at[i];
        const double said = worth.said * log2(1 + (double)name_count(s->names, v->name));
        v->weight += said < worth.said_most ? said : worth.said_most;
        if (v->weight > worth.least / 2)
            v->weight *= by_words[company_words(s, v->name)];
        if (v->weight < worth.sure && !v->ways && name_is_skill(s->x, v->name))
            v->weight *= worth.skill;
    }
    weigh_place_of_title(s);
}

/* "Acme" and "ACME A/S", "Ulm University" and "Ulm Universität": the first word is one. */
static bool are_of_one_house(struct fg_sv a, struct fg_sv b)
{
    return fg_sv_eq_nocase(fg_sv_sub(a, 0, fg_sv_find(a, FG_SV(" "))),
                           fg_sv_sub(b, 0, fg_sv_find(b, FG_SV(" "))));
}

/* The weight of who would be elected now, or what is needed where that is more. */
static double to_beat(struct company_search *s, double least)
{
    const struct name_votes votes = s->votes;
    add_first_words(s);
    join_forms(s);
    weigh_by_count(s);
    for (size_t i = 0; i < s->votes.n; i++)
        least = s->votes.at[i].weight > least ? s->votes.at[i].weight : least;
    s->votes = votes;
    return least;
}

/* How often a name must be said to win by that alone. */
static size_t times_to_win(double beaten)
{
    enum { MOST = 64 };
    size_t n = 1;
    for (double said; n < MOST; n++) {
        said = worth.said * log2(1 + (double)n);
        said = said < worth.said_most ? said : worth.said_most;
        if ((COMPANY_INSIDE * (double)n + said) * worth.house > beaten)
            break;
    }
    return n;
}

/* Whether a phrase of the text tells who it is ("At Acme, we"), and little speaks for any
 * other. */
static bool is_told_alone(struct company_search *s, struct fg_sv name)
{
    const struct name_vote *most = name.n ? name_votes_of(&s->votes, name) : NULL;
    if (!most || !most->told)
        return false;
    for (size_t i = 0; i < s->votes.n; i++)
        if (&s->votes.at[i] != most && s->votes.at[i].weight > most->weight * worth.rival)
            return false;
    return true;
}

/* Who is spoken of again and again, more than any other, though nothing else tells of it. */
static struct fg_sv said_often(struct company_search *s)
{
    enum { OFTEN = 3 };
    const struct fg_sv most = name_elected(&s->votes, worth.spoken_of);
    if (is_told_alone(s, most))
        return most;
    struct fg_sv rest = most, word;
    while (rest.n && fg_sv_next(&rest, ' ', &word))
        if (!company_may_be(s, word)) /* "Data & AI" */
            return (struct fg_sv){0};
    return name_count(s->names, most) >= OFTEN ? most : (struct fg_sv){0};
}

struct fg_sv extract_company(const struct names *n, struct fg_sv title, struct fg_sv url,
                             struct fg_sv stated)
{
    struct company_search s = {.names = n, .x = n->x, .title = title};
    /* "acme.example" is an address, not a name */
    const bool named =
        name_is_capitalised(stated) || (stated.n && !memchr(stated.p, '.', stated.n));
    const double least = named ? worth.against_stated : worth.least;
    company_find_signs(&s, url);
    company_drop_sites(&s);
    company_find_inside(&s, times_to_win(to_beat(&s, least)));
    add_first_words(&s);
    join_forms(&s);
    weigh_by_count(&s);
    const struct fg_sv said = name_elected(&s.votes, least);
    if (!said.n)
        return named ? stated : said_often(&s);
    return named && are_of_one_house(stated, said) ? stated : said;
}
