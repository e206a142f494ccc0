using Crabwalk.Mir.Types;

namespace Crabwalk.Mir.Instances;

/// <summary>
/// Code that nobody wrote: what a function does for a type that has it built in. <see cref="ShimBodies"/> makes the bodies, as ordinary
/// MIR, so that whoever runs or emits code need not know of them.
/// </summary>
public abstract record Shim
{
    private Shim()
    {
    }

    /// <summary>A value promoted out of a body to a constant, by its number.</summary>
    public sealed record Promoted(int Index) : Shim;

    /// <summary><c>Clone::clone</c> of a tuple, array, closure or a type that is copied.</summary>
    public sealed record CloneParts(Ty Type) : Shim;

    /// <summary><c>FnOnce::call_once</c> of a closure whose body takes itself by reference.</summary>
    public sealed record ClosureOnce(Ty.Closure Closure) : Shim;

    /// <summary><c>call</c>, <c>call_mut</c> or <c>call_once</c> of a function pointer or function item; <paramref name="SelfType"/> is the type of the first parameter.</summary>
    public sealed record FnPointerCall(Ty Callee, Ty SelfType) : Shim;

    /// <summary>A closure without captures as a plain function.</summary>
    public sealed record ClosureFnPointer(Ty.Closure Closure) : Shim;

    /// <summary>A method of a trait called on <c>dyn Trait</c>: goes through slot <paramref name="Slot"/> of the vtable, counted from the first method.</summary>
    public sealed record Virtual(int Slot) : Shim;

    /// <summary>In a vtable, the slot of a method that takes <c>self</c> by value: takes a pointer to the value instead.</summary>
    public sealed record VTableByValue(Ty Type) : Shim;
}
