/* convert.h - bytes of a charset to UTF-8. */
#ifndef FG_DOCUMENT_CONVERT_H
#define FG_DOCUMENT_CONVERT_H

#include "base/room.h"

#include <iconv.h>

/** Appends `in`, by a converter to UTF-8. Where it is stuck, U+FFFD stands for `unit`
 *  bytes, the width of a character of the charset. */
void fg_convert(iconv_t cd, struct fg_sv in, size_t unit, struct fg_buf *out);

#endif
