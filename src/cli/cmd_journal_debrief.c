/* fitgap journal debrief, feedback. */
#include "cli/cmd_journal.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* ---- in the editor ---- */

static const char *editor(void)
{
    const char *visual = getenv("VISUAL"), *plain = getenv("EDITOR");
    return visual && visual[0] ? visual : plain && plain[0] ? plain : NULL;
}

/* Through the shell, since $EDITOR may hold options; the file is its argument and
 * never part of the command. */
static enum fg_status run_editor(const char *path, struct fg_error *err)
{
    const char *command = editor();
    char script[4096];
    if ((size_t)snprintf(script, sizeof script, "%s \"$1\"", command) >= sizeof script)
        return fg_fail(err, FG_EUSAGE, "$EDITOR is too long");
    const pid_t child = fork();
    if (child == 0) {
        execl("/bin/sh", "sh", "-c", script, "sh", path, (char *)NULL);
        _exit(127);
    }
    int how = -1;
    while (child > 0 && waitpid(child, &how, 0) < 0 && errno == EINTR) {
    }
    if (child < 0 || !WIFEXITED(how) || WEXITSTATUS(how) != 0)
        return fg_fail(err, FG_EUSAGE, "the editor (%s) did not end well: nothing was kept of %s",
                       command, path);
    return FG_OK;
}

static enum fg_status write_form(char *path, struct fg_sv form, struct fg_error *err)
{
    const int fd = mkstemps(path, 3);
    const bool good = fd >= 0 && write(fd, form.p, form.n) == (ssize_t)form.n;
    if (fd >= 0)
        close(fd);
    return good ? FG_OK : fg_fail_at(err, FG_EIO, path, 0, 0, "%s", strerror(errno));
}

static enum fg_status form_of(struct journal_run *run, struct fg_buf *form, struct fg_error *err)
{
    int64_t id;
    enum fg_status status = journal_open(run, JOURNAL_READS, err);
    if (status != FG_OK)
        return status;
    status = journal_application(run, 0, &id, err);
    if (status == FG_OK)
        status = fg_debrief_form(run->journal, id, form, err);
    return journal_end(run, status, err);
}

static enum fg_status take_form(struct journal_run *run, struct fg_sv form, struct fg_error *err)
{
    int64_t id;
    size_t n = 0;
    enum fg_status status = journal_open(run, JOURNAL_CHANGES, err);
    if (status != FG_OK)
        return status;
    status = journal_application(run, 0, &id, err);
    if (status == FG_OK)
        status = fg_debrief_take_form(run->journal, id, form, &run->rules, &n, err);
    status = journal_end(run, status, err);
    if (status == FG_OK)
        fg_buf_addf(&run->said, "%zu answer%s kept\n", n, n == 1 ? "" : "s");
    return status;
}

/* What a person wrote is not thrown away because the journal could not take it. */
static enum fg_status with_editor(struct journal_run *run, struct fg_error *err)
{
    struct fg_buf form = {0}, filled = {.ceiling = (size_t)16 << 20};
    const char *tmp = getenv("TMPDIR");
    char path[4096];
    snprintf(path, sizeof path, "%.4000s/fitgap-debrief-XXXXXX.md", tmp && tmp[0] ? tmp : "/tmp");
    enum fg_status status = form_of(run, &form, err);
    if (status == FG_OK)
        status = write_form(path, fg_buf_sv(&form), err);
    fg_buf_free(&form);
    if (status != FG_OK)
        return status;
    status = run_editor(path, err);
    if (status == FG_OK)
        status = fg_read_file(path, &filled, err);
    if (status == FG_OK)
        status = take_form(run, fg_buf_sv(&filled), err);
    if (status == FG_OK)
        unlink(path);
    else
        cli_say(run->cli, "what was written is still in %s (fitgap journal debrief %s < %s)", path,
                run->words[0], path);
    fg_buf_free(&filled);
    return status;
}

/* ---- at the prompt ---- */

static enum fg_status at_the_prompt(struct journal_run *run, struct fg_error *err)
{
    struct fg_buf form = {0}, filled = {0};
    char line[4096];
    enum fg_status status = form_of(run, &form, err);
    if (status == FG_OK)
        fprintf(stderr, "%.*s\n", FG_SV_ARG(fg_buf_sv(&form)));
    for (int q = 0; status == FG_OK && q < FG_DEBRIEF_QUESTIONS; q++) {
        fprintf(stderr, "%s (an empty line ends the answer)\n",
                fg_debrief_asked((enum fg_debrief_question)q));
        fg_buf_addf(&filled, "== %s ==\n", fg_debrief_asked((enum fg_debrief_question)q));
        while (fputs("> ", stderr), fgets(line, sizeof line, stdin) && line[0] != '\n')
            fg_buf_addz(&filled, line);
        fg_buf_addc(&filled, '\n');
    }
    if (status == FG_OK)
        status = take_form(run, fg_buf_sv(&filled), err);
    fg_buf_free(&form);
    fg_buf_free(&filled);
    return status;
}

/* ---- from options, from standard input ---- */

static enum fg_status from_input(struct journal_run *run, struct fg_error *err)
{
    const enum fg_status status = fg_read_fd(STDIN_FILENO, "standard input", &run->input, err);
    return status == FG_OK ? take_form(run, fg_buf_sv(&run->input), err) : status;
}

static enum fg_status from_options(struct journal_run *run, struct fg_error *err)
{
    const struct option_list *answers[] = {[FG_WENT_WRONG] = &run->o->wrong,
                                           [FG_WENT_RIGHT] = &run->o->right,
                                           [FG_CAN_IMPROVE] = &run->o->improve};
    int64_t id;
    enum fg_status status = journal_open(run, JOURNAL_CHANGES, err);
    if (status != FG_OK)
        return status;
    status = journal_application(run, 0, &id, err);
    for (int q = 0; q < FG_DEBRIEF_QUESTIONS; q++)
        for (size_t i = 0; i < answers[q]->n && status == FG_OK; i++)
            status = fg_debrief_add(run->journal, id, (enum fg_debrief_question)q,
                                    fg_sv_of(answers[q]->at[i]), &run->rules, err);
    return journal_end(run, status, err);
}

enum fg_status journal_debrief(struct journal_run *run, struct fg_error *err)
{
    if (run->o->wrong.n || run->o->right.n || run->o->improve.n)
        return from_options(run, err);
    if (!isatty(STDIN_FILENO))
        return from_input(run, err);
    return editor() ? with_editor(run, err) : at_the_prompt(run, err);
}

/* ---- feedback ---- */

enum fg_status journal_feedback(struct journal_run *run, struct fg_error *err)
{
    struct fg_feedback f = {.words = journal_text(run, 1), .by = journal_sv(run->o->by),
                            .changeable = journal_sv(run->o->changeable),
                            .remedy = journal_sv(run->o->remedy)};
    int64_t id;
    enum fg_status status = journal_application(run, 0, &id, err);
    if (status == FG_OK)
        status = journal_day(run, "--date", run->o->date, &f.day, err);
    return status == FG_OK ? fg_journal_feedback(run->journal, id, &f, err) : status;
}
