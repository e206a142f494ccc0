using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Rust.Lexing;
using Crabwalk.Rust.Parsing;
using Crabwalk.Rust.Resolution;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Expansion;

/// <summary>
/// Expands macro calls to the syntax that their place asks for. A call's tokens are matched against the rules in order; the body of the
/// first that fits is written out and parsed in the edition of the crate that calls.
/// </summary>
internal sealed class MacroExpander(RustSession session)
{
    /// <summary>How many expansions a call may come out of (rustc's default <c>recursion_limit</c>).</summary>
    private const int RecursionLimit = 128;

    /// <summary>Looks at the rules of all macros of a user's crate, so that faults in those that nobody calls are found.</summary>
    public void CheckRules(CrateData crate)
    {
        for (int i = 0; i < crate.Definitions.Count && !crate.IsLibrary; i++)
        {
            if (session.Macros.TryGetValue(crate.Definitions[i], out MacroDefinition? macro) && !macro.IsBuiltIn)
            {
                RulesOf(macro);
            }
        }
    }

    /// <summary>Expands a call among items.</summary>
    public EquatableArray<Item> ExpandItems(Invocation call, MacroDefinition macro, CrateData crate)
    {
        var site = new CallSite(call.Module, call.Scope, call.Depth);
        if (macro.IsBuiltIn)
        {
            return new BuiltInMacros(session, crate, call.Call, site).ExpandItems(macro, call.Place);
        }

        return Start(call.Call, macro, site, crate) is { } parser
            ? parser.ParseItemsFragment(call.Place == CallPlace.TraitItems, call.Place == CallPlace.ImplItems, call.Place == CallPlace.ForeignItems)
            : [];
    }

    /// <summary>Expands one derive to the items it stands for.</summary>
    public EquatableArray<Item> ExpandDerive(DeriveCall derive, MacroDefinition macro, CrateData crate) => new Deriving.DeriveExpander(session, crate, derive, macro).Expand();

    /// <summary>Expands a call among statements.</summary>
    public EquatableArray<Statement> ExpandStatements(MacroCall call, CallSite site, CrateData crate, bool hasSemicolon)
    {
        if (Find(call, site, crate) is not { } macro)
        {
            return [];
        }

        if (macro.IsBuiltIn)
        {
            var builtIn = new BuiltInMacros(session, crate, call, site);
            return builtIn.IsItemMacro(macro) ? builtIn.ExpandStatements(macro) : builtIn.ExpandExpression(macro) is { } value ? [StatementOf(value, hasSemicolon, crate)] : [];
        }

        if (Start(call, macro, site, crate) is not { } parser)
        {
            return [];
        }

        EquatableArray<Statement> statements = parser.ParseStatementsFragment();
        if (!parser.IsAtEnd && !parser.IsStopped)
        {
            session.Sink.Error(new MacroErrors(session, crate).Leftover(parser.Next, NameOf(macro), call.Span, "statement"));
        }

        return hasSemicolon && statements is [.., { Kind: StatementKind.Tail tail } last] ? [.. statements[..^1], last with { Kind = new StatementKind.Semi(tail.Expression) }]
            : hasSemicolon && statements is [.., { Kind: StatementKind.Macro inner } final] ? [.. statements[..^1], final with { Kind = inner with { HasSemicolon = true } }]
            : statements;
    }

    private static Statement StatementOf(Expression value, bool hasSemicolon, CrateData crate) =>
        new(crate.Parse.NextNode(), hasSemicolon ? new StatementKind.Semi(value) : new StatementKind.Tail(value), value.Span);

    /// <summary>Expands a call that must give an expression; null when something was reported.</summary>
    public Expression? ExpandExpression(MacroCall call, CallSite site, CrateData crate)
    {
        if (Find(call, site, crate) is not { } macro)
        {
            return null;
        }

        if (macro.IsBuiltIn)
        {
            return new BuiltInMacros(session, crate, call, site).ExpandExpression(macro);
        }

        if (Start(call, macro, site, crate) is not { } parser)
        {
            return null;
        }

        if (parser.IsAtEnd)
        {
            session.Sink.Error(ParseErrors.At(call.Span, "expected expression, found end of macro arguments", "expected expression"));
            return null;
        }

        int errors = session.Sink.ErrorCount;
        Expression value = parser.ParseExpressionFragment();
        if (parser.Next.Kind == TokenKind.Semicolon)
        {
            parser.Skip();
        }

        return CheckEnd(parser, macro, call, crate, "expression") && session.Sink.ErrorCount == errors ? value : null;
    }

