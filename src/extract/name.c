#include "extract/field.h"

#include <string.h>

/* Title and company. Pages write them together ("Nurse - St. Mary's | Jobs"), leave
 * them to the address, or only speak of the company in passing ("At Acme, we ..."). */

enum { LONGEST_TITLE = 150, LONGEST_NAME = 60 };

/* ---- names in the text ---- */

static bool is_word_byte(char c)
{
    return fg_is_alnum(c) || (c & 0x80);
}

/* How often `name` stands in the posting as words of its own. */
static size_t count_name(struct extraction *x, struct fg_sv name)
{
    struct fg_sv rest = x->text;
    size_t n = 0, at;
    while (name.n > 1 && (at = fg_sv_find(rest, name)) != SIZE_MAX) {
        const bool before = at == 0 || !is_word_byte(rest.p[at - 1]);
        const size_t end = at + name.n;
        n += before && (end == rest.n || !is_word_byte(rest.p[end]));
        rest = fg_sv_sub(rest, end, rest.n);
    }
    return n;
}

/* The run of capitalised words at `at`: "Blue Orange Digital". */
static struct fg_sv name_at(struct fg_sv s, size_t at)
{
    size_t end = at, i = at;
    while (i < s.n) {
        size_t next = i;
        const uint32_t first = fg_utf8_next(s, &next);
        if (!fg_cp_is_upper(first) && !fg_cp_is_digit(first) && !(i > at && s.p[i] == '&'))
            break;
        while (next < s.n && !fg_is_space(s.p[next]) && !strchr(",;:!?()\"/|", s.p[next]))
            next++;
        end = next;
        if (next >= s.n || s.p[next] != ' ')
            break;
        i = next + 1;
    }
    while (end > at && (s.p[end - 1] == '.' || s.p[end - 1] == ','))
        end--;
    struct fg_sv name = fg_sv_sub(s, at, end - at);
    if (fg_sv_ends(name, FG_SV("’s")))
        name.n -= strlen("’s");
    else if (fg_sv_ends(name, FG_SV("'s")))
        name.n -= 2;
    return name.n <= LONGEST_NAME ? name : (struct fg_sv){0};
}

/* Words before a company's name; what follows must be capitalised. */
static const char *const introductions[] = {"At ", "About ", "Join ", "join ", "Why ", "at ",
                                            "Bei ", "Chez ", "Bij ", "Über ", "Om "};
enum { N_INTRODUCTIONS = sizeof introductions / sizeof *introductions };

/* Whether a rule knows all the words, or nearly, as a heading. */
static bool is_section_heading(struct extraction *x, struct fg_sv s)
{
    return extract_heading_rule(x, s, 0.6) != NULL;
}

struct introduced {
    struct fg_sv name;
    size_t times;     /* introduced so */
    size_t said;      /* in all        */
};

/* Whether such a word ends `before`. */
static bool introduces(struct fg_sv before)
{
    for (size_t k = 0; k < N_INTRODUCTIONS; k++) {
        const struct fg_sv word = fg_sv_of(introductions[k]);
        if (fg_sv_ends(before, word) &&
            (before.n == word.n || !is_word_byte(before.p[before.n - word.n - 1])))
            return true;
    }
    return false;
}

/* How often `name` is introduced so. */
static size_t count_introductions(struct extraction *x, struct fg_sv name)
{
    const struct fg_sv text = x->text;
    size_t n = 0;
    for (size_t at = 0, found;
         (found = fg_sv_find(fg_sv_sub(text, at, text.n), name)) != SIZE_MAX;
         at += found + name.n) {
        const size_t start = at + found, end = start + name.n;
        n += (end == text.n || !is_word_byte(text.p[end])) &&
             introduces(fg_sv_sub(text, 0, start));
    }
    return n;
}

