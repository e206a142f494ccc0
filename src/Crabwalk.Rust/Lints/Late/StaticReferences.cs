using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Checking;
using Crabwalk.Rust.Semantics;

namespace Crabwalk.Rust.Lints.Late;

/// <summary>The lint <c>static_mut_refs</c>: references to what any thread may change.</summary>
internal sealed class StaticReferences(ITypeContext context, TypeckResults results)
{
    /// <summary>Looks at a borrow, written or made by a method call.</summary>
    public void Check(Hir.Expr expression)
    {
        switch (expression.Kind)
        {
            case Hir.ExprKind.AddressOf { IsRaw: false, Operand: var operand, Mutability: var mutability } when IsMutableStatic(operand):
                Report(expression, mutability, isWritten: expression.Span != operand.Span && expression.Span.Expansion.IsNone);
                break;
            case Hir.ExprKind.MethodCall { Receiver: var receiver } when IsMutableStatic(receiver) && BorrowOf(receiver) is { } mutability:
                Report(expression, mutability, isWritten: false);
                break;
        }
    }

    private Mutability? BorrowOf(Hir.Expr receiver)
    {
        foreach (Adjustment step in results.Adjustments.GetValueOrDefault(receiver.Id))
        {
            if (step.Kind is AdjustKind.Borrow borrow)
            {
                return borrow.Mutability;
            }
        }

        return null;
    }

    private bool IsMutableStatic(Hir.Expr place)
    {
        while (place.Kind is Hir.ExprKind.Field field)
        {
            place = field.Operand;
        }

        return place.Kind is Hir.ExprKind.Path { Name: Hir.QPath.Resolved { Path.Res: Hir.Res.Def { Id: var id } } } && context.Definitions[id].Kind == DefKind.Static
            && context.Hir.ItemOf(id).Kind is Hir.ItemKind.Static { Mutability: Mutability.Mut };
    }

    private void Report(Hir.Expr expression, Mutability mutability, bool isWritten)
    {
        bool isMutable = mutability == Mutability.Mut;
        string kind = isMutable ? "mutable" : "shared";
        string danger = isMutable
            ? "mutable references to mutable statics are dangerous; it's undefined behavior if any other pointer to the static is used or if any other reference is created for the static while the mutable reference lives"
            : "shared references to mutable statics are dangerous; it's undefined behavior if the static is mutated or if a mutable reference is created for it while the shared reference lives";
        Diagnostic found = new Diagnostic(Severity.Error, "static_mut_refs", $"creating a {kind} reference to mutable static", new(expression.Span, $"{kind} reference to mutable static"))
            .WithNote(danger)
            .WithNote("for more information, see <https://doc.rust-lang.org/edition-guide/rust-2024/static-mut-references.html>");
        Span afterSign = expression.Span with { Start = expression.Span.Start + 1, End = expression.Span.Start + 1 };
        context.Lints.Report(!isWritten ? found
            : isMutable ? found.WithFix("use `&raw mut` instead to create a raw pointer", new Edit(afterSign, "raw "))
            : found.WithFix("use `&raw const` instead to create a raw pointer", new Edit(afterSign, "raw const ")));
    }
}
