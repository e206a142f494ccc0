using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Moves;
using Crabwalk.Mir.Types;
using Crabwalk.Mir.Visiting;
using Crabwalk.Ownership.Loans;

namespace Crabwalk.Ownership.Access;

/// <summary>
/// Goes through a body once and holds every access against what is true there: is there a value, is it borrowed, may it be changed?
/// Each fault is handed to <see cref="IAccessReports"/> as facts (RFC 2094, "Reporting errors").
/// </summary>
internal sealed class AccessChecker
{
    private readonly BodyAnalysis _analysis;
    private readonly IAccessReports _reports;
    private readonly MutabilityRules _mutability;
    private readonly HashSet<(Place, Span)> _reported = [];
    private readonly HashSet<Place> _reservationsReported = [];
    private BitSet<MovePathId> _missing = null!;
    private BitSet<InitId> _inits = null!;
    private Location _at;

    private AccessChecker(BodyAnalysis analysis, IAccessReports reports, UsedMutability used)
    {
        _analysis = analysis;
        _reports = reports;
        _mutability = new(analysis);
        Used = used;
    }

    private UsedMutability Used { get; }

    /// <summary>Checks a body and gives the variables whose <c>mut</c> was needed.</summary>
    public static UsedMutability Check(BodyAnalysis analysis, IAccessReports reports)
    {
        var checker = new AccessChecker(analysis, reports, new(analysis.Body.Locals.Count));
        foreach (BlockId block in analysis.Flow.ReversePostorder)
        {
            checker.CheckBlock(block);
        }

        foreach (IllegalMove move in analysis.Moves.Illegal.Where(move => analysis.Flow.IsReachable(move.Location.Block)))
        {
            reports.IllegalMove(move);
        }

        return checker.Used;
    }

    private void CheckBlock(BlockId id)
    {
        Block block = _analysis.Body.Blocks[id];
        using IEnumerator<(Location Location, BitSet<InitId> Before, BitSet<InitId> After)> inits = _analysis.EverInitialized.Through(id).GetEnumerator();
        foreach ((Location at, BitSet<MovePathId> missing, _) in _analysis.Uninitialized.Through(id))
        {
            inits.MoveNext();
            _at = at;
            _missing = missing;
            _inits = inits.Current.Before;
            if (at.Statement < block.Statements.Count)
            {
                CheckActivations(block.Statements[at.Statement].Source.Span);
                CheckStatement(block.Statements[at.Statement]);
            }
            else
            {
                CheckActivations(block.Terminator.Source.Span);
                CheckTerminator(block.Terminator);
            }
        }
    }

    private void CheckActivations(Span span)
    {
        foreach (LoanId id in _analysis.Loans.ActivatedAt(_at))
        {
            Loan loan = _analysis.Loans.All[id];
            Do(new(AccessKind.Activate, loan.Borrowed, span, AccessDepth.Deep, loan.Kind, id), MutationAllowed.No);
        }
    }

    private void CheckStatement(Statement statement)
    {
        Span span = statement.Source.Span;
        switch (statement.Kind)
        {
            case StatementKind.Assign(var place, var value, _):
                Consume(value, span);
                Write(place, span, AccessDepth.Shallow);
                break;
            case StatementKind.SetDiscriminant(var place, _):
                Write(place, span, AccessDepth.Shallow);
                break;
            case StatementKind.FakeRead(_, var place):
                NeedWhole(place, span, NeededFor.Use);
                break;
            case StatementKind.StorageDead(var local):
                Do(new(AccessKind.End, local, span, AccessDepth.Shallow), MutationAllowed.Yes);
                break;
        }
    }

    private void CheckTerminator(Terminator terminator)
    {
        Span span = terminator.Source.Span;
        switch (terminator.Kind)
        {
            case TerminatorKind.SwitchInt(var operand, _, _):
                Consume(operand, span);
                break;
            case TerminatorKind.Drop(var place, var target, _):
                Do(new(IsReplaced(place, target) ? AccessKind.Mutate : AccessKind.End, place, span, AccessDepth.Drop), MutationAllowed.Yes);
                break;
            case TerminatorKind.Call call:
                Consume(call.Function, span);
                ConsumeAll(call.Arguments, span);
                Write(call.Destination, span, AccessDepth.Deep);
                break;
            case TerminatorKind.Assert assert:
                Consume(assert.Condition, span);
                ConsumeAll(MirVisitor.OperandsOf(assert.Message), span);
                break;
            case TerminatorKind.Return or TerminatorKind.UnwindResume:
                CheckExit(span);
                break;
        }
    }

