using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;

namespace Crabwalk.Mir.Layout;

/// <summary>What a pointer to a type carries beside the address.</summary>
public enum PointerMetadata
{
    /// <summary>Nothing: a thin pointer.</summary>
    None,

    /// <summary>The number of elements of a slice or bytes of a <c>str</c>.</summary>
    Length,

    /// <summary>The address of a vtable.</summary>
    VTable,
}

/// <summary>
/// Computes and remembers the layout of types for one target. C's types are laid out as the System V ABI says, Rust's as rustc does it,
/// so that what a walk shows is what a real program has. A raw pointer to <c>[T]</c> is fat; C's pointers to arrays of unknown or
/// run-time length therefore are pointers to the element in MIR.
/// </summary>
public sealed class LayoutComputer
{
    private const int MaxDepth = 400;

    private readonly TyInterner _types;
    private readonly Func<Ty, Ty> _normalize;
    private readonly Dictionary<Ty, TypeLayout> _known = [];
    private readonly HashSet<Ty> _inProgress = [];
    private LayoutProblem? _problem;

    /// <summary>A computer for one target; <paramref name="normalize"/> resolves aliases in the types of fields, where there are any.</summary>
    public LayoutComputer(TyInterner types, Target target, Func<Ty, Ty>? normalize = null)
    {
        _types = types;
        Target = target;
        _normalize = normalize ?? (static type => type);
    }

    /// <summary>A type with its aliases resolved, as its layout is computed.</summary>
    public Ty Normalize(Ty type) => _normalize(type);

    /// <summary>What layouts are for.</summary>
    public Target Target { get; }

    /// <summary>Sizes stay below this, so that sums of two never overflow.</summary>
    internal long SizeLimitBytes => Target.PointerBytes == 8 ? 1L << 61 : 1L << 31;

    /// <summary>The layout of a type that is known to have one: it was checked before.</summary>
    public TypeLayout LayoutOf(Ty type) => _known.TryGetValue(type, out TypeLayout? known)
        ? known
        : TryLayoutOf(type, out LayoutProblem? problem) ?? throw new CompilerBugException($"no layout for `{type}`: {problem!.Message}");

    /// <summary>The layout of a type, or null and why it has none.</summary>
    public TypeLayout? TryLayoutOf(Ty type, out LayoutProblem? problem)
    {
        _problem = null;
        TypeLayout? layout = Find(type);
        problem = layout is null ? _problem : null;
        _inProgress.Clear();
        return layout;
    }

    /// <summary>What a pointer to the type carries; a type that is not known yet counts as thin.</summary>
    public PointerMetadata MetadataOf(Ty pointee) => TailOf(pointee) switch
    {
        Ty.Slice or Ty.Str => PointerMetadata.Length,
        Ty.Dynamic => PointerMetadata.VTable,
        _ => PointerMetadata.None,
    };

    /// <summary>The last field of the last field ..., which decides whether a type is sized.</summary>
    public Ty TailOf(Ty type)
    {
        for (int depth = 0; depth < MaxDepth; depth++)
        {
            Ty? next = type switch
            {
                Ty.Adt { Definition: { Kind: AdtKind.Struct, IsComplete: true, Fields: [.., var last] } definition } adt =>
                    IsFlexibleArray(definition, last) ? null : _normalize(last.Type.Substitute(_types, adt.Args)),
                Ty.Tuple { Parts: [.., var last] } => last,
                _ => null,
            };
            if (next is null)
            {
                break;
            }

            type = next;
        }

        return type;
    }

    /// <summary>A C member of slice type ends the struct without adding to its size (C17 6.7.2.1p18), and leaves pointers to it thin.</summary>
    internal static bool IsFlexibleArray(AdtDef definition, FieldDef field) =>
        definition.Repr.IsC && field is { Type: Ty.Slice, SourceType: Bodies.SourceType.Array };

    /// <summary>The layout, or null with the reason noted.</summary>
    internal TypeLayout? Find(Ty type)
    {
        if (_known.TryGetValue(type, out TypeLayout? known))
        {
            return known;
        }

        if (!_inProgress.Add(type))
        {
            return Fail(LayoutProblemKind.Infinite, $"`{type}` holds itself");
        }

        if (_inProgress.Count > MaxDepth)
        {
            return Fail(LayoutProblemKind.TooDeep, $"`{type}` is nested more than {MaxDepth} types deep");
        }

        TypeLayout? layout = Compute(type);
        _inProgress.Remove(type);
        if (layout is not null)
        {
            _known.Add(type, layout);
        }

        return layout;
    }

