/* The whole story of one application on one page.
 *
 * What stands on it is a table of headings and queries; each row's first column is
 * an item. How it is written is a table of marks. Texts of postings and people are
 * escaped so that none of them can start a heading, a link or an entry. */
#include "journal/internal.h"

#include "report/escape.h"

#include <string.h>

/* ---- the fit ---- */

/* One requirement. The fit is read here and once: a whole journal's pages are written in
 * one go, and SQLite's functions would parse it for each of them. */
struct requirement {
    struct fg_sv id, text, state, reason;
    struct fg_sv gain; /* as it is written */
    double points;
};

static struct requirement requirement_of(fg_journal *j, struct fg_jv r)
{
    const struct fg_jv gain = fg_jv_get(r, "gain");
    return (struct requirement){
        .id = fg_jv_text(fg_jv_get(r, "id"), j->arena),
        .text = fg_jv_text(fg_jv_get(r, "text"), j->arena),
        .state = fg_jv_text(fg_jv_get(r, "state"), j->arena),
        .reason = fg_jv_text(fg_jv_get(r, "reason"), j->arena),
        .gain = fg_jv_raw(gain),
        .points = fg_jv_number(gain, 0),
    };
}

static bool is_met(const struct requirement *r)
{
    return fg_sv_eq(r->state, FG_SV("met"));
}

static bool is_gap(const struct requirement *r)
{
    return fg_sv_eq(r->state, FG_SV("gap")) || fg_sv_eq(r->state, FG_SV("partial")) ||
           fg_sv_eq(r->state, FG_SV("adjacent"));
}

static void put_met(const struct requirement *r, struct fg_buf *line)
{
    fg_buf_addf(line, "%.*s %.*s", FG_SV_ARG(r->id), FG_SV_ARG(r->text));
}

static void put_gap(const struct requirement *r, struct fg_buf *line)
{
    put_met(r, line);
    if (r->points > 0)
        fg_buf_addf(line, " (+%.*s)", FG_SV_ARG(r->gain));
    if (r->reason.n)
        fg_buf_addf(line, ": %.*s", FG_SV_ARG(r->reason));
}

/* ---- what ---- */

/* A query's first column, or the requirements of the fit, most points first. */
static const struct {
    const char *heading, *sql;
    bool (*wants)(const struct requirement *r);
    void (*put)(const struct requirement *r, struct fg_buf *line);
} sections[] = {
    {.heading = "What happened", .sql =
     "SELECT at || ' ' || status || CASE round WHEN 0 THEN '' ELSE ' ' || round END ||"
     " CASE note WHEN '' THEN '' ELSE ': ' || note END"
     " FROM event WHERE application = ?1 ORDER BY at, id"},
    {.heading = "Gaps", .wants = is_gap, .put = put_gap},
    {.heading = "What spoke for it", .wants = is_met, .put = put_met},
#define ANSWERS(question)                                                                  \
    "SELECT answer || coalesce((SELECT group_concat(' [' || requirement || ' ' || role ||" \
    " ': ' || text || ']', '') FROM debrief_link WHERE debrief = debrief.id), '')"         \
    " FROM debrief WHERE application = ?1 AND question = '" question "' ORDER BY id"
    {.heading = "What went wrong", .sql = ANSWERS("wrong")},
    {.heading = "What went right", .sql = ANSWERS("right")},
    {.heading = "What can be improved", .sql = ANSWERS("improve")},
#undef ANSWERS
    {.heading = "What they said", .sql =
     "SELECT at || CASE said_by WHEN '' THEN '' ELSE ' ' || said_by END || ': \"' || words ||"
     " '\"' || CASE changeable WHEN 'yes' THEN ' Can be changed' WHEN 'no' THEN"
     " ' Can''t be changed' ELSE '' END ||"
     " CASE remedy WHEN '' THEN '' ELSE ', by ' || remedy END"
     " FROM feedback WHERE application = ?1 ORDER BY at, id"},
    {.heading = "People", .sql =
     "SELECT name || CASE role WHEN '' THEN '' ELSE ', ' || role END ||"
     " CASE firm WHEN '' THEN '' ELSE ', ' || firm END ||"
     " CASE mail WHEN '' THEN '' ELSE ', ' || mail END ||"
     " CASE phone WHEN '' THEN '' ELSE ', ' || phone END ||"
     " CASE agreed WHEN '' THEN '' ELSE '; agreed: ' || agreed END ||"
     " CASE reference WHEN '' THEN '' ELSE '; reference: ' || reference END ||"
     " CASE knows WHEN '' THEN '' ELSE '; knows: ' || knows END ||"
     " CASE note WHEN '' THEN '' ELSE '; ' || note END"
     " FROM met JOIN contact ON contact.uid = met.contact WHERE application = ?1 ORDER BY met.id"},
    {.heading = "Follow-ups", .sql =
     "SELECT due || ' ' || what || CASE state WHEN 'open' THEN '' ELSE ' (' || state || ')' END"
     " FROM follow_up WHERE application = ?1 ORDER BY due, id"},
};

