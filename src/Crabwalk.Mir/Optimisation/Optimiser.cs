using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Passes;
using Crabwalk.Mir.Types;

namespace Crabwalk.Mir.Optimisation;

/// <summary>
/// Optimises the bodies of a program's instances, callees before their callers, so that what is inlined is already small. A body that
/// calls itself, directly or through others, is not put into itself.
/// </summary>
/// <param name="program">The program that the bodies belong to.</param>
/// <param name="bodyOf">The code of an instance, concrete and ready to run, which the optimiser then owns; null when it has none.</param>
public sealed class Optimiser(MirProgram program, Func<Instance, Body?> bodyOf)
{
    // Chains of calls that are longer are not followed to their end: a callee beyond is called.
    private const int DeepestChain = 64;

    private readonly Dictionary<Instance, Body?> _done = [];
    private readonly HashSet<Instance> _open = [];

    /// <summary>Checks every body after each pass; a violation is a bug that names the pass.</summary>
    public bool Validates { get; init; }

    /// <summary>The languages whose bodies are changed. Rust's wait until the machine has judged them on every fixture.</summary>
    public IReadOnlyList<SourceLanguage> Languages { get; init; } = [SourceLanguage.C];

    /// <summary>The optimised code of an instance; null when it has none.</summary>
    public Body? Find(Instance instance)
    {
        if (!_done.TryGetValue(instance, out Body? body))
        {
            body = bodyOf(instance);
            if (body is { Phase: >= MirPhase.Runnable } && Languages.Contains(body.Language) && !InlineCost.UsesFrame(body, program.Definitions))
            {
                _open.Add(instance);
                Optimise(body);
                _open.Remove(instance);
            }

            _done.Add(instance, body);
        }

        return body;
    }

    private void Optimise(Body body)
    {
        PassTable.BeforeInlining.Run(program, body, Validates);
        Inliner.Run(program, body, CalleeOf);
        PassTable.AfterInlining.Run(program, body, Validates);
    }

    private Body? CalleeOf(Ty.FnDef function)
    {
        if (program.Definitions[function.Definition].Kind == DefKind.Intrinsic || _open.Count > DeepestChain)
        {
            return null;
        }

        Instance? instance = program.Resolver is { } resolver && program.Definitions[function.Definition].Kind != DefKind.Closure
            ? resolver.Resolve(function.Definition, function.Args)
            : new Instance(function.Definition, function.Args);
        return instance is { } known && !_open.Contains(known) && Find(known) is { } body && Languages.Contains(body.Language) ? body : null;
    }
}
