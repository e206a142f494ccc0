using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Layout;
using Crabwalk.Mir.Types;

namespace Crabwalk.Mir.Definitions;

/// <summary>Which variant of an enum; a struct or union has only variant 0.</summary>
public readonly record struct VariantIndex(int Index) : IIndex<VariantIndex>
{
    /// <inheritdoc/>
    public static VariantIndex At(int index) => new(index);
}

/// <summary>Struct, union or enum.</summary>
public enum AdtKind
{
    /// <summary>All fields, one after the other.</summary>
    Struct,

    /// <summary>All fields at offset 0.</summary>
    Union,

    /// <summary>One of several variants.</summary>
    Enum,
}

/// <summary>What the language itself knows about a type of the library.</summary>
public enum AdtRole
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Rust's <c>Box&lt;T, A&gt;</c>: it may be dereferenced as a place and moved out of; its first argument is what it holds.</summary>
    Box,

    /// <summary>Rust's <c>ManuallyDrop&lt;T&gt;</c>: its field is never dropped by itself.</summary>
    ManuallyDrop,

    /// <summary>Rust's <c>PhantomData&lt;T&gt;</c>: has no field and counts as if it held a <c>T</c>.</summary>
    PhantomData,

    /// <summary>Rust's <c>UnsafeCell&lt;T&gt;</c>: invariant, and written through shared references.</summary>
    UnsafeCell,
}

/// <summary>How the definition wants to be laid out.</summary>
/// <param name="IsC">Fields in order, C's padding; always so for types defined in C.</param>
/// <param name="Pack">An upper limit for the alignment of fields (<c>packed</c> is 1); null for none.</param>
/// <param name="Align">A lower limit for the alignment of the whole; null for none.</param>
/// <param name="Discriminant">The type of the discriminant that <c>#[repr(u8)]</c> asks for; null to let layout choose.</param>
/// <param name="IsTransparent"><c>#[repr(transparent)]</c>.</param>
public sealed record ReprOptions(bool IsC, int? Pack = null, int? Align = null, IntKind? Discriminant = null, bool IsTransparent = false)
{
    /// <summary>Rust's library: the only bit patterns that the first scalar of the struct may have, as in <c>NonNull</c> and <c>NonZero</c>.</summary>
    public ValidRange? ValidRange { get; init; }

    /// <summary>Rust: the last field is a type parameter without <c>Sized</c> bound, so it stays last whatever it is.</summary>
    public bool MayBeUnsized { get; init; }

    /// <summary>Rust's library: free bit patterns inside are no niche for enums around, as in <c>UnsafeCell</c>.</summary>
    public bool HidesNiches { get; init; }
}

/// <summary>One field.</summary>
/// <param name="Name">Its name; the number for tuple structs; empty for C's anonymous members, whose fields count as the outer type's too.</param>
/// <param name="Type">
/// Its type, in terms of the definition's generic parameters. A C flexible array member has a <see cref="Ty.Slice"/> type and a
/// <see cref="Bodies.SourceType.Array"/> source type; that tells it from Rust's unsized tails, to which pointers are fat.
/// </param>
public sealed record FieldDef(string Name, Ty Type)
{
    /// <summary>C: how many bits, for a bit-field; 0 for the unnamed one that closes a unit. Null for an ordinary field.</summary>
    public int? BitWidth { get; init; }

    /// <summary>C: <c>_Alignas</c> or <c>__attribute__((aligned))</c> of this field in bytes.</summary>
    public int? Align { get; init; }

    /// <summary>C: declared const, so that it is never written after the object came to be (C17 6.7.3p6).</summary>
    public bool IsConst { get; init; }

    /// <summary>How the source language spells the type.</summary>
    public SourceType? SourceType { get; init; }

    /// <summary>The field's definition, where the front end gives fields one.</summary>
    public DefId? Definition { get; init; }
}

/// <summary>One variant with its fields.</summary>
/// <param name="Name">The variant's name, or the type's for a struct or union.</param>
/// <param name="Discriminant">Its value as sign-extended bits.</param>
/// <param name="Fields">Its fields in the order of the source.</param>
public sealed record VariantDef(string Name, Int128 Discriminant, EquatableArray<FieldDef> Fields);

/// <summary>
/// A struct, union or enum. It is an object with an identity: C makes one when it sees <c>struct node;</c> and completes it
/// at the brace, Rust when it collects items; afterwards it does not change.
/// </summary>
public sealed class AdtDef(DefId id, string name, AdtKind kind, ReprOptions repr)
{
    private IndexList<VariantIndex, VariantDef>? _variants;
    private Action<AdtDef>? _complete;

    /// <summary>Its definition.</summary>
    public DefId Id { get; } = id;

    /// <summary>The name that messages show: <c>node</c>, <c>Option</c>, or a made-up one for an anonymous C struct.</summary>
    public string Name { get; } = name;

    /// <summary>Struct, union or enum.</summary>
    public AdtKind Kind { get; } = kind;

    /// <summary>What the language knows about it.</summary>
    public AdtRole Role { get; init; }

    /// <summary>How it wants to be laid out.</summary>
    public ReprOptions Repr { get; private set; } = repr;

    /// <summary>False for a C type that is only declared: it has no size.</summary>
    public bool IsComplete => _variants is not null || _complete is not null;

    /// <summary>The variants; one for a struct or union.</summary>
    public IndexList<VariantIndex, VariantDef> Variants =>
        _variants ?? CompleteNow() ?? throw new InvalidOperationException($"`{Name}` is incomplete");

    /// <summary>The fields of a struct or union.</summary>
    public EquatableArray<FieldDef> Fields => Variants[default].Fields;

    /// <summary>
    /// Lets the definition get its variants when they are first looked at: Rust's types name each other in circles, so none can be
    /// complete before all of them are known. <paramref name="complete"/> calls <see cref="Complete"/>.
    /// </summary>
    public void CompleteOnDemand(Action<AdtDef> complete) => _complete = complete;

    /// <summary>Gives the definition its variants; a front end may do it again when discriminants are known.</summary>
    public void Complete(IEnumerable<VariantDef> variants, ReprOptions? repr = null)
    {
        _variants = [.. variants];
        Repr = repr ?? Repr;
    }

    private IndexList<VariantIndex, VariantDef>? CompleteNow()
    {
        Action<AdtDef>? complete = _complete;
        _complete = null;
        complete?.Invoke(this);
        return _variants;
    }
}
