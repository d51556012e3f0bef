#include "extract/unit.h"

#include <string.h>

enum {
    LONGEST_PARALLEL = 320, /* bytes of a paragraph that stands in for an item */
    LONGEST_IN_RUN = 600,   /* and of a single sentence amid such */
    LEAST_RUN = 4,          /* of them side by side are a list, whatever else the section has */
    LEAST_UNIT = 3,
    PROSE_SENTENCES = 3     /* a paragraph of so many is prose, not an item */
};

struct cutter {
    struct extraction *x;
    const line_list *lines;
    const struct section *section;
    size_t index;           /* of the section */
    unsigned position;
    bool after_list, parallel;
    bool may_run;           /* short paragraphs side by side may be a list in its prose */
    size_t run_end;         /* lines before this one were looked at for such a run      */
    bool in_run;            /* and are one                                              */
    unit_list *out;
};

/* Whether the text is English in a posting that is not. */
static bool is_english(struct extraction *x, struct fg_sv text)
{
    char code[3];
    if (x->posting == x->english || !extract_tokens(x, text, &x->scratch->tokens))
        return false;
    fg_rules_guess_language(x->rules, &x->scratch->tokens, x->posting->code, code);
    return strcmp(code, x->english->code) == 0;
}

void extract_speak(struct extraction *x, const struct unit *u)
{
    x->language = u->english ? x->english : x->posting;
}

static void add(struct cutter *c, size_t line, struct fg_sv text, enum unit_shape shape)
{
    const struct line *l = &c->lines->at[line];
    if (text.n < LEAST_UNIT || (l->flat && fg_sv_find(text, FG_SV(" ")) == SIZE_MAX))
        return; /* a word alone amid flat text is the rest of a heading */
    struct unit *u = fg_vec_add(c->x->arena, c->out);
    if (u)
        *u = (struct unit){.text = text,
                           .at = l->at + (uint32_t)(text.p - l->text.p),
                           .shape = shape,
                           .section = c->index,
                           .line = line,
                           .position = c->position++,
                           .after_list = c->after_list && shape != UNIT_ITEM,
                           .list = l->list,
                           .flat = l->flat || (c->in_run && shape == UNIT_PARALLEL && !c->parallel),
                           .english = is_english(c->x, text),
                           .flags = l->flags};
}

static char last_char(struct fg_sv s)
{
    return s.n ? s.p[s.n - 1] : '\0';
}

/* An item that only introduces the deeper ones behind it. */
static bool introduces(const struct cutter *c, size_t i)
{
    const struct line *l = &c->lines->at[i];
    if (i + 1 >= c->section->end)
        return false;
    const struct line *next = &c->lines->at[i + 1];
    if (next->kind != FG_BLOCK_ITEM || next->level <= l->level)
        return false;
    return last_char(l->text) == ':' || l->text.n < 60;
}

/* Under a heading found inside a flat line, sentences were items. */
static bool is_flat_list(const struct cutter *c, size_t line)
{
    return c->lines->at[line].flat && extract_is_posting_body(c->section->means) &&
           c->section->rule;
}

/* The last sentence of a paragraph that ends in a colon leads into what follows. */
static void by_sentences(struct cutter *c, size_t line)
{
    struct fg_sv rest = c->lines->at[line].text, sentence;
    const enum unit_shape shape = is_flat_list(c, line) ? UNIT_PARALLEL : UNIT_SENTENCE;
    while (extract_next_sentence(c->x, &rest, &sentence))
        if (rest.n || last_char(sentence) != ':')
            add(c, line, sentence, sentence.n <= LONGEST_PARALLEL ? shape : UNIT_SENTENCE);
}

static size_t count_sentences(struct extraction *x, struct fg_sv text)
{
    size_t n = 0;
    struct fg_sv sentence;
    while (extract_next_sentence(x, &text, &sentence))
        n++;
    return n;
}

static bool is_like_item(struct extraction *x, const struct line *l)
{
    if (l->role != LINE_CONTENT || l->kind == FG_BLOCK_ITEM || l->flat || last_char(l->text) == ':')
        return false;
    const size_t n = count_sentences(x, l->text);
    return n < (l->text.n <= LONGEST_PARALLEL ? PROSE_SENTENCES : 2) && l->text.n <= LONGEST_IN_RUN;
}

