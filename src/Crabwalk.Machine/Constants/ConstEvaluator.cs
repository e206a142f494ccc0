using Crabwalk.Foundation.Text;
using Crabwalk.Machine.Code;
using Crabwalk.Machine.Execution;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;

namespace Crabwalk.Machine.Constants;

/// <summary>
/// Evaluates constants, the first values of statics, array lengths and enum discriminants: the body is run by the same machine as the
/// program, with all its checks, but without a world. Each is evaluated once.
/// </summary>
public sealed class ConstEvaluator(MirProgram program)
{
    private static readonly MachineOptions Options = MachineOptions.Default with
    {
        WorkLimit = 20_000_000,
        DepthLimit = 10_000,
        Memory = new Memory.MemoryLimits(1L << 20, 256L << 20, 1L << 20),
    };

    /// <summary>How many constants may wait for each other's values; each takes a machine of its own and some of the host's stack.</summary>
    private const int MostOpen = 150;

    private readonly Dictionary<Instance, ConstResult> _known = [];
    private readonly HashSet<Instance> _open = [];
    private readonly Stack<Interpreter> _idle = [];

    /// <summary>The value of a constant, or why it has none; a part promoted out of a body is an instance of it with a shim.</summary>
    public ConstResult Evaluate(Instance constant)
    {
        if (_known.TryGetValue(constant, out ConstResult? known))
        {
            return known;
        }

        if (!_open.Add(constant))
        {
            return new ConstResult.Failure("its value depends on itself", SpanOf(constant.Function), []);
        }

        ConstResult result = _open.Count > MostOpen
            ? new ConstResult.Failure($"constants that depend on each other more than {MostOpen} deep", SpanOf(constant.Function), []) { IsUnsupported = true }
            : Run(constant);
        _open.Remove(constant);
        _known[constant] = result;
        return result;
    }

    /// <summary>The bytes of a constant that was checked before; without a value the code that needs it cannot be run.</summary>
    internal Allocation EvaluateBytes(Instance constant) => Evaluate(constant) switch
    {
        ConstResult.Value value => value.Bytes,
        ConstResult.Failure failure => throw new UnsupportedException($"the constant `{program.Definitions[constant.Function].Name}`: {failure.Reason}"),
        _ => throw new UnsupportedException("a constant"),
    };

    /// <summary>The static with its first value, which becomes known to the program.</summary>
    internal StaticDef EvaluateStatic(DefId definition)
    {
        var instance = new Instance(definition);
        var value = new StaticDef(definition, TypeOf(definition), EvaluateBytes(instance), IsMutable(definition) ? Mutability.Mut : Mutability.Not);
        program.Statics.TryAdd(definition, value);
        return program.Statics[definition];
    }

    /// <summary>True while the first value of a static is being computed: it has a place then, and nothing in it.</summary>
    internal bool IsOpen(DefId definition) => _open.Contains(new Instance(definition));

    /// <summary>A static that has no value yet, for its place.</summary>
    internal StaticDef Unevaluated(DefId definition) =>
        new(definition, TypeOf(definition), Allocation.Zero, IsMutable(definition) ? Mutability.Mut : Mutability.Not);

    private bool IsMutable(DefId definition) => program.Resolver?.IsMutableStatic(definition) ?? false;

    private Ty TypeOf(DefId definition) => program.FindBody(definition)?.Signature.Output
        ?? throw new UnsupportedException($"the static `{program.Definitions[definition].Path}`, which has no value");

    private Span SpanOf(DefId definition) => program.Definitions[definition].Span;

    private ConstResult Run(Instance constant)
    {
        if (!_idle.TryPop(out Interpreter? machine))
        {
            machine = new Interpreter(program, new ClosedHost([], default), Options, CodePurpose.Constant) { SharedEvaluator = this };
        }

        try
        {
            ConstResult result = machine.EvaluateConstant(constant, Options.WorkLimit);
            if (result is ConstResult.Value)
            {
                _idle.Push(machine);
            }
            else
            {
                machine.Dispose();
            }

            return result;
        }
        catch (UnsupportedException e)
        {
            machine.Dispose();
            return new ConstResult.Failure(e.Message, SpanOf(constant.Function), []) { IsUnsupported = true };
        }
    }
}
