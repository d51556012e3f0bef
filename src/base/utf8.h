/* utf8.h - UTF-8: validated once where bytes enter, trusted afterwards. */
#ifndef FG_BASE_UTF8_H
#define FG_BASE_UTF8_H

#include "base/buf.h"

/** Offset of the first byte that is no well-formed UTF-8, or s.n.
 *  Source: RFC 3629 (no surrogates, no overlong forms, up to U+10FFFF). */
size_t fg_utf8_valid(struct fg_sv s);
/** Appends `s` with each ill-formed byte replaced by U+FFFD. */
void fg_utf8_repair(struct fg_sv s, struct fg_buf *out);
/** The same where the first byte is no ASCII. */
uint32_t fg_utf8_next_long(struct fg_sv s, size_t *at);
/** Code point at `*at`, which is moved behind it. `s` must be well-formed. */
static inline uint32_t fg_utf8_next(struct fg_sv s, size_t *at)
{
    const unsigned char c = (unsigned char)s.p[*at];
    if (c >= 0x80)
        return fg_utf8_next_long(s, at);
    *at += 1;
    return c;
}
/** Bytes written, 1 to 4; what is no scalar value is written as U+FFFD. */
size_t fg_utf8_encode(uint32_t cp, char out[4]);
/** The longest prefix of at most `n` bytes that ends at a character's border. */
struct fg_sv fg_utf8_cut(struct fg_sv s, size_t n);

/* ASCII is told here, the rest by a call. */
bool fg_cp_is_letter_long(uint32_t cp);
bool fg_cp_is_upper_long(uint32_t cp);
bool fg_cp_is_space_long(uint32_t cp);
bool fg_cp_is_control_long(uint32_t cp);

/** Letters and digits of all scripts that postings come in. */
static inline bool fg_cp_is_letter(uint32_t cp)
{
    return cp < 0x80 ? fg_is_alpha((char)cp) : fg_cp_is_letter_long(cp);
}
static inline bool fg_cp_is_digit(uint32_t cp)
{
    return cp >= '0' && cp <= '9';
}
static inline bool fg_cp_is_upper(uint32_t cp)
{
    return cp < 0x80 ? cp >= 'A' && cp <= 'Z' : fg_cp_is_upper_long(cp);
}
/** Whether a capital, a small letter, stands at byte `at`; neither does behind the end. */
bool fg_utf8_upper_at(struct fg_sv s, size_t at);
bool fg_utf8_lower_at(struct fg_sv s, size_t at);
/** White space: ASCII, no-break and the other Unicode spaces, zero-width ones. */
static inline bool fg_cp_is_space(uint32_t cp)
{
    return cp < 0x80 ? fg_is_space((char)cp) : fg_cp_is_space_long(cp);
}
/** Lower case without accents as ASCII where that is possible ("É" -> "e",
 *  "ß" -> "ss"): written to `out`, bytes returned (1 to 4). */
size_t fg_cp_fold(uint32_t cp, char out[4]);
/** Control characters that must not reach a terminal (C0, DEL, C1, bidirectional
 *  overrides), white space apart. */
static inline bool fg_cp_is_control(uint32_t cp)
{
    return cp < 0x7f ? cp < 0x20 && !fg_is_space((char)cp) : fg_cp_is_control_long(cp);
}

#endif
