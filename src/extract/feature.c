#include "extract/feature.h"

#include <string.h>

void extract_say(each_feature *each, void *into, struct feature_name name)
{
    char text[128];
    size_t n = 0;
    for (size_t i = 0; i < 4 && name.piece[i]; i++) {
        const size_t more = strlen(name.piece[i]);
        if (more > sizeof text - n)
            return;
        memcpy(text + n, name.piece[i], more);
        n += more;
    }
    each(into, (struct fg_sv){text, n});
}

void extract_weigh(void *into, struct fg_sv feature)
{
    const struct weighing *w = into;
    fg_model_add(w->model, feature, w->sums);
}

void extract_trace_feature(void *into, struct fg_sv feature)
{
    struct fg_buf *out = into;
    fg_buf_addc(out, '\t');
    fg_buf_add(out, feature);
}
