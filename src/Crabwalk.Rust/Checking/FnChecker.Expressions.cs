using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Solving;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Checking;

/// <content>Expressions: the walk over all of them, and the small ones.</content>
internal sealed partial class FnChecker
{
    private const int MaxDepth = 700;

    private int _depth;

    private Ty CheckExpression(Hir.Expr expression) => CheckExpression(expression, Expectation.None);

    /// <summary>The type of an expression before adjustments. Whatever never ends makes what follows unreachable.</summary>
    private Ty CheckExpression(Hir.Expr expression, Expectation expected)
    {
        if (++_depth > MaxDepth)
        {
            _depth--;
            Ty error = ReportAs(CheckErrors.TooDeep(expression.Span));
            WriteType(expression.Id, error);
            return error;
        }

        bool warnsInside = expression.Kind is Hir.ExprKind.OfBlock or Hir.ExprKind.If or Hir.ExprKind.Let or Hir.ExprKind.Loop
            or Hir.ExprKind.Match or Hir.ExprKind.DropTemporaries;
        if (!warnsInside)
        {
            WarnIfUnreachable(expression.Span, "expression");
        }

        Divergence before = _divergence;
        _divergence = Divergence.Maybe;
        Ty type = CheckKind(expression, expected);
        if (!warnsInside)
        {
            WarnIfUnreachable(expression.Span, expression.Kind is Hir.ExprKind.Call ? "call" : "expression");
        }

        if (_inference.Shallow(type) is Ty.Never)
        {
            _divergence |= new Divergence(DivergenceKind.Always, expression.Span);
        }

        WriteType(expression.Id, type);
        _divergence |= before;
        _depth--;
        return type;
    }

    private Ty CheckKind(Hir.Expr expression, Expectation expected) => expression.Kind switch
    {
        Hir.ExprKind.Literal literal => CheckLiteral(literal.Value, expected),
        Hir.ExprKind.Path path => CheckPath(expression, path.Name),
        Hir.ExprKind.Array array => CheckArray(expression, array, expected),
        Hir.ExprKind.Repeat repeat => CheckRepeat(expression, repeat, expected),
        Hir.ExprKind.Tuple tuple => CheckTuple(tuple, expected),
        Hir.ExprKind.Call call => CheckCall(expression, call, expected),
        Hir.ExprKind.MethodCall call => CheckMethodCall(expression, call, expected),
        Hir.ExprKind.Binary binary => CheckBinary(expression, binary),
        Hir.ExprKind.Unary unary => CheckUnary(expression, unary, expected),
        Hir.ExprKind.Cast cast => CheckCast(expression, cast),
        Hir.ExprKind.DropTemporaries inner => CheckExpression(inner.Operand, expected),
        Hir.ExprKind.Let let => CheckLetCondition(let),
        Hir.ExprKind.If conditional => CheckIf(expression, conditional, expected),
        Hir.ExprKind.Loop loop => CheckLoop(expression, loop, expected),
        Hir.ExprKind.Match match => CheckMatch(expression, match, expected),
        Hir.ExprKind.Closure closure => CheckClosure(expression, closure, expected),
        Hir.ExprKind.OfBlock block => CheckBlock(block.Block, expected, expression.Id),
        Hir.ExprKind.ConstBlock block => CheckConstBlock(block, expected),
        Hir.ExprKind.Assign assign => CheckAssign(expression, assign, expected),
        Hir.ExprKind.AssignOp assign => CheckAssignOperator(expression, assign),
        Hir.ExprKind.Field field => CheckField(expression, field),
        Hir.ExprKind.Index index => CheckIndex(expression, index),
        Hir.ExprKind.AddressOf address => CheckAddressOf(expression, address, expected),
        Hir.ExprKind.Break jump => CheckBreak(expression, jump),
        Hir.ExprKind.Continue { Target: null } => ErrorExpression(),
        Hir.ExprKind.Continue => Types.Never,
        Hir.ExprKind.Return jump => CheckReturn(expression, jump),
        Hir.ExprKind.Struct literal => CheckStruct(expression, literal, expected),
        Hir.ExprKind.Error => ErrorExpression(),
    };

    private Ty ErrorExpression()
    {
        _results.IsTainted = true;
        return Types.Error;
    }

