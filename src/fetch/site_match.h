/* site_match.h - patterns of addresses.
 *
 *     {id}         one or more of [A-Za-z0-9._-]
 *     {id:digits}  digits; also uuid, locale (en, en-US), word ([A-Za-z0-9_-])
 *     {path...}    the same with slashes
 *     *            anything but a slash, also nothing; ** also slashes
 *     [text]       may be missing; (a|b) one of them: both unfolded at load time
 */
#ifndef FG_FETCH_SITE_MATCH_H
#define FG_FETCH_SITE_MATCH_H

#include "fetch/site.h"

enum { FG_MOST_VARIANTS = 64 };

/** All variants of a pattern with its [..] and (..|..) unfolded, in `arena`. 0
 *  where brackets do not match, are nested or make too many. */
size_t fg_site_unfold(struct fg_sv pattern, fg_arena *arena,
                      struct fg_sv variants[FG_MOST_VARIANTS]);
/** Whether `text` as a whole is of the pattern; captures are added to `m`. Host
 *  names are compared without regard to case (`nocase`). */
bool fg_site_matches(const char *pattern, struct fg_sv text, bool nocase,
                     struct fg_site_match *m);
/** Complaint about a pattern's braces and class names; NULL: it is sound. */
const char *fg_site_pattern_fault(const char *pattern);

#endif
