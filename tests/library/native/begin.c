// The entry of a program that is linked with nothing but the library.
__asm__(".globl _start\n"
        "_start:\n"
        "  mov %rsp,%rdi\n  mov %rsp,%rbx\n  and $-16,%rsp\n  call __machine_begin\n  call __crabwalk_start\n  hlt\n");
