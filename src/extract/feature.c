#include "extract/feature.h"

#include <string.h>

struct fg_sv extract_feature_text(const struct feature_name *name, char out[FEATURE_BYTES])
{
    size_t n = 0;
    for (size_t i = 0; i < 4 && name->piece[i]; i++) {
        const size_t more = strlen(name->piece[i]);
        if (more > FEATURE_BYTES - n)
            return (struct fg_sv){out, 0};
        memcpy(out + n, name->piece[i], more);
        n += more;
    }
    return (struct fg_sv){out, n};
}

static const struct fg_model_weights *weights_of(const struct weighing *w,
                                                 const struct feature_name *name)
{
    char text[FEATURE_BYTES];
    return fg_model_named(w->model, extract_feature_text(name, text));
}

static void add(const struct fg_model_weights *weights, struct fg_model_weights *sums)
{
    for (size_t i = 0; weights && i < FG_MODEL_CLASSES; i++)
        sums->of[i] += weights->of[i];
}

void extract_weigh(void *into, const struct feature_name *name)
{
    const struct weighing *w = into;
    add(weights_of(w, name), w->sums);
}

static struct feature_known *place_of(struct weighing_often *w, const struct feature_name *name)
{
    uint64_t hash = 0;
    for (size_t i = 0; i < 4; i++)
        hash = (hash ^ (uintptr_t)name->piece[i]) * UINT64_C(0x9e3779b97f4a7c15);
    return &w->known[(hash >> 32) % (sizeof w->known / sizeof *w->known)];
}

void extract_weigh_often(void *into, const struct feature_name *name)
{
    struct weighing_often *w = into;
    struct feature_known *k = place_of(w, name);
    if (memcmp(&k->name, name, sizeof *name) != 0)
        *k = (struct feature_known){*name, weights_of(&w->weighing, name)};
    add(k->weights, w->weighing.sums);
}

void extract_trace_feature(void *into, const struct feature_name *name)
{
    struct fg_buf *out = into;
    char text[FEATURE_BYTES];
    const struct fg_sv s = extract_feature_text(name, text);
    if (!s.n)
        return;
    fg_buf_addc(out, '\t');
    fg_buf_add(out, s);
}