static const char head_sql[] =
    "SELECT CASE title WHEN '' THEN '(no title)' ELSE title END ||"
    " CASE company WHEN '' THEN '' ELSE ' - ' || company END, status_at, status, round, score,"
    " band, location, url, key, id, substr(added_at, 1, 10) FROM application WHERE id = ?1";
enum { NAME, STATUS_AT, STATUS, ROUND, SCORE, BAND, LOCATION, URL, KEY, ID, ADDED_AT };

/* ---- how ---- */

struct style {
    const char *title, *title_end, *heading, *heading_end, *item, *before_items;
    void (*add)(struct fg_buf *out, struct fg_sv line); /* one line, without its end */
    void (*add_title)(struct fg_buf *out, struct fg_sv line);
};

static void add_plain(struct fg_buf *out, struct fg_sv line)
{
    fg_report_add_safe(out, line);
}

/* Source: CommonMark 0.31, 2.4: what may be escaped; here what could start markup
 * inside a line. */
static void add_markdown(struct fg_buf *out, struct fg_sv line)
{
    struct fg_buf safe = {0};
    fg_report_add_safe(&safe, line);
    for (size_t i = 0; i < safe.n; i++) {
        const char c = safe.p[i];
        const bool entity =
            c == '&' && i + 1 < safe.n && (fg_is_alpha(safe.p[i + 1]) || safe.p[i + 1] == '#');
        if (entity || c == '\\' || c == '`' || c == '*' || c == '_' || c == '[' || c == ']' ||
            c == '<' || c == '>' || c == '|' ||
            (i == 0 && (c == '#' || c == '+' || c == '-' || c == '=')))
            fg_buf_addc(out, '\\');
        fg_buf_addc(out, c);
    }
    fg_buf_free(&safe);
}

/* Inside an item a line may still begin a block, a drawer or a table. */
static void add_org(struct fg_buf *out, struct fg_sv line)
{
    if (line.n && memchr("#:|", line.p[0], 3))
        fg_buf_add_cp(out, 0x200b);
    fg_escape_org(out, line);
}

static const struct style styles[] = {
    [FG_FORMAT_TEXT] = {"", "\n", "\n", "\n", "  ", "", add_plain, add_plain},
    [FG_FORMAT_MARKDOWN] = {"# ", "\n", "\n## ", "\n", "- ", "\n", add_markdown, add_markdown},
    [FG_FORMAT_ORG] = {"* ", "\n", "** ", "\n", "- ", "", add_org, fg_escape_org_heading},
    /* a body line of jrnl never begins at the margin, where "[date]" starts an entry */
    [FG_FORMAT_JRNL] = {"", "\n", "  ", ":\n", "  - ", "", fg_escape_jrnl, fg_escape_jrnl},
};

