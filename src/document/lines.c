#include "document/lines.h"

#include <math.h>
#include <string.h>

/* Measures in heights of the text's lines, unless said otherwise. */
static const double mark_gap = 0.45;       /* white space behind a letter that is a bullet */
static const double much_larger = 1.12;    /* a heading's type against the text's          */
static const double gap_of_paragraphs = 1.3; /* in usual leadings                          */
static const double indent_step = 0.6;
enum { LONGEST_HEADING = 120, MOST_DEPTH = 6 };

enum mark { NO_MARK, BULLET, NUMBER, SHARE /* "40%" of the time: belongs to the text */ };

struct reader {
    const struct fg_layout *layout;
    struct fg_block_builder *out;
    bool is_letter_bullet[128]; /* a letter that a symbol font shows as a bullet */
    bool is_hollow_bullet;      /* an "o" before a blank and a capital is one    */
    unsigned shares;            /* lines that begin with one              */
    struct fg_map odd;          /* runs of punctuation lines begin with: how often */
    struct fg_buf text;         /* of the block being joined */
    struct fg_map words;        /* of the document, in lower case: for hyphens   */
    const struct fg_layout_line *first, *last; /* of the block; NULL: none       */
    enum mark mark;
    double text_x;              /* where the block's text begins, behind its mark */
    double bullets[MOST_DEPTH]; /* where the marks of the open lists stand        */
    unsigned depth, list;
};

/* ---- marks ---- */

static bool is_private(struct fg_sv s)
{
    size_t at = 0;
    const uint32_t cp = s.n ? fg_utf8_next(s, &at) : 0;
    return at == s.n && ((cp >= 0xe000 && cp <= 0xf8ff) || cp == 0xfffd || (cp > 0 && cp < 0x20));
}

static double gap_behind_first(const struct fg_layout_line *l)
{
    return l->n > 1 ? (l->words[1].x0 - l->words[0].x1) / fmax(l->height, 1) : 0;
}

/* Letters that Wingdings and its like draw as bullets, and that come out as what
 * they are in other fonts. */
static bool may_be_letter_bullet(const struct fg_layout_line *l)
{
    const struct fg_sv s = l->words[0].text;
    return s.n == 1 && strchr("ovqnluwx", s.p[0]) && gap_behind_first(l) > mark_gap;
}

/* "o Advanced degree": a hollow bullet, or a word; no more than a blank tells. */
static bool may_be_hollow_bullet(const struct fg_layout_line *l)
{
    return fg_sv_eq(l->words[0].text, FG_SV("o")) && l->n > 1 &&
           fg_utf8_upper_at(l->words[1].text, 0);
}

static bool is_symbol_bullet(struct fg_sv s)
{
    static const struct fg_sv symbols[] = {
        {"\xc2\xa7", 2} /* § */, {"\xc3\x98", 2} /* Ø */, {"\xc3\xbc", 2} /* ü */,
        {"\xc2\xa8", 2} /* ¨ */, {"\xc2\xbe", 2} /* ¾ */, {"\xc3\xa0", 2} /* à */,
        {"\xc3\xb0", 2} /* ð */, {"\xe2\x9d\x96", 3} /* ❖ */, {"\xc2\xae", 2} /* ® */,
    };
    for (size_t i = 0; i < sizeof symbols / sizeof *symbols; i++)
        if (fg_sv_eq(s, symbols[i]))
            return true;
    return false;
}

/* Punctuation at a word's start that no text begins with: a bullet of a font whose
 * characters came out as others. Bytes. */
static size_t odd_length(struct fg_sv s)
{
    size_t n = 0;
    while (n < s.n && strchr("!\"#$%&'*+,./:;<=>?@\\^_`|}~", s.p[n]))
        n++;
    const bool quote = n == 1 && strchr("\"'#$.@&", s.p[0]);
    return n == 0 || n > 3 || quote || fg_sv_starts(s, FG_SV("...")) ? 0 : n;
}

static bool is_odd_bullet(const struct reader *r, struct fg_sv s)
{
    const size_t n = odd_length(s);
    const uint32_t seen = n ? fg_map_get(&r->odd, fg_sv_sub(s, 0, n)) : FG_MAP_NONE;
    return seen != FG_MAP_NONE && seen >= 3;
}

