// The machine's host interface over Linux system calls (x86-64), so that the library can be tried without the machine.
#include <crabwalk/host.h>
#include <errno.h>
#include <stddef.h>
#include <stdint.h>

static long call(long number, long a, long b, long c, long d, long e, long f)
{
    register long r10 __asm__("r10") = d;
    register long r8 __asm__("r8") = e;
    register long r9 __asm__("r9") = f;
    long result;
    __asm__ volatile("syscall"
                     : "=a"(result)
                     : "a"(number), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8), "r"(r9)
                     : "rcx", "r11", "memory");
    return result;
}

static int count;
static char **arguments;
static char **environment;

void __machine_begin(long *stack)
{
    count = (int)stack[0];
    arguments = (char **)(stack + 1);
    environment = arguments + count + 1;
}

unsigned long __machine_strlen(const char *text)
{
    unsigned long n = 0;
    while (text[n])
        n++;
    return n;
}

_Noreturn void __host_exit(int code)
{
    for (;;)
        call(231, code, 0, 0, 0, 0, 0);
}

_Noreturn void __host_abort(void)
{
    call(62, call(39, 0, 0, 0, 0, 0, 0), 6, 0, 0, 0, 0);
    __host_exit(134);
}

static void say(const char *text)
{
    call(1, 2, (long)text, (long)__machine_strlen(text), 0, 0, 0);
}

void __crabwalk_check(int ok, const char *rule, const char *message)
{
    if (ok)
        return;
    say("undefined behaviour: ");
    say(rule);
    say(": ");
    say(message);
    say("\n");
    __host_exit(70);
}

void *__machine_memcpy(void *to, const void *from, unsigned long size)
{
    unsigned char *t = to;
    const unsigned char *f = from;
    __crabwalk_check(size == 0 || t >= f + size || f >= t + size, "UB.OverlappingCopy", "memcpy");
    for (unsigned long i = 0; i < size; i++)
        t[i] = f[i];
    return to;
}

void *__machine_memmove(void *to, const void *from, unsigned long size)
{
    unsigned char *t = to;
    const unsigned char *f = from;
    if (t <= f)
        for (unsigned long i = 0; i < size; i++)
            t[i] = f[i];
    else
        for (unsigned long i = size; i > 0; i--)
            t[i - 1] = f[i - 1];
    return to;
}

void *__machine_memset(void *to, int c, unsigned long size)
{
    unsigned char *t = to;
    for (unsigned long i = 0; i < size; i++)
        t[i] = (unsigned char)c;
    return to;
}

int __machine_memcmp(const void *a, const void *b, unsigned long size)
{
    const unsigned char *x = a;
    const unsigned char *y = b;
    for (unsigned long i = 0; i < size; i++)
        if (x[i] != y[i])
            return x[i] - y[i];
    return 0;
}

void *__machine_memchr(const void *text, int c, unsigned long size)
{
    const unsigned char *t = text;
    for (unsigned long i = 0; i < size; i++)
        if (t[i] == (unsigned char)c)
            return (void *)(t + i);
    return 0;
}

static int status(long result)
{
    return result < 0 ? (int)-result : 0;
}

int __host_fd_read(int fd, void *buffer, __cw_size size, __cw_size *got)
{
    long result = call(0, fd, (long)buffer, (long)size, 0, 0, 0);
    *got = result < 0 ? 0 : (__cw_size)result;
    return status(result);
}

int __host_fd_write(int fd, const void *buffer, __cw_size size, __cw_size *put)
{
    long result = call(1, fd, (long)buffer, (long)size, 0, 0, 0);
    *put = result < 0 ? 0 : (__cw_size)result;
    return status(result);
}

int __host_fd_seek(int fd, __cw_int64 offset, int whence, __cw_int64 *position)
{
    long result = call(8, fd, offset, whence, 0, 0, 0);
    *position = result;
    return status(result);
}

int __host_fd_close(int fd)
{
    return status(call(3, fd, 0, 0, 0, 0, 0));
}

int __host_fd_sync(int fd)
{
    return status(call(74, fd, 0, 0, 0, 0, 0));
}

int __host_fd_isatty(int fd)
{
    char settings[64];
    return call(16, fd, 0x5401, (long)settings, 0, 0, 0) == 0;
}

int __host_path_open(const char *path, int flags, int *fd)
{
    int mode = (flags & __CW_OPEN_READ) && (flags & __CW_OPEN_WRITE) ? 2 : flags & __CW_OPEN_WRITE ? 1 : 0;
    mode |= (flags & __CW_OPEN_CREATE ? 0100 : 0) | (flags & __CW_OPEN_EXCLUSIVE ? 0200 : 0)
        | (flags & __CW_OPEN_TRUNCATE ? 01000 : 0) | (flags & __CW_OPEN_APPEND ? 02000 : 0);
    long result = call(2, (long)path, mode, 0666, 0, 0, 0);
    *fd = (int)result;
    return status(result);
}

int __host_path_remove(const char *path)
{
    int error = status(call(87, (long)path, 0, 0, 0, 0, 0));
    return error == EISDIR ? status(call(84, (long)path, 0, 0, 0, 0, 0)) : error;
}