    /// <summary>Expands a call that must give a pattern; null when something was reported.</summary>
    public Pattern? ExpandPattern(MacroCall call, CallSite site, CrateData crate)
    {
        if (Find(call, site, crate) is not { } macro)
        {
            return null;
        }

        if (macro.IsBuiltIn)
        {
            return new BuiltInMacros(session, crate, call, site).ExpandExpression(macro) is { } value ? new(crate.Parse.NextNode(), new PatternKind.Literal(value), value.Span) : null;
        }

        if (Start(call, macro, site, crate) is not { } parser)
        {
            return null;
        }

        Pattern pattern = parser.ParsePatternFragment();
        return CheckEnd(parser, macro, call, crate, "pattern") ? pattern : null;
    }

    /// <summary>Expands a call that must give a type; null when something was reported.</summary>
    public Syntax.Type? ExpandType(MacroCall call, CallSite site, CrateData crate)
    {
        if (Find(call, site, crate) is not { } macro)
        {
            return null;
        }

        if (macro.IsBuiltIn)
        {
            session.Sink.Error(ParseErrors.At(call.Span, $"non-type macro in type position: {NameOf(macro)}"));
            return null;
        }

        if (Start(call, macro, site, crate) is not { } parser)
        {
            return null;
        }

        Syntax.Type type = parser.ParseTypeFragment();
        return CheckEnd(parser, macro, call, crate, "type") ? type : null;
    }

    private string NameOf(MacroDefinition macro) => session.Symbols[macro.Name.Name];

    private bool CheckEnd(Parser parser, MacroDefinition macro, MacroCall call, CrateData crate, string place)
    {
        if (!parser.IsAtEnd && !parser.IsStopped)
        {
            session.Sink.Error(new MacroErrors(session, crate).Leftover(parser.Next, NameOf(macro), call.Span, place));
        }

        return !parser.IsStopped;
    }

    private MacroDefinition? Find(MacroCall call, CallSite site, CrateData crate)
    {
        MacroDefinition? macro = crate.Macros.Find(call.Path, site.Module, site.Macros, force: true, out _);
        if (macro is null)
        {
            crate.Macros.ReportMissing(call.Path, site.Module, site.Macros, "macro");
            return null;
        }

        if (site.Depth >= RecursionLimit)
        {
            session.Sink.Error(MacroErrors.TooDeep(NameOf(macro), call.Span, RecursionLimit, crate.Options.Name));
            return null;
        }

        return macro;
    }

    // A parser over what a call expands to; null when something was reported.
    private Parser? Start(MacroCall call, MacroDefinition macro, CallSite site, CrateData crate)
    {
        if (site.Depth >= RecursionLimit)
        {
            session.Sink.Error(MacroErrors.TooDeep(NameOf(macro), call.Span, RecursionLimit, crate.Options.Name));
            return null;
        }

        if (RulesOf(macro) is not { } rules || Match(rules, call, macro, crate) is not var (rule, names))
        {
            return null;
        }

        ExpansionId expansion = session.Sources.Add(new Foundation.Text.Expansion(NameOf(macro) + "!", call.Span, macro.Name.Span));
        EquatableArray<TokenTree>? trees = new Transcriber(rule, names, macro, expansion, call.Span, session).Write(rule.Body);
        return trees is { } written ? new Parser(TokenTrees.Flatten(written, rule.BodySpan.AtEnd with { Expansion = expansion }), crate.Parse) : null;
    }

    private MacroRules? RulesOf(MacroDefinition macro)
    {
        if (!macro.IsCompiled)
        {
            macro.IsCompiled = true;
            macro.Rules = new RuleCompiler(session, macro).Compile();
        }

        return macro.Rules;
    }

    private (MacroRule Rule, Matched[] Names)? Match(MacroRules rules, MacroCall call, MacroDefinition macro, CrateData crate)
    {
        MatchFailure? best = null;
        Token[] tokens = DocComments.AsAttributes(TokenTrees.Flatten(call.Tokens.Trees, call.Tokens.Brackets.Close), session.Symbols);
        foreach (MacroRule rule in rules.Rules)
        {
            MatchResult result = new RuleMatcher(rule, macro, session, crate.Parse).Match(tokens);
            if (result.Names is { } names)
            {
                return (rule, names);
            }

            if (result.IsOver)
            {
                return null;
            }

            best = best is null || result.Failure!.Index > best.Index ? result.Failure : best;
        }

        session.Sink.Error(new MacroErrors(session, crate).NoRule(macro, best, tokens[^1], call.Span));
        return null;
    }
}
