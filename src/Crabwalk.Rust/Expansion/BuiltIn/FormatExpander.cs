using System.Text;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Rust.Lexing;
using Crabwalk.Rust.Parsing;
using Crabwalk.Rust.Resolution;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Expansion;

/// <summary>
/// <c>format_args!</c>: takes the string apart, finds the argument of each placeholder, and captures names that are no arguments from
/// where the string stands. The result is lowered later (<see cref="Hir.Lowering.BodyLowering"/>).
/// </summary>
internal sealed class FormatExpander(RustSession session, CrateData crate, MacroCall call, CallSite site)
{
    private readonly List<FormatArgument> _arguments = [];
    private readonly HashSet<int> _used = [];
    private readonly Dictionary<string, int> _byName = new(StringComparer.Ordinal);
    private int _positional;
    private Token _string;
    private string _text = "";
    private int[]? _offsets;
    private int _wanted;

    private SymbolTable Symbols => session.Symbols;

    /// <summary>The expansion; null when something was reported.</summary>
    public Expression? Expand(bool hasNewline)
    {
        int before = session.Sink.ErrorCount;
        if (ParseArguments() is not { } format || FindString(format) is not { } token || session.Sink.ErrorCount > before)
        {
            return null;
        }

        _string = token;
        _text = LiteralText.StringOf(token, Symbols)!;
        bool isAsWritten = format.Kind is ExpressionKind.Literal && session.Sources.TextOf(token.Span) == Symbols[token.Text];
        _offsets = isAsWritten ? LiteralText.OffsetsOf(token, Symbols) : null;
        var parser = new FormatStringParser(_text);
        List<ParsedPiece> parsed = parser.Parse();
        if (parser.Fault is { } fault)
        {
            session.Sink.Error(Describe(fault));
            return null;
        }

        int errors = session.Sink.ErrorCount;
        List<FormatPiece> pieces = Build(parsed, hasNewline);
        if (session.Sink.ErrorCount > errors || !CheckUnused())
        {
            return null;
        }

        var arguments = new FormatArguments([.. pieces], [.. _arguments]);
        return new(crate.Parse.NextNode(), new ExpressionKind.FormatArguments(arguments), call.Span);
    }

    // The string's expression, and all arguments behind it.
    private Expression? ParseArguments()
    {
        var parser = new Parser(TokenTrees.Flatten(call.Tokens.Trees, call.Tokens.Brackets.Close), crate.Parse);
        if (parser.IsAtEnd)
        {
            session.Sink.Error(ParseErrors.At(call.Span, "requires at least a format string argument"));
            return null;
        }

        Expression format = parser.ParseExpressionFragment();
        while (!parser.IsAtEnd && !parser.IsStopped)
        {
            if (!parser.SkipComma())
            {
                session.Sink.Error(ParseErrors.At(parser.Next.Span, $"expected `,`, found {ParseErrors.Describe(parser.Next, crate.Edition, Symbols)}", "expected `,`"));
                return null;
            }

            if (parser.IsAtEnd)
            {
                break;
            }

            ParseArgument(parser);
        }

        _positional = _arguments.FindIndex(argument => argument.Name is not null) is var named && named < 0 ? _arguments.Count : named;
        return parser.IsStopped ? null : format;
    }

    private void ParseArgument(Parser parser)
    {
        Ident? name = null;
        if (parser.Next.Kind == TokenKind.Identifier && parser.TokenAhead(1).Kind == TokenKind.Assign)
        {
            Token word = parser.Next;
            name = new(word.Text, word.Span, word.Context, word.IsRaw);
            parser.Skip();
            parser.Skip();
        }

        Expression value = parser.ParseExpressionFragment();
        if (name is { } given && !_byName.TryAdd(Symbols[given.Name], _arguments.Count))
        {
            string text = Symbols[given.Name];
            session.Sink.Error(ParseErrors.At(given.Span, $"duplicate argument named `{text}`", "duplicate argument") with { Labels = [new(_arguments[_byName[text]].Name!.Value.Span, "previously here")] });
        }
        else if (name is null && _arguments.Find(argument => argument.Name is not null) is { } before)
        {
            session.Sink.Error(ParseErrors.At(value.Span, "positional arguments cannot follow named arguments", "positional arguments must be before named arguments") with
            {
                Labels = [new(before.Name!.Value.Span.To(before.Value.Span), "named argument")],
            });
        }

        _arguments.Add(new(name, value, false));
    }

