#include "base/buf.h"

#include "base/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const size_t default_ceiling = (size_t)1 << 30;

char *fg_buf_reserve(struct fg_buf *b, size_t n)
{
    const size_t ceiling = b->ceiling ? b->ceiling : default_ceiling;
    if (b->failed || n > ceiling || b->n > ceiling - n) {
        b->failed = true;
        return NULL;
    }
    if (b->n + n + 1 > b->cap) {
        size_t cap = b->cap ? b->cap : 256;
        while (cap < b->n + n + 1)
            cap *= 2;
        if (cap > ceiling + 1) /* so that room is never more than the ceiling allows */
            cap = ceiling + 1;
        char *p = realloc(b->p, cap);
        if (!p) {
            b->failed = true;
            return NULL;
        }
        b->p = p;
        b->cap = cap;
    }
    return b->p + b->n;
}

void fg_buf_add(struct fg_buf *b, struct fg_sv s)
{
    char *to = fg_buf_reserve(b, s.n);
    if (!to)
        return;
    if (s.n)
        memcpy(to, s.p, s.n);
    b->n += s.n;
    b->p[b->n] = '\0';
}

void fg_buf_addz(struct fg_buf *b, const char *terminated)
{
    fg_buf_add(b, fg_sv_of(terminated));
}

void fg_buf_add_cp(struct fg_buf *b, uint32_t cp)
{
    char bytes[4];
    fg_buf_add(b, (struct fg_sv){bytes, fg_utf8_encode(cp, bytes)});
}

void fg_buf_addf(struct fg_buf *b, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    const int n = vsnprintf(NULL, 0, format, args);
    char *to = n >= 0 ? fg_buf_reserve(b, (size_t)n) : NULL;
    if (to) {
        vsnprintf(to, (size_t)n + 1, format, again);
        b->n += (size_t)n;
    }
    va_end(again);
    va_end(args);
}

struct fg_sv fg_buf_sv(const struct fg_buf *b)
{
    return (struct fg_sv){b->p ? b->p : "", b->n};
}

void fg_buf_clear(struct fg_buf *b)
{
    b->n = 0;
    b->failed = false;
    if (b->p)
        b->p[0] = '\0';
}

void fg_buf_free(struct fg_buf *b)
{
    free(b->p);
    *b = (struct fg_buf){.ceiling = b->ceiling};
}
