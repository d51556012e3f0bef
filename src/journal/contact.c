/* People met on the way. */
#include "journal/internal.h"

#include "report/layout.h"
#include "rules/finder.h"

const char *const fg_contact_field_names[FG_CONTACT_FIELDS] = {
    [FG_CONTACT_NAME] = "name",     [FG_CONTACT_ROLE] = "role",
    [FG_CONTACT_FIRM] = "firm",     [FG_CONTACT_MAIL] = "mail",
    [FG_CONTACT_PHONE] = "phone",   [FG_CONTACT_AGREED] = "agreed",
    [FG_CONTACT_REFERENCE] = "reference", [FG_CONTACT_KNOWS] = "knows",
    [FG_CONTACT_NOTE] = "note",
};

/* ?1 id, ?2.. the fields: NULL leaves one as it is */
static enum fg_status write_fields(fg_journal *j, int64_t id, const struct fg_contact *c,
                                   struct fg_error *err)
{
    struct fg_bind binds[FG_CONTACT_FIELDS + 1] = {FG_INT(id)};
    for (int f = 0; f < FG_CONTACT_FIELDS; f++)
        if (c->field[f].p)
            binds[f + 1] = FG_TEXT(c->field[f]);
    return fg_sql_run(j, err,
                      "UPDATE contact SET name = coalesce(?2, name), role = coalesce(?3, role),"
                      " firm = coalesce(?4, firm), mail = coalesce(?5, mail),"
                      " phone = coalesce(?6, phone), agreed = coalesce(?7, agreed),"
                      " reference = coalesce(?8, reference), knows = coalesce(?9, knows),"
                      " note = coalesce(?10, note) WHERE id = ?1",
                      binds, FG_CONTACT_FIELDS + 1);
}

static enum fg_status add(fg_journal *j, int64_t *id, const struct fg_contact *c,
                          struct fg_error *err)
{
    char uid[FG_UID];
    if (!fg_sv_trim(c->field[FG_CONTACT_NAME]).n)
        return fg_fail(err, FG_EUSAGE, "a contact needs a name");
    fg_uid_random(uid);
    const enum fg_status status = fg_sql_run(
        j, err,
        "INSERT INTO contact (uid, name, role, firm, mail, phone, agreed, reference, knows, note,"
        " added_at) VALUES (?1, '', '', '', '', '', '', '', '', '', ?2)",
        FG_BINDS(FG_TEXT(fg_sv_of(uid)), FG_TEXT(fg_sv_of(j->now.instant))));
    *id = sqlite3_last_insert_rowid(j->db);
    return status;
}

enum fg_status fg_contact_put(fg_journal *j, int64_t *id, const struct fg_contact *contact,
                              int64_t application, struct fg_error *err)
{
    enum fg_status status = *id ? FG_OK : add(j, id, contact, err);
    if (status == FG_OK)
        status = write_fields(j, *id, contact, err);
    if (status == FG_OK && application)
        status = fg_sql_run(j, err,
                            "INSERT OR IGNORE INTO met (application, contact)"
                            " SELECT ?1, uid FROM contact WHERE id = ?2",
                            FG_BINDS(FG_INT(application), FG_INT(*id)));
    return status;
}

enum fg_status fg_contact_find(fg_journal *j, struct fg_sv word, int64_t *id,
                               struct fg_error *err)
{
    uint32_t number = 0;
    size_t n = 0;
    fg_finder *finder;
    enum fg_status status = fg_finder_new(word, false, &finder, err);
    if (status != FG_OK)
        return status;
    fg_sv_to_u32(word, &number);
    struct fg_rows r = fg_sql_open(j, err, "SELECT id, name FROM contact WHERE ?1 IN (0, id)",
                                   FG_BINDS(FG_INT(number)));
    while (n < 2 && fg_sql_next(&r))
        if ((number || fg_finder_has(finder, fg_sql_text(&r, 1))) && n++ == 0)
            *id = fg_sql_int(&r, 0);
    fg_finder_free(finder);
    status = fg_sql_close(&r);
    if (status != FG_OK || n == 1)
        return status;
    return fg_fail(err, FG_EUSAGE,
                   n ? "\"%.*s\" may be several contacts: use the number"
                     : "no contact is \"%.*s\" (`fitgap journal contact` lists them)",
                   FG_SV_ARG(word));
}

/* ---- lists ---- */

static const char list_sql[] =
    "SELECT id, uid, name, role, firm, mail, phone, agreed, reference, knows, note, added_at"
    " FROM contact WHERE (?1 = 0 OR id = ?1)"
    " AND (?2 = 0 OR uid IN (SELECT contact FROM met WHERE application = ?2))"
    " ORDER BY name, id";
enum { FIRST_FIELD = 2, ADDED_AT = FIRST_FIELD + FG_CONTACT_FIELDS };

static void text_row(struct fg_rows *r, const struct fg_report_style *style, struct fg_buf *out)
{
    char id[24];
    snprintf(id, sizeof id, "%lld", (long long)fg_sql_int(r, 0));
    enum { FIXED = 4 + 4 * 2, LEAST = 48 };
    const size_t width = style->width > FIXED + LEAST ? (size_t)style->width - FIXED : 80 - FIXED;
    const size_t widths[] = {4, width / 4, width / 4, width / 5,
                             width - 2 * (width / 4) - width / 5};
    const struct fg_layout_cell cells[] = {
        {fg_sv_of(id), NULL, true},       {fg_sql_text(r, 2), "1", false},
        {fg_sql_text(r, 3), NULL, false}, {fg_sql_text(r, 4), NULL, false},
        {fg_sql_text(r, 5), NULL, false},
    };
    fg_layout_row(out, cells, widths, 5, style->color);
}

