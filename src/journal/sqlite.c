#include "journal/sqlite.h"

struct fg_sqlite fg_sqlite;

enum fg_status fg_sqlite_load(struct fg_error *err)
{
    static const char *const names[] = {FG_SQLITE_FUNCTIONS(FG_LIBRARY_NAME)};
    static struct fg_library library = FG_LIBRARY(FG_SONAME, names, fg_sqlite);
    return fg_library_load(&library, FG_EJOURNAL, err);
}
