using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Mir.Typing;
using Crabwalk.Ownership.Contracts;
using Crabwalk.Ownership.Regions;

namespace Crabwalk.Ownership.Types;

/// <summary>
/// The types of a body with a region variable in every region slot. A field's type comes from its definition with the arguments of the
/// whole put in, so that the regions of whole and part are the same ones.
/// </summary>
internal sealed class PlaceTypes
{
    private readonly MirProgram _program;
    private readonly IOwnershipContext _context;
    private readonly DefId _within;
    private readonly RegionVariables _variables;
    private readonly BodyTypes _plain;
    private readonly Dictionary<(Ty, VariantIndex?, int), Ty> _fields = [];

    public PlaceTypes(MirProgram program, Body body, IOwnershipContext context, RegionVariables variables)
    {
        _program = program;
        _context = context;
        _within = body.Definition;
        _variables = variables;
        Locals = [.. body.Locals.Select(local => local with { Type = variables.Renumber(local.Type) })];
        _plain = new(program.Types, Locals);
    }

    /// <summary>The locals with their types.</summary>
    public IndexList<LocalId, LocalDecl> Locals { get; }

    /// <summary>The type of a local.</summary>
    public Ty Of(LocalId local) => Locals[local].Type;

    /// <summary>The type of a place.</summary>
    public Ty Of(Place place) => PlaceTyOf(place).Type;

    /// <summary>The type of a place and the variant it was cast to.</summary>
    public PlaceTy PlaceTyOf(Place place)
    {
        var type = new PlaceTy(Of(place.Local));
        foreach (Projection step in place.Path)
        {
            type = Step(type, step);
        }

        return type;
    }

    /// <summary>The type one step further.</summary>
    public PlaceTy Step(PlaceTy whole, Projection step) => step is Projection.Field(var number, var type)
        ? new(FieldOf(whole, number) ?? _variables.Renumber(type))
        : _plain.Step(whole, step) ?? new(_program.Types.Error);

    /// <summary>The type of a field with the regions of the whole.</summary>
    public Ty? FieldOf(PlaceTy whole, int number)
    {
        if (_fields.TryGetValue((whole.Type, whole.Variant, number), out Ty? known))
        {
            return known;
        }

        if (FieldTypes.Of(_program.Types, whole, number) is not { } found)
        {
            return null;
        }

        Ty type = _variables.Renumber(_context.Normalize(found, _within));
        _fields.Add((whole.Type, whole.Variant, number), type);
        return type;
    }
}
