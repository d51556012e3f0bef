#include "extract/name.h"

#include <math.h>
#include <string.h>

/* The title. A page's headings and its own name, a text's first lines and its
 * prose ("we are looking for a nurse") each vote for one. */

static const struct {
    double label,   /* "Job title: Nurse"                        */
        marked,     /* an element's class or id says so          */
        heading[7], /* by level                                  */
        under,      /* the second behind a first without a role  */
        page,       /* the page's own name begins with it        */
        page_part,  /* the page's own name has it                */
        page_begun, /* a line of a text whose first line is more */
        page_line,  /* a line of a page                          */
        line,       /* one of a text's first, less what follows  */
        line_step,  /* a line further down                       */
        later_line, /* one of the lines after them               */
        role,       /* has a word for a person at work           */
        prose_like, /* most of its words are small               */
        said, said_most,
        least;      /* what a title needs                        */
} worth = {.label = 6,
           .marked = 4,
           .heading = {0, 5, 2.5, 2, 0.5, 0.5, 0.5},
           .under = 1.5,
           .page = 2,
           .page_part = 1,
           .page_begun = 4,
           .page_line = 0.3,
           .line = 2.5,
           .line_step = 0.3,
           .later_line = 1,
           .role = 2,
           .prose_like = -1,
           .said = 0.4,
           .said_most = 0.8,
           .least = 2.35};

struct search {
    const struct names *names;
    struct extraction *x;
    struct name_votes votes;
    size_t n_lines; /* of the votes: those that are headings, lines or labels */
};

/* ---- what a line may be ---- */

/* "for Data Architect" behind "Job description" */
static struct fg_sv from_capital(struct fg_sv s)
{
    const size_t space = fg_sv_find(s, FG_SV(" "));
    const bool small = space <= 4 && !name_is_capitalised(s);
    return small ? fg_sv_sub(s, space + 1, s.n) : s;
}

/* "Nurse - 108029": the number of the opening. */
static struct fg_sv without_last_number(struct fg_sv s)
{
    enum { LEAST_DIGITS = 4 };
    size_t n = s.n;
    while (n && fg_is_digit(s.p[n - 1]))
        n--;
    if (s.n - n < LEAST_DIGITS || n < 3 || s.p[n - 1] != ' ' || s.p[n - 2] != '-')
        return s;
    for (s.n = n; s.n && strchr(" -", s.p[s.n - 1]);)
        s.n--;
    return s;
}

/* "Nurse (3-year": a line broke inside the brackets. */
static struct fg_sv without_open_bracket(struct fg_sv s)
{
    const size_t open = fg_sv_find(s, FG_SV(" ("));
    if (open != SIZE_MAX && open && !memchr(s.p + open, ')', s.n - open))
        s.n = open;
    while (s.n && strchr(" :-|", s.p[s.n - 1]))
        s.n--;
    return s;
}

/* Without a phrase that a page adds, at either end. */
static struct fg_sv without_end(struct extraction *x, struct fg_sv s)
{
    struct fg_tokens *t = &x->scratch->more;
    struct name_walk walk = {0};
    struct fg_rule_hit hit;
    if (!extract_tokens(x, s, t))
        return s;
    while (name_next_phrase(x, FG_GROUP_TITLE, t, &walk, &hit)) {
        const size_t end = hit.first + hit.count;
        if (hit.rule->means != FG_TITLE_ADDED || hit.count == t->n)
            continue;
        if (hit.first == 0)
            return from_capital(fg_sv_sub(s, t->at[end].at, s.n));
        if (end == t->n)
            return fg_sv_sub(s, 0, t->at[hit.first].at);
    }
    return s;
}

/* "Job Title: Nurse Job Description" */
static struct fg_sv without_ends(struct extraction *x, struct fg_sv s)
{
    return without_open_bracket(without_last_number(without_end(x, without_end(x, s))));
}

/* "We are looking for a": what comes next is a title, this is none. */
static bool leads_to_title(struct extraction *x, const struct fg_tokens *t)
{
    struct name_walk walk = {0};
    struct fg_rule_hit hit;
    while (name_next_phrase(x, FG_GROUP_TITLE, t, &walk, &hit))
        if (hit.rule->means == FG_TITLE_BEHIND && hit.first + hit.count == t->n)
            return true;
    return false;
}

