using Crabwalk.Mir.Definitions;
using Crabwalk.Rust.Semantics;

namespace Crabwalk.Rust.Solving;

/// <summary>The traits that the compiler itself implements for some types.</summary>
internal enum BuiltinTrait
{
    /// <summary>Of known size.</summary>
    Sized,

    /// <summary>Has a size at run time, or at least can be pointed to: everything.</summary>
    AlwaysHolds,

    /// <summary>Copied by moving its bytes.</summary>
    Copy,

    /// <summary>Copied by a function.</summary>
    Clone,

    /// <summary>Called by reference.</summary>
    Fn,

    /// <summary>Called by unique reference.</summary>
    FnMut,

    /// <summary>Called once.</summary>
    FnOnce,

    /// <summary>Becomes unsized behind a pointer.</summary>
    Unsize,

    /// <summary>A tuple.</summary>
    Tuple,

    /// <summary>A function pointer.</summary>
    FnPointer,
}

/// <summary>Finds which built-in trait a definition is.</summary>
internal sealed class BuiltinTraits
{
    private static readonly (string Name, BuiltinTrait Trait)[] Names =
    [
        ("sized", BuiltinTrait.Sized),
        ("meta_sized", BuiltinTrait.AlwaysHolds),
        ("pointee_sized", BuiltinTrait.AlwaysHolds),
        ("destruct", BuiltinTrait.AlwaysHolds),
        ("discriminant_kind", BuiltinTrait.AlwaysHolds),
        ("pointee_trait", BuiltinTrait.AlwaysHolds),
        ("copy", BuiltinTrait.Copy),
        ("clone", BuiltinTrait.Clone),
        ("fn", BuiltinTrait.Fn),
        ("fn_mut", BuiltinTrait.FnMut),
        ("fn_once", BuiltinTrait.FnOnce),
        ("unsize", BuiltinTrait.Unsize),
        ("tuple_trait", BuiltinTrait.Tuple),
        ("fn_ptr_trait", BuiltinTrait.FnPointer),
    ];

    private readonly Dictionary<DefId, BuiltinTrait> _byDefinition = [];

    /// <summary>The built-in traits that the library has.</summary>
    public BuiltinTraits(ITypeContext context)
    {
        foreach ((string name, BuiltinTrait trait) in Names)
        {
            if (context.Hir.LangItem(name) is { } definition)
            {
                _byDefinition[definition] = trait;
            }
        }
    }

    /// <summary>The built-in trait, or null.</summary>
    public BuiltinTrait? Of(DefId trait) => _byDefinition.TryGetValue(trait, out BuiltinTrait found) ? found : null;
}
