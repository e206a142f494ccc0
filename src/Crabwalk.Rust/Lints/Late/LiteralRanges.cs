using System.Globalization;
using System.Numerics;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Checking;
using Crabwalk.Rust.Semantics;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Lints.Late;

/// <summary>The lints <c>overflowing_literals</c> and <c>unused_comparisons</c>: numbers that their type cannot hold, and what is always true of a type.</summary>
internal sealed class LiteralRanges(ITypeContext context, TypeckResults results)
{
    private static readonly string[] Signed = ["i8", "i16", "i32", "i64", "i128"];
    private static readonly string[] Unsigned = ["u8", "u16", "u32", "u64", "u128"];

    private Hir.Expr? _negated;

    /// <summary>Looks at a literal, or at a comparison with one.</summary>
    public void Check(Hir.Expr expression)
    {
        switch (expression.Kind)
        {
            case Hir.ExprKind.Unary { Operator: UnaryOperator.Negate, Operand.Kind: Hir.ExprKind.Literal }:
                _negated = expression;
                break;
            case Hir.ExprKind.Literal { Value: Hir.Lit.Int literal } when TypeOf(expression) is Ty.Int type:
                CheckInteger(expression, literal.Value, type);
                break;
            case Hir.ExprKind.Literal { Value: Hir.Lit.Float literal } when TypeOf(expression) is Ty.Float type:
                CheckFloat(expression, literal.Text, type);
                break;
            case Hir.ExprKind.Binary { Operator: var operation, Left: var left, Right: var right } when IsUseless(operation, left, right):
                context.Lints.Report(new(Severity.Warning, "unused_comparisons", "comparison is useless due to type limits", new(expression.Span)));
                break;
        }
    }

    private Ty? TypeOf(Hir.Expr expression) => results.NodeTypes.GetValueOrDefault(expression.Id);

    private void CheckInteger(Hir.Expr expression, UInt128 value, Ty.Int type)
    {
        bool isNegative = _negated is { Kind: Hir.ExprKind.Unary { Operand: var operand } } && ReferenceEquals(operand, expression);
        (BigInteger least, BigInteger greatest) = Limits(type);
        BigInteger number = isNegative ? -(BigInteger)value : value;
        if ((number >= least && number <= greatest) || !expression.Span.Expansion.IsNone)
        {
            return;
        }

        Span span = isNegative ? _negated!.Span : expression.Span;
        string name = TypeNames.Of(context, type), text = context.Sources.TextOf(span);
        var found = new Diagnostic(Severity.Error, "overflowing_literals", $"literal out of range for `{name}`", new(span));
        context.Lints.Report(text.StartsWith("0x", StringComparison.Ordinal) || text.StartsWith("0b", StringComparison.Ordinal) || text.StartsWith("0o", StringComparison.Ordinal)
            ? AsBits(found, span, text, value, type, name)
            : WithRange(found, text, number, type, name, least, greatest));
    }

    private static Diagnostic WithRange(Diagnostic found, string text, BigInteger number, Ty.Int type, string name, BigInteger least, BigInteger greatest)
    {
        found = found.WithNote($"the literal `{text}` does not fit into the type `{name}` whose range is `{least}..={greatest}`");
        return IsSigned(type) && Wider(number) is { } wider ? found.WithHelp($"consider using the type `{wider}` instead") : found;
    }

