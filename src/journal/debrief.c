/* What an end teaches: three questions, and what others said. */
#include "journal/internal.h"

static const struct {
    const char *name, *asked;
} questions[] = {
    [FG_WENT_WRONG] = {"wrong", "What went wrong?"},
    [FG_WENT_RIGHT] = {"right", "What went right?"},
    [FG_CAN_IMPROVE] = {"improve", "What can be improved?"},
};

const char *fg_debrief_asked(enum fg_debrief_question q)
{
    return questions[q].asked;
}

/* ---- links: "[r3 cost]" ---- */

struct link {
    struct fg_sv requirement, role;
    size_t end; /* behind the bracket */
};

static bool is_role(struct fg_sv s)
{
    static const struct fg_sv roles[] = {{"cost", 4}, {"landed", 6}, {"helped", 6}};
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        if (fg_sv_eq(s, roles[i]))
            return true;
    return false;
}

/* A bracket that begins with r and a digit is meant as a link. */
static bool link_at(struct fg_sv s, size_t at, struct link *out)
{
    size_t end = at + 2;
    if (at + 3 > s.n || s.p[at] != '[' || s.p[at + 1] != 'r' || !fg_is_digit(s.p[at + 2]))
        return false;
    while (end < s.n && fg_is_digit(s.p[end]))
        end++;
    out->requirement = fg_sv_sub(s, at + 1, end - at - 1);
    const size_t close = fg_sv_find(fg_sv_sub(s, end, s.n), FG_SV("]"));
    if (close == SIZE_MAX)
        return false;
    out->role = fg_sv_trim(fg_sv_sub(s, end, close));
    out->end = end + close + 1;
    return true;
}

static enum fg_status requirement_text(fg_journal *j, int64_t id, const struct link *l,
                                       struct fg_sv *text, struct fg_error *err)
{
    struct fg_rows r = fg_sql_open(
        j, err,
        "SELECT value->>'text' FROM posting, json_each(posting.fit, '$.requirements')"
        " WHERE application = ?1 AND value->>'id' = ?2",
        FG_BINDS(FG_INT(id), FG_TEXT(l->requirement)));
    const bool found = fg_sql_next(&r);
    if (found)
        *text = fg_sql_keep(&r, 0);
    const enum fg_status status = fg_sql_close(&r);
    if (status == FG_OK && !found)
        return fg_fail(err, FG_EUSAGE, "[%.*s ...]: this posting has no such requirement",
                       FG_SV_ARG(l->requirement));
    return status;
}

/* The requirement's words are kept with the link: a posting read again may number
 * them anew. */
static enum fg_status add_link(fg_journal *j, int64_t id, int64_t debrief, const struct link *l,
                               struct fg_error *err)
{
    struct fg_sv text = {"", 0};
    if (!is_role(l->role))
        return fg_fail(err, FG_EUSAGE, "[%.*s %.*s]: a link says cost, landed or helped",
                       FG_SV_ARG(l->requirement), FG_SV_ARG(l->role));
    const enum fg_status status = requirement_text(j, id, l, &text, err);
    if (status != FG_OK)
        return status;
    return fg_sql_run(j, err,
                      "INSERT INTO debrief_link (debrief, requirement, role, text)"
                      " VALUES (?1, ?2, ?3, ?4)",
                      FG_BINDS(FG_INT(debrief), FG_TEXT(l->requirement), FG_TEXT(l->role),
                               FG_TEXT(text)));
}

static enum fg_status add_links(fg_journal *j, int64_t id, int64_t debrief, struct fg_sv answer,
                                struct fg_error *err)
{
    enum fg_status status = FG_OK;
    struct link l;
    for (size_t i = 0; i < answer.n && status == FG_OK; i++)
        if (link_at(answer, i, &l))
            status = add_link(j, id, debrief, &l, err);
    return status;
}

static struct fg_sv without_links(fg_journal *j, struct fg_sv answer)
{
    struct fg_buf b = {0};
    struct link l;
    for (size_t i = 0; i < answer.n;) {
        if (link_at(answer, i, &l)) {
            while (b.n && b.p[b.n - 1] == ' ')
                b.n--;
            i = l.end;
        } else {
            fg_buf_addc(&b, answer.p[i++]);
        }
    }
    const struct fg_sv kept = fg_keep(j, fg_sv_trim(fg_buf_sv(&b)));
    fg_buf_free(&b);
    return kept;
}

