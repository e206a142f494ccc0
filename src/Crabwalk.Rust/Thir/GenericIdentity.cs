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

        return context.IdentityArgs(definition);
    }
}
