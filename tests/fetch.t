#!/usr/bin/perl
# fetch.t: the real command against a server on loopback that misbehaves in every
# way the web does. Each case ends right, or with one clear sentence.
use strict;
use warnings;
use FindBin;
use IO::Socket::INET;
use lib "$FindBin::Bin/server";
use Server qw(start fitgap together slurp spew);
use Test::More;

my %port = start();
my $right = qr/"text": "5\+ years of experience with Python"/;
my @quick = ('--delay', 0);

sub get { fitgap('extract', '-f', 'json', '--no-progress', '--refresh', @quick, @_) }

# NAME, address (behind https://jobs.test), status, what stdout or stderr must say.
my @cases = (
    ['a plain page', '/case/plain', 0, $right],
    ['http without TLS', 'http://jobs.test/case/plain', 0, $right],
    ['a redirect chain', '/case/redirect?n=5', 0, $right],
    ['a permanent redirect to another host', '/case/redirect?status=301&to=http://other.test/case/plain', 0, $right],
    ['a redirect loop', '/case/loop', 3, qr/redirects more than 10 times: /],
    ['a redirect to a file', '/case/redirect?to=file:///etc/passwd', 3, qr/neither http nor https: refused/],
    ['a redirect to gopher', '/case/redirect?to=gopher://x/', 3, qr/neither http nor https: refused/],
    ['a redirect that lost the id', '/case/id-12345/engineer', 3, qr/closed/],
    ['a chunked answer', '/case/chunked', 0, $right],
    ['gzip', '/case/encoded?how=gzip', 0, $right],
    ['brotli', '/case/encoded?how=br', 0, $right],
    ['zstd', '/case/encoded?how=zstd', 0, $right],
    ['broken gzip', '/case/broken_gzip', 3, qr/compressed answer is broken: /],
    ['a gzip bomb', '/case/bomb', 3, qr/larger than 33554432 bytes: /],
    ['an endless body', '/case/endless', 3, qr/larger than 33554432 bytes: /],
    ['endless headers', '/case/header_flood', 3, qr/headers are larger than/],
    ['a truncated body', '/case/truncated', 3, qr/ended before its end: /],
    ['a connection that hangs up', '/case/hangs_up', 3, qr/closed the connection without an answer: /],
    ['one that hangs up once', '/case/hangs_up?key=once&times=1', 0, $right],
    ['keep-alive that is not kept', '/case/keepalive', 0, $right],
    ['a wrong content type', '/case/wrong_type', 0, $right],
    ['an image by its type, a page by its bytes', '/case/wrong_type?type=image/png', 0, $right],
    ['no content type', '/case/no_type', 0, $right],
    ['windows-1252', '/case/charset?name=windows-1252', 0, $right],
    ['windows-1252, not said', '/case/charset?name=windows-1252&said=none', 0, $right],
    ['ISO-8859-2', '/case/charset?name=iso-8859-2', 0, $right],
    ['UTF-16', '/case/charset?name=utf-16', 0, $right],
    ['Shift-JIS', '/case/charset?name=shift_jis', 0, $right],
    ['a byte order mark', '/case/charset?name=utf-8&bom=1&said=iso-8859-1', 0, $right],
    ['an empty page', '/case/empty', 3, qr/is empty/],
    ['status 404', '/case/status?code=404', 3, qr/closed or was never there \(HTTP 404\)/],
    ['status 410', '/case/status?code=410', 3, qr/closed or was never there \(HTTP 410\)/],
    ['status 401', '/case/status?code=401', 3, qr/blocked \(HTTP 401\): .*save the page/],
    ['status 403', '/case/status?code=403', 3, qr/blocked \(HTTP 403\): .*save the page/],
    ['status 999', '/case/status?code=999', 3, qr/blocked \(HTTP 999\): .*save the page/],
    ['status 418', '/case/status?code=418', 3, qr/the server answers 418: /],
    ['a bot wall', '/case/challenge', 3, qr/blocked \(HTTP 403\): .*save the page/],
    ['429, an hour of patience asked', '/case/status?code=429&after=3600', 3, qr/blocked \(HTTP 429\)/],
    ['429, then 200 after a second', '/case/busy?key=a&code=429&after=1', 0, $right],
    ['503, then 200', '/case/busy?key=b&code=503', 0, $right],
    ['cookies needed', '/case/cookie', 0, $right],
    ['no web server', 'http://jobs.test/case/not_http', 3, qr/no web server: |broke/],
);

