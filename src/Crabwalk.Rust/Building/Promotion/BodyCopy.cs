using Crabwalk.Mir.Bodies;

namespace Crabwalk.Rust.Building.Promotion;

/// <summary>Copies bodies, so that passes may edit one and leave the other.</summary>
internal static class BodyCopy
{
    /// <summary>A body with the same content and blocks of its own.</summary>
    public static Body Of(Body body)
    {
        var copy = new Body(body.Definition, body.Language, body.Signature, body.Span) { Title = body.Title, Phase = body.Phase };
        foreach (LocalDecl local in body.Locals)
        {
            copy.Locals.Add(local);
        }

        foreach (SourceScope scope in body.Scopes)
        {
            copy.Scopes.Add(scope);
        }

        foreach (Block block in body.Blocks)
        {
            copy.Blocks.Add(new(block.Statements, block.Terminator, block.IsCleanup));
        }

        copy.Variables.AddRange(body.Variables);
        return copy;
    }
}
