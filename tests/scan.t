#!/usr/bin/perl
# scan.t: fitgap scan and fitgap rank - one ranking of many postings, whatever way
# they were cut into parts, in whatever container they lie.
use strict;
use warnings;
use Cwd qw(abs_path);
use File::Basename qw(dirname);
use File::Path qw(make_path);
use JSON::PP;
use Test::More;
use Time::HiRes qw(time);
use lib dirname(abs_path($0)) . '/lib';
use Command qw(slurp spew run_in own_folder fitgap);

my ($source, $build, $dir) = own_folder();


spew('skills.yaml', "name: Dana\nskills:\n  - Python: 6 years\n  - SQL: 4 years\n  - Docker\n"
    . "languages: {English: native}\n");
my @skills = ('-s', 'skills.yaml');

my @others = qw(Kubernetes Terraform Go Rust Kafka Scala Ansible React);
my @known  = qw(Python SQL Docker);
# The i-th posting: what it asks for varies, so that no two are near-identical.
sub posting {
    my ($i, %o) = @_;
    my @asked = map { "$_ in production" } @known[0 .. $i % 3], map { $others[($i * 3 + $_) % @others] } 0 .. $i % 4;
    my @words = map { sprintf 'w%dx%d', $i, $_ } 1 .. 15;
    my $title   = $o{title}   // "Engineer number $i";
    my $company = $o{company} // "Company " . ($i % 7);
    my $posted  = $o{posted}  // sprintf '2026-%02d-%02d', 1 + $i % 11, 1 + $i % 27;
    my $json = encode_json({'@context' => 'https://schema.org', '@type' => 'JobPosting', title => $title,
        hiringOrganization => {name => $company}, datePosted => $posted,
        description => "<h2>Requirements</h2><ul>" . join('', map { "<li>$_</li>" } @asked,
            "At least " . (1 + $i % 9) . " years of experience with $asked[0]",
            "Experience with the @words of our trade") . "</ul>"});
    return "<!DOCTYPE html><html lang=\"en\"><head><title>$title</title>"
        . "<script type=\"application/ld+json\">$json</script></head><body><h1>$title</h1></body></html>";
}

my $n = 60;
spew(sprintf('corpus/%d/p%03d.html', $_ % 4, $_), posting($_)) for 1 .. $n;

# ---- a folder ----

my ($status, $table, $err) = fitgap('scan', @skills, 'corpus');
is($status, 0, 'a folder is ranked') or diag $err;
like($err, qr/\A\Qfitgap: $n postings scored, 0 without a requirement, 0 that could not be read\E\n\z/, 'a summary');
my @rows = grep { /^ {0,2}\d+\.\d/ } split /\n/, $table;
is(scalar @rows, $n, 'a row a posting');
is_deeply([map { (split)[0] } @rows], [sort { $b <=> $a } map { (split)[0] } @rows], 'the best first');
like($table, qr/^What to learn first$/m, 'what to learn first');

($status, my $json) = fitgap('scan', @skills, '-f', 'json', 'corpus');
my $all = decode_json($json);
is($all->{read}, $n, 'JSON: all of them');
my ($step) = @{$all->{learn_first}};
my ($learn) = grep { $_->{skill} eq $step->{skill} } @{$all->{learn}};
is($step->{lifted}, $learn->{lifted}, 'the first step lifts what its skill lifts alone');
ok($step->{lifted} >= $_->{lifted}, "no better first step than $step->{skill}") for $all->{learn}[0];

for my $j (1, 2, 5) {
    my ($s, $out) = fitgap('scan', @skills, '-j', $j, 'corpus');
    is($out, $table, "the same with $j threads");
}

# ---- parts, merged ----

