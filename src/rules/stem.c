#include "rules/stem.h"

#include "rules/token.h"

#include <libstemmer.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A word has one place, by its hash: who comes later takes it. */
enum { SEEN = 2048, LONGEST_SEEN = 23 };

struct fg_stem_seen {
    struct fg_stem stem;
    unsigned char n; /* 0: free */
    char word[LONGEST_SEEN];
};

bool fg_stems_speak(struct fg_stems *s, const char *language)
{
    if (s->stemmer && strncmp(s->language, language, sizeof s->language) == 0)
        return true;
    struct sb_stemmer *stemmer = sb_stemmer_new(language[0] ? language : "en", NULL);
    if (!stemmer)
        stemmer = sb_stemmer_new("en", NULL);
    if (!s->seen)
        s->seen = malloc(SEEN * sizeof *s->seen);
    sb_stemmer_delete(s->stemmer);
    s->stemmer = stemmer;
    if (!stemmer || !s->seen) {
        fg_stems_free(s);
        return false;
    }
    memset(s->seen, 0, SEEN * sizeof *s->seen);
    snprintf(s->language, sizeof s->language, "%s", language);
    s->english = !language[0] || strcmp(language, "en") == 0;
    return true;
}

/* A stem without the ending that makes another part of speech of it: teach of
 * teacher, edit of editor, account of accountant. */
static struct fg_sv without_ending(struct fg_sv stem)
{
    static const struct fg_sv endings[] = {
        {"ator", 4}, {"ation", 5}, {"ist", 3}, {"ant", 3}, {"ent", 3}, {"ment", 4},
        {"ian", 3},  {"ion", 3},   {"er", 2},  {"or", 2},  {"al", 2},  {"ic", 2},
        {"at", 2},   {"iv", 2},    {"e", 1},   {"i", 1},   {"y", 1}};
    enum { SHORTEST_FAMILY = 4, TWICE = 2 };
    for (int round = 0; round < TWICE; round++)
        for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
            const struct fg_sv ending = endings[i];
            if (stem.n < ending.n + SHORTEST_FAMILY ||
                !fg_sv_eq(fg_sv_sub(stem, stem.n - ending.n, stem.n), ending))
                continue;
            stem.n -= ending.n;
            break;
        }
    return stem;
}

static struct fg_stem find_out(const struct fg_stems *s, struct fg_sv folded)
{
    const sb_symbol *p = sb_stemmer_stem(s->stemmer, (const sb_symbol *)folded.p, (int)folded.n);
    const struct fg_sv stem =
        p ? (struct fg_sv){(const char *)p, (size_t)sb_stemmer_length(s->stemmer)} : folded;
    const uint32_t hash = fg_hash(stem);
    return (struct fg_stem){hash, s->english ? fg_hash(without_ending(stem)) : hash};
}

struct fg_stem fg_stems_of(struct fg_stems *s, struct fg_sv folded)
{
    if (folded.n == 0 || folded.n > LONGEST_SEEN)
        return find_out(s, folded);
    struct fg_stem_seen *seen = &s->seen[fg_word_hash(folded.p, folded.n) % SEEN];
    if (seen->n != folded.n || memcmp(seen->word, folded.p, folded.n) != 0) {
        seen->stem = find_out(s, folded);
        seen->n = (unsigned char)folded.n;
        memcpy(seen->word, folded.p, folded.n);
    }
    return seen->stem;
}

void fg_stems_free(struct fg_stems *s)
{
    sb_stemmer_delete(s->stemmer);
    free(s->seen);
    *s = (struct fg_stems){0};
}