    // A number written in bits was probably meant as a pattern of bits.
    private Diagnostic AsBits(Diagnostic found, Span span, string text, UInt128 value, Ty.Int type, string name)
    {
        int bits = BitsOf(type);
        BigInteger wrapped = (BigInteger)value & ((BigInteger.One << bits) - 1);
        wrapped = IsSigned(type) && wrapped >> (bits - 1) != 0 ? wrapped - (BigInteger.One << bits) : wrapped;
        string shown = wrapped.ToString(CultureInfo.InvariantCulture);
        found = found.WithNote($"the literal `{text}` (decimal `{value}`) does not fit into the type `{name}` and will become `{shown}{name}`");
        if (!IsSigned(type) || Wider(value) is not { } wider)
        {
            return found;
        }

        bool hasSuffix = text.EndsWith(name, StringComparison.Ordinal);
        string digits = hasSuffix ? text[..^name.Length] : text;
        string title = $"consider using the type `{wider}` instead";
        found = hasSuffix ? found.WithFix(title, new Edit(span, digits + wider)) : found.WithHelp(title);
        string carrier = Unsigned.First(one => (BigInteger)value < BigInteger.One << int.Parse(one.AsSpan(1), CultureInfo.InvariantCulture));
        return wrapped.Sign < 0
            ? found.WithFix($"to use as a negative number (decimal `{shown}`), consider using the type `{carrier}` for the literal and cast it to `{name}`", new Edit(span, $"{digits}{carrier} as {name}"))
            : found;
    }

    private void CheckFloat(Hir.Expr expression, string text, Ty.Float type)
    {
        bool isInfinite = TypeNames.Of(context, type) == "f32"
            ? float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out float single) && float.IsInfinity(single)
            : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsInfinity(number);
        if (isInfinite && expression.Span.Expansion.IsNone)
        {
            string name = TypeNames.Of(context, type);
            context.Lints.Report(new Diagnostic(Severity.Error, "overflowing_literals", $"literal out of range for `{name}`", new(expression.Span))
                .WithNote($"the literal `{context.Sources.TextOf(expression.Span)}` does not fit into the type `{name}` and will be converted to `{name}::INFINITY`"));
        }
    }

    private bool IsUseless(BinaryOperator operation, Hir.Expr left, Hir.Expr right)
    {
        bool isSwapped = left.Kind is Hir.ExprKind.Literal;
        (Hir.Expr value, Hir.Expr bound) = isSwapped ? (right, left) : (left, right);
        if (bound.Kind is not Hir.ExprKind.Literal { Value: Hir.Lit.Int literal } || TypeOf(value) is not Ty.Int type)
        {
            return false;
        }

        (BigInteger least, BigInteger greatest) = Limits(type);
        BigInteger number = literal.Value;
        return (isSwapped ? Mirrored(operation) : operation) switch
        {
            BinaryOperator.Less => !(number > least && number <= greatest),
            BinaryOperator.LessEqual or BinaryOperator.Greater => !(number >= least && number < greatest),
            BinaryOperator.GreaterEqual => !(number > least && number <= greatest),
            BinaryOperator.Equal or BinaryOperator.NotEqual => !(number >= least && number <= greatest),
            _ => false,
        };
    }

    private static BinaryOperator Mirrored(BinaryOperator operation) => operation switch
    {
        BinaryOperator.Less => BinaryOperator.Greater,
        BinaryOperator.LessEqual => BinaryOperator.GreaterEqual,
        BinaryOperator.Greater => BinaryOperator.Less,
        BinaryOperator.GreaterEqual => BinaryOperator.LessEqual,
        _ => operation,
    };

    private static string? Wider(BigInteger number)
    {
        for (int i = 0; i < Signed.Length; i++)
        {
            int bits = 8 << i;
            if (number >= -(BigInteger.One << (bits - 1)) && number < BigInteger.One << (bits - 1))
            {
                return Signed[i];
            }

            if (number >= 0 && number < BigInteger.One << bits)
            {
                return Unsigned[i];
            }
        }

        return null;
    }

    private (BigInteger Least, BigInteger Greatest) Limits(Ty.Int type)
    {
        int bits = BitsOf(type);
        return IsSigned(type) ? (-(BigInteger.One << (bits - 1)), (BigInteger.One << (bits - 1)) - 1) : (0, (BigInteger.One << bits) - 1);
    }

    private int BitsOf(Ty.Int type) => TypeNames.Of(context, type)[1..] switch { "size" => 64, var digits => int.Parse(digits, CultureInfo.InvariantCulture) };

    private static bool IsSigned(Ty.Int type) => type.IsSigned;
}
