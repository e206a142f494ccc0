using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Types;
using Crabwalk.Mir.Visiting;
using Crabwalk.Rust.Semantics;

namespace Crabwalk.Rust.Solving;

/// <summary>
/// Makes two types equal, as far as typing goes: regions are matched where one is still open and else only noted, so a subtype is as good
/// as an equal one; what binders bind is matched like other regions. Aliases that are not known yet are put off as obligations.
/// </summary>
internal sealed class Relation(Inference inference, ObligationCause cause, ParamEnv environment, int depth)
{
    /// <summary>What must hold besides; it is for the caller to prove.</summary>
    public List<Obligation> Obligations { get; } = [];

    private TyInterner Types => inference.Context.Types;

    /// <summary>Relates any two arguments.</summary>
    public bool Relate(GenericArg a, GenericArg b) => ReferenceEquals(a, b) || (a, b) switch
    {
        (Ty left, Ty right) => Relate(left, right),
        (Region left, Region right) => Relate(left, right),
        (Const left, Const right) => Relate(left, right),
        _ => a.Has(TyFlags.HasError) || b.Has(TyFlags.HasError),
    };

    /// <summary>Relates lists of arguments.</summary>
    public bool Relate<T>(EquatableArray<T> a, EquatableArray<T> b)
        where T : GenericArg
    {
        if (a.Count != b.Count)
        {
            return false;
        }

        for (int i = 0; i < a.Count; i++)
        {
            if (!Relate((GenericArg)a[i], b[i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Relates two types.</summary>
    public bool Relate(Ty a, Ty b)
    {
        if (ReferenceEquals(a, b))
        {
            return true;
        }

        a = inference.Shallow(a);
        b = inference.Shallow(b);
        if (ReferenceEquals(a, b))
        {
            return true;
        }

        if (a is Ty.Error || b is Ty.Error)
        {
            Silence(a);
            Silence(b);
            return true;
        }

        if (a is Ty.Infer left)
        {
            return b is Ty.Infer other ? inference.Variables.Union(left, other) : Bind(left, b);
        }

        if (b is Ty.Infer right)
        {
            return Bind(right, a);
        }

        return a is Ty.Alias || b is Ty.Alias ? RelateAlias(a, b) : RelateStructure(a, b);
    }

    /// <summary>What is tied to an error is one itself, so that nobody asks for it.</summary>
    private void Silence(Ty type)
    {
        if (type is Ty.Infer variable)
        {
            inference.Variables.Bind(variable, Types.Error);
        }
    }

    private bool RelateStructure(Ty a, Ty b) => (a, b) switch
    {
        (Ty.Adt left, Ty.Adt right) => ReferenceEquals(left.Definition, right.Definition) && Relate(left.Args, right.Args),
        (Ty.Array left, Ty.Array right) => Relate(left.Element, right.Element) && Relate(left.Length, right.Length),
        (Ty.Slice left, Ty.Slice right) => Relate(left.Element, right.Element),
        (Ty.RawPtr left, Ty.RawPtr right) => left.Mutability == right.Mutability && Relate(left.Pointee, right.Pointee),
        (Ty.Ref left, Ty.Ref right) => left.Mutability == right.Mutability && Relate(left.Region, right.Region) && Relate(left.Referent, right.Referent),
        (Ty.FnDef left, Ty.FnDef right) => left.Definition == right.Definition && Relate(left.Args, right.Args),
        (Ty.FnPtr left, Ty.FnPtr right) => Relate(left.Signature.Value, right.Signature.Value),
        (Ty.Dynamic left, Ty.Dynamic right) => Relate(left.Region, right.Region) && Relate(left.Predicates.Value, right.Predicates.Value),
        (Ty.Closure left, Ty.Closure right) => left.Definition == right.Definition && Relate(left.Args, right.Args),
        (Ty.Tuple left, Ty.Tuple right) => Relate(left.Parts, right.Parts),
        (Ty.Param left, Ty.Param right) => left.Index == right.Index,
        (Ty.Foreign left, Ty.Foreign right) => left.Definition == right.Definition,
        _ => false,
    };

    private bool Relate(FnSig a, FnSig b) => a.Abi == b.Abi && a.IsUnsafe == b.IsUnsafe && a.Variadic == b.Variadic
        && Relate(a.Inputs, b.Inputs) && Relate(a.Output, b.Output);

    private bool Relate(EquatableArray<ExistentialPredicate> a, EquatableArray<ExistentialPredicate> b)
    {
        if (a.Count != b.Count)
        {
            return false;
        }

        for (int i = 0; i < a.Count; i++)
        {
            if (!Relate(a[i], b[i]))
            {
                return false;
            }
        }

        return true;
    }

    private bool Relate(ExistentialPredicate a, ExistentialPredicate b) => (a, b) switch
    {
        (ExistentialPredicate.Trait left, ExistentialPredicate.Trait right) => left.Definition == right.Definition && Relate(left.Args, right.Args),
        (ExistentialPredicate.Projection left, ExistentialPredicate.Projection right) =>
            left.Definition == right.Definition && Relate(left.Args, right.Args) && Relate(left.Term, right.Term),
        (ExistentialPredicate.AutoTrait left, ExistentialPredicate.AutoTrait right) => left.Definition == right.Definition,
        _ => false,
    };

    /// <summary>At least one side is an alias: it is normalised first; two that cannot be are equal when their arguments are.</summary>
    private bool RelateAlias(Ty a, Ty b)
    {
        Normalized left = inference.Normalizer.TryNormalize(a, cause, environment, depth + 1);
        Normalized right = inference.Normalizer.TryNormalize(b, cause, environment, depth + 1);
        Obligations.AddRange(left.Obligations);
        Obligations.AddRange(right.Obligations);
        if (left.State == NormalState.Ambiguous || right.State == NormalState.Ambiguous)
        {
            return RelateAmbiguous(left.Type, right.Type);
        }

        if (left.State == NormalState.Failed || right.State == NormalState.Failed)
        {
            return false;
        }

        return (left.Type, right.Type) switch
        {
            (Ty.Alias x, Ty.Alias y) => x.Definition == y.Definition && Relate(x.Args, y.Args),
            (Ty.Alias, not Ty.Infer) or (not Ty.Infer, Ty.Alias) => false,
            (var x, var y) => Relate(x, y),
        };
    }

    private bool RelateAmbiguous(Ty a, Ty b)
    {
        Obligations.Add(new(cause, environment, new(new(new PredicateKind.AliasRelate(a, b), [])), depth + 1));
        return true;
    }

    private bool Bind(Ty.Infer variable, Ty type)
    {
        switch (variable.Kind)
        {
            case InferKind.Integer when type is not Ty.Int:
            case InferKind.Float when type is not Ty.Float:
                return type is Ty.Alias && RelateAlias(variable, type);
            case InferKind.General:
                Ty closed = Closed(type);
                if (Occurs(variable, closed))
                {
                    return false;
                }

                inference.Variables.Bind(variable, closed);
                return true;
            default:
                inference.Variables.Bind(variable, type);
                return true;
        }
    }

    /// <summary>A variable stands outside of all binders, so it cannot name what they bind.</summary>
    private Ty Closed(Ty type) => type.HasEscapingBoundVars
        ? (Ty)BoundRegions.Replace(type, Types, _ => inference.FreshRegion(cause.Span))
        : type;

    private bool Occurs(Ty.Infer variable, Ty type)
    {
        if (!type.Has(TyFlags.HasInfer))
        {
            return false;
        }

        foreach (GenericArg part in TyWalk.Everything(inference.Resolve(type)))
        {
            if (ReferenceEquals(part, variable))
            {
                return true;
            }
        }

        return false;
    }

    private bool Relate(Region a, Region b)
    {
        a = inference.Variables.Shallow(a);
        b = inference.Variables.Shallow(b);
        if (ReferenceEquals(a, b))
        {
            return true;
        }

        if (inference.Variables.IsOwn(a) && b is not Region.Bound)
        {
            inference.Variables.Bind(a, b);
        }
        else if (inference.Variables.IsOwn(b) && a is not Region.Bound)
        {
            inference.Variables.Bind(b, a);
        }
        else
        {
            inference.NoteRegions(a, b, cause);
        }

        return true;
    }

    private bool Relate(Const a, Const b)
    {
        a = Evaluated(inference.Variables.Shallow(a));
        b = Evaluated(inference.Variables.Shallow(b));
        if (ReferenceEquals(a, b) || a is Const.Error || b is Const.Error)
        {
            return true;
        }

        switch (a, b)
        {
            case (Const.Infer variable, _):
                inference.Variables.Bind(variable, b);
                return true;
            case (_, Const.Infer variable):
                inference.Variables.Bind(variable, a);
                return true;
            case (Const.Value left, Const.Value right):
                return left.Bits == right.Bits;
            case (Const.Param left, Const.Param right):
                return left.Index == right.Index;
            case (Const.Unevaluated left, Const.Unevaluated right):
                return left.Definition == right.Definition && Relate(left.Args, right.Args);
            default:
                return a.Has(TyFlags.HasInfer) || b.Has(TyFlags.HasInfer);
        }
    }

    private Const Evaluated(Const constant) => constant is Const.Unevaluated
        ? inference.Context.TryEvaluate((Const.Unevaluated)inference.Resolve(constant))
        : constant;
}
