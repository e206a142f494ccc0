using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Semantics;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Checking;

/// <summary>E0277, E0368, E0369, E0600: operators.</summary>
internal static class OperatorErrors
{
    public static Diagnostic Binary(ITypeContext context, Hir.Expr expression, Hir.Expr left, Hir.Expr right, Ty leftType, Ty rightType, BinaryOperator operation, bool isAssign)
    {
        string first = TypeNames.Of(context, leftType);
        string second = TypeNames.Of(context, rightType);
        OperatorTrait trait = OperatorTrait.Of(operation, isAssign);
        Diagnostic error = isAssign
            ? CheckErrors.At("E0368", expression.Span, $"binary assignment operation `{operation.Spelling()}=` cannot be applied to type `{first}`")
                .WithLabel(left.Span, $"cannot use `{operation.Spelling()}=` on type `{first}`")
            : CheckErrors.At("E0369", OperatorSpan(expression), Message(operation, first, second)).WithLabel(left.Span, first).WithLabel(right.Span, second);
        return operation == BinaryOperator.Add && !isAssign && leftType is Ty.Ref { Referent: Ty.Str } && rightType is Ty.Ref { Referent: Ty.Str }
            ? WithOwnedString(error, left)
            : WithMissingImpl(error, context, leftType, trait);
    }

    private static Diagnostic WithOwnedString(Diagnostic error, Hir.Expr left) =>
        (error with { Primary = error.Primary! with { Text = "`+` cannot be used to concatenate two `&str` strings" } })
            .WithNote("string concatenation requires an owned `String` on the left")
            .WithFix("create an owned `String` from a string reference", new Edit(left.Span.AtEnd, ".to_owned()"));

    public static Diagnostic Unary(Span span, UnaryOperator operation, string type)
    {
        string spelling = operation == UnaryOperator.Not ? "!" : "-";
        Diagnostic error = CheckErrors.At("E0600", span, $"cannot apply unary operator `{spelling}` to type `{type}`", $"cannot apply unary operator `{spelling}`");
        return operation == UnaryOperator.Negate && type is ['u', ..] and not "unit" ? error.WithNote("unsigned values cannot be negated") : error;
    }

    private static Span OperatorSpan(Hir.Expr expression) => expression.Kind is Hir.ExprKind.Binary binary ? binary.OperatorSpan : expression.Span;

    private static string Message(BinaryOperator operation, string left, string right) => operation switch
    {
        BinaryOperator.Add => $"cannot add `{right}` to `{left}`",
        BinaryOperator.Subtract => $"cannot subtract `{right}` from `{left}`",
        BinaryOperator.Multiply => $"cannot multiply `{left}` by `{right}`",
        BinaryOperator.Divide => $"cannot divide `{left}` by `{right}`",
        BinaryOperator.Remainder => $"cannot calculate the remainder of `{left}` divided by `{right}`",
        BinaryOperator.BitAnd => $"no implementation for `{left} & {right}`",
        BinaryOperator.BitXor => $"no implementation for `{left} ^ {right}`",
        BinaryOperator.BitOr => $"no implementation for `{left} | {right}`",
        BinaryOperator.ShiftLeft => $"no implementation for `{left} << {right}`",
        BinaryOperator.ShiftRight => $"no implementation for `{left} >> {right}`",
        _ => $"binary operation `{operation.Spelling()}` cannot be applied to type `{left}`",
    };

    private static Diagnostic WithMissingImpl(Diagnostic error, ITypeContext context, Ty type, OperatorTrait trait)
    {
        string name = trait.Name;
        if (type is not Ty.Adt adt || context.Definitions[adt.Definition.Id].IsLibrary)
        {
            return error;
        }

        string shown = TypeNames.Of(context, type);
        Span head = context.Hir.ItemOf(adt.Definition.Id).HeadSpan;
        bool isDerivable = name is "PartialEq" or "PartialOrd";
        error = error.WithNote($"an implementation of `{name}` might be missing for `{shown}`", new Label(head, $"must implement `{name}`"));
        return isDerivable
            ? error.WithFix($"consider annotating `{shown}` with `#[derive({(name == "PartialEq" ? "PartialEq" : "PartialEq, PartialOrd")})]`", new Edit(head.AtStart, $"#[derive({(name == "PartialEq" ? "PartialEq" : "PartialEq, PartialOrd")})]\n"))
            : error;
    }
}
