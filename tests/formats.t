#!/usr/bin/perl
# formats.t: every format that is read, told by content: packed in every way, several
# postings in one, cut off, and in a folder of everything that is broken.
use strict;
use warnings;
use Compress::Raw::Zlib ();
use Cwd qw(abs_path);
use File::Basename qw(basename dirname);
use File::Path qw(make_path);
use JSON::PP;
use Test::More;
use lib dirname(abs_path($0)) . '/lib';
use Command qw(slurp spew own_folder fitgap);

my ($source, $build, $dir) = own_folder();

# The postings that `extract` finds: status, standard error, what each is.
sub postings {
    my ($status, $out, $err) = fitgap(ref $_[0] ? shift : (), 'extract', '-f', 'jsonl', @_);
    return ($status, $err, map { decode_json($_) } split /\n/, $out);
}
sub asked { return join "\n", map { $_->{text} } @{$_[0]{requirements}} }

spew('skills.yaml', "name: Dana\nskills:\n  - baking: 6 years\n  - Python: 4 years\n");

# ---- every format, packed in every way ----

my @fixtures = sort grep { !/\.want$|README|\/want$/ } glob "$source/fixtures/formats/*";
cmp_ok(scalar @fixtures, '>=', 28, 'there are fixtures');
my %plain;
for my $file (@fixtures) {
    my $name = basename($file);
    my ($status, $err, @p) = postings($file);
    is("$status $err", '0 ', "$name is read");
    is(scalar @p, 1, "$name: one posting");
    $plain{$name} = asked($p[0]);
    ok(length $plain{$name}, "$name: asks for something");
    (undef, $err, @p) = postings(\slurp($file), '-');
    is(asked($p[0]), $plain{$name}, "$name: the same on standard input");
    spew('in/no_name', slurp($file)); # what a name says must not matter
    (undef, $err, @p) = postings('in/no_name');
    is(asked($p[0]), $plain{$name}, "$name: the same without its name");
}

my %packed = (
    'gzip'       => 'gzip -c "$0" >"$1"',
    'zstd'       => 'zstd -q -c "$0" >"$1"',
    'xz'         => 'xz -c "$0" >"$1"',
    'bzip2'      => 'bzip2 -c "$0" >"$1"',
    'tar'        => 'tar -C "$(dirname "$0")" -cf "$1" "$(basename "$0")"',
    'tar.xz'     => 'tar -C "$(dirname "$0")" -cJf "$1" "$(basename "$0")"',
    'zip'        => q{python3 -c "import sys,zipfile;zipfile.ZipFile(sys.argv[2],'w',8).write(sys.argv[1],'a/'+sys.argv[1].split('/')[-1])" "$0" "$1"},
    'zip in tar' => q{python3 -c "import sys,zipfile;zipfile.ZipFile('inner.zip','w',0).write(sys.argv[1],sys.argv[1].split('/')[-1])" "$0" && tar -cf "$1" inner.zip},
    'tar in zip' => q{tar -C "$(dirname "$0")" -cf inner.tar "$(basename "$0")" && python3 -c "import sys,zipfile;zipfile.ZipFile(sys.argv[1],'w',8).write('inner.tar')" "$1"},
);
for my $how (sort keys %packed) {
    SKIP: {
        my ($tool) = $how =~ /^(gzip|zstd|xz|bzip2)$/;
        skip "no $tool", 1 if $tool && system("command -v $tool >/dev/null");
        my @wrong;
        for my $file (@fixtures) {
            my $name = basename($file);
            system('sh', '-c', $packed{$how}, $file, "$dir/packed") == 0 or die "$how: $name";
            my ($status, $err, @p) = postings('packed');
            push @wrong, "$name: $status, $err" if @p != 1 || asked($p[0]) ne $plain{$name};
        }
        is_deeply(\@wrong, [], "$how of each gives the same");
    }
}

# ---- what each says of the posting beside its text ----

