using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;

namespace Crabwalk.Rust.Semantics.Queries;

/// <summary>The outermost form of a type: two types whose forms differ are never equal, so impls are found by it.</summary>
internal readonly record struct SimplifiedType(SimplifiedForm Form, int Detail = 0)
{
    /// <summary>The form of a type; null where it may be any: a parameter, an alias, something to be inferred.</summary>
    public static SimplifiedType? Of(Ty type) => type switch
    {
        Ty.Bool => new(SimplifiedForm.Bool),
        Ty.Char => new(SimplifiedForm.Char),
        Ty.Int integer => new(SimplifiedForm.Int, (int)integer.Kind),
        Ty.Float number => new(SimplifiedForm.Float, (int)number.Kind),
        Ty.Str => new(SimplifiedForm.Str),
        Ty.Never => new(SimplifiedForm.Never),
        Ty.Adt adt => new(SimplifiedForm.Adt, adt.Definition.Id.Index),
        Ty.Foreign foreign => new(SimplifiedForm.Foreign, foreign.Definition.Index),
        Ty.Array => new(SimplifiedForm.Array),
        Ty.Slice => new(SimplifiedForm.Slice),
        Ty.RawPtr pointer => new(SimplifiedForm.Pointer, (int)pointer.Mutability),
        Ty.Ref reference => new(SimplifiedForm.Reference, (int)reference.Mutability),
        Ty.FnDef or Ty.Closure => new(SimplifiedForm.Callable),
        Ty.FnPtr pointer => new(SimplifiedForm.FnPointer, pointer.Signature.Value.Inputs.Count),
        Ty.Dynamic dynamic => new(SimplifiedForm.Object, PrincipalOf(dynamic)?.Index ?? -1),
        Ty.Tuple tuple => new(SimplifiedForm.Tuple, tuple.Parts.Count),
        _ => null,
    };

    /// <summary>The principal trait of an object type.</summary>
    public static DefId? PrincipalOf(Ty.Dynamic dynamic) =>
        dynamic.Predicates.Value is [ExistentialPredicate.Trait trait, ..] ? trait.Definition : null;
}

/// <summary>The forms.</summary>
internal enum SimplifiedForm
{
    /// <summary><c>bool</c></summary>
    Bool,

    /// <summary><c>char</c></summary>
    Char,

    /// <summary>An integer.</summary>
    Int,

    /// <summary>A floating number.</summary>
    Float,

    /// <summary><c>str</c></summary>
    Str,

    /// <summary><c>!</c></summary>
    Never,

    /// <summary>A struct, enum or union.</summary>
    Adt,

    /// <summary>An extern type.</summary>
    Foreign,

    /// <summary><c>[T; N]</c></summary>
    Array,

    /// <summary><c>[T]</c></summary>
    Slice,

    /// <summary><c>*const T</c></summary>
    Pointer,

    /// <summary><c>&amp;T</c></summary>
    Reference,

    /// <summary>A function item or closure.</summary>
    Callable,

    /// <summary>A function pointer.</summary>
    FnPointer,

    /// <summary><c>dyn Trait</c></summary>
    Object,

    /// <summary>A tuple.</summary>
    Tuple,
}