    private Token? FindString(Expression format)
    {
        Expression value = format;
        for (int depth = 0; value.Kind is ExpressionKind.Macro inner && depth < 64; depth++)
        {
            if (session.Expander.ExpandExpression(inner.Invocation, site with { Depth = site.Depth + 1 }, crate) is not { } expanded)
            {
                return null;
            }

            value = expanded;
        }

        if (value.Kind is ExpressionKind.Literal { Token: { Kind: TokenKind.String or TokenKind.RawString } token })
        {
            return token;
        }

        if (value.Kind is not ExpressionKind.Error)
        {
            int count = _arguments.Count + 1;
            string braces = string.Join(" ", Enumerable.Repeat("{}", count));
            Diagnostic error = ParseErrors.At(format.Span, "format argument must be a string literal");
            session.Sink.Error(value.Kind is ExpressionKind.Literal ? error : error.WithFix("you might be missing a string literal to format with", format.Span.AtStart, $"\"{braces}\", "));
        }

        return null;
    }

    // The place of characters of the string's value; the whole literal when its spelling is not at hand.
    private Span At(int start, int end)
    {
        if (_offsets is null)
        {
            return _string.Span;
        }

        int from = Encoding.UTF8.GetByteCount(_text.AsSpan(0, start));
        int to = Encoding.UTF8.GetByteCount(_text.AsSpan(0, end));
        return _string.Span with { Start = _string.Span.Start + _offsets[Math.Min(from, _offsets.Length - 1)], End = _string.Span.Start + _offsets[Math.Min(to, _offsets.Length - 1)] };
    }

    private Diagnostic Describe(FormatFault fault)
    {
        Diagnostic error = ParseErrors.At(At(fault.Start, fault.End), $"invalid format string: {fault.Message}", fault.Label);
        error = fault.Opening is { } open ? error with { Labels = [new(At(open, open + 1), "because of this opening brace")] } : error;
        return fault.Note is { } note ? error.WithNote(note) : error;
    }

    private List<FormatPiece> Build(List<ParsedPiece> parsed, bool hasNewline)
    {
        _wanted = CountWanted(parsed);
        bool isShort = _wanted > _positional && ReportTooFew(parsed);
        var pieces = new List<FormatPiece>(parsed.Count + 1);
        foreach (ParsedPiece piece in parsed)
        {
            if (piece is ParsedPiece.Text text)
            {
                pieces.Add(new FormatPiece.Text(text.Value));
            }
            else if (piece is ParsedPiece.Placeholder placeholder && BuildPlaceholder(placeholder, isShort) is { } built)
            {
                pieces.Add(built);
            }
        }

        if (hasNewline)
        {
            AddNewline(pieces);
        }

        return pieces;
    }

    private static void AddNewline(List<FormatPiece> pieces)
    {
        if (pieces is [.., FormatPiece.Text last])
        {
            pieces[^1] = new FormatPiece.Text(last.Value + "\n");
        }
        else
        {
            pieces.Add(new FormatPiece.Text("\n"));
        }
    }

    private FormatPiece.Placeholder? BuildPlaceholder(ParsedPiece.Placeholder parsed, bool isShort)
    {
        if (TraitOf(parsed.Trait) is not { } trait)
        {
            session.Sink.Error(ParseErrors.At(At(parsed.TraitStart, parsed.TraitStart + parsed.Trait.Length), $"unknown format trait `{parsed.Trait}`").WithNote(
                "the only appropriate formatting traits are:\n- ``, which uses the `Display` trait\n- `?`, which uses the `Debug` trait\n- `e`, which uses the `LowerExp` trait\n- `E`, which uses the `UpperExp` trait\n- `o`, which uses the `Octal` trait\n- `p`, which uses the `Pointer` trait\n- `b`, which uses the `Binary` trait\n- `x`, which uses the `LowerHex` trait\n- `X`, which uses the `UpperHex` trait"));
            return null;
        }

        int? argument = Find(parsed.Position, parsed.PositionStart, parsed.PositionEnd, isShort);
        FormatCount? width = CountOf(parsed.Width, isShort);
        FormatCount? precision = CountOf(parsed.Precision, isShort);
        var spec = new FormatSpec(parsed.Fill, parsed.Alignment, parsed.Flags, width, precision);
        return argument is { } index ? new(index, trait, spec, At(parsed.Start, parsed.End)) : null;
    }

    private FormatCount? CountOf(ParsedCount? count, bool isShort) => count switch
    {
        ParsedCount.Is number => new(number.Value, false),
        ParsedCount.Of argument when Find(argument.Position, argument.Start, argument.End - 1, isShort) is { } index => new(index, true),
        _ => null,
    };

    private int? Find(FormatPosition position, int start, int end, bool isShort)
    {
        switch (position)
        {
            case FormatPosition.Named named:
                return FindNamed(named);
            case FormatPosition.Next next when next.Index < _positional || (next.Index < _arguments.Count && !_arguments[next.Index].IsCaptured):
                _used.Add(next.Index);
                return next.Index;
            case FormatPosition.At at when at.Index < _arguments.Count && !_arguments[at.Index].IsCaptured:
                _used.Add(at.Index);
                return at.Index;
            case FormatPosition.At at when !isShort:
                int count = _arguments.Count(argument => !argument.IsCaptured);
                string there = count == 0 ? "no arguments were given" : count == 1 ? "there is 1 argument" : $"there are {count} arguments";
                session.Sink.Error(ParseErrors.At(At(start, end), $"invalid reference to positional argument {at.Index} ({there})").WithNote("positional arguments are zero-based"));
                return null;
            default:
                return null;
        }
    }