static bool may_be_title(struct extraction *x, struct fg_sv s)
{
    enum { MOST_WORDS = 16 };
    static const char *const never[] = {": ", "://", "@", "===", "\n"};
    if (s.n < 3 || s.n > TITLE_LONGEST || strchr("#$<", s.p[0]) || strchr(".!?;,:", s.p[s.n - 1]) ||
        fg_sv_ends(s, FG_SV("…")))
        return false;
    for (size_t i = 0; i < sizeof never / sizeof *never; i++)
        if (fg_sv_find(s, fg_sv_of(never[i])) != SIZE_MAX)
            return false;
    struct fg_tokens *t = &x->scratch->more;
    if (!extract_tokens(x, s, t) || t->n == 0 || t->n > MOST_WORDS || leads_to_title(x, t))
        return false;
    /* "Careers at Acme" */
    const int means =
        name_means(x, FG_GROUP_TITLE, fg_sv_sub(s, 0, fg_sv_find_nocase(s, FG_SV(" at "))));
    return means != FG_TITLE_NEVER && means != FG_TITLE_ADDED && !name_is_heading(x, s);
}

/* "Acme is hiring": says who, not what. */
static bool ends_in_who(struct extraction *x, struct fg_sv s)
{
    struct fg_tokens *t = &x->scratch->more;
    struct name_walk walk = {0};
    struct fg_rule_hit hit;
    if (!extract_tokens(x, s, t))
        return false;
    while (name_next_phrase(x, FG_GROUP_COMPANY, t, &walk, &hit))
        if (hit.rule->means == FG_COMPANY_BEFORE && hit.weight > 1 && hit.first &&
            hit.first + hit.count == t->n)
            return true;
    return false;
}

/* What of it may be a title; empty for nothing. Paragraphs are not looked at. */
static struct fg_sv possible_title(struct extraction *x, struct fg_sv s)
{
    if (s.n > TITLE_LONGEST + NAME_LONGEST)
        return (struct fg_sv){0};
    s = without_ends(x, fg_sv_trim(s));
    return may_be_title(x, s) && !ends_in_who(x, s) ? s : (struct fg_sv){0};
}

static void vote(struct search *s, struct fg_sv title, double weight)
{
    title = possible_title(s->x, title);
    if (title.n)
        name_vote(&s->votes, title, weight);
}

/* ---- headings, lines ---- */

/* A line that comes again and again ("Today") is no title. */
static void vote_line(struct search *s, struct fg_sv title, double weight)
{
    title = possible_title(s->x, title);
    if (title.n)
        name_vote_said(&s->votes, title, weight, 1);
}

/* Whether the headings of the highest level are those of sections. */
static bool has_many_titles(const struct fg_document *d)
{
    enum { MANY = 3 };
    size_t n = 0;
    for (size_t i = 0; i < d->n_blocks && n < MANY; i++)
        n += d->blocks[i].kind == FG_BLOCK_HEADING && d->blocks[i].level == 1 &&
             extract_is_body(&d->blocks[i]);
    return n == MANY;
}

static void vote_by_blocks(struct search *s)
{
    enum { FIRST_LINES = 6, LAST_LINE = 40, MOST_HEADINGS = 3 };
    const struct fg_document *d = s->x->document;
    size_t line = 0, headings[7] = {0};
    bool marked = false, under = false;
    const bool many = has_many_titles(d);
    for (size_t i = 0; i < d->n_blocks; i++) {
        const struct fg_block *b = &d->blocks[i];
        if (!extract_is_body(b) || (s->names->line.n && fg_sv_eq(b->text, s->names->page)))
            continue;
        const bool named = under && b->level == 2 && name_has_role(s->x, b->text);
        const bool heading = b->kind == FG_BLOCK_HEADING &&
                             (d->is_page || b->level == 1 || named);
        if (b->flags & FG_BLOCK_TITLE && !marked) {
            marked = true;
            vote(s, b->text, worth.marked);
        }
        const unsigned level = b->level == 1 && many ? 3 : b->level < 7 ? b->level : 6;
        if (heading && headings[level]++ < MOST_HEADINGS)
            vote(s, b->text, worth.heading[level] + (named ? worth.under : 0));
        /* "Acme" over "Nurse" */
        under = heading && level == 1 && !name_has_role(s->x, b->text);
        const bool section = heading && b->level == 1 && many && !name_has_role(s->x, b->text);
        if (line < LAST_LINE && !section && b->kind != FG_BLOCK_ITEM && !(b->flags & FG_BLOCK_LINK))
            vote_line(s, b->text,
                      d->is_page            ? worth.page_line
                      : line >= FIRST_LINES ? worth.later_line
                                            : worth.line - worth.line_step * (double)line);
        line++;
    }
}

