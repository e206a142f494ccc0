using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Solving;

namespace Crabwalk.Rust.Semantics.Checks;

/// <summary>Types in heads must make sense: what they name has its where clauses met, what must have a size has one (rustc's <c>wfcheck</c>).</summary>
internal sealed class HeadChecks(TypeContext context)
{
    /// <summary>Checks the head of one item.</summary>
    public void Check(DefId item)
    {
        var check = new OneItem(context, item);
        switch (context.Hir.ItemOf(item).Kind)
        {
            case Hir.ItemKind.Function function:
                check.Function(function);
                break;
            case Hir.ItemKind.Static variable:
                check.Value(variable.Type);
                break;
            case Hir.ItemKind.Const constant:
                check.Value(constant.Type);
                break;
            case Hir.ItemKind.Adt adt:
                check.Fields(adt);
                break;
            case Hir.ItemKind.Impl implementation:
                check.Impl(implementation);
                break;
            case Hir.ItemKind.TypeAlias { Type: { } type } when context.Definitions[item].Kind == DefKind.AssociatedType:
                check.WellFormed(type, context.TypeOf(item));
                break;
        }

        check.Clauses();
        check.Finish();
    }

    /// <summary>The obligations of one head.</summary>
    private sealed class OneItem
    {
        private readonly TypeContext _context;
        private readonly DefId _item;
        private readonly Inference _inference;
        private readonly ParamEnv _environment;

        public OneItem(TypeContext context, DefId item)
        {
            _context = context;
            _item = item;
            _inference = new(context, item);
            _environment = context.ParamEnvOf(item);
        }

        public void Function(Hir.ItemKind.Function function)
        {
            FnSig signature = BoundRegions.Liberate(_context.SignatureOf(_item), _context.Types, _item);
            for (int i = 0; i < function.Declaration.Inputs.Count && i < signature.Inputs.Count; i++)
            {
                WellFormed(function.Declaration.Inputs[i], signature.Inputs[i]);
            }

            if (function.Declaration.Output is { } output)
            {
                WellFormed(output, signature.Output);
            }
        }

        public void Value(Hir.Ty type)
        {
            Ty lowered = _context.TypeOf(_item);
            WellFormed(type, lowered);
            Sized(lowered, ItemChecker.HeadOf(_context, _item), new CauseCode.WellFormed(_item));
        }

        public void Fields(Hir.ItemKind.Adt adt)
        {
            foreach (Hir.Variant variant in adt.Variants)
            {
                for (int i = 0; i < variant.Fields.Count; i++)
                {
                    Hir.Field field = variant.Fields[i];
                    Ty type = _context.TypeOf(field.Definition);
                    WellFormed(field.Type, type);
                    bool isLast = i == variant.Fields.Count - 1;
                    if (!isLast || adt.AdtKind != AdtKind.Struct)
                    {
                        Sized(type, field.Type.Span, new CauseCode.SizedField(_item, isLast));
                    }
                }
            }
        }

        public void Impl(Hir.ItemKind.Impl implementation)
        {
            WellFormed(implementation.Self, _context.TypeOf(_item));
            if (_context.TraitRefOf(_item) is not { } reference)
            {
                return;
            }

            IReadOnlyList<(Predicate Predicate, Span Span)> required = _context.PredicatesOf(reference.Trait);
            for (int i = 0; i < required.Count; i++)
            {
                bool isItself = required[i].Predicate.Bound.Value is PredicateKind.Trait(var own) && own.Trait == reference.Trait;
                if (!isItself)
                {
                    var code = new CauseCode.WhereClause(reference.Trait, required[i].Span, null, i);
                    Register(implementation.Self.Span, code, required[i].Predicate.Substitute(_context.Types, reference.Args));
                }
            }
        }

