#include "rules/stem.h"

#include "rules/token.h"

#include <libstemmer.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A word has one place, by its hash: who comes later takes it. */
enum { SEEN = 4096, LONGEST_SEEN = 22 };

struct fg_stem_seen {
    struct fg_stem stem;
    unsigned char n;        /* 0: free */
    unsigned char language; /* index of it */
    char word[LONGEST_SEEN];
};

enum { LANGUAGES = sizeof((struct fg_stems *)0)->languages / sizeof(struct fg_stem_language) };

/* Forgets the words of a language, whose place another takes. */
static void forget(struct fg_stems *s, unsigned language)
{
    for (size_t i = 0; i < SEEN; i++)
        if (s->seen[i].language == language)
            s->seen[i].n = 0;
}

static bool take_up(struct fg_stems *s, const char *code)
{
    struct sb_stemmer *stemmer = sb_stemmer_new(code[0] ? code : "en", NULL);
    if (!stemmer)
        stemmer = sb_stemmer_new("en", NULL);
    if (!s->seen)
        s->seen = calloc(SEEN, sizeof *s->seen);
    if (!stemmer || !s->seen) {
        sb_stemmer_delete(stemmer);
        return false;
    }
    struct fg_stem_language *l = &s->languages[s->next];
    if (l->stemmer)
        forget(s, s->next);
    sb_stemmer_delete(l->stemmer);
    l->stemmer = stemmer;
    snprintf(l->code, sizeof l->code, "%s", code);
    l->english = !code[0] || strcmp(code, "en") == 0;
    s->now = s->next;
    s->next = (s->next + 1) % LANGUAGES;
    return true;
}

bool fg_stems_speak(struct fg_stems *s, const char *language)
{
    for (unsigned i = 0; i < LANGUAGES; i++)
        if (s->languages[i].stemmer &&
            strncmp(s->languages[i].code, language, sizeof s->languages[i].code) == 0) {
            s->now = i;
            return true;
        }
    return take_up(s, language);
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
    const struct fg_stem_language *l = &s->languages[s->now];
    const sb_symbol *p = sb_stemmer_stem(l->stemmer, (const sb_symbol *)folded.p, (int)folded.n);
    const struct fg_sv stem =
        p ? (struct fg_sv){(const char *)p, (size_t)sb_stemmer_length(l->stemmer)} : folded;
    const uint32_t hash = fg_hash(stem);
    return (struct fg_stem){hash, l->english ? fg_hash(without_ending(stem)) : hash};
}

struct fg_stem fg_stems_of(struct fg_stems *s, struct fg_sv folded)
{
    if (folded.n == 0 || folded.n > LONGEST_SEEN)
        return find_out(s, folded);
    struct fg_stem_seen *seen =
        &s->seen[(fg_word_hash(folded.p, folded.n) + s->now) % SEEN];
    if (seen->n != folded.n || seen->language != s->now ||
        memcmp(seen->word, folded.p, folded.n) != 0) {
        seen->stem = find_out(s, folded);
        seen->n = (unsigned char)folded.n;
        seen->language = (unsigned char)s->now;
        memcpy(seen->word, folded.p, folded.n);
    }
    return seen->stem;
}

void fg_stems_free(struct fg_stems *s)
{
    for (size_t i = 0; i < LANGUAGES; i++)
        sb_stemmer_delete(s->languages[i].stemmer);
    free(s->seen);
    *s = (struct fg_stems){0};
}
