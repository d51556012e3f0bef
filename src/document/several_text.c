#include "document/several.h"

#include "base/arena.h"
#include "base/map.h"

enum {
    MOST_BYTES = 4 * 1024 * 1024, /* of a text that is looked at      */
    MOST_LINES = 60000,
    LONGEST_TITLE = 160,
    LINES_TO_LINK = 6,           /* from the title on                */
    LEAST_RULE = 5,              /* signs of a rule                  */
    LONGEST_LABEL = 40,
    LEAST_ALIKE = 2              /* of what labels shared weigh      */
};

/* ---- lines ---- */

struct lines {
    fg_arena *arena;
    FG_VEC(struct fg_sv) all;
    struct fg_sv rule;           /* the one that stands there most often; empty: none twice */
};

static struct fg_sv line_at(const struct lines *l, size_t i)
{
    return i < l->all.n ? fg_sv_trim(l->all.at[i]) : (struct fg_sv){0};
}

static bool is_blank(const struct lines *l, size_t i)
{
    return line_at(l, i).n == 0;
}

/* "-----", "* * *". */
static bool is_rule(struct fg_sv line)
{
    size_t signs = 0;
    if (!line.n || !strchr("-=_*#~", line.p[0]))
        return false;
    for (size_t i = 0; i < line.n; i++) {
        if (line.p[i] != line.p[0] && line.p[i] != ' ')
            return false;
        signs += line.p[i] == line.p[0];
    }
    return signs >= LEAST_RULE || (signs >= 3 && line.n == signs && line.p[0] == '-');
}

static void find_rule(struct lines *l)
{
    struct fg_map seen = {0};
    uint32_t most = 1;
    for (size_t i = 0; i < l->all.n; i++) {
        const struct fg_sv line = line_at(l, i);
        uint32_t *n = is_rule(line) ? fg_map_put(&seen, l->arena, line) : NULL;
        if (!n)
            continue;
        *n = *n == FG_MAP_NONE ? 1 : *n + 1;
        if (*n > most) {
            most = *n;
            l->rule = line;
        }
    }
}

static bool read_lines(struct lines *l, struct fg_sv text)
{
    struct fg_sv rest = text, line;
    while (rest.n && l->all.n < MOST_LINES && fg_sv_next(&rest, '\n', &line)) {
        struct fg_sv *slot = fg_vec_add(l->arena, &l->all);
        if (!slot)
            return false;
        *slot = line;
    }
    find_rule(l);
    return !fg_arena_failed(l->arena);
}

/* ---- what divides ---- */

/* Whether a posting may begin at line `i`, `so_far` having begun before it; `skip` gets the
 * bytes of the line that only divide, SIZE_MAX: all of it. */
typedef bool divides_fn(const struct lines *l, size_t i, size_t so_far, size_t *skip);

/* A rule with an empty line before it divides; without one it underlines. */
static bool at_rule(const struct lines *l, size_t i, size_t so_far, size_t *skip)
{
    (void)so_far;
    *skip = SIZE_MAX;
    return is_rule(line_at(l, i)) && (i == 0 || is_blank(l, i - 1));
}

/* Those under titles are as long as the titles are. */
static bool at_same_rule(const struct lines *l, size_t i, size_t so_far, size_t *skip)
{
    (void)so_far;
    *skip = SIZE_MAX;
    return l->rule.n && fg_sv_eq(line_at(l, i), l->rule);
}

static bool at_form_feed(const struct lines *l, size_t i, size_t so_far, size_t *skip)
{
    (void)so_far;
    *skip = 0;
    return l->all.at[i].n && l->all.at[i].p[0] == '\f';
}

static bool at_underlined(const struct lines *l, size_t i, size_t so_far, size_t *skip)
{
    (void)so_far;
    *skip = 0;
    return !is_blank(l, i) && !is_rule(line_at(l, i)) && is_rule(line_at(l, i + 1)) &&
           (i == 0 || is_blank(l, i - 1));
}

/* "1. Nurse", "2) Cook", "[3] Driver", one after the other. */
static bool at_number(const struct lines *l, size_t i, size_t so_far, size_t *skip)
{
    const struct fg_sv line = l->all.at[i];
    size_t n = line.n && (line.p[0] == '[' || line.p[0] == '('), number = 0;
    while (n < line.n && n < 6 && fg_is_digit(line.p[n]))
        number = number * 10 + (size_t)(line.p[n++] - '0');
    *skip = n + 2;
    return number == so_far + 1 && n + 2 < line.n && strchr(".)]", line.p[n]) &&
           line.p[n + 1] == ' ' && (i == 0 || is_blank(l, i - 1));
}

