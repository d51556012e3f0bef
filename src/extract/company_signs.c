#include "extract/company.h"

#include <string.h>

/* What speaks for a company. A page labels it, prints it beside the title, has it in
 * its own name or address, or only speaks of it ("At Acme, we ..."). No one of these is
 * to be trusted alone, so each votes. */

static const struct {
    double label,     /* "Employer: Acme"                              */
        page_at,      /* "Nurse at Acme" in the page's name            */
        page_part,    /* "Nurse | Acme"                                */
        site,         /* the name the page gives its site              */
        address,      /* a label of the posting's host or path         */
        mail,         /* the same of a mail address                    */
        copyright,    /* "© Acme"                                      */
        over_title,   /* the short line before the title, of a text    */
        beside_title, /* the short line behind the title               */
        before_place, /* what is more, a place behind that             */
        near_top,     /* another short line of the first ones          */
        rated,        /* what is more, "4.1" under it                  */
        before_title, /* "Acme - Nurse", where only that has a role    */
        initials,     /* "Canadian Digital Service (CDS)"              */
        form;         /* a legal form behind it: "Acme GmbH"           */
} worth = {.label = COMPANY_LABELLED,
           .page_at = 3,
           .page_part = 1.5,
           .site = 2,
           .address = 3,
           .mail = 2,
           .copyright = 1.5,
           .over_title = 2,
           .beside_title = 1,
           .before_place = 1.5,
           .near_top = 0.5,
           .rated = 2,
           .before_title = 0.7,
           .initials = 2,
           .form = 1.5};

/* ---- phrases ---- */

/* "Ulm, Bavaria" has a comma, "Acme, Inc." one of its own. */
static bool has_comma(struct extraction *x, struct fg_sv name)
{
    const size_t at = fg_sv_find(name, FG_SV(", "));
    return at != SIZE_MAX && name_means(x, FG_GROUP_COMPANY, fg_sv_sub(name, at + 2, name.n)) !=
                                 FG_COMPANY_FORM;
}

static struct fg_sv before_comma(struct fg_sv s)
{
    return fg_sv_sub(s, 0, fg_sv_find(s, FG_SV(", ")));
}

/* Whether the line is longer than names and labels are, or ends as a sentence does. */
static bool is_in_sentence(struct fg_sv text, size_t at)
{
    size_t start = at, end = at;
    while (start > 0 && text.p[start - 1] != '\n' && end - start <= NAME_LONGEST)
        start--;
    while (end < text.n && text.p[end] != '\n' && end - start <= NAME_LONGEST)
        end++;
    return end - start > NAME_LONGEST || (end > start && text.p[end - 1] == '.');
}

/* "Acme supports", but neither "Applicant Support" nor "Provide support": words are compared
 * without the ending that tells them apart. */
static bool is_told_of(struct company_search *s, const struct fg_rule_hit *hit, struct fg_sv word)
{
    enum { SHORT = 3 }; /* "may", "was" */
    if (hit->count > 1)
        return true;
    return !fg_utf8_upper_at(word, 0) && (s->x->language != s->x->english || word.n <= SHORT ||
                                          word.p[word.n - 1] == 's');
}

static bool leads_to_name(int means)
{
    return means == FG_COMPANY_AT || means == FG_COMPANY_BEHIND;
}

/* A name in a short line, without "Careers at" before it and "Careers" behind it. `*told`:
 * whether there was any. `begins`: the line begins with a title, which may have "of the". */
static struct fg_sv bare_name(struct company_search *s, struct fg_sv line, bool begins, bool *told)
{
    struct fg_tokens *t = &s->x->scratch->more;
    struct name_walk walk = {0};
    struct fg_rule_hit hit;
    *told = false;
    if (!extract_tokens(s->x, line, t) || t->n == 0)
        return line;
    size_t first = 0, end = t->n;
    while (name_next_phrase(s->x, FG_GROUP_COMPANY, t, &walk, &hit)) {
        const size_t behind = hit.first + hit.count;
        const bool leads = leads_to_name(hit.rule->means) &&
                           (!begins || hit.rule->means == FG_COMPANY_AT || hit.weight > 1);
        if (leads && behind < t->n && behind > first)
            first = behind;
    }
    walk = (struct name_walk){0};
    while (!begins && name_next_phrase(s->x, FG_GROUP_NAME, t, &walk, &hit))
        if (hit.rule->means == FG_NAME_ADDED && hit.first + hit.count == t->n && hit.first > 0)
            end = hit.first;
    if (end <= first)
        return line;
    *told = first > 0 || end < t->n;
    const struct fg_span at = fg_tokens_span(t, first, end - first);
    return fg_sv_sub(line, at.at, end == t->n ? line.n : at.n);
}