/* The name that such words introduce most often. */
static struct introduced introduced_name(struct extraction *x)
{
    const struct fg_sv text = x->text;
    struct introduced best = {0};
    for (size_t k = 0; k < N_INTRODUCTIONS; k++) {
        const struct fg_sv word = fg_sv_of(introductions[k]);
        for (size_t at = 0, found;
             (found = fg_sv_find(fg_sv_sub(text, at, text.n), word)) != SIZE_MAX;
             at += found + word.n) {
            const size_t start = at + found;
            if (start > 0 && is_word_byte(text.p[start - 1]))
                continue;
            const struct fg_sv name = name_at(text, start + word.n);
            if (name.n < 2 || fg_sv_eq(name, best.name) ||
                is_section_heading(x, fg_sv_sub(text, start, word.n + name.n)))
                continue; /* "About Us" introduces nobody */
            const size_t times = count_introductions(x, name);
            if (times > best.times)
                best = (struct introduced){name, times, count_name(x, name)};
        }
    }
    return best;
}

/* ---- the address ---- */

/* Labels of hosts that name no company. */
static bool is_common_label(struct fg_sv s)
{
    static const char *const labels[] = {
        "www", "jobs", "job", "careers", "career", "karriere", "apply", "boards", "job-boards",
        "com", "org", "net", "io", "co", "de", "eu", "uk", "fr", "nl", "en", "linkedin",
        "greenhouse", "lever", "ashbyhq", "workable", "personio", "recruitee", "teamtailor",
        "breezy", "smartrecruiters", "myworkdayjobs", "bamboohr", "indeed", "o", "j", "p", "embed",
        "icims", "jobvite", "hibob", "oraclecloud", "join", "companies", "view", "posting",
        "https:", "http:", "", "position", "positions", "o", "fa", "em2", "hr", "berlin", "app",
        "portal", "rexx-systems", "recruiting", "hcmui", "careers-page", "welcometothejungle"};
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
        if (fg_sv_eq_nocase(s, fg_sv_of(labels[i])))
            return true;
    return false;
}

/* Letters and digits of a name, folded: "MR MARVIS" and "mrmarvis" are alike. */
static void squeeze(struct fg_sv s, struct fg_buf *out)
{
    fg_buf_clear(out);
    for (size_t i = 0; i < s.n;) {
        const uint32_t cp = fg_utf8_next(s, &i);
        char folded[4];
        const size_t n = fg_cp_fold(cp, folded);
        if (fg_cp_is_letter(cp) || fg_cp_is_digit(cp))
            fg_buf_add(out, (struct fg_sv){folded, n});
    }
}

/* Whether the first letter at `at` is that of a squeezed name. */
static bool begins_like(struct fg_sv text, size_t at, struct fg_sv squeezed)
{
    char folded[4];
    const size_t n = fg_cp_fold(fg_utf8_next(text, &at), folded);
    return fg_sv_starts(squeezed, (struct fg_sv){folded, n});
}

/* A run of words of the text that reads like the label. */
static struct fg_sv name_like(struct extraction *x, struct fg_sv label)
{
    enum { LEAST = 3, MOST_WORDS = 4 };
    struct fg_buf want = {0}, got = {0};
    struct fg_sv found = {0}, text = x->text;
    squeeze(label, &want);
    for (size_t i = 0; want.n >= LEAST && i < text.n && !found.n; i++) {
        size_t k = i;
        if ((i > 0 && is_word_byte(text.p[i - 1])) || !is_word_byte(text.p[i]) ||
            !fg_cp_is_upper(fg_utf8_next(text, &k)) || !begins_like(text, i, fg_buf_sv(&want)))
            continue;
        size_t end = i;
        for (int words = 0; words < MOST_WORDS && end < text.n; words++) {
            while (end < text.n && !fg_is_space(text.p[end]) && !strchr(",;:!?()\"/|", text.p[end]))
                end++;
            const struct fg_sv part = fg_sv_sub(text, i, end - i);
            squeeze(part, &got);
            if (got.n >= want.n) {
                if (fg_sv_eq(fg_buf_sv(&got), fg_buf_sv(&want)))
                    found = part;
                break;
            }
            if (end >= text.n || text.p[end] != ' ')
                break;
            end++;
        }
    }
    fg_buf_free(&want);
    fg_buf_free(&got);
    while (found.n && found.p[found.n - 1] == '.')
        found.n--;
    return found;
}

