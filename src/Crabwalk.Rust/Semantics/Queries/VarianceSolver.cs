using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Mir.Visiting;

namespace Crabwalk.Rust.Semantics.Queries;

/// <summary>
/// How the parameters of an ADT vary: a fixed point over all ADTs that it reaches (Altidor et al., "Taming the Wildcards"; rustc_hir_analysis's
/// <c>variance</c>). Functions and opaque types are invariant in everything but what they do not name.
/// </summary>
internal sealed class VarianceSolver(TypeContext context)
{
    /// <summary>Finished fixed points.</summary>
    private readonly Dictionary<DefId, Variance[]> _solved = [];

    /// <summary>The variances of a definition's parameters, in order.</summary>
    public IReadOnlyList<Variance> Compute(DefId definition)
    {
        int count = context.GenericsOf(definition).Count;
        if (!ItemHeads.IsAdt(context.Definitions[definition].Kind))
        {
            return [.. Enumerable.Repeat(Variance.Invariant, count)];
        }

        if (!_solved.ContainsKey(definition))
        {
            Solve(definition);
        }

        return _solved[definition];
    }

    private void Solve(DefId root)
    {
        var open = new Dictionary<DefId, Variance[]>();
        Start(open, root);
        bool isChanged = true;
        while (isChanged)
        {
            isChanged = false;
            foreach (DefId definition in open.Keys.ToArray())
            {
                isChanged |= Step(open, definition);
            }
        }

        foreach ((DefId definition, Variance[] variances) in open)
        {
            _solved.TryAdd(definition, variances);
        }
    }

    private void Start(Dictionary<DefId, Variance[]> open, DefId definition) =>
        open.Add(definition, [.. Enumerable.Repeat(Variance.Bivariant, context.GenericsOf(definition).Count)]);

    private bool Step(Dictionary<DefId, Variance[]> open, DefId definition)
    {
        int known = open.Count;
        Variance[] own = open[definition];
        var before = (Variance[])own.Clone();
        var walk = new Walk(this, open, own);
        bool isPhantom = context.Hir.LangItem("phantom_data") == definition;
        if (isPhantom)
        {
            own[0] = Variance.Covariant;
        }
        else
        {
            foreach (VariantDef variant in context.AdtOf(definition).Variants)
            {
                foreach (FieldDef field in variant.Fields)
                {
                    walk.Visit(field.Type, Variance.Covariant);
                }
            }
        }

        if (context.Hir.LangItem("unsafe_cell") == definition && own.Length > 0)
        {
            own[0] = Variance.Invariant;
        }

        return open.Count != known || !before.AsSpan().SequenceEqual(own);
    }

    private Variance[] VariancesOf(Dictionary<DefId, Variance[]> open, DefId definition)
    {
        if (_solved.TryGetValue(definition, out Variance[]? solved))
        {
            return solved;
        }

        if (!open.ContainsKey(definition))
        {
            Start(open, definition);
        }

        return open[definition];
    }

    /// <summary>A variance inside a place that itself varies.</summary>
    internal static Variance Transform(Variance outer, Variance inner) => outer switch
    {
        Variance.Covariant => inner,
        Variance.Contravariant => inner switch
        {
            Variance.Covariant => Variance.Contravariant,
            Variance.Contravariant => Variance.Covariant,
            _ => inner,
        },
        Variance.Invariant => inner == Variance.Bivariant ? Variance.Bivariant : Variance.Invariant,
        _ => Variance.Bivariant,
    };

    /// <summary>What holds of a parameter that occurs in two places.</summary>
    internal static Variance Meet(Variance left, Variance right) => (left, right) switch
    {
        (Variance.Bivariant, _) => right,
        (_, Variance.Bivariant) => left,
        _ => left == right ? left : Variance.Invariant,
    };

    /// <summary>Looks through the types of fields for parameters.</summary>
    private sealed class Walk(VarianceSolver solver, Dictionary<DefId, Variance[]> open, Variance[] own)
    {
        public void Visit(GenericArg arg, Variance variance)
        {
            switch (arg)
            {
                case Ty.Param parameter:
                    Note(parameter.Index, variance);
                    break;
                case Region.EarlyParam parameter:
                    Note(parameter.Index, variance);
                    break;
                case Const.Param parameter:
                    Note(parameter.Index, Variance.Invariant);
                    break;
                case Ty.Ref reference:
                    Visit(reference.Region, variance);
                    Visit(reference.Referent, reference.Mutability == Mutability.Mut ? Transform(variance, Variance.Invariant) : variance);
                    break;
                case Ty.RawPtr pointer:
                    Visit(pointer.Pointee, pointer.Mutability == Mutability.Mut ? Transform(variance, Variance.Invariant) : variance);
                    break;
                case Ty.Adt adt:
                    VisitAdt(adt, variance);
                    break;
                case Ty.FnPtr pointer:
                    VisitSignature(pointer.Signature.Value, variance);
                    break;
                case Ty.Dynamic dynamic:
                    Visit(dynamic.Region, variance);
                    VisitAll(TyWalk.Parts(dynamic).SkipLast(1), Transform(variance, Variance.Invariant));
                    break;
                case Ty.Alias or Ty.FnDef or Ty.Closure or Const.Unevaluated:
                    VisitAll(TyWalk.Parts(arg), Transform(variance, Variance.Invariant));
                    break;
                default:
                    VisitAll(TyWalk.Parts(arg), variance);
                    break;
            }
        }

        private void VisitAll(IEnumerable<GenericArg> parts, Variance variance)
        {
            foreach (GenericArg part in parts)
            {
                Visit(part, variance);
            }
        }

        private void VisitAdt(Ty.Adt adt, Variance variance)
        {
            Variance[] variances = solver.VariancesOf(open, adt.Definition.Id);
            for (int i = 0; i < adt.Args.Count && i < variances.Length; i++)
            {
                Visit(adt.Args[i], Transform(variance, variances[i]));
            }
        }

        private void VisitSignature(FnSig signature, Variance variance)
        {
            foreach (Ty input in signature.Inputs)
            {
                Visit(input, Transform(variance, Variance.Contravariant));
            }

            Visit(signature.Output, variance);
        }

        private void Note(int index, Variance variance)
        {
            if (index < own.Length)
            {
                own[index] = Meet(own[index], variance);
            }
        }
    }
}
