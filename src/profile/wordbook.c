#include "profile/wordbook.h"

#include "rules/files.h"
#include "rules/tsv.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LONGEST_WORD = 63, SHORTEST_PREFIX = 2, PHRASE_WORDS = 8, IN_DEPTH = 6,
       USUAL_WORDS = 4800 /* of rules/words, so that the map seldom grows */ };

static const char *const cue_names[FG_BOOK_CUES] = {
    "work", "citizen", "clearance", "check", "age", "shifts", "strength", "reside", "driving",
    "licence", "obtain", "related", "equivalent", "remote", "even-basic", "advanced", "travel",
    "sponsor", "supervise", "examples", "studied", "supervised", "under", "attitude",
    "number", "introduces", "or", "and", "leads", "as", "languages", "ends",
    "paper", "unfinished", "expires", "lapsed", "multistate", "class", "rank", "zone", "narrows",
    "setting", "forbids", "little", "knows", "wish", "enrolled", "graduated", "elementary",
};

struct reader {
    struct fg_wordbook *book;
    const struct fg_lexicon *lexicon;
    fg_arena *arena;
    struct fg_tokens tokens;
    struct fg_map regions; /* name -> index */
};

struct fg_sv fg_wordbook_fold(fg_arena *arena, struct fg_sv word)
{
    char folded[LONGEST_WORD + 5];
    size_t n = 0;
    for (size_t i = 0; i < word.n && n < LONGEST_WORD;) {
        if (fg_is_alnum(word.p[i])) { /* nearly all of them */
            folded[n++] = fg_lower(word.p[i++]);
            continue;
        }
        const uint32_t cp = fg_utf8_next(word, &i);
        if (cp != '\'' && cp != 0x2019) /* "driver's" is "drivers" */
            n += fg_cp_fold(cp, folded + n);
    }
    char *p = fg_arena_alloc(arena, n); /* no more than it takes: there are many */
    if (p)
        memcpy(p, folded, n);
    return (struct fg_sv){p, p ? n : 0};
}

/* ---- beginnings of words ---- */

/* The hash of a beginning and one byte more. */
static uint32_t begun(uint32_t before, char c)
{
    return (before ^ (unsigned char)c) * 16777619u;
}

static size_t bit_of(uint32_t hash)
{
    return (hash ^ hash >> 16) % FG_BOOK_BEGINNINGS;
}

static void note_beginning(struct fg_wordbook *book, struct fg_sv pattern)
{
    uint32_t hash = 0;
    for (size_t i = 0; i + 1 < pattern.n; i++)
        hash = begun(hash, pattern.p[i]);
    book->beginnings[bit_of(hash) / 64] |= UINT64_C(1) << bit_of(hash) % 64;
}

/* How much of a word any entry may begin with: lengths, the shortest first. */
static size_t beginnings_of(const struct fg_wordbook *book, struct fg_sv word, unsigned char *out)
{
    uint32_t hash = 0;
    size_t n = 0;
    for (size_t i = 0; i < word.n; i++) {
        hash = begun(hash, word.p[i]);
        out[n] = (unsigned char)(i + 1);
        n += i + 1 >= SHORTEST_PREFIX &&
             (book->beginnings[bit_of(hash) / 64] >> bit_of(hash) % 64 & 1);
    }
    return n;
}

/* ---- reading ---- */

/* Splits a form into words at blanks; `*` stays with its word. */
static size_t split(struct reader *r, struct fg_sv form, struct fg_sv *words)
{
    struct fg_sv word;
    size_t n = 0;
    while (form.n && fg_sv_next(&form, ' ', &word))
        if (word.n && n < PHRASE_WORDS)
            words[n++] = fg_wordbook_fold(r->arena, word);
    return n;
}

static enum fg_status add_form(struct reader *r, const struct fg_tsv_row *row, struct fg_sv form,
                               struct fg_book_entry entry, struct fg_error *err)
{
    struct fg_sv words[PHRASE_WORDS];
    const size_t n = split(r, form, words);
    if (n == 0)
        return fg_tsv_fail(row, form, err, "an empty word: two '|' side by side?");
    struct fg_sv *more = fg_arena_alloc(r->arena, n * sizeof *more);
    uint32_t *slot = fg_map_put(&r->book->first, r->arena, words[0]);
    struct fg_book_entry *e = fg_vec_add(r->arena, &r->book->entries);
    if (!more || !slot || !e)
        return fg_fail_memory(err);
    memcpy(more, words + 1, (n - 1) * sizeof *more);
    *e = entry;
    e->more = more;
    e->n_more = (uint32_t)(n - 1);
    e->next = *slot;
    *slot = (uint32_t)(r->book->entries.n - 1);
    if (words[0].n && words[0].p[words[0].n - 1] == '*')
        note_beginning(r->book, words[0]);
    return FG_OK;
}

