/* Archives and packed files through libarchive. */
#include "document/container_stream.h"
#include "document/frames.h"
#include "document/libarchive.h"

#include <stdio.h>
#include <string.h>

static bool has(struct fg_sv s, size_t at, const char *bytes, size_t n)
{
    return s.n >= at + n && memcmp(s.p + at, bytes, n) == 0;
}

/* The name of a zip archive's first member. Source: PKWARE, APPNOTE.TXT, 4.3.7. */
static struct fg_sv first_name(struct fg_sv zip)
{
    enum { LENGTH = 26, NAME = 30 };
    if (zip.n < NAME)
        return (struct fg_sv){0};
    const size_t n = (unsigned char)zip.p[LENGTH] + 256u * (unsigned char)zip.p[LENGTH + 1];
    return fg_sv_sub(zip, NAME, n);
}

/* A zip archive that is one document: Word, OpenDocument and their kin, which begin with
 * one of these. */
static bool is_document(struct fg_sv zip)
{
    static const char *const begins[] = {"[Content_Types].xml", "mimetype", "_rels/", "docProps/",
                                         "word/", "customXml/", "content.xml", "META-INF/"};
    const struct fg_sv name = first_name(zip);
    for (size_t i = 0; i < sizeof begins / sizeof *begins; i++)
        if (fg_sv_starts(name, fg_sv_of(begins[i])))
            return true;
    return false;
}

/* A tar archive older than the mark "ustar" has its header's sum alone to tell it: six octal
 * digits, in which they themselves count as blanks. Source: POSIX.1-1988, 10.1.1. */
static bool is_old_tar(struct fg_sv s)
{
    enum { HEADER = 512, SUM = 148, DIGITS = 8 };
    unsigned sum = 0, said = 0, digits = 0;
    if (s.n < HEADER || !s.p[0])
        return false;
    for (size_t i = 0; i < DIGITS; i++)
        if (s.p[SUM + i] >= '0' && s.p[SUM + i] <= '7') {
            said = said * 8 + (unsigned)(s.p[SUM + i] - '0');
            digits++;
        }
    for (size_t i = 0; digits >= 4 && i < HEADER; i++)
        sum += i >= SUM && i < SUM + DIGITS ? ' ' : (unsigned char)s.p[i];
    return digits >= 4 && sum == said;
}

bool fg_told_archive(struct fg_sv s)
{
    static const struct {
        size_t at, n;
        const char *bytes;
    } marks[] = {
        {0, 2, "\x1f\x8b"}, {0, 4, "\x28\xb5\x2f\xfd"}, {0, 6, "\xfd" "7zXZ\0"}, {0, 3, "BZh"},
        {0, 4, "\x04\x22\x4d\x18"}, {257, 5, "ustar"},
    };
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (has(s, marks[i].at, marks[i].bytes, marks[i].n))
            return true;
    return (has(s, 0, "PK\3\4", 4) && !is_document(s)) || is_old_tar(s);
}

/* ---- in: a stream, as libarchive pulls it ---- */

struct source {
    struct fg_stream *in;
    size_t given; /* bytes of the packed form */
    size_t held;  /* of what is seen, given to libarchive and not yet skipped */
};

static la_ssize_t give(struct archive *a, void *from, const void **to)
{
    struct source *s = from;
    fg_stream_skip(s->in, s->held);
    const struct fg_sv seen = fg_stream_see(s->in, 1);
    s->held = seen.n;
    s->given += seen.n;
    *to = seen.p;
    if (!seen.n && s->in->status != FG_OK)
        archive_set_error(a, -1, "it could not be read to its end");
    return s->in->status != FG_OK && !seen.n ? -1 : (la_ssize_t)seen.n;
}

static enum fg_status broken(struct archive *a, struct fg_error *err)
{
    const char *why = archive_error_string(a);
    if (why && strstr(why, "assphrase"))
        return fg_fail(err, FG_EREAD, "is locked by a password: unpack it first");
    return fg_fail(err, FG_EREAD, "is a broken archive: %s", why ? why : "it ends too soon");
}

/* What is packed is unpacked first and told anew: a document may be a zip archive. */
static struct archive *new_reader(bool zip)
{
    struct archive *a = archive_read_new();
    if (!a)
        return NULL;
    archive_read_support_filter_gzip(a);
    archive_read_support_filter_zstd(a);
    archive_read_support_filter_xz(a);
    archive_read_support_filter_bzip2(a);
    archive_read_support_filter_lz4(a);
    if (zip) {
        archive_read_support_format_zip_streamable(a);
        return a;
    }
    archive_read_support_format_raw(a);
    archive_read_support_format_tar(a);
    return a;
}

/* ---- out: a member's bytes as a stream ---- */

struct member {
    struct archive *a;
    const struct source *packed;
    size_t given;
};

static ptrdiff_t read_member(void *from, char *to, size_t n, struct fg_error *err)
{
    struct member *m = from;
    const la_ssize_t got = archive_read_data(m->a, to, n);
    if (got < 0) {
        broken(m->a, err);
        return -1;
    }
    m->given += (size_t)got;
    if (m->given > FG_MEMBER_MOST && m->given / FG_PACKED_MOST > m->packed->given) {
        fg_fail(err, FG_ELIMIT, "is packed tighter than any posting (a bomb?)");
        return -1;
    }
    return got;
}

