using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Machine.Inspect;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Types;
using Crabwalk.Pictures.Scenes;

namespace Crabwalk.Workbench.Walking.Owners;

/// <summary>
/// The sentences of Rust's steps. They speak of who owns and who borrows: what moved where, what a scope's end drops, when a buffer grows.
/// </summary>
internal sealed partial class OwnerSentences
{
    private const int MostChangesTold = 2;

    private readonly SourceMap _sources;
    private readonly ValueText _text;
    private readonly WalkMoment _moment;
    private readonly OwnerScene _scene;
    private readonly SentenceWriter _writer;
    private readonly HeapNews _news;

    private OwnerSentences(SourceMap sources, ValueText text, WalkMoment moment, OwnerScene scene, IReadOnlyList<StepEvent> events)
    {
        (_sources, _text, _moment, _scene) = (sources, text, moment, scene);
        _writer = new(sources);
        _news = new(_writer, scene, events);
    }

    private CallStanding? Standing => Call is { } call ? _moment.StandingOf(call) : null;

    private CallView? Call => _moment.Calls.IsEmpty ? null : _moment.Calls[^1];

    /// <summary>The sentence of a step with what else happened in it.</summary>
    public static EquatableArray<TextRun> Of(SourceMap sources, ValueText text, WalkMoment moment, OwnerScene scene, IReadOnlyList<StepEvent> events)
    {
        var sentence = new OwnerSentences(sources, text, moment, scene, events);
        if (moment.What is { } what)
        {
            // What was written before a value or a frame goes is told before that.
            if (what.Kind is MarkKind.Drop or MarkKind.Leave)
            {
                sentence._news.SayWritten();
                sentence._writer.Say(sentence._writer.IsEmpty ? "" : " ");
            }

            sentence.SayStep(what);
        }

        sentence._news.SayRest();
        sentence.SayBorrows();
        return sentence._writer.Runs;
    }

    private void SayStep(StepView what)
    {
        switch (what.Kind)
        {
            case MarkKind.Statement when _news.IsEmpty:
                _writer.Say("Next: ").Code(_writer.Shortened(what.Source.Span).TrimEnd(';')).Say(".");
                break;
            case MarkKind.Value when what.Value is null && what.Type is null:
                SayDone(what);
                break;
            case MarkKind.Value:
                SayValue(what);
                break;
            case MarkKind.Store:
                SayStore(what);
                break;
            case MarkKind.Declare:
                _writer.Source(what.Source.Span).Say(" is declared; it has no value yet.");
                break;
            case MarkKind.Enter:
                SayEnter();
                break;
            case MarkKind.Leave:
                SayLeave(what);
                break;
            case MarkKind.Drop:
                SayDrop(what);
                break;
            case MarkKind.Instruction:
                _writer.Say("Next: ").Code(what.Instruction ?? "").Say(".");
                break;
            case MarkKind.Statement or MarkKind.FullExpression or MarkKind.ScopeEnd or MarkKind.Move or MarkKind.Begin:
                break;
        }
    }

    private string ValueOf(StepView what) => what.Value is { } known ? _text.Known(known, SourceLanguage.Rust) : "?";

    private void SayValue(StepView what)
    {
        string expression = _writer.Shortened(what.Source.Span);
        string value = ValueOf(what);
        bool isCall = expression.EndsWith(')') && expression.Contains('(', StringComparison.Ordinal) && !expression.StartsWith('(');
        if (MovedHere(expression) is { } destination)
        {
            _writer.Code(expression).Say($" gives its value away: it moves {destination.Words}");
        }
        else if (expression == value || what.Value is null)
        {
            _writer.Code(expression).Say(" is made");
        }
        else if (what.Type is Ty.Closure)
        {
            _writer.Code(expression).Say(" is a closure");
        }
        else
        {
            _writer.Code(expression).Say(isCall ? " gives " : " is ").Value(value);
        }

        _news.SayWhereKept();
        SayChanges(isCall, "; ");
        SayMovesIntoCall(isCall ? what : null);
        _writer.Say(".");
    }

    /// <summary>Where the value of an expression that is a place went, when this step moved it.</summary>
    private MoveDestination? MovedHere(string expression) =>
        Call is { } call && _scene.BodyOf(call.Function) is { } body
            && _scene.HistoryOf(call).MovesSince(_moment.Previous).FirstOrDefault(move => PlaceWords.Of(_sources, body, move.Place) == expression) is { } moved
            ? _scene.DestinationOf(call, moved) : null;

    private void SayChanges(bool isCall, string start)
    {
        foreach (Cell changed in isCall ? ChangedVariables().Take(MostChangesTold) : [])
        {
            _writer.Say(start).Code(changed.Name).Say(" is now ").Value(changed.Value);
            start = ", ";
        }
    }

