using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;

namespace Crabwalk.Rust.Checking;

internal sealed partial class FnChecker
{
    /// <summary>
    /// Tells every use of a place in a closure's body: moves, copies, borrows, assignments, reads by patterns (rustc's
    /// <c>ExprUseVisitor</c>). It sees expressions with their adjustments.
    /// </summary>
    private sealed class UseVisitor(FnChecker checker, Action<UsedPlace, CaptureMode, Span> use) : ExpressionWalk
    {
        /// <inheritdoc/>
        public override void Visit(Hir.Body body) => Visit(body.Value);

        // Whole expressions.

        /// <summary>An expression whose value is taken.</summary>
        public override void Visit(Hir.Expr expression)
        {
            ConsumeOrCopy(PlaceOf(expression), expression.Span);
            Walk(expression);
        }

        private void Borrow(Hir.Expr expression, Mutability mutability)
        {
            Borrow(PlaceOf(expression), mutability, expression.Span);
            Walk(expression);
        }

        private void Mutate(Hir.Expr expression)
        {
            Borrow(PlaceOf(expression), Mutability.Mut, expression.Span);
            Walk(expression);
        }

        private void ConsumeOrCopy(UsedPlace place, Span span)
        {
            if (place.Variable is not null)
            {
                use(place, checker.IsCopy(place.Type) ? CaptureMode.Shared : CaptureMode.ByValue, span);
            }
        }

        private void Borrow(UsedPlace place, Mutability mutability, Span span)
        {
            if (place.Variable is not null)
            {
                use(place, mutability == Mutability.Mut ? CaptureMode.Mutable : CaptureMode.Shared, span);
            }
        }

        // Inside of expressions.

        /// <summary>What is inside of an expression; only where more or less than its value is used differs from a walk.</summary>
        private void Walk(Hir.Expr expression)
        {
            WalkAdjustments(expression);
            switch (expression.Kind)
            {
                case Hir.ExprKind.Unary { Operator: Syntax.UnaryOperator.Dereference } unary:
                    Walk(unary.Operand);
                    break;
                case Hir.ExprKind.Field field:
                    Walk(field.Operand);
                    break;
                case Hir.ExprKind.Index index:
                    Walk(index.Operand);
                    Visit(index.At);
                    break;
                case Hir.ExprKind.Struct literal:
                    WalkStruct(literal);
                    break;
                case Hir.ExprKind.AddressOf address:
                    Borrow(address.Operand, address.Mutability);
                    break;
                case Hir.ExprKind.Assign assign:
                    Mutate(assign.Place);
                    Visit(assign.Value);
                    break;
                case Hir.ExprKind.AssignOp assign:
                    WalkAssignOperator(expression, assign);
                    break;
                case Hir.ExprKind.Let let:
                    WalkDeclaration(let.Value, let.Pattern);
                    break;
                case Hir.ExprKind.Match match:
                    WalkMatch(match);
                    break;
                case Hir.ExprKind.Closure closure:
                    WalkCaptures(closure, expression.Span);
                    break;
                case Hir.ExprKind.ConstBlock:
                    break;
                default:
                    base.Visit(expression);
                    break;
            }
        }

        private void WalkAssignOperator(Hir.Expr expression, Hir.ExprKind.AssignOp assign)
        {
            if (checker._results.Callees.ContainsKey(expression.Id) && !checker.IsScalarAssignment(assign))
            {
                Visit(assign.Place);
            }
            else
            {
                Mutate(assign.Place);
            }

            Visit(assign.Value);
        }

        private void WalkStruct(Hir.ExprKind.Struct literal)
        {
            var given = new HashSet<int>();
            foreach (Hir.ExprField field in literal.Fields)
            {
                Visit(field.Value);
                if (checker._results.FieldIndices.TryGetValue(field.Id, out int index))
                {
                    given.Add(index);
                }
            }

            if (literal.Base is not { } rest)
            {
                return;
            }

            UsedPlace place = PlaceOf(rest);
            if (checker._inference.Shallow(place.Type) is Ty.Adt { Definition.Kind: AdtKind.Struct } adt)
            {
                for (int i = 0; i < adt.Definition.Fields.Count; i++)
                {
                    if (!given.Contains(i))
                    {
                        ConsumeOrCopy(place.Then(UseStepKind.Field, checker.FieldType(adt, adt.Definition.Fields[i], rest.Span), i), rest.Span);
                    }
                }
            }

            Walk(rest);
        }

        private void WalkMatch(Hir.ExprKind.Match match)
        {
            UsedPlace place = PlaceOf(match.Scrutinee);
            Walk(match.Scrutinee);
            foreach (Hir.Arm arm in match.Arms)
            {
                WalkPattern(place, arm.Pattern, arm.Guard is not null);
                if (arm.Guard is { } guard)
                {
                    Visit(guard);
                }

                Visit(arm.Body);
            }
        }

        private void WalkDeclaration(Hir.Expr value, Hir.Pat pattern)
        {
            Walk(value);
            WalkPattern(PlaceOf(value), pattern, hasGuard: false);
        }

