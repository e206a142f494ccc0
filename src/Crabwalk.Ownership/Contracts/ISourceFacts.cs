using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;

namespace Crabwalk.Ownership.Contracts;

/// <summary>
/// What only the syntax knows and only messages need: where types are written, how a variable was bound. Each answer may be null; then the
/// label or hint that would use it is left out, never the error.
/// </summary>
public interface ISourceFacts
{
    /// <summary>How a variable or parameter was bound.</summary>
    BindingFacts? BindingOf(DefId body, LocalId local);

    /// <summary>The head of a function as it is written.</summary>
    FunctionHead? HeadOf(DefId function);

    /// <summary>The innermost expressions and statements around a place in the text, from inside to outside.</summary>
    IReadOnlyList<SyntaxAround> Around(DefId body, Span span);
}

/// <summary>Answers nothing.</summary>
public sealed class NoSourceFacts : ISourceFacts
{
    /// <summary>The only one.</summary>
    public static readonly NoSourceFacts Instance = new();

    private NoSourceFacts()
    {
    }

    /// <inheritdoc/>
    public BindingFacts? BindingOf(DefId body, LocalId local) => null;

    /// <inheritdoc/>
    public FunctionHead? HeadOf(DefId function) => null;

    /// <inheritdoc/>
    public IReadOnlyList<SyntaxAround> Around(DefId body, Span span) => [];
}

/// <summary>What a variable was bound by.</summary>
public enum BindingForm
{
    /// <summary><c>let x</c> and patterns in <c>let</c>.</summary>
    Let,

    /// <summary>A parameter's pattern.</summary>
    Parameter,

    /// <summary>A pattern of <c>match</c>, <c>if let</c>, <c>while let</c>.</summary>
    Match,

    /// <summary>The pattern of a <c>for</c> loop.</summary>
    For,

    /// <summary><c>self</c></summary>
    SelfValue,

    /// <summary><c>&amp;self</c></summary>
    SelfReference,

    /// <summary><c>&amp;mut self</c></summary>
    SelfMutableReference,
}

/// <summary>How a variable was bound.</summary>
/// <param name="Form">By what.</param>
/// <param name="Name">The name in the pattern, without <c>mut</c> or <c>ref</c>.</param>
/// <param name="IsReference">Bound by <c>ref</c> or by a reference that the pattern was matched through.</param>
/// <param name="IsImplicit">The reference comes from matching through one, not from a written <c>ref</c>.</param>
/// <param name="Pattern">The whole pattern.</param>
/// <param name="Type">The written type, if any.</param>
/// <param name="Matched">What is matched or assigned: the initialiser, the scrutinee.</param>
public sealed record BindingFacts(BindingForm Form, Span Name, bool IsReference, bool IsImplicit, Span Pattern, TypeSyntax? Type, Span? Matched);

/// <summary>The head of a function as it is written.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Parameters">The parameters, <c>self</c> included.</param>
/// <param name="Result">The result's type; null when none is written.</param>
/// <param name="Generics">The list from <c>&lt;</c> to <c>&gt;</c>; null when there is none.</param>
/// <param name="Lifetimes">The declared lifetimes, name with tick and place.</param>
/// <param name="IsTraitMethod">It implements or declares a method of a trait, so its head cannot be changed alone.</param>
public sealed record FunctionHead(
    Span Name,
    EquatableArray<ParameterSyntax> Parameters,
    TypeSyntax? Result,
    Span? Generics,
    EquatableArray<(string Name, Span Span)> Lifetimes,
    bool IsTraitMethod);

/// <summary>A parameter as it is written; the type is null for <c>self</c> and for closures' parameters without one.</summary>
public sealed record ParameterSyntax(Span Pattern, TypeSyntax? Type, string? Name);

/// <summary>A type as it is written, as far as lifetimes may hide in it.</summary>
public abstract record TypeSyntax
{
    private TypeSyntax(Span span) => Span = span;

    /// <summary>The whole type.</summary>
    public Span Span { get; }

    /// <summary><c>&amp;'a mut T</c>; <paramref name="Lifetime"/> is null when it is left out.</summary>
    public sealed record Reference(Span All, Span? Lifetime, bool IsMutable, TypeSyntax Referent) : TypeSyntax(All);

    /// <summary><c>a::B&lt;'a, T&gt;</c> with the arguments of its last segment.</summary>
    public sealed record Path(Span All, Span LastSegment, EquatableArray<Span> Lifetimes, EquatableArray<TypeSyntax> Types) : TypeSyntax(All);

    /// <summary><c>(A, B)</c></summary>
    public sealed record Tuple(Span All, EquatableArray<TypeSyntax> Parts) : TypeSyntax(All);

    /// <summary><c>[T]</c> and <c>[T; N]</c></summary>
    public sealed record Sequence(Span All, TypeSyntax Element) : TypeSyntax(All);

    /// <summary><c>*const T</c> and <c>*mut T</c></summary>
    public sealed record Pointer(Span All, TypeSyntax Pointee) : TypeSyntax(All);

    /// <summary>Anything else: <c>dyn</c>, <c>impl</c>, function pointers, <c>_</c>.</summary>
    public sealed record Other(Span All) : TypeSyntax(All);
}

/// <summary>What kind of syntax stands around a place.</summary>
public enum SyntaxKind
{
    /// <summary>A statement, its semicolon included.</summary>
    Statement,

    /// <summary>A block.</summary>
    Block,

    /// <summary>A loop; the parts are its head (<c>for x in xs</c>, <c>while c</c>, <c>loop</c>) and, for a <c>for</c> loop, what it goes over.</summary>
    Loop,

    /// <summary>A call; the parts are callee and arguments.</summary>
    Call,

    /// <summary>A method call; the parts are receiver, name and arguments.</summary>
    MethodCall,

    /// <summary>A <c>match</c>; the part is what it looks at.</summary>
    Match,

    /// <summary>A closure.</summary>
    Closure,

    /// <summary>A macro call.</summary>
    Macro,

    /// <summary>A field's initialiser in a struct expression that names the variable only once, <c>S { x }</c>.</summary>
    ShorthandField,

    /// <summary>Any other expression.</summary>
    Expression,
}

/// <summary>Something around a place in the text.</summary>
public sealed record SyntaxAround(SyntaxKind Kind, Span Span, EquatableArray<Span> Parts);