    /// <summary>A call that gives nothing back is told by what it did.</summary>
    private void SayDone(StepView what)
    {
        string expression = _writer.Shortened(what.Source.Span);
        if (_news.IsOnlyOutput)
        {
            return;
        }

        _writer.Code(expression).Say(" is done");
        SayChanges(isCall: true, ": ");
        SayMovesIntoCall(what);
        _writer.Say(".");
    }

    private IEnumerable<Cell> ChangedVariables() => _scene.Frames.IsEmpty ? [] : _scene.Frames[^1].Variables
        .Where(cell => cell.Touch.HasFlag(CellTouch.Changed) && cell is { Content: CellContent.Set, Value.Length: > 0 } && !cell.Type.StartsWith('&'));

    private void SayMovesIntoCall(StepView? made)
    {
        string callee = made is null ? "" : CalleeOf(_sources.TextOf(_sources.Outermost(made.Source.Span)));
        if (Call is { } call && callee.Length > 0
            && MovesOf(call).Where(move => _scene.DestinationOf(call, move) is MoveDestination.Call into && callee.EndsWith(into.Name, StringComparison.Ordinal)).ToList() is { Count: > 0 } moves)
        {
            List<string> names = [.. NamesOf(call, moves)];
            _writer.Say("; ").List(names).Say(" moved into the call and may not be used any more");
        }
    }

    /// <summary>What stands before the arguments of the call that an expression is.</summary>
    private static string CalleeOf(string call)
    {
        int open = 0;
        for (int i = call.Length - 1; i >= 0; i--)
        {
            open += call[i] switch { ')' => 1, '(' => -1, _ => 0 };
            if (open == 0)
            {
                return call[..i];
            }
        }

        return "";
    }

    private IEnumerable<PlaceEvent> MovesOf(CallView call) => _scene.HistoryOf(call).MovesSince(Math.Max(_moment.StatementStart(call), 0));

    private IEnumerable<string> NamesOf(CallView call, IEnumerable<PlaceEvent> moves) =>
        _scene.BodyOf(call.Function) is { } body ? moves.Select(move => PlaceWords.Of(_sources, body, move.Place)).OfType<string>().Distinct() : [];

    private void SayStore(StepView what)
    {
        string name = _writer.Shortened(what.Source.Span);
        List<string> moved = Call is { } call && what.Place is { } place
            ? [.. NamesOf(call, MovesOf(call).Where(move => _scene.DestinationOf(call, move) is MoveDestination.Variable variable && variable.Local == place.Local))]
            : [];
        if (what.Type is Ty.Ref reference && what.Value is { Target: { } } known)
        {
            SayBorrow(name, reference, known, ValueOf(what));
            SayUntil(BorrowsOf(name), what.Source.Span);
        }
        else if (_scene.OwnersLeft is { } owners)
        {
            string count = owners == 1 ? "it has one owner" : $"it has {owners} owners now";
            _writer.Code(name).Say(owners == 1 ? " owns " : " shares ").Value(ValueOf(what)).Say($": {count}");
        }
        else
        {
            SayHeld(name, what.Type, ValueOf(what));
            if (!IsGuard(what.Type))
            {
                SayBorrowedBy(name, what.Source.Span);
            }
        }

        SayMovedFrom(moved, isWhole: Call is { } here && MovesOf(here).Any(move => IsOfType(here, move, what.Type)));
        _writer.Say(".");
    }

    /// <summary>True for the type of a borrow that is counted while the program runs.</summary>
    private static bool IsGuard(Ty? type) => type is Ty.Adt { Definition.Name: "Ref" or "RefMut" };

    private void SayHeld(string name, Ty? type, string value)
    {
        bool owns = type is not null && _scene.Owns(type);
        bool isBare = value.Length > 0 && value[0] is '"' or '[' or '{';
        switch (type)
        {
            case Ty.Closure:
                _writer.Code(name).Say(" now holds the closure");
                break;
            case Ty.Adt { Definition.Name: "Ref" or "RefMut" } guard:
                _writer.Code(name).Say($" stands for a {(guard.Definition.Name == "Ref" ? "shared" : "mutable")} borrow of the cell, as long as it lives");
                break;
            case Ty.Adt { Definition.Name: "Weak" }:
                _writer.Code(name).Say(" leads to a shared value and owns nothing: it keeps nothing alive");
                break;
            default:
                _writer.Code(name).Say(owns && isBare ? $" now owns the {_scene.TypeName(type!)} " : owns ? " now owns " : " now holds ").Run(value, TextStyle.Changed);
                break;
        }
    }

    private bool IsOfType(CallView call, PlaceEvent move, Ty? type) =>
        _scene.BodyOf(call.Function) is { } body
            && ReferenceEquals(move.Place.Path is [.., Projection.Field(_, var part)] ? part : body.Locals[move.Place.Local].Type, type);

