/* rules - the folder rules/ as an immutable set, shared by threads.
 *
 * In:    a rules folder, a person's overlay, further lexicons and words.
 * Out:   languages (headings, cues, facts), the lexicon, human languages,
 *        the scoring numbers, site rules' raw files; tokens, phrases, patterns.
 * Never: sees a posting's structure or a person's profile; changes after
 *        fg_rules_open() but for what is compiled or loaded at first use.
 */
#ifndef FG_RULES_ROOM_H
#define FG_RULES_ROOM_H

#include "rules/image.h"
#include "rules/language.h"
#include "rules/lexicon.h"
#include "rules/model.h"
#include "rules/scoring.h"
#include "rules/scratch.h"
#include "rules/yaml.h"

/** The folder rules are read from where none is named: $FITGAP_RULES, then what
 *  lies beside the running program (../share/fitgap/rules, ../../rules), then
 *  the folder fixed when it was built. False where none exists. */
bool fg_rules_default_dir(char *out, size_t size);
/** Writes an image of the rules in `dir` into `out`, which is empty at first: what
 *  parsing them takes is done then. It is used by programs of the same version, for
 *  any folder that holds the same bytes. FG_EDATA names file, line and column of
 *  what is refused; FG_EIO, FG_ENOMEM. `words` is what another room makes of
 *  rules/words, from the folder's name; NULL: the image keeps none of them. */
enum fg_status fg_rules_compile(const char *dir, fg_image_builder *words, struct fg_buf *out,
                                struct fg_error *err);
/** What `words` built, in the image, for these rules: to be read and not to be freed.
 *  NULL where there is none of the files that are there now. Thread-safe. */
const void *fg_rules_words_kept(const fg_rules *rules);
/** What became of the image: FG_IMAGE_GOOD where all that was loaded so far is from it;
 *  else all of it or a language was read as text, and the state says why. `*path` is
 *  where it was looked for, NULL: nowhere. Thread-safe. */
enum fg_image_state fg_rules_image(const fg_rules *rules, const char **path);
/** The folder this set was read from. */
const char *fg_rules_dir(const fg_rules *rules);
/** The person's overlay folder, or NULL. */
const char *fg_rules_overlay_dir(const fg_rules *rules);

const struct fg_lexicon *fg_rules_lexicon(const fg_rules *rules);
const struct fg_scoring *fg_rules_scoring(const fg_rules *rules);
/** What tells requirements, duties and other text apart. */
const struct fg_model *fg_rules_model(const fg_rules *rules);
/** What tells whether a name in any text is spoken of as a skill: its columns weigh
 *  things, and methods and fields. */
const struct fg_model *fg_rules_mention_model(const fg_rules *rules);
/** The rules of a language ("en"), read when first asked for; thread-safe.
 *  NULL where there are none for it (err->status FG_OK) or they are broken. */
const struct fg_language *fg_rules_language(const fg_rules *rules, const char *code,
                                            struct fg_error *err);
/** Two-letter codes of all languages there are rules for, NULL-terminated. */
const char *const *fg_rules_languages(const fg_rules *rules);
/** The language whose commonest words the text uses most, "" where too few are
 *  found to tell. `hint` (may be "") wins a near tie. */
void fg_rules_guess_language(const fg_rules *rules, const struct fg_tokens *tokens,
                             const char *hint, char out[3]);

/** A human language named at token `i` of `text` (empty: in any case): length in tokens,
 *  0 for none. `*name` receives its English name. */
size_t fg_rules_human_language_at(const fg_rules *rules, struct fg_sv text,
                                  const struct fg_tokens *tokens, size_t i, struct fg_sv *name);

/** The first token at or behind `from` that such a name may begin at, tokens->n where none
 *  does: most words are passed over without a look-up. */
size_t fg_rules_human_language_from(const fg_rules *rules, const struct fg_tokens *tokens,
                                    size_t from);

/** Calls `each` for every example line of every rule in rules/sections and
 *  rules/requirements; `each` says what it found. Used by `fitgap rules test`. */
enum fg_status fg_rules_each_rule(const fg_rules *rules,
                                  enum fg_status (*each)(void *into,
                                                         const struct fg_language *language,
                                                         const struct fg_rule *rule,
                                                         struct fg_error *err),
                                  void *into, struct fg_error *err);
/** Whether a rule fires on a line, by its group's way of matching. */
bool fg_rule_fires(const struct fg_language *language, const struct fg_rule *rule,
                   fg_scratch *scratch, struct fg_sv line);

#endif
