#include "document/libxml.h"

struct fg_libxml fg_libxml;

enum fg_status fg_libxml_load(struct fg_error *err)
{
    static const char *const names[] = {FG_LIBXML_FUNCTIONS(FG_LIBRARY_NAME)};
    static struct fg_library library = FG_LIBRARY(FG_SONAME, names, fg_libxml);
    const enum fg_status status = fg_library_load(&library, FG_EREAD, err);
    if (status == FG_OK)
        xmlInitParser(); /* does nothing the second time, and locks */
    return status;
}
