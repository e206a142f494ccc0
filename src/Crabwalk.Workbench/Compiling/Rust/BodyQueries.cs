using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Machine.Constants;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Checking;
using Crabwalk.Rust.Instances;
using Crabwalk.Rust.Semantics;
using Crabwalk.Rust.Semantics.Queries;

namespace Crabwalk.Workbench.Compiling.Rust;

/// <summary>Answers what types ask of later stages: bodies are checked and built, constants run on the machine.</summary>
internal sealed class BodyQueries : IBodyQueries
{
    private RustProgram? _program;
    private ConstEvaluator? _evaluator;

    private RustProgram Program => _program ?? throw new InvalidOperationException("no program is attached yet");

    /// <summary>Says which program the bodies are built for; it needs the context that asks here, so it comes second.</summary>
    public void Attach(RustProgram program) => (_program, _evaluator) = (program, new(program.Program));

    /// <inheritdoc/>
    public TypeckResults Typeck(ITypeContext context, DefId body) => BodyCheck.Check(context, body);

    /// <inheritdoc/>
    public Body? Build(ITypeContext context, DefId body) => Program.Bodies.Built(body);

    /// <inheritdoc/>
    public ConstValue? Evaluate(ITypeContext context, DefId constant, EquatableArray<GenericArg> args)
    {
        if (args.Any(arg => arg.Has(TyFlags.HasParam | TyFlags.HasInfer)))
        {
            return null;
        }

        switch (_evaluator!.Evaluate(new(constant, args)))
        {
            case ConstResult.Value value:
                return value.Bits is { } bits && IsScalar(value.Type) ? new ConstValue.Scalar(value.Type, bits) : new ConstValue.Memory(value.Type, value.Bytes);
            case ConstResult.Failure { IsUnsupported: true } failure:
                context.Report(new(Severity.Error, "CW0001", $"not supported by Crabwalk yet: {failure.Reason}", new(failure.Place)));
                return null;
            case ConstResult.Failure failure:
                context.Report(new(Severity.Error, "E0080", failure.Reason, new Label(failure.Place, "evaluation of this constant failed here")));
                return null;
            default:
                return null;
        }
    }

    private static bool IsScalar(Ty type) => type is Ty.Int or Ty.Bool or Ty.Char or Ty.Float or Ty.RawPtr;
}
