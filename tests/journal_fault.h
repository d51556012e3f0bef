/* A file layer for SQLite whose n-th write, sync or truncation fails: "fault", over
 * the default one. Source: https://www.sqlite.org/vfs.html */
#ifndef JOURNAL_FAULT_H
#define JOURNAL_FAULT_H

#include <sqlite3.h>
#include <stdbool.h>
#include <string.h>

static struct {
    unsigned countdown; /* 0: not armed */
    int code;
    bool for_good, fired;
} fault;

static inline void fault_arm(unsigned n, int code, bool for_good)
{
    fault.countdown = n;
    fault.code = code;
    fault.for_good = for_good;
    fault.fired = false;
}

/* Whether it had come to fail. */
static inline bool fault_disarm(void)
{
    fault.countdown = 0;
    return fault.fired;
}

static inline int fault_now(void)
{
    if (!fault.countdown || (fault.fired && !fault.for_good))
        return SQLITE_OK;
    if (!fault.fired && --fault.countdown > 0)
        return SQLITE_OK;
    fault.fired = true;
    fault.countdown = 1;
    return fault.code;
}

struct fault_file {
    sqlite3_file base;
    sqlite3_file *real; /* behind this struct */
};

#define REAL(f) (((struct fault_file *)(f))->real)
#define PASS(name, params, args)                                                           \
    static int fault_##name params                                                         \
    {                                                                                      \
        return REAL(f)->pMethods->x##name args;                                            \
    }
#define FAIL(name, params, args)                                                           \
    static int fault_##name params                                                         \
    {                                                                                      \
        const int code = fault_now();                                                      \
        return code != SQLITE_OK ? code : REAL(f)->pMethods->x##name args;                 \
    }
PASS(Close, (sqlite3_file * f), (REAL(f)))
PASS(Read, (sqlite3_file * f, void *to, int n, sqlite3_int64 at), (REAL(f), to, n, at))
FAIL(Write, (sqlite3_file * f, const void *p, int n, sqlite3_int64 at), (REAL(f), p, n, at))
FAIL(Truncate, (sqlite3_file * f, sqlite3_int64 n), (REAL(f), n))
FAIL(Sync, (sqlite3_file * f, int flags), (REAL(f), flags))
PASS(FileSize, (sqlite3_file * f, sqlite3_int64 *n), (REAL(f), n))
PASS(Lock, (sqlite3_file * f, int kind), (REAL(f), kind))
PASS(Unlock, (sqlite3_file * f, int kind), (REAL(f), kind))
PASS(CheckReservedLock, (sqlite3_file * f, int *out), (REAL(f), out))
PASS(FileControl, (sqlite3_file * f, int op, void *arg), (REAL(f), op, arg))
PASS(SectorSize, (sqlite3_file * f), (REAL(f)))
PASS(DeviceCharacteristics, (sqlite3_file * f), (REAL(f)))
PASS(ShmMap, (sqlite3_file * f, int i, int n, int extend, void volatile **p),
     (REAL(f), i, n, extend, p))
PASS(ShmLock, (sqlite3_file * f, int at, int n, int flags), (REAL(f), at, n, flags))
PASS(ShmUnmap, (sqlite3_file * f, int drop), (REAL(f), drop))
#undef PASS
#undef FAIL

static void fault_ShmBarrier(sqlite3_file *f)
{
    REAL(f)->pMethods->xShmBarrier(REAL(f));
}

static const sqlite3_io_methods fault_methods = {
    .iVersion = 2, .xClose = fault_Close, .xRead = fault_Read, .xWrite = fault_Write,
    .xTruncate = fault_Truncate, .xSync = fault_Sync, .xFileSize = fault_FileSize,
    .xLock = fault_Lock, .xUnlock = fault_Unlock, .xCheckReservedLock = fault_CheckReservedLock,
    .xFileControl = fault_FileControl, .xSectorSize = fault_SectorSize,
    .xDeviceCharacteristics = fault_DeviceCharacteristics, .xShmMap = fault_ShmMap,
    .xShmLock = fault_ShmLock, .xShmBarrier = fault_ShmBarrier, .xShmUnmap = fault_ShmUnmap};

static sqlite3_vfs *fault_under;

static int fault_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out)
{
    struct fault_file *f = (struct fault_file *)file;
    (void)vfs;
    f->real = (sqlite3_file *)(f + 1);
    const int code = fault_under->xOpen(fault_under, name, f->real, flags, out);
    f->base.pMethods = f->real->pMethods ? &fault_methods : NULL;
    return code;
}

static inline int fault_register(void)
{
    static sqlite3_vfs vfs;
    if (fault_under)
        return SQLITE_OK;
    fault_under = sqlite3_vfs_find(NULL);
    vfs = *fault_under;
    vfs.zName = "fault";
    vfs.pNext = NULL;
    vfs.szOsFile += (int)sizeof(struct fault_file);
    vfs.xOpen = fault_open;
    return sqlite3_vfs_register(&vfs, 0);
}

#endif
