#!/usr/bin/perl
# several.t: several postings in one file, in every manner in which programs and people put
# them there: tables, records, archives, mails, notes.
use strict;
use warnings;
use utf8;
use Cwd qw(abs_path);
use Encode qw(encode);
use File::Basename qw(dirname);
use JSON::PP;
use Test::More;
use lib dirname(abs_path($0)) . '/lib';
use Command qw(slurp spew has run_in own_folder);

my ($source, $build, $dir) = own_folder();
binmode Test::More->builder->$_, ':utf8' for qw(output failure_output todo_output);

my @jobs = (
    {title => 'Warehouse Supervisor', company => 'Northgate Freight', place => 'Leeds',
     asks => ['At least 3 years of experience in a warehouse', 'Forklift licence', 'Knowledge of stock control systems']},
    {title => 'Staff Nurse', company => 'St Brigid Hospice', place => 'Cork',
     asks => ['Registered nurse with current registration', '2 years of experience in palliative care', 'Fluent English, spoken and written']},
    {title => 'Backend Developer', company => 'Tallow & Söhne GmbH', place => 'München',
     asks => ['5+ years of experience with PostgreSQL', 'Experience with Python or Go', 'Degree in computer science']},
);
my $n = 0;
$_->{url} = 'https://board.example/jobs/' . ++$n for @jobs;
my @duties = ('Plan the work of the early shift', 'Report to the head of the department');

sub list { return '<ul>' . join('', map { "<li>$_</li>" } @_) . '</ul>' }
sub html { my $j = shift; return "<p>$j->{company} is a small house with a long history and looks for somebody who stays.</p>"
    . '<p><b>Your tasks</b></p>' . list(@duties) . '<p><b>Requirements</b></p>' . list(@{$j->{asks}}) . '<p><b>We offer</b></p>' . list('30 days of holiday') }
sub text { my $j = shift; return "We are a small house with a long history and look for somebody who stays.\n\nYour tasks:\n"
    . join('', map { "- $_\n" } @duties) . "\nRequirements:\n" . join('', map { "- $_\n" } @{$j->{asks}}) . "\nWe offer:\n- 30 days of holiday\n" }

# ($name, $bytes) in a file: the postings are @jobs, each with its title and what it asks.
sub are_all {
    my ($what, $name, $bytes, @wanted) = @_;
    @wanted = @jobs if !@wanted;
    spew($name, utf8::is_utf8($bytes) ? encode('UTF-8', $bytes) : $bytes) if defined $bytes;
    my ($status, $out, $err) = run_in($dir, '/dev/null', "$build/fitgap", 'extract', '-f', 'jsonl', $name);
    my @found = map { decode_json($_) } split /\n/, $out;
    is_deeply([map { [$_->{title}, map { $_->{text} } @{$_->{requirements}}] } @found],
        [map { [$_->{title}, @{$_->{asks}}] } @wanted], $what) or diag $err;
    is("$status $err", '0 ', "$what: nothing to complain of");
    return @found;
}

# ---- tables ----

