using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Solving;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Checking;

/// <content>The results without inference variables; a variable that is left is an error (E0282).</content>
internal sealed partial class FnChecker
{
    private void WriteBack(Hir.Body body)
    {
        var spans = new SpanCollector();
        spans.Visit(body);
        new BuiltinOperators(this).Visit(body);
        var resolver = new Resolver(this, keepsRegions: false);
        var keeper = new Resolver(this, keepsRegions: true);
        foreach ((Hir.HirId node, Ty type) in _results.NodeTypes.ToArray())
        {
            _results.NodeTypes[node] = resolver.Resolve(type, spans.Of(node, body.Value.Span));
        }

        WriteBack(_results.NodeArgs, (args, node) => resolver.Resolve(args, spans.Of(node, body.Value.Span)));
        WriteBack(_results.UserTypes, (type, node) => keeper.Resolve(type, spans.Of(node, body.Value.Span)));
        WriteBack(_results.UserArgs, (args, node) => keeper.Resolve(args, spans.Of(node, body.Value.Span)));
        WriteBack(_results.PatternAdjustments, (types, node) => [.. types.Select(type => resolver.Resolve(type, spans.Of(node, body.Value.Span)))]);
        foreach ((Hir.HirId node, List<Adjustment> steps) in _adjustments)
        {
            _results.Adjustments[node] = [.. steps.Select(step => step with { Target = resolver.Resolve(step.Target, spans.Of(node, body.Value.Span)) })];
        }

        WriteBackClosures(resolver, keeper);
        WriteBackHiddenTypes(keeper, body.Value.Span);
    }

    private static void WriteBack<TKey, TValue>(Dictionary<TKey, TValue> entries, Func<TValue, TKey, TValue> resolve)
        where TKey : notnull
    {
        foreach ((TKey key, TValue value) in entries.ToArray())
        {
            entries[key] = resolve(value, key);
        }
    }

    private void WriteBackClosures(Resolver resolver, Resolver keeper)
    {
        foreach (PendingClosure closure in _closures)
        {
            Binder<FnSig> signature = SignatureOfClosure(closure.Type);
            DefId definition = closure.Closure.Definition;
            var forgetter = new Resolver(this, keepsRegions: false) { Keeping = definition };
            FnSig liberated = _results.LiberatedSignatures[definition];
            _results.LiberatedSignatures[definition] = WrittenOf(closure.Closure.Declaration, keeper.Fold(liberated), forgetter.Fold(liberated));
            _results.ClosureSignatures[definition] = signature with
            {
                Value = WrittenOf(closure.Closure.Declaration, keeper.Fold(signature).Value, resolver.Fold(signature).Value),
            };
            _results.ClosureKinds[definition] = ClosureTypes.KindOf(_inference.Shallow(ClosureTypes.KindTypeOf(closure.Type))) ?? ClosureTraitKind.Fn;
        }

        WriteBack(_results.LiberatedSignatures, (signature, _) => keeper.Fold(signature));
        WriteBack(_results.Captures, (captures, _) => [.. captures.Select(resolver.Resolve)]);
    }

    // A lifetime binds a closure only where its text names it; what was inferred is found anew with the regions.
    private static FnSig WrittenOf(Hir.FnDecl declaration, FnSig kept, FnSig forgotten) => kept with
    {
        Inputs = [.. kept.Inputs.Select((input, i) => i < declaration.Inputs.Count && declaration.Inputs[i].Kind is Hir.TyKind.Infer ? forgotten.Inputs[i] : input)],
        Output = declaration.Output is null ? forgotten.Output : kept.Output,
    };

    private void WriteBackHiddenTypes(Resolver keeper, Span span)
    {
        foreach ((DefId opaque, Ty hidden) in _hiddenTypes)
        {
            _results.HiddenTypes[opaque] = keeper.Resolve(hidden, span);
        }
    }

    /// <summary>Replaces variables by what they are; regions are erased or kept.</summary>
    private sealed class Resolver(FnChecker checker, bool keepsRegions) : TyFolder(checker.Types)
    {
        private Span _span;

        public Ty Resolve(Ty type, Span span)
        {
            _span = span;
            return Fold(type);
        }

        public EquatableArray<GenericArg> Resolve(EquatableArray<GenericArg> args, Span span)
        {
            _span = span;
            return Fold(args);
        }

        public Capture Resolve(Capture capture)
        {
            _span = capture.UseSpan;
            return capture with
            {
                VariableType = Fold(capture.VariableType),
                Type = Fold(capture.Type),
                Path = [.. capture.Path.Select(step => step with { Type = Fold(step.Type) })],
            };
        }

        protected override bool Skips(GenericArg arg) => !arg.Has(TyFlags.HasInfer | TyFlags.HasFreeRegions);

