namespace Crabwalk.C.Lexing;

/// <summary>What a byte can start.</summary>
internal enum CharacterClass : byte
{
    /// <summary>Nothing.</summary>
    Stray,

    /// <summary>A letter, <c>_</c> or gcc's <c>$</c>.</summary>
    Letter,

    /// <summary>A decimal digit.</summary>
    Digit,

    /// <summary>A number or an operator.</summary>
    Dot,

    /// <summary>An operator or other punctuation.</summary>
    Punctuator,

    /// <summary>A character constant or string literal.</summary>
    Quote,

    /// <summary>The end of a line.</summary>
    LineBreak,

    /// <summary>A backslash or a byte beyond ASCII: perhaps a name.</summary>
    Extended,
}

/// <summary>The class of each byte.</summary>
internal static class CharacterClasses
{
    private static readonly CharacterClass[] Table = Build();

    public static CharacterClass Of(byte value) => Table[value];

    public static bool IsWord(byte value) => Table[value] is CharacterClass.Letter or CharacterClass.Digit;

    private static CharacterClass[] Build()
    {
        var table = new CharacterClass[256];
        for (int value = 0; value < 256; value++)
        {
            table[value] = Classify((char)value);
        }

        return table;
    }

    private static CharacterClass Classify(char value) => value switch
    {
        '_' or '$' => CharacterClass.Letter,
        '.' => CharacterClass.Dot,
        '"' or '\'' => CharacterClass.Quote,
        '\n' => CharacterClass.LineBreak,
        '\\' or >= '\x80' => CharacterClass.Extended,
        _ when char.IsAsciiLetter(value) => CharacterClass.Letter,
        _ when char.IsAsciiDigit(value) => CharacterClass.Digit,
        _ when "[](){};,~?=!#:*/^+-&|<>%".Contains(value, StringComparison.Ordinal) => CharacterClass.Punctuator,
        _ => CharacterClass.Stray,
    };
}
