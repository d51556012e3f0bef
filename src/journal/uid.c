/* Identities that other programs keep: calendars, address books, task lists.
 * Source: RFC 9562. */
#include "journal/internal.h"

#include <string.h>
#include <sys/random.h>

static void write_uuid(unsigned char b[16], unsigned version, char out[FG_UID])
{
    b[6] = (unsigned char)((b[6] & 0x0fu) | version << 4);
    b[8] = (unsigned char)((b[8] & 0x3fu) | 0x80u);
    char *to = out;
    for (int i = 0; i < 16; i++) {
        if (i == 4 || i == 6 || i == 8 || i == 10)
            *to++ = '-';
        to += snprintf(to, 3, "%02x", b[i]);
    }
}

void fg_uid_of(const struct fg_sv *parts, size_t n, char out[FG_UID])
{
    fg_sha256 sha;
    char hex[65];
    unsigned char b[16];
    fg_sha256_begin(&sha);
    for (size_t i = 0; i < n; i++) {
        fg_sha256_add(&sha, parts[i]);
        fg_sha256_add(&sha, (struct fg_sv){"", 1}); /* a NUL divides: no part holds one */
    }
    fg_sha256_end(&sha, hex);
    for (size_t i = 0; i < 16; i++) {
        unsigned v;
        sscanf(hex + 2 * i, "%2x", &v);
        b[i] = (unsigned char)v;
    }
    write_uuid(b, 8, out);
}

void fg_uid_random(char out[FG_UID])
{
    unsigned char b[16] = {0};
    if (getrandom(b, sizeof b, 0) != (ssize_t)sizeof b)
        memset(b, 0, sizeof b); /* the UNIQUE constraint will say so */
    write_uuid(b, 4, out);
}