    // An assignment destroys the old value first; that is a write, not an end.
    private bool IsReplaced(Place place, BlockId target) =>
        _analysis.Body.Blocks[target].Statements.FirstOrDefault(s => s.Kind is not StatementKind.Mark) is { Kind: StatementKind.Assign(var assigned, _, _) } && assigned == place;

    // The end of the function frees every local without storage statements, its parameters above all. What the value of a constant
    // or static refers to stays as long as that.
    private void CheckExit(Span span)
    {
        if (_analysis.IsOfConstant)
        {
            return;
        }

        foreach (LoanId id in _analysis.Scopes.At(_analysis.Points.Of(_at)).Members)
        {
            Loan loan = _analysis.Loans.All[id];
            var root = new Place(loan.Borrowed.Local);
            if (_analysis.Conflicts.Conflict(loan.Borrowed, loan.Kind, root, AccessDepth.Shallow))
            {
                _reports.BorrowOutlivesValue(_at, id, root, span, isDrop: false);
            }
        }
    }

    private void Consume(Rvalue value, Span span)
    {
        switch (value)
        {
            case Rvalue.Use(var operand):
                Consume(operand, span);
                break;
            case Rvalue.Repeat(var operand, _):
                Consume(operand, span);
                break;
            case Rvalue.Cast(_, var operand, _):
                Consume(operand, span);
                break;
            case Rvalue.Unary(_, var operand):
                Consume(operand, span);
                break;
            case Rvalue.Binary(_, var left, var right):
                Consume(left, span);
                Consume(right, span);
                break;
            case Rvalue.Aggregate(var kind, var operands):
                ConsumeAll(operands, span);
                NoteCaptures(kind, operands);
                break;
            case Rvalue.Ref(_, var kind, var place):
                Borrow(place, kind, span);
                break;
            case Rvalue.AddressOf(var mutability, var place):
                Borrow(place, mutability == Mutability.Mut ? BorrowKind.Mut : BorrowKind.Shared, span);
                break;
            case Rvalue.Len(var place):
                Do(new(AccessKind.Copy, place, span, AccessDepth.Metadata), MutationAllowed.No);
                NeedWhole(place, span, NeededFor.Use);
                break;
            case Rvalue.Discriminant(var place):
                Do(new(AccessKind.Copy, place, span, AccessDepth.Shallow), MutationAllowed.No);
                NeedWhole(place, span, NeededFor.Use);
                break;
            case Rvalue.Nullary or Rvalue.ThreadLocal:
                break;
        }
    }

    private void Borrow(Place place, BorrowKind kind, Span span)
    {
        AccessKind access = kind == BorrowKind.TwoPhaseMut ? AccessKind.Reserve : AccessKind.Borrow;
        Do(new(access, place, span, kind == BorrowKind.Fake ? AccessDepth.Metadata : AccessDepth.Deep, kind), MutationAllowed.No);
        NeedWhole(place, span, kind == BorrowKind.Fake ? NeededFor.Match : NeededFor.Borrow);
    }

    private void ConsumeAll(EquatableArray<Operand> operands, Span span)
    {
        foreach (Operand operand in operands)
        {
            Consume(operand, span);
        }
    }

    private void Consume(Operand operand, Span span)
    {
        switch (operand)
        {
            case Operand.Copy(var place):
                Do(new(AccessKind.Copy, place, span, AccessDepth.Deep), MutationAllowed.No);
                NeedWhole(place, span, NeededFor.Use);
                break;
            case Operand.Move(var place):
                Do(new(AccessKind.Move, place, span, AccessDepth.Deep), MutationAllowed.Yes);
                NeedWhole(place, span, NeededFor.Use);
                break;
        }
    }

