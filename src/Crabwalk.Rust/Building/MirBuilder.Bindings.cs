using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Building.Matching;
using Crabwalk.Rust.Thir;

namespace Crabwalk.Rust.Building;

/// <summary>Arms, conditions and what patterns bind.</summary>
internal sealed partial class MirBuilder
{
    // The variables that are looked at by reference because a guard is being built.
    private readonly List<HashSet<Hir.HirId>> _guards = [];

    private bool IsBoundInGuard(Hir.HirId variable) => _guards.Exists(guard => guard.Contains(variable));

    // Conditions.

    /// <summary>How a condition is built.</summary>
    /// <param name="TemporaryScope">Where its temporaries end; null for the innermost scope.</param>
    /// <param name="VariableSource">Where the variables it binds are visible.</param>
    /// <param name="DeclaresBindings">False when the caller declares them.</param>
    private readonly record struct ConditionOptions(Scope? TemporaryScope, SourceInfo VariableSource, bool DeclaresBindings);

    /// <summary>Builds a condition inside of a condition scope; it ends where the condition holds.</summary>
    private void Condition(ref BlockId block, Expr condition, ConditionOptions options)
    {
        switch (condition.Kind)
        {
            case ExprKind.Logical(true, var left, var right):
                Condition(ref block, left, options);
                Condition(ref block, right, options);
                break;
            case ExprKind.Logical(false, var left, var right):
                (BlockId holds, BlockId fails) = Subcondition(block, left, options);
                Condition(ref fails, right, options);
                block = _graph.NewBlock();
                _graph.Goto(holds, options.VariableSource, block);
                _graph.Goto(fails, options.VariableSource, block);
                break;
            case ExprKind.Unary(UnaryOp.Not, var operand):
                (BlockId isTrue, BlockId isFalse) = Subcondition(block, operand, options);
                BreakForElse(isTrue, options.VariableSource);
                block = isFalse;
                break;
            case ExprKind.InScope(var scope, var value):
                InScope(ref block, scope, condition.Span, (ref b) => Condition(ref b, value, options));
                break;
            case ExprKind.Use(var operand):
                Condition(ref block, operand, options);
                break;
            case ExprKind.Let(var value, var pattern):
                LetCondition(ref block, value, pattern, options.VariableSource.Scope, options.VariableSource.Span, options.DeclaresBindings);
                break;
            default:
                LocalId result = AsTemporary(ref block, options.TemporaryScope ?? LocalScope, condition, Mutability.Mut);
                BlockId then = _graph.NewBlock();
                BlockId otherwise = _graph.NewBlock();
                Branch(block, condition.Span, new Operand.Move(result), then, otherwise);
                BreakForElse(otherwise, SourceAt(condition.Span));
                block = then;
                break;
        }
    }

    private (BlockId Holds, BlockId Fails) Subcondition(BlockId start, Expr condition, ConditionOptions options) => InConditionScope(LocalScope, () =>
    {
        BlockId block = start;
        Condition(ref block, condition, options);
        return block;
    });

    private void LetCondition(ref BlockId block, Expr value, Pat pattern, ScopeId? visible, Span scopeSpan, bool declaresBindings)
    {
        PlaceBuilder scrutinee = Scrutinee(ref block, value);
        MatchTree tree = BuildMatchTree(block, value.Span, scrutinee, pattern.Span, [(pattern, false)], isExhaustive: false);
        BreakForElse(tree.Otherwise, SourceAt(value.Span));
        if (declaresBindings)
        {
            DeclareBindings(visible, pattern.Span.To(scopeSpan), pattern, null);
        }

        block = BindPattern(SourceAt(pattern.Span), tree.Branches[0], [], value.Span, null, default);
        if (declaresBindings)
        {
            ScopeId outer = _sourceScope;
            _sourceScope = visible ?? outer;
            MarkDeclared(block, pattern, hasValue: true);
            _sourceScope = outer;
        }
    }

    // Matches.

