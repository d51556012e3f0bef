#include "extract/internal.h"

#include <string.h>

static void find_language(struct extraction *x, const struct fg_document *d, char out[3])
{
    char hint[3] = "";
    if (d->fields.language.n >= 2) {
        hint[0] = fg_lower(d->fields.language.p[0]);
        hint[1] = fg_lower(d->fields.language.p[1]);
    }
    if (fg_tokenize(d->text, &x->scratch->tokens))
        fg_rules_guess_language(x->rules, &x->scratch->tokens, hint, out);
}

static const struct fg_requirement *finish(struct extraction *x, const item_list *items, size_t *n)
{
    struct fg_requirement *out = fg_arena_calloc(x->arena, items->n, sizeof *out);
    *n = out ? items->n : 0;
    for (size_t i = 0; out && i < items->n; i++) {
        const struct item *item = &items->at[i];
        struct fg_requirement *r = &out[i];
        r->id = (unsigned)i + 1;
        r->text = item->text;
        r->section = item->heading;
        r->at = (struct fg_span){item->at, (uint32_t)item->text.n};
        r->rule = item->rule ? item->rule->id : "words";
        r->weight = item->weight;
        r->priority = extract_priority(x, r->text, item->section);
        extract_facts(x, r);
    }
    return out;
}

static const struct fg_duty *finish_duties(struct extraction *x, const item_list *items, size_t *n)
{
    struct fg_duty *out = fg_arena_calloc(x->arena, items->n, sizeof *out);
    *n = out ? items->n : 0;
    for (size_t i = 0; out && i < items->n; i++)
        out[i] = (struct fg_duty){items->at[i].text,
                                  {items->at[i].at, (uint32_t)items->at[i].text.n}};
    return out;
}

/* One view of a document - the page, or its structured data - to a posting. */
static void read_view(struct extraction *x, struct fg_posting *out)
{
    line_list lines = {0};
    section_list sections = {0};
    item_list requirements = {0}, duties = {0};
    find_language(x, x->document, out->language);
    x->language = fg_rules_language(x->rules, out->language, NULL);
    if (!x->language)
        x->language = fg_rules_language(x->rules, "en", NULL);
    extract_lines(x, &lines);
    extract_outline(x, &lines, &sections);
    extract_collect(x, &lines, &sections, &requirements, &duties);
    out->requirements = finish(x, &requirements, &out->n_requirements);
    out->duties = finish_duties(x, &duties, &out->n_duties);
    out->text = x->document->text;
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
    struct extraction x = {.rules = rules, .scratch = scratch, .document = document,
                           .arena = arena};
    *out = (struct fg_posting){0};
    read_view(&x, out);
    if (document->structured) {
        struct extraction y = x;
        struct fg_posting other = {0};
        y.document = document->structured;
        read_view(&y, &other);
        if (worth(&other) >= worth(out))
            *out = other;
    }
    x.language = fg_rules_language(rules, out->language[0] ? out->language : "en", NULL);
    extract_fields(&x, out);
    out->questions = document->questions;
    out->n_questions = document->n_questions;
    out->page = extract_page(&x, out, &out->closed);
    return fg_arena_failed(arena) ? fg_fail_memory(err) : FG_OK;
}
