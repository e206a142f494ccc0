namespace Crabwalk.C.Lexing;

/// <summary>
/// What a token is. The preprocessor works on <see cref="Identifier"/> for every name and turns keywords into their own kinds as
/// tokens leave it; gcc's spellings of a keyword (<c>__inline__</c>) have the keyword's kind. Names such as
/// <c>__builtin_va_arg</c> stay identifiers.
/// </summary>
public enum TokenKind : byte
{
    /// <summary>After the last token.</summary>
    EndOfFile,

    /// <summary>The end of a directive's line; never leaves the preprocessor.</summary>
    EndOfDirective,

    /// <summary>A name that is no keyword.</summary>
    Identifier,

    /// <summary>A preprocessing number (6.4.8): any numeric constant, and things like <c>1.2.3</c> that are none.</summary>
    PpNumber,

    /// <summary>A character constant with its prefix and quotes.</summary>
    CharConstant,

    /// <summary>A string literal with its prefix and quotes.</summary>
    StringLiteral,

    /// <summary>The name in an <c>#include</c> with its <c>&lt;&gt;</c> or quotes; never leaves the preprocessor.</summary>
    HeaderName,

    /// <summary>A character that C has no use for; reported and dropped where tokens leave the preprocessor.</summary>
    Unknown,

    /// <summary><c>auto</c></summary>
    Auto,

    /// <summary><c>break</c></summary>
    Break,

    /// <summary><c>case</c></summary>
    Case,

    /// <summary><c>char</c></summary>
    Char,

    /// <summary><c>const</c>, <c>__const</c>, <c>__const__</c></summary>
    Const,

    /// <summary><c>continue</c></summary>
    Continue,

    /// <summary><c>default</c></summary>
    Default,

    /// <summary><c>do</c></summary>
    Do,

    /// <summary><c>double</c></summary>
    Double,

    /// <summary><c>else</c></summary>
    Else,

    /// <summary><c>enum</c></summary>
    Enum,

    /// <summary><c>extern</c></summary>
    Extern,

    /// <summary><c>float</c></summary>
    Float,

    /// <summary><c>for</c></summary>
    For,

    /// <summary><c>goto</c></summary>
    Goto,

    /// <summary><c>if</c></summary>
    If,

    /// <summary><c>inline</c>, <c>__inline</c>, <c>__inline__</c></summary>
    Inline,

    /// <summary><c>int</c></summary>
    Int,

    /// <summary><c>long</c></summary>
    Long,

    /// <summary><c>register</c></summary>
    Register,

    /// <summary><c>restrict</c>, <c>__restrict</c>, <c>__restrict__</c></summary>
    Restrict,

    /// <summary><c>return</c></summary>
    Return,

    /// <summary><c>short</c></summary>
    Short,

    /// <summary><c>signed</c>, <c>__signed</c>, <c>__signed__</c></summary>
    Signed,

    /// <summary><c>sizeof</c></summary>
    Sizeof,

    /// <summary><c>static</c></summary>
    Static,

    /// <summary><c>struct</c></summary>
    Struct,

    /// <summary><c>switch</c></summary>
    Switch,

    /// <summary><c>typedef</c></summary>
    Typedef,

    /// <summary><c>union</c></summary>
    Union,

    /// <summary><c>unsigned</c></summary>
    Unsigned,

    /// <summary><c>void</c></summary>
    Void,

    /// <summary><c>volatile</c>, <c>__volatile</c>, <c>__volatile__</c></summary>
    Volatile,

    /// <summary><c>while</c></summary>
    While,

    /// <summary><c>_Alignas</c></summary>
    Alignas,

    /// <summary><c>_Alignof</c>, <c>__alignof</c>, <c>__alignof__</c></summary>
    Alignof,

    /// <summary><c>_Atomic</c></summary>
    Atomic,

    /// <summary><c>_Bool</c></summary>
    Bool,

    /// <summary><c>_Complex</c>, <c>__complex</c>, <c>__complex__</c></summary>
    Complex,

    /// <summary><c>_Generic</c></summary>
    Generic,

    /// <summary><c>_Imaginary</c></summary>
    Imaginary,

    /// <summary><c>_Noreturn</c></summary>
    Noreturn,

    /// <summary><c>_Static_assert</c></summary>
    StaticAssert,

    /// <summary><c>_Thread_local</c>, <c>__thread</c></summary>
    ThreadLocal,

