#include "rules/public_lexicon.h"

#include "rules/files.h"

enum fg_status fg_public_lexicon_read(struct fg_lexicon_build *b, const char *path,
                                      struct fg_error *err)
{
    struct fg_buf buf = {.ceiling = 64 * 1024 * 1024};
    enum fg_status status = fg_read_file(path, &buf, err);
    if (status == FG_OK) {
        const struct fg_sv bytes = fg_arena_sv(b->arena, fg_buf_sv(&buf));
        const char *kept = fg_arena_sv(b->arena, fg_sv_of(path)).p;
        status = bytes.p && kept ? fg_lexicon_read(b, bytes, kept, err) : fg_fail_memory(err);
    }
    fg_buf_free(&buf);
    return status;
}
