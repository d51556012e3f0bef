/* container_records.h - records of JSON Lines and of tables: a posting each, handed on as
 * JSON, whose reader knows what boards call their members. */
#ifndef FG_DOCUMENT_CONTAINER_RECORDS_H
#define FG_DOCUMENT_CONTAINER_RECORDS_H

#include "document/container_stream.h"

#include <jansson.h>

/** Makes the members that `fields` names (with commas between) the record's description.
 *  False where it has none of them. */
bool fg_record_join_fields(json_t *record, const char *fields);
/** Hands on a record, which gets a type, as `w`'s member of that number. */
void fg_record_pass_on(const struct fg_walk *w, json_t *record, size_t number);

#endif
