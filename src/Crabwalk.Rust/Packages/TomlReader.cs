using System.Globalization;
using System.Text;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;

namespace Crabwalk.Rust.Packages;

/// <summary>
/// Reads what manifests use of TOML 1.0: tables, arrays of tables, dotted keys, strings, numbers, truth values, arrays and inline
/// tables. A table is a dictionary, an array a list; what cannot be read is reported once, and reading ends there.
/// </summary>
internal sealed class TomlReader
{
    private const int DepthLimit = 64;

    private readonly SourceId _source;
    private readonly string _text;
    private readonly DiagnosticSink _sink;
    private readonly TomlTable _root = [];
    private int _at;
    private bool _isStopped;

    // Where the keys that were read last stand.
    private Span _keyPlace;

    private TomlReader(SourceId source, SourceMap sources, DiagnosticSink sink) =>
        (_source, _text, _sink) = (source, sources[source].Slice(0, sources[source].Length), sink);

    /// <summary>The root table; null when something was reported.</summary>
    public static TomlTable? Read(SourceId source, SourceMap sources, DiagnosticSink sink)
    {
        var reader = new TomlReader(source, sources, sink);
        reader.Run();
        return reader._isStopped ? null : reader._root;
    }

    private void Run()
    {
        TomlTable table = _root;
        for (SkipLines(); _at < _text.Length && !_isStopped; SkipLines())
        {
            if (Peek() == '[')
            {
                table = ReadHeader();
            }
            else
            {
                ReadPair(table, 0);
            }

            SkipBlanks();
            if (!_isStopped && _at < _text.Length && Peek() is not ('\n' or '\r' or '#'))
            {
                Fail("expected newline");
            }
        }
    }

    private char Peek() => _at < _text.Length ? _text[_at] : '\0';

    private bool Eat(char wanted)
    {
        bool isThere = Peek() == wanted;
        _at += isThere ? 1 : 0;
        return isThere;
    }

    private void Expect(char wanted)
    {
        SkipBlanks();
        if (!Eat(wanted))
        {
            Fail($"expected `{wanted}`");
        }
    }

    private void Fail(string what)
    {
        if (!_isStopped)
        {
            int byteAt = ByteAt(Math.Min(_at, _text.Length));
            _sink.Error(new(Severity.Error, "", $"invalid manifest: {what}", new(new Span(_source, byteAt, byteAt))));
        }

        _isStopped = true;
    }

    private int ByteAt(int index) => Encoding.UTF8.GetByteCount(_text.AsSpan(0, index));

    private void SkipBlanks()
    {
        while (Peek() is ' ' or '\t')
        {
            _at++;
        }
    }

    private void SkipLines()
    {
        while (_at < _text.Length && Peek() is ' ' or '\t' or '\n' or '\r' or '#')
        {
            if (Peek() == '#')
            {
                int end = _text.IndexOf('\n', _at);
                _at = end < 0 ? _text.Length : end;
            }
            else
            {
                _at++;
            }
        }
    }

    // `[a.b]` or `[[a.b]]`: the table that the pairs below go into.
    private TomlTable ReadHeader()
    {
        _at++;
        bool isArray = Eat('[');
        List<string> keys = ReadKeys();
        Expect(']');
        if (isArray)
        {
            Expect(']');
        }

        TomlTable table = _root;
        for (int i = 0; i < keys.Count && !_isStopped; i++)
        {
            table = isArray && i == keys.Count - 1 ? AddTable(table, keys[i]) : TableAt(table, keys[i]);
        }

        return table;
    }

    private TomlTable AddTable(TomlTable parent, string key)
    {
        if (!parent.TryGetValue(key, out object? known))
        {
            parent.Add(key, known = new List<object>());
            parent.Places[key] = _keyPlace;
        }

        var table = new TomlTable();
        if (known is List<object> list)
        {
            list.Add(table);
        }
        else
        {
            Fail($"`{key}` is no array of tables");
        }

        return table;
    }

    private TomlTable TableAt(TomlTable parent, string key)
    {
        if (!parent.TryGetValue(key, out object? known))
        {
            parent.Add(key, known = new TomlTable());
            parent.Places[key] = _keyPlace;
        }

        switch (known)
        {
            case TomlTable table:
                return table;
            case List<object> list when list is [.., TomlTable last]:
                return last;
            default:
                Fail($"`{key}` is no table");
                return parent;
        }
    }

