/* address.h - an http or https address, taken apart by libcurl's own parser, so
 * that what is matched and what is connected to are read the same way.
 * Source: RFC 3986. */
#ifndef FG_FETCH_ADDRESS_H
#define FG_FETCH_ADDRESS_H

#include "base/room.h"

struct fg_address {
    struct fg_sv url;             /* whole, terminated; without credentials, fragment */
    struct fg_sv scheme, host;    /* lower case; host as ASCII (punycode) where the
                                     locale's character set is UTF-8 (libcurl needs it) */
    struct fg_sv path;            /* as written, at least "/"                         */
    struct fg_sv query;           /* without "?", may be empty                        */
    struct fg_sv fragment;        /* without "#", may be empty                        */
    struct fg_sv origin;          /* scheme://host:port: what cookies and names bind to */
    struct fg_sv user, password;  /* decoded; user.p NULL: none given                 */
};

/** Takes `text` apart (white space at its ends is dropped), views in `arena`.
 *  FG_EFETCH where it is no http or https address; FG_ENOMEM. */
enum fg_status fg_address_parse(struct fg_sv text, fg_arena *arena, struct fg_address *out,
                                struct fg_error *err);
/** The first value of a query parameter, still escaped; {NULL, 0} where it has none. */
struct fg_sv fg_address_parameter(const struct fg_address *a, struct fg_sv name);
/** The form in which addresses of postings are compared: https, lower-case host,
 *  no fragment, no slash at the end, query sorted, only the well-known tracking
 *  parameters dropped (a wrong merge loses a posting, a missed one is only seen
 *  twice). {NULL, 0} when the arena failed. */
struct fg_sv fg_address_canonical(const struct fg_address *a, fg_arena *arena);
/** `text` without "user:password@" after a "://", for messages about text that
 *  may be no address at all. */
struct fg_sv fg_address_shown(struct fg_sv text, fg_arena *arena);

#endif
