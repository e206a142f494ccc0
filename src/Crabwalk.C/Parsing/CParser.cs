using System.Collections.Immutable;
using Crabwalk.C.Checking;
using Crabwalk.C.Lexing;
using Crabwalk.C.Lexing.Literals;
using Crabwalk.C.Preprocessing;
using Crabwalk.C.Tree;
using Crabwalk.C.Types;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;

namespace Crabwalk.C.Parsing;

/// <summary>
/// C17's grammar by recursive descent, with gcc's additions. Whether a name is a type decides how C is read, so names are declared and
/// expressions are typed while parsing: the parser recognises, the checkers in <c>Checking</c> judge and make the nodes. No input makes it
/// throw: depth is counted, every loop takes a token or stops, and after an error it goes on at the next statement or declaration.
/// </summary>
/// <remarks>Expressions, statements, declarations, declarators, structures, initialisers and attributes each have a file of their own.</remarks>
public sealed partial class CParser
{
    private readonly Token[] _tokens;
    private readonly CheckContext _context;
    private readonly Checkers _check;
    private readonly LiteralDecoder _literals;
    private readonly PackPragmas _packing;
    private int _at;

    private CParser(Token[] tokens, CheckContext context, Checkers? check, ImmutableArray<Pragma> pragmas)
    {
        _packing = new(pragmas, context.Symbols);
        _tokens = tokens is [.., { Kind: TokenKind.EndOfFile }] ? tokens : [.. tokens, new(TokenKind.EndOfFile, tokens.Length > 0 ? tokens[^1].Span.AtEnd : default, Symbol.Empty)];
        _context = context;
        _check = check ?? new(context, new(ParsePrototype));
        _literals = new(context.Symbols, context.Map, context.Diagnostics, context.Warnings.SeverityOf);
    }

    /// <summary>Parses and checks the tokens that preprocessing left; messages go to <paramref name="diagnostics"/>.</summary>
    public static TranslationUnit Parse(
        IEnumerable<Token> tokens, CParseOptions options, SourceMap map, SymbolTable symbols, DiagnosticSink diagnostics)
    {
        var context = new CheckContext(new CTypes(options.Target), options.Standard, options.Warnings, map, symbols, diagnostics);
        DeclareBuiltinTypes(context);
        var parser = new CParser([.. tokens], context, null, options.Pragmas);
        parser.ParseTranslationUnit();
        return context.Unit;
    }

    private static void DeclareBuiltinTypes(CheckContext context)
    {
        const string Name = "__builtin_va_list";
        context.Scopes.Declare(context.Symbols.Intern(Name), new Meaning.OfTypedef(new(Name, context.Types.VaList, default) { IsUsed = true }));
    }

    private CheckReporter Report => _context.Report;

    private CTypes Types => _context.Types;

    private Token Current => _tokens[_at];

    private TokenKind Kind => _tokens[_at].Kind;

    private Token Previous => _tokens[Math.Max(0, _at - 1)];

    private Token Peek(int distance = 1) => _tokens[Math.Min(_at + distance, _tokens.Length - 1)];

    // 6.9 External definitions
    private void ParseTranslationUnit()
    {
        while (Kind != TokenKind.EndOfFile && !Report.IsFlooded)
        {
            int before = _at;
            ParseExternalDeclaration();
            if (_at == before)
            {
                Advance();
            }
        }

        _check.Declarations.FinishUnit();
    }

    private Token Advance()
    {
        Token token = _tokens[_at];
        if (_at < _tokens.Length - 1)
        {
            _at++;
        }

        return token;
    }

    private bool Take(TokenKind kind)
    {
        if (Kind != kind)
        {
            return false;
        }

        Advance();
        return true;
    }

    /// <summary>Takes the token that has to stand here; when it is missing, says so behind the token before.</summary>
    private bool Expect(TokenKind kind, string where)
    {
        if (Take(kind))
        {
            return true;
        }

        ReportExpected(kind.Describe(), where);
        return false;
    }

    /// <summary>The closing partner of an opening token; a note shows what it would have closed.</summary>
    private Token ExpectClosing(TokenKind kind, Token open, string where)
    {
        if (Kind == kind)
        {
            return Advance();
        }

        Report.Error(CErrors.ExpectedClosing(PlaceOfMissing(), kind.Describe(), where, Current.Describe(_context.Symbols), open.Span, open.Kind.Describe()));
        return Previous;
    }

    private Reported ReportExpected(string what, string where) =>
        Report.Error(CErrors.Expected(PlaceOfMissing(), what, where, Current.Describe(_context.Symbols)));

    /// <summary>Where something is missing: behind the token before, when that stands on an earlier line, else at the token itself.</summary>
    private Span PlaceOfMissing()
    {
        bool isNewLine = Kind == TokenKind.EndOfFile || Current.IsAtLineStart;
        return isNewLine && _at > 0 ? Previous.Span.AtEnd : Current.Span;
    }

    private string TextOf(Token token) => _context.Symbols[token.Text];
}
