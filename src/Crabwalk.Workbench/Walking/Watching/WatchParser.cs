using System.Globalization;

namespace Crabwalk.Workbench.Walking.Watching;

/// <summary>
/// Reads a watch expression by precedence climbing. The operators bind as in C; Rust's bind alike wherever a watch can tell.
/// Nothing throws: what cannot be read comes back as words.
/// </summary>
public sealed class WatchParser
{
    private const int DeepestNesting = 64;
    private const int LongestText = 1000;

    private static readonly (string Text, BinaryOperator Operator, int Strength)[] Operators =
    [
        ("||", BinaryOperator.Or, 1), ("&&", BinaryOperator.And, 2), ("==", BinaryOperator.Equal, 6), ("!=", BinaryOperator.NotEqual, 6),
        ("<<", BinaryOperator.ShiftLeft, 8), (">>", BinaryOperator.ShiftRight, 8), ("<=", BinaryOperator.LessEqual, 7), (">=", BinaryOperator.GreaterEqual, 7),
        ("<", BinaryOperator.Less, 7), (">", BinaryOperator.Greater, 7), ("|", BinaryOperator.BitOr, 3), ("^", BinaryOperator.BitXor, 4), ("&", BinaryOperator.BitAnd, 5),
        ("+", BinaryOperator.Add, 9), ("-", BinaryOperator.Subtract, 9), ("*", BinaryOperator.Multiply, 10), ("/", BinaryOperator.Divide, 10), ("%", BinaryOperator.Remainder, 10),
    ];

    private readonly string _text;
    private int _at;
    private int _depth;
    private string? _error;

    private WatchParser(string text) => _text = text;

    /// <summary>The expression, or null with the reason in plain words.</summary>
    public static WatchExpression? Parse(string text, out string error)
    {
        if (text.Length > LongestText)
        {
            error = $"the expression is longer than {LongestText} characters";
            return null;
        }

        var parser = new WatchParser(text);
        WatchExpression? expression = parser.Binary(0);
        parser.SkipSpace();
        if (expression is not null && parser._at < text.Length)
        {
            parser.Fail("an operator or the end was expected");
        }

        error = parser._error ?? "";
        return parser._error is null ? expression : null;
    }

    private WatchExpression? Fail(string what)
    {
        SkipSpace();
        string rest = _at < _text.Length ? $"before `{_text[_at..Math.Min(_text.Length, _at + 12)]}`" : "at the end";
        _error ??= $"{what} {rest}";
        return null;
    }

    private WatchExpression? Binary(int strength)
    {
        WatchExpression? left = Unary();
        while (left is not null && NextOperator() is { } next && next.Strength > strength)
        {
            _at += next.Text.Length;
            left = Binary(next.Strength) is { } right ? new WatchExpression.Binary(next.Operator, left, right) : null;
        }

        return left;
    }

    private (string Text, BinaryOperator Operator, int Strength)? NextOperator()
    {
        SkipSpace();
        foreach ((string Text, BinaryOperator Operator, int Strength) candidate in Operators)
        {
            if (string.CompareOrdinal(_text, _at, candidate.Text, 0, candidate.Text.Length) == 0)
            {
                return candidate;
            }
        }

        return null;
    }

    private WatchExpression? Unary()
    {
        SkipSpace();
        UnaryOperator? before = _at >= _text.Length ? null : _text[_at] switch
        {
            '-' => UnaryOperator.Negate,
            '!' => UnaryOperator.Not,
            '~' => UnaryOperator.Complement,
            '*' => UnaryOperator.Dereference,
            '&' => UnaryOperator.AddressOf,
            _ => null,
        };
        if (before is not { } prefix)
        {
            return Postfix();
        }

        _at++;
        WatchExpression? operand = Deeper(Unary);
        return operand is null ? null : new WatchExpression.Unary(prefix, operand);
    }

    private WatchExpression? Postfix()
    {
        WatchExpression? value = Primary();
        while (value is not null)
        {
            SkipSpace();
            if (Take("[") && value is { } array)
            {
                WatchExpression? index = Deeper(() => Binary(0));
                value = index is null ? null : Take("]") ? new WatchExpression.Element(array, index) : Fail("`]` was expected");
            }
            else if ((Take("->") || Take(".")) && value is { } record)
            {
                string name = Word();
                value = name.Length == 0 ? Fail("the name of a member was expected") : new WatchExpression.Member(record, name);
            }
            else
            {
                break;
            }
        }

        return value;
    }

    private WatchExpression? Primary()
    {
        SkipSpace();
        if (Take("("))
        {
            WatchExpression? inner = Deeper(() => Binary(0));
            return inner is null || Take(")") ? inner : Fail("`)` was expected");
        }

        if (_at < _text.Length && _text[_at] == '\'')
        {
            return Character();
        }

        if (_at < _text.Length && char.IsAsciiDigit(_text[_at]))
        {
            return Number();
        }

        string name = Word();
        return name switch
        {
            "" => Fail("a value was expected"),
            "true" => new WatchExpression.Integer(1),
            "false" or "NULL" => new WatchExpression.Integer(0),
            _ => new WatchExpression.Name(name),
        };
    }

    private WatchExpression? Character()
    {
        int end = _text.IndexOf('\'', Math.Min(_text.Length, _at + 2));
        string inner = end < 0 ? "" : _text[(_at + 1)..end];
        int? value = inner switch
        {
            [var one] => one,
            @"\n" => '\n',
            @"\t" => '\t',
            @"\0" => 0,
            @"\\" => '\\',
            _ => null,
        };
        if (value is not { } character)
        {
            return Fail("a character was expected");
        }

        _at = end + 1;
        return new WatchExpression.Integer(character);
    }

    private WatchExpression? Number()
    {
        string word = Word();
        if (Take(".") && word.All(char.IsAsciiDigit))
        {
            string digits = $"{word}.{Word()}";
            return double.TryParse(digits, CultureInfo.InvariantCulture, out double real) ? new WatchExpression.Real(real) : Fail("a number was expected");
        }

        bool isHex = word.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        string plain = isHex ? word[2..] : word.TrimEnd('u', 'U', 'l', 'L');
        NumberStyles style = isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None;
        return UInt128.TryParse(plain, style, CultureInfo.InvariantCulture, out UInt128 value) && value <= (UInt128)Int128.MaxValue
            ? new WatchExpression.Integer((Int128)value)
            : Fail("a number was expected");
    }

    private WatchExpression? Deeper(Func<WatchExpression?> inner)
    {
        if (_depth >= DeepestNesting)
        {
            return Fail("the expression is nested too deeply");
        }

        _depth++;
        WatchExpression? found = inner();
        _depth--;
        return found;
    }

    private string Word()
    {
        SkipSpace();
        int start = _at;
        while (_at < _text.Length && (char.IsLetterOrDigit(_text[_at]) || _text[_at] == '_'))
        {
            _at++;
        }

        return _text[start.._at];
    }

    private bool Take(string text)
    {
        SkipSpace();
        bool isThere = string.CompareOrdinal(_text, _at, text, 0, text.Length) == 0;
        _at += isThere ? text.Length : 0;
        return isThere;
    }

    private void SkipSpace()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
        {
            _at++;
        }
    }
}
