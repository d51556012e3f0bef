#include "extract/internal.h"

#include <string.h>

enum {
    INLINE_HEADING_WORDS = 8, /* "Education: Bachelor's degree": at most so many words */
    FLAT_LEAST = 250          /* bytes of one block from which it may be a flattened page */
};

static struct line line_of(const struct fg_block *b)
{
    return (struct line){.text = b->text, .at = b->at, .kind = b->kind, .level = b->level,
                         .flags = b->flags, .list = b->list};
}

static void add_line(struct extraction *x, line_list *out, const struct line *whole, size_t from,
                     size_t n, enum line_role role, const struct fg_rule *rule)
{
    struct fg_sv s = fg_sv_sub(whole->text, from, n);
    const char *start = s.p;
    s = fg_sv_trim(s);
    if (s.n == 0)
        return;
    struct line part = *whole;
    part.at += (uint32_t)(from + (size_t)(s.p - start));
    part.text = s;
    part.role = role;
    part.rule = rule;
    struct line *slot = fg_vec_add(x->arena, out);
    if (slot)
        *slot = part;
}

static bool is_in_capitals(struct fg_sv word)
{
    size_t letters = 0;
    for (size_t i = 0; i < word.n;) {
        const uint32_t cp = fg_utf8_next(word, &i);
        if (fg_cp_is_letter(cp) && !fg_cp_is_upper(cp))
            return false;
        letters += fg_cp_is_letter(cp);
    }
    return letters > 0;
}

size_t extract_tail_heading(struct extraction *x, struct fg_sv s, const struct fg_rule **rule)
{
    enum { LEAST = 6, MOST = 60 };
    size_t start = s.n;
    if (!x->language || s.n < LEAST || (s.p[s.n - 1] >= 'a' && s.p[s.n - 1] <= 'z') ||
        s.p[s.n - 1] == '.')
        return s.n;
    for (size_t end = s.n; end > 0 && s.n - start < MOST;) {
        size_t at = end;
        while (at > 0 && !fg_is_space(s.p[at - 1]))
            at--;
        if (!is_in_capitals(fg_sv_sub(s, at, end - at)))
            break;
        start = at;
        end = at > 0 ? at - 1 : 0;
    }
    if (start == 0 || s.n - start < LEAST)
        return s.n;
    *rule = extract_heading_rule(x, fg_sv_sub(s, start, s.n), 0.99);
    return *rule ? start : s.n;
}

static void add_part(struct extraction *x, line_list *out, const struct line *whole, size_t from,
                     size_t n, enum line_role role, const struct fg_rule *rule)
{
    const struct fg_sv s = fg_sv_trim(fg_sv_sub(whole->text, from, n));
    const struct fg_rule *tail = NULL;
    const size_t at = role == LINE_CONTENT && whole->kind != FG_BLOCK_HEADING
                          ? extract_tail_heading(x, s, &tail) : s.n;
    if (!tail) {
        add_line(x, out, whole, from, n, role, rule);
        return;
    }
    const size_t skipped = (size_t)(s.p - (whole->text.p + from));
    add_line(x, out, whole, from, skipped + at, role, rule);
    add_line(x, out, whole, from + skipped + at, s.n - at, LINE_HEADING, tail);
}

/* "Requirements: five years of ..." - the length of the heading with its colon,
 * where the first words are one that a rule knows as such; 0 otherwise. */
static size_t inline_heading(struct extraction *x, const struct fg_block *b,
                             const struct fg_rule **rule)
{
    size_t n = fg_sv_find(b->text, FG_SV(":"));
    const bool styled = b->lead > 0;
    if (n == SIZE_MAX || n + 1 >= b->text.n || (styled && b->lead < n))
        n = styled ? b->lead : SIZE_MAX;
    if (n == SIZE_MAX || n > 80)
        return 0;
    const struct fg_sv head = fg_sv_sub(b->text, 0, n);
    *rule = extract_heading_rule(x, head, styled ? 0.5 : 0.75);
    if (!*rule || x->scratch->tokens.n > INLINE_HEADING_WORDS)
        return 0;
    return n + (n < b->text.n && b->text.p[n] == ':');
}