/* "1." "12)" "(3)" "a)" "b." "iv." */
static bool is_number_mark(struct fg_sv s)
{
    size_t i = s.n && s.p[0] == '(';
    const size_t from = i;
    while (i < s.n && fg_is_digit(s.p[i]))
        i++;
    if (i == from && i < s.n && fg_is_alpha(s.p[i])) {
        i++;
        while (i < s.n && i - from < 4 && strchr("ivx", s.p[i]) && strchr("ivx", s.p[from]))
            i++;
    }
    return i > from && i - from <= 4 && i + 1 == s.n && (s.p[i] == '.' || s.p[i] == ')');
}

static bool is_share(struct fg_sv s)
{
    size_t n = 0;
    while (n < s.n && fg_is_digit(s.p[n]))
        n++;
    return n > 0 && n <= 3 && n + 1 == s.n && s.p[n] == '%';
}

static enum mark mark_of(const struct reader *r, const struct fg_layout_line *l)
{
    const struct fg_sv first = l->words[0].text;
    enum { SEVERAL = 3 };
    if (l->n > 1 && is_number_mark(first))
        return NUMBER;
    if (l->n > 1 && r->shares >= SEVERAL && is_share(first))
        return SHARE;
    const bool apart = gap_behind_first(l) > mark_gap;
    if (l->n > 1 && (is_private(first) || (is_symbol_bullet(first) && apart)))
        return BULLET;
    if (is_odd_bullet(r, first))
        return BULLET;
    if (first.n > 2 && first.p[0] == '-' && first.p[first.n - 1] == '-')
        return NO_MARK; /* "-or-" */
    if (first.n == 1 && r->is_letter_bullet[first.p[0] & 0x7f] && may_be_letter_bullet(l))
        return BULLET;
    if (r->is_hollow_bullet && may_be_hollow_bullet(l))
        return BULLET;
    struct fg_sv two = first;
    char glued[16];
    if (l->n > 1 && first.n + 2 <= sizeof glued) { /* a dash is a bullet by what follows it */
        memcpy(glued, first.p, first.n);
        memcpy(glued + first.n, " x", 2);
        two = (struct fg_sv){glued, first.n + 2};
    }
    return fg_bullet_length(two) ? BULLET : NO_MARK;
}

/* What no bullet is by itself counts as one where several lines begin with it. */
static void learn_bullets(struct reader *r)
{
    enum { LEAST_HOLLOW = 4 };
    unsigned seen[128] = {0}, hollow = 0, words = 0;
    for (size_t i = 0; i < r->layout->n; i++) {
        const struct fg_sv first = r->layout->lines[i].words[0].text;
        r->shares += is_share(first);
        if (may_be_letter_bullet(&r->layout->lines[i]))
            seen[first.p[0] & 0x7f]++;
        hollow += may_be_hollow_bullet(&r->layout->lines[i]);
        words += fg_sv_eq(first, FG_SV("o")) && !may_be_hollow_bullet(&r->layout->lines[i]);
        const size_t n = odd_length(first);
        uint32_t *count = n ? fg_map_put(&r->odd, r->out->arena, fg_sv_sub(first, 0, n)) : NULL;
        if (count)
            *count = *count == FG_MAP_NONE ? 1 : *count + 1;
    }
    for (size_t c = 0; c < 128; c++)
        r->is_letter_bullet[c] = seen[c] >= 2;
    r->is_hollow_bullet = hollow >= LEAST_HOLLOW && hollow > words;
}

/* ---- hyphens ---- */

static struct fg_sv lower_word(struct fg_sv s, fg_arena *arena)
{
    while (s.n && !fg_is_alnum(s.p[0]) && !(s.p[0] & 0x80))
        s = fg_sv_sub(s, 1, s.n);
    while (s.n && !fg_is_alnum(s.p[s.n - 1]) && !(s.p[s.n - 1] & 0x80))
        s.n--;
    char *p = fg_arena_alloc(arena, s.n);
    for (size_t i = 0; p && i < s.n; i++)
        p[i] = fg_lower(s.p[i]);
    return (struct fg_sv){p, p ? s.n : 0};
}

static void learn_word(struct reader *r, struct fg_sv word)
{
    struct fg_sv part;
    while (word.n && fg_sv_next(&word, '-', &part)) {
        uint32_t *known = fg_map_put(&r->words, r->out->arena, lower_word(part, r->out->arena));
        if (known)
            *known = 1;
    }
}

