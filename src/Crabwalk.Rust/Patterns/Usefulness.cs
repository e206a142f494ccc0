using Crabwalk.Mir.Types;

namespace Crabwalk.Rust.Patterns;

/// <summary>
/// Which patterns of a match are reached by some value, and which values reach none (Maranget, "Warnings for pattern matching", 2007, as
/// rustc's <c>usefulness.rs</c> carries it out): the matrix of patterns is specialised column by column by every constructor.
/// </summary>
internal sealed class Usefulness(PlaceTypes types)
{
    private readonly ConstructorSet _constructors = new(types);

    /// <summary>One arm or alternative; what is left to match.</summary>
    private sealed class Row(List<PatternNode> patterns, bool isGuarded, Row? parent, PatternNode blame)
    {
        /// <summary>The patterns still to look at, the next one first.</summary>
        public List<PatternNode> Patterns { get; } = patterns;

        /// <summary>A guard may refuse what the pattern matches.</summary>
        public bool IsGuarded { get; } = isGuarded;

        public Row? Parent { get; } = parent;

        /// <summary>What the user wrote: an arm's pattern or one alternative.</summary>
        public PatternNode Blame { get; } = blame;

        public bool IsUseful { get; set; }
    }

    /// <summary>A place that a column of patterns looks at.</summary>
    /// <param name="Type">Its type.</param>
    /// <param name="IsValid">It is known to hold a valid value: what lies behind a reference is not.</param>
    /// <param name="IsScrutinee">It is the whole.</param>
    private readonly record struct Place(Ty Type, bool IsValid, bool IsScrutinee);

    /// <summary>Marks the patterns that are useful, and gives the values that no arm matches.</summary>
    public List<Witness> Check(IReadOnlyList<(PatternNode Pattern, bool IsGuarded)> arms, Ty scrutinee, bool isValid)
    {
        var rows = new List<Row>();
        foreach ((PatternNode pattern, bool isGuarded) in arms)
        {
            rows.Add(new([pattern], isGuarded, null, pattern));
        }

        List<List<Witness>> missing = Compute(rows, [new(scrutinee, isValid, true)], wantsWitnesses: true);
        return [.. missing.Select(stack => stack[0])];
    }

    /// <summary>Witnesses are stacks: the place that comes next is last.</summary>
    private List<List<Witness>> Compute(List<Row> rows, List<Place> places, bool wantsWitnesses)
    {
        if (places.Count == 0)
        {
            return Finish(rows, wantsWitnesses);
        }

        if (rows.Exists(row => row.Patterns[0].Constructor is Constructor.Or))
        {
            return ComputeExpanded(rows, places, wantsWitnesses);
        }

        Place place = places[0];
        SplitConstructors split = _constructors.Split(place.Type, [.. rows.Select(row => row.Patterns[0].Constructor)]);
        bool omitsEmpty = place.IsValid || (place.IsScrutinee && rows.Count == 0);
        List<Constructor> missing = omitsEmpty ? split.Missing : [.. split.Missing, .. split.MissingEmpty];
        bool specializesMissing = split.Missing.Count > 0 || (split.MissingEmpty.Count > 0 && !place.IsValid) || place.Type is Ty.Never && rows.Count > 0;
        List<Constructor> reported = Reported(missing, place, split.Present.Count == 0);
        var witnesses = new List<List<Witness>>();
        foreach (Constructor constructor in specializesMissing ? [.. split.Present, new Constructor.Missing()] : split.Present)
        {
            bool isRelevant = wantsWitnesses && (constructor is Constructor.Missing ? missing.Count > 0 : missing.Count == 0);
            List<Row> specialized = Specialize(rows, constructor, place.Type);
            List<Place> inner = [.. InnerPlaces(constructor, place), .. places[1..]];
            foreach (List<Witness> stack in Compute(specialized, inner, isRelevant))
            {
                AddWitnesses(witnesses, stack, constructor, reported, place.Type);
            }

            PassOn(specialized);
        }

        MarkHeads(rows);
        return witnesses;
    }

    private static List<List<Witness>> Finish(List<Row> rows, bool wantsWitnesses)
    {
        var earlier = new List<Row>();
        foreach (Row row in rows)
        {
            if (earlier.Count == 0)
            {
                row.IsUseful = true;
            }
            else
            {
                AddCovering(row, earlier);
            }

            if (!row.IsGuarded)
            {
                earlier.Add(row);
            }
        }

        return earlier.Count == 0 && wantsWitnesses ? [[]] : [];
    }

