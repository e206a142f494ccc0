using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;

namespace Crabwalk.Mir.Bodies;

/// <summary>Why the borrow checker should act as if a place were read.</summary>
public enum FakeReadCause
{
    /// <summary>The value that a match looks at.</summary>
    Match,

    /// <summary>The guard of an arm.</summary>
    Guard,

    /// <summary>A <c>let</c> without a binding.</summary>
    Let,

    /// <summary>An index that must not change meanwhile.</summary>
    Index,
}

/// <summary>What a walk may stop at. The grains of a walk are made of these.</summary>
public enum MarkKind
{
    /// <summary>A statement is about to run; the span is the statement's.</summary>
    Statement,

    /// <summary>A sub-expression has its value, <see cref="StatementKind.Mark.Value"/>; the span is the sub-expression's, and a walk writes the value over it.</summary>
    Value,

    /// <summary>A place was written by an assignment, initialisation or increment: the value is a copy of the place, the span the place's expression.</summary>
    Store,

    /// <summary>A declaration brought a variable into being (with junk in it, unless a <see cref="Store"/> follows).</summary>
    Declare,

    /// <summary>A full expression is done (C17 6.8p4): its substituted values are forgotten.</summary>
    FullExpression,

    /// <summary>A function's parameters have their values; the span is the function's name.</summary>
    Enter,

    /// <summary>A function is about to return; the value is the return value, if any.</summary>
    Leave,

    /// <summary>A scope ends and its variables go.</summary>
    ScopeEnd,

    /// <summary>Rust: a place of the user's is about to be moved from.</summary>
    Move,

    /// <summary>Rust: the storage of a variable that is moved somewhere begins.</summary>
    Begin,

    /// <summary>Rust: a value was dropped.</summary>
    Drop,

    /// <summary>The next statement or terminator is about to run. The machine makes these itself for a walk in its smallest grain; a front end never does.</summary>
    Instruction,
}

/// <summary>What a statement does. Names follow rustc's <c>StatementKind</c>.</summary>
public abstract record StatementKind
{
    private StatementKind()
    {
    }

    /// <summary>Evaluates and stores. A volatile access is neither removed nor repeated by any pass.</summary>
    public sealed record Assign(Place Place, Rvalue Value, bool IsVolatile = false) : StatementKind;

    /// <summary>Writes the discriminant of an enum place.</summary>
    public sealed record SetDiscriminant(Place Place, VariantIndex Variant) : StatementKind;

    /// <summary>The local gets memory, with junk in it.</summary>
    public sealed record StorageLive(LocalId Local) : StatementKind;

    /// <summary>The local loses its memory: pointers to it dangle (C17 6.2.4p2, p6).</summary>
    public sealed record StorageDead(LocalId Local) : StatementKind;

    /// <summary>
    /// A variable-length array gets its memory: the local's type is a <see cref="Ty.Slice"/>, the operand says how many elements
    /// as <c>usize</c>, of <paramref name="ElementBytes"/> bytes each. Ends with <see cref="StorageDead"/>. Zero elements are undefined (C17 6.7.6.2p5).
    /// </summary>
    public sealed record StorageDynamic(LocalId Local, Operand Count, Operand ElementBytes) : StatementKind;

    /// <summary>Borrow checking acts as if the place were read.</summary>
    public sealed record FakeRead(FakeReadCause Cause, Place Place) : StatementKind;

    /// <summary>The place is named without being read, as by <c>let _ = place</c>.</summary>
    public sealed record PlaceMention(Place Place) : StatementKind;

    /// <summary>The user said the place has this type.</summary>
    public sealed record AscribeUserType(Place Place, Ty Type) : StatementKind;

    /// <summary>A new tag for a reference that arrives here, for the aliasing model.</summary>
    public sealed record Retag(Place Place, bool IsFnEntry) : StatementKind;

    /// <summary>
    /// A point that a walk may stop at; computes nothing. Code compiled for anything but a walk leaves it out.
    /// <paramref name="Value"/> is what the sub-expression or place holds; <paramref name="Type"/> how the source spells its type.
    /// </summary>
    public sealed record Mark(MarkKind Kind, Operand? Value = null, SourceType? Type = null) : StatementKind;

    /// <summary>Nothing; left behind by passes.</summary>
    public sealed record Nop : StatementKind;
}

/// <summary>One statement with its origin.</summary>
public sealed record Statement(StatementKind Kind, SourceInfo Source);
