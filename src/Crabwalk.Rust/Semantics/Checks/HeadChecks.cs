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
