/* wordbook.h - what words weigh and which mean alike: rules/words/.
 *
 * rules/words/README.md has the files' grammar. An entry is a word or a phrase,
 * folded (lower case, no accents); `*` at a word's end stands for any ending. */
#ifndef FG_PROFILE_WORDBOOK_H
#define FG_PROFILE_WORDBOOK_H

#include "profile/roles.h"

enum {
    FG_BOOK_TRAITS = 64, /* traits fit into one 64-bit set */
    FG_BOOK_DEMANDS = 32,
    FG_BOOK_BEGINNINGS = 64 * 1024
};

/** What an entry says of a word. */
enum fg_book_table {
    FG_BOOK_COMMON, /* weighs less than a rare word: `weight`                 */
    FG_BOOK_RING,   /* means the same as the others of ring `id`              */
    FG_BOOK_ASKED,  /* asks for trait `id`                                    */
    FG_BOOK_SHOWN,  /* in a skills file, speaks for trait `id`                */
    FG_BOOK_STUDY,  /* names a field of study of family `id`                  */
    FG_BOOK_ROLE,   /* in a statement, names role or deed `id`                */
    FG_BOOK_NUMBER, /* a number in words: `id` is how many                    */
    FG_BOOK_NEEDED, /* asks for demand `id`: of a body, of hours              */
    FG_BOOK_BORNE,  /* in a skills file, shows that demand `id` was met       */
    FG_BOOK_OTHERS, /* before a role: it is somebody else's ("our", "with")   */
    FG_BOOK_CUE     /* tells what a requirement is about: enum fg_book_cue    */
};

/** Subjects that a requirement of kind authorization, travel, physical or
 *  certification can be about. The words are in rules/words/cues.tsv. */
enum fg_book_cue {
    FG_CUE_WORK, FG_CUE_CITIZEN, FG_CUE_CLEARANCE, FG_CUE_CHECK, FG_CUE_AGE, FG_CUE_SHIFTS,
    FG_CUE_STRENGTH, FG_CUE_RESIDE, FG_CUE_DRIVING, FG_CUE_LICENCE, FG_CUE_OBTAIN,
    FG_CUE_RELATED, FG_CUE_EQUIVALENT, FG_CUE_REMOTE, FG_CUE_EVEN_BASIC, FG_CUE_ADVANCED,
    FG_CUE_TRAVEL, FG_CUE_SPONSOR, FG_CUE_SUPERVISE, FG_CUE_EXAMPLES,
    FG_CUE_STUDIED, FG_CUE_SUPERVISED, FG_CUE_UNDER, FG_CUE_ATTITUDE,
    FG_CUE_NUMBER, FG_CUE_INTRODUCES, FG_CUE_OR, FG_CUE_AND, FG_CUE_LEADS, FG_CUE_AS,
    FG_CUE_LANGUAGES, FG_CUE_ENDS, FG_CUE_PAPER, FG_CUE_UNFINISHED, FG_CUE_EXPIRES,
    FG_CUE_LAPSED, FG_CUE_MULTISTATE, FG_CUE_CLASS, FG_CUE_RANK, FG_CUE_ZONE,
    FG_CUE_NARROWS, FG_CUE_SETTING, FG_CUE_FORBIDS, FG_CUE_LITTLE, FG_CUE_KNOWS, FG_CUE_WISH, FG_CUE_ENROLLED, FG_CUE_GRADUATED, FG_CUE_ELEMENTARY,
    FG_BOOK_CUES /* at most 64: a text has a set of them */
};

struct fg_book_entry {
    enum fg_book_table table;
    uint32_t id;
    double weight;
    const struct fg_sv *more;  /* the phrase's further words, as patterns     */
    uint32_t n_more;
    uint32_t next;             /* another entry of the same first word        */
};

