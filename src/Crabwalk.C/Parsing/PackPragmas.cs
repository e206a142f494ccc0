using System.Collections.Immutable;
using System.Globalization;
using Crabwalk.C.Preprocessing;
using Crabwalk.Foundation.Text;

namespace Crabwalk.C.Parsing;

/// <summary>
/// <c>#pragma pack</c>: an upper limit for the alignment of members, which holds for the structures and unions that end after it. It is
/// no part of C17, but of every compiler; headers of file formats and protocols depend on it.
/// </summary>
internal sealed class PackPragmas
{
    /// <summary>The limit from each token on that a pragma stands before; null for none.</summary>
    private readonly List<(int FromToken, int? Bytes)> _limits = [];

    private readonly SymbolTable _symbols;
    private readonly Stack<(string Name, int? Bytes)> _pushed = new();
    private int? _current;

    /// <summary>Reads all pragmas of a file in order; those that are not of this kind are left to others.</summary>
    public PackPragmas(ImmutableArray<Pragma> pragmas, SymbolTable symbols)
    {
        _symbols = symbols;
        foreach (Pragma pragma in pragmas)
        {
            if (Words(pragma) is ["pack", "(", .. var operands])
            {
                Run(operands);
                _limits.Add((pragma.TokenIndex, _current));
            }
        }
    }

    /// <summary>The limit in bytes that holds at a token; null for none.</summary>
    public int? LimitAt(int token)
    {
        int after = _limits.FindIndex(l => l.FromToken > token);
        return after == 0 || _limits.Count == 0 ? null : _limits[after < 0 ? ^1 : after - 1].Bytes;
    }

    private string[] Words(Pragma pragma) => [.. pragma.Tokens.Select(t => _symbols[t.Text])];

    // `pack(n)`, `pack()`, `pack(push)`, `pack(push, name, n)`, `pack(pop)`, `pack(pop, name)`
    private void Run(string[] operands)
    {
        string[] words = [.. operands.Where(w => w is not ("," or ")"))];
        int? bytes = words is [.., var last] && int.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number is 1 or 2 or 4 or 8 or 16
            ? number : null;
        string name = words is [_, var second, ..] && !char.IsAsciiDigit(second[0]) ? second : "";
        switch (words)
        {
            case ["push", ..]:
                _pushed.Push((name, _current));
                _current = bytes ?? _current;
                break;
            case ["pop", ..]:
                Pop(name);
                break;
            default:
                _current = bytes;
                break;
        }
    }

    /// <summary>Goes back to what held before the last push, or before the last one of that name.</summary>
    private void Pop(string name)
    {
        if (name.Length > 0 && !_pushed.Any(p => p.Name == name))
        {
            return;
        }

        while (_pushed.TryPop(out (string Name, int? Bytes) before))
        {
            _current = before.Bytes;
            if (name.Length == 0 || before.Name == name)
            {
                return;
            }
        }
    }
}
