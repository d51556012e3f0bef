#!/usr/bin/perl
# manual.t [BUILD_DIR]: the manual page, --help, the completions and README name the same
# options, commands and variables as the command takes.
use strict;
use warnings;
use Cwd qw(abs_path);
use File::Basename qw(dirname);

my $source = dirname(dirname(abs_path($0)));
my $build  = abs_path($ARGV[0] // $ENV{FG_BUILD} // "$source/build/release");
my ($n, $failed) = (0, 0);

sub is {
    my ($ok, $name, @why) = @_;
    $n++;
    print $ok ? "ok $n - $name\n" : "not ok $n - $name\n";
    print "# $_\n" for $ok ? () : @why;
    $failed ||= !$ok;
}

sub fitgap { open my $h, '-|', "$build/fitgap", @_ or die; local $/; return <$h> }
sub slurp { open my $h, '<', shift or die; local $/; return <$h> }
# Options that a text names, without those of other programs.
sub options { my %seen; $seen{$_}++ for shift =~ /(?<![\w-])--([a-z][a-z-]+)/g; return \%seen }

my $man = fitgap('help', 'man');
(my $plain = $man) =~ s/\\f[BIR]//g;
$plain =~ s/\\-/-/g;
$plain =~ s/\\\(ti/~/g;
my $known = options($plain);

my @commands = fitgap('--help') =~ /^  ([a-z]+) +\S/mg;
is(@commands == 9, 'help names the commands', "@commands");
for my $c (@commands) {
    my $asked = options(fitgap($c, '--help'));
    my @lacking = grep { !$known->{$_} } sort keys %$asked;
    is(!@lacking && $plain =~ /^\.SS fitgap \Q$c\E /m, "the manual has $c with its options", @lacking);
}

my %others = map { $_ => 1 } # options of other programs in README
    qw(joblog resume-failed sshlogin array cpus-per-task import);
my @foreign = grep { !$known->{$_} && !$others{$_} }
    sort keys %{options(slurp("$source/README.md"))};
is(!@foreign, 'README names no option that is not there', @foreign);

my %hidden = map { $_ => 1 } qw(FITGAP_CONNECT_TO FITGAP_IMAGE); # of the tests
my %read;
for my $file (glob "$source/src/*/*.c") {
    $read{$_}++ for slurp($file) =~ /getenv\("(FITGAP_\w+)"\)/g;
}
my @silent = grep { !$hidden{$_} && $plain !~ /^\.B \Q$_\E$/m } sort keys %read;
is(%read && !@silent, 'the manual has every variable that is read', @silent);

if (-x '/usr/bin/groff') {
    my $said = qx('$build/fitgap' help man | groff -ww -man -Tutf8 2>&1 >/dev/null);
    is($? == 0 && $said eq '', 'groff has nothing to say of the manual', $said);
} else {
    print 'ok ', ++$n, " - groff has nothing to say of the manual # SKIP it is not installed\n";
}

# What bash offers for a command line, its last word being typed.
sub offers {
    my @words = @_;
    local $ENV{LINE} = join ' ', map { "'$_'" } @words;
    local $ENV{AT} = $#words;
    open my $h, '-|', 'bash', '-c', 'source <("$0" help bash); eval "COMP_WORDS=($LINE)";'
        . ' COMP_CWORD=$AT; _fitgap; printf "%s\n" "${COMPREPLY[@]}"', "$build/fitgap" or die;
    local $/;
    return [split /\n/, <$h> // ''];
}
for (['a command', ['fitgap', 'ext'], 'extract'],
     ['a verb', ['fitgap', '-q', 'journal', 'cal'], 'calibrate'],
     ['an option of a command', ['fitgap', 'scan', '--shar'], '--shard'],
     ['an option of every command', ['fitgap', 'rules', 'list', '--off'], '--offline'],
     ['a choice', ['fitgap', '-f', 'mark'], 'markdown'],
     ['a choice behind =', ['fitgap', 'scan', '--sort', '=', 'compa'], 'company']) {
    my ($name, $line, $want) = @$_;
    my $got = offers(@$line);
    is("@$got" eq $want, "bash completes $name", "got '@$got'");
}
is(!grep({ $_ eq '--shard' } @{offers('fitgap', 'extract', '--')}),
   'bash offers no option of another command');
my @fish = split /\n/, fitgap('help', 'fish');
is(!grep({ !/^(#|complete -c fitgap( -n (?:\w+|'[^']*'))?( -s \w)?(?: -l [a-z-]+| -a [a-z]+))/ } @fish),
   'fish: every line completes a command, a verb or an option');
print "1..$n\n";
exit $failed;
