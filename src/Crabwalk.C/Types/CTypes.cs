using System.Collections.Immutable;
using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Layout;

namespace Crabwalk.C.Types;

/// <summary>The types of one compilation, each shape kept once. See <see cref="CType"/> for what that buys.</summary>
public sealed partial class CTypes
{
    private readonly CType.Integer[] _integers;
    private readonly CType.Floating[] _floatings;
    private readonly Dictionary<(CType Element, ArrayBound Bound), CType.Array> _arrays = [];
    private readonly Dictionary<FunctionShape, CType.Function> _functions = [];

    /// <summary>An empty table for a target.</summary>
    public CTypes(Target target)
    {
        Target = target;
        _integers = [.. Enum.GetValues<IntegerKind>().Select(k => new CType.Integer(k))];
        _floatings = [.. Enum.GetValues<FloatingKind>().Select(k => new CType.Floating(k))];
        VaList = MakeVaList();
    }

    /// <summary>Whose sizes hold.</summary>
    public Target Target { get; }

    /// <summary><c>void</c>.</summary>
    public CType Void { get; } = new CType.Void();

    /// <summary><c>_Bool</c>.</summary>
    public CType Bool => this[IntegerKind.Bool];

    /// <summary><c>char</c>.</summary>
    public CType Char => this[IntegerKind.Char];

    /// <summary><c>int</c>.</summary>
    public CType Int => this[IntegerKind.Int];

    /// <summary><c>unsigned int</c>.</summary>
    public CType UnsignedInt => this[IntegerKind.UnsignedInt];

    /// <summary><c>double</c>.</summary>
    public CType Double => this[FloatingKind.Double];

    /// <summary>The type of <c>sizeof</c>.</summary>
    public CType Size => this[CTargets.SizeKind];

    /// <summary>The type of a difference of pointers.</summary>
    public CType Difference => this[CTargets.DifferenceKind];

    /// <summary>
    /// <c>__builtin_va_list</c>: an array of one structure, so that a callee works on its caller's list, as on x86-64.
    /// Its members are the machine's own.
    /// </summary>
    public CType VaList { get; }

    /// <summary>An integer type.</summary>
    public CType.Integer this[IntegerKind kind] => _integers[(int)kind];

    /// <summary>A floating type.</summary>
    public CType.Floating this[FloatingKind kind] => _floatings[(int)kind];

    /// <summary>An array.</summary>
    public CType ArrayOf(CType element, ArrayBound bound)
    {
        if (!_arrays.TryGetValue((element, bound), out CType.Array? array))
        {
            array = new(element, bound);
            _arrays.Add((element, bound), array);
            if (element.Canonical != element)
            {
                array.SetCanonical(ArrayOf(element.Canonical, bound));
            }
        }

        return array;
    }

    /// <summary>An array of a number of elements.</summary>
    public CType ArrayOf(CType element, long count) => ArrayOf(element, new ArrayBound.Constant(count));

    /// <summary>A function.</summary>
    public CType.Function Function(CType result, ImmutableArray<CType> parameters, bool isVariadic = false, bool hasPrototype = true)
    {
        var shape = new FunctionShape(result, parameters.ToEquatableArray(), isVariadic, hasPrototype);
        if (!_functions.TryGetValue(shape, out CType.Function? function))
        {
            function = new(result, parameters, isVariadic, hasPrototype);
            _functions.Add(shape, function);
            if (result.Canonical != result || parameters.Any(p => p.Canonical != p))
            {
                function.SetCanonical(Function(result.Canonical, [.. parameters.Select(p => p.Canonical)], isVariadic, hasPrototype));
            }
        }

        return function;
    }

    /// <summary>The type with further qualifiers; an array passes them on to its elements (6.7.3p9).</summary>
    public CType Qualified(CType type, Qualifiers more)
    {
        if ((type.Qualifiers | more) == type.Qualifiers)
        {
            return type;
        }

        return type is CType.Array array ? ArrayOf(Qualified(array.Element, more), array.Bound)
            : type is CType.Function or CType.Error ? type
            : type.Variant(type.Qualifiers | more, type.TypedefName, type.TypedefQualifiers);
    }

    private CType MakeVaList()
    {
        var definition = new RecordDefinition("__va_list_tag", isUnion: false, default);
        CType pointer = Void.PointerTo();
        long words = Target.PointerBytes == 8 ? 3 : 4;
        definition.Declared = [new DeclaredField("__state", ArrayOf(pointer, words), null, default)];
        definition.Complete([new Field("__state", ArrayOf(pointer, words), 0, 0, null, default)], words * Target.PointerBytes, Target.PointerBytes);
        return ArrayOf(new CType.Record(definition), 1).Named("__builtin_va_list");
    }

    private readonly record struct FunctionShape(CType Result, EquatableArray<CType> Parameters, bool IsVariadic, bool HasPrototype);
}
