using Crabwalk.Foundation.Collections;

namespace Crabwalk.Mir.Types;

/// <summary>How arguments travel, and who may call whom.</summary>
public enum Abi
{
    /// <summary>Rust's own.</summary>
    Rust,

    /// <summary><c>extern "C"</c>, and every function written in C.</summary>
    C,

    /// <summary><c>extern "rust-call"</c>: the last argument is a tuple spread over the parameters, as in <c>Fn</c> traits.</summary>
    RustCall,

    /// <summary>An operation the machine and the wasm back end know by name.</summary>
    Intrinsic,
}

/// <summary>What a function takes after its declared parameters.</summary>
public enum Variadic
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>C's <c>...</c>.</summary>
    Ellipsis,

    /// <summary>C's <c>f()</c>: anything, unchecked until the call is made (C17 6.5.2.2p6).</summary>
    Unprototyped,
}

/// <summary>A function's signature under its binder.</summary>
public sealed record FnSig(EquatableArray<Ty> Inputs, Ty Output, Variadic Variadic = Variadic.None, Abi Abi = Abi.Rust, bool IsUnsafe = false);

/// <summary>A value under a binder: <c>for&lt;'a&gt; fn(&amp;'a T)</c>. Variables inside are found by De Bruijn index.</summary>
public sealed record Binder<T>(T Value, EquatableArray<BoundVariableKind> Variables)
    where T : notnull;

/// <summary>What a binder binds.</summary>
public abstract record BoundVariableKind
{
    private BoundVariableKind(string? name) => Name = name;

    /// <summary>The user's name for it, if any.</summary>
    public string? Name { get; }

    /// <summary>A lifetime.</summary>
    public sealed record OfRegion(string? Text) : BoundVariableKind(Text);

    /// <summary>A type.</summary>
    public sealed record OfType(string? Text) : BoundVariableKind(Text);

    /// <summary>A constant.</summary>
    public sealed record OfConst(string? Text) : BoundVariableKind(Text);
}
