#include "extract/unit.h"

#include <string.h>

bool extract_tokens(struct extraction *x, struct fg_sv text, struct fg_tokens *out)
{
    return x->whole ? fg_tokenize_part(x->whole, text, out) : fg_tokenize(text, out);
}

const struct fg_tokens *extract_words(const struct extraction *x, struct fg_sv text)
{
    const struct fg_tokens *w = x->scratch->whole;
    return &w[w[0].text.p != text.p];
}

/* Makes the document's tokens ready. `which`: 0 the page, 1 its structured data. */
static bool set_document(struct extraction *x, const struct fg_document *d, size_t which)
{
    struct fg_tokens *whole = &x->scratch->whole[which];
    x->document = d;
    x->whole = whole;
    return fg_tokenize(d->text, whole) && fg_tokens_index(whole);
}

/* Adds the words of the blocks of at least and at most so many bytes that are the
 * posting's own; false: no memory. */
static bool add_words(struct extraction *x, const struct fg_document *d, size_t least, size_t most)
{
    struct fg_tokens *words = &x->scratch->tokens, *more = &x->scratch->more;
    bool good = true;
    for (size_t i = 0; i < d->n_blocks && good; i++)
        if (d->blocks[i].text.n >= least && d->blocks[i].text.n <= most &&
            !(d->blocks[i].flags & (FG_BLOCK_FURNITURE | FG_BLOCK_LINK)))
            good = extract_tokens(x, d->blocks[i].text, more) && fg_tokens_append(words, more);
    return good;
}

/* The posting's language, by its longer texts; the page's menu may speak another. A
 * posting of short items alone is known by those. */
static void find_language(struct extraction *x, const struct fg_document *d, char out[3])
{
    enum { PROSE_LEAST = 60, PROSE_ENOUGH = 40 }; /* bytes of a block, words of them all */
    char hint[3] = "";
    struct fg_tokens *words = &x->scratch->tokens;
    if (d->fields.language.n >= 2) {
        hint[0] = fg_lower(d->fields.language.p[0]);
        hint[1] = fg_lower(d->fields.language.p[1]);
    }
    words->n = 0;
    if (add_words(x, d, PROSE_LEAST, SIZE_MAX) && words->n < PROSE_ENOUGH)
        add_words(x, d, 1, PROSE_LEAST - 1);
    fg_rules_guess_language(x->rules, words, hint, out);
    if (!out[0])
        fg_rules_guess_language(x->rules, x->whole, hint, out);
}

static void add_requirement(struct extraction *x, const struct unit *u,
                            const section_list *sections, struct fg_requirement *r)
{
    const struct section *s = &sections->at[u->section];
    r->text = u->text;
    r->section = s->heading;
    r->at = (struct fg_span){u->at, (uint32_t)u->text.n};
    r->rule = s->rule ? s->rule->id : "words";
    r->weight = u->shape == UNIT_ITEM ? 1 : 0.7;
    /* what stands behind a list is no longer under its heading */
    r->priority = extract_priority(x, r->text, u->after_list ? FG_SECTION_NONE : s->means,
                                   u->shape == UNIT_ITEM);
    extract_facts(x, r);
    r->judged = extract_judged(x, sections, u);
}

static void finish(struct extraction *x, const section_list *sections, const unit_list *units,
                   struct fg_posting *out)
{
    struct fg_requirement *r = fg_arena_calloc(x->arena, units->n, sizeof *r);
    struct fg_duty *d = fg_arena_calloc(x->arena, units->n, sizeof *d);
    for (size_t i = 0; r && d && i < units->n; i++) {
        const struct unit *u = &units->at[i];
        extract_speak(x, u);
        if (u->class == UNIT_REQUIREMENT) {
            r[out->n_requirements].id = (unsigned)out->n_requirements + 1;
            add_requirement(x, u, sections, &r[out->n_requirements++]);
        } else if (u->class == UNIT_DUTY) {
            d[out->n_duties++] = (struct fg_duty){u->text, {u->at, (uint32_t)u->text.n}};
        }
    }
    x->language = x->posting;
    out->requirements = r;
    out->duties = d;
}

