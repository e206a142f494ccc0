using Crabwalk.Mir.Definitions;
using Crabwalk.Rust.Semantics;

namespace Crabwalk.Rust.Checking;

/// <summary>The door to type checking of bodies.</summary>
public static class BodyCheck
{
    /// <summary>Checks the body of a function, constant or static, with all closures in it. Never throws, whatever the body says.</summary>
    public static TypeckResults Check(ITypeContext context, DefId owner) => FnChecker.Check(context, owner);

    /// <summary>Checks that what is unsafe in a body stands in <c>unsafe</c> (E0133).</summary>
    public static void CheckSafety(ITypeContext context, DefId owner)
    {
        if (context.TypeckOf(owner) is { IsTainted: false } results && context.Hir.BodyOf(owner) is { } body)
        {
            UnsafetyChecker.Check(context, results, body);
        }
    }
}
