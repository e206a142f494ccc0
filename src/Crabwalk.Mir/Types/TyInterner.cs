using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Definitions;

namespace Crabwalk.Mir.Types;

/// <summary>
/// The one place where types, regions and constants are made: it keeps each content once, so that reference equality is type
/// equality and a type can be a dictionary key for nothing. One interner serves one compilation, both languages together.
/// </summary>
public sealed class TyInterner
{
    private readonly HashSet<GenericArg> _known = new(ShapeComparer.Instance);
    private readonly Ty.Int[] _ints;

    /// <summary>An interner that knows the types without parts.</summary>
    public TyInterner()
    {
        Bool = Keep(new Ty.Bool());
        Char = Keep(new Ty.Char());
        Str = Keep(new Ty.Str());
        Never = Keep(new Ty.Never());
        Error = Keep(new Ty.Error());
        Unit = Keep(new Ty.Tuple([]));
        F32 = Keep(new Ty.Float(FloatKind.F32));
        F64 = Keep(new Ty.Float(FloatKind.F64));
        LongDouble = Keep(new Ty.Float(FloatKind.LongDouble));
        Static = Keep(new Region.Static());
        Erased = Keep(new Region.Erased());
        ErrorRegion = Keep(new Region.Error());
        _ints = [.. Enum.GetValues<IntKind>().Select(kind => Keep(new Ty.Int(kind)))];
    }

    /// <summary><c>bool</c></summary>
    public Ty Bool { get; }

    /// <summary>Rust's <c>char</c></summary>
    public Ty Char { get; }

    /// <summary><c>str</c></summary>
    public Ty Str { get; }

    /// <summary><c>!</c></summary>
    public Ty Never { get; }

    /// <summary>The type of what was reported.</summary>
    public Ty Error { get; }

    /// <summary><c>()</c>, C's <c>void</c></summary>
    public Ty Unit { get; }

    /// <summary><c>f32</c>, C's <c>float</c></summary>
    public Ty F32 { get; }

    /// <summary><c>f64</c>, C's <c>double</c></summary>
    public Ty F64 { get; }

    /// <summary>C's <c>long double</c></summary>
    public Ty LongDouble { get; }

    /// <summary><c>i32</c>, C's <c>int</c></summary>
    public Ty I32 => Int(IntKind.I32);

    /// <summary><c>u8</c></summary>
    public Ty U8 => Int(IntKind.U8);

    /// <summary><c>usize</c></summary>
    public Ty Usize => Int(IntKind.Usize);

    /// <summary><c>isize</c></summary>
    public Ty Isize => Int(IntKind.Isize);

    /// <summary><c>'static</c></summary>
    public Region Static { get; }

    /// <summary>The region of code after borrow checking.</summary>
    public Region Erased { get; }

    /// <summary>The region of what was reported.</summary>
    public Region ErrorRegion { get; }

    /// <summary>How many different types, regions and constants were made.</summary>
    public int Count => _known.Count;

    /// <summary>An integer type.</summary>
    public Ty.Int Int(IntKind kind) => _ints[(int)kind];

    /// <summary>A struct, enum or union with generic arguments.</summary>
    public Ty.Adt Adt(AdtDef definition, EquatableArray<GenericArg> args = default) => Keep(new Ty.Adt(definition, args));

    /// <summary>A type known only by name.</summary>
    public Ty.Foreign Foreign(DefId definition) => Keep(new Ty.Foreign(definition));

    /// <summary><c>[T; N]</c></summary>
    public Ty.Array Array(Ty element, Const length) => Keep(new Ty.Array(element, length));

    /// <summary><c>[T; N]</c> with a known length.</summary>
    public Ty.Array Array(Ty element, long length) => Array(element, Value(Usize, (ulong)length));

    /// <summary><c>[T]</c></summary>
    public Ty.Slice Slice(Ty element) => Keep(new Ty.Slice(element));

    /// <summary><c>*const T</c> or <c>*mut T</c></summary>
    public Ty.RawPtr RawPtr(Ty pointee, Mutability mutability = Mutability.Mut) => Keep(new Ty.RawPtr(pointee, mutability));

    /// <summary><c>&amp;'r T</c> or <c>&amp;'r mut T</c></summary>
    public Ty.Ref Ref(Region region, Ty referent, Mutability mutability) => Keep(new Ty.Ref(region, referent, mutability));

    /// <summary>The type of a function item.</summary>
    public Ty.FnDef FnDef(DefId definition, EquatableArray<GenericArg> args = default) => Keep(new Ty.FnDef(definition, args));

    /// <summary>A function pointer.</summary>
    public Ty.FnPtr FnPtr(Binder<FnSig> signature) => Keep(new Ty.FnPtr(signature));

    /// <summary>A function pointer whose signature binds nothing.</summary>
    public Ty.FnPtr FnPtr(FnSig signature) => FnPtr(new Binder<FnSig>(signature, []));

    /// <summary><c>dyn Trait + 'r</c></summary>
    public Ty.Dynamic Dynamic(Binder<EquatableArray<ExistentialPredicate>> predicates, Region region)
    {
        (TyFlags flags, int outer) = Summary(predicates.Value);
        return Keep(new Ty.Dynamic(predicates, region, flags, Math.Max(0, outer - 1)));
    }

    /// <summary>The type of a closure.</summary>
    public Ty.Closure Closure(DefId definition, EquatableArray<GenericArg> args) => Keep(new Ty.Closure(definition, args));

