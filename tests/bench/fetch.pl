#!/usr/bin/perl
# fetch.pl: 200 postings of 50 ms delay each from loopback, eight at once:
# the command (which also reads and scores them) against curl, and
# the command again from its cache.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/../server";
use Server qw(start fitgap spew slurp);
use Time::HiRes qw(time);

my %port = start();
my $n    = 200;
my $runs = $ENV{BENCH_RUNS} // 5;
my @urls = map { "http://jobs.test/case/slow?s=0.05&n=$_" } 1 .. $n;
my @args = ('score', '-s', "$FindBin::Bin/../../fixtures/skills.yaml", '-f', 'jsonl', '-j', 8, '--per-host', 8, '--delay', 0, '--no-progress');

sub middle { my @t = sort { $a <=> $b } @_; return $t[$#t / 2] }

sub timed {
    my ($what, $run) = @_;
    my @t = map { my $from = time; $run->(); time - $from } 1 .. $runs;
    printf "%-34s median %.2f s  (%s)\n", $what, middle(@t), join ' ', map { sprintf '%.2f', $_ } @t;
    return middle(@t);
}

sub postings {
    my ($status, $out, $err) = fitgap(@args, @_, @urls);
    my $got = () = $out =~ /"schema"/g;
    die "status $status, $got postings: $err" if $status || $got != $n;
}

spew("$Server::dir/curlrc", join '', map { qq(url = "$_"\noutput = /dev/null\n) } @urls);
my $curl = timed("curl --parallel-max 8, $n addresses", sub {
    system('curl', '-s', '--no-progress-meter', '-Z', '--parallel-max', 8, '--connect-to', ":80:127.0.0.1:$port{http}",
        '-K', "$Server::dir/curlrc", '--stderr', '/dev/null') == 0 or die 'curl failed';
});
my $own    = timed("fitgap -j 8, $n addresses", sub { postings('--refresh') });
my $cached = timed("fitgap, $n from the cache", sub { postings() });
printf "fitgap takes %.2f times curl's time (wanted: at most 1.2)\n", $own / $curl;
printf "%d postings from the cache in %.2f s (wanted: under 1 s)\n", $n, $cached;
exit !($own <= 1.2 * $curl && $cached < 1);