/* The company by its address: a label of the host, or of the path, that the text
 * has as a name. */
static struct fg_sv name_by_address(struct extraction *x, struct fg_sv url)
{
    struct fg_sv rest = fg_sv_sub(url, 0, 200);
    size_t slashes = 0; /* the host, and the first part of the path */
    const size_t query = fg_sv_find(rest, FG_SV("?"));
    rest = fg_sv_sub(rest, 0, query);
    while (rest.n) {
        size_t n = 0;
        while (n < rest.n && rest.p[n] != '.' && rest.p[n] != '/')
            n++;
        const struct fg_sv label = fg_sv_sub(rest, 0, n);
        slashes += n < rest.n && rest.p[n] == '/';
        rest = slashes > 3 ? (struct fg_sv){0} : fg_sv_sub(rest, n + 1, rest.n);
        if (is_common_label(label) || label.n > LONGEST_NAME)
            continue;
        const struct fg_sv name = name_like(x, label);
        if (name.n)
            return name;
    }
    return (struct fg_sv){0};
}

static struct fg_sv first_address(const struct fg_document *d)
{
    enum { LOOK = 6 };
    for (size_t i = 0; i < d->n_blocks && i < LOOK; i++) {
        const size_t at = fg_sv_find(d->blocks[i].text, FG_SV("http"));
        if (at != SIZE_MAX)
            return fg_sv_sub(d->blocks[i].text, at, d->blocks[i].text.n);
    }
    return (struct fg_sv){0};
}

static bool is_skill(struct extraction *x, struct fg_sv s)
{
    return fg_lexicon_lookup(fg_rules_lexicon(x->rules), s, &x->scratch->tokens) != FG_NO_SKILL;
}

/* "Bulla" by the address, "Bulla Dairy Foods" in the text: the longer form, where it
 * is said more than once. */
static struct fg_sv extended(struct extraction *x, struct fg_sv name)
{
    for (size_t at = 0, found;
         name.n && (found = fg_sv_find(fg_sv_sub(x->text, at, x->text.n), name)) != SIZE_MAX;
         at += found + name.n) {
        const struct fg_sv longer = name_at(x->text, at + found);
        if (longer.n > name.n && count_name(x, longer) >= 2)
            return longer;
    }
    return name;
}

/* The words before "(CDS)" whose initials these are: "Canadian Digital Service". */
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

/* "Canadian Digital Service (CDS)": a name that is spelled out once and abbreviated
 * from then on. */
static struct fg_sv name_by_initials(struct extraction *x)
{
    enum { LEAST = 2, MOST = 6, SAID_OFTEN = 3 };
    const struct fg_sv text = x->text;
    for (size_t i = 0; i < text.n; i++) {
        size_t n = 0;
        while (text.p[i] == '(' && i + 1 + n < text.n && text.p[i + 1 + n] >= 'A' &&
               text.p[i + 1 + n] <= 'Z')
            n++;
        const struct fg_sv letters = fg_sv_sub(text, i + 1, n);
        if (n < LEAST || n > MOST || i + 1 + n >= text.n || text.p[i + 1 + n] != ')' ||
            count_name(x, letters) < SAID_OFTEN || is_skill(x, letters))
            continue;
        const struct fg_sv name = spelled_out(text, i, letters);
        if (name.n)
            return name;
    }
    return (struct fg_sv){0};
}

/* "Komerční banka Prague, Czechia": boards set company and place side by side. The
 * longest part from the start that is said more often than the whole. */
static struct fg_sv without_place(struct extraction *x, struct fg_sv s)
{
    const size_t whole = count_name(x, s);
    for (size_t n = s.n; n > 1; n--) {
        if (s.p[n - 1] != ' ')
            continue;
        const struct fg_sv part = fg_sv_sub(s, 0, n - 1);
        if (count_name(x, part) > whole + 1)
            return part;
    }
    return s;
}

