/* site_place.h - places of a rule (rules/sites/README.md) to values of a tree. */
#ifndef FG_DOCUMENT_SITE_PLACE_H
#define FG_DOCUMENT_SITE_PLACE_H

#include "document/site_tree.h"

/** Where places are looked up: a tree, one posting in it, what the address held. */
struct fg_site_view {
    struct fg_site_tree *tree;
    const json_t *posting;              /* NULL for HTML */
    const struct fg_site_match *match;
    fg_arena *arena;
};

/** Values found, in the order of the answer; in the view's arena. */
struct fg_site_found {
    const json_t **at;
    size_t n, cap;
};

/** Adds all values at one place, from `from` on, to `out`. */
void fg_site_find_all(const struct fg_site_view *v, const json_t *from, const char *place,
                      struct fg_site_found *out);
/** Adds the elements of the lists at a place; what is no list counts as one. */
void fg_site_elements(const struct fg_site_view *v, const json_t *from, const char *place,
                      struct fg_site_found *out);
/** The value of a field or a section: the first of its places that says something,
 *  in the board's or, where the rule maps words, our words. NULL where none does.
 *  It lives as long as the tree. */
const json_t *fg_site_value(const struct fg_site_view *v, const json_t *from,
                            const struct fg_site_value *what);
/** A value's text: of a text itself, "true", "false", digits; else {NULL, 0}. */
struct fg_sv fg_site_text(const struct fg_site_view *v, const json_t *value);

#endif
