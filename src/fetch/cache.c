#include "fetch/cache.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum {
    MOST_DAYS = 60,
    LARGEST_ENTRY = 64 * 1024 * 1024,
    NAME_BYTES = 64 /* of a SHA-256 in hex */
};
static const int64_t most_bytes = (int64_t)256 << 20;
static const char first_line[] = "fitgap-cache 1\n";

struct fg_cache {
    char dir[4096];
    bool written;
};

enum fg_status fg_cache_open(const char *dir, fg_cache **out, struct fg_error *err)
{
    fg_cache *c = calloc(1, sizeof *c);
    if (!c)
        return fg_fail_memory(err);
    enum fg_status status = fg_make_dirs(dir, err);
    if (status == FG_OK && (size_t)snprintf(c->dir, sizeof c->dir, "%s", dir) >= sizeof c->dir)
        status = fg_fail_at(err, FG_EIO, dir, 0, 0, "the name is too long");
    if (status == FG_OK)
        *out = c;
    else
        free(c);
    return status;
}

/* The file of an entry. */
static bool name_of(const fg_cache *c, struct fg_sv url, struct fg_sv posted, char *out,
                    size_t size)
{
    char hex[NAME_BYTES + 1];
    fg_sha256 sha;
    fg_sha256_begin(&sha);
    fg_sha256_add(&sha, url);
    fg_sha256_add(&sha, FG_SV("\n"));
    fg_sha256_add(&sha, posted);
    fg_sha256_end(&sha, hex);
    return fg_path_join(out, size, c->dir, hex);
}

/* ---- reading ---- */

static struct fg_sv *field_of(struct fg_cached *e, struct fg_sv name)
{
    const struct {
        const char *name;
        struct fg_sv *to;
    } fields[] = {
        {"url", &e->url},   {"content-type", &e->content_type},   {"etag", &e->etag},
        {"date", &e->fetched_at}, {"last-modified", &e->last_modified},
    };
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (fg_sv_eq(name, fg_sv_of(fields[i].name)))
            return fields[i].to;
    return NULL;
}

/* The address stands in the file too: two that hash alike are told apart. */
static bool parse(struct fg_sv text, struct fg_sv asked, struct fg_cached *out)
{
    struct fg_sv line, name, found = {0};
    if (!fg_sv_starts(text, fg_sv_of(first_line)))
        return false;
    text = fg_sv_sub(text, sizeof first_line - 1, SIZE_MAX);
    while (fg_sv_next(&text, '\n', &line) && line.n) {
        fg_sv_next(&line, ':', &name);
        struct fg_sv *to = fg_sv_eq(name, FG_SV("asked")) ? &found : field_of(out, name);
        if (to)
            *to = fg_sv_trim(line);
    }
    out->bytes = text.p ? text : FG_SV("");
    return out->url.n && out->fetched_at.n && fg_sv_eq(found, asked);
}

bool fg_cache_get(const fg_cache *cache, struct fg_sv url, struct fg_sv posted, fg_arena *arena,
                  struct fg_cached *out)
{
    char path[4096 + NAME_BYTES + 2];
    struct stat st;
    struct fg_buf buf = {.ceiling = LARGEST_ENTRY};
    *out = (struct fg_cached){0};
    bool found = name_of(cache, url, posted, path, sizeof path) && stat(path, &st) == 0 &&
                 fg_read_file(path, &buf, NULL) == FG_OK;
    if (found) {
        const struct fg_sv copy = fg_arena_sv(arena, fg_buf_sv(&buf));
        found = copy.p && parse(copy, url, out);
        out->age_seconds = (int64_t)time(NULL) - st.st_mtime;
    }
    fg_buf_free(&buf);
    return found;
}

/* ---- writing ---- */

static void add_line(struct fg_buf *b, const char *name, struct fg_sv value)
{
    if (!value.n || memchr(value.p, '\n', value.n))
        return;
    fg_buf_addf(b, "%s: ", name);
    fg_buf_add(b, value);
    fg_buf_addc(b, '\n');
}

/* Without fsync, unlike fg_write_file(): a lost entry is fetched again, and a
 * broken one is not seen, for it was never renamed. */
static bool replace(const char *path, struct fg_sv bytes)
{
    char beside[4096 + NAME_BYTES + 16];
    snprintf(beside, sizeof beside, "%s.XXXXXX", path);
    const int fd = mkstemp(beside);
    if (fd < 0)
        return false;
    bool good = true;
    while (good && bytes.n) {
        const ssize_t n = write(fd, bytes.p, bytes.n);
        good = n > 0;
        bytes = fg_sv_sub(bytes, good ? (size_t)n : 0, SIZE_MAX);
    }
    good = close(fd) == 0 && good && rename(beside, path) == 0;
    if (!good)
        unlink(beside);
    return good;
}

void fg_cache_put(fg_cache *cache, struct fg_sv url, struct fg_sv posted,
                  const struct fg_cached *entry)
{
    char path[4096 + NAME_BYTES + 2];
    struct fg_buf b = {.ceiling = LARGEST_ENTRY};
    if (!name_of(cache, url, posted, path, sizeof path))
        return;
    fg_buf_addz(&b, first_line);
    add_line(&b, "asked", url);
    add_line(&b, "url", entry->url);
    add_line(&b, "content-type", entry->content_type);
    add_line(&b, "etag", entry->etag);
    add_line(&b, "last-modified", entry->last_modified);
    add_line(&b, "date", entry->fetched_at);
    fg_buf_addc(&b, '\n');
    fg_buf_add(&b, entry->bytes);
    if (!b.failed)
        cache->written |= replace(path, fg_buf_sv(&b));
    fg_buf_free(&b);
}

/* ---- limits ---- */

struct file {
    char name[NAME_BYTES + 16];
    int64_t size, time;
};

static int newest_first(const void *a, const void *b)
{
    const struct file *x = a, *y = b;
    return x->time != y->time ? (x->time < y->time) - (x->time > y->time)
                              : strcmp(x->name, y->name);
}

/* The folder's files, newest first. */
static size_t list(int dir_fd, DIR *d, fg_arena *arena, struct file **out)
{
    FG_VEC(struct file) files = {0};
    const struct dirent *e;
    struct stat st;
    while ((e = readdir(d))) {
        if (e->d_name[0] == '.' || strlen(e->d_name) >= sizeof files.at->name ||
            fstatat(dir_fd, e->d_name, &st, AT_SYMLINK_NOFOLLOW) != 0 || !S_ISREG(st.st_mode))
            continue;
        struct file *f = fg_vec_add(arena, &files);
        if (!f)
            break;
        *f = (struct file){.size = st.st_size, .time = st.st_mtime};
        strcpy(f->name, e->d_name);
    }
    if (files.n)
        qsort(files.at, files.n, sizeof *files.at, newest_first);
    *out = files.at;
    return files.n;
}

static void prune(const fg_cache *c)
{
    DIR *d = opendir(c->dir);
    fg_arena *arena = fg_arena_new(0);
    struct file *files;
    const size_t n = d && arena ? list(dirfd(d), d, arena, &files) : 0;
    const int64_t oldest = (int64_t)time(NULL) - (int64_t)MOST_DAYS * 24 * 3600;
    int64_t sum = 0;
    for (size_t i = 0; i < n; i++) {
        sum += files[i].size;
        if (sum > most_bytes || files[i].time < oldest)
            unlinkat(dirfd(d), files[i].name, 0);
    }
    fg_arena_free(arena);
    if (d)
        closedir(d);
}

void fg_cache_close(fg_cache *cache)
{
    if (!cache)
        return;
    if (cache->written)
        prune(cache);
    free(cache);
}
