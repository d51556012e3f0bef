#!/usr/bin/perl
# readers.t [BUILD_DIR]: what the journal hands to other programs is read by those
# programs, and says there what it says here: taskwarrior, remind, two readers of
# iCalendar and vCard, Org mode (where an Emacs is), and jrnl's rule of what an entry is
# (Debian has no package of jrnl).
use strict;
use warnings;
use utf8;
use Cwd qw(abs_path);
use File::Basename qw(dirname);
use File::Temp qw(tempdir);
use JSON::PP;
use Test::More;
use lib dirname(abs_path($0)) . '/lib';
use Command qw(has);

my $source = dirname(dirname(abs_path($0)));
my $build  = abs_path($ARGV[0] // $ENV{FG_BUILD} // "$source/build/release");
my $dir    = tempdir(CLEANUP => 1);
chdir $dir or die;
@ENV{qw(HOME FITGAP_NOW FITGAP_JOURNAL LC_ALL)} = ($dir, '2026-11-22T10:00:00Z', "$dir/j.db", 'C.UTF-8');
delete @ENV{qw(XDG_DATA_HOME XDG_CONFIG_HOME FITGAP_RULES FITGAP_SKILLS TASKRC TASKDATA)};
binmode $_, ':utf8' for Test::More->builder->output, Test::More->builder->failure_output;

sub spew { my ($f, $s) = @_; open my $h, '>:utf8', $f or die "$f: $!"; print $h $s; close $h or die }
sub output { # of a command, as characters
    my @words = map { my $w = $_; utf8::encode($w); $w } @_;
    open my $h, '-|', @words or die "@_: $!";
    binmode $h, ':utf8';
    my $text = do { local $/; <$h> } // '';
    close $h; # sets $?
    return $text;
}
sub fitgap {
    my $out = output("$build/fitgap", 'journal', @_);
    die "fitgap journal @_: status $?" if $?;
    return $out;
}

# Words that mean something to one reader or another.
my @jobs = (
    ['Clerk [50 %], "night; shift" \\', 'A & B \\'],
    ['TODO Heading #+END_SRC [[link]] <2026-01-01 Thu> :tag:', '%w [expr] $(rm) `x` %'],
    ['مهندس برمجيات', 'شركة النور'],
    ["👩‍💻 Ingénieur·e\nsecond line", 'REM 2026-01-01 MSG x'],
    ['due:tomorrow +tag project:x', "O'Neill \\; \\, {curly} \$HOME"],
    ['*bold* /italic/ =code=', '@tag (x:y)'],
);
my $note = "[2026-01-01 10:00] not an entry\n* no headline\n:PROPERTIES:\n#+BEGIN_SRC sh\n#+END_SRC\n<2026-01-02 Fri>";
my $n = 0;
for my $job (@jobs) {
    $n++;
    fitgap('add', '-q', '--title', $job->[0], '--company', $job->[1], '--url', "https://x.example/$n");
    fitgap('outcome', $n, 'applied', '--date', '-20d', '-q');
    fitgap('outcome', $n, 'rejected', '--note', $note, '-q');
    fitgap('debrief', $n, '--wrong', $note, '-q');
    fitgap('contact', '--application', $n, '-q', '--name', "Zoë; \"Å\" , \\ ✓ $n", '--firm', 'A;B,C\\', '--mail', "a$n\@b.example",
           '--note', "first\nsecond");
}
my @within = ('due', '--within', '1y');
my @dues = @{decode_json(do { my $s = fitgap(@within, '-f', 'json'); utf8::encode($s); $s })};
cmp_ok(scalar @dues, '>', 5 * @jobs, 'there is something to do');
# In one line, as the formats have it.
sub line { my $s = shift; $s =~ s/\n/ /g; return $s }
sub summary {
    my $d = shift;
    my $about = "#$d->{application} $d->{title} - $d->{company}" . ($d->{contact} ne '' ? ", $d->{contact}" : '');
    return line("$d->{what} ($about)");
}
my %due = map { $_->{uid} => $_ } @dues;

SKIP: {
    skip 'no taskwarrior', 4 if !has('task');
    spew('taskrc', "data.location=$dir/tasks\nconfirmation=off\nnews.version=9.9.9\n");
    mkdir 'tasks';
    spew('due.json', fitgap(@within, '--as', 'taskwarrior'));
    $ENV{TASKRC} = "$dir/taskrc";
    for my $time ('once', 'twice') {
        is(system('task import due.json >task.log 2>&1'), 0, "taskwarrior takes it $time") or diag `cat task.log`;
    }
    my $exported = output('task', 'rc.verbose=nothing', 'rc.gc=off', 'export');
    utf8::encode($exported);
    my %task = map { $_->{uuid} => $_ } @{decode_json($exported)};
    is_deeply([sort keys %task], [sort keys %due], 'each follow-up is one task');
    is_deeply({map { $_ => "$task{$_}{due} $task{$_}{description}" } keys %task},
              {map { my $d = $due{$_}; $_ => ($d->{due} =~ s/-//gr) . 'T090000Z ' . summary($d) } keys %due},
              'with its day and its words');
}

SKIP: {
    skip 'no remind', 2 if !has('remind');
    spew('due.rem', fitgap(@within, '--as', 'remind'));
    my @days = map { "$_->{due} " . summary($_) . ' today' } @dues;
    my @months = sort { $a cmp $b } do { my %m; $m{substr $_->{due}, 0, 7} = 1 for @dues; keys %m };
    my @read;
    for my $month (@months) {
        for (split /\n/, output('sh', '-c', "remind -b2 -s due.rem $month-01 2>remind.log")) {
            push @read, "$1-$2-$3 $4" if m{^(\d+)/(\d+)/(\d+) \* \* \* \* (.*)};
        }
    }
    is(-s 'remind.log', 0, 'remind has nothing to say against it') or diag `head -5 remind.log`;
    is_deeply([sort @read], [sort @days], 'and reminds of each on its day');
}

sub python { # the program's output as a list of lists of texts
    my ($script, @files) = @_;
    spew('read.py', $script);
    my $out = output('/usr/bin/python3', 'read.py', @files);
    utf8::encode($out);
    return $? ? undef : decode_json($out);
}
spew('due.ics', fitgap(@within, '--as', 'ical'));
spew('people.vcf', fitgap('contact', '--as', 'vcard'));
my @events = sort map { join '|', $_->{uid}, $_->{due}, summary($_), line($_->{why}), '9:00:00' } @dues;
SKIP: {
    skip 'no python3-icalendar', 1 if system('/usr/bin/python3 -c "import icalendar" 2>/dev/null');
    my $read = python(<<'PY', 'due.ics');
import icalendar, json, sys
calendar = icalendar.Calendar.from_ical(open(sys.argv[1], 'rb').read())
print(json.dumps([[str(e['uid']), str(e['dtstart'].dt), str(e['summary']), str(e['description']),
                   str(e.walk('valarm')[0]['trigger'].dt)] for e in calendar.walk('vevent')]))
PY
    # this reader takes the escaped backslash before an escaped character for that character's own
    my $plain = sub { my $s = shift; $s =~ s/\\(?=[;,])//g; $s };
    is_deeply([map { $plain->($_) } sort map { join '|', @$_ } @$read], [map { $plain->($_) } @events], 'python3-icalendar reads each event and its alarm');
}
SKIP: {
    skip 'no python3-vobject', 2 if system('/usr/bin/python3 -c "import vobject" 2>/dev/null');
    my $read = python(<<'PY', 'due.ics', 'people.vcf');
import vobject, json, sys
calendar, = vobject.readComponents(open(sys.argv[1], newline='').read())
events = [[e.uid.value, str(e.dtstart.value), e.summary.value, e.description.value, str(e.valarm.trigger.value)]
          for e in calendar.contents['vevent']]
people = [[c.fn.value, c.org.value[0], c.email.value, c.note.value] for c in vobject.readComponents(open(sys.argv[2], newline='').read())]
print(json.dumps([events, people]))
PY
    is_deeply([sort map { join '|', @$_ } @{$read->[0]}], \@events, 'vobject reads each event and its alarm');
    is_deeply([sort map { $_->[0] } @{$read->[1]}], [map { "Zoë; \"Å\" , \\ ✓ $_" } 1 .. $n], 'and each person');
    is_deeply([@{$read->[1][0]}[2, 3]], ["a1\@b.example", "first\nsecond"], 'with mail and note');
}

# The entry that a report appends to a person's own journal.
spew('skills.yaml', "skills: [Python]\n");
my $job = encode_json({'@context' => 'https://schema.org', '@type' => 'JobPosting', title => 'TODO [[x]] <2026-01-01 Thu> @home now',
    hiringOrganization => {name => 'Acme'}, description => '<h2>Requirements</h2><ul><li>Python</li><li>#+BEGIN_SRC &lt;2026-01-02 Fri&gt; [[y]]</li><li>[2026-01-01 10:00] Rust</li></ul>'});
$job =~ s/</\\u003c/g;
spew('posting.html', qq(<meta charset="utf-8"><title>A job</title><script type="application/ld+json">$job</script>));
sub entry { my $f = shift; return output('sh', '-c', "'$build/fitgap' -q -f $f -s skills.yaml --rules '$source/rules' posting.html; true") }

SKIP: {
    skip 'no Emacs', 6 if !has('emacs');
    spew('entry.org', entry('org') . entry('org'));
    spew('due.org', fitgap(@within, '--as', 'org'));
    spew('all.org', fitgap('export', '-f', 'org'));
    spew('read.el', <<'EL');
(require 'org) (require 'org-element)
(dolist (file '("due.org" "all.org" "entry.org"))
  (with-temp-buffer
    (insert-file-contents file)
    (org-mode)
    (let ((tree (org-element-parse-buffer)))
      (org-element-map tree 'headline
        (lambda (h)
          (princ (format "%s|%d|%s|%s|%s|%s|%s\n" file (org-element-property :level h)
                         (org-element-property :raw-value h) (or (org-element-property :todo-keyword h) "")
                         (or (org-element-property :ID h) "") (length (org-element-property :tags h))
                         (let ((d (org-element-property :deadline h))) (if d (org-element-property :raw-value d) ""))))))
      (princ (format "%s: %d stamps and links, %d drawers and blocks\n" file
                     (length (org-element-map tree '(timestamp link)
                              (lambda (x) (memq (or (org-element-property :format x) (org-element-property :type x)) '(bracket active)))))
                     (length (org-element-map tree '(drawer src-block keyword table fixed-width) (lambda (x) x))))))))
EL
    my $out = output('sh', '-c', 'emacs -Q --batch -l read.el 2>emacs.log');
    $out =~ s/\x{200b}//g; # what keeps words from being markup
    my @todo = map { /^due\.org\|1\|(.*)\|TODO\|(.+)\|0\|<(\S+) \w+>$/ ? "$2 $3 $1" : () } split /\n/, $out;
    is_deeply([sort @todo], [sort map { my $w = line($_->{what}); $w =~ s/ $//; "$_->{uid} $_->{due} $w" } @dues], 'Org mode reads each follow-up') or diag `head -5 emacs.log`;
    my @pages = map { /^all\.org\|1\|(.*)\|\|\|0\|$/ ? $1 : () } split /\n/, $out;
    is_deeply([sort @pages], [sort map { line("$_->[0] - $_->[1]") } @jobs], 'and each application as one headline, none of it a keyword or a tag');
    like($out, qr/^due\.org: 0 stamps and links, 0 drawers and blocks$/m, 'no word of a posting is a date of the agenda, a link or a block');
    my @titles = map { /^entry\.org\|1\|(.*?)\|\|\|1\|$/ ? $1 : () } split /\n/, $out;
    is_deeply(\@titles, [('TODO [[x]] <2026-01-01 Thu> @home now - Acme') x 2], 'a report appended twice is two entries with a tag each') or diag $out;
    like($out, qr/^entry\.org: 0 stamps and links, 0 drawers and blocks$/m, 'and no date of the agenda');
    like($out, qr/^all\.org: 0 stamps and links, 0 drawers and blocks$/m, 'nor of what a person wrote');
}

# jrnl begins an entry where a line begins with a date in brackets and a blank.
# Source: jrnl 4, Journal._parse().
{
    my $text = fitgap('export', '-f', 'jrnl');
    my @entries = $text =~ /(?:^|\n)\[([^\]]+)\] ([^\n]*)/g;
    is(scalar @entries / 2, $n, 'jrnl: each application is one entry');
    my %day = @entries[map { ($_ * 2, $_ * 2 + 1) } 0 .. $n - 1];
    is_deeply([keys %day], ['2026-11-22 12:00'], 'under the day of its last change');
    is_deeply([map { $entries[$_ * 2 + 1] } 0 .. $n - 1], [map { line("$_->[0] - $_->[1]") =~ s/(^| )@/$1(at)/r } @jobs], 'with its title');
    like($text, qr/\n\z/, 'ended by a newline');
    my $own = entry('jrnl');
    my @own = ($own . $own) =~ /(?:^|\n)\[([^\]]+)\] ([^\n]*)/g;
    is(scalar @own, 4, 'a report appended twice is two entries') or diag $own;
    like($own[1] // '', qr/^TODO .* \(at\)home now/, 'with its title, and no tag in it');
    my $appended = $text . $text;
    is(scalar(() = $appended =~ /(?:^|\n)\[[^\]]+\] /g), 2 * $n, 'appended twice there are twice as many');
}

done_testing;