int __host_path_rename(const char *from, const char *to)
{
    return status(call(82, (long)from, (long)to, 0, 0, 0, 0));
}

int __host_path_tmpname(char *buffer, __cw_size size)
{
    static unsigned int number;
    const char *start = "cwtmp";
    unsigned int n = (unsigned int)call(39, 0, 0, 0, 0, 0, 0) * 64 + number++;
    __cw_size i = 0;
    for (; start[i] && i + 1 < size; i++)
        buffer[i] = start[i];
    for (; n != 0 && i + 1 < size; n /= 26)
        buffer[i++] = (char)('a' + n % 26);
    buffer[i] = 0;
    return 0;
}

int __host_clock(int id, __cw_int64 *nanoseconds)
{
    long now[2];
    int error = status(call(228, id, (long)now, 0, 0, 0, 0));
    *nanoseconds = now[0] * 1000000000 + now[1];
    return error;
}

int __host_random(void *buffer, __cw_size size)
{
    return status(call(318, (long)buffer, (long)size, 0, 0, 0, 0));
}

int __host_args_count(__cw_size *argc, __cw_size *bytes)
{
    *argc = (__cw_size)count;
    *bytes = 0;
    for (int i = 0; i < count; i++)
        *bytes += __machine_strlen(arguments[i]) + 1;
    return 0;
}

int __host_args_get(char **argv, char *text)
{
    for (int i = 0; i < count; i++)
    {
        unsigned long size = __machine_strlen(arguments[i]) + 1;
        argv[i] = __machine_memcpy(text, arguments[i], size);
        text += size;
    }

    return 0;
}

int __host_env_get(const char *name, char *buffer, __cw_size size, __cw_size *needed)
{
    unsigned long length = __machine_strlen(name);
    for (char **e = environment; *e; e++)
    {
        if (__machine_memcmp(*e, name, length) == 0 && (*e)[length] == '=')
        {
            *needed = __machine_strlen(*e + length + 1) + 1;
            if (*needed > size)
                return ERANGE;
            __machine_memcpy(buffer, *e + length + 1, *needed);
            return 0;
        }
    }

    *needed = 0;
    return ENOENT;
}

void __host_sleep(__cw_int64 nanoseconds)
{
    long time[2] = {nanoseconds / 1000000000, nanoseconds % 1000000000};
    call(35, (long)time, 0, 0, 0, 0, 0);
}

// Blocks are cut from mapped memory and never used again; each has its size before it and junk in it.
static char *mapped;
static unsigned long left;
static long live;

void *__crabwalk_alloc(__cw_size size, __cw_size align)
{
    if (size > (1ul << 40))
        return NULL;
    unsigned long whole = size + align + 32;
    if (whole > left)
    {
        unsigned long wanted = whole > (64ul << 20) ? whole : (64ul << 20);
        long result = call(9, 0, (long)wanted, 3, 0x22, -1, 0);
        if (result < 0)
            return NULL;
        mapped = (char *)result;
        left = wanted;
    }

    uintptr_t start = ((uintptr_t)mapped + 16 + align - 1) / align * align;
    left -= start + size - (uintptr_t)mapped;
    mapped = (char *)(start + size);
    __machine_memcpy((char *)start - 8, &size, 8);
    __machine_memset((char *)start, 0xba, size);
    live++;
    return (char *)start;
}

__cw_size __crabwalk_alloc_size(void *block)
{
    __cw_size size;
    __machine_memcpy(&size, (char *)block - 8, 8);
    return size;
}

void __crabwalk_free(void *block)
{
    __cw_size dead = (__cw_size)-1;
    __cw_size size = __crabwalk_alloc_size(block);
    __crabwalk_check(size != dead, "UB.DoubleFree", "free");
    __machine_memset(block, 0xee, size);
    __machine_memcpy((char *)block - 8, &dead, 8);
    live--;
}

void *__crabwalk_realloc(void *block, __cw_size size)
{
    __cw_size old = __crabwalk_alloc_size(block);
    void *fresh = __crabwalk_alloc(size, 16);
    if (fresh == NULL)
        return NULL;
    __machine_memcpy(fresh, block, old < size ? old : size);
    __crabwalk_free(block);
    return fresh;
}

__asm__(".globl __crabwalk_setjmp\n"
        "__crabwalk_setjmp:\n"
        "  mov %rbx,(%rdi)\n  mov %rbp,8(%rdi)\n  mov %r12,16(%rdi)\n  mov %r13,24(%rdi)\n"
        "  mov %r14,32(%rdi)\n  mov %r15,40(%rdi)\n  lea 8(%rsp),%rdx\n  mov %rdx,48(%rdi)\n"
        "  mov (%rsp),%rdx\n  mov %rdx,56(%rdi)\n  xor %eax,%eax\n  ret\n"
        ".globl __crabwalk_longjmp\n"
        "__crabwalk_longjmp:\n"
        "  mov %esi,%eax\n  mov (%rdi),%rbx\n  mov 8(%rdi),%rbp\n  mov 16(%rdi),%r12\n  mov 24(%rdi),%r13\n"
        "  mov 32(%rdi),%r14\n  mov 40(%rdi),%r15\n  mov 48(%rdi),%rsp\n  jmp *56(%rdi)\n");
