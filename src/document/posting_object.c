#include "document/posting_object.h"

#include "document/headline.h"
#include "document/json_value.h"
#include "document/posting_names.h"

#include <string.h>

#define COUNT(table) (sizeof(table) / sizeof *(table))

enum {
    MOST_OUTER = 2,          /* containers in containers                            */
    MOST_LEVELS = 8,         /* of content nested in content                        */
    SHORT_ITEM = 240,        /* bytes: a text longer than this is prose             */
    FULL_DESCRIPTION = 200   /* bytes: a description that says what is asked for    */
};

/* ---- members by role ---- */

struct members {
    const json_t *of[FG_ROLES];
    unsigned rank[FG_ROLES];
    unsigned proofs;
    struct fg_sv headline;   /* of a text that is no description by its name; or empty  */
};

static bool is_said(const json_t *value)
{
    if (json_is_string(value))
        return fg_sv_trim(fg_json_bytes(value)).n > 0;
    if (json_is_array(value))
        return json_array_size(value) > 0;
    return !json_is_null(value) && (!json_is_object(value) || json_object_size(value) > 0);
}

static void gather(const json_t *object, struct members *m, unsigned outer);

/* "UserArea": {"Details": {...}}: what would be a description's text is a container too. */
static bool is_inner(const struct fg_posting_name *name, const json_t *value, unsigned outer)
{
    return outer && name->role == FG_ROLE_DESCRIPTION && json_is_object(value);
}

static void gather_one(const char *key, const json_t *value, struct members *m, unsigned outer)
{
    char plain[FG_JSON_KEY];
    fg_json_plain_key(key, plain);
    const struct fg_posting_name *name = fg_posting_name(plain);
    if (!name)
        return;
    m->proofs += name->proof;
    if (outer < MOST_OUTER && (name->role == FG_ROLE_CONTAINER || is_inner(name, value, outer))) {
        gather(value, m, outer + 1);
        return;
    }
    value = fg_json_in_one_language(value);
    if (name->role >= FG_ROLES || !is_said(value))
        return;
    if (!m->of[name->role] || name->rank + outer < m->rank[name->role]) {
        m->of[name->role] = value;
        m->rank[name->role] = name->rank + outer;
    }
}

/* `outer`: 1 for the members of a container, 2 of one in that, so that the object's own
 * win. */
static void gather(const json_t *object, struct members *m, unsigned outer)
{
    const char *key;
    json_t *value, *unchanging = (json_t *)(uintptr_t)object;
    json_object_foreach(unchanging, key, value)
        gather_one(key, value, m, outer);
}

/* A comment of a thread has a text and nothing else: its first line says whose posting it
 * is. */
static void take_headline(struct members *m)
{
    enum { LEAST_BEHIND = 20 };  /* bytes: without a text it heads nothing */
    const struct fg_sv text = fg_json_bytes(m->of[FG_ROLE_TITLE]);
    const bool bare = !m->of[FG_ROLE_DESCRIPTION] && m->rank[FG_ROLE_TITLE] >= FG_WEAK_TITLE;
    const struct fg_sv headline = bare ? fg_headline(text) : (struct fg_sv){0};
    if (!headline.n || headline.n + LEAST_BEHIND > text.n)
        return;
    m->headline = headline;
    m->of[FG_ROLE_DESCRIPTION] = m->of[FG_ROLE_TITLE];
}

static struct members members_of(const json_t *object)
{
    struct members m = {0};
    gather(object, &m, 0);
    take_headline(&m);
    return m;
}

/* ---- is it one ---- */

static bool is_type_name(struct fg_sv s)
{
    return fg_sv_ends(fg_sv_trim(s), FG_SV("JobPosting"));
}

bool fg_posting_object_is_typed(const json_t *value)
{
    const json_t *type = json_object_get(value, "@type");
    if (!type)
        type = json_object_get(value, "type");
    if (!json_is_array(type))
        return is_type_name(fg_json_bytes(type));
    for (size_t i = 0; i < json_array_size(type); i++)
        if (is_type_name(fg_json_bytes(json_array_get(type, i))))
            return true;
    return false;
}

static bool is_title(const json_t *value)
{
    const struct fg_sv s = fg_json_bytes(value);
    return s.n > 0 && s.n <= 300 && !memchr(s.p, '\n', s.n);
}

