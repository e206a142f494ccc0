using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Semantics;
using Crabwalk.Rust.Solving;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Checking;

/// <content>
/// Operators. Every one is a method of a trait; for scalars the operation is built in, and its types are forced to agree (rustc's
/// <c>enforce_builtin_binop_types</c>), which is what makes <c>1 + x</c> an <c>x</c>-typed literal.
/// </content>
internal sealed partial class FnChecker
{
    /// <summary>A method that was found for a use, with its signature for that use.</summary>
    private sealed record MethodCallee(DefId Definition, EquatableArray<GenericArg> Args, FnSig Signature);

    private void WriteMethod(Hir.HirId node, MethodCallee method)
    {
        _results.Callees[node] = method.Definition;
        _results.NodeArgs[node] = method.Args;
    }

    private Ty CheckBinary(Hir.Expr expression, Hir.ExprKind.Binary binary)
    {
        if (binary.Operator is BinaryOperator.And or BinaryOperator.Or)
        {
            CheckCoercibleTo(binary.Left, Types.Bool);
            Divergence left = _divergence;
            CheckCoercibleTo(binary.Right, Types.Bool);
            _divergence = left;
            return Types.Bool;
        }

        (Ty leftType, Ty rightType, Ty result) = CheckOverloaded(expression, binary.Left, binary.Right, binary.Operator, isAssign: false);

        // `1 << &i` is an `i32` as `1 << i` is: one reference is looked through, though a trait's method does the work.
        (leftType, rightType) = (BehindReference(leftType), BehindReference(rightType));
        if (!IsBuiltin(leftType, rightType, binary.Operator))
        {
            return result;
        }

        Ty builtin = EnforceBuiltin(binary.Left, leftType, binary.Right, rightType, binary.Operator);
        Equate(Cause(expression.Span), builtin, result);
        return builtin;
    }

    private Ty CheckAssignOperator(Hir.Expr expression, Hir.ExprKind.AssignOp assign)
    {
        (Ty left, Ty right, _) = CheckOverloaded(expression, assign.Place, assign.Value, assign.Operator, isAssign: true);
        if (IsBuiltin(left, right, assign.Operator))
        {
            EnforceBuiltin(assign.Place, left, assign.Value, right, assign.Operator);
        }

        CheckIsAssignable(assign.Place, assign.OperatorSpan, isCompound: true);
        return Types.Unit;
    }

    private (Ty Left, Ty Right, Ty Result) CheckOverloaded(Hir.Expr expression, Hir.Expr left, Hir.Expr right, BinaryOperator operation, bool isAssign)
    {
        Ty leftType = CheckExpression(left);
        if (isAssign)
        {
            MakePlaceMutable(left);
        }
        else
        {
            Ty any = FreshTy(left.Span);
            leftType = DemandCoerce(left, leftType, any, Cause(left.Span));
        }

        leftType = TryResolve(leftType);
        Ty rightVariable = FreshTy(right.Span);
        OperatorTrait trait = OperatorTrait.Of(operation, isAssign);
        var code = new CauseCode.Operator(expression.Id, left.Span, right.Span, isAssign);
        bool isScalar = leftType is Ty.Int or Ty.Float or Ty.Infer { Kind: not InferKind.General } or Ty.Bool or Ty.Char;
        MethodCallee? method = null;
        if (!isScalar)
        {
            method = LookUpOperatorMethod(trait.LangItem, trait.Method, leftType, rightVariable, Cause(expression.Span, code));
        }

        Ty rightType = CheckExpression(right, Expectation.HasType(rightVariable));
        rightType = DemandCoerce(right, rightType, TryResolve(rightVariable), Cause(right.Span));
        rightType = TryResolve(rightType);
        if (isScalar && !(IsBuiltin(leftType, rightType, operation) && BuiltinAgrees(leftType, rightType, operation)))
        {
            if (OperatorTrait.IsComparison(operation) && IsOnlyComparableWithItself(leftType, rightType, trait, expression))
            {
                _reasons[right.Id] = new Reason.Operand(left.Span);
                ReportMismatch(Cause(right.Span), leftType, rightType, right);
                return (Types.Error, Types.Error, Types.Bool);
            }

            // As if the right operand were not known yet: that it is the wrong one is for the trait to say (E0277).
            Ty any = FreshTy(right.Span);
            method = LookUpOperatorMethod(trait.LangItem, trait.Method, leftType, any, Cause(expression.Span, code));
            Equate(Cause(right.Span), any, rightVariable);
        }
        else if (isScalar)
        {
            return (leftType, rightType, OperatorTrait.IsComparison(operation) ? Types.Bool : leftType);
        }

        if (leftType.Has(TyFlags.HasError) || rightType.Has(TyFlags.HasError))
        {
            return (leftType, rightType, Types.Error);
        }

        if (method is null)
        {
            return (leftType, rightType, ReportOperator(expression, left, right, leftType, rightType, operation, isAssign));
        }

        BorrowOperands(left, right, method, isAssign, operation);
        WriteMethod(expression.Id, method);
        return (leftType, rightType, method.Signature.Output);
    }