my %facts = (
    'atom.xml'              => {posted => '2026-11-02', url => 'https://board.example/jobs/7'},
    'rss.xml'               => {posted => '2026-11-02', url => 'https://board.example/jobs/7'},
    'indeed.xml'            => {posted => '2026-11-02', url => 'https://board.example/jobs/7', company => "K\xf6hler & S\xf6hne", location => 'Bremen, HB, DE', employment_type => 'full-time'},
    'personio.xml'          => {posted => '2026-11-02', company => "K\xf6hler & S\xf6hne", location => 'Bremen', employment_type => 'full-time'},
    'jobvite.xml'           => {url => 'https://jobs.jobvite.example/koehler/job/oA7', location => 'Bremen, Germany'},
    'teamtailor.rss'        => {posted => '2026-11-02', url => 'https://koehler.example/jobs/7-pastry-cook', location => 'Bremen, Germany'},
    'groups.xml'            => {posted => '2026-11-02', url => 'https://board.example/jobs/7', company => "K\xf6hler & S\xf6hne", location => 'Bremen, Germany'},
    'french_names.xml'      => {url => 'https://board.example/jobs/7', company => "K\xf6hler & S\xf6hne", location => 'Bremen'},
    'table.csv'             => {posted => '2026-11-02', url => 'https://koehler.example/jobs/pastry-cook', company => "K\xf6hler & S\xf6hne", location => 'Bremen'},
    'line.jsonl'            => {posted => '2026-11-02', url => 'https://koehler.example/jobs/pastry-cook', company => "K\xf6hler & S\xf6hne", location => 'Bremen'},
    'front_matter.md'       => {posted => '2026-11-02', url => 'https://koehler.example/jobs/pastry-cook', company => "K\xf6hler & S\xf6hne", location => 'Bremen'},
    'notes.org'             => {posted => '2026-11-02', url => 'https://koehler.example/jobs/pastry-cook', company => "K\xf6hler & S\xf6hne", location => 'Bremen'},
    'json_resume_job.json'  => {company => "K\xf6hler & S\xf6hne", location => 'Bremen, DE'},
    'libreoffice.odt'       => {company => "K\xf6hler & S\xf6hne"},
    'chrome.mhtml'          => {url => 'https://koehler.example/jobs/pastry-cook'},
    'chrome_frames.mhtml'   => {url => 'https://koehler.example/jobs/pastry-cook'},
    'safari_xml.webarchive' => {url => 'https://koehler.example/jobs/pastry-cook'},
    'safari_binary.webarchive' => {url => 'https://koehler.example/jobs/pastry-cook'},
    'single_file.html'      => {url => 'https://koehler.example/jobs/pastry-cook'},
    'print_view.html'       => {url => 'https://koehler.example/jobs/pastry-cook?print=1'},
);
for my $name (sort keys %facts) {
    my (undef, undef, $p) = postings("$source/fixtures/formats/$name");
    $p->{url} = $p->{source}{url};
    is_deeply({title => $p->{title}, map { $_ => $p->{$_} } keys %{$facts{$name}}},
        {title => 'Pastry Cook', %{$facts{$name}}}, "$name: its facts");
}

# ---- several in one ----

