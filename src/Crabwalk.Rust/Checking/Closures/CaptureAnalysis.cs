using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;

namespace Crabwalk.Rust.Checking;

internal sealed partial class FnChecker
{
    /// <summary>
    /// From the uses in a closure's body to what it captures, as few and as weak as can be (rustc's <c>upvar.rs</c>; Rust Reference,
    /// closure types, capture precision).
    /// </summary>
    private sealed class CaptureAnalysis(FnChecker checker, Hir.ExprKind.Closure closure)
    {
        private readonly Dictionary<Hir.HirId, List<Entry>> _byVariable = [];

        /// <summary>One captured place.</summary>
        private sealed record Entry(UsedPlace Place, CaptureMode Mode, Span UseSpan, Span PathSpan);

        /// <summary>What the closure must be able to do.</summary>
        public ClosureTraitKind Kind { get; private set; } = ClosureTraitKind.Fn;

        /// <summary>Takes a use of a place.</summary>
        public void Add(UsedPlace place, CaptureMode mode, Span span)
        {
            (place, mode) = RestrictPacked(place, mode);
            if (mode != CaptureMode.ByValue && GoesThroughRawPointer(place))
            {
                mode = CaptureMode.Shared;
            }

            (place, mode) = RestrictPrecision(place, mode);
            (place, mode) = TruncateAtSharedReference(place, mode);
            Kind = mode switch
            {
                CaptureMode.ByValue => ClosureTraitKind.FnOnce,
                CaptureMode.Mutable or CaptureMode.Unique when Kind == ClosureTraitKind.Fn => ClosureTraitKind.FnMut,
                _ => Kind,
            };
            (place, mode) = closure.IsMove ? ForMove(place, mode) : ForBorrow(place, mode);
            (place, mode) = RestrictForDrop(place, mode);
            if (checker.Map.EditionOf(checker._owner) < Lexing.Edition.Rust2021)
            {
                (place, mode) = Truncated(place, mode, 0);
            }

            AddMinimal(new(place, mode, span, span));
        }

        /// <summary>The captures in the order in which the body first mentions the variables, parts in the order of their fields.</summary>
        public List<Capture> Result()
        {
            var captures = new List<Capture>();
            foreach ((Hir.HirId variable, _) in OuterVariables.Of(closure.Body))
            {
                if (_byVariable.TryGetValue(variable, out List<Entry>? entries))
                {
                    entries.Sort(CompareByFields);
                    captures.AddRange(entries.Select(CaptureOf));
                }
            }

            return captures;
        }

        // What a place may be cut down to.

        /// <summary>Cuts a place; when a <c>&amp;mut</c> is no longer gone through, the borrow need only be unique.</summary>
        private static (UsedPlace Place, CaptureMode Mode) Truncated(UsedPlace place, CaptureMode mode, int length)
        {
            if (mode == CaptureMode.Mutable)
            {
                for (int i = length; i < place.Steps.Length; i++)
                {
                    if (place.Steps[i].Kind == UseStepKind.Deref && place.TypeBefore(i) is Ty.Ref { Mutability: Mutability.Mut })
                    {
                        mode = CaptureMode.Unique;
                        break;
                    }
                }
            }

            return (place with { Steps = [.. place.Steps.AsSpan()[..length]] }, mode);
        }

        private static bool GoesThroughRawPointer(UsedPlace place)
        {
            for (int i = 0; i < place.Steps.Length; i++)
            {
                if (place.Steps[i].Kind == UseStepKind.Deref && place.TypeBefore(i) is Ty.RawPtr)
                {
                    return true;
                }
            }

            return false;
        }

        /// <summary>A field of a packed struct cannot be borrowed: the whole struct is captured.</summary>
        private static (UsedPlace, CaptureMode) RestrictPacked(UsedPlace place, CaptureMode mode)
        {
            if (mode == CaptureMode.ByValue)
            {
                return (place, mode);
            }

            for (int i = 0; i < place.Steps.Length; i++)
            {
                if (place.TypeBefore(i) is Ty.Adt { Definition.Repr.Pack: not null })
                {
                    return Truncated(place, mode, i);
                }
            }

            return (place, mode);
        }

        /// <summary>Nothing behind a raw pointer, inside a union or at an index is captured alone.</summary>
        private static (UsedPlace, CaptureMode) RestrictPrecision(UsedPlace place, CaptureMode mode)
        {
            for (int i = 0; i < place.Steps.Length; i++)
            {
                if (place.TypeBefore(i) is Ty.RawPtr or Ty.Adt { Definition.Kind: AdtKind.Union } || place.Steps[i].Kind == UseStepKind.Index)
                {
                    return Truncated(place, mode, i);
                }
            }

            return (place, mode);
        }

        /// <summary>What lies behind a shared reference can be reached through it: the reference is enough.</summary>
        private static (UsedPlace, CaptureMode) TruncateAtSharedReference(UsedPlace place, CaptureMode mode)
        {
            for (int i = place.Steps.Length - 1; i >= 0; i--)
            {
                if (place.Steps[i].Kind == UseStepKind.Deref)
                {
                    return place.TypeBefore(i) is Ty.Ref { Mutability: Mutability.Not } ? Truncated(place, mode, i + 1) : (place, mode);
                }
            }

            return (place, mode);
        }

