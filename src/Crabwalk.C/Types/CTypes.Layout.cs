namespace Crabwalk.C.Types;

/// <summary>Sizes and alignments on the target (6.5.3.4).</summary>
public sealed partial class CTypes
{
    /// <summary>
    /// The size in bytes; null when it is not known while compiling: incomplete types, functions, <c>void</c> and variable-length arrays.
    /// </summary>
    public long? SizeOf(CType type) => type switch
    {
        CType.Integer integer => Target.SizeOf(integer.Kind),
        CType.Floating floating => Target.SizeOf(floating.Kind),
        CType.Enum enumeration => enumeration.Definition.IsComplete ? Target.SizeOf(enumeration.Definition.Underlying) : null,
        CType.Pointer => Target.PointerBytes,
        CType.Array array => array.Count is { } count && SizeOf(array.Element) is { } size ? unchecked(count * size) : null,
        CType.Record { Definition: { IsComplete: true } definition } => definition.Size,
        CType.Record => null,
        CType.Void => null,
        CType.Function => null,
        CType.Error => null,
    };

    /// <summary>The alignment in bytes; 1 for what has none.</summary>
    public long AlignmentOf(CType type) => type switch
    {
        CType.Integer integer => Target.SizeOf(integer.Kind),
        CType.Floating floating => Target.SizeOf(floating.Kind),
        CType.Enum enumeration => Target.SizeOf(enumeration.Definition.Underlying),
        CType.Pointer => Target.PointerBytes,
        CType.Array array => AlignmentOf(array.Element),
        CType.Record record => record.Definition.Alignment,
        CType.Void => 1,
        CType.Function => 1,
        CType.Error => 1,
    };

    /// <summary>The integer type that an integer, enumeration or <c>_Bool</c> is represented in; null for other types.</summary>
    public static IntegerKind? KindOf(CType type) => type switch
    {
        CType.Integer integer => integer.Kind,
        CType.Enum enumeration => enumeration.Definition.Underlying,
        _ => null,
    };

    /// <summary>The number of bits of an integer type's representation.</summary>
    public int BitsOf(IntegerKind kind) => kind == IntegerKind.Bool ? 1 : Target.SizeOf(kind) * 8;

    /// <summary>True when an array of this many such elements is small enough to exist.</summary>
    public bool FitsInMemory(CType element, long count)
    {
        long? size = SizeOf(element);
        return size is null or 0 || count <= Target.LargestObject() / size.Value;
    }
}