static enum fg_status add_forms(struct reader *r, const struct fg_tsv_row *row, size_t column,
                                struct fg_book_entry entry, struct fg_error *err)
{
    struct fg_sv rest = row->column[column], form;
    enum fg_status status = FG_OK;
    while (status == FG_OK && rest.n && fg_sv_next(&rest, '|', &form))
        status = add_form(r, row, form, entry, err);
    return status;
}

static enum fg_status common_row(void *into, const struct fg_tsv_row *row, struct fg_error *err)
{
    char text[16] = "";
    char *end;
    const struct fg_sv s = row->column[0];
    if (s.n && s.n < sizeof text)
        memcpy(text, s.p, s.n);
    const double weight = strtod(text, &end);
    if (!text[0] || *end || weight < 0 || weight > 1)
        return fg_tsv_fail(row, s, err, "'%.*s' is no weight from 0 to 1", FG_SV_ARG(s));
    return add_forms(into, row, 1, (struct fg_book_entry){FG_BOOK_COMMON, 0, weight, NULL, 0, 0},
                     err);
}

/* A row of words under a name: appended to `names`, its index is the entries' id. */
#define NAMED(row, names, id)                                                                \
    const uint32_t id = (uint32_t)(names)->n;                                                \
    struct fg_sv *name = fg_vec_add(r->arena, (names));                                      \
    if (!name)                                                                               \
        return fg_fail_memory(err);                                                          \
    *name = (row)->column[0]

static enum fg_status ring_row(void *into, const struct fg_tsv_row *row, struct fg_error *err)
{
    struct reader *r = into;
    NAMED(row, &r->book->rings, id);
    return add_forms(r, row, 1, (struct fg_book_entry){FG_BOOK_RING, id, 1, NULL, 0, 0}, err);
}

static enum fg_status study_row(void *into, const struct fg_tsv_row *row, struct fg_error *err)
{
    struct reader *r = into;
    NAMED(row, &r->book->studies, id);
    return add_forms(r, row, 1, (struct fg_book_entry){FG_BOOK_STUDY, id, 1, NULL, 0, 0}, err);
}

static enum fg_status add_role(struct reader *r, const struct fg_tsv_row *row, bool is_deed,
                               struct fg_error *err)
{
    const uint32_t id = (uint32_t)r->book->roles.n;
    struct fg_role *role = fg_vec_add(r->arena, &r->book->roles);
    if (!role)
        return fg_fail_memory(err);
    *role = (struct fg_role){
        .name = row->column[0], .parts = row->column[2], .is_deed = is_deed};
    return add_forms(r, row, 1, (struct fg_book_entry){FG_BOOK_ROLE, id, 1, NULL, 0, 0}, err);
}

/* The row "!others" has the words that make the role behind them somebody else's. */
static enum fg_status role_row(void *into, const struct fg_tsv_row *row, struct fg_error *err)
{
    struct reader *r = into;
    if (fg_sv_eq(row->column[0], FG_SV("!others")))
        return add_forms(r, row, 1, (struct fg_book_entry){FG_BOOK_OTHERS, 0, 1, NULL, 0, 0}, err);
    return add_role(r, row, false, err);
}

static enum fg_status deed_row(void *into, const struct fg_tsv_row *row, struct fg_error *err)
{
    return add_role(into, row, true, err);
}

static enum fg_status trait_row(void *into, const struct fg_tsv_row *row, struct fg_error *err)
{
    struct reader *r = into;
    NAMED(row, &r->book->traits, id);
    if (id >= FG_BOOK_TRAITS)
        return fg_tsv_fail(row, row->column[0], err, "more than %d traits", FG_BOOK_TRAITS);
    if (name->n && name->p[0] == '!')
        r->book->unspoken |= UINT64_C(1) << id;
    if (name->n && name->p[0] == '+')
        r->book->by_skills |= UINT64_C(1) << id;
    const enum fg_status status =
        add_forms(r, row, 1, (struct fg_book_entry){FG_BOOK_ASKED, id, 1, NULL, 0, 0}, err);
    if (status != FG_OK)
        return status;
    return add_forms(r, row, 2, (struct fg_book_entry){FG_BOOK_SHOWN, id, 1, NULL, 0, 0}, err);
}

