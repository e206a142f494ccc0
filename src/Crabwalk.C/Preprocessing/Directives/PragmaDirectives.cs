using Crabwalk.C.Lexing;
using Crabwalk.C.Preprocessing.Macros;

namespace Crabwalk.C.Preprocessing.Directives;

/// <summary>
/// <c>#pragma</c> (6.10.6). <c>once</c> and the macro stacks are done here; those for the compiler are kept beside the tokens;
/// others are ignored, as gcc does.
/// </summary>
internal sealed class PragmaDirectives(Session session, Input input)
{
    private readonly Dictionary<string, Stack<Macro?>> _saved = new(StringComparer.Ordinal);

    /// <summary>Carries out a pragma given by the tokens after that word.</summary>
    public void Run(Token directive, IReadOnlyList<Token> tokens)
    {
        string word = WordAt(tokens, 0);
        switch (word)
        {
            case "":
                break;
            case "once":
                RunOnce(directive);
                break;
            case "push_macro":
                Save(tokens);
                break;
            case "pop_macro":
                Restore(tokens);
                break;
            case "pack":
                Keep(directive, [tokens[0], .. DirectiveLine.Expand(input, [.. tokens.Skip(1)])]);
                break;
            case "STDC":
                Keep(directive, tokens);
                break;
            case "GCC":
                RunGcc(directive, tokens);
                break;
            default:
                session.Reporter.Warn(DirectiveDiagnostics.UnknownPragma(tokens[0].Span, DirectiveLine.Text(session, tokens)));
                break;
        }
    }

    private void RunGcc(Token directive, IReadOnlyList<Token> tokens)
    {
        switch (WordAt(tokens, 1))
        {
            case "warning":
                session.Reporter.Warn(DirectiveDiagnostics.WarningDirective(directive.Span, MessageOf(tokens)));
                break;
            case "error":
                session.Reporter.Error(DirectiveDiagnostics.ErrorDirective(directive.Span, MessageOf(tokens)));
                break;
            default:
                Keep(directive, tokens);
                break;
        }
    }

    private void RunOnce(Token directive)
    {
        if (input.FileDepth == 1)
        {
            session.Reporter.Warn(DirectiveDiagnostics.OnceInMainFile(directive.Span));
        }

        input.File.File.IsOnce = true;
    }

    private void Keep(Token directive, IReadOnlyList<Token> tokens) =>
        session.Pragmas.Add(new(session.Output.Count, directive.Span.To(tokens[^1].Span), [.. tokens]));

    private string MessageOf(IReadOnlyList<Token> tokens)
    {
        string text = DirectiveLine.Text(session, [.. tokens.Skip(2)]);
        return text is ['"', .., '"'] ? text[1..^1] : text;
    }

    private void Save(IReadOnlyList<Token> tokens)
    {
        if (MacroNameIn(tokens) is { } name)
        {
            if (!_saved.TryGetValue(name, out Stack<Macro?>? stack))
            {
                _saved.Add(name, stack = new());
            }

            stack.Push(session.Macros.Find(session.Symbols.Intern(name)));
        }
    }

    private void Restore(IReadOnlyList<Token> tokens)
    {
        if (MacroNameIn(tokens) is not { } name || !_saved.TryGetValue(name, out Stack<Macro?>? stack) || !stack.TryPop(out Macro? macro))
        {
            return;
        }

        if (macro is null)
        {
            session.Macros.Undefine(session.Symbols.Intern(name));
        }
        else
        {
            session.Macros.Define(macro);
        }
    }

    // push_macro ( "NAME" )
    private string? MacroNameIn(IReadOnlyList<Token> tokens)
    {
        bool isWellFormed = tokens is [_, { Kind: TokenKind.LeftParen }, { Kind: TokenKind.StringLiteral }, { Kind: TokenKind.RightParen }, ..];
        string? name = isWellFormed && session.TextOf(tokens[2]) is ['"', .. var inside, '"'] ? inside : null;
        if (name is null && tokens.Count > 0)
        {
            session.Reporter.Warn(DirectiveDiagnostics.BadMacroPragma(tokens[0].Span, session.TextOf(tokens[0])));
        }

        return name;
    }

    private string WordAt(IReadOnlyList<Token> tokens, int index) => index < tokens.Count ? session.TextOf(tokens[index]) : "";
}
