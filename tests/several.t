#!/usr/bin/perl
# several.t: several postings in one file, in every manner in which programs and people put
# them there: tables, records, archives, mails, notes.
use strict;
use warnings;
use utf8;
use Cwd qw(abs_path);
use Encode qw(encode);
use File::Basename qw(dirname);
use File::Temp qw(tempdir);
use JSON::PP;
use Test::More;
use lib dirname(abs_path($0)) . '/lib';
use Command qw(slurp spew has run_in);

my $source = dirname(dirname(abs_path($0)));
my $build  = abs_path($ARGV[0] // $ENV{FG_BUILD} // "$source/build/release");
my $dir    = tempdir(CLEANUP => 1);
chdir $dir or die;
$ENV{HOME} = $dir;
delete $ENV{FITGAP_SKILLS};
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
are_all('a code page', 'table', encode('cp1252', table(';')));

# ---- records ----

my $coder = JSON::PP->new->canonical;
my @records = map { $coder->encode({title => $_->{title}, description => html($_), url => $_->{url}}) } @jobs;
are_all('JSON Lines', 'jobs', join '', map { "$_\n" } @records);
are_all('JSON Lines in UTF-16', 'jobs', encode('UTF-16LE', "\x{feff}" . join '', map { "$_\r\n" } @records));
are_all('a sign before each (RFC 7464)', 'jobs', join '', map { "\x1e$_\n" } @records);
are_all('one object behind the other', 'jobs', join '', map { JSON::PP->new->pretty->encode(decode_json(encode('UTF-8', $_))) } @records);

# ---- what boards answer, saved: the same as when fitgap fetched it (fixtures/sites) ----

my %told_by_address = map { $_ => 1 } qw(hackernews usajobs); # only its rule knows the answer
for my $summary (sort glob "$source/fixtures/sites/*/summary") {
    my $board = dirname($summary);
    my ($name) = $board =~ /(\w+)$/;
    my @answers = grep { !/robots/ } glob "$board/*.json $board/*.xml";
    next if @answers != 1 || $told_by_address{$name};
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

done_testing;
