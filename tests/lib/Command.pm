# Command.pm - what tests of the command share: files written and read whole, a program
# looked for, the command run in a folder of the test's own.
#
#     use lib dirname(abs_path($0)) . '/lib';
#     use Command qw(slurp spew has run_in);
package Command;
use strict;
use warnings;
use Exporter qw(import);
use File::Basename qw(dirname);
use File::Path qw(make_path);

our @EXPORT_OK = qw(slurp spew has run_in);

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

1;
