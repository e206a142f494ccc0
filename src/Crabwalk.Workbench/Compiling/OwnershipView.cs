using Crabwalk.Mir.Definitions;
using Crabwalk.Ownership;
using Crabwalk.Ownership.Contracts;
using Crabwalk.Ownership.Facts;

namespace Crabwalk.Workbench.Compiling;

/// <summary>
/// What ownership analysis knows of a Rust program whose types are right, also of one that it rejects. Facts are computed when they are
/// first asked for, and kept.
/// </summary>
public sealed class OwnershipView
{
    private readonly OwnershipChecker _checker;
    private readonly IOwnershipContext _context;
    private readonly Dictionary<DefId, OwnershipFacts?> _known = [];

    internal OwnershipView(OwnershipChecker checker, IOwnershipContext context, IReadOnlyList<DefId> owners)
    {
        _checker = checker;
        _context = context;
        Owners = owners;
    }

    /// <summary>Functions, constants and statics of the user's crate, in the order of the source.</summary>
    public IReadOnlyList<DefId> Owners { get; }

    /// <summary>The facts of a function, closure, constant or static; null when it has no code.</summary>
    public OwnershipFacts? FactsOf(DefId definition)
    {
        if (!_known.TryGetValue(definition, out OwnershipFacts? facts))
        {
            _known.Add(definition, facts = _context.BodyOf(definition) is { } body ? _checker.FactsOf(body) : null);
        }

        return facts;
    }

    /// <summary>The facts of all owners that have code, each followed by the closures in it.</summary>
    public IEnumerable<OwnershipFacts> All() => Owners.SelectMany(WithClosures);

    private IEnumerable<OwnershipFacts> WithClosures(DefId definition) =>
        FactsOf(definition) is { } facts ? [facts, .. OwnershipChecker.ClosuresOf(facts.Body).Distinct().SelectMany(WithClosures)] : [];
}
