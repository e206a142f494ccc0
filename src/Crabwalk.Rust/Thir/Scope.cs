namespace Crabwalk.Rust.Thir;

/// <summary>What part of a node a scope is. Names follow rustc's <c>ScopeData</c>.</summary>
public enum ScopeKind
{
    /// <summary>The node itself.</summary>
    Node,

    /// <summary>The node with the destructors of its temporaries: exists for terminating scopes only.</summary>
    Destruction,

    /// <summary>The whole call of a function.</summary>
    CallSite,

    /// <summary>The parameters of a function; its value is inside.</summary>
    Arguments,

    /// <summary>The condition and success branch of an <c>if</c>, before edition 2024.</summary>
    IfThen,

    /// <summary>As <see cref="IfThen"/>, from edition 2024 on: temporaries of the condition end before the <c>else</c>.</summary>
    IfThenRescope,

    /// <summary>The guard of an arm, with the arm's body.</summary>
    MatchGuard,

    /// <summary>The rest of a block after a <c>let</c>.</summary>
    Remainder,
}

/// <summary>A part of the code whose end is where things are dropped (Rust Reference, destructors, drop scopes).</summary>
/// <param name="Node">The node it belongs to.</param>
/// <param name="Kind">Which part of it.</param>
/// <param name="FirstStatement">For <see cref="ScopeKind.Remainder"/>: the number of the <c>let</c> in its block.</param>
public readonly record struct Scope(Hir.HirId Node, ScopeKind Kind = ScopeKind.Node, int FirstStatement = 0);
