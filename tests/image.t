#!/usr/bin/perl
# image.t: rules compiled into an image are the rules. The same report with and without
# it; never a stale one; a damaged one is said and done without.
use strict;
use warnings;
use Cwd qw(abs_path);
use File::Basename qw(dirname);
use File::Copy qw(copy);
use File::Temp qw(tempdir);
use Test::More;
use lib dirname(abs_path($0)) . '/lib';
use Command qw(slurp spew run_in);

my $source = dirname(dirname(abs_path($0)));
my $build  = abs_path($ARGV[0] // $ENV{FG_BUILD} // "$source/build/release");
my $dir    = tempdir(CLEANUP => 1);
chdir $dir or die;
$ENV{HOME} = $dir;
delete @ENV{qw(FITGAP_SKILLS FITGAP_RULES FITGAP_IMAGE XDG_CONFIG_HOME)};


# fitgap WORDS...: what it printed, on standard output and standard error, and its status
sub fitgap { my ($status, @said) = run_in($dir, "$dir/lines", "$build/fitgap", @_); return (@said, $status) }
# the same with an image, '' being none
sub with_image { my $image = shift; local $ENV{FITGAP_IMAGE} = $image; return fitgap(@_) }
sub state_of   { my ($out, $err) = with_image(shift, 'rules', 'check', '-v', @_); $err =~ /^fitgap: \S+: (.*)/ ? $1 : $err }

sub is_the_same {
    my ($image, $name, @words) = @_;
    my @text = with_image('', @words);
    my @from = with_image($image, @words);
    is_deeply(\@from, \@text, $name);
    cmp_ok(length $text[0], '>', 20, '... and there is something to compare');
}

spew('lines', "Python, Kubernetes and Microsoft Excel\nKrankenpflege und SAP\nFlurbotron forms\n");
spew('de.txt', "Pflegefachkraft (m/w/d)\n\nIhr Profil:\n- Abgeschlossene Ausbildung in der Pflege\n"
    . "- Gute Deutschkenntnisse\n- Mindestens 2 Jahre Berufserfahrung\n\nWir bieten:\n- Zuschl\xc3\xa4ge\n");
spew('skills.yaml', "skills:\n  - Python: 6 years\n  - Flurbotron\n  - Microsoft Excel\nlanguages: {English: native}\n");
spew('more.tsv', "Flurbotron forms\tFF4\tmethod\n");
my $page = "$source/fixtures/event_coordinator.html";
system('cp', '-r', "$source/rules", 'rules') == 0 or die;
my @rules = ('--rules', 'rules');

# ---- made ----
is((fitgap('rules', 'compile', @rules, '-o', 'a'))[2], 0, 'an image is made');
fitgap('rules', 'compile', '--rules', "$source/rules", '-o', 'b');
ok(slurp('a') eq slurp('b'), 'of the same files, wherever they lie, it is the same bytes');
my $image = "$dir/a";
is(state_of($image, @rules), 'up to date', 'and of the rules');

# ---- the same ----
is_the_same($image, 'extract', 'extract', '--format', 'json', @rules, $page);
is_the_same($image, 'extract in another language', 'extract', '--format', 'json', @rules, 'de.txt');
is_the_same($image, 'score', 'score', '--format', 'json', '-s', 'skills.yaml', @rules, $page, 'de.txt');
is_the_same($image, 'skills find', 'skills', 'find', @rules);
is_the_same($image, 'a lexicon of one\'s own', 'skills', 'find', '--lexicon', 'more.tsv', @rules);
is_the_same($image, 'trace', 'rules', 'trace', @rules, $page);
is_the_same($image, 'list', 'rules', 'list', @rules);
{
    local $ENV{XDG_CONFIG_HOME} = "$dir/config";
    spew('config/fitgap/rules/sections/en.yaml', "section:\n  - id: own\n    means: benefits\n"
        . "    phrases: [what you bring]\n    yes: [What you bring]\n    no: [Duties]\n");
    spew('config/fitgap/rules/skills/own.tsv', "Kubernetes\tk9s|excel\ttool\nFlurbotron forms\t\ttool\tKubernetes\n");
    copy('rules/scoring.yaml', 'config/fitgap/rules/scoring.yaml');
    is_the_same($image, 'a person\'s own rules laid over', 'score', '--format', 'json', '-s', 'skills.yaml',
        @rules, $page);
    is_the_same($image, '... skills', 'skills', 'find', @rules);
}

# ---- never stale ----
my $table = 'rules/skills/data.tsv';
my ($text, @stat) = (slurp($table), stat $table);
utime time, time + 100, $table;
is(state_of($image, @rules), 'up to date', 'a file that was touched is the same file');
(my $edited = $text) =~ s/^(#.*)o/$1O/m or die; # not a byte longer
spew($table, $edited);
utime @stat[8, 9], $table;
is(state_of($image, @rules), 'made of other rules: not used', 'a change is seen whatever size and date say');
spew($table, $text . "Flurbotron forms\t\tmethod\n");
like((with_image($image, 'skills', 'find', @rules))[0], qr/Flurbotron/, 'and what was added is found');
spew($table, $text);
spew('rules/skills/zz.tsv', "Flurbotron forms\t\tmethod\n");
like((with_image($image, 'skills', 'find', @rules))[0], qr/Flurbotron/, 'so is what a new file says');
unlink 'rules/skills/zz.tsv';
is(state_of($image, @rules), 'up to date', 'as it was');
my $language = slurp('rules/sections/de.yaml');
spew('rules/sections/de.yaml', $language =~ s/\A/# another\n/r);
is(state_of($image, @rules), 'made of other rules: not used', 'a language that was changed');
is_the_same($image, '... is read as text', 'extract', '--format', 'json', @rules, 'de.txt');
is_the_same($image, '... and the others are not', 'extract', '--format', 'json', @rules, $page);
spew('rules/sections/de.yaml', $language);
my $words = slurp('rules/words/alike.tsv') || die;
spew('rules/words/alike.tsv', "# more\n$words");
is(state_of($image, @rules), 'made of other rules: not used', 'words that were changed');
is_the_same($image, 'they are read as text, and the digest is of what is there', 'score', '--format', 'json', '-s', 'skills.yaml', @rules, $page);
spew('rules/words/alike.tsv', $words);

# ---- damaged, and of another program ----
my $bytes = slurp($image);
my $at = index $bytes, "Kubernetes";
cmp_ok($at, '>', 0, 'where a name stands in it');
my %damaged = (
    'a byte of the head' => sub { substr($_[0], 700, 1) ^= 'x' },
    'a byte of the skills' => sub { substr($_[0], $at, 1) ^= ' ' },
    'a byte of the words' => sub { substr($_[0], rindex($_[0], 'teacher'), 1) ^= ' ' },
    'cut off'   => sub { $_[0] = substr $_[0], 0, length($_[0]) - 5000 },
    'cut short' => sub { $_[0] = substr $_[0], 0, 100 },
    'empty'     => sub { $_[0] = '' },
    'other bytes' => sub { $_[0] = 'x' x 100000 },
);
for my $how (sort keys %damaged) {
    my @asked = ($how =~ /words/ ? ('score', '-s', 'skills.yaml') : 'extract', '--format', 'json', @rules, $page);
    my @good = with_image('', @asked);
    my $copy = $bytes;
    $damaged{$how}->($copy);
    spew('damaged', $copy);
    my ($out, $err, $status) = with_image("$dir/damaged", @asked);
    ok($out eq $good[0] && $status == $good[2], "$how: the same report");
    like($err, qr{^fitgap: \S*/damaged is damaged: the rules were read as text}, '... and it is said');
    is(state_of("$dir/damaged", @rules), 'damaged: not used', '... by rules check as well');
}
my @asked = ('extract', '--format', 'json', @rules, $page);
my @good = with_image('', @asked);
my $copy = $bytes;
substr($copy, 16, 1) ^= 'x';
spew('other', $copy);
my ($out, $err) = with_image("$dir/other", @asked);
ok($out eq $good[0] && $err eq $good[1], 'an image of another program is passed over in silence');
is(state_of("$dir/other", @rules), 'made by another version: not used', '... but for rules check');
($out, $err) = with_image("$dir/no-such", @asked);
ok($out eq $good[0] && $err eq $good[1], 'as is one that is not there');

# ---- refused ----
spew('rules/skills/zz.tsv', "Name\talias\tno such kind\n");
($out, $err, my $status) = fitgap('rules', 'compile', @rules, '-o', 'c');
like($err, qr{rules/skills/zz.tsv:1:12: kind}, 'rules with a fault are not compiled');
ok($status == 2 && !-e 'c', '... and nothing is written');
done_testing();