/* Later lines of an item stand under its first. */
static void put_item(const struct style *s, struct fg_buf *out, struct fg_sv text)
{
    struct fg_sv rest = text, line;
    for (bool first = true; fg_sv_next(&rest, '\n', &line); first = false) {
        if (!first)
            fg_buf_addf(out, "%*s", (int)fg_sv_of(s->item).n, "");
        else
            fg_buf_addz(out, s->item);
        s->add(out, line);
        fg_buf_addc(out, '\n');
    }
}

static void put_fact(const struct style *s, struct fg_buf *out, const char *name,
                     struct fg_sv value)
{
    struct fg_buf line = {0};
    if (!value.n)
        return;
    fg_buf_addf(&line, "%s: %.*s", name, FG_SV_ARG(value));
    put_item(s, out, fg_buf_sv(&line));
    fg_buf_free(&line);
}

static void put_heading(const struct style *s, struct fg_buf *out, const char *heading)
{
    fg_buf_addf(out, "%s%s%s%s", s->heading, heading, s->heading_end, s->before_items);
}

/* ---- the head ---- */

static void put_facts(const struct style *s, struct fg_rows *r, struct fg_buf *out)
{
    char text[96];
    const int64_t round = fg_sql_int(r, ROUND);
    snprintf(text, sizeof text, round ? "%.*s %lld" : "%.*s", FG_SV_ARG(fg_sql_text(r, STATUS)),
             (long long)round);
    put_fact(s, out, "Status", fg_sv_of(text));
    put_fact(s, out, "Since", fg_sql_text(r, STATUS_AT));
    if (fg_sql_real(r, SCORE) >= 0) {
        snprintf(text, sizeof text, "%.1f %.*s", fg_sql_real(r, SCORE),
                 FG_SV_ARG(fg_utf8_cut(fg_sql_text(r, BAND), 32)));
        put_fact(s, out, "Score", fg_sv_of(text));
    }
    put_fact(s, out, "Place", fg_sql_text(r, LOCATION));
    put_fact(s, out, "Address", fg_sql_text(r, URL));
    if (!fg_sv_eq(fg_sql_text(r, KEY), fg_sql_text(r, URL)))
        put_fact(s, out, "Key", fg_sql_text(r, KEY));
    snprintf(text, sizeof text, "#%lld, added %.*s", (long long)fg_sql_int(r, ID),
             FG_SV_ARG(fg_sql_text(r, ADDED_AT)));
    put_fact(s, out, "Journal", fg_sv_of(text));
}

static enum fg_status put_head(fg_journal *j, int64_t id, enum fg_format format,
                               struct fg_buf *out, struct fg_error *err)
{
    const struct style *s = &styles[format];
    struct fg_rows r = fg_sql_open(j, err, head_sql, FG_BINDS(FG_INT(id)));
    if (fg_sql_next(&r)) {
        if (format == FG_FORMAT_JRNL)
            fg_buf_addf(out, "[%.*s 12:00] ", FG_SV_ARG(fg_sql_text(&r, STATUS_AT)));
        fg_buf_addz(out, s->title);
        s->add_title(out, fg_sql_text(&r, NAME));
        fg_buf_addf(out, "%s%s", s->title_end, s->before_items);
        put_facts(s, &r, out);
    }
    return fg_sql_close(&r);
}

/* ---- sections ---- */

struct page {
    fg_journal *journal;
    int64_t id;
    const struct style *style;
    struct fg_buf *out;
    struct fg_json_doc fit;
    FG_VEC(struct requirement) requirements; /* views of it, most points first */
};

static enum fg_status put_query(const struct page *p, size_t i, struct fg_error *err)
{
    struct fg_rows r = fg_sql_open(p->journal, err, sections[i].sql, FG_BINDS(FG_INT(p->id)));
    for (bool first = true; fg_sql_next(&r); first = false) {
        if (first)
            put_heading(p->style, p->out, sections[i].heading);
        put_item(p->style, p->out, fg_sql_text(&r, 0));
    }
    return fg_sql_close(&r);
}

