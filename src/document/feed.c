#include "document/feed.h"

#include "document/json_value.h"
#include "document/posting_object.h"
#include "document/posting_search.h"
#include "document/xml.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    MOST_LEVELS = 16,            /* of elements in an entry          */
    MOST_GROUPS = 4,             /* of its members in each other     */
    MOST_BYTES = 16 * 1024 * 1024, /* of an entry                    */
    MOST_ELEMENTS = 20000        /* of an entry                      */
};

/* ---- names ---- */

static bool is_among(const char *name, const char *const *names)
{
    for (; *names; names++)
        if (strcmp(*names, name) == 0)
            return true;
    return false;
}

/* Elements that are a posting each, as plain keys (see fg_json_plain_key()). */
static const char *const entries[] = {
    "item",    "entry",   "job",       "jobad",       "jobposting", "joboffer",       "position",
    "positionopening",
    "posting", "vacancy", "ad",        "offer",       "opening",    "jobopening",     "offre",
    "offreemploi", "annonce", "stelle", "stellenangebot", "stellenanzeige", "inserat", "oferta",
    "empleo",  "vaga",    "lavoro",    "annuncio",    "offerta",    "vacature",       "annons",
    "nabidka", "ogloszenie", NULL};

static bool is_entry(struct fg_sv name)
{
    char given[FG_JSON_KEY], plain[FG_JSON_KEY];
    if (name.n >= sizeof given)
        return false;
    memcpy(given, name.p, name.n);
    given[name.n] = '\0';
    fg_json_plain_key(given, plain);
    return is_among(plain, entries);
}

/* Roots of pages and pieces of them. */
static const char *const pages[] = {
    "html", "head", "body",  "main",   "section", "article", "header", "footer", "nav", "aside",
    "form", "meta", "title", "script", "link",    "style",   "center", "font",   "svg", NULL};

/* Elements of text: they stand in a description that was not escaped. */
static const char *const markup[] = {
    "p", "br", "ul", "ol", "li", "b", "i", "u", "em", "strong", "h1", "h2", "h3", "h4", "h5", "h6",
    "div", "span", "table", "tbody", "tr", "td", "th", "a", "hr", "font", NULL};

/* What an element of an entry is called in the table of boards' members. `in`: in feeds
 * of that root alone, or in entries of that name, wherever in them. */
static const struct {
    const char *in, *element, *key;
} renamed[] = {
    {NULL, "encoded", "descriptionhtml"},      {NULL, "pubDate", "dateposted"},
    {NULL, "published", "dateposted"},         {NULL, "updated", "publishedat"},
    {NULL, "date", "dateposted"},              {NULL, "education", "educationrequirements"},
    {NULL, "experience", "experiencerequirements"}, {NULL, "detail-url", "url"},
    {NULL, "referencenumber", "jobid"},        {NULL, "expires_at", "validthrough"},
    {NULL, "region", "applicantlocationrequirements"},       {NULL, "type", "employmenttype"},
    {"feed", "content", "descriptionhtml"},    {"feed", "summary", "description"},
    {"trovit", "content", "descriptionhtml"},  {"trovit", "contract", "employmenttype"},
    {NULL, "guid", "permalink"},               {NULL, "startup", "company"},
    {NULL, "workplace", "worklocation"},
    {"workzag-jobs", "name", "title"},         {"workzag-jobs", "subcompany", "companyname"},
    {"workzag-jobs", "office", "joblocationtext"},
    {"workzag-jobs", "additionalOffices", "offices"},
    {"workzag-jobs", "jobDescriptions", "descriptionhtml"},
    {"workzag-jobs", "yearsOfExperience", "experiencerequirements"},
    {"workzag-jobs", "employmentType", "contract"}, {"workzag-jobs", "schedule", "employmenttype"},
    /* HR-XML, 2 and 3 */
    {"PositionOpening", "FormattedPositionDescription", "description"},
    {"PositionOpening", "PositionFormattedDescription", "description"},
    {"PositionOpening", "PhysicalLocation", "joblocation"},
    {"PositionOpening", "PositionLocation", "joblocation"},
    {"PositionOpening", "LocationName", "name"},
    {"PositionOpening", "PositionSchedule", "employmenttype"},
};

/* `member`: of the entry itself. */
static const char *key_of(const char *root, const char *entry, bool member, const char *element)
{
    const char *key = element;
    for (size_t i = 0; i < sizeof renamed / sizeof *renamed; i++) {
        const char *in = renamed[i].in;
        if (strcmp(renamed[i].element, element) == 0 &&
            ((member && (!in || strcmp(in, root) == 0)) || (in && strcmp(in, entry) == 0)))
            key = renamed[i].key;
    }
    return key;
}

