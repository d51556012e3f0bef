#include "rules/image.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* Digest of the sources of base/ and rules/, by the Makefile: whatever changes there,
 * be it a structure or what a word is folded to, makes older images unreadable. */
#ifndef FG_CODE_STAMP
#error "FG_CODE_STAMP is not set"
#endif

enum {
    PAGE = 4096,
    WORD = sizeof(uintptr_t),
    BITS = 64,                    /* for so many words in each uint64_t */
    LARGEST_PART = 256 * 1024 * 1024
};

static const char magic[16] = "fitgap rules 1\n";

/* At `at` in the file: the memory (`n` bytes, a multiple of 16), then a bit for each of
 * its words, 1: a pointer. */
struct part {
    char name[FG_IMAGE_PART_NAME];
    uint64_t at, n;
    struct fg_fingerprint sum; /* of memory and bits */
};

/* The file begins with this and the sources; parts follow, each on a page of its own. */
struct head {
    char magic[sizeof magic];
    char stamp[64];
    uint64_t size;             /* of the whole file */
    uint64_t word;             /* byte order and size of a pointer */
    uint64_t n_parts, n_sources;
    fg_sha256 digest;          /* of the sources, not ended */
    struct part parts[FG_IMAGE_PARTS];
    struct fg_fingerprint sum; /* of head and sources, zero while it is taken */
};

struct fg_image {
    char *bytes;
    struct head head;
    bool ready[FG_IMAGE_PARTS];
    struct fg_rules_sources sources;
};

/* Asked for as the file's address: far from where programs, heaps and libraries are put
 * on 64-bit systems, sanitizers' shadows as well. Where it is no address at all the
 * system chooses one. */
static const uintptr_t wanted = (uintptr_t)UINT64_C(0x200000000000);

static const uint64_t own_word = UINT64_C(0x0102030405060700) + sizeof(void *);

static size_t bits_size(uint64_t n)
{
    return (size_t)((n / WORD + BITS - 1) / BITS) * sizeof(uint64_t);
}

static struct fg_fingerprint sum_of_head(const struct head *head,
                                         const struct fg_rules_source *sources)
{
    struct head h = *head;
    struct fg_fingerprint both[2];
    memset(&h.sum, 0, sizeof h.sum);
    both[0] = fg_fingerprint((struct fg_sv){(const char *)&h, sizeof h});
    both[1] = fg_fingerprint(
        (struct fg_sv){(const char *)sources, (size_t)h.n_sources * sizeof *sources});
    return fg_fingerprint((struct fg_sv){(const char *)both, sizeof both});
}

/* ---- reading ---- */

static enum fg_image_state check_head(const struct head *h, const char *bytes, size_t size)
{
    if (memcmp(h->magic, magic, sizeof magic) != 0)
        return FG_IMAGE_DAMAGED;
    if (memcmp(h->stamp, FG_CODE_STAMP, sizeof h->stamp) != 0 || h->word != own_word)
        return FG_IMAGE_OTHER_PROGRAM;
    if (h->size != size || h->n_parts > FG_IMAGE_PARTS ||
        h->n_sources > (size - sizeof *h) / sizeof(struct fg_rules_source))
        return FG_IMAGE_DAMAGED;
    return fg_fingerprint_eq(sum_of_head(h, (const void *)(bytes + sizeof *h)), h->sum)
               ? FG_IMAGE_GOOD
               : FG_IMAGE_DAMAGED;
}

static enum fg_image_state take(char *bytes, size_t size, fg_image **out)
{
    struct fg_image *i = calloc(1, sizeof *i);
    if (!i)
        return FG_IMAGE_NONE;
    memcpy(&i->head, bytes, sizeof i->head);
    const enum fg_image_state state = check_head(&i->head, bytes, size);
    if (state == FG_IMAGE_GOOD)
        i->sources = (struct fg_rules_sources){(const void *)(bytes + sizeof i->head),
                                         (size_t)i->head.n_sources,
                                         calloc((size_t)i->head.n_sources + 1, sizeof(bool))};
    if (state != FG_IMAGE_GOOD || !i->sources.same) {
        free(i);
        return state == FG_IMAGE_GOOD ? FG_IMAGE_NONE : state;
    }
    i->bytes = bytes;
    *out = i;
    return state;
}

