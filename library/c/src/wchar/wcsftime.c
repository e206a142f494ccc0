// wcsftime: strftime for wide strings.
#include <stdlib.h>
#include <time.h>
#include <wchar.h>

size_t wcsftime(wchar_t *restrict to, size_t size, const wchar_t *restrict format, const struct tm *restrict date)
{
    size_t length = wcslen(format);
    char *bytes = malloc(length + 1);
    char *text = malloc(size + 1);
    size_t written = 0;
    if (bytes != NULL && text != NULL)
    {
        // What is beyond ASCII in a format stands for itself; it is put back by its place among the other characters.
        for (size_t i = 0; i <= length; i++)
            bytes[i] = format[i] < 128 ? (char)format[i] : '\1';
        written = strftime(text, size, bytes, date);
        const wchar_t *beyond = format;
        for (size_t i = 0; i < written; i++)
        {
            while (text[i] == '\1' && *beyond < 128)
                beyond++;
            to[i] = text[i] == '\1' ? *beyond++ : text[i];
        }

        if (written != 0)
            to[written] = 0;
    }

    free(bytes);
    free(text);
    return written;
}
