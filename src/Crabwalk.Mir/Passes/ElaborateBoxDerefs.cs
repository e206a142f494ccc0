using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Mir.Typing;
using Crabwalk.Mir.Visiting;

namespace Crabwalk.Mir.Passes;

/// <summary>
/// Makes <c>*b</c> of a box the dereference of the pointer inside it, so that whoever runs code knows no boxes: the pointer is the first
/// field of the first field and so on.
/// </summary>
internal static class ElaborateBoxDerefs
{
    public static void Run(MirProgram program, Body body)
    {
        var types = new BodyTypes(program.Types, body.Locals);
        foreach (Block block in body.Blocks)
        {
            for (int i = 0; i < block.Statements.Count; i++)
            {
                block.Statements[i] = block.Statements[i] with { Kind = block.Statements[i].Kind.MapPlaces(Through) };
            }

            block.Terminator = block.Terminator with { Kind = block.Terminator.Kind.MapPlaces(Through) };
        }

        for (int i = 0; i < body.Variables.Count; i++)
        {
            body.Variables[i] = body.Variables[i] with { Place = Through(body.Variables[i].Place) };
        }

        Place Through(Place place) => place.HasDeref ? ThroughBoxes(program, types, place) : place;
    }

    private static Place ThroughBoxes(MirProgram program, BodyTypes types, Place place)
    {
        var walked = new Place(place.Local);
        foreach (Projection step in place.Path)
        {
            if (step is Projection.Deref && types.TypeOf(walked) is Ty.Adt { Definition.Role: AdtRole.Box } box)
            {
                walked = PointerIn(program, walked, box);
            }

            walked = walked.Then(step);
        }

        return walked;
    }

    private static Place PointerIn(MirProgram program, Place box, Ty type)
    {
        while (type is Ty.Adt { Definition: { IsComplete: true, Kind: AdtKind.Struct } } && FieldTypes.Of(program.Types, new(type), 0) is { } first)
        {
            box = box.Field(0, first);
            type = first;
        }

        return box;
    }
}