static enum fg_status demand_row(void *into, const struct fg_tsv_row *row, struct fg_error *err)
{
    struct reader *r = into;
    NAMED(row, &r->book->demands, id);
    if (id >= FG_BOOK_DEMANDS)
        return fg_tsv_fail(row, row->column[0], err, "more than %d demands", FG_BOOK_DEMANDS);
    if (name->n && name->p[0] == '@')
        r->book->hours |= UINT32_C(1) << id;
    const enum fg_status status =
        add_forms(r, row, 1, (struct fg_book_entry){FG_BOOK_NEEDED, id, 1, NULL, 0, 0}, err);
    if (status != FG_OK)
        return status;
    return add_forms(r, row, 2, (struct fg_book_entry){FG_BOOK_BORNE, id, 1, NULL, 0, 0}, err);
}

/* "number 3": words for three. */
static bool is_number_row(const struct fg_tsv_row *row, uint32_t *value)
{
    static const char mark[] = "number ";
    return fg_sv_starts(row->column[0], fg_sv_of(mark)) &&
           fg_sv_to_u32(fg_sv_sub(row->column[0], sizeof mark - 1, row->column[0].n), value);
}

static enum fg_status cue_row(void *into, const struct fg_tsv_row *row, struct fg_error *err)
{
    uint32_t value;
    if (is_number_row(row, &value))
        return add_forms(into, row, 1,
                         (struct fg_book_entry){FG_BOOK_NUMBER, value, 1, NULL, 0, 0}, err);
    for (uint32_t i = 0; i < FG_BOOK_CUES; i++)
        if (fg_sv_eq(row->column[0], fg_sv_of(cue_names[i])))
            return add_forms(into, row, 1,
                             (struct fg_book_entry){FG_BOOK_CUE, i, 1, NULL, 0, 0}, err);
    const char *near = fg_did_you_mean(row->column[0], cue_names, FG_BOOK_CUES);
    return fg_tsv_fail(row, row->column[0], err, "no subject '%.*s'%s%s%s",
                       FG_SV_ARG(row->column[0]), near ? ": did you mean '" : "",
                       near ? near : "", near ? "'?" : "");
}

/* ---- regions ---- */

static enum fg_status add_region_name(struct reader *r, const struct fg_tsv_row *row,
                                      struct fg_sv form, uint32_t index, struct fg_error *err)
{
    uint32_t had;
    if (!fg_tokenize(form, &r->tokens))
        return fg_fail_memory(err);
    if (r->tokens.n == 0)
        return fg_tsv_fail(row, form, err, "an empty name");
    if (!fg_phrases_add(&r->book->region_names, r->arena, r->tokens.at, r->tokens.n, index, &had))
        return fg_fail_memory(err);
    if (had != FG_PHRASE_NONE && had != index)
        return fg_tsv_fail(row, form, err, "'%.*s' is another region already", FG_SV_ARG(form));
    return FG_OK;
}

/* "1", "-8|-5" */
static enum fg_status region_hours(const struct fg_tsv_row *row, struct fg_region *region,
                                   struct fg_error *err)
{
    enum { FARTHEST = 14 };
    const struct fg_sv s = row->column[3];
    char text[16] = "", *end = text;
    if (!s.n)
        return FG_OK;
    if (s.n < sizeof text)
        memcpy(text, s.p, s.n);
    region->from = region->to = strtod(text, &end);
    if (end > text && *end == '|')
        region->to = strtod(end + 1, &end);
    region->has_hours = end > text && !*end && region->from <= region->to &&
                        region->from >= -FARTHEST && region->to <= FARTHEST;
    return region->has_hours
               ? FG_OK
               : fg_tsv_fail(row, s, err, "'%.*s' are no hours from UTC", FG_SV_ARG(s));
}

