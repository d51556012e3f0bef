#include "document/room.h"
enum fg_status fg_docx_read(struct fg_sv t, fg_arena *a, struct fg_document *o, struct fg_error *e) { (void)t; (void)a; (void)o; return fg_fail(e, FG_EREAD, "docx"); }