/* "About the Institute": what is left of a short line, small words and all. */
static struct fg_sv rest_of_line(struct fg_sv text, size_t first, size_t behind)
{
    const struct fg_sv rest = fg_sv_sub(text, behind + 1, NAME_LONGEST);
    const size_t end = fg_sv_find(rest, FG_SV("\n"));
    const struct fg_sv line = fg_sv_sub(rest, 0, end);
    const bool whole = (first == 0 || text.p[first - 1] == '\n') && end != SIZE_MAX && line.n &&
                       !strchr(".:!?,", line.p[line.n - 1]);
    return whole && name_is_capitalised(line) ? line : (struct fg_sv){0};
}

/* "Division of Acme" as "Acme". */
static struct fg_sv whole_house(struct extraction *x, struct fg_sv name)
{
    const size_t of = fg_sv_find(name, FG_SV(" of "));
    const bool part = of != SIZE_MAX &&
                      name_means(x, FG_GROUP_NAME, fg_sv_sub(name, 0, of)) == FG_NAME_PART;
    return part ? fg_sv_sub(name, of + strlen(" of "), name.n) : name;
}

/* "Acme, Inc." with the form and its full stop. */
static struct fg_sv with_form(struct extraction *x, struct fg_sv text, size_t first, size_t behind)
{
    size_t end = first;
    while (end > 0 && (text.p[end - 1] == ' ' || text.p[end - 1] == ','))
        end--;
    const struct fg_sv name = whole_house(x, name_before(x, text, end));
    /* "Acme Inc", "Acme a.s.", but no "as" */
    if (!name.n || !(name_is_capitalised(fg_sv_sub(text, first, behind - first)) ||
                     memchr(text.p + first, '.', behind - first)))
        return (struct fg_sv){0};
    const size_t at = (size_t)(name.p - text.p);
    return fg_sv_sub(text, at, behind + (behind < text.n && text.p[behind] == '.') - at);
}

/* What the phrase says, for a name that is a site's too: "LinkedIn is a plus" is no way of
 * saying whose posting it is, "About LinkedIn" may be a link of its page. "At LinkedIn, we"
 * and "LinkedIn does not discriminate" are its own words. */
static unsigned way_of(struct company_search *s, const struct fg_rule_hit *hit, struct fg_sv name)
{
    const struct fg_sv text = s->x->text;
    const size_t at = (size_t)(name.p - text.p);
    const bool own = hit->rule->means == FG_COMPANY_AT || hit->weight > 2;
    if (hit->rule->means == FG_COMPANY_FORM)
        return 0;
    const bool sentence = is_in_sentence(text, at);
    const unsigned told = sentence ? COMPANY_TOLD : 0;
    if (!own && hit->weight <= 1)
        return told;
    return told | 1u << hit->rule->means | (own && sentence ? COMPANY_IN_SENTENCE : 0);
}

/* Where what stands before byte `at` ends, without what is said aside: "Acme, a bakery in Leeds,
 * is", "Acme (LSE: ACM) is". */
static size_t before_aside(struct fg_sv text, size_t at)
{
    enum { LONGEST = 120 };
    static const struct {
        char end;
        const char *begin[3];
    } asides[] = {{',', {", a ", ", an ", ", the "}}, {')', {" (", NULL, NULL}}};
    size_t end = at;
    while (end > 0 && text.p[end - 1] == ' ')
        end--;
    for (size_t i = 0; end && i < sizeof asides / sizeof *asides; i++)
        for (size_t k = 0; text.p[end - 1] == asides[i].end && k < 3 && asides[i].begin[k]; k++) {
            const struct fg_sv begin = fg_sv_of(asides[i].begin[k]);
            for (size_t b = end; b-- > 0 && end - b < LONGEST && !strchr(".!?\n", text.p[b]);)
                if (fg_sv_starts(fg_sv_sub(text, b, text.n), begin))
                    return b;
        }
    return at;
}

