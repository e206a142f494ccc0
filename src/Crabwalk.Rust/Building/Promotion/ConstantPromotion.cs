using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Types;
using Crabwalk.Mir.Typing;

namespace Crabwalk.Rust.Building.Promotion;

/// <summary>
/// Takes borrowed constant values out of a body: <c>&amp;1</c> and <c>&amp;[1, 2]</c> are borrows of constants that live for ever (Rust
/// Reference, destructors, constant promotion). Each becomes a body of its own that gives the reference; <c>x = &amp;tmp</c> becomes
/// <c>r = const promoted; x = &amp;*r</c>. Only what cannot panic, needs no drop and has no interior mutability is promoted.
/// </summary>
internal sealed class ConstantPromotion
{
    private readonly TyInterner _types;
    private readonly TypeProperties _properties;
    private readonly EquatableArray<GenericArg> _args;
    private readonly Body _body;
    private readonly BodyTypes _bodyTypes;
    private readonly TemporaryUses _uses;
    private readonly List<Body> _promoted = [];
    private readonly HashSet<LocalId> _replaced = [];

    private ConstantPromotion(TyInterner types, TypeProperties properties, EquatableArray<GenericArg> args, Body body)
    {
        _types = types;
        _properties = properties;
        _args = args;
        _body = body;
        _bodyTypes = new(types, body.Locals);
        _uses = new(body);
    }

    /// <summary>Edits the body and gives the constants that were in it, by number.</summary>
    /// <param name="types">The types.</param>
    /// <param name="properties">What types are under the conditions of the body.</param>
    /// <param name="args">The parameters of the body as arguments.</param>
    /// <param name="body">The body.</param>
    public static IReadOnlyList<Body> Run(TyInterner types, TypeProperties properties, EquatableArray<GenericArg> args, Body body)
    {
        var promotion = new ConstantPromotion(types, properties, args, body);
        foreach (Block block in body.Blocks)
        {
            promotion.Visit(block);
        }

        promotion.RemoveStorage();
        return promotion._promoted;
    }

    private void Visit(Block block)
    {
        for (int i = 0; i < block.Statements.Count; i++)
        {
            Statement statement = block.Statements[i];
            if (statement.Kind is StatementKind.Assign(var place, Rvalue.Ref(_, BorrowKind.Shared, var borrowed), _) && IsPromotable(borrowed))
            {
                Ty type = _bodyTypes.TypeOf(borrowed);
                Ty reference = _types.Ref(_types.Erased, type, Mutability.Not);
                _promoted.Add(new PromotedBody(_body, _uses, reference, statement.Source).Make(borrowed));
                LocalId constant = _body.Locals.Add(new(reference, LocalKind.Temporary, statement.Source));
                var value = new ConstValue.Unevaluated(reference, _body.Definition, _args, _promoted.Count - 1);
                block.Statements[i] = new(new StatementKind.Assign(constant, new Rvalue.Use(new Operand.Constant(value))), statement.Source);
                block.Statements.Insert(++i, new(new StatementKind.Assign(place, new Rvalue.Ref(_types.Erased, BorrowKind.Shared, new Place(constant).Deref())), statement.Source));
                _replaced.Add(borrowed.Local);
            }
        }
    }

    // The temporary's storage would end while the reference lives on; nothing else looks at it.
    private void RemoveStorage()
    {
        if (_replaced.Count == 0)
        {
            return;
        }

        foreach (Block block in _body.Blocks)
        {
            block.Statements.RemoveAll(statement => statement.Kind switch
            {
                StatementKind.StorageLive(var local) => _replaced.Contains(local),
                StatementKind.StorageDead(var local) => _replaced.Contains(local),
                _ => false,
            });
        }
    }

    private bool IsPromotable(Place place)
    {
        if (_body.Locals[place.Local].Kind != LocalKind.Temporary || !IsFieldPath(place))
        {
            return false;
        }

        Ty whole = _body.Locals[place.Local].Type;
        return !_properties.NeedsDrop(whole) && !_properties.HasInteriorMutability(_bodyTypes.TypeOf(place)) && IsKnown(place.Local);
    }

    private static bool IsFieldPath(Place place)
    {
        foreach (Projection step in place.Path)
        {
            if (step is not Projection.Field)
            {
                return false;
            }
        }

        return true;
    }

    private bool IsKnown(LocalId local) => _body.Locals[local].Kind == LocalKind.Temporary && _uses.DefinitionOf(local) is { } at
        && _body.Blocks[at.Block].Statements[at.Statement].Kind is StatementKind.Assign(_, var value, _) && IsKnown(value);

    private bool IsKnown(Rvalue value) => value switch
    {
        Rvalue.Use(var operand) => IsKnown(operand),
        Rvalue.Repeat(var operand, _) => IsKnown(operand),
        Rvalue.Aggregate(_, var operands) => operands.All(IsKnown),
        Rvalue.Cast(var kind, var operand, _) => kind is not (CastKind.PtrToInt or CastKind.IntToPtr or CastKind.Transmute) && IsKnown(operand),
        Rvalue.Unary(not UnaryOp.PointerMetadata, var operand) => IsKnown(operand),
        Rvalue.Binary(var operation, var left, var right) => IsSafe(operation, left, right) && IsKnown(left) && IsKnown(right),
        Rvalue.Ref(_, BorrowKind.Shared, { Path: [Projection.Deref] } reborrowed) => IsKnown(reborrowed.Local),
        Rvalue.Ref(_, BorrowKind.Shared, var place) => IsPromotable(place),
        Rvalue.Ref(_, BorrowKind.Mut, { IsLocal: true } place) => _body.Locals[place.Local].Type is Ty.Array { Length: Const.Value { Bits: var bits } } && bits == 0,
        _ => false,
    };

    // A division may panic unless its divisor is a number that cannot.
    private bool IsSafe(BinaryOp operation, Operand left, Operand right) => operation switch
    {
        BinaryOp.Div or BinaryOp.Rem => _bodyTypes.TypeOf(left) is not Ty.Int || right is Operand.Constant(ConstValue.Scalar { Bits: var bits, Type: Ty.Int { IsSigned: false } }) && bits != 0,
        BinaryOp.Offset or BinaryOp.PointerDifference => false,
        BinaryOp.Eq or BinaryOp.Ne or BinaryOp.Lt or BinaryOp.Le or BinaryOp.Gt or BinaryOp.Ge => _bodyTypes.TypeOf(left) is not (Ty.RawPtr or Ty.FnPtr),
        _ => true,
    };

    private bool IsKnown(Operand operand) => operand switch
    {
        Operand.Constant(var value) => value is not ConstValue.StaticAddress { Type: Ty.RawPtr },
        Operand.Copy(var place) => IsFieldPath(place) && IsKnown(place.Local),
        Operand.Move(var place) => IsFieldPath(place) && IsKnown(place.Local),
    };
}
