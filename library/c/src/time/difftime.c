// difftime: seconds between two moments.
#include <time.h>

double difftime(time_t later, time_t earlier)
{
    // Of far moments the difference can be too large for time_t.
    time_t exact = 0;
    return __builtin_sub_overflow(later, earlier, &exact) ? (double)later - (double)earlier : (double)exact;
}
