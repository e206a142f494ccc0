using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;

namespace Crabwalk.Rust.Checking;

/// <summary>What only unsafe code may do.</summary>
internal enum UnsafeOperation
{
    /// <summary>Call an unsafe function.</summary>
    Call,

    /// <summary>Dereference a raw pointer.</summary>
    RawDereference,

    /// <summary>Use a mutable static.</summary>
    MutableStatic,

    /// <summary>Use a static of an extern block.</summary>
    ExternStatic,

    /// <summary>Read a union's field.</summary>
    UnionField,
}

/// <summary>E0133: an unsafe operation in safe code.</summary>
internal static class UnsafetyErrors
{
    public static Diagnostic Unsafe(UnsafeOperation operation, Span span, string? function) =>
        CheckErrors.At("E0133", span, $"{Described(operation, function)} is unsafe and requires unsafe block", Label(operation)).WithNote(Note(operation));

    /// <summary>Lint <c>unsafe_op_in_unsafe_fn</c>.</summary>
    public static Diagnostic InUnsafeFunction(UnsafeOperation operation, Span span, string? function, Span head) =>
        (Unsafe(operation, span, function) with { Severity = Severity.Warning })
            .WithNote("an unsafe function restricts its caller, but its body is safe by default", new Label(head))
            .WithNote("for more information, see <https://doc.rust-lang.org/edition-guide/rust-2024/unsafe-op-in-unsafe-fn.html>");

    private static string Described(UnsafeOperation operation, string? function) => operation switch
    {
        UnsafeOperation.Call => function is null ? "call to unsafe function" : $"call to unsafe function `{function}`",
        UnsafeOperation.RawDereference => "dereference of raw pointer",
        UnsafeOperation.MutableStatic => "use of mutable static",
        UnsafeOperation.ExternStatic => "use of extern static",
        UnsafeOperation.UnionField => "access to union field",
    };

    private static string Label(UnsafeOperation operation) => Described(operation, null);

    private static string Note(UnsafeOperation operation) => operation switch
    {
        UnsafeOperation.Call => "consult the function's documentation for information on how to avoid undefined behavior",
        UnsafeOperation.RawDereference =>
            "raw pointers may be null, dangling or unaligned; they can violate aliasing rules and cause data races: all of these are undefined behavior",
        UnsafeOperation.MutableStatic =>
            "mutable statics can be mutated by multiple threads: aliasing violations or data races will cause undefined behavior",
        UnsafeOperation.ExternStatic =>
            "extern statics are not controlled by the Rust type system: invalid data, aliasing violations or data races will cause undefined behavior",
        UnsafeOperation.UnionField => "the field may not be properly initialized: using uninitialized data will cause undefined behavior",
    };
}
