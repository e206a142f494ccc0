using System.Collections.Frozen;

namespace Crabwalk.C.Checking;

/// <summary>What a program learns when it asks with <c>__has_attribute</c> and <c>__has_builtin</c>.</summary>
internal static class KnownFeatures
{
    private static readonly FrozenSet<string> Heeded = Set(
        "packed aligned noreturn unused used maybe_unused weak constructor destructor fallthrough alias cleanup format");

    /// <summary>Those that change nothing in a run, or only what an optimiser may assume.</summary>
    private static readonly FrozenSet<string> WithoutEffect = Set("""
        pure const malloc nonnull nothrow leaf cold hot noinline always_inline deprecated warn_unused_result sentinel format_arg returns_nonnull
        alloc_size alloc_align visibility section gnu_inline artificial flatten noclone optimize target nonstring returns_twice
        no_instrument_function no_sanitize no_sanitize_address no_sanitize_undefined externally_visible noipa common nocommon error warning access
        assume_aligned ms_struct gcc_struct unavailable tls_model extension designated_init no_icf no_split_stack no_stack_protector stack_protect
        noplt copy symver retain
        """);

    /// <summary>The compiler's functions that are no entries of <see cref="BuiltinTable"/>, because they take types or operands of many types.</summary>
    private static readonly FrozenSet<string> SpecialBuiltins = Set("""
        __builtin_va_start __builtin_va_arg __builtin_expect __builtin_expect_with_probability __builtin_object_size __builtin_assume_aligned
        __builtin_constant_p __builtin_classify_type __builtin_offsetof __builtin_types_compatible_p __builtin_choose_expr
        __builtin_add_overflow __builtin_sub_overflow __builtin_mul_overflow
        """);

    /// <summary>True for an attribute that may be written, with or without underscores around it.</summary>
    public static bool HasAttribute(string name) => name.Trim('_') is var plain && (Heeded.Contains(plain) || WithoutEffect.Contains(plain));

    /// <summary>True for an attribute that is accepted and changes nothing here; the name has no underscores around it.</summary>
    public static bool IsWithoutEffect(string name) => WithoutEffect.Contains(name);

    /// <summary>True for a function of the compiler.</summary>
    public static bool HasBuiltin(string name) => SpecialBuiltins.Contains(name) || BuiltinTable.Find(name) is not null;

    private static FrozenSet<string> Set(string words) =>
        words.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}
