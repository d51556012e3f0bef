#include "document/script.h"
enum fg_status fg_decode(struct fg_sv bytes, struct fg_sv content_type, fg_arena *arena, struct fg_sv *utf8, struct fg_error *err)
{
    (void)content_type;
    struct fg_buf b = {0};
    fg_utf8_repair(bytes, &b);
    *utf8 = fg_arena_sv(arena, fg_buf_sv(&b));
    fg_buf_free(&b);
    return utf8->p ? FG_OK : fg_fail_memory(err);
}
bool fg_script_may_hold_posting(struct fg_sv t) { (void)t; return false; }
enum fg_status fg_script_read(struct fg_sv t, fg_arena *a, struct fg_document **o, size_t *n, struct fg_error *e) { (void)t; (void)a; (void)o; (void)e; *n = 0; return FG_OK; }
enum fg_status fg_jsonld_read(struct fg_sv t, fg_arena *a, struct fg_document **o, size_t *n, struct fg_error *e) { (void)t; (void)a; (void)o; (void)e; *n = 0; return FG_OK; }
enum fg_status fg_pdf_read(struct fg_sv t, fg_arena *a, struct fg_document *o, struct fg_error *e) { (void)t; (void)a; (void)o; return fg_fail(e, FG_EREAD, "pdf"); }
enum fg_status fg_docx_read(struct fg_sv t, fg_arena *a, struct fg_document *o, struct fg_error *e) { (void)t; (void)a; (void)o; return fg_fail(e, FG_EREAD, "docx"); }
