#include "base/sha256.h"

void fg_sha256_begin(fg_sha256 *s)
{
    sha256_init(s);
}

void fg_sha256_add(fg_sha256 *s, struct fg_sv bytes)
{
    sha256_update(s, bytes.n, (const uint8_t *)bytes.p);
}

void fg_sha256_end(fg_sha256 *s, char hex[65])
{
    static const char digits[] = "0123456789abcdef";
    uint8_t sum[SHA256_DIGEST_SIZE];
    sha256_digest(s, sizeof sum, sum);
    for (size_t i = 0; i < sizeof sum; i++) {
        hex[2 * i] = digits[sum[i] >> 4];
        hex[2 * i + 1] = digits[sum[i] & 15];
    }
    hex[2 * sizeof sum] = '\0';
}

void fg_sha256_hex(struct fg_sv bytes, char hex[65])
{
    fg_sha256 s;
    fg_sha256_begin(&s);
    fg_sha256_add(&s, bytes);
    fg_sha256_end(&s, hex);
}
