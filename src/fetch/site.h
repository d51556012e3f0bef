/* site.h - the job boards: rules/sites/NAME.yaml, one board or applicant-tracking
 * system each. rules/sites/README.md explains the format.
 *
 * A board has roads: what its addresses look like, and which addresses serve the
 * posting, tried in turn. Patterns are matched against the parsed host, path and
 * query, never against a substring of the text; a part captured by one may only
 * hold [A-Za-z0-9._-] before it enters an address. */
#ifndef FG_FETCH_SITE_H
#define FG_FETCH_SITE_H

#include "fetch/address.h"
#include "rules/room.h"

enum fg_answer_kind {
    FG_ANSWER_PAGE,    /* a page like any other: read as HTML with what it carries */
    FG_ANSWER_JSON,
    FG_ANSWER_XML,     /* read into the shape of JSON: elements are members        */
    FG_ANSWER_SCRIPT,  /* JSON inside a page, behind the text `after`              */
    FG_ANSWER_HTML     /* a page whose parts are told by their class               */
};

/** Facts of a posting that a rule may name a place for. */
enum fg_site_field {
    FG_SITE_TITLE, FG_SITE_COMPANY, FG_SITE_LOCATION, FG_SITE_LANGUAGE, FG_SITE_EMPLOYMENT,
    FG_SITE_REMOTE, FG_SITE_POSTED, FG_SITE_VALID_THROUGH, FG_SITE_URL, FG_SITE_SALARY_MIN,
    FG_SITE_SALARY_MAX, FG_SITE_SALARY_CURRENCY, FG_SITE_SALARY_PER, FG_SITE_FIELDS
};

/** What a section is by itself, whatever its heading says. */
enum fg_site_section_kind {
    FG_SITE_TEXT, FG_SITE_REQUIRED, FG_SITE_PREFERRED, FG_SITE_DUTIES, FG_SITE_BENEFITS,
    FG_SITE_ABOUT
};

/** Places to look for a value, first come first served. Each is one JSON pointer
 *  or several divided by blanks, whose values are joined. */
struct fg_site_places {
    const char **at;
    size_t n;
};

/** A value's word on the board and ours. */
struct fg_site_word {
    struct fg_sv theirs, ours;
};

struct fg_site_words {
    struct fg_site_word *at;
    size_t n, cap;
};

struct fg_site_names {
    struct fg_sv *at;
    size_t n, cap;
};

/** How a value is read. */
struct fg_site_value {
    struct fg_site_places places;
    struct fg_site_words words; /* empty: taken as it is                         */
    double divide;              /* of numbers; 0: not at all                     */
    bool line;                  /* only its first line                           */
    unsigned part;              /* of what `of` divides it into, 1-based; 0: all */
    const char *of;
    const char *write;          /* template, {value} one of its captures; or NULL */
};

struct fg_site_section {
    enum fg_site_section_kind is;
    const char *heading;               /* fixed; or NULL */
    struct fg_site_places heading_at;  /* the board's own heading, goes first */
    const char *each;                  /* list whose elements are sections; or NULL */
    struct fg_site_value body;
};

struct fg_site_questions {
    const char *each, *text, *required, *choices; /* pointers; NULL: none */
};

/** A closed posting shows itself by a place that holds a word. */
struct fg_site_sign {
    const char *at;
    struct fg_sv word;
};

/** One address that serves postings. */
struct fg_site_fetch {
    const char *address;      /* template */
    enum fg_answer_kind kind;
    const char *body;         /* template of what is posted; NULL: a GET */
    const char **headers;     /* templates, NULL-terminated; or NULL */
    const char *after;        /* FG_ANSWER_SCRIPT: text before the JSON */
    const char *root;         /* pointer to the posting; NULL: the whole answer */
    const char *many;         /* pointer to a list of postings; NULL: one */
    const char *opt_in;       /* why and how it is switched on; NULL: it is on */
    bool probe;               /* 404 or another kind of answer: the next one is tried */
    long wait_ms;             /* manners: at least so long between two requests */
};

struct fg_site_pattern {
    const char *host, *path;
    struct fg_site_words query; /* theirs: parameter, ours: pattern of its value */
};

/** A part of the host's name as the customer's name, where the address has none. */
struct fg_site_guess {
    const char *name;         /* NULL: nothing to guess */
    struct fg_site_names drop, strip;
};

struct fg_site_example {
    const char *address, *fetches; /* fetches NULL: must not match */
    unsigned line;
};

struct fg_site_road {
    bool any_host;            /* lives on its customers' hosts: only an answer
                                 proves that it is this board                  */
    const char *key;          /* template of the posting's key; or NULL */
    FG_VEC(struct fg_site_pattern) patterns;
    FG_VEC(struct fg_site_fetch) fetch;
    struct fg_site_guess guess;
    FG_VEC(struct fg_site_example) examples;
};

struct fg_site {
    const char *name, *path;  /* path: of the rules file */
    const char *title;        /* for people */
    FG_VEC(struct fg_site_road) roads;
    struct fg_site_value fields[FG_SITE_FIELDS];
    FG_VEC(struct fg_site_section) sections;
    FG_VEC(struct fg_site_questions) questions;
    FG_VEC(struct fg_site_sign) closed;
};

enum { FG_MOST_CAPTURES = 8 };

struct fg_site_capture {
    struct fg_sv name, value;
};

/** An address that a road knows. Views live in the arena given to the match. */
struct fg_site_match {
    const struct fg_site *site;       /* NULL: no board knows it */
    const struct fg_site_road *road;
    struct fg_address given;
    struct fg_site_capture captures[FG_MOST_CAPTURES];
    size_t n_captures;
};

typedef struct fg_sites fg_sites;

/** Reads the boards of the rules folder and, laid over by file name, of a person's
 *  own. FG_EDATA with the place; FG_ENOMEM. Free with fg_sites_free(). */
enum fg_status fg_sites_open(const fg_rules *rules, fg_sites **out, struct fg_error *err);
void fg_sites_free(fg_sites *sites);
/** All boards, in the order of their names. */
const struct fg_site *fg_sites_list(const fg_sites *sites, size_t *n);
/** The road an address belongs to: boards with a host of their own first, then
 *  those that live on their customers' hosts. `out->site` NULL where there is none. */
void fg_sites_match(const fg_sites *sites, const struct fg_address *a, struct fg_site_match *out);
/** The posting's key, "board:tenant:id", in `arena`; empty where the road has none. */
struct fg_sv fg_site_key(const struct fg_site_match *m, fg_arena *arena);
/** Fills a template with what was captured. Other names: {origin}, {path} and
 *  {address} as given, {env:NAME} of the environment. {NULL, 0} where a name is not known. */
struct fg_sv fg_site_fill(const struct fg_site_match *m, const char *text, fg_arena *arena);
/** The `i`-th guess of the customer's name, as a capture added to `m`. False where
 *  there is no such guess. */
bool fg_site_guess(struct fg_site_match *m, size_t i);
/** Runs the examples of all boards: each `yes` address leads where it says, each
 *  `no` address nowhere of that board. FG_EDATA at the first that does not; `*n`
 *  receives how many were run. */
enum fg_status fg_sites_test(const fg_sites *sites, size_t *n, struct fg_error *err);

#endif
