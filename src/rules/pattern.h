/* pattern.h - one regular expression, compiled when first used, shared by threads.
 *
 * Matching is bounded by fixed match, depth and heap limits, whatever the text. */
#ifndef FG_RULES_PATTERN_H
#define FG_RULES_PATTERN_H

#include "base/room.h"

#include <stdatomic.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

struct fg_pattern {
    const char *source;               /* the expression */
    const struct fg_sv *needs;        /* texts of which a subject must have one, ASCII case */
    size_t n_needs;                   /* aside, to be worth a match; 0: any subject is      */
    _Atomic(pcre2_code *) code;       /* NULL until first used */
};

enum { FG_PATTERN_GROUPS = 16 };

/** What a match captured: bytes in the subject; n 0 and at 0 where unset. */
struct fg_match_groups {
    struct fg_span group[FG_PATTERN_GROUPS];
    size_t n;
};

/** Compiles now, for complaints: false with offset (bytes) and message. */
bool fg_pattern_check(const struct fg_pattern *p, size_t *offset, char *message, size_t size);
/** First match at or behind byte `from`. A match limit reached counts as none. */
bool fg_pattern_find(const struct fg_pattern *p, fg_scratch *scratch, struct fg_sv subject,
                     size_t from, struct fg_match_groups *out);
/** The capture of a named group, empty where it has none or did not take part. */
struct fg_sv fg_pattern_named(const struct fg_pattern *p, const struct fg_match_groups *m,
                              struct fg_sv subject, const char *name);
void fg_pattern_clear(struct fg_pattern *p);

#endif
