using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Semantics;
using Crabwalk.Rust.Solving;

namespace Crabwalk.Rust.Checking;

/// <content>
/// Coercions (Rust Reference, type coercions), tried in rustc's order: never, unsizing, pointers and reborrows, functions, and at
/// last the types must be the same.
/// </content>
internal sealed partial class FnChecker
{
    /// <summary>
    /// Makes the expression's value fit <paramref name="target"/>; the steps are kept as the expression's adjustments.
    /// False when it cannot, and then nothing has changed.
    /// </summary>
    private bool Coerce(Hir.Expr expression, Ty source, Ty target, bool allowTwoPhase, ObligationCause cause)
    {
        source = TryResolve(source);
        if (source.Has(TyFlags.HasError) || target.Has(TyFlags.HasError))
        {
            return true;
        }

        List<Adjustment>? steps = CommitCoercion(() => CoercionSteps(source, target, allowTwoPhase, cause));
        if (steps is null)
        {
            return false;
        }

        Apply(expression, steps);
        return true;
    }

    /// <summary>Could the one type become the other? Nothing is changed.</summary>
    private bool CanCoerce(Ty source, Ty target)
    {
        ObligationCause cause = Cause(default);
        return _inference.Probe(() => CoercionSteps(TryResolveShallow(source), target, allowTwoPhase: false, cause) is not null);
    }

    private Ty TryResolveShallow(Ty type) => _inference.Shallow(type);

    private List<Adjustment>? CommitCoercion(Func<List<Adjustment>?> attempt)
    {
        List<Adjustment>? steps = null;
        return _inference.CommitIf(() => (steps = attempt()) is not null) ? steps : null;
    }

    private List<Adjustment>? CoercionSteps(Ty source, Ty target, bool allowTwoPhase, ObligationCause cause)
    {
        source = _inference.Shallow(source);
        target = _inference.Shallow(target);
        if (ReferenceEquals(source, target) && source is not (Ty.Ref or Ty.Never))
        {
            return [];
        }

        if (source is Ty.Never)
        {
            return [new(new AdjustKind.NeverToAny(), target)];
        }

        if (source is Ty.Infer { Kind: InferKind.General })
        {
            return CoerceFromVariable(source, target, cause);
        }

        if (CommitCoercion(() => UnsizingSteps(source, target, cause)) is { } unsized)
        {
            return unsized;
        }

        return (source, target) switch
        {
            (_, Ty.RawPtr pointer) => CoerceToRawPointer(source, pointer, cause),
            (_, Ty.Ref reference) => CoerceToReference(source, reference, allowTwoPhase, cause),
            (Ty.FnDef function, _) => CoerceFromFunction(function, target, cause),
            (Ty.FnPtr pointer, Ty.FnPtr wanted) => CoerceFromFunctionPointer(pointer, wanted, cause),
            (Ty.Closure closure, Ty.FnPtr wanted) => CoerceFromClosure(closure, wanted, cause),
            _ => Unified(source, target, cause, []),
        };
    }

    private List<Adjustment>? Unified(Ty source, Ty target, ObligationCause cause, List<Adjustment> steps) =>
        _inference.CommitIf(() => Sub(cause, source, target)) ? steps : null;

    private List<Adjustment>? CoerceFromVariable(Ty source, Ty target, ObligationCause cause)
    {
        if (target is not Ty.Infer { Kind: InferKind.General } || ReferenceEquals(source, target))
        {
            return Unified(source, target, cause, []);
        }

        Register(cause, new PredicateKind.Coerce(source, target));
        _coercedVariables.Add((source, target));
        return [];
    }

    /// <summary>Variables of which one is coerced to the other: for messages they are one.</summary>
    private readonly List<(Ty Source, Ty Target)> _coercedVariables = [];

    private void UniteCoercedVariables()
    {
        foreach ((Ty source, Ty target) in _coercedVariables)
        {
            if (_inference.Shallow(source) is Ty.Infer && _inference.Shallow(target) is Ty.Infer)
            {
                Equate(Cause(default), source, target);
            }
        }

        _coercedVariables.Clear();
    }

