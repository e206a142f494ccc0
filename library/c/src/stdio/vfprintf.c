// vfprintf: formatted text straight into the stream's array; where nothing may wait, through an array on the stack.
#include "file.h"
#include "format.h"

struct to_stream
{
    struct __cw_sink sink;
    FILE *stream;
    char *start;
    char *own;
    size_t size;
};

static void open_room(struct to_stream *target)
{
    FILE *stream = target->stream;
    if (target->own != NULL)
    {
        target->start = target->own;
        target->sink.room = target->size;
    }
    else
    {
        target->start = (char *)stream->data + stream->position;
        target->sink.room = stream->write_end - stream->position;
    }

    target->sink.at = target->start;
}

// Gives the stream what was written since open_room.
static void hand_over(struct to_stream *target)
{
    size_t size = (size_t)(target->sink.at - target->start);
    if (target->own == NULL)
        target->stream->position += size;
    else if (size != 0 && __cw_write(target->stream, target->own, size) != size)
        target->sink.failed = 1;
}

static void drain(struct __cw_sink *sink, const char *bytes, size_t size)
{
    // The sink is the first member, so its address is the whole's.
    struct to_stream *target = (struct to_stream *)sink;
    hand_over(target);
    if (__cw_write(target->stream, bytes, size) != size)
        sink->failed = 1;
    open_room(target);
}

int vfprintf(FILE *restrict stream, const char *restrict format, va_list arguments)
{
    char own[256];
    struct to_stream target = {.sink = {.drain = drain}, .stream = stream, .size = sizeof own};
    __cw_check_open(stream, "printf");
    if (__cw_begin_writing(stream) != 0)
        return -1;
    int direct = stream->buffering == __CW_BUFFER_FULL || stream->buffering == __CW_BUFFER_PROMPT;
    target.own = direct ? NULL : own;
    open_room(&target);
    int result = __cw_format(&target.sink, format, arguments);
    hand_over(&target);
    if (__cw_after_write(stream) != 0 || target.sink.failed)
        return -1;
    return result;
}