static void vote_by_page_name(struct search *s, struct fg_sv page)
{
    struct fg_sv part, divider;
    while (name_next_part(&page, &part, &divider))
        vote(s, part, worth.page_part);
}

/* ---- prose ---- */

/* "Senior Data and Analytics Engineer": what stands behind "and" belongs to it where only
 * that says who works. */
static struct fg_sv with_its_role(struct extraction *x, struct fg_sv text, struct fg_sv name)
{
    static const char ALLOWED[] = "/()";
    const size_t end = (size_t)(name.p - text.p) + name.n;
    const struct fg_sv rest = fg_sv_sub(text, end, NAME_LONGEST);
    size_t joint = fg_sv_starts(rest, FG_SV(" and ")) ? strlen(" and ") : 0;
    const struct fg_sv more = joint ? name_at(x, text, end + joint, ALLOWED) : (struct fg_sv){0};
    return more.n && !name_has_role(x, name) && name_has_role(x, more)
               ? fg_sv_sub(text, (size_t)(name.p - text.p), name.n + joint + more.n)
               : name;
}

/* Whether both are the same words but for small ones: "Manager of Fishes", "Manager, Fishes". */
static bool are_alike(struct extraction *x, struct fg_sv a, struct fg_sv b)
{
    enum { SMALL = 3 };
    struct fg_tokens *s = &x->scratch->tokens, *t = &x->scratch->more;
    if (!extract_tokens(x, a, s) || !extract_tokens(x, b, t))
        return false;
    for (size_t i = 0, k = 0;; i++, k++) {
        while (i < s->n && s->at[i].n <= SMALL && !fg_utf8_upper_at(a, s->at[i].at))
            i++;
        while (k < t->n && t->at[k].n <= SMALL && !fg_utf8_upper_at(b, t->at[k].at))
            k++;
        if (i == s->n || k == t->n)
            return i == s->n && k == t->n;
        if (s->at[i].word != t->at[k].word)
            return false;
    }
}

/* A line that says the same, or more: "Night Ward Nurse" for "Ward Nurse". */
static struct fg_sv line_of(struct search *s, struct fg_sv name)
{
    for (size_t i = 0; i < s->n_lines; i++) {
        const struct fg_sv line = s->votes.at[i].name;
        const bool ends = line.n > name.n && fg_sv_ends(line, name) &&
                          line.p[line.n - name.n - 1] == ' ';
        if (ends || are_alike(s->x, line, name))
            return line;
    }
    return name;
}

/* The capitalised words that a phrase leads to, a few small ones between. What only a weak
 * phrase leads to ("the") must say who works. */
static void vote_behind(struct search *s, struct fg_sv text, size_t behind, double weight)
{
    enum { WORDS_BETWEEN = 4, LONGEST_GENDER = 4 };
    size_t at = behind;
    while (at < text.n && at < behind + LONGEST_GENDER && !fg_is_space(text.p[at]))
        at++; /* "um(a)" */
    for (int i = 0; i <= WORDS_BETWEEN && at < text.n && (text.p[at] == ' ' || text.p[at] == '\n');
         i++) {
        struct fg_sv name = with_its_role(s->x, text, name_at(s->x, text, at + 1, "/()"));
        if (fg_sv_starts(name, FG_SV("The ")))
            name = fg_sv_sub(name, strlen("The "), name.n);
        if (fg_sv_find(name, FG_SV(" ")) != SIZE_MAX && may_be_title(s->x, name) &&
            (weight > 1 || name_has_role(s->x, name)) && !name_is_skill(s->x, name)) {
            name_vote_said(&s->votes, line_of(s, name), weight, 1);
            return;
        }
        at++;
        while (at < text.n && !fg_is_space(text.p[at]) && !strchr(".,;:!?", text.p[at]))
            at++;
    }
}

/* How many words of `t`, from `first` on, a phrase of the group that means `mark` has; 0 for
 * none there. */
static size_t phrase_there(struct extraction *x, const struct fg_tokens *t, size_t first, int mark)
{
    const struct fg_tokens rest = {.at = t->at + first, .n = t->n - first, .text = t->text};
    struct name_walk walk = {0};
    struct fg_rule_hit hit;
    while (name_next_phrase(x, FG_GROUP_TITLE, &rest, &walk, &hit))
        if (hit.first == 0 && hit.rule->means == mark)
            return hit.count;
    return 0;
}

