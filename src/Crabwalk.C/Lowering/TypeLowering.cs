using Crabwalk.C.Tree;
using Crabwalk.C.Types;
using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Layout;
using Crabwalk.Mir.Types;

namespace Crabwalk.C.Lowering;

/// <summary>
/// C's types as MIR's, for one translation unit. A pointer to an array whose size is not in its type (<c>int (*)[n]</c>, <c>int (*)[]</c>)
/// becomes a pointer to the innermost element of known size: C's pointers are all thin, and the size is counted by lowering.
/// </summary>
internal sealed class TypeLowering(TyInterner types, Target target, RecordTable records, SourceTypes spelled)
{
    private readonly Dictionary<CType, Ty> _known = new(ReferenceEqualityComparer.Instance);

    /// <summary>The type of a value or place.</summary>
    public Ty Lower(CType type)
    {
        type = type.Canonical;
        if (!_known.TryGetValue(type, out Ty? known))
        {
            known = Make(type);
            _known.TryAdd(type, known);
        }

        return known;
    }

    /// <summary>The integer type with this many bytes.</summary>
    public Ty.Int Int(int sizeBytes, bool isSigned) => types.Int((sizeBytes, isSigned) switch
    {
        (1, true) => IntKind.I8,
        (1, false) => IntKind.U8,
        (2, true) => IntKind.I16,
        (2, false) => IntKind.U16,
        (4, true) => IntKind.I32,
        (4, false) => IntKind.U32,
        (8, true) => IntKind.I64,
        _ => IntKind.U64,
    });

    /// <summary>A function's signature as callers see it.</summary>
    public FnSig Signature(CType.Function function) => new(
        [.. function.Parameters.Select(Lower)],
        Lower(function.Result),
        !function.HasPrototype ? Variadic.Unprototyped : function.IsVariadic ? Variadic.Ellipsis : Variadic.None,
        Abi.C);

    /// <summary>A defined function's signature: an old-style one takes its arguments promoted (C17 6.9.1p10).</summary>
    public FnSig Signature(FunctionDefinition definition)
    {
        CType.Function function = definition.Function.Type;
        IEnumerable<Ty> inputs = definition.IsOldStyle
            ? definition.Parameters.Select(p => Promoted(p.Type))
            : definition.Parameters.Select(p => Lower(p.Type));
        return new([.. inputs], Lower(function.Result), function.IsVariadic ? Variadic.Ellipsis : Variadic.None, Abi.C);
    }

    /// <summary>What the type of a place is behind a pointer: arrays of unknown size give way to their elements.</summary>
    public static CType Pointee(CType type)
    {
        while (type is CType.Array array && (array.Count is null || array.Element.IsVariableLength()))
        {
            type = array.Element;
        }

        return type;
    }

    private Ty Make(CType type) => type switch
    {
        CType.Void => types.Unit,
        CType.Integer integer => Number(integer.Kind),
        CType.Enum enumeration => Number(enumeration.Definition.Underlying),
        CType.Floating floating => Number(floating.Kind),
        CType.Pointer pointer => MakePointer(pointer.Target),
        CType.Array array => MakeArray(array),
        CType.Record record => MakeRecord(record),
        CType.Function function => types.FnPtr(Signature(function)),
        CType.Error => types.Error,
    };

    private Ty Number(IntegerKind kind) => kind == IntegerKind.Bool ? types.Bool : Int(target.SizeOf(kind), kind.IsSigned());

    private Ty.Float Number(FloatingKind kind) => (Ty.Float)(kind switch
    {
        FloatingKind.Float => types.F32,
        FloatingKind.Double => types.F64,
        FloatingKind.LongDouble => types.LongDouble,
    });

    private Ty MakePointer(CType pointee)
    {
        if (pointee is CType.Function function)
        {
            return types.FnPtr(Signature(function));
        }

        CType place = Pointee(pointee);
        return types.RawPtr(Lower(place), IsConst(place) ? Mutability.Not : Mutability.Mut);
    }

    private Ty MakeArray(CType.Array array) => array.Count is { } count && !array.Element.IsVariableLength()
        ? types.Array(Lower(array.Element), count)
        : types.Slice(Lower(Pointee(array)));

    private static bool IsConst(CType type) => (type.InnermostElement().Qualifiers & Qualifiers.Const) != 0;

    private Ty MakeRecord(CType.Record record)
    {
        (AdtDef definition, bool isNew) = records.Find(record.Definition);
        Ty type = types.Adt(definition);
        if (isNew)
        {
            // Known before its members are: a list's node points to its own type.
            _known.TryAdd(record, type);
            Complete(definition, record.Definition);
        }

        return type;
    }

    private void Complete(AdtDef definition, RecordDefinition record)
    {
        FieldDef[] fields = [.. record.Declared.Select(Member)];
        var repr = new ReprOptions(IsC: true, record.PackBytes, record.RequestedAlignment > 0 ? (int)record.RequestedAlignment : null);
        definition.Complete([new(definition.Name, 0, fields.ToEquatableArray())], repr);
    }

    private FieldDef Member(DeclaredField member) => new(member.Name ?? "", Lower(member.Type))
    {
        BitWidth = member.BitWidth,
        Align = member.Alignment > 0 ? (int)member.Alignment : null,
        IsConst = IsConst(member.Type),
        SourceType = spelled.Of(member.Type),
    };

    private Ty Promoted(CType type) => type switch
    {
        CType.Floating { Kind: FloatingKind.Float } => types.F64,
        CType.Integer integer when target.SizeOf(integer.Kind) < 4 => types.I32,
        _ => Lower(type),
    };
}
