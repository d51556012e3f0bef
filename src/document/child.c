#include "document/child.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { CHUNK = 64 * 1024 };

static enum fg_status refused(struct fg_error *err, const char *program)
{
    return fg_fail(err, FG_EIO, "could not run %s: %s", program, strerror(errno));
}

/* The input as an open file without a name; -1 on failure. */
static int input_file(struct fg_sv bytes)
{
    const int fd = memfd_create("fitgap", MFD_CLOEXEC);
    while (fd >= 0 && bytes.n) {
        const ssize_t n = write(fd, bytes.p, bytes.n);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0) {
            close(fd);
            return -1;
        }
        bytes = fg_sv_sub(bytes, (size_t)n, bytes.n);
    }
    if (fd >= 0)
        lseek(fd, 0, SEEK_SET);
    return fd;
}

/* Between fork and exec: async-signal-safe calls only. */
static _Noreturn void become(const struct fg_child *child, int in, int out)
{
    const struct rlimit memory = {child->memory, child->memory};
    const struct rlimit cpu = {child->cpu_seconds, child->cpu_seconds};
    const struct rlimit core = {0, 0};
    const int null = open("/dev/null", O_WRONLY);
    if (dup2(in, STDIN_FILENO) >= 0 && dup2(out, STDOUT_FILENO) >= 0 &&
        dup2(null, STDERR_FILENO) >= 0 && setrlimit(RLIMIT_AS, &memory) == 0 &&
        setrlimit(RLIMIT_CPU, &cpu) == 0 && setrlimit(RLIMIT_CORE, &core) == 0)
        execvp(child->argv[0], (char *const *)(uintptr_t)child->argv);
    _exit(FG_CHILD_MISSING);
}

static long milliseconds_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (long)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Reads until the end, the ceiling, or the deadline. */
static enum fg_status read_all(int fd, long deadline, struct fg_buf *output, struct fg_error *err)
{
    for (;;) {
        struct pollfd wait = {.fd = fd, .events = POLLIN};
        const long left = deadline - milliseconds_now();
        const int ready = left > 0 ? poll(&wait, 1, (int)left) : 0;
        if (ready == 0)
            return fg_fail(err, FG_ELIMIT, "took too long to read");
        char *to = fg_buf_reserve(output, CHUNK);
        if (!to)
            return fg_fail(err, FG_ELIMIT, "holds too much text");
        const ssize_t n = ready > 0 ? read(fd, to, CHUNK) : -1;
        if (n == 0)
            return FG_OK;
        if (n < 0 && errno != EINTR)
            return fg_fail(err, FG_EIO, "%s", strerror(errno));
        output->n += n > 0 ? (size_t)n : 0;
        output->p[output->n] = '\0';
    }
}

static int wait_for(pid_t pid)
{
    int status = 0;
    while (waitpid(pid, &status, 0) < 0)
        if (errno != EINTR)
            return 0; /* the caller ignores its children: what it printed must do */
    return WIFEXITED(status) ? WEXITSTATUS(status) : FG_CHILD_KILLED + WTERMSIG(status);
}

static enum fg_status run(const struct fg_child *child, int in, struct fg_buf *output,
                          int *exit_status, struct fg_error *err)
{
    int pipe_ends[2];
    if (pipe2(pipe_ends, O_CLOEXEC) != 0)
        return refused(err, child->argv[0]);
    const pid_t pid = fork();
    if (pid == 0)
        become(child, in, pipe_ends[1]);
    close(pipe_ends[1]);
    enum fg_status status = pid < 0 ? refused(err, child->argv[0]) : FG_OK;
    if (pid > 0) {
        const long deadline = milliseconds_now() + 1000L * child->wall_seconds;
        status = read_all(pipe_ends[0], deadline, output, err);
        if (status != FG_OK)
            kill(pid, SIGKILL);
        *exit_status = wait_for(pid);
    }
    close(pipe_ends[0]);
    return status;
}

enum fg_status fg_child_run(const struct fg_child *child, struct fg_buf *output, int *exit_status,
                            struct fg_error *err)
{
    const int in = input_file(child->input);
    if (in < 0)
        return refused(err, child->argv[0]);
    const enum fg_status status = run(child, in, output, exit_status, err);
    close(in);
    return status;
}
