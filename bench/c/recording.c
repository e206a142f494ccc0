// A program with everything a recording has to keep: calls, a heap that changes all the time, arrays, output. It makes far more than a
// million steps; the bench stops it there.
#include <stdio.h>
#include <stdlib.h>

struct node
{
    int key;
    struct node *left, *right;
};

static struct node *insert(struct node *tree, int key)
{
    if (!tree)
    {
        tree = malloc(sizeof *tree);
        *tree = (struct node){ key, NULL, NULL };
        return tree;
    }

    if (key < tree->key)
        tree->left = insert(tree->left, key);
    else if (key > tree->key)
        tree->right = insert(tree->right, key);
    return tree;
}

static void drop(struct node *tree)
{
    if (!tree)
        return;
    drop(tree->left);
    drop(tree->right);
    free(tree);
}

static unsigned next(unsigned *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

static int sorted[4096];

static void sort(int *values, int count)
{
    for (int i = 1; i < count; i++)
    {
        int value = values[i];
        int j = i;
        for (; j > 0 && values[j - 1] > value; j--)
            values[j] = values[j - 1];
        values[j] = value;
    }
}

int main(void)
{
    unsigned state = 1;
    for (int round = 0;; round++)
    {
        struct node *tree = NULL;
        for (int i = 0; i < 500; i++)
            tree = insert(tree, next(&state) % 10000);
        for (int i = 0; i < 200; i++)
            sorted[i] = next(&state) % 1000;
        sort(sorted, 200);
        printf("round %d: %d\n", round, sorted[100]);
        drop(tree);
    }
}
