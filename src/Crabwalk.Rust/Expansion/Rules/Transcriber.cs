using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Rust.Lexing;
using Crabwalk.Rust.Parsing;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Expansion;

/// <summary>
/// Writes a rule's body out with what its names matched. What the macro itself writes gets the expansion's mark and span; what it was
/// given stays as it was.
/// </summary>
internal sealed class Transcriber
{
    /// <summary>How many token trees one expansion may give.</summary>
    private const int SizeLimit = 1 << 20;

    private readonly RustSession _session;
    private readonly MacroDefinition _macro;
    private readonly ExpansionId _expansion;
    private readonly Span _callSite;
    private readonly Dictionary<(Symbol, SyntaxContext), Matched> _names = [];
    private readonly Dictionary<SyntaxContext, SyntaxContext> _marked = [];
    private readonly List<int> _turns = [];
    private readonly Dictionary<Matched.Turns, Matched[]> _arrays = [];
    private int _size;
    private bool _isFine = true;

    /// <summary>A transcriber for one call that a rule matched.</summary>
    public Transcriber(MacroRule rule, Matched[] matched, MacroDefinition macro, ExpansionId expansion, Span callSite, RustSession session)
    {
        (_session, _macro, _expansion, _callSite) = (session, macro, expansion, callSite);
        for (int i = 0; i < rule.Names.Count; i++)
        {
            _names.Add((rule.Names[i].Name.Name, rule.Names[i].Name.Context), matched[i]);
        }
    }

    /// <summary>The trees; null when something was reported.</summary>
    public EquatableArray<TokenTree>? Write(EquatableArray<MacroTree> body)
    {
        var trees = new List<TokenTree>();
        Write(body, trees);
        return _isFine ? [.. trees] : null;
    }

    private void Report(Diagnostic error)
    {
        if (_isFine)
        {
            _session.Sink.Error(error);
        }

        _isFine = false;
    }

    private void Write(EquatableArray<MacroTree> body, List<TokenTree> into)
    {
        foreach (MacroTree tree in body)
        {
            if (!_isFine)
            {
                return;
            }

            if (++_size > SizeLimit)
            {
                Report(ParseErrors.At(_callSite, $"the expansion of `{_session.Symbols[_macro.Name.Name]}!` is larger than {SizeLimit} tokens"));
                return;
            }

            WriteOne(tree, into);
        }
    }

    private void WriteOne(MacroTree tree, List<TokenTree> into)
    {
        switch (tree)
        {
            case MacroTree.Plain plain:
                into.Add(new TokenTree.Leaf(Marked(plain.Token)));
                break;
            case MacroTree.Group group:
                var inner = new List<TokenTree>();
                Write(group.Trees, inner);
                into.Add(new TokenTree.Group(group.Open, new(Placed(group.Brackets.Open), Placed(group.Brackets.Close)), [.. inner]) { Fragment = group.Fragment });
                break;
            case MacroTree.Use use:
                WriteUse(use, into);
                break;
            case MacroTree.Repetition repetition:
                WriteRepetition(repetition, into);
                break;
        }
    }

    private Span Placed(Span span) => span with { Expansion = _expansion };

    private Token Marked(Token token)
    {
        if (!_marked.TryGetValue(token.Context, out SyntaxContext context))
        {
            _marked.Add(token.Context, context = _session.Hygiene.Mark(token.Context, _expansion, _macro));
        }

        return token with { Span = Placed(token.Span), Context = context };
    }

    private void WriteUse(MacroTree.Use use, List<TokenTree> into)
    {
        if (!_names.TryGetValue((use.Name.Name, use.Name.Context), out Matched? matched))
        {
            into.Add(new TokenTree.Leaf(Marked(use.Dollar)));
            into.Add(new TokenTree.Leaf(Marked(use.Word)));
            return;
        }

        switch (AtTurn(matched))
        {
            case Matched.Single single:
                into.Add(single.Tree);
                break;
            default:
                string name = _session.Symbols[use.Name.Name];
                Report(ParseErrors.At(Placed(use.Span), $"variable `{name}` is still repeating at this depth"));
                break;
        }
    }

    private Matched AtTurn(Matched matched)
    {
        foreach (int turn in _turns)
        {
            if (matched is not Matched.Turns turns)
            {
                break;
            }

            matched = ArrayOf(turns)[turn];
        }

        return matched;
    }

    private Matched[] ArrayOf(Matched.Turns turns)
    {
        if (!_arrays.TryGetValue(turns, out Matched[]? array))
        {
            _arrays.Add(turns, array = turns.ToArray());
        }

        return array;
    }

    private void WriteRepetition(MacroTree.Repetition repetition, List<TokenTree> into)
    {
        (int Count, string Name)? found = CountOf(repetition.Trees, repetition.Span);
        if (found is not { } turns)
        {
            Report(ParseErrors.At(Placed(repetition.Span), "attempted to repeat an expression containing no syntax variables matched as repeating at this depth"));
            return;
        }

        if (turns.Count == 0 && repetition.Repeat == Repeat.OneOrMore)
        {
            Report(ParseErrors.At(Placed(repetition.Span), "this must repeat at least once"));
            return;
        }

        for (int i = 0; i < turns.Count && _isFine; i++)
        {
            if (i > 0 && repetition.Separator is { } separator)
            {
                into.Add(new TokenTree.Leaf(Marked(separator)));
            }

            _turns.Add(i);
            Write(repetition.Trees, into);
            _turns.RemoveAt(_turns.Count - 1);
        }
    }

    // How often the names inside repeat at this depth; all must agree.
    private (int Count, string Name)? CountOf(EquatableArray<MacroTree> trees, Span span)
    {
        (int Count, string Name)? count = null;
        foreach (MacroTree tree in trees)
        {
            (int Count, string Name)? inner = tree switch
            {
                MacroTree.Group group => CountOf(group.Trees, span),
                MacroTree.Repetition repetition => CountOf(repetition.Trees, span),
                MacroTree.Use use when _names.TryGetValue((use.Name.Name, use.Name.Context), out Matched? matched) && AtTurn(matched) is Matched.Turns turns => (turns.Count, _session.Symbols[use.Name.Name]),
                _ => null,
            };
            if (count is { } known && inner is { } other && known.Count != other.Count)
            {
                Report(ParseErrors.At(Placed(span), $"meta-variable `{known.Name}` repeats {Times(known.Count)}, but `{other.Name}` repeats {Times(other.Count)}"));
                return known;
            }

            count ??= inner;
        }

        return count;
    }

    private static string Times(int count) => count == 1 ? "1 time" : $"{count} times";
}
