using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Building;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;

namespace Crabwalk.C.Linking;

/// <summary>
/// The bridge from the library's start code to the user's <c>main</c>, whichever of its forms that has (C17 5.1.2.2.1). gcc's
/// constructors run before it, and its destructors are left to <c>atexit</c>.
/// </summary>
internal sealed class StartCode(MirProgram program, DefId main)
{
    /// <summary>The name by which the library calls the bridge.</summary>
    public const string HookName = "__crabwalk_main";

    private TyInterner Types => program.Types;

    /// <summary>Makes the bridge.</summary>
    public Body Build(DefId hook, FnSig signature, IReadOnlyList<DefId> constructors, IReadOnlyList<DefId> destructors, DefId? atExit)
    {
        var builder = new BodyBuilder(Types, hook, SourceLanguage.C, signature, default, HookName);
        foreach (DefId constructor in constructors)
        {
            Call(builder, constructor, []);
        }

        foreach (DefId destructor in destructors)
        {
            Register(builder, destructor, atExit);
        }

        FnSig form = program.Signatures[main].Value;
        Operand result = new Operand.Copy(Call(builder, main, Arguments(builder, signature, form)));
        builder.Assign(LocalId.Return, form.Output is Ty.Int
            ? new Rvalue.Cast(CastKind.IntToInt, result, signature.Output)
            : new Rvalue.Use(new Operand.Constant(new ConstValue.Scalar(signature.Output, 0))));
        builder.Return();
        Body body = builder.Finish();
        body.Phase = MirPhase.Runnable;
        return body;
    }

    private void Register(BodyBuilder builder, DefId destructor, DefId? atExit)
    {
        if (atExit is { } register)
        {
            Ty pointer = program.Signatures[register].Value.Inputs[0];
            Call(builder, register, [new Operand.Constant(new ConstValue.FunctionAddress(pointer, destructor, []))]);
        }
    }

    private static EquatableArray<Operand> Arguments(BodyBuilder builder, FnSig hook, FnSig form)
    {
        var arguments = new List<Operand>();
        for (int i = 0; i < form.Inputs.Count; i++)
        {
            Ty wanted = form.Inputs[i];
            arguments.Add(i < hook.Inputs.Count ? Converted(builder, new LocalId(i + 1), hook.Inputs[i], wanted)
                : new Operand.Constant(new ConstValue.Scalar(wanted, 0)));
        }

        return arguments.ToEquatableArray();
    }

    private static Operand Converted(BodyBuilder builder, LocalId argument, Ty given, Ty wanted)
    {
        var value = new Operand.Copy(argument);
        return (given, wanted) switch
        {
            _ when ReferenceEquals(given, wanted) => value,
            (Ty.RawPtr, Ty.RawPtr) => new Operand.Copy(builder.Temporary(wanted, new Rvalue.Cast(CastKind.PtrToPtr, value, wanted))),
            (Ty.Int, Ty.Int) => new Operand.Copy(builder.Temporary(wanted, new Rvalue.Cast(CastKind.IntToInt, value, wanted))),
            _ => new Operand.Constant(new ConstValue.Scalar(wanted, 0)),
        };
    }

    private LocalId Call(BodyBuilder builder, DefId function, EquatableArray<Operand> arguments)
    {
        LocalId result = builder.Temporary(program.Signatures[function].Value.Output);
        var callee = new Operand.Constant(new ConstValue.ZeroSized(Types.FnDef(function)));
        builder.Call(callee, arguments, result, default);
        return result;
    }
}
