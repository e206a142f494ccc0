// A linked list that grows, is searched and shrinks: pointer chasing with malloc and free.
#include <stdio.h>
#include <stdlib.h>

struct node {
    struct node *next;
    int key;
};

int main(int argc, char **argv)
{
    int rounds = argc > 1 ? atoi(argv[1]) : 300;
    struct node *head = NULL;
    unsigned seed = 7;
    long long sum = 0;
    long length = 0;
    for (int round = 0; round < rounds; round++) {
        for (int i = 0; i < 50; i++) {
            struct node *fresh = malloc(sizeof *fresh);
            if (!fresh)
                return 1;
            seed = seed * 1664525u + 1013904223u;
            fresh->key = (int)(seed >> 20);
            fresh->next = head;
            head = fresh;
            length++;
        }
        for (struct node *n = head; n; n = n->next)
            sum += n->key;
        for (struct node **place = &head; *place;) {
            struct node *n = *place;
            if (n->key % 7 == round % 7) {
                *place = n->next;
                free(n);
                length--;
            } else {
                place = &n->next;
            }
        }
    }
    printf("%ld nodes left, sum %lld\n", length, sum);
    while (head) {
        struct node *next = head->next;
        free(head);
        head = next;
    }
    return 0;
}
