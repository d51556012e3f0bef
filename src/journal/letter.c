/* Letters: a template of rules/letters, filled from the fit, the debrief and the
 * contact. The queries' column names are the names templates use. */
#include "journal/template.h"

#include "journal/internal.h"
#include "rules/files.h"

#include <string.h>

/* ?1 the application, ?2 the contact (0: the one met last), ?3 the writer, ?4 today */
static const char values_sql[] =
    "SELECT a.title AS title, a.company AS company, a.location AS location, a.url AS url,"
    " coalesce(CAST(round(a.score) AS INTEGER), '') AS score, a.status AS status,"
    " a.applied_at AS applied_at, ?3 AS me, ?4 AS today,"
    " coalesce((SELECT max(at) FROM event WHERE application = a.id AND status IN"
    "  ('interview', 'phone-screen')), '') AS talked_at,"
    " coalesce(c.name, '') AS contact_name, coalesce(c.role, '') AS contact_role,"
    " coalesce(c.firm, '') AS contact_firm, coalesce(c.agreed, '') AS contact_agreed,"
    " coalesce(c.knows, '') AS contact_knows"
    " FROM application a LEFT JOIN contact c ON c.id = CASE WHEN ?2 <> 0 THEN ?2 ELSE"
    "  (SELECT max(contact.id) FROM met JOIN contact ON contact.uid = met.contact"
    "   WHERE met.application = a.id) END WHERE a.id = ?1";

static const struct {
    const char *name, *sql;
} lists[] = {
    {"gaps",
     "SELECT value->>'id' AS id, value->>'text' AS text, value->>'state' AS state,"
     " coalesce(value->>'reason', '') AS reason,"
     " coalesce(value->>'$.skills[0].name', '') AS skill,"
     " coalesce((SELECT answer FROM debrief JOIN debrief_link ON debrief_link.debrief ="
     "  debrief.id WHERE application = ?1 AND question = 'improve' AND requirement ="
     "  value->>'id' ORDER BY debrief.id DESC LIMIT 1), '') AS closing"
     " FROM posting, json_each(posting.fit, '$.requirements') WHERE application = ?1"
     " AND value->>'state' IN ('gap', 'partial', 'adjacent')"
     " ORDER BY value->>'gain' DESC, key"},
    {"met",
     "SELECT value->>'id' AS id, value->>'text' AS text,"
     " coalesce(value->>'$.evidence[0].skill', '') AS evidence"
     " FROM posting, json_each(posting.fit, '$.requirements') WHERE application = ?1"
     " AND value->>'state' = 'met' ORDER BY value->>'weight' DESC, key"},
    {"duties",
     "SELECT value->>'text' AS text FROM posting, json_each(posting.fit, '$.duties')"
     " WHERE application = ?1 ORDER BY key"},
    {"wrong", "SELECT answer AS text FROM debrief WHERE application = ?1 AND question = 'wrong'"
              " ORDER BY id"},
    {"right", "SELECT answer AS text FROM debrief WHERE application = ?1 AND question = 'right'"
              " ORDER BY id"},
    {"improve", "SELECT answer AS text FROM debrief WHERE application = ?1 AND question ="
                " 'improve' ORDER BY id"},
    {"helped",
     "SELECT DISTINCT debrief_link.text AS text FROM debrief JOIN debrief_link ON"
     " debrief_link.debrief = debrief.id WHERE application = ?1 AND role = 'helped'"
     " ORDER BY debrief_link.id"},
    {"feedback",
     "SELECT words, said_by, changeable, remedy FROM feedback WHERE application = ?1"
     " ORDER BY at, id"},
};

/* "#budget" is a note to oneself, of no concern to whom the letter goes. */
static struct fg_sv without_marks(fg_journal *j, struct fg_sv text)
{
    struct fg_buf b = {0};
    for (size_t i = 0; i < text.n; i++) {
        const bool starts = text.p[i] == '#' && (!i || fg_is_space(text.p[i - 1]));
        if (!starts || i + 1 == text.n || !fg_is_alpha(text.p[i + 1])) {
            fg_buf_addc(&b, text.p[i]);
            continue;
        }
        while (i + 1 < text.n && !fg_is_space(text.p[i + 1]))
            i++;
        if (b.n)
            b.n--;
    }
    const struct fg_sv kept = fg_keep(j, fg_sv_trim(fg_buf_sv(&b)));
    fg_buf_free(&b);
    return kept;
}

static enum fg_status read_values(fg_journal *j, struct fg_rows *r, struct fg_values *out,
                                  struct fg_error *err)
{
    for (int c = 0; c < sqlite3_column_count(r->statement); c++) {
        struct fg_value *slot = fg_vec_add(j->arena, &out->all);
        if (!slot)
            return fg_fail_memory(err);
        slot->name = fg_keep(j, fg_sv_of(sqlite3_column_name(r->statement, c)));
        slot->text = without_marks(j, fg_sql_text(r, c));
    }
    return FG_OK;
}

static enum fg_status read_list(fg_journal *j, int64_t id, size_t i, struct fg_value_list *out,
                                struct fg_error *err)
{
    struct fg_rows r = fg_sql_open(j, err, lists[i].sql, FG_BINDS(FG_INT(id)));
    enum fg_status status = FG_OK;
    *out = (struct fg_value_list){.name = fg_sv_of(lists[i].name)};
    while (status == FG_OK && fg_sql_next(&r)) {
        struct fg_values *row = fg_vec_add(j->arena, &out->rows);
        if (!row)
            status = fg_fail_memory(err);
        else
            *row = (struct fg_values){0}, status = read_values(j, &r, row, err);
    }
    const enum fg_status ended = fg_sql_close(&r);
    return status == FG_OK ? ended : status;
}

