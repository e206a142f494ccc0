using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Mir.Visiting;
using Crabwalk.Rust.Semantics;

namespace Crabwalk.Rust.Solving;

/// <summary>Which traits can be used as <c>dyn Trait</c> (Rust Reference, dyn compatibility).</summary>
public static class DynCompatibility
{
    /// <summary>True when the trait and all that it requires can.</summary>
    public static bool IsCompatible(ITypeContext context, DefId trait) => Violations(context, trait).Count == 0;

    /// <summary>Why not, in the order of the source.</summary>
    public static IReadOnlyList<DynViolation> Violations(ITypeContext context, DefId trait)
    {
        var found = new List<DynViolation>();
        foreach (TraitRef super in Elaboration.Supertraits(context, new(trait, context.IdentityArgs(trait))))
        {
            AddOwn(context, super.Trait, found);
        }

        return found;
    }

    private static void AddOwn(ITypeContext context, DefId trait, List<DynViolation> found)
    {
        if (context.Hir.ItemOf(trait).Kind is not Hir.ItemKind.Trait)
        {
            return;
        }

        AddSupertraits(context, trait, found);
        foreach (AssocItem item in context.AssociatedItemsOf(trait))
        {
            if (context.RequiresSizedSelf(item.Definition))
            {
                continue;
            }

            switch (item.Kind)
            {
                case AssocKind.Const:
                    found.Add(new(trait, NameSpan(context, item.Definition), $"...because it contains associated const `{Name(context, item)}`") { Item = item });
                    break;
                case AssocKind.Type when context.GenericsOf(item.Definition).Params.Count > 0:
                    found.Add(new(trait, NameSpan(context, item.Definition), $"...because it contains the generic associated type `{Name(context, item)}`") { Item = item });
                    break;
                case AssocKind.Function:
                    AddFunction(context, trait, item, found);
                    break;
            }
        }
    }

    private static void AddSupertraits(ITypeContext context, DefId trait, List<DynViolation> found)
    {
        DefId? sized = context.Hir.LangItem("sized");
        foreach ((Predicate predicate, Span span) in context.PredicatesOf(trait))
        {
            if (predicate.Bound.Value is not PredicateKind.Trait(var reference) || reference.Self is not Ty.Param { Index: 0 } || reference.Trait == trait)
            {
                continue;
            }

            if (reference.Trait == sized)
            {
                found.Add(new(trait, span, "...because it requires `Self: Sized`"));
            }
            else if (reference.Args.Span[1..].ToArray().Any(MentionsSelf))
            {
                found.Add(new(trait, span, "...because it uses `Self` as a type parameter"));
            }
        }
    }

    private static void AddFunction(ITypeContext context, DefId trait, AssocItem item, List<DynViolation> found)
    {
        string name = Name(context, item);
        if (!item.HasSelf)
        {
            found.Add(new(trait, NameSpan(context, item.Definition), $"...because associated function `{name}` has no `self` parameter") { Item = item, FunctionWithoutSelf = item });
            return;
        }

        FnSig signature = context.SignatureOf(item.Definition).Value;
        Hir.FnDecl? declaration = context.Hir.ItemOf(item.Definition).Kind is Hir.ItemKind.Function function ? function.Declaration : null;
        for (int i = 1; i < signature.Inputs.Count; i++)
        {
            if (MentionsSelf(signature.Inputs[i]))
            {
                found.Add(new(trait, declaration?.Inputs[i].Span ?? NameSpan(context, item.Definition), $"...because method `{name}` references the `Self` type in this parameter") { Item = item });
            }
        }

        if (MentionsSelf(signature.Output))
        {
            found.Add(new(trait, declaration?.Output?.Span ?? NameSpan(context, item.Definition), $"...because method `{name}` references the `Self` type in its return type") { Item = item });
        }
        else if (HoldsOpaque(signature.Output))
        {
            found.Add(new(trait, declaration?.Output?.Span ?? NameSpan(context, item.Definition), $"...because method `{name}` references an `impl Trait` type in its return type") { Item = item });
        }

        if (context.GenericsOf(item.Definition).Params.Span.ToArray().Any(parameter => parameter.Kind != GenericParamKind.Lifetime))
        {
            found.Add(new(trait, NameSpan(context, item.Definition), $"...because method `{name}` has generic type parameters") { Item = item });
        }

        if (signature.Inputs is [var receiver, ..] && !IsDispatchable(receiver))
        {
            found.Add(new(trait, declaration?.Inputs[0].Span ?? NameSpan(context, item.Definition), $"...because method `{name}`'s `self` parameter cannot be dispatched on") { Item = item });
        }
    }

    /// <summary><c>Self</c>, a reference or a pointer type around it. What a smart pointer must implement is asked where the method is called.</summary>
    private static bool IsDispatchable(Ty receiver) => receiver switch
    {
        Ty.Param { Index: 0 } or Ty.Error => true,
        Ty.Ref reference => reference.Referent is Ty.Param { Index: 0 },
        Ty.Adt { Args: [Ty inner, ..] } => IsDispatchable(inner),
        _ => false,
    };

    private static bool HoldsOpaque(Ty type) => TyWalk.Everything(type).Any(part => part is Ty.Alias { Kind: AliasKind.Opaque });

    /// <summary>True when <c>Self</c> occurs other than to name an associated type: <c>Self::Item</c> is fixed by the object type.</summary>
    private static bool MentionsSelf(GenericArg arg) => arg switch
    {
        Ty.Param { Index: 0, Name: "Self" } => true,
        Ty.Alias { Kind: AliasKind.Projection, Args: [Ty.Param { Index: 0 }, .. var rest] } => rest.Span.ToArray().Any(MentionsSelf),
        _ => TyWalk.Parts(arg).Any(MentionsSelf),
    };

    private static Span NameSpan(ITypeContext context, DefId definition) => context.Definitions[definition].Span;

    private static string Name(ITypeContext context, AssocItem item) => context.Symbols[item.Name];
}

/// <summary>One reason why a trait cannot be an object, in rustc's words.</summary>
/// <param name="Trait">The trait, or one that it requires, which has the fault.</param>
/// <param name="Span">Where.</param>
/// <param name="Reason">The words.</param>
public sealed record DynViolation(DefId Trait, Span Span, string Reason)
{
    /// <summary>The associated item at fault.</summary>
    public AssocItem? Item { get; init; }

    /// <summary>The function that takes no <c>self</c>, for which messages know a remedy.</summary>
    public AssocItem? FunctionWithoutSelf { get; init; }
}