/* ---- the title ---- */


static struct fg_sv without_prefix(struct fg_sv s)
{
    static const char *const prefixes[] = {"Job Description:", "Job Title:", "JD Archive —",
                                           "Position:", "Job Posting:", "Vacancy:", "Role:",
                                           "Job:", "Stellenangebot:", "Offre d'emploi :"};
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++)
        if (fg_sv_starts_nocase(s, fg_sv_of(prefixes[i])))
            return fg_sv_trim(fg_sv_sub(s, strlen(prefixes[i]), s.n));
    return s;
}

/* Whether a line may be a job's title. */
static bool may_be_title(struct extraction *x, struct fg_sv s)
{
    enum { MOST_WORDS = 16 };
    s = without_prefix(s);
    if (s.n < 3 || s.n > LONGEST_TITLE || s.p[0] == '#' || fg_sv_find(s, FG_SV(": ")) != SIZE_MAX ||
        fg_sv_find(s, FG_SV("://")) != SIZE_MAX ||
        fg_sv_find(s, FG_SV("@")) != SIZE_MAX || fg_sv_find(s, FG_SV("===")) != SIZE_MAX)
        return false;
    if (strchr(".!?;,:", s.p[s.n - 1]) || fg_sv_starts(s, FG_SV("About ")) || !extract_tokens(x, s, &x->scratch->tokens) ||
        x->scratch->tokens.n == 0 || x->scratch->tokens.n > MOST_WORDS)
        return false;
    return !is_section_heading(x, s);
}

static struct fg_sv title_by_heading(struct extraction *x, unsigned from, unsigned to)
{
    const struct fg_document *d = x->document;
    for (unsigned level = from; level <= to; level++)
        for (size_t i = 0; i < d->n_blocks; i++) {
            const struct fg_block *b = &d->blocks[i];
            if (b->kind == FG_BLOCK_HEADING && b->level == level && extract_is_body(b) &&
                may_be_title(x, b->text))
                return b->text;
        }
    return (struct fg_sv){0};
}

static struct fg_sv title_by_line(struct extraction *x, size_t look)
{
    const struct fg_document *d = x->document;
    for (size_t i = 0; i < d->n_blocks && i < look; i++)
        if (extract_is_body(&d->blocks[i]) && !(d->blocks[i].flags & FG_BLOCK_LINK) &&
            d->blocks[i].kind != FG_BLOCK_ITEM &&
            may_be_title(x, d->blocks[i].text))
            return d->blocks[i].text;
    return (struct fg_sv){0};
}

/* "Acme hiring Nurse in Boston | Jobs" */
static bool split_hiring(struct fg_sv s, struct fg_sv *title, struct fg_sv *company)
{
    const size_t at = fg_sv_find(s, FG_SV(" hiring "));
    if (at == SIZE_MAX)
        return false;
    *company = fg_sv_sub(s, 0, at);
    *title = fg_sv_sub(s, at + strlen(" hiring "), s.n);
    const size_t in = fg_sv_find(*title, FG_SV(" in "));
    *title = fg_sv_sub(*title, 0, in);
    return true;
}

/* The part of a page's name before its first divider. */
static struct fg_sv before_divider(struct fg_sv s)
{
    static const char *const dividers[] = {" | ", " - ", " – ", " — ", " @ "};
    size_t cut = s.n;
    for (size_t i = 0; i < sizeof dividers / sizeof *dividers; i++) {
        const size_t at = fg_sv_find(s, fg_sv_of(dividers[i]));
        if (at != SIZE_MAX && at > 0 && at < cut)
            cut = at;
    }
    return fg_sv_sub(s, 0, cut);
}

enum { NAMED_TWICE = 2, NAMED_OFTEN = 4 };

