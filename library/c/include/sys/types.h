// POSIX: basic types.
#ifndef _SYS_TYPES_H
#define _SYS_TYPES_H

#include <crabwalk/size.h>

#ifndef _CRABWALK_TIME_T
#define _CRABWALK_TIME_T
typedef __cw_time time_t;
#endif

typedef __cw_ssize ssize_t;
typedef __cw_off off_t;
typedef int pid_t;
typedef unsigned int uid_t;
typedef unsigned int gid_t;
typedef unsigned int mode_t;
typedef unsigned int useconds_t;
typedef long suseconds_t;
typedef int clockid_t;
typedef unsigned char u_char;
typedef unsigned short u_short;
typedef unsigned int u_int;
typedef unsigned long u_long;
typedef unsigned int uint;
typedef unsigned short ushort;

#ifndef _STDINT_H
#include <stdint.h>
#endif

#endif
