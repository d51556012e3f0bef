#include "profile/skills_yaml.h"

void fg_skills_put_quoted(struct fg_buf *out, struct fg_sv s)
{
    fg_buf_addc(out, '"');
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '"' || s.p[i] == '\\')
            fg_buf_addc(out, '\\');
        fg_buf_addc(out, (unsigned char)s.p[i] < 0x20 ? ' ' : s.p[i]);
    }
    fg_buf_addc(out, '"');
}

void fg_skills_put_plain(struct fg_buf *out, struct fg_sv s)
{
    for (size_t i = 0; i < s.n; i++)
        fg_buf_addc(out, (unsigned char)s.p[i] < 0x20 ? ' ' : s.p[i]);
}

void fg_skills_put_source(struct fg_buf *out, struct fg_sv line)
{
    fg_buf_addz(out, "  # from: ");
    fg_skills_put_plain(out, line);
    fg_buf_addc(out, '\n');
}

void fg_skills_put_unread(struct fg_buf *out, struct fg_sv line)
{
    fg_buf_addz(out, "  # not understood: ");
    fg_skills_put_plain(out, line);
    fg_buf_addc(out, '\n');
}

void fg_skills_put_entry(struct fg_buf *out, struct fg_sv line, struct fg_sv text)
{
    fg_skills_put_source(out, line);
    fg_buf_addz(out, "  - ");
    fg_skills_put_quoted(out, text);
    fg_buf_addc(out, '\n');
}
