using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Building;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;

namespace Crabwalk.Mir.Instances;

/// <summary>
/// Makes the body of <c>Clone::clone</c> for the types that have it built in: tuples, arrays and closures clone part by part, all others
/// are copied. What was cloned before a part panics is leaked, as the language allows.
/// </summary>
internal sealed class CloneShimBuilder(MirProgram program, DefId clone, Ty type)
{
    private readonly BodyBuilder _builder = new(
        program.Types,
        clone,
        SourceLanguage.Rust,
        new FnSig([program.Types.Ref(program.Types.Erased, type, Mutability.Not)], type),
        program.Definitions[clone].Span,
        $"<{type} as Clone>::clone");

    private static Place Whole => new Place(new LocalId(1)).Deref();

    public Body Build()
    {
        switch (type)
        {
            case Ty.Tuple tuple:
                CloneParts(tuple.Parts, new AggregateKind.Tuple());
                break;
            case Ty.Closure closure:
                CloneParts(ShimBodies.CapturesOf(closure), new AggregateKind.Closure(closure));
                break;
            case Ty.Array array:
                CloneElements(array.Element);
                break;
            default:
                _builder.Assign(LocalId.Return, BodyBuilder.Copy(Whole));
                break;
        }

        _builder.Return();
        return _builder.Finish(MirPhase.Runnable);
    }

    private void CloneParts(EquatableArray<Ty> parts, AggregateKind kind)
    {
        var clones = new List<Operand>();
        for (int i = 0; i < parts.Count; i++)
        {
            LocalId part = _builder.Temporary(parts[i]);
            CloneInto(part, Whole.Field(i, parts[i]), parts[i]);
            clones.Add(BodyBuilder.Move(part));
        }

        _builder.Assign(LocalId.Return, new Rvalue.Aggregate(kind, clones.ToEquatableArray()));
    }

    private void CloneElements(Ty element)
    {
        TyInterner types = program.Types;
        LocalId index = _builder.Temporary(types.Usize, new Rvalue.Use(BodyBuilder.Constant(types.Usize, 0)));
        BlockId head = _builder.Continue();
        LocalId length = _builder.Temporary(types.Usize, new Rvalue.Len(Whole));
        LocalId isInside = _builder.Temporary(types.Bool, new Rvalue.Binary(BinaryOp.Lt, BodyBuilder.Copy(index), BodyBuilder.Copy(length)));
        BlockId body = _builder.NewBlock();
        BlockId done = _builder.NewBlock();
        _builder.Branch(BodyBuilder.Move(isInside), body, done);
        _builder.SwitchTo(body);
        LocalId made = _builder.Temporary(element);
        CloneInto(made, Whole.Index(index), element);
        _builder.Assign(new Place(LocalId.Return).Index(index), BodyBuilder.Move(made));
        _builder.Assign(index, new Rvalue.Binary(BinaryOp.Add, BodyBuilder.Copy(index), BodyBuilder.Constant(types.Usize, 1)));
        _builder.Goto(head);
        _builder.SwitchTo(done);
    }

    private void CloneInto(Place target, Place source, Ty part)
    {
        TyInterner types = program.Types;
        LocalId reference = _builder.Temporary(types.Ref(types.Erased, part, Mutability.Not), new Rvalue.Ref(types.Erased, BorrowKind.Shared, source));
        _builder.Call(_builder.Function(clone, [part]), [BodyBuilder.Move(reference)], target, _builder.Span);
    }
}
