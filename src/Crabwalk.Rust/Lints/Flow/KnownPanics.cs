using System.Globalization;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Cfg;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Mir.Typing;
using Crabwalk.Rust.Semantics;
using Crabwalk.Rust.Thir;
using Body = Crabwalk.Mir.Bodies.Body;

namespace Crabwalk.Rust.Lints.Flow;

/// <summary>
/// The lints <c>arithmetic_overflow</c> and <c>unconditional_panic</c>: checks that are known to fail whenever they are reached. Branches
/// that known values never take are not looked at.
/// </summary>
public sealed class KnownPanics
{
    private readonly ITypeContext _context;
    private readonly Body _body;
    private readonly Scalars _scalars;
    private readonly KnownValues _values;
    private readonly BodyTypes _types;

    private KnownPanics(ITypeContext context, Body body)
    {
        _context = context;
        _body = body;
        _scalars = new(context.Target);
        _values = new(body, _scalars);
        _types = new(context.Types, body.Locals);
    }

    /// <summary>Reports what a built body is known to panic at.</summary>
    /// <param name="context">Where messages go.</param>
    /// <param name="body">The body.</param>
    public static void Report(ITypeContext context, Body body) => new KnownPanics(context, body).Visit();

    private void Visit()
    {
        var seen = new HashSet<BlockId> { BlockId.Entry };
        var open = new Stack<BlockId>(seen);
        while (open.TryPop(out BlockId id))
        {
            foreach (BlockId next in Visit(_body.Blocks[id].Terminator))
            {
                if (seen.Add(next))
                {
                    open.Push(next);
                }
            }
        }
    }

    private IReadOnlyList<BlockId> Visit(Terminator terminator)
    {
        switch (terminator.Kind)
        {
            case TerminatorKind.SwitchInt branch when _values.Of(branch.Operand) is { } bits:
                foreach ((UInt128 value, BlockId target) in branch.Targets)
                {
                    if (value == bits)
                    {
                        return [target];
                    }
                }

                return [branch.Otherwise];
            case TerminatorKind.Assert assert when _values.Of(assert.Condition) is { } holds && (holds != 0) != assert.Expected:
                Report(assert.Message, terminator.Source.Span);
                return [];
            default:
                return terminator.Kind.Successors();
        }
    }

    private void Report(AssertMessage message, Span span)
    {
        (string lint, string label) = Describe(message);
        if (_context.Definitions[_body.Definition] is { Kind: DefKind.Constant or DefKind.AssociatedConstant or DefKind.Static or DefKind.AnonymousConstant } constant)
        {
            _context.Report(new(Severity.Error, "E0080", label, new(span, $"evaluation of `{(constant.Name.Length > 0 ? constant.Path : "{const}")}` failed here")));
            return;
        }

        string title = lint == "arithmetic_overflow" ? "this arithmetic operation will overflow" : "this operation will panic at runtime";
        _context.Lints.Report(new(Severity.Error, lint, title, new(span, label)));
    }

    private (string Lint, string Label) Describe(AssertMessage message)
    {
        const string overflow = "arithmetic_overflow";
        const string panic = "unconditional_panic";
        return message switch
        {
            AssertMessage.Overflow(BinaryOp.Shl, _, var count) => (overflow, $"attempt to shift left by `{Text(count)}`, which would overflow"),
            AssertMessage.Overflow(BinaryOp.Shr, _, var count) => (overflow, $"attempt to shift right by `{Text(count)}`, which would overflow"),
            AssertMessage.Overflow(var operation, var left, var right) =>
                (operation is BinaryOp.Div or BinaryOp.Rem ? panic : overflow, $"attempt to compute `{Text(left)} {SignOf(operation)} {Text(right)}`, which would overflow"),
            AssertMessage.OverflowNeg(var operand) => (overflow, $"attempt to negate `{Text(operand)}`, which would overflow"),
            AssertMessage.DivisionByZero(var operand) => (panic, $"attempt to divide `{Text(operand)}` by zero"),
            AssertMessage.RemainderByZero(var operand) => (panic, $"attempt to calculate the remainder of `{Text(operand)}` with a divisor of zero"),
            AssertMessage.BoundsCheck(var length, var index) => (panic, $"index out of bounds: the length is {_values.Of(length)} but the index is {_values.Of(index)}"),
            AssertMessage.Resumed(var text) => (panic, text),
            AssertMessage.ValueMoved(var place, _) => (panic, $"`{place}` has no value"),
            AssertMessage.ValueUnset(var place) => (panic, $"`{place}` has no value"),
        };
    }

    private static string SignOf(BinaryOp operation) => operation switch
    {
        BinaryOp.Add => "+",
        BinaryOp.Sub => "-",
        BinaryOp.Mul => "*",
        BinaryOp.Div => "/",
        _ => "%",
    };

    // A number with its type, by name at the ends of its range; `_` when it is not known.
    private string Text(Operand operand)
    {
        if (_values.Of(operand) is not { } bits || _types.TypeOf(operand) is not Ty.Int type)
        {
            return "_";
        }

        UInt128 greatest = type.IsSigned ? _scalars.Mask(type) >> 1 : _scalars.Mask(type);
        if (bits == greatest)
        {
            return $"{type}::MAX";
        }

        return type.IsSigned && bits == greatest + 1 ? $"{type}::MIN" : $"{_scalars.Signed(type, bits).ToString(CultureInfo.InvariantCulture)}_{type}";
    }
}
