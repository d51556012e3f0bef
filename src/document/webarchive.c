/* Safari's web archive: a property list whose main resource is the page, and what its frames
 * show. Of the list only the way to these is read, in either of its forms; Debian's libplist
 * is years behind its mended overflows. Source: Apple, CFBinaryPList.c (the binary form) and
 * the DTD PropertyList-1.0 (XML). */
#include "document/formats.h"
#include "document/frames.h"
#include "document/xml.h"

#include <string.h>

/* What is wanted of the main resource, in the order of `struct page`. */
static const char *const wanted[] = {"WebResourceData", "WebResourceTextEncodingName",
                                     "WebResourceMIMEType", "WebResourceURL"};
enum { DATA, ENCODING, TYPE, URL, WANTED };
static const struct fg_sv main_resource = {"WebMainResource", 15};
static const struct fg_sv subframes = {"WebSubframeArchives", 19};

struct page {
    struct fg_sv of[WANTED];
};

enum { MOST_FRAMES = 40 };

struct web_archive {
    struct page main, frames[MOST_FRAMES];
    size_t n_frames;
};

/* Where the next frame goes, NULL where there are too many. */
static struct page *add_frame(struct web_archive *a)
{
    return a->n_frames < MOST_FRAMES ? &a->frames[a->n_frames++] : NULL;
}

static size_t number_of(struct fg_sv key)
{
    size_t i = 0;
    while (i < WANTED && !fg_sv_eq(key, fg_sv_of(wanted[i])))
        i++;
    return i;
}

/* ---- binary ---- */

/* Objects one behind the other, a table of their offsets, a trailer of 32 bytes. */
struct plist {
    struct fg_sv bytes;
    size_t offset_size, ref_size, n, table;
};

enum {
    TRAILER = 32, TYPE_DATA = 0x4, TYPE_ASCII = 0x5, TYPE_UTF16 = 0x6, TYPE_ARRAY = 0xa,
    TYPE_DICT = 0xd
};

/* Big-endian, of at most eight bytes; SIZE_MAX past the end. */
static size_t big_endian(struct fg_sv s, size_t at, size_t n)
{
    uint64_t v = 0;
    if (n > 8 || at > s.n || s.n - at < n)
        return SIZE_MAX;
    for (size_t i = 0; i < n; i++)
        v = v << 8 | (unsigned char)s.p[at + i];
    return v > SIZE_MAX / 2 ? SIZE_MAX : (size_t)v;
}

static bool open_plist(struct fg_sv s, struct plist *out, size_t *top)
{
    if (s.n < 8 + TRAILER)
        return false;
    const size_t t = s.n - TRAILER;
    *out = (struct plist){s, (unsigned char)s.p[t + 6], (unsigned char)s.p[t + 7],
                          big_endian(s, t + 8, 8), big_endian(s, t + 24, 8)};
    *top = big_endian(s, t + 16, 8);
    return out->offset_size >= 1 && out->offset_size <= 8 && out->ref_size >= 1 &&
           out->ref_size <= 8 && out->n <= s.n && out->table <= s.n && *top < out->n;
}

/* An object: its type, and where its content begins and how much there is of it (bytes,
 * units, members). */
struct object {
    unsigned type;
    size_t at, count;
};

static bool open_object(const struct plist *p, size_t number, struct object *o)
{
    const size_t at = number < p->n
                          ? big_endian(p->bytes, p->table + number * p->offset_size, p->offset_size)
                          : SIZE_MAX;
    if (at >= p->bytes.n)
        return false;
    const unsigned mark = (unsigned char)p->bytes.p[at];
    *o = (struct object){mark >> 4, at + 1, mark & 15};
    if (o->count == 15) { /* the count is an integer object of its own */
        const size_t size = big_endian(p->bytes, at + 1, 1);
        if (size == SIZE_MAX || size >> 4 != 1 || (size & 15) > 3)
            return false;
        o->count = big_endian(p->bytes, at + 2, (size_t)1 << (size & 15));
        o->at = at + 2 + ((size_t)1 << (size & 15));
    }
    return o->at <= p->bytes.n && o->count <= p->bytes.n - o->at;
}

static struct fg_sv utf16(fg_arena *arena, struct fg_sv s)
{
    struct fg_buf b = {0};
    for (size_t i = 0; i + 1 < s.n; i += 2)
        fg_buf_add_cp(&b, (uint32_t)big_endian(s, i, 2));
    const struct fg_sv text = fg_arena_sv(arena, fg_buf_sv(&b));
    fg_buf_free(&b);
    return text;
}