/* All words but the halves of those that a line's end parts. */
static void learn_words(struct reader *r)
{
    bool cut = false;
    for (size_t i = 0; i < r->layout->n; i++) {
        const struct fg_layout_line *l = &r->layout->lines[i];
        const bool cut_again = fg_sv_ends(l->words[l->n - 1].text, FG_SV("-"));
        for (size_t k = cut; k + cut_again < l->n; k++)
            learn_word(r, l->words[k].text);
        cut = cut_again;
    }
}

static bool is_known(const struct reader *r, struct fg_sv word)
{
    const struct fg_sv lower = lower_word(word, r->out->arena);
    return lower.n && fg_map_get(&r->words, lower) != FG_MAP_NONE;
}

/* Whether a hyphen at a line's end belongs to a compound: one of its halves is a
 * word of its own elsewhere. Else it only parts a word. */
static bool keeps_hyphen(const struct reader *r, struct fg_sv head, struct fg_sv tail)
{
    if (!fg_utf8_lower_at(tail, 0))
        return true;
    size_t dash = head.n - 1;
    while (dash > 0 && head.p[dash - 1] != '-')
        dash--;
    return dash > 0 || is_known(r, fg_sv_sub(head, 0, head.n - 1)) || is_known(r, tail);
}

/* ---- joining ---- */

static struct fg_sv last_word(const struct fg_layout_line *l)
{
    return l->words[l->n - 1].text;
}

static bool ends_sentence(struct fg_sv s)
{
    return s.n && strchr(".:;!?", s.p[s.n - 1]);
}

/* Adds a line's words from the first on that is not its mark, less `skip` bytes of
 * that one that are. */
static void append(struct reader *r, const struct fg_layout_line *l, size_t from, size_t skip)
{
    for (size_t i = from; i < l->n; i++) {
        const struct fg_sv word = fg_sv_sub(l->words[i].text, i == from ? skip : 0, SIZE_MAX);
        const bool hyphen = i == from && r->text.n > 1 && r->text.p[r->text.n - 1] == '-' &&
                            r->text.p[r->text.n - 2] != ' ';
        if (hyphen && !keeps_hyphen(r, last_word(r->last), word))
            r->text.n--;
        else if (r->text.n && !hyphen)
            fg_buf_addc(&r->text, ' ');
        fg_buf_add(&r->text, word);
    }
    r->last = l;
}

/* Room that was left at the end of a line, less what its successor's first word
 * needs: below 0, the line had to be broken there. */
static double room_to_spare(const struct fg_layout_line *l, const struct fg_layout_line *next)
{
    const double blank = 0.22 * l->height;
    return l->right - l->x1 - blank - (next->words[0].x1 - next->words[0].x0);
}

static bool follows(const struct reader *r, const struct fg_layout_line *l)
{
    const struct fg_layout_line *before = r->last;
    if (before->region != l->region)
        return before->page + 1 >= l->page && !ends_sentence(last_word(before)) &&
               fg_utf8_lower_at(l->words[0].text, 0) && !l->is_label && !before->is_label;
    const double step = (l->y - before->y) / fmax(before->height, 1);
    return step > 0 && step <= r->layout->leading * gap_of_paragraphs;
}

/* Whether a line only goes on with the block before it. */
static bool goes_on(const struct reader *r, const struct fg_layout_line *l)
{
    if (!r->last || r->last->is_label != l->is_label || mark_of(r, l) != NO_MARK || !follows(r, l))
        return false;
    const double height = fmax(r->layout->height, 1);
    if (fmax(l->height, r->last->height) > fmin(l->height, r->last->height) * 1.25)
        return false;
    if (r->mark != NO_MARK && l->region == r->last->region &&
        l->x0 < r->first->x0 - indent_step * height)
        return false; /* left of its bullet */
    const double room = room_to_spare(r->last, l);
    const struct fg_sv before = last_word(r->last);
    const bool lower = fg_utf8_lower_at(l->words[0].text, 0);
    const bool unfinished = lower && !ends_sentence(before);
    if (l->is_label || (lower && before.n > 1 && before.p[before.n - 1] == '-'))
        return true;
    if (r->mark != NO_MARK && fabs(l->x0 - r->text_x) < indent_step * height &&
        r->text_x > r->first->x0 + indent_step * height)
        return room < 4 * height || unfinished; /* hangs behind its bullet */
    return room < 0.5 * height || (unfinished && room < 0.35 * (l->right - l->x0));
}

