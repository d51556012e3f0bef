/* front_matter.h - what people write above a saved posting: "title: ...". */
#ifndef FG_DOCUMENT_FRONT_MATTER_H
#define FG_DOCUMENT_FRONT_MATTER_H

#include "document/room.h"

/** Takes a line's key and value into `fields` where the key is known and the field is
 *  still empty; quotes around the value are dropped. */
void fg_front_field(struct fg_fields *fields, fg_arena *arena, struct fg_sv key,
                    struct fg_sv value);
/** Takes a block between `---` lines, or `+++` lines (`key = value`), off the front of a
 *  text: its lines are fields, the rest of it is not the posting's text. */
struct fg_sv fg_front_matter(struct fg_sv text, struct fg_fields *fields, fg_arena *arena);

#endif
