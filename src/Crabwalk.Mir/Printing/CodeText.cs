using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Mir.Typing;

namespace Crabwalk.Mir.Printing;

/// <summary>Statements, terminators and what is in them, for one body.</summary>
internal sealed class CodeText(NameTable names, TypeText types, ConstantText constants, OriginText sources, BodyTypes bodyTypes)
{
    /// <summary>A place: <c>((*_1).0: i32)</c>.</summary>
    public string Of(Place place)
    {
        string text = place.Local.ToString();
        PlaceTy? type = bodyTypes.Start(place.Local);
        foreach (Projection step in place.Path)
        {
            text = Step(text, step, type);
            type = type is { } known ? bodyTypes.Step(known, step) : null;
        }

        return text;
    }

    /// <summary>An operand: <c>copy _1</c>, <c>move _1</c>, <c>const 1_i32</c>.</summary>
    public string Of(Operand operand) => operand switch
    {
        Operand.Copy(var place) => $"copy {Of(place)}",
        Operand.Move(var place) => $"move {Of(place)}",
        Operand.Constant(var value) => $"const {constants.Of(value)}",
    };

    /// <summary>A rvalue.</summary>
    public string Of(Rvalue value) => value switch
    {
        Rvalue.Use(var operand) => Of(operand),
        Rvalue.Repeat(var operand, var count) => $"[{Of(operand)}; {types.Length(count)}]",
        Rvalue.Ref(var region, var kind, var place) => types.Borrow(region, NameOf(kind)) + Of(place),
        Rvalue.AddressOf(var mutability, var place) => $"&raw {(mutability == Mutability.Mut ? "mut" : "const")} {Of(place)}",
        Rvalue.Len(var place) => $"Len({Of(place)})",
        Rvalue.Cast(var kind, var operand, var type) => $"{Of(operand)} as {types.Of(type)} ({kind})",
        Rvalue.Binary(var operation, var left, var right) => $"{operation}({Of(left)}, {Of(right)})",
        Rvalue.Unary(var operation, var operand) => $"{operation}({Of(operand)})",
        Rvalue.Nullary(var operation, var type) => $"{operation}({types.Of(type)})",
        Rvalue.Discriminant(var place) => $"discriminant({Of(place)})",
        Rvalue.Aggregate(var kind, var operands) => Aggregate(kind, operands),
        Rvalue.ThreadLocal(var definition, var type) => $"thread_local {names[definition]} as {types.Of(type)}",
    };

    /// <summary>A statement without its semicolon.</summary>
    public string Of(StatementKind statement) => statement switch
    {
        StatementKind.Assign(var place, var value, var isVolatile) => $"{(isVolatile ? "volatile " : "")}{Of(place)} = {Of(value)}",
        StatementKind.SetDiscriminant(var place, var variant) => $"discriminant({Of(place)}) = {variant.Index}",
        StatementKind.StorageLive(var local) => $"StorageLive({local})",
        StatementKind.StorageDead(var local) => $"StorageDead({local})",
        StatementKind.StorageDynamic(var local, var count, var elementBytes) => $"StorageDynamic({local}, {Of(count)}, {Of(elementBytes)})",
        StatementKind.FakeRead(var cause, var place) => $"FakeRead({cause}, {Of(place)})",
        StatementKind.PlaceMention(var place) => $"PlaceMention({Of(place)})",
        StatementKind.AscribeUserType(var place, var type) => $"AscribeUserType({Of(place)}, {types.Of(type)})",
        StatementKind.Retag(var place, var isFnEntry) => $"Retag({(isFnEntry ? "[fn entry] " : "")}{Of(place)})",
        StatementKind.Mark(var kind, var value, var type) => $"mark {kind}{(value is null ? "" : $"({Of(value)})")}{sources.As(type)}",
        StatementKind.Nop => "nop",
    };

    /// <summary>A terminator without its semicolon.</summary>
    public string Of(TerminatorKind terminator) => terminator switch
    {
        TerminatorKind.Goto(var target) => $"goto -> {target}",
        TerminatorKind.SwitchInt(var operand, var targets, var otherwise) =>
            $"switchInt({Of(operand)}) -> [{string.Concat(targets.Select(t => FormattableString.Invariant($"{t.Value}: {t.Target}, ")))}otherwise: {otherwise}]",
        TerminatorKind.Return => "return",
        TerminatorKind.Unreachable(var rule) => rule is null ? "unreachable" : $"unreachable {NameTable.Escaped(rule, '"')}",
        TerminatorKind.Drop(var place, var target, var unwind) => $"drop({Of(place)}) -> [return: {target}, {Of(unwind)}]",
        TerminatorKind.Call call => Call(call),
        TerminatorKind.Assert(var condition, var expected, var message, var target, var unwind) =>
            $"assert({(expected ? "" : "!")}{Of(condition)}, {Of(message)}) -> [success: {target}, {Of(unwind)}]",
        TerminatorKind.FalseEdge(var real, var imaginary) => $"falseEdge -> [real: {real}, imaginary: {imaginary}]",
        TerminatorKind.FalseUnwind(var real, var unwind) => $"falseUnwind -> [real: {real}, {Of(unwind)}]",
        TerminatorKind.UnwindResume => "resume",
        TerminatorKind.UnwindTerminate(var inCleanup) => inCleanup ? "terminate(cleanup)" : "terminate(abi)",
    };

