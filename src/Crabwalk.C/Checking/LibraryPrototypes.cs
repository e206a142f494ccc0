using System.Collections.Frozen;
using Crabwalk.C.Tree;
using Crabwalk.C.Types;

namespace Crabwalk.C.Checking;

/// <summary>
/// The functions of the standard library that a program may call without including their header. The call is then only a warning, and the
/// function has its real type. <c>FILE</c> stands as <c>void</c> and <c>size_t</c> as what it is, since no header was read.
/// </summary>
internal sealed class LibraryPrototypes(Func<string, CType.Function?> parse)
{
    private static readonly FrozenDictionary<string, (string Header, string Prototype)> Known = Build(
        ("stdio.h", """
            int printf(const char *, ...); int fprintf(void *, const char *, ...); int sprintf(char *, const char *, ...);
            int snprintf(char *, unsigned long, const char *, ...); int vprintf(const char *, __builtin_va_list);
            int vfprintf(void *, const char *, __builtin_va_list); int vsprintf(char *, const char *, __builtin_va_list);
            int vsnprintf(char *, unsigned long, const char *, __builtin_va_list); int scanf(const char *, ...); int fscanf(void *, const char *, ...);
            int sscanf(const char *, const char *, ...); int puts(const char *); int putchar(int); int getchar(void); int putc(int, void *);
            int getc(void *); int fputc(int, void *); int fgetc(void *); int fputs(const char *, void *); char *fgets(char *, int, void *);
            void *fopen(const char *, const char *); void *freopen(const char *, const char *, void *); int fclose(void *); int fflush(void *);
            unsigned long fread(void *, unsigned long, unsigned long, void *); unsigned long fwrite(const void *, unsigned long, unsigned long, void *);
            int fseek(void *, long, int); long ftell(void *); void rewind(void *); int feof(void *); int ferror(void *); void clearerr(void *);
            int ungetc(int, void *); void perror(const char *); int remove(const char *); int rename(const char *, const char *); void *tmpfile(void);
            long getline(char **, unsigned long *, void *); int setvbuf(void *, char *, int, unsigned long); void setbuf(void *, char *)
            """),
        ("stdlib.h", """
            void *malloc(unsigned long); void *calloc(unsigned long, unsigned long); void *realloc(void *, unsigned long); void free(void *);
            void *aligned_alloc(unsigned long, unsigned long); void abort(void); void exit(int); void _Exit(int); void quick_exit(int);
            int atexit(void (*)(void)); char *getenv(const char *); int system(const char *); int atoi(const char *); long atol(const char *);
            long long atoll(const char *); double atof(const char *); long strtol(const char *, char **, int); long long strtoll(const char *, char **, int);
            unsigned long strtoul(const char *, char **, int); unsigned long long strtoull(const char *, char **, int); double strtod(const char *, char **);
            float strtof(const char *, char **); int rand(void); void srand(unsigned int); int abs(int); long labs(long); long long llabs(long long);
            void qsort(void *, unsigned long, unsigned long, int (*)(const void *, const void *));
            void *bsearch(const void *, const void *, unsigned long, unsigned long, int (*)(const void *, const void *));
            int mblen(const char *, unsigned long); void *alloca(unsigned long)
            """),
        ("string.h", """
            void *memcpy(void *, const void *, unsigned long); void *memmove(void *, const void *, unsigned long); void *memset(void *, int, unsigned long);
            int memcmp(const void *, const void *, unsigned long); void *memchr(const void *, int, unsigned long); unsigned long strlen(const char *);
            unsigned long strnlen(const char *, unsigned long); char *strcpy(char *, const char *); char *strncpy(char *, const char *, unsigned long);
            char *strcat(char *, const char *); char *strncat(char *, const char *, unsigned long); int strcmp(const char *, const char *);
            int strncmp(const char *, const char *, unsigned long); int strcoll(const char *, const char *); char *strchr(const char *, int);
            char *strrchr(const char *, int); char *strstr(const char *, const char *); char *strtok(char *, const char *);
            char *strpbrk(const char *, const char *); unsigned long strspn(const char *, const char *); unsigned long strcspn(const char *, const char *);
            char *strdup(const char *); char *strndup(const char *, unsigned long); char *strerror(int); char *stpcpy(char *, const char *)
            """),
        ("ctype.h", """
            int isalpha(int); int isdigit(int); int isalnum(int); int isspace(int); int isupper(int); int islower(int); int ispunct(int);
            int isprint(int); int isgraph(int); int iscntrl(int); int isxdigit(int); int isblank(int); int toupper(int); int tolower(int)
            """),
        ("math.h", """
            double sin(double); double cos(double); double tan(double); double asin(double); double acos(double); double atan(double);
            double atan2(double, double); double sinh(double); double cosh(double); double tanh(double); double exp(double); double exp2(double);
            double log(double); double log2(double); double log10(double); double log1p(double); double expm1(double); double pow(double, double);
            double sqrt(double); double cbrt(double); double hypot(double, double); double fabs(double); double floor(double); double ceil(double);
            double round(double); double trunc(double); double rint(double); double nearbyint(double); double fmod(double, double); double fma(double, double, double);
            double remainder(double, double); double copysign(double, double); double fmax(double, double); double fmin(double, double);
            double ldexp(double, int); double frexp(double, int *); double modf(double, double *); long lround(double); float sqrtf(float);
            float fabsf(float); float sinf(float); float cosf(float); float powf(float, float); float floorf(float); float ceilf(float)
            """),
        ("time.h", "long time(long *); long clock(void); double difftime(long, long)"),
        ("setjmp.h", "void longjmp(void *, int)"),
        ("signal.h", "int raise(int)"),
        ("assert.h", "void assert(int)"),
        ("unistd.h", "unsigned int sleep(unsigned int); long read(int, void *, unsigned long); long write(int, const void *, unsigned long); int close(int)"));

