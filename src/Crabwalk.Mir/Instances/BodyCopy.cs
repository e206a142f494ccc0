using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Types;
using Crabwalk.Mir.Visiting;

namespace Crabwalk.Mir.Instances;

/// <summary>
/// Copies a body with the arguments of an instance put in: types lose their parameters, regions and aliases, parameters in constants become
/// their values. What is not generic is shared with the body that is copied.
/// </summary>
internal sealed class BodyCopy(MirProgram program, EquatableArray<GenericArg> args)
{
    private readonly Dictionary<Ty, Ty> _known = [];

    /// <summary>The copy; it belongs to whoever asked, and may be changed.</summary>
    public Body Of(Body body)
    {
        var copy = new Body(body.Definition, body.Language, SignatureOf(body.Signature), body.Span) { Title = body.Title, Phase = body.Phase };
        foreach (LocalDecl local in body.Locals)
        {
            copy.Locals.Add(local with { Type = TypeOf(local.Type) });
        }

        foreach (SourceScope scope in body.Scopes)
        {
            copy.Scopes.Add(scope);
        }

        copy.Variables.AddRange(body.Variables.Select(variable => variable with { Place = PlaceOf(variable.Place) }));
        foreach (Block block in body.Blocks)
        {
            var terminator = block.Terminator with { Kind = Terminator(block.Terminator.Kind) };
            copy.Blocks.Add(new(block.Statements.Select(statement => statement with { Kind = Statement(statement.Kind) }), terminator, block.IsCleanup));
        }

        return copy;
    }

    private FnSig SignatureOf(FnSig signature) => signature with { Inputs = signature.Inputs.Select(TypeOf).ToEquatableArray(), Output = TypeOf(signature.Output) };

    private Ty TypeOf(Ty type)
    {
        if (program.Resolver is not { } resolver)
        {
            return type;
        }

        if (!_known.TryGetValue(type, out Ty? known))
        {
            known = resolver.Normalize(type.Substitute(program.Types, args).EraseRegions(program.Types));
            _known.Add(type, known);
        }

        return known;
    }

    private EquatableArray<GenericArg> ArgsOf(EquatableArray<GenericArg> inner) => program.Resolver is null || inner.IsEmpty ? inner : inner.Select(ArgOf).ToEquatableArray();

    private GenericArg ArgOf(GenericArg arg) => arg switch
    {
        Ty type => TypeOf(type),
        Region => program.Types.Erased,
        Const constant => ConstOf(constant),
        _ => arg,
    };

    // A constant is brought to its value where it stands as the length of an array.
    private Const ConstOf(Const constant) =>
        constant is Const.Value ? constant : TypeOf(program.Types.Array(program.Types.U8, constant)) is Ty.Array array ? array.Length : constant;

    private StatementKind Statement(StatementKind statement) => statement.MapPlaces(PlaceOf) switch
    {
        StatementKind.Assign assign => assign with { Value = Value(assign.Value) },
        StatementKind.StorageDynamic dynamic => dynamic with { Count = OperandOf(dynamic.Count), ElementBytes = OperandOf(dynamic.ElementBytes) },
        StatementKind.Mark { Value: { } value } mark => mark with { Value = OperandOf(value) },
        var other => other,
    };

    private TerminatorKind Terminator(TerminatorKind terminator) => terminator.MapPlaces(PlaceOf) switch
    {
        TerminatorKind.SwitchInt choice => choice with { Operand = OperandOf(choice.Operand) },
        TerminatorKind.Call call => call with { Function = OperandOf(call.Function), Arguments = call.Arguments.Select(OperandOf).ToEquatableArray() },
        TerminatorKind.Assert assert => assert with { Condition = OperandOf(assert.Condition), Message = MessageOf(assert.Message) },
        var other => other,
    };

    private AssertMessage MessageOf(AssertMessage message) => message switch
    {
        AssertMessage.BoundsCheck(var length, var index) => new AssertMessage.BoundsCheck(OperandOf(length), OperandOf(index)),
        AssertMessage.Overflow(var operation, var left, var right) => new AssertMessage.Overflow(operation, OperandOf(left), OperandOf(right)),
        AssertMessage.OverflowNeg(var operand) => new AssertMessage.OverflowNeg(OperandOf(operand)),
        AssertMessage.DivisionByZero(var operand) => new AssertMessage.DivisionByZero(OperandOf(operand)),
        AssertMessage.RemainderByZero(var operand) => new AssertMessage.RemainderByZero(OperandOf(operand)),
        AssertMessage.Resumed or AssertMessage.ValueMoved or AssertMessage.ValueUnset => message,
    };

