using System.Collections.Immutable;
using Crabwalk.C.Lexing;
using Crabwalk.Foundation.Text;

namespace Crabwalk.C.Preprocessing.Macros;

/// <summary>What a name stands for (6.10.3).</summary>
public abstract record Macro
{
    private Macro(Symbol name, Span definition)
    {
        Name = name;
        Definition = definition;
    }

    /// <summary>The name.</summary>
    public Symbol Name { get; }

    /// <summary>Where the name stands in its definition.</summary>
    public Span Definition { get; }

    /// <summary><c>#define NAME body</c></summary>
    public sealed record ObjectLike(Symbol Name, Span Definition, ImmutableArray<Token> Body, BodyTraits Traits) : Macro(Name, Definition);

    /// <summary><c>#define NAME(parameters) body</c></summary>
    /// <param name="Name">The name.</param>
    /// <param name="Definition">Where it is defined.</param>
    /// <param name="Parameters">
    /// The names of the parameters. That of a variadic macro's rest is the last: <c>__VA_ARGS__</c>, or gcc's <c>args...</c>.
    /// </param>
    /// <param name="Variadic">Whether the last parameter takes all that is left.</param>
    /// <param name="Body">The replacement list.</param>
    /// <param name="ParameterAt">For each token of the body the parameter it names, or -1.</param>
    /// <param name="Traits">What is in the body.</param>
    public sealed record FunctionLike(
        Symbol Name,
        Span Definition,
        ImmutableArray<Symbol> Parameters,
        VariadicForm Variadic,
        ImmutableArray<Token> Body,
        ImmutableArray<int> ParameterAt,
        BodyTraits Traits) : Macro(Name, Definition)
    {
        /// <summary>True when the last parameter takes all that is left.</summary>
        public bool IsVariadic => Variadic != VariadicForm.None;

        /// <summary>True for the number of the parameter that takes all that is left.</summary>
        public bool IsRest(int parameter) => IsVariadic && parameter == Parameters.Length - 1;
    }

    /// <summary>A name whose meaning depends on where it stands.</summary>
    public sealed record Dynamic(Symbol Name, Span Definition, DynamicMacro Meaning) : Macro(Name, Definition);
}

/// <summary>How a macro takes any number of arguments.</summary>
public enum VariadicForm
{
    /// <summary>It does not.</summary>
    None,

    /// <summary><c>...</c>, used as <c>__VA_ARGS__</c>.</summary>
    Standard,

    /// <summary>gcc's <c>name...</c>.</summary>
    Named,
}

/// <summary>Whether expanding a body takes more than copying its tokens.</summary>
public enum BodyTraits
{
    /// <summary>Only tokens and parameters.</summary>
    Plain,

    /// <summary>It holds <c>#</c>, <c>##</c> or <c>__VA_OPT__</c>.</summary>
    HasOperators,
}

/// <summary>The names of <see cref="Macro.Dynamic"/>.</summary>
public enum DynamicMacro
{
    /// <summary><c>__FILE__</c></summary>
    File,

    /// <summary><c>__LINE__</c></summary>
    Line,

    /// <summary><c>__DATE__</c></summary>
    Date,

    /// <summary><c>__TIME__</c></summary>
    Time,

    /// <summary><c>__TIMESTAMP__</c></summary>
    Timestamp,

    /// <summary><c>__COUNTER__</c>: one more at each use.</summary>
    Counter,

    /// <summary><c>__INCLUDE_LEVEL__</c></summary>
    IncludeLevel,

    /// <summary><c>__BASE_FILE__</c>: the file that the compiler was called with.</summary>
    BaseFile,
}
