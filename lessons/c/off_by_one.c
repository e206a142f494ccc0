// The loop runs one round too many. Walk to the error, then back to see which i it was.
#include <stdio.h>

int main(void)
{
    int marks[3] = {7, 8, 9};
    int sum = 0;
    for (int i = 0; i <= 3; i++)
        sum += marks[i];
    printf("sum %d\n", sum);
    return 0;
}
