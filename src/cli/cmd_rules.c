#include "cli/room.h"

#include <string.h>
#include <unistd.h>

struct tally {
    struct cli *cli;
    size_t lines, failed, bare, rules;
};

static void complain(struct tally *t, const struct fg_rule *rule, struct fg_sv line,
                     const char *what)
{
    t->failed++;
    fg_buf_addf(&t->cli->out, "%s:%u: rule '%s' %s: %.*s\n", rule->path, rule->line, rule->id,
                what, FG_SV_ARG(line));
}

static enum fg_status test_rule(void *into, const struct fg_language *language,
                                const struct fg_rule *rule, struct fg_error *err)
{
    struct tally *t = into;
    (void)err;
    t->rules++;
    if (rule->n_yes == 0 || rule->n_no == 0) {
        t->bare++;
        complain(t, rule, FG_SV("each rule needs both"), "has no yes or no no line");
    }
    for (size_t i = 0; i < rule->n_yes; i++)
        if (!fg_rule_fires(language, rule, t->cli->scratch, rule->yes[i]))
            complain(t, rule, rule->yes[i], "should fire on");
    for (size_t i = 0; i < rule->n_no; i++)
        if (fg_rule_fires(language, rule, t->cli->scratch, rule->no[i]))
            complain(t, rule, rule->no[i], "should not fire on");
    t->lines += rule->n_yes + rule->n_no;
    return FG_OK;
}

static enum fg_status check_rule(void *into, const struct fg_language *language,
                                 const struct fg_rule *rule, struct fg_error *err)
{
    struct tally *t = into;
    size_t offset = 0;
    char message[256];
    (void)language;
    (void)err;
    t->rules++;
    if (rule->pattern && !fg_pattern_check(rule->pattern, &offset, message, sizeof message)) {
        t->failed++;
        fg_buf_addf(&t->cli->out, "%s:%u: rule '%s': pattern, at byte %zu: %s\n", rule->path,
                    rule->line, rule->id, offset, message);
    }
    return FG_OK;
}

static enum fg_status list_rule(void *into, const struct fg_language *language,
                                const struct fg_rule *rule, struct fg_error *err)
{
    struct tally *t = into;
    (void)err;
    fg_buf_addf(&t->cli->out, "%s  %-10s %-12s %s\n", language->code, fg_group_name(rule->group),
                fg_means_name(rule->group, rule->means), rule->id);
    return FG_OK;
}

static int each_rule(struct cli *cli, struct tally *t,
                     enum fg_status (*each)(void *, const struct fg_language *,
                                            const struct fg_rule *, struct fg_error *))
{
    struct fg_error err;
    *t = (struct tally){.cli = cli};
    if (fg_rules_each_rule(cli->rules, each, t, &err) != FG_OK)
        return cli_error(cli, &err);
    return t->failed ? EXIT_USAGE : EXIT_DONE;
}

/* The boards: all of them load, and their examples lead where they say. */
static int run_sites(struct cli *cli, bool examples)
{
    fg_sites *sites;
    struct fg_error err;
    size_t n = 0;
    if (fg_sites_open(cli->rules, &sites, &err) != FG_OK)
        return cli_error(cli, &err);
    enum fg_status status = examples ? fg_sites_test(sites, &n, &err) : FG_OK;
    if (status == FG_OK && examples)
        fg_buf_addf(&cli->out, "%zu addresses of boards: 0 failed\n", n);
    if (status == FG_OK && !examples) {
        fg_sites_list(sites, &n);
        fg_buf_addf(&cli->out, "%zu boards: 0 faults\n", n);
    }
    fg_sites_free(sites);
    return status == FG_OK ? EXIT_DONE : cli_error(cli, &err);
}

static int worse_of(int a, int b)
{
    return a > b ? a : b;
}

/* Whether runs can start from the image, all languages and the words included. That they
 * can't is no fault of the rules; it is said unasked where someone has to do something
 * about it. */
