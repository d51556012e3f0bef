/* site.h - a board's answer to documents, by the rule that fetched it. */
#ifndef FG_DOCUMENT_SITE_H
#define FG_DOCUMENT_SITE_H

#include "document/room.h"
#include "fetch/room.h"

/** Reads what was fetched: a board's answer by its rule, anything else as
 *  fg_document_read() does. `documents`/`n`: an array in `arena`; `*n` is 0 where
 *  the answer no longer holds the posting: it is closed. Thread-safe for distinct
 *  arenas. FG_EREAD where the answer is not what the rule says, with its address;
 *  FG_ELIMIT; FG_ENOMEM. */
enum fg_status fg_reply_read(const fg_rules *rules, const struct fg_reply *reply, fg_arena *arena,
                             struct fg_document **documents, size_t *n, struct fg_error *err);

#endif
