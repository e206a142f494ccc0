using Crabwalk.Pictures.Scenes;

namespace Crabwalk.DebugAdapter.Session;

/// <summary>The words for grains, here and in the protocol.</summary>
internal static class Grains
{
    /// <summary>The grain of a word of the <c>crabwalk/</c> requests, or the one to take when there is none.</summary>
    public static Grain Parse(string? word, Grain otherwise) => word switch
    {
        null => otherwise,
        "instruction" => Grain.Instruction,
        "expression" => Grain.Expression,
        "statement" => Grain.Statement,
        "call" => Grain.Call,
        _ => throw new RefusedException($"`{word}` is no grain: there are instruction, expression, statement and call"),
    };

    /// <summary>The word for a grain.</summary>
    public static string WordFor(Grain grain) => grain switch
    {
        Grain.Instruction => "instruction",
        Grain.Expression => "expression",
        Grain.Statement => "statement",
        Grain.Call => "call",
    };

    /// <summary>How far a step of the protocol goes: lines are gone through statement by statement.</summary>
    public static Grain OfGranularity(string? granularity, Grain usual) => granularity switch
    {
        "instruction" => Grain.Instruction,
        "statement" or "line" => Grain.Statement,
        _ => usual,
    };
}