/* What a region lies in must stand above it, so that no circle can be written. */
static enum fg_status region_within(struct reader *r, const struct fg_tsv_row *row,
                                    struct fg_region *region, struct fg_error *err)
{
    struct fg_sv rest = row->column[2], part;
    uint32_t found[8], n = 0;
    region->zone = fg_sv_eq(rest, FG_SV("time zone"));
    if (region->zone)
        rest.n = 0;
    while (rest.n && fg_sv_next(&rest, '|', &part)) {
        const uint32_t outer = fg_map_get(&r->regions, part);
        if (outer == FG_MAP_NONE)
            return fg_tsv_fail(row, part, err, "'%.*s' is no region named above", FG_SV_ARG(part));
        if (n < sizeof found / sizeof *found)
            found[n++] = outer;
    }
    uint32_t *kept = fg_arena_alloc(r->arena, (n + 1) * sizeof *kept);
    if (!kept)
        return fg_fail_memory(err);
    memcpy(kept, found, n * sizeof *kept);
    region->within = kept;
    region->n_within = n;
    return FG_OK;
}

static enum fg_status region_row(void *into, const struct fg_tsv_row *row, struct fg_error *err)
{
    struct reader *r = into;
    const uint32_t index = (uint32_t)r->book->regions.n;
    const bool free = fg_sv_starts(row->column[0], FG_SV("+"));
    struct fg_region region = {.name = fg_sv_sub(row->column[0], free, row->column[0].n),
                               .free = free};
    enum fg_status status = region_within(r, row, &region, err);
    if (status == FG_OK)
        status = region_hours(row, &region, err);
    struct fg_region *slot = status == FG_OK ? fg_vec_add(r->arena, &r->book->regions) : NULL;
    uint32_t *named = slot ? fg_map_put(&r->regions, r->arena, region.name) : NULL;
    if (!named)
        return status == FG_OK ? fg_fail_memory(err) : status;
    *slot = region;
    *named = index;
    struct fg_sv rest = row->column[1], form = region.name;
    do {
        status = add_region_name(r, row, form, index, err);
    } while (status == FG_OK && rest.n && fg_sv_next(&rest, '|', &form));
    return status;
}

/* ---- suites ---- */

/* Names the lexicon does not have (a person may bring their own) are left out. */
static enum fg_status suite_row(void *into, const struct fg_tsv_row *row, struct fg_error *err)
{
    struct reader *r = into;
    const uint32_t suite = fg_lexicon_lookup(r->lexicon, row->column[0], &r->tokens);
    struct fg_sv rest = row->column[1], name;
    while (suite != FG_NO_SKILL && rest.n && fg_sv_next(&rest, '|', &name)) {
        const uint32_t part = fg_lexicon_lookup(r->lexicon, name, &r->tokens);
        if (part == FG_NO_SKILL)
            continue;
        struct fg_suite_part *slot = fg_vec_add(r->arena, &r->book->suites);
        if (!slot)
            return fg_fail_memory(err);
        *slot = (struct fg_suite_part){suite, part};
        r->book->suite_keys |= UINT64_C(1) << suite % 64;
    }
    return FG_OK;
}

bool fg_wordbook_comes_with(const struct fg_wordbook *book, uint32_t known, uint32_t part)
{
    if (!(book->suite_keys >> known % 64 & 1))
        return false;
    for (size_t i = 0; i < book->suites.n; i++)
        if (book->suites.at[i].suite == known && book->suites.at[i].part == part)
            return true;
    return false;
}

static uint32_t *count_families(const struct fg_lexicon *l, fg_arena *arena)
{
    uint32_t *n = fg_arena_calloc(arena, l->skills.n + 1, sizeof *n);
    for (size_t i = 0; n && i < l->skills.n; i++)
        for (uint32_t k = 0; k < l->skills.at[i].n_implies; k++)
            n[l->skills.at[i].implies[k]]++;
    return n;
}

struct word_file {
    const char *file;
    size_t columns;
    enum fg_status (*row)(void *, const struct fg_tsv_row *, struct fg_error *);
};

static enum fg_status read_files(struct reader *r, const char *dir, const struct word_file *files,
                                 size_t n, struct fg_error *err)
{
    enum fg_status status = FG_OK;
    for (size_t i = 0; status == FG_OK && i < n; i++) {
        struct fg_sv bytes;
        char path[4096]; /* where the folder lies is no part of what is built */
        if ((size_t)snprintf(path, sizeof path, "%s/words/%s", dir, files[i].file) >= sizeof path)
            return fg_fail_at(err, FG_EIO, files[i].file, 0, 0, "the name is too long");
        status = fg_read_file_into(path, r->arena, FG_LARGEST_RULES_FILE, &bytes, err);
        if (status == FG_OK)
            status = fg_tsv_read(bytes, path, files[i].columns, files[i].row, r, err);
    }
    fg_tokens_free(&r->tokens);
    return status;
}

