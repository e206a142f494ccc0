using Crabwalk.C.Tree;
using Crabwalk.C.Types;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Types;

namespace Crabwalk.C.Lowering;

/// <summary>What the functions and objects of one translation unit need while they are lowered.</summary>
/// <param name="Unit">The typed tree.</param>
/// <param name="Tys">The program's types.</param>
/// <param name="Types">The unit's types as the program's.</param>
/// <param name="Spelled">The unit's types in the user's words.</param>
/// <param name="Sources">The texts.</param>
/// <param name="Resolver">What names mean.</param>
/// <param name="Diagnostics">Where messages go.</param>
internal sealed record UnitContext(
    TranslationUnit Unit,
    TyInterner Tys,
    TypeLowering Types,
    SourceTypes Spelled,
    SourceMap Sources,
    IResolver Resolver,
    DiagnosticSink Diagnostics)
{
    /// <summary>The unit's own types.</summary>
    public CTypes CTypes => Unit.Types;
}