static void check_image(struct cli *cli)
{
    static const char *const states[] = {
        [FG_IMAGE_GOOD] = "up to date",
        [FG_IMAGE_OTHER_PROGRAM] = "made by another version: not used",
        [FG_IMAGE_OTHER_RULES] = "made of other rules: not used",
        [FG_IMAGE_DAMAGED] = "damaged: not used",
    };
    const struct fg_rules_options o = {.dir = fg_rules_dir(cli->rules)};
    struct fg_error err;
    const char *path;
    fg_rules *rules;
    if (fg_rules_open(&o, &rules, &err) != FG_OK)
        return; /* as text they could be read */
    for (const char *const *code = fg_rules_languages(rules); *code; code++)
        fg_rules_language(rules, *code, &err);
    fg_rules_words_kept(rules);
    const enum fg_image_state state = fg_rules_image(rules, &path);
    if (state == FG_IMAGE_DAMAGED || state == FG_IMAGE_OTHER_PROGRAM ||
        (cli->o.verbose && state != FG_IMAGE_NONE))
        cli_say(cli, "%s: %s", path, states[state]);
    fg_rules_free(rules);
}

static int run_check(struct cli *cli)
{
    struct tally t;
    const int status = each_rule(cli, &t, check_rule);
    const struct fg_lexicon *l = fg_rules_lexicon(cli->rules);
    fg_buf_addf(&cli->out, "%zu rules, %zu skills, %zu surface forms: %zu faults\n", t.rules,
                l->skills.n, l->surfaces.n, t.failed);
    check_image(cli);
    return worse_of(status, run_sites(cli, false));
}

static int run_test(struct cli *cli)
{
    struct tally t;
    const int status = each_rule(cli, &t, test_rule);
    fg_buf_addf(&cli->out, "%zu rules, %zu example lines: %zu failed\n", t.rules, t.lines,
                t.failed);
    return worse_of(status, run_sites(cli, true));
}

static int run_list(struct cli *cli)
{
    struct tally t;
    return each_rule(cli, &t, list_rule);
}

/* `rules trace SOURCE...`: how every piece of a posting was judged, and by what. */
static int run_trace(struct cli *cli)
{
    cli_each_posting(cli, cli->words + 1, NULL, NULL);
    return cli->worst;
}

/* `rules compile -o FILE`: the rules as an image. */
static int run_compile(struct cli *cli)
{
    char dir[4096];
    struct fg_error err;
    if (!cli->o.rules && !fg_rules_default_dir(dir, sizeof dir))
        fg_fail(&err, FG_EUSAGE, "no rules folder found: name one with --rules");
    else if (!cli->o.output && isatty(STDOUT_FILENO))
        fg_fail(&err, FG_EUSAGE, "an image is nothing to look at: name a file with -o");
    else if (fg_rules_compile(cli->o.rules ? cli->o.rules : dir, fg_wordbook_build, &cli->out,
                              &err) == FG_OK)
        return EXIT_DONE;
    fg_buf_clear(&cli->out);
    return cli_error(cli, &err);
}

static const struct {
    struct command_verb verb;
    int (*run)(struct cli *);
    enum { NOTHING, TEXT, RULES } needs; /* the rules read as text, or in any way */
} verbs[] = {
    {{"check", "", "refuse what can't be read, with its place"}, run_check, TEXT},
    {{"test", "", "run every rule's own example lines"}, run_test, TEXT},
    {{"list", "", "every rule and where it stands"}, run_list, TEXT},
    {{"trace", "SOURCE...", "how every piece of a posting was judged, and by what"}, run_trace,
     RULES},
    {{"compile", "-o FILE", "the rules as an image, which is read at once"}, run_compile,
     NOTHING},
};

const struct command_verb *cli_rules_verb(size_t i)
{
    return i < sizeof verbs / sizeof *verbs ? &verbs[i].verb : NULL;
}

int cmd_rules(struct cli *cli, void *options)
{
    const size_t verb = cli_find_verb(cli);
    struct fg_error err;
    (void)options;
    if (verb == SIZE_MAX)
        return cli_no_verb(cli);
    cli->image = verbs[verb].needs == TEXT ? "" : NULL;
    return verbs[verb].needs == NOTHING || cli_rules(cli, &err) == FG_OK ? verbs[verb].run(cli)
                                                                         : cli_error(cli, &err);
}
