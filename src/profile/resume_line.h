/* resume_line.h - a line of a resume taken apart. Views lie in the line. */
#ifndef FG_PROFILE_RESUME_LINE_H
#define FG_PROFILE_RESUME_LINE_H

#include "profile/resume_words.h"

/** Without white space and what joins pieces (a dash, a bullet, a comma) at both ends. */
struct fg_sv fg_resume_bare(struct fg_sv s);
/** Takes the next piece of a list off `*rest`; a separator inside brackets divides
 *  nothing. `loose`: also what joins the parts of a title ("Nurse - City Hospital")
 *  divides. False when `*rest` was used up. */
bool fg_resume_next_piece(struct fg_sv *rest, bool loose, struct fg_sv *piece);
/** "text (inside)" -> text and inside; inside empty where it has none at its end. */
struct fg_sv fg_resume_without_bracket(struct fg_sv s, struct fg_sv *inside);
/** A line without its dates, joined again where they stood inside; a view of `out`. */
struct fg_sv fg_resume_without_dates(const struct fg_resume_dates *d, struct fg_sv line,
                                     struct fg_buf *out);
/** "Cleveland, OH" among a line of contacts: two words or more, no number, no address of
 *  a page or mail. Empty where there is none. */
struct fg_sv fg_resume_place_in(struct fg_sv line);

#endif
