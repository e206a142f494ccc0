using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Checking;
using Crabwalk.Rust.Semantics;

namespace Crabwalk.Rust.Lints.DeadCode;

/// <summary>The words of <c>dead_code</c>.</summary>
internal sealed class DeadCodeReport(ITypeContext context, LiveDefinitions live)
{
    private const string Lint = "dead_code";
    private const int Listed = 6;

    /// <summary>Something dead that has a name.</summary>
    /// <param name="Kind">What it is: <c>field</c>, <c>method</c>.</param>
    /// <param name="Name">Its name.</param>
    /// <param name="Span">Where the name is.</param>
    private readonly record struct Dead(string Kind, string Name, Span Span);

    /// <summary>An item that nothing uses.</summary>
    public void Item(DefId definition)
    {
        Definition data = context.Definitions[definition];
        if (KindOf(data.Kind) is { } kind && !data.Name.StartsWith('_') && data.Name.Length > 0)
        {
            Report([new(kind, data.Name, data.Span)], data.Kind == DefKind.Struct ? "constructed" : "used", null);
        }
    }

    /// <summary>Items of a trait or impl that nothing uses.</summary>
    public void Inner(DefId container, IReadOnlyList<AssocItem> items)
    {
        bool isTrait = context.Definitions[container].Kind == DefKind.Trait;
        List<Dead> dead =
        [
            .. items.Select(item => new Dead(
                item.Kind == AssocKind.Function ? (item.HasSelf ? "method" : "associated function") : "associated constant",
                context.Symbols[item.Name], context.Hir.ItemOf(item.Definition).Name.Span)),
        ];
        Span head = isTrait ? context.Definitions[container].Span : context.Hir.ItemOf(container).HeadSpan;
        Report(dead, "used", (head, isTrait ? "trait" : "implementation"));
    }

    /// <summary>Fields that nothing reads and variants that nothing makes, of a type that is used.</summary>
    public void Parts(DefId definition)
    {
        Hir.Item item = context.ItemOfAdt(definition);
        var adt = (Hir.ItemKind.Adt)item.Kind;
        bool isEnum = adt.AdtKind == AdtKind.Enum;
        foreach (Hir.Variant variant in adt.Variants)
        {
            if (!isEnum || live.Contains(variant.Definition))
            {
                Fields(definition, variant, isEnum ? "variant" : adt.AdtKind == AdtKind.Union ? "union" : "struct");
            }
        }

        List<Dead> variants = [.. adt.Variants.Where(variant => isEnum && !live.Contains(variant.Definition)).Select(variant => new Dead("variant", context.Symbols[variant.Name.Name], variant.Name.Span))];
        Report(variants, "constructed", (item.Name.Span, "enum"), found => WithDerives(found, definition));
    }

    private void Fields(DefId type, Hir.Variant variant, string parent)
    {
        Hir.Field[] fields = [.. variant.Fields.Where(field => !live.Contains(field.Definition) && IsTold(field, variant))];
        bool isTuple = variant.Form == Hir.VariantForm.Tuple;
        List<Dead> dead = [.. fields.Select(field => new Dead("field", context.Symbols[field.Name.Name], isTuple ? field.Span : field.Name.Span))];
        Report(dead, "read", (variant.Name.Span, parent), found => WithDerives(isTuple ? WithTupleHelp(found, fields, variant, parent) : found, type));
    }

    // `()` and the like hold a place.
    private bool IsTold(Hir.Field field, Hir.Variant variant) => variant.Form != Hir.VariantForm.Tuple
        || context.TypeOf(field.Definition) is not (Ty.Tuple { Parts.Count: 0 }) and not Ty.Adt { Definition.Name: "PhantomData" };

    private static Diagnostic WithTupleHelp(Diagnostic found, Hir.Field[] dead, Hir.Variant variant, string parent)
    {
        bool isOne = dead.Length == 1;
        bool isTail = variant.Fields.TakeLast(dead.Length).SequenceEqual(dead);
        if (isTail && parent != "variant")
        {
            return found.WithHelp(isOne ? "consider removing this field" : "consider removing these fields");
        }

        (string these, string them) = isOne ? ("the field", "the field") : ("the fields", "the fields");
        return found with
        {
            Fixes = [new($"consider changing {these} to be of unit type to suppress this warning while preserving the field numbering, or remove {them}", [.. dead.Select(field => new Edit(field.Type.Span, "()"))]) { Style = FixStyle.Lines }],
        };
    }

    private Diagnostic WithDerives(Diagnostic found, DefId type)
    {
        if (!live.IgnoredDerives.TryGetValue(type, out List<string>? traits))
        {
            return found;
        }

        string name = context.Definitions[type].Name;
        return found.WithNote(traits.Count == 1
            ? $"`{name}` has a derived impl for the trait `{traits[0]}`, but this is intentionally ignored during dead code analysis"
            : $"`{name}` has derived impls for the traits {string.Join(" and ", traits.Order(StringComparer.Ordinal).Select(trait => $"`{trait}`"))}, but these are intentionally ignored during dead code analysis");
    }

    private void Report(List<Dead> dead, string participle, (Span Span, string Kind)? parent, Func<Diagnostic, Diagnostic>? more = null)
    {
        dead.RemoveAll(one => one.Name.StartsWith('_') || !one.Span.Expansion.IsNone || context.Lints.IsAllowed(Lint, one.Span));
        if (dead.Count == 0)
        {
            return;
        }

        string kind = dead.TrueForAll(one => one.Kind == dead[0].Kind) ? dead[0].Kind : "associated item";
        string plural = dead.Count == 1 ? kind : kind + "s";
        string verb = dead.Count == 1 ? "is" : "are";
        string message = dead.Count > Listed ? $"multiple {plural} are never {participle}" : $"{plural} {List(dead)} {verb} never {participle}";
        var found = new Diagnostic(Severity.Warning, Lint, message, new(dead[0].Span))
        {
            Labels =
            [
                .. dead.Skip(1).Select(one => new Label(one.Span) { IsPrimary = true }),
                .. parent is (var span, var what) ? (EquatableArray<Label>)[new(span, $"{plural} in this {what}")] : [],
            ],
        };
        context.Lints.Report(more is null ? found : more(found));
    }

    private static string List(List<Dead> dead)
    {
        string[] names = [.. dead.Select(one => $"`{one.Name}`")];
        return names.Length switch
        {
            1 => names[0],
            2 => $"{names[0]} and {names[1]}",
            _ => $"{string.Join(", ", names[..^1])}, and {names[^1]}",
        };
    }

    private static string? KindOf(DefKind kind) => kind switch
    {
        DefKind.Function => "function",
        DefKind.Constant => "constant",
        DefKind.Static => "static",
        DefKind.Struct => "struct",
        DefKind.Enum => "enum",
        DefKind.Union => "union",
        DefKind.TypeAlias => "type alias",
        DefKind.Trait => "trait",
        _ => null,
    };
}
