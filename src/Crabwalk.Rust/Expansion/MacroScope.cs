using Crabwalk.Foundation.Text;

namespace Crabwalk.Rust.Expansion;

/// <summary>
/// Macros known by their plain name at a place: a chain of definitions, the nearest first. Every <c>macro_rules</c> item adds a link
/// for what follows it; a macro call that is not expanded yet stands for whatever definitions it may bring (Reference: Macros by
/// example, textual scope).
/// </summary>
internal sealed class MacroScope
{
    private MacroScope(MacroScope? parent) => Parent = parent;

    /// <summary>What was known before.</summary>
    public MacroScope? Parent { get; }

    /// <summary>The macro that this link defines.</summary>
    public MacroDefinition? Definition { get; private init; }

    /// <summary>The call that this link stands for.</summary>
    public Invocation? Call { get; private init; }

    /// <summary>The chain with one more definition.</summary>
    public static MacroScope Define(MacroScope? parent, MacroDefinition definition) => new(parent) { Definition = definition };

    /// <summary>The chain with a call whose definitions are not known yet.</summary>
    public static MacroScope After(MacroScope? parent, Invocation call) => new(parent) { Call = call };

    /// <summary>The nearest macro of a name. <paramref name="isOpen"/> says that a call before it might still define one.</summary>
    public static MacroDefinition? Find(MacroScope? scope, Symbol name, out bool isOpen)
    {
        isOpen = false;
        while (scope is not null)
        {
            if (scope.Definition is { } definition && definition.Name.Name == name)
            {
                return definition;
            }

            if (scope.Call is { } call)
            {
                isOpen |= !call.IsExpanded;
                scope = call.IsExpanded ? call.ScopeAfter : scope.Parent;
            }
            else
            {
                scope = scope.Parent;
            }
        }

        return null;
    }
}
