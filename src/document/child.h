/* child.h - one program run on bytes, with limits, without a shell. */
#ifndef FG_DOCUMENT_CHILD_H
#define FG_DOCUMENT_CHILD_H

#include "base/room.h"

#include <sys/resource.h>

struct fg_child {
    const char *const *argv;   /**< NULL-terminated; argv[0] is looked up in $PATH    */
    struct fg_sv input;        /**< its standard input: a file it may seek in         */
    rlim_t memory;             /**< most bytes of address space                       */
    rlim_t cpu_seconds;
    unsigned wall_seconds;     /**< killed after that, whatever it waits for          */
};

enum { FG_CHILD_MISSING = 127, FG_CHILD_KILLED = 128 };

/** Runs the program and appends its standard output to `output`; its standard
 *  error is dropped. `*exit_status` receives its exit status, FG_CHILD_MISSING
 *  where it is not installed, FG_CHILD_KILLED or more where a signal or the clock
 *  ended it. FG_EIO: the system refused; FG_ELIMIT: past `output`'s ceiling.
 *  Thread-safe. */
enum fg_status fg_child_run(const struct fg_child *child, struct fg_buf *output, int *exit_status,
                            struct fg_error *err);

#endif
