/* sources.h - the files a rule set is made of: their names, their bytes, a digest
 * of all of them. letters/ has no say in a score and is not among them. */
#ifndef FG_RULES_SOURCES_H
#define FG_RULES_SOURCES_H

#include "base/fingerprint.h"
#include "base/room.h"

enum { FG_SOURCE_NAME = 60 };

struct fg_rules_source {
    char name[FG_SOURCE_NAME]; /* terminated */
    uint32_t place;            /* which folder: see sources.c */
    uint64_t n;                /* bytes */
    struct fg_fingerprint sum;
};

/** A list of sources, sorted by place and name, and which of them are known to stand
 *  in the folder as listed. */
struct fg_rules_sources {
    const struct fg_rules_source *at;
    size_t n;
    bool *same;
};

/** Lists all of `dir`. FG_EIO, FG_ENOMEM; FG_ELIMIT for a name too long to be kept. */
enum fg_status fg_sources_list(const char *dir, fg_arena *arena, struct fg_rules_sources *out,
                               struct fg_error *err);
/** Whether the folder holds the same files, with the same bytes, of those that every
 *  posting needs. */
bool fg_sources_shared_are_same(struct fg_rules_sources *s, const char *dir);
/** The same of one language ("en"). */
bool fg_sources_language_is_same(struct fg_rules_sources *s, const char *dir, const char *code);
/** The same of the words for judging prose. */
bool fg_sources_words_are_same(struct fg_rules_sources *s, const char *dir);
/** The same of all there are. */
bool fg_sources_are_same(struct fg_rules_sources *s, const char *dir);

/** Adds the names and bytes of all of `dir` to a digest. */
void fg_sources_digest(const char *dir, fg_sha256 *sha);

#endif
