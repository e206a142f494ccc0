using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Solving;

namespace Crabwalk.Rust.Semantics.Checks;

/// <summary>Who may implement what, and that no two impls are for the same type (Rust Reference, trait implementation coherence).</summary>
internal sealed class CoherenceChecks(TypeContext context)
{
    private const string OrphanLink = "for more information see https://doc.rust-lang.org/reference/items/implementations.html#orphan-rules";

    /// <summary>Impls that may not be at all: what they overlap with does not matter.</summary>
    private readonly HashSet<DefId> _refused = [];

    /// <summary>Checks what one impl may do.</summary>
    public void CheckImpl(DefId definition, Hir.ItemKind.Impl implementation)
    {
        if (context.TraitRefOf(definition) is { } reference)
        {
            CheckOrphan(definition, implementation, reference);
            CheckSpecial(definition, implementation, reference);
        }
        else if (implementation.OfTrait is null)
        {
            CheckInherent(definition, context.TypeOf(definition));
        }
    }

    /// <summary>Finds impls for the same type among those of the items and of the libraries.</summary>
    public void CheckOverlaps(IReadOnlyList<DefId> items)
    {
        var inherent = new Dictionary<Symbol, List<AssocItem>>();
        foreach (DefId item in items)
        {
            if (_refused.Contains(item))
            {
                continue;
            }

            if (context.Hir.ItemOf(item).Kind is not Hir.ItemKind.Impl implementation)
            {
                continue;
            }

            if (context.TraitRefOf(item) is { } reference)
            {
                CheckOverlap(item, reference);
            }
            else if (implementation.OfTrait is null)
            {
                CheckNames(item, inherent);
            }
        }
    }

    // Traits.

    private void CheckOverlap(DefId definition, TraitRef reference)
    {
        foreach (DefId other in context.ImplsOf(reference.Trait))
        {
            bool isBefore = other.Index < definition.Index || context.Definitions[other].IsLibrary;
            if (other != definition && isBefore && context.TraitRefOf(other) is not null && Overlap(definition, other) is { } shared)
            {
                ReportOverlap(definition, other, shared);
                return;
            }
        }
    }

    /// <summary>What both impls are for; null when there can be no such type.</summary>
    private TraitRef? Overlap(DefId left, DefId right)
    {
        var inference = new Inference(context, left) { IsCoherence = true };
        var cause = new ObligationCause(context.Definitions[left].Span, left, new CauseCode.Misc());
        EquatableArray<GenericArg> leftArgs = inference.FreshArgs(left, default);
        EquatableArray<GenericArg> rightArgs = inference.FreshArgs(right, default);
        TraitRef a = context.TraitRefOf(left)!.Substitute(context.Types, leftArgs);
        TraitRef b = context.TraitRefOf(right)!.Substitute(context.Types, rightArgs);
        if (HasError(a) || HasError(b) || !MayOverlap(inference, a, b))
        {
            return null;
        }

        if (inference.TryRelate(cause, ParamEnv.Empty, a.Args, b.Args, depth: 0) is not { } obligations)
        {
            return null;
        }

        AddConditions(left, leftArgs, cause, obligations);
        AddConditions(right, rightArgs, cause, obligations);
        foreach (Obligation obligation in obligations)
        {
            if (inference.Evaluate(obligation) == Answer.No)
            {
                return null;
            }
        }

        return a with { Args = inference.Resolve(a.Args) };
    }

    private static bool MayOverlap(Inference inference, TraitRef a, TraitRef b)
    {
        for (int i = 0; i < a.Args.Count; i++)
        {
            if (!DeepReject.MayUnify(inference, a.Args[i], b.Args[i], depth: 0))
            {
                return false;
            }
        }

        return true;
    }

    private static bool HasError(TraitRef reference) => reference.Args.Span.ToArray().Any(arg => arg.Has(TyFlags.HasError));

