// Stands in for the machine's builtins when gcc compiles the library: included before each of its files.
#ifndef NATIVE_H
#define NATIVE_H

#define __builtin_memcpy __machine_memcpy
#define __builtin_memmove __machine_memmove
#define __builtin_memset __machine_memset
#define __builtin_memcmp __machine_memcmp
#define __builtin_memchr __machine_memchr
#define __builtin_strlen __machine_strlen
#define __builtin_double_bits __machine_double_bits
#define __builtin_double_from_bits __machine_double_from_bits
#define __builtin_float_bits __machine_float_bits
#define __builtin_float_from_bits __machine_float_from_bits
#define __builtin_mul128 __machine_mul128

void *__machine_memcpy(void *to, const void *from, unsigned long size);
void *__machine_memmove(void *to, const void *from, unsigned long size);
void *__machine_memset(void *to, int c, unsigned long size);
int __machine_memcmp(const void *a, const void *b, unsigned long size);
void *__machine_memchr(const void *text, int c, unsigned long size);
unsigned long __machine_strlen(const char *text);

static inline unsigned long __machine_double_bits(double value)
{
    union { double d; unsigned long u; } both = {value};
    return both.u;
}
static inline double __machine_double_from_bits(unsigned long bits)
{
    union { unsigned long u; double d; } both = {bits};
    return both.d;
}
static inline unsigned int __machine_float_bits(float value)
{
    union { float f; unsigned int u; } both = {value};
    return both.u;
}
static inline float __machine_float_from_bits(unsigned int bits)
{
    union { unsigned int u; float f; } both = {bits};
    return both.f;
}
static inline unsigned long __machine_mul128(unsigned long a, unsigned long b, unsigned long *high)
{
    __extension__ typedef unsigned __int128 wide;
    wide product = (wide)a * b;
    *high = (unsigned long)(product >> 64);
    return (unsigned long)product;
}

#endif