    private string Call(TerminatorKind.Call call)
    {
        string callee = call.Function is Operand.Constant(ConstValue.ZeroSized(Ty.FnDef) value) ? constants.Of(value) : Of(call.Function);
        string target = call.Target is { } block ? $"[return: {block}, {Of(call.Unwind)}]" : Of(call.Unwind);
        return $"{Of(call.Destination)} = {callee}({List(call.Arguments)}) -> {target}";
    }

    private static string Of(UnwindAction unwind) => unwind switch
    {
        UnwindAction.Continue => "unwind continue",
        UnwindAction.Unreachable => "unwind unreachable",
        UnwindAction.Terminate(var inCleanup) => inCleanup ? "unwind terminate(cleanup)" : "unwind terminate(abi)",
        UnwindAction.Cleanup(var block) => $"unwind: {block}",
    };

    private string Of(AssertMessage message) => message switch
    {
        AssertMessage.BoundsCheck(var length, var index) => $"BoundsCheck({Of(length)}, {Of(index)})",
        AssertMessage.Overflow(var operation, var left, var right) => $"Overflow({operation}, {Of(left)}, {Of(right)})",
        AssertMessage.OverflowNeg(var operand) => $"OverflowNeg({Of(operand)})",
        AssertMessage.DivisionByZero(var operand) => $"DivisionByZero({Of(operand)})",
        AssertMessage.RemainderByZero(var operand) => $"RemainderByZero({Of(operand)})",
        AssertMessage.ValueMoved(var place, _) => $"ValueMoved({NameTable.Escaped(place, '"')})",
        AssertMessage.ValueUnset(var place) => $"ValueUnset({NameTable.Escaped(place, '"')})",
        AssertMessage.Resumed(var text) => $"Resumed({NameTable.Escaped(text, '"')})",
    };

    private string Step(string inner, Projection step, PlaceTy? type) => step switch
    {
        Projection.Deref => $"(*{inner})",
        Projection.Field(var number, var field) => FormattableString.Invariant($"({inner}.{number}: {types.Of(field)})"),
        Projection.Index(var local) => $"{inner}[{local}]",
        Projection.ConstantIndex(var offset, var least, var fromEnd) => FormattableString.Invariant($"{inner}[{(fromEnd ? "-" : "")}{offset} of {least}]"),
        Projection.Subslice(var from, var to, var fromEnd) => FormattableString.Invariant($"{inner}[{from}:{(fromEnd ? "-" : "")}{to}]"),
        Projection.Downcast(var variant) => $"({inner} as {VariantName(type?.Type, variant)})",
    };

    private static string VariantName(Ty? type, VariantIndex variant) =>
        type is Ty.Adt { Definition: { IsComplete: true } definition } && variant.Index < definition.Variants.Count
            && definition.Variants.Count(v => v.Name == definition.Variants[variant].Name) == 1
            ? NameTable.Plain(definition.Variants[variant].Name)
            : FormattableString.Invariant($"variant {variant.Index}");

    private string Aggregate(AggregateKind kind, EquatableArray<Operand> operands) => kind switch
    {
        AggregateKind.Array(var element) => operands.IsEmpty ? $"[_: {types.Of(element)}; 0]" : $"[{List(operands)}]",
        AggregateKind.Tuple => $"({List(operands)}{(operands.Count == 1 ? ",)" : ")")}",
        AggregateKind.Adt adt => Record(adt, operands),
        AggregateKind.Closure(var closure) => $"{types.Of(closure)}({List(operands)})",
        AggregateKind.RawPtr(var pointee, var mutability) => $"*{(mutability == Mutability.Mut ? "mut" : "const")} {types.Of(pointee)} from ({List(operands)})",
    };

    private string Record(AggregateKind.Adt adt, EquatableArray<Operand> operands)
    {
        AdtDef definition = adt.Type.Definition;
        VariantDef variant = definition.Variants[adt.Variant];
        string name = names[definition.Id] + types.Turbofish(adt.Type.Args);
        name = definition.Kind == AdtKind.Enum ? $"{name}::{VariantName(adt.Type, adt.Variant)}" : name;
        if (adt.ActiveField is { } active)
        {
            return FormattableString.Invariant($"{name} {{ .{active}: {List(operands)} }}");
        }

        IEnumerable<string> fields = operands.Select((operand, i) => $"{(i < variant.Fields.Count ? FieldName(variant.Fields[i].Name) : "_")}: {Of(operand)}");
        return operands.IsEmpty ? $"{name} {{}}" : $"{name} {{ {string.Join(", ", fields)} }}";
    }

    /// <summary>A field's name; an underscore for an unnamed one.</summary>
    public static string FieldName(string name) => name.Length == 0 ? "_" : name.All(char.IsAsciiDigit) ? name : NameTable.Plain(name);

    private string List(EquatableArray<Operand> operands) => string.Join(", ", operands.Select(Of));

    private static string NameOf(BorrowKind kind) => kind switch
    {
        BorrowKind.Shared => "",
        BorrowKind.Fake => "fake ",
        BorrowKind.Mut => "mut ",
        BorrowKind.TwoPhaseMut => "two_phase ",
        BorrowKind.ClosureCapture => "capture ",
    };
}
