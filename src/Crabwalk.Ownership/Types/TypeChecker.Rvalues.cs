using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Mir.Typing;
using Crabwalk.Ownership.Regions;

namespace Crabwalk.Ownership.Types;

/// <summary>Rvalues: borrows, conversions, aggregates.</summary>
internal sealed partial class TypeChecker
{
    /// <summary>The type of a rvalue; what it asks for is written down.</summary>
    private Ty CheckRvalue(Rvalue value, Locations locations) => value switch
    {
        Rvalue.Use(var operand) => TypeOf(operand, locations),
        Rvalue.Repeat(var operand, var count) => _program.Types.Array(TypeOf(operand, locations), count),
        Rvalue.Ref borrow => CheckBorrow(borrow, locations),
        Rvalue.AddressOf(var mutability, var place) => _program.Types.RawPtr(_places.Of(place), mutability),
        Rvalue.Cast cast => CheckCast(cast, locations),
        Rvalue.Binary binary => CheckBinary(binary, locations),
        Rvalue.Unary(_, var operand) => TypeOf(operand, locations),
        Rvalue.Aggregate(var kind, var operands) => CheckAggregate(kind, operands, locations),
        Rvalue.ThreadLocal(_, var type) => Normalize(_universal.Enter(type)),
        Rvalue.Len or Rvalue.Nullary => _program.Types.Usize,
        Rvalue.Discriminant(var place) => new BodyTypes(_program.Types, _places.Locals).DiscriminantOf(_places.Of(place)),
    };

    private Ty CheckBinary(Rvalue.Binary binary, Locations locations)
    {
        Ty left = TypeOf(binary.Left, locations);
        TypeOf(binary.Right, locations);
        return new BodyTypes(_program.Types, _places.Locals).TypeOf(binary.Operation, left);
    }

    private Ty.Ref CheckBorrow(Rvalue.Ref borrow, Locations locations)
    {
        Region region = borrow.Region is Region.Erased ? _variables.Fresh() : _universal.AsRegion(_universal.VidOf(borrow.Region));
        RegionVid vid = _universal.VidOf(region);
        if (locations.Single is { } at)
        {
            _borrowRegions[at] = vid;
            _constraints.AddLive(vid, _points.Of(at));
        }

        KeepBorrowed(vid, borrow.Place, locations);
        Mutability mutability = borrow.Kind is BorrowKind.Shared or BorrowKind.Fake ? Mutability.Not : Mutability.Mut;
        return _program.Types.Ref(region, _places.Of(borrow.Place), mutability);
    }

    /// <summary>
    /// A reference made through other references must not outlive them: <c>&amp;**p</c> asks it of each reference on the way, outermost first,
    /// up to the first shared one, which may be copied out and so ends the chain.
    /// </summary>
    private void KeepBorrowed(RegionVid region, Place place, Locations locations)
    {
        ConstraintCategory category = CaptureOf(place) is { } field ? new ConstraintCategory.ClosureUpvar(field) : new ConstraintCategory.Boring();
        for (int i = place.Path.Count - 1; i >= 0; i--)
        {
            if (place.Path[i] is not Projection.Deref)
            {
                continue;
            }

            Ty pointer = _places.Of(place with { Path = place.Path[..i] });
            if (pointer is Ty.Ref reference)
            {
                _constraints.Add(_universal.VidOf(reference.Region), region, locations, category);
            }

            if (pointer is Ty.RawPtr or Ty.Ref { Mutability: Mutability.Not })
            {
                return;
            }
        }
    }

    /// <summary>The number of the capture that a place of a closure's body stands for.</summary>
    private int? CaptureOf(Place place) => _universal.Closure is null || place.Local.Index != 1 ? null : place.Path switch
    {
        [Projection.Deref, Projection.Field(var number, _), ..] => number,
        [Projection.Field(var number, _), ..] => number,
        _ => null,
    };

    private Ty CheckCast(Rvalue.Cast cast, Locations locations)
    {
        Ty from = TypeOf(cast.Operand, locations);
        Ty to = Normalize(_universal.Enter(cast.Type));
        if (locations.Single is { } at)
        {
            _constraints.AddLive(to, _points.Of(at));
        }

        switch (cast.Kind)
        {
            case CastKind.ReifyFnPointer or CastKind.ClosureFnPointer when SignatureOf(from) is { } signature:
                Subtype(_program.Types.FnPtr(AsFunction(signature, cast.Kind)), to, locations, new ConstraintCategory.Cast(null));
                break;
            case CastKind.Unsize:
                Unsize(from, to, locations, new ConstraintCategory.Cast(to));
                break;
            case CastKind.UnsafeFnPointer or CastKind.MutToConstPointer or CastKind.PtrToPtr or CastKind.Transmute:
                Subtype(AsLike(from, to), to, locations, new ConstraintCategory.Cast(null));
                break;
        }

        return to;
    }

    // A closure takes its arguments as one tuple; the function pointer made of it takes them one by one.
    private static Binder<FnSig> AsFunction(Binder<FnSig> signature, CastKind kind) =>
        kind == CastKind.ClosureFnPointer && signature.Value.Inputs is [Ty.Tuple { Parts: var parts }]
            ? signature with { Value = signature.Value with { Inputs = parts } }
            : signature;

