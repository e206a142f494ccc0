using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;

namespace Crabwalk.Mir.Parsing;

/// <summary>Places, operands and rvalues.</summary>
public sealed partial class MirParser
{
    private Place ParsePlace()
    {
        if (++_depth > MaxDepth)
        {
            Fail("nested too deeply");
        }

        Place place = Accept("(") ? ParseInnerPlace() : ExpectLocal();
        while (Accept("["))
        {
            place = place.Then(ParseIndex());
        }

        _depth--;
        return place;
    }

    // `(*p)`, `(p.0: T)` or `(p as V)`, the open parenthesis read.
    private Place ParseInnerPlace()
    {
        Place place;
        if (Accept("*"))
        {
            place = ParsePlace().Deref();
        }
        else
        {
            place = ParsePlace();
            if (Accept("."))
            {
                int number = ExpectInt();
                Expect(":");
                place = place.Field(number, ParseType());
            }
            else
            {
                Expect("as");
                place = place.Then(new Projection.Downcast(ParseVariantOf(place)));
            }
        }

        Expect(")");
        return place;
    }

    private Projection ParseIndex()
    {
        Projection step;
        if (TryLocal(Peek) is { } local)
        {
            Next();
            step = new Projection.Index(local);
        }
        else
        {
            bool fromEnd = Accept("-");
            long first = ExpectLong();
            if (Accept("of"))
            {
                step = new Projection.ConstantIndex(first, ExpectLong(), fromEnd);
            }
            else
            {
                Expect(":");
                fromEnd = Accept("-");
                step = new Projection.Subslice(first, ExpectLong(), fromEnd);
            }
        }

        Expect("]");
        return step;
    }

    private VariantIndex ParseVariantOf(Place place)
    {
        MirToken token = Peek;
        (string name, _) = ParseName();
        return ResolveVariant(_bodyTypes?.TryPlaceTyOf(place)?.Type, name, token);
    }

    private VariantIndex ResolveVariant(Ty? type, string name, MirToken token)
    {
        if (name == "variant" && Peek.Kind == MirTokenKind.Number)
        {
            return new(ExpectInt());
        }

        AdtDef? adt = (type as Ty.Adt)?.Definition;
        int index = adt is { IsComplete: true } ? adt.Variants.ToList().FindIndex(variant => variant.Name == name) : -1;
        return index >= 0 ? new(index) : Failed(default(VariantIndex), $"no variant `{name}`", token);
    }

    private Operand ParseOperand()
    {
        MirToken token = Next();
        return token.Kind == MirTokenKind.Word ? token.Text switch
        {
            "copy" => new Operand.Copy(ParsePlace()),
            "move" => new Operand.Move(ParsePlace()),
            "const" => new Operand.Constant(ParseConstValue()),
            _ => NoOperand(token),
        }
        : NoOperand(token);
    }

    private Operand.Constant NoOperand(MirToken token) =>
        Failed(new Operand.Constant(new ConstValue.ZeroSized(_types.Error)), "expected `copy`, `move` or `const`", token);

    private Rvalue ParseRvalue()
    {
        MirToken token = Peek;
        return token.Kind switch
        {
            MirTokenKind.Symbol => ParseSymbolRvalue(token),
            MirTokenKind.Word => ParseWordRvalue(token),
            MirTokenKind.QuotedName => ParseRecord(),
            MirTokenKind.End or MirTokenKind.Lifetime or MirTokenKind.Number or MirTokenKind.Character or MirTokenKind.Text or MirTokenKind.Bytes
                or MirTokenKind.Origin or MirTokenKind.Wrong => NoRvalue(token),
        };
    }

    private Rvalue.Use NoRvalue(MirToken token)
    {
        Fail("expected a value", token);
        return new(NoOperand(token));
    }

    private Rvalue ParseSymbolRvalue(MirToken token)
    {
        switch (token.Text)
        {
            case "[":
                Next();
                return ParseArrayValue();
            case "&":
                Next();
                return ParseBorrow();
            case "(":
                Next();
                return new Rvalue.Aggregate(new AggregateKind.Tuple(), ParseList(")", ParseOperand).ToEquatableArray());
            case "*":
                Next();
                Mutability mutability = Accept("mut") ? Mutability.Mut : Mutability.Not;
                _ = mutability == Mutability.Mut || Accept("const") || Fail("expected `const` or `mut`");
                Ty pointee = ParseType();
                ExpectAll("from", "(");
                return new Rvalue.Aggregate(new AggregateKind.RawPtr(pointee, mutability), ParseList(")", ParseOperand).ToEquatableArray());
            default:
                return NoRvalue(token);
        }
    }

    private Rvalue ParseArrayValue()
    {
        if (Accept("_"))
        {
            Expect(":");
            Ty element = ParseType();
            Expect(";");
            _ = ExpectNumber() == 0 || Fail("only an empty array tells its element");
            Expect("]");
            return new Rvalue.Aggregate(new AggregateKind.Array(element), []);
        }

        Operand first = ParseOperand();
        if (Accept(";"))
        {
            Const count = ParseLength();
            Expect("]");
            return new Rvalue.Repeat(first, count);
        }

        List<Operand> rest = Accept(",") ? ParseList("]", ParseOperand) : [];
        _ = rest.Count > 0 || Accept("]") || _tokens[Math.Max(0, _at - 1)].Is("]") || Fail("expected `]`");
        return new Rvalue.Aggregate(new AggregateKind.Array(ElementTypeOf(first)), [first, .. rest]);
    }

