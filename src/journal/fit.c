/* A fit as JSON becomes an application. */
#include "fetch/address.h"
#include "journal/internal.h"
#include "rules/finder.h"

/* ---- the key ---- */

static void hash_words(fg_sha256 *sha, struct fg_sv text)
{
    struct fg_sv rest = text, line;
    while (fg_sv_next(&rest, '\n', &line))
        fg_sha256_add(sha, fg_sv_trim(line));
}

static struct fg_sv text_of(fg_journal *j, struct fg_jv object, const char *key)
{
    return fg_jv_text(fg_jv_get(object, key), j->arena);
}

static void hash_requirements(fg_sha256 *sha, fg_journal *j, struct fg_jv fit)
{
    for (struct fg_jv r = fg_jv_first(fg_jv_get(fit, "requirements")); r.doc; r = fg_jv_next(r))
        hash_words(sha, text_of(j, r, "text"));
}

/* Of what the posting says, for one without an address: two files of the same posting
 * are one application. */
static struct fg_sv content_key(fg_journal *j, struct fg_jv fit, struct fg_sv text)
{
    fg_sha256 sha;
    char key[8 + 65] = "sha256:";
    fg_sha256_begin(&sha);
    hash_words(&sha, text_of(j, fit, "title"));
    hash_words(&sha, text_of(j, fit, "company"));
    if (text.n)
        hash_words(&sha, text);
    else
        hash_requirements(&sha, j, fit);
    fg_sha256_end(&sha, key + 7);
    return fg_keep(j, fg_sv_of(key));
}

/* board:tenant:id where the fit has it, else its address, else its content. */
static struct fg_sv key_of(fg_journal *j, struct fg_jv fit, struct fg_sv text)
{
    const struct fg_jv source = fg_jv_get(fit, "source");
    const struct fg_sv given = text_of(j, source, "key"), url = text_of(j, source, "url");
    struct fg_address a;
    if (given.n)
        return given;
    if (url.n && fg_address_parse(url, j->arena, &a, NULL) == FG_OK) {
        const struct fg_sv canonical = fg_address_canonical(&a, j->arena);
        if (canonical.n)
            return canonical;
    }
    return content_key(j, fit, text);
}

/* ---- gaps, for the figures ---- */

static enum fg_status add_gap(fg_journal *j, int64_t id, struct fg_sv name, struct fg_error *err)
{
    enum { LONGEST = 120 };
    const struct fg_sv cut = fg_utf8_cut(fg_sv_trim(name), LONGEST);
    if (!cut.n)
        return FG_OK;
    return fg_sql_run(j, err, "INSERT OR IGNORE INTO gap (application, name) VALUES (?1, ?2)",
                      FG_BINDS(FG_INT(id), FG_TEXT(cut)));
}

static bool is_gap(fg_journal *j, struct fg_jv requirement)
{
    static const struct fg_sv states[] = {{"gap", 3}, {"partial", 7}, {"adjacent", 8}};
    const struct fg_sv state = text_of(j, requirement, "state");
    for (size_t i = 0; i < sizeof states / sizeof *states; i++)
        if (fg_sv_eq(state, states[i]))
            return true;
    return false;
}

/* What is lacking is called by the skills it names; without any, by its words. */
static enum fg_status add_gaps_of(fg_journal *j, int64_t id, struct fg_jv requirement,
                                  struct fg_error *err)
{
    struct fg_jv skill = fg_jv_first(fg_jv_get(requirement, "skills"));
    if (!skill.doc)
        return add_gap(j, id, text_of(j, requirement, "text"), err);
    enum fg_status status = FG_OK;
    for (; skill.doc && status == FG_OK; skill = fg_jv_next(skill))
        status = add_gap(j, id, text_of(j, skill, "name"), err);
    return status;
}

