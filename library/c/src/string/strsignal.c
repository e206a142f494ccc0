// strsignal: the name of a signal, as on Linux.
#define _GNU_SOURCE
#include <stdio.h>
#include <string.h>

static char *const names[] = {
    "",
    "Hangup",
    "Interrupt",
    "Quit",
    "Illegal instruction",
    "Trace/breakpoint trap",
    "Aborted",
    "Bus error",
    "Floating point exception",
    "Killed",
    "User defined signal 1",
    "Segmentation fault",
    "User defined signal 2",
    "Broken pipe",
    "Alarm clock",
    "Terminated",
    "Stack fault",
    "Child exited",
    "Continued",
    "Stopped (signal)",
    "Stopped",
    "Stopped (tty input)",
    "Stopped (tty output)",
    "Urgent I/O condition",
    "CPU time limit exceeded",
    "File size limit exceeded",
    "Virtual timer expired",
    "Profiling timer expired",
    "Window changed",
    "I/O possible",
    "Power failure",
    "Bad system call",
};

char *strsignal(int signal_number)
{
    static char unknown[32];
    if (signal_number > 0 && signal_number < (int)(sizeof names / sizeof *names))
        return names[signal_number];
    sprintf(unknown, "Unknown signal %d", signal_number);
    return unknown;
}
