/* posting_search.h - finds the postings in a JSON value and reads them. */
#ifndef FG_DOCUMENT_POSTING_SEARCH_H
#define FG_DOCUMENT_POSTING_SEARCH_H

#include "document/room.h"

#include <jansson.h>

/** What counts as a posting. */
enum fg_posting_sign {
    FG_SIGN_TYPE,      /* "@type": "JobPosting"                                     */
    FG_SIGN_NAMES,     /* the names of its members                                  */
    FG_SIGN_PROOF      /* its names, and one that only postings have                */
};

/** A search over any number of values: set the first three, run, take `found`. */
struct fg_posting_search {
    fg_arena *arena;
    enum fg_document_origin origin;
    enum fg_posting_sign sign;
    FG_VEC(struct fg_document) found;
    struct fg_map by_text; /* first of each text, to know copies                    */
    size_t visited;    /* values looked at: the search ends at a bound              */
};

/** Adds a document a posting found in `value`, in the order they stand there; a
 *  second copy of the same posting is left out. FG_ENOMEM. */
enum fg_status fg_posting_search_run(struct fg_posting_search *search, const json_t *value,
                                     struct fg_error *err);
/** Pages carry teasers of other jobs beside the posting: drops the documents whose
 *  text is shorter than the longest's `share`-th part (0: only those without text).
 *  Where there are several and none has text, all go: it is a list. */
void fg_posting_search_drop_teasers(struct fg_posting_search *search, unsigned share);

#endif
