/* error.h - fills a struct fg_error. Every function returns the status it set,
 * so that `return fg_fail(...)` reads as what it is. `err` may be NULL. */
#ifndef FG_BASE_ERROR_H
#define FG_BASE_ERROR_H

#include "base/sv.h"

enum fg_status fg_fail(struct fg_error *err, enum fg_status status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/** With the place: `place` is a file name or an address; line and column are
 *  1-based, 0 where unknown. */
enum fg_status fg_fail_at(struct fg_error *err, enum fg_status status, const char *place,
                          unsigned line, unsigned column, const char *format, ...)
    __attribute__((format(printf, 6, 7)));
/** Out of memory, or an arena's ceiling. */
enum fg_status fg_fail_memory(struct fg_error *err);
/** "place:line:column: message" (what is known of it) into `out`, terminated. */
void fg_error_format(const struct fg_error *err, char *out, size_t size);

#endif