    private static bool MayBecome(Mutability from, Mutability to) => from == Mutability.Mut || to == Mutability.Not;

    /// <summary><c>&amp;mut T</c> to <c>&amp;T</c>, and <c>&amp;String</c> to <c>&amp;str</c> by dereferences.</summary>
    private List<Adjustment>? CoerceToReference(Ty source, Ty.Ref target, bool allowTwoPhase, ObligationCause cause)
    {
        if (source is not Ty.Ref from)
        {
            return Unified(source, target, cause, []);
        }

        if (!MayBecome(from.Mutability, target.Mutability))
        {
            return null;
        }

        var autoderef = new Autoderef(this, source, cause.Span);
        while (autoderef.Next())
        {
            if (autoderef.Count == 0)
            {
                continue;
            }

            Ty.Ref reborrowed = Types.Ref(_inference.FreshRegion(cause.Span), autoderef.Current, target.Mutability);
            if (!_inference.CommitIf(() => Sub(cause, reborrowed, target)))
            {
                continue;
            }

            // A shared reference is lent on for a time of its own, unless it is just the one that is wanted.
            if (autoderef.Count == 1 && from.Mutability == Mutability.Not && ReferenceEquals(from.Region, target.Region))
            {
                return [];
            }

            autoderef.RegisterObligations();
            List<Adjustment> steps = autoderef.Steps();
            bool isTwoPhase = allowTwoPhase && target.Mutability == Mutability.Mut;
            steps.Add(new(new AdjustKind.Borrow(target.Mutability, isTwoPhase), reborrowed));
            if (ShortensObject(reborrowed, target))
            {
                steps.Add(UnsizeTo(target));
            }

            return steps;
        }

        return null;
    }

    /// <summary>Behind <c>&amp;mut</c> only unsizing lets a trait object's own lifetime become shorter: <c>&amp;mut (dyn T + 'a)</c> to <c>&amp;mut (dyn T + 'b)</c>.</summary>
    private bool ShortensObject(Ty.Ref from, Ty.Ref target) =>
        target.Mutability == Mutability.Mut && TryResolve(from.Referent) is Ty.Dynamic held && TryResolve(target.Referent) is Ty.Dynamic wanted
        && !ReferenceEquals(held.Region, wanted.Region);

    private List<Adjustment>? CoerceToRawPointer(Ty source, Ty.RawPtr target, ObligationCause cause)
    {
        switch (source)
        {
            case Ty.Ref reference when MayBecome(reference.Mutability, target.Mutability):
                Ty pointer = Types.RawPtr(reference.Referent, target.Mutability);
                return Unified(pointer, target, cause,
                [
                    new(new AdjustKind.Deref(null), reference.Referent),
                    new(new AdjustKind.RawBorrow(target.Mutability), pointer),
                ]);
            case Ty.RawPtr from when from.Mutability == target.Mutability:
                return Unified(source, target, cause, []);
            case Ty.RawPtr from when from.Mutability == Mutability.Mut:
                Ty shared = Types.RawPtr(from.Pointee, Mutability.Not);
                return Unified(shared, target, cause, [new(new AdjustKind.Pointer(CastKind.MutToConstPointer), shared)]);
            case Ty.Ref or Ty.RawPtr:
                return null;
            default:
                return Unified(source, target, cause, []);
        }
    }

    private List<Adjustment>? CoerceFromFunction(Ty.FnDef function, Ty target, ObligationCause cause)
    {
        if (target is not Ty.FnPtr wanted)
        {
            return Unified(function, target, cause, []);
        }

        Ty.FnPtr pointer = PointerOf(function);
        List<Adjustment> steps = [new(new AdjustKind.Pointer(CastKind.ReifyFnPointer), pointer)];
        return AsSafeAsWanted(pointer, wanted, steps, cause);
    }

