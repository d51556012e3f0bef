/* ranking_rows.h - a ranking's inside: rows of some hundred bytes each, and the
 * figures of them. */
#ifndef FG_REPORT_RANKING_ROWS_H
#define FG_REPORT_RANKING_ROWS_H

#include "report/ranking.h"

/** Texts that many postings share are numbered: 0 is the empty one. */
typedef uint32_t fg_term;

/** A skill's fg_term, its gain and whether it uncaps as in fg_ranked_skill, in 20, 11 and
 *  1 bits. */
struct fg_row_skill {
    uint32_t packed;
};
struct fg_row_skill fg_row_skill_of(fg_term name, int gain, bool uncaps);
fg_term fg_row_skill_name(struct fg_row_skill skill);
int fg_row_skill_gain(struct fg_row_skill skill);
bool fg_row_skill_uncaps(struct fg_row_skill skill);

/** Texts of a row's own. */
enum fg_row_text { FG_ROW_PLACE, FG_ROW_KEY, FG_ROW_TITLE, FG_ROW_GAP,
                   FG_ROW_TEXTS = FG_ROW_GAP + FG_RANKED_GAPS };

/** Behind it in memory: its skills, then its texts, each terminated. */
struct fg_row {
    uint64_t id;
    struct fg_row *same;         /* the row that is shown for this one; NULL: itself */
    fg_term company, location, posted, cap_reason;
    fg_term first_posted, last_posted; /* of all that it is shown for               */
    uint32_t count;              /* of postings that it is shown for                 */
    uint16_t n_skills;
    uint8_t sketch[FG_SKETCH];
    int16_t score, cap, next_cap, must, nice, confidence;
    int8_t years;
    uint8_t band, degree;
    bool closed, sketched;
};

/** What learning a skill would do. */
struct fg_learn {
    fg_term skill;
    uint32_t postings;           /* that ask for it                                  */
    uint32_t lifted;             /* over the apply line by it alone                  */
    int64_t points;              /* tenths that it adds in all                       */
};

/** One step of the smallest set. */
struct fg_learn_step {
    fg_term skill;
    uint32_t lifted;             /* more postings than by the steps before           */
};

struct fg_asked {
    fg_term skill;
    uint32_t postings, missing;  /* that ask for it; in which it is lacking          */
};

enum { FG_YEARS_BARS = 6, FG_DEGREE_BARS = FG_PROFESSIONAL + 1, FG_MOST_STEPS = 8 };

struct fg_figures {
    size_t n_postings, n_duplicates, n_closed, bands[FG_NOT_YET + 1], unscored;
    size_t over_line;            /* at or over the apply line already                */
    struct fg_learn *learn;      /* most postings lifted, then most points first     */
    size_t n_learn;
    struct fg_learn_step steps[FG_MOST_STEPS];
    size_t n_steps;
    struct fg_asked *asked;      /* the most asked for first                         */
    size_t n_asked, n_rare;      /* rare: asked for by one posting                   */
    size_t years[FG_YEARS_BARS], degrees[FG_DEGREE_BARS];
};

struct fg_ranking {
    fg_arena *arena;
    struct fg_row **rows;
    size_t n, cap, n_shown;
    struct fg_map terms;
    FG_VEC(struct fg_sv) names;  /* by fg_term                                       */
    uint64_t *ids;               /* open addressing, 0: free                         */
    size_t ids_mask;
    bool closed;                 /* no more is added                                 */
    int apply_line;              /* tenths                                           */
    struct fg_figures figures;
};

const struct fg_row_skill *fg_row_skills(const struct fg_row *row);
/** Terminated. */
const char *fg_row_text(const struct fg_row *row, unsigned which);
struct fg_sv fg_ranking_name(const struct fg_ranking *r, fg_term term);
/** Rows in an order that depends on their content alone: by id. */
void fg_ranking_order_by_id(struct fg_ranking *r);
/** Finds rows that are the same posting: the same address, or near-identical text of
 *  one employer. Rows stand by id. False when memory is out. */
bool fg_ranking_find_same(struct fg_ranking *r);
/** Fills r->figures from the rows that are shown. False when memory is out. */
bool fg_ranking_figure(struct fg_ranking *r);
/** The rows that a view shows, in its order, in the ranking's arena. NULL when memory
 *  is out. */
const struct fg_row **fg_ranking_select(struct fg_ranking *r, const struct fg_ranking_view *view,
                                        size_t *n);
/** Name of a bar of the histogram of years: "none", "0-1", ... */
const char *fg_years_bar_name(size_t bar);

/* ---- writers ---- */

/** What a writer is handed. */
struct fg_ranking_page {
    const struct fg_ranking *r;
    const struct fg_row **rows;
    size_t n;
    const struct fg_report_style *style;
    struct fg_buf *out;
    const struct fg_ranking_view *view;
};
/** To be called after each row. */
void fg_ranking_flush(const struct fg_ranking_page *p);
void fg_ranking_text(const struct fg_ranking_page *p);
void fg_ranking_json(const struct fg_ranking_page *p);
void fg_ranking_csv(const struct fg_ranking_page *p);
void fg_ranking_markdown(const struct fg_ranking_page *p);
void fg_ranking_org(const struct fg_ranking_page *p);
void fg_ranking_html(const struct fg_ranking_page *p);

#endif
