package Server;
# The test server and the command sent to it (README.md).
use strict;
use warnings;
use Cwd qw(abs_path);
use Exporter qw(import);
use File::Basename qw(dirname);
use File::Temp qw(tempdir);
use IPC::Open2;

our @EXPORT_OK = qw(start fitgap together slurp spew);
my $here   = dirname(abs_path(__FILE__));
my $source = abs_path("$here/../..");
our $build = abs_path($ENV{FG_BUILD} // "$source/build/release");
our %port;
our $dir = tempdir(CLEANUP => 1);
my ($pid, $to, $from);

sub slurp { my $f = shift; open my $h, '<:raw', $f or return ''; local $/; my $s = <$h>; $s // '' }
sub spew  { my ($f, $s) = @_; open my $h, '>:raw', $f or die "$f: $!"; print $h $s; close $h }

# Hosts of all fixtures, for the certificate.
sub hosts {
    my %hosts = map { $_ => 1 } qw(jobs.test other.test public.test);
    for my $routes (glob "$source/fixtures/sites/*/routes") {
        my $text = slurp($routes) . slurp($routes =~ s/routes$/address/r);
        $hosts{$1} = 1 while $text =~ m{https?://([^/\s:]+)}g;
    }
    return sort keys %hosts;
}

sub start {
    my $fixtures = shift // "$source/fixtures/sites";
    mkdir "$dir/tls" or die;
    system("$here/certificates.sh", "$dir/tls", hosts()) == 0 or die "no certificates";
    $pid = open2($from, $to, '/usr/bin/python3', "$here/server.py", "$dir/tls", $fixtures);
    my $line = <$from> // die 'the server did not start';
    %port = $line =~ /(\w+)=(\d+)/g;
    return %port;
}

sub environment {
    my $home = "$dir/home";
    mkdir $home;
    return (
        PATH => $ENV{PATH}, HOME => $home, LC_ALL => 'C.UTF-8', TZ => 'UTC', COLUMNS => 80,
        SSL_CERT_FILE => "$dir/tls/ca.pem", FITGAP_RULES => "$source/rules",
        FITGAP_CONNECT_TO => ":443:127.0.0.1:$port{https},:80:127.0.0.1:$port{http}",
        map { $_ => $ENV{$_} } grep { defined $ENV{$_} } qw(ASAN_OPTIONS UBSAN_OPTIONS LSAN_OPTIONS),
    );
}

# Starts the command with further environment ({NAME => value}, undef unsets), its
# output in files named for `$name`.
sub launch {
    my ($name, $env, @args) = @_;
    my $child = fork // die "fork: $!";
    return $child if $child;
    %ENV = (environment(), %$env);
    delete $ENV{$_} for grep { !defined $ENV{$_} } keys %ENV;
    open STDIN,  '<', '/dev/null';
    open STDOUT, '>', "$dir/$name.out";
    open STDERR, '>', "$dir/$name.err";
    exec 'timeout', '50', "$build/fitgap", @args;
}

# (status, stdout, stderr) of a command launched under `$name`.
sub ended {
    my ($name, $child) = @_;
    waitpid $child, 0;
    return ($? >> 8, slurp("$dir/$name.out"), slurp("$dir/$name.err"));
}

# Runs the command, with further environment first if a hash is given.
sub fitgap {
    my $env = ref $_[0] ? shift : {};
    return ended('one', launch('one', $env, @_));
}

# Runs the command `$n` times at once: a list of what fitgap() returns.
sub together {
    my ($n, @args) = @_;
    my @children = map { launch("of$_", {}, @args) } 1 .. $n;
    return map { [ended("of$_", $children[$_ - 1])] } 1 .. $n;
}

END {
    my $status = $?;
    if ($pid) {
        close $to;
        waitpid $pid, 0;
    }
    $? = $status;
}

1;
