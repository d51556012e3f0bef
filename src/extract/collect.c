#include "extract/internal.h"

#include <string.h>

/* Lines under their sections to items: list items and short parallel paragraphs
 * whole, prose by sentences. */

enum {
    LONGEST_PARALLEL = 320,  /* bytes of a paragraph that stands in for an item */
    LEAST_ITEM = 3           /* bytes of text worth being an item               */
};

struct collector {
    struct extraction *x;
    const line_list *lines;
    const struct section *section;
    item_list *requirements, *duties;
};

static void add(struct collector *c, item_list *to, struct fg_sv text, uint32_t at,
                enum fg_section means, double weight)
{
    if (text.n < LEAST_ITEM)
        return;
    struct item *item = fg_vec_add(c->x->arena, to);
    if (item)
        *item = (struct item){.text = text, .at = at, .section = means,
                              .heading = c->section->heading, .rule = c->section->rule,
                              .weight = weight};
}

static bool is_requirement_section(enum fg_section means)
{
    return means == FG_SECTION_REQUIRED || means == FG_SECTION_PREFERRED;
}

/* What a text under a heading is, where its words do not speak against it. */
static enum fg_section judged(struct collector *c, struct fg_sv text)
{
    const enum fg_section means = c->section->means;
    const struct judgement j = extract_judge(c->x, text);
    if (is_requirement_section(means)) {
        if (j.other > j.requirement)
            return FG_SECTION_NONE;
        return means;
    }
    if (means == FG_SECTION_DUTIES) {
        if (j.other > j.duty + j.requirement)
            return FG_SECTION_NONE;
        return j.requirement >= 9 && j.duty == 0 ? FG_SECTION_REQUIRED : FG_SECTION_DUTIES;
    }
    return FG_SECTION_NONE;
}

/* What a text is by its own words alone. */
static enum fg_section by_words(struct collector *c, struct fg_sv text)
{
    const struct judgement j = extract_judge(c->x, text);
    if (j.requirement >= 6 && j.requirement > j.duty && j.requirement > j.other)
        return FG_SECTION_REQUIRED;
    if (j.duty >= 3 && j.duty >= j.requirement && j.other == 0)
        return FG_SECTION_DUTIES;
    return FG_SECTION_NONE;
}

static void put(struct collector *c, struct fg_sv text, uint32_t at, enum fg_section means,
                double weight)
{
    if (is_requirement_section(means))
        add(c, c->requirements, text, at, means, weight);
    else if (means == FG_SECTION_DUTIES)
        add(c, c->duties, text, at, means, weight);
}

static void by_sentences(struct collector *c, const struct line *l,
                         enum fg_section (*judge)(struct collector *, struct fg_sv),
                         double weight)
{
    struct fg_sv rest = l->text, sentence;
    while (extract_next_sentence(&rest, &sentence))
        put(c, sentence, l->at + (uint32_t)(sentence.p - l->text.p), judge(c, sentence), weight);
}

static char last_char(struct fg_sv s)
{
    return s.n ? s.p[s.n - 1] : '\0';
}

/* An item that only introduces the deeper ones behind it. */
static bool introduces(const struct collector *c, size_t i)
{
    const struct line *l = &c->lines->at[i];
    if (i + 1 >= c->section->end)
        return false;
    const struct line *next = &c->lines->at[i + 1];
    if (next->kind != FG_BLOCK_ITEM || next->level <= l->level)
        return false;
    return last_char(l->text) == ':' || l->text.n < 60;
}

struct shape {
    size_t items, paragraphs, longest;
};

static struct shape shape_of(const struct collector *c)
{
    struct shape s = {0};
    for (size_t i = c->section->first; i < c->section->end; i++) {
        const struct line *l = &c->lines->at[i];
        if (l->role != LINE_CONTENT)
            continue;
        if (l->kind == FG_BLOCK_ITEM) {
            s.items++;
        } else {
            s.paragraphs++;
            s.longest = l->text.n > s.longest ? l->text.n : s.longest;
        }
    }
    return s;
}

/* A section with a list: items whole; the paragraphs around it by their words. */
static void collect_list(struct collector *c)
{
    for (size_t i = c->section->first; i < c->section->end; i++) {
        const struct line *l = &c->lines->at[i];
        if (l->role != LINE_CONTENT || introduces(c, i))
            continue;
        if (l->kind == FG_BLOCK_ITEM)
            put(c, l->text, l->at, judged(c, l->text), 1);
        else if (last_char(l->text) != ':')
            by_sentences(c, l, by_words, 0.7);
    }
}

static void collect_paragraphs(struct collector *c, const struct shape *shape)
{
    const bool parallel = shape->paragraphs > 1 && shape->longest <= LONGEST_PARALLEL;
    for (size_t i = c->section->first; i < c->section->end; i++) {
        const struct line *l = &c->lines->at[i];
        if (l->role != LINE_CONTENT || last_char(l->text) == ':')
            continue;
        if (parallel)
            put(c, l->text, l->at, judged(c, l->text), 0.9);
        else
            by_sentences(c, l, judged, 0.8);
    }
}

static void collect_prose(struct collector *c)
{
    for (size_t i = c->section->first; i < c->section->end; i++) {
        const struct line *l = &c->lines->at[i];
        if (l->role != LINE_CONTENT || (l->flags & FG_BLOCK_LINK))
            continue;
        if (l->kind == FG_BLOCK_ITEM)
            put(c, l->text, l->at, by_words(c, l->text), 0.5);
        else
            by_sentences(c, l, by_words, 0.5);
    }
}

void extract_collect(struct extraction *x, const line_list *lines, const section_list *sections,
                     item_list *requirements, item_list *duties)
{
    for (size_t i = 0; i < sections->n; i++) {
        struct collector c = {x, lines, &sections->at[i], requirements, duties};
        const enum fg_section means = c.section->means;
        const struct shape shape = shape_of(&c);
        if (is_requirement_section(means) || means == FG_SECTION_DUTIES) {
            if (shape.items)
                collect_list(&c);
            else
                collect_paragraphs(&c, &shape);
        } else if (means == FG_SECTION_NONE) {
            collect_prose(&c);
        }
    }
}
