#include "cli/room.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* The one place where a status becomes an exit status. */
static int exit_of(enum fg_status status)
{
    static const int exits[] = {
        [FG_OK] = EXIT_DONE,          [FG_EUSAGE] = EXIT_USAGE,
        [FG_EDATA] = EXIT_USAGE,      [FG_EFETCH] = EXIT_UNREADABLE,
        [FG_EREAD] = EXIT_UNREADABLE, [FG_EIO] = EXIT_UNREADABLE,
        [FG_EJOURNAL] = EXIT_JOURNAL, [FG_ELIMIT] = EXIT_UNREADABLE,
        [FG_ENOMEM] = EXIT_UNREADABLE,
    };
    return exits[status];
}

void cli_worse(struct cli *cli, int status)
{
    if (status > cli->worst)
        cli->worst = status;
}

int cli_error(struct cli *cli, const struct fg_error *err)
{
    char text[sizeof err->place + sizeof err->message + 64];
    struct fg_buf safe = {0};
    fg_error_format(err, text, sizeof text);
    fg_report_add_safe(&safe, fg_sv_of(text));
    fprintf(stderr, "fitgap: %s\n", safe.p ? safe.p : "");
    fg_buf_free(&safe);
    cli_worse(cli, exit_of(err->status));
    return exit_of(err->status);
}

void cli_say(const struct cli *cli, const char *format, ...)
{
    if (cli->o.quiet)
        return;
    char text[2048];
    struct fg_buf safe = {0};
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    const struct fg_sv cut = fg_sv_sub(fg_sv_of(text), 0, fg_utf8_valid(fg_sv_of(text)));
    fg_report_add_safe(&safe, cut);
    fprintf(stderr, "fitgap: %s\n", safe.p ? safe.p : "");
    fg_buf_free(&safe);
}

const char *cli_overlay_dir(struct cli *cli)
{
    char config[4096], dir[4200];
    if (!fg_xdg_dir(config, sizeof config, "CONFIG") ||
        !fg_path_join(dir, sizeof dir, config, "rules") || access(dir, R_OK) != 0)
        return NULL;
    return fg_arena_sv(cli->arena, fg_sv_of(dir)).p;
}

enum fg_status cli_rules(struct cli *cli, struct fg_error *err)
{
    if (cli->rules)
        return FG_OK;
    struct fg_rules_options o = {.dir = cli->o.rules, .overlay_dir = cli_overlay_dir(cli),
                                 .lexicons = cli->o.lexicons.at, .image = cli->image};
    if (cli->profile)
        o.words = fg_profile_words(cli->profile, &o.n_words);
    enum fg_status status = fg_rules_open(&o, &cli->rules, err);
    if (status == FG_OK && !(cli->scratch = fg_scratch_new(cli->rules)))
        status = fg_fail_memory(err);
    if (status == FG_OK)
        fg_scratch_keep_reasons(cli->scratch, cli->o.explain != NULL);
    if (status == FG_OK && cli->profile)
        status = fg_profile_bind(cli->profile, cli->rules, err);
    return status;
}

void cli_say_image(const struct cli *cli)
{
    const char *path;
    if (cli->rules && fg_rules_image(cli->rules, &path) == FG_IMAGE_DAMAGED)
        cli_say(cli, "%s is damaged: the rules were read as text ('fitgap rules compile -o FILE' "
                "makes it anew)", path);
}

static const char *skills_path(struct cli *cli)
{
    const char *set = cli->o.skills ? cli->o.skills : getenv("FITGAP_SKILLS");
    char config[4096], path[4200];
    if (set && set[0])
        return set;
    if (!fg_xdg_dir(config, sizeof config, "CONFIG") ||
        !fg_path_join(path, sizeof path, config, "skills.yaml"))
        return NULL;
    return fg_arena_sv(cli->arena, fg_sv_of(path)).p;
}

enum fg_status cli_profile(struct cli *cli, struct fg_error *err)
{
    if (cli->profile)
        return FG_OK;
    const char *path = skills_path(cli);
    const bool named = cli->o.skills || getenv("FITGAP_SKILLS");
    if (!path || (!named && access(path, R_OK) != 0))
        return fg_fail(err, FG_EUSAGE,
                       "no skills file: name one with -s, or write %s ('fitgap skills init' "
                       "prints a template)",
                       path ? path : "~/.config/fitgap/skills.yaml");
    const enum fg_status status = fg_profile_load(path, &cli->profile, err);
    if (status == FG_EIO) /* a skills file that can't be read is a matter of usage */
        err->status = FG_EUSAGE;
    return status == FG_EIO ? FG_EUSAGE : status;
}

static bool wants_color(const struct cli *cli)
{
    enum { AUTO, ALWAYS };
    const char *no = getenv("NO_COLOR"), *term = getenv("TERM");
    if (cli->o.color != AUTO)
        return cli->o.color == ALWAYS;
    return !cli->o.output && isatty(STDOUT_FILENO) && !(no && no[0]) && term &&
           strcmp(term, "dumb") != 0;
}

static int width(void)
{
    struct winsize w;
    const char *set = getenv("COLUMNS");
    if (isatty(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &w) == 0 && w.ws_col)
        return w.ws_col;
    const int n = set ? atoi(set) : 0;
    return n >= 40 && n <= 1000 ? n : 80;
}

struct fg_report_style cli_style(const struct cli *cli)
{
    return (struct fg_report_style){.color = wants_color(cli), .width = width(),
                                    .verbose = cli->o.verbose};
}

/* The file stands beside its place until all of it is written. */
static enum fg_status flush_to_file(struct cli *cli, struct fg_error *err)
{
    enum fg_status status = FG_OK;
    if (cli->out.n && !cli->file)
        status = fg_new_file_begin(cli->o.output, &cli->file, err);
    if (status == FG_OK && cli->out.n)
        status = fg_new_file_add(cli->file, fg_buf_sv(&cli->out), err);
    return status;
}

static enum fg_status flush_to_stdout(struct cli *cli, struct fg_error *err)
{
    if (cli->out.n && (fwrite(cli->out.p, 1, cli->out.n, stdout) != cli->out.n || fflush(stdout)))
        return fg_fail_at(err, FG_EIO, "standard output", 0, 0, "%s", strerror(errno));
    return FG_OK;
}

enum fg_status cli_flush(struct cli *cli, struct fg_error *err)
{
    enum fg_status status = FG_OK;
    if (!cli->lost && cli->out.failed)
        status = fg_fail(err, FG_ELIMIT, "the output is too large");
    else if (!cli->lost)
        status = cli->o.output ? flush_to_file(cli, err) : flush_to_stdout(cli, err);
    cli->lost = cli->lost || status != FG_OK; /* is said once, and no more is written */
    fg_buf_clear(&cli->out);
    return status;
}

enum fg_status cli_finish_output(struct cli *cli, struct fg_error *err)
{
    const enum fg_status status = cli_flush(cli, err);
    if (!cli->file)
        return status;
    const enum fg_status ended =
        fg_new_file_end(cli->file, !cli->lost, status == FG_OK ? err : NULL);
    cli->file = NULL;
    return status == FG_OK ? ended : status;
}
