using Crabwalk.C.Lexing;
using Crabwalk.C.Tree;
using Crabwalk.C.Types;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;

namespace Crabwalk.C.Checking;

/// <summary>What all checkers of one translation unit share.</summary>
internal sealed class CheckContext
{
    public CheckContext(CTypes types, CStandard standard, WarningOptions warnings, SourceMap map, SymbolTable symbols, DiagnosticSink sink)
    {
        Types = types;
        Standard = standard;
        Warnings = warnings;
        Diagnostics = sink;
        Map = map;
        Symbols = symbols;
        Report = new(sink, map, warnings);
        Fold = new(types);
        Unit = new(types);
    }

    public CTypes Types { get; }

    public CStandard Standard { get; }

    public WarningOptions Warnings { get; }

    public DiagnosticSink Diagnostics { get; }

    public SourceMap Map { get; }

    public SymbolTable Symbols { get; }

    public CheckReporter Report { get; }

    public Folding Fold { get; }

    public Scopes Scopes { get; } = new();

    public TranslationUnit Unit { get; }

    /// <summary>The function whose body is being read; null at file scope.</summary>
    public FunctionContext? Function { get; set; }

    /// <summary>Above 0 inside operands that are never evaluated: of <c>sizeof</c>, <c>typeof</c>, <c>_Generic</c>.</summary>
    public int UnevaluatedDepth { get; set; }

    /// <summary>Sizes of variable-length arrays met and not yet given to a statement or expression that evaluates them.</summary>
    public List<VariableBound> PendingBounds { get; } = [];

    /// <summary>The smallest span over two parts; when they come from different macros, over the places where those were called.</summary>
    public Span Join(Span first, Span last)
    {
        if (first.Source == last.Source && first.Expansion == last.Expansion)
        {
            return first with { End = Math.Max(first.End, last.End) };
        }

        return Map.Outermost(first).To(Map.Outermost(last));
    }

    /// <summary>An expression that stands for one that was reported.</summary>
    public static Expression Wrong(Span span, Reported reported) => new Expression.Error(span, new CType.Error(reported), reported);

    /// <summary>Reports an error and gives an expression for what was wrong.</summary>
    public Expression Fail(Span span, Diagnostic diagnostic) => Wrong(span, Report.Error(diagnostic));
}

/// <summary>What is known of the function whose body is being read.</summary>
internal sealed class FunctionContext(Function function, IReadOnlyList<Variable> parameters)
{
    public Function Function { get; } = function;

    public IReadOnlyList<Variable> Parameters { get; } = parameters;

    /// <summary>Names that were reported as undeclared: once in a function is enough.</summary>
    public HashSet<Symbol> Undeclared { get; } = [];

    /// <summary>The report of the last undeclared name, which stands for the repeated ones.</summary>
    public Reported? LastUndeclared { get; set; }

    /// <summary>The variable <c>__func__</c>, once something asked for it.</summary>
    public Variable? NameVariable { get; set; }

    /// <summary>How many loops are open.</summary>
    public int LoopDepth { get; set; }

    /// <summary>The switches that are open, innermost last.</summary>
    public Stack<OpenSwitch> Switches { get; } = new();

    /// <summary>The labels of the function.</summary>
    public LabelTable Labels { get; } = new();
}

/// <summary>A switch whose body is being read.</summary>
internal sealed class OpenSwitch(Switch symbol, Expression value)
{
    public Switch Switch { get; } = symbol;

    public Expression Value { get; } = value;

    /// <summary>The chain of variable-length declarations that were in sight where it began.</summary>
    public VariableScope? Scope { get; init; }

    /// <summary>Labels by their first value, to find duplicates.</summary>
    public SortedList<Int128, (Int128 High, Span Span)> Values { get; } = [];
}
