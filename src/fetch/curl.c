#include "fetch/curl.h"

struct fg_curl fg_curl;

enum fg_status fg_curl_load(struct fg_error *err)
{
    static const char *const names[] = {FG_CURL_FUNCTIONS(FG_LIBRARY_NAME)};
    static struct fg_library library = FG_LIBRARY(FG_SONAME, names, fg_curl);
    return fg_library_load(&library, FG_EFETCH, err);
}
