#include "document/xml.h"

#include <string.h>

enum { PIECE = 1 << 20 };

static void ignore(void *context, const char *message, ...)
{
    (void)context;
    (void)message;
}

xmlParserCtxtPtr fg_xml_begin(const xmlSAXHandler *sax, void *context, struct fg_sv first,
                              int options)
{
    if (fg_libxml_load(NULL) != FG_OK)
        return NULL;
    xmlSAXHandler handler = *sax;
    handler.initialized = XML_SAX2_MAGIC;
    handler.error = handler.warning = ignore;
    first = fg_sv_sub(first, 0, FG_XML_FIRST);
    xmlParserCtxtPtr p =
        xmlCreatePushParserCtxt(&handler, context, first.p, (int)first.n, NULL);
    if (p)
        xmlCtxtUseOptions(p, options | XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    return p;
}

/* libxml2 counts bytes in an int. */
static void feed(xmlParserCtxtPtr p, struct fg_sv piece, bool last)
{
    while (piece.n > PIECE && !p->disableSAX) {
        xmlParseChunk(p, piece.p, PIECE, 0);
        piece = fg_sv_sub(piece, PIECE, SIZE_MAX);
    }
    if (!p->disableSAX)
        xmlParseChunk(p, piece.p, (int)piece.n, last);
}

/* What it can't decode it tells the thread's own handler, which prints. */
bool fg_xml_feed(xmlParserCtxtPtr p, struct fg_sv piece, bool last)
{
    const xmlGenericErrorFunc print = xmlGenericError;
    void *const into = xmlGenericErrorContext;
    xmlSetGenericErrorFunc(NULL, ignore);
    feed(p, piece, last);
    xmlSetGenericErrorFunc(into, print);
    return p->wellFormed;
}

void fg_xml_end(xmlParserCtxtPtr p)
{
    if (p->myDoc)
        xmlFreeDoc(p->myDoc);
    xmlFreeParserCtxt(p);
}

bool fg_xml_parse(struct fg_sv xml, const xmlSAXHandler *sax, void *context)
{
    xmlParserCtxtPtr p = fg_xml_begin(sax, context, xml, 0);
    if (!p)
        return false;
    const bool good = fg_xml_feed(p, fg_sv_sub(xml, FG_XML_FIRST, SIZE_MAX), true);
    fg_xml_end(p);
    return good;
}

/* SAX2 hands attributes as groups of five: name, prefix, URI, value, its end. */
struct fg_sv fg_xml_attribute(int n, const xmlChar **attributes, const char *name)
{
    for (int i = 0; i < n; i++) {
        const xmlChar **a = attributes + (size_t)i * 5;
        if (strcmp((const char *)a[0], name) == 0)
            return (struct fg_sv){(const char *)a[3], (size_t)(a[4] - a[3])};
    }
    return (struct fg_sv){0};
}

/* ---- the root ---- */

/* What may stand before it, and how that ends. */
static const struct {
    const char *begins, *ends;
} before[] = {{"<?", "?>"}, {"<!--", "-->"}, {"<!DOCTYPE", ">"}, {"<!doctype", ">"}};

static bool pass_over(struct fg_sv *s)
{
    for (size_t i = 0; i < sizeof before / sizeof *before; i++)
        if (fg_sv_starts(*s, fg_sv_of(before[i].begins))) {
            const size_t end = fg_sv_find(*s, fg_sv_of(before[i].ends));
            *s = end == SIZE_MAX
                     ? (struct fg_sv){0}
                     : fg_sv_trim(fg_sv_sub(*s, end + strlen(before[i].ends), SIZE_MAX));
            return true;
        }
    return false;
}

struct fg_sv fg_xml_root(struct fg_sv s)
{
    if (fg_sv_starts(s, FG_SV("\xef\xbb\xbf")))
        s = fg_sv_sub(s, 3, SIZE_MAX);
    s = fg_sv_trim(s);
    while (pass_over(&s))
        ;
    if (s.n < 2 || s.p[0] != '<')
        return (struct fg_sv){0};
    size_t end = 1, from = 1;
    for (; end < s.n && !fg_is_space(s.p[end]) && s.p[end] != '>' && s.p[end] != '/'; end++)
        if (s.p[end] == ':')
            from = end + 1;
    return fg_sv_sub(s, from, end - from);
}
