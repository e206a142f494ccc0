// Encoding and decoding of one character.
#include "encoding.h"
#include <errno.h>

int __cw_utf8_locale;

int __cw_encode_utf8(char *to, unsigned int c)
{
    if (c < 0x80)
    {
        to[0] = (char)c;
        return 1;
    }

    int size = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    if (c > 0x10ffff || (c >= 0xd800 && c < 0xe000))
    {
        errno = EILSEQ;
        return -1;
    }

    for (int i = size - 1; i > 0; i--)
    {
        to[i] = (char)(unsigned char)(0x80 | (c & 0x3f));
        c >>= 6;
    }

    to[0] = (char)(unsigned char)((0xf00u >> size & 0xff) | c);
    return size;
}

int __cw_encode(char *to, unsigned int c)
{
    if (__cw_utf8_locale)
        return __cw_encode_utf8(to, c);
    if (c >= 0x80)
    {
        errno = EILSEQ;
        return -1;
    }

    to[0] = (char)c;
    return 1;
}

static int bad(__cw_mbstate *state)
{
    state->__missing = 0;
    errno = EILSEQ;
    return __CW_DECODE_BAD;
}

// Begins a character: how many bytes are to come stands in the first one.
static int first_byte(unsigned char byte, __cw_mbstate *state, unsigned int *c)
{
    if (byte < 0x80)
    {
        *c = byte;
        return 1;
    }

    if (!__cw_utf8_locale || byte < 0xc2 || byte > 0xf4)
        return bad(state);
    state->__missing = byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3;
    state->__value = byte & (0x3fu >> state->__missing);
    return __CW_DECODE_MORE;
}

// Whether the bytes so far can still become a character: not too long a form, no surrogate, not above 0x10ffff.
// The second byte decides it; a third one of four passes again.
static int possible(unsigned int value, unsigned int missing)
{
    unsigned int lowest = value << 6 * missing;
    if (missing == 2)
        return lowest >= 0x10000 && lowest < 0x110000;
    return lowest >= 0x800 && (lowest < 0xd800 || lowest >= 0xe000);
}

int __cw_decode_byte(unsigned char byte, __cw_mbstate *state, unsigned int *c)
{
    if (state->__missing == 0)
        return first_byte(byte, state, c);
    if ((byte & 0xc0) != 0x80)
        return bad(state);
    state->__value = state->__value << 6 | (byte & 0x3f);
    state->__missing--;
    if (state->__missing == 0)
    {
        *c = state->__value;
        return 1;
    }

    return possible(state->__value, state->__missing) ? __CW_DECODE_MORE : bad(state);
}