for my $case (@cases) {
    my ($name, $address, $want, $says) = @$case;
    $address = "https://jobs.test$address" if $address =~ m{^/};
    my ($status, $out, $err) = get($address);
    my $said = $want ? $err : $out;
    ok($status == $want && $said =~ $says && ($want == 0 || $err =~ /\Afitgap: [^\n]+\n\z/), $name)
        or diag "status $status\n$out$err";
}

sub is_right { my ($name, $want, $says, @run) = @_;
    my ($status, $out, $err) = @run;
    ok($status == $want && ($want ? $err : $out) =~ $says, $name) or diag "status $status\n$out$err";
    return $out . $err;
}

# ---- several postings behind one address ----
{
    my ($status, $out) = fitgap('extract', '-f', 'jsonl', '--refresh', @quick, 'https://jobs.test/case/feed');
    is_deeply([$out =~ /"url": "([^"]*)"/g], [map { "https://jobs.test/case/plain?id=$_" } 3, 4],
        'a feed: each entry, with its own address') or diag $out;
}

# ---- text arrives as what it was ----
for my $case (['iso-8859-2', "Gr\xc3\xb6\xc3\x9fe z\xc3\xa4hlt: \xc5\x81\xc3\xb3d\xc5\xba"],
    ['windows-1252', "Gr\xc3\xb6\xc3\x9fe z\xc3\xa4hlt: G\xc3\xb6rlitz"], ['shift_jis', "\xe5\x8b\x9f\xe9\x9b\x86\xe8\xa6\x81\xe9\xa0\x85"]) {
    my ($charset, $text) = @$case;
    my ($status, $out) = get('https://jobs.test/case/charset?duty=1&name=' . $charset);
    like($out, qr/\Q$text\E/, "$charset becomes UTF-8");
}

# ---- time ----
{
    my $start = time;
    is_right('a slow drip ends at the time limit', 3, qr/no whole answer came in time: /,
        get('--timeout', 2, 'https://jobs.test/case/drip'));
    is_right('silence ends at the time limit', 3, qr/no whole answer came in time: /,
        get('--timeout', 2, 'https://jobs.test/case/silent'));
    cmp_ok(time - $start, '<', 8, 'both within their limits');
}

# ---- TLS ----
sub elsewhere { my $p = shift; { FITGAP_CONNECT_TO => ":443:127.0.0.1:$p" } }
is_right('an expired certificate', 3, qr/certificate is not valid \(.*expired.*\): /,
    fitgap(elsewhere($port{expired}), 'extract', '--refresh', @quick, 'https://jobs.test/case/plain'));
is_right("another host's certificate", 3, qr/certificate is not valid \(.*jobs\.test.*\): /,
    fitgap(elsewhere($port{other}), 'extract', '--refresh', @quick, 'https://jobs.test/case/plain'));
is_right('an authority nobody knows', 3, qr/certificate is not valid /,
    fitgap({ SSL_CERT_FILE => '/etc/ssl/certs/ca-certificates.crt' }, 'extract', '--refresh', @quick, 'https://jobs.test/case/plain'));
is_right('nobody answers', 3, qr/the host does not answer: /,
    fitgap(elsewhere(1), 'extract', '--refresh', @quick, 'https://jobs.test/case/plain'));
is_right('a name nobody knows', 3, qr/no such host is known: /,
    fitgap({ FITGAP_CONNECT_TO => undef }, 'extract', @quick, 'https://nosuch.invalid/x'));

# ---- IPv6 ----
SKIP: {
    skip 'no IPv6 here', 1 unless $port{http6};
    is_right('IPv6', 0, $right, fitgap({ FITGAP_CONNECT_TO => undef }, 'extract', '-f', 'json', @quick,
        "http://[::1]:$port{http6}/case/plain"));
}

# ---- HTTP/2 ----
SKIP: {
    my $nghttpx = (grep { -x } qw(/usr/sbin/nghttpx /usr/bin/nghttpx))[0];
    skip 'no nghttpx', 1 unless $nghttpx;
    my $p = free_port();
    my $pid = fork // die;
    if (!$pid) {
        open STDOUT, '>', "$Server::dir/nghttpx.log"; open STDERR, '>&', \*STDOUT;
        exec $nghttpx, '--conf=/dev/null', "--frontend=127.0.0.1,$p", "--backend=127.0.0.1,$port{http}", '--workers=1', '--no-ocsp',
            '--no-location-rewrite', "$Server::dir/tls/good.key", "$Server::dir/tls/good.crt";
    }
    wait_for($p);
    my $text = is_right('HTTP/2', 0, qr/nghttpx/i, fitgap(elsewhere($p), 'extract', '-f', 'json', @quick,
        'https://jobs.test/case/echo'));
    like($text, qr/Via: 2(\.0)? nghttpx/i, 'really spoke HTTP/2');
    kill 'TERM', $pid;
    waitpid $pid, 0;
}

