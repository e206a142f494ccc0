#include <stdio.h>
#include <stdlib.h>

struct node {
    int value;
    struct node *next;
};

int main(void)
{
    struct node *list = NULL;
    int squares[200];
    for (int i = 0; i < 200; i++)
        squares[i] = i * i;
    for (int i = 0; i < 3; i++) {
        struct node *one = malloc(sizeof *one);
        one->value = squares[i + 100];
        one->next = list;
        list = one;
    }

    char name[] = "crab";
    puts(name);
    return list->value == 102 * 102 ? 0 : 1;
}
