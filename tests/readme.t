#!/usr/bin/perl
# readme.t [BUILD_DIR]: what README.md shows is what the command prints. A block
# ```console that begins with `$ fitgap ...` is run (fixtures/ as it stands, 80
# columns) and compared. FG_GOLDEN_UPDATE=1 rewrites the blocks.
use strict;
use warnings;
use Cwd qw(abs_path);
use File::Basename qw(dirname);

my $source = dirname(dirname(abs_path($0)));
my $build  = abs_path($ARGV[0] // $ENV{FG_BUILD} // "$source/build/release");
my $readme = "$source/README.md";

chdir $source or die;
%ENV = (%ENV, COLUMNS => 80, LC_ALL => 'C.UTF-8', PATH => "$build:$ENV{PATH}", HOME => '/nonexistent');
delete @ENV{qw(FITGAP_SKILLS XDG_CONFIG_HOME FITGAP_RULES)};
open my $in, '<:raw', $readme or die "$readme: $!";
my $text = do { local $/; <$in> };
my ($n, $failed) = (0, 0);

sub run_block {
    my ($command, $want) = @_;
    my $got = qx($command 2>&1);
    $n++;
    if ($got eq $want) { print "ok $n - $command\n" }
    elsif ($ENV{FG_GOLDEN_UPDATE}) { print "ok $n - rewritten: $command\n" }
    else {
        $failed++;
        print "not ok $n - $command\n";
        print "# prints:\n", map { "# $_\n" } split /\n/, $got;
    }
    return $got;
}

$text =~ s{(```console\n\$ (fitgap [^\n]*)\n)(.*?)(```\n)}{ $1 . run_block($2, $3) . $4 }gse;
if ($ENV{FG_GOLDEN_UPDATE}) {
    open my $out, '>:raw', $readme or die "$readme: $!";
    print $out $text;
}
# every folder explains itself
for my $dir (qw(src include rules tests fixtures contrib), glob('src/* rules/* tests/* fixtures/*')) {
    next if !-d $dir;
    $n++;
    print -s "$dir/README.md" ? "ok $n - $dir/README.md\n" : "not ok $n - $dir/README.md\n";
    $failed++ if !-s "$dir/README.md";
}
print "1..$n\n";
exit($failed ? 1 : 0);
