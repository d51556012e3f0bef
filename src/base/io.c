#include "base/io.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FIRST_READ = 256 * 1024 };

/* How much to ask for first: a regular file's size and one byte more, so that
 * one read gets it and the next would only say that it has ended. */
static size_t first_read(int fd)
{
    struct stat st;
    if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size > 0)
        return (size_t)st.st_size + 1;
    return FIRST_READ;
}

/* Whether there is nothing more to read: the buffer is just full. */
static bool at_end(int fd)
{
    char byte;
    ssize_t n;
    do
        n = read(fd, &byte, 1);
    while (n < 0 && errno == EINTR);
    return n == 0;
}

enum fg_status fg_read_fd(int fd, const char *place, struct fg_buf *out, struct fg_error *err)
{
    size_t ask = first_read(fd);
    for (;;) {
        char *to = fg_buf_reserve(out, ask);
        if (!to && ask > 1 && out->ceiling && out->n < out->ceiling &&
            ask > out->ceiling - out->n) {
            out->failed = false; /* nearer to the ceiling than one read: ask for the rest */
            ask = out->ceiling - out->n;
            continue;
        }
        if (!to && out->ceiling && out->n == out->ceiling && at_end(fd)) {
            out->failed = false;
            return FG_OK;
        }
        if (!to)
            return fg_fail_at(err, FG_ELIMIT, place, 0, 0, "larger than %zu bytes", out->ceiling);
        const ssize_t got = read(fd, to, ask);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return fg_fail_at(err, FG_EIO, place, 0, 0, "%s", strerror(errno));
        out->n += (size_t)got;
        out->p[out->n] = '\0';
        if (got == 0 || ((size_t)got < ask && ask != FIRST_READ))
            return FG_OK; /* a regular file's short read is its end */
        ask = FIRST_READ;
    }
}

enum fg_status fg_read_file(const char *path, struct fg_buf *out, struct fg_error *err)
{
    if (strcmp(path, "-") == 0)
        return fg_read_fd(STDIN_FILENO, "standard input", out, err);
    const int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return fg_fail_at(err, FG_EIO, path, 0, 0, "%s", strerror(errno));
    const enum fg_status status = fg_read_fd(fd, path, out, err);
    close(fd);
    return status;
}

enum fg_status fg_read_file_into(const char *path, fg_arena *arena, size_t most,
                                 struct fg_sv *out, struct fg_error *err)
{
    const int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return fg_fail_at(err, FG_EIO, path, 0, 0, "%s", strerror(errno));
    const size_t room = first_read(fd);
    char *p = room <= most + 1 ? fg_arena_alloc(arena, room + 1) : NULL;
    size_t n = 0;
    ssize_t got = 1;
    while (p && got != 0 && n < room) {
        got = read(fd, p + n, room - n);
        if (got < 0 && errno != EINTR)
            break;
        n += got > 0 ? (size_t)got : 0;
    }
    const int why = errno;
    close(fd);
    if (!p)
        return fg_fail_at(err, FG_ELIMIT, path, 0, 0, "larger than %zu bytes, or no memory", most);
    if (got < 0)
        return fg_fail_at(err, FG_EIO, path, 0, 0, "%s", strerror(why));
    if (n == room)
        return fg_fail_at(err, FG_EIO, path, 0, 0, "grew while it was read");
    p[n] = '\0';
    *out = (struct fg_sv){p, n};
    return FG_OK;
}

bool fg_write_all(int fd, struct fg_sv s)
{
    while (s.n) {
        const ssize_t n = write(fd, s.p, s.n);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return false;
        s = fg_sv_sub(s, (size_t)n, s.n);
    }
    return true;
}

struct fg_new_file {
    int fd;
    bool through;      /* a device or a pipe: a file in its place would end it */
    bool exists;
    mode_t mode;       /* of what exists */
    char path[PATH_MAX], beside[PATH_MAX + 8];
};

static enum fg_status new_file_fail(const struct fg_new_file *f, int why, struct fg_error *err)
{
    return fg_fail_at(err, FG_EIO, f->path, 0, 0, "%s", strerror(why));
}

