using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Drops;
using Crabwalk.Mir.Instances;
using Crabwalk.Mir.Layout;
using Crabwalk.Mir.Types;

namespace Crabwalk.Mir.Bodies;

/// <summary>A variable or constant with static storage.</summary>
/// <param name="Definition">Its definition; string literals have one too, named after their text.</param>
/// <param name="Type">Its type.</param>
/// <param name="Initial">Its bytes when the program starts.</param>
/// <param name="Mutability">False for <c>const</c> objects and string literals: writing is undefined (C17 6.7.3p6, 6.4.5p7).</param>
public sealed record StaticDef(DefId Definition, Ty Type, Allocation Initial, Mutability Mutability)
{
    /// <summary>How the source spells its type.</summary>
    public SourceType? SourceType { get; init; }

    /// <summary>What kind of static it is, for pictures.</summary>
    public StaticKind Kind { get; init; }

    /// <summary>Each thread has its own copy.</summary>
    public bool IsThreadLocal { get; init; }

    /// <summary>An alignment larger than the type's, in bytes.</summary>
    public int? Align { get; init; }

    /// <summary>Bytes beyond the type's size, for a flexible array member with an initialiser (gcc).</summary>
    public long ExtraBytes { get; init; }
}

/// <summary>What a static is to the user.</summary>
public enum StaticKind
{
    /// <summary>A global variable, or a file's static one.</summary>
    Global,

    /// <summary>A function's static variable.</summary>
    Local,

    /// <summary>The characters of a string literal.</summary>
    StringLiteral,

    /// <summary>Constant data made by the compiler: promoted values, compound literals at file scope, vtables.</summary>
    Constant,
}

/// <summary>A function with the arguments for its generic parameters: the unit of running code.</summary>
/// <param name="Function">The function; of a shim the one that it stands for.</param>
/// <param name="Args">The arguments, regions erased.</param>
/// <param name="Shim">Null for the function's own code.</param>
public readonly record struct Instance(DefId Function, EquatableArray<GenericArg> Args, Shim? Shim = null)
{
    /// <summary>A function without generic parameters.</summary>
    public Instance(DefId function)
        : this(function, [])
    {
    }
}

/// <summary>
/// A whole program of one or both languages, linked: every name is a definition. Bodies are found by definition and are
/// generic; whoever runs or emits them substitutes the arguments of the instance at hand.
/// </summary>
public sealed class MirProgram(TyInterner types, DefTable definitions, SourceMap sources, Target target)
{
    /// <summary>The types.</summary>
    public TyInterner Types { get; } = types;

    /// <summary>The definitions.</summary>
    public DefTable Definitions { get; } = definitions;

    /// <summary>The source texts.</summary>
    public SourceMap Sources { get; } = sources;

    /// <summary>What it is laid out for.</summary>
    public Target Target { get; } = target;

    /// <summary>The code of each function that has some.</summary>
    public Dictionary<DefId, Body> Bodies { get; } = [];

    /// <summary>The statics.</summary>
    public Dictionary<DefId, StaticDef> Statics { get; } = [];

    /// <summary>The declared signature of each function and intrinsic, with or without code.</summary>
    public Dictionary<DefId, Binder<FnSig>> Signatures { get; } = [];

    /// <summary>What drops need to know about Rust's types; null for a program of C alone.</summary>
    public IDropFacts? DropFacts { get; set; }

    /// <summary>The functions that destroy values, made when they are first asked for.</summary>
    public DropGlue DropGlue => field ??= new(this);

    /// <summary>
    /// Where running starts: for C <c>__crabwalk_start</c> of the library, which calls the user's <c>main</c>; null for a program without one.
    /// </summary>
    public DefId? Start { get; set; }

    /// <summary>The user's <c>main</c>: a walk begins there.</summary>
    public DefId? Main { get; set; }

    /// <summary>Who answers what generic code means; null for a program without any.</summary>
    public IInstanceResolver? Resolver { get; set; }

    /// <summary>The code of a function, made now when nobody has asked for it before; null when it has none.</summary>
    public Body? FindBody(DefId function)
    {
        if (Bodies.TryGetValue(function, out Body? known))
        {
            return known;
        }

        if (Resolver?.BodyOf(function, null) is { } made)
        {
            Bodies.TryAdd(function, made);
            return made;
        }

        return null;
    }

    /// <summary>The declared signature of a function; null when it is not known.</summary>
    public Binder<FnSig>? FindSignature(DefId function) =>
        Signatures.TryGetValue(function, out Binder<FnSig>? known) ? known : Resolver?.SignatureOf(function);
}
