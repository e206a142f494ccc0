using System.Globalization;
using System.Numerics;
using System.Text;
using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Checking;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Patterns;

/// <summary>Takes a checked pattern apart: references that it looks through are written out, constants replaced by their values.</summary>
internal sealed class PatternLowering(PlaceTypes types, TypeckResults results)
{
    private readonly ConstructorSet _constructors = new(types);

    /// <summary>The pattern with what it looks through.</summary>
    public PatternNode Lower(Hir.Pat pattern)
    {
        PatternNode node = LowerKind(pattern);
        EquatableArray<Ty> peeled = results.PatternAdjustments.GetValueOrDefault(pattern.Id);
        for (int i = peeled.Count - 1; i >= 0; i--)
        {
            node = new(new Constructor.Single(), [node], peeled[i], pattern.Span);
        }

        return node;
    }

    private PatternNode LowerKind(Hir.Pat pattern)
    {
        Ty type = results.NodeTypes.GetValueOrDefault(pattern.Id, types.Context.Types.Error);
        switch (pattern.Kind)
        {
            case Hir.PatKind.Binding { Inner: { } inner }:
                return Lower(inner);
            case Hir.PatKind.Binding or Hir.PatKind.Wild or Hir.PatKind.Error or Hir.PatKind.Never:
                return PatternNode.Anything(BoundType(pattern, type), pattern.Span);
            case Hir.PatKind.Reference reference:
                return new(new Constructor.Single(), [Lower(reference.Inner)], type, pattern.Span);
            case Hir.PatKind.Or or:
                PatternNode[] alternatives = [.. or.Alternatives.Select(Lower)];
                return new(new Constructor.Or(), alternatives, alternatives[0].Type, pattern.Span);
            case Hir.PatKind.Tuple tuple:
                return new(new Constructor.Single(), Spread(tuple.Elements, tuple.Rest, types.FieldsOf(new Constructor.Single(), type)), type, pattern.Span);
            case Hir.PatKind.TupleStruct tuple when type is Ty.Adt adt:
                Constructor constructor = ConstructorOf(adt, pattern);
                return new(constructor, Spread(tuple.Elements, tuple.Rest, types.FieldsOf(constructor, type)), type, pattern.Span);
            case Hir.PatKind.Struct fields when type is Ty.Adt adt:
                return LowerFields(pattern, fields, adt);
            case Hir.PatKind.Path path:
                return LowerPath(pattern, path, type);
            case Hir.PatKind.Literal literal:
                return LowerLiteral(pattern, literal.Value, type);
            case Hir.PatKind.Range range:
                return LowerRange(pattern, range, type);
            case Hir.PatKind.Slice slice:
                return LowerSlice(pattern, slice, type);
            default:
                return PatternNode.Anything(type, pattern.Span);
        }
    }

    /// <summary>A binding by reference has the reference's type; what it looks at is behind.</summary>
    private Ty BoundType(Hir.Pat pattern, Ty type) =>
        pattern.Kind is Hir.PatKind.Binding && results.BindingModes.TryGetValue(pattern.Id, out Hir.BindingMode mode) && mode.ByRef is not null && type is Ty.Ref reference
            ? reference.Referent
            : type;

    private Constructor ConstructorOf(Ty.Adt adt, Hir.Pat pattern) => adt.Definition.Kind == AdtKind.Enum
        ? new Constructor.Variant(results.Variants.GetValueOrDefault(pattern.Id))
        : new Constructor.Single();

    private PatternNode[] Spread(EquatableArray<Hir.Pat> elements, int? rest, Ty[] fields)
    {
        var nodes = new PatternNode[fields.Length];
        int after = elements.Count - (rest ?? elements.Count);
        for (int i = 0; i < nodes.Length; i++)
        {
            int before = rest ?? elements.Count;
            int fromEnd = fields.Length - i;
            nodes[i] = i < before && i < elements.Count ? Lower(elements[i])
                : fromEnd <= after ? Lower(elements[elements.Count - fromEnd])
                : PatternNode.Anything(fields[i]);
        }

        return nodes;
    }

