using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Moves;
using Crabwalk.Mir.Types;
using Crabwalk.Ownership.Access;
using Crabwalk.Ownership.Contracts;

namespace Crabwalk.Ownership.Reports;

/// <summary>Uses of places without a value: E0381 and E0382.</summary>
internal sealed partial class AccessReporter
{
    private readonly HashSet<LocalId> _uninitializedReported = [];
    private readonly Dictionary<string, (Place Used, DiagnosticDraft Draft)> _moveErrors = new(StringComparer.Ordinal);
    private readonly HashSet<Span> _selfNotes = [];

    public void UseWithoutValue(Location at, NeededFor purpose, Place prefix, Place used, Span span, MovePathId path)
    {
        UseSite use = SiteOfUse(prefix, span, at);
        List<MoveSite> moves = ReachingMoves.Before(_analysis, at, path);
        if (moves.Count == 0)
        {
            if (_uninitializedReported.Add(used.Local))
            {
                Add(Uninitialized(purpose, prefix, used, use, path));
            }

            return;
        }

        string key = string.Join(' ', moves.Select(move => move.Move.Index));
        if (_moveErrors.TryGetValue(key, out var earlier) && IsPrefix(used, earlier.Used))
        {
            return;
        }

        _moveErrors[key] = (used, Moved(at, purpose, prefix, used, use, moves, path));
    }

    private void FinishMoves()
    {
        foreach ((Place _, DiagnosticDraft draft) in _moveErrors.Values)
        {
            Add(draft);
        }

        _moveErrors.Clear();
    }

    private static bool IsPrefix(Place prefix, Place place) =>
        prefix.Local == place.Local && prefix.Path.Count <= place.Path.Count && place.Path[..prefix.Path.Count] == prefix.Path;

    private static (string Noun, string Verb) Words(NeededFor purpose) => purpose switch
    {
        NeededFor.Use => ("use", "used"),
        NeededFor.Borrow => ("borrow", "borrowed"),
        NeededFor.Match => ("use", "matched on"),
        NeededFor.Assignment => ("assign", "assigned"),
        NeededFor.PartialAssignment => ("assign to part", "partially assigned"),
    };

    private DiagnosticDraft Uninitialized(NeededFor purpose, Place prefix, Place used, UseSite use, MovePathId path)
    {
        Span[] inits = [.. _analysis.Moves.Inits.Where(init => init.Path == path || _analysis.Moves.WithParents(path).Contains(init.Path))
            .Select(init => init.Location is { } at ? _analysis.SourceOf(at).Span : Body.Locals[prefix.Local].Source.Span)];
        string name = _names.Quoted(used);
        string root = _names.Of(prefix.Local) ?? "value";
        // `let x; x += 1;` gives it a value only where it is missed.
        string what = purpose == NeededFor.PartialAssignment ? "isn't fully initialized"
            : inits.All(init => init.Contains(use.Span)) ? "isn't initialized"
            : "is possibly-uninitialized";
        string verb = purpose switch { NeededFor.Assignment => "assigned", NeededFor.PartialAssignment => "partially assigned", _ => "used" };
        string binding = purpose == NeededFor.PartialAssignment ? "partially assigned binding" : "used binding";
        var draft = new DiagnosticDraft("E0381", $"{binding} {name} {what}", use.Span);
        Span declaration = Body.Locals[used.Local].Source.Span;
        foreach (Span init in inits.Distinct())
        {
            draft.Label(init, "binding initialized here in some conditions");
        }

        draft.Label(use.Span, $"{name} {verb} here but it {what}");
        draft.Label(declaration, "binding declared here but left uninitialized");
        if (purpose == NeededFor.PartialAssignment)
        {
            draft.Help("partial initialization isn't supported, fully initialize the binding with a default value and mutate it, or use `std::mem::MaybeUninit`");
        }
        else if (inits.Length == 0 && ValueFor(_analysis.Places.Of(used.Local)) is { } value)
        {
            Span end = Context.Source.BindingOf(Body.Definition, used.Local)?.Type?.Span ?? declaration;
            draft.Suggest("consider assigning a value", Insert(end.AtEnd, $" = {value}"));
        }

        return draft.Then(declaration, $"`{root}` declared here without a value").Then(use.Span, $"{name} {verb} here");
    }

