using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Layout;
using Crabwalk.Mir.Types;

namespace Crabwalk.Wasm.Generation;

/// <summary>The questions that code generation asks about types.</summary>
internal sealed class Layouts(TyInterner types, Target target, Func<Ty, Ty>? normalize)
{
    private static readonly Representation Nothing = new Representation.Nothing();
    private static readonly Representation Memory = new Representation.InMemory();

    private readonly LayoutComputer _computer = new(types, target, normalize);
    private readonly Dictionary<Ty, Representation> _representations = [];

    /// <summary>Computes layouts.</summary>
    public LayoutComputer Computer => _computer;

    /// <summary>How values of a type travel.</summary>
    public Representation Of(Ty type)
    {
        if (!_representations.TryGetValue(type, out Representation? known))
        {
            known = Find(type);
            _representations.Add(type, known);
        }

        return known;
    }

    /// <summary>The whole layout.</summary>
    public TypeLayout LayoutOf(Ty type) => _computer.TryLayoutOf(type, out LayoutProblem? problem)
        ?? throw new UnsupportedException($"the type `{type}`: {problem!.Message}");

    /// <summary>The size in bytes; 0 for what has none.</summary>
    public long SizeOf(Ty type) => _computer.TryLayoutOf(type, out _)?.SizeBytes ?? 0;

    /// <summary>The alignment in bytes; 1 for what has none.</summary>
    public int AlignOf(Ty type) => _computer.TryLayoutOf(type, out _)?.AlignBytes ?? 1;

    /// <summary>A field of a struct, union, tuple or variant.</summary>
    public FieldLayout Field(Ty type, VariantIndex? variant, int number)
    {
        TypeLayout layout = LayoutOf(type);
        EquatableArray<FieldLayout> fields = (variant is { } v ? layout.ForVariant(v) : layout).Fields;

        // A variant that no value can be has no places; code for it is never reached.
        return number < fields.Count ? fields[number] : default;
    }

    /// <summary>What a pointer to a type carries beside the address.</summary>
    public PointerMetadata MetadataOf(Ty pointee) => _computer.MetadataOf(pointee);

    /// <summary>False for what only a fat pointer knows the size of.</summary>
    public bool IsSized(Ty type) => MetadataOf(type) == PointerMetadata.None;

    /// <summary>The number of elements of an array; null when the type does not tell.</summary>
    public static long? CountOf(Ty type) => type is Ty.Array { Length: Const.Value length } ? (long)length.Bits : null;

    private Representation Find(Ty type) => _computer.TryLayoutOf(type, out _) switch
    {
        null => Memory,
        { IsZeroSized: true } => Nothing,
        { IsSized: false } => Memory,
        { Abi: ValueAbi.Scalar(var scalar) } when type is not Ty.Array && !IsOfC(type) => ScalarKinds.Of(scalar.Primitive) is { } kind ? new Representation.Scalar(type is Ty.Bool ? ScalarKind.Bool : kind) : Memory,
        { Abi: ValueAbi.ScalarPair(var first, var second, var offset) } when type is not Ty.Array && !IsOfC(type) => ScalarKinds.Of(first.Primitive) is { } left && ScalarKinds.Of(second.Primitive) is { } right
            ? new Representation.Pair(left, right, offset)
            : Memory,
        _ => Memory,
    };

    // A struct of C is memory, whatever is in it: its padding and its members are reached through pointers all the time.
    private static bool IsOfC(Ty type) => type is Ty.Adt { Definition: { Kind: not AdtKind.Enum, Repr: { IsC: true, IsTransparent: false } } };
}
