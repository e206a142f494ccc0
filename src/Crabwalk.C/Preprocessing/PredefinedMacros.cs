using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Crabwalk.C.Lexing;
using Crabwalk.C.Preprocessing.Macros;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Layout;

namespace Crabwalk.C.Preprocessing;

/// <summary>
/// What is defined before the first line (6.10.8), and what gcc defines besides for programs that ask about the machine.
/// <c>__GNUC__</c> is not among it: programs that see it use whatever that gcc had, from vector types to inline assembly, while
/// those that do not take their portable way. Crabwalk says who it is with <c>__CRABWALK__</c>.
/// </summary>
internal static class PredefinedMacros
{
    private const string Always = """
        #define __CRABWALK__ 1
        #define __STDC__ 1
        #define __STDC_HOSTED__ 1
        #define __STDC_UTF_16__ 1
        #define __STDC_UTF_32__ 1
        #define __STDC_IEC_559__ 1
        #define __STDC_ISO_10646__ 201706L
        #define __STDC_NO_COMPLEX__ 1
        #define __STDC_NO_THREADS__ 1
        #define __CHAR_BIT__ 8
        #define __SCHAR_MAX__ 0x7f
        #define __SHRT_MAX__ 0x7fff
        #define __INT_MAX__ 0x7fffffff
        #define __LONG_LONG_MAX__ 0x7fffffffffffffffLL
        #define __WCHAR_TYPE__ int
        #define __WCHAR_MAX__ 0x7fffffff
        #define __WCHAR_MIN__ (-__WCHAR_MAX__ - 1)
        #define __WCHAR_WIDTH__ 32
        #define __WINT_TYPE__ unsigned int
        #define __WINT_MAX__ 0xffffffffU
        #define __WINT_MIN__ 0U
        #define __CHAR16_TYPE__ short unsigned int
        #define __CHAR32_TYPE__ unsigned int
        #define __SIZEOF_SHORT__ 2
        #define __SIZEOF_INT__ 4
        #define __SIZEOF_LONG_LONG__ 8
        #define __SIZEOF_FLOAT__ 4
        #define __SIZEOF_DOUBLE__ 8
        #define __SIZEOF_WCHAR_T__ 4
        #define __SIZEOF_WINT_T__ 4
        #define __INT8_TYPE__ signed char
        #define __INT16_TYPE__ short int
        #define __INT32_TYPE__ int
        #define __UINT8_TYPE__ unsigned char
        #define __UINT16_TYPE__ short unsigned int
        #define __UINT32_TYPE__ unsigned int
        #define __INT8_MAX__ 0x7f
        #define __INT16_MAX__ 0x7fff
        #define __INT32_MAX__ 0x7fffffff
        #define __UINT8_MAX__ 0xff
        #define __UINT16_MAX__ 0xffff
        #define __UINT32_MAX__ 0xffffffffU
        #define __INT_LEAST8_TYPE__ signed char
        #define __UINT_LEAST8_TYPE__ unsigned char
        #define __INT_LEAST8_MAX__ 0x7f
        #define __UINT_LEAST8_MAX__ 0xff
        #define __INT8_C(c) c
        #define __UINT8_C(c) c
        #define __INT_LEAST16_TYPE__ short int
        #define __UINT_LEAST16_TYPE__ short unsigned int
        #define __INT_LEAST16_MAX__ 0x7fff
        #define __UINT_LEAST16_MAX__ 0xffff
        #define __INT16_C(c) c
        #define __UINT16_C(c) c
        #define __INT_LEAST32_TYPE__ int
        #define __UINT_LEAST32_TYPE__ unsigned int
        #define __INT_LEAST32_MAX__ 0x7fffffff
        #define __UINT_LEAST32_MAX__ 0xffffffffU
        #define __INT32_C(c) c
        #define __UINT32_C(c) c ## U
        #define __INT_FAST8_TYPE__ signed char
        #define __UINT_FAST8_TYPE__ unsigned char
        #define __INT_FAST8_MAX__ 0x7f
        #define __UINT_FAST8_MAX__ 0xff
        #define __INT_LEAST64_TYPE__ __INT64_TYPE__
        #define __UINT_LEAST64_TYPE__ __UINT64_TYPE__
        #define __INT_LEAST64_MAX__ __INT64_MAX__
        #define __UINT_LEAST64_MAX__ __UINT64_MAX__
        #define __INT_FAST64_TYPE__ __INT64_TYPE__
        #define __UINT_FAST64_TYPE__ __UINT64_TYPE__
        #define __INT_FAST64_MAX__ __INT64_MAX__
        #define __UINT_FAST64_MAX__ __UINT64_MAX__
        #define __SCHAR_WIDTH__ 8
        #define __SHRT_WIDTH__ 16
        #define __INT_WIDTH__ 32
        #define __LONG_LONG_WIDTH__ 64
        #define __WINT_WIDTH__ 32
        #define __INTMAX_WIDTH__ 64
        #define __SIG_ATOMIC_WIDTH__ 32
        #define __SIG_ATOMIC_MIN__ (-__SIG_ATOMIC_MAX__ - 1)
        #define __ATOMIC_RELAXED 0
        #define __ATOMIC_CONSUME 1
        #define __ATOMIC_ACQUIRE 2
        #define __ATOMIC_RELEASE 3
        #define __ATOMIC_ACQ_REL 4
        #define __ATOMIC_SEQ_CST 5
        #define __FINITE_MATH_ONLY__ 0
        #define __USER_LABEL_PREFIX__
        #define __FLT_HAS_DENORM__ 1
        #define __FLT_HAS_INFINITY__ 1
        #define __FLT_HAS_QUIET_NAN__ 1
        #define __DBL_HAS_DENORM__ 1
        #define __DBL_HAS_INFINITY__ 1
        #define __DBL_HAS_QUIET_NAN__ 1
        #define __SIG_ATOMIC_TYPE__ int
        #define __SIG_ATOMIC_MAX__ 0x7fffffff
        #define __FLT_RADIX__ 2
        #define __FLT_EVAL_METHOD__ 0
        #define __FLT_MANT_DIG__ 24
        #define __FLT_DIG__ 6
        #define __FLT_MIN_EXP__ (-125)
        #define __FLT_MIN_10_EXP__ (-37)
        #define __FLT_MAX_EXP__ 128
        #define __FLT_MAX_10_EXP__ 38
        #define __FLT_DECIMAL_DIG__ 9
        #define __FLT_MAX__ 3.40282346638528859811704183484516925e+38F
        #define __FLT_MIN__ 1.17549435082228750796873653722224568e-38F
        #define __FLT_EPSILON__ 1.19209289550781250000000000000000000e-7F
        #define __FLT_DENORM_MIN__ 1.40129846432481707092372958328991613e-45F
        #define __DBL_MANT_DIG__ 53
        #define __DBL_DIG__ 15
        #define __DBL_MIN_EXP__ (-1021)
        #define __DBL_MIN_10_EXP__ (-307)
        #define __DBL_MAX_EXP__ 1024
        #define __DBL_MAX_10_EXP__ 308
        #define __DBL_DECIMAL_DIG__ 17
        #define __DBL_MAX__ 1.79769313486231570814527423731704357e+308
        #define __DBL_MIN__ 2.22507385850720138309023271733240406e-308
        #define __DBL_EPSILON__ 2.22044604925031308084726333618164062e-16
        #define __DBL_DENORM_MIN__ 4.94065645841246544176568792868221372e-324
        #define __ORDER_LITTLE_ENDIAN__ 1234
        #define __ORDER_BIG_ENDIAN__ 4321
        #define __ORDER_PDP_ENDIAN__ 3412
        #define __BYTE_ORDER__ __ORDER_LITTLE_ENDIAN__
        #define __FLOAT_WORD_ORDER__ __ORDER_LITTLE_ENDIAN__

        """;