static void vote_by_phrases(struct company_search *s)
{
    const struct fg_sv text = s->x->text;
    const struct fg_tokens *t = s->names->words;
    struct name_walk walk = {0};
    struct fg_rule_hit hit;
    while (name_next_phrase(s->x, FG_GROUP_COMPANY, t, &walk, &hit)) {
        const struct fg_span at = fg_tokens_span(t, hit.first, hit.count);
        size_t behind = at.at + at.n;
        struct fg_sv name = {0};
        double weight = hit.weight;
        bool told;
        if (hit.weight > 1 && behind < text.n && text.p[behind] == ',')
            behind++; /* "Company logo for, Acme" */
        if (leads_to_name(hit.rule->means) && behind + 1 < text.n && text.p[behind] == ' ') {
            if (weight > 1)
                name = bare_name(s, rest_of_line(text, at.at, behind), false, &told);
            if (!name.n)
                name = name_at(s->x, text, behind + 1, "");
        } else if (hit.rule->means == FG_COMPANY_BEFORE) {
            if (is_told_of(s, &hit, fg_sv_sub(text, at.at, at.n)))
                name = name_before(s->x, text, before_aside(text, at.at));
        } else if (hit.rule->means == FG_COMPANY_FORM) {
            name = with_form(s->x, text, at.at, behind);
            weight = worth.form;
        }
        if (name.n)
            company_vote_said(s, name, weight, way_of(s, &hit, name));
    }
}

/* ---- addresses ---- */

/* "Bulla" by the address, "Bulla Dairy Foods" in the text: the longer form,
 * where it is said more than once. */
static struct fg_sv extended(struct company_search *s, struct fg_sv name)
{
    const struct fg_sv text = s->x->text;
    for (size_t at = 0, found; (found = fg_sv_find(fg_sv_sub(text, at, text.n), name)) != SIZE_MAX;
         at += found + name.n) {
        const struct fg_sv longer = name_at(s->x, text, at + found, "");
        if (name_begins(longer, name) && name_count(s->names, longer) > 1)
            return longer;
    }
    return name;
}

/* The labels of a host, and of the path down to `slashes`, that the text has as
 * a name. */
static void vote_by_address(struct company_search *s, struct fg_sv address, size_t slashes,
                            double weight)
{
    struct name_labels walk = name_labels_of(address, slashes);
    struct fg_sv label;
    while (name_next_label(&walk, &label)) {
        if (name_is_of_rules(s->x, label))
            continue;
        struct fg_sv name = name_like(s->names, label);
        if (!name.n)
            name = name_like_small(s->names, label);
        if (company_may_be(s, name))
            name_vote_said(&s->votes, extended(s, name), weight, 1);
    }
}

static void vote_by_addresses(struct company_search *s, struct fg_sv url)
{
    enum { PATH = 3, MOST_MAILS = 4 };
    const struct fg_sv text = s->x->text;
    size_t found, mails = 0;
    vote_by_address(s, url.n ? url : name_first_address(s->x->document), PATH, worth.address);
    for (size_t at = 0; mails++ < MOST_MAILS &&
                        (found = fg_sv_find(fg_sv_sub(text, at, text.n), FG_SV("@"))) != SIZE_MAX;
         at += found + 1)
        vote_by_address(s, fg_sv_sub(text, at + found + 1, NAME_LONGEST), 0, worth.mail);
}

/* "© 2024 Acme" at a page's foot. */
static void vote_by_copyright(struct company_search *s)
{
    const struct fg_sv text = s->x->text, sign = FG_SV("©");
    size_t found;
    for (size_t at = 0; (found = fg_sv_find(fg_sv_sub(text, at, text.n), sign)) != SIZE_MAX;) {
        at += found + sign.n;
        while (at < text.n && (fg_is_digit(text.p[at]) || strchr(" -,.", text.p[at]) ||
                               fg_sv_starts(fg_sv_sub(text, at, text.n), FG_SV("–"))))
            at += text.p[at] & 0x80 ? strlen("–") : 1;
        company_vote_said(s, name_at(s->x, text, at, ""), worth.copyright, 0);
    }
}

/* ---- initials ---- */

/* The words before "(CDS)" whose initials these are: "Canadian Digital
 * Service". */
static struct fg_sv spelled_out(struct fg_sv text, size_t bracket, struct fg_sv letters)
{
    size_t start = bracket, end = bracket;
    while (end > 0 && text.p[end - 1] == ' ')
        end--;
    start = end;
    for (size_t k = letters.n; k-- > 0;) {
        while (start > 0 && text.p[start - 1] != ' ' && text.p[start - 1] != '\n')
            start--;
        if (start == end || fg_lower(text.p[start]) != fg_lower(letters.p[k]))
            return (struct fg_sv){0};
        if (k > 0 && (start == 0 || text.p[--start] != ' '))
            return (struct fg_sv){0};
    }
    return fg_sv_sub(text, start, end - start);
}

