/* posting_object.h - one JSON object that describes a posting, to a document.
 *
 * schema.org's JobPosting and the answers of job boards differ in the names of
 * their members and little else: one table of names reads them all. */
#ifndef FG_DOCUMENT_POSTING_OBJECT_H
#define FG_DOCUMENT_POSTING_OBJECT_H

#include "document/room.h"

#include <jansson.h>

/** A value and the values it lies in, on the walker's stack. */
struct fg_json_node {
    const json_t *value;
    const struct fg_json_node *parent; /* NULL: the top */
};

/** Whether the value is an object of schema.org's type JobPosting: the type as
 *  text or among others in an array, with any prefix ("schema:JobPosting"). */
bool fg_posting_object_is_typed(const json_t *value);
/** Whether an untyped object reads like a posting: a title, a description or a
 *  requirement list, and, where `strict` or the title's name could be anything's
 *  ("name"), one member more that only a posting has. */
bool fg_posting_object_is_likely(const json_t *value, bool strict);

/** Reads the object. Facts it does not state are taken from the objects around
 *  it. The description becomes blocks; properties that hold requirements by
 *  themselves follow as headed sections (FG_BLOCK_FIELD) unless the description
 *  says the same. `out` lives in `arena`. FG_ENOMEM. */
enum fg_status fg_posting_object_read(const struct fg_json_node *node,
                                      enum fg_document_origin origin, fg_arena *arena,
                                      struct fg_document *out, struct fg_error *err);

#endif
