// Parts of the library that must tidy up at exit (streams, the environment) say so when they first have reason to;
// a program that never reaches them never links them.
void __cw_at_finish(void (*function)(void));

// Runs those functions, each once, the last one first.
void __cw_finish(void);
