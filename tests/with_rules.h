/* with_rules.h - the shipped rules, and the whole way from bytes to a posting, for
 * tests. run.sh sets FG_SOURCE to the folder of the sources. */
#ifndef FG_TESTS_WITH_RULES_H
#define FG_TESTS_WITH_RULES_H

#include "base/room.h"
#include "document/room.h"
#include "rules/room.h"

#include <stdio.h>
#include <stdlib.h>

static inline const char *fg_test_rules_dir(void)
{
    static char dir[4096];
    const char *source = getenv("FG_SOURCE");
    snprintf(dir, sizeof dir, "%s/rules", source ? source : ".");
    return dir;
}

/** The shipped rules; ends the test program where they can't be read. */
static inline fg_rules *fg_test_rules(void)
{
    const struct fg_rules_options o = {.dir = fg_test_rules_dir()};
    struct fg_error err = {0};
    fg_rules *rules = NULL;
    if (fg_rules_open(&o, &rules, &err) != FG_OK) {
        printf("Bail out! %s:%u: %s\n", err.place, err.line, err.message);
        exit(1);
    }
    return rules;
}

#endif
