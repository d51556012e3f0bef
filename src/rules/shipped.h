/* shipped.h - what a rules folder holds, read from its text, before anything is laid
 * over it. Either is built in one arena and points nowhere else, so that it can be
 * put into an image. */
#ifndef FG_RULES_SHIPPED_H
#define FG_RULES_SHIPPED_H

#include "rules/language.h"
#include "rules/lexicon.h"
#include "rules/model.h"
#include "rules/scoring.h"

enum { FG_MOST_LANGUAGES = 32 };

/** A human language's form that counts with a capital only, "polish" is a verb. */
#define FG_HUMAN_CAPITAL (UINT32_C(1) << 31)

/** What every posting needs. */
struct fg_shipped {
    struct fg_lexicon lexicon;
    struct fg_scoring scoring;
    struct fg_model model, mention_model;
    struct fg_phrases stop_words;      /* value: bit set of languages */
    struct fg_phrases human_languages; /* value: index of human_names,
                                          FG_HUMAN_CAPITAL */
    FG_VEC(struct fg_sv) human_names;
    const char *codes[FG_MOST_LANGUAGES + 1]; /* NULL-terminated */
    size_t n_codes;
    const char *told[FG_MOST_LANGUAGES]; /* bits of stop_words: `codes`, then languages
                                            known by their commonest words alone */
    size_t n_told;
};

/** A rules folder, and whether what is read of it names its files from there ("skills/
 *  data.tsv") and not by their whole path. */
struct fg_rules_folder {
    const char *dir;
    bool relative;
};

/** Reads all that is in `s`, which is zero at first. FG_EDATA with the place, FG_EIO. */
enum fg_status fg_shipped_read(struct fg_shipped *s, const struct fg_rules_folder *from,
                               fg_arena *arena, struct fg_error *err);
/** Reads one language, `l->code`, into `l->arena`. FG_EDATA with the place, FG_EIO. */
enum fg_status fg_shipped_language(struct fg_language *l, const struct fg_rules_folder *from,
                                   struct fg_error *err);

/** Reads skills/ and skills/aliases/ of a folder; those it does not have are none. */
enum fg_status fg_skills_read(struct fg_lexicon_build *b, const struct fg_rules_folder *from,
                              struct fg_error *err);
int fg_shipped_language_index(const struct fg_shipped *s, struct fg_sv code); /**< -1: none */

#endif
