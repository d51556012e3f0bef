/* zip.h - named members of a ZIP archive in memory, with bounds. */
#ifndef FG_DOCUMENT_ZIP_H
#define FG_DOCUMENT_ZIP_H

#include "base/room.h"

/** A member that is wanted: `name` is its path in the archive, `bytes` receives
 *  its content, {NULL, 0} where the archive has no such member. */
struct fg_zip_member {
    const char *name;
    struct fg_sv bytes;
};

/** Reads the wanted members into `arena`. At most 32 MiB a member and 10,000
 *  members are looked at: FG_ELIMIT beyond (a ZIP bomb). FG_EREAD: no ZIP archive,
 *  or a broken one; FG_ENOMEM. */
enum fg_status fg_zip_read(struct fg_sv archive, struct fg_zip_member *wanted, size_t n,
                           fg_arena *arena, struct fg_error *err);

#endif