        protected override Ty FoldTy(Ty type)
        {
            if (type is not Ty.Infer)
            {
                return base.FoldTy(type);
            }

            Ty known = checker._inference.Resolve(type);
            if (!known.Has(TyFlags.HasInfer))
            {
                return Fold(known);
            }

            if (known is not Ty.Infer)
            {
                return base.FoldTy(known);
            }

            checker.ReportUninferred(known, _span);
            return Interner.Error;
        }

        /// <summary>A closure whose own lifetimes stay.</summary>
        public DefId? Keeping { get; init; }

        protected override Region FoldRegion(Region region) =>
            region is Region.Bound || (region is Region.LateParam own && own.Scope == Keeping) || (keepsRegions && region is not Region.Var) ? region : Interner.Erased;

        protected override Const FoldConst(Const constant)
        {
            if (constant is not Const.Infer)
            {
                return base.FoldConst(constant);
            }

            Const known = ((Ty.Array)checker._inference.Resolve(Interner.Array(Interner.U8, constant))).Length;
            if (known is not Const.Infer)
            {
                return Fold(known);
            }

            checker.ReportUninferred(checker.Types.Error, _span);
            return Interner.ErrorConst();
        }
    }

    private void ReportUninferred(Ty variable, Span span)
    {
        if (_results.IsTainted)
        {
            return;
        }

        Diagnostic error = InferenceErrors.TypeAnnotationsNeeded(span, NameOf(variable));
        Report(variable is Ty.Infer open ? WithInferenceSource(error, open) : error);
    }

    /// <summary>Where each node stands.</summary>
    private sealed class SpanCollector : ExpressionWalk
    {
        private readonly Dictionary<Hir.HirId, Span> _spans = [];

        public Span Of(Hir.HirId node, Span otherwise) => _spans.GetValueOrDefault(node, otherwise);

        public override void Visit(Hir.Expr expression)
        {
            _spans[expression.Id] = expression.Span;
            base.Visit(expression);
        }

        public override void Visit(Hir.Pat pattern)
        {
            foreach (Hir.Pat one in PatternWalk.Everything(pattern))
            {
                _spans[one.Id] = one.Span;
            }
        }
    }

    /// <summary>
    /// Operators of scalars are no calls: the method that was looked up while the types were unknown is taken back, and with it the borrow
    /// of the operands.
    /// </summary>
    private sealed class BuiltinOperators(FnChecker checker) : ExpressionWalk
    {
        public override void Visit(Hir.Expr expression)
        {
            base.Visit(expression);
            if (!checker._results.Callees.ContainsKey(expression.Id))
            {
                return;
            }

            switch (expression.Kind)
            {
                case Hir.ExprKind.Binary binary when IsScalar(binary.Left) && IsScalar(binary.Right):
                    TakeBack(expression);
                    if (OperatorTrait.IsComparison(binary.Operator))
                    {
                        TakeBorrowBack(binary.Left);
                        TakeBorrowBack(binary.Right);
                    }

                    break;
                case Hir.ExprKind.AssignOp assign when IsScalar(assign.Place) && IsScalar(assign.Value):
                    TakeBack(expression);
                    TakeBorrowBack(assign.Place);
                    break;
                case Hir.ExprKind.Unary { Operator: not UnaryOperator.Dereference } unary when IsScalar(unary.Operand):
                    TakeBack(expression);
                    break;
                case Hir.ExprKind.Index index:
                    FixIndex(expression, index);
                    break;
            }
        }

        private bool IsScalar(Hir.Expr expression) =>
            checker._inference.Shallow(checker.TypeOf(expression)) is Ty.Int or Ty.Float or Ty.Bool or Ty.Char or Ty.RawPtr or Ty.FnPtr;

        private void TakeBack(Hir.Expr expression)
        {
            checker._results.Callees.Remove(expression.Id);
            checker._results.NodeArgs.Remove(expression.Id);
        }

        private void TakeBorrowBack(Hir.Expr operand)
        {
            if (checker._adjustments.TryGetValue(operand.Id, out List<Adjustment>? steps) && steps is [.., { Kind: AdjustKind.Borrow }])
            {
                steps.RemoveAt(steps.Count - 1);
            }
        }

        /// <summary>An index that turned out to be <c>usize</c> on an array or slice is built in.</summary>
        private void FixIndex(Hir.Expr expression, Hir.ExprKind.Index index)
        {
            if (checker._inference.Shallow(checker.AdjustedTypeOf(index.At)) is not Ty.Int { Kind: IntKind.Usize }
                || checker._inference.Shallow(checker.AdjustedTypeOf(index.Operand)) is not Ty.Ref reference
                || checker._inference.Shallow(reference.Referent) is not (Ty.Array or Ty.Slice))
            {
                return;
            }

            TakeBack(expression);
            List<Adjustment> steps = checker._adjustments[index.Operand.Id];
            if (steps is [.., { Kind: AdjustKind.Pointer }])
            {
                steps.RemoveAt(steps.Count - 1);
            }

            TakeBorrowBack(index.Operand);
        }
    }
}
