using System.Text;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;

namespace Crabwalk.Rust.Lexing;

/// <summary>Checks what stands between a literal's quotes: escapes, number of characters, ASCII in byte literals.</summary>
internal sealed class EscapeChecker(SourceText source, Span literal, DiagnosticSink sink)
{
    private int _at;
    private int _end;
    private bool _isFine = true;

    /// <summary>True when nothing is wrong; every fault is reported.</summary>
    public bool Check(TokenKind kind, int start, int end)
    {
        (_at, _end) = (start, end);
        bool isSingle = kind is TokenKind.Char or TokenKind.Byte;
        bool isBytes = kind is TokenKind.Byte or TokenKind.ByteString;
        if (isSingle && start == end)
        {
            Fail(new(literal.Source, start, start + 1, literal.Expansion), $"empty {(isBytes ? "byte" : "character")} literal", $"empty {(isBytes ? "byte" : "character")} literal");
            return false;
        }

        int count = 0;
        for (; _at < _end; count++)
        {
            CheckOne(kind, isSingle, isBytes);
        }

        if (isSingle && count > 1 && _isFine)
        {
            string content = source.Slice(start, end);
            Fail(literal, $"{(isBytes ? "byte" : "character")} literal may only contain one {(isBytes ? "byte" : "codepoint")}", "", new Fix(
                isBytes ? "if you meant to write a byte string literal, use double quotes" : "if you meant to write a string literal, use double quotes",
                [new(literal, $"{(isBytes ? "b" : "")}\"{content}\"")]));
        }

        return _isFine;
    }

    private void CheckOne(TokenKind kind, bool isSingle, bool isBytes)
    {
        int start = _at;
        Rune.DecodeFromUtf8(source.Bytes[_at..], out Rune rune, out int length);
        _at += length;
        if (rune.Value == '\\')
        {
            CheckEscape(start, kind, isSingle, isBytes);
        }
        else if (isBytes && rune.Value > 127)
        {
            Fail(SpanOf(start), $"non-ASCII character in byte {(isSingle ? "" : "string ")}literal", "must be ASCII");
        }
        else if (isSingle && rune.Value is '\n' or '\t' or '\r' && isSingle)
        {
            string shown = rune.Value switch { '\n' => "\\n", '\t' => "\\t", _ => "\\r" };
            Fail(SpanOf(start), $"{(isBytes ? "byte" : "character")} constant must be escaped: `{shown}`", "", new Fix("escape the character", [new(SpanOf(start), shown)], Applicability.MachineApplicable));
        }
        else if (rune.Value == '\r' && !(_at < _end && source.Bytes[_at] == '\n'))
        {
            Fail(SpanOf(start), "bare CR not allowed in string, use `\\r` instead", "");
        }
        else if (rune.Value == 0 && kind == TokenKind.CString)
        {
            Fail(SpanOf(start), "null characters in C string literals are not supported", "");
        }
    }

    private void CheckEscape(int start, TokenKind kind, bool isSingle, bool isBytes)
    {
        Rune.DecodeFromUtf8(source.Bytes[_at..], out Rune rune, out int length);
        _at += length;
        switch (rune.Value)
        {
            case 'n' or 't' or 'r' or '\\' or '\'' or '"':
                break;
            case '0':
                if (kind == TokenKind.CString)
                {
                    Fail(SpanOf(start), "null characters in C string literals are not supported", "");
                }

                break;
            case 'x':
                CheckHex(start, kind);
                break;
            case 'u':
                CheckUnicode(start, isBytes, isSingle);
                break;
            case '\n' when !isSingle:
                SkipContinuation();
                break;
            case '\r' when !isSingle && _at < _end && source.Bytes[_at] == '\n':
                SkipContinuation();
                break;
            default:
                string what = isBytes ? "byte" : "character";
                Fail(SpanOf(_at - length), $"unknown {what} escape: `{rune}`", $"unknown {what} escape");
                break;
        }
    }

    private void SkipContinuation()
    {
        while (_at < _end && source.Bytes[_at] is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r')
        {
            _at++;
        }
    }

    private void CheckHex(int start, TokenKind kind)
    {
        int value = 0;
        for (int i = 0; i < 2; i++, _at++)
        {
            if (_at >= _end)
            {
                Fail(SpanOf(start), "numeric character escape is too short", "");
                return;
            }

            if (!char.IsAsciiHexDigit((char)source.Bytes[_at]))
            {
                Rune.DecodeFromUtf8(source.Bytes[_at..], out Rune rune, out int length);
                _at += length;
                Fail(SpanOf(_at - length), $"invalid character in numeric character escape: `{rune}`", "invalid character in numeric character escape");
                return;
            }

            value = (value << 4) + Convert.ToInt32(((char)source.Bytes[_at]).ToString(), 16);
        }

        if (value > 0x7F && kind is TokenKind.Char or TokenKind.String && value > 0x7F)
        {
            Fail(SpanOf(start), "out of range hex escape", "must be a character in the range [\\x00-\\x7f]");
        }
    }

    private void CheckUnicode(int start, bool isBytes, bool isSingle)
    {
        if (_at >= _end || source.Bytes[_at] != '{')
        {
            Fail(SpanOf(start), "incorrect unicode escape sequence", "incorrect unicode escape sequence");
            return;
        }

        int close = source.Bytes[_at.._end].IndexOf((byte)'}');
        if (close < 0)
        {
            _at = _end;
            Fail(SpanOf(start), "unterminated unicode escape", "missing a closing `}`");
            return;
        }

        string digits = source.Slice(_at + 1, _at + close).Replace("_", "", StringComparison.Ordinal);
        bool startsBadly = close > 1 && source.Bytes[_at + 1] == '_';
        _at += close + 1;
        if (UnicodeFault(digits, startsBadly) is var (message, label))
        {
            Fail(SpanOf(start), message, label);
        }
        else if (isBytes)
        {
            Fail(SpanOf(start), $"unicode escape in byte {(isSingle ? "" : "string ")}literal", $"unicode escape in byte {(isSingle ? "" : "string ")}literal");
        }
    }

    private static (string Message, string Label)? UnicodeFault(string digits, bool startsBadly) => digits switch
    {
        _ when startsBadly => ("invalid start of unicode escape: `_`", "invalid start of unicode escape"),
        "" => ("empty unicode escape", "this escape must have at least 1 hex digit"),
        { Length: > 6 } => ("overlong unicode escape", "must have at most 6 hex digits"),
        _ when digits.FirstOrDefault(c => !char.IsAsciiHexDigit(c)) is not '\0' and var bad => ($"invalid character in unicode escape: `{bad}`", "invalid character in unicode escape"),
        _ when Convert.ToInt32(digits, 16) is >= 0xD800 and <= 0xDFFF => ("unicode escape must not be a surrogate", "invalid unicode character escape"),
        _ when Convert.ToInt32(digits, 16) > 0x10FFFF => ("invalid unicode character escape", "invalid escape"),
        _ => null,
    };

    private Span SpanOf(int start) => new(literal.Source, start, Math.Max(start, Math.Min(_at, _end)), literal.Expansion);

    private void Fail(Span span, string message, string label, Fix? fix = null)
    {
        _isFine = false;
        sink.Error(LexicalErrors.At(span, message, label) with { Fixes = fix is null ? [] : [fix] });
    }
}
