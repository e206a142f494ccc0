using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Rust.Lexing;
using Crabwalk.Rust.Parsing;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Expansion;

/// <summary>Makes rules of a macro's text, and reports what is wrong with it (Reference: Macros by example).</summary>
internal sealed class RuleCompiler(RustSession session, MacroDefinition macro)
{
    private bool _isFine = true;

    private SymbolTable Symbols => session.Symbols;

    /// <summary>The rules; null when something was reported.</summary>
    public MacroRules? Compile()
    {
        var rules = new List<MacroRule>();
        EquatableArray<TokenTree> trees = macro.Tokens!.Trees;
        for (int at = 0; at < trees.Count;)
        {
            if (CompileRule(trees, ref at) is { } rule)
            {
                rules.Add(rule);
            }
        }

        if (rules.Count == 0 && _isFine)
        {
            Report(ParseErrors.At(macro.Tokens.Brackets.Whole, "macros must contain at least one rule"));
        }

        return _isFine ? new([.. rules]) : null;
    }

    private void Report(Foundation.Diagnostics.Diagnostic error)
    {
        _isFine = false;
        session.Sink.Error(error);
    }

    // `(pattern) => {body}`, then a semicolon or, for `macro`, a comma.
    private MacroRule? CompileRule(EquatableArray<TokenTree> trees, ref int at)
    {
        int start = at;
        if (at + 2 >= trees.Count || trees[at] is not TokenTree.Group pattern || trees[at + 1] is not TokenTree.Leaf { Token.Kind: TokenKind.FatArrow } || trees[at + 2] is not TokenTree.Group body)
        {
            int bad = trees[at] is not TokenTree.Group ? at : at + 1 < trees.Count && trees[at + 1] is TokenTree.Leaf { Token.Kind: TokenKind.FatArrow } ? at + 2 : at + 1;
            Span span = bad < trees.Count ? trees[bad].Span : macro.Tokens!.Brackets.Close;
            string found = bad < trees.Count && trees[bad] is TokenTree.Leaf leaf ? ParseErrors.Describe(leaf.Token, macro.Edition, Symbols) : "end of macro arguments";
            Report(bad == start ? ParseErrors.At(span, $"no rules expected {found}", "no rules expected this token in macro call") : ParseErrors.At(span, $"expected `=>`, found {found}"));
            at = trees.Count;
            return null;
        }

        at += 3;
        if (at < trees.Count && trees[at] is TokenTree.Leaf { Token.Kind: TokenKind.Semicolon or TokenKind.Comma })
        {
            at++;
        }
        else if (at < trees.Count && !macro.IsDeclarative)
        {
            Report(ParseErrors.At(trees[at].Span, "expected `;` between macro rules"));
        }

        var names = new List<MacroTree.Declaration>();
        EquatableArray<MacroTree> parts = CompileTrees(pattern.Trees, isPattern: true);
        var steps = new List<MatchStep>();
        Flatten(parts, steps, names, 0);
        steps.Add(new MatchStep.End());
        if (_isFine)
        {
            _isFine = new FollowSets(session).Check(parts);
        }

        return new([.. steps], [.. names], CompileTrees(body.Trees, isPattern: false), body.Span);
    }

    private EquatableArray<MacroTree> CompileTrees(EquatableArray<TokenTree> trees, bool isPattern)
    {
        var compiled = new List<MacroTree>(trees.Count);
        for (int at = 0; at < trees.Count; at++)
        {
            switch (trees[at])
            {
                case TokenTree.Leaf { Token.Kind: TokenKind.Dollar } dollar when at + 1 < trees.Count:
                    compiled.Add(CompileDollar(trees, ref at, dollar.Token, isPattern));
                    break;
                case TokenTree.Leaf leaf:
                    compiled.Add(new MacroTree.Plain(leaf.Token));
                    break;
                case TokenTree.Group group:
                    compiled.Add(new MacroTree.Group(group.Open, group.Brackets, CompileTrees(group.Trees, isPattern), group.Fragment));
                    break;
            }
        }

        return [.. compiled];
    }