    /// <summary>Notes why there is no layout.</summary>
    internal TypeLayout? Fail(LayoutProblemKind kind, string message)
    {
        _problem ??= new(kind, message);
        return null;
    }

    /// <summary>The layouts of fields in order, or null when one has none; only the last may be unsized, and only where that is allowed.</summary>
    internal SizedField[]? FindFields(EquatableArray<FieldDef> fields, EquatableArray<GenericArg> args, bool mayEndUnsized)
    {
        var found = new SizedField[fields.Count];
        for (int i = 0; i < found.Length; i++)
        {
            Ty type = _normalize(fields[i].Type.Substitute(_types, args));
            if (Find(type) is not { } layout)
            {
                return null;
            }

            if (!layout.IsSized && !(mayEndUnsized && i == found.Length - 1))
            {
                Fail(LayoutProblemKind.Unsized, $"the size of `{type}` is not known");
                return null;
            }

            found[i] = new(fields[i], layout);
        }

        return found;
    }

    private TypeLayout? Compute(Ty type) => type switch
    {
        Ty.Bool => OfScalar(new Primitive.Integer(1, false), new(0, 1)),
        Ty.Char => OfScalar(new Primitive.Integer(4, false), new(0, 0x10FFFF)),
        Ty.Int integer => OfScalar(new Primitive.Integer(Target.SizeOf(integer.Kind), integer.IsSigned)),
        Ty.Float number => OfScalar(new Primitive.Float(number.Kind, Target.SizeOf(number.Kind))),
        Ty.FnPtr => OfScalar(new Primitive.Pointer(Target.PointerBytes), NotNull),
        Ty.RawPtr pointer => OfPointer(pointer.Pointee, mayBeNull: true),
        Ty.Ref reference => OfPointer(reference.Referent, mayBeNull: false),
        Ty.Str => OfElements(Find(_types.U8), 0) is { } bytes ? bytes with { IsSized = false } : null,
        Ty.Slice slice => OfElements(Find(slice.Element), 0) is { } elements ? elements with { IsSized = false } : null,
        Ty.Array array => OfArray(array),
        Ty.FnDef => OfNothing(),
        Ty.Never => OfNothing() with { Abi = new ValueAbi.Uninhabited(), IsUninhabited = true, Variants = new VariantsLayout.Empty() },
        Ty.Dynamic => OfNothing() with { IsSized = false },
        Ty.Foreign => OfNothing() with { IsSized = false },
        Ty.Tuple tuple => OfFields(tuple.Parts, StructPrefix.MaybeUnsized),
        Ty.Closure { Args: [.., Ty.Tuple captures] } => OfFields(captures.Parts, StructPrefix.AlwaysSized),
        Ty.Closure => OfNothing(),
        Ty.Adt adt => OfAdt(adt),
        Ty.Error => Fail(LayoutProblemKind.Error, "the type is wrong"),
        Ty.Alias or Ty.Param or Ty.Bound or Ty.Placeholder or Ty.Infer => Fail(LayoutProblemKind.Unresolved, $"`{type}` is not known yet"),
        _ => Fail(LayoutProblemKind.Unresolved, $"`{type}` is not known yet"),
    };

    private ValidRange NotNull => new(1, new Primitive.Pointer(Target.PointerBytes).MaxBits);

    private static TypeLayout OfNothing() => new() { SizeBytes = 0, AlignBytes = 1, Abi = new ValueAbi.Memory() };

    private static TypeLayout OfScalar(Primitive primitive, ValidRange? valid = null)
    {
        var scalar = new Scalar(primitive, valid ?? new(0, primitive.MaxBits));
        return new()
        {
            SizeBytes = primitive.SizeBytes,
            AlignBytes = primitive.SizeBytes,
            Abi = new ValueAbi.Scalar(scalar),
            LargestNiche = Niche.Of(0, scalar),
        };
    }

