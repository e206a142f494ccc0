using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Mir.Visiting;

namespace Crabwalk.Rust.Semantics.Checks;

/// <summary>An impl against its trait: the same items, safety, and parameters that the head fixes.</summary>
internal sealed class ImplChecks(TypeContext context)
{
    private readonly ImplItemComparison _comparison = new(context);

    /// <summary>Checks one impl.</summary>
    public void Check(DefId definition, Hir.ItemKind.Impl implementation)
    {
        CheckConstrained(definition, implementation);
        if (context.TraitRefOf(definition) is not { } reference)
        {
            CheckInherentSafety(definition, implementation);
            return;
        }

        CheckSafety(definition, implementation, reference.Trait);
        if (implementation.IsNegative)
        {
            return;
        }

        CheckItems(definition, reference);
        CheckMissing(definition, reference);
    }

    private void CheckItems(DefId definition, TraitRef reference)
    {
        var seen = new Dictionary<(Symbol Name, AssocKind Kind), AssocItem>();
        foreach (AssocItem item in context.AssociatedItemsOf(definition))
        {
            if (seen.TryGetValue((item.Name, item.Kind), out AssocItem? first))
            {
                ReportTwice(first, item);
            }
            else
            {
                seen.Add((item.Name, item.Kind), item);
            }

            if (item.TraitItem is { } traitItem)
            {
                _comparison.Compare(definition, item, context.AssociatedItem(traitItem)!, reference);
            }
            else
            {
                CheckKind(item, reference.Trait);
            }
        }
    }

    /// <summary>E0323 and its kin: the trait has such an item, but of another kind.</summary>
    private void CheckKind(AssocItem item, DefId trait)
    {
        foreach (AssocItem other in context.AssociatedItemsOf(trait))
        {
            if (other.Name != item.Name)
            {
                continue;
            }

            (string code, string kind) = item.Kind switch
            {
                AssocKind.Const => ("E0323", "an associated const"),
                AssocKind.Function => ("E0324", "an associated method"),
                _ => ("E0325", "an associated type"),
            };
            string message = $"item `{context.Symbols[item.Name]}` is {kind}, which doesn't match its trait `{context.Hir.PathOf(trait)}`";
            context.Report(new(Severity.Error, code, message, new(context.Hir.ItemOf(item.Definition).Span, "does not match trait"))
            {
                Labels = InTrait(other, "item in trait", isWhole: true),
            });
            return;
        }
    }

    private void ReportTwice(AssocItem first, AssocItem second)
    {
        var labels = new List<Label> { new(context.Hir.ItemOf(first.Definition).Span, "previous definition here") };
        if (first.TraitItem is { } inTrait && !context.Definitions[inTrait].IsLibrary)
        {
            labels.Add(new(context.Hir.ItemOf(inTrait).Span, "item in trait"));
        }

        context.Report(new(Severity.Error, "E0201", $"duplicate definitions with name `{context.Symbols[second.Name]}`:", new(context.Hir.ItemOf(second.Definition).Span, "duplicate definition"))
        {
            Labels = labels.ToEquatableArray(),
        });
    }

    private EquatableArray<Label> InTrait(AssocItem item, string text, bool isWhole = false) =>
        context.Definitions[item.Definition].IsLibrary ? [] : [new(isWhole ? context.Hir.ItemOf(item.Definition).Span : ItemChecker.HeadOf(context, item.Definition), text)];

    private void CheckMissing(DefId definition, TraitRef reference)
    {
        var missing = new List<AssocItem>();
        foreach (AssocItem wanted in context.AssociatedItemsOf(reference.Trait))
        {
            if (!wanted.HasDefault && !context.AssociatedItemsOf(definition).Any(item => item.TraitItem == wanted.Definition))
            {
                missing.Add(wanted);
            }
        }

        if (missing.Count > 0)
        {
            ReportMissing(definition, missing);
        }
    }

    private void ReportMissing(DefId definition, List<AssocItem> missing)
    {
        string names = string.Join(", ", missing.Select(item => $"`{context.Symbols[item.Name]}`"));
        var labels = new List<Label>();
        var children = new List<SubDiagnostic>();
        foreach (AssocItem item in missing)
        {
            if (context.Definitions[item.Definition].IsLibrary)
            {
                children.Add(new(Severity.Help, $"implement the missing item: `{MissingItemText.Of(context, item)}`"));
            }
            else
            {
                Span span = item.Kind == AssocKind.Function ? context.Hir.ItemOf(item.Definition).Span : ItemChecker.HeadOf(context, item.Definition);
                labels.Add(new(span, $"`{context.Symbols[item.Name]}` from trait"));
            }
        }

        context.Report(new(Severity.Error, "E0046", $"not all trait items implemented, missing: {names}",
            new(ItemChecker.HeadOf(context, definition), $"missing {names} in implementation"))
        {
            Labels = labels.ToEquatableArray(),
            Children = children.ToEquatableArray(),
        });
    }

    private static Span NegationOf(Span head, Hir.ItemKind.Impl implementation) =>
        implementation.OfTrait is { } trait && trait.Path.Span.Start > head.Start ? trait.Path.Span with { Start = trait.Path.Span.Start - 1, End = trait.Path.Span.Start } : head;