/** A region and what it lies in. */
struct fg_region {
    struct fg_sv name;
    const uint32_t *within;
    uint32_t n_within;
    bool free;                 /* its citizens may work in all of it          */
    bool zone;                 /* no place, an hour: "CET"                    */
    bool has_hours;
    double from, to;           /* hours from UTC                              */
};

/** A suite of programs and one of its parts, as indices of the lexicon. */
struct fg_suite_part {
    uint32_t suite, part;
};

struct fg_wordbook {
    struct fg_map first;       /* first word of an entry -> index of entries  */
    FG_VEC(struct fg_book_entry) entries;
    uint64_t beginnings[FG_BOOK_BEGINNINGS / 64]; /* a bit a word that ends in `*`, by
                                  what stands before that                     */
    FG_VEC(struct fg_sv) traits, rings, studies, demands;
    uint64_t unspoken;         /* traits that nothing else speaks for         */
    uint64_t by_skills;        /* traits that a listed skill shows as well    */
    uint32_t hours;            /* demands that are about when one works       */
    FG_VEC(struct fg_role) roles;
    struct fg_phrases region_names;
    FG_VEC(struct fg_region) regions;
    FG_VEC(struct fg_suite_part) suites;
    uint64_t suite_keys;       /* a bit each of their suites: who has none is none */
    uint32_t *families;        /* by skill: how many skills imply it          */
};

/** Builds a wordbook of a rules folder's words as a part of an image (rules/image.h), without
 *  what depends on the lexicon. FG_EDATA with the place; FG_EIO. */
enum fg_status fg_wordbook_build(void *dir, fg_arena *arena, struct fg_error *err);
/** The words of a rule set, out of its image where they are in it, else read into `arena`,
 *  where all is put that changes later. FG_EDATA with the place; FG_EIO. */
enum fg_status fg_wordbook_read(struct fg_wordbook *book, const fg_rules *rules, fg_arena *arena,
                                struct fg_error *err);

/** Words of a text as the wordbook compares them: folded. */
struct fg_book_words {
    const struct fg_sv *at;
    size_t n;
};
/** Calls `each` for every entry that stands at word `i`, with its length in words. */
void fg_wordbook_at(const struct fg_wordbook *book, struct fg_book_words words, size_t i,
                    void (*each)(void *into, const struct fg_book_entry *entry, size_t n),
                    void *into);
/** Looks up what the roles and deeds bring that a text of the skills file names; before any
 *  match. False where memory failed. */
bool fg_wordbook_prepare(struct fg_wordbook *book, const struct fg_lexicon *lexicon,
                         struct fg_sv text, struct fg_tokens *scratch, fg_arena *arena);
/** The region whose name begins at token `i`, of how many tokens; 0 where none does. */
size_t fg_wordbook_region_at(const struct fg_wordbook *book, struct fg_sv text,
                             const struct fg_tokens *tokens, size_t i, uint32_t *region);
/** Regions named in a text, time zones left out: up to `most` indices into `out`;
 *  returns how many. */
size_t fg_wordbook_regions(const struct fg_wordbook *book, struct fg_sv text,
                           struct fg_tokens *scratch, uint32_t *out, size_t most);
/** The region that `inner` lies in whose citizens may work in all of it, or `inner`. */
uint32_t fg_region_of_citizens(const struct fg_wordbook *book, uint32_t inner);
/** A region's hours from UTC, or those of what it lies in. False where none are known. */
bool fg_region_hours(const struct fg_wordbook *book, uint32_t region, double *from, double *to);
/** Whether `inner` is `outer` or lies in it. */
bool fg_region_within(const struct fg_wordbook *book, uint32_t inner, uint32_t outer);

/** Whether `part` comes with the suite `known`. */
bool fg_wordbook_comes_with(const struct fg_wordbook *book, uint32_t known, uint32_t part);
/** A text's letters folded as the wordbook has them, in `arena`; at most 63 bytes. */
struct fg_sv fg_wordbook_fold(fg_arena *arena, struct fg_sv word);

#endif