bool fg_posting_object_is_likely(const json_t *value, bool strict)
{
    if (!json_is_object(value))
        return false;
    const struct members m = members_of(value);
    if (m.headline.n)
        return !strict;
    const bool content = m.of[FG_ROLE_DESCRIPTION] || m.of[FG_ROLE_QUALIFICATIONS] ||
                         m.of[FG_ROLE_RESPONSIBILITIES];
    const bool placed = m.of[FG_ROLE_COMPANY] && m.of[FG_ROLE_LOCATION]; /* "name" is its title */
    const bool weak = strict || (m.rank[FG_ROLE_TITLE] >= FG_WEAK_TITLE && !placed);
    return content && is_title(m.of[FG_ROLE_TITLE]) && (m.proofs > 0 || !weak);
}

/* ---- content to blocks ---- */

static const char body_keys[] = "html htmlcontent content rendered textformatted body text value "
                                "description description1 items list";
static const char heading_keys[] = "title heading headline label name text";

static void add_heading(struct fg_block_builder *b, struct fg_sv text)
{
    const struct fg_block heading = {.kind = FG_BLOCK_HEADING, .level = 3};
    fg_blocks_add(b, &heading, text);
}

static void add_item(struct fg_block_builder *b, struct fg_sv text)
{
    const struct fg_block item = {.kind = FG_BLOCK_ITEM, .level = 1};
    fg_blocks_add(b, &item, text);
}

static void add_content(struct fg_block_builder *b, const json_t *value, unsigned levels);

/* The parts of an object none of whose members is known for its content: all that
 * have parts themselves, or else the longest text. */
static void add_unknown(struct fg_block_builder *b, const json_t *object, unsigned levels)
{
    const json_t *longest = NULL;
    const char *key;
    json_t *inner, *unchanging = (json_t *)(uintptr_t)object;
    bool parts = false;
    json_object_foreach(unchanging, key, inner) {
        if (json_is_string(inner)) {
            if (!longest || json_string_length(inner) > json_string_length(longest))
                longest = inner;
        } else {
            parts = parts || json_is_object(inner) || json_is_array(inner);
            add_content(b, inner, levels);
        }
    }
    if (!parts && longest)
        add_content(b, longest, levels);
}

/* {title, text}: a part with its heading. */
static void add_object(struct fg_block_builder *b, const json_t *object, unsigned levels)
{
    const json_t *body = fg_json_member(object, body_keys);
    const json_t *heading = fg_json_member(object, heading_keys);
    if (!body) {
        add_unknown(b, object, levels);
        return;
    }
    if (heading != body && is_title(heading))
        add_heading(b, fg_json_plain(b->arena, fg_json_bytes(heading)));
    add_content(b, body, levels);
}

static bool is_short_line(struct fg_sv s)
{
    return s.n <= SHORT_ITEM && !memchr(s.p, '\n', s.n) && !memchr(s.p, '<', s.n);
}

static void add_element(struct fg_block_builder *b, const json_t *value, unsigned levels)
{
    const struct fg_sv s = fg_sv_trim(fg_json_bytes(value));
    if (s.n && is_short_line(s))
        add_item(b, fg_json_plain(b->arena, s));
    else
        add_content(b, value, levels);
}

static void add_content(struct fg_block_builder *b, const json_t *value, unsigned levels)
{
    if (levels == 0)
        return;
    if (json_is_string(value))
        fg_html_fragment(fg_json_bytes(value), b, NULL); /* its failure stays in the builder */
    else if (json_is_object(value))
        add_object(b, value, levels - 1);
    for (size_t i = 0; i < json_array_size(value); i++)
        add_element(b, json_array_get(value, i), levels - 1);
}

/* ---- sections of their own ---- */

enum reading { TEXT, MONTHS, DEGREE, KEYWORDS };