    private void SayMovedFrom(List<string> moved, bool isWhole)
    {
        if (moved.Count > 0)
        {
            _writer.Say("; ").List(moved).Say(isWhole ? " may not be used any more" : " moved into it and may not be used any more");
        }
    }

    private void SayBorrow(string name, Ty.Ref reference, KnownValue known, string value)
    {
        string how = reference.Mutability == Mutability.Mut ? "mutably" : "shared";
        if (_scene.NameAt((ulong)known.Bits) is { } target)
        {
            bool isPart = reference.Referent is Ty.Slice or Ty.Str;
            string whole = isPart && target.EndsWith(']') ? target[..target.LastIndexOf('[')] : target;
            _writer.Code(name).Say(isPart ? " borrows from " : " borrows ").Code(whole);
            if (BorrowsOf(name).Find(static borrow => borrow.Through is not null) is { Through: { } through } && through != whole)
            {
                _writer.Say(" through ").Code(through);
            }

            _writer.Say($" ({how})");
        }
        else
        {
            _writer.Code(name).Say(" is a reference to ").Value(value.TrimStart('&'));
        }
    }

    private void SayEnter()
    {
        if (Call is not { } call)
        {
            return;
        }

        if (DroppedSelf(call) is { } self)
        {
            _writer.Code(self).Say(" is dropped: its own ").Code("drop").Say(" runs first.");
            return;
        }

        bool isFirst = _moment.Calls.Count(other => !other.IsLibrary) <= 1;
        _writer.Code(call.Title).Say(isFirst ? " starts." : " is called: a new frame is on the stack.");
        if (CallerOf(call) is { } caller && MovesOf(caller).Where(move => _scene.DestinationOf(caller, move) is MoveDestination.Call into && into.Function == call.Function).ToList() is { Count: > 0 } moves)
        {
            List<string> names = [.. NamesOf(caller, moves)];
            _writer.Say(" ").List(names).Say($" of {Sentences.NameOf(caller.Title)} moved into it.");
        }
    }

    private CallView? CallerOf(CallView call) => _moment.Calls.LastOrDefault(other => !other.IsLibrary && other.Depth < call.Depth);

    /// <summary>What a call of <c>Drop::drop</c> drops, in the user's words; null for other calls.</summary>
    private string? DroppedSelf(CallView call)
    {
        bool isDrop = Sentences.NameOf(call.Title) == "drop" && call.Title.Contains("&mut self", StringComparison.Ordinal);
        Cell? self = isDrop && !_scene.Frames.IsEmpty ? _scene.Frames[^1].Variables.FirstOrDefault(cell => cell.Name == "self") : null;
        return self is not null && _moment.Calls[^1].Variables.FirstOrDefault(variable => variable.Info.Name == "self") is { } variable
            && _moment.AddressAt(variable.Address) is { } address ? _scene.NameAt(address) ?? "a value" : null;
    }

    private void SayLeave(StepView what)
    {
        string name = Call is { } call ? Sentences.NameOf(call.Title) : "the function";
        _writer.Code(name).Say(" returns");
        if (what.Value is { Type: not Ty.Tuple { Parts.IsEmpty: true } } known)
        {
            _writer.Say(" ").Value(ValueOf(what)).Say(_scene.Owns(known.Type) ? ", which its caller owns now" : "");
        }

        _writer.Say("; its frame goes.");
    }

    private void SayDrop(StepView what)
    {
        string? name = Call is { } call && what.Place is { } place && _scene.BodyOf(call.Function) is { } body ? PlaceWords.Of(_sources, body, place) : null;
        string type = what.Type is { } dropped ? _scene.TypeName(dropped) : "value";
        bool isGuard = IsGuard(what.Type);
        bool isScopeEnd = _sources.TextOf(_sources.Outermost(what.Source.Span)) == "}";
        if (name is null)
        {
            _writer.Say($"A temporary {type} is dropped");
        }
        else if (what.IsUnwinding)
        {
            _writer.Say("The panic leaves the scope of ").Code(name).Say($": its {type} is dropped");
        }
        else if (isScopeEnd)
        {
            _writer.Code(name).Say($" goes out of scope: its {type} is dropped");
        }
        else
        {
            _writer.Code(name).Say($" gets a new value: the old {type} is dropped");
        }

        _writer.Say(isGuard ? ", and the borrow that it stands for ends" : "");
        if (_scene.OwnersLeft is { } left and > 0)
        {
            _writer.Say(left == 1 ? ", and 1 owner is left" : $", and {left} owners are left");
        }
        else if (_scene.OwnersLeft == 0 || (type.StartsWith("Rc<", StringComparison.Ordinal) && _news.FreesAny))
        {
            _writer.Say("; it was the last owner");
        }

        _news.SayFreedAlong();
        _writer.Say(".");
    }
}
