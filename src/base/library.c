#include "base/library.h"

#include <dlfcn.h>
#include <pthread.h>
#include <string.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static enum fg_status load(struct fg_library *l, enum fg_status status, struct fg_error *err)
{
    void *handle = dlopen(l->file, RTLD_LAZY | RTLD_LOCAL);
    if (!handle)
        return fg_fail(err, status, "this needs a library that can't be loaded: %s", dlerror());
    for (size_t i = 0; i < l->n; i++) {
        void *const function = dlsym(handle, l->names[i]);
        if (!function)
            return fg_fail(err, status, "%s is too old: it has no %s", l->file, l->names[i]);
        memcpy((char *)l->functions + i * sizeof function, &function, sizeof function);
    }
    atomic_store_explicit(&l->loaded, true, memory_order_release);
    return FG_OK;
}

enum fg_status fg_library_load(struct fg_library *library, enum fg_status status,
                               struct fg_error *err)
{
    if (atomic_load_explicit(&library->loaded, memory_order_acquire))
        return FG_OK;
    pthread_mutex_lock(&lock);
    const enum fg_status loaded =
        atomic_load(&library->loaded) ? FG_OK : load(library, status, err);
    pthread_mutex_unlock(&lock);
    return loaded;
}
