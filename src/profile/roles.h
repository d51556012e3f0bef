/* roles.h - what whoever held a role, or did a thing, has done and knows:
 * rules/words/roles.tsv and deeds.tsv. */
#ifndef FG_PROFILE_ROLES_H
#define FG_PROFILE_ROLES_H

#include "base/room.h"
#include "rules/room.h"

/** A skill that a role brings, by itself or because one it brings implies it. */
struct fg_brought {
    uint32_t skill, by;        /* of the lexicon; `by`: the one the role names    */
    bool surely;               /* else: most who held it know it                  */
};

struct fg_role {
    struct fg_sv name, parts;  /* as the table has them                           */
    bool is_deed;              /* not a role that was held, but something told    */
    bool ready;                /* what follows is looked up                       */
    struct fg_sv did;          /* words of what was done, its parts divided by ", " */
    const struct fg_brought *brings; /* by skill                                  */
    size_t n_brings;
};

/** Looks up what a role brings, once. False where memory failed. */
bool fg_role_prepare(struct fg_role *role, const struct fg_lexicon *lexicon,
                     struct fg_tokens *scratch, fg_arena *arena);
/** What of a role that is ready speaks for a skill; NULL. */
const struct fg_brought *fg_role_brings(const struct fg_role *role, uint32_t skill);

#endif