    // `*mut T` and `*const T` differ in their mutability only.
    private Ty AsLike(Ty from, Ty to) => (from, to) is (Ty.RawPtr a, Ty.RawPtr b) ? _program.Types.RawPtr(a.Pointee, b.Mutability) : from;

    /// <summary>
    /// The first type becomes the second by losing its size: <c>&amp;[T; N]</c> to <c>&amp;[T]</c>, <c>Box&lt;T&gt;</c> to <c>Box&lt;dyn Trait + 'r&gt;</c>;
    /// then everything in <c>T</c> outlives <c>'r</c> (Reference, "Unsized coercions").
    /// </summary>
    private void Unsize(Ty from, Ty to, Locations locations, ConstraintCategory category)
    {
        switch (from, to)
        {
            case (Ty.Ref a, Ty.Ref b):
                Relate(a.Region, b.Region, Variance.Covariant, locations, category);
                Unsize(a.Referent, b.Referent, locations, category);
                break;
            case (Ty.Ref a, Ty.RawPtr b):
                Unsize(a.Referent, b.Pointee, locations, category);
                break;
            case (Ty.RawPtr a, Ty.RawPtr b):
                Unsize(a.Pointee, b.Pointee, locations, category);
                break;
            case (Ty.Array a, Ty.Slice b):
                Equate(a.Element, b.Element, locations, category);
                break;
            case (Ty.Dynamic a, Ty.Dynamic b):
                Relate(a, b, Variance.Covariant, locations, category);
                break;
            case (_, Ty.Dynamic b):
                Require(from, b.Region, locations, category);
                break;
            case (Ty.Adt a, Ty.Adt b) when ReferenceEquals(a.Definition, b.Definition):
                UnsizeArguments(a, b, locations, category);
                break;
            default:
                Subtype(from, to, locations, category);
                break;
        }
    }

    private void UnsizeArguments(Ty.Adt from, Ty.Adt to, Locations locations, ConstraintCategory category)
    {
        for (int i = 0; i < Math.Min(from.Args.Count, to.Args.Count); i++)
        {
            if (from.Args[i] is Ty a && to.Args[i] is Ty b && b is Ty.Slice or Ty.Dynamic)
            {
                Unsize(a, b, locations, category);
            }
            else
            {
                Relate(from.Args[i], to.Args[i], _variances.Of(from.Definition, i), locations, category);
            }
        }
    }

    private Ty CheckAggregate(AggregateKind kind, EquatableArray<Operand> operands, Locations locations)
    {
        Ty[] parts = [.. operands.Select(operand => TypeOf(operand, locations))];
        switch (kind)
        {
            case AggregateKind.Array(var written):
                Ty element = Normalize(_universal.Enter(written));
                RelateParts(parts, _ => element, locations);
                return _program.Types.Array(element, parts.Length);
            case AggregateKind.Tuple:
                return _program.Types.Tuple(parts.ToEquatableArray());
            case AggregateKind.Adt(var written, var variant, var active):
                var whole = (Ty.Adt)Normalize(_universal.Enter(written));
                VariantIndex? cast = whole.Definition.Kind == AdtKind.Enum ? variant : null;
                RelateParts(parts, i => _places.FieldOf(new(whole, cast), active ?? i), locations);
                Prove(whole.Definition.Id, whole.Args, locations);
                return whole;
            case AggregateKind.Closure(var written):
                var closure = (Ty.Closure)_universal.Enter(written);
                RelateParts(parts, i => _places.FieldOf(new(closure), i), locations);
                ApplyRequirements(closure, locations);
                return closure;
            case AggregateKind.RawPtr(var pointee, var mutability):
                return _program.Types.RawPtr(Normalize(_universal.Enter(pointee)), mutability);
            default:
                return _program.Types.Error;
        }
    }

    private void RelateParts(Ty[] parts, Func<int, Ty?> field, Locations locations)
    {
        for (int i = 0; i < parts.Length; i++)
        {
            if (field(i) is { } type)
            {
                Subtype(parts[i], type, locations, new ConstraintCategory.Boring());
            }
        }
    }

    /// <summary>What the closure's body could not prove by itself is asked of the one who makes the closure.</summary>
    private void ApplyRequirements(Ty.Closure closure, Locations locations)
    {
        if (!_closures.TryGetValue(closure.Definition, out ClosureRequirements? requirements))
        {
            return;
        }

        RegionVid[] mapping = [_universal.Static, .. RegionWalk.VariablesIn(closure)];
        foreach (ClosureRequirement requirement in requirements.Requirements)
        {
            if (requirement.Longer is { } longer && longer < mapping.Length && requirement.Shorter < mapping.Length)
            {
                var at = locations with { Span = requirement.Span };
                _constraints.Add(mapping[longer], mapping[requirement.Shorter], at, requirement.Category, fromClosure: true);
            }
            else if (requirement.Type is { } type && requirement.Shorter < mapping.Length)
            {
                _constraints.TypeTests.Add(new(type, mapping[requirement.Shorter], locations with { Span = requirement.Span }, requirement.Category));
            }
        }
    }
}
