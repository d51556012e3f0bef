/* extract - a document's blocks to the requirement list.
 *
 * In:    a document, rules.
 * Out:   a posting: fields, requirements with their facts, duties.
 * Never: sees a format or a tag; knows who asks; guesses a fact that is not there.
 *
 * The way of a document:  blocks --line.c--> lines --outline.c--> sections
 * --unit.c--> units, each judged by sentence.c and classify.c --priority.c,
 * fact.c, skill.c, reason.c--> requirements;  field.c, name.c and page.c say what posting
 * it is.
 */
#ifndef FG_EXTRACT_ROOM_H
#define FG_EXTRACT_ROOM_H

#include "base/room.h"
#include "document/room.h"
#include "rules/room.h"

/** Skills named in a requirement, left to right, not overlapping, none twice by the same
 *  words. `language` may be NULL.
 *  Uses scratch->tokens. `*n` mentions in `arena`; NULL and 0 for none. */
const struct fg_mention *fg_extract_skills(const fg_rules *rules, fg_scratch *scratch,
                                           const struct fg_language *language,
                                           struct fg_sv text, fg_arena *arena, size_t *n);

/** What any English text names as someone's skill, a degree or a human language, left to
 *  right, not overlapping. Nothing says that such a text asks for anything, so every
 *  mention is weighed by where it stands (rules/mentions.tsv). Else as
 *  fg_extract_skills(). `trace`, which may be NULL, receives a line for each that was
 *  weighed: byte offset, byte length, whether it is kept, sum, column of the weights,
 *  name, features, divided by tabs. */
const struct fg_mention *fg_extract_mentions(const fg_rules *rules, fg_scratch *scratch,
                                             const struct fg_language *language,
                                             struct fg_sv text, fg_arena *arena,
                                             struct fg_buf *trace, size_t *n);

/** How each piece of a document was judged, a line each: class, sums, shape, section,
 *  text, features, divided by tabs. For `fitgap rules trace` and for training. */
enum fg_status fg_extract_trace(const fg_rules *rules, fg_scratch *scratch,
                                const struct fg_document *document, fg_arena *arena,
                                struct fg_buf *out, struct fg_error *err);

#endif
