using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;

namespace Crabwalk.Mir.Bodies;

/// <summary>Where a statement or terminator comes from.</summary>
/// <param name="Span">The text that asked for it.</param>
/// <param name="Scope">The scope it runs in.</param>
public readonly record struct SourceInfo(Span Span, ScopeId Scope);

/// <summary>A lexical scope: names declared in it are visible to the steps inside.</summary>
/// <param name="Span">Its text, from brace to brace.</param>
/// <param name="Parent">The scope around it; null for the function.</param>
public sealed record SourceScope(Span Span, ScopeId? Parent)
{
    /// <summary>For a scope that came in by inlining: the call that was replaced.</summary>
    public Span? InlinedAt { get; init; }
}

/// <summary>
/// How the source language spells a type, with as much structure as a picture needs to show its values: the names of enum
/// constants, the difference between <c>char</c> and an 8-bit number, typedef names. It is debug information: nothing that
/// computes looks at it. Rust's types print themselves, so Rust needs one only where an alias was written.
/// </summary>
public abstract class SourceType
{
    private SourceType(string name) => Name = name;

    /// <summary>The type in the words of the program: <c>unsigned long</c>, <c>struct node *</c>, <c>color_t</c>.</summary>
    public string Name { get; }

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>A number.</summary>
    public sealed class Number(string name) : SourceType(name);

    /// <summary>A character: shown as <c>'A'</c> with its number; arrays and pointers of it are shown as strings.</summary>
    public sealed class Character(string name) : SourceType(name);

    /// <summary>A truth value.</summary>
    public sealed class Truth(string name) : SourceType(name);

    /// <summary>No value.</summary>
    public sealed class Void(string name) : SourceType(name);

    /// <summary>A number with names for some values.</summary>
    public sealed class Enumeration(string name, EquatableArray<(string Name, Int128 Value)> constants) : SourceType(name)
    {
        /// <summary>The named values.</summary>
        public EquatableArray<(string Name, Int128 Value)> Constants { get; } = constants;
    }

    /// <summary>A pointer.</summary>
    public sealed class Pointer(string name, SourceType target) : SourceType(name)
    {
        /// <summary>What it points to.</summary>
        public SourceType Target { get; } = target;
    }

    /// <summary>An array; the length is the MIR type's.</summary>
    public sealed class Array(string name, SourceType element) : SourceType(name)
    {
        /// <summary>The element.</summary>
        public SourceType Element { get; } = element;
    }

    /// <summary>A struct or union; its fields' types stand in the <see cref="Definitions.AdtDef"/>.</summary>
    public sealed class Record(string name) : SourceType(name);

    /// <summary>A function.</summary>
    public sealed class Function(string name, EquatableArray<SourceType> parameters, SourceType result) : SourceType(name)
    {
        /// <summary>The parameters.</summary>
        public EquatableArray<SourceType> Parameters { get; } = parameters;

        /// <summary>The result.</summary>
        public SourceType Result { get; } = result;
    }
}
