/* company.h - the search for a posting's company: company_signs.c and
 * company_inside.c find what speaks for whom, company_name.c votes, company.c elects. */
#ifndef FG_EXTRACT_COMPANY_H
#define FG_EXTRACT_COMPANY_H

#include "extract/name.h"

/** What a label ("Employer: Acme") is worth, and a name inside a sentence. */
#define COMPANY_LABELLED 6.0
#define COMPANY_INSIDE 0.4

struct company_search {
    const struct names *names;
    struct extraction *x;
    struct fg_sv title;
    struct name_votes votes;
    struct fg_map kinds; /* names that were judged: enum name_kind */
};

/** "Acme Group Data Platform" as "Acme Group": a house without the part of it behind. */
struct fg_sv company_without_part(struct company_search *s, struct fg_sv name);
/** Whether a company may be called so. */
bool company_may_be(struct company_search *s, struct fg_sv name);
/** Whether the name has a word for a house ("Meadow Museum"), or for a part of one ("Botany
 *  Department"). */
enum company_words { COMPANY_OF_ANY, COMPANY_OF_HOUSE, COMPANY_OF_PART };
enum company_words company_words(struct company_search *s, struct fg_sv name);
/** Votes for the capitalised words inside the posting's sentences. `s` has all other votes.
 *  `often`: how often the text must say a name that is no form of one of these. */
void company_find_inside(struct company_search *s, size_t often);
/** Ways of saying whose posting it is, which alone count for a site's name, and are kept of these
 *  alone; the low bits are of phrases, by enum fg_company_mark. */
enum {
    COMPANY_ON_PAGE = 1 << 8,
    COMPANY_LABEL = 1 << 9,
    COMPANY_IN_SENTENCE = 1 << 10,
    COMPANY_OF_SITE = 1 << 11,
    COMPANY_TOLD = 1 << 12 /* a phrase that tells who it is: of all names */
};
/** Adds to the weight of a name that may be one; an "'s" is left away. `way`: 0 for one that
 *  may be the site's. */
void company_vote(struct company_search *s, struct fg_sv name, double weight, unsigned way);
/** The same for what may come again, which then says less. */
void company_vote_said(struct company_search *s, struct fg_sv name, double weight, unsigned way);
/** Takes the weight of sites of which nothing says that the posting is their own. */
void company_drop_sites(struct company_search *s);
/** All that speaks for one in the page and the posting's text. `url`: the posting's, may
 *  be empty. */
void company_find_signs(struct company_search *s, struct fg_sv url);

#endif
