using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Ownership.Contracts;
using Crabwalk.Rust.Semantics;

namespace Crabwalk.Workbench.Compiling.Rust.Ownership;

/// <summary>Lays types with parameters over types without and notes what each parameter, or late-bound lifetime, falls on.</summary>
internal sealed class HeaderMatch(TyInterner types, int bound, int parameters)
{
    private readonly Region?[] _bound = new Region?[bound];
    private readonly GenericArg?[] _args = new GenericArg?[parameters];
    private readonly List<EqualArgs> _equal = [];

    /// <summary>What fell on one parameter, or on a lifetime that is no parameter: it must be equal.</summary>
    public IReadOnlyList<EqualArgs> Equal => _equal;

    /// <summary>Every parameter fell on something.</summary>
    public bool IsWhole => Array.TrueForAll(_args, arg => arg is not null);

    /// <summary>Did a parameter fall on something?</summary>
    public bool Knows(int parameter) => parameter < _args.Length && _args[parameter] is not null;

    /// <summary>Lays one over the other; false when they do not fit.</summary>
    public bool Lay(GenericArg pattern, GenericArg actual)
    {
        switch (pattern, actual)
        {
            case (Ty.Param parameter, _):
                return Note(parameter.Index, actual);
            case (Region.EarlyParam parameter, _):
                return Note(parameter.Index, actual);
            case (Const.Param parameter, _):
                return Note(parameter.Index, actual);
            case (Region.Bound variable, Region region):
                if (variable.Variable.Index < _bound.Length)
                {
                    _bound[variable.Variable.Index] ??= region;
                }

                return true;
            case (Region.Static, Region region):
                _equal.Add(new(pattern, region));
                return true;
            case (Region, Region):
                return true;
            case (Ty.Alias, _):
                return true;
            case (Ty.Adt a, Ty.Adt b):
                return ReferenceEquals(a.Definition, b.Definition) && LayAll(a.Args, b.Args);
            case (Ty.Ref a, Ty.Ref b):
                return a.Mutability == b.Mutability && Lay(a.Region, b.Region) && Lay(a.Referent, b.Referent);
            case (Ty.RawPtr a, Ty.RawPtr b):
                return a.Mutability == b.Mutability && Lay(a.Pointee, b.Pointee);
            case (Ty.Array a, Ty.Array b):
                return Lay(a.Element, b.Element) && Lay(a.Length, b.Length);
            case (Ty.Slice a, Ty.Slice b):
                return Lay(a.Element, b.Element);
            case (Ty.Tuple a, Ty.Tuple b):
                return LayAll(a.Parts, b.Parts);
            case (Ty.FnPtr a, Ty.FnPtr b):
                return a.Signature.Value.Inputs.Count == b.Signature.Value.Inputs.Count;
            case (Ty.Closure a, Ty.Closure b):
                return a.Definition == b.Definition && LayAll(a.Args, b.Args);
            case (Ty.FnDef a, Ty.FnDef b):
                return a.Definition == b.Definition && LayAll(a.Args, b.Args);
            case (Ty.Dynamic, Ty.Dynamic):
                return true;
            default:
                return ReferenceEquals(pattern, actual);
        }
    }

    /// <summary>What the parameters are; a lifetime that stands nowhere is forgotten. Null when a type stands nowhere.</summary>
    public EquatableArray<GenericArg>? Args(ITypeContext context, DefId implementation)
    {
        IReadOnlyList<GenericParamDef> all = context.AllParams(implementation);
        for (int i = 0; i < _args.Length; i++)
        {
            if (_args[i] is null && all[i].Kind != GenericParamKind.Lifetime)
            {
                return null;
            }

            _args[i] ??= context.Types.Erased;
        }

        return _args.Select(arg => arg!).ToEquatableArray();
    }

    /// <summary>What the parameters are as far as that is known; the others stand for themselves.</summary>
    public EquatableArray<GenericArg> KnownArgs(ITypeContext context, DefId implementation) =>
        [.. context.IdentityArgs(implementation).Select((own, i) => i < _args.Length ? _args[i] ?? own : own)];

    /// <summary>The type with the late-bound lifetimes replaced by what they fell on.</summary>
    public Ty BoundIn(Ty type) => new BoundFolder(types, _bound).Fold(type);

    private bool LayAll<T>(EquatableArray<T> pattern, EquatableArray<T> actual)
        where T : GenericArg
    {
        bool fits = pattern.Count == actual.Count;
        for (int i = 0; fits && i < pattern.Count; i++)
        {
            fits = Lay(pattern[i], actual[i]);
        }

        return fits;
    }

    private bool Note(int index, GenericArg actual)
    {
        if (index >= _args.Length)
        {
            return true;
        }

        if (_args[index] is { } earlier && !ReferenceEquals(earlier, actual))
        {
            _equal.Add(new(earlier, actual));
            return ReferenceEquals(earlier.EraseRegions(types), actual.EraseRegions(types)) || earlier.Has(TyFlags.HasAlias) || actual.Has(TyFlags.HasAlias);
        }

        _args[index] = actual;
        return true;
    }

    private sealed class BoundFolder(TyInterner types, Region?[] bound) : TyFolder(types)
    {
        protected override bool Skips(GenericArg arg) => arg.OuterBinder <= Depth;

        protected override Region FoldRegion(Region region) => region is Region.Bound variable && variable.Binder == Depth && variable.Variable.Index < bound.Length
            ? bound[variable.Variable.Index] ?? Interner.Erased
            : region;
    }
}
