// C17 7.26: of threads, what a program of a single one needs: __STDC_NO_THREADS__ says that there are no others.
#ifndef _THREADS_H
#define _THREADS_H

#define thread_local _Thread_local

#endif
