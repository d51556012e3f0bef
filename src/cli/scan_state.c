#include "cli/scan.h"

#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

struct scan_state {
    int fd;
    const char *path;
    fg_arena *arena;
    struct fg_map done; /* inputs, by name */
    struct timespec synced;
};

static enum fg_status failed(const struct scan_state *s, struct fg_error *err)
{
    return fg_fail_at(err, FG_EIO, s->path, 0, 0, "%s", strerror(errno));
}

/* ---- reading ---- */

struct reading {
    scan_state *state;
    const char *digest;
    enum fg_status (*line)(void *into, struct fg_sv line, struct fg_error *err);
    void *into;
    struct fg_error *err;
};

static enum fg_status check_digest(const struct reading *r, const char *digest)
{
    if (strcmp(digest, r->digest) == 0)
        return FG_OK;
    return fg_fail_at(r->err, FG_EUSAGE, r->state->path, 1, 0,
                      "was begun with another skills file, other rules or options: name another "
                      "file, or remove it");
}

/* The lines of one input, all of which are there: a mark follows them. */
static enum fg_status replay(const struct reading *r, struct fg_sv lines, const char *input)
{
    enum fg_status status = FG_OK;
    struct fg_sv line;
    const struct fg_sv name = fg_arena_sv(r->state->arena, fg_sv_of(input));
    uint32_t *slot = name.p ? fg_map_put(&r->state->done, r->state->arena, name) : NULL;
    if (!slot)
        return fg_fail_memory(r->err);
    *slot = 1;
    while (status == FG_OK && fg_sv_next(&lines, '\n', &line))
        if (line.n)
            status = r->line(r->into, line, r->err);
    return status;
}

/* Reads up to the last mark; what stands behind it is cut off. */
static enum fg_status read_state(const struct reading *r, FILE *in, off_t *end)
{
    struct fg_buf lines = {0};
    char *line = NULL;
    size_t cap = 0;
    ssize_t n;
    off_t at = 0;
    enum fg_status status = FG_OK;
    while (status == FG_OK && (n = getline(&line, &cap, in)) > 0 && line[n - 1] == '\n') {
        at += n;
        const bool is_mark = strncmp(line, "{\"done\":", 8) == 0;
        json_t *mark = is_mark || *end == 0 ? json_loadb(line, (size_t)n, 0, NULL) : NULL;
        const char *digest = json_string_value(json_object_get(mark, "state"));
        const char *input = json_string_value(json_object_get(mark, "done"));
        if (*end == 0)
            status = check_digest(r, digest ? digest : "");
        else if (input)
            status = replay(r, fg_buf_sv(&lines), input);
        else
            fg_buf_add(&lines, (struct fg_sv){line, (size_t)n});
        if (input || *end == 0) {
            fg_buf_clear(&lines);
            *end = at;
        }
        json_decref(mark);
    }
    free(line);
    fg_buf_free(&lines);
    return status;
}

/* ---- writing ---- */

static enum fg_status write_line(scan_state *s, const char *key, struct fg_sv lines,
                                 struct fg_sv value, struct fg_error *err)
{
    struct fg_buf b = {0};
    struct fg_json j = {.out = &b};
    fg_buf_add(&b, lines);
    fg_json_open(&j, '{');
    fg_json_key(&j, key);
    fg_json_string(&j, value);
    fg_json_close(&j, '}');
    fg_buf_addc(&b, '\n');
    const bool good = !b.failed && fg_write_all(s->fd, fg_buf_sv(&b));
    fg_buf_free(&b);
    return good ? FG_OK : failed(s, err);
}

enum fg_status scan_state_add(scan_state *state, struct fg_sv input, struct fg_sv lines,
                              struct fg_error *err)
{
    enum { EVERY_SECONDS = 1 }; /* each input's own would cost more than its scoring */
    struct timespec now;
    const enum fg_status status = write_line(state, "done", lines, input, err);
    clock_gettime(CLOCK_MONOTONIC, &now);
    if (status != FG_OK || now.tv_sec - state->synced.tv_sec < EVERY_SECONDS)
        return status;
    state->synced = now;
    return fdatasync(state->fd) == 0 || errno == EINVAL ? FG_OK : failed(state, err);
}

/* ---- opening ---- */

static enum fg_status take_up(const struct reading *r)
{
    scan_state *s = r->state;
    off_t end = 0;
    FILE *in = fopen(s->path, "re");
    const enum fg_status status = in ? read_state(r, in, &end) : failed(s, r->err);
    if (in)
        fclose(in);
    if (status != FG_OK)
        return status;
    if (ftruncate(s->fd, end) != 0)
        return failed(s, r->err);
    return end ? FG_OK : write_line(s, "state", (struct fg_sv){0}, fg_sv_of(r->digest), r->err);
}

enum fg_status scan_state_open(const char *path, const char *digest,
                               enum fg_status (*line)(void *into, struct fg_sv line,
                                                      struct fg_error *err),
                               void *into, scan_state **out, struct fg_error *err)
{
    scan_state *s = calloc(1, sizeof *s);
    *out = s;
    if (!s || !(s->arena = fg_arena_new(0)))
        return fg_fail_memory(err);
    s->path = path;
    s->fd = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
    if (s->fd < 0)
        return failed(s, err);
    const struct reading r = {s, digest, line, into, err};
    return take_up(&r);
}

bool scan_state_has(const scan_state *state, struct fg_sv input)
{
    return fg_map_get(&state->done, input) != FG_MAP_NONE;
}

void scan_state_close(scan_state *state)
{
    if (!state)
        return;
    if (state->fd >= 0) {
        fsync(state->fd);
        close(state->fd);
    }
    fg_arena_free(state->arena);
    free(state);
}
