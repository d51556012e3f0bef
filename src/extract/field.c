#include "document/entity.h"
#include "extract/name.h"

#include <string.h>

/* A posting's title, company, place and the like: what the source states goes
 * before what the page shows, and a label ("Employer: Acme") before a place on
 * the page. */

static struct fg_sv first_of(struct fg_sv a, struct fg_sv b)
{
    return a.n ? a : b;
}

bool extract_is_body(const struct fg_block *b)
{
    return b->text.n && !(b->flags & FG_BLOCK_FURNITURE);
}

/* ---- labels ---- */

static int fact_of(struct extraction *x, const struct fg_language *language, struct fg_sv text)
{
    if (!extract_tokens(x, text, &x->scratch->tokens) || x->scratch->tokens.n == 0)
        return -1;
    const struct fg_rule *r = fg_group_first(&language->groups[FG_GROUP_FACT], &x->scratch->tokens);
    return r ? r->means : -1;
}

/* The fact that a label names, -1 for none. */
static int label_of(struct extraction *x, struct fg_sv text)
{
    const int own = fact_of(x, x->language, text);
    return own >= 0 ? own : fact_of(x, x->english, text);
}

static bool is_value(struct fg_sv s)
{
    enum { LONGEST_VALUE = 120 };
    return s.n > 1 && s.n <= LONGEST_VALUE && s.p[s.n - 1] != ':' &&
           !fg_sv_starts(s, FG_SV("http"));
}

/* What stands behind a label: in the same block, else in the one that follows it. */
static struct fg_sv value_of(const struct fg_document *d, const struct extract_label *l)
{
    const struct fg_sv text = d->blocks[l->block].text;
    if (l->inside)
        return fg_sv_trim(fg_sv_sub(text, l->text.n + 1, text.n));
    return l->block + 1 < d->n_blocks ? d->blocks[l->block + 1].text : (struct fg_sv){0};
}

/* The labels of the document, found once. */
static void find_labels(struct extraction *x)
{
    enum { LONGEST_LABEL = 40 };
    const struct fg_document *d = x->document;
    for (size_t i = 0; i < d->n_blocks; i++) {
        const struct fg_block *b = &d->blocks[i];
        if (!extract_is_body(b) && b->flags & (FG_BLOCK_FURNITURE & ~(unsigned)FG_BLOCK_FORM))
            continue; /* a <label> is a label, in a form or not */
        const char *colon = b->text.n ? memchr(b->text.p, ':', b->text.n) : NULL;
        const size_t at = colon ? (size_t)(colon - b->text.p) : SIZE_MAX;
        const bool inside = colon && at + 1 < b->text.n;
        const struct fg_sv text = inside ? fg_sv_sub(b->text, 0, at) : b->text;
        const int fact = text.n <= LONGEST_LABEL ? label_of(x, text) : -1;
        struct extract_label *l = fact >= 0 ? fg_vec_add(x->arena, &x->labels) : NULL;
        if (l)
            *l = (struct extract_label){i, text, fact, inside};
    }
    x->labels_found = true;
}

/* "Harbour Campus SALARY": columns that stood side by side. */
static struct fg_sv without_next_label(struct extraction *x, struct fg_sv value)
{
    const struct fg_rule *rule = NULL;
    return fg_sv_trim(fg_sv_sub(value, 0, extract_tail_heading(x, value, &rule)));
}

struct fg_sv extract_labelled(struct extraction *x, enum fg_fact fact)
{
    if (!x->labels_found)
        find_labels(x);
    for (size_t i = 0; i < x->labels.n; i++) {
        const struct extract_label *l = &x->labels.at[i];
        if (l->fact != (int)fact)
            continue;
        const struct fg_sv value = value_of(x->document, l);
        if (is_value(value) && label_of(x, value) < 0)
            return without_next_label(x, value);
    }
    return (struct fg_sv){0};
}

/* ---- tags: a short line that is one of a few words ---- */

/* Of the facts from employment to place of work, the first tag of each kind. */
static void find_tags(struct extraction *x, struct fg_sv *employment, struct fg_sv *remote)
{
    enum { LONGEST_TAG = 60 };
    const struct fg_document *d = x->document;
    for (size_t i = 0; i < d->n_blocks && (!employment->n || !remote->n); i++) {
        const struct fg_block *b = &d->blocks[i];
        const int fact = extract_is_body(b) && b->text.n <= LONGEST_TAG ? label_of(x, b->text) : -1;
        struct fg_sv *to = fact >= FG_FACT_FULL_TIME && fact <= FG_FACT_INTERNSHIP ? employment
                           : fact >= FG_FACT_REMOTE && fact <= FG_FACT_ONSITE      ? remote
                                                                                   : NULL;
        if (to && !to->n)
            *to = fg_sv_of(fg_means_name(FG_GROUP_FACT, fact));
    }
}

