using Crabwalk.C.Lexing;
using Crabwalk.Foundation.Text;

namespace Crabwalk.C.Preprocessing.Files;

/// <summary>A file that is being read: where its lexer stands, its open conditionals, what <c>#line</c> said.</summary>
internal sealed class FileFrame(LoadedFile file, Lexer lexer, int folder, Span? includedAt)
{
    private int _lineShift;

    /// <summary>The file.</summary>
    public LoadedFile File { get; } = file;

    /// <summary>Its tokens.</summary>
    public Lexer Lexer { get; } = lexer;

    /// <summary>The number of the search folder it was found in, where <c>#include_next</c> goes on; -1 when in none.</summary>
    public int Folder { get; } = folder;

    /// <summary>The header's name in the directive that included it; null for the files the run starts with.</summary>
    public Span? IncludedAt { get; } = includedAt;

    /// <summary>The conditionals that are open, outermost first.</summary>
    public Stack<Conditional> Conditionals { get; } = new();

    /// <summary>Whether the file is all inside one <c>#ifndef</c>.</summary>
    public GuardDetector Guard { get; } = new();

    /// <summary>The name <c>__FILE__</c> gives.</summary>
    public string PresumedPath { get; private set; } = file.Text.Path;

    /// <summary>The number <c>__LINE__</c> gives at an offset.</summary>
    public long PresumedLine(int offset) => File.Text.PositionOf(offset).Line + 1L + _lineShift;

    /// <summary>From the line after <paramref name="offset"/> on, lines count from <paramref name="line"/>.</summary>
    public void SetNextLine(int offset, int line, string? path)
    {
        _lineShift = line - (File.Text.PositionOf(offset).Line + 2);
        PresumedPath = path ?? PresumedPath;
    }
}

/// <summary>An open <c>#if</c>, <c>#ifdef</c> or <c>#ifndef</c>.</summary>
/// <param name="Directive">Its name in the text.</param>
/// <param name="Name">The directive's name, for messages.</param>
internal sealed record Conditional(Span Directive, string Name)
{
    /// <summary>True once one of its groups was taken.</summary>
    public bool IsTaken { get; set; }

    /// <summary>The <c>#else</c>, once there is one.</summary>
    public Span? Else { get; set; }
}

/// <summary>A file's text, read once however often it is included.</summary>
internal sealed class LoadedFile(SourceId id, SourceText text)
{
    /// <summary>Its id.</summary>
    public SourceId Id { get; } = id;

    /// <summary>Its text.</summary>
    public SourceText Text { get; } = text;

    /// <summary>The macro that guards all of it, once it was read to its end and found to have one.</summary>
    public Symbol Guard { get; set; }

    /// <summary>True after <c>#pragma once</c>.</summary>
    public bool IsOnce { get; set; }
}