enum fg_status fg_fit_gaps(fg_journal *j, int64_t id, struct fg_jv fit, struct fg_error *err)
{
    enum fg_status status = fg_sql_run(j, err, "DELETE FROM gap WHERE application = ?1",
                                       FG_BINDS(FG_INT(id)));
    struct fg_jv r = fg_jv_first(fg_jv_get(fit, "requirements"));
    for (; r.doc && status == FG_OK; r = fg_jv_next(r))
        if (is_gap(j, r))
            status = add_gaps_of(j, id, r, err);
    return status;
}

/* ---- the entry ---- */

static enum fg_status keep_bulk(fg_journal *j, int64_t id, struct fg_sv fit, struct fg_sv text,
                                struct fg_error *err)
{
    return fg_sql_run(
        j, err,
        "INSERT INTO posting (application, fit, text) VALUES (?1, ?2, ?3)"
        " ON CONFLICT (application) DO UPDATE SET fit = excluded.fit,"
        " text = CASE WHEN excluded.text = '' THEN text ELSE excluded.text END",
        FG_BINDS(FG_INT(id), FG_TEXT(fit), FG_TEXT(text)));
}

static enum fg_status keep_entry(fg_journal *j, int64_t id, struct fg_jv fit,
                                 struct fg_error *err)
{
    const struct fg_jv source = fg_jv_get(fit, "source");
    return fg_sql_run(
        j, err,
        "UPDATE application SET title = ?2, company = ?3, location = ?4, url = ?5, site = ?6,"
        " language = ?7, score = ?8, band = ?9 WHERE id = ?1",
        FG_BINDS(FG_INT(id), FG_TEXT(text_of(j, fit, "title")), FG_TEXT(text_of(j, fit, "company")),
                 FG_TEXT(text_of(j, fit, "location")), FG_TEXT(text_of(j, source, "url")),
                 FG_TEXT(text_of(j, source, "site")), FG_TEXT(text_of(j, fit, "language")),
                 FG_SHARE(fg_jv_number(fg_jv_get(fit, "score"), -1)),
                 FG_TEXT(text_of(j, fit, "band"))));
}

/* ---- adding ---- */

struct adding {
    fg_journal *journal;
    const struct fg_happening *event;
    const struct fg_letter_rules *rules;
    struct fg_added *counts;
    struct fg_buf *report;
    struct fg_buf packed; /* of the fit at hand */
};

static enum fg_status check_fit(const struct adding *a, struct fg_jv fit, struct fg_error *err)
{
    fg_journal *j = a->journal;
    const size_t n = a->counts->added + a->counts->updated + 1;
    const struct fg_sv schema = text_of(j, fit, "schema");
    if (fg_jv_kind(fit) != '{')
        return fg_fail(err, FG_EDATA, "value %zu is no fit: it is not an object", n);
    if (fg_sv_starts(schema, FG_SV("fitgap-journal/")))
        return fg_fail(err, FG_EDATA, "this is an exported journal: `fitgap journal import` "
                                      "takes it in");
    if (!fg_sv_eq(schema, FG_SV(FG_SCHEMA)))
        return fg_fail(err, FG_EDATA, "value %zu is no fit: it has no \"schema\": \"" FG_SCHEMA
                                      "\" (`fitgap score --format json` writes fits)", n);
    if (!text_of(j, fit, "title").n && !text_of(j, fit, "company").n &&
        !fg_jv_first(fg_jv_get(fit, "requirements")).doc)
        return fg_fail(err, FG_EDATA, "value %zu names no title, no firm and no requirement", n);
    return FG_OK;
}

static enum fg_status entry_of(fg_journal *j, struct fg_sv key, int64_t *id, bool *is_new,
                               struct fg_error *err)
{
    *id = 0;
    enum fg_status status = fg_sql_one(j, err, "SELECT id FROM application WHERE key = ?1",
                                       FG_BINDS(FG_TEXT(key)), id);
    *is_new = *id == 0;
    if (status != FG_OK || *id)
        return status;
    status = fg_sql_run(j, err,
                        "INSERT INTO application (key, title, company, location, url, site,"
                        " language, added_at, band) VALUES (?1, '', '', '', '', '', '', ?2, '')",
                        FG_BINDS(FG_TEXT(key), FG_TEXT(fg_sv_of(j->now.instant))));
    *id = sqlite3_last_insert_rowid(j->db);
    return status;
}

