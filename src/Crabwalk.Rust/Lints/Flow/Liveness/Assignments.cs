using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Cfg;
using Crabwalk.Mir.Dataflow;
using Body = Crabwalk.Mir.Bodies.Body;

namespace Crabwalk.Rust.Lints.Flow.Liveness;

/// <summary>How a value comes to a place.</summary>
internal enum ArrivalKind
{
    /// <summary>By an assignment or initialisation.</summary>
    Assignment,

    /// <summary>With a call's argument.</summary>
    Parameter,

    /// <summary>With a closure.</summary>
    Capture,
}

/// <summary>A value that comes to a tracked place at some place of the text.</summary>
internal sealed class Arrival(ArrivalKind kind, SourceInfo source)
{
    /// <summary>How it comes.</summary>
    public ArrivalKind Kind { get; } = kind;

    /// <summary>Where.</summary>
    public SourceInfo Source { get; } = source;

    /// <summary>It may be read later.</summary>
    public bool IsLive { get; set; }

    /// <summary>The whole is written, not only a part.</summary>
    public bool IsWhole { get; set; } = true;
}

/// <summary>All values that come to the tracked places of a body, and whether anybody may read them.</summary>
internal sealed class Assignments
{
    private readonly TrackedPlaces _places;
    private readonly List<Arrival>[] _arrivals;
    private readonly BitSet<TrackedId> _everLive;
    private readonly BitSet<TrackedId> _everDropped;

    private Assignments(TrackedPlaces places)
    {
        _places = places;
        _arrivals = [.. places.Ids.Select(_ => new List<Arrival>())];
        _everLive = new(places.Count);
        _everDropped = new(places.Count);
    }

    /// <summary>Collects them out of a solved analysis.</summary>
    public static Assignments Collect(Body body, TrackedPlaces places, LivePlaces analysis)
    {
        var found = new Assignments(places);
        ControlFlow flow = ControlFlow.Of(body);
        DataflowResults<BitSet<TrackedId>> results = DataflowEngine.Run(analysis, body, flow);
        foreach (BlockId id in flow.ReversePostorder.Reverse())
        {
            found.AddBlock(body.Blocks[id], id, analysis, results.StateOf(id).Clone());
        }

        found.AddEntry(body, analysis, results.StateOf(BlockId.Entry).Clone());
        found.MergeGuards();
        return found;
    }

    /// <summary>True when something may read the place anywhere.</summary>
    public bool IsEverLive(TrackedId id) => _everLive.Contains(id);

    /// <summary>True when the place is destroyed somewhere.</summary>
    public bool IsEverDropped(TrackedId id) => _everDropped.Contains(id);

    /// <summary>The values that come to a place; those at the end of the text first.</summary>
    public List<Arrival> Of(TrackedId id) => _arrivals[id.Index];

    private void AddBlock(Block block, BlockId id, LivePlaces analysis, BitSet<TrackedId> live)
    {
        _everLive.UnionWith(live);
        switch (block.Terminator.Kind)
        {
            case TerminatorKind.Call call:
                Add(call.Destination, block.Terminator.Source, live);
                AddDrop(call.Destination);
                break;
            case TerminatorKind.Drop drop:
                AddDrop(drop.Place);
                break;
        }

        analysis.ApplyTerminator(live, block.Terminator, new(id, block.Statements.Count));
        for (int i = block.Statements.Count - 1; i >= 0; i--)
        {
            _everLive.UnionWith(live);
            switch (block.Statements[i])
            {
                case { Kind: StatementKind.Assign assign, Source: var source }:
                    Add(assign.Place, source, live);
                    break;
                case { Kind: StatementKind.SetDiscriminant write, Source: var source }:
                    Add(write.Place, source, live);
                    break;
            }

            analysis.ApplyStatement(live, block.Statements[i], new(id, i));
        }
    }

    private void AddEntry(Body body, LivePlaces analysis, BitSet<TrackedId> live)
    {
        analysis.ApplyBlock(live, BlockId.Entry, body.Blocks[BlockId.Entry]);
        _everLive.UnionWith(live);
        foreach (TrackedId id in _places.Ids)
        {
            TrackedPlace place = _places[id];
            LocalDecl declaration = body.Locals[place.Place.Local];
            ArrivalKind? kind = place.Capture is not null ? (place.IsShared ? null : ArrivalKind.Capture)
                : declaration.Kind == LocalKind.Parameter ? ArrivalKind.Parameter : null;
            if (kind is { } how)
            {
                Of(id).Add(new(how, declaration.Source) { IsLive = live.Contains(id) });
            }
        }
    }

    private void Add(Place place, SourceInfo source, BitSet<TrackedId> live)
    {
        if (_places.Find(place) is not (var id, var start) || place.Path[start..].Any(step => step is Projection.Deref))
        {
            return;
        }

        if (Of(id).Find(known => known.Source == source) is not { } arrival)
        {
            arrival = new(ArrivalKind.Assignment, source);
            Of(id).Add(arrival);
        }

        // Several statements of one place in the text: it serves when one of them does.
        arrival.IsLive |= live.Contains(id);
        arrival.IsWhole &= start == place.Path.Count;
    }

    private void AddDrop(Place place)
    {
        if (_places.Find(place) is (var id, var start) && start == place.Path.Count)
        {
            _everDropped.Add(id);
        }
    }

    private void MergeGuards()
    {
        foreach (TrackedId id in _places.Ids)
        {
            if (_places[id].InArm is not { } arm)
            {
                continue;
            }

            if (_everLive.Contains(id))
            {
                _everLive.Add(arm);
            }

            foreach (Arrival arrival in Of(id))
            {
                if (Of(arm).Find(known => known.Source == arrival.Source) is { } known)
                {
                    known.IsLive |= arrival.IsLive;
                }
                else
                {
                    Of(arm).Add(arrival);
                }
            }

            Of(id).Clear();
        }
    }
}
