using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Moves;
using Crabwalk.Mir.Types;
using Crabwalk.Ownership.Contracts;

namespace Crabwalk.Ownership.Reports;

/// <summary>Moves out of what keeps its value: E0507, E0508, E0509.</summary>
internal sealed partial class AccessReporter
{
    // Moves into the variables of one pattern make one message, at what the pattern looks at.
    private readonly Dictionary<Span, (DiagnosticDraft Draft, List<LocalId> Bindings)> _patternMoves = [];

    public void IllegalMove(IllegalMove move)
    {
        if (BoundBy(move) is { } binding && Context.Source.BindingOf(Body.Definition, binding)?.Matched is { } matched)
        {
            AddPatternMove(move, binding, matched);
            return;
        }

        UseSite site = _sites.OfMove(move.Place, move.Location);
        DiagnosticDraft draft = move.Origin switch
        {
            IllegalMoveOrigin.Borrowed(var target) => OutOfBorrowed(move, site, target),
            IllegalMoveOrigin.InteriorOfDestructor(var container) => new DiagnosticDraft("E0509", $"cannot move out of type `{_types.Of(Plain(container))}`, which implements the `Drop` trait", site.Span)
                .Label(site.Span, "cannot move out of here"),
            IllegalMoveOrigin.InteriorOfSequence(var container, _) => new DiagnosticDraft("E0508", $"cannot move out of type `{_types.Of(Plain(container))}`, a non-copy {(container is Ty.Array ? "array" : "slice")}", site.Span)
                .Label(site.Span, "cannot move out of here"),
        };
        AddMoveReason(draft, move, site);
        AddIllegalMoveHints(draft, move, site);
        draft.Then(site.Span, $"{_names.Quoted(move.Place)} would be moved here");
        Add(draft);
    }

    private void AddPatternMove(IllegalMove move, LocalId binding, Span matched)
    {
        if (!_patternMoves.TryGetValue(matched, out var known))
        {
            _patternMoves[matched] = known = (PatternMoveDraft(move, matched), []);
        }

        Span declared = BindingSpan(binding);
        if (known.Bindings.Any(other => BindingSpan(other) == declared))
        {
            return;
        }

        string words = known.Bindings.Count == 0 ? "data moved here" : "...and here";
        known.Draft.Label(declared, words).Then(declared, $"`{_names.Of(binding)}` would take the value");
        known.Bindings.Add(binding);
    }

    private DiagnosticDraft PatternMoveDraft(IllegalMove move, Span matched)
    {
        string what = move.Origin switch
        {
            IllegalMoveOrigin.Borrowed(var target) when _names.Of(move.Place) is null => ContentBehind(target),
            IllegalMoveOrigin.Borrowed(var target) => $"{PartName(move.Place)} which is behind {ContentBehind(target)}",
            IllegalMoveOrigin.InteriorOfDestructor(var container) => $"type `{_types.Of(Plain(container))}`, which implements the `Drop` trait",
            IllegalMoveOrigin.InteriorOfSequence(var container, _) => $"type `{_types.Of(Plain(container))}`, a non-copy {(container is Ty.Array ? "array" : "slice")}",
        };
        string code = move.Origin switch
        {
            IllegalMoveOrigin.Borrowed => "E0507",
            IllegalMoveOrigin.InteriorOfDestructor => "E0509",
            IllegalMoveOrigin.InteriorOfSequence => "E0508",
        };
        var draft = new DiagnosticDraft(code, $"cannot move out of {what}", matched);
        if (code != "E0507")
        {
            draft.Label(matched, "cannot move out of here");
        }

        return draft;
    }

    // The enum, with the variant whose part is meant.
    private string PartName(Place place)
    {
        for (int i = place.Path.Count - 1; i >= 0; i--)
        {
            Place whole = place with { Path = place.Path[..i] };
            if (place.Path[i] is Projection.Downcast(var variant) && _analysis.Places.Of(whole) is Ty.Adt { Definition.IsComplete: true } adt && _names.Of(whole) is { } name)
            {
                return $"`{name.TrimStart('*')}` as enum variant `{adt.Definition.Variants[variant].Name}`";
            }
        }

        return _names.Quoted(place);
    }

    private void FinishPatternMoves()
    {
        foreach ((Span matched, (DiagnosticDraft draft, List<LocalId> bindings)) in _patternMoves)
        {
            if (bindings.Count == 1)
            {
                draft.Label(BindingSpan(bindings[0]), $"move occurs because `{_names.Of(bindings[0])}` has type `{TypeName(bindings[0])}`, which does not implement the `Copy` trait");
            }
            else
            {
                draft.Note("move occurs because these variables have types that don't implement the `Copy` trait");
            }

            if (TextOf(matched).StartsWith('*'))
            {
                draft.Suggest("consider removing the dereference here", new Edit(matched with { End = matched.Start + 1 }, ""));
            }
            else
            {
                draft.Suggest("consider borrowing here", Insert(matched.AtStart, "&"));
            }

            Add(draft);
        }

        _patternMoves.Clear();
    }

    private DiagnosticDraft OutOfBorrowed(IllegalMove move, UseSite site, Place target)
    {
        if (StaticBehind(target) is { } item)
        {
            return new DiagnosticDraft("E0507", $"cannot move out of static item `{item}`", site.Span);
        }

        if (IsClosureSelf(target) && Context.ClosureOf(Body.Definition) is { } closure)
        {
            return new DiagnosticDraft("E0507", $"cannot move out of {_names.Quoted(move.Place)}, a captured variable in an `{closure.Kind}` closure", site.Span)
                .Label(closure.Head, $"captured by this `{closure.Kind}` closure");
        }

        string behind = ContentBehind(target);
        return _names.Of(move.Place) is { } name
            ? new DiagnosticDraft("E0507", $"cannot move out of `{name}` which is behind {behind}", site.Span)
            : new DiagnosticDraft("E0507", $"cannot move out of {behind}", site.Span);
    }

