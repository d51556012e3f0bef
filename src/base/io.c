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

/* A device or a pipe is written to as it is: a file in its place would end it. */
static enum fg_status write_through(const char *path, struct fg_sv bytes, struct fg_error *err)
{
    const int fd = open(path, O_WRONLY | O_CLOEXEC);
    const bool good = fd >= 0 && fg_write_all(fd, bytes);
    const int why = errno;
    if (fd >= 0)
        close(fd);
    return good ? FG_OK : fg_fail_at(err, FG_EIO, path, 0, 0, "%s", strerror(why));
}

enum fg_status fg_write_file(const char *path, struct fg_sv bytes, struct fg_error *err)
{
    char beside[4096], target[PATH_MAX];
    struct stat there = {0};
    const bool exists = stat(path, &there) == 0;
    if (exists && !S_ISREG(there.st_mode) && !S_ISDIR(there.st_mode))
        return write_through(path, bytes, err);
    if (exists && realpath(path, target))
        path = target; /* what a link leads to is replaced, not the link */
    if ((size_t)snprintf(beside, sizeof beside, "%s.XXXXXX", path) >= sizeof beside)
        return fg_fail_at(err, FG_EIO, path, 0, 0, "the name is too long");
    const int fd = mkstemp(beside);
    if (fd < 0)
        return fg_fail_at(err, FG_EIO, path, 0, 0, "%s", strerror(errno));
    bool good = fg_write_all(fd, bytes) && fsync(fd) == 0;
    if (good && exists)
        good = fchmod(fd, there.st_mode & 07777) == 0;
    int why = errno;
    if (close(fd) != 0 && good)
        good = false, why = errno;
    if (good && rename(beside, path) != 0)
        good = false, why = errno;
    if (good)
        return FG_OK;
    unlink(beside);
    return fg_fail_at(err, FG_EIO, path, 0, 0, "%s", strerror(why));
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
