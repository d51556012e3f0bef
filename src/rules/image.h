/* image.h - structures in memory, kept in a file and taken up again by mapping it:
 * what took parsing once takes none from then on.
 *
 * A part of an image is what was built in one arena, byte for byte, with the structure
 * all else hangs from at its start. Which words are pointers is found by building each
 * part twice, in two places of memory, and comparing: a word that differs by just the
 * distance of the two is a pointer, and any other difference is refused. So no list of
 * members has to be kept true as structures change.
 * Source: Digital Research's page relocatable (PRL) files were made this way.
 *
 * The pointers are right where the file is mapped at the address it asks for, which is
 * free in nearly every process: no page is then written to, and all processes share
 * them. Anywhere else they are shifted, each in this process's own copy of its page.
 *
 * An image serves the program that made it: it carries a stamp of that program's code,
 * and under another stamp it is not read. Damage shows in the fingerprint of a part.
 * Against malice there is no defence: who can change it could change the program. */
#ifndef FG_RULES_IMAGE_H
#define FG_RULES_IMAGE_H

#include "base/room.h"
#include "rules/sources.h"

enum fg_image_state {
    FG_IMAGE_NONE,          /* there is no file                                       */
    FG_IMAGE_GOOD,
    FG_IMAGE_OTHER_PROGRAM, /* made by other code                                     */
    FG_IMAGE_OTHER_RULES,   /* made of other rules: set by who compares them          */
    FG_IMAGE_DAMAGED
};

enum { FG_IMAGE_PARTS = 48, FG_IMAGE_PART_NAME = 16 };

typedef struct fg_image fg_image;

/** Maps a file. `*out` is NULL unless FG_IMAGE_GOOD is returned. Writing to what comes
 *  from it changes this process's copy alone. */
enum fg_image_state fg_image_open(const char *path, fg_image **out);
void fg_image_close(fg_image *image);
/** The start of a part, ready for use until the image is closed; NULL where there is
 *  no such part or it is damaged. Not to be called by two threads at once. */
void *fg_image_part(fg_image *image, const char *name);
/** The sources it was made of, and their digest, to which more may be added. */
struct fg_rules_sources *fg_image_sources(fg_image *image);
fg_sha256 fg_image_digest(const fg_image *image);

/** Builds a part in `arena`, its first allocation being what the part begins with. All
 *  pointers must be NULL or lead into memory of that arena, and the same call must
 *  allocate the same things each time. */
typedef enum fg_status fg_image_builder(void *from, fg_arena *arena, struct fg_error *err);

/** An image being written into `out`, which is empty at first. */
struct fg_image_writer {
    struct fg_buf *out;
    const struct fg_rules_sources *sources;
    fg_sha256 digest;                      /* of them */
};
enum fg_status fg_image_begin(struct fg_image_writer *w, struct fg_error *err);
enum fg_status fg_image_add(struct fg_image_writer *w, const char *name, fg_image_builder *build,
                            void *from, struct fg_error *err);
/** FG_ELIMIT where `out` is full. */
enum fg_status fg_image_end(struct fg_image_writer *w, struct fg_error *err);

#endif