/* What stands in the tables alone. */
static enum fg_status read_tables(struct fg_wordbook *book, const char *dir, fg_arena *arena,
                                  struct fg_error *err)
{
    static const struct word_file files[] = {
        {"common.tsv", 2, common_row}, {"alike.tsv", 2, ring_row},  {"traits.tsv", 3, trait_row},
        {"studies.tsv", 2, study_row}, {"cues.tsv", 2, cue_row},    {"regions.tsv", 4, region_row},
        {"roles.tsv", 3, role_row},    {"deeds.tsv", 3, deed_row},  {"demands.tsv", 3, demand_row},
    };
    struct reader r = {.book = book, .arena = arena};
    if (!fg_map_reserve(&book->first, arena, USUAL_WORDS))
        return fg_fail_memory(err);
    return read_files(&r, dir, files, sizeof files / sizeof *files, err);
}

/* What the lexicon has to say to them, a person's own words in it. */
static enum fg_status look_up(struct fg_wordbook *book, const fg_rules *rules, fg_arena *arena,
                              struct fg_error *err)
{
    static const struct word_file suites = {"suites.tsv", 2, suite_row};
    struct reader r = {.book = book, .lexicon = fg_rules_lexicon(rules), .arena = arena};
    book->families = count_families(r.lexicon, arena);
    return book->families ? read_files(&r, fg_rules_dir(rules), &suites, 1, err)
                          : fg_fail_memory(err);
}

enum fg_status fg_wordbook_build(void *dir, fg_arena *arena, struct fg_error *err)
{
    struct fg_wordbook *book = fg_arena_calloc(arena, 1, sizeof *book);
    return book ? read_tables(book, dir, arena, err) : fg_fail_memory(err);
}

/* Roles are looked up one by one, so they are the reader's own. */
static enum fg_status take_kept(struct fg_wordbook *book, const struct fg_wordbook *kept,
                                fg_arena *arena, struct fg_error *err)
{
    *book = *kept;
    const size_t size = kept->roles.n * sizeof *kept->roles.at;
    book->roles.at = fg_arena_alloc(arena, size + 1);
    if (!book->roles.at)
        return fg_fail_memory(err);
    if (size)
        memcpy(book->roles.at, kept->roles.at, size);
    book->roles.cap = kept->roles.n;
    return FG_OK;
}

enum fg_status fg_wordbook_read(struct fg_wordbook *book, const fg_rules *rules, fg_arena *arena,
                                struct fg_error *err)
{
    const struct fg_wordbook *kept = fg_rules_words_kept(rules);
    const enum fg_status status = kept ? take_kept(book, kept, arena, err)
                                       : read_tables(book, fg_rules_dir(rules), arena, err);
    return status == FG_OK ? look_up(book, rules, arena, err) : status;
}

/* ---- looking up ---- */

/* Whether a word is what a pattern says, with or without an ending. */
static bool fits(struct fg_sv pattern, struct fg_sv word)
{
    if (pattern.n && pattern.p[pattern.n - 1] == '*')
        return fg_sv_starts(word, (struct fg_sv){pattern.p, pattern.n - 1});
    return fg_sv_eq(pattern, word);
}

static bool phrase_fits(const struct fg_book_entry *e, struct fg_book_words words, size_t i)
{
    if (i + e->n_more >= words.n)
        return false;
    for (uint32_t k = 0; k < e->n_more; k++)
        if (!fits(e->more[k], words.at[i + 1 + k]))
            return false;
    return true;
}

static void each_of(const struct fg_wordbook *book, struct fg_sv key, struct fg_book_words words,
                    size_t i, void (*each)(void *, const struct fg_book_entry *, size_t),
                    void *into)
{
    uint32_t index = fg_map_get(&book->first, key);
    for (; index != FG_MAP_NONE; index = book->entries.at[index].next) {
        const struct fg_book_entry *e = &book->entries.at[index];
        if (e->n_more == 0 || phrase_fits(e, words, i))
            each(into, e, 1 + (size_t)e->n_more);
    }
}