enum fg_image_state fg_image_open(const char *path, fg_image **out)
{
    struct stat st;
    *out = NULL;
    const int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return FG_IMAGE_NONE;
    char *bytes = MAP_FAILED;
    const bool large = fstat(fd, &st) == 0 && st.st_size >= (off_t)sizeof(struct head);
    if (large)
        bytes =
            mmap((void *)wanted, (size_t)st.st_size, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0);
    close(fd);
    if (bytes == MAP_FAILED)
        return large ? FG_IMAGE_NONE : FG_IMAGE_DAMAGED;
    const enum fg_image_state state = take(bytes, (size_t)st.st_size, out);
    if (state != FG_IMAGE_GOOD)
        munmap(bytes, (size_t)st.st_size);
    return state;
}

void fg_image_close(fg_image *image)
{
    if (!image)
        return;
    munmap(image->bytes, (size_t)image->head.size);
    free(image->sources.same);
    free(image);
}

/* Adds to each pointer how far from its wanted address the file is. */
static void shift(char *memory, uint64_t n, const char *bits, uintptr_t by)
{
    for (uint64_t i = 0; i < n / WORD; i += BITS) {
        uint64_t set;
        memcpy(&set, bits + i / BITS * sizeof set, sizeof set);
        for (; set; set &= set - 1) {
            char *at = memory + (i + (unsigned)__builtin_ctzll(set)) * WORD;
            uintptr_t to;
            memcpy(&to, at, WORD);
            to += by;
            memcpy(at, &to, WORD);
        }
    }
}

static bool is_whole(const struct fg_image *image, const struct part *p)
{
    const uint64_t size = image->head.size;
    if (p->n > LARGEST_PART || p->at > size || p->n + bits_size(p->n) > size - p->at)
        return false;
    const struct fg_sv bytes = {image->bytes + p->at, (size_t)p->n + bits_size(p->n)};
    return fg_fingerprint_eq(fg_fingerprint(bytes), p->sum);
}

void *fg_image_part(fg_image *image, const char *name)
{
    for (size_t i = 0; i < image->head.n_parts; i++) {
        const struct part *p = &image->head.parts[i];
        char *memory = image->bytes + p->at;
        if (strncmp(p->name, name, sizeof p->name) != 0)
            continue;
        if (!image->ready[i] && !is_whole(image, p))
            return NULL;
        if (!image->ready[i] && (uintptr_t)image->bytes != wanted)
            shift(memory, p->n, memory + p->n, (uintptr_t)image->bytes - wanted);
        image->ready[i] = true;
        return memory;
    }
    return NULL;
}

struct fg_rules_sources *fg_image_sources(fg_image *image)
{
    return &image->sources;
}

fg_sha256 fg_image_digest(const fg_image *image)
{
    return image->head.digest;
}

/* ---- writing ---- */

static struct head *head_of(const struct fg_image_writer *w)
{
    return (struct head *)(void *)w->out->p;
}

static void fill_page(struct fg_buf *out)
{
    static const char zeros[PAGE];
    fg_buf_add(out, (struct fg_sv){zeros, (PAGE - out->n % PAGE) % PAGE});
}

enum fg_status fg_image_begin(struct fg_image_writer *w, struct fg_error *err)
{
    struct head h = {.word = own_word, .n_sources = w->sources->n, .digest = w->digest};
    memcpy(h.magic, magic, sizeof magic);
    memcpy(h.stamp, FG_CODE_STAMP, sizeof h.stamp);
    fg_buf_add(w->out, (struct fg_sv){(const char *)&h, sizeof h});
    fg_buf_add(w->out, (struct fg_sv){(const char *)w->sources->at,
                                      w->sources->n * sizeof *w->sources->at});
    return w->out->failed ? fg_fail_memory(err) : FG_OK;
}

