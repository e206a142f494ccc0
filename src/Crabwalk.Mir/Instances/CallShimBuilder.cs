using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Building;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;

namespace Crabwalk.Mir.Instances;

/// <summary>
/// Makes the bodies that stand between a call of one form and code of another. The <c>Fn</c> traits pass their arguments as one tuple;
/// a closure's body is called with itself and that tuple too, and has the tuple's parts as its parameters.
/// </summary>
internal static class CallShimBuilder
{
    private static readonly LocalId Self = new(1);
    private static readonly LocalId Second = new(2);

    /// <summary><c>call_once(self, args)</c> of a closure: lends itself to the body, then drops itself.</summary>
    public static Body? ClosureOnce(MirProgram program, DefId callOnce, Ty.Closure closure)
    {
        if (SignatureOfBody(program, closure) is not { } body)
        {
            return null;
        }

        Ty arguments = program.Types.Tuple(body.Inputs.Slice(1, body.Inputs.Count - 1));
        BodyBuilder builder = Begin(program, callOnce, new FnSig([closure, arguments], body.Output), $"<{closure} as FnOnce>::call_once");
        BlockId cleanup = builder.NewBlock(isCleanup: true);
        BlockId resume = builder.NewBlock(isCleanup: true);
        Operand self = SelfFor(builder, body.Inputs[0], Self);
        builder.Call(CalleeOf(builder, closure), [self, BodyBuilder.Move(Second)], LocalId.Return, builder.Span, new UnwindAction.Cleanup(cleanup));
        builder.Drop(Self);
        builder.Return();
        builder.SwitchTo(cleanup);
        builder.Terminate(new TerminatorKind.Drop(Self, resume, new UnwindAction.Terminate(InCleanup: true)));
        builder.SwitchTo(resume);
        builder.Terminate(new TerminatorKind.UnwindResume());
        return builder.Finish(MirPhase.Runnable);
    }

    /// <summary><c>call(self, args)</c> of a function pointer or item: calls it with the tuple's parts.</summary>
    public static Body? FnPointerCall(MirProgram program, DefId call, Ty callee, Ty selfType)
    {
        if (SignatureOf(program, callee) is not { } signature)
        {
            return null;
        }

        Ty arguments = program.Types.Tuple(signature.Inputs);
        BodyBuilder builder = Begin(program, call, new FnSig([selfType, arguments], signature.Output), $"<{callee} as FnOnce>::call_once");
        Place self = ReferenceEquals(selfType, callee) ? Self : new Place(Self).Deref();
        Operand function = callee is Ty.FnDef ? new Operand.Constant(new ConstValue.ZeroSized(callee)) : BodyBuilder.Copy(self);
        builder.Call(function, PartsOf(Second, signature.Inputs), LocalId.Return, builder.Span);
        builder.Return();
        return builder.Finish(MirPhase.Runnable);
    }

    /// <summary>A closure without captures as a plain function of its parameters.</summary>
    public static Body? ClosureFnPointer(MirProgram program, DefId function, Ty.Closure closure)
    {
        if (SignatureOfBody(program, closure) is not { } body)
        {
            return null;
        }

        EquatableArray<Ty> inputs = body.Inputs.Slice(1, body.Inputs.Count - 1);
        BodyBuilder builder = Begin(program, function, new FnSig(inputs, body.Output), $"{closure}");
        LocalId self = builder.Temporary(closure, new Rvalue.Aggregate(new AggregateKind.Closure(closure), []));
        Operand[] parameters = [.. Enumerable.Range(1, inputs.Count).Select(i => BodyBuilder.Move(LocalId.At(i)))];
        LocalId tuple = builder.Temporary(program.Types.Tuple(inputs), new Rvalue.Aggregate(new AggregateKind.Tuple(), [.. parameters]));
        builder.Call(CalleeOf(builder, closure), [SelfFor(builder, body.Inputs[0], self), BodyBuilder.Move(tuple)], LocalId.Return, builder.Span);
        builder.Return();
        return builder.Finish(MirPhase.Runnable);
    }

