#!/usr/bin/perl
# facts.t [BUILD_DIR]: what a person holds, speaks and is willing to do against what postings
# ask for, line by line: fixtures/facts/NAME.facts is a skills file (with `place:`, where the
# posting is), `---`, and what each requirement is (`state|text`, `state/state|text` where two
# are as right), judged before any run. Lines that begin with `todo ` are known to be wrong.
use strict;
use warnings;
use Cwd qw(abs_path);
use File::Basename qw(dirname basename);
use File::Temp qw(tempdir);
use JSON::PP;

my $source = dirname(dirname(abs_path($0)));
my $build  = abs_path($ARGV[0] // $ENV{FG_BUILD} // "$source/build/release");
my $dir    = tempdir(CLEANUP => 1);
my ($t, $failed) = (0, 0);

sub check {
    my ($ok, $name, $todo) = @_;
    $t++;
    print $ok ? '' : 'not ', "ok $t - $name", $todo ? ' # TODO' : '', "\n";
    $failed++ unless $ok || $todo;
}

sub spew {
    my ($path, $text) = @_;
    open my $h, '>', $path or die "$path: $!";
    print $h $text;
    close $h or die;
}

sub fit_of {
    my ($skills, $place, @texts) = @_;
    spew("$dir/skills.yaml", $skills);
    spew("$dir/posting.md", "# Somebody\nAcme, $place\n\n## Requirements\n" .
                            join('', map { "- $_\n" } @texts));
    open my $h, '-|', "$build/fitgap", 'score', '--offline', '-q', '--format', 'json',
        '-s', "$dir/skills.yaml", "$dir/posting.md" or die;
    local $/;
    return JSON::PP->new->utf8(1)->decode(<$h> // '{}');
}

for my $file (sort glob "$source/fixtures/facts/*.facts") {
    open my $h, '<', $file or die;
    my $skills = do { local $/ = "---\n"; <$h> };
    my @lines = <$h>;
    $skills =~ s/---\n\z//;
    my $place = $skills =~ s/^place: *(.*)\n//m ? $1 : '';
    chomp @lines;
    my @asked = map { /^(todo )?([a-z\/]+)\|(.*)$/ ? [$1, $2, $3] : die "$file: $_\n" } @lines;
    my $fit = fit_of($skills, $place, map { $_->[2] } @asked);
    my %said = map { my $s = $_->{text}; utf8::encode($s); ($s => $_) } @{$fit->{requirements}};
    for (@asked) {
        my ($todo, $want, $text) = @$_;
        my $state = $said{$text} ? $said{$text}{state} : 'not found';
        $state = 'partial' if $state eq 'adjacent';
        check((grep { $_ eq $state } split m{/}, $want) > 0,
              basename($file, '.facts') . ": $text: $want, said $state", $todo);
    }
}
print "1..$t\n";
exit($failed ? 1 : 0);