    private static string? ValueFor(Ty type) => type switch
    {
        Ty.Bool => "false",
        Ty.Int => "42",
        Ty.Float => "3.14159",
        Ty.Char => "'*'",
        Ty.Ref { Referent: Ty.Str } => "\"\"",
        Ty.Adt { Definition.Name: "String" } => "String::new()",
        Ty.Adt { Definition.Name: "Vec" } => "vec![]",
        _ => null,
    };

    private DiagnosticDraft Moved(Location at, NeededFor purpose, Place prefix, Place used, UseSite use, List<MoveSite> moves, MovePathId path)
    {
        bool isPartial = moves.Any(site => MovedPlace(site) is var place && place != used && IsPrefix(used, place) && !IsBoxContent(place));
        (string noun, string verb) = Words(purpose);
        string name = _names.OfWhole(prefix) is { } found ? $": `{found}`" : "";
        var draft = new DiagnosticDraft("E0382", $"{noun} of {(isPartial ? "partially " : "")}moved value{name}", use.Span);
        bool isOnceClosure = AddOnceClosure(draft, used);
        bool isLoopMove = AddMoves(draft, at, use, moves, isPartial);
        if (use is UseSite.InClosure closure)
        {
            draft.Label(closure.Use, purpose == NeededFor.Borrow ? "borrow occurs due to use in closure" : "use occurs due to use in closure");
        }

        if (!isLoopMove)
        {
            draft.Label(use.Span, $"value {verb} here after {(isPartial ? "partial " : "")}move").Then(use.Span, $"value {verb} here after move");
        }

        if (!isOnceClosure)
        {
            AddType(draft, MovedPlace(moves[0]), isPartial);
        }

        AddHints(draft, at, moves, path);
        return draft;
    }

    // A closure that gives away what it captured can be called only once.
    private bool AddOnceClosure(DiagnosticDraft draft, Place used)
    {
        if (_analysis.Places.Of(used) is not Ty.Closure closure || Context.ClosureOf(closure.Definition) is not { Kind: ClosureKind.FnOnce } facts
            || facts.Captures.FirstOrDefault(capture => !capture.IsByReference) is not { } taken)
        {
            return false;
        }

        draft.Note(taken.Use, $"closure cannot be invoked more than once because it moves the variable `{taken.Name}` out of its environment");
        return true;
    }

    private Place MovedPlace(MoveSite site) => _analysis.Moves.Paths[_analysis.Moves.Moves[site.Move].Path].Place;

    private bool IsBoxContent(Place place) => place.Path is [Projection.Deref] && _analysis.Places.Of(place.Local) is Ty.Adt { Definition.Role: AdtRole.Box };

    private bool AddMoves(DiagnosticDraft draft, Location at, UseSite use, List<MoveSite> moves, bool isPartial)
    {
        bool isLoopMove = false;
        var seen = new HashSet<Span>();
        foreach (MoveSite site in moves)
        {
            Location where = _analysis.Moves.Moves[site.Move].Location;
            UseSite move = _sites.OfMove(MovedPlace(site), where);
            isLoopMove |= where == at;
            if (seen.Add(move.Span))
            {
                AddMove(draft, use, move, MovedPlace(site), isPartial, inLoop: where == at || site.ThroughLoop);
            }
        }

        return isLoopMove;
    }

    private void AddMove(DiagnosticDraft draft, UseSite use, UseSite move, Place place, bool isPartial, bool inLoop)
    {
        string partially = isPartial ? "partially " : "";
        string loop = inLoop ? ", in previous iteration of loop" : "";
        if (move is UseSite.Receiver receiver)
        {
            AddReceiverMove(draft, receiver, place, partially, loop);
            return;
        }

        string into = move.IsClosure ? " into closure" : "";
        if (move.Span != use.Span || inLoop)
        {
            draft.Label(move.Span, $"value {partially}moved{into} here{loop}").Then(move.Span, $"value {partially}moved{into} here{loop}");
        }

        if (!inLoop && move is UseSite.InClosure closure)
        {
            draft.Label(closure.Use, $"variable {partially}moved due to use in closure");
        }
    }

