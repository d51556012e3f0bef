#include "fetch/peer.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>

struct block {
    unsigned char prefix[16];
    unsigned bits;
};

static const struct block private4[] = {
    {{0}, 8},           {{10}, 8},           {{100, 64}, 10}, {{127}, 8},     {{169, 254}, 16},
    {{172, 16}, 12},    {{192, 0, 0}, 24},   {{192, 0, 2}, 24}, {{192, 168}, 16}, {{198, 18}, 15},
    {{198, 51, 100}, 24}, {{203, 0, 113}, 24}, {{224}, 4},      {{240}, 4},
};
static const struct block private6[] = {
    {{0}, 127},           /* :: and ::1 */
    {{0x01}, 64},         /* discard only */
    {{0xfc}, 7},          /* unique local */
    {{0xfe, 0x80}, 10},   /* link-local */
    {{0xfe, 0xc0}, 10},   /* site-local */
    {{0xff}, 8},          /* multicast */
    {{0x20, 0x01, 0x0d, 0xb8}, 32},             /* documentation */
    {{0x20, 0x01, 0x00, 0x00}, 32},             /* Teredo: hides an IPv4 address */
    {{0x00, 0x64, 0xff, 0x9b, 0x00, 0x01}, 48}, /* NAT64 of one's own network */
};
/* Prefixes behind which an IPv4 address stands, and at which byte. */
static const struct wrapped {
    struct block block;
    unsigned at;
} wrapped[] = {
    {{{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff}, 96}, 12}, /* mapped */
    {{{0}, 96}, 12},                                        /* compatible */
    {{{0x00, 0x64, 0xff, 0x9b}, 96}, 12},                   /* NAT64 */
    {{{0x20, 0x02}, 16}, 2},                                /* 6to4 */
};

static bool inside(const unsigned char *address, const struct block *b)
{
    const unsigned whole = b->bits / 8, rest = b->bits % 8;
    if (memcmp(address, b->prefix, whole) != 0)
        return false;
    return rest == 0 || (address[whole] ^ b->prefix[whole]) >> (8 - rest) == 0;
}

static bool inside_any(const unsigned char *address, const struct block *blocks, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (inside(address, &blocks[i]))
            return true;
    return false;
}

static bool is_private4(const unsigned char *address)
{
    return inside_any(address, private4, sizeof private4 / sizeof *private4);
}

static bool is_private6(const unsigned char *address)
{
    if (inside_any(address, private6, sizeof private6 / sizeof *private6))
        return true;
    for (size_t i = 0; i < sizeof wrapped / sizeof *wrapped; i++)
        if (inside(address, &wrapped[i].block))
            return is_private4(address + wrapped[i].at);
    return false;
}

bool fg_peer_is_private(const struct sockaddr *peer)
{
    if (peer->sa_family == AF_INET) {
        struct sockaddr_in v4;
        memcpy(&v4, peer, sizeof v4);
        return is_private4((const unsigned char *)&v4.sin_addr);
    }
    if (peer->sa_family == AF_INET6) {
        struct sockaddr_in6 v6;
        memcpy(&v6, peer, sizeof v6);
        return is_private6((const unsigned char *)&v6.sin6_addr);
    }
    return true;
}

bool fg_peer_text_is_private(struct fg_sv text)
{
    char t[INET6_ADDRSTRLEN + 1];
    unsigned char address[16];
    if (text.n > 2 && text.p[0] == '[')
        text = fg_sv_sub(text, 1, text.n - 2);
    const char *zone = text.n ? memchr(text.p, '%', text.n) : NULL;
    if (zone)
        text.n = (size_t)(zone - text.p);
    if (text.n == 0 || text.n >= sizeof t)
        return false;
    memcpy(t, text.p, text.n);
    t[text.n] = '\0';
    if (inet_pton(AF_INET, t, address) == 1)
        return is_private4(address);
    return inet_pton(AF_INET6, t, address) == 1 && is_private6(address);
}