        private static (UsedPlace, CaptureMode) ForMove(UsedPlace place, CaptureMode mode)
        {
            int deref = place.FirstDeref();
            if (deref >= 0)
            {
                (place, _) = Truncated(place, mode, deref);
            }

            return (place, CaptureMode.ByValue);
        }

        private static (UsedPlace, CaptureMode) ForBorrow(UsedPlace place, CaptureMode mode)
        {
            int deref = place.FirstDeref();
            return mode == CaptureMode.ByValue && deref >= 0 ? Truncated(place, mode, deref) : (place, mode);
        }

        /// <summary>Nothing is moved out of a type with a destructor.</summary>
        private (UsedPlace, CaptureMode) RestrictForDrop(UsedPlace place, CaptureMode mode)
        {
            if (mode != CaptureMode.ByValue || checker.IsCopy(place.Type))
            {
                return (place, mode);
            }

            for (int i = 0; i < place.Steps.Length; i++)
            {
                if (place.TypeBefore(i) is Ty.Adt adt && checker.HasDestructor(adt))
                {
                    return Truncated(place, mode, i);
                }
            }

            return (place, mode);
        }

        // The fewest places.

        private void AddMinimal(Entry entry)
        {
            Hir.HirId variable = entry.Place.Variable!.Value;
            if (!_byVariable.TryGetValue(variable, out List<Entry>? entries))
            {
                _byVariable.Add(variable, [entry]);
                return;
            }

            bool isAncestor = false;
            for (int i = entries.Count - 1; i >= 0; i--)
            {
                if (IsPrefix(entry.Place, entries[i].Place) && entry.Place.Steps.Length < entries[i].Place.Steps.Length)
                {
                    isAncestor = true;
                    entry = Joined(entry, Cut(entries[i], entry.Place.Steps.Length));
                    entries.RemoveAt(i);
                }
            }

            if (!isAncestor)
            {
                for (int i = 0; i < entries.Count; i++)
                {
                    if (IsPrefix(entries[i].Place, entry.Place))
                    {
                        entries[i] = Joined(entries[i], Cut(entry, entries[i].Place.Steps.Length));
                        return;
                    }
                }
            }

            entries.Add(entry);
        }

        private static bool IsPrefix(UsedPlace shorter, UsedPlace longer)
        {
            if (shorter.Steps.Length > longer.Steps.Length)
            {
                return false;
            }

            for (int i = 0; i < shorter.Steps.Length; i++)
            {
                if (shorter.Steps[i].Kind != longer.Steps[i].Kind || shorter.Steps[i].Field != longer.Steps[i].Field)
                {
                    return false;
                }
            }

            return true;
        }

        private static Entry Cut(Entry entry, int length)
        {
            (UsedPlace place, CaptureMode mode) = Truncated(entry.Place, entry.Mode, length);
            return entry with { Place = place, Mode = mode };
        }

        /// <summary>The stronger use wins; of two equal ones the first. The path stays that of <paramref name="kept"/>.</summary>
        private static Entry Joined(Entry kept, Entry other) => other.Mode > kept.Mode ? kept with { Mode = other.Mode, UseSpan = other.UseSpan } : kept;

        private static int CompareByFields(Entry left, Entry right)
        {
            int shared = Math.Min(left.Place.Steps.Length, right.Place.Steps.Length);
            for (int i = 0; i < shared; i++)
            {
                int order = left.Place.Steps[i].Field.CompareTo(right.Place.Steps[i].Field);
                if (order != 0)
                {
                    return order;
                }
            }

            return 0;
        }

        private Capture CaptureOf(Entry entry)
        {
            BorrowKind? kind = entry.Mode switch
            {
                CaptureMode.Shared => BorrowKind.Shared,
                CaptureMode.Unique => BorrowKind.ClosureCapture,
                CaptureMode.Mutable => BorrowKind.Mut,
                CaptureMode.ByValue => null,
            };
            Ty type = entry.Place.Type;
            if (kind is { } borrow)
            {
                Mutability mutability = borrow == BorrowKind.Shared ? Mutability.Not : Mutability.Mut;
                type = checker.Types.Ref(checker._inference.FreshRegion(entry.UseSpan), type, mutability);
            }

            return new(
                entry.Place.Variable!.Value,
                entry.Place.BaseType,
                [.. entry.Place.Steps.Select(step => new CaptureStep(step.Kind == UseStepKind.Field ? step.Field : null, step.Type))],
                kind,
                type,
                NameOf(entry.Place),
                entry.UseSpan,
                entry.PathSpan);
        }

        /// <summary><c>p.0.x</c>, <c>*p</c></summary>
        private string NameOf(UsedPlace place)
        {
            string name = checker._variableNames.GetValueOrDefault(place.Variable!.Value, "_");
            for (int i = 0; i < place.Steps.Length; i++)
            {
                UseStep step = place.Steps[i];
                name = step.Kind == UseStepKind.Deref
                    ? i == place.Steps.Length - 1 ? $"*{name}" : name
                    : $"{name}.{FieldName(place.TypeBefore(i), step.Field)}";
            }

            return name;
        }

        private static string FieldName(Ty type, int index) => type is Ty.Adt { Definition.Kind: not AdtKind.Enum } adt && index < adt.Definition.Fields.Count
            ? adt.Definition.Fields[index].Name
            : index.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}