    private void AddReceiverMove(DiagnosticDraft draft, UseSite.Receiver move, Place place, string partially, string loop)
    {
        string name = _names.Quoted(place);
        Span call = move.Call.CallSource is CallSource.ForLoopIntoIter ? move.Terminator.Source.Span : move.Call.FunctionSpan;
        FunctionFacts facts = Context.FunctionOf(move.Method);
        if (move.Call.CallSource == CallSource.Operator)
        {
            call = move.Terminator.Source.Span;
            draft.Label(call, $"{name} {partially}moved due to usage in operator{loop}").Then(call, $"{name} moved by this operator");
            if (facts.SelfParameter is { } self && _selfNotes.Add(self))
            {
                bool isUnary = move.Call.Arguments.Count == 1;
                draft.Note(self, isUnary ? "calling this operator moves the value" : "calling this operator moves the left-hand side");
            }

            return;
        }

        if (facts.ClosureKind is not null)
        {
            draft.Label(call, $"{name} {partially}moved due to this call{loop}").Then(call, $"{name} moved due to this call");
            draft.Note(move.Span, "this value implements `FnOnce`, which causes it to be moved when called");
            return;
        }

        string how = move.Call.CallSource == CallSource.ForLoopIntoIter ? "implicit call to `.into_iter()`" : "method call";
        if (move.Call.CallSource == CallSource.Written && _analysis.Places.Of(place) is Ty.Adt { Definition.Name: "Option" or "Result" })
        {
            draft.Label(move.Span, "help: consider calling `.as_ref()` or `.as_mut()` to borrow the type's contents");
        }

        draft.Label(call, $"{name} {partially}moved due to this {how}{loop}").Then(call, $"{name} moved due to this {how}");
        if (facts.SelfParameter is { } parameter && _selfNotes.Add(parameter))
        {
            draft.Note(parameter, $"`{facts.Name ?? _analysis.Program.Definitions[move.Method].Path}` takes ownership of the receiver `self`, which moves {name}");
        }
    }

    private void AddType(DiagnosticDraft draft, Place place, bool isPartial)
    {
        string name = _names.OfWhole(place) is { } found ? $"`{found}`" : "value";
        string words = $"{(isPartial ? "partial move" : "move")} occurs because {name} has type `{TypeName(place)}`, which does not implement the `Copy` trait";
        if (place.IsLocal)
        {
            draft.Label(BindingSpan(place.Local), words);
        }
        else
        {
            draft.Note(words);
        }
    }

    // Hints for each move: the callee's parameter, a reborrow, a loop, a copy.
    private void AddHints(DiagnosticDraft draft, Location at, List<MoveSite> moves, MovePathId path)
    {
        var seen = new HashSet<Span>();
        foreach (MoveSite site in moves)
        {
            Location where = _analysis.Moves.Moves[site.Move].Location;
            Place place = MovedPlace(site);
            UseSite move = _sites.OfMove(place, where);
            if (!seen.Add(move.Span))
            {
                continue;
            }

            if (move is UseSite.InPattern || IsPatternBinding(where))
            {
                draft.Suggest("borrow this binding in the pattern to avoid moving the value", Insert(move.Span.AtStart, "ref "));
                continue;
            }

            if (!_analysis.Moves.Paths[path].Place.IsLocal)
            {
                continue;
            }

            if (move is UseSite.Receiver { Call.CallSource: CallSource.ForLoopIntoIter })
            {
                draft.Suggest($"consider iterating over a slice of the `{TypeName(place)}`'s content to avoid moving into the `for` loop", Insert(move.Span.AtStart, "&"));
                continue;
            }

            if (!move.IsClosure)
            {
                AddParameterNote(draft, where);
            }

            AddLoopHint(draft, at, where, move.Span, path);
            AddCloneHint(draft, move, place);
        }
    }

