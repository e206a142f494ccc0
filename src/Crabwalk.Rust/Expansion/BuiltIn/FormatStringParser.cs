using System.Globalization;
using System.Text;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Expansion;

/// <summary>Which argument a placeholder or count names, as written.</summary>
internal abstract record FormatPosition
{
    private FormatPosition()
    {
    }

    /// <summary>The next one.</summary>
    public sealed record Next(int Index) : FormatPosition;

    /// <summary>A number.</summary>
    public sealed record At(int Index) : FormatPosition;

    /// <summary>A name; where it stands in the string.</summary>
    public sealed record Named(string Name, int Start) : FormatPosition;
}

/// <summary>A width or precision as written.</summary>
internal abstract record ParsedCount
{
    private ParsedCount()
    {
    }

    /// <summary>A number.</summary>
    public sealed record Is(int Value) : ParsedCount;

    /// <summary>An argument: <c>name$</c>, <c>0$</c>, or the next for <c>.*</c>.</summary>
    public sealed record Of(FormatPosition Position, int Start, int End) : ParsedCount;
}

/// <summary>A part of a format string; places are in characters of the string's value.</summary>
internal abstract record ParsedPiece
{
    private ParsedPiece()
    {
    }

    /// <summary>Text.</summary>
    public sealed record Text(string Value) : ParsedPiece;

    /// <summary>A placeholder from <see cref="Start"/> to <see cref="End"/>.</summary>
    public sealed record Placeholder(FormatPosition Position, int PositionStart, int PositionEnd, Rune? Fill, FormatAlignment Alignment, FormatFlags Flags, ParsedCount? Width, ParsedCount? Precision, string Trait, int TraitStart, int Start, int End) : ParsedPiece;
}

/// <summary>What is wrong with a format string.</summary>
/// <param name="Message">The message behind <c>invalid format string: </c>.</param>
/// <param name="Label">The label at the place.</param>
/// <param name="Start">Where.</param>
/// <param name="End">Where it ends.</param>
internal sealed record FormatFault(string Message, string Label, int Start, int End)
{
    /// <summary>The brace that was opened.</summary>
    public int? Opening { get; init; }

    /// <summary>A note below.</summary>
    public string? Note { get; init; }
}

/// <summary>Takes a format string apart (std::fmt, Syntax).</summary>
internal sealed class FormatStringParser(string text)
{
    private readonly List<ParsedPiece> _pieces = [];
    private int _at;
    private int _next;

    /// <summary>What is wrong; the pieces end before it.</summary>
    public FormatFault? Fault { get; private set; }

    /// <summary>The parts of the string.</summary>
    public List<ParsedPiece> Parse()
    {
        var literal = new StringBuilder();
        while (_at < text.Length && Fault is null)
        {
            char c = text[_at];
            if (c is '{' or '}' && _at + 1 < text.Length && text[_at + 1] == c)
            {
                literal.Append(c);
                _at += 2;
            }
            else if (c == '{')
            {
                Flush(literal);
                ParsePlaceholder();
            }
            else if (c == '}')
            {
                Fault = new("unmatched `}` found", "unmatched `}` in format string", _at, _at + 1) { Note = "if you intended to print `}`, you can escape it using `}}`" };
            }
            else
            {
                literal.Append(c);
                _at++;
            }
        }

        Flush(literal);
        return _pieces;
    }

    private void Flush(StringBuilder literal)
    {
        if (literal.Length > 0)
        {
            _pieces.Add(new ParsedPiece.Text(literal.ToString()));
            literal.Clear();
        }
    }

    private char Peek(int ahead = 0) => _at + ahead < text.Length ? text[_at + ahead] : '\0';

    private bool Eat(char wanted)
    {
        bool isThere = Peek() == wanted;
        _at += isThere ? 1 : 0;
        return isThere;
    }

    private void SkipSpace()
    {
        while (Peek() is ' ' or '\t' or '\n' or '\r')
        {
            _at++;
        }
    }

    private void ParsePlaceholder()
    {
        int start = _at++;
        SkipSpace();
        int positionStart = _at;
        FormatPosition? position = ParsePosition();
        int positionEnd = _at;
        SkipSpace();
        var spec = new Spec();
        if (Eat(':'))
        {
            ParseSpec(spec);
        }

        SkipSpace();
        if (!Eat('}'))
        {
            FailClosing(start, positionStart);
            return;
        }

        position ??= new FormatPosition.Next(_next++);
        _pieces.Add(new ParsedPiece.Placeholder(position, positionStart, positionEnd, spec.Fill, spec.Alignment, spec.Flags, spec.Width, spec.Precision, spec.Trait, spec.TraitStart, start, _at));
    }

