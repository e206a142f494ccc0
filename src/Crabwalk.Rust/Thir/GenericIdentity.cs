using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Semantics;

namespace Crabwalk.Rust.Thir;

/// <summary>The generic parameters of a definition as arguments for themselves.</summary>
public static class GenericIdentity
{
    /// <summary>One argument for each parameter, those of the parents first; a closure has those of the item around it.</summary>
    public static EquatableArray<GenericArg> ArgsOf(ITypeContext context, DefId definition)
    {
        while (context.Definitions[definition] is { Kind: DefKind.Closure, Parent: { } parent })
        {
            definition = parent;
        }

        Generics generics = context.GenericsOf(definition);
        var args = new GenericArg[generics.Count];
        for (Generics? level = generics; level is not null; level = level.Parent is { } around ? context.GenericsOf(around) : null)
        {
            foreach (GenericParamDef param in level.Params)
            {
                args[param.Index] = param.Kind switch
                {
                    GenericParamKind.Lifetime => context.Types.EarlyParam(param.Index, param.Name),
                    GenericParamKind.Type => context.Types.Param(param.Index, param.Name),
                    GenericParamKind.Const => context.Types.ConstParam(param.Index, param.Name),
                };
            }
        }

        return [.. args];
    }
}
