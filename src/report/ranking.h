/* ranking.h - many fits as one ranking, and what to learn first.
 *
 * In:    fits, one after the other, in any order.
 * Out:   a table (best first), and figures of all of them.
 * Never: depends on the order in which the fits came: parts that were scanned
 *        apart and merged give the same bytes as one scan.
 */
#ifndef FG_REPORT_RANKING_H
#define FG_REPORT_RANKING_H

#include "report/room.h"

enum { FG_SKETCH = 32, FG_RANKED_GAPS = 3 };

/** A skill that a posting asks for. `gain`: points (tenths) that learning it adds;
 *  < 0: the person has it, or it would not help. */
struct fg_ranked_skill {
    struct fg_sv name;
    int gain;
    bool uncaps;                 /* with it the lowest cap is gone                   */
};

/** What a ranking keeps of a fit. Everything in it can be had from the fit's JSON
 *  line too, rounded as it is there. */
struct fg_ranked {
    uint64_t id;                 /* of source and content: the same posting from the
                                    same place has the same                          */
    struct fg_sv place, key;     /* file or address; canonical address or empty      */
    struct fg_sv title, company, location, posted, cap_reason;
    struct fg_sv gaps[FG_RANKED_GAPS]; /* the biggest first; empty: no more           */
    int score;                   /* tenths of a point; < 0: nothing could be judged  */
    int cap, next_cap;           /* tenths; < 0: none. The lowest, and the lowest of
                                    other requirements than that one's               */
    int must, nice, confidence;  /* thousandths; < 0: none of that sort              */
    int years;                   /* most that is asked for, rounded down; < 0: none  */
    enum fg_band band;
    enum fg_degree degree;
    bool closed;
    unsigned n_words;            /* of the text that `sketch` is of                  */
    uint8_t sketch[FG_SKETCH];
    const struct fg_ranked_skill *skills; /* each once, by name                       */
    size_t n_skills;
};

/** The entry of a fit; views into the fit or `arena`. False when the arena failed. */
bool fg_ranked_of(const struct fg_fit *fit, fg_arena *arena, struct fg_ranked *out);

/** Reads a line of fg_report_json() back as far as an entry needs it: `fit` and its
 *  `posting` in `arena`. FG_EREAD: no fit (a posting without a score, or no JSON);
 *  FG_ENOMEM. */
enum fg_status fg_report_read_line(struct fg_sv line, fg_arena *arena, struct fg_posting *posting,
                                   struct fg_fit *fit, struct fg_error *err);

/** MinHash of the shingles of three words of the texts that are added. Equal texts
 *  have equal sketches; the share of equal places is the texts' likeness (Jaccard).
 *  Source: Broder, On the resemblance and containment of documents, 1997; eight
 *  bits a place: Li and Koenig, b-Bit Minwise Hashing, 2010; see sketch.c. */
struct fg_sketch {
    uint64_t least[FG_SKETCH], word[2];
    unsigned n_words;
};
void fg_sketch_begin(struct fg_sketch *s);
void fg_sketch_add(struct fg_sketch *s, struct fg_sv text);
void fg_sketch_end(const struct fg_sketch *s, uint8_t out[FG_SKETCH]);

typedef struct fg_ranking fg_ranking;

enum fg_ranking_sort {
    FG_SORT_SCORE, FG_SORT_MUST, FG_SORT_POSTED, FG_SORT_COMPANY, FG_SORT_TITLE, FG_SORT_FILE
};

/** Which rows are shown, and how. The figures are of all that was added. */
struct fg_ranking_view {
    enum fg_ranking_sort sort;
    int least_score;             /* tenths; < 0: any                                 */
    int band;                    /* enum fg_band; < 0: any                           */
    size_t top;                  /* 0: all                                           */
    void (*flush)(void *into);   /* called now and then while rows are written, so that
                                    `out` need not hold them all; NULL: it holds them */
    void *into;
};

/** `apply_line`: the score, 0 to 100, from which a posting is worth an application (the
 *  rules' band_apply_anyway). NULL when out of memory. Free with fg_ranking_free(). One
 *  thread at a time. */
fg_ranking *fg_ranking_new(double apply_line);
void fg_ranking_free(fg_ranking *ranking);
/** Adds a copy of an entry; one whose id is there already is counted once. FG_ENOMEM. */
enum fg_status fg_ranking_add(fg_ranking *ranking, const struct fg_ranked *entry,
                              struct fg_error *err);
/** Postings, those that are shown once for several counted once. Ends adding: finds
 *  duplicates at its first call. */
size_t fg_ranking_count(fg_ranking *ranking);
/** Writes it. FG_FORMAT_JSONL is no format of a ranking: written as FG_FORMAT_JSON. */
void fg_ranking_write(fg_ranking *ranking, enum fg_format format,
                      const struct fg_ranking_view *view, const struct fg_report_style *style,
                      struct fg_buf *out);

#endif
