using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Types;

namespace Crabwalk.Machine.Inspect;

/// <summary>Whether the bytes of a value were written.</summary>
public enum Initialised
{
    /// <summary>All of them.</summary>
    Fully,

    /// <summary>Some of them.</summary>
    Partly,

    /// <summary>None: the value is junk.</summary>
    Not,
}

/// <summary>
/// A typed look at memory: what a person means by "the value of this variable", down to members and elements.
/// </summary>
/// <param name="Address">Where its first byte is.</param>
/// <param name="SizeBytes">How many bytes it takes.</param>
/// <param name="Type">Its type.</param>
/// <param name="Source">How the program spells the type; null where the type prints itself.</param>
/// <param name="State">Whether it was written.</param>
public abstract record ValueView(ulong Address, long SizeBytes, Ty Type, SourceType? Source, Initialised State)
{
    /// <summary>A number, truth value or character; the bits as stored, zero-extended.</summary>
    public sealed record Scalar(ulong Address, long SizeBytes, Ty Type, SourceType? Source, Initialised State, UInt128 Bits)
        : ValueView(Address, SizeBytes, Type, Source, State);

    /// <summary>Some bits of a storage unit; <see cref="ValueView.Address"/> and size are the unit's.</summary>
    public sealed record BitField(ulong Address, long SizeBytes, Ty Type, SourceType? Source, Initialised State, UInt128 Bits, int FirstBit, int Width)
        : ValueView(Address, SizeBytes, Type, Source, State);

    /// <summary>A pointer or reference; fat ones carry their length or vtable as <paramref name="Metadata"/>.</summary>
    public sealed record Pointer(ulong Address, long SizeBytes, Ty Type, SourceType? Source, Initialised State, ulong PointsTo, PointerTarget? Target, ulong? Metadata)
        : ValueView(Address, SizeBytes, Type, Source, State)
    {
        /// <summary>For a pointer to <c>dyn Trait</c> the type inside, as its vtable tells.</summary>
        public Ty? TypeInside { get; init; }
    }

    /// <summary>A struct, tuple, closure, or the live variant of an enum.</summary>
    public sealed record Struct(ulong Address, long SizeBytes, Ty Type, SourceType? Source, Initialised State, string? Variant, EquatableArray<Member> Members)
        : ValueView(Address, SizeBytes, Type, Source, State);

    /// <summary>A union: every member is a look at the same bytes.</summary>
    public sealed record Union(ulong Address, long SizeBytes, Ty Type, SourceType? Source, Initialised State, EquatableArray<Member> Members)
        : ValueView(Address, SizeBytes, Type, Source, State);

    /// <summary>An array; long ones give only the elements around the ones that matter.</summary>
    public sealed record Array(ulong Address, long SizeBytes, Ty Type, SourceType? Source, Initialised State, long Count, EquatableArray<Element> Elements)
        : ValueView(Address, SizeBytes, Type, Source, State);

    /// <summary>Bytes whose type is not known, such as a heap block nobody has cast yet.</summary>
    public sealed record Raw(ulong Address, long SizeBytes, Ty Type, SourceType? Source, Initialised State, EquatableArray<byte> Bytes)
        : ValueView(Address, SizeBytes, Type, Source, State);
}

/// <summary>A named part; the name is empty for an anonymous member of C.</summary>
public sealed record Member(string Name, ValueView Value);

/// <summary>A numbered part.</summary>
public sealed record Element(long Index, ValueView Value);