static bool at_heading(const struct lines *l, size_t i, size_t so_far, size_t *skip)
{
    (void)so_far;
    *skip = 0;
    return fg_sv_starts(l->all.at[i], FG_SV("# "));
}

static bool at_headline(const struct lines *l, size_t i, size_t so_far, size_t *skip)
{
    (void)so_far;
    *skip = 0;
    return fg_sv_starts(l->all.at[i], FG_SV("* "));
}

/* The surest first. Where rules divide, what is before the first may be a posting too. */
static const struct division {
    divides_fn *divides;
    bool between;
} divisions[] = {{at_form_feed, true}, {at_rule, true},   {at_same_rule, true},
                 {at_heading, false},  {at_headline, false}, {at_underlined, false},
                 {at_number, false}};

/* ---- parts ---- */

struct part {
    struct fg_sv text, near;     /* `near`: the address right below its title */
    bool may_be;                 /* a title, and enough text behind it        */
    unsigned shared;             /* what the labels weigh that others have, too */
};

struct parts {
    FG_VEC(struct part) all;
};

static struct fg_sv address_in(struct fg_sv line)
{
    size_t at = fg_sv_find(line, FG_SV("http://"));
    at = at != SIZE_MAX ? at : fg_sv_find(line, FG_SV("https://"));
    struct fg_sv s = fg_sv_sub(line, at == SIZE_MAX ? line.n : at, SIZE_MAX);
    size_t n = 0;
    while (n < s.n && !fg_is_space(s.p[n]) && !strchr(">)]\"", s.p[n]))
        n++;
    return fg_sv_sub(s, 0, n);
}

/* The first line that says something, rules and the signs of headings left out. */
static struct fg_sv title_of(struct fg_sv part)
{
    struct fg_sv line;
    while (part.n && fg_sv_next(&part, '\n', &line)) {
        line = fg_sv_trim(line);
        while (line.n && strchr("#*=\f", line.p[0]))
            line = fg_sv_trim(fg_sv_sub(line, 1, SIZE_MAX));
        if (line.n && !is_rule(line))
            return line;
    }
    return (struct fg_sv){0};
}

static bool is_title(struct fg_sv s)
{
    return s.n >= 3 && s.n <= LONGEST_TITLE && !address_in(s).n && s.p[0] != '-' &&
           s.p[s.n - 1] != ':' && s.p[s.n - 1] != '.' && s.p[s.n - 1] != ',';
}

/* The address in one of the lines below the title. */
static struct fg_sv address_near(struct fg_sv part)
{
    struct fg_sv line, url = {0};
    unsigned lines = 0;
    while (part.n && !url.n && lines < LINES_TO_LINK && fg_sv_next(&part, '\n', &line)) {
        line = fg_sv_trim(line);
        lines += line.n && !is_rule(line);
        url = address_in(line);
    }
    return url;
}

static void add_part(struct lines *l, struct parts *p, const char *from, const char *end)
{
    struct part *part = fg_vec_add(l->arena, &p->all);
    if (!part)
        return;
    *part = (struct part){.text = {from, (size_t)(end - from)}};
    part->near = address_near(part->text);
    part->may_be = is_title(title_of(part->text)) &&
                   fg_visible_bytes(part->text) >= FG_SEVERAL_TEXT;
}

static void divide(struct lines *l, const struct division *d, struct parts *out)
{
    const struct fg_sv last = l->all.at[l->all.n - 1];
    const char *from = d->between ? l->all.at[0].p : NULL;
    size_t skip, begun = 0;
    for (size_t i = 0; i < l->all.n; i++) {
        if (!d->divides(l, i, begun, &skip))
            continue;
        const struct fg_sv line = l->all.at[i];
        if (from && line.p > from)
            add_part(l, out, from, line.p);
        from = line.p + (skip < line.n ? skip : line.n);
        begun++;
    }
    if (from)
        add_part(l, out, from, last.p + last.n);
}

/* ---- labels ---- */

/* "Requirements:", "## Requirements", "Location: Bremen", in small letters and without its
 * signs. `weight`: what stands alone in its line is a heading, and weighs as two. */
