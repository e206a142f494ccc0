using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Checking;

namespace Crabwalk.Rust.Semantics.Queries;

/// <summary>What only later stages can answer: the compilation puts them in, so that types know neither checking nor building.</summary>
public interface IBodyQueries
{
    /// <summary>Checks the body of a function, constant or static.</summary>
    TypeckResults Typeck(ITypeContext context, DefId body);

    /// <summary>Builds a body's MIR; null when it is wrong.</summary>
    Body? Build(ITypeContext context, DefId body);

    /// <summary>Runs a constant; null when it depends on parameters or was reported.</summary>
    ConstValue? Evaluate(ITypeContext context, DefId constant, EquatableArray<GenericArg> args);
}
