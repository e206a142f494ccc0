using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Cfg;
using Crabwalk.Mir.Types;
using Crabwalk.Mir.Visiting;
using Crabwalk.Ownership.Loans;
using Crabwalk.Ownership.Regions;
using Crabwalk.Ownership.Types;

namespace Crabwalk.Ownership.Reports;

/// <summary>What kind of later use keeps a loan in force.</summary>
internal enum LaterUse
{
    /// <summary>A trait object holds the reference.</summary>
    TraitCapture,

    /// <summary>A closure captures it.</summary>
    ClosureCapture,

    /// <summary>A call takes it.</summary>
    Call,

    /// <summary>A <c>let</c> stores it.</summary>
    StoredByLet,

    /// <summary>Anything else.</summary>
    Other,
}

/// <summary>Why a loan is in force at a point.</summary>
internal abstract record Explanation
{
    private Explanation()
    {
    }

    /// <summary>The reference is used later.</summary>
    public sealed record UsedLater(LocalId Local, LaterUse Kind, Span Span, Span? Path, bool InLoop) : Explanation;

    /// <summary>A value with the reference in it is dropped later.</summary>
    public sealed record Dropped(LocalId Local, Location Location, bool NotesOrder) : Explanation;

    /// <summary>The caller demands that the reference outlives the function.</summary>
    /// <param name="Blamed">The reason that interests most.</param>
    /// <param name="Region">What the reference must outlive.</param>
    /// <param name="Bound">The bound that a function or type demands it by.</param>
    public sealed record MustOutlive(OutlivesConstraint Blamed, RegionVid Region, Span? Bound) : Explanation;

    /// <summary>Nobody knows.</summary>
    public sealed record Unknown : Explanation;
}

/// <summary>Finds out why a loan is still in force: walks forward from a point to the first use that needs its region.</summary>
internal sealed class Explainer(BodyAnalysis analysis, UseSites sites, PlaceNames names)
{
    /// <summary>Why the loan is in force at a location. <paramref name="ended"/> is the place that ends there, if that is what happens.</summary>
    public Explanation Explain(Location at, Loan loan, Place? ended = null)
    {
        RegionVid region = LiveRegion(loan.Region, at);
        Location from = at;
        bool inLoop = false;
        if (region == loan.Region && LoopEnd(loan) is { } end)
        {
            region = LiveRegion(loan.Region, end);
            from = end;
            inLoop = true;
        }

        return FindUse(region, from) switch
        {
            (var local, var where, LocalUse.Drop) => new Explanation.Dropped(local, where, NotesOrder(local, ended)),
            (var local, var where, _) => LaterUseAt(loan, local, where, inLoop),
            null => Outliving(loan),
        };
    }

    /// <summary>The text of the function that a call calls.</summary>
    public Span CalleeSpan(TerminatorKind.Call call)
    {
        string text = analysis.Program.Sources.TextOf(call.FunctionSpan);
        int depth = 0;
        for (int i = 0; i < text.Length; i++)
        {
            depth += text[i] switch { '<' => 1, '>' => -1, _ => 0 };
            if (text[i] == '(' && depth <= 0)
            {
                int bytes = System.Text.Encoding.UTF8.GetByteCount(text.AsSpan(0, text[..i].TrimEnd().Length));
                return call.FunctionSpan with { End = call.FunctionSpan.Start + bytes };
            }
        }

        return call.FunctionSpan;
    }

    private RegionVid LiveRegion(RegionVid region, Location at)
    {
        Point point = analysis.Points.Of(at);
        return analysis.Regions.Path(region, candidate => analysis.Regions.IsLive(candidate, point)) is { } found ? found.End : region;
    }

    /// <summary>Where the loop around a loan goes back, when the loan's region holds that.</summary>
    private Location? LoopEnd(Loan loan)
    {
        foreach (BlockId block in analysis.Flow.ReversePostorder)
        {
            var end = new Location(block, analysis.Body.Blocks[block].Statements.Count);
            bool goesBack = analysis.Body.Blocks[block].Successors().Any(next => analysis.Flow.Dominates(next, block) && analysis.Flow.Dominates(next, loan.Location.Block));
            if (goesBack && analysis.Regions.Holds(loan.Region, analysis.Points.Of(end)))
            {
                return end;
            }
        }

        return null;
    }

    private (LocalId Local, Location Location, LocalUse Use)? FindUse(RegionVid region, Location from)
    {
        var seen = new HashSet<Point>();
        var open = new Queue<Point>([analysis.Points.Of(from)]);
        while (open.TryDequeue(out Point point))
        {
            if (!analysis.Regions.Holds(region, point) || !seen.Add(point))
            {
                continue;
            }

            Location at = analysis.Points.LocationOf(point);
            (LocalId Local, LocalUse Use)? found = new RegionUse(analysis, region).At(at);
            if (found is (var local, not LocalUse.Definition and var use))
            {
                return (local, at, use);
            }

            if (found is null)
            {
                foreach (Point next in NextOf(point, at))
                {
                    open.Enqueue(next);
                }
            }
        }

        return null;
    }

