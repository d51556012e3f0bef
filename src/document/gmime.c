#include "document/gmime.h"

struct fg_gmime fg_gmime;

enum fg_status fg_gmime_load(struct fg_error *err)
{
    static const char *const names[] = {FG_GMIME_FUNCTIONS(FG_LIBRARY_NAME)};
    static struct fg_library library = FG_LIBRARY(FG_SONAME, names, fg_gmime);
    return fg_library_load(&library, FG_EREAD, err);
}