    private void AddConditions(DefId definition, EquatableArray<GenericArg> args, ObligationCause cause, List<Obligation> into)
    {
        foreach ((Predicate predicate, Span _) in context.PredicatesOf(definition))
        {
            into.Add(new(cause, ParamEnv.Empty, predicate.Substitute(context.Types, args)));
        }
    }

    private void ReportOverlap(DefId definition, DefId other, TraitRef shared)
    {
        Ty self = (Ty)shared.Args[0].EraseRegions(context.Types);
        string trait = TypeNames.Of(context, shared);
        string suffix = self is Ty.Infer ? "" : $" for type `{TypeNames.Of(context, self)}`";
        string @for = self is Ty.Infer ? "" : $" for `{TypeNames.Of(context, self)}`";
        bool isForeign = context.Definitions[other].IsLibrary;
        context.Report(new(Severity.Error, "E0119", $"conflicting implementations of trait `{trait}`{suffix}",
            new(ItemChecker.HeadOf(context, definition), $"conflicting implementation{@for}"))
        {
            Labels = isForeign ? [] : [new(ItemChecker.HeadOf(context, other), "first implementation here")],
            Children = isForeign
                ? [new(Severity.Note, $"conflicting implementation in crate `{context.Definitions[Orphans.CrateOf(context, other)].Name}`:\n{ImplText.Of(context, other)}")]
                : [],
        });
    }

    private void CheckOrphan(DefId definition, Hir.ItemKind.Impl implementation, TraitRef reference)
    {
        DefId local = Orphans.CrateOf(context, definition);
        if (Orphans.CrateOf(context, reference.Trait) == local || HasError(reference))
        {
            return;
        }

        Ty? uncovered = null;
        var foreign = new List<Ty>();
        foreach (GenericArg arg in reference.Args)
        {
            if (arg is not Ty type)
            {
                continue;
            }

            Ty inner = Orphans.WithoutFundamental(context, type);
            if (Orphans.IsLocal(context, inner, local))
            {
                if (uncovered is Ty.Param before)
                {
                    ReportUncovered(definition, before, inner);
                }

                return;
            }

            uncovered ??= inner as Ty.Param;
            foreign.Add(inner);
        }

        if (uncovered is Ty.Param parameter)
        {
            ReportUncovered(definition, parameter, null);
        }
        else
        {
            ReportOrphan(definition, implementation, foreign);
        }
    }

    private void ReportUncovered(DefId definition, Ty.Param parameter, Ty? local)
    {
        _refused.Add(definition);
        GenericParamDef? declared = context.GenericsOf(definition).Params.Span.ToArray().FirstOrDefault(own => own.Index == parameter.Index);
        Span span = declared is null ? ItemChecker.HeadOf(context, definition) : context.Definitions[declared.Definition].Span;
        string message = local is null
            ? $"type parameter `{parameter.Name}` must be used as the type parameter for some local type"
            : $"type parameter `{parameter.Name}` must be covered by another type when it appears before the first local type (`{TypeNames.Of(context, local)}`)";
        string only = "implementing a foreign trait is only possible if at least one of the types for which it is implemented is local";
        context.Report(new(Severity.Error, "E0210", local is null ? $"{message} (e.g., `MyStruct<{parameter.Name}>`)" : message, new(span, message))
        {
            Children = local is null
                ? [new(Severity.Note, only), new(Severity.Note, "only traits defined in the current crate can be implemented for a type parameter")]
                : [new(Severity.Note, $"{only}, and no uncovered type parameters appear before that first local type"),
                   new(Severity.Note, "in this case, 'before' refers to the following order: `impl<..> ForeignTrait<T1, ..., Tn> for T0`, where `T0` is the first and `Tn` is the last")],
        });
    }

