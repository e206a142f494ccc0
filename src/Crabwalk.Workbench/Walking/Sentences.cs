using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Machine.Inspect;
using Crabwalk.Machine.Rules;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Types;
using Crabwalk.Pictures.Scenes;

namespace Crabwalk.Workbench.Walking;

/// <summary>
/// One sentence for each step. The same words serve the terminal, the screen reader, captions and alternative texts, so they
/// name things as the program does and say what changed, not how the machine did it.
/// </summary>
internal sealed class Sentences(SourceMap sources, ValueText text, WalkMoment moment, IReadOnlyDictionary<AllocationId, string> holders)
{
    private readonly SentenceWriter _writer = new(sources);

    /// <summary>The sentence of a step with what else happened in it.</summary>
    public static EquatableArray<TextRun> Of(
        SourceMap sources, ValueText text, WalkMoment moment, IReadOnlyDictionary<AllocationId, string> holders, IReadOnlyList<StepEvent> events)
    {
        var sentence = new Sentences(sources, text, moment, holders);
        if (events.Count > 0 && moment.What?.Kind is MarkKind.Value or MarkKind.Statement or MarkKind.FullExpression or MarkKind.Instruction or null)
        {
            sentence.SayEvents(events);
        }
        else if (moment.What is { } what)
        {
            sentence.SayStep(what);
        }

        return sentence._writer.Runs;
    }

    /// <summary>The sentence of a step in which nothing happened: the program's end, told by how it ended, or the time before its start.</summary>
    public static EquatableArray<TextRun> OfNothing(string? ending) =>
        [new(ending is null ? "The program has not started yet." : $"The program {ending}.")];

    private void SayStep(StepView what)
    {
        switch (what.Kind)
        {
            case MarkKind.Statement:
                Say("Next: ").Code(Shortened(what.Source.Span).TrimEnd(';')).Say(".");
                break;
            case MarkKind.Value:
                SayValue(what);
                break;
            case MarkKind.Store:
                SayStore(what);
                break;
            case MarkKind.Declare:
                Code(Shortened(what.Source.Span)).Say(" is declared; until something is stored in it, it holds junk.");
                break;
            case MarkKind.FullExpression:
                Say("The expression is done.");
                break;
            case MarkKind.Enter:
                SayEnter();
                break;
            case MarkKind.Leave:
                SayLeave(what);
                break;
            case MarkKind.ScopeEnd:
                Say("The block ends: its variables are gone.");
                break;
            case MarkKind.Instruction:
                Say("Next: ").Code(what.Instruction ?? "").Say(".");
                break;
        }
    }

    private void SayValue(StepView what)
    {
        string value = what.Value is { } known ? text.Known(known, moment.Language) : "?";
        string expression = Shortened(what.Source.Span);
        if (what.Value is { IsJunk: true })
        {
            Code(expression).Say(" is ").Run(value, TextStyle.Junk).Say(", which is junk: nothing was ever stored there.");
            return;
        }

        Code(expression).Say(expression.EndsWith(')') && expression.Contains('(', StringComparison.Ordinal) ? " gives " : " is ").Run(value, TextStyle.Value);
        SayTarget(what.Value?.Target);
        Say(".");
    }

    private void SayStore(StepView what)
    {
        if (what.Value is { Type: Ty.Array or Ty.Adt })
        {
            Code(Shortened(what.Source.Span)).Say(" is filled.");
            return;
        }

        string value = what.Value is { } known ? text.Known(known, moment.Language) : "?";
        Code(Shortened(what.Source.Span)).Say(" now holds ").Run(value, TextStyle.Changed);
        SayTarget(what.Value?.Target);
        Say(".");
    }

    /// <summary>Says which block a pointer leads to and who else leads there.</summary>
    private void SayTarget(PointerTarget? target)
    {
        if (target is not { } at || BlockOf(at.Allocation) is not { } block)
        {
            return;
        }

        Say($", the address of {(at.State == AllocationState.Live ? "" : "the freed ")}block #{block.HeapNumber}");
        if (at.OffsetBytes != 0)
        {
            Say($" plus {at.OffsetBytes} bytes");
        }

        if (holders.TryGetValue(at.Allocation, out string? others) && others.Contains(',', StringComparison.Ordinal))
        {
            Say(" (").Code(others).Say(" point there)");
        }
    }

