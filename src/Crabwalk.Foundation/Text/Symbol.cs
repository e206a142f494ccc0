namespace Crabwalk.Foundation.Text;

/// <summary>An interned name: two equal names of one <see cref="SymbolTable"/> are the same number.</summary>
public readonly record struct Symbol(int Index)
{
    /// <summary>The empty name.</summary>
    public static readonly Symbol Empty;

    /// <summary>True for the name without a character.</summary>
    public bool IsEmpty => Index == 0;
}

/// <summary>The names of one compilation, each kept once.</summary>
public sealed class SymbolTable
{
    private readonly Dictionary<string, Symbol> _byText = new(StringComparer.Ordinal) { [""] = Symbol.Empty };
    private readonly Dictionary<string, Symbol>.AlternateLookup<ReadOnlySpan<char>> _byChars;
    private readonly List<string> _texts = [""];

    /// <summary>An empty table.</summary>
    public SymbolTable() => _byChars = _byText.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The name's text.</summary>
    public string this[Symbol symbol] => _texts[symbol.Index];

    /// <summary>The symbol of a name.</summary>
    public Symbol Intern(string text)
    {
        if (!_byText.TryGetValue(text, out Symbol symbol))
        {
            symbol = Add(text);
        }

        return symbol;
    }

    /// <summary>The symbol of a name given as UTF-8 bytes; nothing is allocated for a name seen before.</summary>
    public Symbol Intern(ReadOnlySpan<byte> utf8)
    {
        System.Span<char> chars = utf8.Length <= 256 ? stackalloc char[256] : new char[utf8.Length];
        int length = System.Text.Encoding.UTF8.GetChars(utf8, chars);
        return _byChars.TryGetValue(chars[..length], out Symbol symbol) ? symbol : Add(new string(chars[..length]));
    }

    private Symbol Add(string text)
    {
        var symbol = new Symbol(_texts.Count);
        _texts.Add(text);
        _byText.Add(text, symbol);
        return symbol;
    }
}
