/* json_write.h - JSON out, straight into a buffer, commas and escapes minded.
 *
 *     fg_json_open(&j, '{');
 *     fg_json_key(&j, "score"); fg_json_number(&j, 78.4, 1);
 *     fg_json_close(&j, '}');
 *
 * The caller keeps braces balanced and gives a key before each member; numbers
 * are written the same way on every machine. Source: RFC 8259. */
#ifndef FG_BASE_JSON_WRITE_H
#define FG_BASE_JSON_WRITE_H

#include "base/buf.h"

struct fg_json {
    struct fg_buf *out;
    int indent;        /**< blanks a level; 0: all on one line */
    unsigned depth;    /**< set to 0 by the caller */
    bool wants_comma;  /**< set to false by the caller */
    bool after_key;    /**< set to false by the caller */
};

void fg_json_open(struct fg_json *j, char bracket);  /**< '{' or '[' */
void fg_json_close(struct fg_json *j, char bracket); /**< '}' or ']' */
void fg_json_key(struct fg_json *j, const char *key);
void fg_json_string(struct fg_json *j, struct fg_sv s); /**< well-formed UTF-8 */
/** "" as null: absent facts are null, never guessed. */
void fg_json_string_or_null(struct fg_json *j, struct fg_sv s);
/** Rounded to `digits` after the point, trailing zeros dropped. */
void fg_json_number(struct fg_json *j, double v, int digits);
/** null where v < 0. */
void fg_json_number_or_null(struct fg_json *j, double v, int digits);
void fg_json_uint(struct fg_json *j, uint64_t v);
void fg_json_bool(struct fg_json *j, bool v);
void fg_json_null(struct fg_json *j);

#endif