/* Codes that stand for words. */
static const struct {
    const char *element, *code, *words;
} codes[] = {
    {"yearsOfExperience", "lt-1", "Less than 1 year of experience"},
    {"yearsOfExperience", "1-2", "1-2 years of experience"},
    {"yearsOfExperience", "2-5", "2-5 years of experience"},
    {"yearsOfExperience", "5-7", "5-7 years of experience"},
    {"yearsOfExperience", "7-10", "7-10 years of experience"},
    {"yearsOfExperience", "10-15", "10-15 years of experience"},
    {"yearsOfExperience", "gt-15", "15+ years of experience"},
    {"Name", "jobDescription", "Job description"},
    {"Name", "jobResponsibilities", "Responsibilities"},
    {"Name", "jobRequirements", "Requirements"},
    {"Name", "jobQualifications", "Qualifications"},
};

static struct fg_sv words_of(const char *element, struct fg_sv text)
{
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        if (strcmp(codes[i].element, element) == 0 && fg_sv_eq(text, fg_sv_of(codes[i].code)))
            return fg_sv_of(codes[i].words);
    return text;
}

/* ---- told by content ---- */

/* The name behind a `<`, without its prefix. */
static struct fg_sv name_at(struct fg_sv s)
{
    size_t from = 0, n = 0;
    for (; n < s.n && n < FG_JSON_KEY && s.p[n] != '>' && s.p[n] != '/' && !fg_is_space(s.p[n]);
         n++)
        if (s.p[n] == ':')
            from = n + 1;
    return fg_sv_sub(s, from, n - from);
}

static bool has_entry(struct fg_sv head)
{
    for (size_t at; (at = fg_sv_find(head, FG_SV("<"))) != SIZE_MAX;) {
        head = fg_sv_sub(head, at + 1, SIZE_MAX);
        if (is_entry(name_at(head)))
            return true;
    }
    return false;
}

bool fg_told_feed(struct fg_sv head)
{
    char given[FG_JSON_KEY], root[FG_JSON_KEY];
    const struct fg_sv name = fg_xml_root(head);
    if (!name.n || name.n >= sizeof given)
        return false;
    memcpy(given, name.p, name.n);
    given[name.n] = '\0';
    fg_json_plain_key(given, root);
    return !is_among(root, pages) && !is_among(root, markup) && has_entry(head);
}

/* ---- an entry ---- */

struct element {
    char name[FG_JSON_KEY];
    json_t *object;              /* of its children; NULL: it has none so far */
    struct fg_buf text;
    bool dropped;                /* a link to something else than the posting */
};

struct fg_feed {
    xmlParserCtxtPtr parser;
    fg_feed_fn *each;
    void *into;
    bool on;
    size_t number;
    char root[FG_JSON_KEY], entry[FG_JSON_KEY];
    struct element stack[MOST_LEVELS];
    unsigned depth;              /* elements open in the entry, itself the first; 0: none */
    unsigned too_deep, in_markup;
    size_t bytes, elements;
    size_t fed;                  /* bytes that the parser was begun with */
};

static void set_name(char out[FG_JSON_KEY], const xmlChar *name)
{
    size_t n = 0;
    for (; name[n] && n < FG_JSON_KEY - 1; n++)
        out[n] = (char)name[n];
    out[n] = '\0';
}

static bool is_too_large(const fg_feed *f)
{
    return f->bytes > MOST_BYTES || f->elements > MOST_ELEMENTS;
}

/* A link names the posting's page, or the feed's own, a picture, the way to apply. */
static bool is_other_link(const char *name, struct fg_sv rel)
{
    return strcmp(name, "link") == 0 && rel.n && !fg_sv_eq(rel, FG_SV("alternate"));
}

static void push(fg_feed *f, const char *name, int n, const xmlChar **attributes)
{
    struct element *e = &f->stack[f->depth++];
    const struct fg_sv href = fg_xml_attribute(n, attributes, "href");
    *e = (struct element){.text = {.ceiling = MOST_BYTES}};
    snprintf(e->name, sizeof e->name, "%s", name);
    e->dropped = is_other_link(name, fg_xml_attribute(n, attributes, "rel"));
    fg_buf_add(&e->text, href);
}

static void start_markup(fg_feed *f, const char *name)
{
    f->in_markup++;
    fg_buf_addf(&f->stack[f->depth - 1].text, "<%s>", name);
}

