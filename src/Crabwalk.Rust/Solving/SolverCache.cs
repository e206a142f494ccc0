using Crabwalk.Mir.Types;
using Crabwalk.Rust.Semantics;

namespace Crabwalk.Rust.Solving;

/// <summary>
/// Answers that hold for good: of goals without inference variables, by the environment they were asked in. Regions take no part in
/// whether something holds, so goals are kept with their regions erased.
/// </summary>
internal sealed class SolverCache
{
    private readonly Dictionary<ParamEnv, Dictionary<PredicateKind, Answer>> _checking = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<ParamEnv, Dictionary<PredicateKind, Answer>> _revealing = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<(ParamEnv Environment, Ty Alias, bool Reveals), Ty> _projections = new(ProjectionKeyComparer.Instance);

    /// <summary>The answers of an environment.</summary>
    public Dictionary<PredicateKind, Answer> AnswersIn(ParamEnv environment, bool reveals)
    {
        Dictionary<ParamEnv, Dictionary<PredicateKind, Answer>> all = reveals ? _revealing : _checking;
        if (!all.TryGetValue(environment, out Dictionary<PredicateKind, Answer>? answers))
        {
            all.Add(environment, answers = []);
        }

        return answers;
    }

    /// <summary>What an alias without variables and regions is known to be.</summary>
    public Ty? Projection(ParamEnv environment, Ty alias, bool reveals) => _projections.GetValueOrDefault((environment, alias, reveals));

    /// <summary>Keeps what an alias is.</summary>
    public void Keep(ParamEnv environment, Ty alias, bool reveals, Ty type) => _projections[(environment, alias, reveals)] = type;

    private sealed class ProjectionKeyComparer : IEqualityComparer<(ParamEnv Environment, Ty Alias, bool Reveals)>
    {
        public static readonly ProjectionKeyComparer Instance = new();

        public bool Equals((ParamEnv Environment, Ty Alias, bool Reveals) x, (ParamEnv Environment, Ty Alias, bool Reveals) y) =>
            ReferenceEquals(x.Environment, y.Environment) && ReferenceEquals(x.Alias, y.Alias) && x.Reveals == y.Reveals;

        public int GetHashCode((ParamEnv Environment, Ty Alias, bool Reveals) key) =>
            HashCode.Combine(System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(key.Environment), key.Alias.Id, key.Reveals);
    }
}
