using Crabwalk.DebugAdapter.Protocol;
using Crabwalk.DebugAdapter.Session;
using Crabwalk.Pictures.Scenes;
using Crabwalk.Workbench.Walking;

namespace Crabwalk.DebugAdapter.Looking;

/// <summary>The open calls as stack frames, the innermost first. A frame's number is its call's, so it stays the same from step to step.</summary>
internal sealed class Frames(SessionState state)
{
    /// <summary>The call of a frame's number.</summary>
    public static CallId? CallOf(int? frame) => frame is > 0 and var number ? new CallId(number - 1) : null;

    /// <summary>All frames; where a deep stack is cut, a line says how many are left out.</summary>
    public List<StackFrame> All()
    {
        var stands = state.Walk.StandsAt(state.At.Grain, state.At.Step).ToDictionary(stand => stand.Call);
        var frames = new List<StackFrame>();
        FrameScene? inner = null;
        foreach (FrameScene frame in state.Scene.Stacks.SelectMany(stack => stack.Frames).Reverse())
        {
            if (inner is not null && inner.Depth - frame.Depth > 1)
            {
                frames.Add(new(-1, $"… {inner.Depth - frame.Depth - 1} more calls", 0, 0, PresentationHint: "label"));
            }

            frames.Add(FrameOf(frame, stands.GetValueOrDefault(frame.Id)));
            inner = frame;
        }

        return frames;
    }

    private StackFrame FrameOf(FrameScene frame, CallStand? stand)
    {
        int id = frame.Id.Number + 1;
        string? pointer = stand?.Location is { } location ? new CodeAddresses(state.Walk).AddressOf(stand.Function, location) : null;
        if (stand?.Place is not { } span)
        {
            return new(id, frame.Function, 0, 0, InstructionPointerReference: pointer);
        }

        TextRange place = state.Program.Places.RangeOf(span);
        Source source = state.Program.Places.SourceOf(state.Walk.Program.Sources.Outermost(span).Source);
        return new(
            id,
            frame.Function,
            place.Line - 1 + state.FirstLine,
            place.Column - 1 + state.FirstColumn,
            source,
            place.EndLine - 1 + state.FirstLine,
            place.EndColumn - 1 + state.FirstColumn,
            pointer);
    }
}