static enum fg_status open_new(struct fg_new_file *f, struct fg_error *err)
{
    struct stat there = {0};
    char target[PATH_MAX];
    f->exists = stat(f->path, &there) == 0;
    f->through = f->exists && !S_ISREG(there.st_mode) && !S_ISDIR(there.st_mode);
    f->mode = there.st_mode & 07777;
    if (f->exists && !f->through && realpath(f->path, target))
        strcpy(f->path, target); /* what a link leads to is replaced, not the link */
    snprintf(f->beside, sizeof f->beside, "%s.XXXXXX", f->path);
    f->fd = f->through ? open(f->path, O_WRONLY | O_CLOEXEC) : mkstemp(f->beside);
    return f->fd < 0 ? new_file_fail(f, errno, err) : FG_OK;
}

enum fg_status fg_new_file_begin(const char *path, fg_new_file **out, struct fg_error *err)
{
    struct fg_new_file *f = calloc(1, sizeof *f);
    *out = NULL;
    if (!f)
        return fg_fail_memory(err);
    enum fg_status status = FG_OK;
    if ((size_t)snprintf(f->path, sizeof f->path, "%s", path) >= sizeof f->path)
        status = fg_fail_at(err, FG_EIO, path, 0, 0, "the name is too long");
    if (status == FG_OK)
        status = open_new(f, err);
    if (status != FG_OK) {
        free(f);
        return status;
    }
    *out = f;
    return FG_OK;
}

enum fg_status fg_new_file_add(fg_new_file *f, struct fg_sv bytes, struct fg_error *err)
{
    return fg_write_all(f->fd, bytes) ? FG_OK : new_file_fail(f, errno, err);
}

enum fg_status fg_new_file_end(fg_new_file *f, bool keep, struct fg_error *err)
{
    bool good = !keep || f->through || fsync(f->fd) == 0;
    if (good && keep && !f->through && f->exists)
        good = fchmod(f->fd, f->mode) == 0;
    int why = errno;
    if (close(f->fd) != 0 && good)
        good = false, why = errno;
    if (good && keep && !f->through && rename(f->beside, f->path) != 0)
        good = false, why = errno;
    if (!f->through && !(good && keep))
        unlink(f->beside);
    const enum fg_status status = good ? FG_OK : new_file_fail(f, why, err);
    free(f);
    return status;
}

enum fg_status fg_write_file(const char *path, struct fg_sv bytes, struct fg_error *err)
{
    fg_new_file *f;
    enum fg_status status = fg_new_file_begin(path, &f, err);
    if (status != FG_OK)
        return status;
    status = fg_new_file_add(f, bytes, err);
    const enum fg_status ended =
        fg_new_file_end(f, status == FG_OK, status == FG_OK ? err : NULL);
    return status == FG_OK ? ended : status;
}

enum fg_status fg_make_dirs(const char *path, struct fg_error *err)
{
    char part[4096];
    if (strlen(path) >= sizeof part)
        return fg_fail_at(err, FG_EIO, path, 0, 0, "the name is too long");
    strcpy(part, path);
    for (char *p = part + 1;; p++) {
        if (*p != '/' && *p != '\0')
            continue;
        const char was = *p;
        *p = '\0';
        if (mkdir(part, 0700) != 0 && errno != EEXIST)
            return fg_fail_at(err, FG_EIO, part, 0, 0, "%s", strerror(errno));
        if (was == '\0')
            return FG_OK;
        *p = was;
    }
}

bool fg_path_join(char *out, size_t size, const char *dir, const char *name)
{
    const int n = snprintf(out, size, "%s/%s", dir, name);
    return n >= 0 && (size_t)n < size;
}

bool fg_xdg_dir(char *out, size_t size, const char *which)
{
    static const struct {
        const char *which, *variable, *below_home;
    } places[] = {
        {"CONFIG", "XDG_CONFIG_HOME", ".config"},
        {"DATA", "XDG_DATA_HOME", ".local/share"},
        {"CACHE", "XDG_CACHE_HOME", ".cache"},
    };
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        if (strcmp(places[i].which, which) != 0)
            continue;
        const char *set = getenv(places[i].variable), *home = getenv("HOME");
        int n = -1;
        if (set && set[0] == '/') /* the specification has relative ones ignored */
            n = snprintf(out, size, "%s/fitgap", set);
        else if (home && home[0])
            n = snprintf(out, size, "%s/%s/fitgap", home, places[i].below_home);
        return n >= 0 && (size_t)n < size;
    }
    return false;
}
