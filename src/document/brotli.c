#include "document/brotli.h"

struct fg_brotli fg_brotli;

enum fg_status fg_brotli_load(struct fg_error *err)
{
    static const char *const names[] = {FG_BROTLI_FUNCTIONS(FG_LIBRARY_NAME)};
    static struct fg_library library = FG_LIBRARY(FG_SONAME, names, fg_brotli);
    return fg_library_load(&library, FG_EREAD, err);
}
