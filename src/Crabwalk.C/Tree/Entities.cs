using Crabwalk.C.Types;
using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;

namespace Crabwalk.C.Tree;

/// <summary>What a translation unit comes to: everything that was declared or defined, in the order of the text.</summary>
public sealed class TranslationUnit(CTypes types)
{
    private readonly List<FunctionDefinition> _definitions = [];
    private readonly List<Function> _functions = [];
    private readonly List<Variable> _globals = [];

    /// <summary>The types, with the target whose sizes were used.</summary>
    public CTypes Types { get; } = types;

    /// <summary>The functions that have a body here.</summary>
    public IReadOnlyList<FunctionDefinition> Definitions => _definitions;

    /// <summary>All functions that were declared here, with or without a body, once each.</summary>
    public IReadOnlyList<Function> Functions => _functions;

    /// <summary>
    /// All variables of static or thread storage: of file scope, static and extern ones of blocks, and file-scope compound literals.
    /// An extern one that is not <see cref="Variable.IsDefined"/> is defined elsewhere.
    /// </summary>
    public IReadOnlyList<Variable> Globals => _globals;

    internal void Add(FunctionDefinition definition) => _definitions.Add(definition);

    internal void Add(Function function) => _functions.Add(function);

    internal void Add(Variable variable) => _globals.Add(variable);
}

/// <summary>How long an object lives (6.2.4).</summary>
public enum StorageDuration
{
    /// <summary>As long as the block around it.</summary>
    Automatic,

    /// <summary>As long as the program.</summary>
    Static,

    /// <summary>As long as the thread.</summary>
    Thread,
}

/// <summary>Whether declarations in other places mean the same thing (6.2.2).</summary>
public enum Linkage
{
    /// <summary>No other declaration does.</summary>
    None,

    /// <summary>Those of this translation unit do.</summary>
    Internal,

    /// <summary>Those of the whole program do.</summary>
    External,
}

/// <summary>An object with a declaration: a variable, a parameter, or the unnamed object of a compound literal. Compared by identity.</summary>
public sealed class Variable(string name, Span span, CType type, StorageDuration storage, Linkage linkage)
{
    /// <summary>Its name; empty for a compound literal's object and for a parameter without one.</summary>
    public string Name { get; } = name;

    /// <summary>Where its name stands in the declaration that counts: the definition when there is one.</summary>
    public Span Span { get; internal set; } = span;

    /// <summary>Its type; completed by later declarations of the same object (composite type).</summary>
    public CType Type { get; internal set; } = type;

    /// <summary>How long it lives.</summary>
    public StorageDuration Storage { get; } = storage;

    /// <summary>Who else can name it.</summary>
    public Linkage Linkage { get; } = linkage;

    /// <summary>True when storage is reserved here: a definition, also a tentative one (6.9.2).</summary>
    public bool IsDefined { get; internal set; }

    /// <summary>True for a parameter.</summary>
    public bool IsParameter { get; init; }

    /// <summary>The array type in which a parameter was written, before it became a pointer; null for others. For display.</summary>
    public CType? DeclaredAsArray { get; init; }

    /// <summary>True with <c>register</c>: its address cannot be taken.</summary>
    public bool IsRegister { get; init; }

    /// <summary>How it starts; null when uninitialised (automatic) or zero (static).</summary>
    public Initializer? Initializer { get; internal set; }

    /// <summary>The alignment of <c>_Alignas</c> or <c>__attribute__((aligned))</c>; 0 when it is the type's.</summary>
    public long Alignment { get; internal set; }

    /// <summary>The bytes that an initialised flexible array member takes beyond the type's size.</summary>
    public long FlexibleBytes { get; internal set; }

    /// <summary>The function in which it was declared; null at file scope.</summary>
    public Function? Owner { get; init; }

    /// <summary>True for gcc's <c>__attribute__((weak))</c>: another file's definition wins, and none is no error.</summary>
    public bool IsWeak { get; internal set; }

    /// <summary>The function called with its address when an automatic variable's block ends: gcc's <c>cleanup</c>.</summary>
    public Function? Cleanup { get; internal set; }

