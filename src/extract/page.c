#include "extract/internal.h"

#include <string.h>

/* What a page is that gave no requirement, and whether a posting is closed. */

enum { SHORT_LINE = 160, SMALL_PAGE = 600 };

static bool has_notice_in(struct extraction *x, const struct fg_language *language,
                          enum fg_notice notice, size_t most_bytes)
{
    const struct fg_rule_group *g = &language->groups[FG_GROUP_NOTICE];
    for (size_t i = 0; i < x->document->n_blocks; i++) {
        const struct fg_block *b = &x->document->blocks[i];
        struct fg_rule_hit hit;
        if (b->text.n > most_bytes || (b->flags & FG_BLOCK_HIDDEN) ||
            !extract_tokens(x, b->text, &x->scratch->tokens))
            continue;
        for (size_t k = 0; fg_group_next(g, &x->scratch->tokens, k, &hit);
             k = hit.first + hit.count)
            if (hit.rule->means == (int)notice)
                return true;
    }
    return false;
}

/* A notice is the page's, which may speak another language than the posting. */
static bool has_notice(struct extraction *x, enum fg_notice notice, size_t most_bytes)
{
    return has_notice_in(x, x->language, notice, most_bytes) ||
           (x->english && x->english != x->language &&
            has_notice_in(x, x->english, notice, most_bytes));
}

static bool is_shell(struct extraction *x)
{
    const struct fg_document *d = x->document;
    return d->script_bytes > d->visible_bytes * 4 && d->visible_bytes < SMALL_PAGE;
}

/* Titles that are links, and little else: a list of postings, as alerts and the results
 * of a search are. */
static bool is_listing(const struct extraction *x)
{
    enum { LEAST_TITLES = 3, SHORTEST_TITLE = 12 };
    size_t titles = 0, bytes = 0, all = 0;
    for (size_t i = 0; i < x->document->n_blocks; i++) {
        const struct fg_block *b = &x->document->blocks[i];
        if (b->flags & FG_BLOCK_FURNITURE)
            continue;
        all += b->text.n;
        if ((b->flags & FG_BLOCK_LINK) && b->text.n >= SHORTEST_TITLE &&
            memchr(b->text.p, ' ', b->text.n)) {
            titles++;
            bytes += b->text.n;
        }
    }
    return titles >= LEAST_TITLES && bytes * 4 >= all;
}

enum fg_page extract_page(struct extraction *x, const struct fg_posting *posting, bool *closed)
{
    /* beside a posting a notice is a line of its own; without one it may be a paragraph */
    const size_t most = posting->n_requirements ? SHORT_LINE : SMALL_PAGE;
    *closed = posting->closed || (x->language && has_notice(x, FG_NOTICE_CLOSED, most));
    if (posting->n_requirements)
        return FG_PAGE_POSTING;
    if (*closed)
        return FG_PAGE_CLOSED;
    if (x->language && x->document->text.n < 4000 &&
        has_notice(x, FG_NOTICE_BLOCKED, SHORT_LINE))
        return FG_PAGE_BLOCKED;
    if (is_shell(x) || (x->language && x->document->visible_bytes < SMALL_PAGE &&
                        has_notice(x, FG_NOTICE_SHELL, SHORT_LINE)))
        return FG_PAGE_SHELL;
    return is_listing(x) ? FG_PAGE_LISTING : FG_PAGE_EMPTY;
}
