#!/usr/bin/perl
# golden.t [BUILD_DIR]: runs tests/golden/NAME/cmd with a shell and compares what
# it printed with stdout, stderr and status beside it. The folder's name says why
# it exists. In cmd: $FITGAP is the command, $HERE the folder, $FIXTURES fixtures/;
# the working folder is a new, empty one. `todo` beside them says why it is known to
# fail. FG_GOLDEN_UPDATE=1 rewrites all others: read the diff.
use strict;
use warnings;
use Cwd qw(abs_path);
use File::Basename qw(dirname);
use File::Temp qw(tempdir);
use lib dirname(abs_path($0)) . '/lib';
use Command qw(slurp spew);

my $tests  = dirname(abs_path($0));
my $source = dirname($tests);
my $build  = abs_path($ARGV[0] // $ENV{FG_BUILD} // "$source/build/release");
my $update = $ENV{FG_GOLDEN_UPDATE};
my @dirs   = sort grep { -f "$_/cmd" } glob "$tests/golden/*";
@dirs = grep { /$ENV{FG_GOLDEN_ONLY}/ } @dirs if $ENV{FG_GOLDEN_ONLY};


sub run_one {
    my $dir = shift;
    my $tmp = tempdir(CLEANUP => 1);
    local %ENV = (
        PATH => $ENV{PATH}, HOME => "$tmp/home", LC_ALL => 'C.UTF-8', TZ => 'UTC', COLUMNS => 80,
        FITGAP => "$build/fitgap", HERE => $dir, FIXTURES => "$source/fixtures",
        TESTS => $tests, SOURCE => $source,
        map { $_ => $ENV{$_} } grep { defined $ENV{$_} } qw(ASAN_OPTIONS UBSAN_OPTIONS LSAN_OPTIONS),
    );
    mkdir "$tmp/home"; mkdir "$tmp/work";
    my $pid = fork // die "fork: $!";
    if (!$pid) {
        chdir "$tmp/work" or die;
        open STDIN,  '<', '/dev/null'; open STDOUT, '>', "$tmp/out"; open STDERR, '>', "$tmp/err";
        exec 'timeout', '120', 'sh', "$dir/cmd";
    }
    waitpid $pid, 0;
    my $status = ($? >> 8) . "\n";
    my %got = (stdout => slurp("$tmp/out"), stderr => slurp("$tmp/err"), status => $status);
    s/\Q$tmp\E/TMP/g, s/\Q$source\E/SRC/g for values %got;
    return %got;
}

print "1..", scalar(@dirs), "\n";
my ($n, $failed) = (0, 0);
for my $dir (@dirs) {
    my %got = run_one($dir);
    my $name = $dir =~ s{.*/}{}r;
    my @why;
    for my $part (qw(stdout stderr status)) {
        my $file = "$dir/$part";
        if ($update) {
            next if -f "$dir/todo";
            if ($got{$part} eq '' or ($part eq 'status' and $got{$part} eq "0\n")) { unlink $file }
            else { spew($file, $got{$part}) }
            next;
        }
        my $want = slurp($file);
        $want = "0\n" if $part eq 'status' and $want eq '';
        next if $want eq $got{$part};
        spew("$build/golden.$name.$part", $got{$part});
        push @why, $part, map({ "  $_" } split /\n/, `diff -u --label want --label got $file $build/golden.$name.$part 2>&1 | head -40`);
    }
    $n++;
    my $todo = slurp("$dir/todo") =~ s/\s+/ /gr;
    print @why ? "not ok $n - $name" : "ok $n - $name", $todo ? " # TODO $todo" : '', "\n";
    $failed++ if @why && !$todo;
    print "# $_\n" for @why;
}
exit($failed ? 1 : 0);
