using Crabwalk.Machine.Inspect;
using Crabwalk.Pictures.Scenes;

namespace Crabwalk.Workbench.Walking.Owners;

/// <summary>What happened to the heap and the output in a step, told once: beside the step where it belongs to it, else in sentences of its own.</summary>
internal sealed class HeapNews
{
    private readonly SentenceWriter _writer;
    private readonly OwnerScene _scene;
    private readonly List<HeapBlockView> _allocated;
    private readonly List<HeapBlockView> _freed;
    private readonly List<StepEvent.Wrote> _written;

    /// <summary>News of a step's events.</summary>
    public HeapNews(SentenceWriter writer, OwnerScene scene, IReadOnlyList<StepEvent> events)
    {
        (_writer, _scene) = (writer, scene);
        _allocated = [.. events.OfType<StepEvent.Allocated>().Select(one => one.Block)];
        _freed = [.. events.OfType<StepEvent.Freed>().Select(one => one.Block)];
        _written = Joined(events.OfType<StepEvent.Wrote>());
    }

    /// <summary>What was written in pieces, as one text for each stretch on one stream.</summary>
    private static List<StepEvent.Wrote> Joined(IEnumerable<StepEvent.Wrote> pieces)
    {
        var joined = new List<StepEvent.Wrote>();
        foreach (StepEvent.Wrote piece in pieces)
        {
            if (joined.Count > 0 && joined[^1].Stream == piece.Stream)
            {
                joined[^1] = joined[^1] with { Text = joined[^1].Text + piece.Text };
            }
            else
            {
                joined.Add(piece);
            }
        }

        return joined;
    }

    /// <summary>True when nothing is left to tell.</summary>
    public bool IsEmpty => _allocated.Count == 0 && _freed.Count == 0 && _written.Count == 0;

    /// <summary>True when the program wrote and that is all.</summary>
    public bool IsOnlyOutput => _written.Count > 0 && _allocated.Count == 0 && _freed.Count == 0;

    /// <summary>True when a block was freed.</summary>
    public bool FreesAny => _freed.Count > 0;

    /// <summary>Adds the one new block to a sentence about a new value.</summary>
    public void SayWhereKept()
    {
        if (_allocated is [{ State: AllocationState.Live } block] && _freed.Count == 0)
        {
            _writer.Say($", kept in the new block #{block.HeapNumber} of {SentenceWriter.Bytes(block.SizeBytes)}");
            _allocated.Clear();
        }
    }

    /// <summary>Adds the freed blocks to a sentence about a drop.</summary>
    public void SayFreedAlong()
    {
        if (_allocated.Count > 0 || _freed.Count == 0)
        {
            return;
        }

        _writer.Say(_freed is [var only]
            ? $", and block #{only.HeapNumber} ({SentenceWriter.Bytes(only.SizeBytes)}) is freed"
            : $", and blocks {Numbers(_freed)} are freed");
        _freed.Clear();
    }

    /// <summary>Tells what was not told yet.</summary>
    public void SayRest()
    {
        SayGrowth();
        SayPassing();
        SayNew();

        if (_freed.Count > 0)
        {
            Begin().Say(_freed is [var only]
                ? $"Block #{only.HeapNumber} ({SentenceWriter.Bytes(only.SizeBytes)}) is freed."
                : $"Blocks {Numbers(_freed)} are freed.");
        }

        SayWritten();
    }

    /// <summary>Tells what the program wrote.</summary>
    public void SayWritten()
    {
        foreach (StepEvent.Wrote written in _written)
        {
            string where = written.Stream == OutputStream.Error ? "The program writes to its error output: " : "The program writes ";
            Begin().Say(where).Code(SentenceWriter.Visible(written.Text)).Say(".");
        }

        _written.Clear();
    }

    private void SayNew()
    {
        List<HeapBlockView> unowned = [.. _allocated.Where(block => OwnerOf(block) is null)];
        foreach (HeapBlockView block in _allocated.Except(unowned))
        {
            Begin().Say($"Block #{block.HeapNumber} of {SentenceWriter.Bytes(block.SizeBytes)} is new; ").Code(OwnerOf(block)!).Say(" owns it.");
        }

        if (unowned.Count > 0)
        {
            Begin().Say(unowned is [var only]
                ? $"Block #{only.HeapNumber} of {SentenceWriter.Bytes(only.SizeBytes)} is new."
                : $"Blocks {Numbers(unowned)} are new.");
        }
    }

    private SentenceWriter Begin() => _writer.IsEmpty ? _writer : _writer.Say(" ");

    /// <summary>A buffer that was too small gives its items to a bigger one.</summary>
    private void SayGrowth()
    {
        foreach (HeapBlockView larger in _allocated.ToList())
        {
            if (_scene.HeapTypes.Of(larger.Id) is not { Form: not BlockForm.Objects } type || _scene.BlockOf(larger) is not { Owner.Length: > 0 } scene
                || _freed.Find(block => IsOutgrown(block, larger, type)) is not { } smaller)
            {
                continue;
            }

            long count = _scene.HeapTypes.Of(smaller.Id)!.Used;
            string what = type.Form == BlockForm.Text ? "text" : count == 1 ? "item" : $"{count} items";
            string room = type.Form == BlockForm.Text ? SentenceWriter.Bytes(type.Count) : $"{type.Count}";
            Begin().Code(scene.Owner).Say($" grows: its {what} move{(what is "text" or "item" ? "s" : "")} from block #{smaller.HeapNumber} to the new block #{larger.HeapNumber} with room for {room}.");
            _allocated.Remove(larger);
            _freed.Remove(smaller);
        }
    }

    private bool IsOutgrown(HeapBlockView smaller, HeapBlockView larger, BlockType type) =>
        smaller.HeapNumber < larger.HeapNumber && smaller.SizeBytes < larger.SizeBytes
            && _scene.HeapTypes.Of(smaller.Id) is { } before && before.Form == type.Form && ReferenceEquals(before.Element, type.Element);

    private void SayPassing()
    {
        List<HeapBlockView> passing = [.. _allocated.Where(block => _freed.Exists(freed => freed.Id == block.Id))];
        if (passing.Count > 0)
        {
            Begin().Say(passing.Count == 1 ? $"Block #{passing[0].HeapNumber} came and went on the way." : $"Blocks {Numbers(passing)} came and went on the way.");
            _allocated.RemoveAll(passing.Contains);
            _freed.RemoveAll(freed => passing.Exists(block => block.Id == freed.Id));
        }
    }

    private string? OwnerOf(HeapBlockView block) => _scene.BlockOf(block) is { Owner: { Length: > 0 } owner } ? owner : null;

    private static string Numbers(List<HeapBlockView> blocks)
    {
        string all = string.Join(", ", blocks.Take(blocks.Count - 1).Select(block => $"#{block.HeapNumber}"));
        return $"{all} and #{blocks[^1].HeapNumber}";
    }
}
