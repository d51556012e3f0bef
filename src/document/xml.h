/* xml.h - XML as events, without tree, entities or network. Who is to say that there is no
 * libxml2 loads it first (libxml.h): here it is a document that is not well-formed. */
#ifndef FG_DOCUMENT_XML_H
#define FG_DOCUMENT_XML_H

#include "base/room.h"
#include "document/libxml.h"

/** Parses a document; `sax` gets SAX2 events, its other members empty. Entities of the
 *  document's own are dropped. False where it is not well-formed: what came before was
 *  handed on. */
bool fg_xml_parse(struct fg_sv xml, const xmlSAXHandler *sax, void *context);
/** The attribute of that local name, whatever its prefix, or an empty view. */
struct fg_sv fg_xml_attribute(int n, const xmlChar **attributes, const char *name);

/** A parser that is fed piece by piece; `first` are the document's first bytes, of which
 *  it takes FG_XML_FIRST, and `options` more of libxml2's: XML_PARSE_RECOVER goes on after
 *  an error, XML_PARSE_IGNORE_ENC knows that it is UTF-8. NULL: no memory, no libxml2. End it with
 *  fg_xml_end(). */
xmlParserCtxtPtr fg_xml_begin(const xmlSAXHandler *sax, void *context, struct fg_sv first,
                              int options);
enum { FG_XML_FIRST = 4 };
/** False where it is not well-formed; without XML_PARSE_RECOVER no more is handed on then. */
bool fg_xml_feed(xmlParserCtxtPtr parser, struct fg_sv piece, bool last);
void fg_xml_end(xmlParserCtxtPtr parser);

/** Name of the root element of what begins as an XML document, without its prefix, or an
 *  empty view; declaration, comments and document type are passed over. */
struct fg_sv fg_xml_root(struct fg_sv head);

#endif
