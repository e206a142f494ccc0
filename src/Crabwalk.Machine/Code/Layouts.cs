using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Layout;
using Crabwalk.Mir.Types;

namespace Crabwalk.Machine.Code;

/// <summary>The questions that code and pictures ask about layout.</summary>
internal sealed class Layouts(TyInterner types, Target target, Func<Ty, Ty>? normalize = null)
{
    private readonly LayoutComputer _computer = new(types, target, normalize);
    private readonly Dictionary<Ty, ValueKind> _kinds = [];

    /// <summary>What layouts are for.</summary>
    public Target Target { get; } = target;

    /// <summary>Computes layouts.</summary>
    public LayoutComputer Computer => _computer;

    /// <summary>How values of a type lie in a register.</summary>
    public ValueKind KindOf(Ty type)
    {
        if (!_kinds.TryGetValue(type, out ValueKind kind))
        {
            kind = type switch
            {
                Ty.RawPtr pointer => PointerTo(pointer.Pointee),
                Ty.Ref reference => PointerTo(reference.Referent),
                Ty.Adt or Ty.Tuple or Ty.Closure or Ty.Array => OfWhole(type),
                _ => ValueKinds.Of(type, Target),
            };
            _kinds.Add(type, kind);
        }

        return kind;
    }

    /// <summary>What a pointer to a type carries beside the address.</summary>
    public PointerMetadata MetadataOf(Ty pointee) => _computer.MetadataOf(pointee);

    /// <summary>How the second half of a fat value lies in its register.</summary>
    public ValueKind SecondOf(Ty fat) => fat switch
    {
        Ty.RawPtr pointer => MetadataKind(pointer.Pointee),
        Ty.Ref reference => MetadataKind(reference.Referent),
        _ => ValueKinds.Of(((ValueAbi.ScalarPair)Of(fat).Abi).Second.Primitive),
    };

    private ValueKind MetadataKind(Ty pointee) => MetadataOf(pointee) == PointerMetadata.VTable ? ValueKind.Pointer : ValueKind.U64;

    private ValueKind PointerTo(Ty pointee) => MetadataOf(pointee) == PointerMetadata.None ? ValueKind.Pointer : ValueKind.Fat;

    // A struct that is nothing but one scalar lives in a register like it; so does an enum that is nothing but its tag or niche, and a pair
    // that begins with a pointer. C's structs are not among them: their layout never says so.
    private ValueKind OfWhole(Ty type) => _computer.TryLayoutOf(type, out _) switch
    {
        null => ValueKind.None,
        { IsZeroSized: true } => ValueKind.Empty,
        { Abi: ValueAbi.Scalar({ MayBeUninitialized: false } scalar) } when type is not Ty.Array => ValueKinds.Of(scalar.Primitive),
        { Abi: ValueAbi.ScalarPair({ MayBeUninitialized: false, Primitive: Primitive.Pointer }, { MayBeUninitialized: false, Primitive.SizeBytes: 8 } second, 8) }
            when type is not Ty.Array && second.Primitive is not Primitive.Float => ValueKind.Fat,
        _ => ValueKind.None,
    };

    /// <summary>The whole layout.</summary>
    public TypeLayout Of(Ty type) => _computer.LayoutOf(type);

    /// <summary>The size in bytes; 0 for what has none.</summary>
    public long SizeOf(Ty type) => _computer.TryLayoutOf(type, out _)?.SizeBytes ?? 0;

    /// <summary>The alignment in bytes; 1 for what has none.</summary>
    public long AlignOf(Ty type) => _computer.TryLayoutOf(type, out _)?.AlignBytes ?? 1;

    /// <summary>A field of a struct, union, tuple or variant.</summary>
    public FieldLayout Field(Ty type, VariantIndex? variant, int number)
    {
        TypeLayout layout = Of(type);
        return (variant is { } v ? layout.ForVariant(v) : layout).Fields[number];
    }

    /// <summary>False for what only a fat pointer knows the size of.</summary>
    public bool IsSized(Ty type) => _computer.MetadataOf(type) == PointerMetadata.None;

    /// <summary>The number of elements of an array; null when the type does not tell.</summary>
    public static long? CountOf(Ty type) => type is Ty.Array { Length: Const.Value length } ? (long)length.Bits : null;
}