    /// <summary><c>(A, B)</c></summary>
    public Ty.Tuple Tuple(EquatableArray<Ty> parts) => Keep(new Ty.Tuple(parts));

    /// <summary>An alias.</summary>
    public Ty.Alias Alias(AliasKind kind, DefId definition, EquatableArray<GenericArg> args) => Keep(new Ty.Alias(kind, definition, args));

    /// <summary>A generic parameter.</summary>
    public Ty.Param Param(int index, string name) => Keep(new Ty.Param(index, name));

    /// <summary>A bound type.</summary>
    public Ty.Bound BoundTy(int binder, BoundVariable variable) => Keep(new Ty.Bound(binder, variable));

    /// <summary>A placeholder type.</summary>
    public Ty.Placeholder PlaceholderTy(int universe, BoundVariable variable) => Keep(new Ty.Placeholder(universe, variable));

    /// <summary>A type to be inferred.</summary>
    public Ty.Infer Infer(InferKind kind, int vid) => Keep(new Ty.Infer(kind, vid));

    /// <summary>A lifetime parameter.</summary>
    public Region.EarlyParam EarlyParam(int index, string name) => Keep(new Region.EarlyParam(index, name));

    /// <summary>A bound lifetime.</summary>
    public Region.Bound BoundRegion(int binder, BoundVariable variable) => Keep(new Region.Bound(binder, variable));

    /// <summary>A late-bound lifetime seen from inside.</summary>
    public Region.LateParam LateParam(DefId scope, BoundVariable variable) => Keep(new Region.LateParam(scope, variable));

    /// <summary>A region variable.</summary>
    public Region.Var RegionVar(RegionVid vid) => Keep(new Region.Var(vid));

    /// <summary>A placeholder region.</summary>
    public Region.Placeholder PlaceholderRegion(int universe, BoundVariable variable) => Keep(new Region.Placeholder(universe, variable));

    /// <summary>A known constant.</summary>
    public Const.Value Value(Ty type, UInt128 bits) => Keep(new Const.Value(type, bits));

    /// <summary>A const generic parameter.</summary>
    public Const.Param ConstParam(int index, string name) => Keep(new Const.Param(index, name));

    /// <summary>A constant to be inferred.</summary>
    public Const.Infer InferConst(int vid) => Keep(new Const.Infer(vid));

    /// <summary>A bound constant.</summary>
    public Const.Bound BoundConst(int binder, BoundVariable variable) => Keep(new Const.Bound(binder, variable));

    /// <summary>A constant not evaluated yet.</summary>
    public Const.Unevaluated Unevaluated(DefId definition, EquatableArray<GenericArg> args) => Keep(new Const.Unevaluated(definition, args));

    /// <summary>The constant of what was reported.</summary>
    public Const.Error ErrorConst() => Keep(new Const.Error());

    internal static TyFlags FlagsOf<T>(EquatableArray<T> args)
        where T : GenericArg
    {
        var flags = TyFlags.None;
        foreach (T arg in args)
        {
            flags |= arg.Flags;
        }

        return flags;
    }

    internal static int OuterBinderOf<T>(EquatableArray<T> args)
        where T : GenericArg
    {
        int outer = 0;
        foreach (T arg in args)
        {
            outer = Math.Max(outer, arg.OuterBinder);
        }

        return outer;
    }

    internal static TyFlags FlagsOf(FnSig signature) => FlagsOf(signature.Inputs) | signature.Output.Flags;

    internal static int OuterBinderOf(FnSig signature) => Math.Max(OuterBinderOf(signature.Inputs), signature.Output.OuterBinder);

    internal static bool SameArgs<T>(EquatableArray<T> left, EquatableArray<T> right)
        where T : GenericArg
    {
        if (left.Count != right.Count)
        {
            return false;
        }

        for (int i = 0; i < left.Count; i++)
        {
            if (!ReferenceEquals(left[i], right[i]))
            {
                return false;
            }
        }

        return true;
    }

    internal static int HashOf<T>(EquatableArray<T> args)
        where T : GenericArg
    {
        var hash = default(HashCode);
        foreach (T arg in args)
        {
            hash.Add(arg.Id);
        }

        return hash.ToHashCode();
    }

    private static (TyFlags Flags, int OuterBinder) Summary(EquatableArray<ExistentialPredicate> predicates)
    {
        var flags = TyFlags.None;
        int outer = 0;
        foreach (ExistentialPredicate predicate in predicates)
        {
            EquatableArray<GenericArg> args = predicate switch
            {
                ExistentialPredicate.Trait trait => trait.Args,
                ExistentialPredicate.Projection projection => [.. projection.Args, projection.Term],
                ExistentialPredicate.AutoTrait => [],
            };
            flags |= FlagsOf(args);
            outer = Math.Max(outer, OuterBinderOf(args));
        }

        return (flags, outer);
    }

    private T Keep<T>(T candidate)
        where T : GenericArg
    {
        if (_known.TryGetValue(candidate, out GenericArg? known))
        {
            return (T)known;
        }

        candidate.Id = _known.Count;
        _known.Add(candidate);
        return candidate;
    }

    private sealed class ShapeComparer : IEqualityComparer<GenericArg>
    {
        public static readonly ShapeComparer Instance = new();

        public bool Equals(GenericArg? x, GenericArg? y) => ReferenceEquals(x, y) || (x is not null && y is not null && x.SameShape(y));

        public int GetHashCode(GenericArg obj) => obj.ShapeHash();
    }
}