    private void MatchInto(Place destination, ref BlockId block, Expr expression, Expr scrutinee, EquatableArray<Arm> arms)
    {
        PlaceBuilder place = Scrutinee(ref block, scrutinee);
        Span matchStart = expression.Span.AtStart.To(scrutinee.Span);
        MatchTree tree = BuildMatchTree(block, scrutinee.Span, place, matchStart, [.. arms.Select(arm => (arm.Pattern, arm.Guard is not null))], isExhaustive: true);
        SourceInfo outer = SourceAt(expression.Span);
        var ends = new List<BlockId>();
        for (int i = 0; i < arms.Count; i++)
        {
            ends.Add(BuildArm(destination, arms[i], tree, tree.Branches[i], outer, scrutinee.Span));
        }

        block = _graph.NewBlock();
        foreach (BlockId end in ends)
        {
            _graph.Goto(end, _graph.LastSource(end) ?? SourceAt(LastByte(expression.Span)), block);
        }

        _sourceScope = outer.Scope;
    }

    private BlockId BuildArm(Place destination, Arm arm, MatchTree tree, IReadOnlyList<MatchLeaf> leaves, SourceInfo outer, Span scrutineeSpan)
    {
        Scope matchScope = LocalScope;
        BlockId block = default;
        InScope(ref block, arm.Scope, arm.Span, (ref b) =>
        {
            if (arm.Guard is null)
            {
                ArmInside(ref b, null);
                return;
            }

            Scope guardScope = arm.Scope with { Kind = ScopeKind.MatchGuard };
            InScope(ref b, guardScope, arm.Span, (ref inner) => ArmInside(ref inner, guardScope));
        });
        return block;

        void ArmInside(ref BlockId b, Scope? guardScope)
        {
            Scope? before = _fixedTemporariesScope;
            _fixedTemporariesScope = guardScope;
            ScopeId? visible = DeclareBindings(null, arm.Span, arm.Pattern, arm.Guard);
            b = BindPattern(outer, leaves, tree.FakeBorrows, scrutineeSpan, arm, matchScope);
            _fixedTemporariesScope = before;
            _sourceScope = visible ?? _sourceScope;
            MarkDeclared(b, arm.Pattern, hasValue: true);
            Into(destination, ref b, arm.Body);
        }
    }

    /// <summary>Binds what a pattern binds, for each way to match it, and tests the guard of an arm; all ways end in one block.</summary>
    private BlockId BindPattern(
        SourceInfo outer, IReadOnlyList<MatchLeaf> leaves, IReadOnlyList<(Place Place, LocalId Temporary)> fakeBorrows, Span scrutineeSpan, Arm? arm, Scope matchScope)
    {
        if (leaves.Count == 1)
        {
            return BindAndGuard(leaves[0], fakeBorrows, scrutineeSpan, arm, matchScope, schedules: true);
        }

        // Drops are scheduled once, by the leaf that is built last: the first of the pattern.
        BlockId target = _graph.NewBlock();
        for (int i = leaves.Count - 1; i >= 0; i--)
        {
            BlockId end = BindAndGuard(leaves[i], fakeBorrows, scrutineeSpan, arm, matchScope, schedules: i == 0);
            _graph.Goto(end, outer, target);
        }

        return target;
    }

    private BlockId BindAndGuard(
        MatchLeaf leaf, IReadOnlyList<(Place Place, LocalId Temporary)> fakeBorrows, Span scrutineeSpan, Arm? arm, Scope matchScope, bool schedules)
    {
        BlockId block = leaf.Success;
        if (leaf.IsNever)
        {
            _graph.Terminate(block, SourceAt(leaf.Span), new TerminatorKind.Unreachable());
            return _graph.NewBlock();
        }

        foreach (MatchAscription ascription in leaf.Ascriptions)
        {
            _graph.Push(block, SourceAt(ascription.Span), new StatementKind.AscribeUserType(ascription.Source, ascription.Type));
        }

        if (arm?.Guard is not { } guard)
        {
            Bind(block, leaf.Bindings, schedules);
            return block;
        }

        BindForGuard(block, leaf.Bindings);
        foreach ((Place place, LocalId temporary) in fakeBorrows)
        {
            Assign(block, scrutineeSpan, temporary, new Rvalue.Ref(Types.Erased, BorrowKind.Fake, place));
        }

        (BlockId holds, BlockId fails) = BuildGuard(block, leaf, arm, guard, matchScope);
        if (!schedules)
        {
            ForgetDrops(arm.Scope);
        }

        AfterGuard(holds, leaf, fakeBorrows, guard.Span);
        _graph.Goto(fails, SourceAt(guard.Span), leaf.Otherwise);
        Bind(holds, leaf.Bindings.Where(binding => binding.Mode.ByRef is null), schedules);
        return holds;
    }