static const struct section {
    enum fg_posting_role role;
    const char *heading;
    unsigned flags;
    enum reading reading;
    bool may_be_tags;    /* a board's list of search words, not the employer's text */
} sections[] = {
    {FG_ROLE_LISTS, "", 0, TEXT, false},
    {FG_ROLE_RESPONSIBILITIES, "Responsibilities", 0, TEXT, false},
    {FG_ROLE_QUALIFICATIONS, "Qualifications", FG_BLOCK_FIELD, TEXT, false},
    {FG_ROLE_EXPERIENCE, "Experience requirements", FG_BLOCK_FIELD, MONTHS, false},
    {FG_ROLE_EDUCATION, "Education requirements", FG_BLOCK_FIELD, DEGREE, false},
    {FG_ROLE_SKILLS, "Required skills", FG_BLOCK_FIELD, KEYWORDS, true},
    {FG_ROLE_CLEARANCE, "Security clearance", FG_BLOCK_FIELD, TEXT, false},
    {FG_ROLE_PHYSICAL, "Physical requirements", FG_BLOCK_FIELD, TEXT, false},
    {FG_ROLE_ELIGIBILITY, "Eligibility to work", FG_BLOCK_FIELD, TEXT, false},
    {FG_ROLE_PREFERRED, "Preferred qualifications", FG_BLOCK_FIELD, TEXT, false},
    {FG_ROLE_ADDITIONAL, "", 0, TEXT, false},
    {FG_ROLE_BENEFITS, "Benefits", 0, TEXT, false},
    {FG_ROLE_EMPLOYER_TEXT, "About the company", 0, TEXT, false},
};

/* A draft: the document being built and what its description says, letters and
 * digits only, so that a section can be told to be in it already. */
struct draft {
    struct fg_block_builder b;
    struct fg_buf said;
    size_t description_bytes;
};

static void add_letters(struct fg_buf *out, struct fg_sv s)
{
    for (size_t i = 0; i < s.n; i++)
        if (fg_is_alnum(s.p[i]) || (unsigned char)s.p[i] >= 0x80)
            fg_buf_addc(out, fg_lower(s.p[i]));
}

static bool is_said_already(const struct draft *d, struct fg_sv text)
{
    struct fg_buf letters = {0};
    add_letters(&letters, text);
    const bool said = letters.n == 0 ||
                      fg_sv_find(fg_buf_sv(&d->said), fg_buf_sv(&letters)) != SIZE_MAX;
    fg_buf_free(&letters);
    return said;
}

/* The blocks of one part of a section, each left out where it is said already;
 * the heading comes before the first that is not. */
static void add_new_blocks(struct draft *d, const struct section *s, const struct fg_document *part,
                           bool *has_heading)
{
    for (size_t i = 0; i < part->n_blocks; i++) {
        struct fg_block block = part->blocks[i];
        if (block.kind != FG_BLOCK_HEADING && is_said_already(d, block.text))
            continue;
        if (!*has_heading && s->heading[0])
            add_heading(&d->b, fg_sv_of(s->heading));
        *has_heading = true;
        block.flags |= block.kind == FG_BLOCK_HEADING ? 0 : s->flags;
        fg_blocks_add(&d->b, &block, block.text);
    }
}

/* schema.org's OccupationalExperienceRequirements: months as a line of text. */
static struct fg_sv experience_line(fg_arena *arena, const json_t *value)
{
    const double months = fg_json_number_of(fg_json_member(value, "monthsofexperience"));
    if (months <= 0)
        return (struct fg_sv){0};
    struct fg_buf line = {0};
    const unsigned whole = (unsigned)(months + 0.5);
    if (whole % 12 == 0)
        fg_buf_addf(&line, "%u year%s of experience", whole / 12, whole == 12 ? "" : "s");
    else
        fg_buf_addf(&line, "%u months of experience", whole);
    const struct fg_sv out = fg_arena_sv(arena, fg_buf_sv(&line));
    fg_buf_free(&line);
    return out;
}

/* EducationalOccupationalCredential: "bachelor degree" and its like. */
static struct fg_sv education_line(fg_arena *arena, const json_t *value)
{
    return fg_json_name(arena, fg_json_member(value, "credentialcategory"), 2);
}

