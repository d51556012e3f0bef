#include "cli/room.h"

#include "extract/room.h"

#include "profile/terms.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* `skills find`: skills named in each line of any text, as JSON Lines; and human
 * languages and degrees. */

static void print_found(struct fg_json *j, struct fg_sv name, struct fg_sv line,
                        struct fg_span at)
{
    fg_json_open(j, '{');
    fg_json_key(j, "name");
    fg_json_string(j, name);
    fg_json_key(j, "surface");
    fg_json_string(j, fg_sv_sub(line, at.at, at.n));
    fg_json_key(j, "at");
    fg_json_open(j, '[');
    fg_json_uint(j, at.at);
    fg_json_uint(j, at.n);
    fg_json_close(j, ']');
    fg_json_close(j, '}');
}

static void find_in_line(struct cli *cli, const struct fg_language *language, fg_arena *arena,
                         struct fg_sv line, unsigned number)
{
    struct fg_json j = {.out = &cli->out};
    size_t n;
    const struct fg_mention *m =
        fg_extract_mentions(cli->rules, cli->scratch, language, line, arena, NULL, &n);
    fg_json_open(&j, '{');
    fg_json_key(&j, "line");
    fg_json_uint(&j, number);
    fg_json_key(&j, "skills");
    fg_json_open(&j, '[');
    for (size_t i = 0; i < n; i++)
        print_found(&j, m[i].name, line, m[i].at);
    fg_json_close(&j, ']');
    fg_json_close(&j, '}');
    fg_buf_addc(&cli->out, '\n');
}

/* With -v, as training and the curious want it: each name with what it was weighed by. */
static void trace_line(struct cli *cli, const struct fg_language *language, fg_arena *arena,
                       struct fg_sv line, unsigned number)
{
    size_t n;
    fg_buf_addf(&cli->out, "# %u\n", number);
    fg_extract_mentions(cli->rules, cli->scratch, language, line, arena, &cli->out, &n);
}

typedef void each_line(struct cli *cli, const struct fg_language *language, fg_arena *arena,
                       struct fg_sv line, unsigned number);

static int run_lines(struct cli *cli, each_line *each)
{
    struct fg_buf raw = {0}, text = {0};
    struct fg_error err;
    const struct fg_language *language = NULL;
    fg_arena *arena = fg_arena_new(0);
    int status = EXIT_DONE;
    if (!arena)
        fg_fail_memory(&err);
    bool good = arena && cli_rules(cli, &err) == FG_OK;
    if (good) {
        language = fg_rules_language(cli->rules, "en", &err);
        if (!language && err.status == FG_OK)
            fg_fail(&err, FG_EDATA, "the rules folder knows no English");
        good = language && fg_read_file("-", &raw, &err) == FG_OK;
    }
    if (!good) {
        status = cli_error(cli, &err);
    } else {
        fg_utf8_repair(fg_buf_sv(&raw), &text);
        struct fg_sv rest = fg_buf_sv(&text), line;
        for (unsigned n = 1; rest.n && fg_sv_next(&rest, '\n', &line); n++) {
            fg_arena_reset(arena);
            each(cli, language, arena, line, n);
        }
    }
    fg_arena_free(arena);
    fg_buf_free(&raw);
    fg_buf_free(&text);
    return status;
}

static int run_find(struct cli *cli)
{
    return run_lines(cli, cli->o.verbose ? trace_line : find_in_line);
}

/* `skills init`: a template to begin with. */
static int run_init(struct cli *cli)
{
    fg_buf_add(&cli->out, fg_profile_template());
    return EXIT_DONE;
}

/* The profile of `skills check FILE` or -s. */
static enum fg_status load(struct cli *cli, struct fg_error *err)
{
    if (cli->n_words > 1)
        cli->o.skills = cli->words[1];
    const enum fg_status status = cli_profile(cli, err);
    return status == FG_OK ? cli_rules(cli, err) : status;
}

static int run_check(struct cli *cli)
{
    const struct fg_finding *found;
    size_t n = 0;
    struct fg_error err;
    if (load(cli, &err) != FG_OK ||
        fg_profile_check(cli->profile, cli->arena, &found, &n, &err) != FG_OK)
        return cli_error(cli, &err);
    for (size_t i = 0; i < n; i++) {
        fg_buf_addf(&cli->out, "%s:%u: ", cli->profile->path, found[i].line);
        fg_report_add_safe(&cli->out, found[i].text);
        fg_buf_addc(&cli->out, '\n');
    }
    fg_profile_show(cli->profile, &cli->out);
    fg_buf_addf(&cli->out, "%zu to look at\n", n);
    return EXIT_DONE;
}

