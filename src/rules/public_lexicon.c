#include "rules/public_lexicon.h"

#include "rules/csv.h"
#include "rules/yaml.h"

#include <string.h>

enum { LARGEST = 64 * 1024 * 1024, ONET_COLUMNS = FG_TSV_COLUMNS };

/* ---- ESCO: skills CSV ---- */

/* A heading as one word: ESCO's download says preferredLabel, its interface
 * preferred_label. */
static bool is_column(struct fg_sv name, const char *want)
{
    size_t k = 0;
    for (size_t i = 0; i < name.n; i++) {
        if (name.p[i] == '_' || name.p[i] == ' ')
            continue;
        if (fg_lower(name.p[i]) != want[k])
            return false;
        k++;
    }
    return want[k] == '\0';
}

static struct fg_sv column(const struct fg_csv_row *head, const struct fg_csv_row *row,
                           const char *want)
{
    for (size_t i = 0; i < head->n; i++)
        if (is_column(head->field[i], want))
            return i < row->n ? row->field[i] : (struct fg_sv){0};
    return (struct fg_sv){0};
}

/* ESCO divides further labels by line breaks. */
static struct fg_sv lines_to_bars(fg_arena *arena, struct fg_sv s)
{
    char *p = fg_arena_alloc(arena, s.n + 1);
    size_t n = 0;
    for (size_t i = 0; p && i < s.n; i++) {
        const bool bar = s.p[i] == '\n' || s.p[i] == '\r' || s.p[i] == '|';
        if (!bar)
            p[n++] = s.p[i];
        else if (n && p[n - 1] != '|')
            p[n++] = '|';
    }
    return (struct fg_sv){p, p ? n : 0};
}

static enum fg_status read_esco(struct fg_lexicon_build *b, struct fg_sv bytes, const char *path,
                                struct fg_error *err)
{
    struct fg_csv csv = {.rest = bytes, .path = path, .line = 1, .arena = b->arena};
    struct fg_csv_row head, row;
    bool end;
    enum fg_status status = fg_csv_next(&csv, &head, &end, err);
    while (status == FG_OK && (status = fg_csv_next(&csv, &row, &end, err)) == FG_OK && !end) {
        const struct fg_sv name = fg_sv_trim(column(&head, &row, "preferredlabel"));
        if (name.n == 0)
            return fg_fail_at(err, FG_EDATA, path, row.line, 0, "the preferred label is missing");
        const bool knowledge =
            fg_sv_eq(column(&head, &row, "skilltype"), FG_SV("knowledge"));
        status = fg_lexicon_add_public(b, name,
                                       lines_to_bars(b->arena, column(&head, &row, "altlabels")),
                                       knowledge ? FG_SKILL_FIELD : FG_SKILL_METHOD, 0, err);
    }
    return status;
}

/* ---- O*NET: Technology Skills ---- */

static enum fg_status each_onet_row(void *into, const struct fg_tsv_row *row,
                                    struct fg_error *err)
{
    const struct fg_sv name = fg_sv_trim(row->column[1]);
    if (row->line == 1)
        return FG_OK; /* headings */
    if (name.n == 0)
        return fg_tsv_fail(row, row->column[1], err, "the example is missing");
    const bool one_word = !memchr(name.p, ' ', name.n);
    return fg_lexicon_add_public(into, name, (struct fg_sv){0}, FG_SKILL_TOOL,
                                 one_word ? FG_SURFACE_CASE : 0, err);
}

static enum fg_status read_onet(struct fg_lexicon_build *b, struct fg_sv bytes, const char *path,
                                struct fg_error *err)
{
    return fg_tsv_read(bytes, path, ONET_COLUMNS, each_onet_row, b, err);
}

/* ---- GitHub Linguist: languages.yml ---- */

