#include "document/container_stream.h"
#include "document/feed.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FIRST_READ = 1024 * 1024, NEXT_READ = 64 * 1024, HEAD = 64 * 1024 };

/* ---- stream ---- */

void fg_stream_open(struct fg_stream *s,
                    ptrdiff_t (*read)(void *, char *, size_t, struct fg_error *), void *from,
                    struct fg_error *err)
{
    *s = (struct fg_stream){.read = read, .from = from, .ask = NEXT_READ, .err = err};
}

void fg_stream_close(struct fg_stream *s)
{
    fg_buf_free(&s->ahead);
}

static void stop(struct fg_stream *s, enum fg_status status)
{
    s->ended = true;
    s->status = status;
}

/* Moves what is not taken to the front, so that the buffer does not grow with the
 * stream's length. */
static void close_up(struct fg_stream *s)
{
    if (s->at == 0)
        return;
    s->ahead.n -= s->at;
    memmove(s->ahead.p, s->ahead.p + s->at, s->ahead.n + 1);
    s->at = 0;
}

static void feed_lines(char *p, size_t n)
{
    for (size_t i = 0; i < n; i++)
        p[i] = p[i] == '\r' ? '\n' : p[i];
}

void fg_stream_read_mac_lines(struct fg_stream *s)
{
    s->mac = true;
    feed_lines(s->ahead.p, s->ahead.n);
}

static void read_more(struct fg_stream *s)
{
    if (s->at >= s->ahead.n || s->at > s->ahead.n / 2)
        close_up(s);
    char *to = fg_buf_reserve(&s->ahead, s->ask);
    if (!to) {
        stop(s, fg_fail_memory(s->err));
        return;
    }
    const ptrdiff_t n = s->read(s->from, to, s->ask, s->err);
    if (n <= 0)
        stop(s, n < 0 ? s->err ? s->err->status : FG_EIO : FG_OK);
    if (n > 0 && s->mac)
        feed_lines(to, (size_t)n);
    s->ahead.n += n > 0 ? (size_t)n : 0;
    s->ahead.p[s->ahead.n] = '\0';
}

struct fg_sv fg_stream_see(struct fg_stream *s, size_t n)
{
    while (s->ahead.n - s->at < n && !s->ended)
        read_more(s);
    return fg_sv_sub(fg_buf_sv(&s->ahead), s->at, SIZE_MAX);
}

void fg_stream_skip(struct fg_stream *s, size_t n)
{
    s->at += n < s->ahead.n - s->at ? n : s->ahead.n - s->at;
}

bool fg_stream_line(struct fg_stream *s, struct fg_sv *line)
{
    size_t looked = 0;
    for (;;) {
        const struct fg_sv seen = fg_stream_see(s, looked + 1);
        const char *end = seen.n > looked ? memchr(seen.p + looked, '\n', seen.n - looked) : NULL;
        if (!end && !s->ended && seen.n > FG_MEMBER_MOST)
            stop(s, fg_fail(s->err, FG_ELIMIT, "has a line of more than %d bytes", FG_MEMBER_MOST));
        if (!end && !s->ended) {
            looked = seen.n;
            continue;
        }
        if (seen.n == 0 || s->status == FG_ELIMIT)
            return false;
        *line = (struct fg_sv){seen.p, end ? (size_t)(end - seen.p) : seen.n};
        s->at += line->n + (end != NULL);
        if (line->n && line->p[line->n - 1] == '\r')
            line->n--;
        return true;
    }
}

void fg_stream_take(struct fg_stream *s, size_t n, struct fg_buf *out)
{
    while (n) {
        const struct fg_sv seen = fg_sv_sub(fg_stream_see(s, 1), 0, n);
        if (!seen.n)
            return;
        if (out)
            fg_buf_add(out, seen);
        s->at += seen.n;
        n -= seen.n;
    }
}