    // A static is used through a temporary that holds its address.
    private string? StaticBehind(Place target) => ValueOf(target) is Rvalue.Use(Operand.Constant(ConstValue.StaticAddress(_, var item, 0)))
        && _names.Of(target.Local) is null ? _analysis.Program.Definitions[item].Name : null;

    // What a pointer without a name leads to, as rustc says it.
    private string ContentBehind(Place pointer) => OverloadedContent(pointer) switch
    {
        { } content => content,
        null => _analysis.Places.Of(pointer) switch
        {
            Ty.RawPtr => "a raw pointer",
            Ty.Ref { Mutability: Mutability.Mut } => "a mutable reference",
            _ => "a shared reference",
        },
    };

    // `v[i]` and `*rc` call `Index` and `Deref` and follow the reference these give.
    private string? OverloadedContent(Place pointer)
    {
        if (!pointer.IsLocal || _names.Of(pointer.Local) is not null)
        {
            return null;
        }

        foreach (Block block in Body.Blocks)
        {
            if (block.Terminator.Kind is TerminatorKind.Call { Function: Operand.Constant({ Type: Ty.FnDef function }) } call && call.Destination == pointer
                && call.Arguments is [var first, ..] && _analysis.Places.Of(Owner(first)) is Ty.Ref container)
            {
                return ContentOf(_analysis.Program.Definitions[function.Definition].Path, container.Referent);
            }
        }

        return null;
    }

    private string? ContentOf(string function, Ty container)
    {
        string name = function[(function.LastIndexOf(':') + 1)..];
        return (name, container) switch
        {
            ("index" or "index_mut", _) => $"index of `{_types.Of(Plain(container))}`",
            ("deref" or "deref_mut", Ty.Adt { Definition.Name: "Rc" or "Arc" } shared) => $"an `{shared.Definition.Name}`",
            ("deref" or "deref_mut", _) => $"dereference of `{_types.Of(Plain(container))}`",
            _ => null,
        };
    }

    private static Place Owner(Operand operand) => operand switch
    {
        Operand.Move(var moved) => moved,
        Operand.Copy(var copied) => copied,
        _ => default,
    };

    private Rvalue? ValueOf(Place place)
    {
        foreach (Statement statement in Body.Blocks.SelectMany(block => block.Statements))
        {
            if (statement.Kind is StatementKind.Assign(var assigned, var value, _) && assigned == place)
            {
                return value;
            }
        }

        return null;
    }

    private void AddMoveReason(DiagnosticDraft draft, IllegalMove move, UseSite site)
    {
        if (site is UseSite.Receiver receiver)
        {
            AddReceiverMove(draft, receiver, move.Place, "", "");
        }

        string name = _names.Quoted(move.Place);
        draft.Label(site.Span, $"move occurs because {name} has type `{TypeName(move.Place)}`, which does not implement the `Copy` trait");
    }

    // A pattern's variable that takes the value.
    private LocalId? BoundBy(IllegalMove move) => _analysis.StatementAt(move.Location) is StatementKind.Assign({ IsLocal: true, Local: var bound }, _, _)
        && Context.Source.BindingOf(Body.Definition, bound) is { } facts
        && (facts.Form is BindingForm.Match or BindingForm.For || (facts is { Form: BindingForm.Let, Matched: not null } && IsDestructured(facts)))
            ? bound
            : null;

    // The variable is only a part of the pattern.
    private bool IsDestructured(BindingFacts facts) => facts.Pattern != facts.Name && TextOf(facts.Pattern) is var pattern
        && !pattern.StartsWith("mut ", System.StringComparison.Ordinal) && !pattern.StartsWith("ref ", System.StringComparison.Ordinal);

    private void AddIllegalMoveHints(DiagnosticDraft draft, IllegalMove move, UseSite site)
    {
        bool isPlain = site is UseSite.Plain && TextOf(site.Span) is { Length: > 0 };
        if (isPlain && IsOfLet(move))
        {
            if (TextOf(site.Span).StartsWith('*'))
            {
                draft.Suggest("consider removing the dereference here", new Edit(site.Span with { End = site.Span.Start + 1 }, ""));
            }
            else
            {
                draft.Suggest("consider borrowing here", Insert(site.Span.AtStart, "&"));
            }
        }

        if (IsClone(_analysis.Places.Of(move.Place)))
        {
            AddIllegalCloneHint(draft, move, site);
        }
    }

    private bool IsOfLet(IllegalMove move) => _analysis.StatementAt(move.Location) is StatementKind.Assign({ IsLocal: true, Local: var bound }, _, _)
        && Body.Locals[bound].Kind == LocalKind.Variable;

    private void AddIllegalCloneHint(DiagnosticDraft draft, IllegalMove move, UseSite site)
    {
        const string Title = "consider cloning the value if the performance cost is acceptable";
        if (site is UseSite.Receiver)
        {
            draft.Suggest(
                "you can `clone` the value and consume it, but this might not be your desired behavior",
                Insert(site.Span.AtStart, $"<{TypeName(move.Place)} as Clone>::clone(&"),
                Insert(site.Span.AtEnd, ")"));
        }

        if (TextOf(site.Span).StartsWith('*'))
        {
            draft.Suggest(Title, new Edit(site.Span with { End = site.Span.Start + 1 }, ""), Insert(site.Span.AtEnd, ".clone()"));
        }
        else
        {
            draft.Suggest(Title, Insert(site.Span.AtEnd, ".clone()"));
        }
    }
}
