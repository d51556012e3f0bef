/* io.h - whole files in, whole files out. */
#ifndef FG_BASE_IO_H
#define FG_BASE_IO_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"

/** Appends the whole of a file, "-" meaning standard input, to `out`, whose
 *  ceiling holds: FG_ELIMIT past it. FG_EIO names file and reason. */
enum fg_status fg_read_file(const char *path, struct fg_buf *out, struct fg_error *err);
/** The same from an open descriptor, which stays open. `place` is for messages. */
enum fg_status fg_read_fd(int fd, const char *place, struct fg_buf *out, struct fg_error *err);
/** The whole of a regular file into memory of the arena, terminated: one copy.
 *  FG_EIO; FG_ELIMIT past `most` bytes. */
enum fg_status fg_read_file_into(const char *path, fg_arena *arena, size_t most,
                                 struct fg_sv *out, struct fg_error *err);
/** Writes all of `s` to an open descriptor, however often that takes. False: errno. */
bool fg_write_all(int fd, struct fg_sv s);
/** A file that replaces another as a whole, or is new: written beside it bit by bit, then
 *  flushed and renamed, its mode kept. A link's target is replaced; a device or pipe is
 *  written to as it comes. */
typedef struct fg_new_file fg_new_file;
/** FG_EIO; FG_ENOMEM. `*out` is NULL unless FG_OK is returned. */
enum fg_status fg_new_file_begin(const char *path, fg_new_file **out, struct fg_error *err);
/** FG_EIO. */
enum fg_status fg_new_file_add(fg_new_file *f, struct fg_sv bytes, struct fg_error *err);
/** Puts it in its place, or drops it where it is not to be kept, and frees `f`. FG_EIO. */
enum fg_status fg_new_file_end(fg_new_file *f, bool keep, struct fg_error *err);
/** All of it at once. FG_EIO. */
enum fg_status fg_write_file(const char *path, struct fg_sv bytes, struct fg_error *err);
/** Creates a folder and those above it, mode 0700 (as XDG asks). FG_EIO. */
enum fg_status fg_make_dirs(const char *path, struct fg_error *err);
/** `dir`/`name` into out, terminated. False where it does not fit. */
bool fg_path_join(char *out, size_t size, const char *dir, const char *name);
/** $XDG_`which`_HOME/fitgap, or its default below $HOME: which is "CONFIG",
 *  "DATA" or "CACHE". False where neither is set or it does not fit. */
bool fg_xdg_dir(char *out, size_t size, const char *which);

#endif
