using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Passes;
using Crabwalk.Rust.Building;
using Crabwalk.Rust.Building.Promotion;

namespace Crabwalk.Rust.Instances;

/// <summary>Bodies that can be run, made of built ones when they are asked for: constants are promoted, then drops made exact.</summary>
internal sealed class RunnableBodies(MirProgram program, BodyBuilding building, bool keepsMarks)
{
    private static readonly PassPipeline WithMarks =
        PassTable.Of("erase_borrow_hints", "remove_false_edges", "elaborate_drops", "mark_ownership", "elaborate_box_derefs", "remove_nops");
    private static readonly PassPipeline WithoutMarks =
        PassTable.Of("erase_borrow_hints", "remove_false_edges", "elaborate_drops", "elaborate_box_derefs", "remove_marks", "remove_nops", "simplify_cfg");

    private readonly Dictionary<DefId, PromotedBodies?> _known = [];

    /// <summary>What is done to a copy of a user's body before the passes run, given the body as it was built; null for nothing.</summary>
    public Action<Body, Body>? Prepare { get; set; }

    /// <summary>The runnable body of a definition, or of a constant promoted out of it; null when it has none.</summary>
    public Body? Of(DefId definition, int? promoted)
    {
        if (!_known.TryGetValue(definition, out PromotedBodies? made))
        {
            _known[definition] = made = Make(definition);
        }

        return promoted is { } index ? made?.Promoted[index] : made?.Body;
    }

    private PromotedBodies? Make(DefId definition)
    {
        if (building.Promoted(definition) is not { } built)
        {
            return null;
        }

        // The body that borrow checking looks at stays as it is.
        Body body = BodyCopy.Of(built.Body);
        Body[] promoted = [.. built.Promoted.Select(BodyCopy.Of)];
        if (!program.Definitions[definition].IsLibrary)
        {
            Prepare?.Invoke(built.Body, body);
        }

        PassPipeline passes = keepsMarks && !program.Definitions[definition].IsLibrary ? WithMarks : WithoutMarks;
        passes.Run(program, body);
        foreach (Body constant in promoted)
        {
            passes.Run(program, constant);
        }

        return new(body, promoted);
    }
}