    // LP64, as on x86-64 Linux.
    private const string WideLong = """
        #define __LP64__ 1
        #define _LP64 1
        #define __INT_FAST16_TYPE__ long int
        #define __UINT_FAST16_TYPE__ long unsigned int
        #define __INT_FAST16_MAX__ 0x7fffffffffffffffL
        #define __UINT_FAST16_MAX__ 0xffffffffffffffffUL
        #define __INT_FAST32_TYPE__ long int
        #define __UINT_FAST32_TYPE__ long unsigned int
        #define __INT_FAST32_MAX__ 0x7fffffffffffffffL
        #define __UINT_FAST32_MAX__ 0xffffffffffffffffUL
        #define __LONG_WIDTH__ 64
        #define __SIZE_WIDTH__ 64
        #define __PTRDIFF_WIDTH__ 64
        #define __INTPTR_WIDTH__ 64
        #define __LONG_MAX__ 0x7fffffffffffffffL
        #define __SIZE_TYPE__ long unsigned int
        #define __PTRDIFF_TYPE__ long int
        #define __INTMAX_TYPE__ long int
        #define __UINTMAX_TYPE__ long unsigned int
        #define __INT64_TYPE__ long int
        #define __UINT64_TYPE__ long unsigned int
        #define __INTPTR_TYPE__ long int
        #define __UINTPTR_TYPE__ long unsigned int
        #define __SIZE_MAX__ 0xffffffffffffffffUL
        #define __PTRDIFF_MAX__ 0x7fffffffffffffffL
        #define __INTMAX_MAX__ 0x7fffffffffffffffL
        #define __UINTMAX_MAX__ 0xffffffffffffffffUL
        #define __INT64_MAX__ 0x7fffffffffffffffL
        #define __UINT64_MAX__ 0xffffffffffffffffUL
        #define __INTPTR_MAX__ 0x7fffffffffffffffL
        #define __UINTPTR_MAX__ 0xffffffffffffffffUL
        #define __INT64_C(c) c ## L
        #define __UINT64_C(c) c ## UL
        #define __INTMAX_C(c) c ## L
        #define __UINTMAX_C(c) c ## UL

        """;