    private bool IsPatternBinding(Location where) => _analysis.StatementAt(where) is StatementKind.Assign({ IsLocal: true, Local: var bound }, Rvalue.Use(Operand.Move), _)
        && Context.Source.BindingOf(Body.Definition, bound) is { Form: BindingForm.Match or BindingForm.For } facts && facts.Name == _analysis.SourceOf(where).Span;

    private void AddCloneHint(DiagnosticDraft draft, UseSite move, Place place)
    {
        Ty type = _analysis.Places.Of(place);
        if (type is Ty.Ref or Ty.Closure || !IsClone(type))
        {
            return;
        }

        if (move is UseSite.InClosure closure)
        {
            AddCloneBeforeClosure(draft, closure, place);
            return;
        }

        if (move is UseSite.Receiver { Call.CallSource: CallSource.Written })
        {
            draft.Suggest("you can `clone` the value and consume it, but this might not be your desired behavior", Insert(move.Span.AtEnd, ".clone()"));
            return;
        }

        draft.Suggest("consider cloning the value if the performance cost is acceptable", Insert(move.Span.AtEnd, ".clone()"));
    }

    private void AddCloneBeforeClosure(DiagnosticDraft draft, UseSite.InClosure closure, Place place)
    {
        SyntaxAround? statement = Context.Source.Around(Body.Definition, closure.Span).FirstOrDefault(syntax => syntax.Kind == SyntaxKind.Statement);
        if (statement is null || Context.ClosureOf(closure.Closure) is not { IsMove: true } || _names.Of(place) is not { } name)
        {
            return;
        }

        string indent = new(' ', _analysis.Program.Sources.PositionOf(statement.Span).Column);
        draft.Suggest(
            "consider cloning the value before moving it into the closure",
            Insert(statement.Span.AtStart, $"let value = {name}.clone();\n{indent}"),
            new Edit(closure.Use, "value"));
    }

    private void AddParameterNote(DiagnosticDraft draft, Location where)
    {
        if (_analysis.StatementAt(where) is not StatementKind.Assign({ IsLocal: true, Local: var temporary }, _, _)
            || Body.Blocks[where.Block].Terminator.Kind is not TerminatorKind.Call { Function: Operand.Constant({ Type: Ty.FnDef function }) } call)
        {
            return;
        }

        int argument = call.Arguments.ToList().FindIndex(operand => operand is Operand.Move({ IsLocal: true, Local: var passed }) && passed == temporary);
        if (argument < 0 || Context.Source.HeadOf(function.Definition) is not { IsTraitMethod: false } head
            || argument >= head.Parameters.Count || head.Parameters[argument].Type is not { } type)
        {
            return;
        }

        string kind = Context.FunctionOf(function.Definition).HasSelf ? "method" : "function";
        string name = _analysis.Program.Definitions[function.Definition].Name;
        draft.Child(new(
            Severity.Note,
            $"consider changing this parameter type in {kind} `{name}` to borrow instead if owning the value isn't necessary",
            [new(type.Span, "this parameter takes ownership of the value") { IsPrimary = true }, new(head.Name, $"in this {kind}")]));
    }

    private void AddLoopHint(DiagnosticDraft draft, Location at, Location where, Span span, MovePathId path)
    {
        if (at != where)
        {
            return;
        }

        Span? declared = _analysis.Moves.Paths[path].Place is { IsLocal: true, Local: var local } ? Body.Locals[local].Source.Span : null;
        IReadOnlyList<SyntaxAround> around = Context.Source.Around(Body.Definition, span);
        foreach (SyntaxAround loop in around.Where(syntax => syntax.Kind == SyntaxKind.Loop && !(declared is { } inside && syntax.Span.Contains(inside))))
        {
            draft.Label(loop.Parts.Count > 0 ? loop.Parts[0] : loop.Span, "inside of this loop");
        }
    }
}
