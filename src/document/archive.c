#include "document/archive.h"

#include "fetch/address.h"

#include <dirent.h>
#include <jansson.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LONGEST_NAME = 96, MOST_COPIES = 100 };

struct archive {
    const char *dir;
    char about[4096];            /* the hidden folder */
    const struct fg_reply *reply;
    const struct fg_posting *posting;
    fg_arena *arena;
    struct fg_sv identity;       /* key or canonical address */
    char sha256[65];
};

/* ---- names ---- */

/* Letters and digits of any script; what stands between becomes one hyphen. */
static void add_words(struct fg_buf *out, struct fg_sv s)
{
    for (size_t i = 0; i < s.n && out->n < LONGEST_NAME;) {
        const size_t from = i;
        const uint32_t cp = fg_utf8_next(s, &i);
        if (fg_cp_is_letter(cp) || fg_cp_is_digit(cp))
            fg_buf_add(out, fg_sv_sub(s, from, i - from));
        else if (out->n && out->p[out->n - 1] != '-')
            fg_buf_addc(out, '-');
    }
    if (out->n && out->p[out->n - 1] != '-')
        fg_buf_addc(out, '-');
}

/* company-title-DATE, and -2 where that is taken. */
static struct fg_sv base_name(const struct archive *a, unsigned copy)
{
    struct fg_buf b = {0};
    add_words(&b, a->posting->company);
    add_words(&b, a->posting->title);
    if (!b.n)
        fg_buf_addz(&b, "posting-");
    fg_buf_add(&b, fg_sv_sub(a->reply->fetched_at, 0, 10));
    if (copy > 1)
        fg_buf_addf(&b, "-%u", copy);
    const struct fg_sv name = fg_arena_sv(a->arena, fg_buf_sv(&b));
    fg_buf_free(&b);
    return name;
}

static const char *ending_of(const struct fg_reply *reply)
{
    static const struct {
        const char *begins, *ending;
    } magic[] = {{"%PDF-", ".pdf"}, {"PK\3\4", ".docx"}, {"{\\rtf", ".rtf"}, {"{", ".json"},
                 {"[", ".json"},    {"<?xml", ".xml"},   {"<", ".html"}};
    const struct fg_sv s = fg_sv_trim(reply->bytes);
    for (size_t i = 0; i < sizeof magic / sizeof *magic; i++)
        if (fg_sv_starts(s, fg_sv_of(magic[i].begins)))
            return magic[i].ending;
    return fg_sv_find_nocase(reply->content_type, FG_SV("html")) != SIZE_MAX ? ".html" : ".txt";
}

static struct fg_sv path_of(const struct archive *a, const char *dir, struct fg_sv name,
                            const char *ending)
{
    struct fg_buf b = {0};
    fg_buf_addf(&b, "%s/%.*s%s", dir, FG_SV_ARG(name), ending);
    const struct fg_sv path = fg_arena_sv(a->arena, fg_buf_sv(&b));
    fg_buf_free(&b);
    return path;
}

static struct fg_sv free_name(const struct archive *a)
{
    for (unsigned copy = 1; copy < MOST_COPIES; copy++) {
        const struct fg_sv name = base_name(a, copy);
        const struct fg_sv about = path_of(a, a->about, name, ".json");
        if (!name.p || !about.p || access(about.p, F_OK) != 0)
            return name;
    }
    return base_name(a, MOST_COPIES);
}

/* ---- the copy before ---- */

static struct fg_sv text_of(const json_t *about, const char *key)
{
    return fg_sv_of(json_string_value(json_object_get(about, key)));
}

static json_t *read_about(const struct archive *a, const char *name)
{
    struct fg_buf b = {.ceiling = (size_t)16 << 20};
    char path[8192];
    json_t *about = NULL;
    if (fg_path_join(path, sizeof path, a->about, name) && fg_read_file(path, &b, NULL) == FG_OK)
        about = json_loadb(b.p ? b.p : "", b.n, 0, NULL);
    fg_buf_free(&b);
    return about;
}