    /// <summary>A scalar that is compared with what it has no impl for: the other operand is what is wrong.</summary>
    private bool IsOnlyComparableWithItself(Ty left, Ty right, OperatorTrait trait, Hir.Expr expression)
    {
        if (left is Ty.Infer || right is Ty.Infer || left.Has(TyFlags.HasError) || right.Has(TyFlags.HasError) || Map.LangItem(trait.LangItem) is not { } definition)
        {
            return false;
        }

        var wanted = new Predicate(new(new PredicateKind.Trait(new(definition, [left, right])), []));
        return _inference.Evaluate(new(Cause(expression.Span), _environment, wanted)) == Answer.No;
    }

    /// <summary>Comparisons take both operands by reference, compound assignments the left one.</summary>
    private void BorrowOperands(Hir.Expr left, Hir.Expr right, MethodCallee method, bool isAssign, BinaryOperator operation)
    {
        if (isAssign && method.Signature.Inputs[0] is Ty.Ref place)
        {
            Apply(left, [new(new AdjustKind.Borrow(Mutability.Mut, IsTwoPhase: true), place)]);
        }
        else if (OperatorTrait.IsComparison(operation) && method.Signature.Inputs is [Ty.Ref first, Ty.Ref second])
        {
            Apply(left, [new(new AdjustKind.Borrow(Mutability.Not, false), first)]);
            Apply(right, [new(new AdjustKind.Borrow(Mutability.Not, false), second)]);
        }
    }

    /// <summary>Do the outermost forms say that the operation is built in?</summary>
    private bool IsBuiltin(Ty left, Ty right, BinaryOperator operation)
    {
        // A reference to a scalar goes through the trait, but its result is the scalar's: looked through for classifying only.
        left = _inference.Shallow(left);
        right = _inference.Shallow(right);
        if (left.Has(TyFlags.HasError) || right.Has(TyFlags.HasError))
        {
            return true;
        }

        return operation switch
        {
            BinaryOperator.ShiftLeft or BinaryOperator.ShiftRight => IsIntegral(left) && IsIntegral(right),
            BinaryOperator.Add or BinaryOperator.Subtract or BinaryOperator.Multiply or BinaryOperator.Divide or BinaryOperator.Remainder =>
                (IsIntegral(left) && IsIntegral(right)) || (IsFloating(left) && IsFloating(right)),
            BinaryOperator.BitAnd or BinaryOperator.BitOr or BinaryOperator.BitXor =>
                (IsIntegral(left) && IsIntegral(right)) || (left is Ty.Bool && right is Ty.Bool),
            _ => IsScalar(left) && IsScalar(right),
        };
    }

    private Ty BehindReference(Ty type) => _inference.Shallow(type) is Ty.Ref reference ? _inference.Shallow(reference.Referent) : type;

    private static bool IsIntegral(Ty type) => type is Ty.Int or Ty.Infer { Kind: InferKind.Integer };

    private static bool IsFloating(Ty type) => type is Ty.Float or Ty.Infer { Kind: InferKind.Float };

    private static bool IsScalar(Ty type) =>
        type is Ty.Int or Ty.Float or Ty.Bool or Ty.Char or Ty.RawPtr or Ty.FnPtr or Ty.FnDef or Ty.Infer { Kind: not InferKind.General };