/* Whether the label of "Education: Bachelor's degree" stays part of the item: a
 * requirement's own label does, a section's name does not. */
static bool label_stays(const struct fg_block *b, const struct fg_rule *rule)
{
    return b->kind == FG_BLOCK_ITEM || rule->means == FG_SECTION_META ||
           rule->means == FG_SECTION_NONE;
}

/* " * Plan", " - Plan": bytes of a mark that is a bullet where a text has more of it. */
static size_t spaced_mark(struct fg_sv s, size_t i)
{
    const bool mark = s.p[i] == '*' || s.p[i] == '-';
    return mark && (i == 0 || fg_is_space(s.p[i - 1])) && i + 2 < s.n &&
                   fg_is_space(s.p[i + 1]) && fg_utf8_upper_at(s, i + 2)
               ? 2
               : 0;
}

static bool has_spaced_marks(struct fg_sv s)
{
    enum { LEAST = 3 };
    size_t asterisks = 0, dashes = 0;
    for (size_t i = 0; i < s.n; i++)
        if (spaced_mark(s, i))
            *(s.p[i] == '*' ? &asterisks : &dashes) += 1;
    return asterisks >= LEAST || dashes >= LEAST;
}

/* Moves `*at` to the next bullet at or behind it; bytes of it, 0 for none. `spaced`:
 * asterisks and dashes between blanks are bullets too. */
static size_t next_bullet(struct fg_sv s, size_t *at, bool spaced)
{
    static const char *const bullets[] = {"•", "●", "▪", "■", "◦", "‣", "✅", "✔", "✓",
                                          "☑", "➤", "➢", "►", "👉", "\xef\x82\xb7"};
    const unsigned char first = 0xe2; /* none begins lower */
    for (; *at < s.n; ++*at) {
        if (spaced && spaced_mark(s, *at))
            return spaced_mark(s, *at);
        for (size_t k = 0; (unsigned char)s.p[*at] >= first &&
                           k < sizeof bullets / sizeof *bullets; k++)
            if (fg_sv_starts(fg_sv_sub(s, *at, s.n), fg_sv_of(bullets[k])))
                return strlen(bullets[k]);
    }
    return 0;
}

static void split_bullets(struct extraction *x, line_list *out, const struct line *whole)
{
    const bool spaced = whole->kind == FG_BLOCK_PARAGRAPH && has_spaced_marks(whole->text);
    size_t from = 0, at = 1, n;
    while ((n = next_bullet(whole->text, &at, spaced))) {
        struct line part = *whole;
        part.kind = from ? FG_BLOCK_ITEM : whole->kind;
        add_part(x, out, &part, from, at - from, LINE_CONTENT, NULL);
        at = from = at + n;
    }
    struct line rest = *whole;
    rest.kind = from ? FG_BLOCK_ITEM : whole->kind;
    add_part(x, out, &rest, from, whole->text.n, LINE_CONTENT, NULL);
}

bool extract_is_title_case(struct fg_sv s)
{
    enum { SMALL_WORD = 3 };
    size_t capitals = 0;
    struct fg_sv word;
    while (s.n && fg_sv_next(&s, ' ', &word)) {
        const bool upper = fg_utf8_upper_at(word, 0);
        capitals += upper;
        if (!upper && word.n > SMALL_WORD)
            return false;
    }
    return capitals >= 2;
}

/* "Must Have – Python": bytes of the dash. */
static size_t dash_at(struct fg_sv s, size_t i)
{
    const struct fg_sv at = fg_sv_sub(s, i, s.n);
    return fg_sv_starts(at, FG_SV("–")) || fg_sv_starts(at, FG_SV("—")) ? 3
           : fg_sv_starts(at, FG_SV("- "))                              ? 1
                                                                        : 0;
}

