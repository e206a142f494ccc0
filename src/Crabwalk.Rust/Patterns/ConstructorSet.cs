using System.Numerics;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;

namespace Crabwalk.Rust.Patterns;

/// <summary>The constructors of a type against those that a column of patterns names.</summary>
/// <param name="Present">Those that some pattern names, split so that each is named wholly or not at all.</param>
/// <param name="Missing">Those that none names.</param>
/// <param name="MissingEmpty">Those that none names and that no value can have.</param>
internal sealed record SplitConstructors(List<Constructor> Present, List<Constructor> Missing, List<Constructor> MissingEmpty);

/// <summary>Lists and splits the constructors of types (rustc's <c>ConstructorSet</c>).</summary>
internal sealed class ConstructorSet(PlaceTypes types)
{
    private static readonly BigInteger One = BigInteger.One;

    /// <summary>The type's constructors split by the column's.</summary>
    public SplitConstructors Split(Ty type, List<Constructor> column)
    {
        var split = new SplitConstructors([], [], []);
        switch (type)
        {
            case Ty.Bool:
                SplitList([(new Constructor.Bool(false), true), (new Constructor.Bool(true), true)], column, split);
                break;
            case Ty.Char:
                SplitRange(new(0, 0xD7FF), column, split);
                SplitRange(new(0xE000, 0x10FFFF), column, split);
                break;
            case Ty.Int integer:
                SplitRange(ValuesOf(integer), column, split);
                break;
            case Ty.Adt { Definition.Kind: AdtKind.Enum } adt:
                SplitVariants(adt, column, split);
                break;
            case Ty.Adt { Definition.Kind: AdtKind.Union }:
                SplitUnion(column, split);
                break;
            case Ty.Adt or Ty.Tuple or Ty.Ref:
                SplitList([(new Constructor.Single(), types.IsInhabited(type))], column, split);
                break;
            case Ty.Array array:
                SplitArray(array, column, split);
                break;
            case Ty.Slice slice:
                SplitSlice(slice, column, split);
                break;
            case Ty.Never:
                // No constructor at all: what remains is the wildcard, for nothing.
                break;
            default:
                SplitUnlistable(column, split);
                break;
        }

        return split;
    }

    /// <summary>All values of an integer type; one more at the open ends of the pointer-sized ones.</summary>
    public IntegerRange ValuesOf(Ty.Int type)
    {
        int bits = types.Context.Target.SizeOf(type.Kind) * 8;
        BigInteger low = type.IsSigned ? -(One << (bits - 1)) : BigInteger.Zero;
        BigInteger high = (type.IsSigned ? One << (bits - 1) : One << bits) - 1;
        return type.Kind switch
        {
            IntKind.Usize => new(low, high + 1),
            IntKind.Isize => new(low - 1, high + 1),
            _ => new(low, high),
        };
    }

    private static void SplitList(List<(Constructor Constructor, bool IsInhabited)> all, List<Constructor> column, SplitConstructors split)
    {
        foreach ((Constructor constructor, bool isInhabited) in all)
        {
            bool isSeen = column.Exists(one => one is not Constructor.Wildcard && constructor.IsCoveredBy(one));
            (isSeen ? split.Present : isInhabited ? split.Missing : split.MissingEmpty).Add(constructor);
        }
    }

    private static void SplitRange(IntegerRange values, List<Constructor> column, SplitConstructors split)
    {
        foreach ((IntegerRange piece, bool isSeen) in values.SplitBy(column.OfType<Constructor.Range>().Select(range => range.Values)))
        {
            (isSeen ? split.Present : split.Missing).Add(new Constructor.Range(piece));
        }

        AddOpaque(column, split);
    }

    private void SplitVariants(Ty.Adt adt, List<Constructor> column, SplitConstructors split)
    {
        var all = new List<(Constructor, bool)>();
        for (int i = 0; i < adt.Definition.Variants.Count; i++)
        {
            all.Add((new Constructor.Variant(i), types.HasOnlyInhabitedFields(adt, i)));
        }

        SplitList(all, column, split);
        if (types.IsNonExhaustive(adt))
        {
            split.Missing.Add(new Constructor.NonExhaustive());
        }

        AddOpaque(column, split);
    }

    private static void SplitUnion(List<Constructor> column, SplitConstructors split)
    {
        foreach (Constructor constructor in column)
        {
            if (constructor is Constructor.UnionField && !split.Present.Contains(constructor))
            {
                split.Present.Add(constructor);
            }
        }

        if (split.Present.Count == 0)
        {
            split.Missing.Add(new Constructor.Single());
        }
    }

    private void SplitArray(Ty.Array array, List<Constructor> column, SplitConstructors split)
    {
        if (array.Length is Const.Value { Bits: var bits } && bits <= int.MaxValue)
        {
            var whole = new Constructor.Slice(new((int)bits, 0, false));
            SplitList([(whole, types.IsInhabited(array))], column, split);
            return;
        }

        SplitSlice(types.Context.Types.Slice(array.Element), column, split);
    }

    /// <summary>Short slices by their length, the long ones together: no pattern of the column tells those apart.</summary>
    private void SplitSlice(Ty.Slice slice, List<Constructor> column, SplitConstructors split)
    {
        int longest = -1;
        int prefix = 0;
        int suffix = 0;
        foreach (Constructor constructor in column)
        {
            if (constructor is Constructor.Slice { Shape: var shape })
            {
                longest = shape.HasRest ? longest : Math.Max(longest, shape.Arity);
                prefix = shape.HasRest ? Math.Max(prefix, shape.Prefix) : prefix;
                suffix = shape.HasRest ? Math.Max(suffix, shape.Suffix) : suffix;
            }
        }

        if (longest + 1 >= prefix + suffix)
        {
            prefix = longest + 1 - suffix;
        }

        bool hasElements = types.IsInhabited(slice.Element);
        var all = new List<(Constructor, bool)>();
        for (int length = 0; length < prefix + suffix; length++)
        {
            all.Add((new Constructor.Slice(new(length, 0, false)), length == 0 || hasElements));
        }

        all.Add((new Constructor.Slice(new(prefix, suffix, true)), prefix + suffix == 0 || hasElements));
        SplitList(all, column, split);
        AddOpaque(column, split);
    }

    private static void SplitUnlistable(List<Constructor> column, SplitConstructors split)
    {
        foreach (Constructor constructor in column)
        {
            if (constructor is Constructor.Constant && !split.Present.Contains(constructor))
            {
                split.Present.Add(constructor);
            }
        }

        AddOpaque(column, split);
        split.Missing.Add(new Constructor.NonExhaustive());
    }

    private static void AddOpaque(List<Constructor> column, SplitConstructors split)
    {
        foreach (Constructor constructor in column)
        {
            if (constructor is Constructor.Opaque)
            {
                split.Present.Add(constructor);
            }
        }
    }
}
