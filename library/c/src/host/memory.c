// What the machine does at once and WebAssembly has no instruction for: comparing and searching memory.
#include <crabwalk/host.h>
#include <crabwalk/null.h>

#ifdef __wasm__

int __builtin_memcmp(const void *a, const void *b, __cw_size size)
{
    const unsigned char *left = a;
    const unsigned char *right = b;
    for (__cw_size i = 0; i < size; i++)
    {
        if (left[i] != right[i])
            return left[i] - right[i];
    }

    return 0;
}

void *__builtin_memchr(const void *text, int c, __cw_size size)
{
    const unsigned char *bytes = text;
    for (; size > 0; size--, bytes++)
    {
        if (*bytes == (unsigned char)c)
            return (void *)bytes;
    }

    return NULL;
}

__cw_size __builtin_strlen(const char *text)
{
    const char *end = text;
    while (*end != '\0')
        end++;
    return (__cw_size)(end - text);
}

#endif
