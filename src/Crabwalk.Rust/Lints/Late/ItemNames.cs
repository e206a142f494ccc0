using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Mir.Definitions;
using Crabwalk.Rust.Checking;
using Crabwalk.Rust.Semantics;

namespace Crabwalk.Rust.Lints.Late;

/// <summary>The names of functions, variables, fields, modules and constants (lints <c>non_snake_case</c>, <c>non_upper_case_globals</c>).</summary>
internal sealed class ItemNames(ITypeContext context, DefId crate)
{
    private HashSet<DefId>? _used;

    /// <summary>The name of an item.</summary>
    public void Check(Hir.Item item)
    {
        string name = context.Symbols[item.Name.Name];
        switch (item.Kind)
        {
            case Hir.ItemKind.Function when SortOf(item) is { } sort:
                Report(NameStyle.SnakeCase(sort, name, item.Name.Span));
                break;
            case Hir.ItemKind.Module when item.Name.Span != default:
                Report(NameStyle.SnakeCase("module", name, item.Name.Span));
                break;
            case Hir.ItemKind.Const when context.Definitions[item.Definition].Kind == DefKind.Constant:
                Report(WithUses(NameStyle.UpperCase("constant", name, item.Name.Span), item.Definition));
                break;
            case Hir.ItemKind.Const when !IsOfTraitImpl(item.Definition):
                Report(NameStyle.UpperCase("associated constant", name, item.Name.Span));
                break;
            case Hir.ItemKind.Static:
                Report(WithUses(NameStyle.UpperCase("static variable", name, item.Name.Span), item.Definition));
                break;
        }
    }

    /// <summary>The names of a struct's or enum's fields.</summary>
    public void CheckFields(Hir.ItemKind.Adt adt)
    {
        foreach (Hir.Field field in adt.Variants.Where(variant => variant.Form == Hir.VariantForm.Struct).SelectMany(variant => variant.Fields))
        {
            Report(NameStyle.SnakeCase("structure field", context.Symbols[field.Name.Name], field.Name.Span));
        }
    }

    /// <summary>The variables of a pattern; a field's short form has the field's name.</summary>
    public void Check(Hir.Pat pattern)
    {
        var shorthands = new HashSet<Hir.HirId>();
        foreach (Hir.Pat one in PatternWalk.Everything(pattern))
        {
            if (one.Kind is Hir.PatKind.Struct data)
            {
                shorthands.UnionWith(data.Fields.Where(field => field.IsShorthand).Select(field => field.Pattern.Id));
            }
            else if (one.Kind is Hir.PatKind.Binding binding && !shorthands.Contains(one.Id))
            {
                Report(NameStyle.SnakeCase("variable", context.Symbols[binding.Name.Name], binding.Name.Span));
            }
        }
    }

    // A name that is used elsewhere has to change there too, so the change is shown by itself.
    private Diagnostic? WithUses(Diagnostic? found, DefId definition) => found is { Fixes: [var rename] } && Used.Contains(definition)
        ? found with { Fixes = [rename with { Style = FixStyle.Lines }] }
        : found;

    private HashSet<DefId> Used => _used ??= NamedConstants.In(context, crate);

    private string? SortOf(Hir.Item item)
    {
        if (ItemAttributes.Has(item.Attributes, context.Symbols, "no_mangle"))
        {
            return null;
        }

        if (context.Definitions[item.Definition] is not { Kind: DefKind.AssociatedFunction, Parent: { } parent })
        {
            return context.Definitions[item.Definition].Parent is { } around && context.Definitions[around].Kind == DefKind.ForeignModule ? null : "function";
        }

        return context.Definitions[parent].Kind == DefKind.Trait ? "trait method" : IsOfTraitImpl(item.Definition) ? null : "method";
    }

    private bool IsOfTraitImpl(DefId definition) =>
        context.Definitions[definition].Parent is { } parent && context.Definitions[parent].Kind == DefKind.Impl && context.TraitRefOf(parent) is not null;

    private void Report(Diagnostic? found)
    {
        if (found is not null)
        {
            context.Lints.Report(found);
        }
    }
}
