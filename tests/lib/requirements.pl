#!/usr/bin/perl
# requirements.pl [FILE]: what `fitgap extract --format json` (or score) printed, as
# lines a person can check: priority|kind|least years|degree|text, a duty a line as
# duty||||text. -s adds the skills named, -t the title, company and place.
use strict;
use warnings;
use JSON::PP;

my %with;
$with{$1} = 1, shift while @ARGV && $ARGV[0] =~ /^-([st])$/;
binmode STDOUT, ':utf8';
local $/;
my $text = <>;
exit 0 if !defined $text || $text !~ /\S/;
for my $posting (JSON::PP->new->utf8->incr_parse($text)) {
    print join('|', 'posting', map { $_ // '' } @$posting{qw(title company location)}), "\n" if $with{t};
    for my $r (@{ $posting->{requirements} }) {
        print join('|', $r->{priority}, $r->{kind}, $r->{years_min} // '', $r->{degree} // '', $r->{text}), "\n";
        next unless $with{s} && @{ $r->{skills} };
        print '    ', join($r->{any_of} ? ' or ' : ' and ', map { $_->{name} } @{ $r->{skills} }), "\n";
    }
    print "duty||||$_->{text}\n" for @{ $posting->{duties} };
}