static struct fg_sv bytes_of(const struct plist *p, size_t number, fg_arena *arena)
{
    struct object o;
    if (!open_object(p, number, &o))
        return (struct fg_sv){0};
    if (o.type == TYPE_DATA || o.type == TYPE_ASCII)
        return fg_sv_sub(p->bytes, o.at, o.count);
    return o.type == TYPE_UTF16 ? utf16(arena, fg_sv_sub(p->bytes, o.at, o.count * 2))
                                : (struct fg_sv){0};
}

/* The i-th key (half 0) or value (half 1) of a dictionary. */
static size_t member(const struct plist *p, const struct object *dict, size_t i, size_t half)
{
    return big_endian(p->bytes, dict->at + (half * dict->count + i) * p->ref_size, p->ref_size);
}

/* The member of a dictionary that has this key. */
static bool open_member(const struct plist *p, const struct object *dict, struct fg_sv key,
                        fg_arena *arena, struct object *out)
{
    for (size_t i = 0; dict->type == TYPE_DICT && i < dict->count; i++)
        if (fg_sv_eq(bytes_of(p, member(p, dict, i, 0), arena), key))
            return open_object(p, member(p, dict, i, 1), out);
    return false;
}

/* The main resource of an archive: of all, or of what one frame shows. */
static void read_resource(const struct plist *p, const struct object *archive, fg_arena *arena,
                          struct page *out)
{
    struct object resource;
    if (!open_member(p, archive, main_resource, arena, &resource) || resource.type != TYPE_DICT)
        return;
    for (size_t i = 0; i < resource.count; i++) {
        const size_t which = number_of(bytes_of(p, member(p, &resource, i, 0), arena));
        if (which < WANTED)
            out->of[which] = bytes_of(p, member(p, &resource, i, 1), arena);
    }
}

static bool read_binary(struct fg_sv bytes, fg_arena *arena, struct web_archive *out)
{
    struct plist p;
    struct object dict, frames, frame;
    size_t top;
    if (!open_plist(bytes, &p, &top) || !open_object(&p, top, &dict) || dict.type != TYPE_DICT)
        return false;
    read_resource(&p, &dict, arena, &out->main);
    if (open_member(&p, &dict, subframes, arena, &frames) && frames.type == TYPE_ARRAY)
        for (size_t i = 0; i < frames.count && i < MOST_FRAMES; i++)
            if (open_object(&p, member(&p, &frames, i, 0), &frame))
                read_resource(&p, &frame, arena, add_frame(out));
    return out->main.of[DATA].n > 0;
}

/* ---- XML ---- */

/* <plist><dict><key>WebMainResource</key><dict><key>...</key><data>..., and that again in
 * each <dict> of the <array> of frames. */
enum { TOP = 3, IN_FRAME = 5 };  /* depth of the members of an archive's dictionary */

struct xml_reader {
    fg_arena *arena;
    struct web_archive *archive;
    struct page *page;           /* whose resource is read; NULL: none               */
    struct fg_buf text, key;
    unsigned depth, members;     /* of elements; of the resource's members           */
    bool in_frames;
};

static void on_start(void *context, const xmlChar *local, const xmlChar *prefix,
                     const xmlChar *uri, int n_ns, const xmlChar **ns, int n, int n_default,
                     const xmlChar **attributes)
{
    struct xml_reader *r = context;
    (void)prefix, (void)uri, (void)n_ns, (void)ns, (void)n, (void)n_default, (void)attributes;
    const unsigned level = r->in_frames ? IN_FRAME : TOP;
    r->depth++;
    if (r->depth == TOP && strcmp((const char *)local, "array") == 0)
        r->in_frames = fg_sv_eq(fg_buf_sv(&r->key), subframes);
    else if (r->depth == level && strcmp((const char *)local, "dict") == 0 &&
             fg_sv_eq(fg_buf_sv(&r->key), main_resource)) {
        r->page = r->in_frames ? add_frame(r->archive) : &r->archive->main;
        r->members = level + 1;
    }
    fg_buf_clear(&r->text);
}

static void on_text(void *context, const xmlChar *text, int n)
{
    struct xml_reader *r = context;
    fg_buf_add(&r->text, (struct fg_sv){(const char *)text, (size_t)n});
}

