using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Building;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Moves;
using Crabwalk.Mir.Types;
using Crabwalk.Mir.Typing;

namespace Crabwalk.Mir.Drops;

/// <summary>One drop: what, and where control goes after it. <paramref name="Unwind"/> is null in cleanup blocks, where a second panic ends the program.</summary>
internal readonly record struct DropSite(Place Place, MovePathId Path, BlockId Target, BlockId? Unwind, SourceInfo Source);

/// <summary>
/// Turns one drop into exact code: a plain drop, one behind a flag, or a ladder that drops part after part. A ladder has two sides: the
/// normal one, and one of cleanup blocks beside it, so that a panic in the drop of one part still drops the parts after it.
/// The design is rustc's (rustc dev guide, "Drop elaboration").
/// </summary>
internal sealed class DropExpander(MirProgram program, BodyPatch patch, DropState state, DropNeeds needs, IDropFacts facts)
{
    private readonly TyInterner _types = program.Types;
    private readonly BodyTypes _places = new(program.Types, patch.Body.Locals);

    /// <summary>Replaces the terminator of a block, which is a drop, by what the state says.</summary>
    public void Expand(BlockId block, DropSite site) => patch.SetTerminator(block, state.StyleOf(site.Path, DropDepth.Deep) switch
    {
        DropStyle.Dead => new TerminatorKind.Goto(site.Target),
        DropStyle.Static => PlainDrop(site),
        DropStyle.Conditional => new TerminatorKind.Goto(FlaggedDrop(site)),
        DropStyle.Open => new TerminatorKind.Goto(OpenDrop(site)),
    });

    private BlockId NewBlock(DropSite site, TerminatorKind terminator, params IEnumerable<StatementKind> statements) =>
        patch.NewBlock(statements, terminator, site.Source, isCleanup: site.Unwind is null);

    private static UnwindAction UnwindOf(DropSite site) =>
        site.Unwind is { } block ? new UnwindAction.Cleanup(block) : new UnwindAction.Terminate(InCleanup: true);

    private static TerminatorKind.Drop PlainDrop(DropSite site) => new(site.Place, site.Target, UnwindOf(site));

    private BlockId FlaggedDrop(DropSite site) => BehindFlag(site, NewBlock(site, PlainDrop(site)));

    /// <summary>A block that goes to <paramref name="whenSet"/> only when the path has a value, else to the site's target.</summary>
    private BlockId BehindFlag(DropSite site, BlockId whenSet)
    {
        switch (state.StyleOf(site.Path, DropDepth.Shallow))
        {
            case DropStyle.Dead:
                return site.Target;
            case DropStyle.Static:
                return whenSet;
            default:
                LocalId flag = state.FlagOf(site.Path)!.Value;
                return NewBlock(site, new TerminatorKind.SwitchInt(new Operand.Copy(flag), [(0, site.Target)], whenSet));
        }
    }

    private BlockId OpenDrop(DropSite site) => _places.TypeOf(site.Place) switch
    {
        Ty.Adt adt => OpenAdt(site, adt),
        Ty.Tuple tuple => Ladder(site, FieldsOf(site.Place, site.Path, tuple.Parts)).Normal,
        Ty.Closure { Args: [.., Ty.Tuple captures] } => Ladder(site, FieldsOf(site.Place, site.Path, captures.Parts)).Normal,
        Ty.Array array => OpenArray(site, array),
        Ty.Slice => Loop(site),
        _ => FlaggedDrop(site),
    };

    private readonly record struct Part(Place Place, MovePathId? Path);

    /// <summary>The two sides' entries.</summary>
    private readonly record struct Entries(BlockId Normal, BlockId? Unwind);

    private List<Part> FieldsOf(Place whole, MovePathId path, IReadOnlyList<Ty> types)
    {
        var parts = new List<Part>();
        for (int i = 0; i < types.Count; i++)
        {
            var step = new Projection.Field(i, types[i]);
            parts.Add(new(whole.Then(step), state.Step(path, step)));
        }

        return parts;
    }

    private Ty[] FieldTypesOf(Ty.Adt adt, VariantDef variant) => [.. variant.Fields.Select(field => field.Type.Substitute(_types, adt.Args))];

    private BlockId DropPart(DropSite site, Part part)
    {
        if (part.Path is not { } path)
        {
            return FlaggedDrop(site with { Place = part.Place });
        }

        DropSite own = site with { Place = part.Place, Path = path };
        BlockId block = NewBlock(own, PlainDrop(own));
        Expand(block, own);
        return block;
    }

    /// <summary>Drops parts in order; a flag of the whole is cleared at the end, because it also guards a discriminant that is gone then.</summary>
    private Entries Ladder(DropSite site, IReadOnlyList<Part> parts) => LadderTo(Bottom(site), parts);

