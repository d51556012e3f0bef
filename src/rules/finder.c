#include "rules/finder.h"

#include <stdlib.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

enum { MATCH_LIMIT = 200000, DEPTH_LIMIT = 2000, HEAP_LIMIT_KIB = 4096 };

struct fg_finder {
    pcre2_code *code;             /* NULL: every text has it */
    pcre2_match_context *limits;
};

static enum fg_status compile(fg_finder *f, struct fg_sv what, uint32_t options,
                              struct fg_error *err)
{
    int why = 0;
    size_t at = 0;
    char message[120];
    f->code = pcre2_compile((PCRE2_SPTR)what.p, what.n, PCRE2_UTF | PCRE2_CASELESS | options, &why,
                            &at, NULL);
    if (f->code)
        return FG_OK;
    pcre2_get_error_message(why, (PCRE2_UCHAR *)message, sizeof message);
    return fg_fail(err, FG_EUSAGE, "'%.*s': %s (column %zu)", FG_SV_ARG(what), message, at + 1);
}

enum fg_status fg_finder_new(struct fg_sv what, bool expression, fg_finder **out,
                             struct fg_error *err)
{
    fg_finder *f = calloc(1, sizeof *f);
    *out = NULL;
    if (!f || !(f->limits = pcre2_match_context_create(NULL))) {
        fg_finder_free(f);
        return fg_fail_memory(err);
    }
    pcre2_set_match_limit(f->limits, MATCH_LIMIT);
    pcre2_set_depth_limit(f->limits, DEPTH_LIMIT);
    pcre2_set_heap_limit(f->limits, HEAP_LIMIT_KIB);
    const enum fg_status status =
        what.n ? compile(f, what, expression ? 0 : PCRE2_LITERAL, err) : FG_OK;
    if (status == FG_OK)
        *out = f;
    else
        fg_finder_free(f);
    return status;
}

bool fg_finder_has(const fg_finder *f, struct fg_sv text)
{
    if (!f->code)
        return true;
    pcre2_match_data *data = pcre2_match_data_create(1, NULL);
    const int n = data ? pcre2_match(f->code, (PCRE2_SPTR)(text.p ? text.p : ""), text.n, 0,
                                     PCRE2_NO_UTF_CHECK, data, f->limits)
                       : -1;
    pcre2_match_data_free(data);
    return n >= 0;
}

void fg_finder_free(fg_finder *f)
{
    if (!f)
        return;
    pcre2_code_free(f->code);
    pcre2_match_context_free(f->limits);
    free(f);
}
