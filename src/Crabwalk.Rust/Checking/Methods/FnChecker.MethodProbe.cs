using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Semantics;
using Crabwalk.Rust.Solving;

namespace Crabwalk.Rust.Checking;

internal sealed partial class FnChecker
{
    /// <summary>
    /// Finds what a method call or <c>T::name</c> means (rustc's <c>ProbeContext</c>): for each dereference of the receiver, by value, then
    /// by <c>&amp;</c>, then by <c>&amp;mut</c>; inherent candidates before those of traits in scope.
    /// </summary>
    private sealed class MethodProbe(FnChecker checker, Symbol name, Span span, Hir.HirId scope, bool isPath)
    {
        private readonly List<MethodStep> _steps = [];
        private readonly List<MethodCandidate> _inherent = [];
        private readonly List<MethodCandidate> _extension = [];
        private readonly List<(TraitRef, DefId)> _unsatisfied = [];
        private readonly List<AssocItem> _statics = [];
        private readonly HashSet<DefId> _seen = [];
        private AssocItem? _private;

        private ITypeContext Context => checker._context;

        private TyInterner Types => checker.Types;

        public ProbeResult Probe(Ty self)
        {
            if (CollectSteps(self) is { } unknown)
            {
                return new ProbeResult.Unknown(unknown);
            }

            foreach (MethodStep step in _steps)
            {
                AssembleInherent(step.Type);
            }

            AssembleTraitsInScope();
            ProbeResult? result = PickAll();
            if (result is ProbeResult.Found { Pick.Candidate: { Kind: CandidateKind.Trait } chosen })
            {
                checker.Map.UseTrait(scope, chosen.Item.Container);
            }

            if (result is not null)
            {
                return result;
            }

            if (_steps[^1].Type is Ty.Infer { Kind: InferKind.General } last)
            {
                return new ProbeResult.Unknown(last);
            }

            return _private is { } hidden ? new ProbeResult.Private(hidden) : new ProbeResult.None(_unsatisfied, _statics);
        }

        /// <summary>The receiver's dereferences; the type when it is not known at all.</summary>
        private Ty? CollectSteps(Ty self)
        {
            if (isPath)
            {
                Ty type = checker.TryResolve(self);
                _steps.Add(new(type, 0, false, false));
                return type is Ty.Infer { Kind: InferKind.General } ? type : null;
            }

            var autoderef = new Autoderef(checker, self, span, throughRawPointers: true);
            while (autoderef.Next())
            {
                _steps.Add(new(autoderef.Current, autoderef.Count, false, autoderef.ReachedRawPointer));
            }

            if (_steps[^1] is { Type: Ty.Infer { Kind: InferKind.General } unknown } last)
            {
                return last.Dereferences == 0 || last.ThroughRawPointer ? unknown : null;
            }

            if (_steps[^1] is { Type: Ty.Array array } step)
            {
                _steps.Add(new(Types.Slice(array.Element), step.Dereferences, true, step.ThroughRawPointer));
            }

            return null;
        }

        // Candidates.

        private void AssembleInherent(Ty type)
        {
            switch (type)
            {
                case Ty.Dynamic dynamic:
                    AssembleObject(dynamic);
                    break;
                case Ty.Param or Ty.Placeholder:
                    AssembleFromBounds(type);
                    return;
                case Ty.Alias:
                    AssembleFromBounds(type);
                    AssembleFromItemBounds((Ty.Alias)type);
                    return;
            }

            foreach (DefId impl in Context.InherentImplsFor(type))
            {
                AssembleImpl(impl);
            }
        }

        private void AssembleImpl(DefId impl)
        {
            if (!_seen.Add(impl))
            {
                return;
            }

            foreach (AssocItem item in Context.AssociatedItemsOf(impl))
            {
                if (item.Name == name && IsWanted(item))
                {
                    _inherent.Add(new(item, CandidateKind.InherentImpl, null));
                }
            }
        }

        private bool IsWanted(AssocItem item)
        {
            if (isPath)
            {
                return item.Kind != AssocKind.Type;
            }

            if (item.Kind == AssocKind.Function && !item.HasSelf)
            {
                _statics.Add(item);
            }

            return item is { Kind: AssocKind.Function, HasSelf: true };
        }

        private void AssembleObject(Ty.Dynamic dynamic)
        {
            foreach (ExistentialPredicate predicate in dynamic.Predicates.Value)
            {
                if (predicate is ExistentialPredicate.Trait principal)
                {
                    var reference = new TraitRef(principal.Definition, [dynamic, .. principal.Args]);
                    AssembleElaborated(dynamic.Predicates.Variables, reference, CandidateKind.Object);
                }
            }
        }

        private void AssembleFromBounds(Ty type)
        {
            foreach (Predicate predicate in checker._environment.CallerBounds)
            {
                if (predicate.Bound.Value is PredicateKind.Trait { Reference: { } reference } && IsAbout(reference.Self, type))
                {
                    AssembleWhereClause(predicate.Bound.Variables, reference, CandidateKind.WhereClause);
                }
            }
        }