    private int FindNamed(FormatPosition.Named named)
    {
        if (!_byName.TryGetValue(named.Name, out int index))
        {
            Span span = At(named.Start, named.Start + named.Name.Length);
            var ident = new Ident(Symbols.Intern(named.Name), span, _string.Context);
            var path = new Path([new(crate.Parse.NextNode(), ident, null)], false, span);
            index = _arguments.Count;
            _arguments.Add(new(ident, new(crate.Parse.NextNode(), new ExpressionKind.Path(null, path), span), true));
            _byName.Add(named.Name, index);
        }

        _used.Add(index);
        return index;
    }

    private static FormatTrait? TraitOf(string name) => name switch
    {
        "" => FormatTrait.Display,
        "?" => FormatTrait.Debug,
        "e" => FormatTrait.LowerExp,
        "E" => FormatTrait.UpperExp,
        "o" => FormatTrait.Octal,
        "p" => FormatTrait.Pointer,
        "b" => FormatTrait.Binary,
        "x" => FormatTrait.LowerHex,
        "X" => FormatTrait.UpperHex,
        _ => null,
    };

    // How many arguments the placeholders without a name or number take.
    private static int CountWanted(List<ParsedPiece> parsed)
    {
        int wanted = 0;
        foreach (ParsedPiece piece in parsed)
        {
            if (piece is ParsedPiece.Placeholder placeholder)
            {
                wanted += placeholder.Position is FormatPosition.Next ? 1 : 0;
                wanted += placeholder.Precision is ParsedCount.Of { Position: FormatPosition.Next } ? 1 : 0;
            }
        }

        return wanted;
    }

    private bool ReportTooFew(List<ParsedPiece> parsed)
    {
        int given = _arguments.Count;
        if (_wanted <= given)
        {
            return false;
        }

        string needs = _wanted == 1 ? "1 positional argument" : $"{_wanted} positional arguments";
        string there = given == 0 ? "no arguments were given" : given == 1 ? "there is 1 argument" : $"there are {given} arguments";
        ParsedPiece.Placeholder[] next = [.. parsed.OfType<ParsedPiece.Placeholder>().Where(piece => piece.Position is FormatPosition.Next)];
        var labels = new List<Label>();
        foreach (ParsedPiece.Placeholder placeholder in next.Skip(1))
        {
            labels.Add(new(At(placeholder.Start, placeholder.End)) { IsPrimary = true });
        }

        labels.AddRange(_arguments.Select(argument => new Label(argument.Value.Span)));
        foreach (ParsedPiece.Placeholder placeholder in next)
        {
            if (placeholder.Precision is ParsedCount.Of { Position: FormatPosition.Next first } star)
            {
                labels.Add(new(At(star.Start, star.End), $"this precision flag adds an extra required argument at position {first.Index}, which is why there {(_wanted == 1 ? "is 1 argument" : $"are {_wanted} arguments")} expected"));
            }
        }

        Diagnostic error = ParseErrors.At(next.Length == 0 ? _string.Span : At(next[0].Start, next[0].End), $"{needs} in format string, but {there}") with { Labels = [.. labels] };
        bool hasStar = labels.Exists(label => label.Text.StartsWith("this precision", StringComparison.Ordinal));
        session.Sink.Error(hasStar ? error.WithNote("positional arguments are zero-based").WithNote("for information about formatting flags, visit https://doc.rust-lang.org/std/fmt/index.html") : error);
        return true;
    }

    private bool CheckUnused()
    {
        List<FormatArgument> unused = [];
        for (int i = 0; i < _arguments.Count; i++)
        {
            if (!_used.Contains(i))
            {
                unused.Add(_arguments[i]);
            }
        }

        if (unused.Count == 0)
        {
            return true;
        }

        static string Words(FormatArgument argument) => argument.Name is null ? "argument never used" : "named argument never used";
        Diagnostic error = unused.Count == 1
            ? ParseErrors.At(unused[0].Value.Span, Words(unused[0]), Words(unused[0])) with { Labels = [new(_string.Span, "formatting specifier missing")] }
            : ParseErrors.At(unused[0].Value.Span, "multiple unused formatting arguments", Words(unused[0])) with
            {
                Labels = [.. unused.Skip(1).Select(argument => new Label(argument.Value.Span, Words(argument)) { IsPrimary = true }), new(_string.Span, "multiple missing formatting specifiers")],
            };
        session.Sink.Error(error);
        return false;
    }
}
