using Crabwalk.C.Lexing;
using Crabwalk.Foundation.Text;

namespace Crabwalk.C.Preprocessing.Macros;

/// <summary>Writes a macro's replacement list with its arguments put in (6.10.3.1 to 6.10.3.3) as a new run.</summary>
internal sealed class Substitution(Session session, TokenRuns runs)
{
    private readonly TokenPaster _paster = new(session);
    private readonly Stringifier _stringifier = new(session);

    /// <summary>True when a parameter stands in the body outside of <c>#</c> and <c>##</c>, where its argument is expanded first.</summary>
    public static bool NeedsExpanded(Macro.FunctionLike macro, int parameter)
    {
        if (macro.Traits == BodyTraits.HasOperators && macro.IsRest(parameter))
        {
            // Whether __VA_OPT__ vanishes depends on what the rest expands to.
            return true;
        }

        for (int i = 0; i < macro.Body.Length; i++)
        {
            if (macro.ParameterAt[i] == parameter && !IsOperand(macro, i))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Writes an object-like macro's body.</summary>
    public void Replace(Macro.ObjectLike macro, ExpansionId expansion)
    {
        var writer = new Writer(this, runs, expansion);
        foreach (Token token in macro.Body)
        {
            if (macro.Traits == BodyTraits.HasOperators && token.Kind == TokenKind.HashHash)
            {
                writer.IsPasting = true;
            }
            else
            {
                writer.AddBody(token);
            }
        }
    }

    /// <summary>Writes a function-like macro's body with a call's arguments.</summary>
    public void Replace(Macro.FunctionLike macro, CallArguments arguments, ExpansionId expansion)
    {
        var writer = new Writer(this, runs, expansion);
        ReplaceRange(ref writer, macro, arguments, 0, macro.Body.Length);
    }

    private void ReplaceRange(ref Writer writer, Macro.FunctionLike macro, CallArguments arguments, int start, int end)
    {
        for (int i = start; i < end; i++)
        {
            Token token = macro.Body[i];
            if (token.Kind == TokenKind.HashHash && i > start)
            {
                i += BeginPaste(ref writer, macro, arguments, i);
            }
            else if (token.Kind == TokenKind.Hash && i + 1 < end && macro.ParameterAt[i + 1] >= 0)
            {
                writer.AddMade(_stringifier.Stringify(arguments.Raw(macro.ParameterAt[++i]), writer.Placed(token)));
            }
            else if (token.Kind == TokenKind.Hash && IsOptional(macro, i + 1))
            {
                i = StringifyOptional(ref writer, macro, arguments, i);
            }
            else if (macro.ParameterAt[i] >= 0)
            {
                AddArgument(ref writer, macro, arguments, i);
            }
            else if (IsOptional(macro, i))
            {
                i = ReplaceOptional(ref writer, macro, arguments, i);
            }
            else
            {
                writer.AddBody(token);
            }
        }
    }

    // gcc's `, ## rest`: the comma goes when the rest is left out, and is not pasted to it otherwise.
    private int BeginPaste(ref Writer writer, Macro.FunctionLike macro, CallArguments arguments, int at)
    {
        bool isCommaRule = macro.Body[at - 1].Kind == TokenKind.Comma && at + 1 < macro.Body.Length && macro.IsRest(macro.ParameterAt[at + 1]);
        if (!isCommaRule)
        {
            writer.IsPasting = true;
            return 0;
        }

        int rest = macro.ParameterAt[at + 1];
        bool isNothingGiven = rest == 0 && arguments.Raw(0).IsEmpty && !session.Options.Standard.IsStrict;
        if (arguments.IsMissing(rest) || isNothingGiven)
        {
            writer.DropComma();
        }
        else
        {
            writer.AddRange(arguments.Raw(rest), macro.Body[at + 1].Flags);
        }

        return 1;
    }

    private static void AddArgument(ref Writer writer, Macro.FunctionLike macro, CallArguments arguments, int at)
    {
        int parameter = macro.ParameterAt[at];
        bool isOperand = writer.IsPasting || IsFollowedByPaste(macro, at);
        writer.AddRange(isOperand ? arguments.Raw(parameter) : arguments.Expanded(parameter), macro.Body[at].Flags);
    }

    private bool IsOptional(Macro.FunctionLike macro, int at) =>
        macro.IsVariadic && at + 1 < macro.Body.Length && macro.Body[at].Text == session.Names.VaOpt
        && macro.Body[at].Kind == TokenKind.Identifier && macro.Body[at + 1].Kind == TokenKind.LeftParen;

    /// <summary>Writes what <c>__VA_OPT__(...)</c> at a place stands for and gives the place of its closing parenthesis.</summary>
    private int ReplaceOptional(ref Writer writer, Macro.FunctionLike macro, CallArguments arguments, int at)
    {
        int closing = VaOpt.ClosingAt(macro.Body, at + 1);
        bool wasPasting = writer.IsPasting;
        int before = writer.Count;
        if (!arguments.Expanded(macro.Parameters.Length - 1).IsEmpty)
        {
            writer.BeginOptional(macro.Body[at].Flags);
            ReplaceRange(ref writer, macro, arguments, at + 2, closing);
            writer.EndOptional();
        }

        if (writer.Count == before && (wasPasting || writer.IsPasting || IsFollowedByPaste(macro, closing)))
        {
            writer.AddRange([], TokenFlags.None);
        }

        return closing;
    }

    private int StringifyOptional(ref Writer writer, Macro.FunctionLike macro, CallArguments arguments, int hashAt)
    {
        int before = writer.Count;
        bool wasPasting = writer.IsPasting;
        writer.IsPasting = false;
        int closing = ReplaceOptional(ref writer, macro, arguments, hashAt + 1);
        Token text = _stringifier.Stringify(runs.New[before..], writer.Placed(macro.Body[hashAt]));
        runs.RemoveLast(writer.Count - before);
        writer.IsPasting = wasPasting;
        writer.AddMade(text);
        return closing;
    }

    private static bool IsOperand(Macro.FunctionLike macro, int at) =>
        macro.Traits == BodyTraits.HasOperators
        && (IsFollowedByPaste(macro, at) || (at > 0 && macro.Body[at - 1].Kind is TokenKind.HashHash or TokenKind.Hash));

    private static bool IsFollowedByPaste(Macro.FunctionLike macro, int at) =>
        at + 1 < macro.Body.Length && macro.Body[at + 1].Kind == TokenKind.HashHash;

    /// <summary>Appends to the new run: marks what it appends and pastes where <c>##</c> said so.</summary>
    private ref struct Writer(Substitution owner, TokenRuns runs, ExpansionId expansion)
    {
        private bool _isPlacemarker = true;
        private TokenFlags? _firstFlags;

        /// <summary>True after <c>##</c>.</summary>
        public bool IsPasting { get; set; }

        public readonly int Count => runs.NewCount;

        /// <summary>A token of the body, as part of this expansion.</summary>
        public readonly Token Placed(Token token) => token with { Span = token.Span with { Expansion = expansion } };

        /// <summary>A token of the body.</summary>
        public void AddBody(Token token) => AddMade(token);

        /// <summary>A token of the body, or made by an operator in it.</summary>
        public void AddMade(Token token) => Add(Placed(token));

        /// <summary>An argument. Without a token it is a placemarker, which counts as an operand of <c>##</c> only.</summary>
        public void AddRange(ReadOnlySpan<Token> tokens, TokenFlags flags)
        {
            if (tokens.IsEmpty)
            {
                _isPlacemarker = !IsPasting || _isPlacemarker;
                IsPasting = false;
                return;
            }

            for (int i = 0; i < tokens.Length; i++)
            {
                Token token = tokens[i];
                Add(i == 0 ? token.WithFlags((token.Flags & ~TokenFlags.AfterSpace) | (flags & TokenFlags.AfterSpace)) : token);
            }
        }

        /// <summary>The next token comes first in a <c>__VA_OPT__</c> and stands where that stands.</summary>
        public void BeginOptional(TokenFlags flags) => _firstFlags = flags;

        /// <summary>The <c>__VA_OPT__</c> ends, perhaps without a token.</summary>
        public void EndOptional() => _firstFlags = null;

        /// <summary>Takes back the comma that gcc's rule is about.</summary>
        public readonly void DropComma()
        {
            if (runs.NewCount > 0 && runs.Last.Kind == TokenKind.Comma)
            {
                runs.RemoveLast(1);
            }
        }

        private void Add(Token token)
        {
            if (_firstFlags is { } flags)
            {
                token = token.WithFlags((token.Flags & ~TokenFlags.AfterSpace) | (flags & TokenFlags.AfterSpace));
                _firstFlags = null;
            }

            if (IsPasting && !_isPlacemarker && runs.NewCount > 0)
            {
                owner.Paste(ref runs.Last, token, expansion);
            }
            else
            {
                runs.Add(token);
            }

            IsPasting = false;
            _isPlacemarker = false;
        }
    }

    private void Paste(ref Token left, Token right, ExpansionId expansion)
    {
        if (_paster.TryPaste(left, right, expansion, out Token pasted))
        {
            left = pasted;
        }
        else
        {
            runs.Add(right);
        }
    }
}