    private DropSite Bottom(DropSite site)
    {
        if (site.Unwind is null || state.FlagOf(site.Path) is null)
        {
            return site;
        }

        BlockId reset = NewBlock(site, new TerminatorKind.Goto(site.Target));
        state.ClearFlag(new(reset, 0), site.Path, site.Source);
        return site with { Target = reset };
    }

    private Entries LadderTo(DropSite bottom, IReadOnlyList<Part> parts)
    {
        Part[] needed = [.. parts.Where(part => needs.NeedsDrop(_places.TypeOf(part.Place)))];
        BlockId?[] unwinds = new BlockId?[needed.Length + 1];
        if (bottom.Unwind is { } unwind)
        {
            BlockId[] side = HalfLadder(bottom with { Target = unwind, Unwind = null }, needed, new BlockId?[needed.Length + 1]);
            unwinds = [.. side.Select(block => (BlockId?)block)];
        }

        return new(HalfLadder(bottom, needed, unwinds)[^1], unwinds[^1]);
    }

    // Built from the last part to the first; step i unwinds to the other side's step i, which drops what comes after it.
    private BlockId[] HalfLadder(DropSite bottom, Part[] parts, BlockId?[] unwinds)
    {
        var steps = new List<BlockId> { bottom.Target };
        for (int i = 0; i < parts.Length; i++)
        {
            steps.Add(DropPart(bottom with { Target = steps[^1], Unwind = unwinds[i] }, parts[parts.Length - 1 - i]));
        }

        return [.. steps];
    }

    private BlockId OpenAdt(DropSite site, Ty.Adt adt)
    {
        AdtDef definition = adt.Definition;
        if (definition.Role == AdtRole.Box)
        {
            return OpenBox(site, adt);
        }

        bool skipsFields = definition.Kind == AdtKind.Union || definition.Role == AdtRole.ManuallyDrop;
        Entries contents = skipsFields ? new(site.Target, site.Unwind) : OpenContents(site, adt);
        return facts.DestructorOf(adt) is { } destructor
            ? DestructorCall(site with { Target = contents.Normal, Unwind = contents.Unwind }, adt, destructor)
            : contents.Normal;
    }

    // What a box holds goes first, then the box's own destructor gives the memory back.
    private BlockId OpenBox(DropSite site, Ty.Adt box)
    {
        var content = new Part(site.Place.Deref(), state.Step(site.Path, new Projection.Deref()));
        BlockId? free = site.Unwind is { } unwind ? FreeBox(site with { Target = unwind, Unwind = null }, box) : null;
        DropSite inner = site with { Target = FreeBox(site, box), Unwind = free };
        return needs.NeedsDrop(_places.TypeOf(content.Place)) ? DropPart(inner, content) : inner.Target;
    }

    private BlockId FreeBox(DropSite site, Ty.Adt box) =>
        facts.DestructorOf(box) is { } destructor ? DestructorCall(site, box, destructor) : site.Target;

    private Entries OpenContents(DropSite site, Ty.Adt adt)
    {
        if (!adt.Definition.IsComplete || adt.Definition.Variants.Count == 0)
        {
            return new(NewBlock(site, new TerminatorKind.Unreachable()), site.Unwind);
        }

        return adt.Definition.Kind == AdtKind.Enum
            ? OpenVariants(Bottom(site), adt)
            : Ladder(site, FieldsOf(site.Place, site.Path, FieldTypesOf(adt, adt.Definition.Variants[default])));
    }

    private Entries OpenVariants(DropSite site, Ty.Adt adt)
    {
        var normal = new List<(UInt128, BlockId)>();
        var unwind = new List<(UInt128, BlockId)>();
        bool othersNeedDrop = false;
        foreach (VariantIndex index in adt.Definition.Variants.Ids)
        {
            VariantDef variant = adt.Definition.Variants[index];
            Ty[] types = FieldTypesOf(adt, variant);
            var step = new Projection.Downcast(index);
            MovePathId? path = state.Step(site.Path, step);
            bool isGlue = state is GlueState;
            if (path is null && !isGlue)
            {
                othersNeedDrop |= types.Any(needs.NeedsDrop);
                continue;
            }

            Entries entries = LadderTo(site, FieldsOf(site.Place.Then(step), path ?? site.Path, types));
            normal.Add((BitsOf(adt, variant), entries.Normal));
            unwind.Add((BitsOf(adt, variant), entries.Unwind ?? entries.Normal));
        }

        BlockId other = othersNeedDrop ? FlaggedDrop(site) : site.Target;
        BlockId entry = VariantSwitch(site, adt, normal, other);
        BlockId? unwindEntry = site.Unwind is { } to ? VariantSwitch(site with { Target = to, Unwind = null }, adt, unwind, to) : null;
        return new(entry, unwindEntry);
    }

