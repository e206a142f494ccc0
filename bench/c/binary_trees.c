// Trees that are built and thrown away: malloc, free and recursion.
#include <stdio.h>
#include <stdlib.h>

struct tree {
    struct tree *left, *right;
};

static struct tree *grow(int depth)
{
    struct tree *node = malloc(sizeof *node);
    if (!node)
        exit(1);
    node->left = depth > 0 ? grow(depth - 1) : NULL;
    node->right = depth > 0 ? grow(depth - 1) : NULL;
    return node;
}

static int size(const struct tree *node)
{
    return node ? 1 + size(node->left) + size(node->right) : 0;
}

static void fell(struct tree *node)
{
    if (node) {
        fell(node->left);
        fell(node->right);
        free(node);
    }
}

int main(int argc, char **argv)
{
    int deepest = argc > 1 ? atoi(argv[1]) : 13;
    struct tree *lasting = grow(deepest);
    for (int depth = 4; depth <= deepest; depth += 4) {
        int rounds = 1 << (deepest - depth + 2);
        long nodes = 0;
        for (int i = 0; i < rounds; i++) {
            struct tree *passing = grow(depth);
            nodes += size(passing);
            fell(passing);
        }
        printf("%d trees of depth %d: %ld nodes\n", rounds, depth, nodes);
    }
    printf("lasting tree: %d nodes\n", size(lasting));
    fell(lasting);
    return 0;
}
