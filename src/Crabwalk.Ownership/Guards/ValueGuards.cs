using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Building;
using Crabwalk.Mir.Moves;
using Crabwalk.Ownership.Facts;
using Crabwalk.Ownership.Reports;

namespace Crabwalk.Ownership.Guards;

/// <summary>
/// Makes a rejected body fit to run: before each use of a place that may have no value stands an assertion that it has one. For each
/// such place a number says what took its value last: nothing (0), nobody ever gave it one (1), or which move (2 and above).
/// </summary>
internal sealed class ValueGuards
{
    private const int Present = 0;
    private const int Unset = 1;
    private const int FirstMove = 2;

    private readonly BodyAnalysis _analysis;
    private readonly Body _copy;
    private readonly ILookup<Location, Guard> _guards;
    private readonly Dictionary<MovePathId, LocalId> _flags = [];

    private ValueGuards(BodyAnalysis analysis, Body copy)
    {
        _analysis = analysis;
        _copy = copy;
        var names = new PlaceNames(analysis);
        _guards = MissingPermissions.Of(analysis, names)
            .Where(missing => missing.WithoutValue is not null)
            .DistinctBy(missing => (missing.Location, missing.WithoutValue))
            .ToLookup(missing => missing.Location, missing => new Guard(missing.WithoutValue!.Value, missing.Name ?? "the value"));
    }

    /// <summary>Puts the guards into a copy of the body that was analysed.</summary>
    public static void Insert(BodyAnalysis analysis, Body copy)
    {
        var guards = new ValueGuards(analysis, copy);
        if (guards._guards.Count > 0)
        {
            guards.Insert();
        }
    }

    private Mir.Types.TyInterner Types => _analysis.Program.Types;

    private void Insert()
    {
        foreach (MovePathId path in _guards.SelectMany(group => group).Select(guard => guard.Path).Distinct())
        {
            _flags.Add(path, _copy.Locals.Add(new(Types.I32, LocalKind.Temporary, new(_copy.Span, ScopeId.Function))));
        }

        foreach (BlockId block in _analysis.Body.Blocks.Ids)
        {
            Rewrite(block);
        }

        _copy.Blocks[BlockId.Entry].Statements.InsertRange(0, _flags.Select(flag =>
        {
            bool isParameter = _analysis.Body.Locals[_analysis.Moves.Paths[flag.Key].Place.Local].Kind == LocalKind.Parameter;
            return Set(flag.Value, isParameter ? Present : Unset, new(_copy.Span, ScopeId.Function));
        }));
    }

    // The block is cut at each guard; what stood behind goes into new blocks.
    private void Rewrite(BlockId id)
    {
        Block original = _copy.Blocks[id];
        Statement[] statements = [.. original.Statements];
        Terminator last = original.Terminator;
        Block current = original;
        current.Statements.Clear();
        for (int i = 0; i <= statements.Length; i++)
        {
            var at = new Location(id, i);
            foreach (Guard guard in _guards[at])
            {
                current = Cut(current, guard, _analysis.SourceOf(at));
            }

            if (i < statements.Length)
            {
                current.Statements.Add(statements[i]);
            }

            current.Statements.AddRange(Updates(at));
        }

        current.Terminator = OnReturn(last);
    }

    private Block Cut(Block block, Guard guard, SourceInfo source)
    {
        BlockId rest = _copy.Blocks.Add(new([], block.Terminator, block.IsCleanup));
        LocalId flag = _flags[guard.Path];
        var targets = new List<(UInt128, BlockId)> { (Present, rest) };
        targets.AddRange(MovesOf(guard.Path).Select(move =>
            ((UInt128)(uint)(FirstMove + move.Index), Failure(guard, new AssertMessage.ValueMoved(guard.Name, SpanOf(move)), rest, source, block.IsCleanup))));
        BlockId unset = Failure(guard, new AssertMessage.ValueUnset(guard.Name), rest, source, block.IsCleanup);
        block.Terminator = new(new TerminatorKind.SwitchInt(BodyBuilder.Copy(flag), [.. targets], unset), source);
        return _copy.Blocks[rest];
    }

    private BlockId Failure(Guard guard, AssertMessage message, BlockId rest, SourceInfo source, bool isCleanup) =>
        _copy.Blocks.Add(new([], new(new TerminatorKind.Assert(BodyBuilder.Constant(Types.Bool, 0), true, message, rest, new UnwindAction.Unreachable()), source), isCleanup));

    private Foundation.Text.Span SpanOf(MoveOutId move) => _analysis.SourceOf(_analysis.Moves.Moves[move].Location).Span;

    private IEnumerable<MoveOutId> MovesOf(MovePathId path)
    {
        HashSet<MovePathId> related = [.. _analysis.Moves.WithParents(path), .. _analysis.Moves.WithChildren(path)];
        return _analysis.Moves.Moves.Ids.Where(move => related.Contains(_analysis.Moves.Moves[move].Path) && !IsStorageEnd(move));
    }

    private bool IsStorageEnd(MoveOutId move) => _analysis.StatementAt(_analysis.Moves.Moves[move].Location) is StatementKind.StorageDead;

    private IEnumerable<Statement> Updates(Location at)
    {
        SourceInfo source = _analysis.SourceOf(at);
        foreach ((MovePathId path, LocalId flag) in _flags)
        {
            HashSet<MovePathId> related = [.. _analysis.Moves.WithParents(path), .. _analysis.Moves.WithChildren(path)];
            foreach (MoveOutId move in _analysis.Moves.MovesAt(at).Where(move => related.Contains(_analysis.Moves.Moves[move].Path)))
            {
                yield return Set(flag, IsStorageEnd(move) ? Unset : FirstMove + move.Index, source);
            }

            if (_analysis.Moves.InitsAt(at).Any(init => _analysis.Moves.Inits[init].Kind == InitKind.Deep && Gives(_analysis.Moves.Inits[init].Path, path)))
            {
                yield return Set(flag, Present, source);
            }
        }
    }

    private bool Gives(MovePathId written, MovePathId path) => _analysis.Moves.WithParents(path).Contains(written);

    // The result of a call is there only when the call comes back.
    private Terminator OnReturn(Terminator terminator)
    {
        if (terminator.Kind is not TerminatorKind.Call { Target: { } target } call || _analysis.Moves.Find(call.Destination) is not { IsExact: true } found)
        {
            return terminator;
        }

        Statement[] updates = [.. _flags.Where(flag => Gives(found.Path, flag.Key)).Select(flag => Set(flag.Value, Present, terminator.Source))];
        if (updates.Length == 0)
        {
            return terminator;
        }

        BlockId between = _copy.Blocks.Add(new(updates, new(new TerminatorKind.Goto(target), terminator.Source), _copy.Blocks[target].IsCleanup));
        return terminator with { Kind = call with { Target = between } };
    }

    private Statement Set(LocalId flag, int value, SourceInfo source) =>
        new(new StatementKind.Assign(flag, new Rvalue.Use(BodyBuilder.Constant(Types.I32, (UInt128)(uint)value))), source);

    private readonly record struct Guard(MovePathId Path, string Name);
}
