/* Org, as Emacs and its kin keep notes: what it says in other signs than plain text does
 * is put into those, and the text reader does the rest. Source: Org Syntax (orgmode.org),
 * Org manual 2 to 4. */
#include "document/formats.h"
#include "document/front_matter.h"

#include <string.h>

/* ---- lines ---- */

/* Stars at the start with a blank behind them; 0: no headline. */
static unsigned stars(struct fg_sv line)
{
    unsigned n = 0;
    while (n < line.n && n < 100 && line.p[n] == '*')
        n++;
    return n && n < line.n && line.p[n] == ' ' ? n : 0;
}

/* "#+TITLE: x", ":COMPANY: x": what stands between `open` and the colon, and behind it. */
static bool keyword(struct fg_sv line, struct fg_sv open, struct fg_sv *key, struct fg_sv *value)
{
    line = fg_sv_trim(line);
    if (!fg_sv_starts(line, open))
        return false;
    line = fg_sv_sub(line, open.n, SIZE_MAX);
    const size_t colon = fg_sv_find(line, FG_SV(":"));
    if (colon == SIZE_MAX || colon == 0)
        return false;
    *key = fg_sv_sub(line, 0, colon);
    *value = fg_sv_sub(line, colon + 1, SIZE_MAX);
    for (size_t i = 0; i < key->n; i++)
        if (!fg_is_alnum(key->p[i]) && key->p[i] != '_' && key->p[i] != '-')
            return false;
    return true;
}

static bool is_drawer(struct fg_sv line)
{
    struct fg_sv key, value;
    return keyword(line, FG_SV(":"), &key, &value) && fg_sv_trim(value).n == 0;
}

/* Lists of stars are common in other texts: headlines count where they have what only org
 * has, or where lists with other bullets stand below two levels of them. */
bool fg_told_org(struct fg_sv text)
{
    enum { LOOK = 16 * 1024 };
    struct fg_sv rest = fg_sv_sub(text, 0, LOOK), line, key, value;
    bool first = false, second = false;
    while (rest.n && fg_sv_next(&rest, '\n', &line)) {
        const unsigned level = stars(line);
        if (keyword(line, FG_SV("#+"), &key, &value) ||
            fg_sv_starts_nocase(line, FG_SV("#+begin_")) ||
            fg_sv_eq_nocase(fg_sv_trim(line), FG_SV(":properties:")))
            return true;
        if (level && fg_sv_starts(fg_sv_sub(line, level, SIZE_MAX), FG_SV(" TODO ")))
            return true;
        first |= level == 1;
        second |= first && level == 2;
        if (second && (fg_sv_starts(line, FG_SV("- ")) || fg_sv_starts(line, FG_SV("+ "))))
            return true;
    }
    return false;
}

/* ---- signs in a line ---- */

static bool is_border(struct fg_sv s, size_t i)
{
    return i >= s.n || fg_is_space(s.p[i]) || strchr("-.,;:!?'\")}([{", s.p[i]);
}

enum { LONGEST_RUN = 1000 };

/* Whether the sign at i opens a run that is closed in this line; where. */
static size_t closing(struct fg_sv s, size_t i)
{
    if ((i > 0 && !is_border(s, i - 1)) || i + 1 >= s.n || fg_is_space(s.p[i + 1]))
        return 0;
    for (size_t k = i + 2; k < s.n && k < i + LONGEST_RUN; k++)
        if (s.p[k] == s.p[i] && !fg_is_space(s.p[k - 1]) && is_border(s, k + 1))
            return k;
    return 0;
}

/* [[address][text]] or [[address]]; bytes it spans, 0: none. */
static size_t link_at(struct fg_sv s, struct fg_sv *text)
{
    const size_t end = fg_sv_starts(s, FG_SV("[[")) ? fg_sv_find(s, FG_SV("]]")) : SIZE_MAX;
    if (end == SIZE_MAX)
        return 0;
    const struct fg_sv inside = fg_sv_sub(s, 2, end - 2);
    const size_t middle = fg_sv_find(inside, FG_SV("]["));
    *text = middle == SIZE_MAX ? inside : fg_sv_sub(inside, middle + 2, SIZE_MAX);
    return end + 2;
}