void fg_wordbook_at(const struct fg_wordbook *book, struct fg_book_words words, size_t i,
                    void (*each)(void *into, const struct fg_book_entry *entry, size_t n),
                    void *into)
{
    const struct fg_sv word = words.at[i];
    char key[LONGEST_WORD + 8];
    if (word.n == 0 || word.n > LONGEST_WORD + 4)
        return;
    each_of(book, word, words, i, each, into);
    unsigned char lengths[sizeof key];
    for (size_t k = beginnings_of(book, word, lengths); k-- > 0;) {
        const size_t n = lengths[k];
        memcpy(key, word.p, n);
        key[n] = '*';
        each_of(book, (struct fg_sv){key, n + 1}, words, i, each, into);
    }
}

/* ---- roles ---- */

struct naming {
    struct fg_wordbook *book;
    const struct fg_lexicon *lexicon;
    struct fg_tokens *scratch;
    fg_arena *arena;
    bool failed;
};

static void prepare_role(void *into, const struct fg_book_entry *e, size_t n)
{
    struct naming *p = into;
    (void)n;
    if (e->table == FG_BOOK_ROLE)
        p->failed |= !fg_role_prepare(&p->book->roles.at[e->id], p->lexicon, p->scratch, p->arena);
}

bool fg_wordbook_prepare(struct fg_wordbook *book, const struct fg_lexicon *lexicon,
                         struct fg_sv text, struct fg_tokens *scratch, fg_arena *arena)
{
    if (!fg_tokenize(text, scratch))
        return false;
    const size_t words = scratch->n;
    struct fg_sv *folded = fg_arena_alloc(arena, (words + 1) * sizeof *folded);
    struct naming p = {book, lexicon, scratch, arena, false};
    for (size_t i = 0; folded && i < words; i++)
        folded[i] = fg_wordbook_fold(arena, fg_sv_sub(text, scratch->at[i].at, scratch->at[i].n));
    for (size_t i = 0; folded && i < words; i++) /* the tokens are others' from here on */
        fg_wordbook_at(book, (struct fg_book_words){folded, words}, i, prepare_role, &p);
    return folded && !p.failed;
}

size_t fg_wordbook_region_at(const struct fg_wordbook *book, struct fg_sv text,
                             const struct fg_tokens *tokens, size_t i, uint32_t *region)
{
    const size_t words = fg_phrases_longest(&book->region_names, tokens, i, region);
    /* abbreviations are words otherwise: "US" is a country, "us" is not */
    const struct fg_sv first = fg_sv_sub(text, tokens->at[i].at, tokens->at[i].n);
    const bool name =
        words > 1 || (words && fg_utf8_upper_at(first, 0) &&
                      (first.n > 2 || fg_cp_is_upper((unsigned char)first.p[first.n - 1])));
    return name ? words : 0;
}

size_t fg_wordbook_regions(const struct fg_wordbook *book, struct fg_sv text,
                           struct fg_tokens *scratch, uint32_t *out, size_t most)
{
    size_t n = 0;
    if (!fg_tokenize(text, scratch))
        return 0;
    for (size_t i = 0; i < scratch->n && n < most;) {
        uint32_t region;
        const size_t words = fg_wordbook_region_at(book, text, scratch, i, &region);
        if (words && !book->regions.at[region].zone)
            out[n++] = region;
        i += words ? words : 1;
    }
    return n;
}

static bool within(const struct fg_wordbook *book, uint32_t inner, uint32_t outer, int depth)
{
    const struct fg_region *r = &book->regions.at[inner];
    bool found = inner == outer;
    for (uint32_t i = 0; depth > 0 && !found && i < r->n_within; i++)
        found = within(book, r->within[i], outer, depth - 1);
    return found;
}

uint32_t fg_region_of_citizens(const struct fg_wordbook *book, uint32_t inner)
{
    for (uint32_t i = 0; i < book->regions.n; i++)
        if (book->regions.at[i].free && fg_region_within(book, inner, i))
            return i;
    return inner;
}

bool fg_region_hours(const struct fg_wordbook *book, uint32_t region, double *from, double *to)
{
    const struct fg_region *r = &book->regions.at[region];
    *from = r->from;
    *to = r->to;
    bool known = r->has_hours;
    for (uint32_t i = 0; !known && i < r->n_within; i++)
        known = fg_region_hours(book, r->within[i], from, to);
    return known;
}

bool fg_region_within(const struct fg_wordbook *book, uint32_t inner, uint32_t outer)
{
    return within(book, inner, outer, IN_DEPTH);
}
