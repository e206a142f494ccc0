using System.Collections.Immutable;
using System.Text;
using Crabwalk.C.Checking;
using Crabwalk.C.Lexing;
using Crabwalk.C.Parsing;
using Crabwalk.C.Preprocessing;
using Crabwalk.C.Tree;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Diagnostics.Rendering;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Layout;
using Crabwalk.Tests.Fixtures;

namespace Crabwalk.Tests.C.Parsing;

/// <summary>A program parsed and checked: its tree as text and what was said.</summary>
internal sealed class Parsed
{
    private Parsed(TranslationUnit unit, string tokens, SourceMap map, DiagnosticSink sink)
    {
        Unit = unit;
        Tokens = tokens;
        Map = map;
        Found = sink.Found;
    }

    public TranslationUnit Unit { get; }

    /// <summary>The preprocessed tokens, one a line.</summary>
    public string Tokens { get; }

    public SourceMap Map { get; }

    public IReadOnlyList<Diagnostic> Found { get; }

    public string Tree => TreePrinter.Print(Unit);

    public bool HasErrors => Found.Any(d => d.IsError);

    /// <summary>The messages, one a line: severity, code, words.</summary>
    public string Messages => string.Join('\n', Found.Select(d => $"{d.Severity} {d.Code}: {d.Message}"));

    /// <summary>The tree of a program that must have no error.</summary>
    public static string TreeOf(string text)
    {
        Parsed parsed = Run(text);
        Assert.False(parsed.HasErrors, parsed.Messages);
        return parsed.Tree.Replace("\r\n", "\n", StringComparison.Ordinal).TrimEnd('\n');
    }

    public static Parsed Run(string text, params ImmutableArray<string> flags) => Run(Encoding.UTF8.GetBytes(text), Target.X64, flags);

    public static Parsed Run(byte[] text, Target target, ImmutableArray<string> flags)
    {
        WarningOptions warnings = WarningOptions.Default;
        foreach (string flag in flags)
        {
            warnings.TryApply(flag, out warnings);
        }

        var map = new SourceMap();
        var symbols = new SymbolTable();
        var sink = new DiagnosticSink();
        SourceId main = map.Add(SourceText.FromBytes("main.c", text));
        PreprocessorOptions options = PreprocessorOptions.For(target) with
        {
            Warnings = warnings.SeverityOf,
            Folders = [new(Path.Combine(FixtureTree.Repository, "library", "c", "include"), SourceKind.Library)],
        };
        PreprocessResult result = Preprocessor.Run(main, options, map, symbols, sink, new Disk());
        TranslationUnit unit = CParser.Parse(result.Tokens, new CParseOptions { Target = target, Standard = CStandard.Gnu17, Warnings = warnings, Pragmas = result.Pragmas }, map, symbols, sink);
        return new(unit, TokenPrinter.List(result.Tokens, symbols, map), map, sink);
    }

    /// <summary>What was said, as the fixtures' markers speak of it.</summary>
    public ImmutableArray<Said> Said() =>
        CommandLineSubject.Read(string.Concat(Found.Select(found => JsonRenderer.Render(found, Map) + '\n')), "main.c").Said;

    private sealed class Disk : ISourceProvider
    {
        public byte[]? Read(string path, out string reason)
        {
            bool isThere = File.Exists(path);
            reason = isThere ? "" : "no such file";
            return isThere ? File.ReadAllBytes(path) : null;
        }
    }
}
