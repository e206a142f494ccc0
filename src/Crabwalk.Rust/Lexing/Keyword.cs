using Crabwalk.Foundation.Text;

namespace Crabwalk.Rust.Lexing;

/// <summary>A word the grammar knows. The order tells how far it is reserved: see <see cref="Keywords"/>.</summary>
public enum Keyword : byte
{
    None,
    Underscore,
    As,
    Break,
    Const,
    Continue,
    Crate,
    Else,
    Enum,
    Extern,
    False,
    Fn,
    For,
    If,
    Impl,
    In,
    Let,
    Loop,
    Match,
    Mod,
    Move,
    Mut,
    Pub,
    Ref,
    Return,
    SelfValue,
    SelfType,
    Static,
    Struct,
    Super,
    Trait,
    True,
    Type,
    Unsafe,
    Use,
    Where,
    While,
    Abstract,
    Become,
    Box,
    Do,
    Final,
    Macro,
    Override,
    Priv,
    Typeof,
    Unsized,
    Virtual,
    Yield,
    Async,
    Await,
    Dyn,
    Try,
    Gen,
    Auto,
    Default,
    MacroRules,
    Raw,
    Safe,
    Union,
    Builtin,
}

/// <summary>The keywords' spellings and what each edition reserves.</summary>
public static class Keywords
{
    private static readonly Dictionary<string, Keyword> ByText = new(StringComparer.Ordinal)
    {
        ["_"] = Keyword.Underscore,
        ["as"] = Keyword.As,
        ["break"] = Keyword.Break,
        ["const"] = Keyword.Const,
        ["continue"] = Keyword.Continue,
        ["crate"] = Keyword.Crate,
        ["else"] = Keyword.Else,
        ["enum"] = Keyword.Enum,
        ["extern"] = Keyword.Extern,
        ["false"] = Keyword.False,
        ["fn"] = Keyword.Fn,
        ["for"] = Keyword.For,
        ["if"] = Keyword.If,
        ["impl"] = Keyword.Impl,
        ["in"] = Keyword.In,
        ["let"] = Keyword.Let,
        ["loop"] = Keyword.Loop,
        ["match"] = Keyword.Match,
        ["mod"] = Keyword.Mod,
        ["move"] = Keyword.Move,
        ["mut"] = Keyword.Mut,
        ["pub"] = Keyword.Pub,
        ["ref"] = Keyword.Ref,
        ["return"] = Keyword.Return,
        ["self"] = Keyword.SelfValue,
        ["Self"] = Keyword.SelfType,
        ["static"] = Keyword.Static,
        ["struct"] = Keyword.Struct,
        ["super"] = Keyword.Super,
        ["trait"] = Keyword.Trait,
        ["true"] = Keyword.True,
        ["type"] = Keyword.Type,
        ["unsafe"] = Keyword.Unsafe,
        ["use"] = Keyword.Use,
        ["where"] = Keyword.Where,
        ["while"] = Keyword.While,
        ["abstract"] = Keyword.Abstract,
        ["become"] = Keyword.Become,
        ["box"] = Keyword.Box,
        ["do"] = Keyword.Do,
        ["final"] = Keyword.Final,
        ["macro"] = Keyword.Macro,
        ["override"] = Keyword.Override,
        ["priv"] = Keyword.Priv,
        ["typeof"] = Keyword.Typeof,
        ["unsized"] = Keyword.Unsized,
        ["virtual"] = Keyword.Virtual,
        ["yield"] = Keyword.Yield,
        ["async"] = Keyword.Async,
        ["await"] = Keyword.Await,
        ["dyn"] = Keyword.Dyn,
        ["try"] = Keyword.Try,
        ["gen"] = Keyword.Gen,
        ["auto"] = Keyword.Auto,
        ["default"] = Keyword.Default,
        ["macro_rules"] = Keyword.MacroRules,
        ["raw"] = Keyword.Raw,
        ["safe"] = Keyword.Safe,
        ["union"] = Keyword.Union,
        ["builtin"] = Keyword.Builtin,
    };

    private static readonly string[] Texts = ["", .. ByText.OrderBy(pair => pair.Value).Select(pair => pair.Key)];

    /// <summary>The keyword a name spells, or none.</summary>
    public static Keyword Of(string text) => ByText.GetValueOrDefault(text);

    /// <summary>How it is spelled.</summary>
    public static string Text(this Keyword word) => Texts[(int)word];

    /// <summary>True for a word that the edition uses.</summary>
    public static bool IsUsed(this Keyword word, Edition edition) =>
        word is >= Keyword.Underscore and <= Keyword.While || (word is Keyword.Async or Keyword.Await or Keyword.Dyn && edition >= Edition.Rust2018);

    /// <summary>True for a word that the edition keeps for later.</summary>
    public static bool IsUnused(this Keyword word, Edition edition) => word is >= Keyword.Abstract and <= Keyword.Yield
        || (word is Keyword.Try && edition >= Edition.Rust2018)
        || (word is Keyword.Gen && edition >= Edition.Rust2024);

    /// <summary>True for a word that cannot be a name in the edition unless it is raw.</summary>
    public static bool IsReserved(this Keyword word, Edition edition) => word.IsUsed(edition) || word.IsUnused(edition);

    /// <summary>True for <c>self</c>, <c>Self</c>, <c>super</c> and <c>crate</c>, which stand in paths though they are reserved.</summary>
    public static bool IsPathSegment(this Keyword word) =>
        word is Keyword.SelfValue or Keyword.SelfType or Keyword.Super or Keyword.Crate;

    /// <summary>A token of a name, with its keyword looked up.</summary>
    public static Token NameToken(Symbol text, Span span, SymbolTable symbols, SyntaxContext context = default) =>
        new(TokenKind.Identifier, span, text) { Word = Of(symbols[text]), Context = context };
}
