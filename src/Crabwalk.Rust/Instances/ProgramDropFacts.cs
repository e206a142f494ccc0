using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Drops;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Building;
using Crabwalk.Rust.Semantics;

namespace Crabwalk.Rust.Instances;

/// <summary>Tells drop elaboration and glue about destructors and copies.</summary>
internal sealed class ProgramDropFacts(ITypeContext context, ImplSelector impls) : IDropFacts
{
    private readonly Dictionary<DefId, TypeProperties> _properties = [];

    /// <inheritdoc/>
    public Instance? DestructorOf(Ty.Adt type)
    {
        if (context.Hir.LangItem("drop") is not { } trait || PropertiesIn(type.Definition.Id).DestructorOf(type) is not { } implementation)
        {
            return null;
        }

        // An impl of `Drop` has exactly the parameters of its type.
        EquatableArray<GenericArg> args = impls.Find(new(trait, [type])) is { } found && found.Impl == implementation ? found.Args : type.Args;
        foreach (AssocItem item in context.AssociatedItemsOf(implementation))
        {
            if (item.Kind == AssocKind.Function)
            {
                return new Instance(item.Definition, args);
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public bool IsCopy(Ty type, DefId within) => PropertiesIn(within).IsCopy(type);

    private TypeProperties PropertiesIn(DefId within)
    {
        if (!_properties.TryGetValue(within, out TypeProperties? properties))
        {
            _properties.Add(within, properties = new(context, within, HasConditions(within) ? null : ParamEnv.Empty));
        }

        return properties;
    }

    // Drop glue stands in no crate, and is made for types without parameters.
    private bool HasConditions(DefId within) => context.Definitions[within].Parent is not null && context.Definitions[within].Kind is DefKind.Function or DefKind.AssociatedFunction or DefKind.Closure
        or DefKind.Constant or DefKind.AssociatedConstant;
}
