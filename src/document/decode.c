#include "document/convert.h"
#include "document/room.h"

#include <errno.h>
#include <string.h>

enum { LABEL_WITHIN = 4096, LONGEST_LABEL = 32 };

/* ---- saved HTTP header blocks ---- */

/* Length of the header block at the start of `s` with its empty line; 0: none. */
static size_t http_head_length(struct fg_sv s)
{
    if (!fg_sv_starts(s, FG_SV("HTTP/")))
        return 0;
    struct fg_sv rest = fg_sv_sub(s, 0, 64 * 1024), line;
    while (fg_sv_next(&rest, '\n', &line))
        if (rest.p && fg_sv_trim(line).n == 0)
            return (size_t)(rest.p - s.p);
    return 0;
}

static void find_content_type(struct fg_sv head, struct fg_sv *content_type)
{
    const struct fg_sv name = FG_SV("content-type:");
    struct fg_sv line;
    while (fg_sv_next(&head, '\n', &line))
        if (fg_sv_starts_nocase(line, name))
            *content_type = fg_sv_trim(fg_sv_sub(line, name.n, line.n));
}

/* Takes them off the front, several where redirects were saved too. The last one
 * that states a Content-Type says what follows. */
static void skip_http_heads(struct fg_sv *bytes, struct fg_sv *content_type)
{
    for (size_t n; (n = http_head_length(*bytes)) > 0;) {
        find_content_type(fg_sv_sub(*bytes, 0, n), content_type);
        *bytes = fg_sv_sub(*bytes, n, bytes->n);
    }
}

/* ---- labels ---- */

/* What stands behind `charset=` or `encoding=`: quotes off, ends at what no
 * label has in it. */
static struct fg_sv label_value(struct fg_sv s)
{
    s = fg_sv_trim(s);
    if (s.n && (s.p[0] == '"' || s.p[0] == '\''))
        s = fg_sv_trim(fg_sv_sub(s, 1, s.n));
    size_t n = 0;
    while (n < s.n && (fg_is_alnum(s.p[n]) || (s.p[n] && strchr("-_.:+", s.p[n]))))
        n++;
    return (struct fg_sv){s.p, n};
}

/* The value of the first `name` = ... in `s`, or an empty view. */
static struct fg_sv named_label(struct fg_sv s, struct fg_sv name)
{
    for (size_t at; (at = fg_sv_find_nocase(s, name)) != SIZE_MAX;) {
        s = fg_sv_trim(fg_sv_sub(s, at + name.n, s.n));
        if (s.n && s.p[0] == '=')
            return label_value(fg_sv_sub(s, 1, s.n));
    }
    return (struct fg_sv){0};
}

static struct fg_sv xml_label(struct fg_sv head)
{
    if (!fg_sv_starts(head, FG_SV("<?xml")))
        return (struct fg_sv){0};
    const size_t end = fg_sv_find(head, FG_SV("?>"));
    return named_label(fg_sv_sub(head, 0, end), FG_SV("encoding"));
}

/* Only inside <meta ...>: a script's own charset= says nothing of the page. */
static struct fg_sv meta_label(struct fg_sv head)
{
    for (size_t at; (at = fg_sv_find_nocase(head, FG_SV("<meta"))) != SIZE_MAX;) {
        head = fg_sv_sub(head, at, head.n);
        const size_t end = fg_sv_find(head, FG_SV(">"));
        const struct fg_sv label = named_label(fg_sv_sub(head, 0, end), FG_SV("charset"));
        if (label.n)
            return label;
        head = fg_sv_sub(head, 5, head.n);
    }
    return (struct fg_sv){0};
}

static struct fg_sv declared_label(struct fg_sv bytes, struct fg_sv content_type)
{
    const struct fg_sv head = fg_sv_sub(bytes, 0, LABEL_WITHIN);
    struct fg_sv label = named_label(content_type, FG_SV("charset"));
    if (!label.n)
        label = xml_label(fg_sv_trim(head));
    return label.n ? label : meta_label(head);
}

