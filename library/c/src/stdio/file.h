// A stream, as the parts of stdio see it.
#ifndef __CW_FILE_H
#define __CW_FILE_H

#include <stdio.h>

enum
{
    __CW_FILE_READABLE = 1,
    __CW_FILE_WRITABLE = 2,
    __CW_FILE_APPEND = 4,
    // The stream is open; a closed one keeps its place so that a late use can be named.
    __CW_FILE_OPEN = 8,
    __CW_FILE_END = 16,
    __CW_FILE_ERROR = 32,
    // Deleted when it is closed.
    __CW_FILE_TEMPORARY = 64,
    // In the list of streams that exit writes out.
    __CW_FILE_LISTED = 128,
    // setvbuf is no longer allowed.
    __CW_FILE_USED = 256,
    // Wide characters went through it.
    __CW_FILE_WIDE = 512
};

enum __cw_direction
{
    __CW_NEITHER,
    __CW_READING,
    __CW_WRITING
};

// What makes waiting output go to the host.
enum __cw_buffering
{
    __CW_BUFFER_FULL,
    __CW_BUFFER_LINE,
    __CW_BUFFER_NONE,
    // A standard output that nobody called setvbuf on: each call but a single character's is shown as it returns,
    // so a walk sees what the program has said, and a program that is stopped loses nothing.
    __CW_BUFFER_PROMPT
};

// While reading, data[position .. read_end) waits to be read; while writing, data[0 .. position) waits to be
// written and there is room up to write_end. Both ends are 0 in the other direction (and write_end always when
// nothing may wait), so that one comparison decides whether the short way can be taken.
struct __cw_file
{
    size_t position;
    size_t read_end;
    size_t write_end;
    unsigned char *data;
    size_t capacity;
    int fd;
    int flags;
    enum __cw_direction direction;
    enum __cw_buffering buffering;
    struct __cw_file *next;
    char *path;
    unsigned char own[2];
    __cw_mbstate wide;
};

enum
{
    // Of the buffer of a stream on a file or pipe.
    __CW_FILE_BUFFER = 4096,
    // Kept free before what is read, so that this many characters can be pushed back at any time.
    __CW_FILE_PUSHBACK = 8
};

// Stops the run unless the stream is open: what is the name of the function the user called.
void __cw_check_open(FILE *stream, const char *what);

// Make the stream ready for one direction. 0, or EOF with the error flag set.
int __cw_begin_reading(FILE *stream);
int __cw_begin_writing(FILE *stream);

// Reads more. Returns 0 when something waits to be read.
int __cw_fill(FILE *stream);

// Hands what waits to the host. 0, or EOF with the error flag set.
int __cw_flush(FILE *stream);

// Writes bytes the stream's way. Returns how many were taken.
size_t __cw_write(FILE *stream, const void *bytes, size_t size);

// Called when a function that wrote returns.
int __cw_after_write(FILE *stream);

// Throws away what was read ahead, and puts the host's place back to the program's.
int __cw_forget_input(FILE *stream);

// Streams that have something to write out or to close at exit.
void __cw_list_stream(FILE *stream);
void __cw_unlist_stream(FILE *stream);
extern FILE *__cw_streams;

int __cw_seek(FILE *stream, __cw_off offset, int whence);
__cw_off __cw_tell(FILE *stream);
int __cw_close(FILE *stream);

// The two ways of a single character; fgetc and fputc and their relatives.
static inline int __cw_get(FILE *stream);
static inline int __cw_put(int c, FILE *stream);
int __cw_get_slowly(FILE *stream);
int __cw_put_slowly(int c, FILE *stream);

static inline int __cw_get(FILE *stream)
{
    if (stream != NULL && stream->position < stream->read_end)
        return stream->data[stream->position++];
    return __cw_get_slowly(stream);
}

static inline int __cw_put(int c, FILE *stream)
{
    if (stream != NULL && stream->position < stream->write_end && (unsigned char)c != '\n')
        return stream->data[stream->position++] = (unsigned char)c;
    return __cw_put_slowly(c, stream);
}

#endif
