using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Thir;

/// <summary>Patterns.</summary>
internal sealed partial class ThirBuilder
{
    private Pat Lower(Hir.Pat pattern)
    {
        Pat lowered = LowerUnadjusted(pattern);
        if (_results.PatternAdjustments.TryGetValue(pattern.Id, out EquatableArray<Ty> references))
        {
            for (int i = references.Count - 1; i >= 0; i--)
            {
                lowered = new(new PatKind.Deref(lowered), references[i], pattern.Span);
            }
        }

        return lowered;
    }

    private Pat LowerUnadjusted(Hir.Pat pattern)
    {
        Ty type = TypeOf(pattern.Id);
        return pattern.Kind switch
        {
            Hir.PatKind.Binding binding => OfBinding(pattern, binding, type),
            Hir.PatKind.Literal(var value) => OfValue(value, type, pattern.Span),
            Hir.PatKind.Path(var name) when ConstantOf(pattern.Id, name) is { } constant => OfConstant(pattern.Id, constant, type, pattern.Span),
            Hir.PatKind.Range range => Made(OfRange(range, type)),
            Hir.PatKind.Struct(_, var fields, _) => Made(OfFields(pattern.Id, type, [.. fields.Select(OfField)])),
            Hir.PatKind.TupleStruct(_, var elements, var rest) => Made(OfFields(pattern.Id, type, Numbered(elements, rest, FieldCount(pattern.Id, type)))),
            Hir.PatKind.Path => Made(OfFields(pattern.Id, type, [])),
            Hir.PatKind.Tuple(var elements, var rest) => Made(new PatKind.Leaf(Numbered(elements, rest, type is Ty.Tuple tuple ? tuple.Parts.Count : 0))),
            Hir.PatKind.Reference(_, var inner) => Made(new PatKind.Deref(Lower(inner))),
            Hir.PatKind.Or(var alternatives) => Made(new PatKind.Or(LowerAll(alternatives))),
            Hir.PatKind.Slice(var before, var middle, var after) => Made(new PatKind.Slice(LowerAll(before), middle is null ? null : Lower(middle), LowerAll(after))),
            Hir.PatKind.Never => Made(new PatKind.Never()),
            Hir.PatKind.Wild or Hir.PatKind.Error => Made(new PatKind.Wild()),
        };

        Pat Made(PatKind kind) => new(kind, type, pattern.Span);
    }

    private EquatableArray<Pat> LowerAll(EquatableArray<Hir.Pat> patterns) => [.. patterns.Select(Lower)];

    private Pat OfBinding(Hir.Pat pattern, Hir.PatKind.Binding binding, Ty type)
    {
        Hir.BindingMode mode = _results.BindingModes.TryGetValue(pattern.Id, out Hir.BindingMode found) ? found : binding.Mode;
        Ty matched = mode.ByRef is not null && type is Ty.Ref reference ? reference.Referent : type;
        bool isPrimary = binding.Variable == pattern.Id;
        _variables.Add(binding.Variable);
        Pat? inner = binding.Inner is { } other ? Lower(other) : null;
        return new(new PatKind.Binding(_context.Symbols[binding.Name.Name], binding.Name.Span, mode, binding.Variable, type, inner, isPrimary), matched, pattern.Span);
    }

    private FieldPat OfField(Hir.PatField field) => new(_results.FieldIndices.GetValueOrDefault(field.Id), Lower(field.Pattern));

    private PatKind OfFields(Hir.HirId id, Ty type, EquatableArray<FieldPat> fields) => type is Ty.Adt { Definition: { Kind: AdtKind.Enum } definition }
        ? new PatKind.Variant(definition, new(_results.Variants.GetValueOrDefault(id)), fields)
        : new PatKind.Leaf(fields);

    private int FieldCount(Hir.HirId id, Ty type)
    {
        if (type is not Ty.Adt { Definition: { IsComplete: true } definition })
        {
            return 0;
        }

        int variant = definition.Kind == AdtKind.Enum ? _results.Variants.GetValueOrDefault(id) : 0;
        return definition.Variants[new VariantIndex(variant)].Fields.Count;
    }

