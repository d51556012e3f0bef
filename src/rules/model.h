/* model.h - a small linear classifier, its weights a table in rules/model.tsv.
 *
 * It weighs what is known of a piece of text - where it stands, which cues it
 * holds, which words - and gives one sum a class. The same text always gives the
 * same sums; every weight can be read. rules/README.md has the columns;
 * tests/train_model.py makes the table. */
#ifndef FG_RULES_MODEL_H
#define FG_RULES_MODEL_H

#include "rules/phrase.h"
#include "rules/tsv.h"

enum { FG_MODEL_CLASSES = 2 }; /* requirement, duty; neither is the zero of both */

struct fg_model_weights {
    double of[FG_MODEL_CLASSES];
};

struct fg_model {
    struct fg_map named;          /* feature's name -> index of weights */
    struct fg_phrases words;      /* word -> index of weights           */
    struct fg_phrases first;      /* first word of a text               */
    FG_VEC(struct fg_model_weights) weights;
};

/** Reads a table of: kind (named, word, first), feature, weight a class. FG_EDATA. */
enum fg_status fg_model_read(struct fg_model *m, struct fg_sv bytes, const char *path,
                             fg_arena *arena, struct fg_error *err);
/** Adds the weights of a text's words, each counted once, and of its first one. */
void fg_model_add_words(const struct fg_model *m, const struct fg_tokens *t,
                        struct fg_model_weights *sums);
/** The weights of one named feature, of token `i` as a word, of the text's first one;
 *  NULL where it weighs nothing. */
const struct fg_model_weights *fg_model_named(const struct fg_model *m, struct fg_sv feature);
const struct fg_model_weights *fg_model_word(const struct fg_model *m, const struct fg_tokens *t,
                                             size_t i);
const struct fg_model_weights *fg_model_first(const struct fg_model *m, const struct fg_tokens *t);

#endif