/* Labels whose text is really in another, larger charset, as all browsers read
 * them; iconv knows the rest by their own names. Source: WHATWG Encoding, 4.2. */
static const struct {
    const char *label, *charset;
} meant[] = {
    {"ascii", "WINDOWS-1252"},        {"us-ascii", "WINDOWS-1252"},
    {"iso-8859-1", "WINDOWS-1252"},   {"iso8859-1", "WINDOWS-1252"},
    {"iso_8859-1", "WINDOWS-1252"},   {"latin1", "WINDOWS-1252"},
    {"l1", "WINDOWS-1252"},           {"x-cp1252", "WINDOWS-1252"},
    {"iso-8859-9", "WINDOWS-1254"},   {"latin5", "WINDOWS-1254"},
    {"iso-8859-11", "WINDOWS-874"},   {"tis-620", "WINDOWS-874"},
    {"gb2312", "GB18030"},            {"gbk", "GB18030"},
    {"gb_2312-80", "GB18030"},        {"shift_jis", "CP932"},
    {"shift-jis", "CP932"},           {"sjis", "CP932"},
    {"x-sjis", "CP932"},              {"ks_c_5601-1987", "CP949"},
    {"euc-kr", "CP949"},              {"big5", "BIG5-HKSCS"},
    {"x-mac-roman", "MACINTOSH"},     {"utf8", "UTF-8"},
    /* whoever could read this label had no UTF-16 before him */
    {"utf-16", "UTF-8"},              {"utf-16le", "UTF-8"},
    {"utf-16be", "UTF-8"},            {"unicode", "UTF-8"},
};

/* A declared label as iconv knows it, "" for none, terminated into `out`. */
static void charset_name(struct fg_sv label, char out[LONGEST_LABEL])
{
    const char *name = NULL;
    for (size_t i = 0; !name && i < sizeof meant / sizeof *meant; i++)
        if (fg_sv_eq_nocase(label, fg_sv_of(meant[i].label)))
            name = meant[i].charset;
    const struct fg_sv s = name ? fg_sv_of(name) : label;
    const size_t n = s.n < LONGEST_LABEL ? s.n : 0;
    if (n)
        memcpy(out, s.p, n);
    out[n] = '\0';
}

/* ---- what the bytes themselves say ---- */

struct mark {
    const char *charset;
    struct fg_sv bytes;
};

static const struct mark marks[] = {
    {"UTF-8", {"\xef\xbb\xbf", 3}},
    {"UTF-16LE", {"\xff\xfe", 2}},
    {"UTF-16BE", {"\xfe\xff", 2}},
};

static const struct mark *byte_order_mark(struct fg_sv bytes)
{
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (fg_sv_starts(bytes, marks[i].bytes))
            return &marks[i];
    return NULL;
}

/* UTF-16 without a mark: in Latin text every second byte is NUL. NULL: it is not. */
static const char *unmarked_utf16(struct fg_sv bytes)
{
    size_t nuls[2] = {0, 0};
    const size_t n = bytes.n < LABEL_WITHIN ? bytes.n : LABEL_WITHIN;
    for (size_t i = 0; i < n; i++)
        nuls[i % 2] += bytes.p[i] == '\0';
    if (nuls[1] > n / 4 && nuls[0] < n / 16)
        return "UTF-16LE";
    return nuls[0] > n / 4 && nuls[1] < n / 16 ? "UTF-16BE" : NULL;
}

struct tally {
    size_t multibyte, broken;
};

/* Well-formed sequences of several bytes and ill-formed bytes. */
static struct tally tally_utf8(struct fg_sv s)
{
    struct tally t = {0};
    while (s.n) {
        const size_t good = fg_utf8_valid(s);
        for (size_t i = 0; i < good; i++)
            t.multibyte += ((unsigned char)s.p[i] & 0xc0) == 0xc0;
        t.broken += good < s.n;
        s = fg_sv_sub(s, good + 1, s.n);
    }
    return t;
}

/* Where not all is UTF-8, a page cut in the middle of a character or with a few
 * bytes pasted in is still that rather than a single-byte charset. */
