/* sha256.h - SHA-256 through nettle, which has the processor do it where it can.
 * Source: FIPS 180-4. */
#ifndef FG_BASE_SHA256_H
#define FG_BASE_SHA256_H

#include "base/sv.h"

#include <nettle/sha2.h>

typedef struct sha256_ctx fg_sha256;

void fg_sha256_begin(fg_sha256 *s);
void fg_sha256_add(fg_sha256 *s, struct fg_sv bytes);
/** 64 lower-case hex digits and a NUL. */
void fg_sha256_end(fg_sha256 *s, char hex[65]);
/** All in one. */
void fg_sha256_hex(struct fg_sv bytes, char hex[65]);

#endif