/* Noted once: adding a posting again with --status applied is no second application. */
static enum fg_status note_event(const struct adding *a, int64_t id, bool is_new,
                                 struct fg_error *err)
{
    fg_journal *j = a->journal;
    const struct fg_happening saved = {.outcome = &fg_outcomes[0], .day = j->now.today};
    const struct fg_happening *e = a->event ? a->event : is_new ? &saved : NULL;
    int64_t known = 0;
    size_t planned;
    if (!e)
        return FG_OK;
    const enum fg_status status =
        fg_sql_one(j, err, "SELECT count(*) FROM event WHERE application = ?1 AND status = ?2",
                   FG_BINDS(FG_INT(id), FG_TEXT(fg_sv_of(e->outcome->name))), &known);
    if (status != FG_OK || known)
        return status;
    return fg_journal_outcome(j, id, e, a->rules, &planned, err);
}

static void report_line(const struct adding *a, int64_t id, bool is_new, struct fg_jv fit)
{
    fg_journal *j = a->journal;
    const struct fg_sv title = text_of(j, fit, "title"), company = text_of(j, fit, "company");
    fg_buf_addf(a->report, "%s #%lld ", is_new ? "added" : "updated", (long long)id);
    fg_report_add_safe(a->report, title.n ? title : FG_SV("(no title)"));
    if (company.n)
        fg_buf_addz(a->report, " - ");
    fg_report_add_safe(a->report, company);
    fg_buf_addc(a->report, '\n');
}

static enum fg_status keep_fit(struct adding *a, struct fg_jv fit, struct fg_error *err)
{
    fg_journal *j = a->journal;
    const struct fg_sv text = text_of(j, fit, "text"); /* kept once, beside the fit */
    int64_t id = 0;
    bool is_new = false;
    const struct fg_sv key = key_of(j, fit, text);
    fg_buf_clear(&a->packed);
    fg_jv_pack(fit, "text", &a->packed);
    enum fg_status status = a->packed.failed ? fg_fail_memory(err) : fg_memory(j, err);
    if (status == FG_OK) /* a key by what memory was left would be another one */
        status = entry_of(j, key, &id, &is_new, err);
    if (status == FG_OK)
        status = keep_entry(j, id, fit, err);
    if (status == FG_OK)
        status = keep_bulk(j, id, fg_buf_sv(&a->packed), text, err);
    if (status == FG_OK)
        status = fg_fit_gaps(j, id, fit, err);
    if (status == FG_OK)
        status = note_event(a, id, is_new, err);
    if (status != FG_OK)
        return status;
    report_line(a, id, is_new, fit);
    *(is_new ? &a->counts->added : &a->counts->updated) += 1;
    fg_arena_reset(j->arena); /* a stream may be long */
    return FG_OK;
}

static enum fg_status add_fit(void *into, struct fg_jv fit, struct fg_error *err)
{
    const enum fg_status status = check_fit(into, fit, err);
    return status == FG_OK ? keep_fit(into, fit, err) : status;
}

enum fg_status fg_journal_add(fg_journal *j, struct fg_sv json, const struct fg_happening *event,
                              const struct fg_letter_rules *rules, struct fg_added *out,
                              struct fg_buf *report, struct fg_error *err)
{
    struct adding a = {j, event, rules, out, report, {0}};
    struct fg_json_input in;
    *out = (struct fg_added){0};
    enum fg_status status = fg_json_input_open(&in, json, "a fit as JSON", err);
    while (status == FG_OK && fg_json_input_peek(&in)) {
        if (fg_json_input_peek(&in) == '[') {
            status = fg_json_input_list(&in, add_fit, &a, err);
            continue;
        }
        status = fg_json_input_next(&in, err);
        if (status == FG_OK)
            status = add_fit(&a, fg_jv_root(&in.doc), err);
    }
    fg_json_doc_free(&in.doc);
    fg_buf_free(&a.packed);
    return status;
}