static const char *next_bracket(struct fg_sv text, const char *from)
{
    return from ? memchr(from, '(', text.n - (size_t)(from - text.p)) : NULL;
}

/* "Canadian Digital Service (CDS)": spelled out once and abbreviated from then
 * on. */
static void vote_by_initials(struct company_search *s)
{
    enum { LEAST = 2, MOST = 6, SAID_OFTEN = 3 };
    const struct fg_sv text = s->x->text;
    for (const char *open = text.p; (open = next_bracket(text, open)) != NULL; open++) {
        const size_t i = (size_t)(open - text.p);
        size_t n = 0;
        while (i + 1 + n < text.n && text.p[i + 1 + n] >= 'A' && text.p[i + 1 + n] <= 'Z')
            n++;
        const struct fg_sv letters = fg_sv_sub(text, i + 1, n);
        if (n < LEAST || n > MOST || i + 1 + n >= text.n || text.p[i + 1 + n] != ')' ||
            name_count(s->names, letters) < SAID_OFTEN || name_is_skill(s->x, letters))
            continue;
        struct name_vote *abbreviated = name_votes_of(&s->votes, letters);
        company_vote(s, spelled_out(text, i, letters),
                     worth.initials + (abbreviated ? abbreviated->weight : 0), 0);
    }
}

/* ---- the page ---- */

/* "Nurse", "Head of Care", but "Nurses' Hospital". */
static bool is_of_role(struct company_search *s, struct fg_sv name)
{
    return name_has_role(s->x, name) && company_words(s, name) != COMPANY_OF_HOUSE;
}

/* "Nurse | Acme", "Finance at Acme - Jobs": what is not the title may be the
 * company. A long dash, or the word at, says so. */
static void vote_by_page_name(struct company_search *s, struct fg_sv page)
{
    struct fg_sv part, divider;
    const bool title_behind = name_role_is_behind(s->x, page);
    while (name_next_part(&page, &part, &divider)) {
        bool told, said = fg_sv_eq(divider, FG_SV(" — ")) || fg_sv_eq(divider, FG_SV(" @ "));
        const struct fg_sv whole = part;
        if (divider.n) /* "Acme Bank (AB)" */
            part = fg_sv_sub(part, 0, fg_sv_find(part, FG_SV(" (")));
        const bool begins = !divider.n && fg_sv_find_nocase(part, s->title) != SIZE_MAX;
        part = bare_name(s, part, begins, &told);
        part = fg_sv_sub(part, 0, fg_sv_find(part, FG_SV(": ")));
        if (extract_is_tag(s->x, part) || (!told && is_of_role(s, part)))
            continue;
        if (title_behind && !divider.n)
            company_vote(s, part, worth.before_title, 0);
        if (told)
            company_vote(s, has_comma(s->x, part) ? before_comma(part) : part, worth.page_at,
                         COMPANY_ON_PAGE | COMPANY_TOLD);
        else if ((divider.n || fg_sv_find(s->title, whole) == SIZE_MAX) &&
                 !has_comma(s->x, part))
            company_vote(s, part, said ? worth.page_at : worth.page_part,
                         said ? COMPANY_TOLD : 0);
    }
}

/* "Komerční banka Prague, Czechia": boards set company and place side by side.
 * The longest part from the start that is said more often than the whole. */
static struct fg_sv without_place(struct company_search *s, struct fg_sv line)
{
    const size_t whole = name_count(s->names, line);
    bool comma = false;
    for (size_t n = has_comma(s->x, line) ? line.n : 0; n > 1; n--) {
        const struct fg_sv part = fg_sv_sub(line, 0, n - 1);
        if (line.p[n - 1] != ' ' || !(comma = comma || line.p[n - 2] == ','))
            continue;
        if (name_count(s->names, part) > whole)
            return part;
    }
    return line;
}

/* "Acme Ltd.", "Acme s.r.o.": the last mark is of a short form, not of a sentence. */
static bool ends_short(struct fg_sv s)
{
    enum { LONGEST = 4 };
    size_t n = 1;
    while (n < s.n && n <= LONGEST && !strchr(" .", s.p[s.n - 1 - n]))
        n++;
    return s.n > n && n <= LONGEST && s.p[s.n - 1] == '.' &&
           (s.p[s.n - 1 - n] == '.' || fg_utf8_upper_at(s, s.n - n)); /* no "us." */
}

static bool is_short_line(struct fg_sv line)
{
    return line.n && line.n <= NAME_LONGEST &&
           (!strchr(".:!?", line.p[line.n - 1]) || ends_short(line)) &&
           fg_sv_find(line, FG_SV(":")) == SIZE_MAX && !name_is_prose(line);
}

