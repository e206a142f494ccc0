using System.Collections.Frozen;

namespace Crabwalk.C.Checking;

/// <summary>
/// gcc 12's names of warnings for C that Crabwalk takes as options and never gives, so that a project's flags work as they stand.
/// Most are about optimisations, other languages' habits or taste; a name moves to <see cref="Warnings"/> with the check that gives it.
/// </summary>
internal static class AcceptedWarnings
{
    private static readonly FrozenSet<string> Names = new[]
    {
        "bool-operation", "float-conversion", "nonnull", "sizeof-pointer-memaccess", "unused-result",
        "NSObject-attribute", "abi", "absolute-value", "address-of-packed-member", "aggregate-return", "aggressive-loop-optimizations",
        "alloc-size-larger-than", "alloc-zero", "alloca", "alloca-larger-than", "analyzer-double-fclose", "analyzer-double-free",
        "analyzer-exposure-through-output-file", "analyzer-file-leak", "analyzer-free-of-non-heap", "analyzer-malloc-leak",
        "analyzer-mismatching-deallocation", "analyzer-null-argument", "analyzer-null-dereference", "analyzer-possible-null-argument",
        "analyzer-possible-null-dereference", "analyzer-shift-count-negative", "analyzer-shift-count-overflow", "analyzer-stale-setjmp-buffer",
        "analyzer-tainted-allocation-size", "analyzer-tainted-array-index", "analyzer-tainted-divisor", "analyzer-tainted-offset",
        "analyzer-tainted-size", "analyzer-too-complex", "analyzer-unsafe-call-within-signal-handler", "analyzer-use-after-free",
        "analyzer-use-of-pointer-in-stale-stack-frame", "analyzer-use-of-uninitialized-value", "analyzer-write-to-const",
        "analyzer-write-to-string-literal", "arith-conversion", "array-compare", "array-parameter", "attribute-alias", "attribute-warning",
        "bad-function-cast", "bidi-chars", "c++-compat", "c11-c2x-compat", "c90-c99-compat", "c99-c11-compat", "cannot-profile", "cast-align",
        "cast-function-type", "cast-qual", "clobbered", "conversion", "coverage-invalid-line-number", "coverage-mismatch", "dangling-pointer",
        "date-time", "declaration-after-statement", "deprecated", "deprecated-declarations", "designated-init", "disabled-optimization",
        "discarded-array-qualifiers", "double-promotion", "duplicated-branches", "duplicated-cond", "enum-conversion",
        "error-implicit-function-declaration", "float-equal", "format-contains-nul", "format-diag", "format-nonliteral", "format-overflow",
        "format-signedness", "format-truncation", "format-y2k", "frame-address", "frame-larger-than", "free-nonheap-object", "hsa", "if-not-aligned",
        "ignored-attributes", "ignored-qualifiers", "infinite-recursion", "init-self", "inline", "int-in-bool-context", "invalid-memory-model",
        "invalid-pch", "jump-misses-init", "larger-than", "logical-op", "long-long", "lto-type-mismatch", "memset-elt-size", "memset-transposed-args",
        "misleading-indentation", "mismatched-dealloc", "missing-attributes", "missing-format-attribute", "missing-include-dirs", "missing-noreturn",
        "missing-parameter-type", "missing-profile", "multistatement-macros", "narrowing", "nested-externs", "nonnull-compare", "normalized",
        "null-dereference", "odr", "old-style-declaration", "old-style-definition", "openacc-parallelism", "openmp-simd", "overlength-strings",
        "override-init-side-effects", "packed", "packed-bitfield-compat", "packed-not-aligned", "padded", "pointer-compare", "pragmas",
        "prio-ctor-dtor", "psabi", "redundant-decls", "restrict", "scalar-storage-order", "shadow-compatible-local", "shadow-local",
        "shift-negative-value", "shift-overflow", "sign-conversion", "sizeof-array-div", "sizeof-pointer-div", "stack-protector", "stack-usage",
        "strict-aliasing", "strict-overflow", "strict-prototypes", "string-compare", "stringop-overflow", "stringop-overread", "stringop-truncation",
        "suggest-attribute", "suggest-final-methods", "suggest-final-types", "switch-bool", "switch-default", "switch-enum", "switch-outside-range",
        "sync-nand", "system-headers", "traditional", "traditional-conversion", "trampolines", "trivial-auto-var-init", "tsan", "unreachable-code",
        "unsafe-loop-optimizations", "unsuffixed-float-constants", "unused-const-variable", "unused-macros", "use-after-free", "varargs",
        "variadic-macros", "vector-operation-performance", "vla-larger-than", "vla-parameter", "volatile-register-var", "write-strings",
        "zero-length-bounds",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>True for a name that begins with <c>-W</c>, without a level behind an equals sign.</summary>
    public static bool Contains(string name) => name.StartsWith("-W", StringComparison.Ordinal) && Names.Contains(name[2..]);
}
