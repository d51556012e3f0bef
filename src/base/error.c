#include "base/error.h"

#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static void copy_cut(char *to, size_t size, const char *from)
{
    const size_t n = fg_utf8_cut(fg_sv_of(from), size - 1).n;
    memmove(to, from, n);
    to[n] = '\0';
}

static enum fg_status fill(struct fg_error *err, enum fg_status status, const char *place,
                           unsigned line, unsigned column, const char *format, va_list args)
{
    if (!err)
        return status;
    char message[sizeof err->message * 2];
    vsnprintf(message, sizeof message, format, args);
    *err = (struct fg_error){.status = status, .line = line, .column = column};
    copy_cut(err->place, sizeof err->place, place ? place : "");
    copy_cut(err->message, sizeof err->message, message);
    return status;
}

enum fg_status fg_fail(struct fg_error *err, enum fg_status status, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fill(err, status, NULL, 0, 0, format, args);
    va_end(args);
    return status;
}

enum fg_status fg_fail_at(struct fg_error *err, enum fg_status status, const char *place,
                          unsigned line, unsigned column, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fill(err, status, place, line, column, format, args);
    va_end(args);
    return status;
}

enum fg_status fg_fail_memory(struct fg_error *err)
{
    return fg_fail(err, FG_ENOMEM, "out of memory");
}

void fg_error_format(const struct fg_error *err, char *out, size_t size)
{
    char at[48] = "";
    if (err->line && err->column)
        snprintf(at, sizeof at, "%u:%u: ", err->line, err->column);
    else if (err->line)
        snprintf(at, sizeof at, "%u: ", err->line);
    snprintf(out, size, "%s%s%s%s", err->place, err->place[0] ? (at[0] ? ":" : ": ") : "", at,
             err->message);
}
