using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Types;

namespace Crabwalk.Mir.Visiting;

/// <summary>Lists the parts of a type, region or constant.</summary>
public static class TyWalk
{
    /// <summary>The argument itself and everything inside it, each once, outermost first. Fields of structs do not belong to a type.</summary>
    public static IEnumerable<GenericArg> Everything(GenericArg root)
    {
        var seen = new HashSet<GenericArg> { root };
        var open = new Stack<GenericArg>([root]);
        while (open.TryPop(out GenericArg? arg))
        {
            yield return arg;
            foreach (GenericArg part in Parts(arg).Reverse())
            {
                if (seen.Add(part))
                {
                    open.Push(part);
                }
            }
        }
    }

    /// <summary>The parts one level down.</summary>
    public static IEnumerable<GenericArg> Parts(GenericArg arg) => arg switch
    {
        Ty.Adt adt => adt.Args,
        Ty.Array array => [array.Element, array.Length],
        Ty.Slice slice => [slice.Element],
        Ty.RawPtr pointer => [pointer.Pointee],
        Ty.Ref reference => [reference.Region, reference.Referent],
        Ty.FnDef function => function.Args,
        Ty.FnPtr pointer => PartsOf(pointer.Signature.Value),
        Ty.Dynamic dynamic => [.. dynamic.Predicates.Value.SelectMany(predicate => PartsOf(predicate)), dynamic.Region],
        Ty.Closure closure => closure.Args,
        Ty.Tuple tuple => tuple.Parts,
        Ty.Alias alias => alias.Args,
        Const.Value value => [value.Type],
        Const.Unevaluated constant => constant.Args,
        _ => [],
    };

    private static IEnumerable<GenericArg> PartsOf(FnSig signature) => [.. signature.Inputs, signature.Output];

    private static EquatableArray<GenericArg> PartsOf(ExistentialPredicate predicate) => predicate switch
    {
        ExistentialPredicate.Trait trait => trait.Args,
        ExistentialPredicate.Projection projection => [.. projection.Args, projection.Term],
        ExistentialPredicate.AutoTrait => [],
    };
}
