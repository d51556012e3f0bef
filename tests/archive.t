#!/usr/bin/perl
# archive.t: fitgap fetch -d DIR keeps postings whole, and says what changed.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/server";
use JSON::PP;
use POSIX qw(strftime);
use Server qw(start fitgap slurp spew);
use Test::More;

my $web = "$Server::dir/web";
my $url = 'https://jobs.test/nurse';

sub page {
    return join '', '<!DOCTYPE html><html lang="en"><title>x</title><h1>Nurse, night shift</h1>',
        '<h2>Requirements</h2><ul>', (map { "<li>$_</li>" } @_), '</ul></html>';
}
sub serve { spew("$web/case/page.html", page(@_)) }

mkdir $web;
mkdir "$web/case";
spew("$web/case/routes", "GET $url 200 page.html\nGET $url?utm_source=x 200 page.html\n");
my @asked = ('Nursing licence', '2+ years of experience in intensive care');
serve(@asked);
start($web);

my $dir   = "$Server::dir/archive";
my $today = strftime('%Y-%m-%d', gmtime);
my $name  = "Nurse-night-shift-$today";
sub fetch { fitgap('fetch', '-d', $dir, '--delay', 0, @_) }

my ($status, $out, $err) = fetch($url);
is($status, 0, 'a posting is archived') or diag $err;
is($out, "new       $name.html\n", 'under a readable name');
is(slurp("$dir/$name.html"), page(@asked), 'the bytes as received');
like(slurp("$dir/.fitgap/$name.txt"), qr/^2\+ years of experience in intensive care$/m, 'the text');
my $about = decode_json(slurp("$dir/.fitgap/$name.json"));
is($about->{address}, $url, 'its address');
like($about->{sha256}, qr/\A[0-9a-f]{64}\z/, 'its sha256');
like($about->{headers}{'Content-Type'}, qr{text/html}, 'its headers');
is_deeply($about->{requirements}, \@asked, 'its requirements');

($status, $out) = fetch($url);
is($out, "same      $name.html (last archived $today)\n", 'again: the same');
($status, $out) = fetch("$url?utm_source=x#top");
is($out, "same      $name.html (last archived $today)\n", 'tracking makes no other posting');
$asked[1] =~ s/2/5/;
serve(@asked);
($status, $out) = fetch($url);
is($out, "changed   $name-2.html (last archived $today)\n" .
    "  - 2+ years of experience in intensive care\n  + 5+ years of experience in intensive care\n",
    'changed: what went and what came');
($status, $out) = fetch('-f', 'jsonl', $url);
is(decode_json($out)->{what}, 'same', 'also as JSON');
($status, $out, $err) = fitgap('extract', '-f', 'jsonl', $dir);
is(scalar(() = $out =~ /\n/g), 2, 'the folder holds postings, nothing else') or diag $out, $err;
($status, $out, $err) = fetch('nurse.html');
is($status, 2, 'a file is no address');
($status, $out, $err) = fitgap('fetch', '-d', '/proc/nowhere', $url);
ok($status == 3 && $err =~ m{/proc/nowhere}, 'a folder that can not be made is named') or diag $err;
done_testing();