    // The bits as the discriminant's type has them, zero-extended.
    private UInt128 BitsOf(Ty.Adt adt, VariantDef variant)
    {
        int bytes = _places.DiscriminantOf(adt) is Ty.Int integer ? program.Target.SizeOf(integer.Kind) : 16;
        UInt128 bits = unchecked((UInt128)variant.Discriminant);
        return bytes < 16 ? bits & ((UInt128.One << (bytes * 8)) - 1) : bits;
    }

    private BlockId VariantSwitch(DropSite site, Ty.Adt adt, List<(UInt128, BlockId)> targets, BlockId otherwise)
    {
        LocalId discriminant = patch.NewTemporary(_places.DiscriminantOf(adt), site.Source);
        BlockId block = NewBlock(
            site,
            new TerminatorKind.SwitchInt(new Operand.Move(discriminant), targets.ToEquatableArray(), otherwise),
            new StatementKind.Assign(discriminant, new Rvalue.Discriminant(site.Place)));
        return BehindFlag(site, block);
    }

    private BlockId DestructorCall(DropSite site, Ty.Adt adt, Instance destructor)
    {
        LocalId self = patch.NewTemporary(_types.Ref(_types.Erased, adt, Mutability.Mut), site.Source);
        LocalId unit = patch.NewTemporary(_types.Unit, site.Source);
        var function = new Operand.Constant(new ConstValue.ZeroSized(_types.FnDef(destructor.Function, destructor.Args)));
        var call = new TerminatorKind.Call(function, [new Operand.Move(self)], unit, site.Target, UnwindOf(site), site.Source.Span) { CallSource = CallSource.Other };
        return BehindFlag(site, NewBlock(site, call, new StatementKind.Assign(self, new Rvalue.Ref(_types.Erased, BorrowKind.Mut, site.Place))));
    }

    private BlockId OpenArray(DropSite site, Ty.Array array)
    {
        if (array.Length is Const.Value { Bits: var length })
        {
            List<Part> parts = [.. ElementsWithPaths(site, (long)length)];
            if (parts.Any(part => part.Path is not null))
            {
                return Ladder(site, parts).Normal;
            }
        }

        return Loop(site);
    }

    // An array whose elements nobody moves by themselves may be long: then no list is made.
    private IEnumerable<Part> ElementsWithPaths(DropSite site, long length)
    {
        const long Longest = 4096;
        for (long i = 0; i < length && length <= Longest; i++)
        {
            var step = new Projection.ConstantIndex(i, length, FromEnd: false);
            yield return new(site.Place.Then(step), state.Step(site.Path, step));
        }
    }

    // `while i != len { drop(place[i]); i += 1 }`, and the same once more for the elements left when one panics.
    private BlockId Loop(DropSite site)
    {
        LocalId index = patch.NewTemporary(_types.Usize, site.Source);
        LocalId length = patch.NewTemporary(_types.Usize, site.Source);
        BlockId? unwind = site.Unwind is { } to ? LoopHead(site with { Target = to, Unwind = null }, index, length, null) : null;
        BlockId head = LoopHead(site, index, length, unwind);
        var zero = new Operand.Constant(new ConstValue.Scalar(_types.Usize, 0));
        BlockId start = NewBlock(
            site,
            new TerminatorKind.Goto(head),
            new StatementKind.Assign(index, new Rvalue.Use(zero)),
            new StatementKind.Assign(length, new Rvalue.Len(site.Place)));
        return BehindFlag(site, start);
    }

    private BlockId LoopHead(DropSite site, LocalId index, LocalId length, BlockId? unwind)
    {
        LocalId isDone = patch.NewTemporary(_types.Bool, site.Source);
        LocalId element = patch.NewTemporary(_types.Usize, site.Source);
        BlockId head = NewBlock(site, new TerminatorKind.Unreachable());
        var one = new Operand.Constant(new ConstValue.Scalar(_types.Usize, 1));
        BlockId body = NewBlock(
            site,
            PlainDrop(site with { Place = site.Place.Index(element), Target = head, Unwind = unwind }),
            new StatementKind.Assign(element, new Rvalue.Use(new Operand.Copy(index))),
            new StatementKind.Assign(index, new Rvalue.Binary(BinaryOp.Add, new Operand.Copy(index), one)));
        var test = new Rvalue.Binary(BinaryOp.Eq, new Operand.Copy(index), new Operand.Copy(length));
        patch.Insert(new(head, 0), new StatementKind.Assign(isDone, test), site.Source);
        patch.SetTerminator(head, new TerminatorKind.SwitchInt(new Operand.Copy(isDone), [(0, body)], site.Target));
        return head;
    }
}
