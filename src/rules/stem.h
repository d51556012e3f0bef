/* stem.h - stems of words, and which words are of one family; what a thread has seen
 * it remembers, for the same words come again in every posting. */
#ifndef FG_RULES_STEM_H
#define FG_RULES_STEM_H

#include "base/room.h"

struct sb_stemmer;
struct fg_stem_seen;

/** Hashes: words of one stem, of one family (teacher, teaching), have the same. */
struct fg_stem {
    uint32_t stem, family;
};

/** Stems of one language at a time. All zero: none yet. One thread's. */
struct fg_stems {
    struct fg_stem_language {
        struct sb_stemmer *stemmer; /* NULL: none */
        char code[8];
        bool english;               /* endings are known */
    } languages[4];                 /* gone over to lately */
    unsigned now, next;             /* spoken; given up for the next new one */
    struct fg_stem_seen *seen;      /* a bounded number of words of all of them */
};

/** Goes over to a language ("de"); "" is taken for English, and so is one that has no
 *  stemmer, but for its endings. False when out of memory. */
bool fg_stems_speak(struct fg_stems *s, const char *language);
/** The stem of a folded word, in the language gone over to. */
struct fg_stem fg_stems_of(struct fg_stems *s, struct fg_sv folded);
void fg_stems_free(struct fg_stems *s);

#endif