/* A title that ends in a company: where it is cut, and the name; 0 for none. */
static size_t company_tail(struct extraction *x, struct fg_sv title, struct fg_sv known,
                           struct fg_sv *company)
{
    static const char *const dividers[] = {" — ", " – ", " - ", " | ", " at ", " @ ", " ("};
    for (size_t i = 0; i < sizeof dividers / sizeof *dividers; i++) {
        const struct fg_sv mark = fg_sv_of(dividers[i]);
        size_t at = SIZE_MAX, next;
        for (size_t from = 0;
             (next = fg_sv_find(fg_sv_sub(title, from, title.n), mark)) != SIZE_MAX;
             from = at + mark.n)
            at = from + next; /* the last one */
        if (at == SIZE_MAX || at == 0)
            continue;
        struct fg_sv tail = fg_sv_sub(title, at + mark.n, title.n);
        const bool bracket = strcmp(dividers[i], " (") == 0;
        const bool plain = strcmp(dividers[i], " - ") == 0 || strcmp(dividers[i], " – ") == 0;
        if (bracket && tail.n && tail.p[tail.n - 1] == ')')
            tail.n--;
        size_t space = fg_sv_find(tail, FG_SV(" "));
        const struct fg_sv head = fg_sv_sub(tail, 0, space);
        const bool is_known = known.n && (bracket ? fg_sv_starts_nocase(tail, known)
                                                  : fg_sv_find_nocase(tail, known) != SIZE_MAX);
        size_t k = 0;
        const bool capital = tail.n && fg_cp_is_upper(fg_utf8_next(tail, &k));
        const bool named = capital && !known.n && !bracket && head.n > 2 &&
                           count_name(x, head) >= (plain ? NAMED_OFTEN : NAMED_TWICE) &&
                           !is_skill(x, tail);
        if (tail.n > 1 && tail.n <= LONGEST_NAME && (is_known || named)) {
            *company = tail;
            return at;
        }
    }
    return 0;
}

/* "Nurse | Acme | Jobs": a part of the page's name, neither its first nor its last,
 * that the posting says too. */
static struct fg_sv part_of_page_title(struct extraction *x)
{
    struct fg_sv rest = x->document->page_title;
    for (bool first = true; rest.n; first = false) {
        const struct fg_sv part = before_divider(rest);
        const bool last = part.n == rest.n;
        if (!first && !last && part.n > 1 && part.n <= LONGEST_NAME && count_name(x, part) > 0)
            return part;
        rest = fg_sv_trim(fg_sv_sub(rest, part.n, rest.n));
        size_t skip = 0;
        while (skip < rest.n && !fg_is_space(rest.p[skip]))
            skip++;
        rest = fg_sv_trim(fg_sv_sub(rest, skip, rest.n));
    }
    return (struct fg_sv){0};
}

/* "Hybrid", "Full-time": a tag of the posting, not a name. */
static bool is_tag(struct extraction *x, struct fg_sv s)
{
    return extract_tokens(x, s, &x->scratch->tokens) &&
           fg_group_first(&x->english->groups[FG_GROUP_FACT], &x->scratch->tokens) != NULL;
}

/* The short line behind the title, as boards print the company. */
static struct fg_sv line_behind(struct extraction *x, struct fg_sv title)
{
    const struct fg_document *d = x->document;
    for (size_t i = 0; i + 1 < d->n_blocks; i++) {
        if (!fg_sv_eq(d->blocks[i].text, title))
            continue;
        const struct fg_sv next = d->blocks[i + 1].text;
        size_t at = 0;
        const bool capital = next.n && fg_cp_is_upper(fg_utf8_next(next, &at));
        const struct fg_sv third =
            i + 2 < d->n_blocks ? d->blocks[i + 2].text : (struct fg_sv){0};
        const bool before_place = third.n && third.n <= LONGEST_NAME &&
                                  fg_sv_find(third, FG_SV(", ")) != SIZE_MAX &&
                                  fg_sv_find(next, FG_SV(",")) == SIZE_MAX && !is_tag(x, next);
        if (capital && next.n <= LONGEST_NAME && (count_name(x, next) >= 2 || before_place) &&
            !fg_sv_eq(next, title) && may_be_title(x, next))
            return without_place(x, next);
    }
    return (struct fg_sv){0};
}