enum fg_status fg_debrief_add(fg_journal *j, int64_t id, enum fg_debrief_question q,
                              struct fg_sv answer, const struct fg_letter_rules *rules,
                              struct fg_error *err)
{
    const struct fg_sv text = without_links(j, answer);
    enum fg_status status = fg_memory(j, err);
    if (status == FG_OK && !text.n)
        return fg_fail(err, FG_EUSAGE, "the answer to \"%s\" is empty", questions[q].asked);
    if (status != FG_OK)
        return status;
    status = fg_sql_run(
        j, err,
        "INSERT INTO debrief (application, question, answer, at) VALUES (?1, ?2, ?3, ?4)",
        FG_BINDS(FG_INT(id), FG_TEXT(fg_sv_of(questions[q].name)), FG_TEXT(text),
                 FG_TEXT(fg_sv_of(j->now.instant))));
    const int64_t debrief = sqlite3_last_insert_rowid(j->db);
    if (status == FG_OK)
        status = add_links(j, id, debrief, answer, err);
    return status == FG_OK ? fg_themes_note(j, rules, debrief, text, err) : status;
}

/* ---- the form ---- */

static void form_remark(struct fg_buf *out, struct fg_sv text)
{
    fg_buf_addz(out, "# ");
    fg_report_add_safe(out, text);
    fg_buf_addc(out, '\n');
}

static enum fg_status form_head(fg_journal *j, int64_t id, struct fg_buf *out,
                                struct fg_error *err)
{
    struct fg_rows r = fg_sql_open(
        j, err,
        "SELECT '#' || id || ' ' || title || CASE company WHEN '' THEN '' ELSE ' - ' || company"
        " END || ', ' || status || coalesce(', score ' || round(score, 1), '')"
        " FROM application WHERE id = ?1",
        FG_BINDS(FG_INT(id)));
    if (fg_sql_next(&r))
        form_remark(out, fg_sql_text(&r, 0));
    return fg_sql_close(&r);
}

static enum fg_status form_requirements(fg_journal *j, int64_t id, struct fg_buf *out,
                                        struct fg_error *err)
{
    struct fg_rows r = fg_sql_open(
        j, err,
        "SELECT printf('  %-4s %-8s %s', value->>'id', coalesce(value->>'state', ''),"
        " value->>'text') FROM posting, json_each(posting.fit, '$.requirements')"
        " WHERE application = ?1 ORDER BY coalesce(value->>'gain', 0) DESC, key",
        FG_BINDS(FG_INT(id)));
    for (bool first = true; fg_sql_next(&r); first = false) {
        if (first)
            form_remark(out, FG_SV("What it asked for, the gaps that cost most first:"));
        form_remark(out, fg_sql_text(&r, 0));
    }
    return fg_sql_close(&r);
}

enum fg_status fg_debrief_form(fg_journal *j, int64_t id, struct fg_buf *out,
                               struct fg_error *err)
{
    static const char *const help[] = {
        "Lines that begin with \"# \" are remarks and are not kept. An empty line or a",
        "line that begins with \"- \" starts another answer. Link one to a requirement with",
        "[r3 cost] (a gap that cost it), [r5 landed] (evidence that did its work) or",
        "[r7 helped] (a skill from elsewhere that helped). #word names a theme.",
    };
    enum fg_status status = form_head(j, id, out, err);
    if (status == FG_OK)
        status = form_requirements(j, id, out, err);
    for (size_t i = 0; i < sizeof help / sizeof *help; i++)
        form_remark(out, fg_sv_of(help[i]));
    for (int q = 0; q < FG_DEBRIEF_QUESTIONS; q++)
        fg_buf_addf(out, "\n== %s ==\n\n", questions[q].asked);
    return status;
}

/* ---- reading the form back ---- */

struct form {
    fg_journal *journal;
    int64_t id;
    const struct fg_letter_rules *rules;
    int question;            /* -1: before the first */
    struct fg_buf answer;    /* gathered so far */
    size_t n, headings;
};

