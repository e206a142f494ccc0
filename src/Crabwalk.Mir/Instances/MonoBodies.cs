using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Passes;

namespace Crabwalk.Mir.Instances;

/// <summary>
/// Bodies for those who emit code: each a copy of what was written, or of what a <see cref="Shim"/> stands for, with the instance's arguments put
/// in and drops elaborated, after the passes of <see cref="PassTable.ForEmission"/>. Nothing generic is left in them.
/// </summary>
public sealed class MonoBodies(MirProgram program)
{
    private readonly ShimBodies _written = new(program);
    private readonly Dictionary<Instance, Body?> _made = [];

    /// <summary>The code of an instance, made when it is first asked for; null when it has none. The body belongs to whoever emits it.</summary>
    public Body? Find(Instance instance)
    {
        if (!_made.TryGetValue(instance, out Body? body))
        {
            body = _written.Find(instance) is { } written ? Make(written, instance) : null;
            _made.Add(instance, body);
        }

        return body;
    }

    private Body Make(Body written, Instance instance)
    {
        Body body = new BodyCopy(program, instance.Args).Of(written);
        PassTable.ForEmission.Run(program, body);
        return body;
    }
}
