using System.Globalization;
using System.Text;
using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Hir;

/// <summary>
/// The text form of HIR, close to <c>rustc -Zunpretty=hir</c>: names are resolved, short forms written out. Variables carry the id
/// of their binding, so that two of one name can be told apart. Expressions are in <c>HirPrinter.Expressions.cs</c>.
/// </summary>
public sealed partial class HirPrinter
{
    private readonly IHirMap _map;
    private readonly DefTable _definitions;
    private readonly SymbolTable _symbols;
    private readonly StringBuilder _text = new();
    private readonly Dictionary<HirId, int> _variables = [];
    private int _indent;

    private HirPrinter(IHirMap map, DefTable definitions, SymbolTable symbols) => (_map, _definitions, _symbols) = (map, definitions, symbols);

    /// <summary>A whole crate.</summary>
    public static string Print(IHirMap map, DefId crate, DefTable definitions, SymbolTable symbols)
    {
        var printer = new HirPrinter(map, definitions, symbols);
        if (map.ItemOf(crate).Kind is ItemKind.Module root)
        {
            printer.Items(root.Items);
        }

        return printer._text.ToString();
    }

    /// <summary>One item with its body.</summary>
    public static string PrintItem(IHirMap map, DefId item, DefTable definitions, SymbolTable symbols)
    {
        var printer = new HirPrinter(map, definitions, symbols);
        printer.Item(item);
        return printer._text.ToString();
    }

    private string Name(Ident ident) => _symbols[ident.Name];

    private void Line(string text) => _text.Append(' ', _indent * 4).Append(text).Append('\n');

    private void Open(string head)
    {
        Line(head + " {");
        _indent++;
    }

    private void Close(string end = "}")
    {
        _indent--;
        Line(end);
    }

    private void Items(EquatableArray<DefId> items)
    {
        foreach (DefId item in items)
        {
            Item(item);
        }
    }

    private void Item(DefId id)
    {
        Item item = _map.ItemOf(id);
        string name = Name(item.Name);
        switch (item.Kind)
        {
            case ItemKind.Function function:
                Function(id, name, function);
                break;
            case ItemKind.Static data:
                Value($"static {(data.Mutability == Mir.Types.Mutability.Mut ? "mut " : "")}{name}: {Text(data.Type)}", id);
                break;
            case ItemKind.Const data:
                Value($"const {name}{Text(data.Generics)}: {Text(data.Type)}", id);
                break;
            case ItemKind.TypeAlias data:
                Line($"type {name}{Text(data.Generics)}{Colon(data.Bounds)}{(data.Type is { } type ? " = " + Text(type) : "")}{Where(data.Generics)};");
                break;
            case ItemKind.Adt data:
                Adt(name, data);
                break;
            case ItemKind.Trait data:
                Open($"{(data.IsUnsafe ? "unsafe " : "")}{(data.IsAuto ? "auto " : "")}trait {name}{Text(data.Generics)}{Colon(data.Supertraits)}{Where(data.Generics)}");
                Items(data.Items);
                Close();
                break;
            case ItemKind.Impl data:
                string trait = data.OfTrait is { } reference ? $"{(data.IsNegative ? "!" : "")}{Text(reference.Path)} for " : "";
                Open($"{(data.IsUnsafe ? "unsafe " : "")}impl{Text(data.Generics)} {trait}{Text(data.Self)}{Where(data.Generics)}");
                Items(data.Items);
                Close();
                break;
            case ItemKind.Module data:
                Open($"mod {name}");
                Items(data.Items);
                Close();
                break;
            case ItemKind.ForeignModule data:
                Open($"extern {Quote(data.Abi)}");
                Items(data.Items);
                Close();
                break;
            default:
                break;
        }
    }

    private void Value(string head, DefId id)
    {
        if (_map.BodyOf(id) is { } body)
        {
            Line($"{head} = {Text(body.Value)};");
        }
        else
        {
            Line(head + ";");
        }
    }

