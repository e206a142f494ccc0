using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Building;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Building;
using Crabwalk.Rust.Semantics;

namespace Crabwalk.Rust.Instances;

/// <summary>The program that crates are: nothing is in it at first, and what is asked for is built then.</summary>
public sealed class RustProgram
{
    private readonly ITypeContext _context;
    private readonly RunnableBodies _runnable;

    /// <summary>A program of one compilation.</summary>
    /// <param name="context">What is known of its definitions.</param>
    /// <param name="options">How bodies are built.</param>
    public RustProgram(ITypeContext context, BuildOptions options)
    {
        _context = context;
        Program = new(context.Types, context.Definitions, context.Sources, context.Target);
        Bodies = new(context, new(new(context.Definitions, context.Types, Program.Statics)), options);
        var impls = new ImplSelector(context);
        Program.DropFacts = new ProgramDropFacts(context, impls);
        _runnable = new(Program, Bodies, options.IsMarked);
        Program.Resolver = new InstanceResolver(context, _runnable, impls);
    }

    /// <summary>The program. Its resolver gives bodies that can be run.</summary>
    public MirProgram Program { get; }

    /// <summary>Bodies as built, before any pass.</summary>
    public BodyBuilding Bodies { get; }

    /// <summary>Has each body of the user's changed before it is made to run: the action gets the body as it was built and the copy to change.</summary>
    public void PrepareWith(Action<Body, Body> prepare) => _runnable.Prepare = prepare;

    /// <summary>
    /// Lets the program start at a <c>main</c>: through the library's <c>lang_start</c>, which looks at the result, sees to panics and
    /// gives the exit code; without a library <c>main</c> is called as it is.
    /// </summary>
    public void StartAt(DefId main)
    {
        Program.Main = main;
        Program.Start = Program.Definitions.Add(new(DefKind.Function, "__crabwalk_start", "__crabwalk_start", null, default) { IsLibrary = true });
        Body start = BuildStart(Program.Start.Value, main);
        Program.Bodies.Add(Program.Start.Value, start);
        Program.Signatures.Add(Program.Start.Value, new(start.Signature, []));
    }

    private Body BuildStart(DefId start, DefId main)
    {
        TyInterner types = _context.Types;
        var builder = new BodyBuilder(types, start, SourceLanguage.Rust, new([], types.I32), default, "fn __crabwalk_start() -> i32");
        FnSig signature = _context.SignatureOf(main).Value;
        if (_context.Hir.LangItem("start") is { } langStart)
        {
            LocalId pointer = builder.Temporary(types.FnPtr(signature));
            builder.Assign(pointer, new Rvalue.Cast(CastKind.ReifyFnPointer, builder.Function(main), types.FnPtr(signature)));
            Ty arguments = types.RawPtr(types.RawPtr(types.U8, Mutability.Not), Mutability.Not);
            LocalId code = builder.Temporary(types.Isize);
            EquatableArray<Operand> operands =
                [BodyBuilder.Move(pointer), BodyBuilder.Constant(types.Isize, 0), BodyBuilder.Constant(arguments, 0), BodyBuilder.Constant(types.U8, 0)];
            builder.Call(builder.Function(langStart, [signature.Output]), operands, code, default);
            builder.Assign(LocalId.Return, new Rvalue.Cast(CastKind.IntToInt, BodyBuilder.Move(code), types.I32));
        }
        else
        {
            builder.Call(builder.Function(main), [], builder.Temporary(signature.Output), default);
            builder.Assign(LocalId.Return, BodyBuilder.Constant(types.I32, 0));
        }

        builder.Return();
        return builder.Finish(MirPhase.Runnable);
    }
}
