using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Cfg;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Building;
using Crabwalk.Rust.Checking;
using Crabwalk.Rust.Semantics;
using Body = Crabwalk.Mir.Bodies.Body;

namespace Crabwalk.Rust.Lints.Flow.Liveness;

/// <summary>The words of <c>unused_variables</c> and <c>unused_assignments</c> for one body.</summary>
internal sealed class LivenessReport(
    ITypeContext context, Body body, TrackedPlaces places, Assignments assignments, IReadOnlyDictionary<Span, VariableFacts> variables, TypeProperties properties)
{
    private const string Unused = "unused_variables";
    private const string Forgotten = "unused_assignments";

    /// <summary>Reports unused variables, then values that nobody reads.</summary>
    public void Report()
    {
        foreach (TrackedId id in places.Ids)
        {
            if (!assignments.IsEverLive(id) && places[id] is { Capture: null, InArm: null } && variables.TryGetValue(places[id].NameSpan, out VariableFacts? facts))
            {
                ReportUnused(id, facts);
            }
        }

        foreach (TrackedId id in places.Ids)
        {
            ReportForgotten(id);
        }
    }

    private void ReportUnused(TrackedId id, VariableFacts facts)
    {
        TrackedPlace place = places[id];
        List<Arrival> arrivals = assignments.Of(id);
        Span declared = facts.Introductions[0].Span;
        if (arrivals.Count == 0)
        {
            if (!IsReachable(place.Place.Local))
            {
                return;
            }

            Report(WithAdvice(new(Severity.Warning, Unused, $"unused variable: `{place.Name}`", new(declared)), id, [(declared, false)]));
            return;
        }

        // One message is enough for a variable and its initial value.
        arrivals.RemoveAll(arrival => arrival.Kind == ArrivalKind.Parameter || facts.PatternSpan.Contains(arrival.Source.Span) || facts.InitialSpan is { } initial && initial.Contains(Written(arrival.Source.Span, initial)));
        if (arrivals.Count == 0)
        {
            var unused = new Diagnostic(Severity.Warning, Unused, $"unused variable: `{place.Name}`", new(declared))
            {
                Labels = [.. facts.Introductions.Skip(1).Select(introduction => new Label(introduction.Span) { IsPrimary = true })],
            };
            Report(WithAdvice(unused, id, facts.Introductions));
            return;
        }

        if (MayBeGuard(id))
        {
            arrivals.RemoveAll(arrival => !arrival.IsWhole);
        }

        if (arrivals.Count > 0)
        {
            Report(new Diagnostic(Severity.Warning, Unused, $"variable `{place.Name}` is assigned to, but never used", new(declared)).WithNote($"consider using `_{place.Name}` instead"));
        }
    }

    private void ReportForgotten(TrackedId id)
    {
        TrackedPlace place = places[id];
        if (place.Name is null || !IsWritten(place))
        {
            return;
        }

        foreach (Arrival arrival in Enumerable.Reverse(assignments.Of(id)))
        {
            if (!arrival.IsLive && (arrival.IsWhole || !MayBeGuard(id)))
            {
                Report(arrival.Kind switch
                {
                    ArrivalKind.Assignment => new Diagnostic(Severity.Warning, Forgotten, $"value assigned to `{place.Name}` is never read", new(arrival.Source.Span))
                        .WithHelp("maybe it is overwritten before being read?"),
                    ArrivalKind.Parameter => new Diagnostic(Severity.Warning, Forgotten, $"value passed to `{place.Name}` is never read", new(DeclaredAt(place, arrival)))
                        .WithHelp("maybe it is overwritten before being read?"),
                    ArrivalKind.Capture => new Diagnostic(Severity.Warning, Forgotten, $"value captured by `{place.Name}` is never read", new(place.NameSpan))
                        .WithHelp("did you mean to capture by reference instead?"),
                });
            }
        }
    }

    // What `?` and `for` stand for has variables that nobody wrote.
    private bool IsWritten(TrackedPlace place) => place.Capture is not null || context.Sources.TextOf(place.NameSpan).EndsWith(place.Name!, StringComparison.Ordinal);

    // In code that nothing comes to there is nothing to use a variable for.
    private bool IsReachable(LocalId local)
    {
        ControlFlow flow = ControlFlow.Of(body);
        return body.Locals[local].Kind == LocalKind.Parameter
            || flow.ReversePostorder.Any(id => body.Blocks[id].Statements.Any(statement => statement.Kind is StatementKind.StorageLive(var started) && started == local));
    }

    private Span DeclaredAt(TrackedPlace place, Arrival arrival) =>
        variables.TryGetValue(place.NameSpan, out VariableFacts? facts) ? facts.Introductions[0].Span : arrival.Source.Span;

    // A value whose destructor does something may be kept for that alone.
    private bool MayBeGuard(TrackedId id)
    {
        Place place = places[id].Place;
        return assignments.IsEverDropped(id) && place.IsLocal
            && body.Locals[place.Local].Type is var type and (Ty.Closure or Ty.Tuple or Ty.Adt or Ty.Dynamic or Ty.Array or Ty.Slice or Ty.Alias) && properties.NeedsDrop(type);
    }

    private Span Written(Span span, Span like)
    {
        while (span.Expansion != like.Expansion && context.Sources.ExpansionOf(span) is { } expansion)
        {
            span = expansion.CallSite;
        }

        return span;
    }

    private Diagnostic WithAdvice(Diagnostic unused, TrackedId id, List<(Span Span, bool IsShorthand)> introductions)
    {
        TrackedPlace place = places[id];
        if (introductions.Any(introduction => introduction.IsShorthand))
        {
            EquatableArray<Edit> ignored = [.. introductions.Select(one => new Edit(one.Span, one.IsShorthand ? $"{place.Name}: _" : "_"))];
            return unused with { Fixes = [new("try ignoring the field", ignored, Applicability.MachineApplicable)] };
        }

        if (!introductions[0].Span.Expansion.IsNone)
        {
            return unused;
        }

        var prefix = new Fix("if this is intentional, prefix it with an underscore", [.. introductions.Select(one => new Edit(one.Span, $"_{place.Name}"))], Applicability.MaybeIncorrect);
        return unused with { Fixes = Misspelt(id, introductions[0].Span) is { } meant ? [meant, prefix with { Style = FixStyle.Lines }] : [prefix] };
    }

    /// <summary>A new variable whose name is near that of a variant was probably meant to be it.</summary>
    private Fix? Misspelt(TrackedId id, Span span)
    {
        TrackedPlace place = places[id];
        if (body.Locals[place.Place.Local] is not { Kind: LocalKind.Variable, Type: var type })
        {
            return null;
        }

        while (type is Ty.Ref reference)
        {
            type = reference.Referent;
        }

        if (type is not Ty.Adt { Definition: var adt } || context.ItemOfAdt(adt.Id).Kind is not Hir.ItemKind.Adt item)
        {
            return null;
        }

        Dictionary<string, DefId> units = item.Variants.Where(variant => variant.Form == Hir.VariantForm.Unit)
            .ToDictionary(variant => context.Symbols[variant.Name.Name], variant => variant.Definition, StringComparer.Ordinal);
        string? best = units.ContainsKey(place.Name!) ? place.Name : SimilarNames.Best(place.Name!, units.Keys);
        if (best is null)
        {
            return null;
        }

        string path = context.Definitions[adt.Id].Path;
        (string kind, string meant) = adt.Kind == AdtKind.Enum ? ("variant", $"{path}::{best}") : ("unit struct", path);
        return new($"you might have meant to pattern match on the similarly named {kind} `{best}`", [new(span, meant)], Applicability.MaybeIncorrect) { Style = FixStyle.Lines };
    }

    private void Report(Diagnostic found)
    {
        if (found.Primary!.Span.Expansion.IsNone)
        {
            context.Lints.Report(found);
        }
    }
}
