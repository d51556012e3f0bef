/* company.h - the search for a posting's company: company_signs.c finds what speaks for
 * whom, company.c elects. */
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
    struct fg_map no_names; /* names that were judged: whether they are no one's */
};

/** Whether a company may be called so. */
bool company_may_be(struct company_search *s, struct fg_sv name);
/** Whether the name has a word for a house ("Meadow Museum"), or for a part of one ("Botany
 *  Department"). */
enum company_words { COMPANY_OF_ANY, COMPANY_OF_HOUSE, COMPANY_OF_PART };
enum company_words company_words(struct company_search *s, struct fg_sv name);
/** Votes for the capitalised words inside the posting's sentences. `s` has all other votes.
 *  `often`: how often the text must say a name that is no form of one of these. */
void company_find_inside(struct company_search *s, size_t often);
/** Adds to the weight of a name that may be one; an "'s" is left away. */
void company_vote(struct company_search *s, struct fg_sv name, double weight);
/** All that speaks for one in the page and the posting's text. `url`: the posting's, may
 *  be empty. */
void company_find_signs(struct company_search *s, struct fg_sv url);

#endif