/* Whether line i is one of several paragraphs side by side that read like items: a pasted
 * list that lost its bullets, with prose before or behind it under the same heading. */
static bool in_run(struct cutter *c, size_t i)
{
    if (!c->may_run)
        return false;
    if (i >= c->run_end) {
        size_t end = i;
        while (end < c->section->end && is_like_item(c->x, &c->lines->at[end]))
            end++;
        c->in_run = end - i >= LEAST_RUN;
        c->run_end = end > i ? end : i + 1;
    }
    return c->in_run;
}

/* A short paragraph of a list of such, or a table's cell under a heading. */
static bool stands_for_item(struct cutter *c, size_t i)
{
    const struct line *l = &c->lines->at[i];
    const bool cell = l->kind == FG_BLOCK_CELL && extract_is_posting_body(c->section->means) &&
                      l->text.n <= LONGEST_PARALLEL;
    return ((cell || c->parallel) && count_sentences(c->x, l->text) < PROSE_SENTENCES) ||
           in_run(c, i);
}

/* "Data Quality & Reliability" amid a run of longer lines: a label over the next of them. */
static bool is_label_of_run(const struct cutter *c, size_t i)
{
    enum { LONGEST_LABEL = 50, LEAST_BEHIND = 60 };
    const struct line *l = &c->lines->at[i], *next = &c->lines->at[i + 1];
    return l->text.n <= LONGEST_LABEL && i + 1 < c->section->end &&
           next->role == LINE_CONTENT && next->text.n >= LEAST_BEHIND &&
           (i == c->section->first || c->lines->at[i - 1].text.n >= LEAST_BEHIND) &&
           extract_is_title_case(l->text) && extract_judge(c->x, l->text).requirement <= 0;
}

static void cut_line(struct cutter *c, size_t i)
{
    const struct line *l = &c->lines->at[i];
    if (l->kind == FG_BLOCK_ITEM) {
        if (!introduces(c, i))
            add(c, i, l->text, UNIT_ITEM);
        c->after_list = true;
    } else if (last_char(l->text) == ':') {
        by_sentences(c, i);
        c->after_list = false; /* leads into the next list */
    } else if (stands_for_item(c, i)) {
        if (!c->in_run || !is_label_of_run(c, i))
            add(c, i, l->text, UNIT_PARALLEL);
    } else {
        by_sentences(c, i);
    }
}

/* Short paragraphs side by side, without a list among them, stand in for one. */
static void look_for_parallel(struct cutter *c)
{
    size_t paragraphs = 0, items = 0, longest = 0;
    for (size_t i = c->section->first; i < c->section->end; i++) {
        const struct line *l = &c->lines->at[i];
        if (l->role != LINE_CONTENT)
            continue;
        items += l->kind == FG_BLOCK_ITEM;
        paragraphs += l->kind != FG_BLOCK_ITEM;
        longest = l->kind != FG_BLOCK_ITEM && l->text.n > longest ? l->text.n : longest;
    }
    const enum fg_section means = c->section->means;
    const struct fg_sv heading = c->section->heading;
    const bool leads = c->section->unknown && paragraphs > 2 && heading.n &&
                       heading.p[heading.n - 1] == ':';
    const bool list_heading = leads || extract_is_posting_body(means);
    c->may_run = list_heading && items == 0;
    c->parallel = c->may_run && paragraphs > 1 && longest <= LONGEST_PARALLEL;
}

/* A link under "Similar jobs": another posting's title, whatever its words say. */
static bool is_elsewhere(const struct cutter *c, const struct line *l)
{
    return c->section->means == FG_SECTION_PAGE && (l->flags & FG_BLOCK_LINK);
}

void extract_units(struct extraction *x, const line_list *lines, const section_list *sections,
                   unit_list *out)
{
    for (size_t i = 0; i < sections->n; i++) {
        struct cutter c = {.x = x, .lines = lines, .section = &sections->at[i], .index = i,
                           .out = out};
        look_for_parallel(&c);
        for (size_t k = c.section->first; k < c.section->end; k++)
            if (lines->at[k].role == LINE_CONTENT && !is_elsewhere(&c, &lines->at[k]))
                cut_line(&c, k);
    }
}