    private void CheckSafety(DefId definition, Hir.ItemKind.Impl implementation, DefId trait)
    {
        if (context.Hir.ItemOf(trait).Kind is not Hir.ItemKind.Trait item)
        {
            return;
        }

        Span head = ItemChecker.HeadOf(context, definition);
        string name = context.Hir.PathOf(trait);
        if (implementation.IsNegative && implementation.IsUnsafe)
        {
            Span sign = NegationOf(head, implementation);
            context.Report(new(Severity.Error, "E0198", "negative impls cannot be unsafe", new(implementation.OfTrait is { } named ? sign.To(named.Path.Span) : sign))
            {
                Labels = [new(head with { End = head.Start + "unsafe".Length }, "unsafe because of this"), new(sign, "negative because of this")],
            });
        }
        else if (implementation.IsUnsafe && !item.IsUnsafe && !implementation.Generics.Params.Span.ToArray().Any(parameter => parameter.MayDangle))
        {
            context.Report(new(Severity.Error, "E0199", $"implementing the trait `{name}` is not unsafe", new(head))
            {
                Fixes = [new("remove `unsafe` from this trait implementation", [new(head with { End = head.Start + "unsafe ".Length }, "")], Applicability.MachineApplicable) { Style = FixStyle.Lines }],
            });
        }
        else if (!implementation.IsUnsafe && !implementation.IsNegative && item.IsUnsafe)
        {
            context.Report(new(Severity.Error, "E0200", $"the trait `{name}` requires an `unsafe impl` declaration", new(head))
            {
                Children =
                [
                    new(Severity.Note, $"the trait `{name}` enforces invariants that the compiler can't check. Review the trait documentation and make sure this implementation upholds those invariants before adding the `unsafe` keyword"),
                ],
                Fixes = [new("add `unsafe` to this trait implementation", [new(head.AtStart, "unsafe ")]) { Style = FixStyle.Lines }],
            });
        }
    }

    private void CheckInherentSafety(DefId definition, Hir.ItemKind.Impl implementation)
    {
        if (implementation is { IsUnsafe: true, OfTrait: null })
        {
            context.Report(new(Severity.Error, "E0197", "inherent impls cannot be unsafe", new(implementation.Self.Span, "inherent impl for this type"))
            {
                Labels = [new(ItemChecker.HeadOf(context, definition) with { End = ItemChecker.HeadOf(context, definition).Start + "unsafe".Length }, "unsafe because of this")],
            });
        }
    }

    /// <summary>E0207: each parameter must be fixed by the self type, the trait's arguments, or a projection of those.</summary>
    private void CheckConstrained(DefId definition, Hir.ItemKind.Impl implementation)
    {
        var fixedBy = new HashSet<int>();
        AddParameters(context.TypeOf(definition), fixedBy, isConstraining: true);
        TraitRef? reference = context.TraitRefOf(definition);
        foreach (GenericArg arg in reference?.Args ?? [])
        {
            AddParameters(arg, fixedBy, isConstraining: true);
        }

        AddProjected(definition, fixedBy);
        bool hasError = context.TypeOf(definition).Has(TyFlags.HasError) || (implementation.OfTrait is not null && reference is null);
        foreach (GenericParamDef parameter in context.GenericsOf(definition).Params)
        {
            if (!fixedBy.Contains(parameter.Index) && !hasError && (parameter.Kind != GenericParamKind.Lifetime || IsNamedByAssociatedType(definition, parameter)))
            {
                ReportUnconstrained(parameter);
            }
        }
    }

    /// <summary>Where <c>T: Iterator&lt;Item = U&gt;</c> stands and <c>T</c> is fixed, so is <c>U</c>.</summary>
    private void AddProjected(DefId definition, HashSet<int> fixedBy)
    {
        bool isChanged = true;
        while (isChanged)
        {
            isChanged = false;
            foreach ((Predicate predicate, Span _) in context.PredicatesOf(definition))
            {
                if (predicate.Bound.Value is not PredicateKind.Projection projection)
                {
                    continue;
                }

                var inputs = new HashSet<int>();
                foreach (GenericArg arg in projection.Args)
                {
                    AddParameters(arg, inputs, isConstraining: false);
                }

                int before = fixedBy.Count;
                if (inputs.IsSubsetOf(fixedBy))
                {
                    AddParameters(projection.Term, fixedBy, isConstraining: true);
                }

                isChanged |= fixedBy.Count > before;
            }
        }
    }

    private static void AddParameters(GenericArg root, HashSet<int> into, bool isConstraining)
    {
        switch (root)
        {
            case Ty.Param parameter:
                into.Add(parameter.Index);
                break;
            case Region.EarlyParam parameter:
                into.Add(parameter.Index);
                break;
            case Const.Param parameter:
                into.Add(parameter.Index);
                break;
            case Ty.Alias or Const.Unevaluated when isConstraining:
                break;
            default:
                foreach (GenericArg part in TyWalk.Parts(root))
                {
                    AddParameters(part, into, isConstraining);
                }

                break;
        }
    }

    private bool IsNamedByAssociatedType(DefId definition, GenericParamDef lifetime)
    {
        foreach (AssocItem item in context.AssociatedItemsOf(definition))
        {
            if (item.Kind == AssocKind.Type && TyWalk.Everything(context.TypeOf(item.Definition)).Any(part => part is Region.EarlyParam named && named.Index == lifetime.Index))
            {
                return true;
            }
        }

        return false;
    }

    private void ReportUnconstrained(GenericParamDef parameter)
    {
        string kind = parameter.Kind switch
        {
            GenericParamKind.Lifetime => "lifetime",
            GenericParamKind.Type => "type",
            _ => "const",
        };
        context.Report(new(Severity.Error, "E0207", $"the {kind} parameter `{parameter.Name}` is not constrained by the impl trait, self type, or predicates",
            new(context.Definitions[parameter.Definition].Span, $"unconstrained {kind} parameter"))
        {
            Children = parameter.Kind == GenericParamKind.Const
                ? [new(Severity.Note, "expressions using a const parameter must map each value to a distinct output value"),
                   new(Severity.Note, "proving the result of expressions other than the parameter are unique is not supported")]
                : [],
        });
    }
}