static bool is_mostly_utf8(struct fg_sv bytes)
{
    const struct tally t = tally_utf8(bytes);
    return t.multibyte > t.broken;
}

/* In this order: UTF-16 by its NULs; UTF-8 where the bytes are that, whatever
 * their label says; the server's label, the page's own; windows-1252. `valid`: whether
 * all of them are well-formed UTF-8. */
static const char *choose_charset(struct fg_sv bytes, struct fg_sv content_type, bool valid,
                                  char label[LONGEST_LABEL])
{
    const char *utf16 = unmarked_utf16(bytes);
    if (utf16)
        return utf16;
    charset_name(declared_label(bytes, content_type), label);
    const bool shifts = bytes.n && memchr(bytes.p, '\x1b', bytes.n) &&
                        fg_sv_starts_nocase(fg_sv_of(label), FG_SV("iso-2022"));
    if ((valid || is_mostly_utf8(bytes)) && !shifts)
        return "UTF-8";
    const bool known = label[0] && !fg_sv_eq_nocase(fg_sv_of(label), FG_SV("utf-8"));
    return known ? label : "WINDOWS-1252";
}

/* ---- conversion ---- */

void fg_convert(iconv_t cd, struct fg_sv in, size_t unit, struct fg_buf *out)
{
    char *from = (char *)(uintptr_t)in.p;
    size_t left = in.n;
    while (left && !out->failed) {
        const size_t ask = left + left / 2 + 16;
        char *to = fg_buf_reserve(out, ask);
        size_t room = ask;
        if (!to)
            return;
        const size_t done = iconv(cd, &from, &left, &to, &room);
        out->n += ask - room;
        if (done == (size_t)-1 && errno != E2BIG) {
            fg_buf_add_cp(out, 0xfffd); /* EILSEQ, or EINVAL: cut at the end */
            const size_t skip = left < unit ? left : unit;
            from += skip;
            left -= skip;
        }
    }
}

static void convert(const char *charset, struct fg_sv in, struct fg_buf *out)
{
    const size_t unit = fg_sv_starts(fg_sv_of(charset), FG_SV("UTF-16")) ? 2 : 1;
    iconv_t cd = iconv_open("UTF-8", charset);
    if (cd == (iconv_t)-1)
        cd = iconv_open("UTF-8", "WINDOWS-1252"); /* a label nobody knows */
    if (cd == (iconv_t)-1) {
        fg_utf8_repair(in, out); /* a system without its converters */
        return;
    }
    fg_convert(cd, in, unit, out);
    iconv_close(cd);
}

static size_t drop_nuls(char *p, size_t n)
{
    size_t kept = 0;
    for (size_t i = 0; i < n; i++)
        if (p[i] != '\0')
            p[kept++] = p[i];
    return kept;
}

enum fg_status fg_decode(struct fg_sv bytes, struct fg_sv content_type, fg_arena *arena,
                         struct fg_sv *out, struct fg_error *err)
{
    char label[LONGEST_LABEL];
    skip_http_heads(&bytes, &content_type);
    const struct mark *mark = byte_order_mark(bytes);
    if (mark)
        bytes = fg_sv_sub(bytes, mark->bytes.n, bytes.n);
    const bool valid = fg_utf8_valid(bytes) == bytes.n;
    const char *charset = mark ? mark->charset : choose_charset(bytes, content_type, valid, label);
    const bool utf8 = strcmp(charset, "UTF-8") == 0;
    if (utf8 && valid && !(bytes.n && memchr(bytes.p, 0, bytes.n))) {
        *out = bytes;
        return FG_OK;
    }
    struct fg_buf text = {0};
    if (utf8)
        fg_utf8_repair(bytes, &text);
    else
        convert(charset, bytes, &text);
    text.n = text.p ? drop_nuls(text.p, text.n) : 0;
    *out = fg_arena_sv(arena, fg_buf_sv(&text));
    const bool good = !text.failed && out->p;
    fg_buf_free(&text);
    return good ? FG_OK : fg_fail_memory(err);
}