/* JSON Resume's {name, level, keywords}: "Baking: bread, pastry". */
static struct fg_sv keywords_line(fg_arena *arena, const json_t *value)
{
    const json_t *keywords = fg_json_member(value, "keywords");
    struct fg_buf line = {0};
    if (!json_is_array(keywords))
        return (struct fg_sv){0};
    fg_buf_add(&line, fg_json_name(arena, fg_json_member(value, "name"), 1));
    for (size_t i = 0; i < json_array_size(keywords); i++) {
        fg_buf_addz(&line, i ? ", " : line.n ? ": " : "");
        fg_buf_add(&line, fg_json_name(arena, json_array_get(keywords, i), 1));
    }
    const struct fg_sv out = fg_arena_sv(arena, fg_buf_sv(&line));
    fg_buf_free(&line);
    return out;
}

static struct fg_sv fact_line(fg_arena *arena, enum reading reading, const json_t *value)
{
    static struct fg_sv (*const lines[])(fg_arena *, const json_t *) = {
        [TEXT] = NULL, [MONTHS] = experience_line, [DEGREE] = education_line,
        [KEYWORDS] = keywords_line};
    return lines[reading] ? lines[reading](arena, value) : (struct fg_sv){0};
}

/* A search word rather than a sentence: three words at most. */
static bool is_tag(const json_t *value)
{
    enum { MANY = 100 };         /* a skill that is told by keywords is somebody's own */
    struct fg_sv rest = fg_sv_trim(fg_json_bytes(value)), word;
    unsigned words = fg_json_member(value, "keywords") ? MANY : 0;
    while (rest.n && fg_sv_next(&rest, ' ', &word))
        words += word.n > 0;
    return words <= 3;
}

/* A list of search words: elements that are, or one text that is such a list. */
static bool is_tag_list(const json_t *value)
{
    struct fg_sv rest = fg_json_bytes(value), part;
    while (rest.n && fg_sv_next(&rest, ',', &part)) {
        json_t *text = json_stringn(part.p, part.n);
        const bool tag = is_tag(text);
        json_decref(text);
        if (!tag)
            return false;
    }
    for (size_t i = 0; i < json_array_size(value); i++)
        if (!is_tag(json_array_get(value, i)))
            return false;
    return true;
}

static void add_part(struct draft *d, const struct section *s, const json_t *value,
                     bool *has_heading)
{
    struct fg_block_builder b;
    struct fg_document part;
    fg_blocks_begin(&b, d->b.arena);
    const struct fg_sv line = fact_line(b.arena, s->reading, value);
    if (line.n)
        add_item(&b, line);
    else if (s->flags || s->role == FG_ROLE_RESPONSIBILITIES) /* one short line is an item */
        add_element(&b, value, MOST_LEVELS);
    else
        add_content(&b, value, MOST_LEVELS);
    if (!fg_blocks_end(&b, &part))
        d->b.text.failed = true;
    else
        add_new_blocks(d, s, &part, has_heading);
}

/* A fact computed from the description by the board, not written by anyone, says
 * nothing that a full description does not. */
static bool is_worth_adding(const struct draft *d, const struct section *s, const json_t *value)
{
    if (d->description_bytes < FULL_DESCRIPTION)
        return true;
    const json_t *one = json_is_array(value) ? json_array_get(value, 0) : value;
    return !(s->may_be_tags && is_tag_list(value)) &&
           !((s->reading == MONTHS || s->reading == DEGREE) && json_is_object(one));
}

static void add_section(struct draft *d, const struct section *s, const json_t *value)
{
    bool has_heading = false;
    if (!value || !is_worth_adding(d, s, value))
        return;
    if (!json_is_array(value) || s->role == FG_ROLE_LISTS) {
        add_part(d, s, value, &has_heading);
        return;
    }
    for (size_t i = 0; i < json_array_size(value); i++)
        add_part(d, s, json_array_get(value, i), &has_heading);
}

static enum fg_status add_blocks(const struct members *m, fg_arena *arena,
                                 struct fg_document *out, struct fg_error *err)
{
    struct draft d = {0};
    fg_blocks_begin(&d.b, arena);
    add_content(&d.b, m->of[FG_ROLE_DESCRIPTION], MOST_LEVELS);
    d.description_bytes = d.b.text.n;
    add_letters(&d.said, fg_buf_sv(&d.b.text));
    for (size_t i = 0; i < COUNT(sections); i++)
        add_section(&d, &sections[i], m->of[sections[i].role]);
    const bool good = fg_blocks_end(&d.b, out) && !d.said.failed;
    fg_buf_free(&d.said);
    return good ? FG_OK : fg_fail_memory(err);
}

