// POSIX: the parts of the operating system that a walked program has.
#ifndef _UNISTD_H
#define _UNISTD_H

#include <crabwalk/features.h>
#include <crabwalk/null.h>
#include <sys/types.h>

#define STDIN_FILENO 0
#define STDOUT_FILENO 1
#define STDERR_FILENO 2

#ifndef SEEK_SET
#define SEEK_SET 0
#define SEEK_CUR 1
#define SEEK_END 2
#endif

ssize_t read(int fd, void *to, size_t size);
ssize_t write(int fd, const void *from, size_t size);
off_t lseek(int fd, off_t offset, int whence);
int close(int fd);
int fsync(int fd);
int isatty(int fd);
int unlink(const char *path);
_Noreturn void _exit(int status);
unsigned int sleep(unsigned int seconds);
int usleep(useconds_t microseconds);
pid_t getpid(void);
pid_t getppid(void);
int getpagesize(void);

extern char *optarg;
extern int optind;
extern int opterr;
extern int optopt;
int getopt(int argc, char *const argv[], const char *options);

#ifdef __CW_USE_GNU
extern char **environ;
#endif

#endif
