/* feature.h - what a classifier weighs, by name. */
#ifndef FG_EXTRACT_FEATURE_H
#define FG_EXTRACT_FEATURE_H

#include "rules/room.h"

enum { FEATURE_NAME = 128 }; /* bytes of the longest name */

/** A named feature: its name in pieces, those left out NULL. */
struct feature {
    const char *piece[4];
};

typedef void each_feature(void *into, const struct feature *f);
#define SAY(...) each(into, &(const struct feature){{__VA_ARGS__}})

/** The whole name, in `out`; one too long is cut there, and no model has it. */
struct fg_sv extract_feature_name(const struct feature *f, char out[FEATURE_NAME]);

/** An each_feature that adds its weights; into a struct weighing. */
struct weighing {
    const struct fg_model *model;
    struct fg_model_weights *sums;
};
void extract_weigh(void *into, const struct feature *f);
/** An each_feature that appends a tab and the name; into a struct fg_buf. */
void extract_trace_feature(void *into, const struct feature *f);

#endif