    /// <summary>Would the built-in operation accept these two?</summary>
    private bool BuiltinAgrees(Ty left, Ty right, BinaryOperator operation)
    {
        if (operation is BinaryOperator.ShiftLeft or BinaryOperator.ShiftRight)
        {
            return true;
        }

        left = _inference.Shallow(left);
        right = _inference.Shallow(right);
        return ReferenceEquals(left, right) || (left, right) switch
        {
            (Ty.Infer { Kind: InferKind.Integer }, _) => IsIntegral(right),
            (Ty.Infer { Kind: InferKind.Float }, _) => IsFloating(right),
            (_, Ty.Infer { Kind: InferKind.Integer }) => IsIntegral(left),
            (_, Ty.Infer { Kind: InferKind.Float }) => IsFloating(left),
            _ => left is Ty.RawPtr or Ty.FnPtr or Ty.FnDef,
        };
    }

    private Ty EnforceBuiltin(Hir.Expr left, Ty leftType, Hir.Expr right, Ty rightType, BinaryOperator operation)
    {
        if (leftType.Has(TyFlags.HasError) || rightType.Has(TyFlags.HasError))
        {
            return Types.Error;
        }

        if (operation is BinaryOperator.ShiftLeft or BinaryOperator.ShiftRight)
        {
            return leftType;
        }

        ObligationCause cause = Cause(right.Span);
        if (!Sub(cause, rightType, leftType))
        {
            ReportMismatch(cause, leftType, rightType, right);
        }

        return OperatorTrait.IsComparison(operation) ? Types.Bool : leftType;
    }

    // Unary operators.

    private Ty CheckUnaryOperator(Hir.Expr expression, Hir.ExprKind.Unary unary, Ty operand)
    {
        bool isNot = unary.Operator == UnaryOperator.Not;
        switch (operand)
        {
            case Ty.Int { IsSigned: true } or Ty.Float or Ty.Infer { Kind: InferKind.Float } when !isNot:
            case Ty.Int or Ty.Bool or Ty.Infer { Kind: InferKind.Integer } when isNot:
                return operand;
            case Ty.Infer { Kind: InferKind.Integer }:
                RequireTrait("neg", operand, expression.Span, new CauseCode.Operator(expression.Id, unary.Operand.Span, null, false));
                return operand;
            case Ty.Infer or Ty.Error:
                operand = Resolve(operand, unary.Operand.Span);
                break;
        }

        if (operand.Has(TyFlags.HasError))
        {
            return operand;
        }

        string item = isNot ? "not" : "neg";
        var code = new CauseCode.Operator(expression.Id, unary.Operand.Span, null, false);
        if (LookUpOperatorMethod(item, item, operand, null, Cause(expression.Span, code)) is { } method)
        {
            WriteMethod(expression.Id, method);
            return method.Signature.Output;
        }

        return ReportUnaryOperator(expression, unary, operand);
    }

    // The methods behind operators.

    /// <summary>
    /// The trait's method for a self type and perhaps one more argument of the trait; null when the trait cannot hold. What it needs is
    /// registered.
    /// </summary>
    private MethodCallee? LookUpOperatorMethod(string langItem, string method, Ty self, Ty? argument, ObligationCause cause)
    {
        if (Map.LangItem(langItem) is not { } trait)
        {
            return null;
        }

        return LookUpTraitMethod(trait, method, self, argument, cause);
    }

    private MethodCallee? LookUpTraitMethod(DefId trait, string method, Ty self, Ty? argument, ObligationCause cause)
    {
        Semantics.Generics generics = _context.GenericsOf(trait);
        EquatableArray<GenericArg> args = argument is not null && generics.Count > 1 ? [self, argument] : [self];
        if (args.Count < generics.Count)
        {
            EquatableArray<GenericArg> fresh = _inference.FreshArgs(trait, cause.Span);
            args = [.. args, .. fresh[args.Count..]];
        }

        var wanted = new Predicate(new(new PredicateKind.Trait(new(trait, args)), []));
        if (_inference.Evaluate(new(cause, _environment, wanted)) == Answer.No || AssocItemNamed(trait, method) is not { } item)
        {
            return null;
        }

        Binder<FnSig> bound = _context.SignatureOf(item.Definition).Substitute(Types, args);
        FnSig signature = _inference.InstantiateWithFresh(bound, cause.Span);
        signature = _inference.Normalize(cause, _environment, signature);
        _inference.Register(new(cause, _environment, wanted));
        return new(item.Definition, args, signature);
    }

    private AssocItem? AssocItemNamed(DefId container, string name)
    {
        Symbol symbol = _context.Symbols.Intern(name);
        foreach (AssocItem item in _context.AssociatedItemsOf(container))
        {
            if (item.Name == symbol)
            {
                return item;
            }
        }

        return null;
    }
}
