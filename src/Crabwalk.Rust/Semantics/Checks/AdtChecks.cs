using System.Globalization;
using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;

namespace Crabwalk.Rust.Semantics.Checks;

/// <summary>Structs, enums and unions: discriminants given twice, types that hold themselves, parameters never used.</summary>
internal sealed class AdtChecks(TypeContext context)
{
    private readonly HashSet<DefId> _reportedRecursive = [];

    /// <summary>Checks one definition.</summary>
    public void Check(DefId definition, Hir.ItemKind.Adt adt)
    {
        if (adt.AdtKind == AdtKind.Enum)
        {
            CheckDiscriminants(definition, adt);
            CheckRepr(definition, adt);
        }

        CheckUnused(definition, adt);
        CheckRecursion(definition);
    }

    private void CheckDiscriminants(DefId definition, Hir.ItemKind.Adt adt)
    {
        AdtDef lowered = context.AdtOf(definition);
        var byValue = new Dictionary<Int128, List<int>>();
        for (int i = 0; i < lowered.Variants.Count; i++)
        {
            Int128 value = lowered.Variants[VariantIndex.At(i)].Discriminant;
            if (!byValue.TryGetValue(value, out List<int>? variants))
            {
                byValue.Add(value, variants = []);
            }

            variants.Add(i);
        }

        foreach ((Int128 value, List<int> variants) in byValue)
        {
            if (variants.Count > 1)
            {
                ReportSameDiscriminant(definition, adt, value, variants);
            }
        }
    }

    private void ReportSameDiscriminant(DefId definition, Hir.ItemKind.Adt adt, Int128 value, List<int> variants)
    {
        string shown = value.ToString(CultureInfo.InvariantCulture);
        var labels = new List<Label>();
        foreach (int index in variants)
        {
            Hir.Variant variant = adt.Variants[index];
            labels.Add(variant.Discriminant is { } written
                ? new(context.Definitions[written].Span, $"`{shown}` assigned here")
                : new(variant.Name.Span, $"`{shown}` assigned here"));
        }

        context.Report(new(Severity.Error, "E0081", $"discriminant value `{shown}` assigned more than once", new(ItemChecker.HeadOf(context, definition)))
        {
            Labels = labels.ToEquatableArray(),
        });
    }

    private void CheckRepr(DefId definition, Hir.ItemKind.Adt adt)
    {
        Hir.Item item = context.Hir.ItemOf(definition);
        if (adt.Variants.IsEmpty && ItemAttributes.Find(item.Attributes, context.Symbols, "repr") is { } repr)
        {
            Span span = ItemAttributes.Arguments(repr) is [[var first, ..], ..] ? first.Span : repr.Span;
            context.Report(new(Severity.Error, "E0084", "unsupported representation for zero-variant enum", new(span))
            {
                Labels = [new(ItemChecker.HeadOf(context, definition), "zero-variant enum")],
            });
        }
    }

    private void CheckUnused(DefId definition, Hir.ItemKind.Adt adt)
    {
        if (context.AdtOf(definition).Variants.Any(variant => variant.Fields.Any(field => field.Type.Has(TyFlags.HasError))))
        {
            // What was meant by a field that is wrong may use any of them.
            return;
        }

        IReadOnlyList<Variance> variances = context.VariancesOf(definition);
        HashSet<DefId> bounded = ParametersWithBoundsThatUse(definition);
        foreach (GenericParamDef parameter in context.GenericsOf(definition).Params)
        {
            if (parameter.Kind != GenericParamKind.Const && parameter.Index < variances.Count && variances[parameter.Index] == Variance.Bivariant
                && !bounded.Contains(parameter.Definition) && context.Hir.LangItem("phantom_data") != definition)
            {
                ReportUnused(parameter, adt);
            }
        }
    }