static enum fg_status read_data(fg_journal *j, int64_t id, int64_t contact, struct fg_sv me,
                                struct fg_template_data *data, struct fg_error *err)
{
    char today[FG_DAY_TEXT];
    fg_day_write(j->now.today, today);
    struct fg_rows r = fg_sql_open(
        j, err, values_sql,
        FG_BINDS(FG_INT(id), FG_INT(contact), FG_TEXT(me), FG_TEXT(fg_sv_of(today))));
    enum fg_status status = FG_OK;
    if (fg_sql_next(&r))
        status = read_values(j, &r, &data->values, err);
    const enum fg_status ended = fg_sql_close(&r);
    status = status == FG_OK ? ended : status;
    for (size_t i = 0; i < sizeof lists / sizeof *lists && status == FG_OK; i++) {
        struct fg_value_list *slot = fg_vec_add(j->arena, &data->lists);
        status = slot ? read_list(j, id, i, slot, err) : fg_fail_memory(err);
    }
    return status == FG_OK ? fg_memory(j, err) : status;
}

/* ---- the file: "purpose: ..." above a line of dashes, the letter below ---- */

static const struct fg_sv divider = {"\n---\n", 5}, purpose = {"purpose:", 8};

static enum fg_status split_file(struct fg_sv bytes, const char *path, struct fg_sv *what_for,
                                 struct fg_sv *body, unsigned *line, struct fg_error *err)
{
    const size_t at = fg_sv_find(bytes, divider);
    if (at == SIZE_MAX || !fg_sv_starts(bytes, purpose))
        return fg_fail_at(err, FG_EDATA, path, 1, 1, "a letter begins with \"purpose: ...\" and a "
                                                     "line \"---\"");
    *what_for = fg_sv_trim(fg_sv_sub(bytes, purpose.n, at - purpose.n));
    *body = fg_sv_sub(bytes, at + divider.n, bytes.n);
    *line = 3;
    for (size_t i = 0; i < at; i++)
        *line += bytes.p[i] == '\n';
    return FG_OK;
}

/* ---- kinds ---- */

static const char readme[] = "README.md";

static enum fg_status put_kind(fg_journal *j, const struct fg_letter_rules *rules,
                               const char *name, struct fg_buf *out, struct fg_error *err)
{
    struct fg_sv bytes, what_for, body;
    const char *path;
    unsigned line;
    if (strcmp(name, readme) == 0)
        return FG_OK;
    enum fg_status status = fg_letter_file(j, rules, name, &bytes, &path, err);
    if (status == FG_OK)
        status = split_file(bytes, path, &what_for, &body, &line, err);
    if (status == FG_OK)
        fg_buf_addf(out, "%-14.*s %.*s\n", (int)strlen(name) - 3, name, FG_SV_ARG(what_for));
    return status;
}

static bool is_listed(const char *const *names, const char *name)
{
    while (*names && strcmp(*names, name) != 0)
        names++;
    return *names != NULL;
}

enum fg_status fg_letter_kinds(fg_journal *j, const struct fg_letter_rules *rules,
                               struct fg_buf *out, struct fg_error *err)
{
    const char *own_dir = rules->overlay ? rules->overlay : "";
    const char **installed = fg_files_list(rules->dir, "letters", ".md", j->rules_arena);
    const char **own = fg_files_list(own_dir, "letters", ".md", j->rules_arena);
    enum fg_status status = installed && own ? FG_OK : fg_fail_memory(err);
    for (size_t i = 0; status == FG_OK && installed[i]; i++)
        status = put_kind(j, rules, installed[i], out, err);
    for (size_t i = 0; status == FG_OK && own[i]; i++)
        if (!is_listed(installed, own[i]))
            status = put_kind(j, rules, own[i], out, err);
    return status;
}

/* A kind is a file's name: letters, digits and hyphens, so that none leads elsewhere. */
static bool is_kind(struct fg_sv kind)
{
    for (size_t i = 0; i < kind.n; i++)
        if (!fg_is_alnum(kind.p[i]) && kind.p[i] != '-')
            return false;
    return kind.n > 0 && kind.n < 64;
}

enum fg_status fg_letter_write(fg_journal *j, int64_t id, int64_t contact, struct fg_sv kind,
                               struct fg_sv me, const struct fg_letter_rules *rules,
                               struct fg_buf *out, size_t *blanks, struct fg_error *err)
{
    struct fg_template_data data = {0};
    struct fg_sv bytes, what_for, body;
    char name[80];
    const char *path;
    unsigned line;
    *blanks = 0;
    snprintf(name, sizeof name, "%.*s.md", FG_SV_ARG(fg_sv_sub(kind, 0, 64)));
    const bool found =
        is_kind(kind) && fg_letter_file(j, rules, name, &bytes, &path, NULL) == FG_OK;
    if (fg_memory(j, err) != FG_OK)
        return FG_ENOMEM;
    if (!found)
        return fg_fail(err, FG_EUSAGE, "there is no letter \"%.*s\" (`fitgap journal letter` lists "
                                       "them)", FG_SV_ARG(kind));
    enum fg_status status = split_file(bytes, path, &what_for, &body, &line, err);
    if (status == FG_OK)
        status = read_data(j, id, contact, me, &data, err);
    return status == FG_OK ? fg_template_render(body, path, line, &data, out, blanks, err) : status;
}
