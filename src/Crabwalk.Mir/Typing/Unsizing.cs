using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;

namespace Crabwalk.Mir.Typing;

/// <summary>
/// What an unsizing conversion changes (Rust Reference, coercions): a smart pointer is unsized by its one pointer field, a struct behind a pointer by
/// its last field.
/// </summary>
/// <param name="types">The types.</param>
/// <param name="normalize">Brings the type of a field to the form without aliases.</param>
public sealed class Unsizing(TyInterner types, Func<Ty, Ty> normalize)
{
    /// <summary>
    /// For the conversion of one pointer type to another, the types behind them of which the one loses what the metadata then tells: array and slice,
    /// or a sized type and <c>dyn</c>. Null when the types are no such pointers.
    /// </summary>
    public (Ty From, Ty To)? Of(Ty from, Ty to) => PointeesOf(from, to) is var (pointee, unsized) ? TailsOf(pointee, unsized) : null;

    private (Ty From, Ty To)? PointeesOf(Ty from, Ty to)
    {
        if (BodyTypes.PointeeOf(from) is { } pointee && BodyTypes.PointeeOf(to) is { } unsized)
        {
            return (pointee, unsized);
        }

        if (from is not Ty.Adt { Definition: { Kind: AdtKind.Struct } definition } || to is not Ty.Adt target || !ReferenceEquals(target.Definition, definition))
        {
            return null;
        }

        for (int i = 0; i < definition.Fields.Count; i++)
        {
            (Ty before, Ty after) = (FieldOf(from, i), FieldOf(to, i));
            if (!ReferenceEquals(before, after) && PointeesOf(before, after) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private (Ty From, Ty To) TailsOf(Ty from, Ty to)
    {
        while (from is Ty.Adt { Definition: { Kind: AdtKind.Struct } definition } && to is Ty.Adt target
            && ReferenceEquals(target.Definition, definition) && definition.Fields.Count > 0)
        {
            (from, to) = (FieldOf(from, definition.Fields.Count - 1), FieldOf(to, definition.Fields.Count - 1));
        }

        return (from, to);
    }

    private Ty FieldOf(Ty type, int number) => normalize(FieldTypes.Of(types, new(type), number)!);
}
