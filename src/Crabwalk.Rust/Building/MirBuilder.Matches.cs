using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Building.Matching;
using Crabwalk.Rust.Thir;

namespace Crabwalk.Rust.Building;

/// <summary>
/// The decision trees of patterns (rustc's <c>matches</c>). Candidates are tested in order; a test sorts as many of them as it can, and no
/// candidate is built twice. False edges let borrow checking think that the patterns are tried one after the other.
/// </summary>
internal sealed partial class MirBuilder
{
    private RangeValues Ranges => new(_context.Scalars);

    private PlaceBuilder Scrutinee(ref BlockId block, Expr scrutinee)
    {
        PlaceBuilder place = AsPlaceBuilder(ref block, scrutinee);
        if (TryPlace(place) is { } known)
        {
            _graph.Push(block, SourceAt(scrutinee.Span), new StatementKind.PlaceMention(known));
        }

        return place;
    }

    private MatchTree BuildMatchTree(
        BlockId block, Span scrutineeSpan, PlaceBuilder scrutinee, Span matchStart, IReadOnlyList<(Pat Pattern, bool HasGuard)> patterns, bool isExhaustive)
    {
        var flattener = new PatternFlattener(_captures.Resolve, Ranges);
        List<Candidate> candidates = [.. patterns.Select(entry => new Candidate(flattener.Flatten(scrutinee, entry.Pattern), entry.HasGuard))];
        (Place, LocalId)[] fakeBorrows =
            [.. FakeBorrows.Collect(candidates).Select(place => (place, Temporary(Types.Ref(Types.Erased, TypeOf(place), Mutability.Not), scrutineeSpan)))];
        BlockId otherwise = MatchCandidates(matchStart, scrutineeSpan, block, candidates);
        AddFalseEdges(candidates, isExhaustive ? null : otherwise);
        if (isExhaustive)
        {
            SourceInfo source = SourceAt(scrutineeSpan);
            if (TryPlace(scrutinee) is { } place)
            {
                _graph.Push(otherwise, source, new StatementKind.FakeRead(FakeReadCause.Match, place));
            }

            _graph.Terminate(otherwise, source, new TerminatorKind.Unreachable());
        }

        return new([.. candidates.Select(MatchLeaf.AllOf)], otherwise, fakeBorrows);
    }

    private void AddFalseEdges(List<Candidate> candidates, BlockId? next)
    {
        for (int i = candidates.Count - 1; i >= 0; i--)
        {
            foreach (Candidate leaf in candidates[i].Leaves.Reverse())
            {
                if (next is { } start)
                {
                    AddFalseEdge(leaf, start);
                }

                next = leaf.FalseEdgeStart;
            }
        }
    }

    private void AddFalseEdge(Candidate leaf, BlockId next)
    {
        SourceInfo source = SourceAt(leaf.Effects.Span);
        BlockId preBinding = _graph.NewBlock();
        FalseEdge(leaf.PreBinding!.Value, preBinding, next, source);
        leaf.PreBinding = preBinding;
        if (leaf.HasGuard)
        {
            BlockId otherwise = _graph.NewBlock();
            FalseEdge(otherwise, leaf.Otherwise!.Value, next, source);
            leaf.Otherwise = otherwise;
        }
    }

    private void FalseEdge(BlockId from, BlockId real, BlockId imaginary, SourceInfo source) =>
        _graph.Terminate(from, source, real == imaginary ? new TerminatorKind.Goto(real) : new TerminatorKind.FalseEdge(real, imaginary));

    // Candidates.

    /// <summary>Branches to the candidates, and gives the block where none of them matches.</summary>
    private BlockId MatchCandidates(Span span, Span scrutineeSpan, BlockId start, List<Candidate> candidates)
    {
        int first = 0;
        while (first < candidates.Count)
        {
            List<Candidate> open = [.. candidates.Skip(first)];
            open[0].FalseEdgeStart ??= start;
            if (open[0].Pairs.Count == 0)
            {
                start = Select(open[0], start);
                first++;
            }
            else if (open.Exists(candidate => candidate.StartsWithOr))
            {
                first += MatchAlternatives(span, scrutineeSpan, ref start, open);
            }
            else
            {
                first += TestCandidates(span, scrutineeSpan, ref start, open);
            }
        }

        return start;
    }

