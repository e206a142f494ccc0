using Crabwalk.C.Lexing;

namespace Crabwalk.C.Preprocessing.Directives;

/// <summary>Carries out one directive line (6.10). Each family of directives has a class of its own.</summary>
internal sealed class DirectiveProcessor(Session session, Input input)
{
    private readonly DirectiveNames _names = new(session.Symbols);
    private readonly ConditionalDirectives _conditionals = new(session, input);
    private readonly IncludeDirectives _includes = new(session, input);
    private readonly DefineDirectives _definitions = new(session);
    private readonly LineDirectiveReader _lines = new(session, input);
    private readonly PragmaDirectives _pragmas = new(session, input);

    /// <summary>Carries out the directive whose <c>#</c> was read, to the end of its line or of the group it skips.</summary>
    public void Process(Token hash)
    {
        Lexer lexer = input.File.Lexer;
        lexer.IsInDirective = true;
        Token name = lexer.Next();
        DirectiveKind kind = KindOf(name);
        if (input.File.Conditionals.Count == 0 && kind is not (DirectiveKind.If or DirectiveKind.Ifndef))
        {
            input.File.Guard.SeeDirective();
        }

        bool isGroupTaken = Run(kind, hash, name, lexer);
        lexer.SkipLine();
        lexer.IsInDirective = false;
        if (!isGroupTaken)
        {
            SkipGroups(lexer);
        }
    }

    /// <summary>A <c>_Pragma</c> operator's text.</summary>
    public void RunPragma(Token operatorToken, IReadOnlyList<Token> tokens) => _pragmas.Run(operatorToken, tokens);

    private DirectiveKind KindOf(Token name) => name.Kind == TokenKind.Identifier ? _names.KindOf(name.Text) : DirectiveKind.Unknown;

    /// <summary>Runs a directive; false when the group after it is to be skipped.</summary>
    private bool Run(DirectiveKind kind, Token hash, Token name, Lexer lexer)
    {
        switch (kind)
        {
            case DirectiveKind.If or DirectiveKind.Ifdef or DirectiveKind.Ifndef:
                return _conditionals.Begin(kind, name, lexer);
            case DirectiveKind.Elif or DirectiveKind.Elifdef or DirectiveKind.Elifndef or DirectiveKind.Else:
                return _conditionals.Alternate(kind, name, lexer);
            case DirectiveKind.Endif:
                _conditionals.End(name, lexer);
                break;
            case DirectiveKind.Define:
                _definitions.Define(lexer);
                break;
            case DirectiveKind.Undef:
                _definitions.Undefine(lexer);
                break;
            case DirectiveKind.Include or DirectiveKind.IncludeNext or DirectiveKind.Import:
                _includes.Include(kind, name, lexer);
                break;
            case DirectiveKind.Line:
                _lines.Read(name, lexer);
                break;
            case DirectiveKind.Error or DirectiveKind.Warning:
                ReportMessage(kind, name, lexer);
                break;
            case DirectiveKind.Pragma:
                _pragmas.Run(name, DirectiveLine.Read(lexer));
                break;
            case DirectiveKind.Ident:
                break;
            case DirectiveKind.Unknown:
                RunUnknown(hash, name, lexer);
                break;
        }

        return true;
    }

    // `#` alone is the null directive (6.10.7); `# 12 "file.c"` is what a preprocessed file says where a line came from.
    private void RunUnknown(Token hash, Token name, Lexer lexer)
    {
        if (name.Kind == TokenKind.PpNumber)
        {
            _lines.ReadMarker(name, lexer);
        }
        else if (name.Kind != TokenKind.EndOfDirective)
        {
            string text = session.TextOf(name);
            session.Reporter.Error(DirectiveDiagnostics.InvalidDirective(hash.Span.To(name.Span), name.Span, text, Similar.Find(text, DirectiveNames.All)));
        }
    }

    private void ReportMessage(DirectiveKind kind, Token name, Lexer lexer)
    {
        string text = DirectiveLine.Text(session, DirectiveLine.Read(lexer));
        if (kind == DirectiveKind.Error)
        {
            session.Reporter.Error(DirectiveDiagnostics.ErrorDirective(name.Span, text));
        }
        else
        {
            session.Reporter.Warn(DirectiveDiagnostics.WarningDirective(name.Span, text));
        }
    }

    /// <summary>Skips to the group that is taken, or past the <c>#endif</c>; directives on the way count only for nesting (6.10p4).</summary>
    private void SkipGroups(Lexer lexer)
    {
        int nested = 0;
        for (bool isTaken = false; !isTaken && !session.IsAborted && lexer.SkipToDirective();)
        {
            lexer.Next();
            lexer.IsInDirective = true;
            Token name = lexer.Next();
            DirectiveKind kind = KindOf(name);
            switch (kind)
            {
                case DirectiveKind.If or DirectiveKind.Ifdef or DirectiveKind.Ifndef:
                    nested++;
                    break;
                case DirectiveKind.Endif when nested > 0:
                    nested--;
                    break;
                case DirectiveKind.Endif:
                    _conditionals.End(name, lexer);
                    isTaken = true;
                    break;
                case DirectiveKind.Elif or DirectiveKind.Elifdef or DirectiveKind.Elifndef or DirectiveKind.Else when nested == 0:
                    isTaken = _conditionals.Alternate(kind, name, lexer);
                    break;
            }

            lexer.SkipLine();
            lexer.IsInDirective = false;
        }
    }
}
