#!/usr/bin/perl
# fits.t [BUILD_DIR]: people and postings of fixtures/fits. NAME.md is the posting, NAME.yaml
# the skills file (NAME.json where it is a JSON Resume), NAME.fit what was judged by hand before
# any run (`state|text`, `state/state|text` where two are as right). `open` was looked at while
# rules were written, `blind` was not: its figures say what to expect elsewhere. The figures of
# each part must keep their floor; what was not found is told. `traps` are requirements that
# share words with what a person tells, in another sense: none is met.
use strict;
use warnings;
use Cwd qw(abs_path);
use File::Basename qw(dirname basename);
use JSON::PP;

my $source = dirname(dirname(abs_path($0)));
my $build  = abs_path($ARGV[0] // $ENV{FG_BUILD} // "$source/build/release");
my $json   = JSON::PP->new->utf8(0);

# state_acc, kappa at least; share said met and judged gap, points of score at most
my %floor = (
    open  => {found => 0.97, state_acc => 0.79, kappa => 0.66, false_met => 0.03, score_mae => 9},
    blind => {found => 0.96, state_acc => 0.74, kappa => 0.58, false_met => 0.03, score_mae => 12.5},
    traps => {found => 1, false_met => 0},
);
my %credit = (met => 1, partial => 0.6, gap => 0);

sub lines { open my $h, '<:encoding(UTF-8)', shift or die; chomp(my @l = <$h>); @l }

sub fit_of {
    my $name = shift;
    my ($skills) = grep { -e } "$name.yaml", "$name.json";
    open my $h, '-|', "$build/fitgap", 'score', '--offline', '-q', '--format', 'json',
        '-s', $skills // die("$name has no skills file\n"), "$name.md" or die;
    binmode $h, ':encoding(UTF-8)';
    local $/;
    return $json->decode(<$h> // '{}');
}

sub judged_score {
    my ($sum, $of) = (0, 0);
    for (@_) {
        my ($weight, $state) = @$_;
        next if $state eq 'unknown';
        $sum += $weight * $credit{$state};
        $of += $weight;
    }
    return $of ? 100 * $sum / $of : 0;
}

# Compares one person's fit: counts into %$n, returns the texts that were not found.
sub compare {
    my ($name, $n) = @_;
    my $fit = fit_of($name);
    my %said = map { ($_->{text} => $_) } @{$fit->{requirements}};
    my (@lost, @judged);
    for (lines("$name.fit")) {
        my ($states, $text) = split /\|/, $_, 2;
        my @right = split m{/}, $states;
        $n->{asked}++;
        my $r = $said{$text} or push(@lost, $text), next;
        my $state = $r->{state} eq 'adjacent' ? 'partial' : $r->{state};
        my $want = (grep { $_ eq $state } @right) ? $state : $right[0];
        $n->{all}++;
        $n->{right}++ if $state eq $want;
        $n->{false_met}++ if $state eq 'met' && $want eq 'gap';
        $n->{wrong}{"said $state, judged $want"}++ if $state ne $want;
        $n->{said}{$state}++;
        $n->{judged}{$want}++;
        push @judged, [$r->{weight}, $right[0]];
    }
    $n->{error} += abs($fit->{score} - judged_score(@judged));
    $n->{off} += $fit->{score} - judged_score(@judged);
    $n->{fits}++;
    return @lost;
}

sub figures {
    my $n = shift;
    my $acc = $n->{right} / $n->{all};
    my $chance = 0;
    $chance += ($n->{said}{$_} // 0) * ($n->{judged}{$_} // 0) / $n->{all}**2
        for qw(met partial gap unknown);
    return {found => $n->{all} / $n->{asked}, state_acc => $acc, kappa => ($acc - $chance) / (1 - $chance),
            false_met => ($n->{false_met} // 0) / $n->{all}, score_mae => $n->{error} / $n->{fits}};
}

my %high = map { $_ => 1 } qw(found state_acc kappa);
my ($t, $failed) = (0, 0);
sub check {
    my ($ok, $name) = @_;
    $t++;
    print $ok ? "ok $t - $name\n" : "not ok $t - $name\n";
    $failed++ unless $ok;
}

for my $part (qw(open blind traps)) {
    my %n;
    for my $posting (sort glob "$source/fixtures/fits/$part/*.md") {
        my @lost = compare($posting =~ s/\.md$//r, \%n);
        print "# $part/", basename($posting), ": not found: $_\n" for @lost;
    }
    my $f = figures(\%n);
    print "# $part: $_: $n{wrong}{$_} of $n{all}\n" for sort keys %{$n{wrong}};
    printf "# %s: scores are %+.1f points off in the mean\n", $part, $n{off} / $n{fits};
    for my $figure (sort keys %{$floor{$part}}) {
        my $limit = $floor{$part}{$figure};
        check($high{$figure} ? $f->{$figure} >= $limit : $f->{$figure} <= $limit,
              sprintf('%s: %s %.3f, %s %.2f', $part, $figure, $f->{$figure},
                      $high{$figure} ? 'at least' : 'at most', $limit));
    }
}
print "1..$t\n";
exit($failed ? 1 : 0);
