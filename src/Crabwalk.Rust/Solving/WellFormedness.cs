using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Mir.Visiting;
using Crabwalk.Rust.Semantics;

namespace Crabwalk.Rust.Solving;

/// <summary>What a type requires to make sense: the where clauses of what it names, sized elements, traits that may be objects (rustc's <c>wf</c>).</summary>
internal static class WellFormedness
{
    /// <summary>One step towards the well-formedness of a type or constant: all that its parts require.</summary>
    public static Step Step(Inference inference, Obligation obligation, GenericArg arg)
    {
        GenericArg resolved = inference.Resolve(arg);
        if (resolved is Ty.Infer or Const.Infer)
        {
            return Solving.Step.Stalled;
        }

        var requirements = new Requirements(inference.Context, obligation);
        requirements.Visit(resolved);
        return Solving.Step.Done(requirements.Found);
    }

    /// <summary>What the parts of a type or constant require.</summary>
    public static List<Obligation> Of(TypeContext context, Obligation obligation, GenericArg arg)
    {
        var requirements = new Requirements(context, obligation);
        requirements.Visit(arg);
        return requirements.Found;
    }

    /// <summary>Gathers the obligations of all parts of a type.</summary>
    private sealed class Requirements(TypeContext context, Obligation obligation)
    {
        public List<Obligation> Found { get; } = [];

        public void Visit(GenericArg root)
        {
            foreach (GenericArg part in TyWalk.Everything(root))
            {
                if (!part.HasEscapingBoundVars)
                {
                    Add(part);
                }
            }
        }

        private void Add(GenericArg part)
        {
            switch (part)
            {
                case Ty.Adt adt:
                    AddClauses(adt.Definition.Id, adt.Args);
                    break;
                case Ty.FnDef function:
                    AddClauses(function.Definition, function.Args);
                    break;
                case Ty.Array array:
                    AddSized(array.Element);
                    break;
                case Ty.Slice slice:
                    AddSized(slice.Element);
                    break;
                case Ty.Tuple { Parts: [.. var before, _] }:
                    foreach (Ty sized in before)
                    {
                        AddSized(sized);
                    }

                    break;
                case Ty.Ref reference:
                    Add(new PredicateKind.TypeOutlives(reference.Referent, reference.Region), obligation.Cause);
                    break;
                case Ty.Alias { Kind: AliasKind.Projection } alias:
                    AddProjection(alias);
                    break;
                case Ty.Dynamic dynamic when ObjectTypes.PrincipalOf(context, dynamic) is { } principal:
                    Add(new PredicateKind.DynCompatible(principal.Trait), obligation.Cause);
                    break;
            }
        }

        private void AddProjection(Ty.Alias alias)
        {
            DefId trait = context.Definitions[alias.Definition].Parent!.Value;
            int count = context.GenericsOf(trait).Count;
            if (alias.Args.Count >= count)
            {
                Add(new PredicateKind.Trait(new(trait, alias.Args[..count])), obligation.Cause);
            }
        }

        private void AddSized(Ty type)
        {
            if (context.Hir.LangItem("sized") is { } sized)
            {
                Add(new PredicateKind.Trait(new(sized, [type])), obligation.Cause);
            }
        }

        private void AddClauses(DefId item, EquatableArray<GenericArg> args)
        {
            IReadOnlyList<(Predicate Predicate, Span Span)> clauses = context.PredicatesOf(item);
            for (int i = 0; i < clauses.Count; i++)
            {
                ObligationCause cause = obligation.Cause with { Code = new CauseCode.WhereClause(item, clauses[i].Span, null, i) };
                Found.Add(new(cause, obligation.Environment, clauses[i].Predicate.Substitute(context.Types, args), obligation.Depth + 1));
            }
        }

        private void Add(PredicateKind kind, ObligationCause cause) =>
            Found.Add(new(cause, obligation.Environment, new(new(kind, [])), obligation.Depth + 1));
    }
}