    // At `$`; leaves `at` on the last tree it used.
    private MacroTree CompileDollar(EquatableArray<TokenTree> trees, ref int at, Token dollar, bool isPattern)
    {
        switch (trees[at + 1])
        {
            case TokenTree.Group { Open: TokenKind.OpenParen } group:
                at++;
                return CompileRepetition(trees, ref at, dollar, group, isPattern);
            case TokenTree.Leaf { Token: { Kind: TokenKind.Identifier } word }:
                at++;
                if (word is { Word: Keyword.Crate, IsRaw: false })
                {
                    return new MacroTree.Plain(word with { Text = session.Names.DollarCrate, Span = dollar.Span.To(word.Span) });
                }

                return isPattern ? CompileDeclaration(trees, ref at, dollar, word) : new MacroTree.Use(NameOf(word), dollar, word);
            case TokenTree.Leaf { Token.Kind: TokenKind.Dollar } second when !isPattern && macro.Crate.Features.Contains("macro_metavar_expr"):
                at++;
                return new MacroTree.Plain(second.Token);
            default:
                return new MacroTree.Plain(dollar);
        }
    }

    private static Ident NameOf(Token word) => new(word.Text, word.Span, word.Context, word.IsRaw);

    private MacroTree.Declaration CompileDeclaration(EquatableArray<TokenTree> trees, ref int at, Token dollar, Token word)
    {
        Span start = dollar.Span.To(word.Span);
        if (at + 2 < trees.Count && trees[at + 1] is TokenTree.Leaf { Token.Kind: TokenKind.Colon } && trees[at + 2] is TokenTree.Leaf { Token: { Kind: TokenKind.Identifier } kind })
        {
            at += 2;
            string text = Symbols[kind.Text];
            Span span = start.To(kind.Span);
            if (Fragments.Find(text, macro.Edition) is { } fragment)
            {
                return new MacroTree.Declaration(NameOf(word), fragment, text, span);
            }

            Report(ParseErrors.At(span, $"invalid fragment specifier `{text}`").WithHelp(Fragments.Help));
            return new MacroTree.Declaration(NameOf(word), Fragment.TokenTree, text, span);
        }

        Report(ParseErrors.At(start, "missing fragment specifier").WithNote("fragment specifiers must be provided").WithHelp(Fragments.Help)
            .WithFix("try adding a specifier here", start.AtEnd, ":spec"));
        return new MacroTree.Declaration(NameOf(word), Fragment.TokenTree, "tt", start);
    }

    private MacroTree.Repetition CompileRepetition(EquatableArray<TokenTree> trees, ref int at, Token dollar, TokenTree.Group group, bool isPattern)
    {
        EquatableArray<MacroTree> inner = CompileTrees(group.Trees, isPattern);
        Token? separator = null;
        if (at + 1 < trees.Count && trees[at + 1] is TokenTree.Leaf first)
        {
            if (OperatorOf(first.Token) is { } alone && !(at + 2 < trees.Count && alone == Repeat.ZeroOrOne && IsOperatorAt(trees, at + 2) && macro.Edition == Edition.Rust2015))
            {
                at++;
                return Finish(alone, first.Token.Span);
            }

            if (at + 2 < trees.Count && trees[at + 2] is TokenTree.Leaf second && OperatorOf(second.Token) is { } parted)
            {
                at += 2;
                separator = first.Token;
                if (parted == Repeat.ZeroOrOne)
                {
                    Report(ParseErrors.At(first.Token.Span, "the `?` macro repetition operator does not take a separator"));
                }

                return Finish(parted, second.Token.Span);
            }
        }

        Report(ParseErrors.At(at + 1 < trees.Count ? trees[at + 1].Span : group.Brackets.Close, "expected one of: `*`, `+`, or `?`"));
        return Finish(Repeat.ZeroOrMore, group.Brackets.Close);

        MacroTree.Repetition Finish(Repeat repeat, Span end)
        {
            var repetition = new MacroTree.Repetition(inner, separator, repeat, dollar.Span.To(end));
            if (isPattern && repeat != Repeat.ZeroOrOne && MatchesNothing(inner))
            {
                Report(ParseErrors.At(group.Span, "repetition matches empty token tree"));
            }

            return repetition;
        }
    }