my ($s0, $lines) = fitgap('scan', @skills, '-f', 'jsonl', '--ordered', 'corpus');
my @lines = split /^/, $lines;
is(scalar @lines, $n, 'jsonl: a line a posting');
my @files = map { decode_json($_)->{source}{file} } @lines;
is_deeply(\@files, [sort @files], '--ordered keeps the order of the input');
for my $parts (1, 2, 7, 50) {
    my @part = map { "part$_" } 1 .. $parts;
    spew($_, '') for @part;
    for my $i (0 .. $#lines) {
        open my $h, '>>:raw', $part[($i * 31) % $parts];
        print $h $lines[$i];
    }
    for my $format (qw(text json csv markdown org html)) {
        my (undef, $whole) = fitgap('scan', @skills, '-f', $format, 'corpus');
        my ($s, $merged) = fitgap('rank', '-f', $format, reverse @part);
        ok($merged eq $whole, "$parts parts merged: $format, byte for byte");
    }
}
my (undef, $merged) = fitgap(\join('', reverse @lines), 'rank');
is($merged, $table, 'rank reads standard input');
(undef, $merged) = fitgap(\join('', @lines, @lines[0 .. 20]), 'rank');
is($merged, $table, 'a part that came twice counts once');
($status, undef, $err) = fitgap(\"$lines[0]\{\"a\n", 'rank');
is($status, 3, 'a broken line is an error');
like($err, qr/^fitgap: standard input:2: is no line of JSON/m, 'with its place');
(undef, my $scored) = fitgap('score', @skills, '-f', 'jsonl', 'corpus');
(undef, $merged) = fitgap(\$scored, 'rank');
is($merged, $table, 'rank reads what score writes');

my @sharded;
for my $k (1 .. 3) {
    my (undef, $out) = fitgap('scan', @skills, '-f', 'jsonl', '--shard', "$k/3", 'corpus');
    push @sharded, $out;
    cmp_ok(length $out, '<', length $lines, "shard $k is a part");
}
(undef, $merged) = fitgap(\join('', @sharded), 'rank');
is($merged, $table, 'three shards are the whole');
is((fitgap('scan', @skills, '--shard', '4/3', 'corpus'))[0], 2, '--shard 4/3 is refused');

# ---- what is shown ----