    private Rvalue Value(Rvalue value) => value switch
    {
        Rvalue.Use(var operand) => new Rvalue.Use(OperandOf(operand)),
        Rvalue.Repeat(var operand, var count) => new Rvalue.Repeat(OperandOf(operand), ConstOf(count)),
        Rvalue.Cast(var kind, var operand, var type) => new Rvalue.Cast(kind, OperandOf(operand), TypeOf(type)),
        Rvalue.Binary(var operation, var left, var right) => new Rvalue.Binary(operation, OperandOf(left), OperandOf(right)),
        Rvalue.Unary(var operation, var operand) => new Rvalue.Unary(operation, OperandOf(operand)),
        Rvalue.Nullary(var operation, var type) => new Rvalue.Nullary(operation, TypeOf(type)),
        Rvalue.Aggregate(var kind, var operands) => new Rvalue.Aggregate(KindOf(kind), operands.Select(OperandOf).ToEquatableArray()),
        Rvalue.ThreadLocal(var definition, var type) => new Rvalue.ThreadLocal(definition, TypeOf(type)),
        Rvalue.Ref or Rvalue.AddressOf or Rvalue.Len or Rvalue.Discriminant => value,
    };

    private AggregateKind KindOf(AggregateKind kind) => kind switch
    {
        AggregateKind.Array(var element) => new AggregateKind.Array(TypeOf(element)),
        AggregateKind.Adt adt => adt with { Type = (Ty.Adt)TypeOf(adt.Type) },
        AggregateKind.Closure(var closure) => new AggregateKind.Closure((Ty.Closure)TypeOf(closure)),
        AggregateKind.RawPtr(var pointee, var mutability) => new AggregateKind.RawPtr(TypeOf(pointee), mutability),
        AggregateKind.Tuple => kind,
    };

    private Operand OperandOf(Operand operand) => operand is Operand.Constant(var constant) && program.Resolver is not null ? new Operand.Constant(ConstantOf(constant)) : operand;

    private ConstValue ConstantOf(ConstValue constant) => constant switch
    {
        ConstValue.Scalar(var type, var bits) => new ConstValue.Scalar(TypeOf(type), bits),
        ConstValue.ZeroSized(var type) => new ConstValue.ZeroSized(TypeOf(type)),
        ConstValue.FunctionAddress(var type, var function, var inner) => new ConstValue.FunctionAddress(TypeOf(type), function, ArgsOf(inner)),
        ConstValue.StaticAddress(var type, var definition, var offset) => new ConstValue.StaticAddress(TypeOf(type), definition, offset),
        ConstValue.Slice(var type, var definition, var length) => new ConstValue.Slice(TypeOf(type), definition, length),
        ConstValue.Memory(var type, var bytes) => new ConstValue.Memory(TypeOf(type), BytesOf(bytes)),
        ConstValue.Unevaluated(var type, var definition, var inner, var promoted) => new ConstValue.Unevaluated(TypeOf(type), definition, ArgsOf(inner), promoted),
        ConstValue.Parameter(var type, var parameter) => ConstOf(parameter.Substitute(program.Types, args) is Const put ? put : parameter) is Const.Value value
            ? new ConstValue.Scalar(TypeOf(type), value.Bits)
            : constant,
    };

    private Allocation BytesOf(Allocation bytes) =>
        bytes.Relocations.IsEmpty ? bytes : bytes with { Relocations = bytes.Relocations.Select(relocation => relocation with { Args = ArgsOf(relocation.Args) }).ToEquatableArray() };

    private Place PlaceOf(Place place)
    {
        if (program.Resolver is null || place.Path.IsEmpty)
        {
            return place;
        }

        return place with { Path = place.Path.Select(step => step is Projection.Field(var number, var type) ? new Projection.Field(number, TypeOf(type)) : step).ToEquatableArray() };
    }
}
