/* skill.h - what the files that find skills share. */
#ifndef FG_EXTRACT_SKILL_H
#define FG_EXTRACT_SKILL_H

#include "extract/room.h"

struct found {
    const struct fg_surface *surface; /* NULL: no lexicon knows it */
    struct fg_sv name; /* empty: the surface's, or as it is written */
    size_t first, count;              /* tokens */
    bool sure;
    bool theirs; /* "our digital marketing": the employer's */
    bool role; /* "Java developer": counts where a tool is asked for, no more */
};

typedef FG_VEC(struct found) found_list;
typedef FG_VEC(struct fg_mention) mention_list;

/* noun.c */
/** Names of the lexicon's skills, in order, each with its noun phrase. `language` may be
 *  NULL. */
void extract_nouns(const struct fg_lexicon *l, const struct fg_language *language,
                   struct fg_sv text, const struct fg_tokens *t, fg_arena *arena,
                   found_list *all);
/** An everyday word is written like the skill: "Word", not "word". */
bool extract_same_capital(const struct found *f, struct fg_sv text, const struct fg_tokens *t);

/* skill.c */
/** The same, those that count as a skill marked as sure. `asked`: the text is known to ask
 *  for something. */
void extract_gather(const fg_rules *rules, const struct fg_tokens *t,
                    const struct fg_language *language, bool asked, fg_arena *arena,
                    found_list *all);
void extract_drop_unsure(found_list *all);
/** What the words of a text weigh as cues, an entry for each enum fg_cue. */
void extract_cue_sums(const struct fg_language *language, const struct fg_tokens *t,
                      double sums[FG_CUE_OTHER + 1]);
/** The last cue that ends a few words before token `first`, or NULL. */
const struct fg_rule *extract_cue_before(const struct fg_language *language,
                                         const struct fg_tokens *t, size_t first);
void extract_mention(const struct fg_lexicon *l, struct fg_sv text, const struct fg_tokens *t,
                     const struct found *f, fg_arena *arena, mention_list *out);

/* member.c */
/** Adds to `all`, which is in order, the members of lists of skills that the lexicon does
 *  not know. */
void extract_members(const struct fg_rules *rules, const struct fg_language *language,
                     struct fg_sv text, const struct fg_tokens *t, fg_arena *arena,
                     found_list *all);
/** Adds one at its place. False when out of memory. */
bool extract_insert(found_list *all, fg_arena *arena, struct found f);

/** fg_extract_skills() of a text that was cut into words. */
const struct fg_mention *extract_skills_of(const fg_rules *rules, const struct fg_tokens *t,
                                           const struct fg_language *language, fg_arena *arena,
                                           size_t *n);

#endif
