# Command.pm - what tests of the command share: files written and read whole, a program
# looked for, the command run in a folder of the test's own.
#
#     use lib dirname(abs_path($0)) . '/lib';
#     use Command qw(slurp spew has run_in own_folder fitgap);
#     my ($source, $build, $dir) = own_folder();
package Command;
use strict;
use warnings;
use Cwd qw(abs_path);
use Exporter qw(import);
use File::Basename qw(dirname);
use File::Path qw(make_path);
use File::Temp qw(tempdir);

our @EXPORT_OK = qw(slurp spew has run_in own_folder fitgap);

my ($build, $dir);

sub slurp { my $f = shift; open my $h, '<:raw', $f or return ''; local $/; my $s = <$h>; $s // '' }
sub spew  { my ($f, $s) = @_; make_path(dirname($f)); open my $h, '>:raw', $f or die "$f: $!"; print $h $s; close $h or die "$f: $!"; return $f }
sub has   { my $program = shift; return system("command -v $program >/dev/null 2>&1") == 0 }

# run_in DIR, STDIN-FILE, WORDS...: status, standard output, standard error; both are kept
# in DIR/.out and DIR/.err. It is ended after two minutes.
sub run_in {
    my ($dir, $in, @words) = @_;
    my $pid = fork // die;
    if (!$pid) {
        open STDIN, '<', $in; open STDOUT, '>', "$dir/.out"; open STDERR, '>', "$dir/.err";
        exec 'timeout', '120', @words;
    }
    waitpid $pid, 0;
    return ($? >> 8, slurp("$dir/.out"), slurp("$dir/.err"));
}

# own_folder: where the source is, where the build, and an empty folder that the test now
# stands in, which is its home too; it goes when the test ends.
sub own_folder {
    my $source = dirname(dirname(abs_path($0)));
    $build = abs_path($ARGV[0] // $ENV{FG_BUILD} // "$source/build/release");
    $dir   = tempdir(CLEANUP => 1);
    chdir $dir or die "$dir: $!";
    $ENV{HOME} = $dir;
    delete $ENV{FITGAP_SKILLS};
    return ($source, $build, $dir);
}

# fitgap WORDS...: the command run in that folder, as run_in; a reference before the words is
# what stands on standard input.
sub fitgap {
    my $in = spew("$dir/.in", ref $_[0] ? ${shift()} : '');
    return run_in($dir, $in, "$build/fitgap", @_);
}

1;