    private void Adt(string name, ItemKind.Adt data)
    {
        string kind = data.AdtKind.ToString().ToLowerInvariant();
        string head = $"{kind} {name}{Text(data.Generics)}";
        if (data.AdtKind != AdtKind.Enum)
        {
            Line(head + Fields(data.Variants[0]) + Where(data.Generics) + (data.Variants[0].Form == VariantForm.Struct ? "" : ";"));
            return;
        }

        Open(head + Where(data.Generics));
        foreach (Variant variant in data.Variants)
        {
            string value = variant.Discriminant is { } discriminant && _map.BodyOf(discriminant) is { } body ? " = " + Text(body.Value) : "";
            Line(Name(variant.Name) + Fields(variant) + value + ",");
        }

        Close();
    }

    private string Fields(Variant variant) => variant.Form switch
    {
        VariantForm.Struct => " { " + string.Join(", ", variant.Fields.Select(field => $"{Name(field.Name)}: {Text(field.Type)}")) + " }",
        VariantForm.Tuple => "(" + string.Join(", ", variant.Fields.Select(field => Text(field.Type))) + ")",
        _ => "",
    };

    private void Function(DefId id, string name, ItemKind.Function function)
    {
        FnHeader header = function.Header;
        Body? body = _map.BodyOf(id);
        string head = $"{(header.IsConst ? "const " : "")}{(header.IsAsync ? "async " : "")}{(header.IsUnsafe ? "unsafe " : "")}{(header.Abi == Mir.Types.Abi.Rust ? "" : $"extern {Quote(header.Abi)} ")}fn {name}";
        var inputs = new List<string>();
        for (int i = 0; i < function.Declaration.Inputs.Count; i++)
        {
            string type = Text(function.Declaration.Inputs[i]);
            inputs.Add(body is null || i >= body.Params.Count ? type : $"{Text(body.Params[i].Pattern)}: {type}");
        }

        string output = function.Declaration.Output is { } result ? " -> " + Text(result) : "";
        head += $"{Text(function.Generics)}({string.Join(", ", inputs)}{(function.Declaration.IsVariadic ? ", ..." : "")}){output}{Where(function.Generics)}";
        if (body is null)
        {
            Line(head + ";");
            return;
        }

        Line($"{head} {Text(body.Value)}");
    }

    private static string Quote(Mir.Types.Abi abi) => "\"" + abi + "\"";

    private string Text(Generics generics) => generics.Params.IsEmpty ? "" : "<" + string.Join(", ", generics.Params.Select(Text)) + ">";

    private string Text(GenericParam parameter) => parameter switch
    {
        GenericParam.OfLifetime { IsElided: true } => "'{elided#" + Number(parameter.Definition) + "}",
        GenericParam.OfType type => $"{(type.IsSynthetic ? "{" + Name(type.Name) + "}" : Name(type.Name))}{(type.Default is { } given ? " = " + Text(given) : "")}",
        GenericParam.OfConst constant => $"const {Name(constant.Name)}: {Text(constant.Type)}{(constant.Default is { } given ? " = " + Text(given) : "")}",
        _ => Name(parameter.Name),
    };

    private readonly Dictionary<DefId, int> _elided = [];

    private int Number(DefId lifetime)
    {
        if (!_elided.TryGetValue(lifetime, out int number))
        {
            _elided.Add(lifetime, number = _elided.Count);
        }

        return number;
    }

    private string Where(Generics generics) => generics.Predicates.IsEmpty ? "" : " where " + string.Join(", ", generics.Predicates.Select(Text));

    private string Text(WherePredicate predicate) => predicate switch
    {
        WherePredicate.OfType type => $"{For(type.Lifetimes)}{Text(type.Type)}: {Text(type.Bounds)}",
        WherePredicate.OfLifetime lifetime => $"{Text(lifetime.Lifetime)}: {Text(lifetime.Bounds)}",
        _ => "",
    };

    private string For(EquatableArray<GenericParam> lifetimes) => lifetimes.IsEmpty ? "" : "for<" + string.Join(", ", lifetimes.Select(Text)) + "> ";

    private string Colon(EquatableArray<GenericBound> bounds) => bounds.IsEmpty ? "" : ": " + Text(bounds);

    private string Text(EquatableArray<GenericBound> bounds) => string.Join(" + ", bounds.Select(Text));

    private string Text(GenericBound bound) => bound switch
    {
        GenericBound.Trait trait => Text(trait.Reference),
        GenericBound.Outlives outlives => Text(outlives.Lifetime),
        GenericBound.Captures captures => "use<" + string.Join(", ", captures.Parameters.Select(parameter => _definitions[parameter].Name)) + ">",
        _ => "",
    };

