using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Expansion.Deriving;

/// <summary>Finds the field types that are associated types of a type parameter, such as <c>T::Item</c>: a derive bounds them too.</summary>
internal sealed class ProjectionFinder(HashSet<Symbol> parameters)
{
    private readonly List<Syntax.Type> _found = [];

    /// <summary>The types in an item's fields.</summary>
    public List<Syntax.Type> In(Item item)
    {
        switch (item.Kind)
        {
            case ItemKind.Struct data:
                Look(data.Data);
                break;
            case ItemKind.Union data:
                Look(data.Data);
                break;
            case ItemKind.Enum data:
                foreach (Variant variant in data.Variants)
                {
                    Look(variant.Data);
                }

                break;
        }

        return _found;
    }

    private void Look(VariantData data)
    {
        foreach (FieldDefinition field in data.AllFields())
        {
            Look(field.Type);
        }
    }

    private void Look(Syntax.Type type)
    {
        switch (type.Kind)
        {
            case TypeKind.Path path:
                bool isProjection = path.Self is null && path.Name.Segments.Count > 1 && parameters.Contains(path.Name.Segments[0].Ident.Name);
                isProjection |= path.Self is { Type.Kind: TypeKind.Path { Self: null, Name.Segments: [var only] } } && parameters.Contains(only.Ident.Name);
                if (isProjection)
                {
                    _found.Add(type);
                }

                LookInArguments(path.Name);
                break;
            case TypeKind.Slice slice:
                Look(slice.Element);
                break;
            case TypeKind.Array array:
                Look(array.Element);
                break;
            case TypeKind.Pointer pointer:
                Look(pointer.Pointee);
                break;
            case TypeKind.Reference reference:
                Look(reference.Referent);
                break;
            case TypeKind.Tuple tuple:
                Look(tuple.Elements);
                break;
            case TypeKind.Parenthesized inner:
                Look(inner.Inner);
                break;
        }
    }

    private void Look(EquatableArray<Syntax.Type> types)
    {
        foreach (Syntax.Type type in types)
        {
            Look(type);
        }
    }

    private void LookInArguments(Path path)
    {
        foreach (PathSegment segment in path.Segments)
        {
            if (segment.Arguments is not GenericArgs.Angle angle)
            {
                continue;
            }

            foreach (GenericArgument argument in angle.Arguments)
            {
                if (argument is GenericArgument.OfType type)
                {
                    Look(type.Type);
                }
            }
        }
    }
}