    private IEnumerable<Point> NextOf(Point point, Location at)
    {
        BlockId? unwind = analysis.TerminatorAt(at)?.UnwindOf() is UnwindAction.Cleanup(var block) ? block : null;
        return analysis.Points.After(point).Where(next => analysis.Points.LocationOf(next).Block != unwind || at.Block == unwind);
    }

    private bool NotesOrder(LocalId dropped, Place? ended) => ended is { IsLocal: true, Local: var local } && local != dropped
        && names.Of(local) is not null && names.Of(dropped) is not null;

    private Explanation.UsedLater LaterUseAt(Loan loan, LocalId local, Location where, bool inLoop)
    {
        Span span = analysis.SourceOf(where).Span;
        UseSite site = sites.OfMove(local, where) is UseSite.Plain ? sites.OfBorrow(span, where) : sites.OfMove(local, where);
        if (site is UseSite.InClosure closure)
        {
            return new(local, LaterUse.ClosureCapture, closure.Head, closure.Use, inLoop);
        }

        if (analysis.StatementAt(where) is StatementKind.FakeRead(FakeReadCause.Let, var stored))
        {
            bool isClosure = stored.IsLocal && analysis.Places.Of(stored) is Ty.Closure;
            return new(local, isClosure ? LaterUse.ClosureCapture : LaterUse.StoredByLet, span, null, inLoop);
        }

        if (IsTraitCapture(loan))
        {
            return new(local, LaterUse.TraitCapture, span, null, inLoop);
        }

        return analysis.TerminatorAt(where) is TerminatorKind.Call { CallSource: not (CallSource.Operator or CallSource.MatchComparison or CallSource.Other) } call
            ? new(local, LaterUse.Call, call.Function is Operand.Constant ? CalleeSpan(call) : span, null, inLoop)
            : new(local, LaterUse.Other, span, null, inLoop);
    }

    // The reference was turned into a trait object right where it was made.
    private bool IsTraitCapture(Loan loan)
    {
        if (!loan.Assigned.IsLocal)
        {
            return false;
        }

        LocalId holder = loan.Assigned.Local;
        foreach (Statement statement in analysis.Body.Blocks[loan.Location.Block].Statements.Skip(loan.Location.Statement + 1))
        {
            if (statement.Kind is StatementKind.Assign({ IsLocal: true } to, Rvalue.Cast(CastKind.Unsize, Operand.Move({ IsLocal: true } from), var type), _)
                && from.Local == holder && to.IsLocal)
            {
                return type is Ty.Ref { Referent: Ty.Dynamic } or Ty.Adt { Args: [Ty.Dynamic, ..] };
            }
        }

        return false;
    }

    private Explanation Outliving(Loan loan)
    {
        foreach (RegionVid end in analysis.Regions.Universal.All)
        {
            if (end != analysis.Regions.Universal.BodyRegion && analysis.Regions.HoldsEnd(loan.Region, end) && Longest(loan.Region) == end
                && analysis.Regions.Blame(loan.Region, end) is { } blamed)
            {
                Span? bound = analysis.Regions.Path(loan.Region, region => region == end)?.Path
                    .Select(constraint => constraint.Category).OfType<ConstraintCategory.Predicate>().FirstOrDefault(predicate => predicate.Bound is not null)?.Bound;
                return new Explanation.MustOutlive(blamed, end, bound);
            }
        }

        return new Explanation.Unknown();
    }

    // Of all regions the loan must outlive, 'static says most; else the first.
    private RegionVid Longest(RegionVid region)
    {
        UniversalRegions universal = analysis.Regions.Universal;
        return analysis.Regions.HoldsEnd(region, universal.Static)
            ? universal.Static
            : universal.All.First(end => end != universal.BodyRegion && analysis.Regions.HoldsEnd(region, end));
    }

    /// <summary>Finds a local at one location whose type mentions a region; of several the last one visited.</summary>
    private sealed class RegionUse(BodyAnalysis analysis, RegionVid region) : MirVisitor
    {
        private (LocalId, LocalUse)? _found;

        public (LocalId Local, LocalUse Use)? At(Location at)
        {
            Block block = analysis.Body.Blocks[at.Block];
            if (at.Statement < block.Statements.Count)
            {
                VisitStatement(block.Statements[at.Statement], at);
            }
            else
            {
                VisitTerminator(block.Terminator, at);
            }

            return _found;
        }

        public override void VisitPlace(Place place, PlaceUse use, Location location)
        {
            base.VisitPlace(place, use, location);
            if (LocalUses.Classify(place, use) is { } kind && RegionWalk.VariablesIn(analysis.Places.Of(place.Local)).Contains(region))
            {
                _found = (place.Local, kind);
            }
        }
    }
}
