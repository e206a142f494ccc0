using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Mir.Visiting;
using Crabwalk.Rust.Lexing;
using Crabwalk.Rust.Syntax;
using BinaryOperator = Crabwalk.Rust.Syntax.BinaryOperator;

namespace Crabwalk.Rust.Thir;

/// <summary>Expressions before their adjustments.</summary>
internal sealed partial class ThirBuilder
{
    private Expr LowerUnadjusted(Hir.Expr expression)
    {
        ExprKind kind = KindOf(expression);
        return Made(kind, TypeOf(expression.Id), expression);
    }

    private static Expr Made(ExprKind kind, Ty type, Hir.Expr from) => new(kind, type, from.Id, from.Span);

    /// <summary>An expression that nobody wrote beside the one it was made for.</summary>
    private static Expr Implied(ExprKind kind, Ty type, Hir.Expr from) => new(kind, type, from.Id, from.Span) { IsImplicit = true };

    private ExprKind KindOf(Hir.Expr expression) => expression.Kind switch
    {
        Hir.ExprKind.Literal(var literal) => OfLiteral(literal, expression, isNegated: false),
        Hir.ExprKind.Path(var path) => OfPath(expression, path),
        Hir.ExprKind.Array(var elements) => new ExprKind.Array(LowerAll(elements)),
        Hir.ExprKind.Repeat(var element, _) => new ExprKind.Repeat(Lower(element), ((Ty.Array)TypeOf(expression.Id)).Length),
        Hir.ExprKind.Tuple(var elements) => new ExprKind.Tuple(LowerAll(elements)),
        Hir.ExprKind.Call(var function, var arguments) => OfCall(expression, function, arguments),
        Hir.ExprKind.MethodCall call => OfMethodCall(expression, call),
        Hir.ExprKind.Binary binary => OfBinary(expression, binary),
        Hir.ExprKind.Unary(var operation, var operand) => OfUnary(expression, operation, operand),
        Hir.ExprKind.Cast(var operand, var type) => OfCast(expression, operand, type),
        Hir.ExprKind.DropTemporaries(var operand) => new ExprKind.Use(Lower(operand)),
        Hir.ExprKind.Let(var pattern, var type, var value) => OfLet(pattern, type, value),
        Hir.ExprKind.If branch => OfIf(expression, branch),
        Hir.ExprKind.Loop(var body, _, _) => new ExprKind.Loop(new(new ExprKind.OfBlock(Lower(body)), Types.Unit, body.Id, body.Span)),
        Hir.ExprKind.Match(var scrutinee, var arms) => new ExprKind.Match(Lower(scrutinee), [.. arms.Select(Lower)]),
        Hir.ExprKind.Closure closure => OfClosure(expression, closure),
        Hir.ExprKind.OfBlock(var block, _) => OfBlock(expression, block),
        Hir.ExprKind.ConstBlock(var definition, _) => new ExprKind.Constant(new ConstValue.Unevaluated(TypeOf(expression.Id), definition, IdentityArgs(_owner))),
        Hir.ExprKind.Assign(var place, var value, _) => new ExprKind.Assign(Lower(place), Lower(value)),
        Hir.ExprKind.AssignOp assign => OfAssignOp(expression, assign),
        Hir.ExprKind.Field(var operand, _) => new ExprKind.Field(Lower(operand), default, _results.FieldIndices.GetValueOrDefault(expression.Id)),
        Hir.ExprKind.Index(var operand, var at, _) => OfIndex(expression, operand, at),
        Hir.ExprKind.AddressOf(true, var mutability, var operand) => new ExprKind.RawBorrow(mutability, Lower(operand)),
        Hir.ExprKind.AddressOf(false, var mutability, var operand) => new ExprKind.Borrow(BorrowKindOf(mutability), Lower(operand)),
        Hir.ExprKind.Break(var target, _, var value) => new ExprKind.Break(TargetOf(target), LowerOptional(value)),
        Hir.ExprKind.Continue(var target, _) => new ExprKind.Continue(new(target ?? default)),
        Hir.ExprKind.Return(var value) => new ExprKind.Return(LowerOptional(value)),
        Hir.ExprKind.Struct structure => OfStruct(expression, structure),
        Hir.ExprKind.Error => ErrorValue,
        _ => ErrorValue,
    };