/* Source: RFC 4648, 4. In place: what is no sign of it, line ends among them, is left out. */
static size_t undo_base64(char *p, size_t n)
{
    static const char signs[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    uint32_t bits = 0;
    unsigned have = 0;
    size_t out = 0;
    for (size_t i = 0; i < n; i++) {
        const char *at = p[i] ? strchr(signs, p[i]) : NULL;
        if (!at)
            continue;
        bits = bits << 6 | (uint32_t)(at - signs);
        have += 6;
        if (have >= 8) {
            have -= 8;
            p[out++] = (char)(bits >> have & 0xff);
        }
    }
    return out;
}

static void on_end(void *context, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri)
{
    struct xml_reader *r = context;
    (void)prefix, (void)uri;
    const bool is_key = strcmp((const char *)local, "key") == 0;
    if (is_key) {
        fg_buf_clear(&r->key);
        fg_buf_add(&r->key, fg_sv_trim(fg_buf_sv(&r->text)));
    } else if (r->page && r->depth == r->members) {
        const size_t which = number_of(fg_buf_sv(&r->key));
        if (which == DATA && r->text.n)
            r->text.n = undo_base64(r->text.p, r->text.n);
        if (which < WANTED)
            r->page->of[which] = fg_arena_sv(r->arena, fg_buf_sv(&r->text));
    } else if (r->depth < r->members) {
        r->page = NULL;
    }
    r->in_frames &= r->depth != TOP;
    r->depth--;
}

static bool read_xml(struct fg_sv bytes, fg_arena *arena, struct web_archive *out)
{
    const xmlSAXHandler sax = {.startElementNs = on_start, .endElementNs = on_end,
                               .characters = on_text};
    struct xml_reader r = {.arena = arena, .archive = out};
    fg_xml_parse(bytes, &sax, &r);
    fg_buf_free(&r.text);
    fg_buf_free(&r.key);
    return out->main.of[DATA].n > 0;
}

/* ---- both ---- */

bool fg_told_webarchive(struct fg_sv s)
{
    const struct fg_sv head = fg_sv_sub(s, 0, 4096);
    if (fg_sv_starts(s, FG_SV("bplist0")))
        return true;
    return fg_sv_starts(s, FG_SV("<?xml")) && fg_sv_eq(fg_xml_root(head), FG_SV("plist")) &&
           fg_sv_find(head, FG_SV("<key>Web")) != SIZE_MAX;
}

static struct fg_sv type_of(const struct page *page, fg_arena *arena)
{
    struct fg_buf type = {0};
    fg_buf_addf(&type, "%.*s; charset=%.*s", FG_SV_ARG(page->of[TYPE]),
                FG_SV_ARG(page->of[ENCODING]));
    const struct fg_sv out = fg_arena_sv(arena, fg_buf_sv(&type));
    fg_buf_free(&type);
    return out;
}

/* The page says its frames' addresses as it was written: whole, or from its own host on. */
static struct fg_sv find_frame(void *into, fg_arena *arena, struct fg_sv src)
{
    struct web_archive *a = into;
    struct fg_sv text = {0};
    for (size_t i = 0; i < a->n_frames; i++) {
        const struct page frame = a->frames[i];
        if (!frame.of[DATA].n || !src.n || !fg_sv_ends(frame.of[URL], src))
            continue;
        a->frames[i].of[DATA].n = 0; /* each is put in once */
        if (fg_decode(frame.of[DATA], type_of(&frame, arena), arena, &text, NULL) == FG_OK)
            return text;
    }
    return (struct fg_sv){0};
}

/* The page with its frames, in UTF-8. */
static bool put_frames(struct web_archive *a, fg_arena *arena, struct fg_sv *page)
{
    struct fg_frames frames = {.arena = arena, .find = find_frame, .into = a};
    struct fg_buf whole = {0};
    struct fg_sv text;
    if (fg_decode(a->main.of[DATA], type_of(&a->main, arena), arena, &text, NULL) == FG_OK)
        fg_frames_put(&frames, text, &whole);
    const bool any = frames.put && !whole.failed;
    if (any)
        *page = fg_arena_sv(arena, fg_buf_sv(&whole));
    fg_buf_free(&whole);
    return any;
}

enum fg_status fg_webarchive_page(struct fg_sv bytes, fg_arena *arena, struct fg_sv *page,
                                  struct fg_sv *content_type, struct fg_sv *url,
                                  struct fg_error *err)
{
    struct web_archive *a = fg_arena_calloc(arena, 1, sizeof *a);
    const bool binary = fg_sv_starts(bytes, FG_SV("bplist0"));
    if (!a)
        return fg_fail_memory(err);
    if (!binary && fg_libxml_load(err) != FG_OK)
        return FG_EREAD;
    if (!(binary ? read_binary(bytes, arena, a) : read_xml(bytes, arena, a)))
        return fg_fail(err, FG_EREAD, "is no web archive with a page in it, or a broken one");
    *page = a->main.of[DATA];
    *url = a->main.of[URL];
    *content_type = a->n_frames && put_frames(a, arena, page)
                        ? FG_SV("text/html; charset=utf-8")
                        : type_of(&a->main, arena);
    return content_type->p ? FG_OK : fg_fail_memory(err);
}
