using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Rust.Lexing;
using Crabwalk.Rust.Parsing;
using Crabwalk.Rust.Resolution;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Expansion;

/// <summary>The words about macro calls; texts are rustc's.</summary>
internal sealed class MacroErrors(RustSession session, CrateData crate)
{
    /// <summary>No macro of that name.</summary>
    public Diagnostic NotFound(Path path, PathResult result, MacroScope? scope, string kind)
    {
        Ident last = path.Segments[^1].Ident;
        string name = string.Join("::", path.Segments.Select(segment => session.Symbols[segment.Ident.Name]));
        if (result is { FailedAt: >= 0 } && result.FailedAt < path.Segments.Count - 1)
        {
            Ident failed = path.Segments[result.FailedAt].Ident;
            string text = session.Symbols[failed.Name];
            return result.FailedIn is null
                ? ResolveErrors.Coded("E0433", failed.Span, $"cannot find module or crate `{text}` in this scope", $"use of unresolved module or unlinked crate `{text}`").WithHelp($"you might be missing a crate named `{text}`")
                : ResolveErrors.Coded("E0433", failed.Span, $"cannot find `{text}` in `{session.Symbols[path.Segments[result.FailedAt - 1].Ident.Name]}`", $"could not find `{text}` in `{session.Symbols[path.Segments[result.FailedAt - 1].Ident.Name]}`");
        }

        if (result.FailedIn is { } module)
        {
            string place = module.Parent is null ? $"`{session.Symbols[path.Segments[^2].Ident.Name]}`" : $"`{string.Join("::", path.Segments[..^1].Select(segment => session.Symbols[segment.Ident.Name]))}`";
            return ResolveErrors.Coded("E0433", last.Span, $"cannot find `{session.Symbols[last.Name]}` in {place}", $"could not find `{session.Symbols[last.Name]}` in {place}");
        }

        Diagnostic error = ParseErrors.At(path.Span, $"cannot find {kind} `{name}` in this scope");
        return Similar(error, last, scope, kind);
    }

    private Diagnostic Similar(Diagnostic error, Ident name, MacroScope? scope, string kind)
    {
        var candidates = new Dictionary<string, MacroDefinition>(StringComparer.Ordinal);
        for (MacroScope? at = scope; at is not null; at = at.Parent)
        {
            if (at.Definition is { } definition)
            {
                candidates.TryAdd(session.Symbols[definition.Name.Name], definition);
            }
        }

        if (kind == "macro")
        {
            foreach ((string text, MacroDefinition macro) in crate.MacroPrelude)
            {
                candidates.TryAdd(text, macro);
            }
        }

        if (SimilarNames.Best(candidates.Keys, session.Symbols[name.Name]) is not { } similar)
        {
            return error;
        }

        MacroDefinition found = candidates[similar];
        Diagnostic fixedUp = error with { Fixes = [new("a macro with a similar name exists", [new(name.Span, similar)]) { Style = FixStyle.Lines }] };
        return found.Crate.IsLibrary ? fixedUp : fixedUp with { Labels = [new(found.Name.Span, $"similarly named macro `{similar}` defined here")] };
    }

    /// <summary>No rule matches a call.</summary>
    public Diagnostic NoRule(MacroDefinition macro, MatchFailure? best, Token end, Span call)
    {
        Token token = best?.At ?? end;
        bool isEnd = token.Kind == TokenKind.EndOfFile;
        Span at = !isEnd ? token.Span : best is { Index: > 0 } ? best.Behind : call;
        Diagnostic error = isEnd
            ? ParseErrors.At(at, "unexpected end of macro invocation", "missing tokens in macro arguments")
            : ParseErrors.At(at, $"no rules expected {Describe(token)}", "no rules expected this token in macro call");
        error = error with { Labels = macro.Crate.IsLibrary ? [] : [new(HeadOf(macro), "when calling this macro")] };
        return Tried(best?.Step) is var (what, where) ? error with { Children = [new(Severity.Note, $"while trying to match {what}", macro.Crate.IsLibrary ? [] : [new(where)])] } : error;
    }

    private static Span HeadOf(MacroDefinition macro) =>
        macro.Tokens is { } tokens && tokens.Brackets.Open.Source == macro.Name.Span.Source ? macro.Name.Span with { Start = Math.Max(0, macro.Name.Span.Start - (macro.IsDeclarative ? 6 : 14)) } : macro.Name.Span;

    private string Describe(Token token) => token is { Kind: TokenKind.OpenInvisible } ? $"`{FragmentText(token.Fragment)}` metavariable" : ParseErrors.Describe(token, crate.Edition, session.Symbols);

    private static string FragmentText(Fragment fragment) => fragment switch
    {
        Fragment.Expression or Fragment.Expression2021 => "expr",
        Fragment.Type => "ty",
        Fragment.Pattern or Fragment.PatternParameter => "pat",
        Fragment.Statement => "stmt",
        Fragment.Visibility => "vis",
        _ => fragment.ToString().ToLowerInvariant(),
    };

    private (string What, Span Where)? Tried(MatchStep? step) => step switch
    {
        MatchStep.Bind bind => ($"meta-variable `${session.Symbols[bind.Name.Name]}:{bind.Declaration.KindText}`", bind.Declaration.Span),
        MatchStep.OfToken token => ($"`{ParseErrors.Text(token.Token, session.Symbols)}`", token.Token.Span),
        MatchStep.Separator separator => ($"`{ParseErrors.Text(separator.Token, session.Symbols)}`", separator.Token.Span),
        _ => null,
    };

    /// <summary>Tokens are left that the place has no use for.</summary>
    public Diagnostic Leftover(Token token, string name, Span call, string place) =>
        (ParseErrors.At(token.Span, $"macro expansion ignores {ParseErrors.Describe(token, crate.Edition, session.Symbols)} and any tokens following") with
        {
            Labels = [new(call, "caused by the macro expansion here")],
        }).WithNote($"the usage of `{name}!` is likely invalid in {place} context");

    /// <summary>Macros call each other without end.</summary>
    public static Diagnostic TooDeep(string name, Span span, int limit, string crateName) =>
        ParseErrors.At(span, $"recursion limit reached while expanding `{name}!`")
            .WithHelp($"consider increasing the recursion limit by adding a `#![recursion_limit = \"{limit * 2}\"]` attribute to your crate (`{crateName}`)");
}
