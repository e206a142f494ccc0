using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Rust.Lexing;

namespace Crabwalk.Rust.Parsing;

/// <content>Stopping at an error, going on after it, and trying a parse that may fail.</content>
public sealed partial class Parser
{
    private readonly record struct Place(Token Token, Token Previous, int Index, int Depth, Restrictions Restrictions);

    private Reported? _proof;

    private Place Mark() => new(_token, _previous, _index, _depth, _restrictions);

    private void Return(Place place)
    {
        (_token, _previous, _index, _depth, _restrictions) = (place.Token, place.Previous, place.Index, place.Depth, place.Restrictions);
        _isStopped = false;
        ClearExpected();
    }

    /// <summary>Reports an error that parsing goes on from.</summary>
    private void Report(Diagnostic error)
    {
        if (!_isStopped)
        {
            _proof = _sink.Error(error);
        }
    }

    /// <summary>Reports an error and stops until a list goes on behind it.</summary>
    private Reported Fail(Diagnostic error)
    {
        if (_isStopped)
        {
            return _proof!;
        }

        _proof = _sink.Error(error);
        _isStopped = true;
        _stoppedAt = _token;
        _token = new(TokenKind.EndOfFile, _token.Span);
        return _proof;
    }

    private void Resume()
    {
        _isStopped = false;
        _token = _stoppedAt;
        ClearExpected();
    }

    /// <summary>Runs a parse that may fail without a word; on failure the parser is back where it was.</summary>
    private bool TryParse<T>(Rule<T> parse, out T result)
    {
        Place place = Mark();
        DiagnosticSink outer = _sink;
        Reported? proof = _proof;
        _sink = new();
        result = parse();
        bool isFine = !_sink.HasErrors && !_isStopped;
        _sink = outer;
        if (!isFine)
        {
            _proof = proof;
            Return(place);
        }

        return isFine;
    }

    /// <summary>Skips the group that the current token opens, or the token.</summary>
    private void SkipTree()
    {
        int depth = 0;
        do
        {
            depth += _token.Kind.IsOpen() ? 1 : _token.Kind.IsClose() ? -1 : 0;
            Bump();
        }
        while (depth > 0 && !Is(TokenKind.EndOfFile));
    }

    /// <summary>Skips to the end of a statement or item: past a semicolon or braces, or up to the closing bracket of the list.</summary>
    private void SkipToNext(bool isItemList)
    {
        while (!Is(TokenKind.EndOfFile) && !_token.Kind.IsClose())
        {
            bool isEnd = Is(TokenKind.Semicolon) || Is(TokenKind.OpenBrace);
            SkipTree();
            if (isEnd || (isItemList && StartsItem()))
            {
                return;
            }
        }
    }

    private bool StartsItem() => _token.Kind == TokenKind.Identifier && _token.Word is Keyword.Fn or Keyword.Struct or Keyword.Enum or Keyword.Impl
        or Keyword.Trait or Keyword.Mod or Keyword.Use or Keyword.Pub or Keyword.Const or Keyword.Static or Keyword.Type or Keyword.Extern;

    private bool IsOtherLine(Span first, Span second) => first.Source == second.Source
        && _session.Sources.PositionOf(first).Line != _session.Sources.PositionOf(second).Line;

    /// <summary>Says what could have stood here; a forgotten semicolon is mended.</summary>
    private void FailUnexpected()
    {
        if (_isStopped || TryMendSemicolon())
        {
            return;
        }

        List<string> wanted = ExpectedTexts();
        string found = Describe(_token);
        if (Is(TokenKind.EqualEqual) && Expects(TokenKind.Assign))
        {
            Fail(ParseErrors.At(_token.Span, "expected `=`, found `==`").WithFix("consider using `=` here", _token.Span, "="));
            return;
        }

        string list = Joined(wanted);
        (string message, string label, Span place) = wanted.Count switch
        {
            0 => ($"unexpected token: {found}", "unexpected token after this", _previous.Span),
            1 => ($"expected {list}, found {found}", $"expected {list}", _previous.Span.AtEnd),
            > 6 => ($"expected one of {list}, found {found}", $"expected one of {wanted.Count} possible tokens", _previous.Span.AtEnd),
            _ => ($"expected one of {list}, found {found}", $"expected one of {list}", _previous.Span.AtEnd),
        };
        Diagnostic error = ParseErrors.At(_token.Span, message);
        Fail(IsOtherLine(place, _token.Span)
            ? error with { Primary = new(_token.Span, "unexpected token"), Labels = [new(place, label)] }
            : error with { Primary = new(_token.Span, label) });
    }

    private bool Expects(TokenKind kind) => (_expectedKinds >> (int)kind & 1) != 0;

    private bool TryMendSemicolon()
    {
        bool mayFollow = Is(TokenKind.CloseBrace) || (!Is(TokenKind.Semicolon) && !Is(TokenKind.Pound) && (CanBeginExpression(_token) || StartsItem()));
        if (!Expects(TokenKind.Semicolon) || Expects(TokenKind.Comma) || !IsOtherLine(_previous.Span, _token.Span) || !mayFollow)
        {
            return false;
        }

        Report(ParseErrors.MissingSemicolon(_previous.Span.AtEnd, _token.Span, Describe(_token)));
        return true;
    }

    private List<string> ExpectedTexts()
    {
        var texts = new SortedSet<string>(StringComparer.Ordinal);
        foreach (TokenKind kind in Enum.GetValues<TokenKind>())
        {
            if (Expects(kind))
            {
                texts.Add(kind == TokenKind.EndOfFile ? "`<eof>`" : $"`{kind.Spelling()}`");
            }
        }

        foreach (Keyword word in Enum.GetValues<Keyword>())
        {
            if ((_expectedWords >> (int)word & 1) != 0)
            {
                texts.Add($"`{word.Text()}`");
            }
        }

        foreach ((Expected flag, string text) in SpecialTexts)
        {
            if ((_expected & flag) != 0)
            {
                texts.Add(text);
            }
        }

        return [.. texts];
    }

    private static readonly (Expected Flag, string Text)[] SpecialTexts =
    [
        (Expected.Operator, "an operator"), (Expected.Identifier, "identifier"), (Expected.Path, "path"),
        (Expected.Type, "type"), (Expected.Lifetime, "lifetime"), (Expected.Const, "a const expression"),
    ];

    private static string Joined(List<string> texts) => texts switch
    {
        [] => "",
        [var one] => one,
        [var first, var second] => $"{first} or {second}",
        [.. var start, var last] => $"{string.Join(", ", start)}, or {last}",
    };
}
