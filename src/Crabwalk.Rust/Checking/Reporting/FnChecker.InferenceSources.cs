using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Mir.Visiting;
using Crabwalk.Rust.Semantics;
using Crabwalk.Rust.Solving;
using Crabwalk.Rust.Solving.Reporting;

namespace Crabwalk.Rust.Checking;

/// <content>Where a type that nothing decides could be written: at a variable, a closure's parameter or a path (rustc's <c>InferSource</c>).</content>
internal sealed partial class FnChecker
{
    private readonly List<(Hir.Pat Pattern, Hir.HirId Variable, bool IsClosureParameter)> _untyped = [];

    private void NoteUntyped(Hir.Pat pattern, bool isClosureParameter)
    {
        if (pattern.Kind is Hir.PatKind.Binding binding)
        {
            _untyped.Add((pattern, binding.Variable, isClosureParameter));
        }
    }

    private void ReportAmbiguity(FulfillmentError error)
    {
        Diagnostic diagnostic = AmbiguityReport.Of((TypeContext)_context, _inference, error);
        bool isAtItsPlace = diagnostic.Code == "E0790";
        Report(!isAtItsPlace && FirstVariable(error.Obligation.Predicate.Bound.Value) is { } variable ? WithInferenceSource(diagnostic, variable) : diagnostic);
    }

    private Ty.Infer? FirstVariable(PredicateKind predicate) => predicate switch
    {
        PredicateKind.Trait trait => FirstVariable(trait.Reference.Args),
        PredicateKind.Projection projection => FirstVariable(projection.Args),
        PredicateKind.WellFormed { Arg: Ty type } => FirstVariable([type]),
        PredicateKind.Coerce coerce => FirstVariable([coerce.From]),
        PredicateKind.Subtype subtype => FirstVariable([subtype.Sub]),
        _ => null,
    };

    private Ty.Infer? FirstVariable(EquatableArray<GenericArg> args)
    {
        foreach (GenericArg arg in args)
        {
            if (arg is Ty type)
            {
                foreach (GenericArg part in TyWalk.Everything(_inference.Resolve(type)))
                {
                    if (part is Ty.Infer { Kind: InferKind.General } variable)
                    {
                        return variable;
                    }
                }
            }
        }

        return null;
    }

    private Diagnostic WithInferenceSource(Diagnostic error, Ty.Infer wanted)
    {
        UniteCoercedVariables();
        if (_inference.Shallow(wanted) is not Ty.Infer variable)
        {
            return error;
        }

        foreach ((Hir.Pat pattern, Hir.HirId local, bool isClosureParameter) in _untyped)
        {
            if (_locals.TryGetValue(local, out Ty? declared) && _inference.Resolve(declared) is var type and not Ty.Closure && Contains(type, variable))
            {
                return AtVariable(error, pattern, local, type, isClosureParameter);
            }
        }

        return AtGenericArgument(error, variable);
    }

    private static bool Contains(GenericArg type, Ty.Infer variable)
    {
        foreach (GenericArg part in TyWalk.Everything(type))
        {
            if (ReferenceEquals(part, variable))
            {
                return true;
            }
        }

        return false;
    }

    private Diagnostic AtVariable(Diagnostic error, Hir.Pat pattern, Hir.HirId local, Ty type, bool isClosureParameter)
    {
        bool isUnknown = type is Ty.Infer;
        Span place = error.Primary!.Span;
        Span span = pattern.Span;
        string suggested = isUnknown ? "/* Type */" : SuggestedName(type);
        string what = isClosureParameter ? "this closure parameter" : $"`{_variableNames[local]}`";
        string how = isUnknown ? "" : type is Ty.Adt { Args: [Ty.Infer, ..] } adt ? $", where the type for type parameter `{ParameterName(adt, 0)}` is specified" : ", where the placeholders `_` are specified";
        Diagnostic moved = error with
        {
            Message = isUnknown ? "type annotations needed" : $"type annotations needed for `{NameOf(type)}`",
            Primary = new(span),
            Labels = place.Length == 0 || span.Contains(place) ? [] : [new(place, "type must be known at this point")],
        };
        return moved.WithFix($"consider giving {what} an explicit type{how}", new Edit(span.AtEnd, $": {suggested}"));
    }

    /// <summary>The type with its own parameters' names where it is not known.</summary>
    private string SuggestedName(Ty type)
    {
        if (type is not Ty.Adt adt)
        {
            return NameOf(type);
        }

        var args = new GenericArg[adt.Args.Count];
        for (int i = 0; i < args.Length; i++)
        {
            args[i] = adt.Args[i] is Ty.Infer { Kind: InferKind.General } ? Types.Param(i, ParameterName(adt, i)) : adt.Args[i];
        }

        return NameOf(Types.Adt(adt.Definition, [.. args]));
    }

    private string ParameterName(Ty.Adt adt, int index)
    {
        Generics generics = _context.GenericsOf(adt.Definition.Id);
        return index < generics.Params.Count ? generics.Params[index].Name : "_";
    }

    private Diagnostic AtGenericArgument(Diagnostic error, Ty.Infer variable)
    {
        if (Map.BodyOf(_owner) is not { } body)
        {
            return error;
        }

        var finder = new ArgumentFinder(this, variable);
        finder.Visit(body);
        if (finder.Found is not var (span, parameter, item))
        {
            return error;
        }

        string kind = PathErrors.KindOf(_context, item);
        return (error with { Primary = new(span, $"cannot infer type of the type parameter `{parameter}` declared on the {kind} `{_context.Definitions[item].Name}`") })
            .WithFix("consider specifying the generic argument", new Edit(span.AtEnd, $"::<{parameter}>"));
    }

    /// <summary>Finds the first use of an item with the variable as one of its own type arguments.</summary>
    private sealed class ArgumentFinder(FnChecker checker, Ty.Infer variable) : ExpressionWalk
    {
        public (Span Span, string Parameter, DefId Item)? Found { get; private set; }

        public override void Visit(Hir.Expr expression)
        {
            if (Found is null && checker._results.NodeArgs.TryGetValue(expression.Id, out EquatableArray<GenericArg> args) && ItemOf(expression) is { } use)
            {
                foreach (GenericParamDef parameter in checker._context.GenericsOf(use.Item).Params)
                {
                    if (parameter.Index < args.Count && args[parameter.Index] is Ty arg && ReferenceEquals(checker._inference.Shallow(arg), variable) && !parameter.IsSynthetic)
                    {
                        Found = (use.Span, parameter.Name, use.Item);
                    }
                }
            }

            base.Visit(expression);
        }

        private (DefId Item, Span Span)? ItemOf(Hir.Expr expression) => expression.Kind switch
        {
            Hir.ExprKind.MethodCall call when checker._results.Callees.TryGetValue(expression.Id, out DefId method) => (method, call.Method.Ident.Span),
            Hir.ExprKind.Path { Name: Hir.QPath.Resolved { Path: { Res: Hir.Res.Def { Id: var id } } path } }
                when checker._context.Definitions[id].Kind is DefKind.Function or DefKind.AssociatedFunction => (id, path.Span),
            _ => null,
        };
    }
}