    private BlockId Select(Candidate candidate, BlockId start)
    {
        candidate.PreBinding = start;
        BlockId otherwise = _graph.NewBlock();
        candidate.Otherwise = otherwise;
        return otherwise;
    }

    // A candidate that starts with an or-pattern and asks more after it is the last one to be expanded: what comes after it must not get
    // mixed with the alternatives when they are joined.
    private int MatchAlternatives(Span span, Span scrutineeSpan, ref BlockId start, List<Candidate> candidates)
    {
        int last = candidates.FindIndex(candidate => candidate.StartsWithOr && candidate.Pairs.Count > 1);
        int count = last < 0 ? candidates.Count : last + 1;
        var expanded = new List<Candidate>();
        foreach (Candidate candidate in candidates.Take(count))
        {
            if (candidate.StartsWithOr)
            {
                candidate.Expand();
                expanded.AddRange(candidate.Alternatives);
            }
            else
            {
                expanded.Add(candidate);
            }
        }

        start = MatchCandidates(span, scrutineeSpan, start, expanded);
        foreach (Candidate candidate in candidates.Take(count))
        {
            if (candidate.Alternatives.Count > 0)
            {
                JoinAlternatives(candidate);
                RemoveNeverAlternatives(candidate);
            }
        }

        TestRest(span, scrutineeSpan, candidates[count - 1]);
        return count;
    }

    // Alternatives without bindings become one: else `(1 | 2, 3 | 4, ..)` would grow without bounds.
    private void JoinAlternatives(Candidate candidate)
    {
        if (candidate.HasGuard || !candidate.Alternatives.TrueForAll(alternative => alternative.Alternatives.Count == 0 && alternative.Effects.IsEmpty))
        {
            return;
        }

        SourceInfo source = SourceAt(candidate.OrSpan ?? candidate.Effects.Span);
        candidate.FalseEdgeStart ??= candidate.Alternatives[0].FalseEdgeStart;
        BlockId joined = _graph.NewBlock();
        foreach (Candidate alternative in candidate.TakeAlternatives())
        {
            _graph.Goto(alternative.PreBinding!.Value, source, joined);
            candidate.Otherwise = alternative.Otherwise;
        }

        candidate.PreBinding = joined;
    }

    private void RemoveNeverAlternatives(Candidate candidate)
    {
        if (!candidate.Alternatives.Exists(alternative => alternative.Effects.IsNever))
        {
            return;
        }

        foreach (Candidate leaf in candidate.Alternatives.Where(alternative => alternative.Effects.IsNever).SelectMany(alternative => alternative.Leaves))
        {
            _graph.Terminate(leaf.PreBinding!.Value, SourceAt(leaf.Effects.Span), new TerminatorKind.Unreachable());
        }

        BlockId? start = candidate.Alternatives[0].FalseEdgeStart;
        candidate.Alternatives.RemoveAll(alternative => alternative.Effects.IsNever);
        if (candidate.Alternatives.Count == 0)
        {
            BlockId next = _graph.NewBlock();
            candidate.PreBinding = next;
            candidate.Otherwise = next;
            candidate.FalseEdgeStart ??= start;
        }
    }

    // What else the candidate asks is asked after each alternative.
    private void TestRest(Span span, Span scrutineeSpan, Candidate candidate)
    {
        if (candidate.Pairs.Count == 0)
        {
            return;
        }

        SourceInfo source = SourceAt(candidate.OrSpan ?? candidate.Effects.Span);
        List<MatchPair> rest = candidate.TakePairs();
        Candidate[] leaves = [.. candidate.Leaves];
        BlockId lastOtherwise = leaves[^1].Otherwise!.Value;
        foreach (Candidate leaf in leaves)
        {
            BlockId start = leaf.PreBinding!.Value;
            BlockId leafOtherwise = leaf.Otherwise!.Value;
            leaf.Pairs.AddRange(rest);
            BlockId otherwise = MatchCandidates(span, scrutineeSpan, start, [leaf]);
            _graph.Goto(otherwise, source, leaf.HasGuard ? leafOtherwise : lastOtherwise);
        }
    }