static void add_line(struct fg_buf *out, struct fg_sv s)
{
    static const struct {
        char org;
        const char *text;
    } signs[] = {{'*', "**"}, {'_', "**"}, {'/', "_"}, {'=', ""}, {'~', ""}, {'+', ""}};
    size_t closes[sizeof signs / sizeof *signs] = {0};
    struct fg_sv link;
    for (size_t i = 0; i < s.n; i++) {
        const size_t n = link_at(fg_sv_sub(s, i, SIZE_MAX), &link);
        size_t k = 0;
        while (k < sizeof signs / sizeof *signs && signs[k].org != s.p[i])
            k++;
        const bool sign = k < sizeof signs / sizeof *signs;
        if (n) {
            fg_buf_add(out, link);
            i += n - 1;
        } else if (sign && (closes[k] ? closes[k] == i : (closes[k] = closing(s, i)) > 0)) {
            fg_buf_addz(out, signs[k].text);
            closes[k] = closes[k] == i ? 0 : closes[k];
        } else {
            if (s.p[i] && strchr("*_`~\\", s.p[i])) /* a sign to the text reader, but not here */
                fg_buf_addc(out, '\\');
            fg_buf_addc(out, s.p[i]);
        }
    }
    fg_buf_addc(out, '\n');
}

/* ---- headlines ---- */

static struct fg_sv without_state(struct fg_sv s)
{
    static const char *const states[] = {"TODO ", "DONE ", "NEXT ", "WAITING ", "WAIT ",
                                         "STARTED ", "HOLD ", "CANCELLED ", "CANCELED "};
    for (size_t i = 0; i < sizeof states / sizeof *states; i++)
        if (fg_sv_starts(s, fg_sv_of(states[i])))
            s = fg_sv_trim(fg_sv_sub(s, strlen(states[i]), SIZE_MAX));
    if (s.n > 4 && fg_sv_starts(s, FG_SV("[#")) && s.p[3] == ']')
        s = fg_sv_trim(fg_sv_sub(s, 4, SIZE_MAX));
    return s;
}

/* " :remote:berlin:" at the end. */
static struct fg_sv without_tags(struct fg_sv s)
{
    size_t from = s.n;
    if (!s.n || s.p[s.n - 1] != ':')
        return s;
    while (from > 0 && !fg_is_space(s.p[from - 1]))
        from--;
    const bool tags = from > 0 && s.n - from > 2 && s.p[from] == ':';
    return tags ? fg_sv_trim(fg_sv_sub(s, 0, from)) : s;
}

static void add_headline(struct fg_buf *out, unsigned level, struct fg_sv line)
{
    const struct fg_sv text =
        without_tags(without_state(fg_sv_trim(fg_sv_sub(line, level, SIZE_MAX))));
    fg_buf_addc(out, '\n');
    for (unsigned i = 0; i < level && i < 6; i++)
        fg_buf_addc(out, '#');
    fg_buf_addc(out, ' ');
    add_line(out, text);
    fg_buf_addc(out, '\n');
}

/* ---- the rest ---- */

struct org {
    struct fg_fields *fields;
    fg_arena *arena;
    struct fg_buf *out;
    struct fg_sv until;          /* line that ends what is passed over; empty: nothing is */
};

/* "#+begin_src" to "#+end_src" is no text; a quotation is. */
static bool passes_over(struct org *o, struct fg_sv line)
{
    static const struct {
        const char *begins, *ends;
    } blocks[] = {{"#+begin_src", "#+end_src"}, {"#+begin_comment", "#+end_comment"},
                  {"#+begin_export", "#+end_export"}};
    if (o->until.n) {
        if (fg_sv_starts_nocase(line, o->until))
            o->until = (struct fg_sv){0};
        return true;
    }
    for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++)
        if (fg_sv_starts_nocase(line, fg_sv_of(blocks[i].begins)))
            o->until = fg_sv_of(blocks[i].ends);
    return o->until.n > 0;
}

