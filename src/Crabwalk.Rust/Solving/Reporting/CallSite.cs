using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Mir.Visiting;
using Crabwalk.Rust.Checking;
using Crabwalk.Rust.Semantics;

namespace Crabwalk.Rust.Solving.Reporting;

/// <summary>The call whose function asked for a bound, and the argument that the bound is about: that is what a message points at.</summary>
/// <param name="Callee">The function's or method's name at the call.</param>
/// <param name="Argument">The argument whose type fails; null when it is not one alone.</param>
internal sealed record CallSite(Span Callee, Hir.Expr? Argument)
{
    /// <summary>The call around the path or method call <paramref name="expression"/> in a body; null when it is not called there.</summary>
    public static CallSite? Find(TypeContext context, DefId body, Hir.HirId expression, DefId function, int predicate)
    {
        while (context.Definitions[body] is { Kind: DefKind.Closure, Parent: { } parent })
        {
            body = parent;
        }

        if (context.Hir.BodyOf(body) is not { } code)
        {
            return null;
        }

        var search = new Search(expression);
        search.Visit(code.Value);
        return search.Found switch
        {
            { Kind: Hir.ExprKind.Call call } => new(call.Function.Span, BlamedArgument(context, function, predicate, call.Arguments, skipsReceiver: false)),
            { Kind: Hir.ExprKind.MethodCall call } => new(call.Method.Ident.Span, BlamedArgument(context, function, predicate, call.Arguments, skipsReceiver: true)),
            _ => null,
        };
    }

    /// <summary>The one argument whose declared type names a parameter that the bound is about.</summary>
    private static Hir.Expr? BlamedArgument(TypeContext context, DefId function, int predicate, EquatableArray<Hir.Expr> arguments, bool skipsReceiver)
    {
        IReadOnlyList<(Predicate Predicate, Span Span)> predicates = context.PredicatesOf(function);
        if (predicate < 0 || predicate >= predicates.Count || predicates[predicate].Predicate.Bound.Value.Parts().FirstOrDefault() is not { } about)
        {
            return null;
        }

        var parameters = new HashSet<GenericArg>();
        foreach (GenericArg part in TyWalk.Everything(about))
        {
            if (part is Ty.Param)
            {
                parameters.Add(part);
            }
        }

        EquatableArray<Ty> inputs = context.SignatureOf(function).Value.Inputs;
        int first = skipsReceiver ? 1 : 0;
        Hir.Expr? blamed = null;
        for (int i = 0; i < arguments.Count && i + first < inputs.Count; i++)
        {
            if (TyWalk.Everything(inputs[i + first]).Any(parameters.Contains))
            {
                if (blamed is not null)
                {
                    return null;
                }

                blamed = arguments[i];
            }
        }

        return blamed;
    }

    /// <summary>Looks for the call of a path, or for a method call itself.</summary>
    private sealed class Search(Hir.HirId expression) : ExpressionWalk
    {
        public Hir.Expr? Found { get; private set; }

        public override void Visit(Hir.Expr current)
        {
            if (Found is not null)
            {
                return;
            }

            if (current.Id == expression ? current.Kind is Hir.ExprKind.MethodCall : current.Kind is Hir.ExprKind.Call call && call.Function.Id == expression)
            {
                Found = current;
                return;
            }

            base.Visit(current);
        }
    }
}
