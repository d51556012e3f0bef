/* fingerprint.h - whether bytes are the same as before, told fast (several bytes a
 * cycle). No defence against someone who means to deceive: sha256.h is that. */
#ifndef FG_BASE_FINGERPRINT_H
#define FG_BASE_FINGERPRINT_H

#include "base/sv.h"

struct fg_fingerprint {
    uint64_t at[2];
};

/** The same bytes, the same fingerprint, in every process on machines of one byte
 *  order; other bytes, another one, but for one in 2^64 and worse luck. */
struct fg_fingerprint fg_fingerprint(struct fg_sv bytes);
bool fg_fingerprint_eq(struct fg_fingerprint a, struct fg_fingerprint b);

#endif
