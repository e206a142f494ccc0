using Crabwalk.DebugAdapter.Session;

namespace Crabwalk.DebugAdapter.Pictures;

/// <summary>The choices of a picture as clients write them: the names of an enumeration, whatever their case.</summary>
internal static class PictureWords
{
    /// <summary>What a word chooses; refused, with all there are, when it chooses nothing.</summary>
    public static T Of<T>(string? word, T usual)
        where T : struct, Enum
    {
        if (word is null)
        {
            return usual;
        }

        return Enum.TryParse(word, ignoreCase: true, out T value) && Enum.IsDefined(value)
            ? value
            : throw new RefusedException($"`{word}` is none of {string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant()}");
    }
}
