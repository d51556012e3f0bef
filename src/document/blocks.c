#include "document/room.h"

#include <string.h>

enum { MOST_TEXT = 64 * 1024 * 1024, MOST_BLOCKS = 1000000 };

void fg_blocks_begin(struct fg_block_builder *b, fg_arena *arena)
{
    *b = (struct fg_block_builder){.arena = arena, .text = {.ceiling = MOST_TEXT}};
}

/* Bullets that begin an item. A dash counts only with white space behind it. */
static bool is_bullet(uint32_t cp)
{
    static const uint32_t bullets[] = {
        0x2022, 0x25cf, 0x25cb, 0x25aa, 0x25ab, 0x25a0, 0x25a1, 0x25e6, 0x2023, 0x2043, 0x2219,
        0x00b7, 0x25b6, 0x25b8, 0x25ba, 0x25c6, 0x25c7, 0x2756, 0x27a2, 0x27a4, 0x2192, 0x2713,
        0x2714, 0x2705, 0x2611, 0x2610, 0xf0b7, 0xf0a7, 0xf0d8, 0xf076, 0xf0fc, 0x25fe, 0x25fd,
        0x2b24, 0x2b1b, 0x27a1, 0x2794, 0x279c, 0x29bf, 0x26ab, 0x2b25, 0x2726, 0x2727, 0x2605,
        0x2606, 0x25d8, 0x00bb, 0x203a, 0x2024, 0x22c5, 0x30fb, 0xff65,
    };
    for (size_t i = 0; i < sizeof bullets / sizeof *bullets; i++)
        if (cp == bullets[i])
            return true;
    return false;
}

static bool is_dash_bullet(uint32_t cp)
{
    return cp == '-' || cp == '*' || cp == 0x2013 || cp == 0x2014 || cp == 0x2212 || cp == '+' ||
           cp == 0x2010 || cp == 0x2011;
}

static size_t skip_space(struct fg_sv s, size_t at)
{
    while (at < s.n) {
        size_t next = at;
        if (!fg_cp_is_space(fg_utf8_next(s, &next)))
            break;
        at = next;
    }
    return at;
}

size_t fg_bullet_length(struct fg_sv s)
{
    size_t at = skip_space(s, 0), next = at;
    if (at >= s.n)
        return 0;
    const uint32_t cp = fg_utf8_next(s, &next);
    if (is_bullet(cp))
        return skip_space(s, next);
    if ((!is_dash_bullet(cp) && cp != 'o') || next >= s.n)
        return 0;
    const size_t behind = skip_space(s, next);
    if (cp == 'o') /* "o Plan tests": a word processor's hollow bullet, pasted */
        return behind > next && fg_utf8_upper_at(s, behind) ? behind : 0;
    /* "-text" is a bullet too, "-5" and "*required" are not */
    const bool glued = behind == next;
    if (glued && (cp != '-' || !fg_cp_is_letter(fg_utf8_next(s, &next))))
        return 0;
    return behind;
}

/* Appends with white space folded to single blanks, none at either end; counts
 * how many folded bytes come from the first `lead` bytes. */
static void add_folded(struct fg_buf *out, struct fg_sv s, size_t lead, uint32_t *folded_lead)
{
    char *const start = fg_buf_reserve(out, s.n); /* never longer than it was */
    char *to = start;
    bool space = false;
    for (size_t i = 0; start && i < s.n;) {
        const size_t from = i;
        if (!space && s.p[i] > ' ' && s.p[i] < 0x7f) { /* as it is */
            *to++ = s.p[i++];
            if (i <= lead)
                *folded_lead = (uint32_t)(to - start);
            continue;
        }
        const uint32_t cp = fg_utf8_next(s, &i);
        if (fg_cp_is_space(cp)) {
            space = to > start;
        } else if (cp != 0xad && !fg_cp_is_control(cp)) { /* soft hyphens vanish */
            if (space)
                *to++ = ' ';
            space = false;
            for (size_t k = from; k < i; k++)
                *to++ = s.p[k];
        }
        if (i <= lead)
            *folded_lead = (uint32_t)(to - start);
    }
    if (!start)
        return;
    *to = '\0';
    out->n += (size_t)(to - start);
}

void fg_blocks_add(struct fg_block_builder *b, const struct fg_block *proto, struct fg_sv text)
{
    struct fg_block block = *proto;
    size_t drop, lead = proto->lead;
    while ((drop = fg_bullet_length(text)) > 0) {
        text = fg_sv_sub(text, drop, text.n);
        lead = lead > drop ? lead - drop : 0;
        block.flags |= FG_BLOCK_BULLET;
        if (block.kind == FG_BLOCK_PARAGRAPH) {
            block.kind = FG_BLOCK_ITEM;
            block.level = block.level ? block.level : 1;
        }
    }
    const size_t at = b->text.n;
    block.lead = 0;
    add_folded(&b->text, text, lead, &block.lead);
    block.at = (uint32_t)at;
    block.text = (struct fg_sv){NULL, b->text.n - at};
    if (block.text.n == 0 && block.kind != FG_BLOCK_RULE)
        return;
    if (block.lead >= block.text.n)
        block.lead = 0;
    block.flags |= b->gap;
    b->gap = 0;
    fg_buf_addc(&b->text, '\n');
    struct fg_block *slot = b->blocks.n < MOST_BLOCKS ? fg_vec_add(b->arena, &b->blocks) : NULL;
    if (slot)
        *slot = block;
    else
        b->text.failed = true;
}

bool fg_blocks_end(struct fg_block_builder *b, struct fg_document *out)
{
    const struct fg_sv text = fg_arena_sv(b->arena, fg_buf_sv(&b->text));
    const bool good = !b->text.failed && text.p && !fg_arena_failed(b->arena);
    for (size_t i = 0; text.p && i < b->blocks.n; i++)
        b->blocks.at[i].text.p = text.p + b->blocks.at[i].at;
    out->text = text;
    out->blocks = b->blocks.at;
    out->n_blocks = b->blocks.n;
    fg_buf_free(&b->text);
    return good;
}
