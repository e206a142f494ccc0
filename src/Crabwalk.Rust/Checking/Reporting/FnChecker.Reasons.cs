using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;

namespace Crabwalk.Rust.Checking;

/// <content>Why a type was expected: the declaration, result, place or operand that asked for it.</content>
internal sealed partial class FnChecker
{
    /// <summary>What made the expectation of an expression's type.</summary>
    private abstract record Reason
    {
        private Reason()
        {
        }

        /// <summary>A place with fixed words.</summary>
        public sealed record At(Span Span, string Text) : Reason;

        /// <summary>The value is the result of a function.</summary>
        public sealed record Result(Frame Frame) : Reason;

        /// <summary>The other operand.</summary>
        public sealed record Operand(Span Span) : Reason;
    }

    private readonly Dictionary<Hir.HirId, Reason> _reasons = [];

    /// <summary>Where a variable got its type: the written type or the first value.</summary>
    private readonly Dictionary<Hir.HirId, Reason.At> _variableOrigins = [];

    /// <summary>A value that becomes the function's result, and all that its value can come from.</summary>
    private void NoteResult(Hir.Expr value)
    {
        _reasons[value.Id] = new Reason.Result(_frame);
        switch (value.Kind)
        {
            case Hir.ExprKind.OfBlock { Block.Value: { } tail }:
                NoteResult(tail);
                break;
            case Hir.ExprKind.DropTemporaries inner:
                NoteResult(inner.Operand);
                break;
            case Hir.ExprKind.If { Else: { } otherwise } conditional:
                NoteResult(conditional.Then);
                NoteResult(otherwise);
                break;
            case Hir.ExprKind.Match match:
                foreach (Hir.Arm arm in match.Arms)
                {
                    NoteResult(arm.Body);
                }

                break;
        }
    }

    private void NoteDeclaration(Hir.Pat pattern, Hir.Ty? written, Hir.Expr? value)
    {
        if (written is not null && value is not null)
        {
            _reasons[value.Id] = new Reason.At(written.Span, "expected due to this");
        }

        if (written is null)
        {
            NoteUntyped(pattern, isClosureParameter: false);
        }

        if (pattern.Kind is Hir.PatKind.Binding binding)
        {
            if (written is not null)
            {
                _variableOrigins[binding.Variable] = new(written.Span, "expected due to this type");
            }
            else if (value is not null)
            {
                _variableOrigins[binding.Variable] = new(value.Span, "expected due to this value");
            }
        }
    }

    private void NoteParameters(Hir.Body body)
    {
        foreach (Hir.Param parameter in body.Params)
        {
            if (parameter.Pattern.Kind is Hir.PatKind.Binding binding)
            {
                _variableOrigins[binding.Variable] = new(parameter.TypeSpan, "expected due to this parameter type");
            }
        }
    }

    private void NoteAssignment(Hir.ExprKind.Assign assign)
    {
        Reason reason = new Reason.At(assign.Place.Span, "expected due to the type of this binding");
        if (assign.Place.Kind is Hir.ExprKind.Path { Name: Hir.QPath.Resolved { Path.Res: Hir.Res.Local { Binding: var variable } } }
            && _variableOrigins.TryGetValue(variable, out Reason.At? origin))
        {
            reason = origin;
        }

        _reasons[assign.Value.Id] = reason;
    }

    private Diagnostic WithReason(Diagnostic error, Hir.Expr expression, Ty expected) => _reasons.GetValueOrDefault(expression.Id) switch
    {
        Reason.At at when at.Span != error.Primary!.Span => error.WithLabel(at.Span, at.Text),
        Reason.Operand operand => error.WithLabel(operand.Span, $"expected because this is `{NameOf(expected)}`"),
        Reason.Result result => WithResultReason(error, result.Frame, "because of return type"),
        _ => error,
    };

    private Diagnostic WithResultReason(Diagnostic error, Frame frame, string words)
    {
        if (OutputOf(frame) is { } output)
        {
            return error.WithLabel(output, $"expected `{NameOf(frame.ReturnType)}` {words}");
        }

        // A function without a result expects `()`: perhaps it should have one.
        return error;
    }

    /// <summary>Where the result's type is written; null when it is not.</summary>
    private Span? OutputOf(Frame frame) => frame.Kind switch
    {
        FrameKind.Function when Map.ItemOf(frame.Body).Kind is Hir.ItemKind.Function { Declaration.Output: { } output } => output.Span,
        FrameKind.Closure => frame.OutputSpan,
        _ => null,
    };

    /// <summary>A value at the end of a function without a result.</summary>
    private Diagnostic WithReturnTypeToAdd(Diagnostic error, Hir.Expr expression, Ty expected, Ty found)
    {
        if (_inference.Shallow(expected) is not Ty.Tuple { Parts.IsEmpty: true } || _reasons.GetValueOrDefault(expression.Id) is not Reason.Result { Frame: { Kind: FrameKind.Function } frame }
            || Map.ItemOf(frame.Body).Kind is not Hir.ItemKind.Function { Declaration.Output: null }
            || _context.Definitions[frame.Body] is { Name: "main" } || IsInTrait(frame.Body))
        {
            return error;
        }

        Ty suggested = _inference.Shallow(found) switch
        {
            Ty.Infer { Kind: InferKind.Integer } => Types.I32,
            Ty.Infer { Kind: InferKind.Float } => Types.F64,
            var other => other,
        };
        return suggested.Has(TyFlags.HasInfer | TyFlags.HasError) || suggested is Ty.Closure or Ty.FnDef
            ? error
            : error.WithFix("try adding a return type", new Edit(BeforeBody(frame.Body), $" -> {NameOf(suggested)}"));
    }

    /// <summary>The place after a function's parameters, where its result would be written.</summary>
    private Span BeforeBody(DefId function)
    {
        Span name = _context.Definitions[function].Span;
        Span body = Map.BodyOf(function)!.Value.Span;
        int end = name.End + _context.Sources.TextOf(name with { Start = name.End, End = Math.Max(name.End, body.Start) }).TrimEnd().Length;
        return name with { Start = end, End = end };
    }

    private bool IsInTrait(DefId function) => _context.AssociatedItem(function) is { } item
        && (_context.Definitions[item.Container].Kind == DefKind.Trait || _context.TraitRefOf(item.Container) is not null);
}
