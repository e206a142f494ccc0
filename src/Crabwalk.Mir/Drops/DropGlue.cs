using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Building;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Moves;
using Crabwalk.Mir.Passes;
using Crabwalk.Mir.Types;

namespace Crabwalk.Mir.Drops;

/// <summary>
/// The functions that destroy a value: <c>drop_in_place::&lt;T&gt;(*mut T)</c>. A drop that is left after elaboration is a call of its
/// place's glue. Glue calls the type's destructor, then drops its parts in order; a panic in one still drops the others.
/// A <c>dyn</c> type has no glue of its own: its drop calls the first entry of the vtable, which is the glue of the type inside.
/// </summary>
public sealed class DropGlue(MirProgram program)
{
    private readonly Dictionary<Ty, DefId?> _made = [];

    /// <summary>The function that destroys values of a type without parameters; null when there is nothing to do, and for <c>dyn</c> types.</summary>
    public DefId? Of(Ty type)
    {
        if (_made.TryGetValue(type, out DefId? known))
        {
            return known;
        }

        DefId? glue = null;
        if (type is not Ty.Dynamic && program.DropFacts is { } facts && new DropNeeds(program, facts, default).NeedsDrop(type))
        {
            glue = program.Definitions.Add(new(DefKind.Function, "drop_in_place", $"core::ptr::drop_in_place::<{type}>", null, default) { IsLibrary = true });
        }

        _made.Add(type, glue);
        if (glue is { } id)
        {
            Body body = Build(id, type);
            program.Bodies.Add(id, body);
            program.Signatures.Add(id, new(body.Signature, []));
        }

        return glue;
    }

    private Body Build(DefId id, Ty type)
    {
        TyInterner types = program.Types;
        var signature = new FnSig([types.RawPtr(type)], types.Unit);
        var body = new Body(id, SourceLanguage.Rust, signature, default) { Title = $"drop_in_place::<{type}>" };
        var source = new SourceInfo(default(Span), ScopeId.Function);
        body.Scopes.Add(new(default, null));
        body.Locals.Add(new(types.Unit, LocalKind.Return, source));
        body.Locals.Add(new(signature.Inputs[0], LocalKind.Parameter, source));
        var patch = new BodyPatch(body);
        BlockId entry = patch.NewBlock([], new TerminatorKind.Unreachable(), source, isCleanup: false);
        BlockId exit = patch.NewBlock([], new TerminatorKind.Return(), source, isCleanup: false);
        BlockId resume = patch.SharedCleanup(new TerminatorKind.UnwindResume());
        IDropFacts facts = program.DropFacts!;
        var expander = new DropExpander(program, patch, new GlueState(), new(program, facts, id), facts);
        expander.Expand(entry, new(new Place(new(1)).Deref(), MoveData.PathOf(new(1)), exit, resume, source));
        patch.Apply();
        ElaborateBoxDerefs.Run(program, body);
        body.Phase = MirPhase.Runnable;
        SimplifyCfg.Run(body);
        return body;
    }
}