        /// <inheritdoc/>
        public override void Visit(Hir.Stmt statement)
        {
            if (statement.Kind is not Hir.StmtKind.Let let)
            {
                base.Visit(statement);
            }
            else if (let.Value is { } value)
            {
                WalkDeclaration(value, let.Pattern);
                if (let.Else is { } otherwise)
                {
                    Visit(otherwise);
                }
            }
        }

        /// <summary>What a closure inside captures is used here.</summary>
        private void WalkCaptures(Hir.ExprKind.Closure closure, Span span)
        {
            foreach (Capture capture in checker._results.Captures.GetValueOrDefault(closure.Definition))
            {
                var place = new UsedPlace(capture.Variable, capture.VariableType, []);
                foreach (CaptureStep step in capture.Path)
                {
                    place = step.Field is { } field ? place.Then(UseStepKind.Field, step.Type, field) : place.Then(UseStepKind.Deref, step.Type);
                }

                if (capture.ByRef is not { } kind)
                {
                    ConsumeOrCopy(place, span);
                }
                else
                {
                    use(place, ModeOf(kind), capture.UseSpan);
                }
            }
        }

        private static CaptureMode ModeOf(Mir.Bodies.BorrowKind kind) => kind switch
        {
            Mir.Bodies.BorrowKind.ClosureCapture => CaptureMode.Unique,
            Mir.Bodies.BorrowKind.Mut or Mir.Bodies.BorrowKind.TwoPhaseMut => CaptureMode.Mutable,
            _ => CaptureMode.Shared,
        };

        // Adjustments.

        private void WalkAdjustments(Hir.Expr expression)
        {
            if (!checker._adjustments.TryGetValue(expression.Id, out List<Adjustment>? steps))
            {
                return;
            }

            UsedPlace place = UnadjustedPlaceOf(expression);
            foreach (Adjustment step in steps)
            {
                switch (step.Kind)
                {
                    case AdjustKind.NeverToAny or AdjustKind.Pointer:
                        ConsumeOrCopy(place, expression.Span);
                        break;
                    case AdjustKind.Deref { Overloaded: { } mutability }:
                        Borrow(place, mutability, expression.Span);
                        break;
                    case AdjustKind.Borrow borrow:
                        Borrow(place, borrow.Mutability, expression.Span);
                        break;
                    case AdjustKind.RawBorrow borrow:
                        Borrow(place, borrow.Mutability, expression.Span);
                        break;
                }

                place = Adjusted(place, step);
            }
        }

        private UsedPlace Adjusted(UsedPlace place, Adjustment step)
        {
            Ty type = checker._inference.Resolve(step.Target);
            return step.Kind switch
            {
                AdjustKind.Deref { Overloaded: null } => place.Then(UseStepKind.Deref, type),
                AdjustKind.Deref => Temporary(type).Then(UseStepKind.Deref, type),
                _ => Temporary(type),
            };
        }

        // Places.

        private static UsedPlace Temporary(Ty type) => new(null, type, []);

        private UsedPlace PlaceOf(Hir.Expr expression)
        {
            UsedPlace place = UnadjustedPlaceOf(expression);
            if (checker._adjustments.TryGetValue(expression.Id, out List<Adjustment>? steps))
            {
                foreach (Adjustment step in steps)
                {
                    place = Adjusted(place, step);
                }
            }

            return place;
        }

        private UsedPlace UnadjustedPlaceOf(Hir.Expr expression)
        {
            Ty type = checker._inference.Resolve(checker.TypeOf(expression));
            switch (expression.Kind)
            {
                case Hir.ExprKind.Path { Name: Hir.QPath.Resolved { Path.Res: Hir.Res.Local { Binding: var variable } } }:
                    return new(variable, type, []);
                case Hir.ExprKind.Field field when checker._results.FieldIndices.TryGetValue(expression.Id, out int index):
                    return PlaceOf(field.Operand).Then(UseStepKind.Field, type, index);
                case Hir.ExprKind.Unary { Operator: Syntax.UnaryOperator.Dereference } when checker._results.Callees.ContainsKey(expression.Id):
                    return Temporary(type).Then(UseStepKind.Deref, type);
                case Hir.ExprKind.Unary { Operator: Syntax.UnaryOperator.Dereference } unary:
                    return PlaceOf(unary.Operand).Then(UseStepKind.Deref, type);
                case Hir.ExprKind.Index when checker._results.Callees.ContainsKey(expression.Id):
                    return Temporary(type).Then(UseStepKind.Deref, type);
                case Hir.ExprKind.Index index:
                    return PlaceOf(index.Operand).Then(UseStepKind.Index, type);
                default:
                    return Temporary(type);
            }
        }

        // Patterns.

