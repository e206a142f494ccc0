using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;

namespace Crabwalk.Mir.Parsing;

/// <summary>What is wrong with a MIR text, and where (line and column from 0).</summary>
public sealed record MirParseError(LinePosition Position, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Position.Line + 1}:{Position.Column + 1}: {Message}";
}

/// <summary>A program, or the first thing that is wrong with its text.</summary>
public sealed record MirParseResult(MirProgram? Program, MirParseError? Error);
