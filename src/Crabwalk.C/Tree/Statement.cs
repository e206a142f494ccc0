using Crabwalk.C.Types;
using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;

namespace Crabwalk.C.Tree;

/// <summary>A statement or a declaration inside a function. Conditions are scalars; controlling values of switches are promoted integers.</summary>
public abstract record Statement
{
    private Statement(Span span) => Span = span;

    /// <summary>Its text.</summary>
    public Span Span { get; }

    /// <summary><c>{ ... }</c>; the variables declared directly in it end where it ends.</summary>
    public sealed record Block(Span Span, EquatableArray<Statement> Statements) : Statement(Span)
    {
        /// <summary>The closing brace, where the variables end.</summary>
        public Span End => Span.Length > 0 ? Span with { Start = Span.End - 1 } : Span;
    }

    /// <summary>
    /// One declarator reached: first <paramref name="Bounds"/> are evaluated, then the variable begins to live with its initialiser.
    /// Of a static or extern one only the bounds matter here: it was initialised before the program began.
    /// </summary>
    /// <remarks>
    /// <c>Span</c>: The declarator with its initialiser.
    /// <c>Variable</c>: The variable; null for a typedef or a tag that only has bounds to evaluate.
    /// <c>Bounds</c>: The sizes of the variable-length arrays in its type, in order.
    /// </remarks>
    public sealed record Declaration(Span Span, Variable? Variable, EquatableArray<VariableBound> Bounds) : Statement(Span);

    /// <summary><c>e;</c>: the value is dropped.</summary>
    public sealed record ExpressionStatement(Span Span, Expression Expression) : Statement(Span);

    /// <summary><c>;</c>, also for what was wrong and was reported.</summary>
    public sealed record Empty(Span Span) : Statement(Span);

    /// <summary><c>if (c) a else b</c>.</summary>
    public sealed record If(Span Span, Expression Condition, Statement Then, Statement? Else) : Statement(Span);

    /// <summary><c>while (c) s</c>.</summary>
    public sealed record While(Span Span, Expression Condition, Statement Body) : Statement(Span);

    /// <summary><c>do s while (c);</c></summary>
    public sealed record DoWhile(Span Span, Statement Body, Expression Condition) : Statement(Span);

    /// <summary><c>for (init; c; step) s</c>; the variables of <paramref name="Initial"/> end after the loop.</summary>
    public sealed record For(Span Span, EquatableArray<Statement> Initial, Expression? Condition, Expression? Step, Statement Body) : Statement(Span);

    /// <summary><c>switch (v) s</c>. Its labels stand anywhere inside the body and are listed in <see cref="Switch.Labels"/>.</summary>
    public sealed record SwitchStatement(Span Span, Expression Value, Switch Switch, Statement Body) : Statement(Span);

    /// <summary><c>case n: s</c>, gcc's <c>case a ... b: s</c> and <c>default: s</c>.</summary>
    /// <remarks>
    /// <c>Span</c>: The label without its statement.
    /// <c>Label</c>: Which label of which switch.
    /// <c>Body</c>: The statement after the colon.
    /// </remarks>
    public sealed record Case(Span Span, SwitchLabel Label, Statement Body) : Statement(Span);

    /// <summary><c>label: s</c>.</summary>
    public sealed record Labeled(Span Span, Label Label, Statement Body) : Statement(Span);

    /// <summary><c>goto label;</c></summary>
    public sealed record Goto(Span Span, Label Label) : Statement(Span);

    /// <summary>gcc's <c>goto *e;</c>: to any label of the function whose address was taken.</summary>
    public sealed record ComputedGoto(Span Span, Expression Target) : Statement(Span);

    /// <summary><c>break;</c> out of the nearest loop or switch around it.</summary>
    public sealed record Break(Span Span) : Statement(Span);

    /// <summary><c>continue;</c> of the nearest loop around it.</summary>
    public sealed record Continue(Span Span) : Statement(Span);

    /// <summary><c>return e;</c>, with the value in the function's result type.</summary>
    public sealed record Return(Span Span, Expression? Value) : Statement(Span);
}

/// <summary>A switch, by which its labels know it.</summary>
public sealed class Switch(CType type)
{
    private readonly List<SwitchLabel> _labels = [];

    /// <summary>The promoted type of the controlling value, to which all labels are converted.</summary>
    public CType Type { get; } = type;

    /// <summary>All labels in the order of the text.</summary>
    public IReadOnlyList<SwitchLabel> Labels => _labels;

    /// <summary>The default label, if there is one.</summary>
    public SwitchLabel? Default => _labels.Find(l => l.IsDefault);

    internal void Add(SwitchLabel label) => _labels.Add(label);
}

/// <summary>A case or default label. Compared by identity: every label is a place in the code.</summary>
public sealed class SwitchLabel(Switch owner, Span span, bool isDefault, long low, long high)
{
    /// <summary>Whose label it is.</summary>
    public Switch Switch { get; } = owner;

    /// <summary>The label's text.</summary>
    public Span Span { get; } = span;

    /// <summary>True for <c>default</c>.</summary>
    public bool IsDefault { get; } = isDefault;

    /// <summary>The value, or the first value of a range; in the switch's type, sign- or zero-extended.</summary>
    public long Low { get; } = low;

    /// <summary>The last value of a range; else the same as <see cref="Low"/>.</summary>
    public long High { get; } = high;
}

/// <summary>A label of a function, or a block's own <c>__label__</c>.</summary>
public sealed class Label(string name, Span span)
{
    /// <summary>Its name.</summary>
    public string Name { get; } = name;

    /// <summary>Where it stands; before that is known, where it was first used.</summary>
    public Span Span { get; internal set; } = span;

    /// <summary>True once the label itself was read.</summary>
    public bool IsDefined { get; internal set; }

    /// <summary>True when some <c>goto</c> or address names it.</summary>
    public bool IsUsed { get; internal set; }

    /// <summary>True when its address was taken, so a computed goto may reach it.</summary>
    public bool IsAddressTaken { get; internal set; }
}