    private void ReportOrphan(DefId definition, Hir.ItemKind.Impl implementation, List<Ty> foreign)
    {
        _refused.Add(definition);
        string what = foreign[0] switch
        {
            Ty.Bool or Ty.Char or Ty.Int or Ty.Float or Ty.Str => "primitive types",
            Ty.Adt => "types defined outside of the crate",
            _ => "arbitrary types",
        };
        context.Report(new(Severity.Error, "E0117", $"only traits defined in the current crate can be implemented for {what}", new(ItemChecker.HeadOf(context, definition)))
        {
            Labels = [new(implementation.Self.Span, ForeignReason(foreign[0]))],
            Children =
            [
                new(Severity.Note, "impl doesn't have any local type before any uncovered type parameters"),
                new(Severity.Note, OrphanLink),
                new(Severity.Note, "define and implement a trait or new type instead"),
            ],
        });
    }

    private string ForeignReason(Ty type) => type switch
    {
        Ty.Tuple => "this is not defined in the current crate because tuples are always foreign",
        Ty.Slice or Ty.Array => "this is not defined in the current crate because " + (type is Ty.Slice ? "slices" : "arrays") + " are always foreign",
        Ty.RawPtr pointer => $"`{TypeNames.Of(context, pointer)}` is not defined in the current crate because raw pointers are always foreign",
        Ty.Adt adt => $"`{context.Hir.PathOf(adt.Definition.Id)}` is not defined in the current crate",
        _ => $"`{TypeNames.Of(context, type)}` is not defined in the current crate",
    };

    // Traits with rules of their own.

    private void CheckSpecial(DefId definition, Hir.ItemKind.Impl implementation, TraitRef reference)
    {
        if (reference.Trait == context.Hir.LangItem("drop"))
        {
            CheckDrop(definition, implementation, reference.Self);
        }
        else if (reference.Trait == context.Hir.LangItem("copy") && !implementation.IsNegative)
        {
            CheckCopy(definition, implementation, reference.Self);
        }
        else if (reference.Trait == context.Hir.LangItem("sized") || reference.Trait == context.Hir.LangItem("unsize"))
        {
            context.Report(new(Severity.Error, "E0322", $"explicit impls for the `{context.Hir.PathOf(reference.Trait)}` trait are not permitted",
                new(ItemChecker.HeadOf(context, definition), $"impl of `{context.Hir.PathOf(reference.Trait)}` not allowed")));
        }
    }

    private void CheckDrop(DefId definition, Hir.ItemKind.Impl implementation, Ty self)
    {
        if (self is not Ty.Adt adt || Orphans.CrateOf(context, adt.Definition.Id) != Orphans.CrateOf(context, definition))
        {
            if (self is not Ty.Error)
            {
                context.Report(new(Severity.Error, "E0120", "the `Drop` trait may only be implemented for local structs, enums, and unions",
                    new(implementation.Self.Span, "must be a struct, enum, or union in the current crate")));
            }

            return;
        }

        CheckDropArguments(definition, adt);
    }

    /// <summary>E0366, E0367: a destructor is for all values of the type, so it may not ask for more than the type does.</summary>
    private void CheckDropArguments(DefId definition, Ty.Adt self)
    {
        string kind = self.Definition.Kind.ToString().ToLowerInvariant();
        SubDiagnostic restriction = new(Severity.Note, $"use the same sequence of generic lifetime, type and const parameters as the {kind} definition", [new(ItemChecker.HeadOf(context, self.Definition.Id))]);
        var seen = new HashSet<GenericArg>();
        foreach (GenericArg arg in self.Args)
        {
            if (arg is not (Ty.Param or Region.EarlyParam or Const.Param) || !seen.Add(arg))
            {
                context.Report(new(Severity.Error, "E0366", "`Drop` impls cannot be specialized", new(ItemChecker.HeadOf(context, definition)))
                {
                    Children = [arg is Ty.Param or Region.EarlyParam or Const.Param
                        ? new(Severity.Note, $"`{TypeNames.Of(context, arg)}` is mentioned multiple times")
                        : new(Severity.Note, $"`{TypeNames.Of(context, arg)}` is not a generic parameter"), restriction],
                });
                return;
            }
        }

        CheckDropConditions(definition, self, kind);
    }