    private PatternNode LowerFields(Hir.Pat pattern, Hir.PatKind.Struct type, Ty.Adt adt)
    {
        Constructor constructor = ConstructorOf(adt, pattern);
        if (adt.Definition.Kind == AdtKind.Union)
        {
            return type.Fields is [{ } only]
                ? new(new Constructor.UnionField(results.FieldIndices.GetValueOrDefault(only.Id)), [Lower(only.Pattern)], adt, pattern.Span)
                : PatternNode.Anything(adt, pattern.Span);
        }

        PatternNode[] nodes = [.. types.FieldsOf(constructor, adt).Select(field => PatternNode.Anything(field))];
        foreach (Hir.PatField field in type.Fields)
        {
            if (results.FieldIndices.TryGetValue(field.Id, out int index))
            {
                nodes[index] = Lower(field.Pattern);
            }
        }

        return new(constructor, nodes, adt, pattern.Span);
    }

    private PatternNode LowerPath(Hir.Pat pattern, Hir.PatKind.Path path, Ty type)
    {
        DefId? constant = path.Name switch
        {
            Hir.QPath.Resolved { Path.Res: Hir.Res.Def { Id: var id } } => id,
            _ => results.Callees.TryGetValue(pattern.Id, out DefId callee) ? callee : null,
        };
        if (constant is { } definition && types.Context.Definitions[definition].Kind is DefKind.Constant or DefKind.AssociatedConstant)
        {
            return LowerConstant(pattern, definition, type);
        }

        return type is Ty.Adt adt ? new(ConstructorOf(adt, pattern), [], adt, pattern.Span) : PatternNode.Anything(type, pattern.Span);
    }

    private PatternNode LowerConstant(Hir.Pat pattern, DefId constant, Ty type)
    {
        Constructor constructor = ValueOf(constant, results.NodeArgs.GetValueOrDefault(pattern.Id), type) is { } bits
            ? FromBits(bits, type)
            : new Constructor.Opaque();
        return new(constructor, [], type, pattern.Span);
    }

    /// <summary>A constant's value: that of its literal, or found by running it.</summary>
    private UInt128? ValueOf(DefId constant, EquatableArray<Mir.Types.GenericArg> args, Ty type)
    {
        if (types.Context.Hir.BodyOf(constant)?.Value is { } value && LiteralBits(value, type) is { } written)
        {
            return written;
        }

        return types.Context.Evaluate(constant, args) is ConstValue.Scalar scalar ? scalar.Bits : null;
    }

    private Constructor FromBits(UInt128 bits, Ty type) => type switch
    {
        Ty.Bool => new Constructor.Bool(bits != 0),
        Ty.Int or Ty.Char => new Constructor.Range(new(ToNumber(bits, type), ToNumber(bits, type))),
        Ty.Float => new Constructor.Constant(bits.ToString(CultureInfo.InvariantCulture)),
        _ => new Constructor.Opaque(),
    };

    private BigInteger ToNumber(UInt128 bits, Ty type)
    {
        if (type is not Ty.Int { IsSigned: true } integer)
        {
            return (BigInteger)bits;
        }

        int unused = 128 - (types.Context.Target.SizeOf(integer.Kind) * 8);
        return (BigInteger)unchecked((Int128)(bits << unused) >> unused);
    }

    private UInt128? LiteralBits(Hir.Expr value, Ty type)
    {
        bool isNegated = false;
        while (value.Kind is Hir.ExprKind.Unary { Operator: UnaryOperator.Negate } unary)
        {
            isNegated = !isNegated;
            value = unary.Operand;
        }

        if (value.Kind is not Hir.ExprKind.Literal literal)
        {
            return null;
        }

        UInt128? bits = literal.Value switch
        {
            Hir.Lit.Int number when type is Ty.Int => number.Value,
            Hir.Lit.Byte one => one.Value,
            Hir.Lit.Bool truth => truth.Value ? 1u : 0u,
            Hir.Lit.Char one => (uint)one.Value.Value,
            _ => null,
        };
        return isNegated && bits is { } positive ? unchecked(UInt128.Zero - positive) & Mask(type) : bits;
    }

    private UInt128 Mask(Ty type) => type is Ty.Int integer && types.Context.Target.SizeOf(integer.Kind) * 8 is < 128 and var width
        ? (UInt128.One << width) - 1
        : UInt128.MaxValue;

