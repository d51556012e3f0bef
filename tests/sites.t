#!/usr/bin/perl
# sites.t: address in, posting out, board by board (fixtures/sites/README.md).
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/server";
use Server qw(start fitgap slurp spew);
use JSON::PP;
use Test::More;

# What this test is about, a line each: where it comes from, the facts, what stood
# under which heading, the form's questions. How an item is judged is tested elsewhere.
sub summary {
    my $out = '';
    for my $p (map { JSON::PP->new->utf8->decode($_) } split /\n/, shift) {
        my $pay = $p->{salary} && join ' ', map { $_ // '-' } @{ $p->{salary} }{qw(min max currency per)};
        my @facts = ([url => $p->{source}{url}], [site => $p->{source}{site}], [pay => $pay],
            map { [$_ => $p->{$_}] } qw(title company location employment_type remote posted valid_through));
        $out .= join '', map { "$_->[0]: $_->[1]\n" } grep { defined $_->[1] } @facts;
        $out .= "closed\n" if $p->{closed};
        $out .= "$_->{priority} (" . ($_->{section} // '') . "): $_->{text}\n" for @{ $p->{requirements} };
        $out .= "duty: $_->{text}\n" for @{ $p->{duties} };
        $out .= 'asks' . ($_->{required} ? ' (required)' : '') . ": $_->{text}" .
            (@{ $_->{choices} } ? ' [' . join('|', @{ $_->{choices} }) . ']' : '') . "\n" for @{ $p->{questions} };
        $out .= "\n";
    }
    utf8::encode($out);
    return $out;
}

start();
my $sites  = "$FindBin::Bin/../fixtures/sites";
my $update = $ENV{FG_GOLDEN_UPDATE};
my @cases  = map { s{/address$}{}r } sort glob "$sites/*/address";
@cases = grep { /$ENV{FG_GOLDEN_ONLY}/ } @cases if $ENV{FG_GOLDEN_ONLY};

for my $dir (@cases) {
    my $name = $dir =~ s{.*/}{}r;
    my %env  = map { split /=/, $_, 2 } split ' ', slurp("$dir/environment");
    my $address = slurp("$dir/address");
    chomp $address;
    my ($status, $out, $err) =
        fitgap(\%env, qw(extract -f jsonl --allow-private --refresh --delay 0), $address);
    my %got = (summary => summary($out), stderr => $err, status => $status ? "$status\n" : '');
    for my $part (sort keys %got) {
        if ($update) {
            $got{$part} eq '' ? unlink "$dir/$part" : spew("$dir/$part", $got{$part});
        } else {
            is($got{$part}, slurp("$dir/$part"), "$name: $part");
        }
    }
}

# What the form will ask is judged before it is filled in, and told.
unless ($update || $ENV{FG_GOLDEN_ONLY}) {
    spew("$Server::dir/planner.yaml", "skills: [SAP PM: 4 years]\nauthorization: [US]\n");
    my $address = slurp("$sites/greenhouse/address");
    chomp $address;
    my ($status, $out, $err) =
        fitgap(qw(score --allow-private --refresh --delay 0 -s), "$Server::dir/planner.yaml", $address);
    like($out, qr/^The application form will ask/m, 'the form\'s questions are shown');
    like($out, qr/legally authorized to work in Austria/, 'with their words');
    like($out, qr/\[gap\] Are you legally authorized/, 'a knock-out is told before the form is filled in')
        or diag($out);
}

ok(@cases > 40, 'there are cases') unless $ENV{FG_GOLDEN_ONLY};
done_testing();
