/* terms.h - the words a skills file uses for years, levels, degrees, shares. */
#ifndef FG_PROFILE_TERMS_H
#define FG_PROFILE_TERMS_H

#include "base/room.h"

/** "6 years", "6", "6+ yrs", "18 months" -> years. False for anything else. */
bool fg_term_years(struct fg_sv s, double *out);
/** "25%", "25", "0.25" -> 0.25; "yes" -> 1, "no" -> 0. False for anything else. */
bool fg_term_share(struct fg_sv s, double *out);
/** A level of a human language in words or on the CEFR scale, FG_LEVEL_NONE for
 *  what is neither. Source: Common European Framework of Reference, 2001. */
enum fg_level fg_term_language_level(struct fg_sv s);
/** How well a skill is known: 1 basic to 4 expert; 0 for what is no such word. */
int fg_term_skill_level(struct fg_sv s);
/** The degree a word or title names ("BSc", "Master of Arts"), FG_DEGREE_NONE for
 *  what names none. */
enum fg_degree fg_term_degree(struct fg_sv s);
/** The nearest word that would have been understood, or NULL. */
const char *fg_term_degree_hint(struct fg_sv s);
const char *fg_term_level_hint(struct fg_sv s);
const char *fg_term_skill_level_hint(struct fg_sv s);
/** The year in "2021", "2021-05", "2021-05-30"; 0 for anything else. `*month`
 *  (may be NULL) receives 1 to 12, 0 where not said. */
int fg_term_year(struct fg_sv s, int *month);

#endif