void fg_stream_rest(struct fg_stream *s, struct fg_buf *out)
{
    while (!s->ended && s->ahead.n - s->at <= out->ceiling)
        read_more(s);
    close_up(s);
    if (s->ahead.n > out->ceiling) {
        out->failed = true;
        return;
    }
    const struct fg_buf taken = s->ahead;
    s->ahead = *out;
    fg_buf_clear(&s->ahead);
    out->p = taken.p;
    out->n = taken.n;
    out->cap = taken.cap;
}

/* ---- walk ---- */

void fg_walk_member(const struct fg_walk *w, const char *name, struct fg_buf *bytes,
                    struct fg_sv url, struct fg_sv content_type)
{
    const struct fg_member m = {.bytes = bytes, .name = fg_sv_of(name), .url = url,
                                .content_type = content_type};
    ++*w->passed;
    *w->on = *w->on && w->each(w->into, &m);
}

void fg_walk_problem(const struct fg_walk *w, const char *name, const struct fg_error *problem)
{
    struct fg_buf none = {0};
    struct fg_error placed = *problem;
    if (!placed.place[0])
        snprintf(placed.place, sizeof placed.place, "%s", name);
    const struct fg_member m = {.bytes = &none, .name = fg_sv_of(name), .problem = &placed};
    ++*w->passed;
    *w->on = *w->on && w->each(w->into, &m);
    fg_buf_free(&none);
}

static enum fg_status walk_whole(const struct fg_walk *w)
{
    struct fg_buf bytes = {.ceiling = FG_MEMBER_MOST};
    enum fg_status status = FG_OK;
    fg_stream_rest(w->in, &bytes);
    if (bytes.failed)
        status = fg_fail_at(w->err, FG_ELIMIT, w->name, 0, 0, "larger than %d bytes",
                            FG_MEMBER_MOST);
    else if (w->in->status == FG_OK)
        fg_walk_file(w, &bytes);
    fg_buf_free(&bytes);
    return status == FG_OK ? w->in->status : status;
}

typedef enum fg_status walk_fn(const struct fg_walk *w);

/* ---- UTF-16 ---- */

/* Spreadsheets save tables so ("Unicode text"), and shells what they are told to write. */
static bool told_utf16(struct fg_sv head)
{
    return fg_sv_starts(head, FG_SV("\xff\xfe")) || fg_sv_starts(head, FG_SV("\xfe\xff"));
}

static walk_fn *walk_of(struct fg_sv head, const struct fg_container_options *options);

/* A container in UTF-16 is walked in UTF-8; anything else is handed on as it is. */
static enum fg_status walk_utf16(const struct fg_walk *w)
{
    struct fg_buf bytes = {.ceiling = FG_MEMBER_MOST}, text = {.ceiling = FG_MEMBER_MOST};
    fg_arena *arena = fg_arena_new(0);
    struct fg_sv decoded = {0};
    enum fg_status status = w->in->status;
    fg_stream_rest(w->in, &bytes);
    if (!arena)
        status = fg_fail_memory(w->err);
    else if (bytes.failed)
        status = fg_fail(w->err, FG_ELIMIT, "larger than %d bytes", FG_MEMBER_MOST);
    else if (fg_decode(fg_buf_sv(&bytes), (struct fg_sv){0}, arena, &decoded, NULL) == FG_OK &&
             walk_of(fg_sv_sub(decoded, 0, HEAD), w->options))
        fg_buf_add(&text, decoded);
    if (status == FG_OK && text.n)
        status = fg_walk_bytes(w, w->name, &text, w->err);
    else if (status == FG_OK)
        fg_walk_member(w, w->name, &bytes, (struct fg_sv){0}, (struct fg_sv){0});
    fg_arena_free(arena);
    fg_buf_free(&bytes);
    fg_buf_free(&text);
    return status;
}

/* ---- any ---- */

