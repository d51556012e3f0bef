/* skills_yaml.h - entries of a skills file, written as YAML. */
#ifndef FG_PROFILE_SKILLS_YAML_H
#define FG_PROFILE_SKILLS_YAML_H

#include "base/room.h"

/** A text as a double-quoted scalar: always valid, whatever it holds. */
void fg_skills_put_quoted(struct fg_buf *out, struct fg_sv s);
/** A text on one line, as it stands, for comments. */
void fg_skills_put_plain(struct fg_buf *out, struct fg_sv s);
/** A comment: the line of the resume that the next entry came from. */
void fg_skills_put_source(struct fg_buf *out, struct fg_sv line);
/** A comment: a line that could not be read is kept, for the person. */
void fg_skills_put_unread(struct fg_buf *out, struct fg_sv line);
/** One entry of a list of texts, behind the line it came from. */
void fg_skills_put_entry(struct fg_buf *out, struct fg_sv line, struct fg_sv text);

#endif