    /// <summary>A parameter that another one's projection fixes counts as used: <c>T: Iterator&lt;Item = U&gt;</c>.</summary>
    private HashSet<DefId> ParametersWithBoundsThatUse(DefId definition)
    {
        var used = new HashSet<DefId>();
        IReadOnlyList<GenericParamDef> parameters = context.AllParams(definition);
        foreach ((Predicate predicate, Span _) in context.PredicatesOf(definition))
        {
            if (predicate.Bound.Value is PredicateKind.Projection { Term: Ty.Param { Index: var index } } && index < parameters.Count)
            {
                used.Add(parameters[index].Definition);
            }
        }

        return used;
    }

    private void ReportUnused(GenericParamDef parameter, Hir.ItemKind.Adt adt)
    {
        bool isLifetime = parameter.Kind == GenericParamKind.Lifetime;
        string kind = isLifetime ? "lifetime" : "type";
        var children = new List<SubDiagnostic>
        {
            new(Severity.Help, $"consider removing `{parameter.Name}`, referring to it in a field, or using a marker such as `PhantomData`"),
        };
        if (!isLifetime && !HasBounds(adt, parameter.Definition))
        {
            children.Add(new(Severity.Help, $"if you intended `{parameter.Name}` to be a const parameter, use `const {parameter.Name}: /* Type */` instead"));
        }

        context.Report(new(Severity.Error, "E0392", $"{kind} parameter `{parameter.Name}` is never used", new(context.Definitions[parameter.Definition].Span, $"unused {kind} parameter"))
        {
            Children = children.ToEquatableArray(),
        });
    }