static void on_start(void *context, const xmlChar *local, const xmlChar *prefix,
                     const xmlChar *uri, int n_ns, const xmlChar **ns, int n, int n_default,
                     const xmlChar **attributes)
{
    fg_feed *f = context;
    const char *name = (const char *)local;
    (void)prefix, (void)uri, (void)n_ns, (void)ns, (void)n_default;
    if (!f->root[0])
        set_name(f->root, local);
    if (f->depth == 0 && (f->entry[0] ? strcmp(f->entry, name) == 0 : is_entry(fg_sv_of(name)))) {
        f->bytes = f->elements = 0;
        set_name(f->entry, local); /* a job may have a position in it, and an offer a job */
        push(f, name, 0, NULL);
    } else if (f->depth && is_too_large(f))
        f->too_deep++;
    else if (f->depth && (f->in_markup || (f->depth > 1 && is_among(name, markup))))
        start_markup(f, name);
    else if (f->depth == MOST_LEVELS || f->too_deep)
        f->too_deep += f->depth > 0;
    else if (f->depth)
        push(f, name, n, attributes);
    f->elements++;
}

static void add_escaped(struct fg_buf *out, struct fg_sv s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] == '&')
            fg_buf_addz(out, "&amp;");
        else if (s.p[i] == '<')
            fg_buf_addz(out, "&lt;");
        else
            fg_buf_addc(out, s.p[i]);
}

static void on_text(void *context, const xmlChar *text, int n)
{
    fg_feed *f = context;
    const struct fg_sv s = {(const char *)text, (size_t)n};
    if (!f->depth || f->too_deep || is_too_large(f))
        return;
    f->bytes += s.n;
    if (f->in_markup)
        add_escaped(&f->stack[f->depth - 1].text, s);
    else
        fg_buf_add(&f->stack[f->depth - 1].text, s);
}

/* A member said again makes a list. */
static void add_member(json_t *object, const char *key, json_t *value)
{
    json_t *there = json_object_get(object, key);
    if (!there) {
        json_object_set_new(object, key, value);
        return;
    }
    if (!json_is_array(there)) {
        json_t *list = json_array();
        json_array_append(list, there);
        json_object_set_new(object, key, list);
        there = list;
    }
    json_array_append_new(there, value);
}

/* A guid is an address or any sign at all. Source: RSS 2.0, <guid>. */
static bool says_nothing(const struct element *e, struct fg_sv text)
{
    return !text.n || e->dropped ||
           (strcmp(e->name, "guid") == 0 && !fg_sv_starts_nocase(text, FG_SV("http")));
}

/* What an element says: its children, or its text. NULL: nothing. */
static json_t *value_of(struct element *e)
{
    const struct fg_sv text = words_of(e->name, fg_sv_trim(fg_buf_sv(&e->text)));
    json_t *value = e->object                ? e->object
                    : says_nothing(e, text) ? NULL
                                             : json_stringn(text.p, text.n);
    e->object = NULL;
    fg_buf_free(&e->text);
    return value;
}

/* Some feeds part an entry's members into groups, and these again: <job_details><title>...
 * Those of the groups are taken for its own where it has none of that name. */
static void take_groups(json_t *entry, json_t *from, unsigned levels)
{
    const char *name;
    json_t *value, *all = json_copy(from);
    json_object_foreach(all, name, value) {
        if (from != entry && !json_object_get(entry, name))
            json_object_set(entry, name, value);
        if (levels && json_is_object(value))
            take_groups(entry, value, levels - 1);
    }
    json_decref(all);
}

/* Boards whose titles have the employer before them. */
static const struct {
    const char *links, *between;
} named_titles[] = {{"https://weworkremotely.com/", ": "}, {"https://authenticjobs.com/", ": "}};

static void part_title(json_t *entry)
{
    const struct fg_sv title = fg_json_bytes(json_object_get(entry, "title"));
    const struct fg_sv link = fg_json_bytes(json_object_get(entry, "link"));
    for (size_t i = 0; i < sizeof named_titles / sizeof *named_titles; i++) {
        const struct fg_sv between = fg_sv_of(named_titles[i].between);
        const size_t at = fg_sv_find(title, between);
        if (at == SIZE_MAX || at == 0 || json_object_get(entry, "company") ||
            !fg_sv_starts(link, fg_sv_of(named_titles[i].links)))
            continue;
        const struct fg_sv rest = fg_sv_sub(title, at + between.n, SIZE_MAX);
        json_t *company = json_stringn(title.p, at), *part = json_stringn(rest.p, rest.n);
        json_object_set_new(entry, "company", company);
        json_object_set_new(entry, "title", part);
        return;
    }
}

