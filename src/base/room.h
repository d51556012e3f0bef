/* base - what every room stands on: arena, views, buffer, map, errors, UTF-8,
 * whole files, SHA-256, JSON writing.
 *
 * In:    nothing.
 * Out:   small, general tools.
 * Never: knows of jobs, postings or rules; prints; exits; keeps global state.
 */
#ifndef FG_BASE_ROOM_H
#define FG_BASE_ROOM_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/io.h"
#include "base/json_write.h"
#include "base/map.h"
#include "base/sha256.h"
#include "base/sv.h"
#include "base/utf8.h"

#endif