    private string Text(PolyTraitRef reference) =>
        For(reference.Lifetimes) + ((reference.Modifiers & BoundModifiers.Maybe) != 0 ? "?" : "") + Text(reference.Trait.Path);

    private string Text(Lifetime lifetime) => lifetime.Res switch
    {
        LifetimeRes.Static => "'static",
        LifetimeRes.Infer => "'_",
        LifetimeRes.ObjectDefault => "'{default}",
        LifetimeRes.Param parameter => _definitions[parameter.Definition].Name is "'_" ? "'{elided#" + Number(parameter.Definition) + "}" : _definitions[parameter.Definition].Name,
        _ => "'{error}",
    };

    private string Text(Ty type) => type.Kind switch
    {
        TyKind.Slice slice => $"[{Text(slice.Element)}]",
        TyKind.Array array => $"[{Text(array.Element)}; {Text(array.Length)}]",
        TyKind.Pointer pointer => $"*{(pointer.Mutability == Mir.Types.Mutability.Mut ? "mut" : "const")} {Text(pointer.Pointee)}",
        TyKind.Reference reference => $"&{Text(reference.Lifetime)} {(reference.Mutability == Mir.Types.Mutability.Mut ? "mut " : "")}{Text(reference.Referent)}",
        TyKind.Function function => $"{For(function.Lifetimes)}fn({string.Join(", ", function.Declaration.Inputs.Select(Text))}){(function.Declaration.Output is { } output ? " -> " + Text(output) : "")}",
        TyKind.Never => "!",
        TyKind.Tuple { Elements: [var only] } => $"({Text(only)},)",
        TyKind.Tuple tuple => $"({string.Join(", ", tuple.Elements.Select(Text))})",
        TyKind.Path path => Text(path.Name),
        TyKind.Opaque opaque => "impl " + Text(opaque.Bounds),
        TyKind.TraitObject dyn => $"dyn {string.Join(" + ", dyn.Bounds.Select(Text))} + {Text(dyn.Lifetime)}",
        TyKind.Infer => "_",
        _ => "{error}",
    };

    private string Text(ConstArg constant) => constant switch
    {
        ConstArg.OfPath path => Text(path.Path),
        ConstArg.Anonymous anonymous => _map.BodyOf(anonymous.Definition) is { } body ? "{ " + Text(body.Value) + " }" : "{}",
        _ => "_",
    };

    private string Text(QPath path) => path switch
    {
        QPath.Resolved { Self: { } self } resolved => $"<{Text(self)} as {Segments(resolved.Path.Segments[..^1])}>::{Text(resolved.Path.Segments[^1])}",
        QPath.Resolved resolved => Text(resolved.Path),
        QPath.TypeRelative relative => $"<{Text(relative.Type)}>::{Text(relative.Segment)}",
        _ => "",
    };

    private string Text(Path path) => path.Res is Res.Local local ? Segments(path.Segments) + "#" + Variable(local.Binding) : Segments(path.Segments);

    private string Segments(EquatableArray<PathSegment> segments) => string.Join("::", segments.Select(Text));

    private string Text(PathSegment segment) => Name(segment.Ident) + (segment.Args is { } args ? Text(args) : "");

    private string Text(GenericArgs args)
    {
        IEnumerable<string> plain = args.Args.Select(argument => argument switch
        {
            GenericArg.OfLifetime lifetime => Text(lifetime.Lifetime),
            GenericArg.OfType type => Text(type.Type),
            GenericArg.OfConst constant => Text(constant.Value),
            _ => "",
        });
        IEnumerable<string> constraints = args.Constraints.Select(constraint => Name(constraint.Name) + (constraint.Kind switch
        {
            AssocConstraintKind.TypeEquals equal => " = " + Text(equal.Type),
            AssocConstraintKind.ConstEquals equal => " = " + Text(equal.Value),
            AssocConstraintKind.Bounded bounded => ": " + Text(bounded.Bounds),
            _ => "",
        }));
        return "<" + string.Join(", ", plain.Concat(constraints)) + ">";
    }

    private int Variable(HirId binding)
    {
        if (!_variables.TryGetValue(binding, out int number))
        {
            _variables.Add(binding, number = _variables.Count);
        }

        return number;
    }

    private static string Number(UInt128 value) => value.ToString(CultureInfo.InvariantCulture);
}