bool extract_is_tag(struct extraction *x, struct fg_sv text)
{
    struct fg_tokens *t = &x->scratch->more;
    return extract_tokens(x, text, t) && fg_group_first(&x->english->groups[FG_GROUP_FACT], t);
}

/* ---- pay ---- */

static double amount(struct fg_sv s, bool thousands)
{
    double v = 0, part = 0;
    for (size_t i = 0; i < s.n; i++) {
        const bool group = i + 3 < s.n && fg_is_digit(s.p[i + 1]) && fg_is_digit(s.p[i + 2]) &&
                           fg_is_digit(s.p[i + 3]);
        if (fg_is_digit(s.p[i])) {
            v = part > 0 ? v + (s.p[i] - '0') * part : v * 10 + (s.p[i] - '0');
            part /= 10;
        } else if ((s.p[i] == '.' || s.p[i] == ',') && !group && i + 1 < s.n) {
            part = 0.1;
        }
    }
    return thousands ? v * 1000 : v;
}

static struct fg_sv currency_of(struct fg_sv s)
{
    static const struct {
        const char *sign, *code;
    } table[] = {{"$", "USD"},  {"€", "EUR"},  {"£", "GBP"}, {"zł", "PLN"},
                 {"Kč", "CZK"}, {"kr", "SEK"}, {"¥", "JPY"}, {"₹", "INR"},
                 {"R$", "BRL"}, {"S/", "PEN"}, {"S/.", "PEN"}, {"kronor", "SEK"},
                 {"euro", "EUR"}, {"euros", "EUR"}};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (fg_sv_eq_nocase(s, fg_sv_of(table[i].sign)))
            return fg_sv_of(table[i].code);
    return s;
}

static const char *const periods[] = {"year", "month", "week", "day", "hour"};

static struct fg_sv period_named(struct fg_sv s)
{
    static const char *const others[] = {"annum", "mo", "wk", "daily", "hr"};
    for (size_t i = 0; i < sizeof periods / sizeof *periods; i++)
        if (fg_sv_starts_nocase(s, fg_sv_of(periods[i])) ||
            fg_sv_starts_nocase(s, fg_sv_of(others[i])))
            return fg_sv_of(periods[i]);
    return fg_sv_starts_nocase(s, FG_SV("annual")) ? FG_SV("year") : (struct fg_sv){0};
}

/* The pattern names the period's word `per`, where it is English, or by the period. */
static struct fg_sv period_of(const struct fg_pattern *p, const struct fg_match_groups *m,
                              struct fg_sv text)
{
    for (size_t i = 0; i < sizeof periods / sizeof *periods; i++)
        if (fg_pattern_named(p, m, text, periods[i]).n)
            return fg_sv_of(periods[i]);
    return period_named(fg_pattern_named(p, m, text, "per"));
}

/* "A wellness grant of 3,000 kr a year" is no one's pay. */
static bool is_a_wage(const struct fg_salary *s)
{
    static const struct {
        const char *per;
        double least;
    } table[] = {{"year", 5000}, {"month", 100}};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (fg_sv_eq(s->per, fg_sv_of(table[i].per)) && s->min < table[i].least)
            return false;
    return s->min > 0;
}

static bool read_salary(struct extraction *x, const struct fg_rule *r, struct fg_sv text,
                        struct fg_salary *out)
{
    static const char *const places[] = {"sign", "mid", "currency"}; /* around the figures */
    struct fg_match_groups m;
    if (!fg_sv_has_digit(text)) /* no pattern of pay fits, and most lines have none */
        return false;
    if (!r->pattern || !fg_pattern_find(r->pattern, x->scratch, text, 0, &m))
        return false;
    const struct fg_pattern *p = r->pattern;
    const struct fg_sv min = fg_pattern_named(p, &m, text, "min");
    const struct fg_sv max = fg_pattern_named(p, &m, text, "max");
    const bool thousands = fg_pattern_named(p, &m, text, "k").n > 0 ||
                           fg_pattern_named(p, &m, text, "kk").n > 0;
    out->min = amount(min, thousands);
    out->max = max.n ? amount(max, thousands) : -1;
    out->currency = (struct fg_sv){0};
    for (size_t i = 0; !out->currency.n && i < sizeof places / sizeof *places; i++)
        out->currency = currency_of(fg_pattern_named(p, &m, text, places[i]));
    out->per = period_of(p, &m, text);
    return out->currency.n && is_a_wage(out);
}

