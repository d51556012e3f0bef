#include "document/zip.h"

#include "document/libarchive.h"

#include <string.h>

enum { MOST_BYTES = 32 * 1024 * 1024, MOST_MEMBERS = 10000, CHUNK = 64 * 1024 };

static enum fg_status broken(struct archive *a, struct fg_error *err)
{
    const char *why = archive_error_string(a);
    return fg_fail(err, FG_EREAD, "is a broken ZIP archive: %s", why ? why : "it ends too soon");
}

static enum fg_status read_member(struct archive *a, fg_arena *arena, struct fg_sv *out,
                                  struct fg_error *err)
{
    struct fg_buf bytes = {.ceiling = MOST_BYTES};
    la_ssize_t n = 1;
    while (n > 0 && !bytes.failed) {
        char *to = fg_buf_reserve(&bytes, CHUNK);
        n = to ? archive_read_data(a, to, CHUNK) : 0;
        bytes.n += n > 0 ? (size_t)n : 0;
    }
    enum fg_status status = FG_OK;
    if (bytes.failed)
        status = fg_fail(err, FG_ELIMIT, "holds more than it should (a ZIP bomb?)");
    else if (n < 0)
        status = broken(a, err);
    else if (!(*out = fg_arena_sv(arena, fg_buf_sv(&bytes))).p)
        status = fg_fail_memory(err);
    fg_buf_free(&bytes);
    return status;
}

static struct fg_zip_member *find(struct fg_zip_member *wanted, size_t n, const char *name)
{
    for (size_t i = 0; name && i < n; i++)
        if (strcmp(wanted[i].name, name) == 0)
            return &wanted[i];
    return NULL;
}

static enum fg_status read_members(struct archive *a, struct fg_zip_member *wanted, size_t n,
                                   fg_arena *arena, struct fg_error *err)
{
    struct archive_entry *entry;
    enum fg_status status = FG_OK;
    int got = ARCHIVE_OK;
    for (unsigned seen = 0; status == FG_OK; seen++) {
        got = archive_read_next_header(a, &entry);
        if (got != ARCHIVE_OK && got != ARCHIVE_WARN)
            break;
        if (seen == MOST_MEMBERS)
            return fg_fail(err, FG_ELIMIT, "holds more files than a document should");
        struct fg_zip_member *member = find(wanted, n, archive_entry_pathname(entry));
        if (member && !member->bytes.p)
            status = read_member(a, arena, &member->bytes, err);
    }
    return status == FG_OK && got != ARCHIVE_EOF ? broken(a, err) : status;
}

enum fg_status fg_zip_read(struct fg_sv archive, struct fg_zip_member *wanted, size_t n,
                           fg_arena *arena, struct fg_error *err)
{
    if (fg_libarchive_load(err) != FG_OK)
        return FG_EREAD;
    struct archive *a = archive_read_new();
    if (!a)
        return fg_fail_memory(err);
    archive_read_support_format_zip(a);
    const enum fg_status status = archive_read_open_memory(a, archive.p, archive.n) == ARCHIVE_OK
                                      ? read_members(a, wanted, n, arena, err)
                                      : broken(a, err);
    archive_read_free(a);
    return status;
}
