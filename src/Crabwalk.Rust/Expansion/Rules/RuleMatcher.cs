using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Rust.Lexing;
using Crabwalk.Rust.Parsing;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Expansion;

/// <summary>What a name of a pattern matched: tokens, or for each turn of a repetition what it matched there.</summary>
internal abstract class Matched
{
    /// <summary>Tokens.</summary>
    public sealed class Single(TokenTree tree) : Matched
    {
        public TokenTree Tree { get; } = tree;
    }

    /// <summary>Turns of a repetition; the last first, so that growing it shares the rest.</summary>
    public sealed class Turns(Matched? last, Turns? before) : Matched
    {
        public static readonly Turns None = new(null, null);

        public Matched? Last { get; } = last;

        public Turns? Before { get; } = before;

        public int Count { get; } = last is null ? 0 : before!.Count + 1;

        /// <summary>The turns in order.</summary>
        public Matched[] ToArray()
        {
            var all = new Matched[Count];
            Turns at = this;
            for (int i = Count - 1; i >= 0; i--, at = at.Before!)
            {
                all[i] = at.Last!;
            }

            return all;
        }
    }
}

/// <summary>How far a rule got on a call that it does not match: the rule that got furthest is blamed.</summary>
/// <param name="At">The token that no place of the pattern wanted.</param>
/// <param name="Index">Its number.</param>
/// <param name="Step">What was being matched.</param>
internal sealed record MatchFailure(Token At, int Index, MatchStep? Step)
{
    /// <summary>The place behind the token before it.</summary>
    public Span Behind { get; init; }
}

/// <summary>The outcome of matching one rule.</summary>
/// <param name="Names">What the names matched; null on failure.</param>
/// <param name="Failure">How far it got.</param>
/// <param name="IsOver">Something was reported: no other rule is tried.</param>
internal readonly record struct MatchResult(Matched[]? Names, MatchFailure? Failure, bool IsOver);

/// <summary>
/// Matches a call's tokens against one pattern. All places that the pattern could be at are followed side by side; only when a single
/// one is left, and it wants a fragment, is the fragment parsed, for good (rustc's <c>macro_parser.rs</c>, which is an Earley parser).
/// </summary>
internal sealed class RuleMatcher(MacroRule rule, MacroDefinition macro, RustSession session, ParseSession parse)
{
    private readonly record struct Place(int Step, Matched[] Names);

    private readonly Stack<Place> _current = new();
    private readonly List<Place> _next = [];
    private readonly List<Place> _fragments = [];
    private MatchStep? _blamed;

    /// <summary>Matches; the tokens end in an end-of-file token, and may be changed where a fragment ends inside of one.</summary>
    public MatchResult Match(Token[] tokens)
    {
        _current.Push(new(0, []));
        for (int at = 0; ;)
        {
            Token token = tokens[at];
            _next.Clear();
            _fragments.Clear();
            Parser? probe = null;
            if (Advance(tokens, at, ref probe) is { } result)
            {
                return result;
            }

            if (_next.Count == 0 && _fragments.Count == 0)
            {
                return new(null, Failure(tokens, at), false);
            }

            if (_fragments.Count == 0)
            {
                _next.ForEach(_current.Push);
                at++;
            }
            else if (_next.Count > 0 || _fragments.Count > 1)
            {
                session.Sink.Error(Ambiguity(token));
                return new(null, null, true);
            }
            else if (TakeFragment(_fragments[0], ref tokens, ref at) is { } failed)
            {
                return failed;
            }
        }
    }

