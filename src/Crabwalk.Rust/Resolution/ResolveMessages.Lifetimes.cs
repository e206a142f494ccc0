using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Rust.Hir.Lowering;
using Crabwalk.Rust.Parsing;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Resolution;

/// <content>Lifetimes and generic parameters.</content>
internal sealed partial class ResolveMessages
{
    public Diagnostic UndeclaredLifetime(Ident name, (Span Span, bool HasGenerics)? place)
    {
        Diagnostic error = Coded("E0261", name.Span, $"use of undeclared lifetime name `{Text(name)}`", "undeclared lifetime");
        return place is { } at
            ? error.WithFix($"consider introducing lifetime `{Text(name)}` here", at.Span, at.HasGenerics ? Text(name) + ", " : $"<{Text(name)}>")
            : error;
    }

    public static Diagnostic OuterLifetime(Ident name) =>
        Coded("E0401", name.Span, "can't use generic parameters from outer item", "use of generic parameter from outer item");

    public Diagnostic ReservedLifetimeName(Ident name) => Text(name) == "'_"
        ? Coded("E0637", name.Span, "`'_` cannot be used here", "`'_` is a reserved lifetime name")
        : Coded("E0262", name.Span, $"invalid lifetime parameter name: `{Text(name)}`", $"{Text(name)} is a reserved lifetime name");

    public Diagnostic LifetimeShadows(Ident name, Span first) =>
        Coded("E0496", name.Span, $"lifetime name `{Text(name)}` shadows a lifetime name that is already in scope", $"lifetime `{Text(name)}` already in scope") with
        {
            Labels = [new(first, "first declared here")],
        };

    public Diagnostic ParameterTwice(Ident name, Span first) =>
        Coded("E0403", name.Span, $"the name `{Text(name)}` is already used for a generic parameter in this item's generic parameters", "already used") with
        {
            Labels = [new(first, $"first use of `{Text(name)}`")],
        };

    public Diagnostic ParameterShadows(Ident name, Span first) => ParameterTwice(name, first);

    public static Diagnostic NonLifetimeBinder(Span span) =>
        Coded("E0658", span, "only lifetime parameters can be used in this context").WithNote("see issue #108185 <https://github.com/rust-lang/rust/issues/108185> for more information");

    public Diagnostic UnknownCapture(Ident name) => Text(name).StartsWith('\'')
        ? UndeclaredLifetime(name, null)
        : Coded("E0425", name.Span, $"cannot find type or const parameter `{Text(name)}` in this scope", "not found in this scope");

    public static Diagnostic HiddenLifetime(Syntax.PathSegment segment, int count)
    {
        string missing = string.Join(", ", Enumerable.Repeat("'_", count));
        Span whole = segment.Arguments is Syntax.GenericArgs.Angle angle ? segment.Ident.Span.To(angle.Span) : segment.Ident.Span;
        Diagnostic error = Coded("E0726", whole, "implicit elided lifetime not allowed here", count == 1 ? "expected lifetime parameter" : "expected lifetime parameters");
        string title = count == 1 ? "indicate the anonymous lifetime" : "indicate the anonymous lifetimes";
        return segment.Arguments is Syntax.GenericArgs.Angle given && !given.Arguments.IsEmpty
            ? error.WithFix(title, given.Span with { Start = given.Span.Start + 1, End = given.Span.Start + 1 }, missing + ", ")
            : error.WithFix(title, segment.Ident.Span.AtEnd, $"<{missing}>");
    }