static void json_row(struct fg_rows *r, struct fg_json *json)
{
    fg_json_open(json, '{');
    fg_json_key(json, "id");
    fg_json_uint(json, (uint64_t)fg_sql_int(r, 0));
    fg_json_member_text(json, "uid", fg_sql_text(r, 1));
    for (int f = 0; f < FG_CONTACT_FIELDS; f++)
        fg_json_member_text(json, fg_contact_field_names[f], fg_sql_text(r, FIRST_FIELD + f));
    fg_json_member_text(json, "added_at", fg_sql_text(r, ADDED_AT));
    fg_json_close(json, '}');
}

enum fg_status fg_contact_list(fg_journal *j, int64_t id, int64_t application,
                               enum fg_format format, const struct fg_report_style *style,
                               struct fg_buf *out, struct fg_error *err)
{
    struct fg_json json = {.out = out, .indent = 1};
    if (format != FG_FORMAT_TEXT && format != FG_FORMAT_JSON)
        return fg_fail(err, FG_EUSAGE, "contacts are listed as text or json, or --as vcard");
    struct fg_rows r = fg_sql_open(j, err, list_sql, FG_BINDS(FG_INT(id), FG_INT(application)));
    if (format == FG_FORMAT_JSON)
        fg_json_open(&json, '[');
    while (fg_sql_next(&r)) {
        if (format == FG_FORMAT_JSON)
            json_row(&r, &json);
        else
            text_row(&r, style, out);
    }
    if (format == FG_FORMAT_JSON) {
        fg_json_close(&json, ']');
        fg_buf_addc(out, '\n');
    }
    return fg_sql_close(&r);
}

/* ---- vCard ---- */

/* Lines of at most 75 bytes, folded between characters. Source: RFC 6350, 3.2. */
static void add_folded(struct fg_buf *out, struct fg_sv line)
{
    enum { MOST = 75 };
    for (size_t room = MOST; line.n; room = MOST - 1) {
        const struct fg_sv part = fg_utf8_cut(line, room);
        fg_buf_addz(out, room == MOST ? "" : "\r\n ");
        fg_buf_add(out, part);
        line = fg_sv_sub(line, part.n, line.n);
    }
    fg_buf_addz(out, "\r\n");
}

/* Source: RFC 6350, 3.4. */
static void add_escaped(struct fg_buf *out, struct fg_sv s)
{
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '\n') {
            fg_buf_addz(out, "\\n");
            continue;
        }
        if (s.p[i] == '\r')
            continue;
        if (s.p[i] == ',' || s.p[i] == ';' || s.p[i] == '\\')
            fg_buf_addc(out, '\\');
        fg_buf_addc(out, s.p[i]);
    }
}

static void property(struct fg_buf *out, const char *name, struct fg_sv value)
{
    struct fg_buf line = {0};
    if (!value.n)
        return;
    fg_buf_addf(&line, "%s:", name);
    add_escaped(&line, value);
    add_folded(out, fg_buf_sv(&line));
    fg_buf_free(&line);
}

/* What vCard has no property for stands in the note, under its name. */
static void note_property(struct fg_rows *r, struct fg_buf *out)
{
    static const struct {
        enum fg_contact_field field;
        const char *label;
    } parts[] = {{FG_CONTACT_NOTE, ""},
                 {FG_CONTACT_AGREED, "Agreed: "},
                 {FG_CONTACT_REFERENCE, "Would be a reference: "},
                 {FG_CONTACT_KNOWS, "Knows: "}};
    struct fg_buf note = {0};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        const struct fg_sv value = fg_sql_text(r, FIRST_FIELD + (int)parts[i].field);
        if (!value.n)
            continue;
        fg_buf_addf(&note, "%s%s", note.n ? "\n" : "", parts[i].label);
        fg_buf_add(&note, value);
    }
    property(out, "NOTE", fg_buf_sv(&note));
    fg_buf_free(&note);
}

static void vcard(struct fg_rows *r, struct fg_buf *out)
{
    static const struct {
        const char *name;
        enum fg_contact_field field;
    } properties[] = {{"FN", FG_CONTACT_NAME},   {"TITLE", FG_CONTACT_ROLE},
                      {"ORG", FG_CONTACT_FIRM},  {"EMAIL", FG_CONTACT_MAIL},
                      {"TEL", FG_CONTACT_PHONE}};
    fg_buf_addz(out, "BEGIN:VCARD\r\nVERSION:4.0\r\n");
    fg_buf_addf(out, "UID:urn:uuid:%.*s\r\n", FG_SV_ARG(fg_sql_text(r, 1)));
    for (size_t i = 0; i < sizeof properties / sizeof *properties; i++)
        property(out, properties[i].name, fg_sql_text(r, FIRST_FIELD + (int)properties[i].field));
    note_property(r, out);
    fg_buf_addz(out, "END:VCARD\r\n");
}

enum fg_status fg_contact_vcard(fg_journal *j, int64_t id, int64_t application,
                                struct fg_buf *out, struct fg_error *err)
{
    struct fg_rows r = fg_sql_open(j, err, list_sql, FG_BINDS(FG_INT(id), FG_INT(application)));
    while (fg_sql_next(&r))
        vcard(&r, out);
    return fg_sql_close(&r);
}