    private void ReadPair(TomlTable table, int depth)
    {
        List<string> keys = ReadKeys();
        Span place = _keyPlace;
        Expect('=');
        SkipBlanks();
        object value = ReadValue(depth);
        for (int i = 0; i < keys.Count - 1 && !_isStopped; i++)
        {
            table = TableAt(table, keys[i]);
        }

        if (!_isStopped && !table.TryAdd(keys[^1], value))
        {
            Fail($"duplicate key `{keys[^1]}`");
        }

        table.Places.TryAdd(keys[^1], place);
    }

    private List<string> ReadKeys()
    {
        var keys = new List<string>();
        int start = _at;
        do
        {
            SkipBlanks();
            keys.Add(ReadKey());
            SkipBlanks();
        }
        while (!_isStopped && Eat('.'));
        _keyPlace = new(_source, ByteAt(start), ByteAt(start + _text[start.._at].TrimEnd().Length));
        return keys;
    }

    private string ReadKey()
    {
        if (Peek() is '"' or '\'')
        {
            return ReadString();
        }

        int start = _at;
        while (char.IsAsciiLetterOrDigit(Peek()) || Peek() is '_' or '-')
        {
            _at++;
        }

        if (start == _at)
        {
            Fail("expected a key");
        }

        return _text[start.._at];
    }

    private object ReadValue(int depth)
    {
        if (depth > DepthLimit)
        {
            Fail($"nested too deeply: more than {DepthLimit} levels");
            return "";
        }

        return Peek() switch
        {
            '"' or '\'' => ReadString(),
            '[' => ReadArray(depth),
            '{' => ReadInline(depth),
            _ => ReadWord(),
        };
    }

    private object ReadWord()
    {
        int start = _at;
        while (char.IsAsciiLetterOrDigit(Peek()) || Peek() is '_' or '-' or '+' or '.' or ':')
        {
            _at++;
        }

        string word = _text[start.._at];
        switch (word)
        {
            case "true":
                return true;
            case "false":
                return false;
            case "":
                Fail("expected a value");
                return "";
            default:
                return long.TryParse(word.Replace("_", "", StringComparison.Ordinal), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) ? number : word;
        }
    }

    private List<object> ReadArray(int depth)
    {
        _at++;
        var items = new List<object>();
        for (SkipLines(); !Eat(']') && !_isStopped; SkipLines())
        {
            items.Add(ReadValue(depth + 1));
            SkipLines();
            if (!Eat(',') && Peek() != ']')
            {
                Fail("expected `,` or `]`");
            }
        }

        return items;
    }

    private TomlTable ReadInline(int depth)
    {
        _at++;
        var table = new TomlTable();
        for (SkipBlanks(); !Eat('}') && !_isStopped; SkipBlanks())
        {
            ReadPair(table, depth + 1);
            SkipBlanks();
            if (!Eat(',') && Peek() != '}')
            {
                Fail("expected `,` or `}`");
            }
        }

        return table;
    }

    private string ReadString()
    {
        char quote = Peek();
        string triple = new(quote, 3);
        bool isLong = string.CompareOrdinal(_text, _at, triple, 0, 3) == 0;
        _at += isLong ? 3 : 1;
        if (isLong)
        {
            // The line break behind the opening quotes is not part of the text.
            Eat('\r');
            Eat('\n');
        }

        var text = new StringBuilder();
        while (_at < _text.Length && !(isLong ? string.CompareOrdinal(_text, _at, triple, 0, 3) == 0 : Peek() == quote))
        {
            if (!isLong && Peek() == '\n')
            {
                break;
            }

            if (Peek() == '\\' && quote == '"')
            {
                ReadEscape(text);
            }
            else
            {
                text.Append(_text[_at++]);
            }
        }

        if (!Eat(quote))
        {
            Fail("unterminated string");
        }

        _at += isLong ? 2 : 0;
        return text.ToString();
    }

    private void ReadEscape(StringBuilder text)
    {
        _at++;
        char kind = Peek();
        _at++;
        int digits = kind switch { 'u' => 4, 'U' => 8, _ => 0 };
        if (digits > 0 && _at + digits <= _text.Length && int.TryParse(_text.AsSpan(_at, digits), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out int scalar) && Rune.IsValid(scalar))
        {
            text.Append(new Rune(scalar).ToString());
            _at += digits;
            return;
        }

        text.Append(kind switch { 'n' => '\n', 't' => '\t', 'r' => '\r', 'b' => '\b', 'f' => '\f', _ => kind });
    }
}