    private int TestCandidates(Span span, Span scrutineeSpan, ref BlockId start, List<Candidate> candidates)
    {
        MatchPair pair = candidates[0].Pairs[0];
        MatchTest test = MatchTest.For(pair);
        Place place = pair.Place!.Value;
        var buckets = new MatchBuckets();
        int count = new BucketSorter(Ranges).Sort(place, test, candidates, buckets);
        BlockId rest = _graph.NewBlock();
        var targets = new List<(TestBranch Branch, BlockId Block)>();
        foreach ((TestBranch branch, List<Candidate> sorted) in buckets.All)
        {
            BlockId branchStart = _graph.NewBlock();
            BlockId otherwise = MatchCandidates(span, scrutineeSpan, branchStart, sorted);
            _graph.Goto(otherwise, SourceAt(span), rest);
            targets.Add((branch, branchStart));
        }

        Perform(test, place, start, rest, targets, span, scrutineeSpan);
        start = rest;
        return count;
    }

    // Tests.

    private void Perform(
        MatchTest test, Place place, BlockId block, BlockId otherwise, List<(TestBranch Branch, BlockId Block)> targets, Span matchStart, Span scrutineeSpan)
    {
        BlockId success = TargetOf(new TestBranch.Success());
        BlockId failure = TargetOf(new TestBranch.Failure());
        switch (test)
        {
            case MatchTest.Switch(var definition, var span):
                LocalId discriminant = Temporary(_types.DiscriminantOf(TypeOf(place)), span);
                Assign(block, scrutineeSpan, discriminant, new Rvalue.Discriminant(place));
                Switch(block, matchStart, new Operand.Move(discriminant), VariantTargets(definition, _locals[discriminant].Type, targets), failure);
                break;
            case MatchTest.SwitchInt:
                EquatableArray<(UInt128, BlockId)> values = [.. targets.Where(target => target.Branch is TestBranch.Constant).Select(target => (((TestBranch.Constant)target.Branch).Bits, target.Block))];
                Switch(block, matchStart, new Operand.Copy(place), values, failure);
                break;
            case MatchTest.If:
                Branch(block, matchStart, new Operand.Copy(place), success, failure);
                break;
            case MatchTest.StringEquals(var value, var span):
                CompareText(block, place, value, span, success, failure);
                break;
            case MatchTest.ScalarEquals(var value, var span):
                Branch(block, span, new Operand.Move(Compare(block, span, BinaryOp.Eq, new Operand.Constant(value), new Operand.Copy(place))), success, failure);
                break;
            case MatchTest.InRange(var bounds, var span):
                CompareBounds(block, place, bounds, span, success, failure);
                break;
            case MatchTest.HasLength length:
                CompareLength(block, place, length, success, failure);
                break;
            case MatchTest.Never(var span):
                _graph.Push(block, SourceAt(span), new StatementKind.FakeRead(FakeReadCause.Match, place));
                _graph.Terminate(block, SourceAt(span), new TerminatorKind.Unreachable());
                break;
        }

        BlockId TargetOf(TestBranch branch)
        {
            int index = targets.FindIndex(target => target.Branch == branch);
            return index < 0 ? otherwise : targets[index].Block;
        }
    }

    private void Switch(BlockId block, Span span, Operand operand, EquatableArray<(UInt128, BlockId)> targets, BlockId otherwise) =>
        _graph.Terminate(block, SourceAt(span), new TerminatorKind.SwitchInt(operand, targets, otherwise));

