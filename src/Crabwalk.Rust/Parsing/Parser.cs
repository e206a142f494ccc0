using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Rust.Lexing;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Parsing;

/// <summary>
/// Recursive descent over tokens whose brackets match; macro fragments are parsed by the same functions (see
/// <c>Parser.Fragments.cs</c>). An error that no rule can mend stops the parser: from then on it sees only the end of the file, so
/// every function returns soon and silently, until a list of items or statements finds a place to go on. Nothing is thrown.
/// </summary>
public sealed partial class Parser
{
    /// <summary>How deep expressions, types, patterns and blocks may nest: safe on a stack of 1 MB and in a browser.</summary>
    private const int DepthLimit = 160;

    /// <summary>How long a chain such as <c>a + b + c</c> may be: it becomes a tree as deep as it is long.</summary>
    private const int ChainLimit = 1000;

    private readonly ParseSession _session;
    private readonly Token[] _tokens;
    private DiagnosticSink _sink;
    private Token _token;
    private Token _previous;
    private int _index;
    private int _depth;
    private bool _isStopped;
    private Token _stoppedAt;
    private Restrictions _restrictions;
    private UInt128 _expectedKinds;
    private UInt128 _expectedWords;
    private Expected _expected;

    // What stood inside the braces of the item just parsed, `#![..]` and `//!`: the item's own attributes.
    private Foundation.Collections.EquatableArray<Syntax.Attribute> _innerAttributes;

    /// <summary>A parser at the first token; the last must be <see cref="TokenKind.EndOfFile"/>.</summary>
    public Parser(Token[] tokens, ParseSession session)
    {
        (_tokens, _session, _sink) = (tokens, session, session.Sink);
        _token = tokens[0];
        _previous = new(TokenKind.EndOfFile, _token.Span.AtStart);
    }

    /// <summary>A parser at a token in the middle, for a fragment that a macro's rules ask for.</summary>
    public Parser(Token[] tokens, int start, ParseSession session)
        : this(tokens, session)
    {
        (_index, _token) = (start, tokens[start]);
        _previous = start > 0 ? tokens[start - 1] : _previous;
    }

    [Flags]
    private enum Restrictions
    {
        None = 0,
        NoStruct = 1,
        Statement = 2,
        AllowLet = 4,
        ConstArgument = 8,
    }

    [Flags]
    private enum Expected
    {
        None = 0,
        Operator = 1,
        Identifier = 2,
        Path = 4,
        Type = 8,
        Lifetime = 16,
        Const = 32,
    }

    private Edition Edition => _session.Edition;

    private NodeId NewId() => _session.NextNode();

    private string Describe(Token token) => ParseErrors.Describe(token, Edition, _session.Symbols);

    private string NameOf(Token token) => _session.Symbols[token.Text];

    private Span From(Span start) => start.To(_previous.Span);

    private void Bump()
    {
        if (_token.Kind == TokenKind.EndOfFile)
        {
            return;
        }

        _previous = _token;
        _token = _tokens[++_index];
        ClearExpected();
    }

    private void ClearExpected() => (_expectedKinds, _expectedWords, _expected) = (0, 0, Expected.None);

    private Token Ahead(int count) =>
        _isStopped ? _token : count == 0 ? _token : _tokens[Math.Min(_index + count, _tokens.Length - 1)];

    private bool Is(TokenKind kind) => _token.Kind == kind;

    private bool IsWord(Keyword word) => _token.Word == word && _token.Kind == TokenKind.Identifier;

    private bool IsWordAhead(int count, Keyword word) => Ahead(count) is { Kind: TokenKind.Identifier } token && token.Word == word;

    private bool Check(TokenKind kind)
    {
        _expectedKinds |= UInt128.One << (int)kind;
        return _token.Kind == kind;
    }

    private bool CheckWord(Keyword word)
    {
        _expectedWords |= UInt128.One << (int)word;
        return IsWord(word);
    }

    private bool Eat(TokenKind kind)
    {
        bool isThere = Check(kind);
        if (isThere)
        {
            Bump();
        }

        return isThere;
    }

