using Crabwalk.Machine.Inspect;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Layout;
using Crabwalk.Mir.Typing;

namespace Crabwalk.Workbench.Walking.Watching;

/// <summary>Looks a watch expression up in the memory of one moment.</summary>
/// <param name="variables">What is in sight by name; the last of a name is the innermost.</param>
/// <param name="reader">Reads memory.</param>
/// <param name="layouts">The program's layouts.</param>
internal sealed class WatchEvaluator(IReadOnlyList<(string Name, ValueView Value)> variables, ValueReader reader, LayoutComputer layouts)
{
    /// <summary>Why there is no value.</summary>
    public string Error { get; private set; } = "";

    /// <summary>The value, or null with an <see cref="Error"/>.</summary>
    public WatchValue? Evaluate(WatchExpression expression) => expression switch
    {
        WatchExpression.Name(var name) => Variable(name),
        WatchExpression.Integer(var value) => new WatchValue.Integer(value),
        WatchExpression.Real(var value) => new WatchValue.Real(value),
        WatchExpression.Member(var record, var field) => Evaluate(record) is { } value ? Member(value, field) : null,
        WatchExpression.Element(var array, var index) => Element(array, index),
        WatchExpression.Unary(var by, var operand) => Unary(by, operand),
        WatchExpression.Binary(var by, var left, var right) => Binary(by, left, right),
    };

    private WatchValue? Fail(string error)
    {
        Error = Error.Length == 0 ? error : Error;
        return null;
    }

    private WatchValue? Variable(string name)
    {
        for (int i = variables.Count - 1; i >= 0; i--)
        {
            if (variables[i].Name == name)
            {
                return new WatchValue.Place(variables[i].Value, AllocationState.Live);
            }
        }

        return Fail($"there is no `{name}` in sight here");
    }

    private WatchValue? Member(WatchValue value, string field)
    {
        WatchValue? at = value;
        while (at is WatchValue.Place { View: ValueView.Pointer })
        {
            at = Target(at);
        }

        return at switch
        {
            WatchValue.Place { View: ValueView.Struct record } place when Find(record.Members, field) is { } member => place with { View = member },
            WatchValue.Place { View: ValueView.Union union } place when Find(union.Members, field) is { } member => place with { View = member },
            null => null,
            _ => Fail($"it has no member `{field}`"),
        };
    }

    /// <summary>A member by name, also inside of anonymous structures (C17 6.7.2.1p13).</summary>
    private static ValueView? Find(IEnumerable<Member> members, string field)
    {
        foreach (Member member in members)
        {
            ValueView? found = member.Name == field ? member.Value : member.Name.Length > 0 ? null : member.Value switch
            {
                ValueView.Struct inner => Find(inner.Members, field),
                ValueView.Union inner => Find(inner.Members, field),
                _ => null,
            };
            if (found is not null)
            {
                return found;
            }
        }

        return null;
    }

    private WatchValue? Element(WatchExpression array, WatchExpression index)
    {
        if (Evaluate(array) is not WatchValue.Place place)
        {
            return Fail("only arrays and pointers have elements");
        }

        if (Evaluate(index)?.AsNumber() is not WatchValue.Integer(var number) || number < int.MinValue || number > int.MaxValue)
        {
            return Fail("an index is a whole number");
        }

        return place.View switch
        {
            ValueView.Array view when number < 0 || number >= view.Count => Fail($"it has {view.Count} elements"),
            ValueView.Array view => ElementOf(place, view, (long)number),
            ValueView.Pointer pointer => Target(place, pointer, (long)number),
            _ => Fail("only arrays and pointers have elements"),
        };
    }

    private WatchValue? ElementOf(WatchValue.Place place, ValueView.Array view, long index)
    {
        if (view.Elements.IsEmpty)
        {
            return Fail("its elements cannot be read");
        }

        Element first = view.Elements[0];
        ulong address = view.Address + (ulong)(index * first.Value.SizeBytes);
        return place with { View = reader.Read(address, first.Value.Type, first.Value.Source) };
    }

    private WatchValue? Target(WatchValue value) => value is WatchValue.Place { View: ValueView.Pointer pointer } place
        ? Target(place, pointer, 0)
        : Fail("only a pointer or a reference can be followed");

    private WatchValue? Target(WatchValue.Place place, ValueView.Pointer pointer, long index)
    {
        if (place.State != AllocationState.Live || pointer.State != Initialised.Fully)
        {
            return Fail("the pointer itself is junk");
        }

        if (pointer.Target is not { } target)
        {
            return Fail(pointer.PointsTo == 0 ? "it is null" : "it points to nothing that is known");
        }

        if (index == 0 && pointer.Metadata is not null && reader.ReadTarget(pointer) is { } whole)
        {
            return new WatchValue.Place(whole, target.State);
        }

        if (BodyTypes.PointeeOf(pointer.Type) is not { } pointee || layouts.TryLayoutOf(pointee, out _) is not { } layout || layout.SizeBytes == 0)
        {
            return Fail("the size of what it points to is not known");
        }

        SourceType? source = (pointer.Source as SourceType.Pointer)?.Target;
        ulong address = unchecked(pointer.PointsTo + (ulong)(index * layout.SizeBytes));
        return new WatchValue.Place(reader.Read(address, pointee, source), target.State);
    }

    private WatchValue? Unary(UnaryOperator by, WatchExpression operand)
    {
        if (Evaluate(operand) is not { } value)
        {
            return null;
        }

        WatchValue? number = value.AsNumber();
        return by switch
        {
            UnaryOperator.Dereference => Target(value),
            UnaryOperator.AddressOf => value is WatchValue.Place { View: var view } ? new WatchValue.Address(view.Address) : Fail("only what lies in memory has an address"),
            UnaryOperator.Not => number is null ? NoNumber() : new WatchValue.Integer(WatchArithmetic.IsTrue(number) ? 0 : 1),
            UnaryOperator.Negate => number switch
            {
                WatchValue.Integer(var whole) => new WatchValue.Integer(unchecked(-whole)),
                WatchValue.Real(var real) => new WatchValue.Real(-real),
                _ => NoNumber(),
            },
            UnaryOperator.Complement => number is WatchValue.Integer(var bits) ? new WatchValue.Integer(~bits) : NoNumber(),
        };
    }

    private WatchValue? Binary(BinaryOperator by, WatchExpression left, WatchExpression right)
    {
        if (Evaluate(left) is not { } first)
        {
            return null;
        }

        if (first.AsNumber() is not { } number)
        {
            return NoNumber();
        }

        // What stands behind a decided && or || is not looked at: `p && p->next` asks a null pointer nothing.
        if (by is BinaryOperator.And or BinaryOperator.Or && WatchArithmetic.IsTrue(number) == (by == BinaryOperator.Or))
        {
            return new WatchValue.Integer(by == BinaryOperator.Or ? 1 : 0);
        }

        if (Evaluate(right) is not { } second)
        {
            return null;
        }

        return second.AsNumber() is { } other ? WatchArithmetic.Of(by, number, other) ?? Fail("it has no result") : NoNumber();
    }

    private WatchValue? NoNumber() => Fail("this is computed with numbers only; look at a member or an element");
}
