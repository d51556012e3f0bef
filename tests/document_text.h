/* document_text.h - a document as lines of text, for tests to compare.
 *
 * One line a block: kind (H heading, I item, P paragraph, C cell, L label, - rule),
 * level where it has one, `!` where it is from a field that is a requirement list
 * by itself, `b` bold, `g` after a gap, `w` wrapped; then the text. The posting's
 * facts come first where asked for. */
#ifndef FG_TESTS_DOCUMENT_TEXT_H
#define FG_TESTS_DOCUMENT_TEXT_H

#include "document/room.h"

static inline void fg_test_put_fact(struct fg_buf *out, const char *name, struct fg_sv s)
{
    if (s.n)
        fg_buf_addf(out, "%s: %.*s\n", name, FG_SV_ARG(s));
}

static inline void fg_test_put_facts(struct fg_buf *out, const struct fg_fields *f)
{
    fg_test_put_fact(out, "title", f->title);
    fg_test_put_fact(out, "company", f->company);
    fg_test_put_fact(out, "location", f->location);
    fg_test_put_fact(out, "language", f->language);
    fg_test_put_fact(out, "employment", f->employment_type);
    fg_test_put_fact(out, "remote", f->remote);
    fg_test_put_fact(out, "posted", f->posted);
    fg_test_put_fact(out, "until", f->valid_through);
    fg_test_put_fact(out, "url", f->url);
    if (f->salary.min > 0 || f->salary.max > 0)
        fg_buf_addf(out, "pay: %g to %g %.*s a %.*s\n", f->salary.min, f->salary.max,
                    FG_SV_ARG(f->salary.currency), FG_SV_ARG(f->salary.per));
}

static inline void fg_test_put_blocks(struct fg_buf *out, const struct fg_document *d)
{
    for (size_t i = 0; i < d->n_blocks; i++) {
        const struct fg_block *b = &d->blocks[i];
        fg_buf_addc(out, "HIPCL-"[b->kind]);
        if (b->level)
            fg_buf_addf(out, "%u", b->level);
        fg_buf_addz(out, b->flags & FG_BLOCK_FIELD ? "!" : "");
        fg_buf_addz(out, b->flags & FG_BLOCK_BOLD ? "b" : "");
        fg_buf_addz(out, b->flags & FG_BLOCK_GAP ? "g" : "");
        fg_buf_addz(out, b->flags & FG_BLOCK_WRAPPED ? "w" : "");
        fg_buf_addf(out, " %.*s\n", FG_SV_ARG(b->text));
    }
}

#endif
