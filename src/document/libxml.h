/* libxml.h - libxml2, loaded when first needed (base/library.h). */
#ifndef FG_DOCUMENT_LIBXML_H
#define FG_DOCUMENT_LIBXML_H

#include "base/library.h"

#include <libxml/parser.h>
#include <libxml/tree.h>

/** Before any call of it; thread-safe. FG_EREAD where it is not there. */
enum fg_status fg_libxml_load(struct fg_error *err);

#define FG_LIBXML_FUNCTIONS(X)                                                             \
    X(xmlCreatePushParserCtxt) X(xmlCtxtUseOptions) X(xmlDocGetRootElement) X(xmlFreeDoc)  \
    X(xmlFreeParserCtxt) X(xmlInitParser) X(xmlNodeGetContent) X(xmlNodeListGetString)     \
    X(xmlParseChunk) X(xmlReadMemory) X(xmlSetGenericErrorFunc) X(xmlStopParser)           \
    X(__xmlGenericError) X(__xmlGenericErrorContext)

extern struct fg_libxml {
    FG_LIBXML_FUNCTIONS(FG_LIBRARY_MEMBER)
} fg_libxml;

#define xmlCreatePushParserCtxt fg_libxml.xmlCreatePushParserCtxt
#define xmlCtxtUseOptions fg_libxml.xmlCtxtUseOptions
#define xmlDocGetRootElement fg_libxml.xmlDocGetRootElement
#define xmlFreeDoc fg_libxml.xmlFreeDoc
#define xmlFreeParserCtxt fg_libxml.xmlFreeParserCtxt
#define xmlInitParser fg_libxml.xmlInitParser
#define xmlNodeGetContent fg_libxml.xmlNodeGetContent
#define xmlNodeListGetString fg_libxml.xmlNodeListGetString
#define xmlParseChunk fg_libxml.xmlParseChunk
#define xmlReadMemory fg_libxml.xmlReadMemory
#define xmlSetGenericErrorFunc fg_libxml.xmlSetGenericErrorFunc
#define xmlStopParser fg_libxml.xmlStopParser
#define __xmlGenericError fg_libxml.__xmlGenericError
#define __xmlGenericErrorContext fg_libxml.__xmlGenericErrorContext

#endif