/* ---- blocks ---- */

static bool has_letter(struct fg_sv s)
{
    for (size_t i = 0; i < s.n;)
        if (fg_cp_is_letter(fg_utf8_next(s, &i)))
            return true;
    return false;
}

/* 1 to 4 by how much larger than the text a heading is set; 0: it is none. */
static unsigned heading_level(const struct reader *r)
{
    const double ratio = r->first->height / fmax(r->layout->height, 1);
    const struct fg_sv text = fg_buf_sv(&r->text);
    if (r->mark == BULLET || text.n > LONGEST_HEADING || ratio < much_larger || !has_letter(text))
        return 0;
    return ratio > 1.8 ? 1 : ratio > 1.4 ? 2 : ratio > 1.2 ? 3 : 4;
}

static bool is_upper(struct fg_sv s)
{
    for (size_t i = 0; i < s.n;) {
        const uint32_t cp = fg_utf8_next(s, &i);
        if (fg_cp_is_letter(cp) && !fg_cp_is_upper(cp))
            return false;
    }
    return has_letter(s);
}

/* Depth of the list that a mark at `x` belongs to. */
static unsigned list_depth(struct reader *r, double x)
{
    const double step = indent_step * fmax(r->layout->height, 1);
    while (r->depth && r->bullets[r->depth - 1] > x + step)
        r->depth--;
    if (r->depth == 0)
        r->list++;
    if (r->depth < MOST_DEPTH && (r->depth == 0 || x > r->bullets[r->depth - 1] + step))
        r->bullets[r->depth++] = x;
    return r->depth;
}

static void flush(struct reader *r)
{
    if (!r->first)
        return;
    struct fg_block block = {.kind = FG_BLOCK_PARAGRAPH, .flags = FG_BLOCK_WRAPPED};
    const unsigned level = heading_level(r);
    const bool numbered_heading = r->mark == NUMBER && is_upper(fg_buf_sv(&r->text));
    if (level || r->first->is_label) {
        block.kind = FG_BLOCK_HEADING;
        block.level = level ? level : 4;
    } else if (r->mark != NO_MARK && !numbered_heading) {
        block.kind = FG_BLOCK_ITEM;
        block.level = list_depth(r, r->first->x0);
        block.list = r->list;
        block.flags |= r->mark == BULLET ? FG_BLOCK_BULLET : 0;
    }
    if (block.kind != FG_BLOCK_ITEM)
        r->depth = 0;
    fg_blocks_add(r->out, &block, fg_buf_sv(&r->text));
    fg_buf_clear(&r->text);
    r->first = r->last = NULL;
}

static void begin(struct reader *r, const struct fg_layout_line *l)
{
    const bool near = r->last && follows(r, l);
    flush(r);
    r->out->gap = near ? 0 : FG_BLOCK_GAP;
    r->first = r->last = l;
    r->mark = mark_of(r, l);
    const struct fg_sv first = l->words[0].text;
    const size_t odd = is_odd_bullet(r, first) ? odd_length(first) : 0;
    const bool own_word = r->mark != NO_MARK && r->mark != SHARE && l->n > 1 &&
                          (r->mark == NUMBER || odd == first.n ||
                           (!odd && (!has_letter(first) || first.n <= 2)));
    r->text_x = l->words[own_word ? 1 : 0].x0;
    append(r, l, own_word ? 1 : 0, own_word ? 0 : odd);
}

void fg_lines_to_blocks(const struct fg_layout *layout, struct fg_block_builder *b)
{
    struct reader r = {.layout = layout, .out = b, .text = {.ceiling = b->text.ceiling}};
    learn_bullets(&r);
    learn_words(&r);
    for (size_t i = 0; i < layout->n; i++) {
        const struct fg_layout_line *l = &layout->lines[i];
        if (goes_on(&r, l))
            append(&r, l, 0, 0);
        else
            begin(&r, l);
    }
    flush(&r);
    b->text.failed = b->text.failed || r.text.failed;
    fg_buf_free(&r.text);
}
