using Crabwalk.Foundation.Text;

namespace Crabwalk.C.Preprocessing.Macros;

/// <summary>The macros that are defined, by symbol number, since every identifier of a program asks.</summary>
public sealed class MacroTable
{
    private Macro?[] _bySymbol = new Macro?[1024];

    /// <summary>Every macro in the order in which the names were first seen.</summary>
    public IEnumerable<Macro> All => _bySymbol.OfType<Macro>();

    /// <summary>The macro of a name, or null.</summary>
    public Macro? Find(Symbol name) => (uint)name.Index < (uint)_bySymbol.Length ? _bySymbol[name.Index] : null;

    /// <summary>A table of its own with the same macros.</summary>
    internal MacroTable Copy() => new() { _bySymbol = [.. _bySymbol] };

    internal void Define(Macro macro)
    {
        if (macro.Name.Index >= _bySymbol.Length)
        {
            Array.Resize(ref _bySymbol, Math.Max(_bySymbol.Length * 2, macro.Name.Index + 1));
        }

        _bySymbol[macro.Name.Index] = macro;
    }

    internal void Undefine(Symbol name)
    {
        if (name.Index < _bySymbol.Length)
        {
            _bySymbol[name.Index] = null;
        }
    }
}