    /// <summary>A method of <c>dyn Trait</c> as a function with an address: makes the call through the vtable.</summary>
    public static Body? Virtual(MirProgram program, Instance method)
    {
        if (DeclaredSignature(program, method) is not { } signature)
        {
            return null;
        }

        BodyBuilder builder = Begin(program, method.Function, signature, program.Definitions[method.Function].Name);
        builder.Call(builder.Function(method.Function, method.Args), Parameters(signature), LocalId.Return, builder.Span);
        builder.Return();
        return builder.Finish(MirPhase.Runnable);
    }

    /// <summary>A method that takes <c>self</c> by value, called with a pointer to it.</summary>
    public static Body? VTableByValue(MirProgram program, Instance method, Ty type)
    {
        if (DeclaredSignature(program, method) is not { } signature)
        {
            return null;
        }

        EquatableArray<Ty> inputs = [program.Types.RawPtr(type), .. signature.Inputs.Slice(1, signature.Inputs.Count - 1)];
        BodyBuilder builder = Begin(program, method.Function, signature with { Inputs = inputs }, program.Definitions[method.Function].Name);
        EquatableArray<Operand> parameters = Parameters(signature);
        Operand self = BodyBuilder.Move(new Place(Self).Deref());
        builder.Call(builder.Function(method.Function, method.Args), [self, .. parameters.Slice(1, parameters.Count - 1)], LocalId.Return, builder.Span);
        builder.Return();
        return builder.Finish(MirPhase.Runnable);
    }

    private static BodyBuilder Begin(MirProgram program, DefId function, FnSig signature, string title) =>
        new(program.Types, function, SourceLanguage.Rust, signature with { Abi = Abi.Rust }, program.Definitions[function].Span, title);

    private static Operand CalleeOf(BodyBuilder builder, Ty.Closure closure) => builder.Function(closure.Definition, closure.Args);

    // What the closure's body wants as its self: the closure, or a reference to it.
    private static Operand SelfFor(BodyBuilder builder, Ty wanted, LocalId closure)
    {
        if (wanted is not Ty.Ref reference)
        {
            return BodyBuilder.Move(closure);
        }

        BorrowKind kind = reference.Mutability == Mutability.Mut ? BorrowKind.Mut : BorrowKind.Shared;
        return BodyBuilder.Move(builder.Temporary(wanted, new Rvalue.Ref(builder.Types.Erased, kind, closure)));
    }

    private static EquatableArray<Operand> PartsOf(Place tuple, EquatableArray<Ty> parts) =>
        [.. parts.Select((part, i) => BodyBuilder.Move(tuple.Field(i, part)))];

    private static EquatableArray<Operand> Parameters(FnSig signature) =>
        [.. Enumerable.Range(1, signature.Inputs.Count).Select(i => BodyBuilder.Move(LocalId.At(i)))];

    private static FnSig? SignatureOfBody(MirProgram program, Ty.Closure closure) =>
        program.FindBody(closure.Definition) is { } body ? Concrete(program, body.Signature, closure.Args) : null;

    private static FnSig? DeclaredSignature(MirProgram program, Instance instance) =>
        program.FindSignature(instance.Function) is { } signature ? Concrete(program, signature.Value, instance.Args) : null;

    private static FnSig? SignatureOf(MirProgram program, Ty callee) => callee switch
    {
        Ty.FnPtr pointer => Concrete(program, pointer.Signature.Value, []),
        Ty.FnDef function => DeclaredSignature(program, new Instance(function.Definition, function.Args)),
        _ => null,
    };

    private static FnSig Concrete(MirProgram program, FnSig signature, EquatableArray<GenericArg> args) => signature with
    {
        Inputs = [.. signature.Inputs.Select(input => Concrete(program, input, args))],
        Output = Concrete(program, signature.Output, args),
    };

    private static Ty Concrete(MirProgram program, Ty type, EquatableArray<GenericArg> args)
    {
        Ty put = type.Substitute(program.Types, args).EraseRegions(program.Types);
        return program.Resolver?.Normalize(put) ?? put;
    }
}
