/* finder.h - what a person looks for in any text, in any script, whatever its case.
 *
 * Source: Unicode simple case folding, by PCRE2's tables; no locale takes part. Matching
 * is bounded by fixed limits, whatever the text. */
#ifndef FG_RULES_FINDER_H
#define FG_RULES_FINDER_H

#include "base/room.h"

typedef struct fg_finder fg_finder;

/** What is looked for: with `expression` a regular expression (PCRE2), else these very
 *  characters; empty finds every text. FG_EUSAGE where it is no UTF-8 or no expression,
 *  with the column. */
enum fg_status fg_finder_new(struct fg_sv what, bool expression, fg_finder **out,
                             struct fg_error *err);
/** Whether `text` (well-formed UTF-8) has it. Threads may share a finder. A match limit
 *  reached counts as no. */
bool fg_finder_has(const fg_finder *finder, struct fg_sv text);
/** NULL is fine. */
void fg_finder_free(fg_finder *finder);

#endif