sub text_of { my $i = shift; return "<h2>Requirements</h2><ul><li>$i years of experience with Python</li><li>Knowledge of mill number $i</li></ul><p>We have made mills in this town for many years, and mean to go on with it.</p>" }
sub escaped { my $s = shift; $s =~ s/&/&amp;/g; $s =~ s/</&lt;/g; return $s }
sub item { my $i = shift; return "<item><title>Miller $i</title><link>https://board.example/$i</link><description>" . escaped(text_of($i)) . "</description></item>\n" }
my $feed = "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Mills</title>\n" . join('', map { item($_) } 2 .. 6) . "</channel></rss>\n";
spew('feed.xml', $feed);
my @wanted = map { "$_ years of experience with Python\nKnowledge of mill number $_" } 2 .. 6;
sub are { my ($what, $status, $err, @p) = @_; is_deeply([map { asked($_) } @p], \@wanted, $what) or diag $err }
are('extract of a feed: each entry', postings('feed.xml'));
are('on standard input', postings(\$feed, '-'));
my (undef, undef, @p) = postings('feed.xml');
is_deeply([map { $_->{source}{file} } @p], [map { "feed.xml:$_" } 1 .. 5], 'an entry has its number');
is_deeply([map { $_->{source}{url} } @p], [map { "https://board.example/$_" } 2 .. 6], 'and its address');
my ($status, $out, $err) = fitgap('score', '-s', 'skills.yaml', '-f', 'jsonl', 'feed.xml');
is(scalar(() = $out =~ /\n/g), 5, 'score of a feed: each entry') or diag $err;
($status, $out, $err) = fitgap('scan', '-s', 'skills.yaml', '-f', 'jsonl', 'feed.xml');
is(scalar(() = $out =~ /\n/g), 5, 'scan of a feed: each entry') or diag $err;
($status, $err, @p) = postings(\substr($feed, 0, length($feed) - 150), '-');
is("$status " . @p, '3 4', 'a feed that is cut off: what is whole of it, and a status');
like($err, qr/^fitgap: standard input: is a broken feed: it ends too soon$/m, 'and the reason');
(my $bare = $feed) =~ s/mill number/R&D &nbsp; of mill/g;
($status, $err, @p) = postings(\$bare, '-');
is(scalar @p, 5, 'a feed with a bare & and an entity nobody declared') or diag $err;
spew('teasers.xml', $feed =~ s/<description>.*?<\/description>//r);
($status, $err, @p) = postings('teasers.xml');
is(scalar @p, 4, 'an entry without a description');
like($err, qr/^fitgap: teasers\.xml:1: is an entry without a title or a description$/m, 'is named');

# mail
sub mail { my ($type, $body, %o) = @_; return "From: jobs\@board.example\nSubject: Jobs\nDate: Mon, 2 Nov 2026 10:00:00 +0000\nMIME-Version: 1.0\nContent-Type: $type\n\n$body\n" }
my $html = '<html><body><p>Hello Dana</p>' . join('', map { "<h2><a href=\"https://board.example/$_\">Miller $_</a></h2>" . text_of($_) } 2 .. 6) . '<p>To get no more of this, write to us.</p></body></html>';
spew('digest.eml', mail('text/html; charset=utf-8', $html));
are('a mail with headings that are links: each of them', postings('digest.eml'));
(undef, undef, @p) = postings('digest.eml');
is_deeply([map { "$_->{title} $_->{source}{url} $_->{source}{file}" } @p], [map { "Miller $_ https://board.example/$_ digest.eml:" . ($_ - 1) } 2 .. 6], 'with its title and address');
my $text = "Hello Dana,\n\nfive jobs for you.\n\n" . join('', map { "-----------\n\nMiller $_\nMill and Sons, Bremen\nhttps://board.example/$_\n\nRequirements:\n- $_ years of experience with Python\n- Knowledge of mill number $_\n\nWe have made mills in this town for many years, and mean to go on with it.\n\n" } 2 .. 6) . "-----------\n\nTo get no more of this, write to us.\n";
spew('digest.txt.eml', mail('text/plain; charset=utf-8', $text));
are('a mail with rules between: each posting', postings('digest.txt.eml'));
spew('alert.eml', mail('text/html', '<html><body><table>' . join('', map { "<tr><td><a href=\"https://board.example/$_\">Miller of number $_</a><br>Bremen</td></tr>" } 1 .. 5) . '</table></body></html>'));
($status, $err, @p) = postings('alert.eml');
is($status, 3, 'an alert of titles alone');
like($err, qr/^fitgap: alert\.eml: a list of jobs, not one posting/m, 'is said to be a list');
my $one = "<html><body><p>See <a href=\"https://mill.example\">our mill</a>.</p><hr><h2>Duties</h2><p>You will grind flour in the early morning, day after day.</p><hr>" . text_of(2) . "<hr><p><a href=\"https://mill.example/apply\">Apply here</a></p></body></html>";
($status, $err, @p) = postings(\mail('text/html', $one), '-');
is(scalar @p, 1, 'one posting with rules in it stays one') or diag $err;
my $digest = "This is a digest.\n\n--x\nContent-Type: text/plain\n\nFive jobs.\n\n" . join('', map { "--x\nContent-Type: message/rfc822\n\n" . mail('text/html', '<html><body><h1>Miller</h1>' . text_of($_) . '</body></html>') . "\n" } 2 .. 6) . "--x--\n";
spew('enclosed.eml', mail('multipart/mixed; boundary=x', $digest));
are('mails enclosed in a mail: each', postings('enclosed.eml'));
spew('mails.mbox', join "\n", map { my $i = $_; "From jobs\@board.example Mon Nov  2 10:00:00 2026\n" . mail('text/plain', "Miller\n\n>From our mill.\n\nRequirements:\n- $i years of experience with Python\n- Knowledge of mill number $i\n") } 2 .. 6);
are('extract of a mailbox: every letter', postings('mails.mbox'));
($status, $out, $err) = fitgap('score', '-s', 'skills.yaml', 'mails.mbox');
is(scalar(() = $out =~ /^Score /mg), 5, 'score of a mailbox: every letter') or diag $err;
for (['pdf_bullets.pdf', 'application/pdf'], ['word_headings.docx', 'application/octet-stream'], ['../formats/libreoffice.odt', 'application/vnd.oasis.opendocument.text'], ['../formats/word.rtf', 'text/rtf'], ['jsonld_graph.html', 'text/html']) {
    my ($file, $type) = @$_;
    my $e = `base64 <"$source/fixtures/structured/$file"`;
    my $body = "--x\nContent-Type: text/plain\n\nPlease find the posting enclosed.\n\n--x\nContent-Type: $type\nContent-Disposition: attachment; filename=\"posting\"\nContent-Transfer-Encoding: base64\n\n$e\n--x\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n--x--\n";
    my (undef, undef, $alone) = postings("$source/fixtures/structured/$file");
    ($status, $err, @p) = postings(\mail('multipart/mixed; boundary=x', $body), '-');
    is_deeply([map { asked($_) } @p], [asked($alone)], "attached: $file") or diag $err;
}

my $letter = mail('text/plain', "Miller\n\nRequirements:\n- 2 years of experience with Python\n- Knowledge of mill number 2\n");
($status, $err, @p) = postings(\(length($letter) . "      \n$letter<?xml version=\"1.0\"?><plist><dict><key>flags</key></dict></plist>\n"), '-');
is_deeply([map { asked($_) } @p], [$wanted[0]], "Apple Mail's way to keep a letter") or diag $err;

# archives, JSON Lines, CSV
spew("tree/$_.html", '<html><body><h1>Miller</h1>' . text_of($_) . '</body></html>') for 2 .. 6;
system('tar -C tree -cf tree.tar .') == 0 or die;
($status, $err, @p) = postings(\slurp('tree.tar'), '-');
is_deeply([sort map { asked($_) } @p], \@wanted, 'cat x.tar | fitgap extract -') or diag $err;
spew('jobs.jsonl', join '', map { encode_json({title => "Miller $_", ad => "Requirements:\n- $_ years of experience with Python\n- Knowledge of mill number $_\n"}) . "\n" } 2 .. 6);
are('extract --field of JSON Lines', postings('--field', 'ad', 'jobs.jsonl'));
spew('jobs.csv', "title,about,ad\n" . join '', map { "Miller $_,,\"Requirements:\n- $_ years of experience with Python\n- Knowledge of mill number $_\"\n" } 2 .. 6);
are('extract --field of CSV', postings('--field', 'about,ad', 'jobs.csv'));
spew('two.csv', "title;description;requirements\n" . join '', map { "Miller $_;\"<p>A mill.</p>\";\"<ul><li>$_ years of experience with Python</li><li>Knowledge of mill number $_</li></ul>\"\n" } 2 .. 6);
are('CSV with a description and requirements, known by their names', postings('two.csv'));

(undef, undef, my $table) = postings(\"title;description\r\n\"M\xfcller\";\"Requirements:\r\n- Gro\xdfe Geduld mit M\xfchlen\"\r\n", '-');
is("$table->{title}: " . asked($table), "M\xfcller: Gro\xdfe Geduld mit M\xfchlen", 'CSV in a code page, as spreadsheets save it');

# ---- WARC: codings of HTTP ----

sub record { my ($url, $head, $body) = @_; my $http = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n$head\r\n$body"; return "WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: $url\r\nContent-Length: " . length($http) . "\r\n\r\n$http\r\n\r\n" }
sub chunked { my $s = shift; join('', map { sprintf "%x;x=y\r\n%s\r\n", length, $_ } $s =~ /(.{1,100})/gs) . "0\r\nTrailer: x\r\n\r\n" }
sub through { my ($command, $s) = @_; spew('coded', $s); return scalar `$command <coded` }
sub deflated { my ($bits, $s) = @_; my $d = Compress::Raw::Zlib::Deflate->new(-WindowBits => $bits, -AppendOutput => 1); my $o = ''; $d->deflate($s, $o); $d->flush($o); return $o }
my $page = '<html><body><h1>Miller</h1>' . text_of(2) . "<p>M\xc3\xbchle</p></body></html>";
my @coded = (
    ['none', '', $page], ['gzip', 'gzip', through('gzip -c', $page)], ['x-gzip', 'x-gzip', through('gzip -c', $page)],
    ['deflate, wrapped', 'deflate', deflated(15, $page)], ['deflate, bare', 'deflate', deflated(-15, $page)],
    ['two, one on the other', 'deflate, gzip', through('gzip -c', deflated(15, $page))],
    ['br, undone already', 'br', $page], ['gzip, undone already', 'gzip', $page],
);
push @coded, ['br', 'br', through('brotli -c', $page)] if system('command -v brotli >/dev/null') == 0;
push @coded, ['zstd', 'zstd', through('zstd -q -c', $page)] if system('command -v zstd >/dev/null') == 0;
my $all = '';
for (@coded) {
    my ($why, $name, $body) = @$_;
    for my $chunks (0, 1) {
        my $head = ($name ? "Content-Encoding: $name\r\n" : '') . ($chunks ? "Transfer-Encoding: chunked\r\n" : '');
        my $record = record("https://a.example/$name", $head, $chunks ? chunked($body) : $body);
        ($status, $err, @p) = postings(\$record, '-');
        is(@p == 1 ? asked($p[0]) : '', $wanted[0], "WARC: $why" . ($chunks ? ', chunked' : '')) or diag $err;
        $all .= $record;
    }
}
for (['br', substr through('brotli -c', $page), 0, 40], ['deflate', substr deflated(15, $page), 0, 40], ['compress', "\x1f\x9dxx\xff"]) {
    my ($name, $body) = @$_;
    ($status, $err) = postings(\record('https://a.example/x', "Content-Encoding: $name\r\n", $body), '-');
    is($status, 3, "WARC: $name that is broken or not known");
    like($err, qr/^fitgap: standard input:https:\/\/a\.example\/x: is (broken|encoded with)/m, 'is named with the reason');
}
spew('bomb.warc', record('https://a.example/bomb', "Content-Encoding: deflate\r\n", deflated(15, ' ' x 70_000_000)) . record('https://a.example/2', '', $page));
($status, $err, @p) = postings('bomb.warc');
is("$status " . @p, '3 1', 'WARC: a body that unpacks to too much is left out');
like($err, qr/bomb: unpacks to more than/, 'by name');

# WACZ: what is about the pages is none
spew('wacz/archive/data.warc.gz', through('gzip -c', $all));
spew('wacz/indexes/index.cdx', "x 20261102 {\"url\": \"https://a.example/\"}\n");
spew('wacz/pages/pages.jsonl', "{\"format\": \"json-pages-1.0\"}\n{\"url\": \"https://a.example/\", \"title\": \"Miller\"}\n");
spew('wacz/datapackage.json', '{"profile": "data-package", "title": "x", "description": "y"}');
system(q{cd wacz && python3 -c "import zipfile;z=zipfile.ZipFile('../all.wacz','w',0);[z.write(f) for f in ('archive/data.warc.gz','indexes/index.cdx','pages/pages.jsonl','datapackage.json')]"}) == 0 or die;
($status, $err, @p) = postings('all.wacz');
is("$status " . @p . $err, '0 ' . 2 * @coded, 'WACZ: the pages of its WARC, and nothing else');

# a bomb in an archive in an archive
system(q{python3 -c "
import zipfile,io
inner=io.BytesIO()
zipfile.ZipFile(inner,'w',8).writestr('a.html',b' '*80000000)
z=zipfile.ZipFile('nested.zip','w',8)
z.writestr('inner.zip',inner.getvalue())
z.writestr('b.html',open('tree/2.html').read())
z.close()"}) == 0 or die;
($status, $err, @p) = postings('nested.zip');
is("$status " . @p, '3 1', 'a bomb in a zip in a zip: the rest is read');
like($err, qr/^fitgap: nested\.zip\/inner\.zip.*(larger|bomb)/m, 'and it is named') or diag $err;

# ---- a folder of everything that is broken ----

my %bytes = map { basename($_) => slurp($_) } @fixtures,
    map { "$source/fixtures/structured/$_" } qw(pdf_bullets.pdf word_headings.docx jsonld_graph.html microdata.html state_next_data.html board_lists.json);
$bytes{'feed.xml'} = $feed; $bytes{'mails.mbox'} = slurp('mails.mbox'); $bytes{'all.wacz'} = slurp('all.wacz');
$bytes{'all.warc'} = $all; $bytes{'tree.tar'} = slurp('tree.tar'); $bytes{'jobs.jsonl'} = slurp('jobs.jsonl');
$bytes{'two.csv'} = slurp('two.csv'); $bytes{'page.html.gz'} = through('gzip -c', $page); $bytes{'page.html.xz'} = through('xz -c', $page);
my ($files, $seed) = (0, 12345);
sub random { $seed = ($seed * 1103515245 + 12345) % 2147483648; return int($seed / 65536) % $_[0] }
for my $name (sort keys %bytes) {
    my $whole = $bytes{$name};
    my $n = length $whole;
    my $noise = $whole;
    substr($noise, random($n), 1, chr random(256)) for 1 .. 40;
    my %broken = (half => substr($whole, 0, $n / 2), start => substr($whole, 0, 24), tail => substr($whole, $n / 3), noise => $noise,
        doubled => $whole . $whole);
    for my $how (sort keys %broken) {
        spew("broken/$name.$how", $broken{$how});
        $files++;
    }
}
spew('broken/zeros', "\0" x 5000);
spew('broken/old.doc', "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" . "\0" x 600);
spew('broken/picture', "\x89PNG\r\n\x1a\n" . "\0" x 100);
spew('broken/empty', '');
symlink 'nowhere', 'broken/dangling' or die;
$files += 5;
($status, $out, $err) = fitgap('scan', '-s', 'skills.yaml', '-f', 'jsonl', 'broken');
is($status, 4, 'a folder of broken files: scanned to its end') or diag substr $err, -2000;
my %seen;
$seen{ decode_json($_)->{source}{file} =~ s/^(broken\/[^\/:]+).*/$1/sr }++ for split /\n/, $out;
my ($reasons, $unread) = (0, 0);
for (grep { /^fitgap: broken/ } split /\n/, $err) {
    /^fitgap: (broken\/[^\/:]+).*: / or next;
    $seen{$1}++; $reasons++;
}
is(scalar keys %seen, $files, 'every file gave a posting, or is named with the reason')
    or diag join "\n", grep { !$seen{$_} } glob 'broken/*';
my ($scored, $without, $not) = $err =~ /^fitgap: (\d+) postings? scored, (\d+) without a requirement, (\d+) that could not be read$/m;
is($scored, scalar(() = $out =~ /\n/g), 'those that were scored are counted');
is($without + $not, $reasons, 'and those that were not');
cmp_ok($not, '>', 20, 'many could not be read');
like($err, qr/^fitgap: broken\/old\.doc: is an old Word document/m, 'old Word says what to do');
like($err, qr/^fitgap: broken\/dangling: No such file/m, 'a link to nowhere');
my ($again_status, $again) = fitgap('scan', '-s', 'skills.yaml', '-f', 'jsonl', '--ordered', 'broken');
my ($third_status, $third) = fitgap('scan', '-s', 'skills.yaml', '-f', 'jsonl', '--ordered', '-j', 1, 'broken');
is($again, $third, 'and the same again');

# ---- one open and one read a file ----

SKIP: {
    skip 'no strace, or it may not trace', 3
        if system("strace -f -o /dev/null true 2>/dev/null") != 0;
    my $n = 10_000;
    make_path(map { "many/$_" } 0 .. 9);
    spew(sprintf('many/%d/%05d.txt', $_ % 10, $_), "Miller\n\nRequirements:\n- $_ years of Python\n") for 1 .. $n;
    local $ENV{ASAN_OPTIONS} = 'detect_leaks=0'; # which can't be looked for under strace
    # a file of trace a thread: one that opens a file also reads it
    system('strace', '-ff', '-e', 'trace=open,openat,read,pread64,readv', '-o', 'trace', "$build/fitgap", 'scan', '-q', '-j', 2,
        '-s', 'skills.yaml', '-o', 'many.out', 'many') == 0 or diag "strace ended with $?";
    my (%opens, %reads);
    for my $trace (glob 'trace.*') {
        my %fds;
        open my $t, '<', $trace or die;
        while (<$t>) {
            if (/^openat\(.*"(many\/\d\/\d+\.txt)".*= (\d+)$/) { $opens{$1}++; $fds{$2} = $1 }
            elsif (/^openat\(.*= (\d+)$/) { delete $fds{$1} }
            elsif (/^(?:read|pread64|readv)\((\d+),/ && $fds{$1}) { $reads{ $fds{$1} }++ }
        }
    }
    is(scalar keys %opens, $n, "$n files are opened");
    is(scalar(grep { $_ > 1 } values %opens), 0, 'each once');
    is(scalar(grep { ($reads{$_} // 0) != 1 } keys %opens), 0, 'and read by one read');
}

done_testing;
