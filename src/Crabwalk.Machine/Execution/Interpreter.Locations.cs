using Crabwalk.Foundation.Text;
using Crabwalk.Machine.Code;
using Crabwalk.Machine.Rules;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Types;

namespace Crabwalk.Machine.Execution;

/// <summary>Places in the source as data of the program, and the log of panics.</summary>
internal sealed unsafe partial class Interpreter
{
    private readonly List<PanicReport> _panics = [];
    private int _panicCount;

    /// <summary>The panics up to the current step.</summary>
    public IReadOnlyList<PanicReport> Panics => _panics.GetRange(0, _panicCount);

    /// <summary>Remembers a panic; when a stretch is run again it is known already. A constant has no value then.</summary>
    public StopReason NotePanic(string message)
    {
        if (_panicCount == _panics.Count && _panics.Count < _options.ReportLimit)
        {
            CallPlace[] calls = [.. Calls()];
            _panics.Add(new PanicReport(message, SpanOfCaller(_pc - 1), [.. calls], _stepCount));
        }

        _panicCount = Math.Min(_panicCount + 1, _panics.Count);
        _stopText = _purpose == CodePurpose.Constant ? $"evaluation panicked: {message}" : message;
        return _purpose == CodePurpose.Constant ? StopReason.Panicked : StopReason.None;
    }

    /// <summary>Gives a reference to a static that tells where the innermost function that does not track its caller is.</summary>
    public StopReason GiveCallerLocation(in IntrinsicCall call)
    {
        if (call.Site.Result is not Ty.Ref { Referent: Ty.Adt location })
        {
            _stopText = "a location of this type";
            _pc = call.At;
            return StopReason.Unsupported;
        }

        try
        {
            uint id = LocationAt(SpanOfCaller(call.At), location);
            return call.Return(_memory.Lines[id].Base, id);
        }
        catch (UnsupportedException e)
        {
            _stopText = e.Message;
            _pc = call.At;
            return StopReason.Unsupported;
        }
    }

    /// <summary>Panics in the name of an intrinsic.</summary>
    public StopReason PanicAt(in IntrinsicCall call, string message)
    {
        _stopText = message;
        return Panic(call.At->A, call.At, call.Registers - call.At->A, call.Provenances - call.At->A);
    }

    private uint LocationAt(Span span, Ty.Adt type)
    {
        SourceText source = _image.Program.Sources[span.Source];
        LinePosition position = source.PositionOf(span.Start);
        string before = source.Slice(source.LineStart(position.Line), span.Start);
        int column = before.EnumerateRunes().Count() + 1;
        return _image.LocationOf(source.Path, position.Line + 1, column, type);
    }

    // Code that nobody wrote stands for its caller too.
    private Span SpanOfCaller(Instr* at)
    {
        Frame* frame = _frame;
        while (frame->Return != null && StandsForCaller(_image.Functions[frame->Function].Instance))
        {
            at = frame->Return - 1;
            frame--;
        }

        CompiledCode code = _image.Functions[frame->Function].Code!;
        Span span = code.Sources[Math.Clamp((int)(at - code.Start), 0, code.Length - 1)].Span;
        return _image.Program.Sources.Outermost(span);
    }

    private bool StandsForCaller(Instance instance) => instance.Shim is not null || (_image.Program.Resolver?.TracksCaller(instance.Function) ?? false);
}
