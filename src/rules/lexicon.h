/* lexicon.h - skills and the words they go by.
 *
 * rules/skills/README.md has the file format and what the marks mean. */
#ifndef FG_RULES_LEXICON_H
#define FG_RULES_LEXICON_H

#include "rules/heads.h"
#include "rules/phrase.h"
#include "rules/tsv.h"

enum fg_skill_kind {
    FG_SKILL_TOOL, FG_SKILL_MACHINE, FG_SKILL_METHOD, FG_SKILL_STANDARD, FG_SKILL_FIELD,
    FG_SKILL_CERTIFICATE, FG_SKILL_OWN /* a word of the person's own */
};

struct fg_skill {
    struct fg_sv name;
    enum fg_skill_kind kind;
    const uint32_t *implies, *related; /* indices of skills */
    uint32_t n_implies, n_related;
    const char *path;                  /* where it is defined; NULL: the person's word */
    unsigned line;
    uint32_t marks;                    /* bytes of marks before the name */
};

enum fg_surface_flags {
    FG_SURFACE_CASE = 1, FG_SURFACE_CONTEXT = 2, FG_SURFACE_OWN = 4,
    FG_SURFACE_FOREIGN = 8 /* an alias in another language, maybe a word of English */
};

struct fg_surface {
    struct fg_sv text;  /* as written in the file, without marks */
    uint32_t skill;     /* FG_NO_SKILL: a phrase that is not the skill `undoes` */
    uint32_t next;      /* another surface of the same words, or FG_PHRASE_NONE */
    unsigned flags;
    uint32_t undoes;    /* of a phrase that is not a skill: which one it is not */
};

struct fg_lexicon {
    FG_VEC(struct fg_skill) skills;
    FG_VEC(struct fg_surface) surfaces;
    struct fg_phrases phrases; /* value: index of the first surface */
    struct fg_heads heads;
    struct fg_names {
        struct fg_name {
            uint64_t key;      /* hash of a canonical name in any case, 0: free */
            uint32_t skill;
        } *slots;              /* open addressing */
        size_t mask, n;
    } names;
};

/** "tool" and so on, as tables have it. False for another word. */
bool fg_skill_kind_of(struct fg_sv s, enum fg_skill_kind *out);

/** How a file meets what is there already. */
enum fg_lexicon_layer {
    FG_LAYER_SHIPPED, /* a form that stands twice is refused */
    FG_LAYER_OVER,    /* takes over forms and skills of the same name */
    FG_LAYER_UNDER    /* adds only what is missing (public taxonomies) */
};

/** While a lexicon is being built. Zero but for `lexicon`, `arena` and `passing`. */
struct fg_lexicon_build {
    struct fg_lexicon *lexicon;
    fg_arena *arena;
    fg_arena *passing; /* of what is needed only while it is built; NULL: `arena` */
    enum fg_lexicon_layer layer;
    struct fg_tokens tokens;
    uint32_t undoes;                      /* whose `not` phrases are being read */
    bool foreign;                         /* aliases in another language are read */
    FG_VEC(struct fg_lexicon_link) links; /* names to resolve at the end */
    size_t n_linked;                      /* names in them, at most */
};

/** Makes room for what tables of so many bytes hold, so that reading does not grow in
 *  steps. */
enum fg_status fg_lexicon_reserve(struct fg_lexicon_build *b, size_t bytes,
                                  struct fg_error *err);
/** Reads one file of rows. `bytes` and `path` must outlive the lexicon. */
enum fg_status fg_lexicon_read(struct fg_lexicon_build *b, struct fg_sv bytes, const char *path,
                               struct fg_error *err);
/** Reads a file of further forms, in another language: canonical name, aliases. */
enum fg_status fg_lexicon_read_aliases(struct fg_lexicon_build *b, struct fg_sv bytes,
                                       const char *path, struct fg_error *err);
/** A person's own word: added where no surface has it. */
enum fg_status fg_lexicon_add_word(struct fg_lexicon_build *b, struct fg_sv word,
                                   struct fg_error *err);
/** A skill of a public list: name and aliases ('|' between them), skipped where
 *  known. `flags`: enum fg_surface_flags, of all its forms. */
enum fg_status fg_lexicon_add_public(struct fg_lexicon_build *b, struct fg_sv name,
                                     struct fg_sv aliases, enum fg_skill_kind kind,
                                     unsigned flags, struct fg_error *err);
/** Resolves `implies` and `related`; frees what building needed. */
enum fg_status fg_lexicon_finish(struct fg_lexicon_build *b, struct fg_error *err);
/** Frees what building needed, after an error. */
void fg_lexicon_build_clear(struct fg_lexicon_build *b);

/** Skill whose canonical name or any surface is exactly these words, or FG_NO_SKILL. */
uint32_t fg_lexicon_lookup(const struct fg_lexicon *lexicon, struct fg_sv name,
                           struct fg_tokens *scratch);
/** The longest surface that stands at token `i` of `text`: length in tokens, 0 for
 *  none. Case and borders are checked; context is the caller's affair. */
size_t fg_lexicon_at(const struct fg_lexicon *lexicon, struct fg_sv text,
                     const struct fg_tokens *tokens, size_t i, const struct fg_surface **out);
/** The same without surfaces that have one of these flags: FG_SURFACE_FOREIGN in a text
 *  that is English. */
size_t fg_lexicon_at_without(const struct fg_lexicon *lexicon, unsigned flags,
                             struct fg_sv text, const struct fg_tokens *tokens, size_t i,
                             const struct fg_surface **out);
/** Whether whoever knows `known` knows `asked` too: itself, or by implication over
 *  any number of steps. */
bool fg_lexicon_implies(const struct fg_lexicon *lexicon, uint32_t known, uint32_t asked);
/** Whether the two are neighbours, either way round. */
bool fg_lexicon_related(const struct fg_lexicon *lexicon, uint32_t a, uint32_t b);

#endif