    private static readonly FrozenDictionary<string, FormatAttribute> Formats = new Dictionary<string, FormatAttribute>(StringComparer.Ordinal)
    {
        ["printf"] = new(false, 1, 2),
        ["fprintf"] = new(false, 2, 3),
        ["sprintf"] = new(false, 2, 3),
        ["snprintf"] = new(false, 3, 4),
        ["vprintf"] = new(false, 1, 0),
        ["vfprintf"] = new(false, 2, 0),
        ["vsprintf"] = new(false, 2, 0),
        ["vsnprintf"] = new(false, 3, 0),
        ["dprintf"] = new(false, 2, 3),
        ["scanf"] = new(true, 1, 2),
        ["fscanf"] = new(true, 2, 3),
        ["sscanf"] = new(true, 2, 3),
        ["vscanf"] = new(true, 1, 0),
        ["vfscanf"] = new(true, 2, 0),
        ["vsscanf"] = new(true, 2, 0),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> HeaderOfName = Headers(
        ("stddef.h", "NULL size_t ptrdiff_t wchar_t max_align_t offsetof"),
        ("stdio.h", "FILE EOF stdin stdout stderr BUFSIZ SEEK_SET SEEK_CUR SEEK_END"),
        ("stdlib.h", "EXIT_SUCCESS EXIT_FAILURE RAND_MAX div_t"),
        ("stdbool.h", "bool true false"),
        ("stdint.h", "int8_t int16_t int32_t int64_t uint8_t uint16_t uint32_t uint64_t intptr_t uintptr_t intmax_t uintmax_t INT32_MAX INT64_MAX UINT32_MAX UINT64_MAX UINT8_MAX UINT16_MAX SIZE_MAX"),
        ("limits.h", "INT_MAX INT_MIN LONG_MAX LONG_MIN UINT_MAX ULONG_MAX CHAR_BIT CHAR_MAX CHAR_MIN LLONG_MAX LLONG_MIN SHRT_MAX UCHAR_MAX"),
        ("float.h", "DBL_MAX DBL_MIN DBL_EPSILON FLT_MAX FLT_MIN FLT_EPSILON"),
        ("math.h", "M_PI M_E INFINITY NAN HUGE_VAL"),
        ("stdarg.h", "va_list va_start va_arg va_end va_copy"),
        ("errno.h", "errno ENOENT EINVAL ERANGE ENOMEM"),
        ("time.h", "time_t clock_t CLOCKS_PER_SEC"),
        ("signal.h", "SIGINT SIGSEGV SIGABRT SIGFPE SIGTERM sig_atomic_t"),
        ("setjmp.h", "jmp_buf setjmp"));

    /// <summary>Names of the library for proposals.</summary>
    public static IEnumerable<string> Names => Known.Keys;

    /// <summary>The header that declares a library function; null for other names.</summary>
    public static string? HeaderOf(string function) => Known.TryGetValue(function, out (string Header, string Prototype) known) ? known.Header : null;

    /// <summary>The header that defines a library's type, macro or object.</summary>
    public static string? HeaderOfOther(string name) => HeaderOfName.GetValueOrDefault(name);

    /// <summary>The real type of a library function; null for other names.</summary>
    public CType.Function? TypeOf(string function) =>
        Known.TryGetValue(function, out (string Header, string Prototype) known) ? parse(known.Prototype) : null;

    /// <summary>Tells what everyone knows of a library function by its name: the format string, and whether it returns.</summary>
    public static void Describe(Function function)
    {
        if (function.Linkage != Linkage.External)
        {
            return;
        }

        if (Formats.TryGetValue(function.Name, out FormatAttribute? format) && function.Type.HasPrototype && function.Type.Parameters.Length >= format.FormatIndex)
        {
            function.Format ??= format;
        }

        function.IsNoReturn |= function.Name is "exit" or "abort" or "_Exit" or "_exit" or "quick_exit" or "longjmp" or "__assert_fail";
    }

    private static FrozenDictionary<string, (string Header, string Prototype)> Build(params ReadOnlySpan<(string Header, string Prototypes)> headers)
    {
        var known = new Dictionary<string, (string, string)>(StringComparer.Ordinal);
        foreach ((string header, string prototypes) in headers)
        {
            foreach (string prototype in prototypes.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                string head = prototype[..prototype.IndexOf('(', StringComparison.Ordinal)];
                known[head[(head.LastIndexOfAny([' ', '*']) + 1)..]] = (header, prototype);
            }
        }

        return known.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static FrozenDictionary<string, string> Headers(params ReadOnlySpan<(string Header, string Names)> headers)
    {
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach ((string header, string names) in headers)
        {
            foreach (string name in names.Split(' '))
            {
                known[name] = header;
            }
        }

        return known.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