    private Ty.FnPtr PointerOf(Ty.FnDef function)
    {
        Binder<FnSig> signature = _context.SignatureOf(function.Definition).Substitute(Types, function.Args);
        return Types.FnPtr(signature.Variables.IsEmpty
            ? signature with { Value = _inference.Normalize(Cause(default), _environment, signature.Value) }
            : signature);
    }

    private List<Adjustment>? CoerceFromFunctionPointer(Ty.FnPtr pointer, Ty.FnPtr wanted, ObligationCause cause) =>
        AsSafeAsWanted(pointer, wanted, [], cause);

    private List<Adjustment>? AsSafeAsWanted(Ty.FnPtr pointer, Ty.FnPtr wanted, List<Adjustment> steps, ObligationCause cause)
    {
        if (wanted.Signature.Value.IsUnsafe && !pointer.Signature.Value.IsUnsafe)
        {
            pointer = Types.FnPtr(pointer.Signature with { Value = pointer.Signature.Value with { IsUnsafe = true } });
            steps.Add(new(new AdjustKind.Pointer(CastKind.UnsafeFnPointer), pointer));
        }

        return Unified(pointer, wanted, cause, steps);
    }

    private List<Adjustment>? CoerceFromClosure(Ty.Closure closure, Ty.FnPtr wanted, ObligationCause cause)
    {
        if (MentionsOuterVariables(closure.Definition))
        {
            return Unified(closure, wanted, cause, []);
        }

        Ty.FnPtr pointer = ClosurePointer(closure, wanted.Signature.Value.IsUnsafe);
        return Unified(pointer, wanted, cause, [new(new AdjustKind.Pointer(CastKind.ClosureFnPointer), pointer)]);
    }

    private Ty.FnPtr ClosurePointer(Ty.Closure closure, bool isUnsafe)
    {
        Binder<FnSig> signature = SignatureOfClosure(closure);
        return Types.FnPtr(signature with { Value = signature.Value with { Abi = Abi.Rust, IsUnsafe = isUnsafe } });
    }

    // Unsizing (the trait CoerceUnsized).

    private List<Adjustment>? UnsizingSteps(Ty source, Ty target, ObligationCause cause)
    {
        var nested = new List<(ObligationCause, PredicateKind)>();
        List<Adjustment>? steps = (source, target) switch
        {
            (Ty.Ref from, Ty.Ref to) when MayBecome(from.Mutability, to.Mutability) && Unsizes(from.Referent, to.Referent, cause, nested) =>
                [new(new AdjustKind.Deref(null), from.Referent), new(new AdjustKind.Borrow(to.Mutability, false), Types.Ref(to.Region, from.Referent, to.Mutability)), UnsizeTo(to)],
            (Ty.Ref from, Ty.RawPtr to) when MayBecome(from.Mutability, to.Mutability) && Unsizes(from.Referent, to.Pointee, cause, nested) =>
                [new(new AdjustKind.Deref(null), from.Referent), new(new AdjustKind.RawBorrow(to.Mutability), Types.RawPtr(from.Referent, to.Mutability)), UnsizeTo(to)],
            (Ty.RawPtr from, Ty.RawPtr to) when MayBecome(from.Mutability, to.Mutability) && Unsizes(from.Pointee, to.Pointee, cause, nested) => [UnsizeTo(to)],
            (Ty.Adt from, Ty.Adt to) when ReferenceEquals(from.Definition, to.Definition) && AdtUnsizes(from, to, cause, nested, depth: 0) => [UnsizeTo(to)],
            _ => null,
        };

        if (steps is not null)
        {
            foreach ((ObligationCause why, PredicateKind what) in nested)
            {
                Register(why, what);
            }
        }

        return steps;
    }

    private static Adjustment UnsizeTo(Ty target) => new(new AdjustKind.Pointer(CastKind.Unsize), target);