    private ExprKind.OfBlock OfBlock(Hir.Expr expression, Hir.Block block)
    {
        if (block.IsBreakTarget)
        {
            _labelledBlocks[expression.Id] = block.Id;
        }

        return new(Lower(block));
    }

    // A loop is left as an expression, a block with a label as a block.
    private Scope TargetOf(Hir.HirId? target) => new(_labelledBlocks.TryGetValue(target ?? default, out Hir.HirId block) ? block : target ?? default);

    // Stands for what was reported; such bodies are not built.
    private ExprKind ErrorValue => new ExprKind.Constant(new ConstValue.ZeroSized(Types.Error));

    private ExprKind OfLiteral(Hir.Lit literal, Hir.Expr expression, bool isNegated) =>
        _literals.Of(literal, TypeOf(expression.Id), isNegated, expression.Span) is { } value ? new ExprKind.Constant(value) : ErrorValue;

    private ExprKind.Let OfLet(Hir.Pat pattern, Hir.Ty? type, Hir.Expr value)
    {
        Expr scrutinee = Lower(value);
        Pat lowered = Lower(pattern);
        return new ExprKind.Let(scrutinee, type is not null && _results.UserTypes.TryGetValue(type.Id, out Ty? user) ? lowered with { Ascription = (user, type.Span) } : lowered);
    }

    private ExprKind.If OfIf(Hir.Expr expression, Hir.ExprKind.If branch)
    {
        ScopeKind kind = _context.Hir.EditionAt(expression.Span) >= Edition.Rust2024 ? ScopeKind.IfThenRescope : ScopeKind.IfThen;
        return new(new(branch.Then.Id, kind), Lower(branch.Condition), Lower(branch.Then), LowerOptional(branch.Else));
    }

    // Calls.

    private ExprKind OfCall(Hir.Expr expression, Hir.Expr function, EquatableArray<Hir.Expr> arguments)
    {
        if (_results.Callees.TryGetValue(expression.Id, out DefId callee))
        {
            // The callee is called through a closure trait, with its arguments in one tuple.
            Expr method = Item(Types.FnDef(callee, ArgsOf(expression.Id)), function.Id, function.Span);
            Expr called = Lower(function);
            EquatableArray<Expr> parts = LowerAll(arguments);
            Expr tuple = Implied(new ExprKind.Tuple(parts), Types.Tuple([.. parts.Select(part => part.Type)]), expression);
            return new ExprKind.Call(method, [called, tuple], CallSource.Written, expression.Span);
        }

        if (ConstructedBy(function) is { } variant && TypeOf(expression.Id) is Ty.Adt adt)
        {
            return new ExprKind.Adt(adt, variant, [.. arguments.Select((argument, number) => (number, Lower(argument)))], null);
        }

        return new ExprKind.Call(Lower(function), LowerAll(arguments), SourceOf(expression, function), expression.Span);
    }

    // What a short form of the user's became a call of.
    private CallSource SourceOf(Hir.Expr call, Hir.Expr function)
    {
        string name = function.Kind is Hir.ExprKind.Path(Hir.QPath.Resolved(_, { Segments: [.., var last] })) ? _context.Symbols[last.Ident.Name] : "";
        return (call.Source, name) switch
        {
            (Hir.Desugaring.None, _) => CallSource.Written,
            (Hir.Desugaring.ForLoop, "next") => CallSource.ForLoopNext,
            (Hir.Desugaring.ForLoop, _) => CallSource.ForLoopIntoIter,
            (Hir.Desugaring.Try, "branch") => CallSource.QuestionBranch,
            (Hir.Desugaring.Async, _) => CallSource.Await,
            _ => CallSource.Other,
        };
    }