    // ILP32, as on wasm32.
    private const string NarrowLong = """
        #define __ILP32__ 1
        #define _ILP32 1
        #define __INT_FAST16_TYPE__ int
        #define __UINT_FAST16_TYPE__ unsigned int
        #define __INT_FAST16_MAX__ 0x7fffffff
        #define __UINT_FAST16_MAX__ 0xffffffffU
        #define __INT_FAST32_TYPE__ int
        #define __UINT_FAST32_TYPE__ unsigned int
        #define __INT_FAST32_MAX__ 0x7fffffff
        #define __UINT_FAST32_MAX__ 0xffffffffU
        #define __LONG_WIDTH__ 32
        #define __SIZE_WIDTH__ 32
        #define __PTRDIFF_WIDTH__ 32
        #define __INTPTR_WIDTH__ 32
        #define __LONG_MAX__ 0x7fffffffL
        #define __SIZE_TYPE__ long unsigned int
        #define __PTRDIFF_TYPE__ long int
        #define __INTMAX_TYPE__ long long int
        #define __UINTMAX_TYPE__ long long unsigned int
        #define __INT64_TYPE__ long long int
        #define __UINT64_TYPE__ long long unsigned int
        #define __INTPTR_TYPE__ long int
        #define __UINTPTR_TYPE__ long unsigned int
        #define __SIZE_MAX__ 0xffffffffUL
        #define __PTRDIFF_MAX__ 0x7fffffffL
        #define __INTMAX_MAX__ 0x7fffffffffffffffLL
        #define __UINTMAX_MAX__ 0xffffffffffffffffULL
        #define __INT64_MAX__ 0x7fffffffffffffffLL
        #define __UINT64_MAX__ 0xffffffffffffffffULL
        #define __INTPTR_MAX__ 0x7fffffffL
        #define __UINTPTR_MAX__ 0xffffffffUL
        #define __INT64_C(c) c ## LL
        #define __UINT64_C(c) c ## ULL
        #define __INTMAX_C(c) c ## LL
        #define __UINTMAX_C(c) c ## ULL

        """;

    // A program asks for these to find POSIX pieces; the library has the usual ones.
    private const string Linux = """
        #define __x86_64__ 1
        #define __x86_64 1
        #define __amd64__ 1
        #define __amd64 1
        #define __linux__ 1
        #define __linux 1
        #define __gnu_linux__ 1
        #define __unix__ 1
        #define __unix 1
        #define __ELF__ 1

        """;

    private const string Wasm = """
        #define __wasm__ 1
        #define __wasm32__ 1
        #define __wasm 1
        #define __wasm32 1
        #define __unix__ 1

        """;

