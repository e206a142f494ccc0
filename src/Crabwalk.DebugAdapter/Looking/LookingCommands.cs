using Crabwalk.DebugAdapter.Protocol;
using Crabwalk.DebugAdapter.Session;
using Crabwalk.Foundation.Text;
using Crabwalk.Machine.Inspect;
using Crabwalk.Pictures.Scenes;
using Crabwalk.Workbench.Walking;

namespace Crabwalk.DebugAdapter.Looking;

/// <summary>Looking at the step: calls, variables, expressions, what is wrong, texts.</summary>
internal sealed class LookingCommands(SessionState state)
{
    private const int MostElements = 1000;

    /// <summary>Adds the requests.</summary>
    public void AddTo(CommandTable table)
    {
        table.Add("stackTrace", DapJson.Default.StackTraceArguments, DapJson.Default.StackTraceBody, StackTrace);
        table.Add("scopes", DapJson.Default.ScopesArguments, DapJson.Default.ScopesBody, Scopes);
        table.Add("variables", DapJson.Default.VariablesArguments, DapJson.Default.VariablesBody, Variables);
        table.Add("evaluate", DapJson.Default.EvaluateArguments, DapJson.Default.EvaluateBody, Evaluate);
        table.Add("exceptionInfo", DapJson.Default.ExceptionInfoBody, ExceptionInfo);
        table.Add("source", DapJson.Default.SourceArguments, DapJson.Default.SourceBody, SourceText);
        table.Add("loadedSources", DapJson.Default.LoadedSourcesBody, () => new([.. state.Program.Places.UserFiles.Select(state.Program.Places.SourceOf)]));
    }

    private StackTraceBody StackTrace(StackTraceArguments arguments)
    {
        List<StackFrame> all = new Frames(state).All();
        int levels = arguments.Levels > 0 ? arguments.Levels : all.Count;
        return new([.. all.Skip(Math.Max(0, arguments.StartFrame)).Take(levels)], all.Count);
    }

    private ScopesBody Scopes(ScopesArguments arguments)
    {
        CallId? call = Frames.CallOf(arguments.FrameId);
        FrameScene? frame = state.Scene.Stacks.SelectMany(stack => stack.Frames).FirstOrDefault(frame => frame.Id == call);
        if (frame is null)
        {
            return new([]);
        }

        List<Cell> locals = [.. frame.Variables, .. frame.Result is { } result ? [result] : Array.Empty<Cell>()];
        List<Cell> statics = [.. state.Scene.Statics.Select(one => one.Cell)];
        List<Cell> blocks = [.. state.Scene.Heap.Select(BlockCell)];
        var scopes = new List<Scope> { ScopeOf("Locals", new(call, null, locals, false), "locals") };
        if (statics.Count > 0)
        {
            scopes.Add(ScopeOf("Globals", new(null, null, statics, false), "globals"));
        }

        if (blocks.Count > 0)
        {
            scopes.Add(ScopeOf("Heap", new(null, null, blocks, false), "heap"));
        }

        return new([.. scopes]);
    }

    private Scope ScopeOf(string name, VariableGroup group, string hint) =>
        new(name, state.Variables.Add(group), PresentationHint: hint, NamedVariables: group.Children.Count);

    private static Cell BlockCell(BlockScene block)
    {
        Cell inside = block.Cells.IsEmpty ? new() { Id = CellId.OfBlock(block.Id), Name = "", Type = "", Value = "" } : block.Cells[0];
        return inside with { Name = $"#{block.Id.Number}", Type = block.Type, Note = block.State == BlockState.Unreachable ? "(nothing points to it)" : inside.Note };
    }

    private VariablesBody Variables(VariablesArguments arguments)
    {
        VariableGroup group = state.Variables[arguments.VariablesReference];
        bool isHex = arguments.Format?.Hex == true;
        if (group.IsPointer)
        {
            return new([.. Target(group, isHex)]);
        }

        IEnumerable<Cell> children = arguments.Filter == "indexed" || group.ElementCount > group.Children.Count
            ? Elements(group, arguments.Start, arguments.Count > 0 ? Math.Min(arguments.Count, MostElements) : MostElements)
            : arguments.Filter == "named" && group.ElementCount > 0 ? [] : Slice(group.Children, arguments.Start, arguments.Count);
        return new([.. children.Select(child => VariableOf(child, group, isHex))]);
    }

