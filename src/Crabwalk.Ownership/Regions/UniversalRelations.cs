using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Types;
using Crabwalk.Ownership.Contracts;

namespace Crabwalk.Ownership.Regions;

/// <summary>
/// What a body may take for granted: which universal regions outlive which, and which types outlive which regions. It comes from
/// <c>where</c> clauses, and from the types of the signature: whoever has a <c>&amp;'a &amp;'b T</c> knows that <c>'b: 'a</c> (RFC 1214).
/// </summary>
internal sealed class UniversalRelations
{
    private readonly UniversalRegions _regions;
    private readonly BitSet<RegionVid>[] _shorter;
    private readonly HashSet<(Ty, RegionVid)> _types = [];

    private UniversalRelations(UniversalRegions regions)
    {
        _regions = regions;
        _shorter = [.. regions.All.Select(_ => new BitSet<RegionVid>(regions.Count))];
        foreach (RegionVid region in regions.All)
        {
            Add(regions.Static, region);
            Add(region, regions.BodyRegion);
            Add(region, region);
        }
    }

    /// <summary>The types known to outlive a region: parameters and aliases.</summary>
    public IEnumerable<(Ty Type, RegionVid Shorter)> TypeBounds => _types;

    /// <summary>What a body knows.</summary>
    public static UniversalRelations Of(MirProgram program, UniversalRegions regions, IOwnershipContext context)
    {
        var relations = new UniversalRelations(regions);
        var implied = new ImpliedBounds(program, context, relations);
        foreach (Ty type in regions.Signature.Inputs)
        {
            implied.Take(type);
        }

        implied.Take(regions.Signature.Output);
        foreach (Outlives known in context.OutlivesOf(regions.Body.Definition))
        {
            relations.Add(regions.EnterArg(known.Longer), regions.VidOf(known.Shorter));
        }

        relations.Close();
        return relations;
    }

    /// <summary>True when the first is known to outlive the second.</summary>
    public bool Outlives(RegionVid longer, RegionVid shorter) => _shorter[longer.Index].Contains(shorter);

    /// <summary>The shortest regions of the closure's creator that are known to outlive a region; <c>'static</c> if none does.</summary>
    public IReadOnlyList<RegionVid> ExternalAbove(RegionVid region)
    {
        RegionVid[] above = [.. _regions.All.Where(r => !_regions.IsLocal(r) && Outlives(r, region))];
        return [.. above.Where(r => !above.Any(other => other != r && Outlives(r, other) && !Outlives(other, r)))];
    }

    /// <summary>A region of the closure's creator that a region is known to outlive, the longest one; null if there is none.</summary>
    public RegionVid? ExternalBelow(RegionVid region)
    {
        RegionVid[] below = [.. _regions.All.Where(r => !_regions.IsLocal(r) && Outlives(region, r))];
        RegionVid[] longest = [.. below.Where(r => !below.Any(other => other != r && Outlives(other, r) && !Outlives(r, other)))];
        return longest.Length == 0 ? null : longest[0];
    }

    private void Add(RegionVid longer, RegionVid shorter) => _shorter[longer.Index].Add(shorter);

    private void Add(GenericArg longer, RegionVid shorter)
    {
        if (longer is Region.Var region)
        {
            Add(region.Vid, shorter);
        }
        else if (longer is Ty type)
        {
            foreach (GenericArg part in OutlivesParts.Of(type))
            {
                if (part is Region.Var inside)
                {
                    Add(inside.Vid, shorter);
                }
                else if (part is Ty generic)
                {
                    _types.Add((generic, shorter));
                }
            }
        }
    }

    private void Close()
    {
        foreach (RegionVid middle in _regions.All)
        {
            foreach (RegionVid longer in _regions.All.Where(longer => Outlives(longer, middle)))
            {
                _shorter[longer.Index].UnionWith(_shorter[middle.Index]);
            }
        }
    }

    /// <summary>Reads off a type what must hold for it to be well-formed.</summary>
    private sealed class ImpliedBounds(MirProgram program, IOwnershipContext context, UniversalRelations relations)
    {
        private readonly HashSet<Ty> _seen = [];

        public void Take(Ty type)
        {
            if (!_seen.Add(type))
            {
                return;
            }

            if (type is Ty.Ref { Region: Region.Var region } reference)
            {
                relations.Add(reference.Referent, region.Vid);
            }
            else if (type is Ty.Adt adt)
            {
                TakeBounds(adt);
            }

            foreach (Ty part in OutlivesParts.Children(type))
            {
                Take(part);
            }
        }

        private void TakeBounds(Ty.Adt adt)
        {
            foreach (Outlives bound in context.OutlivesOf(adt.Definition.Id))
            {
                GenericArg longer = Substituted(bound.Longer, adt);
                if (Substituted(bound.Shorter, adt) is Region.Var shorter && !longer.HasEscapingBoundVars)
                {
                    relations.Add(longer, shorter.Vid);
                }
            }
        }

        private GenericArg Substituted(GenericArg arg, Ty.Adt adt) => ((EquatableArray<GenericArg>)[arg]).Substitute(program.Types, adt.Args)[0];
    }
}
