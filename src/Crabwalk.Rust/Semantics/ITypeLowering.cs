using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;

namespace Crabwalk.Rust.Semantics;

/// <summary>
/// Turns types, lifetimes and generic arguments as written in one item or body into types. Inside a body late-bound lifetimes of the
/// function are free (<see cref="Region.LateParam"/>), and what is left out becomes an inference variable. Nothing is normalised.
/// </summary>
public interface ITypeLowering
{
    /// <summary>A written type.</summary>
    Ty Lower(Hir.Ty type);

    /// <summary>A written lifetime.</summary>
    Region Lower(Hir.Lifetime lifetime);

    /// <summary>A written constant of a known type: an array's length, a const argument.</summary>
    Const Lower(Hir.ConstArg constant, Ty type);

    /// <summary>The type that a path means: a type, <c>Self</c>, an alias, an associated type.</summary>
    Ty Lower(Hir.QPath path);

    /// <summary>
    /// All arguments of a definition: those known already (its parent's, a trait's <c>Self</c>), then the rest as the segment writes them,
    /// variables or defaults where it writes none. A wrong number is reported (E0107).
    /// </summary>
    EquatableArray<GenericArg> ArgsOf(DefId definition, EquatableArray<GenericArg> known, Hir.PathSegment? segment, Span span);
}