        /// <summary>Where clauses that name no parameter must hold, and all their types must make sense.</summary>
        public void Clauses()
        {
            int inherited = _context.GenericsOf(_item).Parent is { } parent ? _context.PredicatesOf(parent).Count : 0;
            foreach ((Predicate predicate, Span span) in _context.PredicatesOf(_item).Skip(inherited))
            {
                if (predicate.Bound is { Variables.IsEmpty: true, Value: PredicateKind.Trait(var reference) } && !IsAssumedOnly(reference))
                {
                    var alone = new ObligationCause(span, _item, new CauseCode.Misc());
                    if (_inference.Evaluate(new(alone, ParamEnv.Empty, predicate)) == Answer.No)
                    {
                        Register(span, new CauseCode.Misc(), predicate, ParamEnv.Empty);
                    }
                }
            }
        }

        public void WellFormed(Hir.Ty written, Ty type)
        {
            if (type.Has(TyFlags.HasError))
            {
                return;
            }

            Register(written.Span, new CauseCode.WellFormed(_item), new(new(new PredicateKind.WellFormed(type), [])));
        }

        public void Finish()
        {
            _inference.SelectAll();
            _context.ReportUnproved(_inference, _inference.TakeErrors());
            if (ItemHeads.IsAdt(_context.Definitions[_item].Kind))
            {
                foreach (Obligation obligation in _inference.RegionObligations)
                {
                    CheckStatic(obligation);
                }
            }
        }

        /// <summary>E0310: a field's type needs a parameter to live for ever. Shorter lifetimes are implied for types (RFC 2093).</summary>
        private void CheckStatic(Obligation obligation)
        {
            if (_inference.Resolve(obligation.Predicate).Bound.Value is not PredicateKind.TypeOutlives(Ty.Param parameter, Region.Static) || IsAssumed(parameter))
            {
                return;
            }

            Span span = obligation.Cause.Span;
            _context.Report(new(Severity.Error, "E0310", $"the parameter type `{parameter.Name}` may not live long enough",
                new(span, $"the parameter type `{parameter.Name}` must be valid for the static lifetime..."))
            {
                Labels = [new(span, $"...so that the type `{parameter.Name}` will meet its required lifetime bounds...") { IsPrimary = true }],
                Children = obligation.Cause.Code is CauseCode.WhereClause bound && !_context.Definitions[bound.Item].IsLibrary
                    ? [new(Severity.Note, "...that is required by this bound", [new(bound.BoundSpan)])]
                    : [],
                Fixes = SpanOf(parameter) is { } declared
                    ? [new("consider adding an explicit lifetime bound", [new(declared.AtEnd, ": 'static")], Applicability.MachineApplicable) { Style = FixStyle.Lines }]
                    : [],
            });
        }

        private bool IsAssumed(Ty.Param parameter)
        {
            foreach (Predicate assumed in _environment.CallerBounds)
            {
                if (assumed.Bound.Value is PredicateKind.TypeOutlives(Ty.Param { Index: var index }, Region.Static) && index == parameter.Index)
                {
                    return true;
                }
            }

            return false;
        }

        private Span? SpanOf(Ty.Param parameter)
        {
            foreach (GenericParamDef own in _context.GenericsOf(_item).Params)
            {
                if (own.Index == parameter.Index)
                {
                    return _context.Definitions[own.Definition].Span;
                }
            }

            return null;
        }

        private bool IsAssumedOnly(TraitRef reference) =>
            reference.Args.Span.ToArray().Any(arg => arg.Has(TyFlags.HasParam | TyFlags.HasRegionParam | TyFlags.HasError | TyFlags.HasAlias))
                || _context.Definitions[_item].Kind == DefKind.Trait;

        private void Sized(Ty type, Span span, CauseCode code)
        {
            if (_context.Hir.LangItem("sized") is { } sized && !type.Has(TyFlags.HasError))
            {
                Register(span, code, new(new(new PredicateKind.Trait(new(sized, [type])), [])));
            }
        }

        private void Register(Span span, CauseCode code, Predicate predicate, ParamEnv? environment = null) =>
            _inference.Register(new(new(span, _item, code), environment ?? _environment, predicate));
    }
}
