#include "document/several.h"

#include "document/headline.h"

enum {
    LONGEST_TITLE = 200,
    SENTENCE = 25,               /* bytes of a block: less is a name, a place, a date   */
    LEAST_SHARED = 2,            /* lines of a part that others have, too               */
    LEAST_HEADLINES = 3          /* one posting may have two lines of "a | b | c"       */
};

/* Blocks from `first`, its title, to before `end`. */
struct part {
    size_t first, end, sentences;
    unsigned shared, labels;     /* lines that others have; of them, labels             */
};

struct parts {
    const struct fg_document *d;
    fg_arena *arena;
    FG_VEC(struct part) all;
    unsigned level;              /* of the headings that are titles; 0: headlines are   */
    size_t sentences;            /* of the whole document                               */
};

static bool is_title(const struct fg_block *b, unsigned level)
{
    if (b->flags & (FG_BLOCK_FURNITURE | FG_BLOCK_HEADER) || b->text.n > LONGEST_TITLE)
        return false;
    return level ? b->kind == FG_BLOCK_HEADING && b->level == level
                 : b->kind != FG_BLOCK_HEADING && fg_headline(b->text).n > 0;
}

static size_t sentence_bytes(const struct fg_block *b)
{
    const bool own = !(b->flags & (FG_BLOCK_FURNITURE | FG_BLOCK_LINK)) &&
                     b->kind != FG_BLOCK_HEADING;
    return own && b->text.n >= SENTENCE ? b->text.n : 0;
}

static bool is_label(const struct fg_block *b)
{
    return b->kind == FG_BLOCK_HEADING || b->kind == FG_BLOCK_LABEL || b->flags & FG_BLOCK_BOLD ||
           fg_sv_ends(b->text, FG_SV(":"));
}

static void divide(struct parts *p)
{
    p->all.n = 0;
    p->sentences = 0;
    for (size_t i = 0; i < p->d->n_blocks; i++) {
        const struct fg_block *b = &p->d->blocks[i];
        struct part *part = is_title(b, p->level) ? fg_vec_add(p->arena, &p->all) : NULL;
        if (part)
            *part = (struct part){.first = i};
        p->sentences += sentence_bytes(b);
        if (p->all.n && !part) {
            struct part *last = &p->all.at[p->all.n - 1];
            last->end = i + 1;
            last->sentences += sentence_bytes(b);
        }
    }
}

/* What has too little text, or too little in common with others, is no posting. Returns how
 * many of the rest have a label that others have, as sections of one posting do not. */
static size_t drop_others(struct parts *p)
{
    size_t kept = 0, sure = 0;
    for (size_t i = 0; i < p->all.n; i++) {
        const struct part part = p->all.at[i];
        if (part.sentences < FG_SEVERAL_TEXT || (p->level && part.shared < LEAST_SHARED))
            continue;
        p->all.at[kept++] = part;
        sure += p->level == 0 || part.labels > 0;
    }
    p->all.n = kept;
    return sure;
}

/* A comment ends with the link to answer it. */
static void note(struct parts *p, struct part *part, size_t at)
{
    const struct fg_block *b = &p->d->blocks[at];
    if (!(b->flags & FG_BLOCK_LINK)) {
        part->shared++;
        part->labels += is_label(b);
    } else if (p->level == 0) {
        part->end = at;
    }
}

/* Counts in how many parts each line is, or notes those of a part that others have, too. Items
 * are what one posting has and another has not. */
static void each_line(struct parts *p, size_t i, bool count, struct fg_uses *uses)
{
    struct part *part = &p->all.at[i];
    for (size_t k = part->first + 1; k < part->end; k++) {
        const struct fg_block *b = &p->d->blocks[k];
        if (b->kind == FG_BLOCK_ITEM || b->flags & FG_BLOCK_FURNITURE)
            continue;
        struct fg_use *use = fg_use_in(uses, p->arena, b->text, 2 * i + 1 + !count);
        if (use && count)
            use->parts++;
        else if (use && use->parts > 1)
            note(p, part, k);
    }
}

static void count_shared(struct parts *p)
{
    struct fg_uses uses = {0};
    for (unsigned pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < p->all.n; i++)
            if (p->all.at[i].sentences >= FG_SEVERAL_TEXT)
                each_line(p, i, pass == 0, &uses);
}

/* Sections are called the same on every page, postings are not. */
static bool titles_differ(struct parts *p)
{
    struct fg_map seen = {0};
    for (size_t i = 0; i < p->all.n; i++) {
        uint32_t *n = fg_map_put(&seen, p->arena, p->d->blocks[p->all.at[i].first].text);
        if (!n || *n != FG_MAP_NONE)
            return false;
        *n = 0;
    }
    return true;
}

/* Most of the page's text is theirs, or they are what stands beside it. */
static bool hold_most(const struct parts *p)
{
    size_t n = 0;
    for (size_t i = 0; i < p->all.n; i++)
        n += p->all.at[i].sentences;
    return 2 * n > p->sentences;
}

static bool are_postings(struct parts *p, unsigned level)
{
    const size_t least = level ? 2 : LEAST_HEADLINES;
    p->level = level;
    divide(p);
    if (p->all.n < least)
        return false;
    count_shared(p);
    return drop_others(p) >= least && hold_most(p) && titles_differ(p);
}

/* A posting by itself: its blocks and their text alone, and of the page's names that of its
 * site. */
static struct fg_document posting_of(const struct parts *p, const struct part *part)
{
    struct fg_document one = *p->d;
    const struct fg_block *from = p->d->blocks + part->first;
    const struct fg_block *last = p->d->blocks + part->end - 1;
    const size_t n = part->end - part->first;
    struct fg_block *own = fg_arena_alloc(p->arena, n * sizeof *own);
    for (size_t i = 0; own && i < n; i++) {
        own[i] = from[i];
        own[i].at -= from->at;
    }
    one.blocks = own;
    one.n_blocks = own ? n : 0;
    one.text = fg_sv_sub(p->d->text, from->at, last->at + last->text.n - from->at);
    one.visible_bytes = one.text.n;
    one.script_bytes = 0;
    one.page_title = one.og_title = one.fields.url = (struct fg_sv){0};
    one.fields.title = p->level ? (struct fg_sv){0} : from->text;
    one.fields.company = p->level ? p->d->fields.company : fg_headline_company(from->text);
    return one;
}

enum fg_status fg_several_in_blocks(const struct fg_document *d, fg_arena *arena,
                                    struct fg_document **documents, size_t *n,
                                    struct fg_error *err)
{
    enum { DEEPEST = 4 };        /* of headings that are titles */
    struct parts p = {.d = d, .arena = arena};
    unsigned level = 1;
    while (level <= DEEPEST && !are_postings(&p, level))
        level++;
    if (level > DEEPEST && !are_postings(&p, 0))
        return fg_arena_failed(arena) ? fg_fail_memory(err) : FG_OK;
    struct fg_document *all = fg_arena_calloc(arena, p.all.n, sizeof *all);
    if (!all)
        return fg_fail_memory(err);
    for (size_t i = 0; i < p.all.n; i++)
        all[i] = posting_of(&p, &p.all.at[i]);
    *documents = all;
    *n = p.all.n;
    return fg_arena_failed(arena) ? fg_fail_memory(err) : FG_OK;
}
