/* A fit as JSON becomes an application. */
#include "fetch/address.h"
#include "journal/internal.h"

#include <stdlib.h>

/* ---- the key ---- */

static void hash_words(fg_sha256 *sha, struct fg_sv text)
{
    struct fg_sv rest = text, line;
    while (fg_sv_next(&rest, '\n', &line))
        fg_sha256_add(sha, fg_sv_trim(line));
}

static void hash_requirements(fg_sha256 *sha, const json_t *fit)
{
    size_t i;
    json_t *r;
    json_array_foreach (json_object_get(fit, "requirements"), i, r)
        hash_words(sha, fg_json_get(r, "text"));
}

/* Of what the posting says, for one without an address: two files of the same posting
 * are one application. */
static struct fg_sv content_key(fg_journal *j, const json_t *fit, struct fg_sv text)
{
    fg_sha256 sha;
    char key[8 + 65] = "sha256:";
    fg_sha256_begin(&sha);
    hash_words(&sha, fg_json_get(fit, "title"));
    hash_words(&sha, fg_json_get(fit, "company"));
    if (text.n)
        hash_words(&sha, text);
    else
        hash_requirements(&sha, fit);
    fg_sha256_end(&sha, key + 7);
    return fg_keep(j, fg_sv_of(key));
}

/* board:tenant:id where the fit has it, else its address, else its content. */
static struct fg_sv key_of(fg_journal *j, const json_t *fit, struct fg_sv text)
{
    const json_t *source = json_object_get(fit, "source");
    const struct fg_sv given = fg_json_get(source, "key"), url = fg_json_get(source, "url");
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

static bool is_gap(const json_t *requirement)
{
    static const struct fg_sv states[] = {{"gap", 3}, {"partial", 7}, {"adjacent", 8}};
    const struct fg_sv state = fg_json_get(requirement, "state");
    for (size_t i = 0; i < sizeof states / sizeof *states; i++)
        if (fg_sv_eq(state, states[i]))
            return true;
    return false;
}

/* What is lacking is called by the skills it names; without any, by its words. */
static enum fg_status add_gaps_of(fg_journal *j, int64_t id, const json_t *requirement,
                                  struct fg_error *err)
{
    const json_t *skills = json_object_get(requirement, "skills");
    if (json_array_size(skills) == 0)
        return add_gap(j, id, fg_json_get(requirement, "text"), err);
    enum fg_status status = FG_OK;
    for (size_t i = 0; i < json_array_size(skills) && status == FG_OK; i++)
        status = add_gap(j, id, fg_json_get(json_array_get(skills, i), "name"), err);
    return status;
}

static enum fg_status keep_gaps(fg_journal *j, int64_t id, const json_t *fit,
                                struct fg_error *err)
{
    enum fg_status status = fg_sql_run(j, err, "DELETE FROM gap WHERE application = ?1",
                                       FG_BINDS(FG_INT(id)));
    const json_t *requirements = json_object_get(fit, "requirements");
    for (size_t i = 0; i < json_array_size(requirements) && status == FG_OK; i++) {
        const json_t *r = json_array_get(requirements, i);
        if (is_gap(r))
            status = add_gaps_of(j, id, r, err);
    }
    return status;
}

/* ---- the entry ---- */

static enum fg_status keep_bulk(fg_journal *j, int64_t id, json_t *fit, struct fg_sv text,
                                struct fg_error *err)
{
    enum { DIGITS = 15 };
    char *bytes = json_dumps(fit, JSON_COMPACT | JSON_REAL_PRECISION(DIGITS));
    if (!bytes)
        return fg_fail_memory(err);
    const enum fg_status status = fg_sql_run(
        j, err,
        "INSERT INTO posting (application, fit, text) VALUES (?1, ?2, ?3)"
        " ON CONFLICT (application) DO UPDATE SET fit = excluded.fit,"
        " text = CASE WHEN excluded.text = '' THEN text ELSE excluded.text END",
        FG_BINDS(FG_INT(id), FG_TEXT(fg_sv_of(bytes)), FG_TEXT(text)));
    free(bytes);
    return status;
}

enum fg_status fg_fit_keep(fg_journal *j, int64_t id, json_t *fit, struct fg_sv text,
                           struct fg_error *err)
{
    const json_t *source = json_object_get(fit, "source");
    enum fg_status status = fg_sql_run(
        j, err,
        "UPDATE application SET title = ?2, company = ?3, location = ?4, url = ?5, site = ?6,"
        " language = ?7, score = ?8, band = ?9 WHERE id = ?1",
        FG_BINDS(FG_INT(id), FG_TEXT(fg_json_get(fit, "title")),
                 FG_TEXT(fg_json_get(fit, "company")), FG_TEXT(fg_json_get(fit, "location")),
                 FG_TEXT(fg_json_get(source, "url")), FG_TEXT(fg_json_get(source, "site")),
                 FG_TEXT(fg_json_get(fit, "language")),
                 FG_SHARE(fg_json_get_number(fit, "score")), FG_TEXT(fg_json_get(fit, "band"))));
    if (status == FG_OK)
        status = keep_bulk(j, id, fit, text, err);
    return status == FG_OK ? keep_gaps(j, id, fit, err) : status;
}

/* ---- adding ---- */

struct adding {
    fg_journal *journal;
    const struct fg_happening *event;
    const struct fg_letter_rules *rules;
    struct fg_added *counts;
    struct fg_buf *report;
};

static enum fg_status check_fit(const struct adding *a, const json_t *fit, struct fg_error *err)
{
    const size_t n = a->counts->added + a->counts->updated + 1;
    const struct fg_sv schema = fg_json_get(fit, "schema");
    if (!json_is_object(fit))
        return fg_fail(err, FG_EDATA, "value %zu is no fit: it is not an object", n);
    if (fg_sv_starts(schema, FG_SV("fitgap-journal/")))
        return fg_fail(err, FG_EDATA, "this is an exported journal: `fitgap journal import` "
                                      "takes it in");
    if (!fg_sv_eq(schema, FG_SV(FG_SCHEMA)))
        return fg_fail(err, FG_EDATA, "value %zu is no fit: it has no \"schema\": \"" FG_SCHEMA
                                      "\" (`fitgap score --format json` writes fits)", n);
    if (!fg_json_get(fit, "title").n && !fg_json_get(fit, "company").n &&
        !json_array_size(json_object_get(fit, "requirements")))
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

static void report_line(const struct adding *a, int64_t id, bool is_new, const json_t *fit)
{
    const struct fg_sv title = fg_json_get(fit, "title"), company = fg_json_get(fit, "company");
    fg_buf_addf(a->report, "%s #%lld ", is_new ? "added" : "updated", (long long)id);
    fg_report_add_safe(a->report, title.n ? title : FG_SV("(no title)"));
    if (company.n)
        fg_buf_addz(a->report, " - ");
    fg_report_add_safe(a->report, company);
    fg_buf_addc(a->report, '\n');
}

static enum fg_status add_fit(void *into, json_t *fit, struct fg_error *err)
{
    struct adding *a = into;
    fg_journal *j = a->journal;
    int64_t id = 0;
    bool is_new = false;
    enum fg_status status = check_fit(a, fit, err);
    if (status != FG_OK)
        return status;
    const struct fg_sv text = fg_keep(j, fg_json_get(fit, "text"));
    json_object_del(fit, "text"); /* kept once, beside the fit */
    const struct fg_sv key = key_of(j, fit, text);
    status = fg_memory(j, err); /* a key by what memory was left would be another one */
    if (status == FG_OK)
        status = entry_of(j, key, &id, &is_new, err);
    if (status == FG_OK)
        status = fg_fit_keep(j, id, fit, text, err);
    if (status == FG_OK)
        status = note_event(a, id, is_new, err);
    if (status != FG_OK)
        return status;
    report_line(a, id, is_new, fit);
    *(is_new ? &a->counts->added : &a->counts->updated) += 1;
    fg_arena_reset(j->arena); /* a stream may be long */
    return FG_OK;
}

enum fg_status fg_journal_add(fg_journal *j, struct fg_sv json, const struct fg_happening *event,
                              const struct fg_letter_rules *rules, struct fg_added *out,
                              struct fg_buf *report, struct fg_error *err)
{
    struct adding a = {j, event, rules, out, report};
    *out = (struct fg_added){0};
    return fg_json_each(json, "a fit as JSON", add_fit, &a, err);
}

/* ---- finding ---- */

static void add_candidate(struct fg_rows *r, struct fg_buf *list)
{
    enum { LONGEST = 60 };
    const struct fg_sv title = fg_sql_text(r, 1), company = fg_sql_text(r, 2);
    fg_buf_addf(list, "%s#%lld %.*s - %.*s", list->n ? ", " : "", (long long)fg_sql_int(r, 0),
                FG_SV_ARG(fg_utf8_cut(title, LONGEST)), FG_SV_ARG(fg_utf8_cut(company, LONGEST)));
}

static enum fg_status find_by_words(fg_journal *j, struct fg_sv word, int64_t *id,
                                    struct fg_error *err)
{
    struct fg_rows r = fg_sql_open(
        j, err,
        "SELECT id, title, company FROM application WHERE key = ?1 OR url = ?1"
        " OR instr(lower(company), lower(?1)) OR instr(lower(title), lower(?1)) ORDER BY id LIMIT 4",
        FG_BINDS(FG_TEXT(word)));
    struct fg_buf list = {0};
    size_t n = 0;
    while (fg_sql_next(&r)) {
        if (n++ == 0)
            *id = fg_sql_int(&r, 0);
        add_candidate(&r, &list);
    }
    enum fg_status status = fg_sql_close(&r);
    if (status == FG_OK && n == 0)
        status = fg_fail(err, FG_EUSAGE, "no application is \"%.*s\" (`fitgap journal list` names "
                                         "them)", FG_SV_ARG(word));
    else if (status == FG_OK && n > 1)
        status = fg_fail(err, FG_EUSAGE, "\"%.*s\" may be several: %s", FG_SV_ARG(word), list.p);
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