        private bool IsAbout(Ty self, Ty type) => ReferenceEquals(self, type)
            || (self is Ty.Alias && type is Ty.Alias && checker._inference.Probe(() => checker.Equate(checker.Cause(span), self, type)));

        private void AssembleFromItemBounds(Ty.Alias alias)
        {
            foreach ((Predicate predicate, _) in Context.ItemBoundsOf(alias.Definition))
            {
                Predicate instantiated = predicate.Substitute(Types, alias.Args);
                if (instantiated.Bound.Value is PredicateKind.Trait { Reference: { } reference })
                {
                    AssembleElaborated(instantiated.Bound.Variables, reference, CandidateKind.WhereClause);
                }
            }
        }

        /// <summary>The trait and its supertraits.</summary>
        private void AssembleElaborated(EquatableArray<BoundVariableKind> variables, TraitRef reference, CandidateKind kind)
        {
            var seen = new HashSet<TraitRef> { reference };
            var open = new Queue<TraitRef>([reference]);
            while (open.TryDequeue(out TraitRef? current))
            {
                AssembleWhereClause(variables, current, kind);
                foreach (TraitRef super in Context.SupertraitsOf(current.Trait))
                {
                    TraitRef instantiated = super.Substitute(Types, current.Args);
                    if (seen.Add(instantiated))
                    {
                        open.Enqueue(instantiated);
                    }
                }
            }
        }

        private void AssembleWhereClause(EquatableArray<BoundVariableKind> variables, TraitRef reference, CandidateKind kind)
        {
            foreach (AssocItem item in Context.AssociatedItemsOf(reference.Trait))
            {
                if (item.Name == name && IsWanted(item))
                {
                    _inherent.Add(new(item, kind, new(new PredicateKind.Trait(reference), variables)));
                }
            }
        }

        private void AssembleTraitsInScope()
        {
            var seen = new HashSet<DefId>();
            if (TraitAround() is { } around && seen.Add(around))
            {
                AssembleTrait(around);
            }

            foreach (DefId trait in checker.Map.TraitsInScope(scope))
            {
                if (seen.Add(trait))
                {
                    AssembleTrait(trait);
                }
            }
        }

        /// <summary>The trait that is being defined or implemented is in scope without being named.</summary>
        private DefId? TraitAround() => Context.AssociatedItem(checker._owner) is { Container: var container }
            ? Context.Definitions[container].Kind == DefKind.Trait ? container : Context.TraitRefOf(container)?.Trait
            : null;

        private void AssembleTrait(DefId trait)
        {
            foreach (AssocItem item in Context.AssociatedItemsOf(trait))
            {
                if (item.Name == name && IsWanted(item))
                {
                    _extension.Add(new(item, CandidateKind.Trait, null));
                }
            }
        }

        // Picking.

        private ProbeResult? PickAll()
        {
            foreach (MethodStep step in _steps)
            {
                if (step.Type.Has(TyFlags.HasError) && step.Type is Ty.Error)
                {
                    return new ProbeResult.Unknown(step.Type);
                }

                if (step.ThroughRawPointer || step.Type is Ty.Infer { Kind: InferKind.General })
                {
                    continue;
                }

                if (PickStep(step) is { } result)
                {
                    return result;
                }
            }

            return null;
        }

        private ProbeResult? PickStep(MethodStep step)
        {
            if (!step.Unsizes && Pick(step, step.Type, Autoref.None) is { } byValue)
            {
                return Reborrowed(byValue, step);
            }

            if (isPath)
            {
                return null;
            }

            foreach (Mutability mutability in new[] { Mutability.Not, Mutability.Mut })
            {
                Ty reference = Types.Ref(checker._inference.FreshRegion(span), step.Type, mutability);
                if (Pick(step, reference, mutability == Mutability.Mut ? Autoref.Mutable : Autoref.Shared) is { } borrowed)
                {
                    return borrowed;
                }
            }

            return step.Type is Ty.RawPtr { Mutability: Mutability.Mut } pointer
                ? Pick(step, Types.RawPtr(pointer.Pointee, Mutability.Not), Autoref.ConstPointer)
                : null;
        }

        /// <summary>A reference that is passed by value is reborrowed.</summary>
        private ProbeResult Reborrowed(ProbeResult result, MethodStep step) =>
            !isPath && result is ProbeResult.Found { Pick: { } pick } && step.Type is Ty.Ref reference
                ? new ProbeResult.Found(pick with
                {
                    Step = step with { Dereferences = step.Dereferences + 1 },
                    Autoref = reference.Mutability == Mutability.Mut ? Autoref.Mutable : Autoref.Shared,
                })
                : result;

        private ProbeResult? Pick(MethodStep step, Ty self, Autoref autoref) =>
            PickFrom(_inherent, step, self, autoref) ?? PickFrom(_extension, step, self, autoref);

