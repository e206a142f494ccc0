using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Types;
using Crabwalk.Mir.Typing;
using Crabwalk.Wasm.Generation;

namespace Crabwalk.Wasm.Constants;

/// <summary>One call in the evaluation of a constant: statement after statement, over memory of its own.</summary>
internal sealed partial class ConstantRun
{
    private const int MostSteps = 4_000_000;
    private const int MostCalls = 400;

    private readonly ConstantEvaluator _evaluator;
    private readonly Body _body;
    private readonly BodyTypes _types;
    private readonly ConstantMemory?[] _locals;
    private readonly StepCount _steps;
    private readonly int _depth;

    /// <summary>A call of a body without generic parts.</summary>
    public ConstantRun(ConstantEvaluator evaluator, Body body, IReadOnlyList<ConstantMemory> arguments)
        : this(evaluator, body, arguments, new(), 0)
    {
    }

    private ConstantRun(ConstantEvaluator evaluator, Body body, IReadOnlyList<ConstantMemory> arguments, StepCount steps, int depth)
    {
        (_evaluator, _body, _steps, _depth) = (evaluator, body, steps, depth);
        _types = new(evaluator.Linker.Types, body.Locals);
        _locals = new ConstantMemory?[body.Locals.Count];
        for (int i = 0; i < arguments.Count; i++)
        {
            _locals[i + 1] = arguments[i];
        }

        if (depth > MostCalls)
        {
            throw new UnsupportedException($"a constant whose evaluation calls more than {MostCalls} deep");
        }
    }

    private sealed class StepCount
    {
        private int _steps;

        public void Take()
        {
            if (++_steps > MostSteps)
            {
                throw new UnsupportedException("a constant whose evaluation takes so long");
            }
        }
    }

    private Layouts Layouts => _evaluator.Linker.Layouts;

    /// <summary>Runs to the return, and gives the memory of the result.</summary>
    public ConstantMemory Run()
    {
        BlockId? next = BlockId.Entry;
        while (next is { } at)
        {
            Block block = _body.Blocks[at];
            foreach (Statement statement in block.Statements)
            {
                _steps.Take();
                Execute(statement.Kind);
            }

            _steps.Take();
            next = Leave(block.Terminator.Kind);
        }

        return LocalOf(LocalId.Return);
    }

    private void Execute(StatementKind statement)
    {
        switch (statement)
        {
            case StatementKind.Assign(var place, var value, _):
                Assign(Find(place), value);
                break;
            case StatementKind.SetDiscriminant(var place, var variant):
                WriteTag(Find(place), variant);
                break;
            case StatementKind.StorageLive(var local):
                _locals[local.Index] = null;
                break;
            case StatementKind.StorageDynamic:
                throw new UnsupportedException("an array of variable length in a constant");
            default:
                break;
        }
    }

    private BlockId? Leave(TerminatorKind terminator)
    {
        switch (terminator)
        {
            case TerminatorKind.Goto(var target):
                return target;
            case TerminatorKind.SwitchInt(var operand, var targets, var otherwise):
                UInt128 bits = NumberOf(Evaluate(operand));
                foreach ((UInt128 value, BlockId target) in targets)
                {
                    if (value == bits)
                    {
                        return target;
                    }
                }

                return otherwise;
            case TerminatorKind.Return:
                return null;
            case TerminatorKind.Assert assert when NumberOf(Evaluate(assert.Condition)) == (assert.Expected ? UInt128.One : 0):
                return assert.Target;
            case TerminatorKind.Assert:
                throw new UnsupportedException("a constant whose evaluation panics");
            case TerminatorKind.Drop(var place, var target, _) when _evaluator.Linker.Program.DropGlue.Of(_types.TypeOf(place)) is null:
                return target;
            case TerminatorKind.Drop(var place, var target, _):
                Drop(place);
                return target;
            case TerminatorKind.Call call:
                Call(call);
                return call.Target ?? throw new UnsupportedException("a constant whose evaluation does not come to an end");
            case TerminatorKind.FalseEdge(var real, _):
                return real;
            case TerminatorKind.FalseUnwind(var real, _):
                return real;
            default:
                throw new UnsupportedException("a constant whose evaluation does not come to an end");
        }
    }

    private ConstantMemory LocalOf(LocalId local)
    {
        Ty type = _body.Locals[local].Type;
        return _locals[local.Index] ??= new(Layouts.LayoutOf(type).SizeBytes, Layouts.AlignOf(type));
    }
}