    private (BlockId Holds, BlockId Fails) BuildGuard(BlockId start, MatchLeaf leaf, Arm arm, Expr guard, Scope matchScope)
    {
        _guards.Add([.. leaf.Bindings.Select(binding => binding.Variable)]);
        (BlockId, BlockId) ends = InConditionScope(matchScope, () =>
        {
            BlockId block = start;
            Condition(ref block, guard, new(null, SourceAt(arm.Span), DeclaresBindings: false));
            return block;
        });
        _guards.RemoveAt(_guards.Count - 1);
        return ends;
    }

    // What was matched and what was bound is still as it was.
    private void AfterGuard(BlockId block, MatchLeaf leaf, IReadOnlyList<(Place Place, LocalId Temporary)> fakeBorrows, Span guardSpan)
    {
        SourceInfo end = SourceAt(LastByte(guardSpan));
        foreach ((_, LocalId temporary) in fakeBorrows)
        {
            _graph.Push(block, end, new StatementKind.FakeRead(FakeReadCause.Guard, temporary));
        }

        foreach (MatchBinding binding in leaf.Bindings)
        {
            if (binding.Mode.ByRef is null)
            {
                _graph.Push(block, end, new StatementKind.FakeRead(FakeReadCause.Guard, LocalOf(binding.Variable, isGuard: true)));
            }
        }
    }

    // A guard sees each variable through a shared reference: it cannot move out of what is matched, nor change it.
    private void BindForGuard(BlockId block, IReadOnlyList<MatchBinding> bindings)
    {
        foreach (MatchBinding binding in bindings)
        {
            LocalId inGuard = StorageLive(block, binding.Variable, binding.Span, isGuard: true, schedules: true);
            Place source = binding.Source;
            if (binding.Mode.ByRef is { } mutability)
            {
                LocalId inArm = StorageLive(block, binding.Variable, binding.Span, isGuard: false, schedules: true);
                Assign(block, binding.Span, inArm, new Rvalue.Ref(Types.Erased, BorrowOf(mutability), source));
                source = inArm;
            }

            Assign(block, binding.Span, inGuard, new Rvalue.Ref(Types.Erased, BorrowKind.Shared, source));
        }
    }

    private void Bind(BlockId block, IEnumerable<MatchBinding> bindings, bool schedules)
    {
        foreach (MatchBinding binding in bindings)
        {
            LocalId local = StorageLive(block, binding.Variable, binding.Span, isGuard: false, schedules);
            if (schedules)
            {
                ScheduleValueOf(binding.Variable);
            }

            Rvalue value = binding.Mode.ByRef is { } mutability
                ? new Rvalue.Ref(Types.Erased, BorrowOf(mutability), binding.Source)
                : new Rvalue.Use(Consume(binding.Source));
            Assign(block, binding.Span, local, value);
        }
    }

    private static BorrowKind BorrowOf(Mutability mutability) => mutability == Mutability.Mut ? BorrowKind.Mut : BorrowKind.Shared;

    // Let.

    private void IntoPattern(ref BlockId block, Pat pattern, Expr value)
    {
        if (SimpleBinding(pattern) is not { } binding)
        {
            PlaceIntoPattern(ref block, pattern, Scrutinee(ref block, value));
            return;
        }

        LocalId local = StorageLive(block, binding.Variable, pattern.Span, isGuard: false, schedules: true);
        Into(local, ref block, value);
        _graph.Push(block, SourceAt(pattern.Span), new StatementKind.FakeRead(FakeReadCause.Let, local));
        if (pattern.Ascription is { } ascription)
        {
            _graph.Push(block, SourceAt(ascription.Span), new StatementKind.AscribeUserType(local, ascription.Type));
        }

        ScheduleValueOf(binding.Variable);
    }