    private void SayEnter()
    {
        if (moment.Calls.IsEmpty)
        {
            return;
        }

        CallView call = moment.Calls[^1];
        Code(call.Title).Say(moment.Calls.Count(other => !other.IsLibrary) <= 1 ? " starts." : " is called: a new frame is on the stack.");
    }

    private void SayLeave(StepView what)
    {
        string name = moment.Calls.IsEmpty ? "the function" : NameOf(moment.Calls[^1].Title);
        if (what.Value is { } known && known.Type is not Ty.Tuple)
        {
            Code(name).Say(" returns ").Run(text.Known(known, moment.Language), TextStyle.Value);
            SayTarget(known.Target);
            Say("; its frame goes.");
        }
        else
        {
            Code(name).Say(" returns; its frame goes.");
        }
    }

    private void SayEvents(IReadOnlyList<StepEvent> events)
    {
        foreach (StepEvent happened in events)
        {
            Say(_writer.IsEmpty ? "" : " ");
            switch (happened)
            {
                case StepEvent.Allocated(var block):
                    Say($"The heap gives block #{block.HeapNumber}: {SentenceWriter.Bytes(block.SizeBytes)} at {ValueText.Address(block.Address)}, with junk in it.");
                    break;
                case StepEvent.Freed(var block):
                    SayFreed(block);
                    break;
                case StepEvent.Wrote(var output, OutputStream.Error):
                    Say("The program writes to its error output: ").Code(SentenceWriter.Visible(output)).Say(".");
                    break;
                case StepEvent.Wrote(var output, _):
                    Say("The program writes ").Code(SentenceWriter.Visible(output)).Say(".");
                    break;
            }
        }
    }

    private void SayFreed(HeapBlockView block)
    {
        Say($"Block #{block.HeapNumber} is given back to the heap");
        if (holders.TryGetValue(block.Id, out string? who))
        {
            bool several = who.Contains(',', StringComparison.Ordinal);
            Say("; ").Code(who).Say(several ? " still hold its address and dangle now." : " still holds its address and dangles now.");
        }
        else
        {
            Say(".");
        }
    }

    private HeapBlockView? BlockOf(AllocationId id)
    {
        foreach (HeapBlockView block in moment.Heap)
        {
            if (block.Id == id)
            {
                return block;
            }
        }

        return null;
    }

    private SentenceWriter Say(string words) => _writer.Say(words);

    private SentenceWriter Code(string code) => _writer.Code(code);

    private string Shortened(Span span) => _writer.Shortened(span);

    /// <summary>What a broken rule means here, said of the expression at fault.</summary>
    public static EquatableArray<TextRun> OfFault(UndefinedReport report, string expression, int freedLine) => report.Rule.Name switch
    {
        "UseAfterFree" when freedLine > 0 => [new(expression, TextStyle.Code), new($" uses block #{report.Block!.Number}, but that block was given back at line {freedLine}: what is there now has no meaning.")],
        "DoubleFree" when freedLine > 0 => [new(expression, TextStyle.Code), new($" gives block #{report.Block!.Number} back, but it was given back already at line {freedLine}.")],
        "UninitializedRead" => [new(expression, TextStyle.Code), new(" is read, but nothing was ever stored there: its value is junk.")],
        "NullDereference" => [new(expression, TextStyle.Code), new(" follows a null pointer, which leads nowhere.")],
        _ => [new(Capitalised(report.Message) + ".")],
    };

    /// <summary>The words with a capital first letter, as a sentence begins.</summary>
    public static string Capitalised(string words) => words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];

    /// <summary>The function's name out of its title, <c>f</c> of <c>int *f(int a)</c> and of <c>fn f&lt;T&gt;(a: T)</c>.</summary>
    public static string NameOf(string title)
    {
        if (title.StartsWith("fn ", StringComparison.Ordinal) || title.Contains(" fn ", StringComparison.Ordinal))
        {
            int name = title.IndexOf("fn ", StringComparison.Ordinal) + 3;
            return title.IndexOfAny(['<', '('], name) is >= 0 and var after ? title[name..after] : title[name..];
        }

        int end = title.IndexOf('(', StringComparison.Ordinal);
        int start = end < 0 ? 0 : title.LastIndexOfAny([' ', '*'], end) + 1;
        return end < 0 ? title : title[start..end];
    }
}
