#include "base/sha256.h"

void fg_sha256_begin(fg_sha256 *s)
{
    SHA256Init(s);
}

void fg_sha256_add(fg_sha256 *s, struct fg_sv bytes)
{
    SHA256Update(s, (const uint8_t *)bytes.p, bytes.n);
}

void fg_sha256_end(fg_sha256 *s, char hex[65])
{
    SHA256End(s, hex);
}

void fg_sha256_hex(struct fg_sv bytes, char hex[65])
{
    fg_sha256 s;
    fg_sha256_begin(&s);
    fg_sha256_add(&s, bytes);
    fg_sha256_end(&s, hex);
}