    /// <summary><c>typeof</c>, <c>__typeof</c>, <c>__typeof__</c></summary>
    Typeof,

    /// <summary><c>asm</c>, <c>__asm</c>, <c>__asm__</c></summary>
    Asm,

    /// <summary><c>__attribute__</c>, <c>__attribute</c></summary>
    Attribute,

    /// <summary><c>__extension__</c></summary>
    Extension,

    /// <summary><c>__auto_type</c></summary>
    AutoType,

    /// <summary><c>__label__</c></summary>
    LocalLabel,

    /// <summary><c>__real__</c>, <c>__real</c></summary>
    RealPart,

    /// <summary><c>__imag__</c>, <c>__imag</c></summary>
    ImaginaryPart,

    /// <summary><c>__int128</c></summary>
    Int128,

    /// <summary><c>_Float16</c></summary>
    Float16,

    /// <summary><c>_Float32</c></summary>
    Float32,

    /// <summary><c>_Float64</c></summary>
    Float64,

    /// <summary><c>_Float128</c>, <c>__float128</c></summary>
    Float128,

    /// <summary><c>_Float32x</c></summary>
    Float32X,

    /// <summary><c>_Float64x</c></summary>
    Float64X,

    /// <summary><c>[</c></summary>
    LeftBracket,

    /// <summary><c>]</c></summary>
    RightBracket,

    /// <summary><c>(</c></summary>
    LeftParen,

    /// <summary><c>)</c></summary>
    RightParen,

    /// <summary><c>{</c></summary>
    LeftBrace,

    /// <summary><c>}</c></summary>
    RightBrace,

    /// <summary><c>.</c></summary>
    Dot,

    /// <summary><c>-&gt;</c></summary>
    Arrow,

    /// <summary><c>++</c></summary>
    PlusPlus,

    /// <summary><c>--</c></summary>
    MinusMinus,

    /// <summary><c>&amp;</c></summary>
    Ampersand,

    /// <summary><c>*</c></summary>
    Star,

    /// <summary><c>+</c></summary>
    Plus,

    /// <summary><c>-</c></summary>
    Minus,

    /// <summary><c>~</c></summary>
    Tilde,

    /// <summary><c>!</c></summary>
    Exclamation,

    /// <summary><c>/</c></summary>
    Slash,

    /// <summary><c>%</c></summary>
    Percent,

    /// <summary><c>&lt;&lt;</c></summary>
    LessLess,

    /// <summary><c>&gt;&gt;</c></summary>
    GreaterGreater,

    /// <summary><c>&lt;</c></summary>
    Less,

    /// <summary><c>&gt;</c></summary>
    Greater,

    /// <summary><c>&lt;=</c></summary>
    LessEqual,

    /// <summary><c>&gt;=</c></summary>
    GreaterEqual,

    /// <summary><c>==</c></summary>
    EqualEqual,

    /// <summary><c>!=</c></summary>
    ExclamationEqual,

    /// <summary><c>^</c></summary>
    Caret,

    /// <summary><c>|</c></summary>
    Pipe,

    /// <summary><c>&amp;&amp;</c></summary>
    AmpersandAmpersand,

    /// <summary><c>||</c></summary>
    PipePipe,

    /// <summary><c>?</c></summary>
    Question,

    /// <summary><c>:</c></summary>
    Colon,

    /// <summary><c>;</c></summary>
    Semicolon,

    /// <summary><c>...</c></summary>
    Ellipsis,

    /// <summary><c>=</c></summary>
    Equal,

    /// <summary><c>*=</c></summary>
    StarEqual,

    /// <summary><c>/=</c></summary>
    SlashEqual,

    /// <summary><c>%=</c></summary>
    PercentEqual,

    /// <summary><c>+=</c></summary>
    PlusEqual,

    /// <summary><c>-=</c></summary>
    MinusEqual,

    /// <summary><c>&lt;&lt;=</c></summary>
    LessLessEqual,

    /// <summary><c>&gt;&gt;=</c></summary>
    GreaterGreaterEqual,

    /// <summary><c>&amp;=</c></summary>
    AmpersandEqual,

    /// <summary><c>^=</c></summary>
    CaretEqual,

    /// <summary><c>|=</c></summary>
    PipeEqual,

    /// <summary><c>,</c></summary>
    Comma,

    /// <summary><c>#</c></summary>
    Hash,

    /// <summary><c>##</c></summary>
    HashHash,
}
