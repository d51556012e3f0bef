/* frames.h - the frames of a saved page, put where they stand.
 *
 * Many an employer's page shows its board's own in a frame, which browsers save beside the
 * page (a folder, a part of the mail that MHTML is) or in it (SingleFile's `srcdoc`). */
#ifndef FG_DOCUMENT_FRAMES_H
#define FG_DOCUMENT_FRAMES_H

#include "base/room.h"

struct fg_frames {
    fg_arena *arena;
    /** The page, UTF-8, that a frame shows whose `src` is this; empty where it is not at
     *  hand. It lives as long as the arena. NULL: frames in the page alone. */
    struct fg_sv (*find)(void *into, fg_arena *arena, struct fg_sv src);
    void *into;
    unsigned depth;              /* of frames in frames; to begin with 0             */
    unsigned put;                /* so far: at most a few dozen are                  */
};

/** Appends `html`, UTF-8, each frame that is seen followed by the page it shows. */
void fg_frames_put(struct fg_frames *f, struct fg_sv html, struct fg_buf *out);

/** The page in `bytes` with the frames that lie beside it in a folder of its own, as
 *  browsers save "complete" pages: `path` is where it lies itself. False where it has none,
 *  or is no page; `out` is UTF-8 then and nothing was added to it. */
bool fg_frames_beside(struct fg_sv bytes, const char *path, struct fg_buf *out);

/** Bytes of the ending of a folder's path by which it is one of those, in the languages that
 *  browsers speak; 0: it is none. `alone`: whether it has to be told without a page of its
 *  name beside it. */
size_t fg_frames_folder(struct fg_sv path, bool alone);

#endif