static struct fg_sv aliases_of(const struct fg_yaml *y, struct fy_node *language)
{
    struct fy_node *list = fy_node_mapping_lookup_by_string(language, "aliases", FY_NT), *item;
    struct fg_buf joined = {0};
    void *at = NULL;
    while (list && (item = fy_node_sequence_iterate(list, &at))) {
        if (joined.n)
            fg_buf_addc(&joined, '|');
        fg_buf_add(&joined, fg_yaml_peek(item));
    }
    const struct fg_sv kept = fg_arena_sv(y->arena, fg_buf_sv(&joined));
    fg_buf_free(&joined);
    return kept;
}

/* Many of these languages are everyday words: Clean, Click, Red, Self. */
static enum fg_status read_linguist(struct fg_lexicon_build *b, struct fg_sv bytes,
                                    const char *path, struct fg_error *err)
{
    struct fg_yaml y;
    struct fy_node_pair *pair;
    void *at = NULL;
    enum fg_status status = fg_yaml_open(&y, bytes, path, b->arena, err);
    if (status != FG_OK)
        return status;
    struct fy_node *root = fg_yaml_root(&y);
    if (!root || !fy_node_is_mapping(root))
        status = fg_fail_at(err, FG_EDATA, path, 1, 1, "is no mapping of languages");
    while (status == FG_OK && (pair = fy_node_mapping_iterate(root, &at))) {
        struct fy_node *language = fy_node_pair_value(pair);
        const struct fg_sv name = fg_yaml_peek(fy_node_pair_key(pair));
        if (name.n && fy_node_is_mapping(language))
            status = fg_lexicon_add_public(b, name, aliases_of(&y, language), FG_SKILL_TOOL,
                                           FG_SURFACE_CASE | FG_SURFACE_CONTEXT, err);
    }
    fg_yaml_close(&y);
    return status;
}

/* ---- which it is ---- */

static bool holds(struct fg_sv line, const char *word)
{
    return fg_sv_find_nocase(line, fg_sv_of(word)) != SIZE_MAX;
}

/* The first line that is neither empty nor a comment. */
static struct fg_sv first_line(struct fg_sv bytes)
{
    struct fg_sv line = {0};
    while (bytes.n && fg_sv_next(&bytes, '\n', &line))
        if (fg_sv_trim(line).n && line.p[0] != '#')
            break;
    return fg_sv_trim(line);
}

static enum fg_status read_by_shape(struct fg_lexicon_build *b, struct fg_sv bytes,
                                    const char *path, struct fg_error *err)
{
    const struct fg_sv line = first_line(bytes);
    if (fg_sv_starts(line, FG_SV("O*NET-SOC Code")))
        return read_onet(b, bytes, path, err);
    if (memchr(line.p ? line.p : "", ',', line.n) &&
        (holds(line, "preferredLabel") || holds(line, "preferred_label")))
        return read_esco(b, bytes, path, err);
    if (fg_sv_eq(line, FG_SV("---")) ||
        (fg_sv_ends(line, FG_SV(":")) && !memchr(line.p, '\t', line.n)))
        return read_linguist(b, bytes, path, err);
    return fg_lexicon_read(b, bytes, path, err);
}

enum fg_status fg_public_lexicon_read(struct fg_lexicon_build *b, const char *path,
                                      struct fg_error *err)
{
    struct fg_sv bytes;
    const char *kept = fg_arena_sv(b->arena, fg_sv_of(path)).p;
    enum fg_status status = kept ? fg_read_file_into(path, b->arena, LARGEST, &bytes, err)
                                 : fg_fail_memory(err);
    if (status != FG_OK)
        return status;
    if (fg_sv_starts(bytes, FG_SV("\xef\xbb\xbf")))
        bytes = fg_sv_sub(bytes, 3, bytes.n);
    if (fg_utf8_valid(bytes) < bytes.n)
        return fg_fail_at(err, FG_EDATA, kept, 0, 0, "is not UTF-8");
    return read_by_shape(b, bytes, kept, err);
}
