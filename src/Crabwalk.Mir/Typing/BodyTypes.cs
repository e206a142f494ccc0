using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;

namespace Crabwalk.Mir.Typing;

/// <summary>The type of a place; after a downcast also the variant whose fields come next.</summary>
public readonly record struct PlaceTy(Ty Type, VariantIndex? Variant = null);

/// <summary>Tells the types of places, operands and rvalues of one body. Asking for a place whose steps do not fit is a bug; the validator finds it first.</summary>
public sealed class BodyTypes(TyInterner types, IndexList<LocalId, LocalDecl> locals)
{
    /// <summary>The type of a place.</summary>
    public Ty TypeOf(Place place) => PlaceTyOf(place).Type;

    /// <summary>The type of a place and the variant it was cast to.</summary>
    public PlaceTy PlaceTyOf(Place place) => TryPlaceTyOf(place) ?? throw new CompilerBugException($"the steps of {place} do not fit");

    /// <summary>The type of a place, or null when a step does not fit or there is no such local.</summary>
    public PlaceTy? TryPlaceTyOf(Place place)
    {
        PlaceTy? type = Start(place.Local);
        foreach (Projection step in place.Path)
        {
            type = type is { } known ? Step(known, step) : null;
        }

        return type;
    }

    /// <summary>The type of a whole local, or null when there is no such local.</summary>
    public PlaceTy? Start(LocalId local) => local.Index >= 0 && local.Index < locals.Count ? new(locals[local].Type) : null;

    /// <summary>The type one step further, or null when the step does not fit.</summary>
    public PlaceTy? Step(PlaceTy whole, Projection step) => step switch
    {
        Projection.Deref => PointeeOf(whole.Type) is { } pointee ? new(pointee) : null,
        Projection.Field field => new(field.Type),
        Projection.Index => ElementOf(whole.Type) is { } element ? new(element) : null,
        Projection.ConstantIndex => ElementOf(whole.Type) is { } element ? new(element) : null,
        Projection.Subslice slice => SubsliceOf(whole.Type, slice) is { } type ? new(type) : null,
        Projection.Downcast downcast => whole.Type is Ty.Adt { Definition.Kind: AdtKind.Enum } ? whole with { Variant = downcast.Variant } : null,
    };

    /// <summary>The type of an operand.</summary>
    public Ty TypeOf(Operand operand) => operand switch
    {
        Operand.Copy(var place) => TypeOf(place),
        Operand.Move(var place) => TypeOf(place),
        Operand.Constant(var value) => value.Type,
    };

    /// <summary>The type of a rvalue.</summary>
    public Ty TypeOf(Rvalue value) => value switch
    {
        Rvalue.Use(var operand) => TypeOf(operand),
        Rvalue.Repeat(var operand, var count) => types.Array(TypeOf(operand), count),
        Rvalue.Ref(var region, var kind, var place) =>
            types.Ref(region, TypeOf(place), kind is BorrowKind.Shared or BorrowKind.Fake ? Mutability.Not : Mutability.Mut),
        Rvalue.AddressOf(var mutability, var place) => types.RawPtr(TypeOf(place), mutability),
        Rvalue.Len => types.Usize,
        Rvalue.Cast cast => cast.Type,
        Rvalue.Binary(var operation, var left, _) => TypeOf(operation, TypeOf(left)),
        Rvalue.Unary(var operation, var operand) => operation == UnaryOp.PointerMetadata ? MetadataOf(TypeOf(operand)) : TypeOf(operand),
        Rvalue.Nullary => types.Usize,
        Rvalue.Discriminant(var place) => DiscriminantOf(TypeOf(place)),
        Rvalue.Aggregate(var kind, var operands) => TypeOf(kind, operands),
        Rvalue.ThreadLocal local => local.Type,
    };

    /// <summary>The type of a binary operation whose left operand has a type.</summary>
    public Ty TypeOf(BinaryOp operation, Ty left) => operation switch
    {
        BinaryOp.AddWithOverflow or BinaryOp.SubWithOverflow or BinaryOp.MulWithOverflow => types.Tuple([left, types.Bool]),
        BinaryOp.Eq or BinaryOp.Ne or BinaryOp.Lt or BinaryOp.Le or BinaryOp.Gt or BinaryOp.Ge => types.Bool,
        BinaryOp.Cmp => types.Int(IntKind.I8),
        BinaryOp.PointerDifference => types.Isize,
        BinaryOp.Add or BinaryOp.Sub or BinaryOp.Mul or BinaryOp.AddUnchecked or BinaryOp.SubUnchecked or BinaryOp.MulUnchecked
            or BinaryOp.Div or BinaryOp.Rem or BinaryOp.BitXor or BinaryOp.BitAnd or BinaryOp.BitOr or BinaryOp.Shl or BinaryOp.Shr
            or BinaryOp.ShlUnchecked or BinaryOp.ShrUnchecked or BinaryOp.ShlSigned or BinaryOp.Offset => left,
    };

    /// <summary>The integer type of an enum's discriminants: what <c>repr</c> asks for, else <c>isize</c>.</summary>
    public Ty DiscriminantOf(Ty type) => type is Ty.Adt { Definition: { Kind: AdtKind.Enum, Repr: var repr } }
        ? types.Int(repr.Discriminant ?? IntKind.Isize)
        : types.U8;

    /// <summary>What a pointer, reference or box points to.</summary>
    public static Ty? PointeeOf(Ty type) => type switch
    {
        Ty.RawPtr pointer => pointer.Pointee,
        Ty.Ref reference => reference.Referent,
        Ty.Adt { Definition.Role: AdtRole.Box, Args: [Ty content, ..] } => content,
        _ => null,
    };

    /// <summary>The element of an array, slice or <c>str</c>'s bytes.</summary>
    public static Ty? ElementOf(Ty type) => type switch
    {
        Ty.Array array => array.Element,
        Ty.Slice slice => slice.Element,
        _ => null,
    };

    private Ty? SubsliceOf(Ty type, Projection.Subslice slice) => type switch
    {
        Ty.Slice => type,
        Ty.Array { Length: Const.Value length } array =>
            types.Array(array.Element, slice.FromEnd ? (long)length.Bits - slice.From - slice.To : slice.To - slice.From),
        _ => null,
    };

    private Ty MetadataOf(Ty pointer) => PointeeOf(pointer) switch
    {
        Ty.Slice or Ty.Str => types.Usize,
        Ty.Dynamic => types.RawPtr(types.Unit, Mutability.Not),
        _ => types.Unit,
    };

    private Ty TypeOf(AggregateKind kind, EquatableArray<Operand> operands) => kind switch
    {
        AggregateKind.Array(var element) => types.Array(element, operands.Count),
        AggregateKind.Tuple => types.Tuple(operands.Select(TypeOf).ToEquatableArray()),
        AggregateKind.Adt adt => adt.Type,
        AggregateKind.Closure(var closure) => closure,
        AggregateKind.RawPtr(var pointee, var mutability) => types.RawPtr(pointee, mutability),
    };
}
