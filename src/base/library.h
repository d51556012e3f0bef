/* library.h - a shared library that is loaded when it is first needed.
 *
 * libcurl alone brings thirty others along, and most runs fetch nothing, unpack
 * nothing and read no mail: linked, they would cost each run more than a posting
 * does. What a room uses of such a library is listed once, by name:
 *
 *     #define FG_CURL_FUNCTIONS(X) X(curl_easy_init) X(curl_easy_cleanup)
 *     struct fg_curl { FG_CURL_FUNCTIONS(FG_LIBRARY_MEMBER) };   in its header
 *     #define curl_easy_init fg_curl.curl_easy_init              behind the struct
 *     struct fg_curl fg_curl;                                    in its .c file
 *     static const char *const names[] = {FG_CURL_FUNCTIONS(FG_LIBRARY_NAME)};
 *     static struct fg_library library = FG_LIBRARY(FG_SONAME, names, fg_curl);
 *
 * Calls then read as they always do. A function that is missing in the list does not
 * link, since the program is not linked with the library; types are the header's own. */
#ifndef FG_BASE_LIBRARY_H
#define FG_BASE_LIBRARY_H

#include "base/error.h"

#include <stdatomic.h>

#define FG_LIBRARY_MEMBER(name) __typeof__(name) *name;
#define FG_LIBRARY_NAME(name) #name,
#define FG_LIBRARY(file, names, functions)                                                  \
    {(file), (names), &(functions), sizeof(names) / sizeof *(names), false}

struct fg_library {
    const char *file;         /* its soname, found where the dynamic linker looks */
    const char *const *names; /* n functions; those of libraries it brings along too */
    void *functions;          /* n pointers, in the same order */
    size_t n;
    atomic_bool loaded;
};

/** Loads it, once a process; thread-safe. A library stays until the process ends.
 *  Fails with `status`, naming the library or the function it lacks. */
enum fg_status fg_library_load(struct fg_library *library, enum fg_status status,
                               struct fg_error *err);

#endif