    public Diagnostic OuterParameter(Ident name, GenericName parameter, DefId inner)
    {
        string kind = parameter.Namespace == Namespace.Value ? "const parameter" : "type parameter";
        Definition item = session.Definitions[inner];
        string innerKind = item.Kind switch { DefKind.Function => "function", DefKind.Static => "static item", DefKind.Constant => "const item", _ => KindWords.Of(inner, session) };
        Diagnostic error = (Coded("E0401", name.Span, "can't use generic parameters from outer item", "use of generic parameter from outer item") with
        {
            Labels = [new(parameter.Span, $"{kind} from outer item"), new(item.Span, $"generic parameter used in this inner {innerKind}")],
        }).WithNote("nested items are independent from their parent item for everything except for privacy and name resolution");
        if (session.Data.GetValueOrDefault(inner)?.Item is not { } syntax || ItemGenerics.Of(syntax) is not { } generics || item.Kind is DefKind.Constant)
        {
            return item.Kind is DefKind.Static or DefKind.Constant ? error.WithNote($"a `{(item.Kind == DefKind.Static ? "static" : "const")}` is a separate item from the item that contains it") : error;
        }

        bool hasAny = !generics.Parameters.IsEmpty;
        Span place = hasAny ? generics.Parameters[0].Name.Span.AtStart : syntax.Name.Span.AtEnd;
        return error.WithFix("try introducing a local generic parameter here", place, hasAny ? Text(name) + ", " : $"<{Text(name)}>");
    }

    public static Diagnostic MissingLifetime(Span span, MissingLifetime reason, bool isReference)
    {
        Diagnostic error = Coded("E0106", span, "missing lifetime specifier", "expected named lifetime parameter");
        if (!reason.IsOutput)
        {
            string use = isReference ? "'a " : "<'a>";
            return error with
            {
                Fixes = [new("consider introducing a named lifetime parameter", [new(reason.GenericsAt, reason.HasGenerics ? "'a, " : "<'a>"), new(span.AtEnd, use)])],
            };
        }

        return reason.Inputs.Count == 0 ? Nowhere(error, span, reason, isReference) : Ambiguous(error, span, reason, isReference);
    }

    private static Diagnostic Nowhere(Diagnostic error, Span span, MissingLifetime reason, bool isReference)
    {
        string help = "this function's return type contains a borrowed value, but there is no value for it to be borrowed from";
        string title = reason.HasInputs
            ? "consider using the `'static` lifetime, but this is uncommon unless you're returning a borrowed value from a `const` or a `static`, or if you will only have owned values"
            : "consider using the `'static` lifetime, but this is uncommon unless you're returning a borrowed value from a `const` or a `static`";
        return error.WithHelp(help).WithFix(title, span.AtEnd, isReference ? "'static " : "<'static>");
    }

    private static Diagnostic Ambiguous(Diagnostic error, Span span, MissingLifetime reason, bool isReference)
    {
        string[] names = [.. reason.Inputs.Select((input, index) => (input.Name.Length > 0 ? $"`{input.Name}`" : $"argument {index + 1}") is var name && input.Count > 1 ? $"one of {name}'s {input.Count} lifetimes" : name)];
        string which = names.Length switch
        {
            1 => names[0],
            2 => $"{names[0]} or {names[1]}",
            _ => $"one of {string.Join(", ", names[..^1])}, or {names[^1]}",
        };
        string whether = names.Length == 1 ? which : names.Length == 2 ? $"whether it is borrowed from {which}" : which;
        string said = names.Length == 1 ? $"the signature does not say which {which} it is borrowed from" : names.Length == 2 ? $"the signature does not say {whether}" : $"the signature does not say which {which} it is borrowed from";
        Diagnostic explained = error.WithHelp($"this function's return type contains a borrowed value, but {said}");
        return explained with
        {
            Labels = [.. reason.Inputs.Select(input => new Label(input.Span))],
            Fixes = [new("consider introducing a named lifetime parameter", Edits(span, reason, isReference))],
        };
    }

    private static EquatableArray<Edit> Edits(Span span, MissingLifetime reason, bool isReference) =>
    [
        new(reason.GenericsAt, reason.HasGenerics ? "'a, " : "<'a>"),
        .. reason.Inputs.Select(input => new Edit(input.Span with { Start = input.Span.Start + 1, End = input.Span.Start + 1 }, "'a ")),
        new(span.AtEnd, isReference ? "'a " : "<'a>"),
    ];
}