/* A heading phrase in the middle of flattened text: it begins with a capital,
 * behind the end of a sentence or a colon, and is not followed by a small letter. */
static bool stands_as_heading(struct fg_sv s, struct fg_span at)
{
    if (!fg_utf8_upper_at(s, at.at))
        return false;
    size_t before = at.at;
    while (before > 0 && fg_is_space(s.p[before - 1]))
        before--;
    const bool fresh = before == 0 || strchr(".:;!?)", s.p[before - 1]) ||
                       (before == at.at && fg_is_alnum(s.p[before - 1]));
    size_t end = at.at + at.n, next = end;
    while (next < s.n && (fg_is_space(s.p[next]) || s.p[next] == ':' || dash_at(s, next)))
        next += dash_at(s, next) ? dash_at(s, next) : 1;
    if (next >= s.n)
        return false;
    const bool colon = end < s.n && memchr(s.p + end, ':', next - end);
    return (fresh || colon || extract_is_title_case(fg_sv_sub(s, at.at, at.n))) &&
           (colon || fg_utf8_upper_at(s, next) || fg_is_digit(s.p[next]));
}

/* ---- text that lost its line breaks ---- */

const struct fg_rule *extract_phrase_at(const struct fg_rule_group *g, const struct fg_tokens *t,
                                        size_t i)
{
    uint32_t value;
    return fg_phrases_longest(&g->trie, t, i, &value) ? g->phrases.at[value].rule : NULL;
}

/* "... in finance 2+ years of ...": a figure of years behind a word that ends one. */
static bool opens_with_years(struct extraction *x, struct fg_sv s, uint32_t at)
{
    const struct fg_rule_group *g = &x->language->groups[FG_GROUP_YEARS];
    struct fg_match_groups m;
    for (size_t i = 0; i < g->patterns.n; i++)
        if (fg_pattern_find(g->patterns.at[i]->pattern, x->scratch, s, at, &m) &&
            m.group[0].at == at)
            return true;
    return false;
}

/* "... is a plus Experience with", "should have 7 years": a phrase that ends items, or never
 * ends one, stands before token i. */
static bool stands_before(const struct fg_rule_group *g, const struct fg_tokens *t, size_t i,
                          enum fg_run_on means)
{
    enum { LONGEST = 3 };
    for (size_t k = 1; k <= LONGEST && k <= i; k++) {
        uint32_t value;
        if (fg_phrases_longest(&g->trie, t, i - k, &value) == k &&
            g->phrases.at[value].rule->means == (int)means)
            return true;
    }
    return false;
}

/* "... in English Ability to travel": the word behind it shows that it begins an item
 * though a capitalised one stands before it. */
static bool leads_on(const struct fg_rule_group *g, struct fg_sv s, const struct fg_tokens *t,
                     size_t i)
{
    const struct fg_rule *next = i + 1 < t->n ? extract_phrase_at(g, t, i + 1) : NULL;
    return next && next->means == FG_RUN_ON_JOINS && !fg_utf8_upper_at(s, t->at[i + 1].at);
}

/* "... in English Work experience": a language's name needs its capital, and ends. */
static bool is_language(struct extraction *x, struct fg_sv s, const struct fg_tokens *t, size_t i)
{
    struct fg_sv name;
    return fg_rules_human_language_at(x->rules, s, t, i, &name) == 1;
}

/* Whether the next item begins at token i of run-on text: it is capitalised amid
 * small letters, and is a word that items begin with. */
