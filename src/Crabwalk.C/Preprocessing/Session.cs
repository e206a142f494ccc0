using System.Collections.Immutable;
using Crabwalk.C.Lexing;
using Crabwalk.C.Preprocessing.Files;
using Crabwalk.C.Preprocessing.Macros;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;

namespace Crabwalk.C.Preprocessing;

/// <summary>What all parts of one preprocessing run share.</summary>
internal sealed class Session
{
    // After these, messages of one kind are only counted.
    private const int MostOfOneKind = 30;

    public Session(
        PreprocessorOptions options,
        SourceMap map,
        SymbolTable symbols,
        DiagnosticSink diagnostics,
        ISourceProvider files,
        SpellingTable spellings,
        MacroTable macros)
    {
        Macros = macros;
        Options = options;
        Map = map;
        Symbols = symbols;
        Spellings = spellings;
        LexerSymbols = new(symbols);
        Names = new(symbols);
        Reporter = new(map, diagnostics, options.Warnings, MostOfOneKind);
        Files = new(map, files, options.Folders);
    }

    public PreprocessorOptions Options { get; }

    public SourceMap Map { get; }

    public SymbolTable Symbols { get; }

    public SpellingTable Spellings { get; }

    public LexerSymbols LexerSymbols { get; }

    public KnownNames Names { get; }

    public Reporter Reporter { get; }

    public FileLibrary Files { get; }

    public MacroTable Macros { get; }

    public ImmutableArray<Inclusion>.Builder Inclusions { get; } = ImmutableArray.CreateBuilder<Inclusion>();

    public ImmutableArray<Pragma>.Builder Pragmas { get; } = ImmutableArray.CreateBuilder<Pragma>();

    public ImmutableArray<LineDirective>.Builder LineDirectives { get; } = ImmutableArray.CreateBuilder<LineDirective>();

    /// <summary>The tokens that came out so far.</summary>
    public List<Token> Output { get; } = new(4096);

    /// <summary>True once the run is given up: from then on every read says that the file ends.</summary>
    public bool IsAborted { get; private set; }

    /// <summary>Reports a fault after which nothing sensible can follow.</summary>
    public void Abort(Diagnostic diagnostic)
    {
        if (!IsAborted)
        {
            IsAborted = true;
            Reporter.Error(diagnostic);
        }
    }

    /// <summary>How many tokens macros have taken and produced.</summary>
    public long ExpandedTokens { get; set; }

    public Lexer MakeLexer(SourceId id) => new(id, Map[id], Options.Standard, Spellings, LexerSymbols, Reporter);

    /// <summary>The spelling of a token.</summary>
    public string TextOf(Token token) => Symbols[token.Text];
}