/* "a digital collections manager who": the small words up to the one that says who works. */
static void vote_small_behind(struct search *s, const struct fg_tokens *words, size_t first,
                              double weight)
{
    enum { MOST_WORDS = 5 };
    struct fg_tokens near = {.at = words->at + first, .n = words->n - first, .text = words->text};
    size_t begin = 0, end = 0, n;
    near.n = near.n < 2 * MOST_WORDS ? near.n : 2 * MOST_WORDS;
    while (begin < near.n && ((n = phrase_there(s->x, &near, begin, FG_TITLE_SKIPS)) > 0 ||
                              (n = phrase_there(s->x, &near, begin, FG_TITLE_NEVER)) > 0))
        begin += n;
    for (size_t i = begin; i < near.n && i < begin + MOST_WORDS; i++) {
        if (i > begin && !fg_tokens_side_by_side(near.text, &near.at[i - 1], &near.at[i]))
            break;
        n = phrase_there(s->x, &near, i, FG_TITLE_ROLE);
        end = n ? i + n : end;
    }
    if (end < begin + 2)
        return; /* "a nurse" may be any */
    const struct fg_span at = fg_tokens_span(&near, begin, end - begin);
    const struct fg_sv name = fg_sv_sub(near.text, at.at, at.n);
    if (may_be_title(s->x, name))
        name_vote_said(&s->votes, name, weight, 1);
}

/* Where nothing else is a title, one may be written small. */
static void vote_by_small_words(struct search *s)
{
    const struct fg_tokens *t = s->names->words;
    struct name_walk walk = {0};
    struct fg_rule_hit hit;
    while (name_next_phrase(s->x, FG_GROUP_TITLE, t, &walk, &hit))
        if (hit.rule->means == FG_TITLE_BEHIND && hit.weight > 1)
            vote_small_behind(s, t, hit.first + hit.count, hit.weight);
}

static void vote_by_prose(struct search *s)
{
    const struct fg_tokens *t = s->names->words;
    struct name_walk walk = {0};
    struct fg_rule_hit hit;
    while (name_next_phrase(s->x, FG_GROUP_TITLE, t, &walk, &hit)) {
        const struct fg_span at = fg_tokens_span(t, hit.first, hit.count);
        if (hit.rule->means == FG_TITLE_BEHIND)
            vote_behind(s, s->x->text, at.at + at.n, hit.weight);
    }
}

/* ---- who is elected ---- */

static void weigh(struct search *s)
{
    const struct fg_document *d = s->x->document;
    const bool behind = name_role_is_behind(s->x, s->names->page);
    for (size_t i = 0; i < s->votes.n; i++) {
        struct name_vote *v = &s->votes.at[i];
        const double said = worth.said * log2(1 + (double)name_count(s->names, v->name));
        if (d->is_page || name_has_role(s->x, v->name)) /* a text says the company as often */
            v->weight += said < worth.said_most ? said : worth.said_most;
        const bool role = name_has_role(s->x, v->name);
        const struct fg_sv page = s->names->page;
        if (fg_sv_starts(d->og_title, v->name) ||
            (behind ? role && fg_sv_find(page, v->name) != SIZE_MAX
                    : fg_sv_starts(page, v->name)))
            v->weight += worth.page;
        if (role)
            v->weight += worth.role;
        if (name_is_prose(v->name))
            v->weight += worth.prose_like * (v->name.n > NAME_LONGEST ? 2 : 1);
    }
}

/* "Nurse" and a heading "Nurse (Night Shift)": what speaks for the shorter
 * speaks for the longer, where that has a place of its own. What a label says stays. */
static void join_forms(struct name_votes *v, struct fg_sv labelled)
{
    enum { OF_ITS_OWN = 2 };
    for (size_t i = 0; i < v->n; i++)
        for (size_t k = 0; k < v->n; k++) {
            struct name_vote *a = &v->at[i], *b = &v->at[k];
            if (b->weight < OF_ITS_OWN || fg_sv_eq(a->name, labelled) || b->name.n <= a->name.n ||
                !fg_sv_starts_nocase(b->name, a->name) || fg_is_alnum(b->name.p[a->name.n]))
                continue;
            b->weight += a->weight;
            a->weight = 0;
        }
}

