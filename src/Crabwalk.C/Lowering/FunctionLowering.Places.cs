using Crabwalk.C.Tree;
using Crabwalk.C.Types;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Types;
using Statement = Crabwalk.Mir.Bodies.Statement;

namespace Crabwalk.C.Lowering;

/// <summary>
/// Lvalues as places. A place's path begins with at most one dereference, of a local that holds the pointer. A pointer indexed by
/// <c>p[i]</c> is moved by a statement of its own, which is held back until just before the access, so that the two stand together.
/// </summary>
internal sealed partial class FunctionLowering
{
    private readonly Dictionary<Variable, StaticBase> _bases = [];
    private readonly Dictionary<(StringData Text, Ty Type), StaticBase> _textBases = [];

    private Operand Read(Expression expression, LocalId? into)
    {
        if (expression is Expression.Dereference { Type: CType.Function } function)
        {
            return Value(function.Operand, into);
        }

        Place place = Ready(PlaceOf(expression));
        NoteAccess(expression, place);
        return ReadPlace(place, expression, into);
    }

    // A plain local is its own value; everything else is loaded here, so that a fault is reported at its own text.
    private Operand ReadPlace(Place place, Expression expression, LocalId? into)
    {
        bool isVolatile = (expression.Type.Qualifiers & Qualifiers.Volatile) != 0;
        if (!isVolatile && place.IsLocal)
        {
            return Settle(new Operand.Copy(place), into, expression.Span);
        }

        bool isWhole = expression.Type is CType.Record && into is null && !isVolatile;
        if (isWhole)
        {
            return new Operand.Copy(place);
        }

        LocalId target = into ?? _code.NewTemporary(TypeOf(place), expression.Span);
        _code.Add(new StatementKind.Assign(target, new Rvalue.Use(new Operand.Copy(place)), isVolatile), expression.Span);
        return new Operand.Copy(target);
    }

    /// <summary>The place of an lvalue, or of a structure value such as a call's result.</summary>
    private Lvalue PlaceOf(Expression expression)
    {
        Enter();
        Lvalue place = expression switch
        {
            Expression.VariableReference e => new(PlaceOf(e.Variable, e.Span)),
            Expression.StringLiteral e => new(PlaceOf(e)),
            Expression.CompoundLiteral e => new(PlaceOf(e)),
            Expression.Dereference e => PlaceOf(e),
            Expression.Subscript e => PlaceOf(e),
            Expression.Member e => PlaceOf(e),
            Expression.WithBounds e => PlaceOf(e),
            _ => new(LocalHolding(Value(expression), expression.Span)),
        };
        _depth--;
        return place;
    }

    private Lvalue PlaceOf(Expression.WithBounds expression)
    {
        foreach (VariableBound bound in expression.Bounds)
        {
            Evaluate(bound);
        }

        return PlaceOf(expression.Operand);
    }

    private Place PlaceOf(Variable variable, Span use)
    {
        if (variable.Storage == StorageDuration.Automatic)
        {
            return LocalOf(variable);
        }

        if (variable.Storage == StorageDuration.Thread)
        {
            ResolvedVariable thread = _unit.Resolver.Resolve(variable, use);
            Ty.RawPtr pointer = PointerTo(thread.Type, thread.IsConst);
            return new Place(Hold(new Rvalue.ThreadLocal(thread.Definition, pointer), pointer, use).Place.Local).Deref();
        }

        if (!_bases.TryGetValue(variable, out StaticBase? known))
        {
            ResolvedVariable found = _unit.Resolver.Resolve(variable, use);
            known = NewBase(found.Definition, PointerTo(found.Type, found.IsConst), use);
            _bases.Add(variable, known);
        }

        return new Place(known.Local).Deref();
    }

    private Place PlaceOf(Expression.StringLiteral literal)
    {
        // L"a" and U"a" have equal bytes and different elements.
        Ty.Array type = TextType(literal);
        if (!_textBases.TryGetValue((literal.Data, type), out StaticBase? known))
        {
            known = NewBase(_unit.Resolver.Resolve(literal.Data, literal.Span), PointerTo(type, isConst: true), literal.Span);
            _textBases.Add((literal.Data, type), known);
        }

        return new Place(known.Local).Deref();
    }

    private Ty.Array TextType(Expression.StringLiteral literal) =>
        Tys.Array(_unit.Types.Lower(((CType.Array)literal.Type).Element), literal.Data.Count);

