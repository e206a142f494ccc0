// Which names the headers show, by the same macros as on Linux: plain ISO C under -std=c17,
// POSIX by default (as gcc's gnu17 does), and the GNU additions under _GNU_SOURCE.
#ifndef _CRABWALK_FEATURES_H
#define _CRABWALK_FEATURES_H

#ifdef _GNU_SOURCE
#define __CW_USE_GNU 1
#endif

#if defined(_GNU_SOURCE) || defined(_DEFAULT_SOURCE) || defined(_BSD_SOURCE) || defined(_SVID_SOURCE) \
    || defined(_POSIX_SOURCE) || defined(_POSIX_C_SOURCE) || defined(_XOPEN_SOURCE) || !defined(__STRICT_ANSI__)
#define __CW_USE_POSIX 1
#endif

#endif
