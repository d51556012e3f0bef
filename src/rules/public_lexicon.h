/* public_lexicon.h - `--lexicon FILE`: our own TSV, or a public taxonomy as its
 * publisher ships it, told by its first line. */
#ifndef FG_RULES_PUBLIC_LEXICON_H
#define FG_RULES_PUBLIC_LEXICON_H

#include "rules/lexicon.h"

/** Reads ESCO's skills CSV, O*NET's Technology Skills text, GitHub Linguist's
 *  languages.yml, or a lexicon TSV. FG_EDATA with the place; FG_EIO. */
enum fg_status fg_public_lexicon_read(struct fg_lexicon_build *b, const char *path,
                                      struct fg_error *err);

#endif