static struct fg_salary find_salary(struct extraction *x, const struct fg_language *language)
{
    const struct fg_rule_group *g = &language->groups[FG_GROUP_FACT];
    struct fg_salary found = {.min = -1, .max = -1};
    for (size_t i = 0; i < x->document->n_blocks; i++) {
        const struct fg_block *b = &x->document->blocks[i];
        for (size_t k = 0; extract_is_body(b) && k < g->patterns.n; k++)
            if (g->patterns.at[k]->means == FG_FACT_SALARY &&
                read_salary(x, g->patterns.at[k], b->text, &found))
                return found;
    }
    return (struct fg_salary){.min = -1, .max = -1};
}

static struct fg_salary pay_of(struct extraction *x)
{
    const struct fg_salary own = find_salary(x, x->language);
    return own.min > 0 || x->language == x->english ? own : find_salary(x, x->english);
}

/* ---- who offers what ---- */

/* "Acme hiring Nurse in Boston | Jobs" */
static bool split_hiring(struct fg_sv s, struct fg_sv *title, struct fg_sv *company)
{
    const size_t at = fg_sv_find(s, FG_SV(" hiring "));
    size_t next, place = SIZE_MAX;
    if (at == SIZE_MAX)
        return false;
    *company = fg_sv_sub(s, 0, at);
    *title = fg_sv_sub(s, at + strlen(" hiring "), s.n);
    for (struct fg_sv rest = *title; (next = fg_sv_find(rest, FG_SV(" in "))) != SIZE_MAX;) {
        rest = fg_sv_sub(rest, next + strlen(" in "), rest.n);
        place = (size_t)(rest.p - title->p) - strlen(" in "); /* "Lecturer in Law in Leeds" */
    }
    *title = fg_sv_sub(*title, 0, place);
    return true;
}

/* Completes title and company, and clears the one of the other. */
static void find_title_and_company(struct extraction *x, struct fg_posting *out)
{
    const struct fg_document *d = x->document;
    struct fg_sv title = {0}, company = {0};
    const struct names n = name_index(x, extract_words(x, out->text));
    x->text = out->text;
    if (!out->title.n && (split_hiring(d->og_title, &title, &company) ||
                          split_hiring(d->page_title, &title, &company))) {
        out->title = title;
        out->company = first_of(out->company, company);
    }
    if (!out->title.n)
        out->title = extract_title(&n);
    if (!out->company.n || name_count(&n, out->company) == 0)
        out->company = extract_company(&n, out->title, out->source.url, out->company);
    /* "Sales &amp; Marketing": pages escape what they name themselves by once too often */
    out->title = fg_entities_decoded(extract_title_alone(&n, out->title, &out->company), x->arena);
    out->company = fg_entities_decoded(out->company, x->arena);
}

/* ---- all of them ---- */

void extract_fields(struct extraction *x, struct fg_posting *out)
{
    static const struct fg_fields none = {0};
    const struct fg_document *d = x->document;
    const struct fg_fields *own = &d->fields;
    const struct fg_fields *data = d->structured ? &d->structured->fields : &none;
    out->title = first_of(data->title, own->title);
    out->company = first_of(data->company, own->company);
    out->source.url = first_of(data->url, own->url);
    out->source.site = first_of(data->site, own->site);
    find_title_and_company(x, out);
    out->location =
        first_of(first_of(data->location, own->location), extract_labelled(x, FG_FACT_LOCATION));
    out->employment_type = first_of(data->employment_type, own->employment_type);
    out->remote = first_of(data->remote, own->remote);
    find_tags(x, &out->employment_type, &out->remote);
    out->posted = first_of(data->posted, own->posted);
    out->valid_through = first_of(data->valid_through, own->valid_through);
    out->salary = data->salary.currency.n  ? data->salary
                  : own->salary.currency.n ? own->salary
                                           : pay_of(x);
    out->closed = data->closed || own->closed;
}
