using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;

namespace Crabwalk.Mir.Printing;

/// <summary>Spans, scopes and source types as a MIR text has them; all empty when the text is to tell only the code.</summary>
internal sealed class OriginText(SourceMap sources, MirPrintOptions options)
{
    /// <summary><c> // scope 1 at stack.c:10..14</c></summary>
    public string After(SourceInfo source) => options.Sources
        ? FormattableString.Invariant($" // scope {source.Scope.Index} at {Of(source.Span)}")
        : "";

    /// <summary>The same for a terminator; a call's callee and what it was written as come behind.</summary>
    public string After(Terminator terminator)
    {
        string origin = After(terminator.Source);
        return origin.Length == 0 || terminator.Kind is not TerminatorKind.Call call
            ? origin
            : $"{origin} calls {Of(call.FunctionSpan)}{(call.CallSource == CallSource.Written ? "" : $" by {call.CallSource}")}";
    }

    /// <summary><c> // at stack.c:10..14</c></summary>
    public string At(Span span) => options.Sources ? $" // at {Of(span)}" : "";

    /// <summary>A source type behind <c>as</c>.</summary>
    public string As(SourceType? type) => options.Sources && type is not null ? $" as {Of(type)}" : "";

    private string Of(Span span)
    {
        string expansion = span.Expansion.IsNone ? "" : FormattableString.Invariant($" expansion {span.Expansion.Index}");
        string path = sources.Contains(span.Source) ? sources[span.Source].Path : "";
        return FormattableString.Invariant($"{NameTable.Escaped(path, '"')} {span.Start}..{span.End}{expansion}");
    }

    private static string Of(SourceType type)
    {
        string name = NameTable.Escaped(type.Name, '"');
        return type switch
        {
            SourceType.Number => $"number {name}",
            SourceType.Character => $"character {name}",
            SourceType.Truth => $"truth {name}",
            SourceType.Void => $"void {name}",
            SourceType.Enumeration e =>
                FormattableString.Invariant($"enumeration {name} {{{string.Join(", ", e.Constants.Select(c => FormattableString.Invariant($"{NameTable.Plain(c.Name)} = {c.Value}")))}}}"),
            SourceType.Pointer pointer => $"pointer {name} ({Of(pointer.Target)})",
            SourceType.Array array => $"array {name} ({Of(array.Element)})",
            SourceType.Record => $"record {name}",
            SourceType.Function function => $"function {name} ({string.Join(", ", function.Parameters.Select(Of).Append(Of(function.Result)))})",
            _ => $"number {name}",
        };
    }
}
