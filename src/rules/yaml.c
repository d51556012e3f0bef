#include "rules/yaml.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* libfyaml collects what it has against a text; the first complaint is ours. */
static enum fg_status refused(struct fy_diag *diag, const char *path, struct fg_error *err)
{
    void *iterator = NULL;
    const struct fy_diag_error *e = diag ? fy_diag_errors_iterate(diag, &iterator) : NULL;
    if (!e)
        return fg_fail_at(err, FG_EDATA, path, 0, 0, "is no YAML");
    return fg_fail_at(err, FG_EDATA, path, e->line > 0 ? (unsigned)e->line : 0,
                      e->column > 0 ? (unsigned)e->column : 0, "%s", e->msg);
}

/* Counts a node and all below it, an alias as what it stands for; false when that
 * is more than `*left`, or it goes deeper than anyone writes. */
static bool is_within(struct fy_node *node, unsigned depth, size_t *left)
{
    enum { DEEPEST = 64 };
    void *iterator = NULL;
    struct fy_node *item;
    struct fy_node_pair *pair;
    if (!node)
        return true;
    if (depth > DEEPEST || *left == 0)
        return false;
    --*left;
    if (fy_node_is_alias(node))
        return is_within(fy_node_resolve_alias(node), depth + 1, left);
    while (fy_node_is_sequence(node) && (item = fy_node_sequence_iterate(node, &iterator)))
        if (!is_within(item, depth + 1, left))
            return false;
    while (fy_node_is_mapping(node) && (pair = fy_node_mapping_iterate(node, &iterator)))
        if (!is_within(fy_node_pair_key(pair), depth + 1, left) ||
            !is_within(fy_node_pair_value(pair), depth + 1, left))
            return false;
    return true;
}

/* Puts what aliases stand for in their places, where that stays small. */
static enum fg_status resolve(struct fg_yaml *y, struct fy_diag *diag, struct fg_error *err)
{
    size_t left = 1000000;
    if (!is_within(fy_document_root(y->document), 0, &left))
        return fg_fail_at(err, FG_EDATA, y->path, 1, 1, "too much or too deep");
    return fy_document_resolve(y->document) == 0 ? FG_OK : refused(diag, y->path, err);
}

static bool has_errors(struct fy_diag *diag)
{
    void *iterator = NULL;
    return fy_diag_errors_iterate(diag, &iterator) != NULL;
}

static enum fg_status not_utf8(struct fg_sv bytes, size_t bad, const char *path,
                               struct fg_error *err)
{
    unsigned line = 1, column = 1;
    for (size_t i = 0; i < bad; i++) {
        column = bytes.p[i] == '\n' ? 1 : column + ((bytes.p[i] & 0xc0) != 0x80);
        line += bytes.p[i] == '\n';
    }
    return fg_fail_at(err, FG_EDATA, path, line, column, "is not UTF-8 from here on");
}

enum fg_status fg_yaml_open(struct fg_yaml *y, struct fg_sv bytes, const char *path,
                            fg_arena *arena, struct fg_error *err)
{
    struct fy_diag_cfg diag_cfg;
    fy_diag_cfg_default(&diag_cfg);
    diag_cfg.fp = NULL;
    struct fy_diag *diag = fy_diag_create(&diag_cfg);
    if (diag)
        fy_diag_set_collect_errors(diag, true);
    const struct fy_parse_cfg cfg = {
        .flags = FYPCF_QUIET | FYPCF_COLLECT_DIAG | FYPCF_JSON_NONE |
                 FYPCF_DEFAULT_VERSION_1_2,
        .diag = diag,
    };
    *y = (struct fg_yaml){.path = path, .arena = arena};
    const size_t bad = fg_utf8_valid(bytes);
    enum fg_status status = FG_OK;
    if (bad < bytes.n)
        status = not_utf8(bytes, bad, path, err);
    else if (!diag)
        status = fg_fail_memory(err);
    else if (!(y->document = fy_document_build_from_string(&cfg, bytes.p ? bytes.p : "", bytes.n)))
        status = has_errors(diag) ? refused(diag, path, err) : FG_OK; /* nothing but comments */
    else
        status = resolve(y, diag, err);
    if (diag)
        fy_diag_destroy(diag);
    return status;
}

