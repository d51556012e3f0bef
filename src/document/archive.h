/* archive.h - a fetched posting kept on disk, before it vanishes.
 *
 *     DIR/company-title-DATE.html         the bytes as received
 *     DIR/.fitgap/company-title-DATE.txt  the text
 *     DIR/.fitgap/company-title-DATE.json where and when it came from, headers,
 *                                         sha256, requirement list
 *
 * DIR is a folder of postings like any other; what is about them stands in its
 * hidden folder, where it is not taken for postings. */
#ifndef FG_DOCUMENT_ARCHIVE_H
#define FG_DOCUMENT_ARCHIVE_H

#include "document/room.h"
#include "fetch/room.h"

enum fg_archived {
    FG_ARCHIVED_NEW,       /* it was not in the folder                            */
    FG_ARCHIVED_SAME,      /* it is as it was: nothing was written                */
    FG_ARCHIVED_REWORDED,  /* other bytes, the same requirements                  */
    FG_ARCHIVED_CHANGED    /* other requirements                                  */
};

/** What became of a posting. Views live in the arena. */
struct fg_archive_result {
    enum fg_archived what;
    struct fg_sv file;     /* of its bytes                                        */
    struct fg_sv before;   /* when it was last archived, YYYY-MM-DD; empty: never */
    FG_VEC(struct fg_sv) gone, come; /* requirements                              */
};

/** Archives a posting, which was read from `reply`, unless its latest copy in `dir`
 *  (by key, or by canonical address where it has none) is the same. `dir` is made
 *  where it does not exist. FG_EIO names the file, FG_ENOMEM. */
enum fg_status fg_archive_put(const char *dir, const struct fg_reply *reply,
                              const struct fg_posting *posting, fg_arena *arena,
                              struct fg_archive_result *out, struct fg_error *err);

#endif