    private static bool HasBounds(Hir.ItemKind.Adt adt, DefId parameter)
    {
        foreach (Hir.WherePredicate predicate in adt.Generics.Predicates)
        {
            if (predicate is Hir.WherePredicate.OfType(_, { Kind: Hir.TyKind.Path(Hir.QPath.Resolved(null, { Res: Hir.Res.Def(var named) })) }, _, _, _) && named == parameter)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>E0072: a type that holds itself by value has no size.</summary>
    private void CheckRecursion(DefId definition)
    {
        if (_reportedRecursive.Contains(definition))
        {
            return;
        }

        var path = new List<(DefId Adt, DefId Field)>();
        if (FindItself(definition, definition, path, []))
        {
            _reportedRecursive.UnionWith(path.Select(step => step.Adt));
            ReportRecursion(path);
        }
    }

    private bool FindItself(DefId current, DefId root, List<(DefId Adt, DefId Field)> path, HashSet<DefId> seen)
    {
        if (!seen.Add(current))
        {
            return false;
        }

        foreach (VariantDef variant in context.AdtOf(current).Variants)
        {
            foreach (FieldDef field in variant.Fields)
            {
                foreach (DefId held in HeldBy(field.Type))
                {
                    path.Add((current, field.Definition ?? current));
                    if (held == root || FindItself(held, root, path, seen))
                    {
                        return true;
                    }

                    path.RemoveAt(path.Count - 1);
                }
            }
        }

        return false;
    }

    /// <summary>The ADTs whose values lie inside a value of the type, those in arguments that an ADT holds by value among them.</summary>
    private IEnumerable<DefId> HeldBy(Ty type)
    {
        switch (type)
        {
            case Ty.Adt adt:
                yield return adt.Definition.Id;
                for (int i = 0; i < adt.Args.Count; i++)
                {
                    if (adt.Args[i] is Ty argument && HoldsParameter(adt.Definition.Id, i, []))
                    {
                        foreach (DefId held in HeldBy(argument))
                        {
                            yield return held;
                        }
                    }
                }

                break;
            case Ty.Tuple tuple:
                foreach (DefId held in tuple.Parts.Span.ToArray().SelectMany(HeldBy))
                {
                    yield return held;
                }

                break;
            case Ty.Array array:
                foreach (DefId held in HeldBy(array.Element))
                {
                    yield return held;
                }

                break;
        }
    }

    private bool HoldsParameter(DefId adt, int parameter, HashSet<(DefId Adt, int Parameter)> seen) =>
        seen.Add((adt, parameter)) && adt != context.Hir.LangItem("phantom_data")
            && context.AdtOf(adt).Variants.Any(variant => variant.Fields.Span.ToArray().Any(field => HoldsParameter(field.Type, parameter, seen)));

    private bool HoldsParameter(Ty type, int parameter, HashSet<(DefId Adt, int Parameter)> seen) => type switch
    {
        Ty.Param { Index: var index } => index == parameter,
        Ty.Tuple tuple => tuple.Parts.Span.ToArray().Any(part => HoldsParameter(part, parameter, seen)),
        Ty.Array array => HoldsParameter(array.Element, parameter, seen),
        Ty.Adt adt => Enumerable.Range(0, adt.Args.Count).Any(i =>
            adt.Args[i] is Ty argument && HoldsParameter(argument, parameter, []) && HoldsParameter(adt.Definition.Id, i, seen)),
        _ => false,
    };

    private void ReportRecursion(List<(DefId Adt, DefId Field)> path)
    {
        var heads = new List<DefId>();
        foreach ((DefId adt, DefId _) in path)
        {
            if (!context.Definitions[adt].IsLibrary && !heads.Contains(adt))
            {
                heads.Add(adt);
            }
        }

        var labels = new List<Label>();
        var edits = new List<Edit>();
        for (int i = 0; i < path.Count; i++)
        {
            if (!context.Definitions[path[i].Adt].IsLibrary && TypeSpanOf(path[i].Adt, path[i].Field, heads) is { } span)
            {
                labels.Add(new(span, "recursive without indirection"));
                edits.Add(new(span.AtStart, "Box<"));
                edits.Add(new(span.AtEnd, ">"));
            }
        }

        string names = string.Join(heads.Count == 2 ? " and " : ", ", heads.Select(head => $"`{context.Hir.PathOf(head)}`"));
        foreach (DefId head in heads.Skip(1))
        {
            labels.Add(new(ItemChecker.HeadOf(context, head)) { IsPrimary = true });
        }

        context.Report(new(Severity.Error, "E0072", $"recursive type{(heads.Count == 1 ? "" : "s")} {names} {(heads.Count == 1 ? "has" : "have")} infinite size",
            new(ItemChecker.HeadOf(context, heads[0])))
        {
            Labels = labels.ToEquatableArray(),
            Fixes = [new("insert some indirection (e.g., a `Box`, `Rc`, or `&`) to break the cycle", edits.ToEquatableArray(), Applicability.HasPlaceholders)],
        });
    }

    /// <summary>The part of a field's type that names one of the types in the circle.</summary>
    private Span? TypeSpanOf(DefId adt, DefId field, List<DefId> circle) =>
        context.Hir.ItemOf(adt).Kind is Hir.ItemKind.Adt item && ItemHeads.FieldOf(item, field) is { } found ? InnermostNaming(found.Type, circle) : null;

    private static Span? InnermostNaming(Hir.Ty type, List<DefId> circle)
    {
        switch (type.Kind)
        {
            case Hir.TyKind.Tuple(var elements):
                return elements.Span.ToArray().Select(element => InnermostNaming(element, circle)).FirstOrDefault(span => span is not null);
            case Hir.TyKind.Array(var element, _):
                return InnermostNaming(element, circle);
            case Hir.TyKind.Path(Hir.QPath.Resolved(_, { Segments: [.., var last] } path)):
                if (path.Res is Hir.Res.Def(var named) && circle.Contains(named))
                {
                    return type.Span;
                }

                return last.Args?.Args.Span.ToArray().OfType<Hir.GenericArg.OfType>().Select(arg => InnermostNaming(arg.Type, circle)).FirstOrDefault(span => span is not null);
            default:
                return null;
        }
    }
}
