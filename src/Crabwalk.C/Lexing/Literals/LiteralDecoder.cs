using System.Collections.Immutable;
using System.Text;
using Crabwalk.C.Preprocessing;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;

namespace Crabwalk.C.Lexing.Literals;

/// <summary>What numbers, character constants and string literals mean. Faults are reported; a value is given all the same.</summary>
public sealed class LiteralDecoder
{
    private readonly SymbolTable _symbols;
    private readonly Reporter _reporter;

    /// <summary>A decoder that reports to a sink.</summary>
    public LiteralDecoder(SymbolTable symbols, SourceMap map, DiagnosticSink diagnostics, WarningPolicy warnings)
        : this(symbols, new Reporter(map, diagnostics, warnings, int.MaxValue))
    {
    }

    private LiteralDecoder(SymbolTable symbols, Reporter reporter)
    {
        _symbols = symbols;
        _reporter = reporter;
    }

    /// <summary>A number's value.</summary>
    public NumberLiteral DecodeNumber(Token number) => new NumberReader(_reporter, number.Span, _symbols[number.Text]).Read();

    /// <summary>A character constant's value (6.4.4.4p10-11, with gcc's choices).</summary>
    public CharLiteral DecodeChar(Token constant)
    {
        string spelling = _symbols[constant.Text];
        (LiteralPrefix prefix, int quoteAt) = LiteralPrefixes.Of(spelling);
        var reader = new EscapeReader(_reporter, constant.Span, spelling, quoteAt, prefix);
        var elements = new ElementWriter(prefix);
        while (reader.TryNext(out LiteralUnit unit))
        {
            elements.Add(unit);
        }

        if (elements.Count == 0)
        {
            if (!constant.IsUnterminated)
            {
                _reporter.Error(LiteralDiagnostics.EmptyChar(constant.Span));
            }

            return new(0, prefix);
        }

        WarnOfLength(constant, prefix, elements.Count);
        return new(ValueOf(elements, prefix), prefix);
    }

    /// <summary>Adjacent string literals as one; at least one token is given.</summary>
    public StringLiteral DecodeStrings(ReadOnlySpan<Token> literals)
    {
        LiteralPrefix prefix = CommonPrefix(literals);
        var elements = new ElementWriter(prefix);
        foreach (Token literal in literals)
        {
            string spelling = _symbols[literal.Text];
            var reader = new EscapeReader(_reporter, literal.Span, spelling, LiteralPrefixes.Of(spelling).QuoteAt, prefix);
            while (reader.TryNext(out LiteralUnit unit))
            {
                elements.Add(unit);
            }
        }

        return new(elements.ToBytes(), prefix);
    }

    internal static LiteralDecoder For(Session session) => new(session.Symbols, session.Reporter);

    private static long ValueOf(ElementWriter elements, LiteralPrefix prefix)
    {
        if (prefix is LiteralPrefix.Utf16 or LiteralPrefix.Utf32)
        {
            return elements[^1];
        }

        if (prefix == LiteralPrefix.Wide)
        {
            return unchecked((int)elements[^1]);
        }

        if (elements.Count == 1)
        {
            return unchecked((sbyte)elements[0]);
        }

        // Several characters fill an int from its top, as in gcc.
        int value = 0;
        for (int i = 0; i < elements.Count; i++)
        {
            value = unchecked((value << 8) | (byte)elements[i]);
        }

        return value;
    }

    private void WarnOfLength(Token constant, LiteralPrefix prefix, int count)
    {
        bool isNarrow = prefix == LiteralPrefix.None;
        if (count > (isNarrow ? 4 : 1))
        {
            _reporter.Warn(LiteralDiagnostics.CharTooLong(constant.Span));
        }
        else if (count > 1)
        {
            _reporter.Warn(LiteralDiagnostics.MultiChar(constant.Span));
        }
    }

    // 6.4.5p5: literals without a prefix take that of the others.
    private LiteralPrefix CommonPrefix(ReadOnlySpan<Token> literals)
    {
        LiteralPrefix common = LiteralPrefix.None;
        foreach (Token literal in literals)
        {
            LiteralPrefix prefix = LiteralPrefixes.Of(_symbols[literal.Text]).Prefix;
            if (prefix == common || prefix == LiteralPrefix.None)
            {
                continue;
            }

            if (common != LiteralPrefix.None)
            {
                _reporter.Error(LiteralDiagnostics.MixedPrefixes(literal.Span, literals[0].Span));
                return common;
            }

            common = prefix;
        }

        return common;
    }

    /// <summary>Collects elements in a prefix's encoding.</summary>
    private sealed class ElementWriter(LiteralPrefix prefix)
    {
        private readonly List<uint> _elements = [];

        public int Count => _elements.Count;

        public uint this[int index] => _elements[index];

        public void Add(LiteralUnit unit)
        {
            int width = prefix.ElementBytes();
            if (unit.IsRaw || width == 4)
            {
                _elements.Add(unit.Value);
            }
            else if (width == 2)
            {
                AddUtf16(new Rune(unit.Value));
            }
            else
            {
                AddUtf8(new Rune(unit.Value));
            }
        }

        public ImmutableArray<byte> ToBytes()
        {
            int width = prefix.ElementBytes();
            byte[] bytes = new byte[_elements.Count * width];
            for (int i = 0; i < bytes.Length; i++)
            {
                bytes[i] = unchecked((byte)(_elements[i / width] >> (i % width * 8)));
            }

            return System.Runtime.InteropServices.ImmutableCollectionsMarshal.AsImmutableArray(bytes);
        }

        private void AddUtf16(Rune rune)
        {
            System.Span<char> units = stackalloc char[2];
            foreach (char element in units[..rune.EncodeToUtf16(units)])
            {
                _elements.Add(element);
            }
        }

        private void AddUtf8(Rune rune)
        {
            System.Span<byte> units = stackalloc byte[4];
            foreach (byte element in units[..rune.EncodeToUtf8(units)])
            {
                _elements.Add(element);
            }
        }
    }
}
