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

/** Skills named in a text, left to right, not overlapping. `language` may be NULL.
 *  Uses scratch->tokens. `*n` mentions in `arena`; NULL and 0 for none. */
const struct fg_mention *fg_extract_skills(const fg_rules *rules, fg_scratch *scratch,
                                           const struct fg_language *language,
                                           struct fg_sv text, fg_arena *arena, size_t *n);

/** Whether a line, given as its tokens, can ask for something: by its cues, or because it
 *  is short. */
bool fg_extract_asks(const struct fg_language *language, const struct fg_tokens *tokens);

/** How each piece of a document was judged, a line each: class, sums, shape, section,
 *  text, features, divided by tabs. For `fitgap rules trace` and for training. */
enum fg_status fg_extract_trace(const fg_rules *rules, fg_scratch *scratch,
                                const struct fg_document *document, fg_arena *arena,
                                struct fg_buf *out, struct fg_error *err);

#endif
