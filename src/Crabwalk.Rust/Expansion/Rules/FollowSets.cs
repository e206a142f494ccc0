using Crabwalk.Foundation.Collections;
using Crabwalk.Rust.Lexing;
using Crabwalk.Rust.Parsing;

namespace Crabwalk.Rust.Expansion;

/// <summary>
/// What may follow a fragment in a pattern, so that the language can grow without changing what patterns match (Reference: Follow-set
/// ambiguity restrictions). Each place is checked against all that may come next, through repetitions.
/// </summary>
internal sealed class FollowSets(RustSession session)
{
    private bool _isFine = true;

    /// <summary>True when the pattern keeps the rules; else what is wrong was reported.</summary>
    public bool Check(EquatableArray<MacroTree> pattern)
    {
        Check(pattern, []);
        return _isFine;
    }

    // The fragments that may end `trees`, checked against what may follow them inside.
    private List<MacroTree.Declaration> Check(EquatableArray<MacroTree> trees, List<MacroTree> follow)
    {
        List<MacroTree.Declaration> last = [];
        for (int i = 0; i < trees.Count; i++)
        {
            List<MacroTree> next = FirstOf(trees, i + 1, follow);
            switch (trees[i])
            {
                case MacroTree.Declaration declaration:
                    last = [declaration];
                    break;
                case MacroTree.Group group:
                    Check(group.Trees, []);
                    last = [];
                    break;
                case MacroTree.Repetition repetition:
                    List<MacroTree> again = repetition is { Repeat: not Repeat.ZeroOrOne, Separator: { } separator } ? [new MacroTree.Plain(separator)] : [];
                    List<MacroTree.Declaration> ends = Check(repetition.Trees, [.. again, .. next]);
                    last = repetition.Repeat == Repeat.OneOrMore ? ends : [.. last, .. ends];
                    continue;
                default:
                    last = [];
                    break;
            }

            foreach (MacroTree.Declaration end in last)
            {
                CheckPair(end, next);
            }
        }

        return last;
    }

    private void CheckPair(MacroTree.Declaration end, List<MacroTree> next)
    {
        foreach (MacroTree tree in next)
        {
            if (!_isFine || MayFollow(end.Kind, tree))
            {
                continue;
            }

            string shown = tree switch
            {
                MacroTree.Declaration declaration => $"${session.Symbols[declaration.Name.Name]}:{declaration.KindText}",
                MacroTree.Plain plain => ParseErrors.Text(plain.Token, session.Symbols),
                MacroTree.Group group => group.Open.Spelling(),
                _ => "",
            };
            _isFine = false;
            string name = session.Symbols[end.Name.Name];
            session.Sink.Error(ParseErrors.At(tree.Span, $"`${name}:{end.KindText}` is followed by `{shown}`, which is not allowed for `{end.KindText}` fragments", $"not allowed after `{end.KindText}` fragments")
                .WithNote(Allowed(end.Kind)));
        }
    }

    // What may come first at a place; groups and fragments stand for themselves.
    private static List<MacroTree> FirstOf(EquatableArray<MacroTree> trees, int from, List<MacroTree> follow)
    {
        var first = new List<MacroTree>();
        for (int i = from; i < trees.Count; i++)
        {
            if (trees[i] is not MacroTree.Repetition repetition)
            {
                first.Add(trees[i]);
                return first;
            }

            first.AddRange(FirstOf(repetition.Trees, 0, []));
            if (repetition.Repeat == Repeat.OneOrMore)
            {
                return first;
            }
        }

        first.AddRange(follow);
        return first;
    }

    private static bool MayFollow(Fragment fragment, MacroTree next)
    {
        TokenKind kind = next switch
        {
            MacroTree.Plain plain => plain.Token.Kind,
            MacroTree.Group group => group.Open,
            _ => TokenKind.EndOfFile,
        };
        if (kind.IsClose())
        {
            return true;
        }

        Keyword word = next is MacroTree.Plain { Token: { Kind: TokenKind.Identifier, IsRaw: false } token } ? token.Word : Keyword.None;
        Fragment declared = next is MacroTree.Declaration declaration ? declaration.Kind : Fragment.None;
        return fragment switch
        {
            Fragment.Statement or Fragment.Expression or Fragment.Expression2021 => kind is TokenKind.FatArrow or TokenKind.Comma or TokenKind.Semicolon,
            Fragment.Pattern => kind is TokenKind.FatArrow or TokenKind.Comma or TokenKind.Assign || word is Keyword.If or Keyword.In,
            Fragment.PatternParameter => kind is TokenKind.FatArrow or TokenKind.Comma or TokenKind.Assign or TokenKind.Or || word is Keyword.If or Keyword.In,
            Fragment.Path or Fragment.Type => kind is TokenKind.OpenBrace or TokenKind.OpenBracket or TokenKind.FatArrow or TokenKind.Comma or TokenKind.Greater or TokenKind.ShiftRight or TokenKind.Assign
                or TokenKind.Colon or TokenKind.Semicolon or TokenKind.Or || word is Keyword.As or Keyword.Where || declared == Fragment.Block,
            Fragment.Visibility => kind is TokenKind.Comma || (kind == TokenKind.Identifier && word != Keyword.Priv) || declared is Fragment.Identifier or Fragment.Type or Fragment.Path || StartsType(kind),
            _ => true,
        };
    }

    private static bool StartsType(TokenKind kind) => kind is TokenKind.OpenParen or TokenKind.OpenBracket or TokenKind.Not or TokenKind.Star or TokenKind.And or TokenKind.AndAnd
        or TokenKind.Question or TokenKind.Lifetime or TokenKind.Less or TokenKind.ShiftLeft or TokenKind.PathSeparator;

    private static string Allowed(Fragment fragment) => fragment switch
    {
        Fragment.Statement or Fragment.Expression or Fragment.Expression2021 => "allowed there are: `=>`, `,` or `;`",
        Fragment.Pattern => "allowed there are: `=>`, `,`, `=`, `if` or `in`",
        Fragment.PatternParameter => "allowed there are: `=>`, `,`, `=`, `|`, `if` or `in`",
        Fragment.Path or Fragment.Type => "allowed there are: `{`, `[`, `=>`, `,`, `>`, `=`, `:`, `;`, `|`, `as` or `where`",
        _ => "allowed there are: `,`, an ident or a type",
    };
}
