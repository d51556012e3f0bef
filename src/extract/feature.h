/* feature.h - what a classifier weighs, by name. */
#ifndef FG_EXTRACT_FEATURE_H
#define FG_EXTRACT_FEATURE_H

#include "rules/room.h"

typedef void each_feature(void *into, struct fg_sv feature);

/* A feature's name out of its pieces; those left out are NULL. One too long is no feature. */
struct feature_name {
    const char *piece[4];
};

void extract_say(each_feature *each, void *into, struct feature_name name);
#define SAY(...) extract_say(each, into, (struct feature_name){{__VA_ARGS__}})

/** An each_feature that adds its weights; into a struct weighing. */
struct weighing {
    const struct fg_model *model;
    struct fg_model_weights *sums;
};
void extract_weigh(void *into, struct fg_sv feature);
/** An each_feature that appends a tab and the name; into a struct fg_buf. */
void extract_trace_feature(void *into, struct fg_sv feature);

#endif
