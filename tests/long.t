#!/usr/bin/perl
# long.t: one thing over and over, without end: it takes time in the measure of its length,
# not of its square. Each row took minutes, or would.
use strict;
use warnings;
use Cwd qw(abs_path);
use File::Basename qw(dirname);
use File::Temp qw(tempdir);
use Test::More;
use lib dirname(abs_path($0)) . '/lib';
use Command qw(spew run_in);

my $fitgap  = abs_path(($ENV{FG_BUILD} // 'build/release') . '/fitgap');
my $seconds = 20;    # of processor time; a row takes half a second, ten times that with sanitizers
my $dir     = tempdir(CLEANUP => 1);

my $page       = '<html><body><h2>Requirements</h2>';
my $attributes = join ' ', map { "a$_=b" } 1 .. 200_000;
my $posting    = '<div itemscope itemtype="//schema.org/JobPosting" itemprop=description>';
my $asked      = "Requirements:\n- ";
my $multipart  = "Content-Type: multipart/mixed; boundary=b\n\n";
my @rows = (
    ['attributes of one tag',        'html', "$page<div $attributes>x"],
    ['attributes of one microdata',  'html', "$page<p itemprop=a $attributes>x"],
    ['lists in lists',               'html', $page . '<ul><li>Python ' x 100_000],
    ['elements never ended',         'html', $page . '<b>x' x 200_000],
    ['tables in tables',             'html', $page . '<table><tr><td>x' x 50_000],
    ['comments never ended',         'html', $page . '<!-- --' x 200_000],
    ['drawings never ended',         'html', $page . '<svg><select>' x 100_000],
    ['arrays in a script',           'html', "$page<script>window.a = " . '{"a":[{' x 100_000 . '</script>'],
    ['microdata in microdata',       'html', $page . "${posting}x" x 20_000],
    ['sentences that never end',     'txt',  "Requirements:\n" . 'You must have a degree in X or Y. ' x 40_000],
    ['clauses',                      'txt',  $asked . 'a; ' x 200_000],
    ['one word with full stops',     'txt',  $asked . 'aa.' x 500_000],
    ['the employer, again and again', 'txt',
     "Baker\n" . "About Foo GmbH\nFoo GmbH is a company.\n" x 30_000 . "$asked Python"],
    ['one item of names',            'txt',  "${asked}experience with " . 'Foo Bar, ' x 100_000],
    ['one item of skills',           'txt',  $asked . 'Python, Java, ' x 100_000],
    ['one word',                     'txt',  $asked . 'x' x 2_000_000],
    ['open brackets',                'txt',  $asked . '(a ' x 300_000],
    ['headings',                     'txt',  join '', map { "Requirements:\n- Python $_\n" } 1 .. 30_000],
    ['letters in a mailbox',         'txt',  "\n\nFrom a\@b Mon\nSubject: x\n\nbody\n" x 20_000],
    ['parts in parts of a mail',     'eml',  "MIME-Version: 1.0\n$multipart" . "--b\n$multipart" x 20_000],
    ['links in links',               'md',   "# Requirements\n- " . '[a](' x 100_000],
    ['groups in groups',             'rtf',  '{\\rtf1 ' . '{\\b x' x 200_000],
    ['members in members',           'json', '{"a":' x 300_000],
    ['elements in an entry',         'xml',  '<?xml version="1.0"?><rss><channel><item>' . '<a>' x 200_000],
);

for my $row (@rows) {
    my ($what, $format, $bytes) = @$row;
    my $file = spew("$dir/long.$format", $bytes);
    my ($status, undef, $err) = run_in($dir, '/dev/null', 'sh', '-c',
        "ulimit -t $seconds; exec \"\$@\"", 'sh', $fitgap, 'extract', $file);
    ok($status == 0 || $status == 3 || $status == 4, "$what: read or refused in time")
        or diag "status $status: $err";
}
done_testing;