    private void FailClosing(int start, int positionStart)
    {
        const string Note = "if you intended to print `{`, you can escape it using `{{`";
        if (_at >= text.Length)
        {
            Fault = new("expected `}` but string was terminated", "expected `}` in format string", _at, _at) { Opening = start, Note = Note };
            return;
        }

        if (Peek() == '.' && positionStart < _at)
        {
            int end = _at;
            while (end < text.Length && (text[end] == '.' || IsNamePart(text[end])))
            {
                end++;
            }

            Fault = new("field access isn't supported", "not supported in format string", positionStart, end) { Note = "consider moving this expression to a local variable and then using the local here instead" };
            return;
        }

        Rune found = Rune.TryGetRuneAt(text, _at, out Rune rune) ? rune : Rune.ReplacementChar;
        Fault = new($"expected `}}`, found `{Shown(found)}`", "expected `}` in format string", _at, _at + found.Utf16SequenceLength) { Opening = start, Note = Note };
    }

    private static string Shown(Rune rune) => rune.Value switch
    {
        '\n' => "\\n",
        '\t' => "\\t",
        '\r' => "\\r",
        '"' => "\\\"",
        '\'' => "\\'",
        _ => rune.ToString(),
    };

    private FormatPosition? ParsePosition()
    {
        int start = _at;
        if (ParseInteger() is { } index)
        {
            return new FormatPosition.At(index);
        }

        return ParseName() is { } name ? new FormatPosition.Named(name, start) : null;
    }

    private int? ParseInteger()
    {
        int start = _at;
        while (char.IsAsciiDigit(Peek()))
        {
            _at++;
        }

        if (start == _at)
        {
            return null;
        }

        if (int.TryParse(text.AsSpan(start, _at - start), NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value <= ushort.MaxValue)
        {
            return value;
        }

        Fault ??= new($"integer `{text[start.._at]}` does not fit into the type `u16` whose range is `0..=65535`", "integer out of range for `u16`", start, _at);
        return 0;
    }

    private static bool IsNamePart(char c) => char.IsLetterOrDigit(c) || c == '_' || char.IsSurrogate(c);

    private string? ParseName()
    {
        int start = _at;
        if (!(char.IsLetter(Peek()) || Peek() == '_'))
        {
            return null;
        }

        while (IsNamePart(Peek()))
        {
            _at++;
        }

        return text[start.._at];
    }

    private sealed class Spec
    {
        public Rune? Fill { get; set; }

        public FormatAlignment Alignment { get; set; } = FormatAlignment.Unknown;

        public FormatFlags Flags { get; set; }

        public ParsedCount? Width { get; set; }

        public ParsedCount? Precision { get; set; }

        public string Trait { get; set; } = "";

        public int TraitStart { get; set; }
    }

    private void ParseSpec(Spec spec)
    {
        ParseFill(spec);
        spec.Flags |= Eat('+') ? FormatFlags.SignPlus : Eat('-') ? FormatFlags.SignMinus : 0;
        spec.Flags |= Eat('#') ? FormatFlags.Alternate : 0;
        bool isParameter = Peek() == '0' && Peek(1) == '$';
        spec.Flags |= !isParameter && Eat('0') ? FormatFlags.SignAwareZeroPad : 0;
        spec.Width = ParseCount();
        if (Eat('.'))
        {
            ParsePrecision(spec);
        }

        spec.TraitStart = _at;
        if (Peek() is 'x' or 'X' && Peek(1) == '?')
        {
            spec.Flags |= Peek() == 'x' ? FormatFlags.DebugLowerHex : FormatFlags.DebugUpperHex;
            _at += 2;
            spec.Trait = "?";
        }
        else
        {
            spec.Trait = Eat('?') ? "?" : ParseName() ?? "";
        }
    }

    private void ParseFill(Spec spec)
    {
        if (_at < text.Length && Rune.TryGetRuneAt(text, _at, out Rune fill) && AlignmentOf(_at + fill.Utf16SequenceLength) is { } behind)
        {
            (spec.Fill, spec.Alignment) = (fill, behind);
            _at += fill.Utf16SequenceLength + 1;
        }
        else if (AlignmentOf(_at) is { } alone)
        {
            spec.Alignment = alone;
            _at++;
        }
    }

    private FormatAlignment? AlignmentOf(int at) => (at < text.Length ? text[at] : '\0') switch
    {
        '<' => FormatAlignment.Left,
        '>' => FormatAlignment.Right,
        '^' => FormatAlignment.Center,
        _ => null,
    };

    private void ParsePrecision(Spec spec)
    {
        int start = _at - 1;
        if (Eat('*'))
        {
            spec.Precision = new ParsedCount.Of(new FormatPosition.Next(_next++), start, _at);
            return;
        }

        spec.Precision = ParseCount();
    }

    private ParsedCount? ParseCount()
    {
        int start = _at;
        if (ParseInteger() is { } number)
        {
            return Eat('$') ? new ParsedCount.Of(new FormatPosition.At(number), start, _at) : new ParsedCount.Is(number);
        }

        string? name = ParseName();
        if (name is not null && Eat('$'))
        {
            return new ParsedCount.Of(new FormatPosition.Named(name, start), start, _at);
        }

        _at = start;
        return null;
    }
}
