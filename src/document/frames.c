#include "document/frames.h"

#include "document/html_look.h"
#include "document/html_tag.h"
#include "document/room.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { DEEPEST = 3, MOST_FRAMES = 40, MOST_BYTES = 8 * 1024 * 1024 };

/* ---- a frame's tag ---- */

/* Reads the next frame's tag, with what stands in the frame; where it begins, or the page's
 * end. Most pages have none, and cost no more than the look for one. */
static size_t next_frame(struct fg_html_source *s)
{
    for (;;) {
        const struct fg_sv rest = fg_sv_sub(s->page, s->at, SIZE_MAX);
        const size_t n = fg_sv_find_nocase(rest, FG_SV("<iframe"));
        const size_t at = n == SIZE_MAX ? s->page.n : s->at + n;
        s->at = at;
        if (fg_html_next(s) == FG_HTML_END_OF_PAGE)
            break;
        if (fg_sv_eq(s->tag.element->name, FG_SV("iframe")))
            return at;
    }
    return s->at = s->page.n;
}

static struct fg_sv page_of(struct fg_frames *f, const struct fg_html_tag *tag)
{
    const struct fg_sv inside = fg_html_said(tag, FG_HTML_SRCDOC, f->arena);
    const struct fg_sv src = fg_html_said(tag, FG_HTML_SRC, f->arena);
    if (f->depth >= DEEPEST || f->put >= MOST_FRAMES)
        return (struct fg_sv){0};
    if (inside.n)
        return inside;
    /* frames for counting and for ads are kept out of sight */
    const unsigned look = fg_html_style(fg_html_said(tag, FG_HTML_STYLE, f->arena));
    if (!src.n || !f->find || look & FG_HTML_UNSEEN)
        return (struct fg_sv){0};
    return f->find(f->into, f->arena, src);
}

void fg_frames_put(struct fg_frames *f, struct fg_sv html, struct fg_buf *out)
{
    struct fg_html_source s = {.page = html};
    size_t done = 0;
    for (size_t at; (at = next_frame(&s)) < html.n;) {
        const struct fg_sv page = page_of(f, &s.tag);
        if (!page.n)
            continue;
        fg_buf_add(out, fg_sv_sub(html, done, at - done));
        f->put++;
        f->depth++;
        fg_buf_addz(out, "<div>");
        fg_frames_put(f, page, out);
        fg_buf_addz(out, "</div>");
        f->depth--;
        done = s.at;
    }
    fg_buf_add(out, fg_sv_sub(html, done, SIZE_MAX));
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

/* Most frames show what is elsewhere. */
static bool has_beside(struct fg_sv html)
{
    struct fg_html_source s = {.page = html};
    bool any = false;
    while (!any && next_frame(&s) < html.n) {
        struct fg_buf path = {0};
        any = (s.tag.has & UINT32_C(1) << FG_HTML_SRC) &&
              path_beside(s.tag.said[FG_HTML_SRC], &path);
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
