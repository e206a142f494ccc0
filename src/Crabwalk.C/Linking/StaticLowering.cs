using Crabwalk.C.Lowering;
using Crabwalk.C.Tree;
using Crabwalk.C.Types;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Types;

namespace Crabwalk.C.Linking;

/// <summary>Variables of static storage with their first bytes (C17 6.7.9p10).</summary>
internal static class StaticLowering
{
    /// <summary>The static of a defined variable.</summary>
    public static StaticDef Lower(GlobalSymbol symbol)
    {
        UnitContext unit = symbol.Unit.Context;
        Variable variable = symbol.Variable!;
        Allocation image = StaticImage.Of(unit, variable.Type, variable.Initializer);
        return new(symbol.Id, unit.Types.Lower(variable.Type), image, IsConst(variable.Type) ? Mutability.Not : Mutability.Mut)
        {
            SourceType = unit.Spelled.Of(variable.Type),
            Kind = KindOf(variable),
            IsThreadLocal = variable.Storage == StorageDuration.Thread,
            Align = variable.Alignment > 0 ? checked((int)variable.Alignment) : null,
            ExtraBytes = variable.FlexibleBytes,
        };
    }

    /// <summary>True for an object that may not be written (C17 6.7.3p6).</summary>
    public static bool IsConst(CType type) => type.InnermostElement().IsConst();

    private static StaticKind KindOf(Variable variable) => variable.Name.Length == 0 ? StaticKind.Constant
        : variable.Owner is null ? StaticKind.Global : StaticKind.Local;
}
