/* skill.h - what skill.c and member.c share. */
#ifndef FG_EXTRACT_SKILL_H
#define FG_EXTRACT_SKILL_H

#include "extract/room.h"

struct found {
    const struct fg_surface *surface; /* NULL: no lexicon knows it */
    size_t first, count;              /* tokens */
    bool sure;
    bool theirs; /* "our digital marketing": the employer's */
    bool role; /* "Java developer": counts where a tool is asked for, no more */
};

typedef FG_VEC(struct found) found_list;

/** Adds to `all`, which is in order, the members of lists of skills that the lexicon does
 *  not know. */
void extract_members(const struct fg_rules *rules, const struct fg_language *language,
                     struct fg_sv text, const struct fg_tokens *t, fg_arena *arena,
                     found_list *all);

/** fg_extract_skills() of a text that was cut into words. */
const struct fg_mention *extract_skills_of(const fg_rules *rules, const struct fg_tokens *t,
                                           const struct fg_language *language, fg_arena *arena,
                                           size_t *n);

#endif