static bool begins_item(struct extraction *x, struct fg_sv s, const struct fg_tokens *t, size_t i)
{
    const struct fg_rule_group *g = &x->language->groups[FG_GROUP_RUN_ON];
    const struct fg_token *now = &t->at[i], *before = &t->at[i - 1];
    const size_t gap = now->at - before->at - before->n;
    const bool bracket = gap == 2 && s.p[now->at - 2] == ')';
    const bool digit = fg_is_digit(s.p[now->at]);
    if ((gap != 1 && !bracket) || !fg_is_space(s.p[now->at - 1]) ||
        !(digit || fg_utf8_upper_at(s, now->at)) ||
        fg_sv_possessive(fg_sv_sub(s, before->at, before->n)))
        return false;
    if (stands_before(g, t, i, FG_RUN_ON_JOINS) && !stands_before(g, t, i, FG_RUN_ON_ENDS))
        return false;
    if (digit)
        return opens_with_years(x, s, now->at);
    const struct fg_rule *open = extract_phrase_at(g, t, i);
    return open && open->means == FG_RUN_ON_OPENS &&
           (bracket || !fg_utf8_upper_at(s, before->at) || leads_on(g, s, t, i) ||
            is_language(x, s, t, i - 1)) &&
           (i + 1 >= t->n || !fg_utf8_upper_at(s, t->at[i + 1].at) || bracket ||
            !fg_is_alpha(s.p[t->at[i + 1].at]));
}

/* "Required Knowledge and Experience" where items must have stood: a heading. */
static const struct fg_rule *heading_alone(struct extraction *x, struct fg_sv s)
{
    enum { LONGEST = 60 };
    s = fg_sv_trim(s);
    return s.n <= LONGEST && extract_is_title_case(s) ? extract_heading_rule(x, s, 0.6) : NULL;
}

static void add_run(struct extraction *x, line_list *out, const struct line *whole, size_t from,
                    size_t n)
{
    const struct fg_rule *rule = heading_alone(x, fg_sv_sub(whole->text, from, n));
    add_part(x, out, whole, from, n, rule ? LINE_HEADING : LINE_CONTENT, rule);
}

static void split_run_on(struct extraction *x, line_list *out, const struct line *whole,
                         size_t from, size_t n)
{
    struct fg_tokens *t = &x->scratch->more;
    const struct fg_sv s = fg_sv_sub(whole->text, from, n);
    size_t start = 0;
    if (!extract_tokens(x, s, t))
        return;
    for (size_t i = 1; i < t->n; i++) {
        if (!begins_item(x, s, t, i))
            continue;
        add_run(x, out, whole, from + start, t->at[i].at - start);
        start = t->at[i].at;
    }
    add_run(x, out, whole, from + start, n - start);
}

/* Tokens that last while parts of the text are looked at. */
static const struct fg_tokens *kept_tokens(struct extraction *x, struct fg_sv text)
{
    struct fg_tokens *kept = fg_arena_alloc(x->arena, sizeof *kept);
    if (!kept || !extract_tokens(x, text, &x->scratch->tokens))
        return NULL;
    *kept = x->scratch->tokens;
    kept->at = fg_arena_alloc(x->arena, kept->n * sizeof *kept->at + 1);
    if (!kept->at)
        return NULL;
    if (kept->n)
        memcpy(kept->at, x->scratch->tokens.at, kept->n * sizeof *kept->at);
    return kept;
}

/* "Knowledge of Python": a phrase that ends in such a word is a heading with a colon
 * alone. */
static bool goes_on(struct extraction *x, struct fg_sv s, const struct fg_tokens *t,
                    const struct fg_rule_hit *hit)
{
    const size_t last = hit->first + hit->count - 1, end = t->at[last].at + t->at[last].n;
    const struct fg_rule *rule =
        extract_phrase_at(&x->language->groups[FG_GROUP_RUN_ON], t, last);
    return rule && rule->means == FG_RUN_ON_JOINS && !(end < s.n && s.p[end] == ':');
}

/* "... is required. Physical Job Requirements": one capitalised word between the end
 * of a sentence and a heading belongs to the heading. */
static void take_word_before(struct fg_sv s, size_t from, struct fg_span *at)
{
    size_t end = at->at, i;
    while (end > from && fg_is_space(s.p[end - 1]))
        end--;
    for (i = end; i > from && fg_is_alpha(s.p[i - 1]); i--)
        ;
    size_t before = i;
    while (before > from && fg_is_space(s.p[before - 1]))
        before--;
    const bool fresh = before == from || s.p[before - 1] == '.';
    if (i == end || !fresh || s.p[i] < 'A' || s.p[i] > 'Z')
        return;
    at->n += at->at - (uint32_t)i;
    at->at = (uint32_t)i;
}

