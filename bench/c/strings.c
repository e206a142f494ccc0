// Builds a long text piece by piece: realloc, snprintf and strlen.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct text {
    char *data;
    size_t length, capacity;
};

static void append(struct text *text, const char *piece)
{
    size_t length = strlen(piece);
    if (text->length + length + 1 > text->capacity) {
        text->capacity = (text->length + length + 1) * 2;
        text->data = realloc(text->data, text->capacity);
        if (!text->data)
            exit(1);
    }
    memcpy(text->data + text->length, piece, length + 1);
    text->length += length;
}

int main(int argc, char **argv)
{
    int lines = argc > 1 ? atoi(argv[1]) : 60000;
    struct text text = {NULL, 0, 0};
    for (int i = 0; i < lines; i++) {
        char number[32];
        snprintf(number, sizeof number, "%d", i % 100003 * 7919 % 100003);
        append(&text, "item ");
        append(&text, number);
        append(&text, i % 10 == 9 ? "\n" : ", ");
    }
    unsigned hash = 0;
    for (size_t i = 0; i < text.length; i++)
        hash = hash * 31 + (unsigned char)text.data[i];
    printf("%zu characters, hash %u\n", text.length, hash);
    free(text.data);
    return 0;
}