    private VariantIndex? ConstructedBy(Hir.Expr function) => function.Kind is Hir.ExprKind.Path(var path) && IsConstructor(function.Id, path)
        ? new VariantIndex(_results.Variants.GetValueOrDefault(function.Id))
        : null;

    private bool IsConstructor(Hir.HirId id, Hir.QPath path) => path switch
    {
        Hir.QPath.Resolved(_, { Res: Hir.Res.Def(var definition) }) => _context.Definitions[definition].Kind == DefKind.Constructor,
        Hir.QPath.Resolved(_, { Res: Hir.Res.SelfConstructor }) => true,
        Hir.QPath.TypeRelative => _results.Callees.TryGetValue(id, out DefId callee) && _context.Definitions[callee].Kind is DefKind.Constructor or DefKind.Variant,
        _ => false,
    };

    private ExprKind OfMethodCall(Hir.Expr expression, Hir.ExprKind.MethodCall call)
    {
        if (!_results.Callees.TryGetValue(expression.Id, out DefId callee))
        {
            return ErrorValue;
        }

        Expr function = Item(Types.FnDef(callee, ArgsOf(expression.Id)), expression.Id, call.Method.Ident.Span);
        EquatableArray<Expr> arguments = [Lower(call.Receiver), .. call.Arguments.Select(Lower)];
        return new ExprKind.Call(function, arguments, CallSource.Written, call.Span);
    }

    private ExprKind.Call? Overloaded(Hir.Expr expression, params ReadOnlySpan<Hir.Expr> operands)
    {
        if (!_results.Callees.TryGetValue(expression.Id, out DefId callee))
        {
            return null;
        }

        Expr function = Item(Types.FnDef(callee, ArgsOf(expression.Id)), expression.Id, expression.Span);
        var arguments = new List<Expr>();
        foreach (Hir.Expr operand in operands)
        {
            arguments.Add(Lower(operand));
        }

        return new ExprKind.Call(function, [.. arguments], CallSource.Operator, expression.Span);
    }

    // `a[i]` and `*a` through a trait are `*Index::index(&a, i)` and `*Deref::deref(&a)`.
    private ExprKind.Deref? OverloadedPlace(Hir.Expr expression, params ReadOnlySpan<Hir.Expr> operands)
    {
        if (Overloaded(expression, operands) is not { } call || call.Arguments[0].Type is not Ty.Ref receiver)
        {
            return null;
        }

        Ty reference = Types.Ref(receiver.Region, TypeOf(expression.Id), receiver.Mutability);
        return new ExprKind.Deref(Implied(call, reference, expression));
    }

    // Operators.

    private ExprKind OfBinary(Hir.Expr expression, Hir.ExprKind.Binary binary)
    {
        if (binary.Operator is BinaryOperator.And or BinaryOperator.Or)
        {
            return new ExprKind.Logical(binary.Operator == BinaryOperator.And, Lower(binary.Left), Lower(binary.Right));
        }

        return Overloaded(expression, binary.Left, binary.Right)
            ?? (ExprKind)new ExprKind.Binary(OperationOf(binary.Operator), Lower(binary.Left), Lower(binary.Right));
    }

    private ExprKind OfAssignOp(Hir.Expr expression, Hir.ExprKind.AssignOp assign) => Overloaded(expression, assign.Place, assign.Value)
        ?? (ExprKind)new ExprKind.AssignOp(OperationOf(assign.Operator), Lower(assign.Place), Lower(assign.Value));

