using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Types;

namespace Crabwalk.Mir.Instances;

/// <summary>The bodies of instances: those that were written, and those of <see cref="Shim"/>s, each made once when it is first asked for.</summary>
public sealed class ShimBodies(MirProgram program)
{
    private readonly Dictionary<Instance, Body?> _made = [];

    /// <summary>The code of an instance; null when it has none.</summary>
    public Body? Find(Instance instance)
    {
        if (instance.Shim is not { } shim)
        {
            return program.FindBody(instance.Function);
        }

        if (!_made.TryGetValue(instance, out Body? body))
        {
            body = Make(instance, shim);
            _made.Add(instance, body);
        }

        return body;
    }

    /// <summary>The types that a closure holds, in order.</summary>
    public static EquatableArray<Ty> CapturesOf(Ty.Closure closure) => closure.Args is [.., Ty.Tuple captures] ? captures.Parts : [];

    private Body? Make(Instance instance, Shim shim) => shim switch
    {
        Shim.Promoted(var index) => program.Resolver?.BodyOf(instance.Function, index),
        Shim.CloneParts(var type) => new CloneShimBuilder(program, instance.Function, type).Build(),
        Shim.ClosureOnce(var closure) => CallShimBuilder.ClosureOnce(program, instance.Function, closure),
        Shim.FnPointerCall(var callee, var self) => CallShimBuilder.FnPointerCall(program, instance.Function, callee, self),
        Shim.ClosureFnPointer(var closure) => CallShimBuilder.ClosureFnPointer(program, instance.Function, closure),
        Shim.Virtual => CallShimBuilder.Virtual(program, instance),
        Shim.VTableByValue(var type) => CallShimBuilder.VTableByValue(program, instance, type),
    };
}