    private static bool IsOperatorAt(EquatableArray<TokenTree> trees, int at) => trees[at] is TokenTree.Leaf leaf && OperatorOf(leaf.Token) is not null;

    // A repetition whose part may be empty would never end.
    private static bool MatchesNothing(EquatableArray<MacroTree> trees)
    {
        foreach (MacroTree tree in trees)
        {
            bool isEmpty = tree is MacroTree.Declaration { Kind: Fragment.Visibility } || tree is MacroTree.Repetition { Repeat: not Repeat.OneOrMore, Separator: null } || (tree is MacroTree.Repetition inner && MatchesNothing(inner.Trees));
            if (!isEmpty)
            {
                return false;
            }
        }

        return true;
    }

    private static Repeat? OperatorOf(Token token) => token.Kind switch
    {
        TokenKind.Star => Repeat.ZeroOrMore,
        TokenKind.Plus => Repeat.OneOrMore,
        TokenKind.Question => Repeat.ZeroOrOne,
        _ => null,
    };

    private void Flatten(EquatableArray<MacroTree> trees, List<MatchStep> steps, List<MacroTree.Declaration> names, int depth)
    {
        foreach (MacroTree tree in trees)
        {
            switch (tree)
            {
                case MacroTree.Plain { Token.Kind: TokenKind.DocComment }:
                    break;
                case MacroTree.Plain plain:
                    steps.Add(new MatchStep.OfToken(plain.Token));
                    break;
                case MacroTree.Group group:
                    steps.Add(new MatchStep.OfToken(new(group.Open, group.Brackets.Open)));
                    Flatten(group.Trees, steps, names, depth);
                    steps.Add(new MatchStep.OfToken(new(group.Open.Closing(), group.Brackets.Close)));
                    break;
                case MacroTree.Declaration declaration:
                    CheckDouble(declaration, names);
                    steps.Add(new MatchStep.Bind(declaration.Name, declaration.Kind, names.Count, depth, declaration));
                    names.Add(declaration);
                    break;
                case MacroTree.Repetition repetition:
                    FlattenRepetition(repetition, steps, names, depth);
                    break;
            }
        }
    }

    private void FlattenRepetition(MacroTree.Repetition repetition, List<MatchStep> steps, List<MacroTree.Declaration> names, int depth)
    {
        int beginAt = steps.Count;
        int firstName = names.Count;
        var begin = new MatchStep.Begin(repetition.Repeat, firstName, 0, depth);
        steps.Add(begin);
        Flatten(repetition.Trees, steps, names, depth + 1);
        if (repetition.Separator is { } separator)
        {
            steps.Add(new MatchStep.Separator(separator));
            steps.Add(new MatchStep.Back(beginAt + 1));
        }
        else
        {
            steps.Add(new MatchStep.Again(repetition.Repeat, beginAt + 1));
        }

        steps[beginAt] = begin with { NameCount = names.Count - firstName, After = steps.Count };
    }

    private void CheckDouble(MacroTree.Declaration declaration, List<MacroTree.Declaration> names)
    {
        if (names.Find(other => other.Name.Name == declaration.Name.Name && other.Name.Context == declaration.Name.Context) is { } first)
        {
            Report(ParseErrors.At(declaration.Span, "duplicate matcher binding", "duplicate binding") with { Labels = [new(first.Span, "previous binding")] });
        }
    }
}