        private ProbeResult? PickFrom(List<MethodCandidate> candidates, MethodStep step, Ty self, Autoref autoref)
        {
            List<MethodCandidate>? applicable = null;
            foreach (MethodCandidate candidate in candidates)
            {
                if (!Applies(candidate, self))
                {
                    continue;
                }

                if (candidate.Kind is CandidateKind.InherentImpl && !checker.Map.IsAccessible(candidate.Item.Definition, checker._owner))
                {
                    _private ??= candidate.Item;
                    continue;
                }

                (applicable ??= []).Add(candidate);
            }

            if (applicable is null)
            {
                return null;
            }

            MethodCandidate? chosen = applicable.Count == 1 ? applicable[0] : Collapse(applicable);
            return chosen is null
                ? new ProbeResult.Ambiguous([.. applicable])
                : new ProbeResult.Found(new(chosen, step, autoref));
        }

        /// <summary>Several where clauses or impls may lead to the same item of one trait; a subtrait's item hides its supertrait's.</summary>
        private static MethodCandidate? Collapse(List<MethodCandidate> candidates)
        {
            MethodCandidate first = candidates[0];
            foreach (MethodCandidate candidate in candidates)
            {
                if (candidate.Item.Definition != first.Item.Definition)
                {
                    return null;
                }
            }

            bool isSame = true;
            foreach (MethodCandidate candidate in candidates)
            {
                isSame &= candidate.Kind == first.Kind && Equals(candidate.Reference, first.Reference);
            }

            // Different arguments of the trait: which is meant is decided by what is inferred later.
            return isSame ? first : first.Kind == CandidateKind.InherentImpl ? null : first with { Kind = CandidateKind.Trait, Reference = null };
        }

        /// <summary>Could the receiver's type be the method's <c>self</c>, and may the conditions hold?</summary>
        private bool Applies(MethodCandidate candidate, Ty self) => checker._inference.Probe(() =>
        {
            EquatableArray<GenericArg> args = checker.FreshReceiverArgs(candidate, span, out TraitRef? reference);
            Ty? wanted = SelfTypeOf(candidate, args);
            if (wanted is null || !checker.Sub(checker.Cause(span), self, wanted))
            {
                return false;
            }

            return candidate.Kind switch
            {
                CandidateKind.InherentImpl => ConditionsMayHold(candidate.Item.Container, args),
                CandidateKind.Trait => TraitMayHold(reference!),
                _ => true,
            };
        });

        /// <summary>The type that <c>self</c> has in the item: for a path the type that implements.</summary>
        private Ty? SelfTypeOf(MethodCandidate candidate, EquatableArray<GenericArg> args)
        {
            if (isPath)
            {
                return candidate.Kind == CandidateKind.InherentImpl
                    ? checker.Normalize(Context.TypeOf(candidate.Item.Container).Substitute(Types, args), span)
                    : (Ty)args[0];
            }

            // The method's own parameters do not matter for its `self`: any fresh ones will do.
            EquatableArray<GenericArg> all = checker._inference.FreshArgs(candidate.Item.Definition, span);
            EquatableArray<GenericArg> full = [.. args, .. all[args.Count..]];
            FnSig signature = checker._inference.InstantiateWithFresh(Context.SignatureOf(candidate.Item.Definition).Substitute(Types, full), span);
            return signature.Inputs.IsEmpty ? null : checker.Normalize(signature.Inputs[0], span);
        }

        private bool ConditionsMayHold(DefId impl, EquatableArray<GenericArg> args)
        {
            bool holds = true;
            foreach ((Predicate predicate, _) in Context.PredicatesOf(impl))
            {
                Predicate wanted = checker.Normalize(predicate.Substitute(Types, args), span);
                if (checker._inference.Evaluate(new(checker.Cause(span), checker._environment, wanted)) == Answer.No)
                {
                    holds = false;
                    if (wanted.Bound.Value is PredicateKind.Trait trait)
                    {
                        _unsatisfied.Add((trait.Reference with { Args = checker._inference.Resolve(trait.Reference.Args) }, impl));
                    }
                }
            }

            return holds;
        }

        private bool TraitMayHold(TraitRef reference)
        {
            var wanted = new Predicate(new(new PredicateKind.Trait(reference), []));
            if (checker._inference.Evaluate(new(checker.Cause(span), checker._environment, wanted)) != Answer.No)
            {
                return true;
            }

            _unsatisfied.Add((reference with { Args = checker._inference.Resolve(reference.Args) }, reference.Trait));
            return false;
        }
    }

    /// <summary>The arguments of the impl or trait that a candidate's item stands in.</summary>
    private EquatableArray<GenericArg> FreshReceiverArgs(MethodCandidate candidate, Span span, out TraitRef? reference)
    {
        reference = null;
        if (candidate.Reference is { Value: PredicateKind.Trait { Reference: { } bound } } binder)
        {
            reference = InstantiateWithFresh(binder, bound, span);
            return reference.Args;
        }

        EquatableArray<GenericArg> args = _inference.FreshArgs(candidate.Item.Container, span);
        if (candidate.Kind == CandidateKind.Trait)
        {
            reference = new(candidate.Item.Container, args);
        }

        return args;
    }
}
