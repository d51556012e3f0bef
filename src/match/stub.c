#include "match/room.h"
enum fg_status fg_match(const fg_rules *rules, fg_scratch *scratch, const struct fg_posting *posting, const fg_profile *profile, fg_arena *arena, struct fg_fit *out, struct fg_error *err)
{ (void)rules; (void)scratch; (void)posting; (void)profile; (void)arena; (void)out; return fg_fail(err, FG_EREAD, "not yet"); }
