#include "document/site_tree.h"

#include "document/json_text.h"
#include "document/libxml.h"

#include <stdlib.h>
#include <string.h>

enum { DEEPEST_XML = 64 };

/* ---- XML ---- */

/* Adds a member; a second one of its name makes a list of the two. */
static void add_member(json_t *object, const char *name, json_t *value)
{
    json_t *there = json_object_get(object, name);
    if (!there) {
        json_object_set_new(object, name, value);
    } else if (json_is_array(there)) {
        json_array_append_new(there, value);
    } else {
        json_t *list = json_array();
        json_array_append(list, there);
        json_array_append_new(list, value);
        json_object_set_new(object, name, list);
    }
}

static json_t *text_of(xmlNodePtr node)
{
    xmlChar *text = xmlNodeGetContent(node);
    json_t *value = json_string(text ? (const char *)text : "");
    free(text);
    return value ? value : json_null();
}

static void add_attributes(json_t *object, xmlNodePtr node)
{
    for (xmlAttrPtr a = node->properties; a; a = a->next) {
        char name[64] = "@";
        xmlChar *text = xmlNodeListGetString(node->doc, a->children, 1);
        strncat(name, (const char *)a->name, sizeof name - 2);
        add_member(object, name, json_string(text ? (const char *)text : ""));
        free(text);
    }
}

static json_t *of_element(xmlNodePtr node, unsigned levels)
{
    json_t *object = json_object();
    for (xmlNodePtr c = node->children; c && levels; c = c->next)
        if (c->type == XML_ELEMENT_NODE)
            add_member(object, (const char *)c->name, of_element(c, levels - 1));
    const bool leaf = json_object_size(object) == 0;
    if (!leaf)
        add_attributes(object, node);
    if (!leaf)
        return object;
    json_decref(object);
    return text_of(node);
}

/* No network, no entities put in place, no huge nesting: libxml2's own limits. */
static json_t *of_xml(struct fg_sv text)
{
    const int options = XML_PARSE_NONET | XML_PARSE_RECOVER | XML_PARSE_NOERROR |
                        XML_PARSE_NOWARNING | XML_PARSE_NOCDATA;
    xmlDocPtr doc = text.n <= INT32_MAX
                        ? xmlReadMemory(text.p, (int)text.n, NULL, "UTF-8", options)
                        : NULL;
    xmlNodePtr top = doc ? xmlDocGetRootElement(doc) : NULL;
    json_t *root = NULL;
    if (top) {
        root = json_object();
        add_member(root, (const char *)top->name, of_element(top, DEEPEST_XML));
    }
    xmlFreeDoc(doc);
    return root;
}

/* ---- the others ---- */

static json_t *of_json(struct fg_sv text)
{
    return fg_json_text_next(&text);
}

static json_t *of_script(struct fg_sv text, const char *after)
{
    const size_t at = after ? fg_sv_find(text, fg_sv_of(after)) : SIZE_MAX;
    if (at == SIZE_MAX)
        return NULL;
    struct fg_sv rest = fg_sv_sub(text, at + strlen(after), SIZE_MAX);
    return fg_json_text_next(&rest);
}

enum fg_status fg_site_tree_read(struct fg_sv text, const struct fg_site_fetch *how,
                                 struct fg_site_tree *out, struct fg_error *err)
{
    static const char *const kinds[] = {[FG_ANSWER_PAGE] = "a page",
                                        [FG_ANSWER_JSON] = "JSON",
                                        [FG_ANSWER_XML] = "XML",
                                        [FG_ANSWER_SCRIPT] = "a page with the posting in a script",
                                        [FG_ANSWER_HTML] = "HTML"};
    *out = (struct fg_site_tree){.made = json_array()};
    if (!out->made)
        return fg_fail_memory(err);
    if (how->kind == FG_ANSWER_XML && fg_libxml_load(err) != FG_OK)
        return FG_EREAD;
    switch (how->kind) {
    case FG_ANSWER_JSON: out->root = of_json(text); break;
    case FG_ANSWER_XML: out->root = of_xml(text); break;
    case FG_ANSWER_SCRIPT: out->root = of_script(text, how->after); break;
    default: out->html = fg_sv_find(text, FG_SV("<")) == SIZE_MAX ? out->html : text;
    }
    if (out->root || out->html.n)
        return FG_OK;
    return fg_fail(err, FG_EREAD, "the board's answer is not %s: save the page in the browser and "
                                  "pass the file", kinds[how->kind]);
}

void fg_site_tree_clear(struct fg_site_tree *tree)
{
    json_decref(tree->root);
    json_decref(tree->made);
    *tree = (struct fg_site_tree){0};
}