static enum fg_status end_answer(struct form *f, struct fg_error *err)
{
    const struct fg_sv answer = fg_sv_trim(fg_buf_sv(&f->answer));
    enum fg_status status = FG_OK;
    if (answer.n && f->question >= 0) {
        status = fg_debrief_add(f->journal, f->id, (enum fg_debrief_question)f->question, answer,
                                f->rules, err);
        f->n += status == FG_OK;
    }
    fg_buf_clear(&f->answer);
    return status;
}

/* "== What went wrong? ==", or its short name. -1: no heading. */
static int heading_of(struct fg_sv line)
{
    struct fg_sv s = fg_sv_trim(line);
    if (!fg_sv_starts(s, FG_SV("==")))
        return -1;
    while (s.n && s.p[0] == '=')
        s = fg_sv_sub(s, 1, s.n);
    while (s.n && s.p[s.n - 1] == '=')
        s.n--;
    s = fg_sv_trim(s);
    for (int q = 0; q < FG_DEBRIEF_QUESTIONS; q++)
        if (fg_sv_eq_nocase(s, fg_sv_of(questions[q].asked)) ||
            fg_sv_eq_nocase(s, fg_sv_of(questions[q].name)))
            return q;
    return -1;
}

static enum fg_status take_line(struct form *f, struct fg_sv line, struct fg_error *err)
{
    const int q = heading_of(line);
    const bool item = fg_sv_starts(line, FG_SV("- ")) || fg_sv_starts(line, FG_SV("* "));
    enum fg_status status = FG_OK;
    if (fg_sv_eq(line, FG_SV("#")) || fg_sv_starts(line, FG_SV("# ")))
        return FG_OK;
    if (q >= 0 || item || !fg_sv_trim(line).n)
        status = end_answer(f, err);
    if (q >= 0) {
        f->question = q;
        f->headings++;
        return status;
    }
    fg_buf_add(&f->answer, item ? fg_sv_sub(line, 2, line.n) : line);
    fg_buf_addc(&f->answer, '\n');
    return status;
}

enum fg_status fg_debrief_take_form(fg_journal *j, int64_t id, struct fg_sv form,
                                    const struct fg_letter_rules *rules, size_t *n,
                                    struct fg_error *err)
{
    struct form f = {.journal = j, .id = id, .rules = rules, .question = -1};
    struct fg_sv rest = form, line;
    enum fg_status status = FG_OK;
    if (fg_utf8_valid(form) < form.n)
        return fg_fail(err, FG_EUSAGE, "the answers are not UTF-8");
    while (status == FG_OK && fg_sv_next(&rest, '\n', &line)) {
        if (line.n && line.p[line.n - 1] == '\r')
            line.n--;
        status = take_line(&f, line, err);
    }
    if (status == FG_OK)
        status = end_answer(&f, err);
    fg_buf_free(&f.answer);
    *n = f.n;
    if (status == FG_OK && !f.headings)
        return fg_fail(err, FG_EUSAGE, "no question is in it: lines like \"== What went wrong? "
                                       "==\" are expected before the answers");
    return status;
}

/* ---- feedback ---- */

enum fg_status fg_journal_feedback(fg_journal *j, int64_t id, const struct fg_feedback *feedback,
                                   struct fg_error *err)
{
    char day[FG_DAY_TEXT];
    const struct fg_sv c = feedback->changeable;
    if (!fg_sv_trim(feedback->words).n)
        return fg_fail(err, FG_EUSAGE, "what was said? (its words are missing)");
    if (c.n && !fg_sv_eq(c, FG_SV("yes")) && !fg_sv_eq(c, FG_SV("no")))
        return fg_fail(err, FG_EUSAGE, "changeable is yes or no, not \"%.*s\"", FG_SV_ARG(c));
    fg_day_write(feedback->day, day);
    return fg_sql_run(j, err,
                      "INSERT INTO feedback (application, words, said_by, at, changeable, remedy)"
                      " VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                      FG_BINDS(FG_INT(id), FG_TEXT(fg_sv_trim(feedback->words)),
                               FG_TEXT(feedback->by), FG_TEXT(fg_sv_of(day)), FG_TEXT(c),
                               FG_TEXT(feedback->remedy)));
}