static void end_entry(fg_feed *f)
{
    json_t *entry = value_of(&f->stack[0]);
    if (entry && !fg_posting_object_is_likely(entry, false))
        take_groups(entry, entry, MOST_GROUPS);
    if (entry)
        part_title(entry);
    f->depth = 0;
    f->number++;
    if (f->on)
        f->on = f->each(f->into, is_too_large(f) ? NULL : entry, f->number);
    json_decref(entry);
    if (!f->on)
        xmlStopParser(f->parser);
}

static void end_element(fg_feed *f)
{
    struct element *e = &f->stack[f->depth - 1], *outer = e - 1;
    json_t *value = value_of(e);
    f->depth--;
    if (!value)
        return;
    if (!outer->object)
        outer->object = json_object();
    add_member(outer->object, key_of(f->root, f->entry, f->depth == 1, e->name), value);
}

static void on_end(void *context, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri)
{
    fg_feed *f = context;
    (void)prefix, (void)uri;
    if (!f->depth)
        return;
    if (f->too_deep) {
        f->too_deep--;
    } else if (f->in_markup) {
        f->in_markup--;
        fg_buf_addf(&f->stack[f->depth - 1].text, "</%s>", (const char *)local);
    } else if (f->depth == 1) {
        end_entry(f);
    } else {
        end_element(f);
    }
}

/* ---- a feed ---- */

fg_feed *fg_feed_new(struct fg_sv first, bool is_utf8, fg_feed_fn *each, void *into)
{
    const xmlSAXHandler sax = {.startElementNs = on_start, .endElementNs = on_end,
                               .characters = on_text, .cdataBlock = on_text};
    fg_feed *f = calloc(1, sizeof *f);
    if (!f)
        return NULL;
    f->each = each;
    f->into = into;
    f->on = true;
    f->fed = first.n < FG_XML_FIRST ? first.n : FG_XML_FIRST;
    /* bare & and entities nobody declared are common in feeds */
    f->parser =
        fg_xml_begin(&sax, f, first, XML_PARSE_RECOVER | (is_utf8 ? XML_PARSE_IGNORE_ENC : 0));
    if (f->parser)
        return f;
    free(f);
    return NULL;
}

bool fg_feed_add(fg_feed *f, struct fg_sv piece, bool last)
{
    const size_t known = piece.n < f->fed ? piece.n : f->fed;
    f->fed -= known;
    if (f->on)
        fg_xml_feed(f->parser, fg_sv_sub(piece, known, SIZE_MAX), last);
    return f->on;
}

size_t fg_feed_entries(const fg_feed *f)
{
    return f->number;
}

bool fg_feed_is_cut(const fg_feed *f)
{
    return f->on && f->depth > 0;
}

void fg_feed_free(fg_feed *f)
{
    if (!f)
        return;
    for (unsigned i = 0; i < f->depth; i++) {
        json_decref(f->stack[i].object);
        fg_buf_free(&f->stack[i].text);
    }
    fg_xml_end(f->parser);
    free(f);
}

/* ---- as documents ---- */

struct finder {
    struct fg_posting_search search;
    enum fg_status status;
    struct fg_error *err;
};

static bool find(void *into, json_t *entry, size_t number)
{
    struct finder *f = into;
    (void)number;
    if (entry && fg_posting_object_is_likely(entry, false))
        f->status = fg_posting_search_run(&f->search, entry, f->err);
    return f->status == FG_OK;
}

enum fg_status fg_feed_read(struct fg_sv text, fg_arena *arena, struct fg_document **documents,
                            size_t *n, struct fg_error *err)
{
    struct finder finder = {
        .search = {.arena = arena, .origin = FG_FROM_API, .sign = FG_SIGN_NAMES}, .err = err};
    if (fg_libxml_load(err) != FG_OK)
        return FG_EREAD;
    fg_feed *feed = fg_feed_new(text, true, find, &finder);
    if (!feed)
        return fg_fail_memory(err);
    fg_feed_add(feed, text, true);
    fg_feed_free(feed);
    *documents = finder.search.found.at;
    *n = finder.status == FG_OK ? finder.search.found.n : 0;
    if (finder.status == FG_OK && *n == 0)
        return fg_fail(err, FG_EREAD, "is a feed without a posting in it");
    return finder.status;
}