/* "Coloplast A/S" without its legal form, as a text would say it. */
static struct fg_sv without_legal_form(struct fg_sv s)
{
    static const char *const forms[] = {" A/S", " AG", " SE", " GmbH", " Inc", " Inc.", " Ltd",
                                        " Ltd.", " LLC", " plc", " PLC", " S.A.", " SA", " AB",
                                        " B.V.", " BV", " NV", " N.V.", " s.r.o.", " a.s.",
                                        " SAS", " Corp", " Corp.", " Corporation", " S.p.A.",
                                        " Oy", " AS", " KG", " Co.", " GmbH & Co. KG", " Limited"};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (fg_sv_ends(s, fg_sv_of(forms[i]))) {
            s.n -= strlen(forms[i]);
            break;
        }
    while (s.n && (s.p[s.n - 1] == ',' || s.p[s.n - 1] == ' '))
        s.n--;
    return s;
}

static void take(struct fg_sv *to, struct fg_sv from)
{
    if (!to->n)
        *to = from;
}

static bool is_pointing(struct fg_sv s)
{
    static const char *const words[] = {"This", "That", "The", "It", "We", "You", "Our", "There",
                                        "What", "As", "In", "If", "Us", "Your", "Who", "Le", "La",
                                        "Das", "Die", "Der", "Es", "De", "Het", "El"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (fg_sv_eq(s, fg_sv_of(words[i])))
            return true;
    return false;
}

/* "Acme is a ...": a name that a paragraph begins with and says what it is. */
static struct fg_sv name_by_sentence(struct extraction *x)
{
    static const char *const verbs[] = {" is a ", " is an ", " is the ", " ist ", " est ",
                                        " is een ", " es una ", " är ", " je "};
    const struct fg_document *d = x->document;
    for (size_t i = 0; i < d->n_blocks; i++) {
        const struct fg_sv text = d->blocks[i].text;
        const struct fg_sv name = extract_is_body(&d->blocks[i]) ? name_at(text, 0) : (struct fg_sv){0};
        const struct fg_sv rest = fg_sv_sub(text, name.n, text.n);
        for (size_t k = 0; name.n > 1 && !is_pointing(name) && k < sizeof verbs / sizeof *verbs; k++)
            if (fg_sv_starts(rest, fg_sv_of(verbs[k])) && count_name(x, name) >= 2)
                return name;
    }
    return (struct fg_sv){0};
}

static void find_company(struct extraction *x, struct fg_posting *out)
{
    enum { SAID_OFTEN = 3 };
    const struct introduced introduced = introduced_name(x);
    const bool often = introduced.times > 1 || introduced.said >= SAID_OFTEN;
    take(&out->company, extract_labelled(x, FG_FACT_COMPANY));
    if (out->company.n && often && count_name(x, without_legal_form(out->company)) == 0)
        out->company = introduced.name; /* a legal entity that the text never names */
    take(&out->company, part_of_page_title(x));
    take(&out->company, line_behind(x, out->title));
    take(&out->company, extended(x, name_by_address(x, out->source.url.n
                                                           ? out->source.url
                                                           : first_address(x->document))));
    take(&out->company, name_by_initials(x));
    if (often)
        take(&out->company, introduced.name);
    take(&out->company, name_by_sentence(x));
    if (x->document->site_name.n && count_name(x, x->document->site_name) > 0)
        take(&out->company, x->document->site_name);
}

/* "Analytics Engineer (Decision Logic) to": the brackets behind a title, and what is
 * capitalised behind them, are part of it. */
static struct fg_sv with_brackets(struct fg_sv text, struct fg_sv name)
{
    enum { LONGEST_REMARK = 40 };
    const size_t at = (size_t)(name.p - text.p), end = at + name.n;
    const struct fg_sv behind = fg_sv_sub(text, end, LONGEST_REMARK);
    const size_t close = fg_sv_find(behind, FG_SV(")"));
    if (!fg_sv_starts(behind, FG_SV(" (")) || close == SIZE_MAX)
        return name;
    const size_t after = end + close + 1;
    const struct fg_sv more =
        after + 1 < text.n && text.p[after] == ' ' ? name_at(text, after + 1) : (struct fg_sv){0};
    return fg_sv_sub(text, at, more.n ? after + 1 + more.n - at : after - at);
}

/* "We are looking for a skilled Analytics Engineer to join ...": the capitalised
 * words that such a phrase leads to. */
static struct fg_sv title_by_prose(struct extraction *x)
{
    static const char *const leads[] = {"ooking for a ", "ooking for an ", "eeking a ",
                                        "eeking an ", "iring a ", "iring an ", "As a ", "As an ",
                                        "suchen wir ", "oeken wij een ", "recherche un "};
    enum { WORDS_BETWEEN = 4 };
    for (size_t k = 0; k < sizeof leads / sizeof *leads; k++) {
        const size_t found = fg_sv_find(x->text, fg_sv_of(leads[k]));
        size_t at = found + strlen(leads[k]);
        for (int i = 0; found != SIZE_MAX && i <= WORDS_BETWEEN && at < x->text.n; i++) {
            const struct fg_sv name = name_at(x->text, at);
            if (fg_sv_find(name, FG_SV(" ")) != SIZE_MAX && may_be_title(x, name))
                return with_brackets(x->text, name);
            const size_t space = fg_sv_find(fg_sv_sub(x->text, at, 40), FG_SV(" "));
            if (name.n || space == SIZE_MAX)
                break;
            at += space + 1;
        }
    }
    return (struct fg_sv){0};
}

/* A page's title is a heading; a text's is one of its first lines. */
static void find_title(struct extraction *x, struct fg_posting *out)
{
    enum { FIRST_LINES = 3, MORE_LINES = 40 };
    const struct fg_document *d = x->document;
    take(&out->title, extract_labelled(x, FG_FACT_TITLE));
    take(&out->title, title_by_heading(x, 1, d->is_page ? 3 : 1));
    take(&out->title, before_divider(d->og_title));
    if (!d->is_page)
        take(&out->title, title_by_line(x, FIRST_LINES));
    take(&out->title, title_by_prose(x));
    take(&out->title, title_by_line(x, MORE_LINES));
    take(&out->title, before_divider(d->page_title));
}

/* "Nurse | Jobs at Acme", "Acme | Nurse | Graz": the first part that is not the company. */
static struct fg_sv title_part(struct fg_sv title, struct fg_sv company)
{
    const struct fg_sv bar = FG_SV(" | ");
    const size_t cut = fg_sv_find(title, bar);
    const struct fg_sv first = fg_sv_sub(title, 0, cut);
    if (cut == SIZE_MAX || !fg_sv_eq_nocase(first, company))
        return first;
    const struct fg_sv rest = fg_sv_sub(title, cut + bar.n, title.n);
    return fg_sv_sub(rest, 0, fg_sv_find(rest, bar));
}

void extract_title_and_company(struct extraction *x, struct fg_posting *out)
{
    const struct fg_document *d = x->document;
    struct fg_sv title = {0}, company = {0}, tail;
    x->text = out->text;
    if (!out->title.n && (split_hiring(d->og_title, &title, &company) ||
                          split_hiring(d->page_title, &title, &company))) {
        out->title = title;
        take(&out->company, company);
    }
    find_title(x, out);
    find_company(x, out);
    out->title = without_prefix(out->title);
    out->title = title_part(out->title, out->company);
    const size_t cut = company_tail(x, out->title, out->company, &tail);
    if (cut) {
        take(&out->company, tail);
        out->title = fg_sv_trim(fg_sv_sub(out->title, 0, cut));
    }
}
