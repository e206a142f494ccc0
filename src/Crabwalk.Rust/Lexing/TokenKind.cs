namespace Crabwalk.Rust.Lexing;

/// <summary>
/// What a token is. Operators come glued (<c>&gt;&gt;=</c> is one token, as macro patterns see it); the parser splits them where the
/// grammar wants the first half only. Doc comments are tokens, plain comments are not.
/// </summary>
public enum TokenKind : byte
{
    EndOfFile,
    Identifier,
    Lifetime,
    Integer,
    Float,
    Char,
    Byte,
    String,
    RawString,
    ByteString,
    RawByteString,
    CString,
    RawCString,
    DocComment,
    Unknown,
    OpenParen,
    CloseParen,
    OpenBracket,
    CloseBracket,
    OpenBrace,
    CloseBrace,
    OpenInvisible,
    CloseInvisible,
    Semicolon,
    Comma,
    Dot,
    DotDot,
    DotDotDot,
    DotDotEquals,
    At,
    Pound,
    Tilde,
    Question,
    Colon,
    PathSeparator,
    Dollar,
    Assign,
    EqualEqual,
    Not,
    NotEqual,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
    And,
    AndAnd,
    Or,
    OrOr,
    Plus,
    Minus,
    Star,
    Slash,
    Percent,
    Caret,
    ShiftLeft,
    ShiftRight,
    PlusAssign,
    MinusAssign,
    StarAssign,
    SlashAssign,
    PercentAssign,
    CaretAssign,
    AndAssign,
    OrAssign,
    ShiftLeftAssign,
    ShiftRightAssign,
    Arrow,
    FatArrow,
    LeftArrow,
}

/// <summary>The spelling of punctuation.</summary>
public static class TokenKinds
{
    /// <summary>How punctuation is spelled; empty for kinds with a text of their own.</summary>
    public static string Spelling(this TokenKind kind) => kind switch
    {
        TokenKind.OpenParen => "(",
        TokenKind.CloseParen => ")",
        TokenKind.OpenBracket => "[",
        TokenKind.CloseBracket => "]",
        TokenKind.OpenBrace => "{",
        TokenKind.CloseBrace => "}",
        TokenKind.Semicolon => ";",
        TokenKind.Comma => ",",
        TokenKind.Dot => ".",
        TokenKind.DotDot => "..",
        TokenKind.DotDotDot => "...",
        TokenKind.DotDotEquals => "..=",
        TokenKind.At => "@",
        TokenKind.Pound => "#",
        TokenKind.Tilde => "~",
        TokenKind.Question => "?",
        TokenKind.Colon => ":",
        TokenKind.PathSeparator => "::",
        TokenKind.Dollar => "$",
        TokenKind.Assign => "=",
        TokenKind.EqualEqual => "==",
        TokenKind.Not => "!",
        TokenKind.NotEqual => "!=",
        TokenKind.Less => "<",
        TokenKind.LessEqual => "<=",
        TokenKind.Greater => ">",
        TokenKind.GreaterEqual => ">=",
        TokenKind.And => "&",
        TokenKind.AndAnd => "&&",
        TokenKind.Or => "|",
        TokenKind.OrOr => "||",
        TokenKind.Plus => "+",
        TokenKind.Minus => "-",
        TokenKind.Star => "*",
        TokenKind.Slash => "/",
        TokenKind.Percent => "%",
        TokenKind.Caret => "^",
        TokenKind.ShiftLeft => "<<",
        TokenKind.ShiftRight => ">>",
        TokenKind.PlusAssign => "+=",
        TokenKind.MinusAssign => "-=",
        TokenKind.StarAssign => "*=",
        TokenKind.SlashAssign => "/=",
        TokenKind.PercentAssign => "%=",
        TokenKind.CaretAssign => "^=",
        TokenKind.AndAssign => "&=",
        TokenKind.OrAssign => "|=",
        TokenKind.ShiftLeftAssign => "<<=",
        TokenKind.ShiftRightAssign => ">>=",
        TokenKind.Arrow => "->",
        TokenKind.FatArrow => "=>",
        TokenKind.LeftArrow => "<-",
        _ => "",
    };

    /// <summary>True for numbers, characters and strings of all sorts.</summary>
    public static bool IsLiteral(this TokenKind kind) => kind is >= TokenKind.Integer and <= TokenKind.RawCString;

    /// <summary>True for a bracket that opens.</summary>
    public static bool IsOpen(this TokenKind kind) =>
        kind is TokenKind.OpenParen or TokenKind.OpenBracket or TokenKind.OpenBrace or TokenKind.OpenInvisible;

    /// <summary>True for a bracket that closes.</summary>
    public static bool IsClose(this TokenKind kind) =>
        kind is TokenKind.CloseParen or TokenKind.CloseBracket or TokenKind.CloseBrace or TokenKind.CloseInvisible;

    /// <summary>The closing bracket of an opening one.</summary>
    public static TokenKind Closing(this TokenKind open) => open + 1;

    /// <summary>The kind and the rest when the first character of an operator is taken off; null when there is nothing to take.</summary>
    public static (TokenKind First, TokenKind Second)? Split(this TokenKind kind) => kind switch
    {
        TokenKind.ShiftRight => (TokenKind.Greater, TokenKind.Greater),
        TokenKind.ShiftRightAssign => (TokenKind.Greater, TokenKind.GreaterEqual),
        TokenKind.GreaterEqual => (TokenKind.Greater, TokenKind.Assign),
        TokenKind.ShiftLeft => (TokenKind.Less, TokenKind.Less),
        TokenKind.ShiftLeftAssign => (TokenKind.Less, TokenKind.LessEqual),
        TokenKind.LeftArrow => (TokenKind.Less, TokenKind.Minus),
        TokenKind.LessEqual => (TokenKind.Less, TokenKind.Assign),
        TokenKind.AndAnd => (TokenKind.And, TokenKind.And),
        TokenKind.AndAssign => (TokenKind.And, TokenKind.Assign),
        TokenKind.OrOr => (TokenKind.Or, TokenKind.Or),
        TokenKind.OrAssign => (TokenKind.Or, TokenKind.Assign),
        TokenKind.PlusAssign => (TokenKind.Plus, TokenKind.Assign),
        _ => null,
    };
}
