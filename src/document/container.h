/* container.h - what holds several postings, one after the other, streaming.
 *
 * In:    a descriptor, and a name for messages.
 * Out:   members, told by content, not by name: of zip and tar archives, gzip,
 *        zstd, xz and bzip2 files, WARC and WACZ, JSON Lines, CSV, XML feeds, mail.
 *        What is no container is one member. Containers may be in containers.
 * Never: holds more than one member at a time; writes a file; trusts a length.
 */
#ifndef FG_DOCUMENT_CONTAINER_H
#define FG_DOCUMENT_CONTAINER_H

#include "base/room.h"

/** One member. `bytes` is the callee's to take (swap in another buffer). */
struct fg_member {
    struct fg_buf *bytes;
    struct fg_sv name;           /* "jobs.zip/a.html", "jobs.jsonl:12": for messages */
    struct fg_sv url, content_type; /* where the container says so; or empty         */
    const struct fg_error *problem; /* why it could not be read; NULL: it was        */
};

/** False ends the walk. */
typedef bool fg_member_fn(void *into, const struct fg_member *member);

/** All fields may be zero. */
struct fg_container_options {
    const char *fields;          /* of JSON Lines and CSV: which hold the text,
                                    divided by commas; NULL: known names             */
    bool beside;                 /* the name is a path: a page's frames are looked for
                                    in the folder that browsers save beside it       */
};

/** Calls `each` for every member of what `fd` gives; `fd` stays open. A member that
 *  can't be read is passed with its problem, and the walk goes on. FG_OK also where
 *  `each` ended it. FG_EIO; FG_EREAD: the container is broken, members before were
 *  passed, or holds nothing that could be a posting; FG_ELIMIT: larger, deeper or packed
 *  tighter than can be meant (64 MiB a member, 4 containers deep, 1,000 to 1 where more
 *  than 64 MiB come of it). */
enum fg_status fg_container_each(int fd, const char *name,
                                 const struct fg_container_options *options, fg_member_fn *each,
                                 void *into, struct fg_error *err);

#endif
