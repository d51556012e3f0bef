/* feature.h - what a classifier weighs, by name. */
#ifndef FG_EXTRACT_FEATURE_H
#define FG_EXTRACT_FEATURE_H

#include "rules/room.h"

/* A feature's name in pieces; those left out are NULL. One too long is no feature. */
struct feature_name {
    const char *piece[4];
};

typedef void each_feature(void *into, const struct feature_name *name);
#define SAY(...) each(into, &(const struct feature_name){{__VA_ARGS__}})

enum { FEATURE_BYTES = 128 };
/** The name as one text in `out`; empty where it is too long. */
struct fg_sv extract_feature_text(const struct feature_name *name, char out[FEATURE_BYTES]);

/** An each_feature that adds its weights; into a struct weighing. */
struct weighing {
    const struct fg_model *model;
    struct fg_model_weights *sums;
};
void extract_weigh(void *into, const struct feature_name *name);

/** The same where all pieces are static, so that a feature that comes again has the same
 *  pointers: what a few of them weigh is remembered. Into this, zero but for its start. */
struct weighing_often {
    struct weighing weighing;
    struct feature_known {
        struct feature_name name;
        const struct fg_model_weights *weights; /* NULL: it weighs nothing */
    } known[128];
};
void extract_weigh_often(void *into, const struct feature_name *name);

/** An each_feature that appends a tab and the name; into a struct fg_buf. */
void extract_trace_feature(void *into, const struct feature_name *name);

#endif