    private ExprKind OfUnary(Hir.Expr expression, UnaryOperator operation, Hir.Expr operand)
    {
        if (operation == UnaryOperator.Dereference)
        {
            return OverloadedPlace(expression, operand) ?? new ExprKind.Deref(Lower(operand));
        }

        if (Overloaded(expression, operand) is { } call)
        {
            return call;
        }

        if (operation == UnaryOperator.Negate && operand.Kind is Hir.ExprKind.Literal(Hir.Lit.Int or Hir.Lit.Float))
        {
            return OfLiteral(((Hir.ExprKind.Literal)operand.Kind).Value, expression, isNegated: true);
        }

        return new ExprKind.Unary(operation == UnaryOperator.Not ? UnaryOp.Not : UnaryOp.Neg, Lower(operand));
    }

    private ExprKind OfIndex(Hir.Expr expression, Hir.Expr operand, Hir.Expr at) =>
        OverloadedPlace(expression, operand, at) ?? (ExprKind)new ExprKind.Index(Lower(operand), Lower(at));

    private ExprKind OfCast(Hir.Expr expression, Hir.Expr operand, Hir.Ty type)
    {
        Expr value = Lower(operand);
        ExprKind cast = CastOf(expression, value);
        return _results.UserTypes.TryGetValue(type.Id, out Ty? user) && MayNameLifetimes(user)
            ? new ExprKind.ValueTypeAscription(Made(cast, TypeOf(expression.Id), expression), user, type.Span)
            : cast;
    }

    // Only then does it tell borrow checking something.
    private static bool MayNameLifetimes(Ty type) => TyWalk.Everything(type).Any(static part => part is Region or Ty.Alias);

    private ExprKind CastOf(Hir.Expr expression, Expr operand)
    {
        if (_results.CoercionCasts.Contains(expression.Id))
        {
            return new ExprKind.Use(operand);
        }

        return operand.Type is Ty.Ref ? new ExprKind.PointerCoercion(CastKind.ArrayToPointer, operand) : new ExprKind.Cast(operand);
    }

    private static BinaryOp OperationOf(BinaryOperator operation) => operation switch
    {
        BinaryOperator.Add => BinaryOp.Add,
        BinaryOperator.Subtract => BinaryOp.Sub,
        BinaryOperator.Multiply => BinaryOp.Mul,
        BinaryOperator.Divide => BinaryOp.Div,
        BinaryOperator.Remainder => BinaryOp.Rem,
        BinaryOperator.BitXor => BinaryOp.BitXor,
        BinaryOperator.BitAnd => BinaryOp.BitAnd,
        BinaryOperator.BitOr => BinaryOp.BitOr,
        BinaryOperator.ShiftLeft => BinaryOp.Shl,
        BinaryOperator.ShiftRight => BinaryOp.Shr,
        BinaryOperator.Equal => BinaryOp.Eq,
        BinaryOperator.Less => BinaryOp.Lt,
        BinaryOperator.LessEqual => BinaryOp.Le,
        BinaryOperator.NotEqual => BinaryOp.Ne,
        BinaryOperator.GreaterEqual => BinaryOp.Ge,
        BinaryOperator.Greater => BinaryOp.Gt,
        BinaryOperator.And => BinaryOp.BitAnd,
        BinaryOperator.Or => BinaryOp.BitOr,
    };

    // Structs.

    private ExprKind OfStruct(Hir.Expr expression, Hir.ExprKind.Struct structure)
    {
        if (TypeOf(expression.Id) is not Ty.Adt adt)
        {
            return ErrorValue;
        }

        var variant = new VariantIndex(adt.Definition.Kind == AdtKind.Enum ? _results.Variants.GetValueOrDefault(expression.Id) : 0);
        var fields = new List<(int, Expr)>();
        foreach (Hir.ExprField field in structure.Fields)
        {
            fields.Add((_results.FieldIndices.GetValueOrDefault(field.Id), Lower(field.Value)));
        }

        return new ExprKind.Adt(adt, variant, [.. fields], LowerOptional(structure.Base));
    }

    private EquatableArray<GenericArg> IdentityArgs(DefId definition) => GenericIdentity.ArgsOf(_context, definition);
}
