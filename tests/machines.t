#!/usr/bin/perl
# machines.t [BUILD_DIR]: a scan cut up by the engines README.md names gives, merged by
# `fitgap rank`, byte for byte what one scan gives: GNU parallel, Gearman and Slurm as
# they are (Slurm only where its daemons are installed; its script always, with the
# array's numbers set by hand), Hadoop Streaming and Spark by pipes that feed a mapper
# as they do. Workers are killed in the middle and run again.
use strict;
use warnings;
use Cwd qw(abs_path);
use File::Basename qw(dirname);
use File::Path qw(make_path);
use File::Temp qw(tempdir);
use IO::Socket::INET;
use POSIX qw(:sys_wait_h);
use Sys::Hostname;
use Test::More;
use Time::HiRes qw(sleep time);
use lib dirname(abs_path($0)) . '/lib';
use Command qw(slurp spew has);

my $source = dirname(dirname(abs_path($0)));
my $build  = abs_path($ARGV[0] // $ENV{FG_BUILD} // "$source/build/release");
my $dir    = tempdir(CLEANUP => 1);
my %daemon; # pid => name; ended at the end, whatever happens
chdir $dir or die;
%ENV = (PATH => "$build:/usr/local/sbin:/usr/sbin:$ENV{PATH}", HOME => $dir, LC_ALL => 'C.UTF-8', FITGAP_RULES => "$source/rules",
        map { $_ => $ENV{$_} } grep { defined $ENV{$_} } qw(ASAN_OPTIONS UBSAN_OPTIONS LSAN_OPTIONS));

sub free_port { IO::Socket::INET->new(Listen => 1, LocalAddr => '127.0.0.1')->sockport }
sub start {
    my ($name, @words) = @_;
    my $pid = fork // die;
    if (!$pid) {
        open STDIN, '<', '/dev/null'; open STDOUT, '>>', "$name.log"; open STDERR, '>&', \*STDOUT;
        exec @words or POSIX::_exit(127);
    }
    $daemon{$pid} = $name;
    return $pid;
}
sub stop { my ($pid, $signal) = (@_, 'TERM'); kill $signal => $pid; waitpid $pid, 0; delete $daemon{$pid} }
sub until_true { my ($seconds, $true) = @_; my $end = time + $seconds; while (time < $end) { return 1 if $true->(); sleep 0.05 } return 0 }
END { local $?; stop($_, 'KILL') for keys %daemon }

my $many = 300;
spew('skills.yaml', "name: Dana\nskills:\n  - Python: 6 years\n  - SQL: 4 years\n  - project management\nlanguages: {English: native}\n");
system("$source/tests/bench/make_postings", $many, 'postings') == 0 or die;
my $whole = qx(fitgap scan -q -s skills.yaml postings);
is($?, 0, "one scan of $many postings");

# Merged, it is the same.
sub is_whole {
    my ($name, @parts) = @_;
    my $merged = qx(fitgap rank -q @parts 2>&1);
    ok($merged eq $whole, "$name: byte for byte what one scan gives") or diag substr $merged, 0, 400;
}

# ---- GNU parallel ----

SKIP: {
    skip 'no GNU parallel', 5 if !has('parallel') || qx(parallel --version 2>/dev/null) !~ /GNU parallel/;
    my $scan = 'fitgap scan -q -s skills.yaml --shard {}/7 -f jsonl postings >part.{}';
    is(system("seq 7 | parallel --will-cite '$scan' 2>parallel.log"), 0, 'GNU parallel runs seven shards') or diag slurp('parallel.log');
    is_whole('GNU parallel', map { "part.$_" } 1 .. 7);
    # the third is killed in the middle the first time: its part is cut off
    unlink glob 'part.*';
    spew('worker', qq{#!/bin/sh\n[ -e was-killed ] || [ \$1 != 3 ] || { touch was-killed; fitgap scan -q -s skills.yaml --shard 3/7 -f jsonl postings | head -c 20000 >part.3; kill -KILL \$\$; }\n}
        . "fitgap scan -q -s skills.yaml --shard \$1/7 -f jsonl postings >part.\$1\n");
    chmod 0755, 'worker';
    isnt(system('seq 7 | parallel --will-cite --joblog jobs ./worker 2>>parallel.log'), 0, 'a worker that is killed is told');
    is(system('seq 7 | parallel --will-cite --joblog jobs --resume-failed ./worker 2>>parallel.log'), 0, 'and its shard alone is run again');
    is_whole('GNU parallel, a worker killed and run again', map { "part.$_" } 1 .. 7);
}

# ---- Gearman ----

SKIP: {
    skip 'no Gearman', 5 if !has('gearmand') || !has('gearman');
    my $port = free_port();
    my $at = "-h 127.0.0.1 -p $port";
    my $server = start('gearmand', 'gearmand', '--listen=127.0.0.1', "--port=$port", '--log-file=stderr', '--job-retries=5');
    ok(until_true(10, sub { IO::Socket::INET->new("127.0.0.1:$port") }), 'a gearmand of its own') or diag slurp('gearmand.log');
    my $work = "fitgap score -q -s skills.yaml -f jsonl -";
    my $worker = sub { start('worker', 'gearman', split(/ /, $at), '-w', '-f', 'fitgap', '--', @_) };
    my @files = sort glob 'postings/*/*.html';
    my @some = @files[0 .. 59];
    # what they say by themselves: a posting on standard input has no path
    my $alone = qx(for f in @some; do $work <\$f; done | fitgap rank -q);
    my $first = $worker->(split / /, $work);
    my $second = $worker->(split / /, $work);
    qx(for f in @some; do gearman $at -f fitgap <\$f; done >fits.jsonl 2>client.log);
    is($?, 0, 'two workers take sixty postings') or diag slurp('client.log');
    my $ranked = qx(fitgap rank -q fits.jsonl);
    ok($ranked eq $alone, 'Gearman: byte for byte what they give one by one');
    stop($_) for $first, $second;
    # a worker that is killed while it works: the posting goes to another one
    spew('slow', "#!/bin/sh\necho \$\$ >at-work.new\nmv at-work.new at-work\nexec sleep 60\n");
    chmod 0755, 'slow';
    my $doomed = $worker->('./slow');
    my $client = fork // die;
    if (!$client) { exec "gearman $at -f fitgap <$files[70] >killed.jsonl 2>>client.log" }
    $daemon{$client} = 'client';
    ok(until_true(10, sub { -e 'at-work' }), 'a worker has a posting');
    my $third = $worker->(split / /, $work);
    stop($doomed, 'KILL');
    kill KILL => slurp('at-work') + 0;
    my $ended = until_true(15, sub { waitpid($client, WNOHANG) == $client });
    delete $daemon{$client} if $ended;
    my $expected = qx($work <$files[70]);
    ok($ended && slurp('killed.jsonl') eq $expected, 'it is killed, and another one answers') or diag slurp('client.log'), slurp('gearmand.log');
    stop($third);
    stop($server);
}

# ---- Slurm ----

# The script itself, with what Slurm would set.
{
    my $task = sub { my ($k, $n, $before) = @_;
        system("$before SLURM_ARRAY_TASK_ID=$k SLURM_ARRAY_TASK_COUNT=$n SLURM_CPUS_PER_TASK=2 sh $source/contrib/slurm-scan.sh skills.yaml array postings 2>>array.log") };
    is(scalar(grep { $_ } map { $task->($_, 4, '') } 1, 2, 4), 0, 'slurm-scan.sh: three tasks of four') or diag slurp('array.log');
    # the third is ended by a signal: no part, no rest
    spew('ended/fitgap', "#!/bin/sh\n$build/fitgap \"\$@\" | head -c 9000\nexit 143\n");
    chmod 0755, 'ended/fitgap';
    is($task->(3, 4, 'PATH=./ended:$PATH') >> 8, 143, 'one that is ended by a signal says so');
    is(join(' ', sort map { s/.*\///r } glob 'array/*'), 'part.1 part.2 part.4', 'and leaves nothing that could be taken for its part');
    is($task->(3, 9, 'SHARDS=4'), 0, 'it is run again alone');
    is_whole('slurm-scan.sh', glob 'array/part.*');
}

SKIP: {
    skip 'no Slurm daemons here: its script ran without them', 3 if !has('slurmctld') || !has('slurmd') || !has('sbatch');
    skip 'Slurm\'s daemons want to be root', 3 if $> != 0;
    my $slurm = "$dir/slurm";
    my ($control, $node, $host) = (free_port(), free_port(), (split /\./, hostname())[0]);
    make_path("$slurm/state", "$slurm/spool");
    spew("$slurm/slurm.conf", <<"CONF");
ClusterName=fitgap
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=$control
SlurmdPort=$node
AuthType=auth/none
CredType=cred/none
SlurmUser=root
SlurmdUser=root
SlurmctldPidFile=$slurm/ctld.pid
SlurmdPidFile=$slurm/d.pid
SlurmctldLogFile=$slurm/ctld.log
SlurmdLogFile=$slurm/d.log
StateSaveLocation=$slurm/state
SlurmdSpoolDir=$slurm/spool
ProctrackType=proctrack/pgid
TaskPlugin=task/none
SelectType=select/cons_res
SelectTypeParameters=CR_CPU
SwitchType=switch/none
MpiDefault=none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
JobCompType=jobcomp/none
ReturnToService=2
SchedulerParameters=sched_interval=1,batch_sched_delay=0,sched_min_interval=0
NodeName=$host NodeAddr=127.0.0.1 CPUs=2 State=UNKNOWN
PartitionName=all Nodes=$host Default=YES State=UP MaxTime=INFINITE
CONF
    local $ENV{SLURM_CONF} = "$slurm/slurm.conf";
    my @daemons = (start('slurmctld', 'slurmctld', '-D', '-i'), start('slurmd', 'slurmd', '-D'));
    my $up = until_true(30, sub { qx(sinfo -h -o %t 2>/dev/null) =~ /^idle/ });
    if (!$up) {
        diag slurp("$slurm/ctld.log"), slurp("$slurm/d.log");
        stop($_) for reverse @daemons;
        skip 'Slurm does not come up here', 3;
    }
    my $submitted = qx(sbatch --array=1-4 --cpus-per-task=1 --output=$slurm/%a.out $source/contrib/slurm-scan.sh skills.yaml real postings 2>&1);
    like($submitted, qr/^Submitted batch job/, 'Slurm takes the job array');
    ok(until_true(120, sub { qx(squeue -h -t PD,R,CG,CF 2>/dev/null) eq '' }), 'and runs it') or diag qx(squeue);
    is_whole('Slurm', glob 'real/part.*') or diag map { slurp($_) } glob "$slurm/*.out";
    stop($_) for reverse @daemons;
}

# ---- Hadoop Streaming, Spark: a pipe that feeds lines, as they do ----

sub record {
    my ($url, $file) = @_;
    my $http = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" . slurp($file);
    return "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: $url\r\nContent-Length: " . length($http) . "\r\n\r\n$http\r\n\r\n";
}
{
    my @files = (sort glob 'postings/*/*.html')[0 .. 39];
    for my $w (0 .. 3) {
        spew("crawl/$w.warc", join '', map { record("https://x.example/$_", $files[$_]) } grep { $_ % 4 == $w } 0 .. $#files);
        system("gzip -kf crawl/$w.warc") == 0 or die;
    }
    my $one = qx(cat crawl/?.warc.gz | fitgap scan -q -s skills.yaml -);
    spew('bin/hdfs', "#!/bin/sh\n[ \"\$1 \$2\" = 'dfs -cat' ] && exec cat \"\$3\"\n");
    chmod 0755, 'bin/hdfs';
    my $offset = 0;
    for my $w (0 .. 3) { # NLineInputFormat: the line's offset, a tab, the line
        open my $h, '|-', "PATH=$dir/bin:\$PATH FITGAP=fitgap FITGAP_RULES=$source/rules sh $source/contrib/hadoop-map.sh >fits-$w" or die;
        print $h "$offset\tcrawl/$w.warc.gz\n";
        $offset += 20;
        close $h;
        is($?, 0, "hadoop-map.sh: map task $w");
    }
    my $merged = qx(fitgap rank -q fits-0 fits-1 fits-2 fits-3);
    ok($merged eq $one, 'Hadoop Streaming: byte for byte what one scan of all WARC files gives') or diag substr($merged, 0, 600), substr($one, 0, 600);
    my $twice = qx(fitgap rank -q fits-0 fits-1 fits-2 fits-3 fits-1);
    ok($twice eq $one, 'a task that was run twice counts once');
}
{
    my $lines = qx($source/tests/bench/make_postings 80);
    my $i = 0;
    $lines =~ s/^\{/sprintf '{"url":"https:\/\/x.example\/%d",', $i++/gem;
    spew('jobs.jsonl', $lines);
    my @lines = split /^/, $lines;
    my $one = qx(fitgap scan -q -s skills.yaml - <jobs.jsonl);
    my @parts;
    for my $p (0 .. 2) { # RDD.pipe: a partition's elements, one a line, to one process
        push @parts, "piped-$p";
        open my $h, '|-', "fitgap scan -q -s skills.yaml -f jsonl - >piped-$p" or die;
        print $h @lines[grep { $_ % 3 == $p } 0 .. $#lines];
        close $h;
    }
    my $merged = qx(fitgap rank -q @parts);
    ok($merged eq $one, 'Spark pipe: byte for byte what one scan of the lines gives') or diag substr($merged, 0, 600), substr($one, 0, 600);
}

done_testing;