/* Of two copies of one second the later one has the higher number: "cook-9", "cook-10". */
static int by_time(const json_t *a, struct fg_sv name_a, const json_t *b, struct fg_sv name_b)
{
    const int time = fg_sv_cmp(text_of(a, "fetched_at"), text_of(b, "fetched_at"));
    if (time || name_a.n != name_b.n)
        return time ? time : name_a.n < name_b.n ? -1 : 1;
    return fg_sv_cmp(name_a, name_b);
}

/* The latest copy of the posting; NULL: there is none. Free with json_decref(). */
static json_t *latest(const struct archive *a)
{
    char best_name[NAME_MAX + 1] = "";
    json_t *best = NULL;
    DIR *d = opendir(a->about);
    const struct dirent *e;
    while (d && (e = readdir(d))) {
        json_t *about = fg_sv_ends(fg_sv_of(e->d_name), FG_SV(".json"))
                            ? read_about(a, e->d_name)
                            : NULL;
        const bool same = about && fg_sv_eq(text_of(about, "identity"), a->identity);
        if (!same || (best && by_time(about, fg_sv_of(e->d_name), best, fg_sv_of(best_name)) < 0)) {
            json_decref(about);
            continue;
        }
        json_decref(best);
        best = about;
        snprintf(best_name, sizeof best_name, "%s", e->d_name);
    }
    if (d)
        closedir(d);
    return best;
}

static bool has_requirement(const struct fg_posting *p, struct fg_sv text)
{
    for (size_t i = 0; i < p->n_requirements; i++)
        if (fg_sv_eq(p->requirements[i].text, text))
            return true;
    return false;
}

static bool had_requirement(const json_t *list, struct fg_sv text)
{
    for (size_t i = 0; i < json_array_size(list); i++)
        if (fg_sv_eq(fg_sv_of(json_string_value(json_array_get(list, i))), text))
            return true;
    return false;
}

static void compare(const struct archive *a, const json_t *before, struct fg_archive_result *out)
{
    const json_t *list = json_object_get(before, "requirements");
    for (size_t i = 0; i < json_array_size(list); i++) {
        const struct fg_sv text = fg_sv_of(json_string_value(json_array_get(list, i)));
        struct fg_sv *slot = has_requirement(a->posting, text) ? NULL
                                                               : fg_vec_add(a->arena, &out->gone);
        if (slot)
            *slot = fg_arena_sv(a->arena, text);
    }
    for (size_t i = 0; i < a->posting->n_requirements; i++) {
        const struct fg_sv text = a->posting->requirements[i].text;
        struct fg_sv *slot = had_requirement(list, text) ? NULL
                                                         : fg_vec_add(a->arena, &out->come);
        if (slot)
            *slot = text;
    }
    const bool same_bytes = fg_sv_eq(text_of(before, "sha256"), fg_sv_of(a->sha256));
    out->before = fg_arena_sv(a->arena, fg_sv_sub(text_of(before, "fetched_at"), 0, 10));
    out->what = out->gone.n || out->come.n ? FG_ARCHIVED_CHANGED
                : same_bytes               ? FG_ARCHIVED_SAME
                                           : FG_ARCHIVED_REWORDED;
    out->file = fg_arena_sv(a->arena, text_of(before, "file"));
}

/* ---- writing ---- */

static void write_headers(struct fg_json *j, struct fg_sv headers)
{
    struct fg_sv line, name;
    fg_json_open(j, '{');
    while (fg_sv_next(&headers, '\n', &line)) {
        char key[128];
        if (!fg_sv_next(&line, ':', &name) || !name.n || fg_utf8_valid(line) < line.n)
            continue;
        snprintf(key, sizeof key, "%.*s", FG_SV_ARG(name));
        fg_json_key(j, key);
        fg_json_string(j, fg_sv_trim(line));
    }
    fg_json_close(j, '}');
}

