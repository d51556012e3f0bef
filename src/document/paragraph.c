#include "document/paragraph.h"

enum { LONGEST_HEADING = 120, SIZES = 512 };
static const double much_larger = 1.12; /* a heading's type against the text's */

void fg_paragraph_add(struct fg_paragraph *p, struct fg_sv s, const struct fg_run *run)
{
    size_t visible = 0;
    for (size_t i = 0; i < s.n; i++)
        visible += !fg_is_space(s.p[i]);
    fg_buf_add(&p->text, s);
    p->visible += visible;
    p->bold += run->bold ? visible : 0;
    p->emphasis += run->emphasis ? visible : 0;
    p->link += run->link ? visible : 0;
    if (visible && !run->bold && !run->emphasis)
        p->plain_seen = true;
    if ((run->bold || run->emphasis) && !p->plain_seen)
        p->lead = p->text.n;
    if (visible && run->half_points > p->half_points)
        p->half_points = run->half_points;
}

static unsigned style_flags(const struct fg_paragraph *p)
{
    return (p->bold == p->visible ? FG_BLOCK_BOLD : 0) |
           (p->emphasis == p->visible ? FG_BLOCK_EMPHASIS : 0) |
           (p->link * 10 >= p->visible * 9 ? FG_BLOCK_LINK : 0);
}

static void add_line(struct fg_paragraphs *all, const struct fg_paragraph *p,
                     const struct fg_block *block, struct fg_sv line)
{
    const size_t before = all->out->blocks.n;
    fg_blocks_add(all->out, block, line);
    unsigned *size = all->out->blocks.n > before ? fg_vec_add(all->out->arena, &all->sizes) : NULL;
    if (size)
        *size = p->half_points < SIZES ? p->half_points : SIZES - 1;
    if (size)
        all->bytes_of_size[*size] += line.n;
}

void fg_paragraphs_end(struct fg_paragraphs *all, struct fg_paragraph *p, struct fg_block block)
{
    block.lead = (uint32_t)p->lead;
    block.flags |= p->visible ? style_flags(p) : 0;
    struct fg_sv rest = fg_buf_sv(&p->text), line;
    if (block.kind == FG_BLOCK_ITEM || block.kind == FG_BLOCK_HEADING)
        add_line(all, p, &block, rest);
    else
        while (rest.n && fg_sv_next(&rest, '\n', &line)) {
            add_line(all, p, &block, line);
            block.flags |= FG_BLOCK_AFTER_BREAK;
            block.lead = 0;
        }
    all->out->text.failed = all->out->text.failed || p->text.failed;
    fg_buf_free(&p->text);
    *p = (struct fg_paragraph){0};
}

static void find_headings(struct fg_paragraphs *all)
{
    unsigned usual = 0;
    for (unsigned i = 1; i < SIZES; i++)
        if (all->bytes_of_size[i] > all->bytes_of_size[usual])
            usual = i;
    for (size_t i = 0; usual && i < all->sizes.n && i < all->out->blocks.n; i++) {
        struct fg_block *block = &all->out->blocks.at[i];
        if (block->kind == FG_BLOCK_PARAGRAPH && block->text.n <= LONGEST_HEADING &&
            all->sizes.at[i] > usual * much_larger) {
            block->kind = FG_BLOCK_HEADING;
            block->level = all->sizes.at[i] > usual * 1.5 ? 2 : 4;
        }
    }
}

enum fg_status fg_paragraphs_finish(struct fg_paragraphs *all, bool whole, const char *broken,
                                    struct fg_document *out, struct fg_error *err)
{
    find_headings(all);
    const bool any = all->out->blocks.n > 0;
    if (!fg_blocks_end(all->out, out))
        return fg_fail_memory(err);
    out->visible_bytes = out->text.n;
    return whole || any ? FG_OK : fg_fail(err, FG_EREAD, "%s", broken);
}