static void put_requirements(const struct page *p, size_t i)
{
    struct fg_buf line = {0};
    bool first = true;
    for (size_t k = 0; k < p->requirements.n; k++) {
        const struct requirement *r = &p->requirements.at[k];
        if (!sections[i].wants(r))
            continue;
        if (first)
            put_heading(p->style, p->out, sections[i].heading);
        first = false;
        fg_buf_clear(&line);
        sections[i].put(r, &line);
        put_item(p->style, p->out, fg_buf_sv(&line));
    }
    p->out->failed |= line.failed;
    fg_buf_free(&line);
}

/* Kept in order as they come: there are few, and those that bring alike stay in theirs. */
static void add_requirement(struct page *p, const struct requirement *r)
{
    const struct requirement *slot = fg_vec_add(p->journal->arena, &p->requirements);
    if (!slot)
        return; /* fg_memory() tells */
    struct requirement *all = p->requirements.at;
    size_t i = p->requirements.n - 1;
    for (; i > 0 && all[i - 1].points < r->points; i--)
        all[i] = all[i - 1];
    all[i] = *r;
}

static enum fg_status read_fit(struct page *p, struct fg_error *err)
{
    struct fg_rows r = fg_sql_open(p->journal, err,
                                   "SELECT fit FROM posting WHERE application = ?1",
                                   FG_BINDS(FG_INT(p->id)));
    size_t at = 0;
    if (fg_sql_next(&r) && fg_json_doc_read(&p->fit, fg_sql_keep(&r, 0), &at)) {
        struct fg_jv one = fg_jv_first(fg_jv_get(fg_jv_root(&p->fit), "requirements"));
        for (; one.doc; one = fg_jv_next(one)) {
            const struct requirement requirement = requirement_of(p->journal, one);
            add_requirement(p, &requirement);
        }
    }
    const enum fg_status status = fg_sql_close(&r);
    return status == FG_OK ? fg_memory(p->journal, err) : status;
}

static enum fg_status put_sections(struct page *p, struct fg_error *err)
{
    enum fg_status status = read_fit(p, err);
    for (size_t i = 0; i < sizeof sections / sizeof *sections && status == FG_OK; i++) {
        if (sections[i].sql)
            status = put_query(p, i, err);
        else
            put_requirements(p, i);
    }
    return status;
}

static enum fg_status put_posting(fg_journal *j, int64_t id, const struct style *s,
                                  struct fg_buf *out, struct fg_error *err)
{
    struct fg_rows r = fg_sql_open(
        j, err, "SELECT text FROM posting WHERE application = ?1 AND text <> ''",
        FG_BINDS(FG_INT(id)));
    if (fg_sql_next(&r)) {
        struct fg_sv rest = fg_sql_text(&r, 0), line;
        put_heading(s, out, "The posting as it was read");
        while (fg_sv_next(&rest, '\n', &line))
            if (fg_sv_trim(line).n)
                put_item(s, out, line);
    }
    return fg_sql_close(&r);
}

/* ---- the page ---- */

enum fg_status fg_journal_page(fg_journal *j, int64_t id, enum fg_format format,
                               bool with_posting, struct fg_buf *out, struct fg_error *err)
{
    const struct style *s =
        (size_t)format < sizeof styles / sizeof *styles ? &styles[format] : NULL;
    if (!s || !s->add)
        return fg_fail(err, FG_EUSAGE, "a page is written as text, markdown, org or jrnl");
    enum fg_status status = put_head(j, id, format, out, err);
    struct page page = {.journal = j, .id = id, .style = s, .out = out};
    if (status == FG_OK)
        status = put_sections(&page, err);
    fg_json_doc_free(&page.fit);
    return status == FG_OK && with_posting ? put_posting(j, id, s, out, err) : status;
}
