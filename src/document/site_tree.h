/* site_tree.h - a board's answer as one tree to look values up in.
 *
 * JSON as it is; XML in the shape of JSON: an element's members are the elements
 * in it and its attributes ("@name"), several of a name are a list, and an element
 * without either is its text. Of an HTML page the elements of a class are found as
 * the markup in them, without a tree. */
#ifndef FG_DOCUMENT_SITE_TREE_H
#define FG_DOCUMENT_SITE_TREE_H

#include "fetch/site.h"

#include <jansson.h>

struct fg_site_tree {
    json_t *root;      /* owned; NULL for HTML                          */
    struct fg_sv html; /* the answer itself; {NULL, 0} for all others   */
    json_t *made;      /* array: values made while looking up; owned    */
};

/** Reads `text` (UTF-8), which must live as long, as the rule says. FG_EREAD where it is
 *  something else; FG_ENOMEM. Clear with fg_site_tree_clear() in any case. */
enum fg_status fg_site_tree_read(struct fg_sv text, const struct fg_site_fetch *how,
                                 struct fg_site_tree *out, struct fg_error *err);
void fg_site_tree_clear(struct fg_site_tree *tree);

#endif
