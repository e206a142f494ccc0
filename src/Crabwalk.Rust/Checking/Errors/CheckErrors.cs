using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;

namespace Crabwalk.Rust.Checking;

/// <summary>Messages of no one's own, and how all of them are put together.</summary>
internal static class CheckErrors
{
    public static Diagnostic At(string code, Span span, string message, string label = "") => new(Severity.Error, code, message, new(span, label));

    public static Diagnostic WithNote(this Diagnostic error, string note) => error with { Children = [.. error.Children, new(Severity.Note, note)] };

    public static Diagnostic WithNote(this Diagnostic error, string note, params ReadOnlySpan<Label> labels) =>
        error with { Children = [.. error.Children, new(Severity.Note, note, [.. labels])] };

    public static Diagnostic WithHelp(this Diagnostic error, string help) => error with { Children = [.. error.Children, new(Severity.Help, help)] };

    public static Diagnostic WithLabel(this Diagnostic error, Span span, string text) => error with { Labels = [.. error.Labels, new(span, text)] };

    public static Diagnostic WithFix(this Diagnostic error, string title, params ReadOnlySpan<Edit> edits) =>
        error with { Fixes = [.. error.Fixes, new(title, [.. edits]) { Style = FixStyle.Lines }] };

    /// <summary>Our own limit.</summary>
    public static Diagnostic Unsupported(Span span, string what) => At("CW0001", span, $"not supported by Crabwalk yet: {what}");

    /// <summary>Nothing that nests deeper is looked at.</summary>
    public static Diagnostic TooDeep(Span span) => Unsupported(span, "code that nests deeper than this");
}
