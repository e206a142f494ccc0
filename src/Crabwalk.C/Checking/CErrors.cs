using Crabwalk.C.Types;
using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;

namespace Crabwalk.C.Checking;

/// <summary>
/// The errors of the C parser and checker, codes C0200 to C0699: each is made by one function here, which knows its code and its words.
/// C02xx is grammar, C03xx declarations and types, C04xx expressions, C05xx initialisers, C06xx statements.
/// </summary>
internal static partial class CErrors
{
    private static Diagnostic Make(string code, Span span, string message, string label = "") =>
        new(Severity.Error, code, message, new Label(span, label));

    private static Diagnostic WithNote(this Diagnostic diagnostic, Span? span, string text) =>
        span is { } place && place != default ? diagnostic with { Children = [.. diagnostic.Children, CheckReporter.Note(place, text)] } : diagnostic;

    private static Diagnostic WithHelp(this Diagnostic diagnostic, string? text) =>
        text is null ? diagnostic : diagnostic with { Children = [.. diagnostic.Children, CheckReporter.Help(text)] };

    private static Diagnostic WithLabel(this Diagnostic diagnostic, Span span, string text) =>
        diagnostic with { Labels = [.. diagnostic.Labels, new Label(span, text)] };

    private static Diagnostic WithChange(this Diagnostic diagnostic, string title, Span span, string text) => diagnostic with
    {
        Fixes = [new Fix(title, [new Edit(span, text)]) { Style = FixStyle.Lines }],
    };

    public static Diagnostic TooMany(Span span, int limit) =>
        Make("C0200", span, $"{limit} errors are enough: the rest of the file is not checked");

    public static Diagnostic Expected(Span span, string what, string where, string found) =>
        Make("C0201", span, $"expected {what} {where}, found {found}", $"expected {what}");

    public static Diagnostic ExpectedClosing(Span span, string what, string where, string found, Span open, string opening) =>
        Make("C0202", span, $"expected {what} {where}, found {found}", $"expected {what}").WithNote(open, $"to match this {opening}");

    public static Diagnostic ExpectedExpression(Span span, string found) => Make("C0203", span, $"expected an expression, found {found}");

    public static Diagnostic ExpectedStatement(Span span, string found) => Make("C0204", span, $"expected a statement, found {found}");

    public static Diagnostic ExpectedDeclaration(Span span, string found) =>
        Make("C0205", span, $"expected a declaration, found {found}").WithHelp("statements stand inside of functions");

    public static Diagnostic StrayClosing(Span span, string token) => Make("C0206", span, $"{token} closes nothing");

    public static Diagnostic NestedTooDeeply(Span span, int limit) => Make("C0207", span, $"nested too deeply: more than {limit} levels");

    public static Diagnostic ChainTooLong(Span span, int limit) =>
        Make("C0208", span, $"expression too long: more than {limit} operators in a row").WithHelp("split it into several statements");

    public static Diagnostic UnknownType(Span span, string name, CType? tag, string? header, string? closest)
    {
        Diagnostic diagnostic = Make("C0210", span, $"unknown type name `{name}`");
        return tag is not null ? diagnostic.WithChange($"write `{tag}`", span, tag.ToString())
            : header is not null ? diagnostic.WithHelp($"`{name}` is defined in `<{header}>`: include it")
            : closest is not null ? diagnostic.WithChange($"did you mean `{closest}`?", span, closest)
            : diagnostic;
    }

    public static Diagnostic StatementExpressionOutsideFunction(Span span) => Make("C0211", span, "a statement expression outside of a function");

    public static Diagnostic LabelOutsideFunction(Span span, string name) => Make("C0212", span, $"label `{name}` is named outside of a function");

    public static Diagnostic DeclarationAsBody(Span span) =>
        Make("C0213", span, "expected a statement, found a declaration").WithHelp("put it into braces: `{ ... }`");

    public static Diagnostic NotConstant(Span span, string what) => Make("C0214", span, $"{what} is not an integer constant");

    private static EquatableArray<SubDiagnostic> Children(SubDiagnostic[] notes) => [.. notes];

    private static string Named(string name) => name.Length == 0 ? "" : $" `{name}`";
}