void fg_yaml_close(struct fg_yaml *y)
{
    if (y->document)
        fy_document_destroy(y->document);
    y->document = NULL;
}

struct fy_node *fg_yaml_root(const struct fg_yaml *y)
{
    return y->document ? fy_document_root(y->document) : NULL;
}

/* The first scalar of a node stands where the node begins, or nearly so. */
static struct fy_token *first_token(struct fy_node *node)
{
    void *iterator = NULL;
    while (node && !fy_node_is_scalar(node)) {
        iterator = NULL;
        if (fy_node_is_sequence(node)) {
            node = fy_node_sequence_iterate(node, &iterator);
        } else {
            struct fy_node_pair *pair = fy_node_mapping_iterate(node, &iterator);
            node = pair ? fy_node_pair_key(pair) : NULL;
        }
    }
    return node ? fy_node_get_scalar_token(node) : NULL;
}

static const struct fy_mark *mark_of(struct fy_node *node)
{
    struct fy_token *token = first_token(node);
    return token ? fy_token_start_mark(token) : NULL;
}

unsigned fg_yaml_line(struct fy_node *node)
{
    const struct fy_mark *mark = mark_of(node);
    return mark ? (unsigned)mark->line + 1 : 0;
}

enum fg_status fg_yaml_fail(const struct fg_yaml *y, struct fy_node *at, struct fg_error *err,
                            const char *format, ...)
{
    char message[sizeof err->message];
    va_list args;
    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    const struct fy_mark *mark = mark_of(at);
    return fg_fail_at(err, FG_EDATA, y->path, mark ? (unsigned)mark->line + 1 : 0,
                      mark ? (unsigned)mark->column + 1 : 0, "%s", message);
}

bool fg_yaml_is_text(struct fy_node *node)
{
    return node && fy_node_is_scalar(node);
}

struct fg_sv fg_yaml_peek(struct fy_node *node)
{
    struct fg_sv s = {0};
    if (fg_yaml_is_text(node))
        s.p = fy_node_get_scalar(node, &s.n);
    return s;
}

struct fg_sv fg_yaml_text(const struct fg_yaml *y, struct fy_node *node)
{
    const struct fg_sv s = fg_yaml_peek(node);
    return fg_yaml_is_text(node) ? fg_arena_sv(y->arena, s) : s;
}

bool fg_yaml_number(struct fy_node *node, double *out)
{
    const struct fg_sv s = fg_yaml_peek(node);
    char text[64], *end;
    if (s.n == 0 || s.n >= sizeof text)
        return false;
    memcpy(text, s.p, s.n);
    text[s.n] = '\0';
    *out = strtod(text, &end);
    return *end == '\0' && isfinite(*out);
}

bool fg_yaml_bool(struct fy_node *node, bool *out)
{
    const struct fg_sv s = fg_yaml_peek(node);
    const bool yes = fg_sv_eq_nocase(s, FG_SV("true")) || fg_sv_eq_nocase(s, FG_SV("yes"));
    const bool no = fg_sv_eq_nocase(s, FG_SV("false")) || fg_sv_eq_nocase(s, FG_SV("no"));
    *out = yes;
    return yes || no;
}

static size_t min3(size_t a, size_t b, size_t c)
{
    const size_t ab = a < b ? a : b;
    return ab < c ? ab : c;
}

/* Levenshtein, words of at most 63 bytes. */
static size_t edits(struct fg_sv a, struct fg_sv b)
{
    size_t row[64];
    if (a.n >= 64 || b.n >= 64)
        return SIZE_MAX;
    for (size_t j = 0; j <= b.n; j++)
        row[j] = j;
    for (size_t i = 1; i <= a.n; i++) {
        size_t corner = row[0];
        row[0] = i;
        for (size_t j = 1; j <= b.n; j++) {
            const size_t above = row[j];
            const size_t differs = fg_lower(a.p[i - 1]) != fg_lower(b.p[j - 1]);
            row[j] = min3(above + 1, row[j - 1] + 1, corner + differs);
            corner = above;
        }
    }
    return row[b.n];
}