/* ---- finding ---- */

static void add_candidate(struct fg_rows *r, struct fg_buf *list)
{
    enum { LONGEST = 60 };
    const struct fg_sv title = fg_sql_text(r, 1), company = fg_sql_text(r, 2);
    fg_buf_addf(list, "%s#%lld %.*s - %.*s", list->n ? ", " : "", (long long)fg_sql_int(r, 0),
                FG_SV_ARG(fg_utf8_cut(title, LONGEST)), FG_SV_ARG(fg_utf8_cut(company, LONGEST)));
}

static bool is_meant(const fg_finder *finder, struct fg_sv word, struct fg_rows *r)
{
    return fg_finder_has(finder, fg_sql_text(r, 2)) || fg_finder_has(finder, fg_sql_text(r, 1)) ||
           fg_sv_eq(fg_sql_text(r, 3), word);
}

static enum fg_status find_by_words(fg_journal *j, struct fg_sv word, int64_t *id,
                                    struct fg_error *err)
{
    enum { MOST = 4 };
    struct fg_buf list = {0};
    fg_finder *finder;
    size_t n = 0;
    enum fg_status status = fg_finder_new(word, false, &finder, err);
    if (status != FG_OK)
        return status;
    struct fg_rows r = fg_sql_open(j, err, "SELECT id, title, company, url FROM application"
                                           " ORDER BY id", FG_NO_BINDS);
    while (n < MOST && fg_sql_next(&r)) {
        if (!is_meant(finder, word, &r))
            continue;
        if (n++ == 0)
            *id = fg_sql_int(&r, 0);
        add_candidate(&r, &list);
    }
    fg_finder_free(finder);
    status = fg_sql_close(&r);
    if (status == FG_OK && n == 0)
        status = fg_fail(err, FG_EUSAGE, "no application is \"%.*s\" (`fitgap journal list` names "
                                         "them)", FG_SV_ARG(word));
    else if (status == FG_OK && n > 1)
        status = fg_fail(err, FG_EUSAGE, "\"%.*s\" may be several: %s", FG_SV_ARG(word),
                         list.p ? list.p : "");
    fg_buf_free(&list);
    return status;
}

/* An exact key or address is meant before any part of a name. */
static enum fg_status find_by_key(fg_journal *j, struct fg_sv word, int64_t *id,
                                  struct fg_error *err)
{
    struct fg_address a;
    struct fg_sv key = word;
    if (fg_sv_find(word, FG_SV("://")) != SIZE_MAX &&
        fg_address_parse(word, j->arena, &a, NULL) == FG_OK)
        key = fg_address_canonical(&a, j->arena);
    const enum fg_status status = fg_memory(j, err);
    if (status != FG_OK)
        return status;
    return fg_sql_one(j, err, "SELECT id FROM application WHERE key IN (?1, ?2)",
                      FG_BINDS(FG_TEXT(key), FG_TEXT(word)), id);
}

enum fg_status fg_journal_find(fg_journal *j, struct fg_sv word, int64_t *id,
                               struct fg_error *err)
{
    uint32_t number;
    const struct fg_sv digits = word.n && word.p[0] == '#' ? fg_sv_sub(word, 1, word.n) : word;
    *id = 0;
    if (!word.n)
        return fg_fail(err, FG_EUSAGE, "which application? (`fitgap journal list` names them)");
    if (fg_sv_to_u32(digits, &number)) {
        const enum fg_status status = fg_sql_one(j, err, "SELECT id FROM application WHERE id = ?1",
                                                 FG_BINDS(FG_INT(number)), id);
        return status != FG_OK || *id
                   ? status
                   : fg_fail(err, FG_EUSAGE, "there is no application #%u", number);
    }
    const enum fg_status status = find_by_key(j, word, id, err);
    if (status != FG_OK || *id)
        return status;
    return find_by_words(j, word, id, err);
}
