using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Types;

namespace Crabwalk.Ownership.Regions;

/// <summary>
/// Finds the least regions that satisfy all constraints: the regions of a strongly connected component are equal, and a component holds
/// what it has to hold by liveness and all that the components it must outlive hold (rustc dev guide, "Region inference").
/// </summary>
internal sealed class RegionSolver
{
    private readonly IndexList<RegionVid, RegionDefinition> _definitions;
    private readonly List<OutlivesConstraint>[] _bySup;
    private readonly RegionValue[] _values;
    private readonly int[] _component;
    private readonly RegionVid _static;

    private RegionSolver(
        IndexList<RegionVid, RegionDefinition> definitions,
        IReadOnlyList<OutlivesConstraint> constraints,
        Func<RegionVid, RegionValue> initial,
        RegionVid staticRegion)
    {
        _definitions = definitions;
        _static = staticRegion;
        _bySup = [.. definitions.Select(_ => new List<OutlivesConstraint>())];
        foreach (OutlivesConstraint constraint in constraints)
        {
            _bySup[constraint.Sup.Index].Add(constraint);
        }

        _component = new int[definitions.Count];
        _values = Solve(initial);
    }

    /// <summary>Solves.</summary>
    public static RegionSolver Run(
        IndexList<RegionVid, RegionDefinition> definitions,
        IReadOnlyList<OutlivesConstraint> constraints,
        Func<RegionVid, RegionValue> initial,
        RegionVid staticRegion) => new(definitions, constraints, initial, staticRegion);

    /// <summary>The value of a region.</summary>
    public RegionValue ValueOf(RegionVid region) => _values[_component[region.Index]];

    /// <summary>True when two regions are equal because each outlives the other.</summary>
    public bool AreEqual(RegionVid left, RegionVid right) => _component[left.Index] == _component[right.Index];

    /// <summary>The constraints that make a region longer.</summary>
    public IReadOnlyList<OutlivesConstraint> ConstraintsOf(RegionVid sup) => _bySup[sup.Index];

    private RegionValue[] Solve(Func<RegionVid, RegionValue> initial)
    {
        List<List<RegionVid>> components = new ComponentSearch(_definitions.Count, _bySup).Run(_component);
        var values = new RegionValue[components.Count];
        for (int i = 0; i < components.Count; i++)
        {
            RegionValue value = initial(components[i][0]);
            foreach (RegionVid member in components[i].Skip(1))
            {
                value.UnionWith(initial(member));
            }

            foreach (OutlivesConstraint constraint in components[i].SelectMany(member => _bySup[member.Index]))
            {
                int below = _component[constraint.Sub.Index];
                if (below != i)
                {
                    value.UnionWith(values[below]);
                }
            }

            HoldStaticWhenUnnameable(value, components[i]);
            values[i] = value;
        }

        return values;
    }

    // A region that must outlive a placeholder it cannot name has to outlive everything.
    private void HoldStaticWhenUnnameable(RegionValue value, List<RegionVid> members)
    {
        int universe = members.Min(member => _definitions[member].Universe);
        foreach (RegionVid end in value.Ends.Members)
        {
            if (_definitions[end].Origin is RegionOrigin.Placeholder placeholder && placeholder.Universe > universe)
            {
                value.Ends.Add(_static);
                return;
            }
        }
    }

    /// <summary>Tarjan's strongly connected components, without recursion; components come out with those they depend on first.</summary>
    private sealed class ComponentSearch(int count, List<OutlivesConstraint>[] edges)
    {
        private readonly int[] _order = [.. Enumerable.Repeat(-1, count)];
        private readonly int[] _low = new int[count];
        private readonly bool[] _isOpen = new bool[count];
        private readonly Stack<int> _open = [];
        private readonly List<List<RegionVid>> _components = [];
        private int _next;

        public List<List<RegionVid>> Run(int[] component)
        {
            for (int root = 0; root < count; root++)
            {
                if (_order[root] < 0)
                {
                    Visit(root, component);
                }
            }

            return _components;
        }

        private void Visit(int root, int[] component)
        {
            var calls = new Stack<(int Node, int Edge)>();
            Enter(root);
            calls.Push((root, 0));
            while (calls.TryPop(out var call))
            {
                if (call.Edge < edges[call.Node].Count)
                {
                    int next = edges[call.Node][call.Edge].Sub.Index;
                    calls.Push((call.Node, call.Edge + 1));
                    if (_order[next] < 0)
                    {
                        Enter(next);
                        calls.Push((next, 0));
                    }
                    else if (_isOpen[next])
                    {
                        _low[call.Node] = Math.Min(_low[call.Node], _order[next]);
                    }

                    continue;
                }

                Leave(call.Node, component);
                if (calls.TryPeek(out var parent))
                {
                    _low[parent.Node] = Math.Min(_low[parent.Node], _low[call.Node]);
                }
            }
        }

        private void Enter(int node)
        {
            _order[node] = _low[node] = _next++;
            _isOpen[node] = true;
            _open.Push(node);
        }

        private void Leave(int node, int[] component)
        {
            if (_low[node] != _order[node])
            {
                return;
            }

            var members = new List<RegionVid>();
            int member;
            do
            {
                member = _open.Pop();
                _isOpen[member] = false;
                component[member] = _components.Count;
                members.Add(new(member));
            }
            while (member != node);
            _components.Add(members);
        }
    }
}