/* That there are no rules for a language is no error; that they are broken is. */
static enum fg_status set_languages(struct extraction *x, char code[3], struct fg_error *err)
{
    struct fg_error why = {0};
    find_language(x, x->document, code);
    x->english = fg_rules_language(x->rules, "en", &why);
    if (why.status == FG_OK)
        x->language = fg_rules_language(x->rules, code, &why);
    if (!x->language)
        x->language = x->english;
    if (!x->english)
        x->english = x->language;
    x->posting = x->language;
    if (why.status == FG_OK && !x->language)
        fg_fail_at(&why, FG_EDATA, fg_rules_dir(x->rules), 0, 0, "holds no rules of any language");
    if (why.status != FG_OK && err)
        *err = why;
    return why.status;
}

static void cut(struct extraction *x, section_list *sections, unit_list *units)
{
    line_list lines = {0};
    extract_lines(x, &lines);
    extract_outline(x, &lines, sections);
    extract_units(x, &lines, sections, units);
    extract_classify(x, sections, units);
}

/* One view of a document - the page, or its structured data - to a posting. */
static enum fg_status read_view(struct extraction *x, struct fg_posting *out, struct fg_error *err)
{
    section_list sections = {0};
    unit_list units = {0};
    const enum fg_status status = set_languages(x, out->language, err);
    if (status != FG_OK)
        return status;
    cut(x, &sections, &units);
    finish(x, &sections, &units, out);
    out->text = x->document->text;
    return FG_OK;
}

enum fg_status fg_extract_trace(const fg_rules *rules, fg_scratch *scratch,
                                const struct fg_document *document, fg_arena *arena,
                                struct fg_buf *out, struct fg_error *err)
{
    struct extraction x = {.rules = rules, .scratch = scratch, .arena = arena};
    section_list sections = {0};
    unit_list units = {0};
    char code[3];
    if (!set_document(&x, document, 0))
        return fg_fail_memory(err);
    const enum fg_status status = set_languages(&x, code, err);
    if (status != FG_OK)
        return status;
    cut(&x, &sections, &units);
    for (size_t i = 0; i < units.n; i++) {
        extract_speak(&x, &units.at[i]);
        extract_trace_unit(&x, &sections, &units.at[i], out);
    }
    return fg_arena_failed(arena) || out->failed ? fg_fail_memory(err) : FG_OK;
}

static double worth(const struct fg_posting *p)
{
    double sum = 0;
    for (size_t i = 0; i < p->n_requirements; i++)
        sum += p->requirements[i].weight;
    return sum;
}

enum fg_status fg_extract(const fg_rules *rules, fg_scratch *scratch,
                          const struct fg_document *document, fg_arena *arena,
                          struct fg_posting *out, struct fg_error *err)
{
    struct extraction x = {.rules = rules, .scratch = scratch, .arena = arena};
    *out = (struct fg_posting){0};
    if (!set_document(&x, document, 0))
        return fg_fail_memory(err);
    enum fg_status status = read_view(&x, out, err);
    if (status == FG_OK && document->structured) {
        struct extraction y = x;
        struct fg_posting other = {0};
        if (!set_document(&y, document->structured, 1))
            return fg_fail_memory(err);
        status = read_view(&y, &other, err);
        if (worth(&other) >= worth(out))
            *out = other;
    }
    if (status != FG_OK)
        return status;
    x.language = fg_rules_language(rules, out->language[0] ? out->language : "en", NULL);
    if (!x.language)
        x.language = x.posting; /* a language without rules is read with English ones */
    extract_fields(&x, out);
    out->questions = document->questions;
    out->n_questions = document->n_questions;
    out->page = extract_page(&x, out, &out->closed);
    return fg_arena_failed(arena) ? fg_fail_memory(err) : FG_OK;
}
