/* match - posting x profile -> fit. The formula is DESIGN.md section 6, its
 * numbers rules/scoring.yaml.
 *
 * In:    a posting, a bound profile, rules.
 * Out:   a fit: a verdict a requirement, each with its evidence; score, band,
 *        caps, gains; an answer a question of the application form.
 * Never: changes the posting or the profile; reads a file or a clock (a year counts
 *        by what posting and skills file say); says "met" where it has no evidence.
 */
#ifndef FG_MATCH_ROOM_H
#define FG_MATCH_ROOM_H

#include "base/room.h"
#include "profile/room.h"
#include "rules/room.h"

/** The band a score falls into, by the borders of rules/scoring.yaml. */
enum fg_band fg_band_of(const struct fg_scoring *scoring, double score);

#endif