    private void Branch(BlockId block, Span span, Operand condition, BlockId whenTrue, BlockId whenFalse) => Switch(block, span, condition, [(0, whenFalse)], whenTrue);

    private EquatableArray<(UInt128, BlockId)> VariantTargets(AdtDef definition, Ty type, List<(TestBranch Branch, BlockId Block)> targets)
    {
        var values = new List<(UInt128, BlockId)>();
        foreach (VariantIndex variant in definition.Variants.Ids)
        {
            int index = targets.FindIndex(target => target.Branch is TestBranch.Variant(var of) && of == variant);
            if (index >= 0)
            {
                values.Add((unchecked((UInt128)definition.Variants[variant].Discriminant) & _context.Scalars.Mask(type), targets[index].Block));
            }
        }

        return [.. values];
    }

    private void CompareText(BlockId block, Place place, ConstValue.Slice value, Span span, BlockId success, BlockId failure)
    {
        Ty reference = Types.Ref(Types.Erased, Types.Str, Mutability.Not);
        LocalId text = Temporary(reference, span);
        Assign(block, span, text, new Rvalue.Ref(Types.Erased, BorrowKind.Shared, place));
        LocalId isEqual = Temporary(Types.Bool, span);
        BlockId next = _graph.NewBlock();
        var expected = new Operand.Constant(new ConstValue.Slice(reference, value.Static, value.Length));
        _graph.Terminate(block, SourceAt(span), new TerminatorKind.Call(TextEquality, [new Operand.Copy(text), expected], isEqual, next, new UnwindAction.Continue(), span) { CallSource = CallSource.MatchComparison });
        MayUnwind(block);
        Branch(next, span, new Operand.Move(isEqual), success, failure);
    }

    /// <summary><c>&lt;str as PartialEq&gt;::eq</c></summary>
    private Operand TextEquality
    {
        get
        {
            Ty function = _context.Semantics.Hir.LangItem("eq") is { } trait && FirstFunctionOf(trait) is { } method
                ? Types.FnDef(method, [Types.Str, Types.Str])
                : Types.Error;
            return new Operand.Constant(new ConstValue.ZeroSized(function));
        }
    }

    private DefId? FirstFunctionOf(DefId trait)
    {
        foreach (Semantics.AssocItem item in _context.Semantics.AssociatedItemsOf(trait))
        {
            if (item.Kind == Semantics.AssocKind.Function)
            {
                return item.Definition;
            }
        }

        return null;
    }

    private void CompareBounds(BlockId block, Place place, PatRange bounds, Span span, BlockId success, BlockId failure)
    {
        BlockId between = bounds.Low is null ? block : bounds.High is null ? success : _graph.NewBlock();
        if (bounds.Low is { } low)
        {
            LocalId isAbove = Compare(block, span, BinaryOp.Le, Number(bounds.Type, low), new Operand.Copy(place));
            Branch(block, span, new Operand.Move(isAbove), between, failure);
        }

        if (bounds.High is { } high)
        {
            LocalId isBelow = Compare(between, span, bounds.IncludesHigh ? BinaryOp.Le : BinaryOp.Lt, new Operand.Copy(place), Number(bounds.Type, high));
            Branch(between, span, new Operand.Move(isBelow), success, failure);
        }
    }

    private void CompareLength(BlockId block, Place place, MatchTest.HasLength test, BlockId success, BlockId failure)
    {
        LocalId actual = Temporary(Types.Usize, test.Span);
        Assign(block, test.Span, actual, new Rvalue.Use(LengthOf(block, place, test.Span)));
        LocalId expected = Temporary(Types.Usize, test.Span);
        Assign(block, test.Span, expected, new Rvalue.Use(Number(Types.Usize, (ulong)test.Length)));
        LocalId fits = Compare(block, test.Span, test.IsExact ? BinaryOp.Eq : BinaryOp.Ge, new Operand.Move(actual), new Operand.Move(expected));
        Branch(block, test.Span, new Operand.Move(fits), success, failure);
    }
}