    /// <summary>The built-in macros as a text of <c>#define</c>s.</summary>
    public static string Text(PreprocessorOptions options)
    {
        Target target = options.Target;
        var text = new StringBuilder(Always);
        text.Append(target.LongBytes == 8 ? WideLong : NarrowLong);
        text.Append(target == Target.Wasm32 ? Wasm : Linux);
        text.Append(target != Target.Wasm32 && !options.Standard.IsStrict ? "#define unix 1\n#define linux 1\n" : "");
        text.Append(CultureInfo.InvariantCulture, $"#define __SIZEOF_LONG__ {target.LongBytes}\n");
        text.Append(CultureInfo.InvariantCulture, $"#define __SIZEOF_POINTER__ {target.PointerBytes}\n");
        text.Append(CultureInfo.InvariantCulture, $"#define __SIZEOF_SIZE_T__ {target.PointerBytes}\n");
        text.Append(CultureInfo.InvariantCulture, $"#define __SIZEOF_PTRDIFF_T__ {target.PointerBytes}\n");
        text.Append(CultureInfo.InvariantCulture, $"#define __SIZEOF_LONG_DOUBLE__ {target.LongDoubleBytes}\n");
        text.Append(CultureInfo.InvariantCulture, $"#define __BIGGEST_ALIGNMENT__ {target.MaxAlignBytes}\n");
        AppendLongDouble(text);
        AppendStandard(text, options.Standard);
        return text.ToString();
    }

    /// <summary><c>-D</c> and <c>-U</c> as a text of directives.</summary>
    public static string CommandLine(ImmutableArray<CommandLineMacro> macros)
    {
        var text = new StringBuilder();
        foreach (CommandLineMacro macro in macros)
        {
            string line = macro switch
            {
                CommandLineMacro.Define define => $"#define {DefinitionOf(define.Definition)}\n",
                CommandLineMacro.Undefine undefine => $"#undef {FirstLine(undefine.Name)}\n",
            };
            text.Append(line);
        }

        return text.ToString();
    }

    /// <summary>Defines the macros whose value depends on the place.</summary>
    public static void DefineDynamic(Session session, SourceMap map)
    {
        foreach (DynamicMacro meaning in Enum.GetValues<DynamicMacro>())
        {
            string name = NameOf(meaning);
            SourceId place = map.Add(SourceText.FromString("<built-in>", name, SourceKind.Synthetic));
            session.Macros.Define(new Macro.Dynamic(session.Symbols.Intern(name), new(place, 0, name.Length), meaning));
        }
    }

    // long double computes in double precision here, and its limits say so.
    private static void AppendLongDouble(StringBuilder text)
    {
        foreach (string name in (string[])["MANT_DIG", "DIG", "MIN_EXP", "MIN_10_EXP", "MAX_EXP", "MAX_10_EXP"])
        {
            text.Append(CultureInfo.InvariantCulture, $"#define __LDBL_{name}__ __DBL_{name}__\n");
        }

        text.Append("#define __DECIMAL_DIG__ 17\n#define __LDBL_DECIMAL_DIG__ 17\n");
        text.Append("#define __LDBL_MAX__ 1.79769313486231570814527423731704357e+308L\n");
        text.Append("#define __LDBL_MIN__ 2.22507385850720138309023271733240406e-308L\n");
        text.Append("#define __LDBL_EPSILON__ 2.22044604925031308084726333618164062e-16L\n");
        text.Append("#define __LDBL_DENORM_MIN__ 4.94065645841246544176568792868221372e-324L\n");
    }

    private static void AppendStandard(StringBuilder text, CStandard standard)
    {
        string version = standard.Edition switch
        {
            CEdition.C89 => "",
            CEdition.C99 => "199901L",
            CEdition.C11 => "201112L",
            CEdition.C17 => "201710L",
            CEdition.C23 => "202000L",
        };
        text.Append(version.Length > 0 ? $"#define __STDC_VERSION__ {version}\n" : "");
        text.Append(standard.IsStrict ? "#define __STRICT_ANSI__ 1\n" : "");
    }

    private static string NameOf(DynamicMacro meaning) => meaning switch
    {
        DynamicMacro.File => "__FILE__",
        DynamicMacro.Line => "__LINE__",
        DynamicMacro.Date => "__DATE__",
        DynamicMacro.Time => "__TIME__",
        DynamicMacro.Timestamp => "__TIMESTAMP__",
        DynamicMacro.Counter => "__COUNTER__",
        DynamicMacro.IncludeLevel => "__INCLUDE_LEVEL__",
        DynamicMacro.BaseFile => "__BASE_FILE__",
    };

    private static string DefinitionOf(string option)
    {
        string line = FirstLine(option);
        int equals = line.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? $"{line} 1" : $"{line[..equals]} {line[(equals + 1)..]}";
    }

    // A line break ends the option, as in gcc.
    private static string FirstLine(string option)
    {
        int end = option.IndexOf('\n', StringComparison.Ordinal);
        return end < 0 ? option : option[..end];
    }
}
