using System.Globalization;
using System.Text.RegularExpressions;
using CsCheck;

namespace Crabwalk.Tests.Hostile;

/// <summary>What is done to a word of a good program.</summary>
internal enum MutationKind
{
    /// <summary>It is left out.</summary>
    Drop,

    /// <summary>It stands there twice.</summary>
    Double,

    /// <summary>It changes places with another.</summary>
    Exchange,

    /// <summary>The program ends before it.</summary>
    Cut,

    /// <summary>A number becomes another.</summary>
    Number,
}

/// <summary>One change of a good program, by words.</summary>
internal sealed partial record Mutation(MutationKind Kind, int At, int Other)
{
    /// <summary>One to six changes.</summary>
    public static Gen<Mutation[]> Several { get; } =
        Gen.Select(Gen.Enum<MutationKind>(), Gen.Int[0, 100_000], Gen.Int[0, 100_000], (kind, at, other) => new Mutation(kind, at, other)).Array[1, 6];

    /// <summary>The changed text.</summary>
    public string Apply(string text)
    {
        string[] words = Word().Split(text);
        int at = At % words.Length, other = Other % words.Length;
        switch (Kind)
        {
            case MutationKind.Drop:
                words[at] = "";
                break;
            case MutationKind.Double:
                words[at] += words[at];
                break;
            case MutationKind.Exchange:
                (words[at], words[other]) = (words[other], words[at]);
                break;
            case MutationKind.Cut:
                return string.Concat(words.Take(Math.Max(at, 1)));
            default:
                words[at] = char.IsAsciiDigit(words[at].FirstOrDefault()) ? (Other - 50_000).ToString(CultureInfo.InvariantCulture) : words[at];
                break;
        }

        return string.Concat(words);
    }

    [GeneratedRegex("(\\W)")]
    private static partial Regex Word();
}
