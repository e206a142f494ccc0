using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Layout;
using Crabwalk.Mir.Types;

namespace Crabwalk.Machine.Code;

/// <summary>The questions that code and pictures ask about layout.</summary>
internal sealed class Layouts(TyInterner types, Target target)
{
    private readonly LayoutComputer _computer = new(types, target);
    private readonly Dictionary<Ty, ValueKind> _kinds = [];

    /// <summary>What layouts are for.</summary>
    public Target Target { get; } = target;

    /// <summary>How values of a type lie in a register.</summary>
    public ValueKind KindOf(Ty type)
    {
        if (!_kinds.TryGetValue(type, out ValueKind kind))
        {
            kind = ValueKinds.Of(type, Target);
            _kinds.Add(type, kind);
        }

        return kind;
    }

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

    /// <summary>The number of elements of an array; null when the type does not tell.</summary>
    public static long? CountOf(Ty type) => type is Ty.Array { Length: Const.Value length } ? (long)length.Bits : null;
}
