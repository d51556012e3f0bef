/* posting.c - bytes of any kind through fg_container_each(), fg_document_read() and
 * fg_extract().
 *
 * With libFuzzer (clang -fsanitize=fuzzer,address -DFG_LIBFUZZER) it is a target like
 * any other. Alone it replays: `posting SEED... [-n MUTATIONS]` reads every seed as it
 * is, then mutations of them by a generator of its own, the same on every run. What
 * holds for any input is asserted: statuses, well-formed text, true offsets. A file
 * that once broke something belongs into seeds/. */
#include "../with_rules.h"

#include "document/container.h"

#include <assert.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

enum { LARGEST = 1024 * 1024, SECONDS = 20 };

static fg_rules *rules;
static fg_scratch *scratch;
static fg_arena *arena;

static void check_well_formed(struct fg_sv s)
{
    assert(fg_utf8_valid(s) == s.n);
}

static void check_text(struct fg_sv s)
{
    check_well_formed(s);
    for (size_t i = 0; i < s.n;)
        assert(!fg_cp_is_control(fg_utf8_next(s, &i)));
}

static void check_posting(const struct fg_posting *p)
{
    check_well_formed(p->title);
    check_well_formed(p->company);
    check_well_formed(p->location);
    assert((p->page == FG_PAGE_POSTING) == (p->n_requirements > 0));
    for (size_t i = 0; i < p->n_requirements; i++) {
        const struct fg_requirement *r = &p->requirements[i];
        check_text(r->text);
        assert(r->text.n > 0);
        assert(fg_sv_eq(fg_sv_sub(p->text, r->at.at, r->at.n), r->text));
        for (size_t k = 0; k < r->n_skills; k++) {
            const struct fg_mention *m = &r->skills[k];
            assert(fg_sv_eq(fg_sv_sub(r->text, m->at.at, m->at.n), m->surface));
        }
    }
    for (size_t i = 0; i < p->n_duties; i++)
        check_text(p->duties[i].text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
static void check_document(struct fg_sv bytes, struct fg_sv content_type)
{
    const struct fg_input input = {.bytes = bytes, .name = FG_SV("fuzz"),
                                   .content_type = content_type};
    struct fg_document *documents;
    struct fg_error err = {0};
    size_t n = 0;
    fg_arena_reset(arena);
    const enum fg_status status = fg_document_read(rules, &input, arena, &documents, &n, &err);
    assert(status == FG_OK || status == FG_EREAD || status == FG_ELIMIT);
    assert(status == FG_OK ? n > 0 : err.status == status && err.message[0]);
    for (size_t i = 0; i < n; i++) {
        struct fg_posting posting;
        const enum fg_status extracted =
            fg_extract(rules, scratch, &documents[i], arena, &posting, &err);
        assert(extracted == FG_OK || extracted == FG_ELIMIT);
        if (extracted == FG_OK)
            check_posting(&posting);
    }
}

/* What a container holds is read as it is, unless that is all of it, which is read
 * anyway. */
static bool each_member(void *into, const struct fg_member *m)
{
    const struct fg_sv *whole = into;
    assert(m->name.n > 0);
    if (m->problem)
        assert(m->problem->status != FG_OK && m->problem->message[0]);
    else if (!fg_sv_eq(fg_buf_sv(m->bytes), *whole))
        check_document(fg_buf_sv(m->bytes), m->content_type);
    return true;
}

static void check_container(struct fg_sv bytes)
{
    static int fd = -1;
    struct fg_error err = {0};
    if (fd < 0)
        fd = memfd_create("fuzz", 0);
    assert(fd >= 0 && ftruncate(fd, 0) == 0 && lseek(fd, 0, SEEK_SET) == 0);
    assert(pwrite(fd, bytes.p, bytes.n, 0) == (ssize_t)bytes.n);
    const enum fg_status status = fg_container_each(fd, "fuzz", NULL, each_member, &bytes, &err);
    assert(status == FG_OK || status == FG_EREAD || status == FG_ELIMIT);
    assert(status == FG_OK || (err.status == status && err.message[0]));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (!rules) {
        rules = fg_test_rules();
        scratch = fg_scratch_new(rules);
        arena = fg_arena_new(0);
    }
    const struct fg_sv bytes = {(const char *)data, size};
    check_document(bytes, (struct fg_sv){0});
    check_container(bytes);
    return 0;
}

#ifndef FG_LIBFUZZER

/* Source: Marsaglia, "Xorshift RNGs" (2003), 64 bits. */
static uint64_t next_random(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

static const char *const pieces[] = {
    "<li>", "</ul>", "<b>", "<p>", "<br>", "<table><tr><td>", "<script>", "</script>", "<!--", "-->",
    "<div hidden>", "&#x1b;", "&lt;li&gt;", "\xe2\x80\xa2 ", "\xff", "\xc3", "\xe2\x80\xae", "\x1b[2J",
    "\n\n", "Requirements:", "- ", "5+ years ", "# ", "**", "|", "{\"@type\":\"JobPosting\",", "[", "\"",
    "\xef\xbb\xbf", "%PDF-", "PK\3\4", "---\n", "\r\n", "<html lang=xx>", "\\u0000", "]]>", "<![CDATA[",
    "{\\rtf1 ", "\\par ", "\\'e4", "\\u-99?", "{\\listtext ", "\\bin9 ", "<item>", "<job>", "</job>",
    "<?xml version=\"1.0\"?>", "<text:p>", "<text:list-item>", "bplist00", "<key>WebMainResource</key>",
    "\n* ", "\n** ", ":PROPERTIES:\n", ":END:\n", "[[", "]]", "\nFrom x\n", "MIME-Version: 1.0\n",
    "--b\n", "Content-Type: message/rfc822\n\n", "WARC/1.0\r\n", "Content-Length: 9\r\n",
    "Content-Encoding: br\r\n", "HTTP/1.1 200 OK\r\n", "title,description\n", "\x1f\x8b\x08",
};

/* One to eight changes: bytes flipped, cut out, doubled, pieces put in. */
static void mutate(struct fg_buf *b, const struct fg_buf *other, uint64_t *state)
{
    for (uint64_t changes = 1 + next_random(state) % 8; changes; changes--) {
        const size_t at = b->n ? next_random(state) % b->n : 0;
        const size_t n = b->n ? next_random(state) % (b->n - at) % 400 : 0;
        const char *piece = pieces[next_random(state) % (sizeof pieces / sizeof *pieces)];
        struct fg_buf now = {0};
        fg_buf_add(&now, (struct fg_sv){b->p, at});
        switch (next_random(state) % 5) {
        case 0: fg_buf_addc(&now, (char)next_random(state)); break;
        case 1: fg_buf_addz(&now, piece); fg_buf_add(&now, (struct fg_sv){b->p + at, n}); break;
        case 2: break;
        case 3:
            for (int i = 0; i < 2; i++)
                fg_buf_add(&now, (struct fg_sv){b->p + at, n});
            break;
        default: fg_buf_add(&now, fg_sv_sub(fg_buf_sv(other), at % (other->n + 1), n));
        }
        fg_buf_add(&now, fg_sv_sub(fg_buf_sv(b), at + n, b->n));
        fg_buf_free(b);
        *b = now;
    }
}

static void replay(const struct fg_buf *b)
{
    /* in a block of its own size, so that ASan sees a read behind its end */
    uint8_t *bytes = malloc(b->n ? b->n : 1);
    assert(bytes);
    if (b->n)
        memcpy(bytes, b->p, b->n);
    LLVMFuzzerTestOneInput(bytes, b->n);
    free(bytes);
}

static struct fg_buf *read_seeds(char **paths, size_t n)
{
    struct fg_buf *seeds = calloc(n, sizeof *seeds);
    assert(seeds);
    for (size_t i = 0; i < n; i++) {
        struct fg_error err;
        seeds[i].ceiling = LARGEST;
        if (fg_read_file(paths[i], &seeds[i], &err) != FG_OK) {
            fprintf(stderr, "%s: %s\n", err.place, err.message);
            exit(2);
        }
    }
    return seeds;
}

int main(int argc, char **argv)
{
    const time_t start = time(NULL);
    long mutations = 0, done = 0;
    if (argc > 2 && strcmp(argv[1], "-n") == 0) {
        mutations = atol(argv[2]);
        argv += 2, argc -= 2;
    }
    const size_t n = (size_t)argc - 1;
    struct fg_buf *seeds = read_seeds(argv + 1, n);
    uint64_t state = 0x9e3779b97f4a7c15;
    for (size_t i = 0; i < n; i++)
        replay(&seeds[i]);
    for (; n && done < mutations && time(NULL) - start < SECONDS; done++) {
        struct fg_buf b = {0};
        fg_buf_add(&b, fg_buf_sv(&seeds[next_random(&state) % n]));
        mutate(&b, &seeds[next_random(&state) % n], &state);
        replay(&b);
        fg_buf_free(&b);
    }
    printf("%zu seeds, %ld mutations\n", n, done);
    for (size_t i = 0; i < n; i++)
        fg_buf_free(&seeds[i]);
    free(seeds);
    fg_scratch_free(scratch);
    fg_rules_free(rules);
    fg_arena_free(arena);
    return 0;
}

#endif
