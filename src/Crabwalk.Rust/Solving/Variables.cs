using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Types;

namespace Crabwalk.Rust.Solving;

/// <summary>
/// All inference variables of one body. Those of regions begin after the ones that the caller brings along
/// (<paramref name="firstRegion"/>), which are never bound here.
/// </summary>
internal sealed class Variables(TyInterner types, int firstRegion)
{
    private readonly UnificationTable<Ty> _general = new();
    private readonly UnificationTable<Ty> _integers = new();
    private readonly UnificationTable<Ty> _floats = new();
    private readonly UnificationTable<Const> _constants = new();
    private readonly UnificationTable<Region> _regions = new();

    /// <summary>A new type variable.</summary>
    public Ty.Infer Fresh(InferKind kind, Span origin) => types.Infer(kind, TableOf(kind).Add(origin));

    /// <summary>A new constant variable.</summary>
    public Const.Infer FreshConst(Span origin) => types.InferConst(_constants.Add(origin));

    /// <summary>A new region variable.</summary>
    public Region.Var FreshRegion(Span origin) => types.RegionVar(new(firstRegion + _regions.Add(origin)));

    /// <summary>Where a type variable was made.</summary>
    public Span OriginOf(Ty.Infer variable) => TableOf(variable.Kind).Origin(TableOf(variable.Kind).Root(variable.Vid));

    /// <summary>Where a constant variable was made.</summary>
    public Span OriginOf(Const.Infer variable) => _constants.Origin(variable.Vid);

    /// <summary>The type with its outermost variable replaced by what is known, or by the one that speaks for it.</summary>
    public Ty Shallow(Ty type)
    {
        while (type is Ty.Infer variable)
        {
            UnificationTable<Ty> table = TableOf(variable.Kind);
            int root = table.Root(variable.Vid);
            Ty? value = table.Value(root);
            if (value is null)
            {
                return root == variable.Vid ? type : types.Infer(variable.Kind, root);
            }

            type = value;
        }

        return type;
    }

    /// <summary>The constant with its outermost variable replaced.</summary>
    public Const Shallow(Const constant)
    {
        while (constant is Const.Infer variable)
        {
            int root = _constants.Root(variable.Vid);
            Const? value = _constants.Value(root);
            if (value is null)
            {
                return root == variable.Vid ? constant : types.InferConst(root);
            }

            constant = value;
        }

        return constant;
    }

    /// <summary>The region with its variable replaced.</summary>
    public Region Shallow(Region region)
    {
        while (region is Region.Var { Vid.Index: var vid } && vid >= firstRegion && vid - firstRegion < _regions.Count)
        {
            int root = _regions.Root(vid - firstRegion);
            Region? value = _regions.Value(root);
            if (value is null)
            {
                return root == vid - firstRegion ? region : types.RegionVar(new(firstRegion + root));
            }

            region = value;
        }

        return region;
    }

    /// <summary>True for an unbound region variable of this table.</summary>
    public bool IsOwn(Region region) => region is Region.Var { Vid.Index: var vid } && vid >= firstRegion;

    /// <summary>Makes two unbound type variables one; an integer or floating one wins over a general one.</summary>
    public bool Union(Ty.Infer a, Ty.Infer b)
    {
        if (a.Kind == b.Kind)
        {
            TableOf(a.Kind).Union(a.Vid, b.Vid);
            return true;
        }

        if (a.Kind == InferKind.General)
        {
            _general.Bind(a.Vid, b);
            return true;
        }

        if (b.Kind == InferKind.General)
        {
            _general.Bind(b.Vid, a);
            return true;
        }

        return false;
    }

    /// <summary>Binds an unbound type variable; whether it may is checked before.</summary>
    public void Bind(Ty.Infer variable, Ty type) => TableOf(variable.Kind).Bind(variable.Vid, type);

    /// <summary>Binds or merges constants.</summary>
    public void Bind(Const.Infer variable, Const constant)
    {
        if (constant is Const.Infer other)
        {
            _constants.Union(variable.Vid, other.Vid);
        }
        else
        {
            _constants.Bind(variable.Vid, constant);
        }
    }

    /// <summary>Binds or merges regions; the first must be an unbound one of this table.</summary>
    public void Bind(Region region, Region value)
    {
        int own = ((Region.Var)region).Vid.Index - firstRegion;
        if (IsOwn(value))
        {
            _regions.Union(own, ((Region.Var)value).Vid.Index - firstRegion);
        }
        else
        {
            _regions.Bind(own, value);
        }
    }

    /// <summary>A mark to come back to.</summary>
    public Snapshot Mark() => new(_general.Mark, _integers.Mark, _floats.Mark, _constants.Mark, _regions.Mark);

    /// <summary>Undoes all since the mark.</summary>
    public void RollBack(Snapshot mark)
    {
        _general.RollBack(mark.General);
        _integers.RollBack(mark.Integers);
        _floats.RollBack(mark.Floats);
        _constants.RollBack(mark.Constants);
        _regions.RollBack(mark.Regions);
    }

    private UnificationTable<Ty> TableOf(InferKind kind) => kind switch
    {
        InferKind.General => _general,
        InferKind.Integer => _integers,
        InferKind.Float => _floats,
    };

    /// <summary>How far each table had come.</summary>
    internal readonly record struct Snapshot(
        (int Count, int Undo) General, (int Count, int Undo) Integers, (int Count, int Undo) Floats, (int Count, int Undo) Constants, (int Count, int Undo) Regions);
}
