#include "document/html_open.h"

#include <string.h>

#define BIT(nest) (UINT32_C(1) << FG_NEST_##nest)

enum { N_NESTS = FG_NEST_PAGE + 1 };

/* At which open elements a search stops: whatever looks for what is around a table or an
 * island, and what looks for a paragraph, which has no block in it. */
#define WALLS (BIT(CELL) | BIT(TABLE) | BIT(ISLAND))
#define BLOCKS (WALLS | BIT(BLOCK) | BIT(LIST) | BIT(ITEM) | BIT(TERM))

/* What a start tag ends, and where the search for that stops; where the search of an end
 * tag for its element stops. */
static const struct {
    uint32_t ends, until, end_tag_until;
} nests[N_NESTS] = {
    [FG_NEST_TEXT] = {0, 0, WALLS},
    [FG_NEST_LINK] = {BIT(LINK), WALLS, WALLS},
    [FG_NEST_OPTION] = {BIT(OPTION), BLOCKS, BLOCKS},
    [FG_NEST_APART] = {0, 0, WALLS},
    [FG_NEST_PARAGRAPH] = {BIT(PARAGRAPH), BLOCKS, WALLS},
    [FG_NEST_BLOCK] = {BIT(PARAGRAPH), BLOCKS, WALLS},
    [FG_NEST_HEADING] = {BIT(PARAGRAPH) | BIT(HEADING), BLOCKS, WALLS},
    [FG_NEST_LIST] = {BIT(PARAGRAPH), BLOCKS, WALLS},
    [FG_NEST_ITEM] = {BIT(PARAGRAPH) | BIT(ITEM), WALLS | BIT(LIST), WALLS | BIT(LIST)},
    [FG_NEST_TERM] = {BIT(PARAGRAPH) | BIT(TERM), WALLS | BIT(LIST), WALLS},
    [FG_NEST_TABLE] = {BIT(PARAGRAPH), BLOCKS, BIT(ISLAND)},
    [FG_NEST_SECTION] = {BIT(SECTION) | BIT(ROW) | BIT(CELL), BIT(TABLE), BIT(TABLE)},
    [FG_NEST_ROW] = {BIT(ROW) | BIT(CELL), BIT(TABLE), BIT(TABLE)},
    [FG_NEST_CELL] = {BIT(CELL), BIT(TABLE), BIT(TABLE)},
};

void fg_html_stack_begin(struct fg_html_stack *stack)
{
    static const struct fg_html_element page = {.name = {"", 0}};
    stack->depth = stack->too_deep = 0;
    stack->at[0] = (struct fg_html_open){.element = &page, .kind = FG_BLOCK_PARAGRAPH};
}

static bool is_open(const struct fg_html_stack *stack, const struct fg_html_element *element)
{
    for (unsigned i = 1; i <= stack->depth; i++)
        if (stack->at[i].element == element)
            return true;
    return false;
}

struct fg_html_open *fg_html_push(struct fg_html_stack *stack, const struct fg_html_tag *tag)
{
    if (tag->element->nest == FG_NEST_PAGE && is_open(stack, tag->element))
        return NULL;
    if (stack->depth + 1 == FG_HTML_MOST_OPEN) {
        stack->too_deep += !tag->closed;
        return NULL;
    }
    stack->at[stack->depth + 1] = stack->at[stack->depth];
    stack->depth++;
    struct fg_html_open *o = fg_html_top(stack);
    o->element = tag->element;
    o->name = tag->name;
    return o;
}

/* <body> ends the head and what was left open in it. */
static unsigned ended_by_page(const struct fg_html_stack *stack,
                              const struct fg_html_element *next)
{
    const unsigned first = stack->at[stack->depth > 0].element->role == FG_ELEMENT_HTML ? 2 : 1;
    const bool body = fg_sv_eq(next->name, FG_SV("body"));
    return body && stack->depth >= first && !is_open(stack, next) ? first : 0;
}

unsigned fg_html_ended_by_start(const struct fg_html_stack *stack,
                                const struct fg_html_element *next)
{
    const uint32_t ends = nests[next->nest].ends, until = nests[next->nest].until;
    unsigned found = 0;
    if (next->nest == FG_NEST_PAGE)
        return ended_by_page(stack, next);
    for (unsigned i = stack->depth; i > 0 && ends && !stack->too_deep; i--) {
        const uint32_t nest = UINT32_C(1) << stack->at[i].element->nest;
        if (nest & ends)
            found = i;
        else if (nest & until)
            break;
    }
    return found;
}

static bool is_same(const struct fg_html_open *o, const struct fg_html_tag *tag)
{
    return o->element == tag->element &&
           (tag->element->name.n || fg_sv_eq_nocase(o->name, tag->name));
}

/* The page and its parts go on to the end of all. */
unsigned fg_html_ended_by_end(struct fg_html_stack *stack, const struct fg_html_tag *tag)
{
    const uint32_t until = nests[tag->element->nest].end_tag_until;
    if (stack->too_deep) {
        stack->too_deep -= !fg_html_is_void(tag->element);
        return 0;
    }
    if (tag->element->nest == FG_NEST_PAGE && !fg_sv_eq(tag->element->name, FG_SV("head")))
        return 0;
    for (unsigned i = stack->depth; i > 0; i--) {
        if (is_same(&stack->at[i], tag))
            return i;
        if (until & UINT32_C(1) << stack->at[i].element->nest)
            break;
    }
    return 0;
}

bool fg_html_has_block(const struct fg_html_stack *stack, unsigned depth)
{
    while (++depth <= stack->depth)
        if (fg_html_divides(stack->at[depth].element))
            return true;
    return false;
}

void fg_html_close(struct fg_html_stack *stack, unsigned depth)
{
    const struct fg_html_open *around = &stack->at[depth - 1], *it = &stack->at[depth];
    const unsigned bold = it->bold - around->bold, emphasis = it->emphasis - around->emphasis,
                   link = it->link - around->link, title = it->title - around->title,
                   skip = it->skip - around->skip;
    for (unsigned i = depth + 1; i <= stack->depth; i++) {
        struct fg_html_open *o = &stack->at[i];
        o->bold -= o->bold >= bold ? bold : o->bold; /* an item has none of what is around it */
        o->emphasis -= o->emphasis >= emphasis ? emphasis : o->emphasis;
        o->link -= link;
        o->title -= title;
        o->skip -= skip;
        stack->at[i - 1] = *o;
    }
    stack->depth--;
}

void fg_html_item_has_text(struct fg_html_stack *stack)
{
    for (unsigned i = stack->depth; i > 0; i--) {
        stack->at[i].first_in_item = false;
        if (stack->at[i].element->role == FG_ELEMENT_ITEM)
            return;
    }
}

void fg_html_count_cell(struct fg_html_stack *stack)
{
    for (unsigned i = stack->depth; i > 0; i--)
        if (stack->at[i].element->role == FG_ELEMENT_ROW) {
            fg_html_top(stack)->column = ++stack->at[i].column;
            return;
        }
}
