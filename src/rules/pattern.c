#include "rules/pattern.h"

#include "rules/scratch.h"

#include <stdlib.h>
#include <string.h>

enum {
    MATCH_LIMIT = 200000, /* steps of the matcher: a fraction of a millisecond to a few */
    DEPTH_LIMIT = 2000,
    HEAP_LIMIT_KIB = 4096,
    JIT_STACK_FIRST = 32 * 1024,
    JIT_STACK_MOST = 512 * 1024
};

static pcre2_code *compile(const char *source, int *code, size_t *offset)
{
    return pcre2_compile((PCRE2_SPTR)source, PCRE2_ZERO_TERMINATED,
                         PCRE2_UTF | PCRE2_CASELESS | PCRE2_NO_UTF_CHECK, code, offset, NULL);
}

bool fg_pattern_check(const struct fg_pattern *p, size_t *offset, char *message, size_t size)
{
    int code = 0;
    pcre2_code *compiled = compile(p->source, &code, offset);
    if (compiled) {
        pcre2_code_free(compiled);
        return true;
    }
    pcre2_get_error_message(code, (PCRE2_UCHAR *)message, size);
    return false;
}

/* Two threads may compile the same pattern at once; the first to finish wins. */
static pcre2_code *code_of(const struct fg_pattern *p)
{
    struct fg_pattern *own = (struct fg_pattern *)p; /* the cache alone changes */
    pcre2_code *code = atomic_load_explicit(&own->code, memory_order_acquire);
    if (code)
        return code;
    int why;
    size_t offset;
    pcre2_code *fresh = compile(p->source, &why, &offset);
    if (!fresh)
        return NULL;
    pcre2_jit_compile(fresh, PCRE2_JIT_COMPLETE); /* without JIT it is only slower */
    if (atomic_compare_exchange_strong(&own->code, &code, fresh))
        return fresh;
    pcre2_code_free(fresh);
    return code;
}

static bool has_needed(const struct fg_pattern *p, struct fg_sv subject)
{
    bool has = p->n_needs == 0;
    for (size_t i = 0; i < p->n_needs && !has; i++)
        has = fg_sv_find_nocase(subject, p->needs[i]) != SIZE_MAX;
    return has;
}

bool fg_pattern_find(const struct fg_pattern *p, fg_scratch *scratch, struct fg_sv subject,
                     size_t from, struct fg_match_groups *out)
{
    const pcre2_code *code = has_needed(p, subject) ? code_of(p) : NULL;
    if (!code || from > subject.n)
        return false;
    const int n = pcre2_match(code, (PCRE2_SPTR)(subject.p ? subject.p : ""), subject.n, from,
                              PCRE2_NO_UTF_CHECK, scratch->match_data, scratch->match_context);
    if (n < 0)
        return false;
    const size_t *at = pcre2_get_ovector_pointer(scratch->match_data);
    *out = (struct fg_match_groups){.n = n ? (size_t)n : FG_PATTERN_GROUPS};
    for (size_t i = 0; i < out->n && i < FG_PATTERN_GROUPS; i++)
        if (at[2 * i] != PCRE2_UNSET)
            out->group[i] =
                (struct fg_span){(uint32_t)at[2 * i], (uint32_t)(at[2 * i + 1] - at[2 * i])};
    return true;
}

struct fg_sv fg_pattern_named(const struct fg_pattern *p, const struct fg_match_groups *m,
                              struct fg_sv subject, const char *name)
{
    const pcre2_code *code = code_of(p);
    const int i = code ? pcre2_substring_number_from_name(code, (PCRE2_SPTR)name) : -1;
    if (i < 0 || i >= FG_PATTERN_GROUPS)
        return (struct fg_sv){0};
    return fg_sv_sub(subject, m->group[i].at, m->group[i].n);
}

void fg_pattern_clear(struct fg_pattern *p)
{
    pcre2_code_free(atomic_load(&p->code));
    p->code = NULL;
}

fg_scratch *fg_scratch_new(const fg_rules *rules)
{
    (void)rules;
    fg_scratch *s = calloc(1, sizeof *s);
    if (!s)
        return NULL;
    s->match_data = pcre2_match_data_create(FG_PATTERN_GROUPS, NULL);
    s->match_context = pcre2_match_context_create(NULL);
    s->jit_stack = pcre2_jit_stack_create(JIT_STACK_FIRST, JIT_STACK_MOST, NULL);
    if (!s->match_data || !s->match_context || !s->jit_stack) {
        fg_scratch_free(s);
        return NULL;
    }
    pcre2_set_match_limit(s->match_context, MATCH_LIMIT);
    pcre2_set_depth_limit(s->match_context, DEPTH_LIMIT);
    pcre2_set_heap_limit(s->match_context, HEAP_LIMIT_KIB);
    pcre2_jit_stack_assign(s->match_context, NULL, s->jit_stack);
    return s;
}

void fg_scratch_keep_reasons(fg_scratch *scratch, bool keep)
{
    scratch->reasons = keep;
}

void fg_scratch_free(fg_scratch *scratch)
{
    if (!scratch)
        return;
    pcre2_match_data_free(scratch->match_data);
    pcre2_match_context_free(scratch->match_context);
    pcre2_jit_stack_free(scratch->jit_stack);
    fg_stems_free(&scratch->stems);
    fg_tokens_free(&scratch->tokens);
    fg_tokens_free(&scratch->more);
    fg_tokens_free(&scratch->whole[0]);
    fg_tokens_free(&scratch->whole[1]);
    free(scratch);
}
