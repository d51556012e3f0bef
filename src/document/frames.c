#include "document/frames.h"

#include "document/entity.h"
#include "document/room.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { DEEPEST = 3, MOST_FRAMES = 40, MOST_BYTES = 8 * 1024 * 1024 };

/* ---- a frame's tag ---- */

/* Bytes up to the `>` that ends a tag; one in quotes is of an attribute. */
static size_t tag_length(struct fg_sv s)
{
    char quote = 0;
    for (size_t i = 0; i < s.n; i++)
        if (quote)
            quote = s.p[i] == quote ? 0 : quote;
        else if ((s.p[i] == '"' || s.p[i] == '\'') && i && s.p[i - 1] == '=')
            quote = s.p[i];
        else if (s.p[i] == '>')
            return i;
    return s.n;
}

/* An attribute's value as it is written, without its quotes. `name` ends in "=". */
static struct fg_sv value_of(struct fg_sv tag, struct fg_sv name)
{
    const size_t at = fg_sv_find_nocase(tag, name);
    struct fg_sv s = fg_sv_sub(tag, at == SIZE_MAX ? tag.n : at + name.n, SIZE_MAX);
    size_t n = 0;
    if (s.n && (s.p[0] == '"' || s.p[0] == '\''))
        return fg_sv_sub(s, 1, fg_sv_find(fg_sv_sub(s, 1, SIZE_MAX), (struct fg_sv){s.p, 1}));
    while (n < s.n && !fg_is_space(s.p[n]))
        n++;
    return fg_sv_sub(s, 0, n);
}

/* Frames for counting and for ads are kept out of sight. */
static bool is_seen(struct fg_sv tag)
{
    static const char *const hidden[] = {"display:none", "display: none", "visibility:hidden",
                                         "visibility: hidden"};
    for (size_t i = 0; i < sizeof hidden / sizeof *hidden; i++)
        if (fg_sv_find_nocase(tag, fg_sv_of(hidden[i])) != SIZE_MAX)
            return false;
    return true;
}

static struct fg_sv page_of(struct fg_frames *f, struct fg_sv tag)
{
    const struct fg_sv inside = value_of(tag, FG_SV(" srcdoc="));
    const struct fg_sv src = value_of(tag, FG_SV(" src="));
    if (f->depth >= DEEPEST || f->put >= MOST_FRAMES)
        return (struct fg_sv){0};
    if (inside.n)
        return fg_entities_decoded(inside, f->arena);
    if (!src.n || !f->find || !is_seen(tag))
        return (struct fg_sv){0};
    return f->find(f->into, f->arena, fg_entities_decoded(src, f->arena));
}

void fg_frames_put(struct fg_frames *f, struct fg_sv html, struct fg_buf *out)
{
    static const struct fg_sv mark = {"<iframe", 7};
    for (size_t at; (at = fg_sv_find_nocase(html, mark)) != SIZE_MAX;) {
        const struct fg_sv rest = fg_sv_sub(html, at, SIZE_MAX);
        const struct fg_sv tag = fg_sv_sub(rest, 0, tag_length(rest) + 1);
        const struct fg_sv page = page_of(f, tag);
        fg_buf_add(out, fg_sv_sub(html, 0, at));
        if (page.n) {
            f->put++;
            f->depth++;
            fg_buf_addz(out, "<div>");
            fg_frames_put(f, page, out);
            fg_buf_addz(out, "</div>");
            f->depth--;
        } else {
            fg_buf_add(out, tag);
        }
        html = fg_sv_sub(rest, tag.n, SIZE_MAX);
    }
    fg_buf_add(out, html);
}

/* ---- beside the page ---- */

static const struct {
    const char *ending;
    bool proof;                  /* folders of people are hardly called so */
} folders[] = {{"_files", true},     {"-Dateien", true}, {"_fichiers", true}, {"_archivos", true},
               {"_arquivos", true},  {"_file", false},   {"_bestanden", true}, {"_soubory", true},
               {"_pliki", true},     {"_filer", false}};

size_t fg_frames_folder(struct fg_sv path, bool alone)
{
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
        if (fg_sv_ends(path, fg_sv_of(folders[i].ending)))
            return alone && !folders[i].proof ? 0 : strlen(folders[i].ending);
    return 0;
}