# ---- credentials ----
my $login = 'https://dana:s3cr3t@jobs.test/case';
is_right('credentials are sent', 0, $right, fitgap('extract', '-f', 'json', @quick, "$login/login"));
for my $where ("$login/login", "$login/status?code=404", "$login/status?code=418", "$login/drip") {
    my ($status, $out, $err) = get('--timeout', 1, $where);
    unlike($out . $err, qr/s3cr3t|dana/, "never shown: $where");
}
unlike(join('', map { slurp($_) } glob "$Server::dir/home/.cache/fitgap/*"), qr/s3cr3t/, 'never cached');
my ($echoed) = (get("$login/redirect?to=https://other.test/case/echo"))[1];
like($echoed, $right, 'a redirect to another host is followed');
unlike($echoed, qr/Authorization/i, 'without the credentials');
($echoed) = (get('https://jobs.test/case/set_cookie?to=https://other.test/case/echo'))[1];
like($echoed, $right, 'a cookie is set on the way to another host');
unlike($echoed, qr/crumb/, 'which does not get it');
($echoed) = (get('https://jobs.test/case/set_cookie?to=https://jobs.test/case/echo'))[1];
like($echoed, qr/crumb/, 'its own host does');

# ---- private addresses: through a proxy the server counts as public ----
{
    my %proxied = (http_proxy => "http://127.0.0.1:$port{http}", FITGAP_CONNECT_TO => undef);
    my $to = sub { fitgap({%proxied, %{ $_[1] // {} }}, 'extract', '-f', 'json', '--refresh', @quick, @{ $_[2] // [] },
        "http://public.test/case/redirect?to=$_[0]") };
    is_right('a public redirect is followed', 0, $right, $to->('http://other.test/case/plain'));
    my $refused = qr/leads to a private address: refused; --allow-private permits it/;
    for my $private ("http://127.0.0.1:$port{http}/case/plain", 'http://localhost/case/plain', 'http://[::1]/case/plain',
        'http://10.1.2.3/', 'http://169.254.169.254/latest/meta-data', 'http://2130706433/', 'http://0x7f.1/',
        'http://[::ffff:127.0.0.1]/', 'http://[fe80::1]/', 'http://0/') {
        is_right("a redirect to $private is refused", 3, $refused, $to->($private));
    }
    # A name that resolves to loopback, asked directly: what it is connected to counts.
    my $direct = { no_proxy => 'other.test', FITGAP_CONNECT_TO => "other.test:80:127.0.0.1:$port{https}" };
    is_right('a name that leads to loopback is refused', 3, $refused, $to->('http://other.test/case/plain', $direct));
    $direct->{FITGAP_CONNECT_TO} = "other.test:80:[::1]:$port{http6}";
    is_right('also over IPv6', 3, $refused, $to->('http://other.test/case/plain', $direct)) if $port{http6};
    is_right('--allow-private permits it', 0, $right, $to->('http://other.test/case/plain', $direct, ['--allow-private']))
        if $port{http6};
}

# ---- cache ----
{
    my $url = 'https://jobs.test/case/etag';
    my $seen = sub { asked() };
    is_right('fetched once', 0, $right, fitgap('extract', '-f', 'json', @quick, $url));
    is_right('fresh: not asked again', 0, $right, fitgap('extract', '-f', 'json', @quick, $url));
    like($seen->(), qr/\betag=1\b/, 'the server was asked once');
    my ($entry) = grep { slurp($_) =~ /^asked: \Q$url\E$/m } glob "$Server::dir/home/.cache/fitgap/*";
    ok($entry, 'there is an entry') and utime time - 7200, time - 7200, $entry;
    is_right('stale: asked whether it changed', 0, $right, fitgap('extract', '-f', 'json', @quick, $url));
    like($seen->(), qr/\betag=2\b.*\bnot_modified=1\b/, '304 was the answer');
    is_right('offline: from the cache', 0, $right, fitgap('extract', '-f', 'json', '--offline', $url));
    is_right('offline: not there', 3, qr/not in the cache: fetch it once without --offline/, fitgap('extract', '--offline', 'https://jobs.test/case/plain?x'));
    like($seen->(), qr/\betag=2\b/, 'offline asks nobody');
    spew($entry, "fitgap-cache 1\nasked: $url\nbro");
    is_right('a broken entry is none', 0, $right, fitgap('extract', '-f', 'json', @quick, $url));
    is((stat("$Server::dir/home/.cache/fitgap"))[2] & 0777, 0700, 'the cache is its owner\'s');
}

# ---- two processes, one cache ----
{
    my @urls = map { "https://other.test/case/etag?n=$_" } 1 .. 10;
    my @runs = together(3, 'extract', '-f', 'jsonl', '--refresh', '--per-host', 4, @quick, @urls);
    is(join(' ', map { $_->[0] } @runs), '0 0 0', 'three processes share a cache') or diag map { $_->[2] } @runs;
    my @own = grep { slurp($_) =~ m{^asked: https://other\.test/case/etag\?n=}m } glob "$Server::dir/home/.cache/fitgap/*";
    is(scalar(grep { slurp($_) =~ m{</html>\n\z} } @own), 10, 'which holds each page once, whole');
    is(scalar(grep { m{/[^/]*\.[^/]*\z} } glob "$Server::dir/home/.cache/fitgap/*"), 0, 'nothing half-written');
    my ($status, $out) = fitgap('extract', '-f', 'jsonl', '--offline', @urls);
    is(scalar(() = $out =~ /$right/g), 10, 'and can be read from it');
}

# ---- several at once ----
{
    my @urls = map { "https://public.test/case/slow?s=0.2&n=$_" } 1 .. 12;
    my ($status, $out, $err) = get(@urls);
    is($status, 0, 'twelve at once');
    my @titles = $out =~ /"title": "Data Engineer (\d+)"/g;
    is("@titles", join(' ', 1 .. 12), 'in the order they were given');
    like(asked(), qr/most_public=2\b/, 'never more than two at a host');
    ($status, $out, $err) = get('https://jobs.test/case/status?code=404', 'https://jobs.test/case/plain');
    ok($status == 3 && $out =~ $right, 'one that fails does not stop the next');
}

# ---- scan takes addresses beside folders ----
{
    my $skills = "$Server::dir/skills.yaml";
    spew($skills, "skills: [Python]\n");
    mkdir "$Server::dir/saved";
    spew("$Server::dir/saved/a.html", '<h1>Clerk</h1><h2>Requirements</h2><ul><li>Python</li><li>SQL</li></ul>');
    my @urls = map { "https://public.test/case/slow?s=0.1&n=$_" } 1 .. 3;
    my @scan = ('scan', '-q', '-s', $skills, '-f', 'jsonl', '--ordered', @quick);
    my ($status, $out, $err) = fitgap(@scan, $urls[0], "$Server::dir/saved", @urls[1, 2]);
    is($status, 0, 'scan fetches addresses') or diag $err;
    is(join(' ', $out =~ /"title": "([^"]+)"/g), 'Data Engineer 1 Clerk Data Engineer 2 Data Engineer 3', 'in the order of the places');
    my ($line) = grep { /Engineer 2/ } split /\n/, $out;
    my (undef, $scored) = fitgap('score', '-q', '-s', $skills, '-f', 'jsonl', @quick, $urls[1]);
    my $timeless = sub { $_[0] =~ s/"fetched_at": "[^"]*"//r };
    is($timeless->("$line\n"), $timeless->($scored), 'each as score has it');
    ($status, $out, $err) = fitgap(@scan, 'https://jobs.test/case/status?code=404', 'https://jobs.test/case/status?code=403', "$Server::dir/saved");
    ok($status == 3 && $out =~ /Clerk/, 'one that is gone does not stop the next');
    like($err, qr/closed or was never there \(HTTP 404\).*blocked \(HTTP 403\)/s, 'and is named with its reason');
    my $state = "$Server::dir/state";
    fitgap(@scan, '--resume', $state, @urls);
    my $before = asked();
    ($status, $out) = fitgap(@scan, '--resume', $state, '--refresh', @urls);
    is(scalar(() = $out =~ /"title": "Data Engineer/g), 3, '--resume knows them');
    is(asked() =~ /\bslow=(\d+)/ ? $1 : '', $before =~ /\bslow=(\d+)/ ? $1 : '', 'and asks nobody');
}

done_testing();

# What the server has counted.
sub asked {
    my $s = IO::Socket::INET->new(PeerAddr => "127.0.0.1:$port{http}") or die;
    print $s "GET /case/counts HTTP/1.0\r\n\r\n";
    local $/;
    return (split /\r\n\r\n/, <$s>, 2)[1];
}

sub free_port {
    my $s = IO::Socket::INET->new(Listen => 1, LocalAddr => '127.0.0.1') or die;
    return $s->sockport;
}

sub wait_for {
    my $p = shift;
    for (1 .. 100) {
        return if IO::Socket::INET->new(PeerAddr => "127.0.0.1:$p");
        select undef, undef, undef, 0.05;
    }
}
