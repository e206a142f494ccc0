// abort: raises SIGABRT, then ends the program. What was written before is shown first, though Linux would lose it.
#include "../signal/actions.h"
#include "../start/finish.h"
#include <crabwalk/host.h>
#include <signal.h>
#include <stdlib.h>

_Noreturn void abort(void)
{
    __cw_run_handler(SIGABRT);
    __cw_finish();
    __host_abort();
}
