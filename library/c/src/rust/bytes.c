// Searching bytes for Rust's library, and whether they are UTF-8.
#include <stdint.h>
#include <string.h>

// The index of the first such byte; count when there is none.
size_t __cw_rust_find_byte(const uint8_t *bytes, size_t count, uint8_t byte)
{
    const uint8_t *found = count == 0 ? NULL : memchr(bytes, byte, count);
    return found == NULL ? count : (size_t)(found - bytes);
}

// The bytes of the character at the start, 0 when they are no valid one (Unicode 15, table 3-7).
static size_t character_length(const uint8_t *bytes, size_t count)
{
    uint8_t first = bytes[0];
    if (first < 0x80)
        return 1;
    size_t length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    if (first < 0xc2 || first > 0xf4 || count < length)
        return 0;
    uint8_t least = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
    uint8_t most = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
    if (bytes[1] < least || bytes[1] > most)
        return 0;
    for (size_t i = 2; i < length; i++)
    {
        if ((bytes[i] & 0xc0) != 0x80)
            return 0;
    }

    return length;
}

// How many bytes from the start are whole, valid UTF-8.
size_t __cw_rust_validate_utf8(const uint8_t *bytes, size_t count)
{
    size_t at = 0;
    while (at < count)
    {
        size_t length = character_length(bytes + at, count - at);
        if (length == 0)
            break;
        at += length;
    }

    return at;
}

uint64_t __cw_rust_reverse_bits(uint64_t bits)
{
    bits = (bits >> 1 & UINT64_C(0x5555555555555555)) | (bits & UINT64_C(0x5555555555555555)) << 1;
    bits = (bits >> 2 & UINT64_C(0x3333333333333333)) | (bits & UINT64_C(0x3333333333333333)) << 2;
    bits = (bits >> 4 & UINT64_C(0x0f0f0f0f0f0f0f0f)) | (bits & UINT64_C(0x0f0f0f0f0f0f0f0f)) << 4;
    return __builtin_bswap64(bits);
}