    // A closure that changes what it captured by unique reference, or by value, needs the variable to be `mut`.
    private void NoteCaptures(AggregateKind kind, EquatableArray<Operand> operands)
    {
        if (kind is not AggregateKind.Closure(var closure) || !_analysis.Closures.TryGetValue(closure.Definition, out var requirements))
        {
            return;
        }

        foreach (int field in requirements.MutatedCaptures.Where(field => field < operands.Count))
        {
            Place? captured = operands[field] switch
            {
                Operand.Move(var moved) => moved,
                Operand.Copy(var copied) => copied,
                _ => null,
            };
            if (captured is { } place)
            {
                NoteUsedMut(BorrowedBy(place) ?? place);
            }
        }
    }

    // The capture by reference is `tmp = &uniq place` just before the closure is made.
    private Place? BorrowedBy(Place temporary)
    {
        foreach (Statement statement in _analysis.Body.Blocks[_at.Block].Statements.Take(_at.Statement).Reverse())
        {
            if (statement.Kind is StatementKind.Assign(var assigned, Rvalue.Ref borrow, _) && assigned == temporary)
            {
                return borrow.Place;
            }
        }

        return null;
    }

    private void Write(Place place, Span span, AccessDepth depth)
    {
        CheckAssignedPath(place, span);
        if (place.IsLocal && _analysis.Body.Locals[place.Local] is { Mutability: Mutability.Not, Kind: LocalKind.Variable or LocalKind.Parameter })
        {
            // A variable that is not `mut` may be given its first value anywhere.
            if (EarlierInit(place.Local) is { } init)
            {
                _reports.SecondAssignment(_at, place, span, init);
            }

            return;
        }

        Do(new(AccessKind.Mutate, place, span, depth), MutationAllowed.No);
    }

    private void Do(Access access, MutationAllowed allowed)
    {
        if ((access.Kind == AccessKind.Activate && _reservationsReported.Contains(access.Place)) || _reported.Contains((access.Place, access.Span)))
        {
            return;
        }

        bool mayNot = IsForbiddenMutation(access, allowed);
        if (ConflictsWithLoan(access) | mayNot)
        {
            _reported.Add((access.Place, access.Span));
        }
    }

    private bool IsForbiddenMutation(Access access, MutationAllowed allowed)
    {
        bool isMutation = access.Kind is AccessKind.Mutate or AccessKind.Reserve || (access.Kind == AccessKind.Borrow && !access.IsRead);
        if (!isMutation)
        {
            return false;
        }

        if (access.Borrow == BorrowKind.ClosureCapture)
        {
            allowed = MutationAllowed.Yes;
        }

        (Place? refused, Place root, MutationAllowed needs) = _mutability.Check(access.Place, allowed);
        if (refused is not { } place)
        {
            if (needs != MutationAllowed.Yes)
            {
                NoteUsedMut(root);
            }

            return false;
        }

        // A variable that never had a value is reported as such, not as one that may not change.
        if (EarlierInit(access.Place.Local) is not { } init)
        {
            return false;
        }

        if (access.Kind == AccessKind.Mutate && access.Place.IsLocal)
        {
            _reports.SecondAssignment(_at, access.Place, access.Span, init);
        }
        else
        {
            _reports.ForbiddenMutation(_at, access, place);
        }

        return true;
    }

    private void NoteUsedMut(Place root)
    {
        // `let mut x; x = 1;` needs no `mut`: only a value that is there before makes it needed.
        if (root.IsLocal)
        {
            if (EarlierInit(root.Local) is not null)
            {
                Used.Locals.Add(root.Local);
            }
        }
        else if (_analysis.CaptureOf(root) is { } capture)
        {
            Used.Captures.Add(capture);
        }
        else
        {
            NoteUsedMut(new Place(root.Local));
        }
    }

    private InitId? EarlierInit(LocalId local)
    {
        foreach (InitId init in _inits.Members)
        {
            if (_analysis.Moves.Inits[init].Path == MoveData.PathOf(local))
            {
                return init;
            }
        }

        return null;
    }

    private bool ConflictsWithLoan(Access access)
    {
        BitSet<LoanId> inForce = _analysis.Scopes.At(_analysis.Points.Of(_at));
        foreach (LoanId id in _analysis.Loans.Of(access.Place.Local))
        {
            Loan loan = _analysis.Loans.All[id];
            if (inForce.Contains(id) && !IsCompatible(access, id, loan) && _analysis.Conflicts.Conflict(loan.Borrowed, loan.Kind, access.Place, access.Depth))
            {
                Report(access, id, loan);
                return true;
            }
        }

        return false;
    }

