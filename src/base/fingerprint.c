#include "base/fingerprint.h"

#include <string.h>

enum { LANES = 4, STEP = LANES * sizeof(uint64_t) };

static const uint64_t odd[LANES] = {UINT64_C(0x9e3779b97f4a7c15), UINT64_C(0xbf58476d1ce4e5b9),
                                    UINT64_C(0x94d049bb133111eb), UINT64_C(0xd6e8feb86659fd93)};

/* One to one in `h` and in `word`: a changed word always shows in its lane. */
static uint64_t mix(uint64_t h, uint64_t word, uint64_t by)
{
    h = (h ^ word) * by;
    return h ^ h >> 32;
}

static uint64_t word_at(const char *p)
{
    uint64_t word;
    memcpy(&word, p, sizeof word);
    return word;
}

/* Lanes in variables of their own: they do not wait for each other, nor for memory. */
static void add_steps(uint64_t lane[LANES], const char *p, size_t n)
{
    uint64_t a = lane[0], b = lane[1], c = lane[2], d = lane[3];
    for (const char *end = p + n; p != end; p += STEP) {
        a = mix(a, word_at(p), odd[0]);
        b = mix(b, word_at(p + 8), odd[1]);
        c = mix(c, word_at(p + 16), odd[2]);
        d = mix(d, word_at(p + 24), odd[3]);
    }
    lane[0] = a, lane[1] = b, lane[2] = c, lane[3] = d;
}

struct fg_fingerprint fg_fingerprint(struct fg_sv bytes)
{
    const size_t whole = bytes.n / STEP * STEP;
    char last[STEP] = {0};
    uint64_t lane[LANES];
    if (bytes.n > whole)
        memcpy(last, bytes.p + whole, bytes.n - whole);
    for (size_t k = 0; k < LANES; k++)
        lane[k] = mix(bytes.n + k, word_at(last + k * sizeof *lane), odd[k]);
    add_steps(lane, bytes.p, whole);
    struct fg_fingerprint f = {{lane[0], lane[1]}};
    for (size_t k = 0; k < LANES; k++) {
        f.at[0] = mix(f.at[0], lane[k], odd[0]);
        f.at[1] = mix(f.at[1], lane[LANES - 1 - k], odd[1]);
    }
    return f;
}

bool fg_fingerprint_eq(struct fg_fingerprint a, struct fg_fingerprint b)
{
    return a.at[0] == b.at[0] && a.at[1] == b.at[1];
}
