#include "cli/room.h"

#include <string.h>

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

static int run_check(struct cli *cli)
{
    struct tally t;
    const int status = each_rule(cli, &t, check_rule);
    const struct fg_lexicon *l = fg_rules_lexicon(cli->rules);
    fg_buf_addf(&cli->out, "%zu rules, %zu skills, %zu surface forms: %zu faults\n", t.rules,
                l->skills.n, l->surfaces.n, t.failed);
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

int cmd_rules(struct cli *cli, void *options)
{
    static const struct {
        const char *name;
        int (*run)(struct cli *);
    } verbs[] = {{"check", run_check}, {"test", run_test}, {"list", run_list},
               {"trace", run_trace}};
    struct fg_error err;
    (void)options;
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        if (cli->n_words && strcmp(cli->words[0], verbs[i].name) == 0)
            return cli_rules(cli, &err) == FG_OK ? verbs[i].run(cli) : cli_error(cli, &err);
    fg_fail(&err, FG_EUSAGE, "'fitgap rules' takes check, test, list or trace");
    return cli_error(cli, &err);
}
