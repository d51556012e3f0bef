/* fitgap journal stats, calibrate, export, import, backup. */
#include "cli/cmd_journal.h"

#include <stdio.h>

enum fg_status journal_stats(struct journal_run *run, struct fg_error *err)
{
    const struct fg_report_style style = cli_style(run->cli);
    return fg_journal_stats(run->journal, (enum fg_format)run->cli->o.format, &style,
                            &run->cli->out, err);
}

enum fg_status journal_calibrate(struct journal_run *run, struct fg_error *err)
{
    const enum fg_status status = cli_rules(run->cli, err);
    return status == FG_OK
               ? fg_journal_calibrate(run->journal, (enum fg_format)run->cli->o.format,
                                      fg_rules_scoring(run->cli->rules), &run->cli->out, err)
               : status;
}

static enum fg_status flush(void *into, struct fg_buf *out, struct fg_error *err)
{
    (void)out; /* the command's own */
    return cli_flush(into, err);
}

enum fg_status journal_export(struct journal_run *run, struct fg_error *err)
{
    struct cli *cli = run->cli;
    int64_t id = 0;
    const struct fg_spill to = {flush, cli};
    const enum fg_status status = run->n_words ? journal_application(run, 0, &id, err) : FG_OK;
    return status == FG_OK ? fg_journal_export(run->journal, id, (enum fg_format)cli->o.format,
                                               &cli->out, &to, err)
                           : status;
}

enum fg_status journal_import(struct journal_run *run, struct fg_error *err)
{
    struct fg_added added;
    const enum fg_status status = fg_journal_import(run->journal, fg_buf_sv(&run->input),
                                                    &run->rules, &added, err);
    if (status == FG_OK)
        fg_buf_addf(&run->said, "%zu application%s taken in, %zu brought up to date\n", added.added,
                    added.added == 1 ? "" : "s", added.updated);
    return status;
}

enum fg_status journal_backup(struct journal_run *run, struct fg_error *err)
{
    return fg_journal_backup(run->journal, run->words[0], err);
}