/* In the folder that browsers save beside a page. */
static bool is_companion(const char *path)
{
    const char *slash = strchr(path, '/');
    for (; slash; slash = strchr(slash + 1, '/'))
        if (fg_frames_folder((struct fg_sv){path, (size_t)(slash - path)}, true))
            return true;
    return false;
}

/* Hidden files and what systems add of their own are no postings. */
static bool is_wanted(struct archive_entry *entry, const char *path)
{
    const char *name = strrchr(path, '/');
    name = name ? name + 1 : path;
    return (archive_entry_filetype(entry) == AE_IFREG || archive_entry_filetype(entry) == 0) &&
           name[0] && name[0] != '.' && !strstr(path, "__MACOSX/") && !is_companion(path);
}

/* Of a packed file the name is that of the file. */
static void name_of(const struct fg_walk *w, struct archive *a, const char *path, char *out,
                    size_t size)
{
    if ((archive_format(a) & ARCHIVE_FORMAT_BASE_MASK) == ARCHIVE_FORMAT_RAW)
        snprintf(out, size, "%s", w->name);
    else
        snprintf(out, size, "%s/%s", w->name, path);
}

/* WARC in a WACZ: what else it holds is about the pages, not of them. */
static bool is_index_of_wacz(const char *path)
{
    static const struct {
        const char *begins, *has;
    } others[] = {{"indexes/", ".cdx"}, {"indexes/", ".idx"}, {"pages/", ".jsonl"},
                  {"logs/", ".log"}, {"datapackage", ".json"}};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (fg_sv_starts(fg_sv_of(path), fg_sv_of(others[i].begins)) && strstr(path, others[i].has))
            return true;
    return false;
}

static void walk_member(const struct fg_walk *w, struct archive *a, const struct source *packed,
                        const char *path)
{
    char name[4096];
    struct fg_error err = {0};
    struct member m = {a, packed, 0};
    struct fg_stream s;
    struct fg_walk inner = *w;
    name_of(w, a, path, name, sizeof name);
    fg_stream_open(&s, read_member, &m, &err);
    inner.in = &s;
    inner.name = name;
    inner.err = &err;
    inner.depth++;
    if (fg_walk_any(&inner) != FG_OK)
        fg_walk_problem(w, name, &err);
    fg_stream_close(&s);
}

static enum fg_status walk_members(const struct fg_walk *w, struct archive *a,
                                   const struct source *packed)
{
    struct archive_entry *entry;
    int got = ARCHIVE_OK;
    while (*w->on) {
        got = archive_read_next_header(a, &entry);
        if (got != ARCHIVE_OK && got != ARCHIVE_WARN)
            break;
        const char *path = archive_entry_pathname_utf8(entry);
        path = path ? path : archive_entry_pathname(entry);
        if (path && is_wanted(entry, path) && !is_index_of_wacz(path))
            walk_member(w, a, packed, path);
    }
    return *w->on && got != ARCHIVE_EOF ? broken(a, w->err) : FG_OK;
}

enum fg_status fg_walk_archive(const struct fg_walk *w)
{
    struct source source = {w->in, 0, 0};
    if (fg_libarchive_load(w->err) != FG_OK)
        return FG_EREAD;
    struct archive *a = new_reader(fg_sv_starts(fg_stream_see(w->in, 2), FG_SV("PK")));
    if (!a)
        return fg_fail_memory(w->err);
    const enum fg_status status =
        archive_read_open(a, &source, NULL, give, NULL) == ARCHIVE_OK
            ? walk_members(w, a, &source)
            : broken(a, w->err);
    archive_read_free(a);
    return status;
}

enum fg_status fg_unpack(struct fg_buf *bytes, struct fg_error *err)
{
    struct fg_buf out = {.ceiling = FG_MEMBER_MOST};
    if (fg_libarchive_load(err) != FG_OK)
        return FG_EREAD;
    struct archive_entry *entry;
    struct archive *a = new_reader(false);
    enum fg_status status = FG_OK;
    la_ssize_t n = 1;
    if (!a)
        return fg_fail_memory(err);
    if (archive_read_open_memory(a, bytes->p, bytes->n) != ARCHIVE_OK ||
        archive_read_next_header(a, &entry) != ARCHIVE_OK)
        status = broken(a, err);
    while (status == FG_OK && n > 0) {
        char *to = fg_buf_reserve(&out, 65536);
        n = to ? archive_read_data(a, to, 65536) : -1;
        if (n < 0)
            status = to ? broken(a, err) : fg_fail(err, FG_ELIMIT, "unpacks to too much");
        out.n += n > 0 ? (size_t)n : 0;
    }
    archive_read_free(a);
    if (status == FG_OK) {
        const struct fg_buf packed = *bytes;
        *bytes = out;
        out = packed;
    }
    fg_buf_free(&out);
    return status;
}