($status, my $some) = fitgap('scan', @skills, '-f', 'csv', '--top', 5, 'corpus');
is(scalar(() = $some =~ /\n/g), 6, '--top 5: five rows and a header');
($status, $some) = fitgap('scan', @skills, '-f', 'json', '--min-score', 50, 'corpus');
is($status, 1, '--min-score: a status of 1 where one is below');
is(scalar(grep { $_->{score} < 50 } @{decode_json($some)->{postings}}), 0, 'and none below is shown');
($status, $some) = fitgap('scan', @skills, '-f', 'json', '--band', 'stretch', 'corpus');
my %bands = map { $_->{band} => 1 } @{decode_json($some)->{postings}};
is_deeply([keys %bands], ['stretch'], '--band');
($status, $some) = fitgap('scan', @skills, '-f', 'json', '--sort', 'company', 'corpus');
my @companies = map { $_->{company} } @{decode_json($some)->{postings}};
is_deeply(\@companies, [sort @companies], '--sort company');
spew("sorted/$_.html", posting($_, title => ('banker', 'Archivist', 'Cook', 'architect')[$_ % 4], company => ('mill', 'Bank', '', 'Zoo')[$_ % 4])) for 1 .. 4;
for (['title', 'architect', 'Archivist', 'banker', 'Cook'], ['company', 'Bank', 'mill', 'Zoo', undef]) {
    my ($key, @wanted) = @$_;
    ($status, $some) = fitgap('scan', @skills, '-f', 'json', '--sort', $key, 'sorted');
    is_deeply([map { $_->{$key} } @{decode_json($some)->{postings}}], \@wanted, "--sort $key: as in an index, nothing last");
}
($status, $some) = fitgap('scan', @skills, '-f', 'json', '--sort', 'posted', 'corpus');
my @posted = map { $_->{last_posted} } @{decode_json($some)->{postings}};
is_deeply(\@posted, [reverse sort @posted], '--sort posted: the latest first');
($status, $some) = fitgap('scan', @skills, '-f', 'json', '--sort', 'must', 'corpus');
my @must = map { $_->{coverage}{must} // $_->{must} } @{decode_json($some)->{postings}};
is_deeply(\@must, [sort { $b <=> $a } @must], '--sort must: the best first');
($status, $some) = fitgap('scan', @skills, '-f', 'json', '--since', '2026-06-01', 'corpus');
my @old = grep { $_->{last_posted} lt '2026-06-01' } @{decode_json($some)->{postings}};
is(scalar @old, 0, '--since');
cmp_ok(decode_json($some)->{read}, '>', 0, 'and there are some left');
{
    local $ENV{FITGAP_NOW} = '2026-06-15T10:00:00Z';
    is((fitgap('scan', @skills, '-f', 'json', '--since', '-14d', 'corpus'))[1], $some, '--since -14d: as the journal counts days');
}
for my $no ('2026-02-30', '2026-13-01', '2026-1-1', 'soon', '') {
    ($status, undef, $err) = fitgap('scan', @skills, '--since', $no, 'corpus');
    is("$status $err", "2 fitgap: --since takes a day as 2026-11-22, yesterday or -14d, not '$no'\n", "--since '$no' is refused");
}
for my $no (['--top', 3], ['--sort', 'title']) {
    ($status, undef, $err) = fitgap('scan', @skills, '-f', 'jsonl', @$no, 'corpus');
    like("$status $err", qr/^2 fitgap: $no->[0] asks for a ranking, and --format jsonl writes lines/, "$no->[0] of lines is refused");
}
($status, $some) = fitgap('scan', @skills, '-f', 'json', '--grep', 'number 1[0-9]$', 'corpus');
is(decode_json($some)->{read}, 10, '--grep');
for my $script (["B\xc3\xa4cker", "B\xc3\x84CKER"], ["\xd0\x9c\xd0\xbe\xd1\x81\xd0\xba\xd0\xb2\xd0\xb0", "\xd0\xbc\xd0\x9e\xd1\x81"]) {
    spew('script/a.html', "<meta charset=utf-8><title>$script->[0]</title><h1>$script->[0]</h1><h2>Requirements</h2><ul><li>Python</li><li>Rust</li></ul>");
    (undef, $some) = fitgap('scan', @skills, '-f', 'json', '--grep', $script->[1], 'script');
    is(decode_json($some)->{read}, 1, "--grep folds the case of $script->[0]");
}
($status, undef, $err) = fitgap('scan', @skills, '--grep', '(', 'corpus');
is($status, 2, 'a broken --grep is a matter of usage');

# ---- duplicates ----

spew('again/a.html', posting(3));
spew('again/b.html', posting(3, posted => '2026-09-09'));
spew('again/c.html', posting(3, title => 'Engineer number 3 (m/f/d)'));
spew('again/d.html', posting(4));
spew('again/e.html', posting(3, company => 'Another'));
($status, $some) = fitgap('scan', @skills, '-f', 'json', 'again');
my $again = decode_json($some);
is($again->{duplicates}, 2, 'reposts are found, another employer is another posting');
my ($shown) = grep { $_->{count} > 1 } @{$again->{postings}};
is($shown->{count}, 3, 'shown once with their count');
is("$shown->{first_posted} $shown->{last_posted}", '2026-04-04 2026-09-09', 'and their dates');
is($shown->{place}, 'again/a.html', 'the first by name is shown');

# ---- what can't be read ----

spew('bad/a.html', posting(1));
spew('bad/b.png', "\x89PNG\r\n\x1a\nxxxx");
spew('bad/c.html', '');
spew('bad/.hidden.html', posting(2));
spew('bad/a_files/frame.html', posting(5));
spew('bad/other_files/frame.html', posting(6));
($status, $some, $err) = fitgap('scan', @skills, '-f', 'json', 'bad', 'nowhere');
is($status, 3, 'what could not be read shows in the status');
is(decode_json($some)->{read}, 2, 'the run goes on; hidden files and companions of pages are left out');
like($err, qr/^fitgap: bad\/b\.png: is in a format/m, 'named with the reason');
like($err, qr/^fitgap: bad\/c\.html: is empty$/m, 'an empty file');
like($err, qr/^fitgap: nowhere: No such file/m, 'a place that is not there');
like($err, qr/3 that could not be read$/m, 'and counted');

# ---- containers ----

my $in_zip = sub { my ($file, @from) = @_; system("cd corpus && bsdtar -a -cf ../$file @from 2>/dev/null || tar -cf ../$file @from") };
sub titles { my @t = sort map { $_->{title} } @{decode_json($_[0])->{postings}}; return \@t }
my $titles = titles($json);

system('tar -C corpus -cf all.tar .') == 0 or die;
system('tar -C corpus -czf all.tar.gz .') == 0 or die;
for my $file ('all.tar', 'all.tar.gz') {
    my ($s, $out, $e) = fitgap('scan', @skills, '-f', 'json', $file);
    is_deeply(titles($out), $titles, "all of $file") or diag $e;
    my $bytes = slurp($file);
    ($s, $out, $e) = fitgap(\$bytes, 'scan', @skills, '-f', 'json', '-');
    is_deeply(titles($out), $titles, "all of $file on standard input") or diag $e;
}
system('gzip -c corpus/1/p001.html >one.gz');
($status, $some) = fitgap('scan', @skills, '-f', 'jsonl', 'one.gz');
is(decode_json($some)->{source}{file}, 'one.gz', 'a packed file has its own name');
SKIP: {
    skip 'no python3', 1 if system('python3 -c "import zipfile" 2>/dev/null');
    system(q{cd corpus && python3 -c "import zipfile,os;z=zipfile.ZipFile('../all.zip','w',8);[z.write(os.path.join(d,f)) for d,_,fs in os.walk('.') for f in fs]"});
    my ($s, $out, $e) = fitgap('scan', @skills, '-f', 'json', 'all.zip');
    is_deeply(titles($out), $titles, 'all of a zip archive') or diag $e;
}

# WARC: two records packed one by one, chunks, a picture, a page that was not found
sub record {
    my ($type, $url, $http) = @_;
    return "WARC/1.0\r\nWARC-Type: $type\r\nWARC-Target-URI: $url\r\nContent-Length: " . length($http)
        . "\r\n\r\n$http\r\n\r\n";
}
sub chunked { my $s = shift; join('', map { sprintf "%x\r\n%s\r\n", length, $_ } $s =~ /(.{1,1000})/gs) . "0\r\n\r\n" }
my $gz = do { spew('x', posting(12)); `gzip -c x` };
my $warc = join '',
    record('warcinfo', '', 'software: x'),
    record('response', 'https://a.example/1/', "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n" . chunked(posting(11))),
    record('response', 'https://a.example/2', "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n$gz"),
    record('response', 'https://a.example/3', "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n" . posting(13)),
    record('response', 'https://a.example/4.png', "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nPNG"),
    record('resource', 'https://a.example/5', posting(14));
spew('pages.warc', $warc);
system('gzip -kf pages.warc');
for my $file ('pages.warc', 'pages.warc.gz') {
    my ($s, $out, $e) = fitgap('scan', @skills, '-f', 'json', $file);
    is($e, "fitgap: 3 postings scored, 0 without a requirement, 0 that could not be read\n", "$file: what is no posting is left out");
    is_deeply([sort map { $_->{url} } @{decode_json($out)->{postings}}],
        ['https://a.example/1', 'https://a.example/2', 'https://a.example/5'], 'its pages have their addresses');
}
spew('cut.warc', substr $warc, 0, length($warc) - 200);
($status) = fitgap('scan', @skills, 'cut.warc');
cmp_ok($status, '<=', 3, 'a WARC file that is cut off');

# JSON Lines and CSV
my @records = map { my $i = $_; {title => "Job $i", company => 'Mill', notes => 'none',
    body_of_ad => "Requirements:\n- Python, years: $i\n- " . $others[$i % 8] . " \"and\" more", description => 'A nice place.'} } 1 .. 9;
spew('jobs.jsonl', join '', map { encode_json($_) . "\n" } @records);
($status, $some, $err) = fitgap('scan', @skills, '-f', 'jsonl', '--ordered', '--field', 'body_of_ad', 'jobs.jsonl');
my @got = map { decode_json($_) } split /\n/, $some;
is(scalar @got, 9, '--field says which member holds the text') or diag $err;
is($got[4]{source}{file}, 'jobs.jsonl:5', 'a line has its number');
like($got[4]{requirements}[1]{text}, qr/^\S+ "and" more$/, 'its text') or diag $some;
sub cell { my $s = shift; $s =~ s/"/""/g; qq("$s") }
for my $separator (',', ';', "\t") {
    my @names = qw(title company body_of_ad);
    spew('jobs.csv', join "\r\n", join($separator, @names), map({ my $r = $_; join $separator, map { cell($r->{$_}) } @names } @records), '');
    (undef, $some, $err) = fitgap('scan', @skills, '-f', 'jsonl', '--ordered', '--field', 'body_of_ad', 'jobs.csv');
    my @rows = map { decode_json($_) } split /\n/, $some;
    is_deeply([map { $_->{requirements} } @rows], [map { $_->{requirements} } @got], 'CSV reads as JSON Lines do') or diag $err;
}

# mail: MHTML as browsers save it, a letter, a mailbox
sub quoted { my $s = shift; $s =~ s/([=\x80-\xff])/sprintf '=%02X', ord $1/ge; $s =~ s/(.{70})(?=.)/$1=\n/g; $s }
my $page = "<html><head><meta charset=\"iso-8859-1\"></head><body><h1>B\xe4cker</h1><h2>Requirements</h2><ul><li>Python = knowledge</li><li>Rust f\xfcr immer</li></ul></body></html>";
my $mhtml = join "\n", 'From: <Saved by Blink>', 'Snapshot-Content-Location: https://b.example/job/7', 'Subject: Baker',
    'MIME-Version: 1.0', 'Content-Type: multipart/related; type="text/html"; boundary="----b"', '', '',
    '------b', 'Content-Type: text/html; charset=iso-8859-1', 'Content-Transfer-Encoding: quoted-printable',
    'Content-Location: https://b.example/job/7', '', quoted($page), '------b', 'Content-Type: image/png',
    'Content-Transfer-Encoding: base64', 'Content-Location: https://b.example/x.png', '', 'iVBORw0KGgo=', '------b--', '';
spew('saved.mhtml', $mhtml);
(undef, $some, $err) = fitgap('scan', @skills, '-f', 'jsonl', 'saved.mhtml');
my $saved = eval { decode_json($some) } // {};
is($saved->{source}{url}, 'https://b.example/job/7', 'MHTML: the address it was saved from') or diag $err;
is_deeply([map { $_->{text} } @{$saved->{requirements}}], ['Python = knowledge', "Rust f\xfcr immer"], 'its text, by its charset');
sub letter {
    my $i = shift;
    return "From: jobs\@c.example\nSubject: A job\nDate: Mon, 2 Nov 2026 10:00:00 +0000\nMIME-Version: 1.0\n"
        . "Content-Type: multipart/alternative; boundary=xx\n\n--xx\nContent-Type: text/plain\n\nSee the HTML.\n--xx\n"
        . "Content-Type: text/html; charset=utf-8\n\n" . posting($i) . "\n--xx--\n";
}
spew('one.eml', letter(21));
spew('alerts.mbox', join "\n", map { "From jobs\@c.example Mon Nov  2 10:00:00 2026\n" . letter($_) } 21 .. 24);
(undef, $some) = fitgap('scan', @skills, '-f', 'json', 'one.eml');
is_deeply(titles($some), ['Engineer number 21'], 'a letter: its HTML');
(undef, $some) = fitgap('scan', @skills, '-f', 'json', 'alerts.mbox');
is_deeply(titles($some), [map { "Engineer number $_" } 21 .. 24], 'a mailbox: every letter');

# a bomb: 200 MB of blanks in a small file
system(q{head -c 200000000 /dev/zero | tr '\0' ' ' | gzip -9 >bomb.gz});
($status, undef, $err) = fitgap('scan', @skills, 'bomb.gz', 'corpus/1/p001.html');
is($status, 3, 'what is packed too tightly is refused');
like($err, qr/^fitgap: bomb\.gz: .*(larger|bomb)/m, 'by name');
like($err, qr/^fitgap: 1 posting scored/m, 'and the run goes on');

# containers that are broken or too deep: named, and the run goes on
spew('deep0', posting(1));
system("tar -cf deep" . ($_ + 1) . " deep$_") for 0 .. 5;
spew('cut.tar.gz', substr slurp('all.tar.gz'), 0, 3000);
spew('cut.zip', substr slurp('all.zip'), 0, 20000) if -s 'all.zip';
spew('noise.gz', "\x1f\x8b" . join '', map { chr(($_ * 7919) % 251) } 1 .. 3000);
for my $file (grep { -e } qw(deep6 cut.tar.gz cut.zip noise.gz)) {
    ($status, undef, $err) = fitgap('scan', @skills, $file, 'corpus/1/p001.html');
    is($status, 3, "$file: a status of 3");
    like($err, qr/^fitgap: \Q$file\E[:\/]/m, 'its name');
    like($err, qr/postings? scored, 0 without a requirement, [12] that could not be read$/m, 'and the run goes on') or diag $err;
}

# ---- going on after a crash ----

(undef, my $first) = fitgap('scan', @skills, '--resume', 'state', 'corpus');
is($first, $table, '--resume: the first run is as any');
my $state = slurp('state');
my @marks = $state =~ /^\{"done": "([^"]+)"\}$/mg;
is(scalar @marks, $n, 'every input is in the state file');
for my $cut (0.1, 0.5, 0.9) {
    spew('state', substr $state, 0, int($cut * length $state));
    my ($s, $out, $e) = fitgap('scan', @skills, '--resume', 'state', 'corpus');
    is($out, $table, "cut off at $cut: the same in the end") or diag $e;
    is(scalar(() = slurp('state') =~ /^\{"done"/mg), $n, 'and nothing done twice');
}
(undef, $some) = fitgap('scan', @skills, '--resume', 'state', '-f', 'json', 'nowhere');
is(decode_json($some)->{read}, $n, 'what is done need not be there any more');
spew('other.yaml', "skills: [Rust]\n");
($status, undef, $err) = fitgap('scan', '-s', 'other.yaml', '--resume', 'state', 'corpus');
is($status, 2, 'a state file of another skills file is refused');
like($err, qr/^fitgap: state:1: was begun with another skills file/m, 'and says so');

# kill -9 at random moments, again and again: in the end all is done, nothing twice
{
    my $many = 1500;
    system("$source/tests/bench/make_postings", $many, 'many') == 0 or die;
    my $began = time;
    (undef, my $whole) = fitgap('scan', @skills, '-q', '-f', 'csv', 'many');
    my $takes = time - $began; # seconds: kills come well within it, however fast the machine
    my ($killed, $marks, $lost) = (0, 0, 0);
    srand 7;
    for my $try (1 .. 200) {
        my $pid = fork // die;
        if (!$pid) {
            open STDIN, '<', '/dev/null'; open STDOUT, '>', "$dir/.out"; open STDERR, '>', "$dir/.err";
            exec "$build/fitgap", 'scan', '-j', 2, @skills, '-q', '-f', 'csv', '--resume', 'killed', 'many';
        }
        select undef, undef, undef, $takes * (0.1 + rand 0.2);
        kill KILL => $pid;
        waitpid $pid, 0;
        $killed += $? != 0;
        my $now = () = slurp('killed') =~ /^\{"done"/mg;
        $lost++ if $now < $marks;
        $marks = $now;
        last if $? == 0 || $marks == $many;
    }
    ($status, $some) = fitgap('scan', @skills, '-q', '-f', 'csv', '--resume', 'killed', 'many');
    ok($some eq $whole, 'killed at random moments, the table is that of one run');
    cmp_ok($killed, '>=', 2, 'it was killed while it worked');
    is($lost, 0, 'no done work was lost');
    my %seen;
    $seen{$_}++ for slurp('killed') =~ /^\{"done": "([^"]+)"\}$/mg;
    is(scalar(keys %seen), $many, 'every input is done');
    is(scalar(grep { $_ > 1 } values %seen), 0, 'and none was done twice');
}

# a terminal: one line that is wiped in the end
SKIP: {
    my $on_terminal = sub { my ($columns, @words) = @_;
        my $line = join ' ', "stty cols $columns;", map { "'$_'" } "$build/fitgap", @words;
        my $out = qx(script -qec "$line" /dev/null </dev/null 2>&1);
        return ($? >> 8, $out =~ s/\r\n/\n/gr);
    };
    skip 'no pseudo-terminal here', 7 if system('script -qec true /dev/null </dev/null >/dev/null 2>&1');
    my @scan = ('scan', @skills, '-j', 1, '-f', 'csv', '-o', 'table.csv');
    my ($s, $out) = $on_terminal->(80, @scan, 'many');
    like($out, qr{\r\e\[K\d+/1500 \[#*\.*\] \d+/s, \d+ s left}, 'a bar with the rate and the time that is left') or diag $out;
    my @bars = $out =~ /\[(#*\.*)\]/g;
    is(scalar(grep { length != 20 } @bars), 0, 'of one width');
    is_deeply([map { tr/#// } @bars], [sort { $a <=> $b } map { tr/#// } @bars], 'it only grows');
    like($out, qr/\r\e\[Kfitgap: 1500 postings scored[^\r\e]*\n\z/, 'it is wiped before the summary');
    (undef, $out) = $on_terminal->(40, @scan, 'many');
    is(scalar(grep { length > 39 } grep { !/^fitgap/ } split /\r(?:\e\[K)?/, $out), 0, 'on a narrow terminal it stays in one line') or diag $out;
    (undef, $out) = $on_terminal->(80, @scan, '--no-progress', 'many');
    unlike($out, qr/\e/, '--no-progress');
    spew('killed', join '', (slurp('killed') =~ /^(.*\n)/mg)[0 .. 200]);
    (undef, $out) = $on_terminal->(80, @scan, '--resume', 'killed', 'many');
    my ($first_shown) = $out =~ m{(\d+)/1500};
    cmp_ok($first_shown // 0, '>=', 100, 'what an earlier run did counts as done') or diag $out;
}

# an empty folder is no silence
make_path('empty/.hidden');
($status, $some, $err) = fitgap('scan', @skills, 'empty', 'corpus');
is($status, 0, 'an empty folder is no failure');
like($err, qr/\Afitgap: empty: there is no file in this folder\nfitgap: $n postings scored/, 'but said');

# Ctrl-C: what is done so far
{
    my $jobs = join '', map { slurp(sprintf 'corpus/%d/p%03d.html', $_ % 4, $_) =~ /json">(.*?)<\/script/s ? "$1\n" : () } 1 .. 5;
    pipe my $r, my $w or die;
    my $pid = fork // die;
    if (!$pid) {
        close $w;
        open STDIN, '<&', $r; open STDOUT, '>', "$dir/.out"; open STDERR, '>', "$dir/.err";
        exec "$build/fitgap", 'scan', @skills, '-f', 'jsonl', '-';
    }
    close $r;
    $w->autoflush(1);
    print $w $jobs x 40; # past the look ahead; the stream stays open
    for (1 .. 100) { last if -s "$dir/.out"; select undef, undef, undef, 0.05 }
    kill INT => $pid;
    print $w $jobs;
    close $w;
    waitpid $pid, 0;
    is($? >> 8, 128 + 2, 'Ctrl-C: a status that says not all was read') or diag $?;
    like(slurp("$dir/.err"), qr/postings scored until it was interrupted/, 'and a summary');
    cmp_ok(scalar(() = slurp("$dir/.out") =~ /\n/g), '>=', 1, 'with what is done');
}

# ---- output ----

($status, my $piped) = fitgap('scan', @skills, '-o', 'table.txt', 'corpus');
is($piped, '', '-o: nothing on standard output');
is(slurp('table.txt'), $table, 'but in the file');

my @as_lines = ('-q', '-f', 'jsonl', '--ordered', 'corpus');
my (undef, $said) = fitgap('scan', @skills, @as_lines);
fitgap('scan', @skills, @as_lines, '-o', 'lines.jsonl');
is(slurp('lines.jsonl'), $said, '-o: lines as they are done, all of them in the end');
is_deeply([glob 'lines.jsonl.*'], [], 'and nothing beside it');
my ($full, undef, $why) = run_in($dir, '/dev/null', 'bash', '-c',
    'trap "" XFSZ; ulimit -f 8; exec "$@"', '-', "$build/fitgap", 'scan', @skills, @as_lines, '-o', 'lines.jsonl');
isnt($full, 0, 'where not all can be written that shows');
is(() = $why =~ /lines\.jsonl: /g, 1, 'is said once') or diag $why;
is(slurp('lines.jsonl'), $said, 'and what was there before stays');
is_deeply([glob 'lines.jsonl.*'], [], 'with nothing beside it');
is((fitgap('scan', @skills))[0], 2, 'a place has to be named');

done_testing;
