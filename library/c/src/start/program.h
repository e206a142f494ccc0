// The program's name as it was started, and its last part: messages of assert, perror and getopt begin with it.
extern char *program_invocation_name;
extern char *program_invocation_short_name;
void __cw_name_program(char *path);