    /// <summary>The expression's type must be exactly this one (but for regions), or <c>!</c>.</summary>
    private Ty CheckHasType(Hir.Expr expression, Ty expected)
    {
        Ty type = CheckExpression(expression, Expectation.HasType(expected));
        if (_inference.Shallow(type) is Ty.Never)
        {
            Ty any = FreshTy(expression.Span);
            Apply(expression, [new(new AdjustKind.NeverToAny(), any)]);
            type = any;
        }

        ObligationCause cause = Cause(expression.Span);
        if (!Sub(cause, type, expected))
        {
            ReportMismatch(cause, expected, type, expression);
        }

        return type;
    }

    /// <summary>The expression stands where its value is coerced to a type.</summary>
    private Ty CheckCoercibleTo(Hir.Expr expression, Ty expected, ObligationCause? cause = null)
    {
        Ty type = CheckExpression(expression, Expectation.HasType(expected));
        return DemandCoerce(expression, type, expected, cause ?? Cause(expression.Span));
    }

    private Ty DemandCoerce(Hir.Expr expression, Ty type, Ty expected, ObligationCause cause)
    {
        if (Coerce(expression, type, expected, allowTwoPhase: false, cause))
        {
            return type.Has(TyFlags.HasError) ? Types.Error : expected;
        }

        ReportMismatch(cause, expected, type, expression);
        return Types.Error;
    }

    private Ty? OnlyHasType(Expectation expected) => expected.Kind == ExpectationKind.HasType ? _inference.Shallow(expected.Type!) : null;

    private Ty? AnyHint(Expectation expected) => expected.Type is { } type ? TryResolve(type) : null;

    /// <summary>What branches may expect: a type that is still unknown must not tie the first branch's type.</summary>
    private Expectation ForBranches(Expectation expected)
    {
        if (expected.Kind == ExpectationKind.HasType)
        {
            Ty type = TryResolve(expected.Type!);
            return type is Ty.Infer { Kind: InferKind.General } ? Expectation.None : Expectation.HasType(type);
        }

        return expected.Kind == ExpectationKind.RvalueLikeUnsized ? expected : Expectation.None;
    }

    private Ty CoercionTarget(Expectation expected, Span span) => OnlyHasType(expected) ?? FreshTy(span);

    private Ty CheckLiteral(Hir.Lit literal, Expectation expected)
    {
        switch (literal)
        {
            case Hir.Lit.Int { Suffix: { } suffix }:
                return suffix;
            case Hir.Lit.Int:
                return AnyHint(expected) switch
                {
                    Ty.Int integer => integer,
                    Ty.Char => Types.U8,
                    Ty.RawPtr or Ty.FnDef or Ty.FnPtr => Types.Usize,
                    _ => FreshNumber(_inference.FreshInteger()),
                };
            case Hir.Lit.Float { Suffix: { } written }:
                return written;
            case Hir.Lit.Float:
                return AnyHint(expected) is Ty.Float number ? number : FreshNumber(_inference.FreshFloat());
            case Hir.Lit.Bool:
                return Types.Bool;
            case Hir.Lit.Char:
                return Types.Char;
            case Hir.Lit.Byte:
                return Types.U8;
            case Hir.Lit.Str:
                return Types.Ref(Types.Static, Types.Str, Mutability.Not);
            case Hir.Lit.ByteStr bytes:
                return Types.Ref(Types.Static, Types.Array(Types.U8, bytes.Bytes.Count), Mutability.Not);
            case Hir.Lit.CStr:
                return Map.LangItem("CStr") is { } text ? Types.Ref(Types.Static, _context.TypeOf(text), Mutability.Not) : Types.Error;
            default:
                return ErrorExpression();
        }
    }

    private Ty FreshNumber(Ty variable)
    {
        _numberVariables.Add(variable);
        return variable;
    }

    private Ty.Array CheckArray(Hir.Expr expression, Hir.ExprKind.Array array, Expectation expected)
    {
        Ty element = ElementOf(AnyHint(expected)) ?? FreshTy(expression.Span);
        if (!array.Elements.IsEmpty)
        {
            var elements = new CoerceMany(element);
            foreach (Hir.Expr one in array.Elements)
            {
                Ty type = CheckExpression(one, Expectation.HasType(element));
                elements.Add(this, one, type, Cause(one.Span));
            }

            element = elements.Complete(this);
        }

        RequireSized(element, expression.Span, new CauseCode.Misc());
        return Types.Array(element, array.Elements.Count);
    }

