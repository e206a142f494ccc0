using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;

namespace Crabwalk.Mir.Bodies;

/// <summary>One step from a place to a part of it. Names follow rustc's <c>PlaceElem</c>.</summary>
public abstract record Projection
{
    private Projection()
    {
    }

    /// <summary>
    /// <c>*place</c>: the place holds a pointer or reference. Undefined when the pointer is null, dangling, misaligned or has no
    /// right to that many bytes (C17 6.5.3.2p4); the access that follows is what is checked.
    /// </summary>
    public sealed record Deref : Projection;

    /// <summary><c>place.n</c>; a bit-field where the field's definition has a width, and then only read and written, never borrowed.</summary>
    public sealed record Field(int Number, Ty Type) : Projection;

    /// <summary>
    /// <c>place[local]</c>, the local a <c>usize</c> in Rust and any integer in C, taken by its value: a negative one is out of bounds.
    /// Rust asserts the bounds before; in C the machine checks them here (C17 6.5.6p8).
    /// </summary>
    public sealed record Index(LocalId Local) : Projection;

    /// <summary>
    /// An element at a fixed place, counted from the end when <paramref name="FromEnd"/>; made by patterns, and by C's array decay:
    /// the address of element 0 of an array or slice place, which may have no elements.
    /// </summary>
    public sealed record ConstantIndex(long Offset, long MinLength, bool FromEnd) : Projection;

    /// <summary>The elements <c>From..To</c>, <c>To</c> counted from the end when <paramref name="FromEnd"/>; made by patterns.</summary>
    public sealed record Subslice(long From, long To, bool FromEnd) : Projection;

    /// <summary>The fields of one variant of an enum.</summary>
    public sealed record Downcast(VariantIndex Variant) : Projection;
}

/// <summary>A memory location: a local and a way from it to a part.</summary>
public readonly record struct Place(LocalId Local, EquatableArray<Projection> Path)
{
    /// <summary>The whole of a local.</summary>
    public Place(LocalId local)
        : this(local, [])
    {
    }

    /// <summary>True for a whole local.</summary>
    public bool IsLocal => Path.IsEmpty;

    /// <summary>True when a pointer is followed on the way.</summary>
    public bool HasDeref
    {
        get
        {
            foreach (Projection step in Path)
            {
                if (step is Projection.Deref)
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>The whole of a local.</summary>
    public static implicit operator Place(LocalId local) => new(local);

    /// <summary>The place one step further.</summary>
    public Place Then(Projection step) => this with { Path = [.. Path, step] };

    /// <summary><c>*this</c></summary>
    public Place Deref() => Then(new Projection.Deref());

    /// <summary><c>this.n</c></summary>
    public Place Field(int number, Ty type) => Then(new Projection.Field(number, type));

    /// <summary><c>this[local]</c></summary>
    public Place Index(LocalId local) => Then(new Projection.Index(local));
}