    private static void AddCovering(Row row, List<Row> earlier)
    {
        foreach (Row one in earlier)
        {
            if (!row.Blame.CoveredBy.Contains(one.Blame))
            {
                row.Blame.CoveredBy.Add(one.Blame);
            }
        }
    }

    /// <summary>Each alternative of an or-pattern becomes a row of its own.</summary>
    private List<List<Witness>> ComputeExpanded(List<Row> rows, List<Place> places, bool wantsWitnesses)
    {
        var expanded = new List<Row>();
        foreach (Row row in rows)
        {
            foreach (PatternNode alternative in Alternatives(row.Patterns[0]))
            {
                PatternNode blame = ReferenceEquals(alternative, row.Patterns[0]) ? row.Blame : alternative;
                expanded.Add(new([alternative, .. row.Patterns[1..]], row.IsGuarded, row, blame));
            }
        }

        List<List<Witness>> witnesses = Compute(expanded, places, wantsWitnesses);
        PassOn(expanded);
        MarkHeads(rows);
        return witnesses;
    }

    private static IEnumerable<PatternNode> Alternatives(PatternNode pattern) =>
        pattern.Constructor is Constructor.Or ? pattern.Fields.SelectMany(Alternatives) : [pattern];

    private static void PassOn(List<Row> rows)
    {
        foreach (Row row in rows)
        {
            row.Parent!.IsUseful |= row.IsUseful;
        }
    }

    private static void MarkHeads(List<Row> rows)
    {
        foreach (Row row in rows)
        {
            row.Patterns[0].IsUseful |= row.IsUseful;
        }
    }

    /// <summary>What is told of the missing ones: all of them for the whole place, else only if some are present; <c>_</c> stands for the rest.</summary>
    private static List<Constructor> Reported(List<Constructor> missing, Place place, bool allMissing)
    {
        if (missing.Count > 0 && allMissing && !place.IsScrutinee)
        {
            return [new Constructor.Wildcard()];
        }

        return missing.Exists(one => one is Constructor.NonExhaustive) ? [new Constructor.NonExhaustive()] : missing;
    }

    private List<Row> Specialize(List<Row> rows, Constructor constructor, Ty type)
    {
        var specialized = new List<Row>();
        Ty[] fields = types.FieldsOf(constructor, type);
        foreach (Row row in rows)
        {
            PatternNode head = row.Patterns[0];
            bool isSame = constructor is Constructor.Opaque && ReferenceEquals(constructor, head.Constructor);
            if (isSame || constructor.IsCoveredBy(head.Constructor))
            {
                specialized.Add(new([.. SpecializedFields(head, constructor, fields), .. row.Patterns[1..]], row.IsGuarded, row, row.Blame));
            }
        }

        return specialized;
    }

    private static IEnumerable<PatternNode> SpecializedFields(PatternNode head, Constructor constructor, Ty[] fields)
    {
        if (head.IsWildcard)
        {
            return fields.Select(field => PatternNode.Anything(field));
        }

        if (constructor is Constructor.Slice { Shape: var wanted } && head.Constructor is Constructor.Slice { Shape: { HasRest: true } given })
        {
            int between = wanted.Arity - given.Arity;
            return [.. head.Fields[..given.Prefix], .. fields.Take(between).Select(field => PatternNode.Anything(field)), .. head.Fields[given.Prefix..]];
        }

        return head.Fields;
    }

    private List<Place> InnerPlaces(Constructor constructor, Place place)
    {
        bool isValid = place.IsValid && place.Type is not Ty.Ref && constructor is not Constructor.UnionField;
        return [.. types.FieldsOf(constructor, place.Type).Select(field => new Place(field, isValid, false))];
    }

    private void AddWitnesses(List<List<Witness>> witnesses, List<Witness> stack, Constructor constructor, List<Constructor> reported, Ty type)
    {
        if (constructor is Constructor.Missing)
        {
            foreach (Constructor one in reported)
            {
                witnesses.Add([.. stack, Witness.Of(one, type, types)]);
            }

            return;
        }

        int arity = types.FieldsOf(constructor, type).Length;
        Witness[] fields = [.. stack[(stack.Count - arity)..]];
        Array.Reverse(fields);
        witnesses.Add([.. stack[..(stack.Count - arity)], new(constructor, fields, type)]);
    }
}
