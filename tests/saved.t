#!/usr/bin/perl
# saved.t: pages as browsers save them whose posting stands in a frame: beside the page, in
# the mail that MHTML is, in a web archive, in the page itself.
use strict;
use warnings;
use Cwd qw(abs_path);
use File::Basename qw(dirname);
use File::Path qw(make_path);
use JSON::PP;
use Test::More;
use lib dirname(abs_path($0)) . '/lib';
use Command qw(spew own_folder fitgap);

my ($source, $build, $dir) = own_folder();

# What each posting asks for, one a line; postings with an empty line between.
sub asked {
    my (undef, $out) = fitgap('extract', '-f', 'jsonl', @_);
    return join "\n\n", map { join "\n", map { $_->{text} } @{decode_json($_)->{requirements}} } split /\n/, $out;
}

my $posting = "<!DOCTYPE html><html><head><meta charset=\"iso-8859-1\"><title>B\xe4cker</title></head><body><h1>B\xe4cker</h1><h2>Requirements</h2>"
    . "<ul><li>2 years of experience in a bakery</li><li>Knowledge of cr\xe8me br\xfbl\xe9e</li></ul></body></html>";
my $wanted = "2 years of experience in a bakery\nKnowledge of cr\xe8me br\xfbl\xe9e";
my $other = $posting =~ s/bakery/mill/r;
sub around { my ($frame, $before) = @_; return "<!DOCTYPE html>\n" . ($before // '') . "<html><head><meta charset=\"utf-8\"><title>Jobs at K\xc3\xb6hler</title></head><body><nav><a href=\"/\">Home</a></nav>$frame<footer>K\xc3\xb6hler</footer></body></html>" }

# ---- beside the page ----

spew('chrome/Job & more.html', around('<iframe src="./Job%20&amp;%20more_files/saved_resource.html" width="100%"></iframe>', "<!-- saved from url=(0028)https://koehler.example/jobs/7 -->\n"));
spew('chrome/Job & more_files/saved_resource.html', $posting);
spew('chrome/Job & more_files/style.css', 'a {}');
is(asked('chrome/Job & more.html'), $wanted, 'a frame in the folder beside the page');
is(asked('chrome'), $wanted, 'the folder in which both are: once');
chdir 'chrome' or die;
is(asked('Job & more.html'), $wanted, 'a path without a folder');
chdir $dir or die;
spew('firefox/Stelle.html', around('<iframe src="Stelle-Dateien/frame.html"></iframe>'));
spew('firefox/Stelle-Dateien/frame.html', around('<iframe src="inner.html"></iframe>') . $posting);
like(asked('firefox'), qr/^\Q$wanted\E/, 'in the languages of browsers');

spew('hidden/a.html', $posting =~ s/<h2>/<iframe style="display: none" src=".\/a_files\/ad.html"><\/iframe><h2>/r);
spew('hidden/a_files/ad.html', $other);
is(asked('hidden'), $wanted, 'a frame that is hidden is not read');

spew('secret_files/x.html', $other);
for my $src ('../secret_files/x.html', "$dir/secret_files/x.html", "file://$dir/secret_files/x.html", './..%2fsecret_files/x.html',
    '%2e%2e/secret_files/x.html', './away/x.html', './a_files/../../secret_files/x.html', './a_files/%2e%2e/x.html', '.a_files/x.html', './a_files/nowhere.html', './a_files/pipe') {
    make_path("away/a_files", "away/away");
    spew('away/away/x.html', $other);
    spew('away/x.html', $other);
    system('mkfifo', 'away/a_files/pipe') if !-e 'away/a_files/pipe';
    spew('away/a.html', $posting =~ s/<h2>/<iframe src="$src"><\/iframe><h2>/r);
    is(asked('away/a.html'), $wanted, "$src leads nowhere");
}
spew('again/a.html', around('<iframe src="./a_files/a.html"></iframe>'));
spew('again/a_files/a.html', around('<iframe src="./a_files/a.html"></iframe><iframe src="./a_files/a.html"></iframe>') . $posting);
like(asked('again'), qr/\Q$wanted\E/, 'a frame that shows itself ends');

# ---- in the mail that MHTML is ----

sub mhtml {
    my ($src, @names) = @_;
    my $page = around("<iframe src=\"$src\"></iframe>") =~ s/([=\x80-\xff])/sprintf '=%02X', ord $1/ger;
    my $frame = $posting =~ s/([=\x80-\xff])/sprintf '=%02X', ord $1/ger;
    return join "\r\n", 'From: <Saved by Blink>', 'MIME-Version: 1.0', 'Content-Type: multipart/related; type="text/html"; boundary="--b"', '',
        '----b', 'Content-Type: text/html; charset=utf-8', 'Content-Transfer-Encoding: quoted-printable', 'Content-Location: https://koehler.example/jobs/7', '', $page,
        '----b', 'Content-Type: text/html; charset=iso-8859-1', 'Content-Transfer-Encoding: quoted-printable', @names, '', $frame, '----b--', '';
}
spew('cid.mhtml', mhtml('cid:f2@mhtml.blink', 'Content-ID: <f2@mhtml.blink>'));
is(asked('cid.mhtml'), $wanted, 'MHTML: a frame by its Content-ID');
spew('location.mhtml', mhtml('https://board.example/embed?a=1&amp;b=2', 'Content-Location: https://board.example/embed?a=1&b=2'));
is(asked('location.mhtml'), $wanted, 'by the address it came from');

# ---- in a web archive ----

my $plists = <<'PY';
import plistlib, sys
posting = open('posting.html', 'rb').read()
def resource(data, url, charset):
    return {'WebMainResource': {'WebResourceData': data, 'WebResourceURL': url, 'WebResourceMIMEType': 'text/html',
            'WebResourceTextEncodingName': charset, 'WebResourceFrameName': ''}}
for form in ('xml', 'binary'):
    for name, src in (('whole', 'https://board.example/embed'), ('short', '/embed')):
        archive = resource(('<html><body><p>K\u00f6hler</p><iframe src="%s"></iframe></body></html>' % src).encode('utf-8'), 'https://koehler.example/jobs/7', 'UTF-8')
        archive['WebSubresources'] = [{'WebResourceData': b'x', 'WebResourceURL': 'https://board.example/x.css', 'WebResourceMIMEType': 'text/css'}]
        archive['WebSubframeArchives'] = [resource(b'<html><body>ad</body></html>', 'https://ads.example/', 'UTF-8'),
                                          resource(posting, 'https://board.example/embed', 'ISO-8859-1')]
        with open('%s.%s.webarchive' % (name, form), 'wb') as f:
            plistlib.dump(archive, f, fmt=plistlib.FMT_XML if form == 'xml' else plistlib.FMT_BINARY)
PY
spew('posting.html', $posting);
spew('plists.py', $plists);
system('python3', 'plists.py') == 0 or die;
for my $file (glob '*.webarchive') {
    is(asked($file), $wanted, "a frame of $file");
    my (undef, $out) = fitgap('extract', '-f', 'jsonl', $file);
    is(decode_json($out)->{source}{url}, 'https://koehler.example/jobs/7', 'the address is the page\'s');
}

# ---- in the page ----

my $inside = $posting =~ s/&/&amp;/gr =~ s/"/&quot;/gr =~ s/([\x80-\xff])/sprintf '&#%d;', ord $1/ger =~ s/&#/&amp;#/gr;
spew('single.html', around("<iframe class=x srcdoc=\"$inside\" sandbox></iframe>") =~ s/<html>/<html><!--\n Page saved with SingleFile \n url: https:\/\/koehler.example\/jobs\/7 \n-->/r);
is(asked('single.html'), $wanted, 'SingleFile: a frame in the page');

done_testing;
