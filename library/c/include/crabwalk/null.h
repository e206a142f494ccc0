// NULL, which seven headers define.
#ifndef NULL
#define NULL ((void *)0)
#endif