        private void WalkPattern(UsedPlace place, Hir.Pat pattern, bool hasGuard)
        {
            foreach (Ty reference in checker._results.PatternAdjustments.GetValueOrDefault(pattern.Id))
            {
                if (checker._inference.Shallow(reference) is Ty.Ref { Referent: { } referent })
                {
                    place = place.Then(UseStepKind.Deref, checker._inference.Resolve(referent));
                }
            }

            switch (pattern.Kind)
            {
                case Hir.PatKind.Binding binding:
                    WalkBinding(place, pattern, binding, hasGuard);
                    break;
                case Hir.PatKind.Reference reference:
                    WalkPattern(place.Then(UseStepKind.Deref, TypeOf(reference.Inner)), reference.Inner, hasGuard);
                    break;
                case Hir.PatKind.Or or:
                    foreach (Hir.Pat alternative in or.Alternatives)
                    {
                        WalkPattern(place, alternative, hasGuard);
                    }

                    break;
                case Hir.PatKind.Literal or Hir.PatKind.Range:
                    Borrow(place, Mutability.Not, pattern.Span);
                    break;
                case Hir.PatKind.Slice:
                    WalkSlice(place, pattern, hasGuard);
                    break;
                default:
                    WalkFields(place, pattern, hasGuard);
                    break;
            }
        }

        private void WalkBinding(UsedPlace place, Hir.Pat pattern, Hir.PatKind.Binding binding, bool hasGuard)
        {
            if (hasGuard)
            {
                Borrow(place, Mutability.Not, pattern.Span);
            }

            if (checker._results.BindingModes.TryGetValue(pattern.Id, out Hir.BindingMode mode) && mode.ByRef is { } mutability)
            {
                Borrow(place, mutability, pattern.Span);
            }
            else
            {
                ConsumeOrCopy(place, pattern.Span);
            }

            if (binding.Inner is { } inner)
            {
                WalkPattern(place, inner, hasGuard);
            }
        }

        private void WalkSlice(UsedPlace place, Hir.Pat pattern, bool hasGuard)
        {
            if (checker._inference.Shallow(place.Type) is not Ty.Array)
            {
                Borrow(place, Mutability.Not, pattern.Span);
            }

            foreach (Hir.Pat part in PatternWalk.Parts(pattern))
            {
                WalkPattern(place.Then(UseStepKind.Index, TypeOf(part)), part, hasGuard);
            }
        }

        private void WalkFields(UsedPlace place, Hir.Pat pattern, bool hasGuard)
        {
            if (pattern.Kind is Hir.PatKind.Struct or Hir.PatKind.TupleStruct or Hir.PatKind.Path && ReadsDiscriminant(place.Type))
            {
                Borrow(place, Mutability.Not, pattern.Span);
            }

            switch (pattern.Kind)
            {
                case Hir.PatKind.Struct type:
                    foreach (Hir.PatField field in type.Fields)
                    {
                        int index = checker._results.FieldIndices.GetValueOrDefault(field.Id);
                        WalkPattern(place.Then(UseStepKind.Field, TypeOf(field.Pattern), index), field.Pattern, hasGuard);
                    }

                    break;
                case Hir.PatKind.TupleStruct type:
                    WalkElements(place, type.Elements, type.Rest, FieldCount(place.Type, pattern), hasGuard);
                    break;
                case Hir.PatKind.Tuple tuple:
                    WalkElements(place, tuple.Elements, tuple.Rest, checker._inference.Shallow(place.Type) is Ty.Tuple whole ? whole.Parts.Count : 0, hasGuard);
                    break;
            }
        }

        private void WalkElements(UsedPlace place, EquatableArray<Hir.Pat> elements, int? rest, int count, bool hasGuard)
        {
            for (int i = 0; i < elements.Count; i++)
            {
                int index = PositionOf(i, elements.Count, rest, count);
                WalkPattern(place.Then(UseStepKind.Field, TypeOf(elements[i]), index), elements[i], hasGuard);
            }
        }

        /// <summary>The type of what a pattern looks at: before the references it looks through.</summary>
        private Ty TypeOf(Hir.Pat pattern)
        {
            if (checker._results.PatternAdjustments.TryGetValue(pattern.Id, out EquatableArray<Ty> peeled) && !peeled.IsEmpty)
            {
                return checker._inference.Resolve(peeled[0]);
            }

            if (pattern.Kind is Hir.PatKind.Binding && checker._results.BindingModes.TryGetValue(pattern.Id, out Hir.BindingMode mode) && mode.ByRef is not null
                && checker._inference.Shallow(checker._results.NodeTypes[pattern.Id]) is Ty.Ref { Referent: { } referent })
            {
                return checker._inference.Resolve(referent);
            }

            return checker._inference.Resolve(checker._results.NodeTypes.GetValueOrDefault(pattern.Id, checker.Types.Error));
        }

        private int FieldCount(Ty type, Hir.Pat pattern) => checker._inference.Shallow(type) is Ty.Adt adt
            ? adt.Definition.Variants[new(checker._results.Variants.GetValueOrDefault(pattern.Id))].Fields.Count
            : 0;

        private bool ReadsDiscriminant(Ty type) => checker._inference.Shallow(type) switch
        {
            Ty.Adt { Definition.Kind: AdtKind.Enum } adt => adt.Definition.Variants.Count > 1,
            Ty.Adt => false,
            _ => true,
        };
    }
}
