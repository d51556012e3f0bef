#!/usr/bin/perl
# postings.t [BUILD_DIR]: every posting of a folder of fixtures/ that has `want` lists
# must give the requirements and duties that a person reads in it: NAME.want beside
# NAME.html, or one `want` for the whole folder. A `*` in the second field leaves
# the kind open. `todo` in a folder names what is known to be wrong: name, reason.
use strict;
use warnings;
use Cwd qw(abs_path);
use File::Basename qw(dirname basename);

my $tests  = dirname(abs_path($0));
my $source = dirname($tests);
my $build  = abs_path($ARGV[0] // $ENV{FG_BUILD} // "$source/build/release");

sub lines { my $f = shift; open my $h, '<', $f or return; chomp(my @l = <$h>); @l }

sub want_of {
    my $posting = shift;
    my $own = $posting =~ s/\.\w+$/.want/r;
    return -f $own ? $own : dirname($posting) . '/want';
}

sub same {
    my ($want, $got) = @_;
    my @w = split /\|/, $want, 5;
    my @g = split /\|/, $got, 5;
    return 0 if @w != 5 || @g != 5;
    $g[1] = '*' if $w[1] eq '*';
    return "@w" eq "@g";
}

sub differences {
    my ($want, $got) = @_;
    return () if @$want == @$got && !grep { !same($want->[$_], $got->[$_]) } 0 .. $#$want;
    return map({ "want $_" } @$want), map({ "got  $_" } @$got);
}

my @postings = grep { -f want_of($_) } grep { !/\.want$|README/ } glob "$source/fixtures/*/*.*";
my %todo = map { /^(\S+)\s+(.*)/ ? ($1, $2) : () } map { lines($_) } glob "$source/fixtures/*/todo";
print '1..', scalar(@postings), "\n";
my ($n, $failed) = (0, 0);
for my $posting (@postings) {
    my @want = lines(want_of($posting));
    my @got = split /\n/, `'$build/fitgap' extract --format json '$posting' | '$tests/lib/requirements.pl'`;
    my $status = $? >> 8;
    my $name = basename(dirname($posting)) . '/' . basename($posting);
    my @why = $status ? "ended with $status" : differences(\@want, \@got);
    my $todo = $todo{ basename($posting) };
    $n++;
    print @why ? "not ok $n - $name" : "ok $n - $name", $todo ? " # TODO $todo" : '', "\n";
    print "# $_\n" for @why;
    $failed++ if @why && !$todo;
}
exit($failed ? 1 : 0);
