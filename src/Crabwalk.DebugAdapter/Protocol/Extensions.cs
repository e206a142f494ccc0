using System.Text.Json.Serialization;

namespace Crabwalk.DebugAdapter.Protocol;

// The requests of Crabwalk's own: docs/protocol.md tells what they mean.

/// <summary>How a picture is drawn.</summary>
internal sealed record PictureArguments(string? Theme = null, string? Arrangement = null, string? Surroundings = null, string? Styles = null, int? HeapColumns = null);

/// <summary>A step and what is wanted of it.</summary>
internal sealed record StepRequestArguments(
    long? Step = null,
    string? Move = null,
    string? Grain = null,
    string[]? Include = null,
    PictureArguments? Svg = null,
    bool Bytes = false,
    bool Library = false,
    bool Layout = false,
    bool Announce = false);

/// <summary>A place in a file of the program; lines and columns (UTF-16) count from 1, the end is exclusive.</summary>
internal sealed record TextRange(string Path, int Line, int Column, int EndLine, int EndColumn);

/// <summary>Everything that is shown of a step.</summary>
internal sealed record StepBody
{
    public required long Step { get; init; }

    public required long StepCount { get; init; }

    public required string Grain { get; init; }

    public required string Sentence { get; init; }

    public TextRange? Place { get; init; }

    public string? Problem { get; init; }

    public long? ProblemStep { get; init; }

    public string? Ending { get; init; }

    public RawJson? Scene { get; init; }

    public string? Svg { get; init; }

    public string? Text { get; init; }
}

internal sealed record GrainArguments(string? Grain = null);

internal sealed record WalkBody(RawJson Walk);

internal sealed record SentenceArguments(long? First = null, long? Last = null, string? Grain = null);

internal sealed record ExportArguments(string? Format = null, long? First = null, long? Last = null, string? Grain = null, string? Theme = null);

internal sealed record ExportBody(string MediaType, long First, long Last, string Text);

internal sealed record StepSentence(long Step, string Sentence, int? Line = null);

internal sealed record SentencesBody(StepSentence[] Sentences);

internal sealed record TimelineArguments(long? First = null, long? Last = null, string? Grain = null, int? Most = null, int? Buckets = null);

internal sealed record EventBody(string Kind, long Step, string Label);

internal sealed record BucketBody(long First, long Last, Dictionary<string, int> Counts);

internal sealed record TimelineBody(long StepCount, long EventCount, EventBody[]? Events = null, BucketBody[]? Buckets = null);

internal sealed record WriteArguments(string? Expression = null, string? MemoryReference = null, int? Bytes = null, long? Step = null, string? Grain = null, string? Direction = null);

internal sealed record WriteBody(long? Step, string? Sentence = null, TextRange? Place = null);

internal sealed record RelatedText(TextRange Place, string Message);

internal sealed record StoryText(TextRange? Place, string Text, long? Step = null);

internal sealed record TextEdit(TextRange Place, string NewText);

internal sealed record FixText(string Title, TextEdit[] Edits);

/// <summary>A message about the program.</summary>
internal sealed record DiagnosticBody(string Severity, string Code, string Message, string Rendered)
{
    public TextRange? Place { get; init; }

    public string? Label { get; init; }

    public RelatedText[]? Related { get; init; }

    public string[]? Notes { get; init; }

    public FixText[]? Fixes { get; init; }

    public StoryText[]? Story { get; init; }
}

/// <summary>What was found when the program was compiled, or when it ran.</summary>
internal sealed record DiagnosticsEvent(string Phase, DiagnosticBody[] Diagnostics);

/// <summary>JSON that was made elsewhere and goes out as it is.</summary>
[JsonConverter(typeof(RawJsonConverter))]
internal readonly record struct RawJson(string Text);
