// Counts words in a hash table with chains: strings, malloc, pointers.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BUCKETS 4096

struct entry {
    struct entry *next;
    int count;
    char word[];
};

static struct entry *table[BUCKETS];

static struct entry *find(const char *word)
{
    unsigned hash = 2166136261u;
    for (const char *c = word; *c; c++)
        hash = (hash ^ (unsigned char)*c) * 16777619u;
    struct entry **place = &table[hash % BUCKETS];
    for (struct entry *e = *place; e; e = e->next)
        if (strcmp(e->word, word) == 0)
            return e;
    struct entry *fresh = malloc(sizeof *fresh + strlen(word) + 1);
    if (!fresh)
        exit(1);
    fresh->count = 0;
    strcpy(fresh->word, word);
    fresh->next = *place;
    *place = fresh;
    return fresh;
}

int main(int argc, char **argv)
{
    int words = argc > 1 ? atoi(argv[1]) : 300000;
    unsigned seed = 42;
    for (int i = 0; i < words; i++) {
        char word[12];
        seed = seed * 1664525u + 1013904223u;
        unsigned pick = (seed >> 16) % 5000;
        int length = 0;
        do
            word[length++] = (char)('a' + pick % 26);
        while ((pick /= 26) > 0);
        word[length++] = 'x';
        word[length] = '\0';
        find(word)->count++;
    }
    int distinct = 0, most = 0;
    for (int i = 0; i < BUCKETS; i++)
        for (struct entry *e = table[i], *next; e; e = next) {
            next = e->next;
            distinct++;
            if (e->count > most)
                most = e->count;
            free(e);
        }
    printf("%d words, %d distinct, most frequent %d times\n", words, distinct, most);
    return 0;
}
