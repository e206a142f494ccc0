using Crabwalk.C.Types;
using Crabwalk.Mir.Bodies;

namespace Crabwalk.C.Lowering;

/// <summary>How the user spells the types of one translation unit, each made once.</summary>
internal sealed class SourceTypes
{
    private readonly Dictionary<CType, SourceType> _known = new(ReferenceEqualityComparer.Instance);

    /// <summary>The type as the user wrote it: typedef names, names of enumeration constants, characters told from numbers.</summary>
    public SourceType Of(CType type)
    {
        if (!_known.TryGetValue(type, out SourceType? known))
        {
            known = Make(type);
            _known.Add(type, known);
        }

        return known;
    }

    private SourceType Make(CType type)
    {
        string name = TypePrinter.Print(type);
        return type switch
        {
            CType.Void => new SourceType.Void(name),
            CType.Integer integer => MakeInteger(integer, name),
            CType.Floating => new SourceType.Number(name),
            CType.Enum enumeration => new SourceType.Enumeration(name, [.. enumeration.Definition.Constants.Select(c => (c.Name, (Int128)c.Value))]),
            CType.Pointer pointer => new SourceType.Pointer(name, Of(pointer.Target)),
            CType.Array array => new SourceType.Array(name, Of(array.Element)),
            CType.Record => new SourceType.Record(name),
            CType.Function function => new SourceType.Function(name, [.. function.Parameters.Select(Of)], Of(function.Result)),
            CType.Error => new SourceType.Void(name),
        };
    }

    // A `uint8_t` was meant as a number, an `unsigned char` may well hold text.
    private static SourceType MakeInteger(CType.Integer integer, string name) => integer.Kind switch
    {
        IntegerKind.Bool => new SourceType.Truth(name),
        IntegerKind.Char => new SourceType.Character(name),
        IntegerKind.SignedChar or IntegerKind.UnsignedChar when integer.TypedefName is null => new SourceType.Character(name),
        _ => new SourceType.Number(name),
    };
}