    private void CheckDropConditions(DefId definition, Ty.Adt self, string kind)
    {
        var assumed = new List<Predicate>();
        foreach ((Predicate predicate, Span _) in context.PredicatesOf(self.Definition.Id))
        {
            assumed.Add(predicate.Substitute(context.Types, self.Args));
        }

        var environment = new ParamEnv(new Elaboration(context).Elaborate(assumed));
        var inference = new Inference(context, definition);
        foreach ((Predicate predicate, Span span) in context.PredicatesOf(definition))
        {
            var cause = new ObligationCause(span, definition, new CauseCode.Misc());
            if (inference.Evaluate(new(cause, environment, predicate)) == Answer.No)
            {
                context.Report(new(Severity.Error, "E0367", $"`Drop` impl requires `{PredicateText.Of(context, predicate)}` but the {kind} it is implemented for does not", new(span))
                {
                    Children = [new(Severity.Note, "the implementor must specify the same requirement", [new(ItemChecker.HeadOf(context, self.Definition.Id))])],
                });
            }
        }
    }

    private void CheckCopy(DefId definition, Hir.ItemKind.Impl implementation, Ty self)
    {
        if (self is not Ty.Adt adt)
        {
            bool isAllowed = self is Ty.Error or Ty.Bool or Ty.Char or Ty.Int or Ty.Float or Ty.RawPtr or Ty.Never or Ty.Array or Ty.Ref { Mutability: Mutability.Not };
            if (!isAllowed)
            {
                context.Report(new(Severity.Error, "E0206", "the trait `Copy` cannot be implemented for this type", new(implementation.Self.Span, "type is not a structure or enumeration")));
            }

            return;
        }

        if (HasDestructor(adt))
        {
            context.Report(new(Severity.Error, "E0184", "the trait `Copy` cannot be implemented for type `" + TypeNames.Of(context, self) + "`; the type has a destructor",
                new(implementation.Self.Span, "`Copy` not allowed on types with destructors")));
            return;
        }

        CheckCopyFields(definition, implementation, adt);
    }

    private bool HasDestructor(Ty.Adt adt)
    {
        if (context.Hir.LangItem("drop") is not { } drop)
        {
            return false;
        }

        foreach (DefId implementation in context.ImplsFor(drop, adt))
        {
            if (context.TypeOf(implementation) is Ty.Adt other && ReferenceEquals(other.Definition, adt.Definition))
            {
                return true;
            }
        }

        return false;
    }

    private void CheckCopyFields(DefId definition, Hir.ItemKind.Impl implementation, Ty.Adt adt)
    {
        var inference = new Inference(context, definition);
        ParamEnv environment = context.ParamEnvOf(definition);
        DefId copy = context.Hir.LangItem("copy")!.Value;
        var labels = new List<Label>();
        foreach (VariantDef variant in adt.Definition.Variants)
        {
            foreach (FieldDef field in variant.Fields)
            {
                Ty type = field.Type.Substitute(context.Types, adt.Args);
                var cause = new ObligationCause(implementation.Self.Span, definition, new CauseCode.Misc());
                var wanted = new Predicate(new(new PredicateKind.Trait(new(copy, [type])), []));
                if (!type.Has(TyFlags.HasError) && inference.Evaluate(new(cause, environment, wanted)) == Answer.No && field.Definition is { } named)
                {
                    labels.Add(new(FieldSpan(adt.Definition.Id, named), "this field does not implement `Copy`"));
                }
            }
        }

        if (labels.Count > 0)
        {
            context.Report(new(Severity.Error, "E0204", "the trait `Copy` cannot be implemented for this type", new(implementation.Self.Span)) { Labels = labels.ToEquatableArray() });
        }
    }

    private Span FieldSpan(DefId adt, DefId field) =>
        context.Hir.ItemOf(adt).Kind is Hir.ItemKind.Adt item && ItemHeads.FieldOf(item, field) is { } found ? found.Name.Span.To(found.Type.Span) : context.Definitions[field].Span;

    // Inherent impls.

