// C17 7.21: input and output.
#ifndef _STDIO_H
#define _STDIO_H

#include <crabwalk/features.h>
#include <crabwalk/null.h>
#include <crabwalk/size.h>

typedef struct __cw_file FILE;
typedef struct
{
    __cw_off __position;
    __cw_mbstate __state;
} fpos_t;

extern FILE *stdin;
extern FILE *stdout;
extern FILE *stderr;
#define stdin stdin
#define stdout stdout
#define stderr stderr

#define EOF (-1)
#define BUFSIZ 8192
#define FILENAME_MAX 4096
#define FOPEN_MAX 16
#define L_tmpnam 20
#define TMP_MAX 238328
#define _IOFBF 0
#define _IOLBF 1
#define _IONBF 2
#define SEEK_SET 0
#define SEEK_CUR 1
#define SEEK_END 2

FILE *fopen(const char *restrict path, const char *restrict mode);
FILE *freopen(const char *restrict path, const char *restrict mode, FILE *restrict stream);
int fclose(FILE *stream);
int fflush(FILE *stream);
void setbuf(FILE *restrict stream, char *restrict buffer);
int setvbuf(FILE *restrict stream, char *restrict buffer, int mode, size_t size);
FILE *tmpfile(void);
char *tmpnam(char *name);
int remove(const char *path);
int rename(const char *from, const char *to);

int fprintf(FILE *restrict stream, const char *restrict format, ...);
int printf(const char *restrict format, ...);
int sprintf(char *restrict to, const char *restrict format, ...);
int snprintf(char *restrict to, size_t size, const char *restrict format, ...);
int vfprintf(FILE *restrict stream, const char *restrict format, __builtin_va_list arguments);
int vprintf(const char *restrict format, __builtin_va_list arguments);
int vsprintf(char *restrict to, const char *restrict format, __builtin_va_list arguments);
int vsnprintf(char *restrict to, size_t size, const char *restrict format, __builtin_va_list arguments);

int fscanf(FILE *restrict stream, const char *restrict format, ...);
int scanf(const char *restrict format, ...);
int sscanf(const char *restrict text, const char *restrict format, ...);
int vfscanf(FILE *restrict stream, const char *restrict format, __builtin_va_list arguments);
int vscanf(const char *restrict format, __builtin_va_list arguments);
int vsscanf(const char *restrict text, const char *restrict format, __builtin_va_list arguments);

int fgetc(FILE *stream);
int getc(FILE *stream);
int getchar(void);
char *fgets(char *restrict to, int size, FILE *restrict stream);
int ungetc(int c, FILE *stream);
int fputc(int c, FILE *stream);
int putc(int c, FILE *stream);
int putchar(int c);
int fputs(const char *restrict text, FILE *restrict stream);
int puts(const char *text);
size_t fread(void *restrict to, size_t size, size_t count, FILE *restrict stream);
size_t fwrite(const void *restrict from, size_t size, size_t count, FILE *restrict stream);

int fseek(FILE *stream, long offset, int whence);
long ftell(FILE *stream);
void rewind(FILE *stream);
int fgetpos(FILE *restrict stream, fpos_t *restrict position);
int fsetpos(FILE *stream, const fpos_t *position);
void clearerr(FILE *stream);
int feof(FILE *stream);
int ferror(FILE *stream);
void perror(const char *text);

#ifdef __CW_USE_POSIX
#include <sys/types.h>
#include <stdarg.h>
#define P_tmpdir "/tmp"
ssize_t getdelim(char **restrict line, size_t *restrict size, int delimiter, FILE *restrict stream);
ssize_t getline(char **restrict line, size_t *restrict size, FILE *restrict stream);
int fileno(FILE *stream);
FILE *fdopen(int fd, const char *mode);
int dprintf(int fd, const char *restrict format, ...);
int vdprintf(int fd, const char *restrict format, __builtin_va_list arguments);
int fseeko(FILE *stream, off_t offset, int whence);
off_t ftello(FILE *stream);
void flockfile(FILE *stream);
void funlockfile(FILE *stream);
int ftrylockfile(FILE *stream);
int getc_unlocked(FILE *stream);
int getchar_unlocked(void);
int putc_unlocked(int c, FILE *stream);
int putchar_unlocked(int c);
void setlinebuf(FILE *stream);
void setbuffer(FILE *stream, char *buffer, size_t size);
#endif

#ifdef __CW_USE_GNU
int asprintf(char **restrict to, const char *restrict format, ...);
int vasprintf(char **restrict to, const char *restrict format, __builtin_va_list arguments);
int fgetc_unlocked(FILE *stream);
int fputc_unlocked(int c, FILE *stream);
int fputs_unlocked(const char *restrict text, FILE *restrict stream);
char *fgets_unlocked(char *restrict to, int size, FILE *restrict stream);
#endif

#endif
