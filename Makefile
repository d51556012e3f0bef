# fitgap. `make try` and `make check` install what is missing; `make` builds.
#
#   make                release build: build/release/fitgap
#   make CONFIG=debug   debug build; also: asan
#   make check          all tests
#   make eval, bench    figures on labelled postings; times
#   make bench-data     100,000 varied postings as JSON Lines (BENCH_POSTINGS=N)
#   make install        PREFIX=/usr/local DESTDIR=

CONFIG  ?= release
PREFIX  ?= /usr/local
DESTDIR ?=
V       ?= 0
BENCH_POSTINGS ?= 100000

PACKAGES = libpcre2-8 jansson libfyaml nettle zlib
# Not linked, but loaded when first needed (src/base/library.h).
LOADED   = libcurl libxml-2.0 libarchive libbrotlidec gmime-3.0 libical sqlite3
B := build/$(CONFIG)

CFLAGS_release = -O3 -g
CFLAGS_debug   = -O0 -g3 -DFG_ARENA_MALLOC
CFLAGS_asan    = -O1 -g3 -fsanitize=address,undefined -fno-omit-frame-pointer \
                 -fno-sanitize-recover=undefined -DFG_ARENA_MALLOC
LDFLAGS_asan   = -fsanitize=address,undefined

WARN = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes \
       -Wmissing-prototypes -Wvla
ifeq ($(CI),true)
WARN += -Werror
endif

CPPFLAGS += -D_GNU_SOURCE -Isrc -Iinclude -DFG_RULES_DIR='"$(PREFIX)/share/fitgap/rules"' \
            -DFG_IMAGE_FILE='"$(PREFIX)/lib/fitgap/rules.image"' \
            $(shell pkg-config --cflags $(PACKAGES) $(LOADED) 2>/dev/null)
CFLAGS   += -std=c11 $(WARN) $(CFLAGS_$(CONFIG)) -pthread
LDFLAGS  += -Wl,--as-needed $(LDFLAGS_$(CONFIG)) -pthread
LDLIBS   += $(shell pkg-config --libs $(PACKAGES) 2>/dev/null) -lstemmer -lm