    private PatternNode LowerLiteral(Hir.Pat pattern, Hir.Expr value, Ty type)
    {
        if (value.Kind is Hir.ExprKind.Literal { Value: var literal })
        {
            switch (literal)
            {
                case Hir.Lit.Str text when type is Ty.Ref { Referent: var referent }:
                    return Behind(pattern, type, new(new Constructor.Constant(Encoding.UTF8.GetString([.. text.Utf8])), [], referent, pattern.Span));
                case Hir.Lit.ByteStr bytes when type is Ty.Ref { Referent: var referent }:
                    return Behind(pattern, type, Bytes(pattern, bytes.Bytes, referent));
                case Hir.Lit.Float:
                    return new(new Constructor.Constant(types.Context.Sources.TextOf(pattern.Span)), [], type, pattern.Span);
            }
        }
        else if (ConstantIn(value) is { } constant)
        {
            Constructor known = ValueOf(constant, results.NodeArgs.GetValueOrDefault(value.Id), type) is { } found ? FromBits(found, type) : new Constructor.Opaque();
            return new(known, [], type, pattern.Span);
        }

        Constructor constructor = LiteralBits(value, type) is { } bits ? FromBits(bits, type)
            : value.Kind is Hir.ExprKind.Unary && type is Ty.Float ? new Constructor.Constant(types.Context.Sources.TextOf(pattern.Span))
            : new Constructor.Opaque();
        return new(constructor, [], type, pattern.Span);
    }

    private static PatternNode Behind(Hir.Pat pattern, Ty type, PatternNode inner) => new(new Constructor.Single(), [inner], type, pattern.Span);

    private PatternNode Bytes(Hir.Pat pattern, EquatableArray<byte> bytes, Ty type)
    {
        var shape = new SliceShape(bytes.Count, 0, false);
        var elements = new PatternNode[bytes.Count];
        for (int i = 0; i < elements.Length; i++)
        {
            elements[i] = new(new Constructor.Range(new(bytes[i], bytes[i])), [], types.Context.Types.U8, pattern.Span);
        }

        return new(new Constructor.Slice(shape), elements, type, pattern.Span);
    }

    private DefId? ConstantIn(Hir.Expr value) => value.Kind switch
    {
        Hir.ExprKind.Path { Name: Hir.QPath.Resolved { Path.Res: Hir.Res.Def { Id: var id } } } => id,
        Hir.ExprKind.Path when results.Callees.TryGetValue(value.Id, out DefId id) => id,
        _ => null,
    };

    private PatternNode LowerRange(Hir.Pat pattern, Hir.PatKind.Range range, Ty type)
    {
        IntegerRange? all = type switch
        {
            Ty.Int integer => _constructors.ValuesOf(integer),
            Ty.Char => new IntegerRange(0, 0x10FFFF),
            _ => null,
        };
        if (all is not { } whole || !TryEnd(range.Start, type, whole.Low, out BigInteger low) || !TryEnd(range.End, type, whole.High, out BigInteger high))
        {
            return new(new Constructor.Opaque(), [], type, pattern.Span);
        }

        high = range.End is not null && range.Limits == RangeLimits.HalfOpen ? high - 1 : high;
        if (low > high)
        {
            types.Context.Report(PatternReports.EmptyRange(pattern.Span, range.Limits == RangeLimits.HalfOpen));
            results.IsTainted = true;
        }

        return low <= high
            ? new(new Constructor.Range(new(low, high)), [], type, pattern.Span)
            : new(new Constructor.Opaque(), [], type, pattern.Span);
    }

    private bool TryEnd(Hir.Expr? end, Ty type, BigInteger otherwise, out BigInteger value)
    {
        value = otherwise;
        if (end is null)
        {
            return true;
        }

        UInt128? bits = ConstantIn(end) is { } constant ? ValueOf(constant, results.NodeArgs.GetValueOrDefault(end.Id), type) : LiteralBits(end, type);
        value = bits is { } known ? ToNumber(known, type) : otherwise;
        return bits is not null;
    }

    private PatternNode LowerSlice(Hir.Pat pattern, Hir.PatKind.Slice slice, Ty type)
    {
        PatternNode[] before = [.. slice.Before.Select(Lower)];
        PatternNode[] after = [.. slice.After.Select(Lower)];
        bool hasRest = slice.Middle is not null;
        if (type is Ty.Array { Length: Const.Value { Bits: var bits } } array)
        {
            int between = hasRest ? (int)bits - before.Length - after.Length : 0;
            IEnumerable<PatternNode> middle = Enumerable.Range(0, Math.Max(between, 0)).Select(_ => PatternNode.Anything(array.Element));
            return new(new Constructor.Slice(new((int)bits, 0, false)), [.. before, .. middle, .. after], type, pattern.Span);
        }

        SliceShape shape = hasRest ? new(before.Length, after.Length, true) : new(before.Length + after.Length, 0, false);
        return new(new Constructor.Slice(shape), [.. before, .. after], type, pattern.Span);
    }
}
