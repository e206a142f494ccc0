using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;

namespace Crabwalk.Mir.Instances;

/// <summary>
/// What running generic code has to ask the front end that made it: which implementation a trait's function means, what an alias stands
/// for, and the bodies themselves, which are made when they are first asked for. All types in questions are concrete and have their
/// regions erased; all answers are.
/// </summary>
public interface IInstanceResolver
{
    /// <summary>The type with every alias in it replaced by what it stands for.</summary>
    Ty Normalize(Ty type);

    /// <summary>
    /// What a call of a function item runs: the function itself, the implementation or default of a trait's function, or a
    /// <see cref="Shim"/>. The arguments of the answer are those of the function that it names. Null when there is none, which somebody has reported.
    /// </summary>
    Instance? Resolve(DefId function, EquatableArray<GenericArg> args);

    /// <summary>The runnable body of a function, closure, constant or static, or of a value promoted out of it; null when it has none.</summary>
    Body? BodyOf(DefId definition, int? promoted);

    /// <summary>The declared signature of a function; null when it is not known.</summary>
    Binder<FnSig>? SignatureOf(DefId function);

    /// <summary>The slots of the vtable of a type as <c>dyn Trait</c>, after the three words that every vtable begins with.</summary>
    EquatableArray<VTableSlot> VTableOf(Ty type, Ty.Dynamic dynamic);

    /// <summary>The slot in which the vtable of one <c>dyn</c> type keeps that of a supertrait; null when both have the same vtable.</summary>
    int? UpcastSlot(Ty.Dynamic from, Ty.Dynamic to);

    /// <summary>True for <c>static mut</c> and for statics with interior mutability.</summary>
    bool IsMutableStatic(DefId definition);

    /// <summary>True for <c>#[track_caller]</c>: a location asked for inside is that of its caller.</summary>
    bool TracksCaller(DefId function);

    /// <summary>The library's function for something the language does, such as <c>panic_bounds_check</c>; null when it has none.</summary>
    DefId? LangItem(string name);
}

/// <summary>One word of a vtable.</summary>
public abstract record VTableSlot
{
    private VTableSlot()
    {
    }

    /// <summary>The address of a method.</summary>
    public sealed record Method(Instance Instance) : VTableSlot;

    /// <summary>A method that cannot be called on <c>dyn Trait</c>.</summary>
    public sealed record Vacant : VTableSlot;

    /// <summary>The vtable of the same type for a supertrait.</summary>
    public sealed record SuperTrait(Ty.Dynamic Dynamic) : VTableSlot;
}
