using Crabwalk.C.Tree;
using Crabwalk.C.Types;
using Crabwalk.Foundation.Text;

namespace Crabwalk.C.Checking;

/// <summary>The storage class specifiers of 6.7.1; <c>_Thread_local</c> is kept apart since it goes with others.</summary>
internal enum StorageClass
{
    None,
    Typedef,
    Extern,
    Static,
    Auto,
    Register,
}

/// <summary>What stands before the declarators of a declaration (6.7).</summary>
internal sealed record Specifiers(CType Type, Span Span)
{
    public StorageClass Storage { get; init; }

    public Span StorageSpan { get; init; }

    public bool IsThreadLocal { get; init; }

    public bool IsInline { get; init; }

    public bool IsNoReturn { get; init; }

    /// <summary>gcc's <c>__auto_type</c>: the type comes from the initialiser.</summary>
    public bool IsAutoType { get; init; }

    /// <summary>From <c>_Alignas</c>; 0 without.</summary>
    public long Alignment { get; init; }

    /// <summary>True when a structure, union or enumeration was named, so the declaration may do without declarators.</summary>
    public bool HasTag { get; init; }

    /// <summary>True when no type was named at all, and <c>int</c> was taken.</summary>
    public bool IsImplicitInt { get; init; }

    public AttributeSet Attributes { get; init; } = AttributeSet.None;
}

/// <summary>The attributes that matter to the meaning of a program; the parser reads and drops the others.</summary>
internal sealed record AttributeSet
{
    public static readonly AttributeSet None = new();

    public bool IsPacked { get; init; }

    /// <summary>From <c>aligned</c>; 0 without.</summary>
    public long Alignment { get; init; }

    public bool IsNoReturn { get; init; }

    public bool IsUnused { get; init; }

    public bool IsWeak { get; init; }

    public bool IsConstructor { get; init; }

    public bool IsDestructor { get; init; }

    public bool IsFallthrough { get; init; }

    public string? Alias { get; init; }

    public string? AssemblerName { get; init; }

    public Function? Cleanup { get; init; }

    public FormatAttribute? Format { get; init; }

    /// <summary>Both together; the later one wins where they differ.</summary>
    public AttributeSet With(AttributeSet more) => this == None ? more : more == None ? this : new()
    {
        IsPacked = IsPacked || more.IsPacked,
        Alignment = Math.Max(Alignment, more.Alignment),
        IsNoReturn = IsNoReturn || more.IsNoReturn,
        IsUnused = IsUnused || more.IsUnused,
        IsWeak = IsWeak || more.IsWeak,
        IsConstructor = IsConstructor || more.IsConstructor,
        IsDestructor = IsDestructor || more.IsDestructor,
        IsFallthrough = IsFallthrough || more.IsFallthrough,
        Alias = more.Alias ?? Alias,
        AssemblerName = more.AssemblerName ?? AssemblerName,
        Cleanup = more.Cleanup ?? Cleanup,
        Format = more.Format ?? Format,
    };
}

/// <summary>A parameter as it was declared.</summary>
internal sealed record Parameter(Symbol Name, Variable Variable, Span Span);

/// <summary>The parameters of a function declarator.</summary>
internal sealed record ParameterList(IReadOnlyList<Parameter> Parameters, bool IsVariadic, bool HasPrototype, IReadOnlyList<VariableBound> Bounds)
{
    /// <summary>The names of an old-style definition's list, whose types follow.</summary>
    public IReadOnlyList<(Symbol Name, Span Span)> OldStyleNames { get; init; } = [];
}

/// <summary>A declarator read to its end: a name and its type.</summary>
internal sealed record Declarator(Symbol Name, Span Span, CType Type)
{
    /// <summary>The parameters when the declarator is one of a function itself, as a definition needs.</summary>
    public ParameterList? Parameters { get; init; }

    /// <summary>The qualifiers in the outermost brackets, which a parameter's pointer gets: <c>int a[const 3]</c>.</summary>
    public Qualifiers ArrayQualifiers { get; init; }

    public AttributeSet Attributes { get; init; } = AttributeSet.None;
}
