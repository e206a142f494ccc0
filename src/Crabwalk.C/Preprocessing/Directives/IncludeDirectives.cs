using Crabwalk.C.Lexing;
using Crabwalk.C.Preprocessing.Files;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;

namespace Crabwalk.C.Preprocessing.Directives;

/// <summary><c>#include</c> (6.10.2), gcc's <c>#include_next</c> and <c>#import</c>.</summary>
internal sealed class IncludeDirectives(Session session, Input input)
{
    private int _entered;

    /// <summary>Reads the header's name and goes on in its file.</summary>
    public void Include(DirectiveKind kind, Token directive, Lexer lexer)
    {
        if (ReadName(directive, lexer) is not { } name)
        {
            return;
        }

        bool isNext = kind == DirectiveKind.IncludeNext && input.FileDepth > 1;
        HeaderSearch search = name.SearchFrom(input.File, isNext);
        if (session.Files.Find(search) is not { } file)
        {
            session.Abort(DirectiveDiagnostics.HeaderNotFound(name.Span, name.Name, search.Missed, StandardHeaders.Similar(name.Name)));
            return;
        }

        bool isKnown = file.IsOnce || IsGuarded(file);
        file.IsOnce |= kind == DirectiveKind.Import;
        session.Inclusions.Add(new(name.Span, file.Id, isKnown ? InclusionEffect.SkippedByGuard : InclusionEffect.Entered));
        if (!isKnown && CheckLimits(name))
        {
            input.Enter(new(file, session.MakeLexer(file.Id), search.FoundIn, name.Span));
        }
    }

    private HeaderName? ReadName(Token directive, Lexer lexer)
    {
        HeaderName? name;
        if (lexer.TryHeaderName() is { } token)
        {
            name = HeaderName.FromToken(session, token);
            Token extra = lexer.Next();
            if (extra.Kind != TokenKind.EndOfDirective)
            {
                session.Reporter.Warn(DirectiveDiagnostics.ExtraTokens(extra.Span, session.TextOf(directive)));
            }
        }
        else
        {
            List<Token> line = DirectiveLine.Read(lexer);
            name = HeaderName.FromTokens(session, DirectiveLine.Expand(input, line));
            name = name is null || line.Count == 0 ? null : name with { Span = line[0].Span };
        }

        if (name is null || name.Name.Length == 0)
        {
            session.Reporter.Error(DirectiveDiagnostics.HeaderNameExpected(name?.Span ?? directive.Span, session.TextOf(directive)));
            return null;
        }

        return name;
    }

    private bool IsGuarded(LoadedFile file) => !file.Guard.IsEmpty && session.Macros.Find(file.Guard) is not null;

    private bool CheckLimits(HeaderName name)
    {
        if (input.FileDepth > session.Options.Limits.IncludeDepth)
        {
            session.Abort(DirectiveDiagnostics.IncludedTooDeeply(name.Span, session.Options.Limits.IncludeDepth, IncludeChain()));
            return false;
        }

        if (++_entered > session.Options.Limits.IncludedFiles)
        {
            session.Abort(DirectiveDiagnostics.TooManyInclusions(name.Span, session.Options.Limits.IncludedFiles));
            return false;
        }

        return true;
    }

    // The innermost few and the outermost: those in between say the same again.
    private List<SubDiagnostic> IncludeChain()
    {
        const int Shown = 3;
        List<Span> places = [.. input.OpenFiles.Select(file => file.IncludedAt).OfType<Span>()];
        var chain = new List<SubDiagnostic>();
        for (int i = 0; i < places.Count; i++)
        {
            if (i < Shown || i == places.Count - 1)
            {
                string path = session.Map[places[i].Source].Path;
                chain.Add(new(Severity.Note, $"included from `{path}`", [new(places[i])]));
            }
            else if (i == Shown)
            {
                chain.Add(new(Severity.Note, $"and so on, {places.Count - Shown - 1} more times"));
            }
        }

        return chain;
    }
}
