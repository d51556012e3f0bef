#include "journal/libical.h"

struct fg_libical fg_libical;

enum fg_status fg_libical_load(struct fg_error *err)
{
    static const char *const names[] = {FG_LIBICAL_FUNCTIONS(FG_LIBRARY_NAME)};
    static struct fg_library library = FG_LIBRARY(FG_SONAME, names, fg_libical);
    return fg_library_load(&library, FG_EJOURNAL, err);
}
