using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Types;

namespace Crabwalk.Ownership.Regions;

/// <summary>Takes "this type outlives a region" apart into parts that must outlive it (RFC 1214).</summary>
internal static class OutlivesParts
{
    /// <summary>The regions, type parameters and aliases that must outlive what the type must outlive.</summary>
    public static IReadOnlyList<GenericArg> Of(Ty type)
    {
        var parts = new List<GenericArg>();
        Collect(type, parts);
        return parts;
    }

    /// <summary>The types written directly inside a type.</summary>
    public static IEnumerable<Ty> Children(Ty type) => type switch
    {
        Ty.Adt adt => adt.Args.OfType<Ty>(),
        Ty.Array array => [array.Element],
        Ty.Slice slice => [slice.Element],
        Ty.RawPtr pointer => [pointer.Pointee],
        Ty.Ref reference => [reference.Referent],
        Ty.Tuple tuple => tuple.Parts,
        Ty.Alias alias => alias.Args.OfType<Ty>(),
        Ty.Closure { Args: [.., Ty.Tuple captures] } => captures.Parts,
        _ => [],
    };

    private static void Collect(GenericArg arg, List<GenericArg> parts)
    {
        switch (arg)
        {
            case Region.Var or Region.Static or Region.EarlyParam or Region.LateParam or Region.Placeholder:
                parts.Add(arg);
                break;
            case Ty.Param or Ty.Placeholder:
                parts.Add(arg);
                break;
            case Ty.Alias alias:
                CollectAlias(alias, parts);
                break;
            case Ty.Adt adt:
                CollectAll(adt.Args, parts);
                break;
            case Ty.FnDef function:
                CollectAll(function.Args, parts);
                break;
            case Ty.Ref reference:
                Collect(reference.Region, parts);
                Collect(reference.Referent, parts);
                break;
            case Ty.Dynamic dynamic:
                Collect(dynamic.Region, parts);
                break;
            case Ty type:
                CollectAll(Children(type).ToEquatableArray<GenericArg>(), parts);
                break;
        }
    }

    // An alias of plain types outlives everything; else it is kept whole, because its arguments need not matter.
    private static void CollectAlias(Ty.Alias alias, List<GenericArg> parts)
    {
        if (alias.Has(TyFlags.HasParam | TyFlags.HasFreeRegions | TyFlags.HasRegionParam))
        {
            parts.Add(alias);
        }
    }

    private static void CollectAll(EquatableArray<GenericArg> args, List<GenericArg> parts)
    {
        foreach (GenericArg arg in args)
        {
            Collect(arg, parts);
        }
    }
}
