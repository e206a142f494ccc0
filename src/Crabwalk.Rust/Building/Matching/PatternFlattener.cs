using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Thir;

namespace Crabwalk.Rust.Building.Matching;

/// <summary>Makes match pairs of patterns: what always matches leaves only its bindings and its parts.</summary>
/// <param name="resolve">A place that may start at a captured variable, with that found; null when it is not captured.</param>
/// <param name="ranges">Tells ranges that hold every value.</param>
internal sealed class PatternFlattener(Func<PlaceBuilder, PlaceBuilder?> resolve, RangeValues ranges)
{
    /// <summary>A pattern for a place.</summary>
    public FlatPattern Flatten(PlaceBuilder place, Pat pattern)
    {
        var flat = new FlatPattern([], new(pattern.Span, pattern.Kind is PatKind.Never));
        Add(place, pattern, flat.Pairs, flat.Effects);
        return flat;
    }

    private void Add(PlaceBuilder builder, Pat pattern, List<MatchPair> pairs, PatternEffects effects)
    {
        builder = resolve(builder) ?? builder;
        Place? place = builder.Local is { } local ? new Place(local, builder.Path) : null;
        if (place is { } typed && pattern.Ascription is { } ascription)
        {
            effects.Ascriptions.Add(new(typed, ascription.Type, ascription.Span));
        }

        var subpairs = new List<MatchPair>();
        if (CaseOf(builder, place, pattern, subpairs, effects) is { } @case)
        {
            pairs.Add(new(place, @case, subpairs, pattern.Span));
        }
        else
        {
            pairs.AddRange(subpairs);
        }
    }

    private MatchCase? CaseOf(PlaceBuilder builder, Place? place, Pat pattern, List<MatchPair> subpairs, PatternEffects effects)
    {
        switch (pattern.Kind)
        {
            case PatKind.Or(var alternatives):
                EquatableArray<FlatPattern> flat = [.. alternatives.Select(alternative => Flatten(builder, alternative))];
                if (flat[0].Effects.Bindings.Count > 0)
                {
                    effects.Bindings.Add(null);
                }

                return new MatchCase.Or(flat);
            case PatKind.Range(var bounds):
                return ranges.IsFull(bounds) ? null : new MatchCase.Range(bounds);
            case PatKind.Constant(var value):
                return new MatchCase.Constant(value);
            case PatKind.Binding binding:
                AddBinding(builder, place, pattern, binding, subpairs, effects);
                return null;
            case PatKind.Slice slice:
                return AddElements(builder, pattern, slice, subpairs, effects);
            case PatKind.Variant(var definition, var index, var fields):
                AddFields(builder.Downcast(index), fields, subpairs, effects);
                return definition.Variants.Count > 1 ? new MatchCase.Variant(definition, index) : null;
            case PatKind.Leaf(var fields):
                AddFields(builder, fields, subpairs, effects);
                return null;
            case PatKind.Deref(var inner):
                Add(builder.Deref(), inner, subpairs, effects);
                return null;
            case PatKind.Never:
                return new MatchCase.Never();
            default:
                return null;
        }
    }

    private void AddFields(PlaceBuilder whole, EquatableArray<FieldPat> fields, List<MatchPair> pairs, PatternEffects effects)
    {
        foreach ((int field, Pat pattern) in fields)
        {
            Add(whole.Field(field, pattern.Type), pattern, pairs, effects);
        }
    }

    // In `x @ p` what `p` binds is bound before `x`: a part is copied out before the whole is moved.
    private void AddBinding(PlaceBuilder builder, Place? place, Pat pattern, PatKind.Binding binding, List<MatchPair> pairs, PatternEffects effects)
    {
        if (binding.Inner is { } inner)
        {
            Add(builder, inner, pairs, effects);
        }

        if (place is { } source)
        {
            effects.Bindings.Add(new(pattern.Span, source, binding.Variable, binding.Mode));
        }
    }

    private MatchCase.Slice? AddElements(PlaceBuilder whole, Pat pattern, PatKind.Slice slice, List<MatchPair> pairs, PatternEffects effects)
    {
        int before = slice.Before.Count;
        int after = slice.After.Count;
        bool isArray = pattern.Type is Ty.Array;
        long least = pattern.Type is Ty.Array { Length: Const.Value { Bits: var bits } } ? (long)bits : before + after;
        for (int i = 0; i < before; i++)
        {
            Add(whole.Then(new Projection.ConstantIndex(i, least, FromEnd: false)), slice.Before[i], pairs, effects);
        }

        if (slice.Middle is { } middle)
        {
            Add(whole.Then(new Projection.Subslice(before, isArray ? least - after : after, FromEnd: !isArray)), middle, pairs, effects);
        }

        for (int i = 1; i <= after; i++)
        {
            Add(whole.Then(new Projection.ConstantIndex(isArray ? least - i : i, least, FromEnd: !isArray)), slice.After[after - i], pairs, effects);
        }

        bool isAny = before == 0 && after == 0 && slice.Middle is not null;
        return isArray || isAny ? null : new(before + after, IsExact: slice.Middle is null);
    }
}
