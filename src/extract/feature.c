#include "extract/feature.h"

#include <string.h>

struct fg_sv extract_feature_name(const struct feature *f, char out[FEATURE_NAME])
{
    size_t n = 0;
    for (size_t i = 0; i < 4 && f->piece[i]; i++) {
        const size_t more = strlen(f->piece[i]), room = FEATURE_NAME - n;
        memcpy(out + n, f->piece[i], more < room ? more : room);
        n += more < room ? more : room;
    }
    return (struct fg_sv){out, n};
}

void extract_weigh(void *into, const struct feature *f)
{
    const struct weighing *w = into;
    char name[FEATURE_NAME];
    const struct fg_model_weights *weights =
        fg_model_named(w->model, extract_feature_name(f, name));
    for (size_t i = 0; weights && i < FG_MODEL_CLASSES; i++)
        w->sums->of[i] += weights->of[i];
}

void extract_trace_feature(void *into, const struct feature *f)
{
    struct fg_buf *out = into;
    char name[FEATURE_NAME];
    fg_buf_addc(out, '\t');
    fg_buf_add(out, extract_feature_name(f, name));
}
