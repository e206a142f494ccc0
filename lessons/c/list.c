// A linked list: each node owns nothing but knows the next. Who frees it?
#include <stdio.h>
#include <stdlib.h>

struct node {
    int value;
    struct node *next;
};

static struct node *push(struct node *head, int value)
{
    struct node *fresh = malloc(sizeof *fresh);
    fresh->value = value;
    fresh->next = head;
    return fresh;
}

int main(void)
{
    struct node *list = NULL;
    for (int i = 1; i <= 3; i++)
        list = push(list, i * 10);

    int sum = 0;
    for (struct node *n = list; n; n = n->next)
        sum += n->value;
    printf("sum %d\n", sum);

    while (list) {
        struct node *next = list->next;
        free(list);
        list = next;
    }
    return 0;
}