    /// <summary>Does <c>T: Unsize&lt;U&gt;</c> hold by the outermost forms? What it needs beside is added to <paramref name="nested"/>.</summary>
    private bool Unsizes(Ty source, Ty target, ObligationCause cause, List<(ObligationCause, PredicateKind)> nested)
    {
        source = TryResolve(source);
        target = _inference.Shallow(target);
        switch (source, target)
        {
            case (Ty.Array array, Ty.Slice slice):
                return _inference.CommitIf(() => Equate(cause, array.Element, slice.Element));
            case (Ty.Dynamic from, Ty.Dynamic to):
                return UpcastsTo(from, to, nested, cause);
            case (Ty.Str or Ty.Slice or Ty.Foreign, Ty.Dynamic) or (Ty.Infer { Kind: InferKind.General }, _):
                return false;
            case (_, Ty.Dynamic dynamic):
                AddObjectObligations(source, dynamic, cause, nested);
                return true;
            case (Ty.Adt from, Ty.Adt to) when ReferenceEquals(from.Definition, to.Definition) && from.Definition.Kind == AdtKind.Struct:
                return TailUnsizes(from, to, cause, nested);
            default:
                return false;
        }
    }

    /// <summary>Only the last field changes, and it unsizes.</summary>
    private bool TailUnsizes(Ty.Adt from, Ty.Adt to, ObligationCause cause, List<(ObligationCause, PredicateKind)> nested)
    {
        EquatableArray<FieldDef> fields = from.Definition.Fields;
        if (fields.IsEmpty || ReferenceEquals(from, to))
        {
            return false;
        }

        Ty tail = fields[^1].Type;
        if (!tail.Has(TyFlags.HasParam))
        {
            return false;
        }

        return Unsizes(Normalize(tail.Substitute(Types, from.Args), cause.Span), Normalize(tail.Substitute(Types, to.Args), cause.Span), cause, nested);
    }

    /// <summary>A smart pointer with an impl of <c>CoerceUnsized</c>: the one field that changes is a pointer that unsizes.</summary>
    private bool AdtUnsizes(Ty.Adt from, Ty.Adt to, ObligationCause cause, List<(ObligationCause, PredicateKind)> nested, int depth)
    {
        if (depth > 16 || ReferenceEquals(from, to) || from.Definition.Kind != AdtKind.Struct || Map.LangItem("coerce_unsized") is not { } trait
            || !_context.ImplsFor(trait, from).Any())
        {
            return false;
        }

        foreach (FieldDef field in from.Definition.Fields)
        {
            Ty before = TryResolve(field.Type.Substitute(Types, from.Args));
            Ty after = _inference.Shallow(field.Type.Substitute(Types, to.Args));
            if (!ReferenceEquals(before, after) && !IsPhantomData(before))
            {
                return (before, after) switch
                {
                    (Ty.RawPtr a, Ty.RawPtr b) => Unsizes(a.Pointee, b.Pointee, cause, nested),
                    (Ty.Ref a, Ty.Ref b) => Unsizes(a.Referent, b.Referent, cause, nested),
                    (Ty.Adt a, Ty.Adt b) when ReferenceEquals(a.Definition, b.Definition) => AdtUnsizes(a, b, cause, nested, depth + 1),
                    _ => false,
                };
            }
        }

        return false;
    }

    private bool IsPhantomData(Ty type) => type is Ty.Adt adt && Map.LangItem("phantom_data") == adt.Definition.Id;