sub cell { my ($s, $mark, $all) = @_; return $s if !$all && $s !~ /["\n$mark]/; $s =~ s/"/""/g; return qq("$s") }
sub table {
    my ($mark, %o) = @_;
    my $between = $mark . ($o{blank} // '');
    my @rows = ($o{names} // ['Job title', 'Company', 'Location', 'Description', 'URL'],
        map { [$_->{title}, $_->{company}, $_->{place}, text($_), $_->{url}] } @jobs);
    return join '', map { join($between, map { cell($_, quotemeta $mark, $o{quoted}) } @$_) . ($o{end} // "\r\n") } @rows;
}
for (['commas', ','], ['semicolons', ';'], ['tabs', "\t"], ['bars', '|']) {
    my ($called, $mark) = @$_;
    my @found = are_all("a table with $called", 'table', table($mark));
    is_deeply([map { "$_->{company}, $_->{location}, $_->{source}{url}" } @found], [map { "$_->{company}, $_->{place}, $_->{url}" } @jobs], 'with their facts');
    are_all("with $called, all quoted", 'table', table($mark, quoted => 1, end => "\n"));
    are_all("with $called in UTF-16, as spreadsheets save Unicode", 'table', encode('UTF-16LE', "\x{feff}" . table($mark)));
    are_all("with $called, in UTF-16 of the other order", 'table', encode('UTF-16BE', "\x{feff}" . table($mark)));
}
are_all('a byte order mark', 'table', "\x{feff}" . table(';'));
are_all('the line that tells Excel the separator', 'table', "sep=;\r\n" . table(';'));
are_all('and a mark before it', 'table', "\x{feff}sep=|\n" . table('|'));
are_all('a blank behind each separator', 'table', table(',', quoted => 1, blank => ' '));
are_all('a separator in the name of a column', 'table', table(',', quoted => 1, names => ['Id, and more', 'x', 'y', 'Job description', 'z'])
    =~ s/^"Id, and more","x"/"Id, and more","Job title"/r =~ s/^"(Warehouse|Staff|Backend)/"$1/gmr, map { {%$_, title => $_->{company}} } @jobs);
are_all('lines ended as Macs do', 'table', table(';') =~ s/\r?\n/\r/gr);
are_all('a code page', 'table', encode('cp1252', table(';')));

# ---- records ----

my $coder = JSON::PP->new->canonical;
my @records = map { $coder->encode({title => $_->{title}, description => html($_), url => $_->{url}}) } @jobs;
are_all('JSON Lines', 'jobs', join '', map { "$_\n" } @records);
are_all('JSON Lines in UTF-16', 'jobs', encode('UTF-16LE', "\x{feff}" . join '', map { "$_\r\n" } @records));
are_all('a sign before each (RFC 7464)', 'jobs', join '', map { "\x1e$_\n" } @records);
are_all('one object behind the other', 'jobs', join '', map { JSON::PP->new->pretty->encode(decode_json(encode('UTF-8', $_))) } @records);

# ---- what boards answer, saved: the same as when fitgap fetched it (fixtures/sites) ----

for my $summary (sort glob "$source/fixtures/sites/*/summary") {
    my $board = dirname($summary);
    my ($name) = $board =~ /(\w+)$/;
    my @answers = grep { !/robots/ } glob "$board/*.json $board/*.xml";
    next if @answers != 1;
    my (undef, $out) = run_in($dir, '/dev/null', "$build/fitgap", 'extract', '-q', '-f', 'jsonl', $answers[0]);
    my @asked = sort map { map { $_->{text} } @{$_->{requirements}} } map { decode_json($_) } split /\n/, $out;
    my @wanted = sort map { /^(?:must|nice) \(.*?\): (.*)/ ? $1 : () } split /\n/, Encode::decode('UTF-8', slurp($summary));
    is_deeply(\@asked, \@wanted, "$name: its answer as a file");
}

# ---- feeds ----

sub escaped { my $s = shift; $s =~ s/&/&amp;/g; $s =~ s/</&lt;/g; return $s }
my @parted = are_all('a feed whose titles have the employer before them', 'feed.xml', '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>x</title>'
    . join('', map { '<item><title>' . escaped("$_->{company}: $_->{title}") . '</title><region>Anywhere</region><description>' . escaped(html($_))
    . "</description><guid>https://weworkremotely.com/remote-jobs/x</guid><link>https://weworkremotely.com/remote-jobs/x</link></item>" } @jobs) . '</channel></rss>');
is_deeply([map { "$_->{company} $_->{source}{url}" } @parted], [map { "$_->{company} https://weworkremotely.com/remote-jobs/x" } @jobs], 'gives the employer, and the address where two elements say it');

# HR-XML, as agencies exchange vacancies
sub hr_xml_2 { my $j = shift; return '<PositionOpening xmlns="http://ns.hr-xml.org/2007-04-15"><PositionRecordInfo><Id><IdValue>7</IdValue></Id></PositionRecordInfo><PositionPostings><PositionPosting><Link>' . $j->{url} . '</Link></PositionPosting></PositionPostings><PositionProfile><Organization><OrganizationName>' . escaped($j->{company}) . "</OrganizationName></Organization><PositionDetail><PositionTitle>$j->{title}</PositionTitle><PhysicalLocation><Area type=\"municipality\"><Value>$j->{place}</Value></Area></PhysicalLocation><PositionSchedule>Full-Time</PositionSchedule></PositionDetail><FormattedPositionDescription><Name>jobResponsibilities</Name><Value>" . escaped(list(@duties)) . '</Value></FormattedPositionDescription><FormattedPositionDescription><Name>jobRequirements</Name><Value>' . escaped(list(@{$j->{asks}})) . '</Value></FormattedPositionDescription></PositionProfile></PositionOpening>' }
sub hr_xml_3 { my $j = shift; return '<PositionOpening><DocumentID>7</DocumentID><PositionPosting><PositionTitle>' . $j->{title} . "</PositionTitle><PositionLocation><LocationName>$j->{place}</LocationName></PositionLocation><PositionOrganization><OrganizationName>" . escaped($j->{company}) . '</OrganizationName></PositionOrganization><PositionFormattedDescription><Content>' . escaped(html($j)) . "</Content></PositionFormattedDescription><Link>$j->{url}</Link></PositionPosting></PositionOpening>" }
for (['HR-XML 2', '<PositionOpenings>', \&hr_xml_2, '</PositionOpenings>'], ['HR-XML 3', '<SyncPositionOpening xmlns="http://www.hr-xml.org/3"><DataArea><Sync/>', \&hr_xml_3, '</DataArea></SyncPositionOpening>']) {
    my ($name, $opens, $entry, $closes) = @$_;
    my @found = are_all("$name: several", 'hr.xml', qq(<?xml version="1.0" encoding="UTF-8"?>\n$opens) . join('', map { $entry->($_) } @jobs) . $closes);
    is_deeply([map { "$_->{company}, $_->{location}, $_->{source}{url}" } @found], [map { "$_->{company}, $_->{place}, $_->{url}" } @jobs], 'with their facts');
    are_all("$name: one", 'hr.xml', qq(<?xml version="1.0" encoding="UTF-8"?>\n) . $entry->($jobs[1]), $jobs[1]);
}

# ---- archives ----

sub page { my $j = shift; return encode('UTF-8', "<!DOCTYPE html><html><head><meta charset=utf-8><title>$j->{title}</title></head><body><h1>$j->{title}</h1>" . html($j) . '</body></html>') }
spew('tree/' . substr($_->{url}, -1) . '.html', page($_)) for @jobs;
for my $format (qw(v7 ustar gnu pax)) {
    system("tar --format=$format -C tree -cf all.tar 1.html 2.html 3.html") == 0 or die;
    are_all("tar: $format", 'all.tar');
}
SKIP: {
    skip 'no lz4', 2 if !has('lz4');
    system('lz4 -q -f all.tar all.tar.lz4') == 0 or die;
    are_all('packed by lz4', 'all.tar.lz4');
}
system(q{python3 -c "
import zipfile
z=zipfile.ZipFile('folders.zip','w',8)
for i,f in enumerate(('pages','indexes','logs'),1): z.write('tree/%d.html'%i, f+'/%d.html'%i)
z.close()
b=bytearray(open('folders.zip','rb').read())
for mark,at in ((b'PK\3\4',6),(b'PK\1\2',8)):
    i=b.find(mark)
    while i>=0:
        b[i+at]|=1
        i=b.find(mark,i+4)
open('locked.zip','wb').write(b)"}) == 0 or die;
are_all('folders of a zip archive called as those of a WACZ', 'folders.zip');
my (undef, undef, $locked) = run_in($dir, '/dev/null', "$build/fitgap", 'extract', 'locked.zip');
like($locked, qr{^fitgap: locked\.zip/pages/1\.html: is locked by a password: unpack it first$}m, 'an archive that is locked');

# What crawlers note beside the pages is no page.
sub record { my ($kind, $url, $type, $body) = @_; return "WARC/1.1\r\nWARC-Type: $kind\r\nWARC-Target-URI: $url\r\nContent-Type: $type\r\nContent-Length: " . length($body) . "\r\n\r\n$body\r\n\r\n" }
my $http = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n";
are_all('WARC: notes of crawlers are left out', 'all.warc', join '',
    record('resource', 'metadata://gnu.org/software/wget/warc/MANIFEST.txt', 'text/plain', '<urn:uuid:1>'),
    record('response', 'dns:board.example', 'text/dns', '20261102 board.example. 300 IN A 192.0.2.1'),
    record('response', 'https://board.example/robots.txt', 'application/http', "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nUser-agent: *\n"),
    (map { record('response', $_->{url}, 'application/http; msgtype=response', $http . page($_)) } @jobs),
    record('revisit', $jobs[0]{url}, 'application/http; msgtype=response', $http),
    record('resource', "urn:pageinfo:$jobs[0]{url}", 'application/json', '{"pageid": "1", "title": "x", "description": "y"}'));

# ---- mails: alerts of every look ----

sub mail { my ($type, $body) = @_; return encode('UTF-8', "From: jobs\@board.example\nSubject: 3 jobs\nDate: Mon, 2 Nov 2026 10:00:00 +0000\nMIME-Version: 1.0\nContent-Type: text/$type; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n$body\n") }
sub alert {
    my ($what, $opens, $each, $closes) = @_;
    my @found = are_all("an alert: $what", 'alert.eml', mail('html', "<html><body><p>Hi Dana, three jobs for you.</p>$opens" . join('', map { $each->($_) } @jobs)
        . "$closes<p><a href=\"https://board.example/unsubscribe\">Unsubscribe</a> | <a href=\"https://board.example/help\">Help</a></p></body></html>"));
    is_deeply([map { $_->{source}{url} } @found], [map { $_->{url} } @jobs], 'with their addresses');
}
my $where = sub { "$_[0]{company}, $_[0]{place}" };
my $button = sub { "<p><a class=button href=\"$_[0]{url}\">View job</a></p>" };
my $linked = sub { "<a href=\"" . escaped($_[0]{url}) . "\" style=\"font-weight:bold\">$_[0]{title}</a>" };
alert('cells of a table', '<table>', sub { "<tr><td>" . &$linked . '<br>' . &$where . '<br>' . html($_[0]) . '</td></tr>' }, '</table>');
alert('a table each', '<h1>New jobs</h1>', sub { '<table width=600><tr><td><table><tr><td>' . &$linked . '</td></tr><tr><td>' . &$where . '</td></tr><tr><td>' . html($_[0]) . '</td></tr><tr><td>' . &$button . '</td></tr></table></td></tr></table>' }, '');
alert('cards', '', sub { '<div class=card><div>' . &$linked . '</div><div>' . &$where . '</div>' . html($_[0]) . '</div>' }, '');
$_->{url} .= '?from=mail&id=7' for @jobs;
alert('addresses with references', '', sub { '<div class=card><div>' . &$linked . '</div><div>' . &$where . '</div>' . html($_[0]) . '</div>' }, '');
alert('with references, behind rules', '<hr>', sub { '<p>' . &$linked . '</p><p>' . &$where . '</p>' . html($_[0]) . '<hr>' }, '');
$_->{url} =~ s/[?].*// for @jobs;
alert('title and employer link to it', '', sub { '<div><p>' . &$linked . "</p><p><a href=\"$_[0]{url}\" style=\"font-weight:bold\">$_[0]{company}</a></p></div>" . html($_[0]) }, '');
alert('linked headings', '', sub { '<h4>' . &$linked . '</h4><p>' . &$where . '</p>' . html($_[0]) }, '');
alert('headings, and a button behind each', '<h1>Jobs of the week</h1>', sub { "<h3>$_[0]{title}</h3><p>" . &$where . '</p>' . html($_[0]) . &$button }, '');
alert('rules between', '<hr>', sub { '<p>' . &$linked . '</p><p>' . &$where . '</p>' . html($_[0]) . '<hr>' }, '');

# One posting whose headings or links look like titles stays one.
sub stays_one {
    my ($what, $name, $bytes) = @_;
    spew($name, $bytes);
    my (undef, $out, $err) = run_in($dir, '/dev/null', "$build/fitgap", 'extract', '-q', '-f', 'jsonl', $name);
    is(scalar(() = $out =~ /\n/g), 1, "$what: one posting") or diag $err;
}
my $prose = 'Our house has stood here for a hundred years, and its people like to say that they would not work elsewhere. ' x 2;
stays_one('headings of sections', 'one.eml', mail('html', "<html><body><h1>Baker</h1><h2>About us</h2><p>$prose <a href=\"https://x.example/us\">More</a></p><h2>Tasks</h2>" . list(@duties) . "<p>$prose</p><h2>Requirements</h2>" . list(@{$jobs[0]{asks}}) . "<p>$prose</p><h2>Apply</h2><p><a href=\"https://x.example/apply\">Apply</a></p></body></html>"));
stays_one('links of one look to several places', 'one.eml', mail('html', "<html><body><h1>Baker</h1><p><a href=\"https://x.example/us\">Who we are</a></p><p>$prose</p>" . list(@duties) . "<p><a href=\"https://maps.example/\">Where we are</a></p><p>$prose</p>" . list(@{$jobs[0]{asks}}) . '</body></html>'));
my $cards = join '', map { "<li><a href=\"https://board.example/$_\">Job of number $_</a><div>Company</div><div>Leeds</div><div>2 weeks ago</div></li>" } 1 .. 9;
stays_one('similar jobs below it', 'one.eml', mail('html', '<html><body><h1>Baker</h1>' . html($jobs[0]) . "<h2>Similar jobs</h2><ul>$cards</ul></body></html>"));
my $teasers = join '', map { "<div class=card><a href=\"https://board.example/$_\">Job of number $_</a><div>Company - Leeds</div><ul><li>You bring a liking for early mornings and for bread, and for people who eat it...</li><li>Some years of experience in a bakery or in a place that is very much like one...</li></ul></div>" } 1 .. 6;
stays_one('teasers', 'one.eml', mail('html', "<html><body><p>Six jobs for you</p>$teasers</body></html>"));

# ---- pages and documents with headings: an employer's postings below each other, threads ----

sub posted { my $j = shift; return "<p>$j->{company} is a small house with a long history and looks for somebody who stays.</p><h4>Your tasks</h4>" . list(@duties) . '<h4>Requirements</h4>' . list(@{$j->{asks}}) . '<h4>We offer</h4>' . list('30 days of holiday') }
sub site { my $body = shift; return encode('UTF-8', "<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>Careers</title></head><body><nav><ul><li><a href=/>Home</a></li></ul></nav>$body<footer><p>Imprint | Privacy | Contact</p></footer></body></html>") }
are_all('a page of an employer', 'page.html', site('<h1>Work with us</h1><p>We have been here for a hundred years.</p>' . join '', map { "<h2>$_->{title}</h2>" . posted($_) } @jobs));
are_all('whose postings are the first headings', 'page.html', site(join '', map { "<h1>$_->{title}</h1>" . posted($_) } @jobs));
are_all('that fold up', 'page.html', site('<h1>Jobs</h1>' . join '', map { "<div class=accordion><h3><button>+</button>$_->{title}</h3><div class=panel hidden-until=x>" . posted($_) . '</div></div>' } @jobs));
sub archived { return "WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://x.example/jobs\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: " . (44 + length $_[0]) . "\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n$_[0]\r\n\r\n" }
my @on_page = are_all('a page in a web archive', 'page.warc', archived(site(join '', map { "<h2>$_->{title}</h2>" . posted($_) } @jobs)));
is(scalar(grep { defined $_->{source}{url} } @on_page), 0, 'its address is none of theirs');
is_deeply([map { $_->{source}{file} =~ /:(\d)$/ } @on_page], [1, 2, 3], 'each has its number');
isnt($on_page[0]{source}{sha256}, $on_page[1]{source}{sha256}, 'and checksum');
my (undef, $ranked) = run_in($dir, '/dev/null', "$build/fitgap", 'scan', '-q', '-s', "$source/fixtures/skills.yaml", '-f', 'json', 'page.warc');
is(scalar @{decode_json($ranked)->{postings}}, 3, 'and they are no copies of each other');

my $number = 100;
sub comment { my ($deep, $text) = @_; my $id = ++$number; return "<tr class='athing comtr' id='$id'><td><table><tr><td class='ind'><img src='s.gif' width='" . 40 * $deep . "'></td><td class='default'><div><span class='comhead'><a href='user?id=x'>x</a> <span class='age'><a href='item?id=$id'>2 days ago</a></span> <span class='navs'> | <a href='#1'>parent</a> | <a href='#2'>next</a> <a class='togg'>[-]</a></span></span></div><br><div class='comment'><div class='commtext c00'>$text</div><div class='reply'><p><u><a href='reply?id=$id'>reply</a></u></div></div></td></tr></table></td></tr>" }
sub told { my $j = shift; return escaped("$j->{company} | $j->{title} | $j->{place} | Full-time") . '<p>We are a small house with a long history and look for somebody who stays.<p>Requirements:' . join '', map { "<p>- $_" } @{$j->{asks}} }
my @thread = are_all('a thread', 'thread.html', site("<table><tr><td>300 points by x 2 days ago | hide | past | favorite | 180 comments</td></tr></table><p>Please state the place.</p><table class='comment-tree'>" . join('', map { comment(0, told($_)) . comment(1, 'Is it far from the station?') } @jobs) . '</table>'));
is_deeply([map { $_->{company} } @thread], [map { $_->{company} } @jobs], 'with who hires');

sub word { return '<w:p>' . ($_[0] ? "<w:pPr><w:outlineLvl w:val=\"" . ($_[0] - 1) . "\"/></w:pPr>" : '') . '<w:r><w:t>' . escaped($_[1]) . '</w:t></w:r></w:p>' }
spew('word/word/document.xml', encode('UTF-8', '<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>' . join('', map { my $j = $_; word(1, $j->{title}) . word(0, "$j->{company} is a small house with a long history and looks for somebody who stays.") . word(2, 'Requirements') . join('', map { word(0, $_) } @{$j->{asks}}) . word(2, 'We offer') . word(0, '30 days of holiday') } @jobs) . '</w:body></w:document>'));
system('cd word && python3 -c "import zipfile; z=zipfile.ZipFile(\'../jobs.docx\',\'w\'); z.write(\'word/document.xml\')"') == 0 or die;
are_all('a Word file', 'jobs.docx');

my $job = '<h1>Baker</h1>' . posted($jobs[0]);
stays_one('headings of sections with like lines', 'one.html', site("<h1>Baker</h1><h2>About us</h2><p>$prose</p><p>Read more</p><h2>Tasks</h2>" . list(@duties) . "<p>$prose</p><p>Read more</p><h2>Requirements</h2>" . list(@{$jobs[0]{asks}}) . "<p>$prose</p>"));
stays_one('the same posting for small screens', 'one.html', site($job . "<div class=mobile>$job</div>"));
stays_one('similar jobs', 'one.html', site($job . '<h2>Similar jobs</h2>' . join '', map { "<h3><a href=/$_>Job of number $_</a></h3><p>Company</p><p>Leeds</p><p>2 weeks ago</p>" } 1 .. 9));
stays_one('other jobs with a few words each', 'one.html', site($job . "<p>$prose</p><p>$prose</p><p>$prose</p><h2>More jobs</h2>" . join '', map { "<h2>Job of number $_</h2><p>Location: Leeds</p><p>Full-time</p><p>You like early mornings and bread, and people who eat it, and you have some years behind you in a place that is very much like one...</p>" } 1 .. 2));
stays_one('lines of facts', 'one.html', site("<h1>Baker</h1><p>Leeds | Full-time | From May</p><p>$prose</p><p>Mill | Bakery | Shop</p><p>$prose</p>" . list(@{$jobs[0]{asks}})));

# ---- plain text: mails, lists and notes ----

my %manners = (
    'rules between'                => ["Hi Dana,\n\nthree jobs.\n\n", sub { ('-' x 20) . "\n\n$_[0]{title}\n" . &$where . "\n$_[0]{url}\n\n" . text($_[0]) . "\n" }, ('-' x 20) . "\n\nUnsubscribe: https://board.example/u\n"],
    'rules without an empty line'  => ["Hi Dana,\nthree jobs.\n", sub { ('-' x 20) . "\n$_[0]{title}\n" . &$where . "\n$_[0]{url}\n\n" . text($_[0]) }, ('-' x 20) . "\nUnsubscribe: https://board.example/u\n"],
    'stars between'                => ["Hi Dana,\n\n", sub { "* * * * * *\n\n$_[0]{title}\n" . &$where . "\n\n" . text($_[0]) . "\n" }, "* * * * * *\n\nUnsubscribe: https://board.example/u\n"],
    'a link at the end of each'    => ["Hi Dana,\n\n", sub { ('=' x 40) . "\n\n$_[0]{title}\n" . &$where . "\n\n" . text($_[0]) . "\nApply: $_[0]{url}\n\n" }, ('=' x 40) . "\n\nUnsubscribe: https://board.example/u\n"],
    'labels, and no link'          => ["Dear list,\n\n", sub { ('_' x 40) . "\n\nPosition: $_[0]{title}\nCompany: $_[0]{company}\nLocation: $_[0]{place}\n\n" . text($_[0]) . "\nContact: jobs\@x.example\n\n" }, ('_' x 40) . "\nThe list of jobs\n"],
    'numbers'                      => ["Hi Dana,\n\n", do { my $k = 0; sub { ++$k > 3 and $k = 1; "$k. $_[0]{title}\n" . &$where . "\n\n" . text($_[0]) . "\n" } }, "Unsubscribe: https://board.example/u\n"],
    'titles with a line below'     => ["Hi Dana,\n\n", sub { "$_[0]{title}\n" . ('=' x length $_[0]{title}) . "\n" . &$where . "\n\n" . text($_[0]) . "\n" }, ''],
    'titles in boxes'              => ["Hi Dana,\n\n", sub { ('=' x 30) . "\n$_[0]{title}\n" . ('=' x 30) . "\n" . &$where . "\n\n" . text($_[0]) . "\n" }, ''],
    'a page each'                  => ['', sub { ($_[0] == $jobs[0] ? '' : "\f") . "$_[0]{title}\n" . &$where . "\n\n" . text($_[0]) . "\n" }, ''],
);
for my $manner (sort keys %manners) {
    my ($opens, $each, $closes) = @{$manners{$manner}};
    my $all = $opens . join('', map { $each->($_) } @jobs) . $closes;
    are_all("a mail: $manner", 'plain.eml', mail('plain', $all));
    are_all("a text: $manner", 'plain.txt', $all);
}
sub sections { my ($j, $mark) = @_; return "$mark Your tasks\n\n" . join('', map { "- $_\n" } @duties) . "\n$mark Requirements\n\n" . join('', map { "- $_\n" } @{$j->{asks}}) . "\n$mark We offer\n\n- 30 days of holiday\n\n" }
are_all('Markdown', 'jobs.md', join '', map { "# $_->{title}\n\n$_->{company}, $_->{place}\n\n" . sections($_, '##') } @jobs);
are_all('Markdown with rules between', 'jobs.md', join "---\n\n", map { "# $_->{title}\n\n" . sections($_, '##') } @jobs);
my @org = are_all('org', 'jobs.org', join '', map { "* $_->{title}\n:PROPERTIES:\n:COMPANY: $_->{company}\n:URL: $_->{url}\n:END:\n" . sections($_, '**') } @jobs);
is_deeply([map { "$_->{company} $_->{source}{url}" } @org], [map { "$_->{company} $_->{url}" } @jobs], 'with their properties');
is_deeply([map { $_->{source}{file} } @org], [map { "jobs.org:$_" } 1 .. 3], 'each has its number');

my $asks = join '', map { "- $_\n" } @{$jobs[0]{asks}};
my $tasks = join '', map { "- $_\n" } @duties;
stays_one('sections with lines below', 'one.txt', "Baker\n=====\n\nMill and Sons, Leeds\n\nAbout us\n--------\n\n$prose\nhttps://x.example/us\n\nTasks\n-----\n\n$tasks\n$prose\n\nRequirements\n------------\n\n$asks\nApply\n-----\n\n$prose\nhttps://x.example/apply\n");
stays_one('sections with rules between', 'one.txt', "Baker\nhttps://x.example/7\n\n$prose\n\n-----\n\nWhat you will do\n\n$tasks\n$prose\n\n-----\n\nWhat you bring\n\n$asks\n$prose\n\n-----\n\nHow to apply\nhttps://x.example/apply\n$prose\n");
stays_one('numbered sections', 'one.txt', "Baker\n\n1. About us\n\n$prose\n\n2. Tasks\n\n$tasks\n$prose\n\n3. Requirements\n\n$asks\n$prose\n");
stays_one('headings of the first level', 'one.md', "# About us\n\n$prose\n\n# Tasks\n\n$tasks\n$prose\n\n# Requirements\n\n$asks\n$prose\n");
stays_one('a note with front matter', 'one.md', "---\ntitle: Baker\ncompany: Mill and Sons\nlocation: Leeds\nsource: https://x.example/7\ntags: [jobs, bread, and a longer line of words so that it is a text]\n---\n\nBaker\n\nCompany: Mill and Sons\nLocation: Leeds\n\nRequirements:\n$asks\n$prose\n");

my (undef, $mac) = run_in($dir, spew('mac.txt', encode('UTF-8', "Baker\n\n" . text($jobs[0])) =~ tr/\n/\r/r), "$build/fitgap", 'extract', '-f', 'jsonl', '-');
is_deeply([map { $_->{text} } @{decode_json($mac)->{requirements}}], $jobs[0]{asks}, 'lines that end in a return alone');

done_testing;
