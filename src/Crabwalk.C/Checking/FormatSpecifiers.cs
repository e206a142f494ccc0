using System.Globalization;

namespace Crabwalk.C.Checking;

/// <summary>One conversion specification of a printf or scanf format string.</summary>
/// <param name="Start">Where its <c>%</c> stands, as an index into the decoded string.</param>
/// <param name="End">Behind its last character.</param>
/// <param name="Text">As written, without flags' meaning lost: <c>%-5ld</c>.</param>
/// <param name="Length">The length modifier: <c>hh</c>, <c>h</c>, <c>l</c>, <c>ll</c>, <c>j</c>, <c>z</c>, <c>t</c>, <c>L</c> or empty.</param>
/// <param name="Conversion">The conversion character; <c>[</c> for a set; 0 when the string ends first.</param>
/// <param name="Stars">How many <c>*</c> take an <c>int</c> argument before the value (printf).</param>
/// <param name="IsSuppressed">True for scanf's <c>%*d</c>, which stores nothing.</param>
/// <param name="Position">The argument's number of <c>%2$d</c>; 0 without.</param>
/// <param name="IsAllocating">True for scanf's <c>%ms</c>.</param>
internal sealed record FormatSpecifier(
    int Start, int End, string Text, string Length, char Conversion, int Stars, bool IsSuppressed, int Position, bool IsAllocating);

/// <summary>Takes a format string apart (7.21.6.1, 7.21.6.2).</summary>
internal sealed class FormatSpecifiers(string format, bool isScanf)
{
    private int _at;

    /// <summary>All conversion specifications except <c>%%</c>.</summary>
    public List<FormatSpecifier> Read()
    {
        var found = new List<FormatSpecifier>();
        while (_at < format.Length)
        {
            if (format[_at] != '%')
            {
                _at++;
            }
            else if (_at + 1 < format.Length && format[_at + 1] == '%')
            {
                _at += 2;
            }
            else
            {
                found.Add(ReadOne());
            }
        }

        return found;
    }

    private char Current => _at < format.Length ? format[_at] : '\0';

    private FormatSpecifier ReadOne()
    {
        int start = _at++;
        int position = ReadPosition();
        int stars = 0;
        bool isSuppressed = false;
        if (isScanf)
        {
            isSuppressed = Take('*');
            SkipDigits();
        }
        else
        {
            SkipWhile("-+ #0'I");
            stars += ReadCount();
            if (Take('.'))
            {
                stars += ReadCount();
            }
        }

        bool isAllocating = isScanf && Current == 'm' && Take('m');
        string length = ReadLength();
        char conversion = Current;
        _at = Math.Min(_at + 1, format.Length);
        if (isScanf && conversion == '[')
        {
            SkipSet();
        }

        return new(start, _at, format[start.._at], length, conversion, stars, isSuppressed, position, isAllocating);
    }

    private int ReadPosition()
    {
        int end = _at;
        while (end < format.Length && char.IsAsciiDigit(format[end]))
        {
            end++;
        }

        if (end == _at || end >= format.Length || format[end] != '$')
        {
            return 0;
        }

        bool isNumber = int.TryParse(format.AsSpan(_at, end - _at), NumberStyles.None, CultureInfo.InvariantCulture, out int position);
        _at = end + 1;
        return isNumber ? position : int.MaxValue;
    }

    /// <summary>A width or precision; 1 when it is an argument.</summary>
    private int ReadCount()
    {
        if (Take('*'))
        {
            ReadPosition();
            return 1;
        }

        SkipDigits();
        return 0;
    }

    private string ReadLength()
    {
        foreach (string length in (ReadOnlySpan<string>)["hh", "h", "ll", "l", "q", "j", "z", "Z", "t", "L"])
        {
            if (string.CompareOrdinal(format, _at, length, 0, length.Length) == 0)
            {
                _at += length.Length;
                return length switch { "q" => "ll", "Z" => "z", _ => length };
            }
        }

        return "";
    }

    private void SkipSet()
    {
        Take('^');
        Take(']');
        while (_at < format.Length && format[_at++] != ']')
        {
        }
    }

    private void SkipDigits() => SkipWhile("0123456789");

    private void SkipWhile(string characters)
    {
        while (_at < format.Length && characters.Contains(format[_at]))
        {
            _at++;
        }
    }

    private bool Take(char character)
    {
        if (Current != character || _at >= format.Length)
        {
            return false;
        }

        _at++;
        return true;
    }
}
