// Arguments, environment, time and chance in WebAssembly.
#include "wasi.h"
#include <errno.h>

#ifdef __wasm__

int __host_args_count(__cw_size *count, __cw_size *bytes)
{
    return __cw_wasi_errno(__wasi_args_sizes_get(count, bytes));
}

int __host_args_get(char **argv, char *text)
{
    return __cw_wasi_errno(__wasi_args_get(argv, text));
}

static int is_named(const char *variable, const char *name, __cw_size length)
{
    return __builtin_strlen(variable) > length && __builtin_memcmp(variable, name, length) == 0 && variable[length] == '=';
}

int __host_env_get(const char *name, char *buffer, __cw_size size, __cw_size *needed)
{
    __cw_size count = 0;
    __cw_size bytes = 0;
    __cw_size length = __builtin_strlen(name);
    if (__wasi_environ_sizes_get(&count, &bytes) != 0)
        return ENOENT;
    char *variables[count + 1];
    char text[bytes + 1];
    if (__wasi_environ_get(variables, text) != 0)
        return ENOENT;
    for (__cw_size i = 0; i < count; i++)
    {
        if (is_named(variables[i], name, length))
        {
            const char *value = variables[i] + length + 1;
            *needed = __builtin_strlen(value) + 1;
            if (*needed > size)
                return ERANGE;
            __builtin_memcpy(buffer, value, *needed);
            return 0;
        }
    }

    return ENOENT;
}

// WASI numbers its clocks as the library does. Where a clock is missing, the one that always runs stands for it.
int __host_clock(int id, __cw_int64 *nanoseconds)
{
    __cw_wasi_error error = __wasi_clock_time_get(id, 1000, nanoseconds);
    if (error != 0)
        error = __wasi_clock_time_get(__CW_CLOCK_MONOTONIC, 1000, nanoseconds);
    return __cw_wasi_errno(error);
}

int __host_random(void *buffer, __cw_size size)
{
    return __cw_wasi_errno(__wasi_random_get(buffer, size));
}

// One subscription to the clock that always runs (WASI's `subscription` and `event`, by their bytes).
void __host_sleep(__cw_int64 nanoseconds)
{
    struct
    {
        __cw_uint64 user;
        __cw_uint64 kind;
        __cw_uint64 clock;
        __cw_int64 timeout;
        __cw_uint64 precision;
        __cw_uint64 flags;
    } subscription = {0, 0, __CW_CLOCK_MONOTONIC, nanoseconds, 0, 0};
    __cw_uint64 event[4];
    __cw_size events = 0;
    __wasi_poll_oneoff(&subscription, event, 1, &events);
}

_Noreturn void __host_exit(int code)
{
    __wasi_proc_exit(code);
}

_Noreturn void __host_abort(void)
{
    __builtin_trap();
}

#endif