/* "4.1", "3.4 out of 5 stars": boards print how a company is rated under its name. */
static bool is_rating(struct fg_sv s)
{
    enum { LONGEST = 24 };
    return s.n >= 3 && s.n <= LONGEST && s.p[0] >= '1' && s.p[0] <= '5' &&
           strchr(".,", s.p[1]) && fg_is_digit(s.p[2]) && (s.n == 3 || !fg_is_digit(s.p[3]));
}

/* "Acme · Leeds", "Acme | Leeds" */
static struct fg_sv before_bar(struct fg_sv line)
{
    const size_t dot = fg_sv_find(line, FG_SV(" · ")), bar = fg_sv_find(line, FG_SV(" | "));
    return fg_sv_sub(line, 0, dot < bar ? dot : bar);
}

/* Whether the place may stand in the line behind one. */
static bool is_place_like(struct company_search *s, struct fg_sv line, struct fg_sv next)
{
    return is_short_line(next) && !fg_sv_eq(next, s->title) && !has_comma(s->x, line) &&
           name_means(s->x, FG_GROUP_TITLE, next) != FG_TITLE_NEVER && /* "Apply" */
           (!s->x->document->is_page || fg_sv_find(next, FG_SV(", ")) != SIZE_MAX);
}

/* The short lines of a posting's first ones, as boards print the company. */
static void vote_by_lines(struct company_search *s)
{
    enum { FIRST_LINES = 8 };
    const struct fg_document *d = s->x->document;
    const struct fg_block *before = NULL;
    size_t seen = 0;
    for (size_t i = 0; i < d->n_blocks && seen < FIRST_LINES; i++) {
        const struct fg_block *b = &d->blocks[i];
        if (!extract_is_body(b))
            continue;
        const struct fg_block *next = i + 1 < d->n_blocks ? b + 1 : NULL;
        const bool behind = before && fg_sv_eq(before->text, s->title);
        const bool over = next && !d->is_page && fg_sv_eq(next->text, s->title);
        before = b;
        seen++;
        if (s->title.n && name_begins(b->text, s->title)) { /* "Nurse at Acme - Jobs" */
            vote_by_page_name(s, b->text);
            continue;
        }
        struct fg_sv name = behind ? before_bar(b->text) : b->text;
        if (!is_short_line(name) || fg_sv_eq(b->text, s->title) || extract_is_tag(s->x, name))
            continue;
        const bool rated = next && is_rating(next->text);
        const bool place = name.n < b->text.n || (next && is_place_like(s, b->text, next->text));
        bool told;
        name = without_place(s, bare_name(s, name, false, &told));
        if (has_comma(s->x, name) && company_words(s, before_comma(name)) == COMPANY_OF_HOUSE)
            name = before_comma(name); /* "Acme Foods, Leeds" */
        if (rated || place || !d->is_page || name.n < b->text.n || name_count(s->names, name) > 1)
            company_vote(s, name,
                         (rated ? worth.rated : 0) +
                             (behind ? worth.beside_title + (place ? worth.before_place : 0)
                              : over ? worth.over_title
                                     : worth.near_top),
                         0);
    }
}

/* ---- all of them ---- */

/* What a page's name has behind the title, which speaks for itself. */
static struct fg_sv behind_title(const struct company_search *s, struct fg_sv page)
{
    return s->title.n && fg_sv_starts(page, s->title) ? fg_sv_sub(page, s->title.n, page.n) : page;
}

void company_find_signs(struct company_search *s, struct fg_sv url)
{
    const struct fg_document *d = s->x->document;
    bool told;
    const struct fg_sv stated = extract_labelled(s->x, FG_FACT_COMPANY);
    /* "iMill Ltd.", "iMill" */
    if (name_is_capitalised(stated) || !name_is_prose(stated) || !memchr(stated.p, ' ', stated.n))
        company_vote(s, stated, worth.label, COMPANY_LABEL);
    vote_by_page_name(s, s->title);
    vote_by_page_name(s, behind_title(s, s->names->page));
    if (!fg_sv_eq(s->names->page, d->og_title))
        vote_by_page_name(s, behind_title(s, d->og_title));
    company_vote(s, bare_name(s, d->site_name, false, &told), worth.site, 0);
    vote_by_addresses(s, url);
    vote_by_copyright(s);
    vote_by_phrases(s);
    vote_by_initials(s);
    vote_by_lines(s);
}
