#include "extract/part.h"

#include "extract/internal.h"

/* The whole noun phrase around a name that the lexicon has: behind "knowledge of" all of a
 * part is one, and two heads may end it. */

enum {
    MOST_AROUND = 2, /* words at either side of the name              */
    SHORT_JOIN = 3   /* letters of "and", "or": "like" joins otherwise */
};

/* Whether tokens [first, end) are a few plain words of one noun phrase. */
static bool is_plain(const struct members *m, size_t first, size_t end)
{
    size_t n;
    for (size_t i = first; i < end; i++)
        if (extract_list_rule(m, i, &n) || !extract_is_lower(m, i) || m->t->at[i].n < 3)
            return false;
    return true;
}

/* "knowledge of museum paleontology collections", "of database trending analysis": behind
 * such a cue all of a part is one noun phrase. */
static void fill_part(const struct members *m, const struct part *p, struct found *f)
{
    const size_t end = f->first + f->count;
    const size_t left = p->asked && f->first > p->from ? f->first - p->from : 0;
    const bool thing = m->lexicon->skills.at[f->surface->skill].kind == FG_SKILL_TOOL;
    const size_t right = p->last > end && (p->asked || !thing) ? p->last - end : 0;
    if (left > MOST_AROUND || right > MOST_AROUND || left + right == 0 ||
        !extract_side_by_side(m, f->first - left, p->last) ||
        !is_plain(m, f->first - left, f->first) || !is_plain(m, end, end + right))
        return;
    f->first -= left;
    f->count += left + right;
}

/* "election laws and procedures": one more head of the same name. */
static bool is_pair(const struct members *m, const struct part *p, const struct found *f)
{
    return p->before == BORDER_JOIN && p->from == p->first && p->last == p->from + 1 &&
           !p->ends && p->from == f->first + f->count + 1 &&
           fg_heads_pair(&m->lexicon->heads, m->t, f->first + f->count - 1) &&
           fg_heads_pair(&m->lexicon->heads, m->t, p->from);
}

/* "laws, policies and procedures": beside its like such a word alone says too little. */
static bool is_general(const struct members *m, const struct found *f)
{
    const struct fg_heads *heads = &m->lexicon->heads;
    size_t before = f->first, after = f->first + 1;
    if (f->count > 1 || !fg_heads_pair(heads, m->t, f->first))
        return false;
    before -= before > 1 && extract_list_is(m, before - 1, FG_LIST_JOINS);
    after += after < m->t->n && extract_list_is(m, after, FG_LIST_JOINS);
    return (before > 0 && fg_heads_pair(heads, m->t, before - 1)) ||
           (after < m->t->n && fg_heads_pair(heads, m->t, after));
}

static void take_in_pairs(struct members *m, found_list *all)
{
    size_t n = 0;
    for (size_t i = 0, k = 0; k < all->n; k++) {
        struct found f = all->at[k];
        const size_t end = f.first + f.count;
        while (i < m->n && m->parts[i].first < end)
            i++;
        if (is_general(m, &f))
            continue;
        if (f.count > 1 && i < m->n && is_pair(m, &m->parts[i], &f)) {
            f.count += 2;
            m->parts[i].known = true;
        }
        all->at[n++] = f;
    }
    all->n = n;
}

/* "registration and voting procedures": a word and another one before the same head. */
static void take_in_first(const struct members *m, struct part *p, struct found *f)
{
    struct part *before = p > m->parts ? p - 1 : NULL;
    if (!before || p->before != BORDER_JOIN || !before->matters || before->known ||
        before->last != before->from + 1 || before->ends || f->count < 2 ||
        f->first != p->from || p->from != before->last + 1 ||
        m->t->at[before->last].n > SHORT_JOIN ||
        !extract_side_by_side(m, before->from, f->first + 1) ||
        !is_plain(m, before->from, before->last))
        return;
    f->first = before->from;
    f->count += 2;
    before->known = true;
}

void extract_whole_phrases(struct members *m, found_list *all)
{
    for (size_t i = 0, k = 0; i < m->n; i++) {
        struct part *p = &m->parts[i];
        while (k < all->n && all->at[k].first < p->from)
            k++;
        const bool one = k < all->n && all->at[k].first + all->at[k].count <= p->last &&
                         (k + 1 >= all->n || all->at[k + 1].first >= p->end);
        if (!one)
            continue;
        fill_part(m, p, &all->at[k]);
        take_in_first(m, p, &all->at[k]);
    }
    take_in_pairs(m, all);
}
