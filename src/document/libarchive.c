#include "document/libarchive.h"

struct fg_libarchive fg_libarchive;

enum fg_status fg_libarchive_load(struct fg_error *err)
{
    static const char *const names[] = {FG_LIBARCHIVE_FUNCTIONS(FG_LIBRARY_NAME)};
    static struct fg_library library = FG_LIBRARY(FG_SONAME, names, fg_libarchive);
    return fg_library_load(&library, FG_EREAD, err);
}