    private static IEnumerable<Cell> Slice(IReadOnlyList<Cell> cells, int start, int count) =>
        count > 0 ? cells.Skip(Math.Max(0, start)).Take(count) : cells;

    /// <summary>Elements by their number: those that the scene has, and further ones looked up one by one.</summary>
    private IEnumerable<Cell> Elements(VariableGroup group, int start, int count)
    {
        long end = Math.Min(group.ElementCount, start + (long)count);
        for (long index = Math.Max(0, start); index < end; index++)
        {
            if (index < group.Children.Count)
            {
                yield return group.Children[(int)index];
            }
            else if (group.Expression is not null && Look(group.Call, $"{group.Expression}[{index}]").Cell is { } cell)
            {
                yield return cell with { Name = $"[{index}]", Index = index };
            }
        }
    }

    private IEnumerable<Variable> Target(VariableGroup pointer, bool isHex)
    {
        if (Look(pointer.Call, $"*({pointer.Expression})").Cell is not { } target)
        {
            return [];
        }

        var whole = new VariableGroup(pointer.Call, pointer.Expression, [], false);
        if (target.Parts.IsEmpty || target.ElementCount > 0)
        {
            return [VariableOf(target with { Name = "*" }, whole, isHex)];
        }

        var inside = new VariableGroup(pointer.Call, $"(*{pointer.Expression})", target.Parts, false);
        return target.Parts.Select(part => VariableOf(part, inside, isHex));
    }

    private Variable VariableOf(Cell cell, VariableGroup parent, bool isHex)
    {
        string expression = parent.ExpressionOf(cell.Name);
        bool isBlock = cell.Name.StartsWith('#') || (parent.Expression?.StartsWith('#') ?? false);
        return new(cell.Name.Length > 0 ? cell.Name : "(anonymous)", CellWords.ValueOf(cell, isHex), HandleOf(cell, parent.Call, expression, isBlock))
        {
            Type = cell.Type,
            EvaluateName = isBlock ? null : expression,
            NamedVariables = cell.ElementCount == 0 && !cell.Parts.IsEmpty ? cell.Parts.Count : null,
            IndexedVariables = cell.ElementCount > 0 && !cell.Parts.IsEmpty ? (int)Math.Min(cell.ElementCount, int.MaxValue) : null,
            MemoryReference = cell.Address > 0 ? MemoryReferences.Of(cell.Address) : null,
            PresentationHint = new("data", ["readOnly"]),
        };
    }

    private int HandleOf(Cell cell, CallId? call, string expression, bool isBlock)
    {
        bool isPointer = cell is { Kind: CellKind.Pointer, Content: CellContent.Set } && cell.Value is not ("NULL" or "0x0") && !isBlock;
        return isPointer || !cell.Parts.IsEmpty
            ? state.Variables.Add(new(call, expression, cell.Parts, isPointer && cell.Parts.IsEmpty) { ElementCount = cell.ElementCount })
            : 0;
    }

    private EvaluateBody Evaluate(EvaluateArguments arguments)
    {
        CallId? call = Frames.CallOf(arguments.FrameId);
        WatchResult found = Look(call, arguments.Expression);
        if (found.Cell is not { } cell)
        {
            throw new RefusedException(found.Error);
        }

        Variable variable = VariableOf(cell with { Name = arguments.Expression }, new(call, null, [], false), arguments.Format?.Hex == true);
        return new(variable.Value, variable.VariablesReference, variable.Type, variable.NamedVariables, variable.IndexedVariables, variable.MemoryReference);
    }

    private WatchResult Look(CallId? call, string expression) =>
        state.Walk.Evaluate(state.At.Grain, state.At.Step, call, expression, new ReadLimits());

    private ExceptionInfoBody ExceptionInfo()
    {
        if (state.Scene.Problem is not { } problem)
        {
            throw new RefusedException("nothing is wrong in this step");
        }

        IEnumerable<string> story = problem.Story.Concat(problem.Advice).Select(line => SceneWords.PlainText(line));
        return new(problem.Rule, problem.Title, new(string.Join('\n', story), problem.Citation));
    }

    private SourceBody SourceText(SourceArguments arguments)
    {
        Source? wanted = arguments.Source is { } source ? source : new(SourceReference: arguments.SourceReference);
        SourceId id = state.Program.Places.Find(wanted) ?? throw new RefusedException("this file is no part of the program");
        return new(state.Program.Places.TextOf(id), "text/plain");
    }
}