    private static Ty? ElementOf(Ty? type) => type switch
    {
        Ty.Array array => array.Element,
        Ty.Slice slice => slice.Element,
        _ => null,
    };

    private Ty CheckRepeat(Hir.Expr expression, Hir.ExprKind.Repeat repeat, Expectation expected)
    {
        Const count = _lowering.Lower(repeat.Count, Types.Usize);
        Ty element;
        if (ElementOf(AnyHint(expected)) is { } hint)
        {
            element = CheckCoercibleTo(repeat.Element, hint);
        }
        else
        {
            element = FreshTy(repeat.Element.Span);
            CheckHasType(repeat.Element, element);
        }

        if (element.Has(TyFlags.HasError))
        {
            return Types.Error;
        }

        bool isAtMostOne = count is Const.Value { Bits: var bits } && bits <= 1;
        if (!isAtMostOne && !IsConstantOperand(repeat.Element))
        {
            RequireTrait("copy", element, repeat.Element.Span, new CauseCode.RepeatElement());
        }

        return Types.Array(element, count);
    }

    /// <summary>A constant or const block may be repeated whatever its type.</summary>
    private bool IsConstantOperand(Hir.Expr expression) => expression.Kind switch
    {
        Hir.ExprKind.ConstBlock => true,
        Hir.ExprKind.Path { Name: Hir.QPath.Resolved { Path.Res: Hir.Res.Def definition } } =>
            _context.Definitions[definition.Id].Kind is Mir.Definitions.DefKind.Constant or Mir.Definitions.DefKind.AssociatedConstant,
        Hir.ExprKind.Path when _results.Callees.TryGetValue(expression.Id, out var callee) =>
            _context.Definitions[callee].Kind == Mir.Definitions.DefKind.AssociatedConstant,
        _ => false,
    };

    private Ty.Tuple CheckTuple(Hir.ExprKind.Tuple tuple, Expectation expected)
    {
        EquatableArray<Ty>? hints = OnlyHasType(expected) is { } hint && TryResolve(hint) is Ty.Tuple type ? type.Parts : null;
        var parts = new Ty[tuple.Elements.Count];
        for (int i = 0; i < parts.Length; i++)
        {
            Hir.Expr element = tuple.Elements[i];
            parts[i] = hints is { } known && i < known.Count
                ? CheckCoercibleTo(element, known[i])
                : CheckExpression(element);
            RequireSized(parts[i], element.Span, new CauseCode.Misc());
        }

        return Types.Tuple([.. parts]);
    }

    private Ty CheckConstBlock(Hir.ExprKind.ConstBlock block, Expectation expected)
    {
        Divergence before = _divergence;
        Frame outer = _frame;
        _divergence = Divergence.Maybe;
        _frame = new(_frame.Body, Types.Error, null, FrameKind.Constant);
        Ty type = CheckExpression(block.Body.Value, expected);
        if (OnlyHasType(expected) is { } wanted)
        {
            type = DemandCoerce(block.Body.Value, type, wanted, Cause(block.Body.Value.Span));
        }

        _frame = outer;
        _divergence = before;
        return type;
    }

    private Ty CheckCast(Hir.Expr expression, Hir.ExprKind.Cast cast)
    {
        Ty target = _inference.Resolve(LowerUserType(cast.Type));
        Ty type = CheckExpression(cast.Operand, Expectation.CastableTo(target));
        if (!type.Has(TyFlags.HasError) && !target.Has(TyFlags.HasError))
        {
            _casts.Add(new(expression, cast.Operand, type, target, cast.Type.Span, _frame));
        }

        return target;
    }

    private Ty CheckUnary(Hir.Expr expression, Hir.ExprKind.Unary unary, Expectation expected)
    {
        Ty operand = CheckExpression(unary.Operand, unary.Operator == UnaryOperator.Dereference ? Expectation.None : expected);
        if (operand.Has(TyFlags.HasError))
        {
            return operand;
        }

        return unary.Operator == UnaryOperator.Dereference
            ? CheckDereference(expression, unary.Operand, Resolve(operand, unary.Operand.Span))
            : CheckUnaryOperator(expression, unary, TryResolve(operand));
    }
}
