#!/bin/sh
# install.t: what `make install` leaves works without the sources: the command finds
# its rules, and a program compiles and links against the header through pkg-config.
set -u
build=${1:-${FG_BUILD:-build/release}}
cd "$(dirname "$0")/.."
case $build in
*release) ;;
*) echo "1..0 # SKIP only the release build is installed"; exit 0 ;;
esac
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
failed=0 n=0
is() { # is STATUS NAME: one line of TAP
    n=$((n + 1))
    if [ "$1" -eq 0 ]; then echo "ok $n - $2"; else echo "not ok $n - $2"; failed=1; fi
}
echo 1..8
make --no-print-directory install DESTDIR="$tmp/root" PREFIX=/opt/fitgap >"$tmp/log" 2>&1
is $? "make install"
prefix=$tmp/root/opt/fitgap
cat >"$tmp/job.txt" <<'END'
Baker

Requirements:
- 2 years of experience with Microsoft Excel
END
# moved as a whole, so that no path of the build is left to find
mv "$prefix" "$tmp/moved"
(cd / && env -i PATH="$PATH" HOME="$tmp" "$tmp/moved/bin/fitgap" extract "$tmp/job.txt") >"$tmp/out" 2>"$tmp/err"
is $? "the installed command finds its rules"
grep -q 'experience     2 years of experience with Microsoft Excel' "$tmp/out"
is $? "and uses them"
env -i PATH="$PATH" HOME="$tmp" "$tmp/moved/bin/fitgap" rules check -v 2>&1 | grep -q 'moved/lib/fitgap/rules.image: up to date$'
is $? "and its image of them"
env -i PATH="$PATH" HOME="$tmp" "$tmp/moved/bin/fitgap" --version | grep -q '^fitgap [0-9]'
is $? "and says its version"
for f in man/man1/fitgap.1 bash-completion/completions/fitgap fish/vendor_completions.d/fitgap.fish; do
    grep -q fitgap "$tmp/moved/share/$f" || echo "share/$f" >>"$tmp/lacking"
done
[ ! -e "$tmp/lacking" ]
is $? "the manual page and completions are there"
cat >"$tmp/use.c" <<'END'
#include <fitgap.h>
#include <stdio.h>

int main(void)
{
    fg_rules *rules;
    struct fg_error err;
    if (fg_rules_open(&(struct fg_rules_options){0}, &rules, &err) != FG_OK) {
        fprintf(stderr, "%s: %s\n", err.place, err.message);
        return 1;
    }
    printf("%zu digits\n", sizeof "0123" - 1 + (fg_rules_digest(rules)[0] == '\0'));
    fg_rules_free(rules);
    return 0;
}
END
sed "s|^prefix=.*|prefix=$tmp/moved|" -i "$tmp/moved/lib/pkgconfig/fitgap.pc"
flags=$(PKG_CONFIG_PATH="$tmp/moved/lib/pkgconfig" pkg-config --cflags --libs fitgap)
# shellcheck disable=SC2086 # the flags are words
${CC:-cc} -std=c11 -Wall -Wextra -Wpedantic -Werror -o "$tmp/use" "$tmp/use.c" $flags 2>"$tmp/err"
is $? "a program compiles and links by pkg-config"
sed 's/^/# /' "$tmp/err"
FITGAP_RULES=$tmp/moved/share/fitgap/rules "$tmp/use" >/dev/null 2>"$tmp/err"
is $? "and runs"
sed 's/^/# /' "$tmp/err"
[ $failed -eq 0 ] || tail -n 5 "$tmp/log" | sed 's/^/# /'
exit $failed