/* "Job%20page_files/a.html" as a path; percent signs undone. */
static void add_path(struct fg_buf *out, struct fg_sv src)
{
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < src.n; i++) {
        const char *high = NULL, *low = NULL;
        if (src.p[i] == '%' && src.n - i > 2) {
            high = src.p[i + 1] ? strchr(digits, fg_lower(src.p[i + 1])) : NULL;
            low = src.p[i + 2] ? strchr(digits, fg_lower(src.p[i + 2])) : NULL;
        }
        if (high && low) {
            fg_buf_addc(out, (char)((high - digits) * 16 + (low - digits)));
            i += 2;
        } else {
            fg_buf_addc(out, src.p[i]);
        }
    }
}

/* A name in a folder of that kind beside the page, and nothing else: a page must not lead
 * to other files. */
static bool is_beside(struct fg_sv path)
{
    const size_t slash = fg_sv_find(path, FG_SV("/"));
    const struct fg_sv name = fg_sv_sub(path, slash == SIZE_MAX ? path.n : slash + 1, SIZE_MAX);
    return slash != SIZE_MAX && path.p[0] != '.' &&
           fg_frames_folder(fg_sv_sub(path, 0, slash), false) &&
           name.n && name.p[0] != '.' && !memchr(name.p, '/', name.n) &&
           !memchr(path.p, '\0', path.n);
}

/* Appends it as a path; false where that does not lead to what lies beside the page. */
static bool path_beside(struct fg_sv src, struct fg_buf *out)
{
    const size_t from = out->n;
    add_path(out, fg_sv_starts(src, FG_SV("./")) ? fg_sv_sub(src, 2, SIZE_MAX) : src);
    return !out->failed && is_beside(fg_sv_sub(fg_buf_sv(out), from, SIZE_MAX));
}

/* Most frames show what is elsewhere: such pages cost no more than this look. */
static bool has_beside(struct fg_sv html)
{
    bool any = false;
    for (size_t at; !any && (at = fg_sv_find(html, FG_SV("<iframe"))) != SIZE_MAX;) {
        struct fg_buf path = {0};
        html = fg_sv_sub(html, at, SIZE_MAX);
        const struct fg_sv tag = fg_sv_sub(html, 0, tag_length(html));
        any = path_beside(value_of(tag, FG_SV(" src=")), &path);
        html = fg_sv_sub(html, tag.n ? tag.n : 1, SIZE_MAX);
        fg_buf_free(&path);
    }
    return any;
}

static bool read_regular(const char *path, struct fg_buf *out)
{
    struct stat st;
    struct fg_error err;
    const int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    const bool good = fd >= 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode) &&
                      fg_read_fd(fd, path, out, &err) == FG_OK;
    if (fd >= 0)
        close(fd);
    return good;
}

static struct fg_sv find_beside(void *into, fg_arena *arena, struct fg_sv src)
{
    const char *page = into, *slash = strrchr(page, '/');
    const size_t folder = slash ? (size_t)(slash - page) + 1 : 0;
    struct fg_buf path = {0}, bytes = {.ceiling = MOST_BYTES};
    struct fg_sv text = {0};
    fg_buf_add(&path, (struct fg_sv){page, folder});
    if (path_beside(src, &path) && read_regular(path.p, &bytes) && bytes.n &&
        fg_decode(fg_buf_sv(&bytes), (struct fg_sv){0}, arena, &text, NULL) == FG_OK)
        text = fg_arena_sv(arena, text); /* it may be a view of what is freed here */
    fg_buf_free(&path);
    fg_buf_free(&bytes);
    return text;
}

bool fg_frames_beside(struct fg_sv bytes, const char *path, struct fg_buf *out)
{
    struct fg_frames f = {.find = find_beside, .into = (void *)(uintptr_t)path};
    struct fg_sv text;
    if (!has_beside(bytes))
        return false;
    f.arena = fg_arena_new(0);
    if (f.arena && fg_decode(bytes, (struct fg_sv){0}, f.arena, &text, NULL) == FG_OK)
        fg_frames_put(&f, text, out);
    if (!f.put)
        fg_buf_clear(out);
    fg_arena_free(f.arena);
    return f.put > 0 && !out->failed;
}
