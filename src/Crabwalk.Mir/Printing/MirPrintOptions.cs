namespace Crabwalk.Mir.Printing;

/// <summary>What the text of a program tells beside the code.</summary>
/// <param name="Marks">The points a walk may stop at.</param>
/// <param name="Sources">Spans, scopes, source types and parents: all that is needed to walk the program after reading it back.</param>
public sealed record MirPrintOptions(bool Marks, bool Sources)
{
    /// <summary>Code and marks.</summary>
    public static readonly MirPrintOptions Default = new(Marks: true, Sources: false);

    /// <summary>Only what computes.</summary>
    public static readonly MirPrintOptions CodeOnly = new(Marks: false, Sources: false);

    /// <summary>Everything.</summary>
    public static readonly MirPrintOptions Full = new(Marks: true, Sources: true);
}