/* ---- facts ---- */

static const enum fg_posting_role inherited[] = {
    FG_ROLE_COMPANY, FG_ROLE_LOCATION, FG_ROLE_REMOTE, FG_ROLE_EMPLOYMENT,
    FG_ROLE_POSTED, FG_ROLE_UNTIL, FG_ROLE_URL, FG_ROLE_LANGUAGE,
};

/* Takes what the object does not say from the objects it lies in, as long as it
 * is not one of a list: what stands around a list is true of the list. */
static void inherit(const struct fg_json_node *node, struct members *m)
{
    enum { MOST_OBJECTS = 2 };
    unsigned n = 0;
    for (node = node->parent; node && json_is_object(node->value) && n < MOST_OBJECTS; n++) {
        struct members around = {0};
        gather(node->value, &around, 0);
        for (size_t i = 0; i < COUNT(inherited); i++)
            if (!m->of[inherited[i]])
                m->of[inherited[i]] = around.of[inherited[i]];
        node = node->parent;
    }
}

/* A list of jobs inside the description of an employer has its name around it. */
static struct fg_sv employer_around(const struct fg_json_node *node, fg_arena *arena)
{
    const struct fg_json_node *list = node->parent, *around = list ? list->parent : NULL;
    if (!around || !json_is_array(list->value) || !fg_json_member(around->value, "description"))
        return (struct fg_sv){0};
    return fg_json_name(arena, fg_json_member(around->value, "name"), 1);
}

static struct fg_sv location_of(const struct fg_json_node *node, const struct members *m,
                                fg_arena *arena)
{
    const struct fg_sv stated = fg_json_place(arena, m->of[FG_ROLE_LOCATION]);
    const bool bare_city = m->of[FG_ROLE_LOCATION] == fg_json_member(node->value, "city");
    return bare_city && stated.n ? fg_json_place(arena, node->value) : stated;
}

static struct fg_salary pay_of(const struct members *m, fg_arena *arena)
{
    struct fg_salary pay = fg_json_salary(arena, m->of[FG_ROLE_PAY]);
    if (pay.min < 0 && pay.max < 0) {
        const double min = fg_json_number_of(m->of[FG_ROLE_PAY_MIN]);
        const double max = fg_json_number_of(m->of[FG_ROLE_PAY_MAX]);
        pay.min = min > 0 ? min : -1;
        pay.max = max > 0 ? max : -1;
    }
    if (!pay.currency.n && (pay.min > 0 || pay.max > 0))
        pay.currency = fg_json_name(arena, m->of[FG_ROLE_CURRENCY], 1);
    return pay;
}

static void read_fields(const struct fg_json_node *node, const struct members *m, fg_arena *arena,
                        struct fg_fields *f)
{
    f->title = m->headline.n ? fg_json_plain(arena, m->headline)
                             : fg_json_name(arena, m->of[FG_ROLE_TITLE], 2);
    f->company = m->headline.n ? fg_headline_company(f->title)
                               : fg_json_name(arena, m->of[FG_ROLE_COMPANY], 4);
    if (!f->company.n)
        f->company = employer_around(node, arena);
    f->location = location_of(node, m, arena);
    f->language = fg_json_language(arena, m->of[FG_ROLE_LANGUAGE]);
    f->employment_type = fg_json_employment(arena, m->of[FG_ROLE_EMPLOYMENT]);
    f->remote = fg_json_remote(arena, m->of[FG_ROLE_REMOTE]);
    f->posted = fg_json_date(arena, m->of[FG_ROLE_POSTED]);
    f->valid_through = fg_json_date(arena, m->of[FG_ROLE_UNTIL]);
    f->url = fg_arena_sv(arena, fg_sv_trim(fg_json_bytes(m->of[FG_ROLE_URL])));
    f->salary = pay_of(m, arena);
}

enum fg_status fg_posting_object_read(const struct fg_json_node *node,
                                      enum fg_document_origin origin, fg_arena *arena,
                                      struct fg_document *out, struct fg_error *err)
{
    struct members m = members_of(node->value);
    inherit(node, &m);
    *out = (struct fg_document){.origin = origin};
    read_fields(node, &m, arena, &out->fields);
    return add_blocks(&m, arena, out, err);
}
