// The conversions s, c and [ of scanf, into an array, into wide characters, or into a block of their own.
#include "scan.h"
#include "../wchar/encoding.h"
#include <crabwalk/host.h>
#include <limits.h>
#include <stdlib.h>
#include <wchar.h>

// Where the characters go. Without a place they are only read.
struct target
{
    char *bytes;
    wchar_t *wide;
    size_t count;
    // Of an allocated block: room for so many characters, and the user's pointer to it.
    size_t room;
    char **block;
    wchar_t **wide_block;
    mbstate_t state;
};

static int begin(struct target *target, const struct __cw_scan_spec *spec, void *to)
{
    *target = (struct target){0};
    if (to == NULL)
        return 1;
    int is_wide = spec->length == __CW_LENGTH_LONG;
    if (!spec->allocated)
    {
        if (is_wide)
            target->wide = to;
        else
            target->bytes = to;
        return 1;
    }

    target->room = 64;
    void *block = malloc(target->room * (is_wide ? sizeof(wchar_t) : 1));
    if (is_wide)
    {
        target->wide_block = to;
        target->wide = *target->wide_block = block;
    }
    else
    {
        target->block = to;
        target->bytes = *target->block = block;
    }

    return block != NULL;
}

static void resize(struct target *target, size_t room)
{
    void *block = target->wide != NULL ? realloc(target->wide, room * sizeof(wchar_t)) : realloc(target->bytes, room);
    if (block == NULL)
        return;
    target->room = room;
    if (target->wide != NULL)
        target->wide = *target->wide_block = block;
    else
        target->bytes = *target->block = block;
}

static int add(struct target *target, int c)
{
    if (target->room != 0 && target->count + 1 >= target->room)
        resize(target, target->room * 2);
    if (target->bytes != NULL)
    {
        target->bytes[target->count++] = (char)c;
    }
    else if (target->wide != NULL)
    {
        unsigned int character = 0;
        int result = __cw_decode_byte((unsigned char)c, &target->state, &character);
        if (result == __CW_DECODE_BAD)
            return 0;
        if (result == 1)
            target->wide[target->count++] = (wchar_t)character;
    }

    return 1;
}

static void end(struct target *target, int terminated)
{
    if (terminated && target->bytes != NULL)
        target->bytes[target->count++] = '\0';
    if (terminated && target->wide != NULL)
        target->wide[target->count++] = 0;
    if (target->room != 0)
        resize(target, target->count == 0 ? 1 : target->count);
}

static void forget(struct target *target)
{
    if (target->block != NULL)
    {
        free(target->bytes);
        *target->block = NULL;
    }
    else if (target->wide_block != NULL)
    {
        free(target->wide);
        *target->wide_block = NULL;
    }
}

// Marks the characters of a set; a minus between two of them stands for all from one to the other.
static void read_set(const struct __cw_scan_spec *spec, unsigned char member[256])
{
    __builtin_memset(member, spec->excluded, 256);
    for (const char *p = spec->set; p < spec->set_end; p++)
    {
        unsigned char first = (unsigned char)*p;
        unsigned char last = first;
        if (p + 2 < spec->set_end && p[1] == '-' && (unsigned char)p[2] >= first)
        {
            last = (unsigned char)p[2];
            p += 2;
        }

        for (int c = first; c <= last; c++)
            member[c] = (unsigned char)!spec->excluded;
    }
}

static int is_space(int c)
{
    return c == ' ' || (unsigned)c - '\t' < 5;
}

static int belongs(const struct __cw_scan_spec *spec, const unsigned char *member, int c)
{
    return spec->conversion == 's' ? !is_space(c) : spec->conversion == 'c' || member[c];
}

enum __cw_scan_result __cw_scan_text(struct __cw_source *source, const struct __cw_scan_spec *spec, void *to)
{
    unsigned char member[256];
    struct target target;
    if (spec->conversion == '[')
        read_set(spec, member);
    int left = spec->width > 0 ? spec->width : spec->conversion == 'c' ? 1 : INT_MAX;
    int c = __cw_source_get(source);
    if (c == EOF)
        return __CW_SCAN_END;
    if (!belongs(spec, member, c))
    {
        __cw_source_unget(source, c);
        return __CW_SCAN_MISMATCH;
    }

    if (!begin(&target, spec, to))
        return __CW_SCAN_END;
    while (c != EOF && belongs(spec, member, c))
    {
        if (!add(&target, c))
        {
            forget(&target);
            return __CW_SCAN_END;
        }

        // A width counts wide characters for a wide target.
        if (target.state.__missing == 0)
            left--;
        if (left == 0)
            break;
        c = __cw_source_get(source);
    }

    if (left != 0)
        __cw_source_unget(source, c);
    end(&target, spec->conversion != 'c');
    return __CW_SCAN_STORED;
}