/* One of the two memories a part is built in. */
struct site {
    char *memory;
    fg_arena *arena;
};

static enum fg_status build_at(struct site *s, fg_image_builder *build, void *from,
                               struct fg_error *err)
{
    s->memory = mmap(NULL, LARGEST_PART, PROT_READ | PROT_WRITE,
                     MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (s->memory == MAP_FAILED || !(s->arena = fg_arena_within(s->memory, LARGEST_PART)))
        return fg_fail_memory(err);
    return build(from, s->arena, err);
}

static void leave(struct site *s)
{
    if (s->memory && s->memory != MAP_FAILED)
        munmap(s->memory, LARGEST_PART);
    fg_arena_free(s->arena);
}

/* Makes the pointers of `a` those of a part that lies at `to`, and notes where they are.
 * False for a word that is neither the same in both nor a pointer. */
static bool move(struct site *a, const struct site *b, size_t n, uintptr_t to, uint64_t *bits)
{
    for (size_t i = 0; i < n / WORD; i++) {
        uintptr_t x, y;
        memcpy(&x, a->memory + i * WORD, WORD);
        memcpy(&y, b->memory + i * WORD, WORD);
        if (x == y)
            continue;
        const uintptr_t offset = x - (uintptr_t)a->memory;
        if (offset != y - (uintptr_t)b->memory || offset > n)
            return false;
        memcpy(a->memory + i * WORD, &(uintptr_t){to + offset}, WORD);
        bits[i / BITS] |= UINT64_C(1) << i % BITS;
    }
    return true;
}

static enum fg_status add_part(struct fg_image_writer *w, const char *name, struct site sites[2],
                               struct fg_error *err)
{
    const size_t n = fg_arena_used(sites[0].arena);
    struct part p = {.n = n};
    snprintf(p.name, sizeof p.name, "%s", name);
    uint64_t *bits = calloc(bits_size(n) + 1, 1);
    if (!bits)
        return fg_fail_memory(err);
    fill_page(w->out);
    p.at = w->out->n;
    const bool same = fg_arena_used(sites[1].arena) == n &&
                      move(&sites[0], &sites[1], n, wanted + p.at, bits);
    fg_buf_add(w->out, (struct fg_sv){sites[0].memory, n});
    fg_buf_add(w->out, (struct fg_sv){(const char *)bits, bits_size(n)});
    free(bits);
    if (!same || w->out->failed || head_of(w)->n_parts == FG_IMAGE_PARTS)
        return fg_fail(err, FG_ELIMIT, "'%s' can't be put into an image: %s", name,
                       same ? "too much" : "built twice, it is not the same twice");
    p.sum = fg_fingerprint((struct fg_sv){w->out->p + p.at, n + bits_size(n)});
    head_of(w)->parts[head_of(w)->n_parts++] = p;
    return FG_OK;
}

enum fg_status fg_image_add(struct fg_image_writer *w, const char *name, fg_image_builder *build,
                            void *from, struct fg_error *err)
{
    struct site sites[2] = {{0}};
    enum fg_status status = FG_OK;
    for (size_t i = 0; status == FG_OK && i < 2; i++)
        status = build_at(&sites[i], build, from, err);
    if (status == FG_OK)
        status = add_part(w, name, sites, err);
    for (size_t i = 0; i < 2; i++)
        leave(&sites[i]);
    return status;
}

enum fg_status fg_image_end(struct fg_image_writer *w, struct fg_error *err)
{
    fill_page(w->out);
    if (w->out->failed)
        return fg_fail(err, FG_ELIMIT, "the image is too large");
    struct head *h = head_of(w);
    h->size = w->out->n;
    h->sum = sum_of_head(h, w->sources->at);
    return FG_OK;
}