SOURCES := $(filter-out src/cli/%,$(wildcard src/*/*.c))
OBJECTS := $(SOURCES:%.c=$B/%.o)
CLI     := $(patsubst %.c,$B/%.o,$(wildcard src/cli/*.c))
FUZZERS := $(patsubst tests/fuzz/%.c,$B/fuzz/%,$(wildcard tests/fuzz/*.c))
UNITS   := $(patsubst tests/unit/%.c,$B/tests/%,$(wildcard tests/unit/test_*.c))

ifeq ($V,0)
Q = @
say = @printf '  %-5s %s\n' '$(1)' '$(2)'
endif

.PHONY: all try check check-layers deps golden-update install clean bench bench-data eval
.DELETE_ON_ERROR:

all: $B/fitgap $B/rules.image

# The rules as they are in memory, so that starting parses none of them. Whether it is
# of the rules that are there is told by their bytes, whatever their dates.
$B/rules.image: $B/fitgap $(shell find rules)
	$(call say,RULES,$@)
	$Q$B/fitgap rules compile --rules rules -o $@ && chmod a+r $@

$B/fitgap: $(CLI) $B/libfitgap.a
	$(call say,LD,$@)
	$Q$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$B/libfitgap.a: $(OBJECTS)
	$(call say,AR,$@)
	$Qrm -f $@ && $(AR) rcs $@ $^

$B/%.o: %.c
	$(call say,CC,$<)
	$Qmkdir -p $(@D) && $(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

# What a library that is loaded is called on this system.
soname = $(shell objdump -p "$$($(CC) -print-file-name=lib$(1).so)" | sed -n 's/^ *SONAME *//p')
$B/src/fetch/curl.o: CPPFLAGS += -DFG_SONAME='"$(call soname,curl)"'
$B/src/document/libxml.o: CPPFLAGS += -DFG_SONAME='"$(call soname,xml2)"'
$B/src/document/libarchive.o: CPPFLAGS += -DFG_SONAME='"$(call soname,archive)"'
$B/src/document/brotli.o: CPPFLAGS += -DFG_SONAME='"$(call soname,brotlidec)"'
$B/src/document/gmime.o: CPPFLAGS += -DFG_SONAME='"$(call soname,gmime-3.0)"'
$B/src/journal/sqlite.o: CPPFLAGS += -DFG_SONAME='"$(call soname,sqlite3)"'
$B/src/journal/libical.o: CPPFLAGS += -DFG_SONAME='"$(call soname,ical)"'

# An image of the rules is read by the code that made it alone: base/, rules/ and what makes
# the words.
CODE := $(sort $(wildcard src/base/*.[ch] src/rules/*.[ch] src/profile/wordbook.[ch] \
                          src/profile/roles.[ch])) include/fitgap.h
$B/src/rules/image.o: CPPFLAGS += -DFG_CODE_STAMP='"$(shell cat $(CODE) | sha256sum | cut -c 1-64)"'
$B/src/rules/image.o: $(CODE)

# The command line is no part of the library, but for its options it is tested.
$B/tests/test_option: $B/src/cli/option.o

$B/tests/%: tests/unit/%.c $B/libfitgap.a
	$(call say,TEST,$@)
	$Qmkdir -p $(@D) && $(CC) $(CPPFLAGS) -Itests $(CFLAGS) $(LDFLAGS) -MMD -MP -MF $(@D)/.$(@F).d -o $@ $(filter %.c %.o,$^) \
	    $B/libfitgap.a $(LDLIBS) -lcmocka

$B/tests/test_docx: LDLIBS += -larchive
$B/tests/test_journal: LDLIBS += -lical
$B/tests/test_journal_file: LDLIBS += -lsqlite3

# The fuzz targets, each a program that replays its seeds.
$B/fuzz/%: tests/fuzz/%.c $B/libfitgap.a
	$(call say,FUZZ,$@)
	$Qmkdir -p $(@D) && $(CC) $(CPPFLAGS) -Itests $(CFLAGS) $(LDFLAGS) -MMD -MP -MF $(@D)/.$(@F).d -o $@ $< \
	    $B/libfitgap.a $(LDLIBS)

# Debian's packages, only those that are missing. The build proper is a make of
# its own, since this one asked pkg-config before they were there.
deps:
	@tests/install_deps.sh build

try: deps
	$Q$(MAKE) --no-print-directory all
	$B/fitgap score -s fixtures/skills.yaml fixtures/event_coordinator.html

check: check-layers
	@tests/install_deps.sh test
	$Q$(MAKE) --no-print-directory all units
	$Qtests/run.sh $B

.PHONY: units
units: $(UNITS) $(FUZZERS)

check-layers:
	@tests/check_layers.sh

golden-update: all
	@FG_GOLDEN_UPDATE=1 tests/golden.t $B
	@FG_GOLDEN_UPDATE=1 tests/readme.t $B

bench: all
	@tests/bench.sh $B

# Made of the fixtures; the same number gives the same bytes.
BENCH_DATA = build/bench/postings-$(BENCH_POSTINGS).jsonl

bench-data: $(BENCH_DATA)
	@ls -l $<

$(BENCH_DATA): tests/bench/make_postings
	$(call say,MAKE,$@)
	$Qmkdir -p $(@D) && tests/bench/make_postings $(BENCH_POSTINGS) >$@

eval: all
	@tests/eval.sh $B

install: all
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/include $(DESTDIR)$(PREFIX)/lib/pkgconfig
	install -m 755 $B/fitgap $(DESTDIR)$(PREFIX)/bin/fitgap
	install -m 644 include/fitgap.h $(DESTDIR)$(PREFIX)/include/fitgap.h
	install -m 644 $B/libfitgap.a $(DESTDIR)$(PREFIX)/lib/libfitgap.a
	install -d $(DESTDIR)$(PREFIX)/share/man/man1
	install -d $(DESTDIR)$(PREFIX)/share/bash-completion/completions
	install -d $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d
	$B/fitgap help man >$(DESTDIR)$(PREFIX)/share/man/man1/fitgap.1
	$B/fitgap help bash >$(DESTDIR)$(PREFIX)/share/bash-completion/completions/fitgap
	$B/fitgap help fish >$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/fitgap.fish
	install -d $(DESTDIR)$(PREFIX)/lib/fitgap
	install -m 644 $B/rules.image $(DESTDIR)$(PREFIX)/lib/fitgap/rules.image
	cd rules && find . -type f | while read -r f; do \
	    install -D -m 644 "$$f" "$(DESTDIR)$(PREFIX)/share/fitgap/rules/$$f" || exit 1; done
	sed -e 's|@PREFIX@|$(PREFIX)|' -e 's|@PACKAGES@|$(PACKAGES)|' \
	    -e "s|@VERSION@|$$(sed -n 's/^#define FG_VERSION "\(.*\)"/\1/p' include/fitgap.h)|" tests/fitgap.pc.in \
	    >$(DESTDIR)$(PREFIX)/lib/pkgconfig/fitgap.pc

clean:
	rm -rf build

-include $(OBJECTS:.o=.d) $(CLI:.o=.d) $(foreach t,$(UNITS) $(FUZZERS),$(dir $t).$(notdir $t).d)