    private void CheckInherent(DefId definition, Ty self)
    {
        DefId local = Orphans.CrateOf(context, definition);
        Span head = ItemChecker.HeadOf(context, definition);
        if (Orphans.IsLocal(context, self, local))
        {
            return;
        }

        _refused.Add(definition);
        switch (self)
        {
            case Ty.Adt or Ty.Dynamic or Ty.Foreign:
                context.Report(new(Severity.Error, "E0116", "cannot define inherent `impl` for a type outside of the crate where the type is defined",
                    new(head, "impl for type defined outside of crate"))
                {
                    Children =
                    [
                        new(Severity.Help, "consider defining a trait and implementing it for the type or using a newtype wrapper like `struct MyType(ExternalType);` and implement it"),
                        new(Severity.Note, "for more details about the orphan rules, see <https://doc.rust-lang.org/reference/items/implementations.html?highlight=orphan#orphan-rules>"),
                    ],
                });
                break;
            case Ty.Param or Ty.Alias:
                context.Report(new(Severity.Error, "E0118", "no nominal type found for inherent implementation", new(head, "impl requires a nominal type"))
                {
                    Children = [new(Severity.Note, "either implement a trait on it or create a newtype to wrap it instead")],
                });
                break;
            default:
                ReportPrimitive(head, self);
                break;
        }
    }

    private void ReportPrimitive(Span head, Ty self)
    {
        var children = new List<SubDiagnostic> { new(Severity.Help, "consider using an extension trait instead") };
        if (self is Ty.Ref reference)
        {
            children.Add(new(Severity.Note, $"you could also try moving the reference to uses of `{TypeNames.Of(context, reference.Referent)}` (such as `self`) within the implementation"));
        }

        context.Report(new(Severity.Error, "E0390", "cannot define inherent `impl` for primitive types", new(head)) { Children = children.ToEquatableArray() });
    }

    /// <summary>E0592: two inherent items of one name for types that can be the same.</summary>
    private void CheckNames(DefId definition, Dictionary<Symbol, List<AssocItem>> seen)
    {
        foreach (AssocItem item in context.AssociatedItemsOf(definition))
        {
            if (!seen.TryGetValue(item.Name, out List<AssocItem>? others))
            {
                seen.Add(item.Name, others = []);
            }

            foreach (AssocItem other in others)
            {
                if (IsType(item) == IsType(other) && (other.Container == definition || InherentOverlap(other.Container, definition)))
                {
                    ReportSameName(other, item);
                    break;
                }
            }

            others.Add(item);
        }
    }

    private static bool IsType(AssocItem item) => item.Kind == AssocKind.Type;

    private bool InherentOverlap(DefId left, DefId right)
    {
        var inference = new Inference(context, left) { IsCoherence = true };
        var cause = new ObligationCause(default, left, new CauseCode.Misc());
        EquatableArray<GenericArg> leftArgs = inference.FreshArgs(left, default);
        EquatableArray<GenericArg> rightArgs = inference.FreshArgs(right, default);
        Ty a = context.TypeOf(left).Substitute(context.Types, leftArgs);
        Ty b = context.TypeOf(right).Substitute(context.Types, rightArgs);
        if (inference.TryRelate(cause, ParamEnv.Empty, a, b, depth: 0) is not { } obligations)
        {
            return false;
        }

        AddConditions(left, leftArgs, cause, obligations);
        AddConditions(right, rightArgs, cause, obligations);
        return obligations.TrueForAll(obligation => inference.Evaluate(obligation) != Answer.No);
    }

    private void ReportSameName(AssocItem first, AssocItem second)
    {
        string name = context.Symbols[first.Name];
        bool isSameImpl = first.Container == second.Container;
        (AssocItem at, AssocItem other) = isSameImpl ? (second, first) : (first, second);
        context.Report(new(Severity.Error, "E0592", $"duplicate definitions with name `{name}`", new(ItemChecker.HeadOf(context, at.Definition), $"duplicate definitions for `{name}`"))
        {
            Labels = [new(ItemChecker.HeadOf(context, other.Definition), $"other definition for `{name}`")],
        });
    }
}
