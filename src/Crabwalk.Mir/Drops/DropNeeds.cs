using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;

namespace Crabwalk.Mir.Drops;

/// <summary>Tells which types do something when they are dropped.</summary>
/// <param name="program">The program.</param>
/// <param name="facts">What its front end knows.</param>
/// <param name="within">The definition whose demands on type parameters hold.</param>
public sealed class DropNeeds(MirProgram program, IDropFacts facts, DefId within)
{
    private readonly Dictionary<Ty, bool> _known = [];

    /// <summary>True when a value of the type, or something in it, may have to be destroyed.</summary>
    public bool NeedsDrop(Ty type)
    {
        if (_known.TryGetValue(type, out bool known))
        {
            return known;
        }

        // A type inside itself lies behind a pointer whose owner has a destructor, so that the first assumption does no harm.
        _known[type] = false;
        return _known[type] = type switch
        {
            Ty.Adt adt => AdtNeedsDrop(adt),
            Ty.Array array => array.Length is not Const.Value { Bits: var length } || length != 0 ? NeedsDrop(array.Element) : false,
            Ty.Slice slice => NeedsDrop(slice.Element),
            Ty.Tuple tuple => Any(tuple.Parts),
            Ty.Closure { Args: [.., Ty.Tuple captures] } => Any(captures.Parts),
            Ty.Dynamic => true,
            Ty.Param or Ty.Alias or Ty.Placeholder => !facts.IsCopy(type, within),
            _ => false,
        };
    }

    private bool AdtNeedsDrop(Ty.Adt adt) => adt.Definition.Role is not (AdtRole.ManuallyDrop or AdtRole.PhantomData)
        && (adt.Definition.Role == AdtRole.Box || facts.DestructorOf(adt) is not null
            || (adt.Definition is { IsComplete: true, Kind: not AdtKind.Union } && adt.Definition.Variants.Any(variant => FieldsNeedDrop(adt, variant))));

    private bool FieldsNeedDrop(Ty.Adt adt, VariantDef variant)
    {
        foreach (FieldDef field in variant.Fields)
        {
            if (NeedsDrop(field.Type.Substitute(program.Types, adt.Args)))
            {
                return true;
            }
        }

        return false;
    }

    private bool Any(EquatableArray<Ty> types)
    {
        foreach (Ty type in types)
        {
            if (NeedsDrop(type))
            {
                return true;
            }
        }

        return false;
    }
}
