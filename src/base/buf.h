/* buf.h - a growing run of bytes with a ceiling.
 *
 * After the ceiling is reached or memory is out, `failed` stays true and further
 * appends do nothing: a writer may append freely and ask once at the end. */
#ifndef FG_BASE_BUF_H
#define FG_BASE_BUF_H

#include "base/sv.h"

#include <stdarg.h>

struct fg_buf {
    char *p;          /* terminated while not NULL */
    size_t n, cap;
    size_t ceiling;   /* 0: 1 GiB */
    bool failed;
};

void fg_buf_add(struct fg_buf *b, struct fg_sv s);
void fg_buf_addz(struct fg_buf *b, const char *terminated);
/** Code point as UTF-8; what is no scalar value becomes U+FFFD. */
void fg_buf_add_cp(struct fg_buf *b, uint32_t cp);
void fg_buf_addf(struct fg_buf *b, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/** Room for `n` more bytes at the returned place; NULL when failed. Follow with
 *  b->n += what was written. */
char *fg_buf_reserve(struct fg_buf *b, size_t n);
static inline void fg_buf_addc(struct fg_buf *b, char c)
{
    if (b->n + 1 < b->cap && !b->failed) { /* room for it and the terminator */
        b->p[b->n++] = c;
        b->p[b->n] = '\0';
    } else {
        fg_buf_add(b, (struct fg_sv){&c, 1});
    }
}
struct fg_sv fg_buf_sv(const struct fg_buf *b);
void fg_buf_clear(struct fg_buf *b); /**< empties, keeps the memory */
void fg_buf_free(struct fg_buf *b);  /**< frees the insides; reusable after */

#endif
