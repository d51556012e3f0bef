#!/usr/bin/perl
# journal.t [BUILD_DIR]: the journal under hard use, through the command: killed at
# random moments, several writers at once, a full and a read-only disk, 10,000
# applications. FG_JOURNAL_KILLS: how often it is killed (300).
use strict;
use warnings;
use Cwd qw(abs_path);
use File::Basename qw(dirname);
use File::Temp qw(tempdir);
use POSIX qw(_exit);
use Time::HiRes qw(sleep time);

my $source = dirname(dirname(abs_path($0)));
my $build  = abs_path($ARGV[0] // $ENV{FG_BUILD} // "$source/build/release");
my $fitgap = "$build/fitgap";
my $kills  = $ENV{FG_JOURNAL_KILLS} // 300;
my $asan   = $build =~ /asan/;
my $dir    = tempdir(CLEANUP => 1);
my ($n, $failed) = (0, 0);
$ENV{HOME} = $dir;
$ENV{FITGAP_NOW} = '2026-11-22T10:00:00Z';
delete @ENV{qw(FITGAP_JOURNAL XDG_DATA_HOME XDG_CONFIG_HOME FITGAP_RULES FITGAP_SKILLS)};
srand 11;

sub ok {
    my ($good, $name, @why) = @_;
    $n++;
    print $good ? "ok $n - $name\n" : "not ok $n - $name\n";
    $failed++ if !$good;
    print "# $_\n" for $good ? () : @why;
    return $good;
}

sub fits { # one a line
    my ($name, $count) = @_;
    return join '', map {
        qq({"schema":"fitgap/1","title":"$name","company":"Firm $_","source":{"url":"https://x.example/$name/$_"},)
          . qq("score":) . (20 + $_ % 80) . qq(,"band":"stretch","text":") . ("The posting's text. " x 20) . qq(",)
          . qq("requirements":[{"id":"r1","text":"Skill ) . $_ % 40 . qq( for years","state":"gap","gain":3,"skills":[{"name":"Skill ) . $_ % 40 . qq("}]},)
          . qq({"id":"r2","text":"Tool ) . $_ % 7 . qq(","state":"met","gain":0,"skills":[{"name":"Tool"}]}]}\n)
    } 1 .. $count;
}

# Starts the command with input from a file; returns its pid.
sub start {
    my ($journal, $input, @words) = @_;
    my $pid = fork // die "fork: $!";
    return $pid if $pid;
    open STDIN,  '<', $input // '/dev/null' or _exit 126;
    open STDOUT, '>', '/dev/null';
    open STDERR, '>', "$dir/stderr.$$";
    { exec $fitgap, 'journal', @words, '--journal', $journal; }
    _exit 127;
}

sub run { my $pid = start(@_); waitpid $pid, 0; return $? >> 8 }

sub said { my $pid = shift; open my $h, '<', "$dir/stderr.$pid" or return ''; local $/; return <$h> // '' }

sub spew { my ($f, $s) = @_; open my $h, '>', $f or die "$f: $!"; print $h $s; close $h or die "$f: $!"; return $f }

# One value from the file, by another SQLite than the command's.
sub value {
    my ($journal, $sql) = @_;
    open my $h, '-|', 'python3', '-c',
      'import sqlite3,sys; print("|".join(str(r[0]) for r in sqlite3.connect(sys.argv[1]).execute(sys.argv[2])))',
      $journal, $sql or die;
    chomp(my $v = <$h> // '');
    return $v;
}

sub is_sound { my $j = shift; return value($j, 'PRAGMA integrity_check') eq 'ok' && value($j, 'PRAGMA foreign_key_check') eq '' }

# ---- killed ----

# Seconds that one takes which nobody kills; its applications are in the journal from then on.
sub whole_run {
    my $journal = shift;
    my $began = time;
    run($journal, spew("$dir/fits", fits('run0', 40)), 'add');
    return time - $began;
}

sub killed_at_any_moment {
    my $journal = "$dir/killed.db";
    my ($done, $cut, $half, $lost, $unsound) = (0, 0, 0, 0, 0);
    my $takes = whole_run($journal);
    for my $i (1 .. $kills) {
        my $many  = 40;
        my $input = spew("$dir/fits", fits("run$i", $many));
        my $pid   = start($journal, $input, 'add');
        sleep rand(1.5 * $takes);
        kill KILL => $pid;
        waitpid $pid, 0;
        my $reported = $? == 0;
        $takes *= $reported ? 0.98 : 1.02; # both ends must be met, however busy the machine is
        $reported ? $done++ : $cut++;
        next if $i % 20 && !$reported;
        my $there = -f $journal && -s $journal ? value($journal, "SELECT count(*) FROM application WHERE title = 'run$i'") : 0;
        $lost++ if $reported && $there != $many;
    }
    $half = value($journal, "SELECT count(*) FROM (SELECT 1 FROM application GROUP BY title HAVING count(*) <> 40)");
    ok(is_sound($journal), "after $kills kills the journal is sound");
    ok($lost == 0, 'what was reported as written is there', "$lost of $done lost");
    ok($half eq '0', 'no command is kept by half', "$half commands");
    ok($cut > $kills / 20, 'kills came before the end', "$cut cut, $done done");
    print "# $cut cut short, $done done\n";
}

# ---- several at once ----

sub several_at_once {
    my $journal = "$dir/several.db";
    my @pids = map { start($journal, spew("$dir/one.$_", fits("at-once-$_", 1)), 'add') } 1 .. 8;
    my @bad;
    for my $pid (@pids) { waitpid $pid, 0; push @bad, said($pid) if $? }
    ok(!@bad, 'eight make the journal at the same time', @bad);
    ok(value($journal, 'SELECT count(*) FROM application') eq '8', 'and all eight are in it');
    @pids = map {
        my $writer = $_;
        my $pid = fork // die;
        if (!$pid) {
            for my $i (1 .. 15) { _exit 1 if run($journal, undef, 'outcome', $writer, 'interview', '--note', "w$writer-$i") }
            _exit 0;
        }
        $pid;
    } 1, 2;
    my $good = 1;
    for my $pid (@pids) { waitpid $pid, 0; $good = 0 if $? }
    ok($good, 'two writers do not disturb each other');
    ok(value($journal, "SELECT count(*) FROM event WHERE note LIKE 'w%'") eq '30', 'and every event is there');
    ok(is_sound($journal), 'and the journal is sound');
}

# ---- what can't be done ----

sub leaves_no_file {
    spew("$dir/no-fit", '{"schema": "fitgap/1"');
    spew("$dir/other", '{"schema": "other"}');
    for my $try (['/dev/null', 'add'], ["$dir/no-fit", 'add'], ["$dir/other", 'import'], ['/dev/null', 'import'],
                 [undef, 'contact', '--role', 'x'], [undef, 'due', 'add', 'noday', 'x'], [undef, 'due', 'done', '7'],
                 [undef, 'outcome', '1', 'rejected'], [undef, 'debrief', '1', '--wrong', 'x'], [undef, 'list']) {
        my ($input, @words) = @$try;
        my $status = run("$dir/nowhere/new.db", $input, @words);
        ok(!-e "$dir/nowhere" && $status == ($words[0] eq 'list' ? 0 : 2), "journal @words: no file is begun", "status $status");
    }
    ok(run("$dir/nowhere/new.db", undef, 'add', '--title', 'Clerk') == 0 && value("$dir/nowhere/new.db", 'SELECT count(*) FROM application') eq '1',
       'and the first that can is kept once');
}

# ---- disks ----

sub on_a_disk { # runs a shell script with a small disk of its own at $1; undef: not allowed here
    my $script = shift;
    my $mount = "$dir/disk";
    mkdir $mount;
    return if system("unshare -m sh -c 'mount -t tmpfs -o size=400k none $mount' 2>/dev/null") != 0;
    my $file = spew("$dir/script", "mount -t tmpfs -o size=400k none $mount || exit 99\n$script");
    my $out = `unshare -m sh $file $mount $fitgap $dir 2>&1`;
    return ($? >> 8, $out);
}

sub full_disk {
    spew("$dir/few", fits('few', 3));
    spew("$dir/many", fits('many', 600));
    my ($status, $out) = on_a_disk(<<'SH');
$2 journal add --journal $1/j.db < $3/few || exit 98
$2 journal add --journal $1/j.db < $3/many; echo "status $?"
cp $1/j.db $3/after-full.db
SH
    return print "ok ", ++$n, " - full disk # SKIP no mount here\n" if !defined $status;
    ok($out =~ /status 5/ && $out =~ /disk is full/, 'a full disk ends with 5 and says so', $out);
    ok(is_sound("$dir/after-full.db"), 'and leaves a sound journal');
    ok(value("$dir/after-full.db", 'SELECT count(*) FROM application') eq '3', 'with what was there before');
}

sub read_only_disk {
    my ($status, $out) = on_a_disk(<<'SH');
$2 journal add --journal $1/j.db < $3/few || exit 98
mount -o remount,ro $1
for verb in list stats "outcome 1 applied" "export -f json"; do
    $2 journal $verb --journal $1/j.db; echo "status $?"
done
$2 journal add --journal $1/new.db < $3/few; echo "status $?"
SH
    return print "ok ", ++$n, " - read-only disk # SKIP no mount here\n" if !defined $status;
    my @ends = $out =~ /status (\d)/g;
    my @told = $out =~ /Read-only file system/g;
    ok("@ends" eq '5 5 5 5 5' && @told == 5, 'a read-only disk ends with 5 and says so', split /\n/, $out);
}

# ---- the editor ----

# On a terminal of its own, as a person has it.
sub on_a_terminal {
    my ($editor, @words) = @_;
    local $ENV{EDITOR} = $editor;
    local $ENV{TMPDIR} = $dir;
    delete local $ENV{VISUAL};
    my $out = qx(python3 -c 'import os,pty,sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))' $fitgap @words </dev/null 2>&1);
    return ($? >> 8, $out);
}

sub in_the_editor {
    my $journal = "$dir/editor.db";
    if (system("python3 -c 'import os; os.openpty()' 2>/dev/null") != 0) {
        return print "ok ", ++$n, " - the editor # SKIP no pseudo-terminal here\n";
    }
    run($journal, spew("$dir/one", fits('clerk', 1)), 'add');
    my $writes = spew("$dir/edit", "#!/bin/sh\nsed -i 's/^== What went right.*/&\\n\\n- The talk [r2 landed]\\n- The tour/' \"\$2\"\n");
    chmod 0755, $writes;
    my ($status, $out) = on_a_terminal("$writes --wait", 'journal', 'debrief', '1', '--journal', $journal);
    ok($status == 0 && value($journal, "SELECT group_concat(question || ':' || answer) FROM debrief") eq 'right:The talk,right:The tour',
       'what is written in the editor is kept', $out);
    ok(!glob("$dir/fitgap-debrief-*"), 'and its file is gone');
    spew($writes, "#!/bin/sh\nsed -i 's/^== What went right.*/&\\n\\n- Wrong [r9 landed]/' \"\$2\"\n");
    ($status, $out) = on_a_terminal("$writes --wait", 'journal', 'debrief', '1', '--journal', $journal);
    my @left = glob("$dir/fitgap-debrief-*");
    ok($status == 2 && @left == 1 && $out =~ /still in/, 'what could not be kept stays in its file', $out);
    unlink @left;
    ($status, $out) = on_a_terminal('false', 'journal', 'debrief', '1', '--journal', $journal);
    ok($status == 2 && $out =~ /did not end well/, 'an editor that fails is told', $out);
    unlink glob("$dir/fitgap-debrief-*");
}

# ---- size ----

sub cpu_ms {
    my ($journal, @words) = @_;
    my @before = times;
    my $status = run($journal, undef, @words);
    my @after = times;
    return ($status, 1000 * ($after[2] + $after[3] - $before[2] - $before[3]));
}

# Fits of the size real ones have: eight kilobytes, fourteen requirements.
sub whole_fits {
    my ($count, $file) = @_;
    my $text = join '', map { "What the posting says in its line $_, \\\"quoted\\\" and all of it.\\n" } 1 .. 50;
    open my $h, '>', $file or die "$file: $!";
    for my $i (1 .. $count) {
        my $requirements = join ',', map {
            my $skill = 'Skill ' . ($i * 7 + $_) % 60;
            qq({"id": "r$_", "text": "$_ years of $skill in a team of several, or something near it", "priority": "must", "kind": "skill",)
              . qq( "skills": [{"name": "$skill", "surface": "$skill", "at": [11, 8]}], "section": "What you bring", "at": [2310, 47],)
              . qq( "state": ") . ($_ % 3 ? 'met' : 'gap') . qq(", "credit": 0.5, "weight": 3, "gain": ) . ($_ % 3 ? 0 : 2.5) . qq(, "evidence": []})
        } 1 .. 14;
        print $h qq({"schema": "fitgap/1", "source": {"url": "https://x.example/large/$i"}, "title": "Large $i", "company": "Firm $i",)
          . qq( "location": "Gent", "score": ) . (20 + $i % 80) . qq(, "band": "stretch", "text": "$text", "requirements": [$requirements]}\n);
    }
    close $h or die;
    return $file;
}

sub best_of {
    my ($most, $runs, $run) = @_;
    my ($status, $best) = (0, 1e9);
    for my $try (1 .. $runs) { # beside other tests the processor's time is not steady: the best counts
        my ($s, $ms) = $run->();
        $status ||= $s;
        $best = $ms if $ms < $best;
        last if $try >= 3 && $best <= $most;
    }
    return ($status, $best);
}

sub ten_thousand {
    my $journal = "$dir/large.db";
    my $count = $asan ? 1000 : 10000;
    ok(run($journal, whole_fits($count, "$dir/large"), 'add', '--status', 'applied', '--date', '2026-09-01') == 0,
       "$count applications are taken in");
    # what a process costs before it does anything tells how slow the machine is
    my $start = 0;
    $start += (cpu_ms($journal, 'show', '1'))[1] / 20 for 1 .. 20;
    my $slow = $start > 20 ? $start / 20 : 1;
    printf "# a process costs %.1f ms: limits are %.1f times as wide\n", $start, $slow;
    my @small = (['list'], ['list', '-f', 'json'], ['list', '--search', 'firm 77'], ['show', '500'], ['stats'],
                 ['calibrate'], ['outcome', '70', 'rejected'], ['debrief', '70', '--wrong', 'late'],
                 ['feedback', '70', 'too', 'late'], ['contact', '--name', 'Jo', '--application', '70'], ['contact'],
                 ['due', '--within', '3d'], ['letter', '70', 'second-chance'],
                 ['export', '70', '-f', 'markdown'], ['export', '-f', 'csv']);
    # 20,000 follow-ups are printed, or all of the journal's 90 MB are moved: twice and
    # more of what they take
    my @large = ([200, 'due'], [300, 'due', '--as', 'ical'], [200, 'due', '--as', 'taskwarrior'],
                 [200, 'due', '--as', 'remind'], [200, 'due', '--as', 'org'], [700, 'export', '-f', 'json'],
                 [700, 'export', '-f', 'jsonl'], [1400, 'export', '-f', 'markdown'], [500, 'backup', "$dir/copy.db"]);
    for my $c ((map { [100, @$_] } @small), @large) {
        my ($most, @words) = @$c;
        my ($status, $best) = best_of($most * $slow, 12, sub { cpu_ms($journal, @words) });
        my $name = join ' ', map { s/.*\///r } @words;
        ok($status == 0 && ($asan || $best <= $most * $slow), "$name: within $most ms", "status $status, $best ms");
        printf "# %-32s %4.0f ms\n", $name, $best;
    }
    system("$fitgap journal export -f json --journal $journal >$dir/all.json") == 0 or die;
    my ($status, $best) = best_of(2500 * $slow, 5, sub {
        unlink glob("$dir/again.db*");
        my @before = times;
        my $s = run("$dir/again.db", "$dir/all.json", 'import');
        my @after = times;
        ($s, 1000 * ($after[2] + $after[3] - $before[2] - $before[3]));
    });
    my $size = int((-s "$dir/all.json") / 1e6);
    ok($status == 0 && ($asan || $best <= 2500 * $slow), "import of $size MB: within 2500 ms", "status $status, $best ms");
    printf "# %-32s %4.0f ms\n", 'import', $best;
    ok(system("$fitgap journal export -f json --journal $dir/again.db | cmp -s - $dir/all.json") == 0, 'and nothing of it is lost');
}

killed_at_any_moment();
several_at_once();
leaves_no_file();
full_disk();
read_only_disk();
in_the_editor();
ten_thousand();
print "1..$n\n";
exit($failed ? 1 : 0);