    /// <summary>True once something read it, called it or took its address.</summary>
    public bool IsUsed { get; internal set; }

    /// <summary>True once an expression named it, be it only to set it.</summary>
    internal bool IsMentioned { get; set; }

    /// <summary>True when the program says that it may go unused.</summary>
    public bool MayBeUnused { get; internal set; }

    /// <summary>True once its address was taken, be it by indexing; a variable without it never needs memory.</summary>
    public bool IsAddressTaken { get; internal set; }
}

/// <summary>A function by name. Compared by identity.</summary>
public sealed class Function(string name, Span span, CType.Function type, Linkage linkage)
{
    /// <summary>Its name.</summary>
    public string Name { get; } = name;

    /// <summary>Where its name stands: in the definition when there is one, else in the first declaration.</summary>
    public Span Span { get; internal set; } = span;

    /// <summary>Its type; completed by later declarations (composite type).</summary>
    public CType.Function Type { get; internal set; } = type;

    /// <summary>Who else can name it.</summary>
    public Linkage Linkage { get; } = linkage;

    /// <summary>The body; null when it is defined elsewhere.</summary>
    public FunctionDefinition? Definition { get; internal set; }

    /// <summary>True with <c>inline</c> on some declaration.</summary>
    public bool IsInline { get; internal set; }

    /// <summary>
    /// True for an inline definition without <c>extern</c> (6.7.4p7): its body may be used here, and another file has to define the
    /// function for the whole program.
    /// </summary>
    public bool IsInlineOnly { get; internal set; }

    /// <summary>True when it never returns.</summary>
    public bool IsNoReturn { get; internal set; }

    /// <summary>True when it was only called and never declared: a warning, and the library's real type if it is a library function.</summary>
    public bool IsImplicit { get; internal set; }

    /// <summary>True for gcc's <c>__attribute__((weak))</c>.</summary>
    public bool IsWeak { get; internal set; }

    /// <summary>The name of gcc's <c>alias("...")</c>; null without.</summary>
    public string? AliasOf { get; internal set; }

    /// <summary>The name that an assembler label gives it, <c>int f(void) __asm__("g")</c>; null without.</summary>
    public string? AssemblerName { get; internal set; }

    /// <summary>True to be called before <c>main</c> or after it.</summary>
    public bool IsConstructor { get; internal set; }

    /// <summary>True to be called after <c>main</c>.</summary>
    public bool IsDestructor { get; internal set; }

    /// <summary>True once something called it or took its address.</summary>
    public bool IsUsed { get; internal set; }

    /// <summary>True when the program says that it may go unused.</summary>
    public bool MayBeUnused { get; internal set; }

    /// <summary>How its format string is checked, for printf- and scanf-like functions.</summary>
    public FormatAttribute? Format { get; internal set; }
}

/// <summary>gcc's <c>format(printf, m, n)</c>: which parameter is the format and which argument, from 1, is the first value; 0 for va_list ones.</summary>
public sealed record FormatAttribute(bool IsScanf, int FormatIndex, int FirstArgument);

/// <summary>The body of a function.</summary>
/// <remarks>
/// <c>Function</c>: Whose.
/// <c>Span</c>: From the first token of the declaration to the closing brace.
/// <c>Parameters</c>: The parameters as variables, in order. In an old-style definition they have their declared types; arguments come promoted.
/// <c>Bounds</c>: Sizes of variable-length arrays in the parameters' types, evaluated on entry.
/// <c>Body</c>: The outermost block.
/// <c>Labels</c>: Its labels in the order of the text.
/// </remarks>
public sealed record FunctionDefinition(
    Function Function,
    Span Span,
    EquatableArray<Variable> Parameters,
    EquatableArray<VariableBound> Bounds,
    Statement.Block Body,
    EquatableArray<Label> Labels)
{
    /// <summary>True for <c>int f(a, b) int a; char b; {...}</c>: callers pass promoted arguments that are converted on entry.</summary>
    public bool IsOldStyle { get; init; }

    /// <summary>True when the end can be reached without a return, as far as statements tell; <c>main</c> then returns 0.</summary>
    public bool FallsOffEnd { get; init; }
}