const char *fg_did_you_mean(struct fg_sv word, const char *const *names, size_t n)
{
    const char *best = NULL;
    size_t least = word.n / 3 + 1;
    for (size_t i = 0; i < n; i++) {
        const size_t d = edits(word, fg_sv_of(names[i]));
        if (d <= least && (!best || d < least)) {
            best = names[i];
            least = d;
        }
    }
    return best;
}

enum fg_status fg_yaml_unknown(const struct fg_yaml *y, struct fy_node *at, const char *what,
                               const char *const *names, size_t n, struct fg_error *err)
{
    const struct fg_sv word = fg_yaml_peek(at);
    const char *meant = fg_did_you_mean(word, names, n);
    if (meant)
        return fg_yaml_fail(y, at, err, "unknown %s '%.*s': did you mean '%s'?", what,
                            FG_SV_ARG(word), meant);
    return fg_yaml_fail(y, at, err, "unknown %s '%.*s'", what, FG_SV_ARG(word));
}

enum fg_status fg_yaml_pairs(const struct fg_yaml *y, struct fy_node *mapping,
                             fg_yaml_pair_reader *read, void *into, struct fg_error *err)
{
    if (!mapping || !fy_node_is_mapping(mapping))
        return fg_yaml_fail(y, mapping, err, "a mapping (key: value) is expected here");
    void *iterator = NULL;
    struct fy_node_pair *pair;
    enum fg_status status = FG_OK;
    while (status == FG_OK && (pair = fy_node_mapping_iterate(mapping, &iterator)))
        status = read(into, y, fy_node_pair_key(pair), fy_node_pair_value(pair), err);
    return status;
}

struct field_reading {
    const struct fg_yaml_field *fields;
    char *into;
};

static enum fg_status unknown_key(const struct fg_yaml *y, struct fy_node *key,
                                  const struct fg_yaml_field *fields, struct fg_error *err)
{
    enum { MOST_KEYS = 64 };
    const char *names[MOST_KEYS];
    size_t n = 0;
    while (n < MOST_KEYS && fields[n].key) {
        names[n] = fields[n].key;
        n++;
    }
    return fg_yaml_unknown(y, key, "key", names, n, err);
}

static enum fg_status read_field(void *into, const struct fg_yaml *y, struct fy_node *key,
                                 struct fy_node *value, struct fg_error *err)
{
    const struct field_reading *r = into;
    const struct fg_sv word = fg_yaml_peek(key);
    for (const struct fg_yaml_field *f = r->fields; f->key; f++)
        if (fg_sv_eq(word, fg_sv_of(f->key)))
            return f->read(r->into + f->at, y, value ? value : key, err);
    return unknown_key(y, key, r->fields, err);
}

enum fg_status fg_yaml_read(const struct fg_yaml *y, struct fy_node *mapping,
                            const struct fg_yaml_field *fields, void *into,
                            struct fg_error *err)
{
    return fg_yaml_pairs(y, mapping, read_field, &(struct field_reading){fields, into}, err);
}

enum fg_status fg_yaml_each(const struct fg_yaml *y, struct fy_node *list, fg_yaml_reader *read,
                            void *into, struct fg_error *err)
{
    if (!list || fy_node_is_mapping(list))
        return fg_yaml_fail(y, list, err, "a list is expected here");
    if (fy_node_is_scalar(list))
        return read(into, y, list, err);
    void *iterator = NULL;
    struct fy_node *item;
    enum fg_status status = FG_OK;
    while (status == FG_OK && (item = fy_node_sequence_iterate(list, &iterator)))
        status = read(into, y, item, err);
    return status;
}
