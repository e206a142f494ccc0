using System.Globalization;
using System.Text;
using Crabwalk.C.Types;
using Crabwalk.Foundation.Collections;

namespace Crabwalk.C.Tree;

/// <summary>
/// Expressions as text in prefix form, <c>(+ int (load x) 1)</c>: the operator, its type where that is not plain from the operands, the operands.
/// </summary>
public static class ExpressionPrinter
{
    /// <summary>Prints an expression.</summary>
    public static string Print(Expression expression) => expression switch
    {
        Expression.Error => "<error>",
        Expression.IntegerConstant e => Number(e.Value) + Suffix(e.Type),
        Expression.FloatingConstant e => e.Value.ToString("R", CultureInfo.InvariantCulture) + (e.Type is CType.Floating { Kind: FloatingKind.Double } ? "d" : $":{e.Type}"),
        Expression.StringLiteral e => Text(e.Data),
        Expression.VariableReference e => e.Variable.Name,
        Expression.FunctionReference e => e.Function.Name,
        Expression.Conversion e => Conversion(e),
        Expression.Unary e => $"({Operator(e.Operator)} {e.Type} {Print(e.Operand)})",
        Expression.AddressOf e => $"(& {Print(e.Operand)})",
        Expression.Dereference e => $"(* {Print(e.Operand)})",
        Expression.Subscript e => $"([] {Print(e.Array)} {Print(e.Index)})",
        Expression.Member e => $"(. {Print(e.Record)} {e.Field.Name ?? "<anonymous>"})",
        Expression.Binary e => $"({Operator(e.Operator)} {e.Type} {Print(e.Left)} {Print(e.Right)})",
        Expression.PointerOffset e => $"({(e.IsSubtraction ? "ptr-" : "ptr+")} {Print(e.Pointer)} {Print(e.Index)})",
        Expression.PointerDifference e => $"(ptrdiff {Print(e.Left)} {Print(e.Right)})",
        Expression.Logical e => $"({(e.IsOr ? "||" : "&&")} {Print(e.Left)} {Print(e.Right)})",
        Expression.Assignment e => $"(= {Print(e.Target)} {Print(e.Value)})",
        Expression.CompoundAssignment e => $"({Operator(e.Operator)}= {e.ComputationType} {Print(e.Target)} {Print(e.Value)})",
        Expression.Increment e => $"({(e.IsPostfix ? "post" : "pre")}{(e.IsDecrement ? "--" : "++")} {Print(e.Target)})",
        Expression.Conditional e => $"(? {e.Type} {Print(e.Condition)} {Print(e.Then)} {Print(e.Else)})",
        Expression.ConditionalOrElse e => $"(?: {e.Type} {Print(e.Value.Value)} {Print(e.Else)})",
        Expression.Bound => "<bound>",
        Expression.Comma e => $"(, {Print(e.Left)} {Print(e.Right)})",
        Expression.Call e => $"(call {Print(e.Callee)}{Arguments(e.Arguments)})",
        Expression.BuiltinCall e => $"(builtin {e.Builtin} {e.Type}{Arguments(e.Arguments)})",
        Expression.VariadicArgument e => $"(va_arg {e.Type} {Print(e.List)})",
        Expression.CompoundLiteral e => $"(literal {e.Type} {(e.Variable.Initializer is { } initializer ? Print(initializer) : "")})",
        Expression.SizeOfVariable e => $"(sizeof {e.Measured})",
        Expression.WithBounds e => $"(bounds [{string.Join(", ", e.Bounds.Select(b => Print(b.Count)))}] {Print(e.Operand)})",
        Expression.StatementExpression e => $"(statements {e.Block.Statements.Count} {(e.Result is null ? "void" : Print(e.Result))})",
        Expression.LabelAddress e => $"(&& {e.Label.Name})",
    };

    /// <summary>Prints an initialiser.</summary>
    public static string Print(Initializer initializer) => initializer switch
    {
        Initializer.Single single => Print(single.Value),
        Initializer.List list => $"{{{string.Join(", ", list.Entries.Select(Entry))}}}",
    };

    private static string Entry(InitializerEntry entry) =>
        string.Concat(entry.Path.Select(Step)) + string.Create(CultureInfo.InvariantCulture, $"@{entry.Offset} = {Print(entry.Value)}");

    private static string Step(InitializerStep step) => step switch
    {
        InitializerStep.Member member => $".{member.Field.Name ?? "<anonymous>"}",
        InitializerStep.Element { First: var first, Last: var last } when first != last => $"[{first} ... {last}]",
        InitializerStep.Element element => $"[{element.First}]",
    };

    private static string Conversion(Expression.Conversion conversion)
    {
        string operand = Print(conversion.Operand);
        string cast = conversion.IsCast ? "cast " : "";
        return conversion.Kind switch
        {
            ConversionKind.LvalueToRvalue => $"(load {operand})",
            ConversionKind.ArrayToPointer => $"(decay {operand})",
            ConversionKind.FunctionToPointer => operand,
            ConversionKind.NullToPointer => $"({cast}null {conversion.Type})",
            ConversionKind.ToVoid => $"({cast}drop {operand})",
            ConversionKind.IntegerToInteger or ConversionKind.IntegerToFloating or ConversionKind.FloatingToInteger or ConversionKind.FloatingToFloating
                or ConversionKind.ScalarToBool or ConversionKind.IntegerToPointer or ConversionKind.PointerToInteger or ConversionKind.PointerToPointer
                or ConversionKind.Same => $"({cast}to {conversion.Type} {operand})",
        };
    }

    private static string Arguments(EquatableArray<Expression> arguments) => string.Concat(arguments.Select(a => " " + Print(a)));

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Suffix(CType type) => type is CType.Integer { Kind: IntegerKind.Int } ? "" : $":{type}";

    private static string Text(StringData data)
    {
        if (data.UnitSize != 1)
        {
            return string.Create(CultureInfo.InvariantCulture, $"<string of {data.Count} units of {data.UnitSize} bytes>");
        }

        var text = new StringBuilder("\"");
        foreach (byte unit in data.Bytes.Span[..^1])
        {
            text.Append(unit is >= 32 and < 127 and not (byte)'"' and not (byte)'\\'
                ? ((char)unit).ToString()
                : string.Create(CultureInfo.InvariantCulture, $"\\x{unit:x2}"));
        }

        return text.Append('"').ToString();
    }

    private static string Operator(UnaryOperator op) => Checking.OperatorNames.Spelling(op);

    private static string Operator(BinaryOperator op) => Checking.OperatorNames.Spelling(op);
}
