#!/usr/bin/perl
# learn.t: what `scan` says of learning a skill, against the scan of somebody who has learned
# it: how many points it adds, how many postings it lifts over the line, one and step by step.
use strict;
use warnings;
use Cwd qw(abs_path);
use File::Basename qw(dirname);
use JSON::PP;
use Test::More;
use lib dirname(abs_path($0)) . '/lib';
use Command qw(spew run_in own_folder);

my ($source, $build, $dir) = own_folder();

my @known   = ('Python', 'SQL', 'Docker', 'Microsoft Excel');
my @unknown = qw(Kubernetes Salesforce AutoCAD Blender COBOL SAP Cvent);
my $seed = 7;
sub random { $seed = ($seed * 1103515245 + 12345) % 2147483648; return int($seed / 65536) % $_[0] }
sub some { my ($most, @of) = @_; my @out; for (1 .. random($most + 1)) { push @out, splice @of, random(scalar @of), 1 } return @out }

# Each asks for some of both, now and then for years, a degree in a field, a licence that caps.
for my $i (1 .. 36) {
    my $item = sub { random(3) ? "<li>Experience with $_[0]</li>" : '<li>At least ' . (2 + random(5)) . " years of experience with $_[0]</li>" };
    my @must = map { $item->($_) } $known[random(4)], some(2, @unknown);
    push @must, '<li>Bachelor\'s degree in mathematics</li>' if $i % 5 == 0;
    my @nice = map { $item->($_) } some(3, @known), some(3, @unknown);
    push @must, '<li>Forklift licence</li>' if $i % 3 == 0;
    if ($i % 9 == 0) { # nothing is lacking but that
        @must = ("<li>Experience with $known[0] and $known[1]</li>", $must[-1]);
        @nice = ();
    }
    my $words = join ' ', map { "w${i}x$_" } 1 .. 15;
    spew(sprintf('jobs/%02d.html', $i), "<html><head><title>Job $i</title></head><body><h1>Job number $i</h1><p>We are $words.</p><h2>Requirements</h2><ul>@must</ul><h2>Nice to have</h2><ul>@nice</ul></body></html>");
}

# What `scan` of one who has learned these as well writes.
sub scan {
    my ($format, @learned) = @_;
    spew('skills.yaml', "name: Dana\nskills:\n" . join('', map { "  - $_: 20 years\n" } @known, @learned) . "licences: []\neducation: []\n");
    my (undef, $out, $err) = run_in($dir, '/dev/null', "$build/fitgap", 'scan', '-q', '-s', 'skills.yaml', '-f', $format, 'jobs');
    die $err if $err;
    return $out;
}
# File to tenths of a point.
sub scores { return map { my $p = decode_json($_); ($p->{source}{file}, sprintf('%.0f', 10 * $p->{score})) } split /\n/, scan('jsonl', @_) }
sub over { my %s = @_; return scalar grep { $_ >= 750 } values %s }

my $all = decode_json(scan('json'));
my %base = scores();
is($all->{read}, 36, 'all are read');
cmp_ok(over(%base), '<', 20, 'some are below the line');

my %named = map { $_->{skill} => $_ } @{$all->{learn}};
is_deeply([sort keys %named], [sort @unknown, 'forklift certification'], 'what is missing is named; no field of study, which is no skill to learn');
for my $skill (sort keys %named) {
    my %then = scores($skill);
    my ($points, $lifted) = (0, 0);
    for (keys %base) {
        $points += $then{$_} - $base{$_};
        $lifted += $base{$_} < 750 && $then{$_} >= 750;
    }
    is($named{$skill}{lifted}, $lifted, "$skill: the postings it lifts");
    cmp_ok(abs($named{$skill}{points} - $points / 10), '<=', 0.1 * $named{$skill}{postings}, "$skill: the points it adds") or diag "$named{$skill}{points} $points";
}
is_deeply([map { $_->{lifted} } @{$all->{learn}}], [sort { $b <=> $a } map { $_->{lifted} } @{$all->{learn}}], 'the most first');
cmp_ok($named{'forklift certification'}{lifted}, '>', 0, 'a licence that caps lifts, its cap with it');

my (@learned, %before);
%before = %base;
for my $step (@{$all->{learn_first}}) {
    my $most = 0;
    for my $other (grep { my $s = $_; !grep { $_ eq $s } @learned } sort keys %named) {
        my $lifts = over(scores(@learned, $other)) - over(%before);
        $most = $lifts if $lifts > $most;
    }
    push @learned, $step->{skill};
    my %then = scores(@learned);
    is(over(%then) - over(%before), $step->{lifted}, "step: $step->{skill}");
    is($step->{lifted}, $most, 'none would lift more');
    %before = %then;
}
cmp_ok(scalar @learned, '>=', 2, 'there are steps');

# histograms
my (%years, %degrees);
for (map { decode_json($_) } split /\n/, scan('jsonl')) {
    my ($most, $degree) = (-1, 0);
    for my $r (@{$_->{requirements}}) {
        $most = $r->{years_min} if defined $r->{years_min} && $r->{years_min} > $most;
        $degree ||= $r->{degree};
    }
    $years{$most < 0 ? 'none' : $most < 2 ? '0-1' : $most < 4 ? '2-3' : $most < 6 ? '4-5' : $most < 10 ? '6-9' : '10+'}++;
    $degrees{$degree || 'none'}++;
}
my $bars = sub { my $h = shift; return ref $h eq 'HASH' ? {map { $h->{$_} ? ($_ => $h->{$_}) : () } keys %$h} : {map { my ($n) = grep { defined } @$_{qw(years degree name)}; $_->{postings} ? ($n => $_->{postings}) : () } @$h} };
is_deeply($bars->($all->{years}), \%years, 'years asked for') or diag encode_json($all->{years});
is_deeply($bars->($all->{degrees}), \%degrees, 'degrees asked for') or diag encode_json($all->{degrees});

done_testing;