    private bool IsCompatible(Access access, LoanId id, Loan loan) => access.Kind switch
    {
        AccessKind.Activate when access.Activated == id => true,
        _ when access.IsRead => loan.IsShared || access.Borrow == BorrowKind.Fake || !_analysis.IsActive(loan, _at),
        AccessKind.Reserve => loan.IsShared,
        AccessKind.Move => loan.Kind == BorrowKind.Fake,
        _ => false,
    };

    private void Report(Access access, LoanId id, Loan loan)
    {
        switch (access.Kind)
        {
            case AccessKind.Copy:
                _reports.UseOfBorrowed(_at, access.Place, access.Span, id);
                break;
            case AccessKind.Borrow or AccessKind.Reserve or AccessKind.Activate:
                if (access.Kind == AccessKind.Reserve)
                {
                    _reservationsReported.Add(access.Place);
                }

                _reports.ConflictingBorrow(_at, access, id);
                break;
            case AccessKind.Mutate:
                _reports.AssignmentToBorrowed(_at, access.Place, access.Span, id);
                break;
            case AccessKind.Move:
                _reports.MoveOfBorrowed(_at, access.Place, access.Span, id);
                break;
            case AccessKind.End:
                _reports.BorrowOutlivesValue(_at, id, access.Place, access.Span, isDrop: access.Depth == AccessDepth.Drop);
                break;
        }
    }

    // Values that are needed.

    /// <summary>A place, all that it is a part of and all its parts must have a value.</summary>
    private void NeedWhole(Place place, Span span, NeededFor purpose)
    {
        NeedSelf(place, span, purpose);
        if (_analysis.Moves.Find(place) is { IsExact: true } found)
        {
            foreach (MovePathId child in _analysis.Moves.WithChildren(found.Path).Skip(1))
            {
                if (_missing.Contains(child))
                {
                    _reports.UseWithoutValue(_at, purpose, place, place, span, child);
                    return;
                }
            }
        }
    }

    private void NeedSelf(Place place, Span span, NeededFor purpose)
    {
        MoveLookup found = _analysis.Moves.Find(place);
        if (_missing.Contains(found.Path))
        {
            _reports.UseWithoutValue(_at, purpose, _analysis.Moves.Paths[found.Path].Place, place, span, found.Path);
        }
    }

    private void CheckAssignedPath(Place place, Span span)
    {
        for (int i = place.Path.Count - 1; i >= 0; i--)
        {
            Place whole = place with { Path = place.Path[..i] };
            switch (place.Path[i])
            {
                case Projection.Deref:
                    NeedSelf(whole, span, NeededFor.Use);
                    return;
                case Projection.Field when _analysis.Places.Of(whole) is Ty.Adt { Definition.Role: not AdtRole.Box } adt && _analysis.Context.DestructorOf(adt) is not null:
                    NeedWhole(whole, span, NeededFor.Assignment);
                    return;
                case Projection.Field when _analysis.Places.Of(whole) is Ty.Adt or Ty.Tuple:
                    CheckPartialAssignment(whole, span);
                    break;
            }
        }
    }

    // `let s: S; s.x = 1;` is refused: a value cannot come in parts.
    private void CheckPartialAssignment(Place whole, Span span)
    {
        (Place Place, MovePathId Path)? missing = null;
        for (int length = whole.Path.Count; length >= 0; length--)
        {
            Place prefix = whole with { Path = whole.Path[..length] };
            if (length < whole.Path.Count && whole.Path[length] is Projection.Deref)
            {
                break;
            }

            if (_analysis.Moves.Find(prefix) is { IsExact: true } found && _missing.Contains(found.Path))
            {
                missing = (prefix, found.Path);
            }
        }

        if (missing is var (place, path) && _analysis.Places.Of(place) is not Ty.Adt { Definition.Kind: AdtKind.Union })
        {
            _reports.UseWithoutValue(_at, NeededFor.PartialAssignment, place, whole, span, path);
            Used.Locals.Add(whole.Local);
        }
    }
}

/// <summary>The variables and captures that something changed.</summary>
internal sealed class UsedMutability(int locals)
{
    /// <summary>The variables.</summary>
    public BitSet<LocalId> Locals { get; } = new(locals);

    /// <summary>The captures of a closure.</summary>
    public SortedSet<int> Captures { get; } = [];
}
