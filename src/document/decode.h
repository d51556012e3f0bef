/* decode.h - bytes in any charset to UTF-8: once, before any format is read. */
#ifndef FG_DOCUMENT_DECODE_H
#define FG_DOCUMENT_DECODE_H

#include "base/room.h"

/** Takes saved HTTP header blocks ("HTTP/1.1 200 OK", header lines, an empty
 *  line) off the front of `*bytes`, several where redirects were saved too.
 *  `*content_type` (may be NULL) receives the last block's Content-Type as a view
 *  into the bytes; it is left alone where none is stated. */
void fg_decode_skip_http(struct fg_sv *bytes, struct fg_sv *content_type);

/** Bytes to well-formed UTF-8 without NUL. The charset is, in this order: a byte
 *  order mark; UTF-8 where the bytes are that and not only ASCII, whatever their
 *  label says (labels lie); `content_type`'s charset; <meta charset>, http-equiv
 *  or an XML declaration within the first 4 KiB; else windows-1252. What can't be
 *  converted becomes U+FFFD.
 *  `content_type`: as the server said; may be empty. A saved HTTP header block
 *  before the text is left out, and its Content-Type honoured.
 *  `out`: a view into `bytes` where nothing had to be changed, else into `arena`.
 *  FG_ENOMEM (also the arena's ceiling). Thread-safe for distinct arenas.
 *  Source: WHATWG Encoding, 4.2 (labels), for what the labels really mean. */
enum fg_status fg_decode(struct fg_sv bytes, struct fg_sv content_type, fg_arena *arena,
                         struct fg_sv *out, struct fg_error *err);

#endif
