/* scan.h - `fitgap scan` and `fitgap rank`: many postings, several threads, one ranking. */
#ifndef FG_CLI_SCAN_H
#define FG_CLI_SCAN_H

#include "cli/room.h"
#include "report/ranking.h"
#include "rules/finder.h"

#include <stdatomic.h>
#include <stdio.h>

struct scan_options {
    const char *since, *grep, *shard, *fields, *resume;
    int band, sort, top;         /* band: 0 any, else enum fg_band + 1               */
    bool ordered;
};
extern const struct option_spec cli_scan_options[];
extern const struct option_spec cli_rank_options[];

/** Which postings take part at all; read-only while threads use it. */
struct scan_filter {
    struct fg_sv since;          /* YYYY-MM-DD, a view of `day`; empty: any          */
    char day[16];
    fg_finder *grep;             /* NULL: any                                        */
    uint32_t shard, shards;      /* 0-based part of so many; shards 0: all           */
};
enum fg_status scan_filter_open(const struct scan_options *o, struct scan_filter *out,
                                struct fg_error *err);
void scan_filter_close(struct scan_filter *filter);
bool scan_filter_has(const struct scan_filter *filter, const struct fg_posting *posting);
/** Whether a path belongs to this part: by a hash of its bytes, the same everywhere. */
bool scan_filter_has_path(const struct scan_filter *filter, const char *path);

/** One input on its way through the threads. */
struct scan_job {
    _Alignas(64) fg_arena *arena; /* of all below, and of the documents               */
    struct fg_buf bytes, name, url, content_type;
    const struct fg_reply *reply; /* in place of bytes, where it was fetched         */
    FG_VEC(struct fg_ranked) entries;
    FG_VEC(struct fg_error) problems;
    struct fg_buf lines;         /* JSON, where that is asked for                    */
    int worst;                   /* exit status                                      */
    unsigned postings;           /* that were scored                                 */
    bool done, passed_on;
};

/** What the threads share; nothing in it changes while they run. */
struct scan_work {
    const fg_rules *rules;
    const fg_profile *profile;
    const struct scan_filter *filter;
    double least;                /* score below which the exit status is 1; NAN: any */
    int band;                    /* of lines: enum fg_band + 1; 0: any               */
    bool lines, entries;         /* what a job is to leave behind                    */
};
/** Reads, extracts and scores the bytes of a job. */
void scan_work(const struct scan_work *work, fg_scratch *scratch, struct scan_job *job);

/** Threads that work jobs off, a bounded number under way; one thread is the caller's. */
typedef struct scan_pool scan_pool;
/** `emit` is called for each job that is done, one at a time, in the order of
 *  submission where `ordered`; on any thread. NULL when out of memory. */
scan_pool *scan_pool_new(const struct scan_work *work, unsigned threads, bool ordered,
                         void (*emit)(void *into, struct scan_job *job), void *into);
/** A free job, its fields empty; waits for one. */
struct scan_job *scan_pool_take(scan_pool *pool);
void scan_pool_submit(scan_pool *pool, struct scan_job *job);
/** Waits until all is done and emitted, and ends the threads. */
void scan_pool_free(scan_pool *pool);

/** What is done already, kept in a file that is only appended to: a line a result, then
 *  one that says which input they are of. A run that was killed in the middle of an
 *  input begins that one anew. */
typedef struct scan_state scan_state;
/** Opens or makes the file. `digest` says what the results depend on: a file of another
 *  one is refused with FG_EUSAGE. `line` is called for each result in it. FG_EIO. */
enum fg_status scan_state_open(const char *path, const char *digest,
                               enum fg_status (*line)(void *into, struct fg_sv line,
                                                      struct fg_error *err),
                               void *into, scan_state **out, struct fg_error *err);
bool scan_state_has(const scan_state *state, struct fg_sv input);
/** Appends an input that is done and its results: what is there outlives a kill at once,
 *  the loss of power after a second. FG_EIO. */
enum fg_status scan_state_add(scan_state *state, struct fg_sv input, struct fg_sv lines,
                              struct fg_error *err);
/** Writes through to the disk. NULL is fine. */
void scan_state_close(scan_state *state);

/** False ends the walk. `beside`: folders that browsers save beside pages may be there. */
typedef bool scan_path_fn(void *into, const char *path, bool beside);
/** Calls `each` for every file below the places, in the order of their names; hidden
 *  files and the companion folders of saved pages are left out. `each` also gets what is
 *  no file: an address, "-". */
void scan_walk(const char *const *places, scan_path_fn *each, void *into);

/** Prints a ranking and returns the exit status. */
int scan_print(struct cli *cli, const struct scan_options *o, fg_ranking *ranking);

#endif
