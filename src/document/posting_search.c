#include "document/posting_search.h"

#include "document/posting_object.h"

enum { MOST_LEVELS = 24, MOST_VISITED = 1000000, MOST_FOUND = 10000 };

/* ---- one posting ---- */

static bool is_posting(const struct fg_posting_search *s, const json_t *value)
{
    if (fg_posting_object_is_typed(value))
        return true;
    if (s->sign == FG_SIGN_TYPE || json_object_get(value, "@type"))
        return false; /* of another type, by its own word */
    return fg_posting_object_is_likely(value, s->sign == FG_SIGN_PROOF);
}

/* Whether the same posting was found before; pages state theirs in two scripts. */
static bool is_copy(struct fg_posting_search *s, const struct fg_document *read)
{
    uint32_t *first = fg_map_put(&s->by_text, s->arena, read->text);
    if (!first)
        return false;
    if (*first == FG_MAP_NONE) {
        *first = (uint32_t)s->found.n;
        return false;
    }
    const struct fg_fields *a = &s->found.at[*first].fields, *b = &read->fields;
    return fg_sv_eq(a->title, b->title) && fg_sv_eq(a->location, b->location);
}

static enum fg_status add_posting(struct fg_posting_search *s, const struct fg_json_node *node,
                                  struct fg_error *err)
{
    struct fg_document read;
    const enum fg_status status =
        fg_posting_object_read(node, s->origin, s->arena, &read, err);
    if (status != FG_OK)
        return status;
    if (is_copy(s, &read))
        return FG_OK;
    struct fg_document *slot = fg_vec_add(s->arena, &s->found);
    if (!slot)
        return fg_fail_memory(err);
    *slot = read;
    return FG_OK;
}

/* ---- all of them ---- */

static enum fg_status visit(struct fg_posting_search *s, const struct fg_json_node *node,
                            unsigned level, struct fg_error *err);

static enum fg_status visit_inner(struct fg_posting_search *s, const struct fg_json_node *outer,
                                  const json_t *value, unsigned level, struct fg_error *err)
{
    const struct fg_json_node node = {value, outer};
    return visit(s, &node, level + 1, err);
}

static enum fg_status visit(struct fg_posting_search *s, const struct fg_json_node *node,
                            unsigned level, struct fg_error *err)
{
    if (level == MOST_LEVELS || s->visited++ >= MOST_VISITED || s->found.n >= MOST_FOUND)
        return FG_OK;
    if (json_is_object(node->value) && is_posting(s, node->value))
        return add_posting(s, node, err);
    enum fg_status status = FG_OK;
    const char *key;
    json_t *inner, *unchanging = (json_t *)(uintptr_t)node->value;
    json_object_foreach(unchanging, key, inner) {
        if (status == FG_OK)
            status = visit_inner(s, node, inner, level, err);
    }
    for (size_t i = 0; status == FG_OK && i < json_array_size(node->value); i++)
        status = visit_inner(s, node, json_array_get(node->value, i), level, err);
    return status;
}

enum fg_status fg_posting_search_run(struct fg_posting_search *search, const json_t *value,
                                     struct fg_error *err)
{
    const struct fg_json_node top = {value, NULL};
    const enum fg_status status = visit(search, &top, 0, err);
    return status == FG_OK && fg_arena_failed(search->arena) ? fg_fail_memory(err) : status;
}

void fg_posting_search_drop_teasers(struct fg_posting_search *search, unsigned share)
{
    size_t longest = 0, kept = 0;
    for (size_t i = 0; i < search->found.n; i++)
        if (search->found.at[i].text.n > longest)
            longest = search->found.at[i].text.n;
    const size_t least = share && longest / share > 1 ? longest / share : 1;
    for (size_t i = 0; search->found.n > 1 && i < search->found.n; i++)
        if (search->found.at[i].text.n >= least)
            search->found.at[kept++] = search->found.at[i];
    if (search->found.n > 1)
        search->found.n = kept;
}