/* How a container that begins so is walked; NULL: it is none. */
static walk_fn *walk_of(struct fg_sv head, const struct fg_container_options *options)
{
    static const struct {
        bool (*told)(struct fg_sv head);
        walk_fn *walk;
    } kinds[] = {
        {told_utf16, walk_utf16},
        {fg_told_archive, fg_walk_archive},
        {fg_told_warc, fg_walk_warc},
        {fg_told_mail, fg_walk_mail},
        {fg_told_feed, fg_walk_feed},
        {fg_told_json_lines, fg_walk_json_lines},
    };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (kinds[i].told(head))
            return kinds[i].walk;
    return fg_told_csv(head, options) ? fg_walk_csv : NULL;
}

enum fg_status fg_walk_any(const struct fg_walk *w)
{
    walk_fn *walk = walk_of(fg_stream_see(w->in, HEAD), w->options);
    const size_t before = *w->passed;
    if (walk && w->depth >= FG_CONTAINERS_DEEP)
        return fg_fail_at(w->err, FG_ELIMIT, w->name, 0, 0, "more than %d containers deep",
                          FG_CONTAINERS_DEEP);
    const enum fg_status status = walk ? walk(w) : walk_whole(w);
    if (status == FG_OK && *w->on && *w->passed == before)
        return fg_fail(w->err, FG_EREAD, "holds nothing that could be a posting");
    return status;
}

/* ---- bytes in memory ---- */

struct memory {
    struct fg_sv left;
};

static ptrdiff_t read_memory(void *from, char *to, size_t n, struct fg_error *err)
{
    struct memory *m = from;
    const struct fg_sv part = fg_sv_sub(m->left, 0, n);
    (void)err;
    if (part.n)
        memcpy(to, part.p, part.n);
    m->left = fg_sv_sub(m->left, part.n, SIZE_MAX);
    return (ptrdiff_t)part.n;
}

enum fg_status fg_walk_bytes(const struct fg_walk *w, const char *name, struct fg_buf *bytes,
                             struct fg_error *err)
{
    struct memory m = {fg_buf_sv(bytes)};
    struct fg_stream s;
    struct fg_walk inner = *w;
    if (!walk_of(fg_sv_sub(m.left, 0, HEAD), w->options)) {
        fg_walk_member(w, name, bytes, (struct fg_sv){0}, (struct fg_sv){0});
        return FG_OK;
    }
    fg_stream_open(&s, read_memory, &m, err);
    inner.in = &s;
    inner.name = name;
    inner.err = err;
    inner.depth++;
    const enum fg_status status = fg_walk_any(&inner);
    fg_stream_close(&s);
    return status;
}

/* ---- a descriptor ---- */

static ptrdiff_t read_fd(void *from, char *to, size_t n, struct fg_error *err)
{
    const int *fd = from;
    ssize_t got;
    do
        got = read(*fd, to, n);
    while (got < 0 && errno == EINTR);
    if (got < 0)
        fg_fail(err, FG_EIO, "%s", strerror(errno));
    return got;
}

/* A small regular file is read whole by one read: one byte more is asked for than
 * there is, and less than asked for is its end. */
static void first_read(struct fg_stream *s, int fd)
{
    struct stat st;
    if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode))
        return;
    const size_t size = st.st_size > 0 ? (size_t)st.st_size : 0;
    s->ask = size < FIRST_READ ? size + 1 : FIRST_READ;
    read_more(s);
    s->ended |= size < FIRST_READ && s->ahead.n <= size;
    s->ask = NEXT_READ;
}

enum fg_status fg_container_each(int fd, const char *name,
                                 const struct fg_container_options *options, fg_member_fn *each,
                                 void *into, struct fg_error *err)
{
    struct fg_stream s;
    bool on = true;
    size_t passed = 0;
    fg_stream_open(&s, read_fd, &fd, err);
    first_read(&s, fd);
    const struct fg_walk w = {.in = &s, .name = name, .options = options, .each = each,
                              .into = into, .on = &on, .passed = &passed, .err = err};
    const enum fg_status status = s.status != FG_OK ? s.status : fg_walk_any(&w);
    if (status != FG_OK && err && !err->place[0])
        snprintf(err->place, sizeof err->place, "%s", name);
    fg_stream_close(&s);
    return status;
}
