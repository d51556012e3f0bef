#include "document/html_element.h"

#define E(name, role, level, flags) {{name, sizeof name - 1}, FG_ELEMENT_##role, level, flags}
#define END {{NULL, 0}, FG_ELEMENT_INLINE, 0, 0}

/* By their first letter, the commonest first. */
static const struct fg_html_element of_a[] = {
    E("a", LINK, 0, 0), E("address", BLOCK, 0, 0), E("article", BLOCK, 0, 0),
    E("aside", BLOCK, 0, FG_BLOCK_ASIDE), END};
static const struct fg_html_element of_b[] = {
    E("br", BREAK, 0, 0), E("b", BOLD, 0, 0), E("button", BLOCK, 0, FG_BLOCK_FORM),
    E("body", BLOCK, 0, 0), E("blockquote", BLOCK, 0, 0), END};
static const struct fg_html_element of_c[] = {
    E("canvas", SKIP, 0, 0), E("caption", LABEL, 0, 0), E("center", BLOCK, 0, 0), END};
static const struct fg_html_element of_d[] = {
    E("div", BLOCK, 0, 0), E("dd", BLOCK, 0, 0), E("dt", LABEL, 0, 0), E("dl", BLOCK, 0, 0),
    E("details", BLOCK, 0, 0), E("dialog", BLOCK, 0, FG_BLOCK_ASIDE), E("dir", LIST, 0, 0), END};
static const struct fg_html_element of_e[] = {
    E("em", EMPHASIS, 0, 0), END};
static const struct fg_html_element of_f[] = {
    E("fieldset", BLOCK, 0, 0), E("figcaption", LABEL, 0, 0), E("figure", BLOCK, 0, 0),
    E("footer", BLOCK, 0, FG_BLOCK_FOOTER), E("form", BLOCK, 0, 0), END};
static const struct fg_html_element of_h[] = {
    E("h3", HEADING, 3, 0), E("h2", HEADING, 2, 0), E("h1", HEADING, 1, 0),
    E("h4", HEADING, 4, 0), E("h5", HEADING, 5, 0), E("h6", HEADING, 6, 0),
    E("head", BLOCK, 0, 0), E("header", BLOCK, 0, FG_BLOCK_HEADER), E("hr", RULE, 0, 0),
    E("html", HTML, 0, 0), END};
static const struct fg_html_element of_i[] = {
    E("img", ALONE, 0, 0), E("input", ALONE, 0, 0), E("i", EMPHASIS, 0, 0),
    E("iframe", SKIP, 0, 0), END};
static const struct fg_html_element of_l[] = {
    E("li", ITEM, 0, 0), E("link", ALONE, 0, 0), E("label", BLOCK, 0, FG_BLOCK_FORM),
    E("legend", LABEL, 0, FG_BLOCK_FORM), END};
static const struct fg_html_element of_m[] = {
    E("main", BLOCK, 0, 0), E("menu", LIST, 0, 0), E("meta", META, 0, 0), END};
static const struct fg_html_element of_n[] = {
    E("nav", BLOCK, 0, FG_BLOCK_NAV), E("noscript", BLOCK, 0, FG_BLOCK_HIDDEN), END};
static const struct fg_html_element of_o[] = {
    E("object", SKIP, 0, 0), E("ol", LIST, 0, 0), E("option", SKIP, 0, 0), END};
static const struct fg_html_element of_p[] = {
    E("p", BLOCK, 0, 0), E("pre", BLOCK, 0, 0), END};
static const struct fg_html_element of_s[] = {
    E("span", SPAN, 0, 0), E("script", SCRIPT, 0, 0), E("strong", BOLD, 0, 0),
    E("section", BLOCK, 0, 0),
    E("style", STYLE, 0, 0), E("select", SKIP, 0, 0), E("svg", SKIP, 0, 0),
    E("source", ALONE, 0, 0),
    E("summary", HEADING, 5, 0), END};
static const struct fg_html_element of_t[] = {
    E("td", CELL, 0, 0), E("tr", ROW, 0, 0), E("th", CELL, 0, FG_BLOCK_BOLD),
    E("table", TABLE, 0, 0), E("tbody", BLOCK, 0, 0), E("template", SKIP, 0, 0),
    E("textarea", SKIP, 0, 0), E("tfoot", BLOCK, 0, 0), E("thead", BLOCK, 0, 0),
    E("title", TITLE, 0, 0), END};
static const struct fg_html_element of_u[] = {
    E("u", BOLD, 0, 0), E("ul", LIST, 0, 0), END};
static const struct fg_html_element of_v[] = {
    E("video", SKIP, 0, 0), END};
static const struct fg_html_element of_w[] = {
    E("wbr", ALONE, 0, 0), END};

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
    const char first = name.n ? (char)(name.p[0] | ('a' - 'A')) : '\0';
    const struct fg_html_element *e = first >= 'a' && first <= 'z' ? by_letter[first - 'a'] : NULL
   ;
    for (; e && e->name.n; e++)
        if (is_called(e, name))
            return e;
    return NULL;
}
