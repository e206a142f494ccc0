namespace Crabwalk.Rust.Lexing;

/// <summary>A Rust edition: which words are reserved and how some syntax reads depends on it.</summary>
public enum Edition
{
    /// <summary>Rust 2015, rustc's own default.</summary>
    Rust2015,

    /// <summary>Rust 2018.</summary>
    Rust2018,

    /// <summary>Rust 2021.</summary>
    Rust2021,

    /// <summary>Rust 2024, Crabwalk's default.</summary>
    Rust2024,
}

/// <summary>Editions as the command line spells them.</summary>
public static class Editions
{
    /// <summary>Reads <c>2021</c>; null for anything that is no edition.</summary>
    public static Edition? TryParse(string text) => text switch
    {
        "2015" => Edition.Rust2015,
        "2018" => Edition.Rust2018,
        "2021" => Edition.Rust2021,
        "2024" => Edition.Rust2024,
        _ => null,
    };
}
