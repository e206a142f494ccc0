// What the machine offers to the library. These functions have no bodies in C: the compiler knows them by name.
// Each __host_ function that returns int returns 0 or an errno value.
#ifndef _CRABWALK_HOST_H
#define _CRABWALK_HOST_H

#include <crabwalk/types.h>

enum
{
    __CW_OPEN_READ = 1,
    __CW_OPEN_WRITE = 2,
    __CW_OPEN_CREATE = 4,
    __CW_OPEN_EXCLUSIVE = 8,
    __CW_OPEN_TRUNCATE = 16,
    __CW_OPEN_APPEND = 32
};

enum
{
    __CW_CLOCK_WALL = 0,
    __CW_CLOCK_MONOTONIC = 1,
    __CW_CLOCK_CPU = 2
};

int __host_fd_read(int fd, void *buffer, __cw_size size, __cw_size *got);
int __host_fd_write(int fd, const void *buffer, __cw_size size, __cw_size *put);
int __host_fd_seek(int fd, __cw_int64 offset, int whence, __cw_int64 *position);
int __host_fd_close(int fd);
int __host_fd_sync(int fd);
int __host_fd_isatty(int fd);
int __host_path_open(const char *path, int flags, int *fd);
int __host_path_remove(const char *path);
int __host_path_rename(const char *from, const char *to);
int __host_path_tmpname(char *buffer, __cw_size size);
int __host_clock(int id, __cw_int64 *nanoseconds);
int __host_random(void *buffer, __cw_size size);
int __host_args_count(__cw_size *count, __cw_size *bytes);
int __host_args_get(char **argv, char *text);
// ENOENT when there is no such variable; otherwise *needed is the value's size with its null character, and the value
// is copied when it fits (0) or not (ERANGE).
int __host_env_get(const char *name, char *buffer, __cw_size size, __cw_size *needed);
void __host_sleep(__cw_int64 nanoseconds);
_Noreturn void __host_exit(int code);
_Noreturn void __host_abort(void);

void *__crabwalk_alloc(__cw_size size, __cw_size align);
void *__crabwalk_realloc(void *block, __cw_size size);
void __crabwalk_free(void *block);
__cw_size __crabwalk_alloc_size(void *block);

// Stops the run with the named rule when ok is 0; the report points at the user's call.
void __crabwalk_check(int ok, const char *rule, const char *message);

#ifdef __CRABWALK__
// Declared, these names are the machine's; undeclared, a compiler takes them for the library functions without prefix.
void *__builtin_memcpy(void *restrict to, const void *restrict from, __cw_size size);
void *__builtin_memmove(void *to, const void *from, __cw_size size);
void *__builtin_memset(void *to, int c, __cw_size size);
int __builtin_memcmp(const void *a, const void *b, __cw_size size);
void *__builtin_memchr(const void *text, int c, __cw_size size);
__cw_size __builtin_strlen(const char *text);

double __builtin_double_from_bits(__cw_uint64 bits);
__cw_uint64 __builtin_double_bits(double value);
float __builtin_float_from_bits(unsigned int bits);
unsigned int __builtin_float_bits(float value);
__cw_uint64 __builtin_mul128(__cw_uint64 a, __cw_uint64 b, __cw_uint64 *high);

double __builtin_floor(double x);
double __builtin_ceil(double x);
double __builtin_trunc(double x);
double __builtin_rint(double x);
double __builtin_fma(double x, double y, double z);
float __builtin_floorf(float x);
float __builtin_ceilf(float x);
float __builtin_truncf(float x);
float __builtin_rintf(float x);
float __builtin_fmaf(float x, float y, float z);
#endif

#endif