    private TypeLayout OfPointer(Ty pointee, bool mayBeNull)
    {
        TypeLayout thin = OfScalar(new Primitive.Pointer(Target.PointerBytes), mayBeNull ? null : NotNull);
        TypeLayout? metadata = MetadataOf(pointee) switch
        {
            PointerMetadata.None => null,
            PointerMetadata.Length => OfScalar(new Primitive.Integer(Target.PointerBytes, false)),
            PointerMetadata.VTable => OfScalar(new Primitive.Pointer(Target.PointerBytes), NotNull),
        };
        return metadata is null ? thin : StructLayout.PairOf(thin, metadata);
    }

    private TypeLayout? OfArray(Ty.Array array)
    {
        if (array.Length is not Const.Value length)
        {
            return Fail(LayoutProblemKind.Unresolved, $"the length of `{array}` is not known yet");
        }

        if (Find(array.Element) is not { } element)
        {
            return null;
        }

        if (!element.IsSized)
        {
            return Fail(LayoutProblemKind.Unsized, $"the size of `{array.Element}` is not known");
        }

        bool fits = length.Bits <= (UInt128)long.MaxValue && (Int128)length.Bits * element.SizeBytes < SizeLimitBytes;
        return fits ? OfElements(element, (long)length.Bits) : Fail(LayoutProblemKind.TooLarge, $"`{array}` is too large for {Target.Name}");
    }

    private static TypeLayout? OfElements(TypeLayout? element, long count) => element is null ? null : new()
    {
        SizeBytes = checked(element.SizeBytes * count),
        AlignBytes = element.AlignBytes,
        Abi = count > 0 && element.IsUninhabited ? new ValueAbi.Uninhabited() : new ValueAbi.Memory(),
        Elements = new(element.SizeBytes, count),
        LargestNiche = count > 0 ? element.LargestNiche : null,
        IsUninhabited = count > 0 && element.IsUninhabited,
    };

    private TypeLayout? OfFields(EquatableArray<Ty> parts, StructPrefix prefix)
    {
        EquatableArray<FieldDef> fields = parts.Select(part => new FieldDef("", part)).ToEquatableArray();
        return FindFields(fields, [], mayEndUnsized: true) is { } found ? StructLayout.Of(this, found, new(IsC: false), parts.IsEmpty ? StructPrefix.AlwaysSized : prefix) : null;
    }

    private TypeLayout? OfAdt(Ty.Adt adt)
    {
        AdtDef definition = adt.Definition;
        if (!definition.IsComplete)
        {
            return Fail(LayoutProblemKind.Incomplete, $"`{definition.Name}` is only declared");
        }

        TypeLayout? layout = definition.Kind switch
        {
            AdtKind.Struct => OfStruct(adt),
            AdtKind.Union => FindFields(definition.Fields, adt.Args, mayEndUnsized: false) is { } found ? StructLayout.OfUnion(this, definition.Repr, found) : null,
            AdtKind.Enum => EnumLayout.Of(this, adt),
        };
        return layout is null || layout.SizeBytes < SizeLimitBytes
            ? layout
            : Fail(LayoutProblemKind.TooLarge, $"`{adt}` is too large for {Target.Name}");
    }

    private TypeLayout? OfStruct(Ty.Adt adt)
    {
        AdtDef definition = adt.Definition;
        if (FindFields(definition.Fields, adt.Args, mayEndUnsized: true) is not { } fields)
        {
            return null;
        }

        if (fields is [.., var last] && IsFlexibleArray(definition, last.Definition))
        {
            fields[^1] = last with { Layout = last.Layout with { IsSized = true } };
        }

        StructPrefix prefix = definition.Repr.MayBeUnsized || fields is [.., { Layout.IsSized: false }] ? StructPrefix.MaybeUnsized : StructPrefix.AlwaysSized;
        return StructLayout.Of(this, fields, definition.Repr, prefix) is { } layout
            ? ValidityOf(layout, definition.Repr)
            : null;
    }

    private static TypeLayout ValidityOf(TypeLayout layout, ReprOptions repr)
    {
        if (repr.HidesNiches)
        {
            return layout with { Abi = StructLayout.WithoutValidity(layout.Abi), LargestNiche = null };
        }

        return repr.ValidRange is { } range ? StructLayout.WithValidity(layout, range) : layout;
    }
}