static struct fg_sv label_of(fg_arena *arena, struct fg_sv line, unsigned *weight)
{
    struct fg_sv s = fg_sv_trim(line);
    const bool marked = s.n > 1 && (s.p[0] == '#' || s.p[0] == '*') && s.p[1] != ' ';
    while (s.n && strchr("#*: ", s.p[0]))
        s = fg_sv_sub(s, 1, SIZE_MAX);
    const size_t colon = fg_sv_find(s, FG_SV(":"));
    const struct fg_sv label = fg_sv_trim(fg_sv_sub(s, 0, colon));
    const bool alone = colon == SIZE_MAX || fg_sv_trim(fg_sv_sub(s, colon + 1, SIZE_MAX)).n == 0;
    *weight = alone ? 2 : 1;
    if ((colon == SIZE_MAX && !marked) || label.n < 3 || label.n > LONGEST_LABEL ||
        fg_sv_starts(fg_sv_sub(s, colon + 1, SIZE_MAX), FG_SV("//")))
        return (struct fg_sv){0};
    char *small = fg_arena_alloc(arena, label.n);
    for (size_t i = 0; small && i < label.n; i++)
        small[i] = fg_lower(label.p[i]);
    return (struct fg_sv){small, small ? label.n : 0};
}

struct fg_use *fg_use_in(struct fg_uses *uses, fg_arena *arena, struct fg_sv text, size_t part)
{
    uint32_t *at = text.n ? fg_map_put(&uses->numbers, arena, text) : NULL;
    if (!at)
        return NULL;
    if (*at == FG_MAP_NONE) {
        struct fg_use *use = fg_vec_add(arena, &uses->all);
        if (!use)
            return NULL;
        *use = (struct fg_use){0, 0};
        *at = (uint32_t)uses->all.n - 1;
    }
    struct fg_use *use = &uses->all.at[*at];
    if (use->last == part)
        return NULL;
    use->last = part;
    return use;
}

/* Counts each label of a part once, or weighs those that more than one part has. */
static void each_label(struct lines *l, struct part *part, size_t number, bool weigh,
                       struct fg_uses *labels)
{
    struct fg_sv rest = part->text, line;
    while (rest.n && fg_sv_next(&rest, '\n', &line)) {
        unsigned weight;
        struct fg_use *use =
            fg_use_in(labels, l->arena, label_of(l->arena, line, &weight), number);
        if (!use)
            continue;
        use->parts += !weigh;
        part->shared += weigh && use->parts > 1 ? weight : 0;
    }
}

static void weigh_labels(struct lines *l, struct parts *p)
{
    struct fg_uses labels = {0};
    for (unsigned pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < p->all.n; i++)
            if (p->all.at[i].may_be)
                each_label(l, &p->all.at[i], 2 * i + pass + 1, pass == 1, &labels);
}

/* ---- postings ---- */

/* An address that several name is no posting's own. */
static void drop_common_addresses(struct fg_several *out, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        bool common = false;
        for (size_t k = i + 1; k < n; k++)
            if (out[i].url.n && fg_sv_eq(out[i].url, out[k].url)) {
                out[k].url.n = 0;
                common = true;
            }
        if (common)
            out[i].url.n = 0;
    }
}

static size_t take(const struct parts *p, bool linked, struct fg_several *out, size_t most)
{
    size_t n = 0;
    for (size_t i = 0; i < p->all.n; i++) {
        const struct part *part = &p->all.at[i];
        const bool own = linked && part->near.n;
        if (part->may_be && (own || part->shared >= LEAST_ALIKE) && n < most)
            out[n++] = (struct fg_several){
                .text = part->text, .url = part->near.n ? part->near : address_in(part->text)};
        else if (n && i + 1 < p->all.n) /* what is behind the last is the letter's end */
            out[n - 1].text.n = (size_t)(part->text.p + part->text.n - out[n - 1].text.p);
    }
    return n;
}

/* Notes begin with what they are about, between rules. */
static bool has_front_matter(struct fg_sv text)
{
    return fg_sv_starts(text, FG_SV("---")) || fg_sv_starts(text, FG_SV("+++"));
}

static size_t count_possible(const struct parts *p)
{
    size_t n = 0;
    for (size_t i = 0; i < p->all.n; i++)
        n += p->all.at[i].may_be;
    return n;
}

size_t fg_several_in_text(struct fg_sv text, bool linked, struct fg_several *out, size_t most)
{
    struct lines l = {.arena = fg_arena_new(0)};
    size_t n = 0;
    if (l.arena && text.n <= MOST_BYTES && !has_front_matter(fg_sv_trim(text)) &&
        read_lines(&l, text) && l.all.n)
        for (size_t i = 0; n < 2 && i < sizeof divisions / sizeof *divisions; i++) {
            struct parts parts = {0};
            divide(&l, &divisions[i], &parts);
            if (count_possible(&parts) < 2)
                continue;
            weigh_labels(&l, &parts);
            n = take(&parts, linked, out, most);
        }
    if (n > 1)
        drop_common_addresses(out, n);
    fg_arena_free(l.arena);
    return n;
}
