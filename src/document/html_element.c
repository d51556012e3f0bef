#include "document/html_element.h"

#define E(name, role, nest, level, flags)                                                  \
    {{name, sizeof name - 1}, FG_ELEMENT_##role, FG_NEST_##nest, level, flags}
#define END {{NULL, 0}, FG_ELEMENT_INLINE, FG_NEST_TEXT, 0, 0}

/* By their first letter, the commonest first. */
static const struct fg_html_element of_a[] = {
    E("a", LINK, LINK, 0, 0), E("address", BLOCK, BLOCK, 0, 0),
    E("article", BLOCK, BLOCK, 0, 0), E("aside", BLOCK, BLOCK, 0, FG_BLOCK_ASIDE),
    E("area", ALONE, TEXT, 0, 0), END};
static const struct fg_html_element of_b[] = {
    E("br", BREAK, TEXT, 0, 0), E("b", BOLD, TEXT, 0, 0),
    E("button", BLOCK, ISLAND, 0, FG_BLOCK_FORM), E("body", BLOCK, PAGE, 0, 0),
    E("blockquote", BLOCK, BLOCK, 0, 0), E("base", ALONE, TEXT, 0, 0), END};
static const struct fg_html_element of_c[] = {
    E("canvas", SKIP, ISLAND, 0, 0), E("caption", LABEL, CELL, 0, 0),
    E("center", BLOCK, BLOCK, 0, 0), E("col", ALONE, TEXT, 0, 0), END};
static const struct fg_html_element of_d[] = {
    E("div", BLOCK, BLOCK, 0, 0), E("dd", BLOCK, TERM, 0, 0), E("dt", LABEL, TERM, 0, 0),
    E("dl", BLOCK, BLOCK, 0, 0), E("details", BLOCK, BLOCK, 0, 0),
    E("dialog", BLOCK, BLOCK, 0, FG_BLOCK_ASIDE), E("dir", LIST, LIST, 0, 0), END};
static const struct fg_html_element of_e[] = {
    E("em", EMPHASIS, TEXT, 0, 0), E("embed", ALONE, TEXT, 0, 0), END};
static const struct fg_html_element of_f[] = {
    E("fieldset", BLOCK, BLOCK, 0, 0), E("figcaption", LABEL, BLOCK, 0, 0),
    E("figure", BLOCK, BLOCK, 0, 0), E("footer", BLOCK, BLOCK, 0, FG_BLOCK_FOOTER),
    E("form", BLOCK, BLOCK, 0, 0), END};
static const struct fg_html_element of_h[] = {
    E("h3", HEADING, HEADING, 3, 0), E("h2", HEADING, HEADING, 2, 0),
    E("h1", HEADING, HEADING, 1, 0), E("h4", HEADING, HEADING, 4, 0),
    E("h5", HEADING, HEADING, 5, 0), E("h6", HEADING, HEADING, 6, 0),
    E("head", BLOCK, PAGE, 0, 0), E("header", BLOCK, BLOCK, 0, FG_BLOCK_HEADER),
    E("hr", RULE, BLOCK, 0, 0), E("html", HTML, PAGE, 0, 0), END};
static const struct fg_html_element of_i[] = {
    E("img", ALONE, TEXT, 0, 0), E("input", ALONE, TEXT, 0, 0), E("i", EMPHASIS, TEXT, 0, 0),
    E("iframe", SKIP, ISLAND, 0, 0), END};
static const struct fg_html_element of_l[] = {
    E("li", ITEM, ITEM, 0, 0), E("link", ALONE, TEXT, 0, 0),
    E("label", BLOCK, APART, 0, FG_BLOCK_FORM), E("legend", LABEL, APART, 0, FG_BLOCK_FORM),
    END};
static const struct fg_html_element of_m[] = {
    E("main", BLOCK, BLOCK, 0, 0), E("menu", LIST, LIST, 0, 0), E("meta", META, TEXT, 0, 0),
    END};
static const struct fg_html_element of_n[] = {
    E("nav", BLOCK, BLOCK, 0, FG_BLOCK_NAV), E("noscript", BLOCK, APART, 0, FG_BLOCK_HIDDEN),
    END};
static const struct fg_html_element of_o[] = {
    E("object", SKIP, ISLAND, 0, 0), E("ol", LIST, LIST, 0, 0), E("option", SKIP, OPTION, 0, 0),
    END};
static const struct fg_html_element of_p[] = {
    E("p", BLOCK, PARAGRAPH, 0, 0), E("pre", BLOCK, BLOCK, 0, 0), E("param", ALONE, TEXT, 0, 0),
    END};
static const struct fg_html_element of_s[] = {
    E("script", SCRIPT, TEXT, 0, 0), E("strong", BOLD, TEXT, 0, 0),
    E("section", BLOCK, BLOCK, 0, 0), E("style", STYLE, TEXT, 0, 0),
    E("select", SKIP, ISLAND, 0, 0), E("svg", SKIP, ISLAND, 0, 0), E("source", ALONE, TEXT, 0, 0),
    E("summary", HEADING, BLOCK, 5, 0), END};
static const struct fg_html_element of_t[] = {
    E("td", CELL, CELL, 0, 0), E("tr", ROW, ROW, 0, 0), E("th", CELL, CELL, 0, FG_BLOCK_BOLD),
    E("table", TABLE, TABLE, 0, 0), E("tbody", BLOCK, SECTION, 0, 0),
    E("template", SKIP, ISLAND, 0, 0), E("textarea", SKIP, ISLAND, 0, 0),
    E("tfoot", BLOCK, SECTION, 0, 0), E("thead", BLOCK, SECTION, 0, 0),
    E("title", TITLE, TEXT, 0, 0), E("track", ALONE, TEXT, 0, 0), END};
static const struct fg_html_element of_u[] = {
    E("u", BOLD, TEXT, 0, 0), E("ul", LIST, LIST, 0, 0), END};
static const struct fg_html_element of_v[] = {
    E("video", SKIP, ISLAND, 0, 0), END};
static const struct fg_html_element of_w[] = {
    E("wbr", ALONE, TEXT, 0, 0), END};

static const struct fg_html_element *const by_letter[26] = {
    ['a' - 'a'] = of_a, ['b' - 'a'] = of_b, ['c' - 'a'] = of_c, ['d' - 'a'] = of_d,
    ['e' - 'a'] = of_e, ['f' - 'a'] = of_f, ['h' - 'a'] = of_h, ['i' - 'a'] = of_i,
    ['l' - 'a'] = of_l, ['m' - 'a'] = of_m, ['n' - 'a'] = of_n, ['o' - 'a'] = of_o,
    ['p' - 'a'] = of_p, ['s' - 'a'] = of_s, ['t' - 'a'] = of_t, ['u' - 'a'] = of_u,
    ['v' - 'a'] = of_v, ['w' - 'a'] = of_w,
};

/* The names above are small letters and digits, which have the bit that tells case. */
static bool is_called(const struct fg_html_element *e, struct fg_sv name)
{
    size_t i = 1; /* the first letter is the table's */
    if (e->name.n != name.n)
        return false;
    while (i < name.n && (name.p[i] | ('a' - 'A')) == e->name.p[i])
        i++;
    return i == name.n;
}

const struct fg_html_element *fg_html_element(struct fg_sv name)
{
    static const struct fg_html_element unknown = {.name = {"", 0}};
    const char first = name.n ? (char)(name.p[0] | ('a' - 'A')) : '\0';
    const struct fg_html_element *e =
        first >= 'a' && first <= 'z' ? by_letter[first - 'a'] : NULL;
    for (; e && e->name.n; e++)
        if (is_called(e, name))
            return e;
    return &unknown;
}
