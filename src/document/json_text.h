/* json_text.h - JSON as boards and pages really write it, to jansson values. */
#ifndef FG_DOCUMENT_JSON_TEXT_H
#define FG_DOCUMENT_JSON_TEXT_H

#include "base/room.h"

#include <jansson.h>

/** Reads the next object or array out of `*rest`, well-formed UTF-8, which is
 *  moved behind it. Strict JSON goes straight to jansson. What it refuses is
 *  mended first: raw line ends and control characters in strings, bad `\`
 *  escapes, lone surrogates, quotes inside strings, strings in single quotes,
 *  bare keys, comments, HTML comments and CDATA marks, commas too many, brackets
 *  too many or (at the end) too few, and words JSON does not know (undefined,
 *  NaN) as null.
 *  Returns NULL where there is no further value, or none that can be mended;
 *  `*rest` is then empty. At most 16 MiB are read, and mended 200 levels deep.
 *  Free with json_decref(). */
json_t *fg_json_text_next(struct fg_sv *rest);

#endif
