/* container_stream.h - bytes from anywhere, with a look ahead; the containers' inside. */
#ifndef FG_DOCUMENT_CONTAINER_STREAM_H
#define FG_DOCUMENT_CONTAINER_STREAM_H

#include "document/container.h"

enum {
    FG_MEMBER_MOST = 64 * 1024 * 1024, /* bytes                                      */
    FG_CONTAINERS_DEEP = 4,
    FG_PACKED_MOST = 1000              /* times                                      */
};

struct fg_stream {
    /** Up to `n` bytes into `to`; 0 at the end, < 0 with `err` filled. */
    ptrdiff_t (*read)(void *from, char *to, size_t n, struct fg_error *err);
    void *from;
    struct fg_buf ahead;         /* read, but not yet taken                          */
    size_t at;                   /* in `ahead`: what is taken                        */
    size_t ask;                  /* bytes of one read                                */
    bool ended;
    bool mac;                    /* returns that end lines are read as line feeds    */
    enum fg_status status;       /* why reading ended early                          */
    struct fg_error *err;
};

/** The walk through one container. */
struct fg_walk {
    struct fg_stream *in;
    const char *name;
    const struct fg_container_options *options;
    fg_member_fn *each;
    void *into;
    unsigned depth;
    bool *on;                    /* `each` wants more                                */
    size_t *passed;              /* members and problems so far                      */
    struct fg_error *err;
};

void fg_stream_open(struct fg_stream *s,
                    ptrdiff_t (*read)(void *, char *, size_t, struct fg_error *), void *from,
                    struct fg_error *err);
void fg_stream_close(struct fg_stream *s);
/** What can be seen without taking it: at least `n` bytes where so many are left. */
struct fg_sv fg_stream_see(struct fg_stream *s, size_t n);
/** From here on returns alone end lines. */
void fg_stream_read_mac_lines(struct fg_stream *s);
void fg_stream_skip(struct fg_stream *s, size_t n); /**< of what is seen */
/** Takes the next line without its end, until the next call. False at the end. Lines
 *  of more than FG_MEMBER_MOST bytes end it with FG_ELIMIT. */
bool fg_stream_line(struct fg_stream *s, struct fg_sv *line);
/** Takes `n` bytes (fewer at the end) onto `out`, NULL: nowhere. */
void fg_stream_take(struct fg_stream *s, size_t n, struct fg_buf *out);
/** Takes the rest onto `out`, whose ceiling holds. */
void fg_stream_rest(struct fg_stream *s, struct fg_buf *out);

/** Whatever a stream holds; may be a container again. */
enum fg_status fg_walk_any(const struct fg_walk *w);
/** A member in memory that may be a container; `name` for messages. */
enum fg_status fg_walk_bytes(const struct fg_walk *w, const char *name, struct fg_buf *bytes,
                             struct fg_error *err);
void fg_walk_member(const struct fg_walk *w, const char *name, struct fg_buf *bytes,
                    struct fg_sv url, struct fg_sv content_type);
/** What is no container by its format: a page with the frames beside it, a text that holds
 *  several postings, or one member. */
void fg_walk_file(const struct fg_walk *w, struct fg_buf *bytes);
/** Each of several postings in one text as a member, called "NAME:2". */
struct fg_several;
void fg_walk_several(const struct fg_walk *w, const char *name, const struct fg_several *postings,
                     size_t n, bool html);
/** What such a text is, in UTF-8. */
struct fg_sv fg_several_type(bool html);
void fg_walk_problem(const struct fg_walk *w, const char *name, const struct fg_error *problem);

/* ---- kinds: whether the first bytes are of it; all its members ---- */
/** `options` may be NULL. */
bool fg_told_archive(struct fg_sv head);
enum fg_status fg_walk_archive(const struct fg_walk *w);
bool fg_told_warc(struct fg_sv head);
enum fg_status fg_walk_warc(const struct fg_walk *w);
bool fg_told_mail(struct fg_sv head);
enum fg_status fg_walk_mail(const struct fg_walk *w);
/** Told by fg_told_feed(). */
enum fg_status fg_walk_feed(const struct fg_walk *w);
bool fg_told_json_lines(struct fg_sv head);
enum fg_status fg_walk_json_lines(const struct fg_walk *w);
bool fg_told_csv(struct fg_sv head, const struct fg_container_options *options);
enum fg_status fg_walk_csv(const struct fg_walk *w);

/** Undoes the codings of a Content-Encoding header in place: gzip, zstd, br, deflate; what
 *  is not encoded after all stays as it is. FG_EREAD, FG_ELIMIT. */
enum fg_status fg_undo_encodings(struct fg_sv header, struct fg_buf *bytes, struct fg_error *err);
/** Unpacks in place what libarchive knows (gzip, zstd, ...). */
enum fg_status fg_unpack(struct fg_buf *bytes, struct fg_error *err);
#endif