    private Ty ElementTypeOf(Operand operand) => operand switch
    {
        Operand.Copy(var place) => _bodyTypes?.TryPlaceTyOf(place)?.Type ?? _types.Error,
        Operand.Move(var place) => _bodyTypes?.TryPlaceTyOf(place)?.Type ?? _types.Error,
        Operand.Constant(var value) => value.Type,
    };

    private Rvalue ParseBorrow()
    {
        if (Accept("raw"))
        {
            Mutability mutability = Accept("mut") ? Mutability.Mut : Mutability.Not;
            _ = mutability == Mutability.Mut || Accept("const") || Fail("expected `const` or `mut`");
            return new Rvalue.AddressOf(mutability, ParsePlace());
        }

        Region region = ParseOptionalRegion();
        BorrowKind kind = Accept("mut") ? BorrowKind.Mut
            : Accept("fake") ? BorrowKind.Fake
            : Accept("two_phase") ? BorrowKind.TwoPhaseMut
            : Accept("capture") ? BorrowKind.ClosureCapture
            : BorrowKind.Shared;
        return new Rvalue.Ref(region, kind, ParsePlace());
    }

    private Rvalue ParseWordRvalue(MirToken token)
    {
        switch (token.Text)
        {
            case "copy" or "move" or "const":
                return ParseUseOrCast();
            case "Len":
                return Parenthesised(() => new Rvalue.Len(ParsePlace()));
            case "discriminant":
                return Parenthesised(() => new Rvalue.Discriminant(ParsePlace()));
            case "thread_local":
                Next();
                DefId definition = ExpectValue();
                return new Rvalue.ThreadLocal(definition, ParseTypeAfterAs());
            case "closure":
                return ParseClosure(token);
            default:
                return ParseOperation(token) ?? ParseRecord();
        }
    }

    private Rvalue ParseUseOrCast()
    {
        Operand operand = ParseOperand();
        if (!Accept("as"))
        {
            return new Rvalue.Use(operand);
        }

        Ty type = ParseType();
        Expect("(");
        CastKind kind = ExpectMember<CastKind>();
        Expect(")");
        return new Rvalue.Cast(kind, operand, type);
    }

    private Rvalue ParseClosure(MirToken token)
    {
        if (ParseType() is not Ty.Closure type)
        {
            return NoRvalue(token);
        }

        Expect("(");
        return new Rvalue.Aggregate(new AggregateKind.Closure(type), ParseList(")", ParseOperand).ToEquatableArray());
    }

    private Rvalue? ParseOperation(MirToken token)
    {
        if (!_tokens[_at + 1].Is("("))
        {
            return null;
        }

        if (Enum.TryParse(token.Text, out BinaryOp binary))
        {
            return Parenthesised(() => ParsePair((left, right) => new Rvalue.Binary(binary, left, right)));
        }

        if (Enum.TryParse(token.Text, out UnaryOp unary))
        {
            return Parenthesised(() => new Rvalue.Unary(unary, ParseOperand()));
        }

        return Enum.TryParse(token.Text, out NullaryOp nullary) ? Parenthesised(() => new Rvalue.Nullary(nullary, ParseType())) : null;
    }

    // `Name::<Args>::Variant { field: operand }`; a path that is no type is a type and one of its variants.
    private Rvalue ParseRecord()
    {
        MirToken token = Peek;
        (string path, string key) = ParseName();
        EquatableArray<GenericArg> args = ParseTurbofishIfArgs();
        string? variantName = null;
        if (!_typeNames.ContainsKey(key) && path.LastIndexOf("::", StringComparison.Ordinal) is > 0 and var at)
        {
            (key, variantName) = (path[..at], path[(at + 2)..]);
        }

        if (!_typeNames.TryGetValue(key, out DefId id) || !_adts.TryGetValue(id, out AdtDef? adt))
        {
            return NoRvalue(token);
        }

        Ty.Adt type = _types.Adt(adt, args);
        if (variantName is null && Accept("::"))
        {
            variantName = ParseName().Path;
        }

        VariantIndex variant = variantName is null ? default : ResolveVariant(type, variantName, token);
        Expect("{");
        return ParseRecordFields(type, variant);
    }

    private Rvalue.Aggregate ParseRecordFields(Ty.Adt type, VariantIndex variant)
    {
        int? active = null;
        EquatableArray<Operand> operands = ParseList("}", () =>
        {
            if (Accept("."))
            {
                active = ExpectInt();
            }
            else
            {
                Next();
            }

            Expect(":");
            return ParseOperand();
        }).ToEquatableArray();
        return new(new AggregateKind.Adt(type, variant, active), operands);
    }
}