    // The address of a static is held in a temporary that is written once, on entry, so that its accesses are places like any other.
    private StaticBase NewBase(Mir.Definitions.DefId definition, Ty.RawPtr pointer, Span use)
    {
        LocalId local = _code.NewTemporary(pointer, use);
        var address = new Operand.Constant(new ConstValue.StaticAddress(pointer, definition, 0));
        var source = new SourceInfo(_definition.Function.Span, ScopeId.Function);
        return new(local, new(new StatementKind.Assign(local, new Rvalue.Use(address)), source));
    }

    private Ty.RawPtr PointerTo(Ty type, bool isConst) => Tys.RawPtr(type, isConst ? Mutability.Not : Mutability.Mut);

    private Place PlaceOf(Expression.CompoundLiteral literal)
    {
        if (literal.Variable.Storage != StorageDuration.Automatic)
        {
            return PlaceOf(literal.Variable, literal.Span);
        }

        LocalId local = LocalOf(literal.Variable);
        if (literal.Variable.Initializer is { } initializer)
        {
            Initialize(local, literal.Variable.Type, initializer);
        }

        return local;
    }

    private Lvalue PlaceOf(Expression.Dereference dereference)
    {
        LeaveAsWritten(dereference.Operand);
        return new(new Place(LocalHolding(Value(dereference.Operand), dereference.Operand.Span)).Deref());
    }

    private Lvalue PlaceOf(Expression.Member member)
    {
        Lvalue record = PlaceOf(member.Record);
        Place place = record.Place.Field(member.Field.DeclaredNumber, _unit.Types.Lower(member.Field.Type));
        return record with { Place = place };
    }

    private Lvalue PlaceOf(Expression.Subscript subscript)
    {
        if (ArrayUnder(subscript.Array) is { } array)
        {
            return IndexArray(subscript, array);
        }

        LeaveAsWritten(subscript.Array);
        (Operand pointer, Operand index) = OperandsOf(subscript);
        if (index is Operand.Constant { Value: ConstValue.Scalar { Bits: var bits } } && bits == 0)
        {
            return new(new Place(LocalHolding(pointer, subscript.Array.Span)).Deref());
        }

        Ty type = TypeOf(pointer);
        LocalId moved = _code.NewTemporary(type, subscript.Span);
        Rvalue offset = Offset(pointer, index, subscript.Array.Type, isSubtraction: false, subscript.Span);
        var statement = new Statement(new StatementKind.Assign(moved, offset), _code.Source(subscript.Span));
        return new(new Place(moved).Deref(), statement);
    }

    private (Operand Pointer, Operand Index) OperandsOf(Expression.Subscript subscript)
    {
        if (subscript.IsReversed)
        {
            Operand first = Keep(Value(subscript.Index), subscript.Array, subscript.Index.Span);
            return (Value(subscript.Array), first);
        }

        Operand pointer = Keep(Value(subscript.Array), subscript.Index, subscript.Array.Span);
        return (pointer, Value(subscript.Index));
    }

    private Lvalue IndexArray(Expression.Subscript subscript, Expression array)
    {
        Lvalue whole = PlaceOf(array);
        if (ExpressionParts.HasSideEffects(subscript.Index))
        {
            whole = new(Freeze(Ready(whole)));
        }

        LocalId index = LocalHolding(Value(subscript.Index), subscript.Index.Span);
        return whole with { Place = whole.Place.Index(index) };
    }

    /// <summary>The array whose element a decayed pointer names, when it is an array place of MIR: its bounds are checked at the access.</summary>
    private static Expression? ArrayUnder(Expression pointer) =>
        pointer is Expression.Conversion { Kind: ConversionKind.ArrayToPointer, Operand: { Type: CType.Array type } array } && IsArrayPlace(array, type)
            ? array
            : null;

    // An array whose size only the run knows is a place when it is a variable or member, and a bare pointer behind a pointer.
    private static bool IsArrayPlace(Expression array, CType.Array type)
    {
        if (type.Element.IsVariableLength())
        {
            return false;
        }

        return type.Count is not null || array is Expression.VariableReference or Expression.Member or Expression.CompoundLiteral;
    }

    private Place Ready(Lvalue lvalue)
    {
        if (lvalue.Pending is { } statement)
        {
            _code.Add(statement.Kind, statement.Source.Span);
        }

        return lvalue.Place;
    }

    /// <summary>The same place, whatever happens to the variables that lead to it.</summary>
    private Place Freeze(Place place)
    {
        if (place.HasDeref && !IsTemporary(place.Local))
        {
            place = place with { Local = CopyOf(place.Local) };
        }

        return place with
        {
            Path = [.. place.Path.Select(step => step is Projection.Index { Local: var index } && !IsTemporary(index) ? new Projection.Index(CopyOf(index)) : step)],
        };
    }