struct fg_sv extract_title(const struct names *n)
{
    struct search s = {.names = n, .x = n->x};
    const struct fg_document *d = n->x->document;
    const struct fg_sv labelled = extract_labelled(n->x, FG_FACT_TITLE);
    vote(&s, labelled, worth.label);
    vote_by_page_name(&s, d->og_title);
    if (!fg_sv_eq(d->og_title, n->page))
        vote_by_page_name(&s, n->page);
    vote(&s, n->line, worth.page_begun);
    vote_by_blocks(&s);
    s.n_lines = s.votes.n;
    /* a heading and the page's name are sure; of a torn one, "Night Care", prose says more */
    if (!name_has_role(n->x, name_elected(&s.votes, worth.label)))
        vote_by_prose(&s);
    join_forms(&s.votes, labelled);
    weigh(&s);
    const struct fg_sv title = name_elected(&s.votes, worth.least);
    if (title.n)
        return title;
    s.votes.n = 0;
    vote_by_small_words(&s);
    weigh(&s);
    return name_elected(&s.votes, worth.least);
}

/* ---- what stands around it ---- */

/* Where the last divider is behind which the company, or a site, stands; SIZE_MAX for none.
 * `*company`: empty for a site. */
static size_t company_tail(const struct names *n, struct fg_sv title, struct fg_sv known,
                           struct fg_sv *company)
{
    enum { NAMED_TWICE = 2, NAMED_OFTEN = 4 };
    static const struct {
        const char *mark;
        size_t least; /* times the text names who stands behind it    */
        bool site;    /* a site's name may stand there: "Nurse | Jobs.example" */
    } dividers[] = {{" — ", NAMED_TWICE, true}, {" – ", NAMED_OFTEN, true},
                    {" - ", NAMED_OFTEN, true}, {" | ", NAMED_TWICE, true},
                    {" at ", NAMED_TWICE, false}, {" @ ", NAMED_TWICE, false},
                    {" (", SIZE_MAX, false}};
    for (size_t i = 0; i < sizeof dividers / sizeof *dividers; i++) {
        const struct fg_sv mark = fg_sv_of(dividers[i].mark);
        size_t at = SIZE_MAX, next;
        for (size_t from = 0;
             (next = fg_sv_find(fg_sv_sub(title, from, title.n), mark)) != SIZE_MAX;
             from = at + mark.n)
            at = from + next; /* the last one */
        if (at == SIZE_MAX || at == 0)
            continue;
        struct fg_sv tail = fg_sv_sub(title, at + mark.n, title.n);
        const bool bracket = dividers[i].least == SIZE_MAX;
        const size_t place = fg_sv_find(tail, FG_SV(" ("));
        if (!bracket && place && place != SIZE_MAX) /* "Nurse at Acme (Leeds)" */
            tail.n = place;
        if (bracket && tail.n && tail.p[tail.n - 1] == ')')
            tail.n--;
        const struct fg_sv head = fg_sv_sub(tail, 0, fg_sv_find(tail, FG_SV(" ")));
        const bool is_known = known.n && (bracket ? fg_sv_starts_nocase(tail, known)
                                                  : fg_sv_find_nocase(tail, known) != SIZE_MAX ||
                                                       fg_sv_starts_nocase(known, tail));
        const bool named = name_is_capitalised(tail) && !known.n && !bracket && head.n > 2 &&
                           name_count(n, head) >= dividers[i].least &&
                           !name_is_skill(n->x, tail) && !extract_is_tag(n->x, tail);
        const enum name_kind kind = bracket ? NAME_OF_SOMEONE : name_kind(n->x, tail);
        if (tail.n > 1 && tail.n <= NAME_LONGEST &&
            (is_known || (named && kind == NAME_OF_SOMEONE) ||
             (kind == NAME_OF_SITE && dividers[i].site))) {
            *company = kind == NAME_OF_SOMEONE ? tail : (struct fg_sv){0};
            return at;
        }
    }
    return SIZE_MAX;
}

/* "Acme | Nurse | Graz": the first part that is not the company. */
static struct fg_sv behind_company(struct fg_sv title, struct fg_sv company)
{
    struct fg_sv rest = title, first, second, divider;
    const bool both =
        name_next_part(&rest, &first, &divider) && name_next_part(&rest, &second, &divider);
    return both && fg_sv_eq_nocase(first, company) ? second : title;
}

struct fg_sv extract_title_alone(const struct names *n, struct fg_sv title, struct fg_sv *company)
{
    enum { MOST_TAILS = 3 };
    struct fg_sv tail;
    size_t cut;
    title = behind_company(without_ends(n->x, title), *company);
    for (int i = 0; i < MOST_TAILS; i++) {
        cut = company_tail(n, title, *company, &tail);
        if (cut == SIZE_MAX)
            break;
        if (!company->n)
            *company = tail;
        title = without_ends(n->x, fg_sv_trim(fg_sv_sub(title, 0, cut)));
    }
    return title;
}
