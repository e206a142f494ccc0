// C17 7.29: extended multibyte and wide characters.
#ifndef _WCHAR_H
#define _WCHAR_H

#include <crabwalk/features.h>
#include <crabwalk/null.h>
#include <crabwalk/size.h>

#ifndef _CRABWALK_WCHAR_T
#define _CRABWALK_WCHAR_T
typedef __cw_wchar wchar_t;
#endif
#ifndef _CRABWALK_WINT_T
#define _CRABWALK_WINT_T
typedef __cw_wint wint_t;
#endif
#ifndef _CRABWALK_MBSTATE_T
#define _CRABWALK_MBSTATE_T
typedef __cw_mbstate mbstate_t;
#endif
#ifndef WEOF
#define WEOF (0xffffffffU)
#endif
#ifndef WCHAR_MIN
#define WCHAR_MIN (-2147483647 - 1)
#define WCHAR_MAX 2147483647
#endif

struct __cw_file;
struct tm;

wint_t btowc(int c);
int wctob(wint_t c);
int mbsinit(const mbstate_t *state);
size_t mbrlen(const char *restrict text, size_t size, mbstate_t *restrict state);
size_t mbrtowc(wchar_t *restrict to, const char *restrict text, size_t size, mbstate_t *restrict state);
size_t wcrtomb(char *restrict text, wchar_t c, mbstate_t *restrict state);
size_t mbsrtowcs(wchar_t *restrict to, const char **restrict from, size_t size, mbstate_t *restrict state);
size_t wcsrtombs(char *restrict to, const wchar_t **restrict from, size_t size, mbstate_t *restrict state);

wchar_t *wcscpy(wchar_t *restrict to, const wchar_t *restrict from);
wchar_t *wcsncpy(wchar_t *restrict to, const wchar_t *restrict from, size_t size);
wchar_t *wcscat(wchar_t *restrict to, const wchar_t *restrict from);
wchar_t *wcsncat(wchar_t *restrict to, const wchar_t *restrict from, size_t size);
int wcscmp(const wchar_t *a, const wchar_t *b);
int wcsncmp(const wchar_t *a, const wchar_t *b, size_t size);
int wcscoll(const wchar_t *a, const wchar_t *b);
size_t wcsxfrm(wchar_t *restrict to, const wchar_t *restrict from, size_t size);
wchar_t *wcschr(const wchar_t *text, wchar_t c);
wchar_t *wcsrchr(const wchar_t *text, wchar_t c);
size_t wcsspn(const wchar_t *text, const wchar_t *accept);
size_t wcscspn(const wchar_t *text, const wchar_t *reject);
wchar_t *wcspbrk(const wchar_t *text, const wchar_t *accept);
wchar_t *wcsstr(const wchar_t *text, const wchar_t *sought);
wchar_t *wcstok(wchar_t *restrict text, const wchar_t *restrict separators, wchar_t **restrict rest);
size_t wcslen(const wchar_t *text);
wchar_t *wmemcpy(wchar_t *restrict to, const wchar_t *restrict from, size_t count);
wchar_t *wmemmove(wchar_t *to, const wchar_t *from, size_t count);
wchar_t *wmemset(wchar_t *to, wchar_t c, size_t count);
int wmemcmp(const wchar_t *a, const wchar_t *b, size_t count);
wchar_t *wmemchr(const wchar_t *text, wchar_t c, size_t count);

double wcstod(const wchar_t *restrict text, wchar_t **restrict end);
float wcstof(const wchar_t *restrict text, wchar_t **restrict end);
long double wcstold(const wchar_t *restrict text, wchar_t **restrict end);
long wcstol(const wchar_t *restrict text, wchar_t **restrict end, int base);
long long wcstoll(const wchar_t *restrict text, wchar_t **restrict end, int base);
unsigned long wcstoul(const wchar_t *restrict text, wchar_t **restrict end, int base);
unsigned long long wcstoull(const wchar_t *restrict text, wchar_t **restrict end, int base);

wint_t fgetwc(struct __cw_file *stream);
wint_t getwc(struct __cw_file *stream);
wint_t getwchar(void);
wint_t ungetwc(wint_t c, struct __cw_file *stream);
wint_t fputwc(wchar_t c, struct __cw_file *stream);
wint_t putwc(wchar_t c, struct __cw_file *stream);
wint_t putwchar(wchar_t c);
wchar_t *fgetws(wchar_t *restrict to, int size, struct __cw_file *restrict stream);
int fputws(const wchar_t *restrict text, struct __cw_file *restrict stream);
int fwide(struct __cw_file *stream, int mode);
int fwprintf(struct __cw_file *restrict stream, const wchar_t *restrict format, ...);
int wprintf(const wchar_t *restrict format, ...);
int swprintf(wchar_t *restrict to, size_t size, const wchar_t *restrict format, ...);
int vfwprintf(struct __cw_file *restrict stream, const wchar_t *restrict format, __builtin_va_list arguments);
int vwprintf(const wchar_t *restrict format, __builtin_va_list arguments);
int vswprintf(wchar_t *restrict to, size_t size, const wchar_t *restrict format, __builtin_va_list arguments);
size_t wcsftime(wchar_t *restrict to, size_t size, const wchar_t *restrict format, const struct tm *restrict date);

#ifdef __CW_USE_POSIX
wchar_t *wcsdup(const wchar_t *text);
size_t wcsnlen(const wchar_t *text, size_t size);
int wcscasecmp(const wchar_t *a, const wchar_t *b);
#endif

#endif
