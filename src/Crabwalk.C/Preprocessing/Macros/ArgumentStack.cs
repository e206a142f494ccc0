using Crabwalk.C.Lexing;

namespace Crabwalk.C.Preprocessing.Macros;

/// <summary>
/// The arguments of the macro calls that are being expanded, those of an inner call above those of the outer: two growing lists
/// serve them all.
/// </summary>
internal sealed class ArgumentStack
{
    private readonly List<Token> _tokens = [];
    private readonly List<Argument> _arguments = [];

    /// <summary>The state to give to <see cref="Since"/> and <see cref="Release"/>.</summary>
    public int Mark() => _arguments.Count;

    /// <summary>The arguments collected since a mark.</summary>
    public CallArguments Since(int mark) => new(_tokens, _arguments, mark);

    /// <summary>How many tokens were collected since a mark.</summary>
    public int CountSince(int mark) => _tokens.Count - _arguments[mark].Start;

    /// <summary>Forgets the arguments since a mark.</summary>
    public void Release(int mark)
    {
        if (_arguments.Count > mark)
        {
            int start = _arguments[mark].Start;
            _tokens.RemoveRange(start, _tokens.Count - start);
            _arguments.RemoveRange(mark, _arguments.Count - mark);
        }
    }

    /// <summary>
    /// Reads the arguments of a call whose <c>(</c> was read (6.10.3p10-11). Commas inside parentheses do not count, nor those that
    /// belong to a variadic macro's rest. False when the input ends first.
    /// </summary>
    public bool TryCollect(Input input, Macro.FunctionLike macro, out Token closing)
    {
        int mark = Mark();
        int parentheses = 0;
        int start = _tokens.Count;
        while (true)
        {
            Token token = input.Next();
            closing = token;
            switch (token.Kind)
            {
                case TokenKind.EndOfFile:
                    _arguments.Add(new(start, _tokens.Count));
                    return false;
                case TokenKind.RightParen when parentheses == 0:
                    _arguments.Add(new(start, _tokens.Count));
                    return true;
                case TokenKind.Comma when parentheses == 0 && !macro.IsRest(_arguments.Count - mark):
                    _arguments.Add(new(start, _tokens.Count));
                    start = _tokens.Count;
                    continue;
                case TokenKind.LeftParen:
                    parentheses++;
                    break;
                case TokenKind.RightParen:
                    parentheses--;
                    break;
            }

            _tokens.Add(token.WithFlags(token.Flags & ~TokenFlags.AtLineStart));
        }
    }
}

/// <summary>Where an argument's tokens lie, as written and fully expanded.</summary>
internal readonly record struct Argument(int Start, int End, int ExpandedStart = 0, int ExpandedEnd = 0);

/// <summary>The arguments of one call.</summary>
internal readonly struct CallArguments(List<Token> tokens, List<Argument> arguments, int mark)
{
    /// <summary>Where expanded arguments are appended.</summary>
    public List<Token> Storage => tokens;

    /// <summary>How many were given; <c>f()</c> gives one without a token.</summary>
    public int Count => arguments.Count - mark;

    /// <summary>True when the argument was left out altogether, which only a variadic macro's rest may be.</summary>
    public bool IsMissing(int index) => index >= Count;

    /// <summary>The argument as written.</summary>
    public ReadOnlySpan<Token> Raw(int index) => IsMissing(index) ? [] : Slice(arguments[mark + index].Start, arguments[mark + index].End);

    /// <summary>The argument with all macros replaced.</summary>
    public ReadOnlySpan<Token> Expanded(int index) =>
        IsMissing(index) ? [] : Slice(arguments[mark + index].ExpandedStart, arguments[mark + index].ExpandedEnd);

    /// <summary>What follows in the storage is an expanded argument.</summary>
    public int BeginExpanded() => tokens.Count;

    /// <summary>The expanded argument is complete.</summary>
    public void EndExpanded(int index, int start)
    {
        if (!IsMissing(index))
        {
            arguments[mark + index] = arguments[mark + index] with { ExpandedStart = start, ExpandedEnd = tokens.Count };
        }
    }

    private ReadOnlySpan<Token> Slice(int start, int end) =>
        System.Runtime.InteropServices.CollectionsMarshal.AsSpan(tokens)[start..end];
}
