#!/usr/bin/perl
# library.t: libraries that most runs do not need are not loaded by them, and where one
# is needed and broken, one sentence says so.
use strict;
use warnings;
use Cwd qw(abs_path);
use File::Basename qw(dirname);
use File::Temp qw(tempdir);
use Test::More;
use lib dirname(abs_path($0)) . '/lib';
use Command qw(spew);

my $source = dirname(dirname(abs_path($0)));
my $build  = abs_path($ARGV[0] // $ENV{FG_BUILD} // "$source/build/release");
my $dir    = tempdir(CLEANUP => 1);
my $fitgap = "$build/fitgap";
$ENV{HOME} = $dir;

# the sonames that a run of a command loads
sub loaded_by {
    my $words = shift;
    my $said = `LD_DEBUG=files $fitgap $words 2>&1 >/dev/null`;
    return map { $_ => 1 } $said =~ /file=(\S+?)(?: \[0\];|;)/g;
}
my @late = qw(curl archive xml2 gmime-3.0 ical sqlite3);
sub late_of { my %have = @_; join ' ', grep { my $l = $_; grep { /^lib\Q$l\E\.so/ } keys %have } @late }

spew("$dir/mail.eml", "From: a\@example.org\nSubject: A post\nDate: Mon, 2 Nov 2026 10:00:00 +0000\n"
    . "MIME-Version: 1.0\nContent-Type: text/plain\n\nBaker\n\nRequirements:\n- Bakes bread\n");
my %version = loaded_by('--version');
ok((grep { /^libpcre2-8\.so/ } keys %version), 'what is loaded can be told');
is(late_of(%version), '', '--version loads none of the large libraries');
is(late_of(loaded_by("score -s $source/fixtures/skills.yaml $source/fixtures/event_coordinator.html")),
    '', 'nor does scoring a page');
is(late_of(loaded_by("scan -q -s $source/fixtures/skills.yaml $dir/mail.eml")), 'gmime-3.0', 'a mail needs GMime');
is(late_of(loaded_by("extract $source/fixtures/structured/word_headings.docx")), 'archive xml2', 'a Word file libarchive and libxml2');
is(late_of(loaded_by('extract --offline https://127.0.0.1/')), 'curl', 'an address libcurl');
is(late_of(loaded_by("journal --journal $dir/j.db list")), 'sqlite3', 'the journal SQLite');

# A library that is there by name alone.
my ($soname) = grep { /^libarchive\.so/ } keys %{{loaded_by("extract $source/fixtures/structured/word_headings.docx")}};
mkdir "$dir/lib";
spew("$dir/lib/$soname", "no library\n");
my $said = `LD_LIBRARY_PATH=$dir/lib $fitgap extract $source/fixtures/structured/word_headings.docx 2>&1`;
is($? >> 8, 3, 'where it is broken the posting can\'t be read');
like($said, qr/^fitgap: .*needs a library that can't be loaded: \S*\Q$soname\E/, '... and why');
$said = `LD_LIBRARY_PATH=$dir/lib $fitgap extract $source/fixtures/event_coordinator.html 2>&1`;
is($? >> 8, 0, 'others can');
done_testing();
