using Crabwalk.Ownership.Regions;

namespace Crabwalk.Ownership.Reports;

/// <summary>What a constraint's category is called in a sentence.</summary>
internal static class RegionWords
{
    /// <summary>The words, with a blank behind them, or nothing.</summary>
    public static string Describe(ConstraintCategory category) => category switch
    {
        ConstraintCategory.Assignment => "assignment ",
        ConstraintCategory.Return => "returning this value ",
        ConstraintCategory.UseAsConst => "using this value as a constant ",
        ConstraintCategory.UseAsStatic => "using this value as a static ",
        ConstraintCategory.Cast { Target: null } => "cast ",
        ConstraintCategory.Cast => "coercion ",
        ConstraintCategory.CallArgument => "argument ",
        ConstraintCategory.TypeAnnotation => "type annotation ",
        ConstraintCategory.OpaqueType => "opaque type ",
        ConstraintCategory.ClosureUpvar => "closure capture ",
        ConstraintCategory.Usage => "this usage ",
        _ => "",
    };
}
