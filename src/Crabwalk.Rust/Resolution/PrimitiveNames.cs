using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Types;

namespace Crabwalk.Rust.Resolution;

/// <summary>The names of the types that the language itself has. They are found last, so anything may shadow them.</summary>
internal sealed class PrimitiveNames
{
    private readonly Dictionary<Symbol, Ty> _types = [];

    /// <summary>The names as symbols.</summary>
    public PrimitiveNames(SymbolTable symbols, TyInterner types)
    {
        foreach (IntKind kind in Enum.GetValues<IntKind>())
        {
            _types.Add(symbols.Intern(kind.ToString().ToLowerInvariant()), types.Int(kind));
        }

        _types.Add(symbols.Intern("bool"), types.Bool);
        _types.Add(symbols.Intern("char"), types.Char);
        _types.Add(symbols.Intern("str"), types.Str);
        _types.Add(symbols.Intern("f32"), types.F32);
        _types.Add(symbols.Intern("f64"), types.F64);
    }

    /// <summary>All names.</summary>
    public IEnumerable<Symbol> Names => _types.Keys;

    /// <summary>The type of a name, or null.</summary>
    public Ty? Find(Symbol name) => _types.GetValueOrDefault(name);
}
