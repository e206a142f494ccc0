using Crabwalk.C.Tree;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;

namespace Crabwalk.C.Lowering;

/// <summary>
/// A block of the source with the storage that lives as long as it does. Ordinary variables live from its beginning, wherever they
/// are declared in it (C17 6.2.4p6), so a jump into the middle finds them; variable-length arrays live from their declaration (p7).
/// </summary>
internal sealed class Region(Region? parent, Span span)
{
    /// <summary>The block around it; null for a function's outermost.</summary>
    public Region? Parent { get; } = parent;

    /// <summary>Its text.</summary>
    public Span Span { get; } = span;

    /// <summary>How many blocks stand around it.</summary>
    public int Depth { get; } = parent is null ? 0 : parent.Depth + 1;

    /// <summary>The variables that live from its beginning.</summary>
    public List<Variable> Variables { get; } = [];

    /// <summary>The variable-length arrays declared so far, with their order in the text.</summary>
    public List<(Variable Variable, int Order)> Dynamics { get; } = [];

    /// <summary>Its number in the body, once it is entered.</summary>
    public ScopeId Scope { get; set; }

    /// <summary>Where its variables end.</summary>
    public Span End => Span.Length > 0 ? Span with { Start = Span.End - 1 } : Span;

    /// <summary>True when it has a variable that a user can see.</summary>
    public bool HasNames => Variables.Exists(v => v.Name.Length > 0) || Dynamics.Count > 0;

    /// <summary>The innermost region that holds both.</summary>
    public static Region? Common(Region? left, Region? right)
    {
        while (left != right)
        {
            if (right is null || (left is not null && left.Depth >= right.Depth))
            {
                left = left!.Parent;
            }
            else
            {
                right = right.Parent;
            }
        }

        return left;
    }
}