/* Comments, dates of planning, rules of tables. */
static bool is_no_text(struct fg_sv line)
{
    static const char *const begins[] = {"# ", "#+", "SCHEDULED:", "DEADLINE:", "CLOSED:", "|-"};
    for (size_t i = 0; i < sizeof begins / sizeof *begins; i++)
        if (fg_sv_starts(line, fg_sv_of(begins[i])))
            return true;
    return fg_sv_eq(line, FG_SV("#"));
}

/* "- [X] done", "- term :: what it is". */
static void add_item(struct fg_buf *out, struct fg_sv line, size_t bullet)
{
    static const char *const boxes[] = {"[ ] ", "[X] ", "[x] ", "[-] "};
    struct fg_sv text = fg_sv_sub(line, bullet, SIZE_MAX);
    fg_buf_add(out, fg_sv_sub(line, 0, bullet));
    for (size_t i = 0; i < sizeof boxes / sizeof *boxes; i++)
        if (fg_sv_starts(text, fg_sv_of(boxes[i])))
            text = fg_sv_sub(text, 4, SIZE_MAX);
    const size_t term = fg_sv_find(text, FG_SV(" :: "));
    if (term == SIZE_MAX) {
        add_line(out, text);
        return;
    }
    fg_buf_addf(out, "%.*s: ", (int)term, text.p);
    add_line(out, fg_sv_sub(text, term + 4, SIZE_MAX));
}

/* From behind its first line. One that is never closed is none, or it would swallow the
 * posting. */
static void take_drawer(struct org *o, struct fg_sv *rest)
{
    struct fg_sv left = *rest, line = {0}, key, value;
    while (left.n && fg_sv_next(&left, '\n', &line))
        if (fg_sv_eq_nocase(fg_sv_trim(line), FG_SV(":end:")))
            break;
        else if (!keyword(line, FG_SV(":"), &key, &value))
            return;
    if (!fg_sv_eq_nocase(fg_sv_trim(line), FG_SV(":end:")))
        return;
    while (rest->n && fg_sv_next(rest, '\n', &line) &&
           !fg_sv_eq_nocase(fg_sv_trim(line), FG_SV(":end:")))
        if (keyword(line, FG_SV(":"), &key, &value))
            fg_front_field(o->fields, o->arena, key, value);
}

static void one_line(struct org *o, struct fg_sv line, struct fg_sv *rest)
{
    struct fg_sv key, value;
    const struct fg_sv text = fg_sv_trim(line);
    const unsigned level = stars(line);
    if (passes_over(o, text))
        return;
    if (level) {
        add_headline(o->out, level, line);
    } else if (keyword(line, FG_SV("#+"), &key, &value)) {
        fg_front_field(o->fields, o->arena, key, value);
    } else if (is_drawer(line)) {
        take_drawer(o, rest);
    } else if (!is_no_text(text)) {
        const size_t indent = (size_t)(text.p - line.p);
        const bool item = text.n > 2 && strchr("-+*", text.p[0]) && text.p[1] == ' ';
        if (item)
            add_item(o->out, line, indent + 2);
        else
            add_line(o->out, line);
    }
}

enum fg_status fg_org_read(struct fg_sv text, fg_arena *arena, struct fg_document *out,
                           struct fg_error *err)
{
    struct fg_buf plain = {.ceiling = text.n * 3 + 1024};
    struct fg_fields fields = {0};
    struct org o = {&fields, arena, &plain, {0}};
    struct fg_sv rest = text, line;
    while (rest.n && fg_sv_next(&rest, '\n', &line))
        one_line(&o, line, &rest);
    const struct fg_sv kept = fg_arena_sv(arena, fg_buf_sv(&plain));
    const bool good = !plain.failed && kept.p;
    fg_buf_free(&plain);
    if (!good)
        return fg_fail_memory(err);
    const enum fg_status status = fg_text_read(kept, arena, out, err);
    out->fields = fields;
    return status;
}
