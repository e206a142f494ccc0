using System.Text;
using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;

namespace Crabwalk.Rust.Syntax;

/// <summary>A <c>format_args!(..)</c> whose format string was taken apart.</summary>
/// <param name="Pieces">The string's text and placeholders in order.</param>
/// <param name="Arguments">The arguments, those captured by name at the end.</param>
public sealed record FormatArguments(EquatableArray<FormatPiece> Pieces, EquatableArray<FormatArgument> Arguments);

/// <summary>One argument.</summary>
/// <param name="Name">Its name, when it has one.</param>
/// <param name="Value">The value.</param>
/// <param name="IsCaptured">Not written as an argument but as <c>{name}</c>.</param>
public sealed record FormatArgument(Ident? Name, Expression Value, bool IsCaptured);

/// <summary>A part of a format string.</summary>
public abstract record FormatPiece
{
    private FormatPiece()
    {
    }

    /// <summary>Text, with <c>{{</c> made <c>{</c>.</summary>
    public sealed record Text(string Value) : FormatPiece;

    /// <summary><c>{argument:spec}</c></summary>
    public sealed record Placeholder(int Argument, FormatTrait Trait, FormatSpec Spec, Span Span) : FormatPiece;
}

/// <summary>The trait that formats an argument.</summary>
public enum FormatTrait
{
    /// <summary><c>{}</c></summary>
    Display,

    /// <summary><c>{:?}</c></summary>
    Debug,

    /// <summary><c>{:o}</c></summary>
    Octal,

    /// <summary><c>{:x}</c></summary>
    LowerHex,

    /// <summary><c>{:X}</c></summary>
    UpperHex,

    /// <summary><c>{:p}</c></summary>
    Pointer,

    /// <summary><c>{:b}</c></summary>
    Binary,

    /// <summary><c>{:e}</c></summary>
    LowerExp,

    /// <summary><c>{:E}</c></summary>
    UpperExp,
}

/// <summary>On which side the fill stands.</summary>
public enum FormatAlignment
{
    /// <summary><c>&lt;</c></summary>
    Left,

    /// <summary><c>&gt;</c></summary>
    Right,

    /// <summary><c>^</c></summary>
    Center,

    /// <summary>Not written: the trait chooses.</summary>
    Unknown,
}

/// <summary>Bits of <see cref="FormatSpec.Flags"/>, in the order of <c>core::fmt::rt</c>.</summary>
[Flags]
public enum FormatFlags
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary><c>+</c></summary>
    SignPlus = 1,

    /// <summary><c>-</c></summary>
    SignMinus = 2,

    /// <summary><c>#</c></summary>
    Alternate = 4,

    /// <summary><c>0</c></summary>
    SignAwareZeroPad = 8,

    /// <summary><c>x?</c></summary>
    DebugLowerHex = 16,

    /// <summary><c>X?</c></summary>
    DebugUpperHex = 32,
}

/// <summary>What stands behind a placeholder's colon.</summary>
public sealed record FormatSpec(Rune? Fill, FormatAlignment Alignment, FormatFlags Flags, FormatCount? Width, FormatCount? Precision)
{
    /// <summary>Nothing but the trait.</summary>
    public static readonly FormatSpec Default = new(null, FormatAlignment.Unknown, FormatFlags.None, null, null);
}

/// <summary>A width or precision: a number, or an argument that gives it.</summary>
public sealed record FormatCount(int Value, bool IsArgument);