    // Follows every place up to where it needs the next token.
    private MatchResult? Advance(Token[] tokens, int at, ref Parser? probe)
    {
        Token token = tokens[at];
        Matched[]? finished = null;
        int endings = 0;
        while (_current.TryPop(out Place place))
        {
            switch (rule.Pattern[place.Step])
            {
                case MatchStep.OfToken step:
                    Blame(step);
                    if (IsSame(step.Token, token))
                    {
                        _next.Add(place with { Step = place.Step + 1 });
                    }

                    break;
                case MatchStep.Begin begin:
                    Matched[] names = place.Names;
                    for (int i = 0; i < begin.NameCount; i++)
                    {
                        names = Push(names, begin.FirstName + i, begin.Depth, Matched.Turns.None);
                    }

                    if (begin.Repeat != Repeat.OneOrMore)
                    {
                        _current.Push(new(begin.After, names));
                    }

                    _current.Push(new(place.Step + 1, names));
                    break;
                case MatchStep.Again again:
                    _current.Push(place with { Step = place.Step + 1 });
                    if (again.Repeat != Repeat.ZeroOrOne)
                    {
                        _current.Push(place with { Step = again.First });
                    }

                    break;
                case MatchStep.Separator separator:
                    _current.Push(place with { Step = place.Step + 2 });
                    if (IsSame(separator.Token, token))
                    {
                        _next.Add(place with { Step = place.Step + 1 });
                    }

                    break;
                case MatchStep.Back back:
                    _current.Push(place with { Step = back.First });
                    break;
                case MatchStep.Bind bind:
                    Blame(bind);
                    probe ??= new(tokens, at, parse);
                    if (probe.MayStart(bind.Kind))
                    {
                        _fragments.Add(place);
                    }

                    break;
                case MatchStep.End when token.Kind == TokenKind.EndOfFile:
                    finished = place.Names;
                    endings++;
                    break;
            }
        }

        if (token.Kind != TokenKind.EndOfFile)
        {
            return null;
        }

        if (endings > 1)
        {
            session.Sink.Error(ParseErrors.At(token.Span, "ambiguity: multiple successful parses"));
            return new(null, null, true);
        }

        // A `vis` may match nothing even at the end.
        return finished is not null ? new(finished, null, false) : _fragments.Count == 1 && rule.Pattern[_fragments[0].Step] is MatchStep.Bind { Kind: Fragment.Visibility } ? null : new MatchResult(null, Failure(tokens, at), false);
    }

    private MatchFailure Failure(Token[] tokens, int at) => new(tokens[at], at, _blamed) { Behind = at > 0 ? tokens[at - 1].Span.AtEnd : tokens[at].Span };

    private void Blame(MatchStep step) => _blamed = step;

    private static bool IsSame(Token wanted, Token found) => wanted.Kind == found.Kind && wanted.Kind != TokenKind.OpenInvisible
        && (wanted.Kind == TokenKind.Identifier || wanted.Kind.IsLiteral() || wanted.Kind == TokenKind.Lifetime ? wanted.Text == found.Text && wanted.Suffix == found.Suffix && wanted.IsRaw == found.IsRaw : true);

    private static Matched[] Push(Matched[] names, int index, int depth, Matched matched)
    {
        var copy = new Matched[Math.Max(names.Length, index + 1)];
        names.CopyTo(copy, 0);
        copy[index] = depth == 0 ? matched : Grow((Matched.Turns)copy[index], depth, matched);
        return copy;
    }

    private static Matched.Turns Grow(Matched.Turns turns, int depth, Matched matched) => depth == 1
        ? new(matched, turns)
        : new(Grow((Matched.Turns)turns.Last!, depth - 1, matched), turns.Before);

    private MatchResult? TakeFragment(Place place, ref Token[] tokens, ref int at)
    {
        var bind = (MatchStep.Bind)rule.Pattern[place.Step];
        int errors = session.Sink.ErrorCount;
        TokenTree? tree = FragmentParser.Parse(bind.Kind, ref tokens, ref at, parse);
        if (tree is null || session.Sink.ErrorCount > errors)
        {
            return new(null, null, true);
        }

        _current.Push(new(place.Step + 1, Push(place.Names, bind.Index, bind.Depth, new Matched.Single(tree))));
        return null;
    }

    private Diagnostic Ambiguity(Token token)
    {
        string[] options = [.. _fragments.Select(place => (MatchStep.Bind)rule.Pattern[place.Step]).Select(bind => $"{bind.Declaration.KindText} ('{session.Symbols[bind.Name.Name]}')")];
        string listed = $"built-in NTs {string.Join(" or ", options)}";
        string others = _next.Count == 0 ? $"{listed}." : $"{listed} or {_next.Count} other option{(_next.Count == 1 ? "" : "s")}.";
        return ParseErrors.At(token.Span, $"local ambiguity when calling macro `{session.Symbols[macro.Name.Name]}`: multiple parsing options: {others}");
    }
}
