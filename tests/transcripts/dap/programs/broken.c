int main(void)
{
    int a = ;
    return b;
}