    private EquatableArray<FieldPat> Numbered(EquatableArray<Hir.Pat> elements, int? rest, int count)
    {
        var fields = new FieldPat[elements.Count];
        for (int i = 0; i < elements.Count; i++)
        {
            int field = rest is { } before && i >= before ? count - elements.Count + i : i;
            fields[i] = new(field, Lower(elements[i]));
        }

        return [.. fields];
    }

    // Constants.

    private DefId? ConstantOf(Hir.HirId id, Hir.QPath name)
    {
        DefId? definition = name switch
        {
            Hir.QPath.Resolved(_, { Res: Hir.Res.Def(var found) }) => found,
            _ => _results.Callees.TryGetValue(id, out DefId callee) ? callee : null,
        };
        return definition is { } known && _context.Definitions[known].Kind is DefKind.Constant or DefKind.AssociatedConstant ? known : null;
    }

    private Pat OfConstant(Hir.HirId id, DefId constant, Ty type, Span span) =>
        _context.Evaluate(constant, ArgsOf(id)) is { } value ? OfConstant(value, type, span) : new(new PatKind.Wild(), type, span);

    private Pat OfConstant(ConstValue value, Ty type, Span span) =>
        new ConstantPatterns(_context, _closures.Literals, span).Of(value, type) ?? Unsupported("this constant as a pattern", type, span);

    private Pat Unsupported(string what, Ty type, Span span)
    {
        _context.Report(new(Severity.Error, "CW0001", $"not supported by Crabwalk yet: {what}", new(span)));
        return new(new PatKind.Wild(), type, span);
    }

    private Pat OfValue(Hir.Expr value, Ty type, Span span)
    {
        switch (value.Kind)
        {
            case Hir.ExprKind.Literal(Hir.Lit.Str or Hir.Lit.ByteStr) when type is not Ty.Ref:
                // The pattern looks through references to the string itself.
                return _literals.Of(((Hir.ExprKind.Literal)value.Kind).Value, Types.Ref(Types.Erased, type, Mutability.Not), false, span) is { } text
                    ? OfConstant(text, Types.Ref(Types.Erased, type, Mutability.Not), span).Kind is PatKind.Deref(var inner) ? inner : new(new PatKind.Wild(), type, span)
                    : new(new PatKind.Wild(), type, span);
            default:
                return ValueOf(value, type) is { } constant ? OfConstant(constant, type, span) : new(new PatKind.Wild(), type, span);
        }
    }

    private ConstValue? ValueOf(Hir.Expr value, Ty type) => value.Kind switch
    {
        Hir.ExprKind.Literal(var literal) => _literals.Of(literal, type, false, value.Span),
        Hir.ExprKind.Unary(UnaryOperator.Negate, { Kind: Hir.ExprKind.Literal(var literal) }) => _literals.Of(literal, type, true, value.Span),
        Hir.ExprKind.Path(var name) when ConstantOf(value.Id, name) is { } constant => _context.Evaluate(constant, ArgsOf(value.Id)),
        Hir.ExprKind.ConstBlock(var definition, _) => _context.Evaluate(definition, IdentityArgs(_owner)),
        Hir.ExprKind.OfBlock({ Statements.IsEmpty: true, Value: { } inner }, _) => ValueOf(inner, type),
        _ => null,
    };

    private PatKind.Range OfRange(Hir.PatKind.Range range, Ty type)
    {
        UInt128? low = EndOf(range.Start, type);
        UInt128? high = EndOf(range.End, type);
        return new(new(low, high, range.Limits == RangeLimits.Closed, type));
    }

    private UInt128? EndOf(Hir.Expr? end, Ty type) => end is not null && ValueOf(end, type) is ConstValue.Scalar scalar ? scalar.Bits : null;
}
