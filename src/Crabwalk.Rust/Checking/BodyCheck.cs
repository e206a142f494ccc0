using Crabwalk.Mir.Definitions;
using Crabwalk.Rust.Semantics;

namespace Crabwalk.Rust.Checking;

/// <summary>The door to type checking of bodies.</summary>
public static class BodyCheck
{
    /// <summary>Checks the body of a function, constant or static, with all closures in it. Never throws, whatever the body says.</summary>
    public static TypeckResults Check(ITypeContext context, DefId owner) => FnChecker.Check(context, owner);
}
