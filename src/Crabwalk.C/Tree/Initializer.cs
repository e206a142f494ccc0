using Crabwalk.C.Types;
using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;

namespace Crabwalk.C.Tree;

/// <summary>How an object gets its first value.</summary>
public abstract record Initializer
{
    private Initializer(Span span) => Span = span;

    /// <summary>Its text.</summary>
    public Span Span { get; }

    /// <summary>
    /// By one value of the object's type: a scalar, or a structure given by an expression; or an array of characters by a string literal
    /// (<see cref="Expression.StringLiteral"/>, not decayed), cut or filled with zeros to the array's size.
    /// </summary>
    /// <remarks>
    /// <c>Value</c>: The value.
    /// <c>Constant</c>: Its constant, for objects of static storage; a string literal and a structure's parts have none.
    /// </remarks>
    public sealed record Single(Span Span, Expression Value, ConstantValue? Constant) : Initializer(Span);

    /// <summary>
    /// By a braced list, flattened. Everything that no entry names is zero (6.7.9p21). Entries are applied in order, so that a later one
    /// overrides what an earlier one wrote (6.7.9p19).
    /// </summary>
    public sealed record List(Span Span, EquatableArray<InitializerEntry> Entries) : Initializer(Span);
}

/// <summary>One value inside a braced list and where it goes.</summary>
/// <remarks>
/// <c>Path</c>: The steps from the whole object to the part.
/// <c>Offset</c>: The part's offset in bytes from the whole object's start; with ranges in the path, that of the first part.
/// <c>Type</c>: The part's type.
/// <c>Value</c>: As in <see cref="Initializer.Single"/>, in the part's type. With ranges it is evaluated once.
/// <c>Constant</c>: Its constant, for objects of static storage.
/// </remarks>
public sealed record InitializerEntry(EquatableArray<InitializerStep> Path, long Offset, CType Type, Expression Value, ConstantValue? Constant)
{
    /// <summary>The bit-field it goes to, if it is one.</summary>
    public Field? BitField => !Path.IsEmpty && Path[^1] is InitializerStep.Member { Field: { IsBitField: true } bits } ? bits : null;
}

/// <summary>A step into an object.</summary>
public abstract record InitializerStep
{
    private InitializerStep()
    {
    }

    /// <summary>To a member; anonymous members are steps as well.</summary>
    public sealed record Member(Field Field) : InitializerStep;

    /// <summary>To an element, or with gcc's <c>[a ... b]</c> to each of several.</summary>
    public sealed record Element(long First, long Last) : InitializerStep;
}