    private LocalId CopyOf(LocalId local)
    {
        LocalDecl declaration = _code.Body.Locals[local];
        return Hold(new Rvalue.Use(new Operand.Copy(local)), declaration.Type, declaration.Source.Span).Place.Local;
    }

    /// <summary>An array's value: the address of its first element (C17 6.3.2.1p3).</summary>
    private Operand Decay(Expression array, CType pointer, LocalId? into)
    {
        Ty type = _unit.Types.Lower(pointer);
        switch (array)
        {
            case Expression.Dereference dereference:
                return Settle(Convert(Value(dereference.Operand), type, array.Span), into, array.Span);
            case Expression.Subscript subscript when ArrayUnder(subscript.Array) is null || !IsArrayPlace(subscript, (CType.Array)subscript.Type):
                (Operand start, Operand index) = OperandsOf(subscript);
                Operand moved = Hold(Offset(start, index, subscript.Array.Type, isSubtraction: false, array.Span), TypeOf(start), array.Span);
                return Settle(Convert(moved, type, array.Span), into, array.Span);
            case Expression.StringLiteral literal:
                return Settle(AddressOfText(literal, type), into, array.Span);
            case Expression.VariableReference { Variable: { Storage: StorageDuration.Static } variable }:
                return Settle(AddressOfStatic(variable, type, array.Span), into, array.Span);
            default:
                return DecayPlace(Ready(PlaceOf(array)), type, array.Span, into);
        }
    }

    private Operand DecayPlace(Place array, Ty type, Span span, LocalId? into)
    {
        Place first = array.Then(new Projection.ConstantIndex(0, 0, false));
        Mutability mutability = type is Ty.RawPtr pointer ? pointer.Mutability : Mutability.Mut;
        Ty element = Tys.RawPtr(TypeOf(first), mutability);
        return ReferenceEquals(element, type)
            ? Hold(new Rvalue.AddressOf(mutability, first), type, span, into)
            : Settle(Convert(Hold(new Rvalue.AddressOf(mutability, first), element, span), type, span), into, span);
    }

    private Operand.Constant AddressOfText(Expression.StringLiteral literal, Ty type) =>
        new(new ConstValue.StaticAddress(type, _unit.Resolver.Resolve(literal.Data, literal.Span), 0));

    private Operand.Constant AddressOfStatic(Variable variable, Ty type, Span use) =>
        new(new ConstValue.StaticAddress(type, _unit.Resolver.Resolve(variable, use).Definition, 0));

    private Operand TakeAddress(Expression.AddressOf expression)
    {
        Ty type = _unit.Types.Lower(expression.Type);
        return expression.Operand switch
        {
            Expression.FunctionReference function => FunctionAddress(function),
            Expression.Dereference inner => Convert(Value(inner.Operand), type, expression.Span),
            { Type: CType.Array array } whole when array.IsVariableLength() || array.Count is null => Decay(whole, expression.Type, null),
            Expression.Subscript { Type: CType.Array } rows when ArrayUnder(rows.Array) is null => Convert(Decay(rows, expression.Type, null), type, expression.Span),
            Expression.Subscript element when ArrayUnder(element.Array) is null => MovedPointer(element, type),
            Expression.VariableReference { Variable: { Storage: StorageDuration.Static } variable } => AddressOfStatic(variable, type, expression.Span),
            _ => AddressOf(Ready(PlaceOf(expression.Operand)), type, expression.Span),
        };
    }

    // &p[i] is p + i: nothing is accessed, and one past the end is fine (C17 6.5.3.2p3).
    private Operand MovedPointer(Expression.Subscript element, Ty type)
    {
        Place place = Ready(PlaceOf(element));
        return Convert(new Operand.Copy(place.Local), type, element.Span);
    }

    private Operand AddressOf(Place place, Ty typeOfPlaceOrPointer, Span span)
    {
        Mutability mutability = typeOfPlaceOrPointer is Ty.RawPtr pointer ? pointer.Mutability : Mutability.Mut;
        Ty natural = Tys.RawPtr(TypeOf(place), mutability);
        Operand address = Hold(new Rvalue.AddressOf(mutability, place), natural, span);
        return typeOfPlaceOrPointer is Ty.RawPtr ? Convert(address, typeOfPlaceOrPointer, span) : address;
    }

    /// <summary>A place, with a statement that must stand before its use.</summary>
    private readonly record struct Lvalue(Place Place, Statement? Pending = null);

    private sealed record StaticBase(LocalId Local, Statement Definition);
}
