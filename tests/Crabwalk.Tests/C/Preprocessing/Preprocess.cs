using System.Globalization;
using System.Text;
using Crabwalk.C.Lexing;
using Crabwalk.C.Preprocessing;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Layout;
using Crabwalk.Tests.Fixtures;

namespace Crabwalk.Tests.C.Preprocessing;

/// <summary>One preprocessing run as text: what came out and what was said.</summary>
internal sealed class Preprocess
{
    private Preprocess(PreprocessResult result, SourceMap map, SymbolTable symbols, DiagnosticSink sink)
    {
        Result = result;
        Map = map;
        Symbols = symbols;
        Found = sink.Found;
    }

    public PreprocessResult Result { get; }

    public SourceMap Map { get; }

    public SymbolTable Symbols { get; }

    public IReadOnlyList<Diagnostic> Found { get; }

    /// <summary>The output as <c>-E</c> prints it.</summary>
    public string Text => TokenPrinter.Print(Result.Tokens, Symbols);

    /// <summary>The same with bytes that are no UTF-8 as they were.</summary>
    public byte[] Bytes => TokenPrinter.PrintBytes(Result.Tokens, Symbols);

    /// <summary>The output's tokens with a space between any two.</summary>
    public string Words => string.Join(' ', Result.Tokens.SkipLast(1).Select(token => Symbols[token.Text]));

    /// <summary>The messages, one a line.</summary>
    public string Messages => string.Join('\n', Found.Select(Describe));

    public static PreprocessorOptions Options => PreprocessorOptions.For(Target.X64) with { Warnings = WarningPolicies.All };

    public static Preprocess Run(string text, PreprocessorOptions? options = null, params (string Path, string Text)[] files) =>
        Run(Encoding.UTF8.GetBytes(text), options, files);

    public static Preprocess Run(byte[] text, PreprocessorOptions? options = null, params (string Path, string Text)[] files)
    {
        var map = new SourceMap();
        var symbols = new SymbolTable();
        var sink = new DiagnosticSink();
        SourceId main = map.Add(SourceText.FromBytes("main.c", text));
        PreprocessResult result = Preprocessor.Run(main, options ?? Options, map, symbols, sink, new Memory(files));
        return new(result, map, symbols, sink);
    }

    /// <summary>What was said, as the fixtures' markers speak of it; only places in the main file count.</summary>
    public IEnumerable<Said> Said() => Found.SelectMany(found =>
        found.Children.Select(child => new Said(null, Level(child.Severity), "", child.Message))
            .Prepend(new Said(LineOf(found.Primary), Level(found.Severity), found.Code, found.Message)));

    private static string Level(Severity severity) => severity switch
    {
        Severity.Error => "ERROR",
        Severity.Warning => "WARN",
        Severity.Note => "NOTE",
        Severity.Help => "HELP",
    };

    private string Describe(Diagnostic found)
    {
        string line = LineOf(found.Primary)?.ToString(CultureInfo.InvariantCulture) ?? "-";
        return $"{line}: {Level(found.Severity)} {found.Code}: {found.Message}";
    }

    private int? LineOf(Label? label) => label is null ? null : Map.PositionOf(Map.Outermost(label.Span)).Line + 1;

    /// <summary>Files that exist in the test alone.</summary>
    private sealed class Memory((string Path, string Text)[] files) : ISourceProvider
    {
        public byte[]? Read(string path, out string reason)
        {
            foreach ((string name, string text) in files)
            {
                if (name == path)
                {
                    reason = "";
                    return Encoding.UTF8.GetBytes(text);
                }
            }

            reason = "no such file";
            return null;
        }
    }
}
