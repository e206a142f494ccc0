using Crabwalk.C.Tree;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;

namespace Crabwalk.C.Linking;

/// <summary>A definition that the program may use: a function with its body or a variable with its storage, in one of the units.</summary>
internal sealed class GlobalSymbol(LinkUnit unit, Function? function, Variable? variable, DefId id)
{
    /// <summary>The unit that defines it.</summary>
    public LinkUnit Unit { get; } = unit;

    /// <summary>The function; null for a variable.</summary>
    public Function? Function { get; } = function;

    /// <summary>The variable; null for a function.</summary>
    public Variable? Variable { get; } = variable;

    /// <summary>Its definition in the program.</summary>
    public DefId Id { get; } = id;

    /// <summary>True once it was reached: it is, or will be, a part of the program.</summary>
    public bool IsReached { get; set; }

    /// <summary>True when another definition of the same name wins.</summary>
    public bool IsWeak => Unit.IsLibrary || (Function?.IsWeak ?? Variable!.IsWeak);

    /// <summary>Where its name stands.</summary>
    public Span Span => Function?.Span ?? Variable!.Span;
}
