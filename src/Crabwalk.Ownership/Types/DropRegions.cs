using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Ownership.Contracts;
using Crabwalk.Ownership.Regions;

namespace Crabwalk.Ownership.Types;

/// <summary>
/// The regions that the destruction of a value may touch: those of parameters of types with a <c>Drop</c> implementation, unless it
/// promises <c>#[may_dangle]</c>, in the value and in all its parts (RFC 769, RFC 1327).
/// </summary>
internal sealed class DropRegions(IOwnershipContext context, PlaceTypes places)
{
    private const int MaxDepth = 64;

    /// <summary>The regions in order of their first mention.</summary>
    public IReadOnlyList<RegionVid> TouchedBy(Ty type)
    {
        var search = new Search(context, places);
        search.Take(type, 0);
        return [.. search.Found.Distinct()];
    }

    private sealed class Search(IOwnershipContext context, PlaceTypes places)
    {
        private readonly HashSet<Ty> _seen = [];

        public List<RegionVid> Found { get; } = [];

        public void Take(Ty type, int depth)
        {
            if (!type.Has(TyFlags.HasRegionVars) || !_seen.Add(type))
            {
                return;
            }

            if (depth > MaxDepth)
            {
                TakeAll(type);
                return;
            }

            switch (type)
            {
                case Ty.Array or Ty.Slice or Ty.Tuple or Ty.Closure:
                    foreach (Ty part in OutlivesParts.Children(type))
                    {
                        Take(part, depth + 1);
                    }

                    break;
                case Ty.Adt adt:
                    TakeAdt(adt, depth);
                    break;
                case Ty.Dynamic or Ty.Param or Ty.Alias:
                    TakeAll(type);
                    break;
            }
        }

        private void TakeAll(GenericArg arg) => Found.AddRange(RegionWalk.VariablesIn(arg));

        private void TakeAdt(Ty.Adt adt, int depth)
        {
            AdtDef definition = adt.Definition;
            if (definition.Role is AdtRole.PhantomData or AdtRole.Box)
            {
                foreach (Ty content in adt.Args.OfType<Ty>())
                {
                    Take(content, depth + 1);
                }

                return;
            }

            if (definition.Role == AdtRole.ManuallyDrop || definition.Kind == AdtKind.Union)
            {
                return;
            }

            if (context.DestructorOf(adt) is not null)
            {
                TakeParameters(adt, depth);
            }

            if (definition.IsComplete)
            {
                TakeFields(adt, depth);
            }
        }

        // What a dangling parameter's own destructor touches counts all the same, because it runs as part of this one.
        private void TakeParameters(Ty.Adt adt, int depth)
        {
            for (int i = 0; i < adt.Args.Count; i++)
            {
                if (!context.MayDangle(adt, i))
                {
                    TakeAll(adt.Args[i]);
                }
                else if (adt.Args[i] is Ty content)
                {
                    Take(content, depth + 1);
                }
            }
        }

        private void TakeFields(Ty.Adt adt, int depth)
        {
            foreach (VariantIndex variant in adt.Definition.Variants.Ids)
            {
                for (int i = 0; i < adt.Definition.Variants[variant].Fields.Count; i++)
                {
                    if (places.FieldOf(new(adt, adt.Definition.Kind == AdtKind.Enum ? variant : null), i) is { } field)
                    {
                        Take(field, depth + 1);
                    }
                }
            }
        }
    }
}
