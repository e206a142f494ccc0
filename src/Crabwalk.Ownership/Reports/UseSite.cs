using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;

namespace Crabwalk.Ownership.Reports;

/// <summary>How a place came to be used, as far as messages tell cases apart.</summary>
internal abstract record UseSite
{
    private UseSite(Span span) => Span = span;

    /// <summary>The text to point at.</summary>
    public Span Span { get; }

    /// <summary>True when a closure captured it.</summary>
    public bool IsClosure => this is InClosure;

    /// <summary>By itself.</summary>
    public sealed record Plain(Span At) : UseSite(At);

    /// <summary>By a pattern.</summary>
    public sealed record InPattern(Span At) : UseSite(At);

    /// <summary>By a closure that is made: <paramref name="Use"/> is the place inside it.</summary>
    public sealed record InClosure(Span Head, Span Use, DefId Closure) : UseSite(Head);

    /// <summary>As the receiver of a method, an operator or a call.</summary>
    public sealed record Receiver(Span At, TerminatorKind.Call Call, Terminator Terminator, DefId Method) : UseSite(At);
}

/// <summary>Finds how places are used.</summary>
internal sealed class UseSites(BodyAnalysis analysis)
{
    /// <summary>How a place is moved at a location.</summary>
    public UseSite OfMove(Place moved, Location at)
    {
        Span span = analysis.SourceOf(at).Span;
        if (ClosureAt(at, moved) is { } closure)
        {
            return closure;
        }

        bool isPattern = moved.Path.Any(step => step is Projection.Downcast);
        UseSite otherwise = isPattern ? new UseSite.InPattern(span) : new UseSite.Plain(span);
        if (analysis.StatementAt(at) is not StatementKind.Assign({ IsLocal: true, Local: var temporary }, _, _))
        {
            return otherwise;
        }

        Terminator terminator = analysis.Body.Blocks[at.Block].Terminator;
        return terminator.Kind is TerminatorKind.Call call && MethodOn(call, temporary) is { } method
            ? new UseSite.Receiver(span, call, terminator, method)
            : otherwise;
    }

    /// <summary>How a place is borrowed at a location: by itself, or because a closure made right after captures the reference.</summary>
    public UseSite OfBorrow(Span span, Location at)
    {
        if (analysis.StatementAt(at) is not StatementKind.Assign({ IsLocal: true, Local: var reference }, _, _)
            || analysis.Body.Locals[reference].Kind != LocalKind.Temporary)
        {
            return new UseSite.Plain(span);
        }

        List<Statement> statements = analysis.Body.Blocks[at.Block].Statements;
        for (int i = at.Statement + 1; i < statements.Count; i++)
        {
            if (statements[i].Kind is StatementKind.Assign(_, Rvalue.Aggregate(AggregateKind.Closure(var closure), var operands), _)
                && FieldHolding(operands, reference) is { } field)
            {
                return (UseSite?)Closure(closure.Definition, field, statements[i].Source.Span) ?? new UseSite.Plain(span);
            }

            if (statements[i].Source.Span != span)
            {
                break;
            }
        }

        return new UseSite.Plain(span);
    }

    /// <summary>The method called on a temporary, if the call's first argument is its receiver.</summary>
    public DefId? MethodOn(TerminatorKind.Call call, LocalId receiver) =>
        call.Function is Operand.Constant({ Type: Ty.FnDef function }) && call.Arguments is [Operand.Move({ IsLocal: true, Local: var self }), ..]
            && self == receiver && analysis.Context.FunctionOf(function.Definition).HasSelf
            ? function.Definition
            : null;

    private UseSite.InClosure? ClosureAt(Location at, Place moved)
    {
        if (analysis.StatementAt(at) is not StatementKind.Assign(_, Rvalue.Aggregate(AggregateKind.Closure(var closure), var operands), _))
        {
            return null;
        }

        for (int i = 0; i < operands.Count; i++)
        {
            if (operands[i] is Operand.Move(var place) && place == moved)
            {
                return Closure(closure.Definition, i, analysis.SourceOf(at).Span);
            }
        }

        return null;
    }

    private UseSite.InClosure? Closure(DefId definition, int field, Span whole) =>
        analysis.Context.ClosureOf(definition) is { } facts && field < facts.Captures.Count
            ? new(facts.Head.Length > 0 ? facts.Head : whole, facts.Captures[field].Use, definition)
            : null;

    private static int? FieldHolding(EquatableArray<Operand> operands, LocalId local)
    {
        for (int i = 0; i < operands.Count; i++)
        {
            if (operands[i] is Operand.Move({ IsLocal: true, Local: var held }) && held == local)
            {
                return i;
            }
        }

        return null;
    }
}
