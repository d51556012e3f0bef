/* Themes of debriefs: rules/letters/themes.tsv, and what a person marks "#so". */
#include "journal/internal.h"
#include "rules/tsv.h"

struct theme {
    struct fg_sv name, phrases; /* phrases divided by | */
};

struct fg_themes {
    FG_VEC(struct theme) all;
};

static enum fg_status each_row(void *into, const struct fg_tsv_row *row, struct fg_error *err)
{
    fg_journal *j = into;
    if (row->n < 2 || !row->column[0].n || !row->column[1].n)
        return fg_tsv_fail(row, row->column[0], err, "a theme and its phrases are expected");
    struct theme *slot = fg_vec_add(j->rules_arena, &j->themes->all);
    if (!slot)
        return fg_fail_memory(err);
    *slot = (struct theme){row->column[0], row->column[1]};
    return FG_OK;
}

static enum fg_status load(fg_journal *j, const struct fg_letter_rules *rules,
                           struct fg_error *err)
{
    struct fg_sv bytes;
    const char *path;
    if (j->themes)
        return FG_OK;
    j->themes = fg_arena_calloc(j->rules_arena, 1, sizeof *j->themes);
    if (!j->themes)
        return fg_fail_memory(err);
    const enum fg_status status = fg_letter_file(j, rules, "themes.tsv", &bytes, &path, err);
    return status == FG_OK ? fg_tsv_read(bytes, path, 2, each_row, j, err) : status;
}

static bool is_word(char c)
{
    return fg_is_alnum(c) || (unsigned char)c >= 0x80;
}

/* A phrase begins at a word's start; its end is open, so that "prepar" finds both
 * "prepared" and "preparation". */
static bool has_phrase(struct fg_sv text, struct fg_sv phrase)
{
    for (size_t from = 0; phrase.n && from < text.n;) {
        const size_t at = fg_sv_find_nocase(fg_sv_sub(text, from, text.n), phrase);
        if (at == SIZE_MAX)
            return false;
        if (from + at == 0 || !is_word(text.p[from + at - 1]))
            return true;
        from += at + 1;
    }
    return false;
}

static bool has_theme(struct fg_sv text, const struct theme *t)
{
    struct fg_sv rest = t->phrases, phrase;
    while (fg_sv_next(&rest, '|', &phrase))
        if (has_phrase(text, fg_sv_trim(phrase)))
            return true;
    return false;
}

static enum fg_status note(fg_journal *j, int64_t debrief, struct fg_sv theme,
                           struct fg_error *err)
{
    return fg_sql_run(j, err,
                      "INSERT OR IGNORE INTO debrief_theme (debrief, theme, question, application)"
                      " SELECT id, ?2, question, application FROM debrief WHERE id = ?1",
                      FG_BINDS(FG_INT(debrief), FG_TEXT(theme)));
}

/* "#preparation": a mark at a word's start, at least two characters long and not a
 * number ("the #1 firm"). */
static enum fg_status note_marks(fg_journal *j, int64_t debrief, struct fg_sv answer,
                                 struct fg_error *err)
{
    enum fg_status status = FG_OK;
    for (size_t i = 0; i < answer.n && status == FG_OK; i++) {
        if (answer.p[i] != '#' || (i && !fg_is_space(answer.p[i - 1])))
            continue;
        size_t end = i + 1;
        while (end < answer.n && (is_word(answer.p[end]) || answer.p[end] == '-'))
            end++;
        const struct fg_sv mark = fg_sv_sub(answer, i + 1, end - i - 1);
        if (mark.n >= 2 && !fg_is_digit(mark.p[0]))
            status = note(j, debrief, mark, err);
    }
    return status;
}

enum fg_status fg_themes_note(fg_journal *j, const struct fg_letter_rules *rules, int64_t debrief,
                              struct fg_sv answer, struct fg_error *err)
{
    enum fg_status status = load(j, rules, err);
    for (size_t i = 0; status == FG_OK && i < j->themes->all.n; i++)
        if (has_theme(answer, &j->themes->all.at[i]))
            status = note(j, debrief, j->themes->all.at[i].name, err);
    return status == FG_OK ? note_marks(j, debrief, answer, err) : status;
}
