using Crabwalk.C.Lexing;
using Crabwalk.C.Lexing.Literals;
using Crabwalk.C.Preprocessing.Directives;
using Crabwalk.C.Preprocessing.Files;
using Crabwalk.C.Preprocessing.Macros;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;

namespace Crabwalk.C.Preprocessing;

/// <summary>
/// Translation phases 1 to 4 of C (5.1.1.2): from a source file to the tokens that the parser reads. <see cref="Input"/> reads
/// and carries out directives, <see cref="MacroExpander"/> replaces macros; what is left comes out here. No input makes it throw
/// or run for ever: where <see cref="PreprocessorLimits"/> end, a message says so.
/// </summary>
public static class Preprocessor
{
    /// <summary>Preprocesses a file that is in the map, with all it includes.</summary>
    /// <param name="main">The file.</param>
    /// <param name="options">What its text does not say.</param>
    /// <param name="map">The sources.</param>
    /// <param name="symbols">The names.</param>
    /// <param name="diagnostics">Where messages go.</param>
    /// <param name="files">Where headers come from.</param>
    /// <param name="prelude">The predefined macros, when several files of one map are read with the same options; else they are read anew.</param>
    public static PreprocessResult Run(
        SourceId main,
        PreprocessorOptions options,
        SourceMap map,
        SymbolTable symbols,
        DiagnosticSink diagnostics,
        ISourceProvider files,
        Prelude? prelude = null)
    {
        prelude ??= ReadPrelude(options, map, symbols);
        var session = new Session(options, map, symbols, diagnostics, files, prelude.Spellings, prelude.Macros.Copy());
        var input = new Input(session);
        Enter(session, input, session.Files.Adopt(main));
        if (!options.Macros.IsEmpty)
        {
            EnterSynthetic(session, input, "<command line>", PredefinedMacros.CommandLine(options.Macros));
        }

        new Pump(session, input).Run();
        session.Reporter.Finish();
        return new(
            [.. session.Output],
            session.Macros,
            session.Inclusions.ToImmutable(),
            session.Pragmas.ToImmutable(),
            session.LineDirectives.ToImmutable(),
            !session.IsAborted);
    }

    /// <summary>Reads the predefined macros.</summary>
    public static Prelude ReadPrelude(PreprocessorOptions options, SourceMap map, SymbolTable symbols)
    {
        var session = new Session(options, map, symbols, new DiagnosticSink(), new NoFiles(), new(symbols), new());
        var input = new Input(session);
        EnterSynthetic(session, input, "<built-in>", PredefinedMacros.Text(options));
        new Pump(session, input).Run();
        PredefinedMacros.DefineDynamic(session, map);
        return new(session.Macros, session.Spellings);
    }

    private static void Enter(Session session, Input input, LoadedFile file) =>
        input.Enter(new(file, session.MakeLexer(file.Id), -1, null));

    private static void EnterSynthetic(Session session, Input input, string name, string text) =>
        Enter(session, input, session.Files.Adopt(session.Map.Add(SourceText.FromString(name, text, SourceKind.Synthetic))));

    // The predefined macros include nothing.
    private sealed class NoFiles : ISourceProvider
    {
        public byte[]? Read(string path, out string reason)
        {
            reason = "no such file";
            return null;
        }
    }

    /// <summary>Moves tokens from the input to the output.</summary>
    private sealed class Pump(Session session, Input input)
    {
        private readonly KeywordTable _keywords = new(session.Symbols, session.Options.Standard);
        private readonly PragmaOperator _pragmas = new(session, input);

        public void Run()
        {
            Token last;
            do
            {
                Token token = input.Next();
                last = token;
                if (token.Kind == TokenKind.Identifier)
                {
                    TakeName(token);
                }
                else if (token.Kind != TokenKind.EndOfFile)
                {
                    Emit(token);
                }
            }
            while (last.Kind != TokenKind.EndOfFile || (!session.IsAborted && input.TryLeaveFile()));
            session.Output.Add(last with { Flags = last.Flags | TokenFlags.AtLineStart });
        }

        private void TakeName(Token token)
        {
            if (input.Expander.TryExpand(token))
            {
                return;
            }

            if (token.Text == session.Names.PragmaOperator)
            {
                _pragmas.Run(token);
                return;
            }

            Emit(token with { Kind = _keywords.KindOf(token.Text) });
        }

        private void Emit(Token token)
        {
            if (token.Kind == TokenKind.Unknown)
            {
                session.Reporter.Error(LexicalDiagnostics.StrayCharacter(token.Span, session.TextOf(token)));
                return;
            }

            if (token.IsUnterminated)
            {
                char quote = token.Kind == TokenKind.StringLiteral ? '"' : '\'';
                session.Reporter.Error(LexicalDiagnostics.UnterminatedLiteral(token.Span, quote));
            }

            session.Output.Add(token);
            if (session.Output.Count > session.Options.Limits.Tokens)
            {
                session.Abort(DirectiveDiagnostics.TooManyTokens(session.Map.Outermost(token.Span), session.Options.Limits.Tokens));
            }
        }
    }
}

/// <summary><c>_Pragma ( "text" )</c> (6.10.9): the same as a <c>#pragma</c> line with that text.</summary>
internal sealed class PragmaOperator(Session session, Input input)
{
    private readonly LiteralDecoder _literals = LiteralDecoder.For(session);

    public void Run(Token name)
    {
        bool isWellFormed = Read(out Token opening).Kind == TokenKind.LeftParen
            & Read(out Token text).Kind == TokenKind.StringLiteral
            & Read(out Token closing).Kind == TokenKind.RightParen;
        if (!isWellFormed)
        {
            session.Reporter.Error(DirectiveDiagnostics.BadPragmaOperator(name.Span));
            PutBackFirstOther(opening, text, closing);
            return;
        }

        byte[] bytes = [.. _literals.DecodeStrings([text]).Bytes, (byte)'\n'];
        SourceId id = session.Map.Add(SourceText.FromBytes("<_Pragma>", bytes, SourceKind.Synthetic));
        Lexer lexer = session.MakeLexer(id);
        lexer.IsInDirective = true;
        input.RunPragma(name, DirectiveLine.Read(lexer));
        input.LeaveSpace(name.Flags);
    }

    private Token Read(out Token token)
    {
        do
        {
            token = input.Next();
        }
        while (input.Expander.TryExpand(token));
        return token;
    }

    // Only the last token read can be put back; what stands before it was part of the faulty operator.
    private void PutBackFirstOther(Token opening, Token text, Token closing)
    {
        if (opening.Kind == TokenKind.LeftParen && text.Kind == TokenKind.StringLiteral)
        {
            input.PutBack(closing);
        }
    }
}
