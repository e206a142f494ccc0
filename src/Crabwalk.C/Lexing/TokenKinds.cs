using System.Collections.Immutable;

namespace Crabwalk.C.Lexing;

/// <summary>How each kind of token is spelled, in one table for the lexer, the keyword table and the messages.</summary>
public static class TokenKinds
{
    /// <summary>Every spelling of every keyword; a kind's first spelling is the one messages use.</summary>
    internal static readonly ImmutableArray<(string Spelling, TokenKind Kind)> Keywords =
    [
        ("auto", TokenKind.Auto),
        ("break", TokenKind.Break),
        ("case", TokenKind.Case),
        ("char", TokenKind.Char),
        ("const", TokenKind.Const),
        ("__const", TokenKind.Const),
        ("__const__", TokenKind.Const),
        ("continue", TokenKind.Continue),
        ("default", TokenKind.Default),
        ("do", TokenKind.Do),
        ("double", TokenKind.Double),
        ("else", TokenKind.Else),
        ("enum", TokenKind.Enum),
        ("extern", TokenKind.Extern),
        ("float", TokenKind.Float),
        ("for", TokenKind.For),
        ("goto", TokenKind.Goto),
        ("if", TokenKind.If),
        ("inline", TokenKind.Inline),
        ("__inline", TokenKind.Inline),
        ("__inline__", TokenKind.Inline),
        ("int", TokenKind.Int),
        ("long", TokenKind.Long),
        ("register", TokenKind.Register),
        ("restrict", TokenKind.Restrict),
        ("__restrict", TokenKind.Restrict),
        ("__restrict__", TokenKind.Restrict),
        ("return", TokenKind.Return),
        ("short", TokenKind.Short),
        ("signed", TokenKind.Signed),
        ("__signed", TokenKind.Signed),
        ("__signed__", TokenKind.Signed),
        ("sizeof", TokenKind.Sizeof),
        ("static", TokenKind.Static),
        ("struct", TokenKind.Struct),
        ("switch", TokenKind.Switch),
        ("typedef", TokenKind.Typedef),
        ("union", TokenKind.Union),
        ("unsigned", TokenKind.Unsigned),
        ("void", TokenKind.Void),
        ("volatile", TokenKind.Volatile),
        ("__volatile", TokenKind.Volatile),
        ("__volatile__", TokenKind.Volatile),
        ("while", TokenKind.While),
        ("_Alignas", TokenKind.Alignas),
        ("_Alignof", TokenKind.Alignof),
        ("__alignof", TokenKind.Alignof),
        ("__alignof__", TokenKind.Alignof),
        ("_Atomic", TokenKind.Atomic),
        ("_Bool", TokenKind.Bool),
        ("_Complex", TokenKind.Complex),
        ("__complex", TokenKind.Complex),
        ("__complex__", TokenKind.Complex),
        ("_Generic", TokenKind.Generic),
        ("_Imaginary", TokenKind.Imaginary),
        ("_Noreturn", TokenKind.Noreturn),
        ("_Static_assert", TokenKind.StaticAssert),
        ("_Thread_local", TokenKind.ThreadLocal),
        ("__thread", TokenKind.ThreadLocal),
        ("typeof", TokenKind.Typeof),
        ("__typeof", TokenKind.Typeof),
        ("__typeof__", TokenKind.Typeof),
        ("asm", TokenKind.Asm),
        ("__asm", TokenKind.Asm),
        ("__asm__", TokenKind.Asm),
        ("__attribute__", TokenKind.Attribute),
        ("__attribute", TokenKind.Attribute),
        ("__extension__", TokenKind.Extension),
        ("__auto_type", TokenKind.AutoType),
        ("__label__", TokenKind.LocalLabel),
        ("__real__", TokenKind.RealPart),
        ("__real", TokenKind.RealPart),
        ("__imag__", TokenKind.ImaginaryPart),
        ("__imag", TokenKind.ImaginaryPart),
        ("__int128", TokenKind.Int128),
        ("_Float16", TokenKind.Float16),
        ("_Float32", TokenKind.Float32),
        ("_Float64", TokenKind.Float64),
        ("_Float128", TokenKind.Float128),
        ("__float128", TokenKind.Float128),
        ("_Float32x", TokenKind.Float32X),
        ("_Float64x", TokenKind.Float64X),
    ];

