using System.Collections.Immutable;
using Crabwalk.C.Lexing;
using Crabwalk.C.Preprocessing.Macros;
using Crabwalk.Foundation.Text;

namespace Crabwalk.C.Preprocessing.Directives;

/// <summary>A macro's parameters; <see cref="Length"/> tokens with both parentheses.</summary>
internal sealed record ParameterList(ImmutableArray<Symbol> Names, VariadicForm Variadic, int Length);

/// <summary>Reads <c>(a, b, ...)</c> (6.10.3p10), and gcc's <c>(a, rest...)</c>.</summary>
internal sealed class ParameterReader(Session session, List<Token> tokens, Span lineEnd)
{
    private readonly List<Symbol> _names = [];
    private int _at = 1;

    private Token Current => _at < tokens.Count ? tokens[_at] : new(TokenKind.EndOfDirective, lineEnd, Symbol.Empty);

    /// <summary>The parameters, or null after an error.</summary>
    public ParameterList? Read()
    {
        VariadicForm variadic = VariadicForm.None;
        if (Current.Kind != TokenKind.RightParen)
        {
            while (TryReadOne(out variadic) && variadic == VariadicForm.None && Current.Kind == TokenKind.Comma)
            {
                _at++;
            }
        }

        if (_at < 0)
        {
            return null;
        }

        if (Current.Kind != TokenKind.RightParen)
        {
            Fail(variadic == VariadicForm.None ? "`,` or `)`" : "`)`");
            return null;
        }

        return new([.. _names], variadic, _at + 1);
    }

    private bool TryReadOne(out VariadicForm variadic)
    {
        Token token = Current;
        variadic = VariadicForm.None;
        if (token.Kind == TokenKind.Ellipsis)
        {
            variadic = VariadicForm.Standard;
            _names.Add(session.Names.VaArgs);
            _at++;
            return true;
        }

        if (token.Kind != TokenKind.Identifier)
        {
            Fail("a parameter name");
            return false;
        }

        if (token.Text == session.Names.VaArgs)
        {
            session.Reporter.Warn(MacroDiagnostics.VaArgsOutside(token.Span, session.TextOf(token)));
        }

        if (_names.Contains(token.Text))
        {
            session.Reporter.Error(MacroDiagnostics.DuplicateParameter(token.Span, session.TextOf(token)));
            _at = -1;
            return false;
        }

        _names.Add(token.Text);
        _at++;
        if (Current.Kind == TokenKind.Ellipsis)
        {
            variadic = VariadicForm.Named;
            _at++;
        }

        return true;
    }

    private void Fail(string expected)
    {
        session.Reporter.Error(MacroDiagnostics.BadParameters(Current.Span, Current.Describe(session.Symbols), expected));
        _at = -1;
    }
}
