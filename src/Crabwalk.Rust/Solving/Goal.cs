using Crabwalk.Mir.Types;
using Crabwalk.Rust.Semantics;

namespace Crabwalk.Rust.Solving;

/// <summary>An obligation at work, with the one that it came from.</summary>
internal sealed class Goal(Obligation obligation, Goal? parent)
{
    /// <summary>What is to be proved.</summary>
    public Obligation Obligation { get; } = obligation;

    /// <summary>What led to it.</summary>
    public Goal? Parent { get; } = parent;

    /// <summary>Variables that were unknown when it was last tried; nothing can have changed before one of them has.</summary>
    public GenericArg[] StalledOn { get; set; } = [];

    /// <summary>The predicate as it was when the goal was last tried, without regions: the same one again further down is a cycle.</summary>
    public PredicateKind? Key { get; set; }

    /// <summary>The goal that began it all.</summary>
    public Goal Root
    {
        get
        {
            Goal root = this;
            while (root.Parent is { } parent)
            {
                root = parent;
            }

            return root;
        }
    }
}
