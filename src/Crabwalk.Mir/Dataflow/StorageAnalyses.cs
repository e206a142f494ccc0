using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Bodies;

namespace Crabwalk.Mir.Dataflow;

/// <summary>What both storage analyses share: storage statements, and locals that have none and so live as long as the frame.</summary>
public abstract class StorageAnalysis : GenKillAnalysis<LocalId>
{
    /// <inheritdoc/>
    public override Direction Direction => Direction.Forward;

    /// <summary>The locals whose storage statements say when they live.</summary>
    public static BitSet<LocalId> WithStatements(Body body)
    {
        var found = new BitSet<LocalId>(body.Locals.Count);
        foreach (Statement statement in body.Blocks.SelectMany(block => block.Statements))
        {
            if (LiveBy(statement) is { } local)
            {
                found.Add(local);
            }
        }

        return found;
    }

    /// <inheritdoc/>
    protected override int Capacity(Body body) => body.Locals.Count;

    /// <inheritdoc/>
    protected override void Effect(IFacts<LocalId> facts, Terminator terminator, Location location)
    {
    }

    /// <summary>The local that a statement gives memory.</summary>
    private protected static LocalId? LiveBy(Statement statement) => statement.Kind switch
    {
        StatementKind.StorageLive(var local) => local,
        StatementKind.StorageDynamic(var local, _, _) => local,
        _ => null,
    };
}

/// <summary>Which locals may have memory.</summary>
public sealed class MaybeStorageLive : StorageAnalysis
{
    /// <inheritdoc/>
    public override void Begin(Body body, BitSet<LocalId> state)
    {
        state.Fill();
        state.ExceptWith(WithStatements(body));
    }

    /// <inheritdoc/>
    protected override void Effect(IFacts<LocalId> facts, Statement statement, Location location)
    {
        if (LiveBy(statement) is { } live)
        {
            facts.Gen(live);
        }
        else if (statement.Kind is StatementKind.StorageDead(var dead))
        {
            facts.Kill(dead);
        }
    }
}

/// <summary>Which locals may be without memory.</summary>
public sealed class MaybeStorageDead : StorageAnalysis
{
    /// <inheritdoc/>
    public override void Begin(Body body, BitSet<LocalId> state) => state.UnionWith(WithStatements(body));

    /// <inheritdoc/>
    protected override void Effect(IFacts<LocalId> facts, Statement statement, Location location)
    {
        if (LiveBy(statement) is { } live)
        {
            facts.Kill(live);
        }
        else if (statement.Kind is StatementKind.StorageDead(var dead))
        {
            facts.Gen(dead);
        }
    }
}
