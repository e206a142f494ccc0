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
    public void IllegalMove(IllegalMove move)
    {
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

    private DiagnosticDraft OutOfBorrowed(IllegalMove move, UseSite site, Place target)
    {
        if (StaticBehind(target) is { } item)
        {
            return new DiagnosticDraft("E0507", $"cannot move out of static item `{item}`", site.Span);
        }

        if (IsClosureSelf(target) && Context.ClosureOf(Body.Definition) is { } closure)
        {
            string article = closure.Kind == ClosureKind.Fn ? "an" : "an";
            return new DiagnosticDraft("E0507", $"cannot move out of {_names.Quoted(move.Place)}, a captured variable in {article} `{closure.Kind}` closure", site.Span)
                .Label(closure.Head, "captured by this `Fn` closure".Replace("`Fn`", $"`{closure.Kind}`", System.StringComparison.Ordinal));
        }

        if (IndexedBy(target) is { } container)
        {
            return new DiagnosticDraft("E0507", $"cannot move out of index of `{container}`", site.Span);
        }

        string pointer = _analysis.Places.Of(target) switch
        {
            Ty.RawPtr => "raw pointer",
            Ty.Ref { Mutability: Mutability.Mut } => "mutable reference",
            _ => "shared reference",
        };
        string behind = $"a {pointer}";
        return _names.Of(move.Place) is { } name
            ? new DiagnosticDraft("E0507", $"cannot move out of `{name}` which is behind {behind}", site.Span)
            : new DiagnosticDraft("E0507", $"cannot move out of {behind}", site.Span);
    }

    // A static is used through a temporary that holds its address.
    private string? StaticBehind(Place target) => ValueOf(target) is Rvalue.Use(Operand.Constant(ConstValue.StaticAddress(_, var item, 0)))
        && _names.Of(target.Local) is null ? _analysis.Program.Definitions[item].Name : null;

    // `v[i]` on a type with an `Index` implementation calls it and follows the reference it gives.
    private string? IndexedBy(Place target)
    {
        if (!target.IsLocal || _names.Of(target.Local) is not null)
        {
            return null;
        }

        foreach (Block block in Body.Blocks)
        {
            if (block.Terminator.Kind is TerminatorKind.Call { CallSource: CallSource.Operator, Function: Operand.Constant({ Type: Ty.FnDef function }) } call
                && call.Destination == target && _analysis.Program.Definitions[function.Definition].Name is "index" or "index_mut"
                && _analysis.Places.Of(Owner(call.Arguments[0])) is Ty.Ref container)
            {
                return _types.Of(Plain(container.Referent));
            }
        }

        return null;
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
        if (BoundBy(move) is { } binding)
        {
            string bound = _names.Of(binding) is { } variable ? $"`{variable}`" : "value";
            Span declared = Body.Locals[binding].Source.Span;
            draft.Label(declared, $"data moved here because `{_names.Of(binding)}` has type `{TypeName(binding)}`, which does not implement the `Copy` trait".Replace($"because `{_names.Of(binding)}`", $"because {bound}", System.StringComparison.Ordinal));
            return;
        }

        draft.Label(site.Span, $"move occurs because {name} has type `{TypeName(move.Place)}`, which does not implement the `Copy` trait");
    }

    // A pattern's variable that takes the value.
    private LocalId? BoundBy(IllegalMove move) => _analysis.StatementAt(move.Location) is StatementKind.Assign({ IsLocal: true, Local: var bound }, _, _)
        && Context.Source.BindingOf(Body.Definition, bound) is { Form: BindingForm.Match or BindingForm.For } ? bound : null;

    private void AddIllegalMoveHints(DiagnosticDraft draft, IllegalMove move, UseSite site)
    {
        if (BoundBy(move) is { } binding)
        {
            if (Context.Source.BindingOf(Body.Definition, binding)?.Matched is { } matched)
            {
                draft.Suggest("consider borrowing here", Insert(matched.AtStart, "&"));
            }

            return;
        }

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
            AddIllegalCloneHint(draft, site);
        }
    }

    private bool IsOfLet(IllegalMove move) => _analysis.StatementAt(move.Location) is StatementKind.Assign({ IsLocal: true, Local: var bound }, _, _)
        && Body.Locals[bound].Kind == LocalKind.Variable;

    private void AddIllegalCloneHint(DiagnosticDraft draft, UseSite site)
    {
        string title = site is UseSite.Receiver
            ? "you can `clone` the value and consume it, but this might not be your desired behavior"
            : "consider cloning the value if the performance cost is acceptable";
        if (TextOf(site.Span).StartsWith('*'))
        {
            draft.Suggest(title, new Edit(site.Span with { End = site.Span.Start + 1 }, ""), Insert(site.Span.AtEnd, ".clone()"));
        }
        else
        {
            draft.Suggest(title, Insert(site.Span.AtEnd, ".clone()"));
        }
    }
}
