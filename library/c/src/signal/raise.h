// Delivers a signal now: to its handler, or by its default action.
void __cw_deliver(int signal_number);