    /// <summary>Every punctuator; digraphs are not listed, since they have the kind of what they stand for.</summary>
    internal static readonly ImmutableArray<(string Spelling, TokenKind Kind)> Punctuators =
    [
        ("[", TokenKind.LeftBracket),
        ("]", TokenKind.RightBracket),
        ("(", TokenKind.LeftParen),
        (")", TokenKind.RightParen),
        ("{", TokenKind.LeftBrace),
        ("}", TokenKind.RightBrace),
        (".", TokenKind.Dot),
        ("->", TokenKind.Arrow),
        ("++", TokenKind.PlusPlus),
        ("--", TokenKind.MinusMinus),
        ("&", TokenKind.Ampersand),
        ("*", TokenKind.Star),
        ("+", TokenKind.Plus),
        ("-", TokenKind.Minus),
        ("~", TokenKind.Tilde),
        ("!", TokenKind.Exclamation),
        ("/", TokenKind.Slash),
        ("%", TokenKind.Percent),
        ("<<", TokenKind.LessLess),
        (">>", TokenKind.GreaterGreater),
        ("<", TokenKind.Less),
        (">", TokenKind.Greater),
        ("<=", TokenKind.LessEqual),
        (">=", TokenKind.GreaterEqual),
        ("==", TokenKind.EqualEqual),
        ("!=", TokenKind.ExclamationEqual),
        ("^", TokenKind.Caret),
        ("|", TokenKind.Pipe),
        ("&&", TokenKind.AmpersandAmpersand),
        ("||", TokenKind.PipePipe),
        ("?", TokenKind.Question),
        (":", TokenKind.Colon),
        (";", TokenKind.Semicolon),
        ("...", TokenKind.Ellipsis),
        ("=", TokenKind.Equal),
        ("*=", TokenKind.StarEqual),
        ("/=", TokenKind.SlashEqual),
        ("%=", TokenKind.PercentEqual),
        ("+=", TokenKind.PlusEqual),
        ("-=", TokenKind.MinusEqual),
        ("<<=", TokenKind.LessLessEqual),
        (">>=", TokenKind.GreaterGreaterEqual),
        ("&=", TokenKind.AmpersandEqual),
        ("^=", TokenKind.CaretEqual),
        ("|=", TokenKind.PipeEqual),
        (",", TokenKind.Comma),
        ("#", TokenKind.Hash),
        ("##", TokenKind.HashHash),
    ];

    private static readonly ImmutableArray<string> Spellings = CollectSpellings();

    /// <summary>True for the kinds of keywords.</summary>
    public static bool IsKeyword(this TokenKind kind) => kind is >= TokenKind.Auto and <= TokenKind.Float64X;

    /// <summary>True for operators and other punctuation.</summary>
    public static bool IsPunctuator(this TokenKind kind) => kind >= TokenKind.LeftBracket;

    /// <summary>The usual spelling of a keyword or punctuator; empty for kinds that have many.</summary>
    public static string Spelling(this TokenKind kind) => Spellings[(int)kind];

    /// <summary>The kind as a message says what was expected: <c>`;`</c>, <c>an identifier</c>.</summary>
    public static string Describe(this TokenKind kind) => kind switch
    {
        TokenKind.EndOfFile => "end of file",
        TokenKind.EndOfDirective => "end of line",
        TokenKind.Identifier => "an identifier",
        TokenKind.PpNumber => "a number",
        TokenKind.CharConstant => "a character constant",
        TokenKind.StringLiteral => "a string literal",
        TokenKind.HeaderName => "a header name",
        TokenKind.Unknown => "a stray character",
        _ => $"`{kind.Spelling()}`",
    };

    private static ImmutableArray<string> CollectSpellings()
    {
        string[] spellings = new string[(int)TokenKind.HashHash + 1];
        Array.Fill(spellings, "");
        foreach ((string spelling, TokenKind kind) in Keywords.Concat(Punctuators))
        {
            if (spellings[(int)kind].Length == 0)
            {
                spellings[(int)kind] = spelling;
            }
        }

        return [.. spellings];
    }
}
