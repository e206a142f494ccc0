using System.Globalization;
using Crabwalk.DebugAdapter.Looking;
using Crabwalk.DebugAdapter.Protocol;
using Crabwalk.DebugAdapter.Session;
using Crabwalk.Foundation.Text;
using Crabwalk.Pictures.Scenes;
using Crabwalk.Workbench.Walking;
using Crabwalk.Workbench.Walking.Watching;

namespace Crabwalk.DebugAdapter.Breakpoints;

/// <summary>Setting breakpoints of every kind.</summary>
internal sealed class BreakpointCommands(SessionState state)
{
    private const int LargestWatch = 1 << 16;

    private BreakpointTable Table => state.Breakpoints;

    /// <summary>Adds the requests.</summary>
    public void AddTo(CommandTable table)
    {
        table.Add("setBreakpoints", DapJson.Default.SetBreakpointsArguments, DapJson.Default.BreakpointsBody, SetLines);
        table.Add("setFunctionBreakpoints", DapJson.Default.SetFunctionBreakpointsArguments, DapJson.Default.BreakpointsBody, SetFunctions);
        table.Add("setExceptionBreakpoints", DapJson.Default.SetExceptionBreakpointsArguments, SetFaults);
        table.Add("dataBreakpointInfo", DapJson.Default.DataBreakpointInfoArguments, DapJson.Default.DataBreakpointInfoBody, DataInfo);
        table.Add("setDataBreakpoints", DapJson.Default.SetDataBreakpointsArguments, DapJson.Default.BreakpointsBody, SetData);
        table.Add("breakpointLocations", DapJson.Default.BreakpointLocationsArguments, DapJson.Default.BreakpointLocationsBody, Locations);
    }

    private BreakpointsBody SetLines(SetBreakpointsArguments arguments)
    {
        SourceBreakpoint[] wanted = arguments.Breakpoints ?? [];
        if (!state.IsLaunched || state.Program.Places.Find(arguments.Source) is not { } source)
        {
            return new([.. wanted.Select(stop => new Breakpoint(Table.NewId(), false, "this file is no part of the program"))]);
        }

        var stops = new List<LineStop>();
        var answers = new List<Breakpoint>();
        foreach (SourceBreakpoint stop in wanted)
        {
            answers.Add(SetLine(source, stop, stops));
        }

        Table.SetLines(source, stops);
        return new([.. answers]);
    }

    private Breakpoint SetLine(SourceId source, SourceBreakpoint wanted, List<LineStop> stops)
    {
        int id = Table.NewId();
        if (RuleOf(wanted.Condition, wanted.HitCondition, wanted.LogMessage, out string error) is not { } rule)
        {
            return new(id, false, error);
        }

        // A line without code of its own stands for the next that has some.
        int asked = wanted.Line - state.FirstLine;
        int? line = state.Walk.CodeLines(source).Where(code => code >= asked).Select(code => (int?)code).Min();
        if (line is not { } found)
        {
            return new(id, false, "there is no code on this line or below");
        }

        stops.Add(new(id, source, found, rule));
        return new(id, true, null, state.Program.Places.SourceOf(source), found + state.FirstLine);
    }

    private BreakpointsBody SetFunctions(SetFunctionBreakpointsArguments arguments)
    {
        var stops = new List<FunctionStop>();
        var answers = new List<Breakpoint>();
        foreach (FunctionBreakpoint wanted in arguments.Breakpoints)
        {
            int id = Table.NewId();
            if (RuleOf(wanted.Condition, wanted.HitCondition, null, out string error) is { } rule)
            {
                stops.Add(new(id, wanted.Name, rule));
            }

            answers.Add(new(id, error.Length == 0, error.Length == 0 ? null : error));
        }

        Table.Functions = stops;
        return new([.. answers]);
    }

    private void SetFaults(SetExceptionBreakpointsArguments arguments) =>
        Table.StopsAtFaults = arguments.Filters.Length > 0 || arguments.FilterOptions is { Length: > 0 };

    private DataBreakpointInfoBody DataInfo(DataBreakpointInfoArguments arguments)
    {
        if (arguments.AsAddress)
        {
            ulong address = MemoryReferences.Parse(arguments.Name);
            return Watched($"{arguments.Bytes ?? 1} bytes at {arguments.Name}", new(address, Math.Clamp(arguments.Bytes ?? 1, 1, LargestWatch)));
        }

        string expression = arguments.VariablesReference > 0 ? state.Variables.ExpressionOf(arguments.VariablesReference, arguments.Name) : arguments.Name;
        CallId? call = arguments.VariablesReference > 0 ? state.Variables.CallOf(arguments.VariablesReference) : Frames.CallOf(arguments.FrameId);
        WatchResult found = state.Walk.Evaluate(state.At.Grain, state.At.Step, call, expression);
        return found.Cell is { Address: > 0, SizeBytes: > 0 } cell
            ? Watched($"writes to `{expression}`", new(cell.Address, Math.Min(cell.SizeBytes, LargestWatch)))
            : new(null, found.Error.Length > 0 ? found.Error : "only what lies in memory can be watched");
    }

    private static DataBreakpointInfoBody Watched(string description, MemoryRange range) =>
        new(string.Create(CultureInfo.InvariantCulture, $"0x{range.Address:x}:{range.SizeBytes}"), description, ["write"]);

    private BreakpointsBody SetData(SetDataBreakpointsArguments arguments)
    {
        var stops = new List<DataStop>();
        var answers = new List<Breakpoint>();
        foreach (DataBreakpoint wanted in arguments.Breakpoints)
        {
            int id = Table.NewId();
            string[] parts = wanted.DataId.Split(':');
            string error = "";
            if (parts is not [var address, var size] || !long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out long bytes))
            {
                error = "this is no id that `dataBreakpointInfo` gave";
            }
            else if (RuleOf(wanted.Condition, wanted.HitCondition, null, out error) is { } rule)
            {
                stops.Add(new(id, new(MemoryReferences.Parse(address), Math.Clamp(bytes, 1, LargestWatch)), rule));
            }

            answers.Add(new(id, error.Length == 0, error.Length == 0 ? null : error));
        }

        Table.Data = stops;
        return new([.. answers]);
    }

    private BreakpointLocationsBody Locations(BreakpointLocationsArguments arguments)
    {
        if (state.Program.Places.Find(arguments.Source) is not { } source)
        {
            return new([]);
        }

        int first = arguments.Line - state.FirstLine;
        int last = (arguments.EndLine ?? arguments.Line) - state.FirstLine;
        return new([.. state.Walk.CodeLines(source).Where(line => line >= first && line <= last).Select(line => new BreakpointLocation(line + state.FirstLine))]);
    }

    private static BreakpointRule? RuleOf(string? condition, string? hits, string? message, out string error)
    {
        error = "";
        string? wanted = string.IsNullOrWhiteSpace(condition) ? null : condition;
        if (wanted is not null && WatchParser.Parse(wanted, out string reason) is null)
        {
            error = $"the condition is not understood: {reason}";
            return null;
        }

        HitRule? rule = HitRule.Parse(hits);
        if (rule is null && !string.IsNullOrWhiteSpace(hits))
        {
            error = $"`{hits}` is no count of hits: write a number, or `>=`, `>` or `%` before one";
            return null;
        }

        return new(wanted, rule, string.IsNullOrEmpty(message) ? null : message);
    }
}