static int run_show(struct cli *cli)
{
    struct fg_error err;
    if (load(cli, &err) != FG_OK)
        return cli_error(cli, &err);
    fg_profile_show(cli->profile, &cli->out);
    return EXIT_DONE;
}

/* The present month for jobs that last, as $FITGAP_NOW or the clock has it. */
static int this_month(void)
{
    const char *set = getenv("FITGAP_NOW");
    const time_t now = time(NULL);
    struct tm utc;
    int month;
    const int year =
        fg_term_year(fg_sv_sub(fg_sv_of(set ? set : ""), 0, sizeof "2026-11" - 1), &month);
    if (year)
        return year * 12 + (month ? month - 1 : 0);
    return gmtime_r(&now, &utc) ? (1900 + utc.tm_year) * 12 + utc.tm_mon : 0;
}

/* A PDF is read as it stands on the page, column by column. */
static enum fg_status read_pdf(struct cli *cli, struct fg_sv bytes, struct fg_document *out,
                               struct fg_error *err)
{
    struct fg_sv page, text;
    enum fg_status status = fg_pdf_laid_out(bytes, cli->arena, &page, err);
    if (status == FG_OK)
        status = fg_resume_unroll(cli->rules, page, cli->arena, &text, err);
    return status == FG_OK ? fg_text_read(text, cli->arena, out, err) : status;
}

/* A resume as a document: its text is drafted into a skills file. */
static enum fg_status draft(struct cli *cli, struct fg_sv bytes, const char *name,
                            struct fg_error *err)
{
    const struct fg_input input = {.bytes = bytes, .name = fg_sv_of(name)};
    struct fg_document pdf = {0}, *documents = &pdf;
    size_t n = 1;
    enum fg_status status = cli_rules(cli, err);
    if (status == FG_OK && fg_sv_starts(bytes, FG_SV("%PDF-")))
        status = read_pdf(cli, bytes, &pdf, err);
    else if (status == FG_OK)
        status = fg_document_read(cli->rules, &input, cli->arena, &documents, &n, err);
    if (status == FG_OK && n == 0)
        status = fg_fail(err, FG_EREAD, "has no text");
    if (status == FG_OK)
        status = fg_profile_draft(cli->rules, &documents[0], this_month(), &cli->out, err);
    if (status != FG_OK && !err->place[0])
        snprintf(err->place, sizeof err->place, "%s", name);
    return status;
}

/* `skills import RESUME`: a skills file to edit, from a resume. */
static int run_import(struct cli *cli)
{
    struct fg_buf bytes = {.ceiling = 64 * 1024 * 1024};
    struct fg_error err;
    enum fg_status status;
    if (cli->n_words < 2) {
        fg_fail(&err, FG_EUSAGE, "name a resume: 'fitgap skills import resume.pdf'");
        return cli_error(cli, &err);
    }
    status = fg_read_file(cli->words[1], &bytes, &err);
    const struct fg_sv text = fg_sv_trim(fg_buf_sv(&bytes));
    const bool json = text.n && text.p[0] == '{' && !fg_sv_starts(text, FG_SV("{\\rtf"));
    if (status == FG_OK && json && strcmp(cli->words[1], "-") != 0) {
        status = fg_profile_load(cli->words[1], &cli->profile, &err); /* a JSON Resume */
        if (status == FG_OK)
            fg_profile_write(cli->profile, &cli->out);
    } else if (status == FG_OK) {
        status = draft(cli, fg_buf_sv(&bytes), cli->words[1], &err);
    }
    fg_buf_free(&bytes);
    return status == FG_OK ? EXIT_DONE : cli_error(cli, &err);
}

static const struct {
    struct command_verb verb;
    int (*run)(struct cli *);
} verbs[] = {
    {{"init", "> skills.yaml", "a skills file to begin with"}, run_init},
    {{"check", "", "how the skills file is understood, and what to look at in it"}, run_check},
    {{"import", "RESUME", "a skills file drafted from a resume"}, run_import},
    {{"show", "", "how the skills file is understood"}, run_show},
    {{"find", "< TEXT", "skills named in each line of any text, as JSON Lines"}, run_find},
};

const struct command_verb *cli_skills_verb(size_t i)
{
    return i < sizeof verbs / sizeof *verbs ? &verbs[i].verb : NULL;
}

int cmd_skills(struct cli *cli, void *options)
{
    const size_t verb = cli_find_verb(cli);
    (void)options;
    return verb == SIZE_MAX ? cli_no_verb(cli) : verbs[verb].run(cli);
}