/* A page that came as one line: split where its headings stand, then where items
 * must have stood. */
static void split_flat(struct extraction *x, line_list *out, struct line *whole)
{
    const struct fg_rule_group *g = &x->language->groups[FG_GROUP_SECTION];
    const struct fg_tokens *t = kept_tokens(x, whole->text);
    size_t from = 0;
    struct fg_rule_hit hit;
    if (!t)
        return;
    for (size_t i = 0; fg_group_next(g, t, i, &hit); i = hit.first + hit.count) {
        struct fg_span at = fg_tokens_span(t, hit.first, hit.count);
        if (hit.count < 2 || at.at < from || !stands_as_heading(whole->text, at) ||
            goes_on(x, whole->text, t, &hit))
            continue;
        take_word_before(whole->text, from, &at);
        split_run_on(x, out, whole, from, at.at - from);
        add_part(x, out, whole, at.at, at.n, LINE_HEADING, hit.rule);
        whole->flat = true;
        from = at.at + at.n;
        while (from < whole->text.n && (whole->text.p[from] == ':' ||
                                        whole->text.p[from] == ' ' || dash_at(whole->text, from)))
            from += dash_at(whole->text, from) ? dash_at(whole->text, from) : 1;
    }
    split_run_on(x, out, whole, from, whole->text.n - from);
}

/* Splits a paragraph where words were glued. False where none were. */
static bool split_glued(struct extraction *x, line_list *out, const struct line *whole)
{
    const bool torn = extract_has_lost_breaks(x, whole->text);
    size_t from = 0;
    for (size_t i = extract_may_break(whole->text, 0); i < whole->text.n;
         i = extract_may_break(whole->text, i + 1)) {
        if (!extract_breaks_at(x, whole->text, i, torn))
            continue;
        add_part(x, out, whole, from, i - from, LINE_CONTENT, NULL);
        from = i;
    }
    if (from)
        add_part(x, out, whole, from, whole->text.n, LINE_CONTENT, NULL);
    return from > 0;
}

static void add_block(struct extraction *x, line_list *out, const struct fg_block *b)
{
    struct line whole = line_of(b);
    const struct fg_rule *rule = NULL;
    const size_t n = b->kind == FG_BLOCK_HEADING || !x->language ? 0 : inline_heading(x, b, &rule);
    if (n && label_stays(b, rule)) {
        /* "Preferred: X" as an item says so by its words, whole */
        split_bullets(x, out, &whole);
    } else if (n) {
        add_part(x, out, &whole, 0, n, LINE_HEADING, rule);
        if (out->n)
            out->at[out->n - 1].label = b->text.p[n - 1] == ':' && !b->lead;
        whole.flags &= ~(unsigned)FG_BLOCK_BOLD;
        struct line rest = whole;
        rest.text = fg_sv_sub(whole.text, n, whole.text.n);
        rest.at += (uint32_t)n;
        split_bullets(x, out, &rest);
    } else if (b->kind == FG_BLOCK_PARAGRAPH && x->language && split_glued(x, out, &whole)) {
        return;
    } else if (b->text.n >= FLAT_LEAST && b->kind == FG_BLOCK_PARAGRAPH && x->language &&
               !has_spaced_marks(b->text)) {
        split_flat(x, out, &whole);
    } else {
        split_bullets(x, out, &whole);
    }
}

void extract_lines(struct extraction *x, line_list *out)
{
    const struct fg_document *d = x->document;
    for (size_t i = 0; i < d->n_blocks; i++) {
        const struct fg_block *b = &d->blocks[i];
        if (b->kind == FG_BLOCK_RULE || (b->flags & FG_BLOCK_FURNITURE))
            continue;
        add_block(x, out, b);
    }
}
