/* Whole files in, whole files out. */
#include "base/io.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static char dir[] = "/tmp/fitgap-io.XXXXXX";

static const char *in_dir(const char *name)
{
    static char path[4096];
    assert_true(fg_path_join(path, sizeof path, dir, name));
    return path;
}

static int make_dir(void **state)
{
    (void)state;
    return mkdtemp(dir) ? 0 : -1;
}

static int remove_dir(void **state)
{
    char command[64];
    (void)state;
    snprintf(command, sizeof command, "rm -r %s", dir);
    return system(command);
}

static void write_then_read(size_t n, size_t ceiling, enum fg_status want)
{
    struct fg_buf out = {0}, in = {.ceiling = ceiling};
    struct fg_error err = {0};
    memset(fg_buf_reserve(&out, n), 'x', n);
    out.n = n;
    assert_int_equal(fg_write_file(in_dir("f"), fg_buf_sv(&out), &err), FG_OK);
    assert_int_equal(fg_read_file(in_dir("f"), &in, &err), want);
    if (want == FG_OK) {
        assert_int_equal(in.n, n);
        assert_true(fg_sv_eq(fg_buf_sv(&in), (struct fg_sv){out.p, n}));
        assert_int_equal(in.p[n], '\0');
    } else {
        assert_int_equal(err.status, want);
        assert_string_equal(err.place, in_dir("f"));
    }
    fg_buf_free(&out);
    fg_buf_free(&in);
}

static void reads_what_was_written(void **state)
{
    (void)state;
    static const size_t sizes[] = {0, 1, 255, 256, 4096, 262143, 262144, 262145, 1000000};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
        write_then_read(sizes[i], 0, FG_OK);
}

static void holds_the_ceiling(void **state)
{
    (void)state;
    write_then_read(1000, 1001, FG_OK);
    write_then_read(1001, 1000, FG_ELIMIT);
    write_then_read(1000000, 1000, FG_ELIMIT);
}

static void a_file_of_just_the_ceiling_is_read(void **state)
{
    (void)state;
    write_then_read(1000, 1000, FG_OK);
}

static void reads_from_a_pipe(void **state)
{
    (void)state;
    int ends[2];
    struct fg_buf b = {0};
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(write(ends[1], "ab", 2), 2);
    assert_int_equal(write(ends[1], "c", 1), 1);
    close(ends[1]);
    assert_int_equal(fg_read_fd(ends[0], "a pipe", &b, NULL), FG_OK);
    assert_string_equal(b.p, "abc");
    close(ends[0]);
    fg_buf_free(&b);
}

static void names_what_cannot_be_read(void **state)
{
    (void)state;
    struct fg_buf b = {0};
    struct fg_error err = {0};
    assert_int_equal(fg_read_file(in_dir("absent"), &b, &err), FG_EIO);
    assert_int_equal(err.status, FG_EIO);
    assert_string_equal(err.place, in_dir("absent"));
    assert_string_equal(err.message, "No such file or directory");
    assert_int_equal(fg_read_file(dir, &b, &err), FG_EIO);
    assert_string_equal(err.place, dir);
    fg_buf_free(&b);
}

static void replaces_as_a_whole(void **state)
{
    (void)state;
    struct fg_buf b = {0};
    assert_int_equal(fg_write_file(in_dir("g"), FG_SV("long old text"), NULL), FG_OK);
    assert_int_equal(fg_write_file(in_dir("g"), FG_SV("new"), NULL), FG_OK);
    assert_int_equal(fg_read_file(in_dir("g"), &b, NULL), FG_OK);
    assert_string_equal(b.p, "new");
    fg_buf_free(&b);
    struct fg_error err = {0};
    assert_int_equal(fg_write_file(in_dir("no/such/g"), FG_SV("x"), &err), FG_EIO);
    assert_string_equal(err.place, in_dir("no/such/g"));
}