    private void PlaceIntoPattern(ref BlockId block, Pat pattern, PlaceBuilder place)
    {
        MatchTree tree = BuildMatchTree(block, pattern.Span, place, pattern.Span, [(pattern, false)], isExhaustive: true);
        block = BindPattern(SourceAt(pattern.Span), tree.Branches[0], [], pattern.Span, null, default);
    }

    // Variables.

    private LocalId LocalOf(Hir.HirId variable, bool isGuard) => isGuard && _variables[variable].Guard is { } guard ? guard : _variables[variable].Body;

    private LocalId StorageLive(BlockId block, Hir.HirId variable, Span span, bool isGuard, bool schedules)
    {
        LocalId local = LocalOf(variable, isGuard);
        _graph.Push(block, SourceAt(span), new StatementKind.StorageLive(local));
        if (schedules)
        {
            ScheduleStorage(_tree.Scopes.ScopeOf(variable), local);
        }

        return local;
    }

    private void ScheduleValueOf(Hir.HirId variable) => ScheduleValue(_tree.Scopes.ScopeOf(variable), LocalOf(variable, isGuard: false));

    /// <summary>Makes the locals of a pattern's variables; the scope they are visible in, made when it is needed.</summary>
    private ScopeId? DeclareBindings(ScopeId? visible, Span scopeSpan, Pat pattern, Expr? guard)
    {
        foreach (PatKind.Binding binding in PrimaryBindings(pattern))
        {
            visible ??= NewSourceScope(scopeSpan);
            Declare(binding, visible.Value, guard is not null);
        }

        if (guard is not null)
        {
            visible = DeclareGuardBindings(visible, scopeSpan, guard);
        }

        return visible;
    }

    private ScopeId? DeclareGuardBindings(ScopeId? visible, Span scopeSpan, Expr guard) => guard.Kind switch
    {
        ExprKind.Let(_, var pattern) => DeclareBindings(visible, scopeSpan, pattern, null),
        ExprKind.InScope(_, var value) => DeclareGuardBindings(visible, scopeSpan, value),
        ExprKind.Use(var value) => DeclareGuardBindings(visible, scopeSpan, value),
        ExprKind.Logical(true, var left, var right) => DeclareGuardBindings(DeclareGuardBindings(visible, scopeSpan, left), scopeSpan, right),
        _ => visible,
    };

    private void Declare(PatKind.Binding binding, ScopeId visible, bool hasGuard)
    {
        LocalId body = _locals.Add(new(binding.VariableType, LocalKind.Variable, SourceAt(binding.NameSpan)) { Mutability = MutabilityOf(binding.Mode) });
        _names.Add(new(binding.Name, body, visible, binding.NameSpan, null));
        LocalId? guard = null;
        if (hasGuard)
        {
            Ty reference = Types.Ref(Types.Erased, binding.VariableType, Mutability.Not);
            guard = _locals.Add(new(reference, LocalKind.Temporary, SourceAt(binding.NameSpan)) { Mutability = Mutability.Not });
        }

        _variables[binding.Variable] = new(body, guard);
    }

    private static IEnumerable<PatKind.Binding> PrimaryBindings(Pat pattern) => pattern.Kind switch
    {
        PatKind.Binding binding => [.. binding.IsPrimary ? (PatKind.Binding[])[binding] : [], .. binding.Inner is { } inner ? PrimaryBindings(inner) : []],
        PatKind.Variant(_, _, var fields) => fields.SelectMany(field => PrimaryBindings(field.Pattern)),
        PatKind.Leaf(var fields) => fields.SelectMany(field => PrimaryBindings(field.Pattern)),
        PatKind.Deref(var inner) => PrimaryBindings(inner),
        PatKind.Slice(var before, var middle, var after) =>
            before.SelectMany(PrimaryBindings).Concat(middle is null ? [] : PrimaryBindings(middle)).Concat(after.SelectMany(PrimaryBindings)),
        PatKind.Or(var alternatives) => alternatives.SelectMany(PrimaryBindings),
        _ => [],
    };
}
