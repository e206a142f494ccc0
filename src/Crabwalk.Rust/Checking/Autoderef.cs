using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Semantics;
using Crabwalk.Rust.Solving;

namespace Crabwalk.Rust.Checking;

internal sealed partial class FnChecker
{
    /// <summary>Dereferences a type step by step, built-in or through <c>Deref</c> (rustc's <c>Autoderef</c>).</summary>
    private sealed class Autoderef(FnChecker checker, Ty start, Span span, bool throughRawPointers = false)
    {
        private const int Limit = 128;

        private readonly List<(Ty Before, bool IsOverloaded)> _steps = [];
        private readonly List<Obligation> _obligations = [];
        private bool _isStarted;

        /// <summary>The type after <see cref="Count"/> dereferences.</summary>
        public Ty Current { get; private set; } = start;

        /// <summary>How many dereferences led here.</summary>
        public int Count => _steps.Count;

        /// <summary>True once a raw pointer was gone through.</summary>
        public bool ReachedRawPointer { get; private set; }

        /// <summary>True when it stopped because it went on too long.</summary>
        public bool ReachedLimit { get; private set; }

        /// <summary>Goes to the start, then to each next type; false at the end.</summary>
        public bool Next()
        {
            if (!_isStarted)
            {
                _isStarted = true;
                Current = checker.TryResolve(Current);
                return true;
            }

            if (Count >= Limit)
            {
                ReachedLimit = true;
                return false;
            }

            if (Current is Ty.Infer)
            {
                return false;
            }

            Ty? next = BuiltinDeref(Current);
            bool isOverloaded = next is null;
            next ??= checker.OverloadedDerefTarget(Current, span, _obligations);
            if (next is null)
            {
                return false;
            }

            ReachedRawPointer |= Current is Ty.RawPtr;
            _steps.Add((Current, isOverloaded));
            Current = checker.TryResolve(next);
            return true;
        }

        /// <summary>The dereferences so far as adjustments; overloaded ones are shared until a mutable use changes them.</summary>
        public List<Adjustment> Steps(int count = int.MaxValue)
        {
            var steps = new List<Adjustment>();
            for (int i = 0; i < Math.Min(count, _steps.Count); i++)
            {
                Ty target = i + 1 < _steps.Count ? _steps[i + 1].Before : Current;
                Mutability? overloaded = _steps[i].IsOverloaded
                    ? _steps[i].Before is Ty.Ref { Mutability: Mutability.Mut } ? Mutability.Mut : Mutability.Not
                    : null;
                steps.Add(new(new AdjustKind.Deref(overloaded), target));
            }

            return steps;
        }

        /// <summary>What the overloaded steps need is to be proved.</summary>
        public void RegisterObligations()
        {
            foreach (Obligation obligation in _obligations)
            {
                checker._inference.Register(obligation);
            }

            _obligations.Clear();
        }

        private Ty? BuiltinDeref(Ty type) => type switch
        {
            Ty.Ref reference => reference.Referent,
            Ty.RawPtr pointer when throughRawPointers => pointer.Pointee,
            Ty.Adt adt when checker.IsBox(adt) => (Ty)adt.Args[0],
            _ => null,
        };
    }

    private bool IsBox(Ty type) => type is Ty.Adt adt && Map.LangItem("owned_box") == adt.Definition.Id && adt.Args.Count > 0 && adt.Args[0] is Ty;

    /// <summary><c>&lt;T as Deref&gt;::Target</c> when <c>T: Deref</c> may hold.</summary>
    private Ty? OverloadedDerefTarget(Ty type, Span span, List<Obligation> obligations)
    {
        if (type is not (Ty.Adt or Ty.Param or Ty.Alias or Ty.Dynamic or Ty.Placeholder) || Map.LangItem("deref") is not { } trait
            || Map.LangItem("deref_target") is not { } target)
        {
            return null;
        }

        var obligation = new Obligation(Cause(span), _environment, new(new(new PredicateKind.Trait(new(trait, [type])), [])));
        if (_inference.Evaluate(obligation) == Answer.No)
        {
            return null;
        }

        obligations.Add(obligation);
        return Normalize(Types.Alias(AliasKind.Projection, target, [type]), span);
    }
}