/* -o /dev/stdout, -o a pipe, -o a link: what stands there stays what it is. */
static void writes_through_what_is_no_file(void **state)
{
    char fifo[4096], file[4096], link[4096], got[8] = "";
    struct stat st;
    (void)state;
    strcpy(fifo, in_dir("fifo"));
    assert_int_equal(mkfifo(fifo, 0600), 0);
    const int end = open(fifo, O_RDONLY | O_NONBLOCK);
    assert_true(end >= 0);
    assert_int_equal(fg_write_file(fifo, FG_SV("through"), NULL), FG_OK);
    assert_int_equal(read(end, got, sizeof got), 7);
    close(end);
    assert_true(lstat(fifo, &st) == 0 && S_ISFIFO(st.st_mode));

    strcpy(file, in_dir("file"));
    strcpy(link, in_dir("link"));
    assert_int_equal(fg_write_file(file, FG_SV("old"), NULL), FG_OK);
    assert_int_equal(chmod(file, 0640), 0);
    assert_int_equal(symlink(file, link), 0);
    assert_int_equal(fg_write_file(link, FG_SV("new!"), NULL), FG_OK);
    assert_true(lstat(link, &st) == 0 && S_ISLNK(st.st_mode));
    assert_true(stat(file, &st) == 0 && st.st_size == 4 && (st.st_mode & 0777) == 0640);
}

static void makes_folders(void **state)
{
    (void)state;
    struct stat st;
    struct fg_error err = {0};
    assert_int_equal(fg_make_dirs(in_dir("a/b/c"), &err), FG_OK);
    assert_int_equal(stat(in_dir("a/b/c"), &st), 0);
    assert_int_equal(st.st_mode & 0777, 0700);
    assert_int_equal(fg_make_dirs(in_dir("a/b/c"), &err), FG_OK);
    assert_int_equal(fg_write_file(in_dir("a/file"), FG_SV("x"), &err), FG_OK);
    assert_int_equal(fg_make_dirs(in_dir("a/file/d"), &err), FG_EIO);
}

static void joins_paths(void **state)
{
    (void)state;
    char out[8];
    assert_true(fg_path_join(out, sizeof out, "abc", "def"));
    assert_string_equal(out, "abc/def");
    assert_false(fg_path_join(out, sizeof out, "abcd", "def"));
}

static void knows_xdg_folders(void **state)
{
    (void)state;
    char out[256];
    setenv("HOME", "/home/x", 1);
    setenv("XDG_CONFIG_HOME", "/cfg", 1);
    assert_true(fg_xdg_dir(out, sizeof out, "CONFIG"));
    assert_string_equal(out, "/cfg/fitgap");
    setenv("XDG_CONFIG_HOME", "relative", 1);
    assert_true(fg_xdg_dir(out, sizeof out, "CONFIG"));
    assert_string_equal(out, "/home/x/.config/fitgap");
    unsetenv("XDG_DATA_HOME");
    assert_true(fg_xdg_dir(out, sizeof out, "DATA"));
    assert_string_equal(out, "/home/x/.local/share/fitgap");
    assert_false(fg_xdg_dir(out, 10, "DATA"));
    unsetenv("HOME");
    assert_false(fg_xdg_dir(out, sizeof out, "DATA"));
    assert_false(fg_xdg_dir(out, sizeof out, "MUSIC"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_what_was_written),
        cmocka_unit_test(holds_the_ceiling),
        cmocka_unit_test(a_file_of_just_the_ceiling_is_read),
        cmocka_unit_test(reads_from_a_pipe),
        cmocka_unit_test(names_what_cannot_be_read),
        cmocka_unit_test(replaces_as_a_whole),
        cmocka_unit_test(writes_through_what_is_no_file),
        cmocka_unit_test(makes_folders),
        cmocka_unit_test(joins_paths),
        cmocka_unit_test(knows_xdg_folders),
    };
    return cmocka_run_group_tests(tests, make_dir, remove_dir);
}
