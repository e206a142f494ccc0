namespace Crabwalk.C.Lexing;

/// <summary>A published edition of C, as <c>-std=</c> names it.</summary>
public enum CEdition
{
    /// <summary><c>c89</c>, <c>c90</c>, <c>ansi</c>.</summary>
    C89,

    /// <summary><c>c99</c>.</summary>
    C99,

    /// <summary><c>c11</c>.</summary>
    C11,

    /// <summary><c>c17</c>, <c>c18</c>.</summary>
    C17,

    /// <summary><c>c2x</c>, <c>c23</c>: the pieces that gcc 12 has of it.</summary>
    C23,
}

/// <summary>Whether gcc's additions that change the meaning of standard programs are in: names such as <c>typeof</c> and <c>asm</c>.</summary>
public enum CExtensions
{
    /// <summary><c>-std=c17</c>: trigraphs work, <c>typeof</c> and <c>asm</c> are ordinary names.</summary>
    Standard,

    /// <summary><c>-std=gnu17</c>, what gcc does when nothing is said.</summary>
    Gnu,
}

/// <summary>The language a program is written in.</summary>
public readonly record struct CStandard(CEdition Edition, CExtensions Extensions)
{
    /// <summary>What holds when nothing is said.</summary>
    public static readonly CStandard Gnu17 = new(CEdition.C17, CExtensions.Gnu);

    /// <summary>C17 to the letter.</summary>
    public static readonly CStandard C17 = new(CEdition.C17, CExtensions.Standard);

    /// <summary>True without gcc's additions.</summary>
    public bool IsStrict => Extensions == CExtensions.Standard;

    /// <summary>Reads the value of <c>-std=</c>.</summary>
    public static bool TryParse(string name, out CStandard standard)
    {
        CEdition? edition = name switch
        {
            "c89" or "c90" or "gnu89" or "gnu90" or "ansi" or "iso9899:1990" => CEdition.C89,
            "c99" or "c9x" or "gnu99" or "gnu9x" or "iso9899:1999" => CEdition.C99,
            "c11" or "c1x" or "gnu11" or "gnu1x" or "iso9899:2011" => CEdition.C11,
            "c17" or "c18" or "gnu17" or "gnu18" or "iso9899:2017" or "iso9899:2018" => CEdition.C17,
            "c2x" or "c23" or "gnu2x" or "gnu23" => CEdition.C23,
            _ => null,
        };
        CExtensions extensions = name.StartsWith("gnu", StringComparison.Ordinal) ? CExtensions.Gnu : CExtensions.Standard;
        standard = new(edition ?? CEdition.C17, extensions);
        return edition is not null;
    }
}
