using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Types;

namespace Crabwalk.Mir.Building;

/// <summary>
/// Changes to a finished body, collected while analyses still speak of the old one. Blocks and locals are added at once, because
/// nothing names them yet; terminators and statements change with <see cref="Apply"/>.
/// </summary>
internal sealed class BodyPatch(Body body)
{
    private readonly List<(Location At, Statement Statement)> _statements = [];
    private readonly Dictionary<BlockId, TerminatorKind> _terminators = [];
    private readonly Dictionary<TerminatorKind, BlockId> _shared = [];

    /// <summary>The body as it is so far.</summary>
    public Body Body => body;

    /// <summary>A new temporary.</summary>
    public LocalId NewTemporary(Ty type, SourceInfo source) => body.Locals.Add(new(type, LocalKind.Temporary, source));

    /// <summary>A new block.</summary>
    public BlockId NewBlock(IEnumerable<StatementKind> statements, TerminatorKind terminator, SourceInfo source, bool isCleanup) =>
        body.Blocks.Add(new(statements.Select(kind => new Statement(kind, source)), new(terminator, source), isCleanup));

    /// <summary>Lets a block end in another way.</summary>
    public void SetTerminator(BlockId block, TerminatorKind terminator) => _terminators[block] = terminator;

    /// <summary>Puts a statement before the one at a location; those put there first come first.</summary>
    public void Insert(Location at, StatementKind statement, SourceInfo source) => _statements.Add((at, new(statement, source)));

    /// <summary>The one cleanup block that does nothing but end in this way.</summary>
    public BlockId SharedCleanup(TerminatorKind terminator)
    {
        if (!_shared.TryGetValue(terminator, out BlockId block))
        {
            _shared[terminator] = block = NewBlock([], terminator, new(body.Span, ScopeId.Function), isCleanup: true);
        }

        return block;
    }

    /// <summary>Makes all changes.</summary>
    public void Apply()
    {
        foreach ((BlockId block, TerminatorKind terminator) in _terminators)
        {
            body.Blocks[block].Terminator = body.Blocks[block].Terminator with { Kind = terminator };
        }

        foreach (var block in _statements.GroupBy(item => item.At.Block))
        {
            List<Statement> statements = body.Blocks[block.Key].Statements;
            foreach (var place in block.GroupBy(item => item.At.Statement).OrderByDescending(place => place.Key))
            {
                statements.InsertRange(place.Key, place.Select(item => item.Statement));
            }
        }
    }
}
