// C17 7.24: string handling.
#ifndef _STRING_H
#define _STRING_H

#include <crabwalk/features.h>
#include <crabwalk/null.h>
#include <crabwalk/size.h>

void *memcpy(void *restrict to, const void *restrict from, size_t size);
void *memmove(void *to, const void *from, size_t size);
void *memset(void *to, int c, size_t size);
int memcmp(const void *a, const void *b, size_t size);
void *memchr(const void *text, int c, size_t size);

char *strcpy(char *restrict to, const char *restrict from);
char *strncpy(char *restrict to, const char *restrict from, size_t size);
char *strcat(char *restrict to, const char *restrict from);
char *strncat(char *restrict to, const char *restrict from, size_t size);
int strcmp(const char *a, const char *b);
int strncmp(const char *a, const char *b, size_t size);
int strcoll(const char *a, const char *b);
size_t strxfrm(char *restrict to, const char *restrict from, size_t size);
char *strchr(const char *text, int c);
char *strrchr(const char *text, int c);
size_t strspn(const char *text, const char *accept);
size_t strcspn(const char *text, const char *reject);
char *strpbrk(const char *text, const char *accept);
char *strstr(const char *text, const char *sought);
char *strtok(char *restrict text, const char *restrict separators);
char *strerror(int error);
size_t strlen(const char *text);

#ifdef __CW_USE_POSIX
void *memccpy(void *restrict to, const void *restrict from, int c, size_t size);
char *strdup(const char *text);
char *strndup(const char *text, size_t size);
size_t strnlen(const char *text, size_t size);
char *strtok_r(char *restrict text, const char *restrict separators, char **restrict rest);
char *strsep(char **restrict text, const char *restrict separators);
char *stpcpy(char *restrict to, const char *restrict from);
char *stpncpy(char *restrict to, const char *restrict from, size_t size);
char *strsignal(int signal_number);
#ifndef __CW_USE_GNU
#define strerror_r __cw_posix_strerror_r
int __cw_posix_strerror_r(int error, char *buffer, size_t size);
#else
char *strerror_r(int error, char *buffer, size_t size);
#endif
#include <strings.h>
#endif

#ifdef __CW_USE_GNU
char *strcasestr(const char *text, const char *sought);
char *strchrnul(const char *text, int c);
void *memmem(const void *text, size_t text_size, const void *sought, size_t sought_size);
void *memrchr(const void *text, int c, size_t size);
void *rawmemchr(const void *text, int c);
void *mempcpy(void *restrict to, const void *restrict from, size_t size);
#endif

#endif
