// C17 7.2: diagnostics. This header has no include guard: assert follows NDEBUG at each inclusion.
#undef assert

#ifdef NDEBUG
#define assert(expression) ((void)0)
#else
#define assert(expression) \
    ((expression) ? (void)0 : __cw_assert_failed(#expression, __FILE__, __LINE__, __func__))
#endif

#ifndef _ASSERT_H
#define _ASSERT_H
#define static_assert _Static_assert
_Noreturn void __cw_assert_failed(const char *expression, const char *file, int line, const char *function);
#endif
