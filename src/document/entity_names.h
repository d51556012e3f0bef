/* entity_names.h - the characters that HTML has names for. */
#ifndef FG_DOCUMENT_ENTITY_NAMES_H
#define FG_DOCUMENT_ENTITY_NAMES_H

#include "base/room.h"

enum { FG_ENTITY_LONGEST = 9 };

/** The character of a name ("eacute"), in the case it is written in; 0: none. */
uint32_t fg_entity_named(struct fg_sv name);

#endif