    private bool EatWord(Keyword word)
    {
        bool isThere = CheckWord(word);
        if (isThere)
        {
            Bump();
        }

        return isThere;
    }

    // Takes `kind` off the front of a glued operator: the first `>` of `>>`.
    private bool EatFirst(TokenKind kind)
    {
        if (Eat(kind))
        {
            return true;
        }

        if (_token.Kind.Split() is not { } parts || parts.First != kind)
        {
            return false;
        }

        Span span = _token.Span;
        int middle = Math.Min(span.Start + 1, span.End);
        _previous = _token with { Kind = parts.First, Span = span with { End = middle } };
        _token = _token with { Kind = parts.Second, Span = span with { Start = middle } };
        ClearExpected();
        return true;
    }

    private bool StartsWith(TokenKind kind) => Check(kind) || (_token.Kind.Split() is { } parts && parts.First == kind);

    private bool Expect(TokenKind kind)
    {
        if (Eat(kind))
        {
            return true;
        }

        FailUnexpected();
        return false;
    }

    private void ExpectFirst(TokenKind kind)
    {
        if (!EatFirst(kind))
        {
            FailUnexpected();
        }
    }

    private void ExpectWord(Keyword word)
    {
        if (!EatWord(word))
        {
            FailUnexpected();
        }
    }

    private bool IsReserved(Token token) => token.Kind == TokenKind.Identifier && token.Word.IsReserved(Edition);

    private bool IsName(Token token) => token.Kind == TokenKind.Identifier && !IsReserved(token);

    private Ident TakeIdent()
    {
        Ident ident = IdentOf(_token);
        Bump();
        return ident;
    }

    private static Ident IdentOf(Token token) => new(token.Text, token.Span, token.Context, token.IsRaw);

    private Ident ParseName()
    {
        if (Fragments(Fragment.Identifier))
        {
            return InFragment(ParseName);
        }

        if (IsName(_token))
        {
            return TakeIdent();
        }

        _expected |= Expected.Identifier;
        string label = !IsReserved(_token) ? "expected identifier"
            : _token.Word == Keyword.Underscore ? "expected identifier, found reserved identifier"
            : _token.Word.IsUsed(Edition) ? "expected identifier, found keyword" : "expected identifier, found reserved keyword";
        Span at = _token.Span;
        Diagnostic error = ParseErrors.At(at, $"expected identifier, found {Describe(_token)}", label);
        bool canBeRaw = IsReserved(_token) && !_token.Word.IsPathSegment() && _token.Word != Keyword.Underscore;
        Fail(canBeRaw ? error.WithFix($"escape `{NameOf(_token)}` to use it as an identifier", at.AtStart, "r#") : error);
        return new(Symbol.Empty, at);
    }

    private Lifetime TakeLifetime()
    {
        Token token = _token;
        Bump();
        return new(NewId(), IdentOf(token));
    }

    private bool Enter()
    {
        if (++_depth <= DepthLimit)
        {
            return true;
        }

        _depth--;
        Fail(ParseErrors.At(_token.Span, $"nested too deeply: more than {DepthLimit} levels").WithHelp("move an inner part into a function, constant or type of its own"));
        return false;
    }

    private void Leave() => _depth--;

    private static EquatableArray<T> Of<T>(List<T> items) => EquatableArray.Create<T>(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(items));

    private delegate T Rule<out T>();

    // `open item, item, close`; gives the items and whether the last was followed by a comma.
    private List<T> ParseList<T>(TokenKind open, Rule<T> item, out bool hasTrailingComma)
    {
        hasTrailingComma = false;
        var items = new List<T>();
        if (!Expect(open))
        {
            return items;
        }

        TokenKind close = open.Closing();
        while (!Eat(close) && !_isStopped)
        {
            items.Add(item());
            hasTrailingComma = Eat(TokenKind.Comma);
            if (!hasTrailingComma && !Check(close))
            {
                FailUnexpected();
            }
        }

        return items;
    }

    private List<T> ParseList<T>(TokenKind open, Rule<T> item) => ParseList(open, item, out _);
}
