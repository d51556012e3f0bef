/* Near-identical texts told by a sketch of 32 bytes. Source: P. Li, A. Owen, C.-H. Zhang, One
 * Permutation Hashing, 2012; what stands for an empty place: A. Shrivastava, P. Li,
 * Densifying One Permutation Hashing via Rotation, 2014. */
#include "report/ranking.h"

#include <string.h>

static const uint64_t prime = 1099511628211u; /* FNV-1a's, 64 bits */

/* Source: splitmix64, by Sebastiano Vigna, in the public domain. */
static uint64_t mix(uint64_t z)
{
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return z ^ z >> 31;
}

void fg_sketch_begin(struct fg_sketch *s)
{
    *s = (struct fg_sketch){0};
    memset(s->least, 0xff, sizeof s->least);
}

/* A shingle's hash says the place and, with the rest of its bits, what is the least there. */
static void add_shingle(struct fg_sketch *s, uint64_t h)
{
    const uint64_t all = mix(h), value = all / FG_SKETCH;
    uint64_t *const least = &s->least[all % FG_SKETCH];
    if (value < *least)
        *least = value;
}

static void add_word(struct fg_sketch *s, uint64_t word)
{
    if (++s->n_words >= 3)
        add_shingle(s, (s->word[0] * prime ^ s->word[1]) * prime ^ word);
    s->word[0] = s->word[1];
    s->word[1] = word;
}

/* Case, punctuation and white space make no other text. */
void fg_sketch_add(struct fg_sketch *s, struct fg_sv text)
{
    uint64_t word = 0;
    for (size_t i = 0; i <= text.n; i++) {
        const bool inside = i < text.n && (fg_is_alnum(text.p[i]) || (text.p[i] & 0x80));
        if (inside)
            word = ((word ? word : 14695981039346656037u) ^ (unsigned char)fg_lower(text.p[i])) *
                   prime;
        else if (word)
            add_word(s, word);
        if (!inside)
            word = 0;
    }
}

/* A place that no shingle fell on has the next one's value, changed by how far that is. */
void fg_sketch_end(const struct fg_sketch *s, uint8_t out[FG_SKETCH])
{
    for (unsigned i = 0; i < FG_SKETCH; i++) {
        unsigned far = 0;
        while (far < FG_SKETCH && s->least[(i + far) % FG_SKETCH] == UINT64_MAX)
            far++;
        out[i] = (uint8_t)(s->least[(i + far) % FG_SKETCH] + far * 0x9du);
    }
}
