using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;

namespace Crabwalk.Rust.Semantics.Checks;

/// <summary>Checks the heads of all items of a crate: what rustc's <c>check_crate</c> of <c>rustc_hir_analysis</c> does. Bodies are another matter.</summary>
public sealed class ItemChecker(TypeContext context)
{
    private readonly AdtChecks _adts = new(context);
    private readonly ImplChecks _impls = new(context);
    private readonly CoherenceChecks _coherence = new(context);
    private readonly HeadChecks _heads = new(context);
    private readonly GenericsChecks _generics = new(context);

    /// <summary>Reports what is wrong with a crate's items.</summary>
    public void CheckCrate(DefId crate)
    {
        DefId[] items = [.. context.Hir.Items(crate)];
        foreach (DefId item in items)
        {
            Collect(item);
        }

        foreach (DefId item in items)
        {
            CheckItem(item);
        }

        _coherence.CheckOverlaps(items);
    }

    /// <summary>The head of an item, as messages underline it.</summary>
    internal static Span HeadOf(ITypeContext context, DefId item)
    {
        Span head = context.Hir.ItemOf(item).HeadSpan;
        return head == default ? context.Definitions[item].Span : head;
    }

    /// <summary>Asks all that is to be known of an item, so that errors of its types come in the order of the source.</summary>
    private void Collect(DefId item)
    {
        _ = context.GenericsOf(item);
        _ = context.PredicatesOf(item);
        switch (context.Hir.ItemOf(item).Kind)
        {
            case Hir.ItemKind.Function:
                _ = context.SignatureOf(item);
                break;
            case Hir.ItemKind.Static or Hir.ItemKind.Const or Hir.ItemKind.TypeAlias { Type: not null }:
                _ = context.TypeOf(item);
                break;
            case Hir.ItemKind.Adt:
                _ = context.AdtOf(item).Variants.Count;
                break;
            case Hir.ItemKind.Impl:
                _ = context.TypeOf(item);
                _ = context.TraitRefOf(item);
                break;
            case Hir.ItemKind.Trait:
                _ = context.SupertraitsOf(item);
                break;
        }

        if (context.Definitions[item].Kind == DefKind.AssociatedType)
        {
            _ = context.ItemBoundsOf(item);
        }
    }

    private void CheckItem(DefId item)
    {
        _generics.Check(item);
        switch (context.Hir.ItemOf(item).Kind)
        {
            case Hir.ItemKind.Adt adt:
                _adts.Check(item, adt);
                break;
            case Hir.ItemKind.Impl implementation:
                int errors = context.Sink.ErrorCount;
                _coherence.CheckImpl(item, implementation);
                if (context.Sink.ErrorCount > errors)
                {
                    // An impl that must not be there at all is not looked at further.
                    return;
                }

                _impls.Check(item, implementation);
                break;
        }

        _heads.Check(item);
    }
}
