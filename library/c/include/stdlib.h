// C17 7.22: general utilities.
#ifndef _STDLIB_H
#define _STDLIB_H

#include <crabwalk/features.h>
#include <crabwalk/null.h>
#include <crabwalk/size.h>

#ifndef _CRABWALK_WCHAR_T
#define _CRABWALK_WCHAR_T
typedef __cw_wchar wchar_t;
#endif

#define EXIT_SUCCESS 0
#define EXIT_FAILURE 1
#define RAND_MAX 2147483647
#define MB_CUR_MAX (__cw_mb_cur_max())
size_t __cw_mb_cur_max(void);

typedef struct
{
    int quot;
    int rem;
} div_t;
typedef struct
{
    long quot;
    long rem;
} ldiv_t;
typedef struct
{
    long long quot;
    long long rem;
} lldiv_t;

double atof(const char *text);
int atoi(const char *text);
long atol(const char *text);
long long atoll(const char *text);
double strtod(const char *restrict text, char **restrict end);
float strtof(const char *restrict text, char **restrict end);
long double strtold(const char *restrict text, char **restrict end);
long strtol(const char *restrict text, char **restrict end, int base);
long long strtoll(const char *restrict text, char **restrict end, int base);
unsigned long strtoul(const char *restrict text, char **restrict end, int base);
unsigned long long strtoull(const char *restrict text, char **restrict end, int base);

int rand(void);
void srand(unsigned int seed);

void *aligned_alloc(size_t align, size_t size);
void *calloc(size_t count, size_t size);
void free(void *block);
void *malloc(size_t size);
void *realloc(void *block, size_t size);

_Noreturn void abort(void);
int atexit(void (*function)(void));
int at_quick_exit(void (*function)(void));
_Noreturn void exit(int status);
_Noreturn void _Exit(int status);
_Noreturn void quick_exit(int status);
char *getenv(const char *name);
int system(const char *command);

void *bsearch(const void *key, const void *base, size_t count, size_t size, int (*compare)(const void *, const void *));
void qsort(void *base, size_t count, size_t size, int (*compare)(const void *, const void *));

int abs(int value);
long labs(long value);
long long llabs(long long value);
div_t div(int numerator, int denominator);
ldiv_t ldiv(long numerator, long denominator);
lldiv_t lldiv(long long numerator, long long denominator);

int mblen(const char *text, size_t size);
int mbtowc(wchar_t *restrict to, const char *restrict text, size_t size);
int wctomb(char *text, wchar_t c);
size_t mbstowcs(wchar_t *restrict to, const char *restrict from, size_t size);
size_t wcstombs(char *restrict to, const wchar_t *restrict from, size_t size);

#ifdef __CW_USE_POSIX
#include <alloca.h>
#include <sys/types.h>
int posix_memalign(void **block, size_t align, size_t size);
void *reallocarray(void *block, size_t count, size_t size);
int setenv(const char *name, const char *value, int overwrite);
int unsetenv(const char *name);
int putenv(char *text);
int clearenv(void);
int rand_r(unsigned int *seed);
long random(void);
void srandom(unsigned int seed);
double drand48(void);
double erand48(unsigned short state[3]);
long lrand48(void);
long nrand48(unsigned short state[3]);
long mrand48(void);
long jrand48(unsigned short state[3]);
void srand48(long seed);
int mkstemp(char *pattern);
#endif

#ifdef __CW_USE_GNU
void qsort_r(void *base, size_t count, size_t size, int (*compare)(const void *, const void *, void *), void *context);
#endif

#endif
