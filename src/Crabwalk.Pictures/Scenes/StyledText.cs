using System.Text.Json.Serialization;

namespace Crabwalk.Pictures.Scenes;

/// <summary>
/// What a piece of text means. Renderers turn it into colour, weight and marks; no meaning is ever carried by colour alone.
/// </summary>
public enum TextStyle
{
    /// <summary>Ordinary text.</summary>
    Plain,

    /// <summary>A keyword of the program's language.</summary>
    Keyword,

    /// <summary>A type's name.</summary>
    Type,

    /// <summary>A string or character literal.</summary>
    Text,

    /// <summary>A number literal.</summary>
    Number,

    /// <summary>A comment.</summary>
    Comment,

    /// <summary>A name or piece of code inside a sentence.</summary>
    Code,

    /// <summary>A value that stands where an expression stood, or a variable's value.</summary>
    Value,

    /// <summary>The part that is being evaluated in this step.</summary>
    Now,

    /// <summary>A value that this step changed.</summary>
    Changed,

    /// <summary>A value nobody wrote: what happened to be in memory.</summary>
    Junk,

    /// <summary>Something that is over: freed, moved from, out of scope.</summary>
    Freed,

    /// <summary>What is wrong.</summary>
    Error,

    /// <summary>Something to beware of, such as a leak.</summary>
    Warning,

    /// <summary>Said quietly: types, addresses, notes.</summary>
    Soft,

    /// <summary>Said loudly: titles.</summary>
    Strong,
}

/// <summary>A piece of text of one meaning.</summary>
/// <param name="Text">The characters; never with a line break, except in program output.</param>
/// <param name="Style">What they mean.</param>
/// <param name="Step">The step that this piece leads to, such as "freed at line 9"; null when it leads nowhere.</param>
public sealed record TextRun(string Text, TextStyle Style = TextStyle.Plain, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Step = null);