static void write_requirements(struct fg_json *j, const struct fg_posting *p)
{
    fg_json_open(j, '[');
    for (size_t i = 0; i < p->n_requirements; i++)
        fg_json_string(j, p->requirements[i].text);
    fg_json_close(j, ']');
}

static void write_about(const struct archive *a, struct fg_sv file, struct fg_buf *out)
{
    struct fg_json j = {.out = out, .indent = 1};
    const struct {
        const char *key;
        struct fg_sv value;
    } texts[] = {
        {"schema", FG_SV("fitgap-archive/1")}, {"identity", a->identity},
        {"address", a->reply->url},            {"served_by", a->reply->served_by},
        {"fetched_at", a->reply->fetched_at},  {"sha256", fg_sv_of(a->sha256)},
        {"file", file},                        {"title", a->posting->title},
        {"company", a->posting->company},
    };
    fg_json_open(&j, '{');
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        fg_json_key(&j, texts[i].key);
        fg_json_string_or_null(&j, texts[i].value);
    }
    fg_json_key(&j, "status");
    fg_json_uint(&j, (uint64_t)a->reply->status);
    fg_json_key(&j, "headers");
    write_headers(&j, a->reply->headers);
    fg_json_key(&j, "requirements");
    write_requirements(&j, a->posting);
    fg_json_close(&j, '}');
    fg_buf_addc(out, '\n');
}

static enum fg_status write_all(const struct archive *a, struct fg_archive_result *out,
                                struct fg_error *err)
{
    struct fg_buf about = {0};
    const struct fg_sv name = free_name(a);
    const char *ending = ending_of(a->reply);
    const struct fg_sv file = path_of(a, a->dir, name, ending);
    const struct fg_sv text = path_of(a, a->about, name, ".txt");
    const struct fg_sv json = path_of(a, a->about, name, ".json");
    out->file = fg_sv_sub(file, strlen(a->dir) + 1, SIZE_MAX);
    write_about(a, out->file, &about);
    enum fg_status status = fg_arena_failed(a->arena) || about.failed ? fg_fail_memory(err)
                                                                      : FG_OK;
    if (status == FG_OK)
        status = fg_write_file(file.p, a->reply->bytes, err);
    if (status == FG_OK)
        status = fg_write_file(text.p, a->posting->text, err);
    if (status == FG_OK) /* last: what it tells of is there */
        status = fg_write_file(json.p, fg_buf_sv(&about), err);
    fg_buf_free(&about);
    return status;
}

/* What makes two copies the same posting: the board's key where one posting came,
 * else the posting's own address. */
static struct fg_sv identity(const struct fg_reply *reply, const struct fg_posting *posting,
                             fg_arena *arena)
{
    struct fg_address a;
    const bool many = reply->answer && reply->answer->many;
    if (reply->key.n && !many)
        return reply->key;
    const struct fg_sv url = many && posting->source.url.n ? posting->source.url : reply->url;
    return fg_address_parse(url, arena, &a, NULL) == FG_OK ? fg_address_canonical(&a, arena)
                                                           : url;
}

enum fg_status fg_archive_put(const char *dir, const struct fg_reply *reply,
                              const struct fg_posting *posting, fg_arena *arena,
                              struct fg_archive_result *out, struct fg_error *err)
{
    struct archive a = {.dir = dir, .reply = reply, .posting = posting, .arena = arena};
    *out = (struct fg_archive_result){.what = FG_ARCHIVED_NEW};
    if (!fg_path_join(a.about, sizeof a.about, dir, ".fitgap"))
        return fg_fail_at(err, FG_EIO, dir, 0, 0, "the name is too long");
    const enum fg_status status = fg_make_dirs(a.about, err);
    if (status != FG_OK)
        return status;
    a.identity = identity(reply, posting, arena);
    fg_sha256_hex(reply->bytes, a.sha256);
    json_t *before = latest(&a);
    if (before)
        compare(&a, before, out);
    json_decref(before);
    return out->what == FG_ARCHIVED_SAME ? FG_OK : write_all(&a, out, err);
}
