/* files.h - a rules folder on disk. */
#ifndef FG_RULES_FILES_H
#define FG_RULES_FILES_H

#include "base/room.h"

enum { FG_LARGEST_RULES_FILE = 32 * 1024 * 1024 };

/** Names of the files in `dir`/`below` that end in `ending`, sorted bytewise, in
 *  `arena`, NULL-terminated. A folder that does not exist has none. NULL when
 *  the arena failed. */
const char **fg_files_list(const char *dir, const char *below, const char *ending,
                           fg_arena *arena);
/** Whole file `dir`/`below`/`name` in `arena`; `*path` receives its path there.
 *  FG_EIO; FG_ELIMIT past 32 MiB. */
enum fg_status fg_files_read(const char *dir, const char *below, const char *name,
                             fg_arena *arena, struct fg_sv *bytes, const char **path,
                             struct fg_error *err);

#endif
