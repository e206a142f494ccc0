using Crabwalk.Foundation.Collections;

namespace Crabwalk.Mir.Types;

/// <summary>
/// Rebuilds a type from the leaves up. A subclass says what becomes of the leaves it cares for; everything else is rebuilt only
/// where a part changed. <see cref="Depth"/> tells how many binders lie between the root and the place at hand.
/// </summary>
public abstract class TyFolder(TyInterner interner)
{
    /// <summary>Where new types are made.</summary>
    protected TyInterner Interner { get; } = interner;

    /// <summary>How many binders were entered since the root.</summary>
    protected int Depth { get; private set; }

    /// <summary>True when nothing inside the argument can change, so it is taken as it is.</summary>
    protected abstract bool Skips(GenericArg arg);

    /// <summary>Folds any generic argument.</summary>
    public GenericArg Fold(GenericArg arg) => arg switch
    {
        Ty type => Fold(type),
        Region region => Fold(region),
        Const constant => Fold(constant),
        _ => arg,
    };

    /// <summary>Folds a type.</summary>
    public Ty Fold(Ty type) => Skips(type) ? type : FoldTy(type);

    /// <summary>Folds a region.</summary>
    public Region Fold(Region region) => Skips(region) ? region : FoldRegion(region);

    /// <summary>Folds a constant.</summary>
    public Const Fold(Const constant) => Skips(constant) ? constant : FoldConst(constant);

    /// <summary>Folds a list of arguments.</summary>
    public EquatableArray<GenericArg> Fold(EquatableArray<GenericArg> args) => Map(args, Fold);

    /// <summary>Folds a list of types.</summary>
    public EquatableArray<Ty> Fold(EquatableArray<Ty> types) => Map(types, Fold);

    /// <summary>Folds a signature; its binder is the caller's matter.</summary>
    public FnSig Fold(FnSig signature) => signature with { Inputs = Fold(signature.Inputs), Output = Fold(signature.Output) };

    /// <summary>Folds a signature under its binder.</summary>
    public Binder<FnSig> Fold(Binder<FnSig> signature) => signature with { Value = Under(() => Fold(signature.Value)) };

    /// <summary>Folds something that stands under one more binder.</summary>
    public T UnderBinder<T>(Func<T> fold) => Under(fold);

    /// <summary>What becomes of a type that is not skipped; the base rebuilds its parts.</summary>
    protected virtual Ty FoldTy(Ty type) => type switch
    {
        Ty.Adt adt => Interner.Adt(adt.Definition, Fold(adt.Args)),
        Ty.Array array => Interner.Array(Fold(array.Element), Fold(array.Length)),
        Ty.Slice slice => Interner.Slice(Fold(slice.Element)),
        Ty.RawPtr pointer => Interner.RawPtr(Fold(pointer.Pointee), pointer.Mutability),
        Ty.Ref reference => Interner.Ref(Fold(reference.Region), Fold(reference.Referent), reference.Mutability),
        Ty.FnDef function => Interner.FnDef(function.Definition, Fold(function.Args)),
        Ty.FnPtr pointer => Interner.FnPtr(Fold(pointer.Signature)),
        Ty.Dynamic dynamic => Interner.Dynamic(
            dynamic.Predicates with { Value = Under(() => Map(dynamic.Predicates.Value, FoldPredicate)) },
            Fold(dynamic.Region)),
        Ty.Closure closure => Interner.Closure(closure.Definition, Fold(closure.Args)),
        Ty.Tuple tuple => Interner.Tuple(Fold(tuple.Parts)),
        Ty.Alias alias => Interner.Alias(alias.Kind, alias.Definition, Fold(alias.Args)),
        Ty.Bool or Ty.Char or Ty.Int or Ty.Float or Ty.Str or Ty.Never or Ty.Foreign or Ty.Param or Ty.Bound or Ty.Placeholder
            or Ty.Infer or Ty.Error => type,
        _ => type,
    };

    /// <summary>What becomes of a region that is not skipped.</summary>
    protected virtual Region FoldRegion(Region region) => region;

    /// <summary>What becomes of a constant that is not skipped; the base rebuilds its parts.</summary>
    protected virtual Const FoldConst(Const constant) => constant switch
    {
        Const.Value value => Interner.Value(Fold(value.Type), value.Bits),
        Const.Unevaluated unevaluated => Interner.Unevaluated(unevaluated.Definition, Fold(unevaluated.Args)),
        _ => constant,
    };

    private ExistentialPredicate FoldPredicate(ExistentialPredicate predicate) => predicate switch
    {
        ExistentialPredicate.Trait trait => trait with { Args = Fold(trait.Args) },
        ExistentialPredicate.Projection projection => projection with { Args = Fold(projection.Args), Term = Fold(projection.Term) },
        ExistentialPredicate.AutoTrait => predicate,
    };

    private T Under<T>(Func<T> fold)
    {
        Depth++;
        T result = fold();
        Depth--;
        return result;
    }

    private static EquatableArray<T> Map<T>(EquatableArray<T> items, Func<T, T> fold)
        where T : class
    {
        T[]? changed = null;
        for (int i = 0; i < items.Count; i++)
        {
            T folded = fold(items[i]);
            if (changed is null && !ReferenceEquals(folded, items[i]))
            {
                changed = items.Span.ToArray();
            }

            if (changed is not null)
            {
                changed[i] = folded;
            }
        }

        return changed is null ? items : [.. changed];
    }
}
