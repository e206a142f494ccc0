using System.Globalization;
using Crabwalk.Machine.Inspect;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Types;
using Crabwalk.Pictures.Scenes;
using Crabwalk.Workbench.Walking.Watching;

namespace Crabwalk.Workbench.Walking;

/// <summary>The answer to a watch expression.</summary>
/// <param name="Cell">The value; null when there is none.</param>
/// <param name="IsTrue">Whether it counts as true, for conditions: null where it is no number.</param>
/// <param name="Error">Why there is no value; empty when there is one.</param>
public sealed record WatchResult(Cell? Cell, bool? IsTrue, string Error);

/// <summary>Watch expressions and conditions.</summary>
public sealed partial class Walk
{
    /// <summary>Looks an expression up as it is in a step.</summary>
    /// <param name="grain">The grain that steps are counted in.</param>
    /// <param name="step">The step.</param>
    /// <param name="call">The call whose variables are meant; null for the innermost one of the user.</param>
    /// <param name="expression">The expression, in the words of C or Rust.</param>
    /// <param name="limits">How much of big values is wanted.</param>
    public WatchResult Evaluate(Grain grain, long step, CallId? call, string expression, ReadLimits? limits = null)
    {
        if (WatchParser.Parse(expression, out string error) is not { } parsed)
        {
            return new(null, null, error);
        }

        Stops stops = StopsOf(grain);
        long position = stops.PositionOf(step);
        Cursor.MoveTo(position);
        WalkMoment moment = MomentAt(position, [], Cursor.Position);
        var reader = new ValueReader(moment.Memory, _layouts, _program.Types, limits ?? new());
        var evaluator = new WatchEvaluator(InSight(moment, call, reader), reader, _layouts);
        return evaluator.Evaluate(parsed) is { } value
            ? new(CellOf(value, expression, moment, stops), value.AsNumber() is { } number ? WatchArithmetic.IsTrue(number) : null, "")
            : new(null, null, evaluator.Error);
    }

    private static List<(string Name, ValueView Value)> InSight(WalkMoment moment, CallId? wanted, ValueReader reader)
    {
        CallView? call = wanted is { } id
            ? moment.Calls.FirstOrDefault(one => one.Serial == id.Number)
            : moment.Calls.LastOrDefault(one => !one.IsLibrary);
        IEnumerable<(string Name, ValueView Value)> statics = moment.Statics.Select(view =>
            (view.Name, reader.Read(view.Address, view.Definition.Type, view.Definition.SourceType)));
        return [.. statics, .. (call?.Variables ?? []).Select(variable => (variable.Info.Name, ValueOf(variable, reader)))];
    }

    private static ValueView ValueOf(VariableView variable, ValueReader reader) => variable switch
    {
        { ElementCount: { } count, Type: Ty.Slice slice } =>
            reader.ReadArray(variable.Address, slice.Element, (variable.Info.Type as SourceType.Array)?.Element, count),
        _ => reader.Read(variable.Address, variable.Type, variable.Info.Type),
    };

    private Cell CellOf(WatchValue value, string expression, WalkMoment moment, Stops stops)
    {
        var id = new CellId("watch");
        return value switch
        {
            WatchValue.Place(var view, var state) =>
                new SceneBuilder(_program, _layouts, moment, _heapTypes, Options, FunctionName, _fileNumbers, stops.StepAt)
                    .CellOf(id, expression, view, state == AllocationState.Live ? CellContent.Set : CellContent.Freed),
            WatchValue.Integer(var whole) => Computed(id, expression, whole.ToString(CultureInfo.InvariantCulture)),
            WatchValue.Real(var real) => Computed(id, expression, real.ToString("R", CultureInfo.InvariantCulture)),
            WatchValue.Address(var address) => Computed(id, expression, ValueText.Address(address)) with { Address = address },
            _ => Computed(id, expression, ""),
        };
    }

    private static Cell Computed(CellId id, string name, string value) => new() { Id = id, Name = name, Type = "", Value = value };
}
