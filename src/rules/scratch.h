/* scratch.h - what a thread needs to match: PCRE2's working memory, tokens. */
#ifndef FG_RULES_SCRATCH_H
#define FG_RULES_SCRATCH_H

#include "rules/pattern.h"
#include "rules/stem.h"
#include "rules/token.h"

struct fg_scratch {
    pcre2_match_data *match_data;
    pcre2_match_context *match_context;
    pcre2_jit_stack *jit_stack;
    struct fg_tokens tokens;       /* of the text at hand */
    struct fg_tokens more;         /* of a second text, where two are compared */
    struct fg_stems stems;         /* in the language of the posting at hand */
    struct fg_tokens whole[2];  /* a posting's text: the page's, its structured data's */
    bool reasons;                  /* keep what a judgement came from */
};

#endif
