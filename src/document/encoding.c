/* Content codings of HTTP. Source: RFC 9110, 8.4.1; RFC 7932 (br); RFC 1950 and 1951 for
 * "deflate", which is either. */
#include "document/brotli.h"
#include "document/container_stream.h"

#include <string.h>
#include <zlib.h>

enum { CHUNK = 64 * 1024 };

static enum fg_status too_much(struct fg_error *err)
{
    return fg_fail(err, FG_ELIMIT, "unpacks to more than %d bytes", FG_MEMBER_MOST);
}

static enum fg_status undo_brotli(struct fg_sv in, struct fg_buf *out, struct fg_error *err)
{
    if (fg_brotli_load(err) != FG_OK)
        return FG_EREAD;
    BrotliDecoderState *s = BrotliDecoderCreateInstance(NULL, NULL, NULL);
    const uint8_t *from = (const uint8_t *)in.p;
    size_t left = in.n;
    BrotliDecoderResult got = BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT;
    if (!s)
        return fg_fail_memory(err);
    while (got == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT && !out->failed) {
        size_t room = CHUNK;
        uint8_t *to = (uint8_t *)fg_buf_reserve(out, room);
        if (!to)
            break;
        got = BrotliDecoderDecompressStream(s, &left, &from, &room, &to, NULL);
        out->n += CHUNK - room;
    }
    BrotliDecoderDestroyInstance(s);
    if (out->failed)
        return too_much(err);
    return got == BROTLI_DECODER_RESULT_SUCCESS
               ? FG_OK
               : fg_fail(err, FG_EREAD, "is broken: what is encoded with brotli ends too soon");
}

static int inflate_all(z_stream *z, struct fg_buf *out)
{
    int got = Z_OK;
    while (got == Z_OK && !out->failed) {
        unsigned char *to = (unsigned char *)fg_buf_reserve(out, CHUNK);
        if (!to)
            break;
        z->next_out = to;
        z->avail_out = CHUNK;
        got = inflate(z, Z_NO_FLUSH);
        out->n += CHUNK - z->avail_out;
    }
    return got;
}

/* What the name promises is wrapped, what some servers send is not. */
static enum fg_status undo_deflate(struct fg_sv in, struct fg_buf *out, struct fg_error *err)
{
    static const int windows[] = {15, -15};
    int got = Z_DATA_ERROR;
    for (size_t i = 0; got != Z_STREAM_END && !out->failed && i < 2; i++) {
        z_stream z = {.next_in = (unsigned char *)(uintptr_t)in.p, .avail_in = (unsigned)in.n};
        fg_buf_clear(out);
        if (inflateInit2(&z, windows[i]) != Z_OK)
            return fg_fail_memory(err);
        got = inflate_all(&z, out);
        inflateEnd(&z);
    }
    if (out->failed)
        return too_much(err);
    return got == Z_STREAM_END
               ? FG_OK
               : fg_fail(err, FG_EREAD, "is broken: what is deflated ends too soon");
}

static enum fg_status replace(struct fg_buf *bytes, struct fg_error *err,
                              enum fg_status (*undo)(struct fg_sv, struct fg_buf *,
                                                     struct fg_error *))
{
    struct fg_buf out = {.ceiling = FG_MEMBER_MOST};
    const enum fg_status status = undo(fg_buf_sv(bytes), &out, err);
    if (status == FG_OK) {
        const struct fg_buf packed = *bytes;
        *bytes = out;
        out = packed;
    }
    fg_buf_free(&out);
    return status;
}

static enum fg_status brotli(struct fg_buf *bytes, struct fg_error *err)
{
    return replace(bytes, err, undo_brotli);
}

static enum fg_status deflate_or_zlib(struct fg_buf *bytes, struct fg_error *err)
{
    return replace(bytes, err, undo_deflate);
}

/* Packed by one of libarchive's, or not at all: crawlers undo that, and leave the header. */
static enum fg_status marked(struct fg_buf *bytes, struct fg_error *err)
{
    const struct fg_sv s = fg_buf_sv(bytes);
    return fg_told_archive(s) && !fg_sv_starts(s, FG_SV("PK")) ? fg_unpack(bytes, err) : FG_OK;
}

static const struct coding {
    const char *name;
    bool is_marked;              /* its bytes begin with a mark */
    enum fg_status (*undo)(struct fg_buf *bytes, struct fg_error *err);
} codings[] = {
    {"gzip", true, marked},    {"x-gzip", true, marked}, {"zstd", true, marked},
    {"br", false, brotli},     {"deflate", false, deflate_or_zlib},
};

/* Without a mark, what is text already has been undone. */
static bool is_undone(const struct coding *coding, struct fg_sv s)
{
    return !coding->is_marked &&
           (fg_utf8_valid(s) == s.n || fg_sv_starts(fg_sv_trim(s), FG_SV("<")));
}

static enum fg_status undo_one(struct fg_sv name, struct fg_buf *bytes, struct fg_error *err)
{
    for (size_t i = 0; i < sizeof codings / sizeof *codings; i++) {
        if (!fg_sv_eq_nocase(name, fg_sv_of(codings[i].name)))
            continue;
        return is_undone(&codings[i], fg_buf_sv(bytes)) ? FG_OK : codings[i].undo(bytes, err);
    }
    if (!name.n || fg_sv_eq_nocase(name, FG_SV("identity")))
        return FG_OK;
    return fg_fail(err, FG_EREAD, "is encoded with %.*s, which fitgap does not undo",
                   FG_SV_ARG(name));
}

enum fg_status fg_undo_encodings(struct fg_sv header, struct fg_buf *bytes, struct fg_error *err)
{
    enum fg_status status = FG_OK;
    struct fg_sv left = header;
    while (status == FG_OK && left.n) { /* the last one was put on last */
        size_t comma = left.n;
        while (comma > 0 && left.p[comma - 1] != ',')
            comma--;
        status = undo_one(fg_sv_trim(fg_sv_sub(left, comma, SIZE_MAX)), bytes, err);
        left = fg_sv_sub(left, 0, comma ? comma - 1 : 0);
    }
    return status;
}