    private void AddObjectObligations(Ty self, Ty.Dynamic target, ObligationCause cause, List<(ObligationCause, PredicateKind)> nested)
    {
        ObligationCause why = cause with { Code = new CauseCode.UnsizeCoercion(self, target) };
        TyFolder opener = FreshOpener(cause.Span);
        foreach (ExistentialPredicate predicate in target.Predicates.Value)
        {
            switch (predicate)
            {
                case ExistentialPredicate.Trait trait:
                    nested.Add((why, new PredicateKind.DynCompatible(trait.Definition)));
                    nested.Add((why, new PredicateKind.Trait(new(trait.Definition, [self, .. opener.Fold(trait.Args)]))));
                    break;
                case ExistentialPredicate.Projection projection:
                    nested.Add((why, new PredicateKind.Projection(projection.Definition, [self, .. opener.Fold(projection.Args)], opener.Fold(projection.Term))));
                    break;
                case ExistentialPredicate.AutoTrait auto:
                    nested.Add((why, new PredicateKind.Trait(new(auto.Definition, [self]))));
                    break;
            }
        }

        if (!IsTriviallySized(self) && Map.LangItem("sized") is { } sized)
        {
            nested.Add((why, new PredicateKind.Trait(new(sized, [self]))));
        }
    }

    /// <summary>To a supertrait, or to fewer auto traits. The same type is no unsizing.</summary>
    private bool UpcastsTo(Ty.Dynamic from, Ty.Dynamic to, List<(ObligationCause, PredicateKind)> nested, ObligationCause cause)
    {
        DefId? before = PrincipalOf(from);
        DefId? after = PrincipalOf(to);
        if (before == after && AutoTraitCount(from) == AutoTraitCount(to))
        {
            return false;
        }

        if (after is { } wanted && before is { } held && wanted != held && !IsSupertrait(held, wanted))
        {
            return false;
        }

        foreach (ExistentialPredicate predicate in to.Predicates.Value)
        {
            if (predicate is ExistentialPredicate.AutoTrait auto)
            {
                nested.Add((cause, new PredicateKind.Trait(new(auto.Definition, [from]))));
            }
        }

        return after is null || before is not null;
    }

    private static DefId? PrincipalOf(Ty.Dynamic dynamic)
    {
        foreach (ExistentialPredicate predicate in dynamic.Predicates.Value)
        {
            if (predicate is ExistentialPredicate.Trait trait)
            {
                return trait.Definition;
            }
        }

        return null;
    }

    private static int AutoTraitCount(Ty.Dynamic dynamic)
    {
        int count = 0;
        foreach (ExistentialPredicate predicate in dynamic.Predicates.Value)
        {
            count += predicate is ExistentialPredicate.AutoTrait ? 1 : 0;
        }

        return count;
    }

    private bool IsSupertrait(DefId trait, DefId wanted)
    {
        var seen = new HashSet<DefId> { trait };
        var open = new Stack<DefId>([trait]);
        while (open.TryPop(out DefId current))
        {
            if (current == wanted)
            {
                return true;
            }

            foreach (TraitRef super in _context.SupertraitsOf(current))
            {
                if (seen.Add(super.Trait))
                {
                    open.Push(super.Trait);
                }
            }
        }

        return false;
    }

    // Adjustments.

    /// <summary>Adds steps to an expression. A reborrow that was there already gives way to one that goes through it.</summary>
    private void Apply(Hir.Expr expression, List<Adjustment> steps)
    {
        if (steps.Count == 0)
        {
            return;
        }

        foreach (Adjustment step in steps)
        {
            if (step.Kind is AdjustKind.NeverToAny && step.Target is Ty.Infer { Kind: InferKind.General })
            {
                _divergingVariables.Add(step.Target);
            }
        }

        if (!_adjustments.TryGetValue(expression.Id, out List<Adjustment>? existing) || existing.Count == 0)
        {
            _adjustments[expression.Id] = steps;
        }
        else if (existing is [{ Kind: AdjustKind.Deref }, { Kind: AdjustKind.Borrow }] && steps[0].Kind is AdjustKind.Deref)
        {
            _adjustments[expression.Id] = steps;
        }
        else if (existing is not [{ Kind: AdjustKind.NeverToAny }])
        {
            existing.AddRange(steps);
        }

        if (steps.Exists(step => step.Kind is AdjustKind.Borrow { Mutability: Mutability.Mut }))
        {
            // As if `&mut` were written before it: what was dereferenced or indexed on the way is needed mutable.
            MakePlaceMutable(expression);
        }
    }
}
