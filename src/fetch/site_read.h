/* site_read.h - one rules/sites/NAME.yaml into a struct fg_site. */
#ifndef FG_FETCH_SITE_READ_H
#define FG_FETCH_SITE_READ_H

#include "fetch/site.h"

/** Reads a board's rules; all in `arena`. FG_EDATA with line and column; FG_ENOMEM. */
enum fg_status fg_site_read_rules(struct fg_sv bytes, const char *path, const char *name,
                                  fg_arena *arena, struct fg_site *out, struct fg_error *err);

#endif
